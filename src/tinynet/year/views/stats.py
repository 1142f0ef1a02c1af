"""The numbers of all time."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago, say_day
from tinynet.core.partial import say_partial
from tinynet.output.bars import bar, sparkline
from tinynet.output.page import count_of
from tinynet.people.views.list import WIDE, cut
from tinynet.year.views.year import BAR, LABEL, SHORT_BAR, brought, hours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page, Part
    from tinynet.year.documents import LastingFriend, StatsDocument

KINDS, PLACES, LONGEST = 8, 5, 5  # of those shown


def show(answer: Answer[StatsDocument], page: Page) -> None:
    """People and contacts; the years; the kinds; the friendships that have lasted longest."""
    stats = answer.envelope()
    if not stats["people"]:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
        return
    begins = stats["log_begins"]
    since = f" since {say_day(date.fromisoformat(begins), page.today)}" if begins else ""
    page.say((f"Your friends{since}", "bold"))
    page.say()
    lines = numbers(stats, page)
    page.table([[(label.ljust(LABEL), "dim"), text] for label, text in lines], align=" w")
    if stats["kinds"]:
        page.say()
        kinds(stats, page)
    if stats["longest"]:
        page.say()
        longest(stats["longest"][:LONGEST], page)
    if not begins:
        page.say()
        page.say(("tinynet log coffee WHO", "bold"), " keeps the first contact.")


def numbers(stats: StatsDocument, page: Page) -> list[tuple[str, list[Part]]]:
    """A line a number, those that are 0 left out."""
    people = [count_of(stats["people"], "person", "people")]
    people += [f"{stats['seen']:,} seen"] if stats["seen"] else []
    people += [f"{stats['in_circles']:,} in a circle"] if stats["in_circles"] else []
    people += [f"{stats['archived']:,} put away"] if stats["archived"] else []
    lines: list[tuple[str, list[Part]]] = [("people", [", ".join(people)])]
    if not stats["contacts"]:
        return lines
    split = f"{stats['in_person']:,} in person, {stats['remote']:,} remote; {hours(stats['hours'])}"
    lines.append(("contacts", [f"{stats['contacts']:,}: {split}"]))
    past = [
        f"{count_of(mark['people'], 'person', 'people')} past {mark['mark']} ({mark['what']})"
        for mark in stats["marks"]
        if mark["people"]
    ]
    if past and page.scores:
        lines.append(("hours", [", ".join(past)]))
    years = stats["years"]
    if len(years) > 1:
        drawn = sparkline([year["contacts"] for year in years], blocks=page.blocks)
        reach = (f"{years[0]['year']} ", "dim"), (drawn, "cyan"), (f" {years[-1]['year']}", "dim")
        lines.append(("years", [*reach]))
    if stats["by_me"] + stats["by_them"]:
        sides = f"you {count_of(stats['by_me'], 'time')}, they {stats['by_them']:,}"
        lines.append(("reached out", [sides]))
    if stats["places"]:
        places = [f"{cut(p['place'], page)} ({p['times']:,})" for p in stats["places"][:PLACES]]
        lines.append(("places", [", ".join(places)]))
    if stats["evenings"]["count"]:
        lines.append(("evenings", [brought(stats["evenings"])]))
    return lines


def kinds(stats: StatsDocument, page: Page) -> None:
    """A bar a kind; green for those in person."""
    cells = BAR if page.width >= WIDE else SHORT_BAR
    found = stats["kinds"]
    most = found[0]["contacts"]
    rows: list[list[Cell]] = [
        [
            (kind["kind"].ljust(LABEL), "dim"),
            (bar(kind["contacts"], most, cells, blocks=page.blocks),
             "green" if kind["in_person"] else "blue"),
            f"{kind['contacts']:,}",
        ]
        for kind in found[:KINDS]
    ]  # fmt: skip
    page.table(rows, align="  r")
    if len(found) > KINDS:
        page.say((f"and {count_of(len(found) - KINDS, 'other kind')} (tinynet kinds)", "dim"))


def longest(people: Sequence[LastingFriend], page: Page) -> None:
    """The friendships that have lasted longest, with the last contact."""
    rows: list[list[Cell]] = []
    for person in people:
        last = (page.today - date.fromisoformat(person["last_on"])).days
        since = f"since {say_partial(person['since'])}"
        rows.append([(cut(person["name"], page), "bold"), since, (say_ago(last), "dim")])
    page.say(("The longest", "dim"))
    page.table(rows)
