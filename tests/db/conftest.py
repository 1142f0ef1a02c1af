"""The room of the file is tried with databases whose tables are all really made."""

from __future__ import annotations

import pytest

from tinynet.db import create


@pytest.fixture(autouse=True)
def _tables_really_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are for the other rooms."""
    monkeypatch.setattr(create, "fill", create.fill.fill)  # of built.Filled
