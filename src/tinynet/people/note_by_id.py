"""Correcting one note or one fact, by the id that `show` and `find` give it."""

from __future__ import annotations

from tinynet.cli.find_people import Found, find
from tinynet.core.dates import say_day
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import Answer
from tinynet.people.rules.echo import short
from tinynet.people.rules.record_ids import read_id, shown_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tinynet.cli.env import Env
    from tinynet.db.store import Store
    from tinynet.people.documents import CorrectedFactDocument, CorrectedNoteDocument

NOUNS = {"n": "note", "f": "fact", "r": "relation", "w": "way to reach them under"}
CHANGE, DONE, REMOVE = "change", "done", "remove"


class NoSuchRecordError(TinynetError):
    """Nothing of somebody's has that id."""

    code = "no_such_record"


class Correction:
    """What is to be done to a record.

    Args:
        what: CHANGE, DONE or REMOVE.
        text: Its new text, for CHANGE.
        day: When it was done, for DONE; without one the day it has, or today.
        today: The day it is.
    """

    def __init__(self, what: str, text: str, day: date | None, today: date) -> None:
        self.what, self.text, self.day, self.today = what, text, day, today

    def done_on(self, was: str | None) -> str:
        """The ISO day on which the record was done."""
        return str(self.day or was or self.today)

    @property
    def echo(self) -> str:
        """The day, where one was given."""
        return f", {say_day(self.day, self.today)}" if self.day else ""


def run(
    env: Env, who: str, typed: str, what: str, text: str, *, day: date | None
) -> Answer[CorrectedNoteDocument | CorrectedFactDocument]:
    """Change a note or a fact, tick it off, or take it out."""
    letter, number = read_id(typed, "nf")
    with env.unit() as store:
        person = find(env, store, who)
        correction = Correction(what, text, day, env.today)
        if letter == "n":
            return note(store, person, number, correction)
        return fact(store, person, number, correction)


def missing(person: Found, letter: str, number: int) -> NoSuchRecordError:
    """The error for an id that is nobody's, or somebody else's."""
    return NoSuchRecordError(
        f"{person.name} has no {NOUNS[letter]} {letter}{number}",
        f"See the ids: tinynet show {person.handle}",
    )


def note(store: Store, person: Found, number: int, do: Correction) -> Answer[CorrectedNoteDocument]:
    """One note."""
    found = store.records(sql.note, who=person.id, note=number)
    if not found:
        raise missing(person, "n", number)
    was = found[0]
    document: CorrectedNoteDocument = {
        "id": number, "handle": person.handle, "name": person.name, "on": was["on"],
        "text": was["text"], "next_time": bool(was["next_time"]), "done_on": was["done_on"],
        "removed": do.what == REMOVE,
    }  # fmt: skip
    if do.what == REMOVE:
        store.run(sql.drop_note, note=number)
        lines = [f"No longer kept about {person.name}: {short(was['text'])}"]
    elif do.what == DONE:
        if not was["next_time"]:
            raise UsageError(
                f"{shown_id('note', number)} is not a next-time note, so it cannot be ticked off",
                f"To take it out: tinynet note {person.handle} --remove --id n{number}",
            )
        document["done_on"] = do.done_on(was["done_on"])
        store.run(sql.set_note_done, note=number, value=document["done_on"])
        lines = [f"Ticked off for {person.name}: {short(was['text'])}{do.echo}"]
    else:
        store.run(sql.set_note, note=number, text=do.text)
        document["text"] = do.text
        lines = [f"Noted about {person.name}: {short(do.text)}", f"It was {short(was['text'])}"]
    plain = [(number, person.handle, document["text"])]
    return Answer("output.done", document, plain=plain, message=lines, wrote=True)


def fact(store: Store, person: Found, number: int, do: Correction) -> Answer[CorrectedFactDocument]:
    """One value of a fact."""
    found = store.records(sql.fact, who=person.id, fact=number)
    if not found:
        raise missing(person, "f", number)
    was = found[0]
    key, value = was["key"], was["value"]
    document: CorrectedFactDocument = {
        "id": number, "handle": person.handle, "name": person.name, "fact": key, "value": value,
        "was": None, "done_on": was["done_on"], "removed": do.what == REMOVE,
    }  # fmt: skip
    if do.what == REMOVE:
        store.run(sql.drop_fact_by_id, fact=number)
        lines = [f"No longer kept: {person.name}: {key} = {short(value)}"]
    elif do.what == DONE:
        document["done_on"] = do.done_on(was["done_on"])
        store.run(sql.set_fact_done, fact=number, value=document["done_on"])
        lines = [f"Given to {person.name}: {key} = {short(value)}{do.echo}"]
    else:
        store.run(sql.set_fact, fact=number, value=do.text)
        document["value"], document["was"] = do.text, value
        lines = [f"{person.name}: {key} = {short(do.text)}", f"It was {short(value)}"]
    plain = [(person.handle, key, document["value"])]
    return Answer("output.done", document, plain=plain, message=lines, wrote=True)
