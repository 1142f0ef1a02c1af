"""Show the four circles and who is in them."""

from __future__ import annotations

from tinynet.core.spans import say_cadence
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.friendship.documents import Circle, CirclesDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page, Part

NAMED = {"inner", "close"}  # the circles small enough to name everybody


def show(answer: Answer[CirclesDocument], page: Page) -> None:
    """Show a row per circle: how full it is, how often it is seen, who is in it."""
    document = answer.envelope()
    circles, unassigned = document["circles"], document["unassigned"]
    page.table([row(circle) for circle in circles], align=" r w")
    if unassigned:
        page.say()
        page.say(f"{count_of(unassigned, 'person', 'people')} in no circle.")
    if not any(circle["people"] for circle in circles):
        page.say()
        page.say(("tinynet edit anne --circle close", "bold"), " puts somebody into one.")


def row(circle: Circle) -> list[Cell]:
    """One circle; more people than its size are not an error."""
    name, people = circle["circle"], circle["people"]
    inside: Part = ", ".join(circle["names"])
    if name not in NAMED and people:
        inside = (f"tinynet list --circle {name}", "dim")
    over = people - circle["size"]
    many: list[Part] = [f"{people} ", (f"of {circle['size']}", "dim")]
    return [
        (name, "bold"),
        many,
        (say_cadence(round(circle["cadence_days"])), "cyan"),
        [inside, (f"  {over} more than {circle['size']}", "dim")] if over > 0 else inside,
    ]
