"""tinynet log: what happened, with one or several people."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find_all
from tinynet.contacts import rows as interactions
from tinynet.contacts.rows import NewInteraction, find_kind, fulfil_plans, tick_off_notes
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
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
        Without,
    )

EXAMPLES = (
    "tinynet log coffee anne",
    'tinynet log dinner anne caroline --on "last friday" --for 3h --at "The Red Lion"',
    "tinynet log dinner @bookclub --without li      everybody with that tag, but for Li",
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
    without: Without = (),
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
        "by": by if by is None else checks.choice(by, "--by", checks.ME_OR_THEM),
        "attempt": attempt,
        "occasion": checks.text(occasion, "--occasion"),
    }
    day = checks.past_day(env, on) or env.today
    unit = env.unit()
    with unit as store:
        what = find_kind(store, kind)
        added: list[Found] = []

        def add_person(name: str) -> Found:
            from tinynet.people.rows import add_named

            added.append(Found(add_named(store, name, env.today.isoformat())))
            return added[-1]

        people = find_all(env, store, who, add_person if add else None)
        if without:
            people = leave_out(people, find_all(env, store, without))
        happening = NewInteraction(what, day, [person.id for person in people], **more)
        number = interactions.put_interaction(store, happening)
        ticked = tick_off_notes(store, happening)
        fulfilled = fulfil_plans(store, number, number)
        unit.refresh()
        today = env.today.toordinal()
        ties = [store.records(sql.standing, who=p.id, today=today)[0] for p in people]
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


def leave_out(people: list[Found], out: list[Found]) -> list[Found]:
    """The people but for those who were not there.

    Raises:
        UsageError: One of those is not among them, or nobody is left.
    """
    here, gone = {person.id for person in people}, {person.id for person in out}
    stranger = next((person for person in out if person.id not in here), None)
    if stranger:
        raise UsageError(
            f"{stranger.name} is not among those who were there", "Leave --without away"
        )
    if here == gone:
        raise UsageError("Nobody is left to log it with", "Name somebody who was there")
    return [person for person in people if person.id not in gone]
