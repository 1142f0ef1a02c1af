"""Packages that may not be installed."""

from __future__ import annotations

import json
import sys

import pytest

from tinynet.core.extras import MissingExtraError, load_extra


def test_a_package_that_is_there_is_imported() -> None:
    assert load_extra("json", "It needs json", "Install json") is json


def test_one_that_is_not_there_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(MissingExtraError) as raised:
        load_extra("pyrage", "Locking needs pyrage", "Run pip install pyrage")
    assert (raised.value.message, raised.value.remedy) == (
        "Locking needs pyrage", "Run pip install pyrage",
    )  # fmt: skip
