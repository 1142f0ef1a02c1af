"""The bar: on a terminal only, only for work that takes a while, and gone afterwards."""

from __future__ import annotations

import io
import re
import time

import pytest

from tinynet.cli import progress
from tinynet.cli.env import Env


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "is_terminal", lambda _: True)
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    monkeypatch.setattr(progress, "STEP", 0.01)


def work(*, total=40, pause=0.005, done=None) -> tuple[list[int], str]:
    err = io.StringIO()
    err.isatty = lambda: True  # type: ignore[method-assign]
    env = Env({"TERM": "xterm"}, stderr=err)

    def items():
        for number in range(40):
            time.sleep(pause)
            yield number

    items_done = list(progress.tracked(env, items(), total, "Reading", done))
    return items_done, re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", err.getvalue())


@pytest.mark.usefixtures("terminal")
def test_a_bar_shows_how_many_are_done_how_fast_and_how_long_the_rest_takes():
    items, shown = work()
    assert items == list(range(40))
    assert re.search(r"Reading .* +\d+/40 [\d,]+/s 0:00:0[01]", shown)


@pytest.mark.usefixtures("terminal")
def test_without_a_total_and_with_another_measure():
    assert re.search(r"\d+/\? ", work(total=None)[1])
    assert re.search(r" 7/9 ", work(total=9, done=lambda: 7)[1])


@pytest.mark.usefixtures("terminal")
def test_nothing_is_shown_of_what_is_quick():
    assert work(pause=0) == (list(range(40)), "")


def test_nothing_is_shown_where_nobody_looks():
    assert work(pause=0) == (list(range(40)), "")


@pytest.mark.usefixtures("terminal")
def test_the_bar_ends_when_the_work_fails():
    env = Env({}, stderr=io.StringIO())

    def items():
        yield 1
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(progress.tracked(env, items(), 2, "Reading"))
