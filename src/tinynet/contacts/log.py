"""tinynet log: what happened, with one or several people."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, candidates, find
from tinynet.contacts import rows as interactions
from tinynet.contacts.rows import Happening
from tinynet.core import names
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        AddMissing,
        At,
        Attempt,
        Batch,
        By,
        Deep,
        For,
        KeepGoing,
        MaybeKind,
        NoteOption,
        Occasion,
        On,
        Whos,
    )
    from tinynet.db.database import Store

EXAMPLES = (
    "tinynet log coffee anne",
    'tinynet log dinner anne caroline --on "last friday" --for 3h --at "The Red Lion"',
    "tinynet log call bob --attempt        nobody answered: it is kept and counts nothing",
    "printf 'coffee\\tanne\\tyesterday\\n' | tinynet log --batch -",
)


def run(
    env: Env,
    kind: MaybeKind = None,
    who: Whos = (),
    *,
    on: On = None,
    for_: For = None,
    at: At = None,
    note: NoteOption = None,
    deep: Deep = False,
    by: By = None,
    attempt: Attempt = False,
    occasion: Occasion = None,
    add: AddMissing = False,
    batch: Batch = None,
    keep_going: KeepGoing = False,
) -> Answer:
    """Log a contact: what kind, and with whom. The day is today unless you say."""
    if batch is not None:
        from tinynet.contacts import log_batch

        if kind or who:
            raise UsageError(
                "--batch reads the kinds and the people from its lines",
                "Give either --batch FILE, or a kind and people",
            )
        return log_batch.run(env, batch, add=add, keep_going=keep_going)
    if kind is None or not who:
        raise UsageError("Log what, with whom?", "For example tinynet log coffee anne")
    more: dict[str, Any] = {
        "minutes": checks.minutes(for_),
        "place": checks.text(at, "--at"),
        "note": checks.text(note, "--note"),
        "deep": deep,
        "by": by if by is None else checks.choice(by, "--by", ("me", "them")),
        "attempt": attempt,
        "occasion": checks.text(occasion, "--occasion"),
    }
    day = checks.past_day(env, on) or env.today
    unit = env.unit()
    with unit as store:
        what = checks.find_kind(store, kind)
        added: list[Found] = []
        people = find_or_add(env, store, who, added if add else None)
        happening = Happening(what, day, [person.id for person in people], **more)
        number = interactions.put(store, happening)
        ticked = tick_off(store, happening)
        fulfilled = fulfil(store, number, number)
        unit.refresh()
        today = env.today.toordinal()
        ties = [store.records("standing", who=p.id, today=today)[0] for p in people]
    minutes = happening.minutes or what.minutes or None
    handles = [person.handle for person in people]
    happened = {"id": number, "on": day.isoformat(), "kind": what.name, "people": handles}
    record = happened | more | {"minutes": minutes}
    plain = (number, record["on"], what.name, ",".join(handles))
    document = {
        **record,
        "today": env.today.isoformat(),
        "ties": ties,
        "ticked": ticked,
        "fulfilled": fulfilled,
        "added": [person.handle for person in added],
    }
    return Answer("contacts.log", document, plain=[plain], wrote=True)


def find_or_add(
    env: Env, store: Store, typed: Sequence[str], added: list[Found] | None
) -> list[Found]:
    """Everybody who was there, once each; unknown names are added where that is asked for.

    Args:
        env: For questions and today.
        store: Open in a unit.
        typed: What was typed for each person.
        added: Takes the people who were added; None where nobody may be.
    """
    people: dict[int, Found] = {}
    for word in typed:
        if added is not None and not candidates(store, word):
            from tinynet.people.rows import is_free, put_person

            name = names.check_name(word)
            handle = names.make_handle(name, lambda handle: is_free(store, handle))
            person = Found((put_person(store, handle, name, env.today.isoformat()), handle, name))
            added.append(person)
        else:
            person = find(env, store, word)
        people[person.id] = person
    return list(people.values())


def tick_off(store: Store, happening: Happening) -> list[dict[str, Any]]:
    """Tick off the next-time notes of everybody who was there, once they were talked to.

    Returns:
        The notes: id, handle, name, on, text.
    """
    if happening.attempt or not happening.kind.is_talk:
        return []
    day = happening.on.isoformat()
    waiting = [
        note
        for person in happening.people
        for note in store.records("waiting_notes", who=person, until=day)
    ]
    for note in waiting:
        store.run("set_note_done", note=note["id"], value=day)
    return waiting


def fulfil(store: Store, first: int, last: int) -> list[dict[str, Any]]:
    """Mark the plans as done that the interactions numbered `first` to `last` fulfil.

    Returns:
        The plans: id, kind, made_on, and the id of the interaction.
    """
    if not store.value("any_plan"):  # nobody's log pays for plans there are none of
        return []
    from tinynet.plans import rows as plans

    return plans.fulfil(store, first, last)
