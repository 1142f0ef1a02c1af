"""Where friends come from, a row a source; of a few people nothing is concluded."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.met import MONEY
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.output.table import GAP
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.year.documents import Source, SourcesDocument

SHOWN = 15  # sources on a screen
NAMED = 3  # sources in a sentence
NAME_MAX = 30  # columns of a name in a sentence
NAME_MIN = 20
LEFT_OUT = ("drained", "hours", "spent")  # where the page is narrow, in this order
MAY_LACK = ("after a year", "spent", "drained")  # columns that need not be there
NAMES = {"through": "through {}", "met": "{}", "unknown": "not known"}
NOTHING = ("·", "dim")


def show(answer: Answer[SourcesDocument], page: Page) -> None:
    """The table, then what can be concluded from it and what cannot."""
    document = answer.envelope()
    found = document["sources"]
    if not found:
        nothing(document, page)
        return
    named = [one for one in found if one["what"] != "unknown"]
    shown = [*named[:SHOWN], *found[len(named) :]]  # what is not known comes last
    columns = that_fit(made(shown), page)
    room = max(page.width - width(columns), NAME_MIN)
    names = [row_name(one, room) for one in shown]
    page.table(
        list(zip(names, *columns.values(), strict=True)),
        head=["", *columns],
        align=" " + "r" * len(columns),
    )
    if named[SHOWN:]:
        page.say((f"and {len(named) - SHOWN} more (tinynet sources --plain)", "dim"))
    page.say()
    conclude(named, document["few"], page)


def made(found: Sequence[Source]) -> dict[str, list[Cell]]:
    """The cells of each column that has something to say, under its title."""
    columns = {
        "met": [count(one["met"]) for one in found],
        "again": [count(one["again"]) for one in found],
        "after a year": [share(one["after_a_year"], one["year_ago"]) for one in found],
        "friends": [friends(one["friends"]) for one in found],
        "hours": [count(round(one["hours"])) for one in found],
        "spent": [money(one["spent"]) for one in found],
        "drained": [share(one["drained"], one["told"]) for one in found],
    }
    says_little = [title for title in MAY_LACK if set(columns[title]) == {NOTHING}]
    return {title: cells for title, cells in columns.items() if title not in says_little}


def that_fit(columns: dict[str, list[Cell]], page: Page) -> dict[str, list[Cell]]:
    """The columns that leave a source's name its room; the others are in the other formats."""
    for title in LEFT_OUT:
        if page.width - width(columns) >= NAME_MIN:
            break
        columns = {known: cells for known, cells in columns.items() if known != title}
    return columns


def width(columns: dict[str, list[Cell]]) -> int:
    """How many columns of the terminal they take, with the gaps before and behind them."""
    longest = (max(len(title), *map(cell_width, cells)) for title, cells in columns.items())
    return sum(longest) + GAP * (len(columns) + 1)


def cell_width(cell: Cell) -> int:
    """How wide a cell of this table is."""
    return len(cell if isinstance(cell, str) else cell[0] if isinstance(cell, tuple) else "")


def row_name(one: Source, room: int) -> Cell:
    """A source's name; dim where too few were met there."""
    style = "bold" if one["enough"] and one["what"] != "unknown" else "dim"
    return (fit(describe(one), min(room, NAME_MAX)), style)


def describe(one: Source) -> str:
    """A source in words."""
    return NAMES[one["what"]].format(" ".join(clean(one["source"] or "").split()))


def count(number: int) -> Cell:
    """A number; a dot for none."""
    return f"{number:,}" if number else NOTHING


def friends(number: int) -> Cell:
    """How many became friends."""
    return (f"{number:,}", "green") if number else NOTHING


def share(some: int, of: int) -> Cell:
    """3 of 5; a dot where it is of none."""
    return f"{some:,} of {of:,}" if of else NOTHING


def money(amount: float | None) -> Cell:
    """An amount; a dot where none is known."""
    return NOTHING if amount is None else MONEY.format(amount)


def conclude(named: Sequence[Source], few: int, page: Page) -> None:
    """Where most became friends, of the sources with people enough; and which have too few."""
    if not named:
        page.say("How you met is not known of anybody yet. ",
                 ('tinynet edit anne --met "the stall"', "bold"), " tells.")  # fmt: skip
        return
    enough = [one for one in named if one["enough"]]
    best = max(enough, key=lambda one: (one["friends"] / one["met"], one["friends"]), default=None)
    if best and best["friends"]:
        became = f"{best['friends']} of {best['met']} became friends"
        page.text(f"Most often friends: {fit(describe(best), NAME_MAX)}, where {became}.")
    rest = [fit(describe(one), NAME_MAX) for one in named if not one["enough"] and one["met"]]
    if not enough:
        page.say((f"Fewer than {few} people each: too few to tell.", "dim"))
    elif rest:
        others = [f"{len(rest) - NAMED} more"] if rest[NAMED:] else []
        page.text(
            f"Too few to tell (under {few}): {join_names(rest[:NAMED] + others)}.", style="dim"
        )


def nothing(document: SourcesDocument, page: Page) -> None:
    """What to say where nobody was met."""
    if document["anybody"] and document["since"]:
        day = say_day(date.fromisoformat(document["since"]), page.today)
        page.say(f"You have met nobody new since {day}.")
        return
    page.say("There is nobody yet. After an evening: ",
             ('tinynet met "Anne Baker" --at "book club"', "bold"))  # fmt: skip
