"""A table that is drawn here has the bytes that Rich would write."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date

import pytest

from tinynet.output.page import Page, parts_of, trimmed_cell
from tinynet.output.table import breaks, draw
from tinynet.output.text import width

WORDS = (
    "Anne", "Élodie", "Zoë", "Łukasz", "Nguyễn", "田中", "さくら", "김철수", "e\u0301", "عمر",
    "[bold]x[/]", "a\tb", "\x1b[31m", "שרה",
    "\u202eevil", "every", "3", "months,", "circle", "says",
    "x" * 30, "…", "\u00ad", "🇬🇧", "ﬁ", "Ǆ", "\u02ff", "\u0370", "Ж", "\udc80", "😀",
)  # fmt: skip
ODD = (
    "👩‍👩‍👧", "❤️", "🏳️‍🌈", "\u200d", "\u00a0", "\u3000", "", " ", "  two", "\U000e0041", "\u0300",
    "\ufe0f", "\u1160",
)  # fmt: skip
HEADS = ("", "name", "last seen", "田中", "a longer name of a column")
STYLES = ("", "", "bold", "dim", "yellow", "bold magenta")


def cell(chance: random.Random) -> object:
    def text(most: int) -> str:
        words = chance.choices(WORDS, k=chance.randint(0, most))
        return " ".join(words if chance.random() < 0.98 else [*words, chance.choice(ODD)])

    kind = chance.randrange(8)
    if kind == 0:
        return None
    if kind == 1:
        return [(text(3), chance.choice(STYLES)), text(2), (text(2), chance.choice(STYLES))]
    return (text(chance.choice((1, 2, 8))), chance.choice(STYLES)) if kind < 5 else text(9)


def both(
    rows: list[list[object]],
    align: str,
    columns: int,
    *,
    colour: bool,
    first: int = 30,
    head: tuple[str, ...] = (),
) -> tuple[list[str] | None, list[str]]:
    """A table as it is drawn here, None where Rich must; and as Rich draws it."""
    page = Page(date(2026, 3, 1), width=columns, colour=colour)
    cells = [[*map(parts_of, row[:-1]), parts_of(trimmed_cell(row[-1]))] for row in rows]
    ours = draw(cells, head, align, room=columns, first=first, styled=page.styled)
    return ours, page.by_rich(cells, head, align, first)


@pytest.mark.parametrize("seed", range(12))
def test_hostile_tables_have_the_bytes_that_rich_writes(seed: int) -> None:
    chance = random.Random(seed)
    drawn = 0
    for _ in range(100):
        count = chance.randint(2, 6)
        rows = [[cell(chance) for _ in range(count)] for _ in range(chance.randint(1, 5))]
        if chance.random() < 0.3:
            rows[-1] = rows[-1][: chance.randint(1, count)]
        widest = max(map(len, rows))
        head = tuple(chance.choices(HEADS, k=widest)) if chance.random() < 0.3 else ()
        align = "".join(chance.choice(" rwwc") for _ in range(chance.randint(0, count)))
        ours, theirs = both(
            rows, align, chance.choice((40, 60, 80, 200)), colour=chance.random() < 0.5,
            first=chance.choice((4, 7, 12, 20, 30)), head=head,
        )  # fmt: skip
        if ours is not None:
            drawn += 1
            assert ours == theirs, (rows, align, head)
    assert drawn > 3


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_list_of_who_is_due_is_drawn_here(columns: int, colour: bool) -> None:
    rows: list[list[object]] = [
        [(name, "bold"), ("anne-b", "dim"), (state, "yellow"), why, ("depth 3.9", "dim")]
        for name, state, why in (
            ("Anne Bäcker", "due", "7 months ago, circle says monthly"),
            ("田中 さくら", "fading", "5 weeks ago, usually every 3 weeks"),
            ("Zoë 😀 Żółć", "not yet", "no contact yet, you chose every 4 months"),
        )
    ]
    ours, theirs = both(rows, " c w", columns, colour=colour, first=32)
    assert ours == theirs


def test_what_must_be_cut_is_left_to_rich() -> None:
    assert both([["田" * 16, "a"]], "", 80, colour=False)[0] is None
    assert both([["x" * 20, "a" * 20]], "", 30, colour=False)[0] is None
    assert both([["x" * 20, "a" * 20]], " c", 30, colour=False)[0] is None
    assert both([["x" * 20, "a " * 10 + "b", "c " * 10 + "d"]], " ww", 40, colour=False)[0] is None


def test_a_long_name_is_cut_here() -> None:
    ours, theirs = both([[("Zoë " * 9 + "x", "bold"), "a"]], "", 80, colour=True)
    assert ours == theirs


def test_a_word_that_does_not_fit_has_no_line() -> None:
    assert breaks("one two-three-four five", 8) is None
    assert breaks("one two five", 8) == [(0, 8), (8, 12)]


def test_characters_up_to_the_last_narrow_one_take_one_cell() -> None:
    from rich.cells import cell_len

    shown = [chr(code) for code in range(0x20, 0x300) if chr(code).isprintable()]
    assert {character for character in shown if width(character) != cell_len(character)} == set()


def test_a_table_that_fits_does_not_load_rich() -> None:
    program = (
        "import sys\n"
        "from datetime import date\n"
        "from tinynet.output.page import Page\n"
        "page = Page(date(2026, 3, 1), width=80, colour=True)\n"
        "page.table([[('Zoë', 'bold'), 'zoe', 'a long reason ' * 6]], align=' cw')\n"
        "print(page.result().count('\\n'), 'rich' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "2 False\n"
