"""What was found, by person, with the words marked."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.partial import say_partial
from tinynet.output.page import count_of
from tinynet.output.text import ELLIPSIS, width
from tinynet.people.rules.record_ids import shown_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page, Part
    from tinynet.search.documents import FindDocument, Hit

    Marks = Sequence[Sequence[int]]

GAP = "  "
BETWEEN = " · "  # stands for the end of a line
NOBODY = "Nobody in particular"
MARKED = "bold yellow"
LEAST = 20  # characters of a text, however narrow the page
SHOWN = 3  # handles of others in a row


def show(answer: Answer[FindDocument], page: Page) -> None:
    """A heading a person, in the order of their newest; under it a line a record."""
    document = answer.envelope()
    hits = document["hits"]
    if not hits:
        page.say("Nothing is written that fits.")
        return
    wide = [
        max(map(len, cells)) for cells in zip(*(labels(hit, page) for hit in hits), strict=True)
    ]
    people: dict[str | None, list[Hit]] = {}
    for hit in hits:
        people.setdefault(hit["handle"], []).append(hit)
    for handle, theirs in people.items():
        page.title(theirs[0]["name"] or NOBODY, (f"{GAP}{handle or ''}", "dim"))
        for hit in theirs:
            line(hit, wide, page)
    more = document["total"] - len(hits)
    if more:
        page.say((f"and {count_of(more, 'other')} (--limit {10 * len(hits)})", "dim"))


def labels(hit: Hit, page: Page) -> tuple[str, str, str]:
    """What stands before a text: the id, the kind of record, the day."""
    number = "" if hit["id"] is None else shown_id(hit["what"], hit["id"], "#")
    return number, hit["what"], day_of(hit["on"], page.today)


def day_of(on: str | None, today: date) -> str:
    """The day of a record, which may be known in part only."""
    if on is None:
        return ""
    return (
        say_day(date.fromisoformat(on), today) if len(on) == len("2026-03-01") else say_partial(on)
    )


def line(hit: Hit, wide: list[int], page: Page) -> None:
    """One record."""
    padded = [
        f"{label.ljust(most)}{GAP}" if most else ""
        for label, most in zip(labels(hit, page), wide, strict=True)
    ]
    others = [handle for handle in hit["people"] if handle != hit["handle"]]
    more = f" +{len(others) - SHOWN}" if others[SHOWN:] else ""
    besides = f"{GAP}with {', '.join(others[:SHOWN])}{more}" if others else ""
    room = page.width - len(GAP) - sum(map(len, padded))
    if room - width(besides) < LEAST:  # who else was there goes first
        besides = ""
    room = max(room - width(besides), LEAST)
    text, marks = excerpt(*on_one_line(hit["text"], hit["marks"]), room)
    before = zip(padded, ("dim", "", "cyan"), strict=True)
    page.say(GAP, *before, *marked(text, marks), (besides, "dim"))


def on_one_line(text: str, marks: Marks) -> tuple[str, Marks]:
    """A text without line ends, and its marks where they are then."""
    shown = text.replace("\r\n", "\n").replace("\n", BETWEEN).replace("\t", " ")
    grown = len(BETWEEN) - 1

    def moved(at: int) -> int:
        return at + grown * text.count("\n", 0, at) - text.count("\r\n", 0, at)

    return shown, [[moved(at) for at in mark] for mark in marks]


def excerpt(text: str, marks: Marks, room: int) -> tuple[str, Marks]:
    """As much of a text as there is room for, its first mark within."""
    if len(text) <= room and width(text) <= room:
        return text, marks
    start = 0 if marks[0][1] < room else max(marks[0][0] - room // 3, 0)
    head = ELLIPSIS if start else ""
    end = min(start + room - len(head), len(text))
    while end > start + 1 and width(text[start:end]) > room - len(head) - (end < len(text)):
        end -= 1
    tail = ELLIPSIS if end < len(text) else ""
    shift = len(head) - start
    kept = [[a + shift, min(b, end) + shift] for a, b in marks if a < end]
    return f"{head}{text[start:end]}{tail}", kept


def marked(text: str, marks: Marks) -> list[Part]:
    """A text in parts, the marked ones in a style of their own."""
    parts: list[Part] = []
    at = 0
    for start, end in marks:
        parts += [text[at:start], (text[start:end], MARKED)]
        at = end
    return [*parts, text[at:]]
