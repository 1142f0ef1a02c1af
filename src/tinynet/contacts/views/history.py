"""What happened, newest first."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.spans import say_duration
from tinynet.output.table import GAP
from tinynet.output.text import clean, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tinynet.contacts.documents import HistoryDocument, Interaction
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page, Part

    Styled = tuple[str, str]  # a text and its style

SHOWN = 6  # handles in a row; a wedding is one row, not thirty
NARROW = 60  # columns below which a row becomes two lines, or its texts have a word a line
LEAST_TEXT = 20  # columns of texts in a row, below which it becomes two lines as well


def show(answer: Answer[HistoryDocument], page: Page) -> None:
    """A row an interaction; the number at its end is what `amend` and `unlog` take."""
    document = answer.envelope()
    happened = document["interactions"]
    if not happened:
        page.say("Nothing is logged that fits. ", ("tinynet log coffee anne", "bold"), " logs one.")
        return
    if page.width < NARROW or is_crowded(happened, page):
        below_each_other(happened, page)
    else:
        page.table([row(one, page) for one in happened], align="  w w ")
    if document["more"]:
        page.say((f"and older ones (--limit {10 * len(happened)})", "dim"))


def is_crowded(happened: Sequence[Interaction], page: Page) -> bool:
    """Whether long lists of people leave the texts beside them no room for a word."""

    def most(texts: Iterable[str]) -> int:
        return max(width(clean(text)) for text in texts)

    people = most(there(one)[0] for one in happened)
    texts = most(" · ".join(text for text, _ in about(one)) for one in happened)
    columns = (day(one, page)[0] for one in happened), (one["kind"] for one in happened)
    ends = (length(one)[0] for one in happened), (number(one)[0] for one in happened)
    room = page.width - sum(most(column) + GAP for column in (*columns, *ends)) - GAP
    return people + texts > room and room - min(people, room // 2) < min(texts, LEAST_TEXT)


def below_each_other(happened: Sequence[Interaction], page: Page) -> None:
    """An interaction in two lines, without the person who is in all of them."""
    in_all = set.intersection(*(set(one["people"]) for one in happened))
    besides = min(in_all) if len(in_all) == 1 else ""
    heads = [(day(one, page), (one["kind"], ""), length(one)) for one in happened]
    wide = [max(width(clean(head[at][0])) for head in heads) for at in range(3)]
    for one, head in zip(happened, heads, strict=True):
        columns = [
            (text + " " * (cells - width(clean(text)) + 2), style)
            for (text, style), cells in zip(head, wide, strict=True)
            if cells
        ]
        page.say(*columns, number(one))
        people = there(one, besides)
        texts = joined([people, *about(one)] if people[0] else about(one))
        if texts:
            page.say("  ", *texts)


def row(one: Interaction, page: Page, besides: str = "") -> list[Cell]:
    """One interaction: day, kind, who was there, how long, where, what was said.

    Args:
        one: A record of `history`.
        page: For today.
        besides: A handle that goes without saying.
    """
    return [
        day(one, page), one["kind"], there(one, besides), length(one), joined(about(one)),
        number(one),
    ]  # fmt: skip


def day(one: Interaction, page: Page) -> Styled:
    """On which day it was."""
    return say_day(date.fromisoformat(one["on"]), page.today), "cyan"


def there(one: Interaction, besides: str = "") -> Styled:
    """Who was there, except for a handle that goes without saying."""
    handles = [handle for handle in one["people"] if handle != besides]
    more = f" +{len(handles) - SHOWN}" if handles[SHOWN:] else ""
    return ", ".join(handles[:SHOWN]) + more, "bold"


def length(one: Interaction) -> Styled:
    """How long it was."""
    return say_duration(one["minutes"]) if one["minutes"] and not one["attempt"] else "", "dim"


def about(one: Interaction) -> list[Styled]:
    """Where it was, and what else is known of it."""
    parts: list[Styled] = [("no answer", "dim")] if one["attempt"] else []
    parts += [("by them", "dim")] if one["by"] == "them" else []
    texts = (one["occasion"], one["place"], one["note"])
    known: list[Styled] = [(one_line(text), "") for text in texts if text]
    known += [("deep", "magenta")] if one["deep"] else []
    return known + parts


def number(one: Interaction) -> Styled:
    """Its number."""
    return f"#{one['id']}", "dim"


def joined(parts: Sequence[Styled]) -> list[Part]:
    """Parts with a dot between them."""
    made: list[Part] = []
    for part in parts:
        made += [(" · ", "dim"), part] if made else [part]
    return made


def one_line(text: str) -> str:
    """A text of several lines as one."""
    return " ".join(text.split())
