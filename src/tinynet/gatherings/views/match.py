"""Who should meet, and why."""

from __future__ import annotations

from tinynet.gatherings.rules.common_ground import describe_thing
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.gatherings.documents import MatchDocument, MatchedPair
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

SHARED = 4  # things told
NAME_WIDTH = 40
NOT_MET = "they have not met, as far as you know:"


def show(answer: Answer[MatchDocument], page: Page) -> None:
    """A row a pair: both, and what they share; then the next step."""
    document = answer.envelope()
    pairs = document["pairs"]
    if not pairs:
        nobody(document, page)
        return
    who = document["who"]
    if who:
        page.say((fit(clean(who["name"]), NAME_WIDTH), "bold"), " should meet")
    share = max(page.width // 4, 8)
    page.table(
        [
            [
                *([] if who else [(fit(clean(pair["one"]["name"]), share), "bold")]),
                (fit(clean(pair["other"]["name"]), share), "bold"),
                (shared(pair), "cyan"),
            ]
            for pair in pairs
        ],
        align=" w" if who else "  w",
    )
    more = document["total"] - len(pairs)
    if more:
        page.say((others(more, pairs, document["limit"]), "dim"))
    page.say()
    line = f"tinynet introduce {pairs[0]['one']['handle']} {pairs[0]['other']['handle']}"
    if len(NOT_MET) + 2 + width(line) <= page.width:
        page.say((f"{NOT_MET}  ", "dim"), line)
    else:
        page.say((NOT_MET, "dim"))
        page.say(f"  {line}")


def others(more: int, pairs: Sequence[MatchedPair], limit: int) -> str:
    """How to see the pairs not shown: as far as nobody stands in the list twice already."""
    count = count_of(more, "other pair")
    if len(pairs) == limit:
        return f"and {count} (--limit {10 * limit})"
    handles = [person["handle"] for pair in pairs for person in (pair["one"], pair["other"])]
    twice = next(handle for at, handle in enumerate(handles) if handle in handles[:at])
    return f"and {count} of people who stand here twice (tinynet match {twice})"


def shared(pair: MatchedPair) -> str:
    """What a pair shares."""
    things = [describe_thing(thing["what"], thing["text"]) for thing in pair["things"]]
    more = f" and {len(things) - SHARED} more" if len(things) > SHARED else ""
    return f"{', '.join(things[:SHARED])}{more}"


def nobody(document: MatchDocument, page: Page) -> None:
    """What to say where nobody is proposed."""
    who = document["who"]
    if document["people"] < 2:
        page.say("There are not two people yet. ", ('tinynet add "Anne Baker"', "bold"))
    elif not document["known"]:
        whom = fit(clean(who["name"]), NAME_WIDTH) if who else "anybody"
        page.say(f"No interests are known yet of {whom}.")
        page.say((f"  tinynet tag {who['handle'] if who else 'anne'} running", "bold"))
    elif who:
        name = fit(clean(who["name"]), NAME_WIDTH)
        page.say(f"Nobody shares an interest with {name} whom they have not met.")
    else:
        page.say("Everybody who shares an interest with somebody has met them already.")
        page.say(("More tags find more pairs: tinynet tag anne running", "dim"))
