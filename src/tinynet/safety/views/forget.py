"""Before somebody is forgotten, what goes; afterwards, what could not be decided or reached."""

from __future__ import annotations

from tinynet.core.fields import counted
from tinynet.core.names import join_names
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.safety.documents import ForgetDocument, NamingText

NOUNS = (
    ("contacts", "contact", ""),
    ("shared", "part in a contact shared with others", "parts in contacts shared with others"),
    *((key, *table["noun"]) for key, table in counted().items()),
)
SHOWN = 12  # mentions on the screen; --json and --plain give them all
INDENT = 2
OUT_OF_REACH = (
    "Out of reach: other programs' copies (your phone, your mail), exports and backups you put "
    "elsewhere, and your shell's history."
)


def show(answer: Answer[ForgetDocument], page: Page) -> None:
    """The list of what goes, or that it is gone; then what stays."""
    document = answer.envelope()
    (done if document["forgotten"] else listing)(document, page)
    page.text(OUT_OF_REACH, style="dim")


def listing(plan: ForgetDocument, page: Page) -> None:
    """What goes, a line each."""
    name = fit(clean(plan["name"]), NAME_WIDTH)
    page.say("What is known of ", (name, "bold"), f" ({plan['handle']}), to be forgotten:")
    counts: Mapping[str, Any] = plan  # with a key for each table
    for key, one, many in NOUNS:
        if counts[key]:
            page.say(" " * INDENT + count_of(counts[key], one, many))
    if plan["met_through"]:
        others = count_of(plan["met_through"], "other", "others")
        page.say(" " * INDENT + f"that {others} you met through them")
    if plan["undo"]:
        commands = count_of(plan["undo"], "command")
        page.say(" " * INDENT + f"the undo history, of {commands} about anybody")
    if plan["copies"]:
        copies = count_of(plan["copies"], "backup")
        page.say(" " * INDENT + f"their part in {copies}, and the undo history there;")
        page.say(" " * INDENT + "a backup that cannot be read is deleted")
    page.say()
    hint = "" if plan["replaced"] else ' (--mentions puts "somebody" there)'
    mentions(plan, page, f"stays as it is{hint}", f"stay as they are{hint}")
    maybe(plan, page)


def done(document: ForgetDocument, page: Page) -> None:
    """That they are gone."""
    page.say((f"{document['name']} is forgotten.", "bold"))
    places = ["the database", "its undo history"]
    if document["copies"]:
        places.append(count_of(document["copies"], "backup"))
    page.text(f"They are gone from {join_names(places)}.")
    for file in document["deleted"]:
        page.say(("Deleted, since it could not be read: ", "yellow"), file)
    mentions(document, page, "was left as it is", "were left as they are")
    maybe(document, page)


def mentions(document: ForgetDocument, page: Page, one: str, many: str) -> None:
    """The texts about others that name them, with what finds each."""
    named = document["mentions"]
    if not named:
        return
    texts = count_of(len(named), f"text about somebody else names them and {one}",
                     f"texts about others name them and {many}")  # fmt: skip
    page.text(f"{texts}:")
    places(named, page)


def maybe(document: ForgetDocument, page: Page) -> None:
    """The texts about others with a first name or nickname, which may be somebody else's."""
    named = document["maybe"]
    if named:
        texts = count_of(len(named), "text holds", "texts hold")
        page.text(f"{texts} their first name or a nickname, and may mean them or somebody else:")
        places(named, page)


def places(named: Sequence[NamingText], page: Page) -> None:
    """Where texts are, a line each."""
    for mention in named[:SHOWN]:
        page.say(" " * INDENT + place(mention))
    if len(named) > SHOWN:
        page.say((" " * INDENT + f"and {len(named) - SHOWN:,} more; --json lists them", "dim"))


def place(mention: NamingText) -> str:
    """Where a mention is, as commands name it."""
    field, number = mention["field"].replace("_", " "), mention["id"]
    if mention["table"] == "interaction":
        return f"contact #{number}, its {field}"
    what = {
        "note": f"note {number}",
        "detail": "a way to reach them",
        "origin": "an imported card",
        "relation": "a relation",
        "anniversary": "a date",
    }.get(mention["table"], mention["table"] if mention["table"] != "person" else field)
    return f"{mention['handle']}: {what}"
