"""Before somebody is forgotten, what goes; afterwards, what could not be decided or reached."""

from __future__ import annotations

from tinynet.core.fields import counted
from tinynet.core.names import join_names
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

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


def show(answer: Answer, page: Page) -> None:
    """The list of what goes, or that it is gone; then what stays."""
    told = answer.document
    (done if told["forgotten"] else listing)(told, page)
    page.text(OUT_OF_REACH, style="dim")


def listing(told: dict[str, Any], page: Page) -> None:
    """What goes, a line each."""
    name = fit(clean(told["name"]), NAME_WIDTH)
    page.say("What is known of ", (name, "bold"), f" ({told['handle']}), to be forgotten:")
    for key, one, many in NOUNS:
        if told[key]:
            page.say(" " * INDENT + count_of(told[key], one, many))
    if told["met_through"]:
        others = count_of(told["met_through"], "other", "others")
        page.say(" " * INDENT + f"that {others} you met through them")
    if told["undo"]:
        commands = count_of(told["undo"], "command")
        page.say(" " * INDENT + f"the undo history, of {commands} about anybody")
    if told["copies"]:
        copies = count_of(told["copies"], "backup")
        page.say(" " * INDENT + f"their part in {copies}, and the undo history there;")
        page.say(" " * INDENT + "a backup that cannot be read is deleted")
    page.say()
    hint = "" if told["replaced"] else ' (--mentions puts "somebody" there)'
    mentions(told, page, f"stays as it is{hint}", f"stay as they are{hint}")


def done(told: dict[str, Any], page: Page) -> None:
    """That they are gone."""
    page.say((f"{told['name']} is forgotten.", "bold"))
    places = ["the database", "its undo history"]
    if told["copies"]:
        places.append(count_of(told["copies"], "backup"))
    page.text(f"They are gone from {join_names(places)}.")
    for file in told["deleted"]:
        page.say(("Deleted, since it could not be read: ", "yellow"), file)
    mentions(told, page, "was left as it is", "were left as they are")


def mentions(told: dict[str, Any], page: Page, one: str, many: str) -> None:
    """The texts about others that name them, with what finds each."""
    named = told["mentions"]
    if not named:
        return
    texts = count_of(len(named), f"text about somebody else names them and {one}",
                     f"texts about others name them and {many}")  # fmt: skip
    page.text(f"{texts}:")
    for mention in named[:SHOWN]:
        page.say(" " * INDENT + place(mention))
    if len(named) > SHOWN:
        page.say((" " * INDENT + f"and {len(named) - SHOWN:,} more; --json lists them", "dim"))


def place(mention: dict[str, Any]) -> str:
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
