"""Show the kinds of contact as a table, or the one that was changed."""

from __future__ import annotations

from tinynet.core.spans import say_duration
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.documents import (
        ChangedKindDocument,
        KindOfContact,
        KindsDocument,
        UsedKind,
    )
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page


def show(answer: Answer[KindsDocument | ChangedKindDocument], page: Page) -> None:
    """A row a kind; or a line about one."""
    document = answer.envelope()
    if "kinds" in document:
        head = ("kind", "in person", "lasts", *(("weight",) if page.scores else ()), "logged")
        align = "  rrr" if page.scores else "  rr"
        page.table([row(kind, page) for kind in document["kinds"]], head=head, align=align)
        return
    changed = document["changed"]
    did = document["did"] if changed else "as before:"
    page.say((f"{did} ", "cyan"), (document["name"], "bold"), f"  {describe(document, page)}")
    if changed and document["did"] == "changed":
        page.say(("It counts so for everything logged; tinynet undo takes it back", "dim"))
    elif changed and document["did"] == "added":
        page.say((f"tinynet log {document['name']} WHO", "dim"))


def row(kind: UsedKind, page: Page) -> list[Cell]:
    """One kind: its name, what it counts, how often it was logged."""
    weight: list[Cell] = [f"{kind['weight']:g}"] if page.scores else []
    used: Cell = f"{kind['used']:,}" if kind["used"] else ("-", "dim")
    lasts: Cell = say_duration(kind["minutes"]) if kind["minutes"] else ("-", "dim")
    return [(kind["name"], "bold"), "yes" if kind["in_person"] else "", lasts, *weight, used]


def describe(kind: KindOfContact, page: Page) -> str:
    """Describe what a kind counts."""
    words = ["in person" if kind["in_person"] else "not in person"]
    words.append(count_of(kind["minutes"], "minute") if kind["minutes"] else "no length")
    if page.scores:
        words.append(f"weight {kind['weight']:g}")
    return ", ".join(words)
