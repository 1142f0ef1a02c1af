"""The page about Python does what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import tinynet.api

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Run the page's examples in an empty folder; what they have defined at the end."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    # The fences of Markdown are no output.
    text = re.sub(r"^```.*$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    names: dict = {}
    examples = doctest.DocTestParser().get_doctest(text, names, "python.md", str(PAGE), 0)
    assert len(examples.examples) > 8
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(examples, out=report.append, clear_globs=False)
    assert report == [], "".join(report)
    return examples.globs


def test_the_examples_give_what_the_page_shows(page):
    assert isinstance(page["friends"], tinynet.api.Friends)


def test_the_lines_for_pandas_make_a_table(page):
    pytest.importorskip("pandas", reason="no part of tinynet; tried where it is installed")
    (block,) = re.findall(r"```python\n(import pandas.*?)```", PAGE.read_text(), re.DOTALL)
    page["friends"].log("coffee", ["anne", "bob"], on="2026-01-24", minutes=90)
    *lines, last = block.strip().split("\n")
    exec("\n".join(lines), page)
    assert eval(last, page).to_dict() == {"anne": 90, "bob-m": 90}


def test_every_method_and_exception_stands_on_the_page():
    text = PAGE.read_text(encoding="utf-8")
    for name in tinynet.api.__all__:
        assert f"`{name}" in text or f".{name}" in text, name
    for name in vars(tinynet.api.Friends):
        assert name.startswith("_") or f"`{name}`" in text, name
