"""Guest lists, and why each guest is on them."""

from __future__ import annotations

from tinynet.core.names import join_names
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

NAME_WIDTH = 30  # columns of a name in a sentence
HANDLES = 12  # in the command that is the next step


def show(answer: Answer, page: Page) -> None:
    """A table a list; below it who would meet, what the cook should know; then the next step."""
    document = answer.document
    around = document["around"]
    about = f", around {around}" if around else ""
    page.say((f"A table of {document['size']}{about}", "bold"), (", without you", "dim"))
    if around and document["about"] < document["size"]:
        known = count_of(document["about"], "person is", "people are")
        page.say((f"{known} known for {around}; the others fit with them", "dim"))
    guests = answer.records()
    for one in document["lists"]:
        page.say()
        here = [guest for guest in guests if guest["list"] == one["list"]]
        table(one, here, page)
    first = document["lists"][0]["handles"]
    if len(first) <= HANDLES:
        page.say()
        page.say((f"tinynet plan dinner {' '.join(first)}", "dim"))


def table(one: dict[str, Any], guests: list[dict[str, Any]], page: Page) -> None:
    """One list: what it brings, the guests, what the cook should know."""
    page.say((f"{one['list']}  ", "bold"), (new(one), "dim"))
    share = max(page.width // 4, 8)
    page.table(
        [
            [["   ", (fit(clean(guest["name"]), share), "bold")], ", ".join(guest["why"])]
            for guest in guests
        ],
        align=" w",
    )
    names = {guest["handle"]: short(guest["name"]) for guest in guests}
    if one["diets"]:
        eating: dict[str, list[str]] = {}
        for diet in one["diets"]:
            eating.setdefault(diet["diet"], []).append(names[diet["handle"]])
        told = "; ".join(f"{short(diet)} ({join_names(who)})" for diet, who in eating.items())
        mixed = ", a mixed table" if one["mixed"] else ""
        page.say("   ", ("for the cook  ", "cyan"), f"{told}{mixed}")
    for alone in one["alone"]:
        partner = short(alone["name"])
        name = f"   {partner} is not on it, the partner of {names[alone['handle']]}"
        page.say((name, "dim"))


def new(one: dict[str, Any]) -> str:
    """How many of the pairs have not met."""
    if not one["meetings"]:
        return "all of them know each other" if one["pairs"] > 1 else "they know each other"
    if len(one["meetings"]) == one["pairs"]:
        return "no two of them have met yet" if one["pairs"] > 1 else "they have not met yet"
    return f"{len(one['meetings'])} of {one['pairs']} pairs would meet"


def short(text: str) -> str:
    """A name or a word that leaves a sentence its room."""
    return fit(clean(text), NAME_WIDTH)
