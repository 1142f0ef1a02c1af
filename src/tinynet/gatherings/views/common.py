"""What people have in common: drawn for two or three, in words for more; then who has met whom."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.gatherings.rules.common_ground import describe_thing
from tinynet.gatherings.views import venn
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinynet.gatherings.documents import (
        CommonDocument,
        HowTheyMet,
        InterestedPerson,
        PairInCommon,
        ThingOfPeople,
    )
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

DRAWN = 3  # people at most
NAME_WIDTH = 30  # columns of a name in a sentence
UNMET = 6  # pairs told


def show(answer: Answer[CommonDocument], page: Page) -> None:
    """The drawing or the words; what to do where nothing is known; who has not met."""
    document = answer.envelope()
    people, things = document["people"], document["things"]
    names = {person["handle"]: person["name"] for person in people}
    if not things:
        page.say("Nothing is known yet of what they share.")
    elif len(people) <= DRAWN and page.width >= venn.NARROWEST:
        numbers = {handle: number for number, handle in enumerate(names)}
        inside: dict[tuple[int, ...], list[str]] = {tuple(range(len(people))): []}
        for thing in things:
            sets = tuple(sorted(numbers[handle] for handle in thing["people"]))
            inside.setdefault(sets, []).append(describe_thing(thing["what"], thing["text"]))
        venn.draw(page, list(names.values()), inside)
    else:
        in_words(things, names, page)
    unknown(people, page)
    page.say()
    acquainted(document["pairs"], names, page)


def in_words(things: Sequence[ThingOfPeople], names: Mapping[str, str], page: Page) -> None:
    """A line for each group of people who share something, the largest first."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for thing in things:
        groups.setdefault(tuple(thing["people"]), []).append(
            describe_thing(thing["what"], thing["text"])
        )
    for handles in sorted(groups, key=lambda handles: -len(handles)):
        everybody = "both" if len(names) == 2 else "all"
        few = join_names([short(names[handle]) for handle in handles])
        who = everybody if len(handles) == len(names) else few
        only = "only " if len(handles) == 1 else ""
        page.text(f"{only}{who}: {', '.join(groups[handles])}")


def unknown(people: Sequence[InterestedPerson], page: Page) -> None:
    """How to say what somebody is interested in, where nothing is known."""
    blank = [person for person in people if not person["interests"]]
    if blank:
        page.say()
        who = join_names([short(person["name"]) for person in blank[:DRAWN]])
        page.text(f"No interests are known yet of {who}{' and others' if blank[DRAWN:] else ''}.")
        page.say((f"  tinynet tag {blank[0]['handle']} running", "bold"))


def acquainted(pairs: Sequence[PairInCommon], names: Mapping[str, str], page: Page) -> None:
    """How two know each other; of more people only who does not."""
    avoiding = [pair for pair in pairs if pair["avoid"]]
    unmet = [pair for pair in pairs if pair["met"] is None]
    met = pairs[0]["met"]
    if len(pairs) == 1 and met:
        page.say("They avoid each other." if avoiding else how(met, page))
        return
    for pair in avoiding:
        page.say(f"{both(pair, names)} avoid each other.")
    if not unmet:
        page.say("All of them know each other.")
        return
    if len(pairs) == 1:
        page.say("They have not met, as far as you know.")
    else:
        some = "; ".join(both(pair, names) for pair in unmet[:UNMET])
        more = f"; and {len(unmet) - UNMET} more pairs" if len(unmet) > UNMET else ""
        page.text(f"Not met yet, as far as you know: {some}{more}.")
    page.say((f"  tinynet introduce {' '.join(unmet[0]['people'])}", "bold"))


def how(met: HowTheyMet, page: Page) -> str:
    """How two people know each other, as a sentence."""
    if met["how"] == "through":
        return "They know each other: you met one through the other."
    if met["on"] is None:
        return f"They know each other ({met['how']})."
    when = say_day(date.fromisoformat(met["on"]), page.today)
    if met["how"] == "introduced":
        return f"They know each other: you introduced them, {when}."
    return f"They know each other; you last saw both at one table {when} ({met['how']})."


def both(pair: PairInCommon, names: Mapping[str, str]) -> str:
    """Two names."""
    return join_names([short(names[handle]) for handle in pair["people"]])


def short(name: str) -> str:
    """A name that leaves a sentence its room."""
    return fit(clean(name), NAME_WIDTH)
