"""Before you meet: one screen for one person, a few lines each for several.

Every value takes a line, cut where the page ends, and every list has a most, so that the screen of
one person has 40 lines at the most; JSON keeps all.
"""

from __future__ import annotations

from datetime import date
from operator import itemgetter

from tinynet.contacts.views.history import joined, one_line
from tinynet.core.cadence import RHYTHM_DAYS
from tinynet.core.dates import say_ago, say_day
from tinynet.core.names import join_names
from tinynet.core.partial import say_partial
from tinynet.core.spans import say_duration
from tinynet.core.strength import FAMILY_TAG
from tinynet.friendship.views.due import every
from tinynet.memory.rules.quiz_cards import genitive_of
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.table import GAP
from tinynet.output.text import clean, fit, width
from tinynet.people.views.show import planned, who
from tinynet.plans.views import favours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinynet.contacts.documents import Interaction
    from tinynet.friendship.documents import Tie
    from tinynet.gatherings.documents import HowTheyMet
    from tinynet.memory.documents import BriefDocument, BriefPerson, NearDay, Relative, Together
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page, Part
    from tinynet.people.documents import Note

    Line = tuple[str, Cell]

MOST = {"family": 5, "facts": 5, "next_time": 3, "plans": 2, "dates": 3, "talks": 3, "notes": 2}
FEW = {"family": 3, "facts": 2, "next_time": 2, "plans": 1, "dates": 2, "talks": 1, "notes": 0}
NEXT_TIME, NEXT_TIME_LINES = "next time", 3
LABEL_MIN, LABEL_MAX = 8, 18  # cells of a label, such as a fact's key; a table's least
COMPANY = 3  # who else was there; a fourth takes no more room than "1 other"
TALK_LINES = 2  # of a talk's note


def show(answer: Answer[BriefDocument], page: Page) -> None:
    """A screen or a block a person, what they have with one another, and what to ask."""
    document = answer.envelope()
    people, together = document["people"], document["together"]
    for known in people:
        person(known, MOST if together is None else FEW, page)
    if together:
        page.say(("together", "bold"))
        page.table(rows(between(together, people, page), page), align=" w")
        page.say()
    page.say(("to ask", "bold"))
    for ask in document["questions"]:
        name = f"{short(ask['name'])}: " if together else ""
        text = fit(clean(ask["text"]), page.width - 2 - width(name))
        page.say("  ", (name, "cyan"), text)


def person(known: BriefPerson, most: Mapping[str, int], page: Page) -> None:
    """One person: the lines that are known, and the last talks."""
    own = known["person"]
    circle = f"  {own['circle']} circle" if own["circle"] else ""
    page.title(own["name"], (f"  {own['handle']}", "dim"), (circle, "cyan"))
    found: list[Line] = [("last seen", seen(known["tie"], page))]
    found += who(own)
    found += family(known["family"], most["family"])
    found += dates(known, most["dates"], page)
    interests = [text for text in known["interests"] if text != FAMILY_TAG]
    found += [("interests", (", ".join(interests), "cyan"))] if interests else []
    found += facts(known["facts"], most["facts"], own["handle"])
    found += [
        (NEXT_TIME, (one_line(one["text"]), "yellow"))
        for one in known["next_time"][: most["next_time"]]
    ]
    found += planned(known["plans"][: most["plans"]], own["handle"], page)
    found += favours.lines(known["favours"], page)
    page.table(rows(found, page), align=" w")
    last = [(one["on"], talk(one, own["handle"], page))
            for one in known["interactions"][: most["talks"]]]  # fmt: skip
    last += [(one["on"], note(one, page)) for one in known["notes"][: most["notes"]]]
    if last:
        page.say()
        last.sort(key=itemgetter(0), reverse=True)
        page.table([cells for _, cells in last], align="  w")
    page.say()


def rows(lines: list[Line], page: Page) -> list[list[Cell]]:
    """Lines as rows of a table, each value cut to the room beside the labels.

    What you meant to bring up may go on for three lines.
    """
    labels = [fit(clean(label), LABEL_MAX) for label, _ in lines]
    room = page.width - max(LABEL_MIN, *map(width, labels)) - GAP
    return [
        [(label, "dim"), cut(cell, room * NEXT_TIME_LINES if label == NEXT_TIME else room)]
        for label, (_, cell) in zip(labels, lines, strict=True)
    ]


def cut(cell: Cell, room: int) -> Cell:
    """A cell on one line, cut to so many columns of a terminal."""
    made: list[Part] = []
    for part in cell if isinstance(cell, list) else [cell or ""]:
        text, style = (part, "") if isinstance(part, str) else part
        short = fit(clean(text), room)
        room -= width(short)
        made.append((short, style))
    return list(made)


def seen(tie: Tie, page: Page) -> Cell:
    """How long it has been, and how long it usually is."""
    if tie["last_on"] is None or tie["days_since"] is None:
        return "not yet"
    ago = say_ago(tie["days_since"])
    day = say_day(date.fromisoformat(tie["last_on"]), page.today)
    often = ""
    if tie["contact_days"] >= RHYTHM_DAYS:
        often = f"usually {every(round(tie['usual_gap_days'] or 0) or 1)}"
    more = ", ".join(text for text in (day if day != ago else "", often) if text)
    return [ago, (f"  {more}" if more else "", "dim")]


