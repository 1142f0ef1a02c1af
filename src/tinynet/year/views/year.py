"""A year in friends, as a page to read."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.partial import MONTHS
from tinynet.core.strength import HALL_MARKS
from tinynet.output.bars import bar, sparkline
from tinynet.output.page import count_of
from tinynet.people.views.list import WIDE, cut
from tinynet.year import rules as years

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeVar

    from tinynet.output.answer import Answer
    from tinynet.output.documents import PersonName
    from tinynet.output.page import Cell, Page, Part
    from tinynet.year.documents import (
        ChangedDepth,
        CircleCount,
        Evenings,
        PassedMark,
        YearDocument,
    )

    Named = TypeVar("Named", bound=PersonName)
    Line = tuple[str, list[Part]]

NAMED = 4  # people whose names stand in a line
BAR, SHORT_BAR, LABEL = 24, 12, 11  # cells


def show(answer: Answer[YearDocument], page: Page) -> None:
    """When and how, with whom, the circles, and the year before beside it."""
    year = answer.envelope()
    if not (year["contacts"] or year["new"] or year["occasions"]):
        nothing(year, page)
        return
    first, last = date.fromisoformat(year["since"]), date.fromisoformat(year["until"])
    running = last == page.today and (last.month, last.day) != (12, 31)
    days = f"  1 Jan to {last.day} {MONTHS[last.month - 1][:3]}" if running else ""
    page.say((f"{year['year']} in friends{', so far' if running else ''}", "bold"), (days, "dim"))
    parts = [when(year, page) if year["contacts"] else [], with_whom(year, page)]
    for lines in filter(None, parts):
        page.say()
        page.table([[(label.ljust(LABEL), "dim"), text] for label, text in lines], align=" w")
    begins = year["log_begins"]
    undated = [person for person in year["new"] if not person["met_on"]]
    if undated and begins and begins >= year["since"]:
        page.say()
        page.text(
            f"Your log began {on_day(begins, page)}, so whoever you knew before counts as new; "
            f"tinynet edit {undated[0]['handle']} --on {first.year - 9} says when you met.",
            style="dim",
        )
    circles(year["circles"], page)
    beside(year, page, running=running)
    around = first.year + 1 if first.year < page.today.year else first.year - 1
    if begins and begins < str(around + 1):
        page.say()
        page.say((f"tinynet year {around}", "dim"))


def nothing(year: YearDocument, page: Page) -> None:
    """A year of which there is nothing to tell."""
    begins = year["log_begins"]
    if not year["anybody"]:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
    elif year["since"] > str(page.today):
        page.say(f"{year['year']} has not begun. ", ("tinynet year", "bold"), " shows this one.")
    elif begins is None:
        page.say("Nothing is logged yet. Begin with ", ("tinynet log coffee anne", "bold"))
    else:
        page.say(f"Nothing is logged in {year['year']}. Your log began {on_day(begins, page)}: ",
                 (f"tinynet year {begins[:4]}", "bold"))  # fmt: skip


def on_day(day: str, page: Page) -> str:
    """An ISO day after a verb: today, on Fri 27 Feb."""
    words = say_day(date.fromisoformat(day), page.today)
    return f"on {words}" if words[0].isupper() else words


def when(year: YearDocument, page: Page) -> list[Line]:
    """The months, then in person and remote."""
    met, remote = year["in_person"], year["remote"]
    cells, wide = (BAR, 2) if page.width >= WIDE else (SHORT_BAR, 1)
    months = year["months"]
    drawn = sparkline([m["contacts"] for m in months], wide=wide, blocks=page.blocks)
    gap = "  " if wide > 1 else ""
    letters = gap.join(MONTHS[number][0] for number in range(len(months)))
    counts = {month["month"]: month["contacts"] for month in months}
    extremes = ""
    if year["busiest"] and year["quietest"]:
        most, least = (
            f"{MONTHS[int(month[5:]) - 1]} ({counts[month]:,})"
            for month in (year["busiest"], year["quietest"])
        )
        extremes = f"most in {most}, least in {least}"
    together = f", {hours(year['hours'])}" if met else ""

    def drawn_bar(times: int, colour: str) -> list[Part]:
        made = bar(times, max(met, remote), cells, blocks=page.blocks)
        return [(made, colour), " "] if made else []

    return [
        ("", [(letters, "dim")]),
        ("months", [(drawn, "cyan"), f"  {extremes}"]),
        ("in person", [*drawn_bar(met, "green"), f"{count_of(met, 'time')}{together}"]),
        ("remote", [*drawn_bar(remote, "blue"), count_of(remote, "time")]),
    ]


def with_whom(year: YearDocument, page: Page) -> list[Line]:
    """The people: seen, new, closer, further, hours, who reached out, the evenings."""
    lines: list[Line] = []
    if year["seen"]:
        most = names(year["most_seen"], page, among=year["seen"])
        who = f", most of all {most}" if year["seen"] > NAMED else f": {most}"
        lines.append(("with", [f"{count_of(year['seen'], 'person', 'people')}{who}"]))
    if year["new"]:
        again = [person for person in year["new"] if person["again"]]
        who = f"; met again: {names(again, page)}" if again else f": {names(year['new'], page)}"
        lines.append(("new", [f"{count_of(len(year['new']), 'person', 'people')}{who}"]))
    for label, people, after in (
        ("deepened", year["deepened"], ""),
        ("cooling", year["cooling"], "; glad to hear from you"),
    ):
        if people:
            changed = names(people, page, depths if page.scores else plain)
            lines.append((label, [changed, (after, "dim")]))
    lines += marks(year["marks"], page) if page.scores else []
    if year["contacts"] or year["attempts"]:
        lines.append(("reached out", reached(year, page)))
    evenings = year["evenings"]
    if evenings["count"]:
        lines.append(("evenings", [brought(evenings)]))
    return lines


def plain(_: Any, name: str) -> str:
    """A name alone."""
    return name


def names(
    people: Sequence[Named],
    page: Page,
    describe: Callable[[Named, str], str] = plain,
    among: int = 0,
) -> str:
    """The first few people, and how many others: of `among`, where `people` holds not all."""
    shown = [describe(person, cut(person["name"], page)) for person in people[:NAMED]]
    more = (among or len(people)) - NAMED
    return ", ".join(shown) + (f" and {count_of(more, 'other')}" if more > 0 else "")


def depths(person: ChangedDepth, name: str) -> str:
    """A name, and the depth before and after."""
    return f"{name} {person['before']:.1f} to {person['now']:.1f}"


def marks(passed: Sequence[PassedMark], page: Page) -> list[Line]:
    """A line for each of Hall's marks that was passed, with whom."""
    lines: list[Line] = []
    for mark, what in HALL_MARKS:
        people = [person for person in passed if person["mark"] == mark]
        if people:
            plural = "s" if len(people) > 1 else ""
            who = f"past {mark} with {names(people, page)}"
            lines.append(("" if lines else "hours", [who, (f" ({what}{plural})", "dim")]))
    return lines


