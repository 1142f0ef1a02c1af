"""Correcting one note or one fact, by the id that `show` and `find` give it."""

from __future__ import annotations

from tinynet.cli.find_people import Found, find
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import Answer
from tinynet.people.rules.echo import short
from tinynet.people.rules.record_ids import read_id, shown_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.database import Store

NOUNS = {"n": "note", "f": "fact", "r": "relation", "w": "way to reach them"}
CHANGE, DONE, REMOVE = "change", "done", "remove"


class NoSuchRecordError(TinynetError):
    """Nothing of somebody's has that id."""

    code = "no_such_record"


class Correction:
    """What is to be done to a record: CHANGE, DONE or REMOVE; its new text; and the day."""

    def __init__(self, what: str, text: str, today: str) -> None:
        self.what, self.text, self.today = what, text, today


def run(env: Env, who: str, typed: str, what: str, text: str) -> Answer:
    """Change a note or a fact, tick it off, or take it out.

    Args:
        env: For today and the database.
        who: Whose it is.
        typed: Its id.
        what: CHANGE, DONE or REMOVE.
        text: What it is to say, for CHANGE.
    """
    letter, number = read_id(typed, "nf")
    with env.unit() as store:
        person = find(env, store, who)
        change = note if letter == "n" else fact
        return change(store, person, number, Correction(what, text, env.today.isoformat()))


def missing(person: Found, letter: str, number: int) -> NoSuchRecordError:
    """The error for an id that is nobody's, or somebody else's."""
    return NoSuchRecordError(
        f"{person.name} has no {NOUNS[letter]} {letter}{number}",
        f"tinynet show {person.handle} has the ids",
    )


def note(store: Store, person: Found, number: int, do: Correction) -> Answer:
    """One note."""
    found = store.records(sql.note, who=person.id, note=number)
    if not found:
        raise missing(person, "n", number)
    row: dict[str, Any] = {**found[0], "next_time": bool(found[0]["next_time"])}
    was = row["text"]
    if do.what == REMOVE:
        store.run(sql.drop_note, note=number)
        said = [f"No longer kept about {person.name}: {short(was)}"]
    elif do.what == DONE:
        if not row["next_time"]:
            raise UsageError(
                f"{shown_id('note', number)} is no next-time note, so it cannot be ticked off",
                f"To take it out: tinynet note {person.handle} --remove --id n{number}",
            )
        row["done_on"] = row["done_on"] or do.today
        store.run(sql.set_note_done, note=number, value=row["done_on"])
        said = [f"Ticked off for {person.name}: {short(was)}"]
    else:
        store.run(sql.set_note, note=number, text=do.text)
        row["text"] = do.text
        said = [f"Noted about {person.name}: {short(do.text)}", f"It was {short(was)}"]
    return answer(person, row, do.what, said, (number, person.handle, row["text"]))


def fact(store: Store, person: Found, number: int, do: Correction) -> Answer:
    """One value of a fact."""
    found = store.records(sql.fact, who=person.id, fact=number)
    if not found:
        raise missing(person, "f", number)
    row: dict[str, Any] = {
        "id": number, "fact": found[0]["key"], "value": found[0]["value"],
        "was": None, "done_on": found[0]["done_on"],
    }  # fmt: skip
    called = f"{person.name}: {row['fact']} = {short(row['value'])}"
    if do.what == REMOVE:
        store.run(sql.drop_fact_by_id, fact=number)
        said = [f"No longer kept: {called}"]
    elif do.what == DONE:
        row["done_on"] = row["done_on"] or do.today
        store.run(sql.set_fact_done, fact=number, value=row["done_on"])
        said = [f"Given to {called}"]
    else:
        store.run(sql.set_fact, fact=number, value=do.text)
        row |= {"value": do.text, "was": row["value"]}
        said = [f"{person.name}: {row['fact']} = {short(do.text)}", f"It was {short(row['was'])}"]
    return answer(person, row, do.what, said, (person.handle, row["fact"], row["value"]))


def answer(
    person: Found, row: Mapping[str, Any], what: str, said: list[str], plain: tuple[Any, ...]
) -> Answer:
    """What was corrected, as JSON and in words."""
    document = {
        "id": row["id"], "handle": person.handle, "name": person.name, **row,
        "removed": what == REMOVE,
    }  # fmt: skip
    return Answer("output.done", document, plain=[plain], said=said, wrote=True)
