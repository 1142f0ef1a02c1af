"""Guest lists, and why each guest is on them."""

from __future__ import annotations

from tinynet.core.dates import say_ago
from tinynet.core.names import join_names
from tinynet.gatherings.rules.common_ground import describe_thing
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.gatherings.documents import GatherDocument, Guest, GuestList, ReasonToInvite
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

NAME_WIDTH = 30  # columns of a name in a sentence
NAMED = 3  # people in one reason
HANDLES = 12  # in the command that is the next step


def show(answer: Answer[GatherDocument], page: Page) -> None:
    """A table a list; below it who would meet, what the cook should know; then the next step."""
    document = answer.envelope()
    around = document["around"]
    about = f", around {around}" if around else ""
    page.say((f"A table of {document['size']}{about}", "bold"), (", without you", "dim"))
    if around and document["about"] < document["size"]:
        known = count_of(document["about"], "person is", "people are")
        page.say((f"{known} known for {around}; the others fit with them", "dim"))
    for one, guests in by_list(document):
        page.say()
        table(one, guests, around, page)
    first = document["lists"][0]["handles"]
    if len(first) <= HANDLES:
        page.say()
        page.say((f"tinynet plan dinner {' '.join(first)}", "dim"))


def by_list(document: GatherDocument) -> Iterator[tuple[GuestList, list[Guest]]]:
    """Each list with its guests."""
    for one in document["lists"]:
        yield one, [guest for guest in document["guests"] if guest["list"] == one["list"]]


def in_words(document: GatherDocument) -> Iterator[tuple[Any, ...]]:
    """The values of every guest, the reasons in words."""
    for _, guests in by_list(document):
        names = names_of(guests)
        for guest in guests:
            yield tuple({**guest, "why": reasons(guest, names, document["around"])}.values())


def names_of(guests: Sequence[Guest]) -> dict[str, str]:
    """The guests' names for sentences, by handle."""
    return {guest["handle"]: short(guest["name"]) for guest in guests}


def table(one: GuestList, guests: Sequence[Guest], around: str | None, page: Page) -> None:
    """One list: what it brings, the guests, what the cook should know."""
    names = names_of(guests)
    page.say((f"{one['list']}  ", "bold"), (new(one), "dim"))
    share = max(page.width // 4, 8)
    page.table(
        [
            [
                ["   ", (fit(clean(guest["name"]), share), "bold")],
                ", ".join(reasons(guest, names, around)),
            ]
            for guest in guests
        ],
        align=" w",
    )
    if one["diets"]:
        eating: dict[str, list[str]] = {}
        for diet in one["diets"]:
            eating.setdefault(diet["diet"], []).append(names[diet["handle"]])
        diets = "; ".join(f"{short(diet)} ({join_names(who)})" for diet, who in eating.items())
        mixed = ", a mixed table" if one["mixed"] else ""
        page.say("   ", ("for the cook  ", "cyan"), f"{diets}{mixed}")
    for alone in one["alone"]:
        partner = short(alone["name"])
        name = f"   {partner} is not on it, the partner of {names[alone['handle']]}"
        page.say((name, "dim"))


def reasons(guest: Guest, names: Mapping[str, str], around: str | None) -> list[str]:
    """Why somebody is on a list, in words."""
    return [describe_reason(one, names, around) for one in guest["why"]]


def describe_reason(one: ReasonToInvite, names: Mapping[str, str], around: str | None) -> str:
    """One reason in words."""
    with_whom = join_guests(one["people"], names)
    thing = one["thing"]
    shared = describe_thing(thing["what"], thing["text"]) if thing else ""
    return {
        "asked": "you asked for them",
        "comes_with": f"comes with {with_whom}",
        "topic": f"here for {around}",
        "shares": f"{shared} with {with_whom}",
        "meets": f"would meet {with_whom}",
        "never_invited": "not at your table yet",
        "rested": f"last at your table {say_ago(one['days'] or 0)}",
        "friend": "a friend who could come",
    }[one["reason"]]


def join_guests(handles: Sequence[str], names: Mapping[str, str]) -> str:
    """Join the names of these guests for a sentence."""
    if len(handles) == len(names) - 1 > 1:
        return "everybody" if len(handles) > 2 else "both others"
    if len(handles) > NAMED:
        return f"{len(handles)} of them"
    return join_names([names[handle] for handle in handles])


def new(one: GuestList) -> str:
    """How many of the pairs have not met."""
    if not one["meetings"]:
        return "all of them know each other" if one["pairs"] > 1 else "they know each other"
    if len(one["meetings"]) == one["pairs"]:
        return "no two of them have met yet" if one["pairs"] > 1 else "they have not met yet"
    return f"{len(one['meetings'])} of {one['pairs']} pairs would meet"


def short(text: str) -> str:
    """A name or a word that leaves a sentence its room."""
    return fit(clean(text), NAME_WIDTH)