def reached(year: YearDocument, page: Page) -> list[Part]:
    """Who reached out, and with whom it was nearly always the same one of you."""
    if not year["by_me"] + year["by_them"]:
        return [("not said yet; log --by me or --by them keeps it", "dim")]
    parts: list[Part] = [f"you {count_of(year['by_me'], 'time')}, they {year['by_them']:,}"]
    sides: tuple[tuple[years.Side, str], ...] = (("me", "mostly you"), ("them", "mostly they"))
    for side, label in sides:
        people = years.one_sided(year["reached"], side)
        if people:
            parts.append(f"; {label}: {names(people, page)}")
    if year["attempts"]:
        parts.append(f"; {count_of(year['attempts'], 'try', 'tries')} without an answer")
    return parts


def brought(evenings: Evenings) -> str:
    """What the occasions cost, and what they brought."""
    sentence = count_of(evenings["count"], "occasion")
    if evenings["cost"] is not None:
        sentence += f" for {evenings['cost'] / 100:,.2f}"
    if evenings["met"]:
        met = count_of(evenings["met"], "person", "people")
        sentence += f"; {met} met there, {evenings['again']:,} met again"
    if evenings["drained"]:
        sentence += f"; {evenings['drained']:,} left you drained"
    return sentence


def circles(found: Sequence[CircleCount], page: Page) -> None:
    """How full each circle is now, and how many in it were seen."""
    if not any(circle["people"] for circle in found):
        return
    page.say()
    rows: list[list[Cell]] = [
        [
            (circle["circle"].ljust(LABEL), "dim"),
            (bar(circle["people"], circle["size"], SHORT_BAR, blocks=page.blocks), "magenta"),
            f"{circle['people']:,} of {circle['size']}",
            f"{circle['seen']:,}" if circle["people"] else "",
        ]
        for circle in found
    ]
    page.table(rows, head=("circle", "", "now", "seen"), align="  rr")


def beside(year: YearDocument, page: Page, *, running: bool) -> None:
    """The year before, number by number; nothing where the log had not begun."""
    before = year["earlier"]
    if not (before["contacts"] or before["new"]):
        return
    numbers = {
        "contacts": (year["contacts"], before["contacts"]),
        "in person": (year["in_person"], before["in_person"]),
        "hours": (year["hours"], before["hours"]),
        "people seen": (year["seen"], before["seen"]),
        "new": (len(year["new"]), before["new"]),
    }
    rows: list[list[Cell]] = []
    for label, (now, then) in numbers.items():
        one, other = round(now), round(then)
        change = f"{one - other:+,}" if one != other else "as many"
        rows.append([(label, "dim"), f"{one:,}", f"{other:,}", (change, "dim")])
    page.say()
    head = ("", str(year["year"]), f"{year['year'] - 1}{' by then' if running else ''}", "")
    page.table(rows, head=head, align=" rrr")


def hours(number: float) -> str:
    """Hours in words."""
    return count_of(round(number), "hour")
