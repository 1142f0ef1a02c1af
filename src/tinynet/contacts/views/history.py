"""What happened, newest first."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.spans import say_duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.documents import HistoryDocument, Interaction
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page


SHOWN = 6  # handles in a row; a wedding is one row, not thirty


def show(answer: Answer[HistoryDocument], page: Page) -> None:
    """A row an interaction; the number at its end is what `amend` and `unlog` take."""
    document = answer.envelope()
    happened = document["interactions"]
    if not happened:
        page.say("Nothing is logged that fits. ", ("tinynet log coffee anne", "bold"), " logs one.")
        return
    page.table([row(one, page) for one in happened], align="  w w ")
    if document["more"]:
        page.say((f"and older ones (--limit {10 * len(happened)})", "dim"))


def row(one: Interaction, page: Page, besides: str = "") -> list[Cell]:
    """One interaction: day, kind, who was there, how long, where, what was said.

    Args:
        one: A record of `history`.
        page: For today.
        besides: A handle that goes without saying.
    """
    there = [handle for handle in one["people"] if handle != besides]
    more = [("no answer", "dim")] if one["attempt"] else []
    more += [("by them", "dim")] if one["by"] == "them" else []
    texts = (one["occasion"], one["place"], one["note"])
    about: list[tuple[str, str]] = [(one_line(text), "") for text in texts if text]
    about += [("deep", "magenta")] if one["deep"] else []
    return [
        (say_day(date.fromisoformat(one["on"]), page.today), "cyan"),
        one["kind"],
        (", ".join(there[:SHOWN]) + (f" +{len(there) - SHOWN}" if there[SHOWN:] else ""), "bold"),
        (say_duration(one["minutes"]) if one["minutes"] and not one["attempt"] else "", "dim"),
        joined(about + more),
        (f"#{one['id']}", "dim"),
    ]


def joined(parts: list[tuple[str, str]]) -> Cell:
    """Parts with a dot between them."""
    cell: list[str | tuple[str, str]] = []
    for part in parts:
        cell += [(" · ", "dim"), part] if cell else [part]
    return cell


def one_line(text: str) -> str:
    """A text of several lines as one."""
    return " ".join(text.split())
