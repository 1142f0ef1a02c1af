"""Show how this device has begun."""

from __future__ import annotations

from shlex import quote

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

KILO = 1000


def show(answer: Answer, page: Page) -> None:
    """This device is laptop. 203 people and 4,012 contacts are in the folder, locked."""
    document = answer.document
    people = count_of(document["people"], "person", "people")
    totals = f"{people} and {count_of(document['contacts'], 'contact')}"
    if document["did"] == "init":
        page.verbatim(
            f"This device is {document['name']}. {totals} are in {document['folder']}, locked "
            f"({size(document['bytes'])})."
        )
        if document["key"]:
            page.text(
                f"The key for your other devices (keep it out of that folder): {document['key']}"
            )
            join = f"tinynet sync join {quote(document['folder'])} --name desktop"
            page.verbatim(f"There: {join}")
    else:
        page.text(f"{totals} are here. This device is {document['name']}.", style="bold")
    for wrong in document["wrong"]:
        page.text(f"{wrong['file']} was left out: {wrong['reason']}.", style="yellow")


def size(count: int) -> str:
    """How large a file is."""
    if count < KILO * KILO:
        return f"{max(1, round(count / KILO))} KB"
    return f"{count / KILO / KILO:.1f} MB"
