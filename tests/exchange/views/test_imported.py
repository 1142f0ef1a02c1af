"""The screen that an import shows."""

from __future__ import annotations

from pathlib import Path

MAIL = Path(__file__).parents[1] / "samples" / "friends.mbox"


def test_a_narrow_screen_cuts_addresses_and_never_how_often_or_when(tinynet):
    tinynet.environ["COLUMNS"] = "60"
    screen = tinynet.ok(f"import {MAIL} --dry-run --format human").out
    table = screen.partition("not here\n")[2].partition("--add-people")[0]
    assert table.splitlines() == [
        "Caroline Marsh  caroline@market…  2 days  2026-02-03 to",
        "                                          2026-02-08",
        "Zoë Ortiz       zoe.ortiz@examp…  2 days  2026-02-02 to",
        "                                          2026-02-03",
        "Nöel Baker      noel@example.org   1 day  2026-02-03",
    ]


def test_somebody_who_looks_like_somebody_else_comes_with_what_makes_them_one(tinynet):
    tinynet.ok("add 'Anne Baker'")
    path = tinynet.folder / "book.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Ann Baker\nEND:VCARD\n", encoding="utf-8")
    screen = tinynet.ok(["import", str(path)], human=True).out
    assert screen.split("\n\n")[1] == (
        "new\nAnn Baker  ann-b  looks like anne-b\nIf two of them are one person: tinynet merge"
    )
    assert tinynet.ok("merge").out.startswith("ann-b\tanne-b\t")
