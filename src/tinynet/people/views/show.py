"""One person on one screen: what is empty takes no line."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views import history
from tinynet.core.cadence import RHYTHM_DAYS
from tinynet.core.dates import say_ago, say_day
from tinynet.core.fields import groups, say
from tinynet.core.names import join_names
from tinynet.core.partial import say_partial
from tinynet.core.relations import is_id
from tinynet.core.spans import say_cadence
from tinynet.friendship.views.due import STATE_STYLES, every
from tinynet.friendship.views.why import hours, quiet
from tinynet.output.page import count_of
from tinynet.plans.views import favours, plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.friendship.documents import Tie
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page, Part
    from tinynet.people.documents import (
        ContactMethod,
        Fact,
        Note,
        ShowDocument,
        ShownPerson,
        YearlyDay,
    )
    from tinynet.plans.documents import Plan

    Line = tuple[str, Cell]

NOTES = 3  # of those that wait for nothing
NOTE_MAX = 300  # characters of one
DETAILS = {"email": "e-mail", "phone": "phone", "url": "web", "address": "address", "im": "chat"}
PLACED = {"circle", "cadence", "how you met", "work"}  # fields that have a place of their own
LABEL_MAX = 20  # characters of a fact's key
NOBODY = "somebody who is not here"  # known by the id of a card alone


def show(answer: Answer[ShowDocument], page: Page) -> None:
    """Name and circle; what is known; the tie; the last contacts; the last notes."""
    document = answer.envelope()
    person, tie = document["person"], document["tie"]
    circle = f"{person['circle']} circle" if person["circle"] else ""
    page.title(person["name"], (f"  {person['handle']}", "dim"), (f"  {circle}", "cyan"))
    page.say()
    lines = [
        *who(person),
        *ways(person["details"]),
        *known(document, page),
        *(("photo", (command, "dim")) for command in answer.message),
        *standing(person, tie, page),
    ]
    page.table([[(label, "dim"), text] for label, text in lines], align=" w")
    if document["interactions"]:
        page.say()
        talks = [history.row(one, page, person["handle"]) for one in document["interactions"]]
        page.table(talks, align="  w w ")
    kept = [note for note in document["notes"] if not note["next_time"]][:NOTES]
    if kept:
        page.say()
        page.table([note_row(note, page) for note in kept], align=" w")


def who(person: ShownPerson) -> list[Line]:
    """Names, how you met, work."""
    lines: list[Line] = []
    if person["nicknames"]:
        lines.append(("also", ", ".join(person["nicknames"])))
    when = say_partial(person["met_on"]) if person["met_on"] else None
    via = f"through {person['met_via_name']}" if person["met_via"] else None
    met = [text for text in (person["met_how"], person["met_at"], when, via) if text]
    if met:
        lines.append(("met", ", ".join(met)))
    work = [text for text in (person["title"], person["organisation"]) if text]
    if work:
        lines.append(("work", ", ".join(work)))
    known: Mapping[str, Any] = {**person}
    for group, fields in groups().items():
        if group not in PLACED:
            values = [say(field, known[field["name"]]) for field in fields if known[field["name"]]]
            lines += [(group, ", ".join(values))] if values else []
    return lines


def ways(details: Sequence[ContactMethod]) -> list[Line]:
    """The ways to reach them."""
    lines: list[Line] = []
    for detail in details:
        label: Cell = [detail["value"], (label_of(detail), "dim"), mark("w", detail["id"])]
        lines.append((DETAILS[detail["what"]], label))
    return lines


def known(document: ShowDocument, page: Page) -> list[Line]:
    """Dates, family and others, tags, facts, and what waits for the next time."""
    lines: list[Line] = [dated(day, document["person"], page) for day in document["dates"]]
    for other in document["relations"]:
        handle = f"  {other['handle']}" if other["handle"] else ""
        name = NOBODY if is_id(other["name"]) else other["name"]
        lines.append((other["relation"], [name, (handle, "dim"), mark("r", other["id"])]))
    if document["person"]["tags"]:
        lines.append(("tags", (" ".join(document["person"]["tags"]), "cyan")))
    before = ""
    for fact in document["fact_rows"]:
        key = fact["key"]
        short = key if len(key) <= LABEL_MAX else f"{key[: LABEL_MAX - 1]}…"
        lines.append((short if key != before else "", [fact["value"], *given(fact, page)]))
        before = key
    waiting = [note for note in document["notes"] if note["next_time"] and not note["done_on"]]
    lines += [
        ("next time", [(history.one_line(note["text"]), "yellow"), mark("n", note["id"])])
        for note in reversed(waiting)
    ]
    return [
        *lines,
        *planned(document["plans"], document["person"]["handle"], page),
        *favours.lines(document["favours"], page),
    ]


def planned(plans_with: Sequence[Plan], own: str, page: Page) -> list[Line]:
    """What is planned, with whom else, and for how long."""
    lines: list[Line] = []
    for plan in plans_with:
        pairs = zip(plan["people"], plan["names"], strict=True)
        others = [name for handle, name in pairs if handle != own]
        besides = f" with {join_names(others)} too" if others else ""
        parts: list[Part] = [f"{plan['kind']}{besides}, ", *plans.since(plan, page)]
        parts += [(f"  {plans.note(plan, page)}", "dim")]
        lines.append(("plan", parts))
    return lines


def dated(day: YearlyDay, person: ShownPerson, page: Page) -> Line:
    """A birthday or another yearly day: the date, the age, and the next one."""
    age = f", {person['age']}" if day["what"] == "birthday" and person["age"] is not None else ""
    coming = ""
    if day["next_on"]:
        next_on = date.fromisoformat(day["next_on"])
        ahead = next_on > page.today  # on the day itself the age is already the new one
        turns = f", {day['age']} then" if ahead and day["age"] is not None else ""
        coming = f"  {say_ago((page.today - next_on).days)}{turns}"
    return day["what"], [f"{say_partial(day['on'])}{age}", (coming, "dim")]


def standing(person: ShownPerson, tie: Tie, page: Page) -> list[Line]:
    """The tie in words, and in numbers unless `scores` is off."""
    cadence = round(tie["cadence_days"])
    often = "never due" if not cadence else f"{say_cadence(cadence)}, as you chose"
    if tie["cadence_from"] == "circle":
        often = f"{say_cadence(cadence)}, as their circle"
    lines: list[Line] = [("last seen", "not yet")]
    if tie["last_on"]:
        last = date.fromisoformat(tie["last_on"])
        rhythm = f", usually {every(round(tie['usual_gap_days'] or 1) or 1)}"
        steady = rhythm if tie["contact_days"] >= RHYTHM_DAYS else ""
        when, ago = say_day(last, page.today), say_ago(tie["days_since"] or 0)
        seen = f"  {when}{steady}" if when != ago else steady.removeprefix(", ").join(("  ", ""))
        lines = [("last seen", [say_ago(tie["days_since"] or 0), (seen, "dim")])]
    if tie["cadence_from"] in {"person", "circle"}:
        lines.append(("how often", often))
    if tie["due_on"] and not person["archived_on"]:
        due_on = say_day(date.fromisoformat(tie["due_on"]), page.today)
        state = {"ok": "", "due": "now"}.get(tie["state"], tie["state"])
        lines.append(("due", [due_on, (f"  {state}", STATE_STYLES[tie["state"]])]))
    lines += [(what, how) for what, _, how in quiet(person, page)]
    if page.scores and tie["hours"]:
        _, spent, how = hours(tie)
        days = count_of(tie["contact_days"], "day")
        unit = "hour" if spent == "1" else "hours"
        lines.append(("together", [f"{spent} {unit} on {days}", (f"  {how}", "dim")]))
    if page.scores and tie["contact_days"]:
        text = f"{tie['strength']:.2f} = depth {tie['depth']:.2f} x warmth {tie['warmth']:.2f}"
        lines.append(("strength", text))
    return lines


def note_row(note: Note, page: Page) -> list[Cell]:
    """A note and its day; a long one is cut, so that the screen stays one screen."""
    text = history.one_line(note["text"])
    short = text if len(text) <= NOTE_MAX else f"{text[:NOTE_MAX]}…"
    day = say_day(date.fromisoformat(note["on"]), page.today)
    return [(day, "cyan"), [short, mark("n", note["id"])]]


def given(fact: Fact, page: Page) -> list[Part]:
    """The day on which a fact was done with, such as a gift given, and its id."""
    on = fact["done_on"]
    done = f"  given {say_day(date.fromisoformat(on), page.today)}" if on else ""
    return [(done, "green"), mark("f", fact["id"])]


def label_of(detail: ContactMethod) -> str:
    """The label of a way to reach somebody, where it has one."""
    return f"  {detail['label']}" if detail["label"] else ""


def mark(letter: str, number: int) -> Part:
    """An id, as `note`, `link` and `edit` take it."""
    return f"  {letter}{number}", "dim"
