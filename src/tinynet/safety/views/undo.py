"""Show what was undone or redone, and what could be."""

from __future__ import annotations

from datetime import datetime

from tinynet.core.dates import say_day
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.safety.documents import UndoDocument, UndoListDocument, UndoUnit

SHOWN = 20  # commands listed; more are a number away
WORDS = {
    "undo": ("took back", "would take back", "There is nothing to take back.", "redo", "brings"),
    "redo": ("did again", "would do again", "There is nothing to do again.", "undo", "takes"),
}


def show(answer: Answer[UndoDocument | UndoListDocument], page: Page) -> None:
    """A line a command; then the way back."""
    document = answer.envelope()
    units = document["units"]
    if "did" not in document:
        show_list(units, page)
        return
    done, would, nothing, other, verb = WORDS[document["did"]]
    if not units:
        page.say(nothing)
        return
    for unit in units:
        page.say((f"{would if document['dry_run'] else done}: ", "cyan"), unit["label"])
    for key in document["stayed"]:
        page.say((f"  {key} was changed since, and stays as it is", "yellow"))
    if not document["dry_run"]:
        count = f" {len(units)}" if len(units) > 1 else ""
        what = "them" if len(units) > 1 else "it"
        page.say((f"tinynet {other}{count} {verb} {what} back", "dim"))


def show_list(units: Sequence[UndoUnit], page: Page) -> None:
    """The stack as a table; the first column is what to type after tinynet."""
    if not units:
        page.say("There is nothing to take back yet; every command that writes will be here.")
        return
    ahead = sum(unit["undone"] for unit in units)
    first = max(ahead - SHOWN, 0)
    if first:
        page.say((f"and {first:,} more to redo", "dim"))
    shown = list(enumerate(units))[first : ahead + SHOWN]
    page.table([row(unit, number - ahead, page) for number, unit in shown], align="  c")
    older = len(units) - ahead - SHOWN
    if older > 0:
        page.say((f"and {count_of(older, 'older one')}", "dim"))


def row(unit: UndoUnit, place: int, page: Page) -> list[Cell]:
    """One command: how to get there, when (in local time), what, how much.

    Args:
        unit: Its record.
        place: 0 for what is undone first, -1 for what is redone first.
        page: For today.
    """
    at = datetime.fromisoformat(unit["at"]).astimezone()
    when = f"{say_day(at.date(), page.today)} {at:%H:%M}"
    changes = (count_of(unit["changes"], "change"), "dim")
    if unit["undone"]:
        return [(f"redo {-place}", "cyan"), (when, "dim"), (unit["label"], "dim"), changes]
    if unit["final"]:
        return [("", "dim"), (when, "dim"), (unit["label"], "dim"), ("stays", "dim")]
    return [(f"undo {place + 1}", "cyan"), (when, "dim"), (unit["label"], "bold"), changes]
