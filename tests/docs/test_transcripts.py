"""Every transcript in the documentation is what really happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from transcripts import BLOCK, replayed

ROOT = Path(__file__).parents[2]
PAGES = [
    page
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if BLOCK.search(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_transcript_shows_what_really_happens(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert replayed(text, tmp_path) == text


def test_the_readme_has_a_transcript() -> None:
    assert ROOT / "README.md" in PAGES