def family(kin: Sequence[Relative], most: int) -> list[Line]:
    """Who belongs to them, with the age."""
    lines: list[Line] = []
    for one in kin[:most]:
        about = "about " if one["about"] else ""
        age = f", {about}{one['age']}" if one["age"] is not None else ""
        lines.append((one["relation"], [f"{one['name']}{age}", (handle(one), "dim")]))
    if kin[most:]:
        lines.append(("", (f"and {join_names([short(one['name']) for one in kin[most:]])}", "dim")))
    return lines


def short(name: str) -> str:
    """A name beside others."""
    return fit(clean(name), NAME_WIDTH)


def handle(one: Relative) -> str:
    """The handle of a relative who is here."""
    return f"  {one['handle']}" if one["handle"] else ""


def dates(known: BriefPerson, most: int, page: Page) -> list[Line]:
    """The birthday, and what comes in the next weeks."""
    own, near = known["person"], known["dates"]
    lines: list[Line] = []
    if own["birthday"]:
        age = f", {own['age']}" if own["age"] is not None else ""
        mine = [day for day in near if not day["name"] and day["what"] == "birthday"]
        today = mine and mine[0]["on"] == page.today.isoformat()  # whose age it is already
        when = "  today" if today else f"  {coming(mine[0], page)}" if mine else ""
        lines.append(("birthday", [f"{say_partial(own['birthday'])}{age}", (when, "yellow")]))
        near = [day for day in near if day not in mine]
    for day in near[:most]:
        what = f"{genitive_of(day['name'])} {day['what']}" if day["name"] else day["what"]
        lines.append(("soon", [what, (f"  {coming(day, page)}", "yellow")]))
    return lines


def coming(day: NearDay, page: Page) -> str:
    """When a day comes, and what age it brings."""
    on = date.fromisoformat(day["on"])
    then = " then" if on > page.today else ""
    age = f", {day['age']}{then}" if day["age"] else ""
    return f"{say_ago((page.today - on).days)}{age}"


def facts(known: Mapping[str, str], most: int, whose: str) -> list[Line]:
    """Facts, as many as there is room for."""
    lines: list[Line] = [(key, one_line(value)) for key, value in list(known.items())[:most]]
    if len(known) > most:
        lines.append(("", (f"and {len(known) - most} more (tinynet show {whose})", "dim")))
    return lines


def talk(one: Interaction, besides: str, page: Page) -> list[Cell]:
    """One talk: the day, the kind, who else was there, how long, where, what was said."""
    others = [who for who in one["people"] if who != besides]
    long = say_duration(one["minutes"]) if one["minutes"] else ""
    words = " · ".join(
        one_line(text) for text in (one["occasion"], one["place"], one["note"]) if text
    )
    room = TALK_LINES * max(page.width - 30, 20)
    more = len(others) - COMPANY
    named = others if more < 2 else [*others[:COMPANY], count_of(more, "other")]
    parts = [(f"with {join_names(named)}", "bold")] if others else []
    parts += [(long, "dim")] if long else []
    parts += [(fit(clean(words), room), "")] if words else []
    parts += [("deep", "magenta")] if one["deep"] else []
    return [(say_day(date.fromisoformat(one["on"]), page.today), "cyan"), one["kind"],
            joined(parts)]  # fmt: skip


def note(one: Note, page: Page) -> list[Cell]:
    """One note."""
    text = fit(clean(one_line(one["text"])), TALK_LINES * max(page.width - 30, 20))
    return [(say_day(date.fromisoformat(one["on"]), page.today), "cyan"), ("note", "dim"), text]


def between(together: Together, people: Sequence[BriefPerson], page: Page) -> list[Line]:
    """When all were last together, who has met whom, what they share."""
    names = {known["person"]["handle"]: short(known["person"]["name"]) for known in people}
    lines: list[Line] = []
    for one in together["interactions"][:1]:
        day = date.fromisoformat(one["on"])
        lines.append(("last", [say_ago((page.today - day).days), (f"  {one['kind']}", "dim")]))
    lines = lines or [("last", "never all at once, as far as you noted")]
    shared = [thing["text"] for thing in together["shared"]]
    lines += [("share", (", ".join(shared), "cyan"))] if shared else []
    for thing in together["some"][:3]:
        lines.append((thing["text"], join_names([names[who] for who in thing["people"]])))
    for pair in together["pairs"]:
        both = join_names([names[who] for who in pair["people"]])
        if pair["avoid"]:
            lines.append(("avoid", (both, "yellow")))
        elif pair["met"] is None:
            lines.append(("not met", both))
        else:
            lines.append(("know", [both, (f"  {how(pair['met'], page)}", "dim")]))
    return lines


def how(met: HowTheyMet, page: Page) -> str:
    """How two people know each other, and when that was."""
    on = f" {say_day(date.fromisoformat(met['on']), page.today)}" if met["on"] else ""
    return f"{met['how']}{on}"
