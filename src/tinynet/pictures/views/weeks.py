"""The days with characters: a column a week, a row a weekday."""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.partial import MONTHS
from tinynet.output.page import count_of
from tinynet.pictures.rules.days import MOST, WEEKDAYS, level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.pictures.documents import ContactsOfDay, DaysDocument
    from tinynet.pictures.rules.days import Span

    Part = str | tuple[str, str]

LABEL = 4  # cells of a weekday
LEAST = 4  # weeks that are shown on the narrowest screen
# Met so often, from once to four times; a call or a message; both on one day; nothing.
BLOCKS, PLAIN = "░▒▓█○●·", "1234o*."
REMOTE, BOTH, NOTHING = MOST, MOST + 1, MOST + 2


def show(answer: Answer[DaysDocument], page: Page) -> None:
    """The heat map; on a narrow screen the last weeks of it."""
    document = answer.envelope()
    first, last = (date.fromisoformat(document[end]) for end in ("since", "until"))
    page.title(f"Days with {document['handle'] or 'friends'}")
    known = {day["on"]: day for day in document["days"]}
    counts = [(day["in_person"], day["remote"]) for day in known.values()]
    page.text(in_a_line((first, last), counts), style="dim")
    monday = first - timedelta(first.weekday())
    weeks = (last - monday).days // 7 + 1
    shown = min(weeks, max(page.width - LABEL, LEAST))
    mondays = [monday + timedelta(weeks=number) for number in range(weeks - shown, weeks)]
    page.say()
    page.verbatim(" " * LABEL + _months(mondays))
    for weekday, name in enumerate(WEEKDAYS):
        days = [one + timedelta(weekday) for one in mondays]
        row = [_part(day, known, page) if first <= day <= last else " " for day in days]
        page.say((name.ljust(LABEL), "dim"), *row)
    marks = BLOCKS if page.blocks else PLAIN
    page.say()
    page.joined("", [f"{marks[:MOST]} met once to {MOST} times and more",
                     f"{marks[REMOTE]} a call or a message", f"{marks[BOTH]} both"])  # fmt: skip
    if shown < weeks:
        page.say((f"the last {count_of(shown, 'week')} of {weeks}", "dim"))


def in_a_line(span: Span, counts: Sequence[tuple[int, int]]) -> str:
    """From when to when, and on how many days there was contact in person, and remote."""
    first, last = (f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" for day in span)
    met, remote = (sum(count[at] > 0 for count in counts) for at in (0, 1))
    return (
        f"{first} to {last}: in person on {count_of(met, 'day')}, calls and messages on {remote:,}"
    )


def _part(day: date, known: Mapping[str, ContactsOfDay], page: Page) -> Part:
    """A day as its character, and the style of that."""
    marks, contacts = BLOCKS if page.blocks else PLAIN, known.get(str(day))
    if contacts is None:
        return marks[NOTHING], "dim"
    if not contacts["remote"]:
        return marks[level(contacts["in_person"]) - 1], "green"
    return (marks[BOTH], "green") if contacts["in_person"] else (marks[REMOTE], "yellow")


def _months(mondays: Sequence[date]) -> str:
    """The name of a month over the week in which it begins, where there is room for it."""
    made = ""
    for number, monday in enumerate(mondays):
        sunday = monday + timedelta(6)
        if (sunday.day <= 7 or monday.day == 1) and len(made) <= number <= len(mondays) - 3:
            made = made.ljust(number) + MONTHS[sunday.month - 1][:3] + " "
    return made
