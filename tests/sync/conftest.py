"""Fixtures of the tests of sync."""

from __future__ import annotations

from pathlib import Path

import pytest
from machines import Pair


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A laptop and a desktop that have joined: Anne Baker, Bob Marsh, and their coffee."""
    return Pair(tmp_path)
