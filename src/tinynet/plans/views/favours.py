"""Show favours given and received."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.history import one_line
from tinynet.core.dates import say_ago, say_day
from tinynet.output.text import clean, fit
from tinynet.people.views.list import cut
from tinynet.plans.rules.favours import GAVE, balance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.plans.documents import Favour, FavourBalance, FavoursDocument, KeptFavour

SIDES = {"gave": "you", "got": "they"}


def show(answer: Answer[FavoursDocument], page: Page) -> None:
    """Show a row per person, in words; for one person a row per favour."""
    document = answer.envelope()
    favours, of = document["favours"], document["of"]
    if not favours:
        whom, handle = (f" with {of['name']}", of["handle"]) if of else ("", "anne")
        noting = f'tinynet favour got {handle} "lent me her van"'
        page.say(f"No help is noted{whom} yet. ", (noting, "bold"), " notes some.")
    elif of:
        known = document["people"][0]
        page.say((cut(of["name"], page), "bold"), f": {balance(known['gave'], known['got'])}")
        page.say()
        page.table([row(favour, page) for favour in favours], align="  w ")
    else:
        page.table([person(known, page) for known in document["people"]], align=" wc")


def person(known: FavourBalance, page: Page) -> list[Cell]:
    """One person: who helped how often, and the last favour."""
    ago = say_ago(max((page.today - date.fromisoformat(known["last_on"])).days, 0))
    return [
        (cut(known["name"], page), "bold"),
        balance(known["gave"], known["got"]),
        [(f"{ago}, ", "dim"), f"{side(known['last_way'])}: {one_line(known['last'])}"],
    ]


def row(favour: Favour, page: Page) -> list[Cell]:
    """One favour; the number at its end is what --remove takes."""
    return [
        (say_day(date.fromisoformat(favour["on"]), page.today), "cyan"),
        (side(favour["way"]), "bold"),
        one_line(favour["text"]),
        (f"#{favour['id']}", "dim"),
    ]


def side(way: str) -> str:
    """Who helped: you or they."""
    return SIDES[way]


def lines(favours: Sequence[KeptFavour], page: Page) -> list[tuple[str, Cell]]:
    """The balance and the last two, as lines of `show`."""
    if not favours:
        return []
    gave = sum(favour["way"] == GAVE for favour in favours)
    made: list[tuple[str, Cell]] = [("help", balance(gave, len(favours) - gave))]
    for favour in favours[:2]:
        when = say_day(date.fromisoformat(favour["on"]), page.today)
        text = fit(clean(f"{side(favour['way'])}: {one_line(favour['text'])}"), page.width)
        made.append(("", [(f"{when}  ", "dim"), text]))
    return made
