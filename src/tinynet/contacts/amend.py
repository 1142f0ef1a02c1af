"""tinynet amend: correct something that was logged."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find_all, find_each
from tinynet.contacts.log_notices import mention
from tinynet.contacts.rows import find_kind
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        At,
        Attempt,
        By,
        Deep,
        For,
        Id,
        Kind,
        NoAttempt,
        NoDeep,
        NoteOption,
        Occasion,
        On,
        With,
        Without,
    )
    from tinynet.contacts.documents import AmendDocument
    from tinynet.db.store import Store

EXAMPLES = (
    'tinynet amend 12 --on "last friday" --for 2h',
    "tinynet amend 12 --with anne --with bob     who was really there",
    "tinynet amend 12 --without bob              he could not come",
    'tinynet amend 12 --note ""                  takes the note away',
)


def run(
    env: Env,
    id: Id,  # noqa: A002  the argument's name is the parameter's
    *,
    kind: Kind = None,
    with_: With = (),
    without: Without = (),
    on: On = None,
    for_: For = None,
    at: At = None,
    note: NoteOption = None,
    deep: Deep = False,
    no_deep: NoDeep = False,
    by: By = None,
    attempt: Attempt = False,
    no_attempt: NoAttempt = False,
    occasion: Occasion = None,
) -> Answer[AmendDocument]:
    """Correct something you logged. An empty value takes it away."""
    number = checks.interaction_id(id)
    if (deep and no_deep) or (attempt and no_attempt):
        raise UsageError("An option and its opposite were given", "Give one of the two")
    wanted: dict[str, Any] = {}
    if on is not None:
        wanted["on"] = str(checks.past_day(env, on))
    for column, typed, check in (
        ("minutes", for_, checks.minutes),
        ("place", at, lambda text: checks.text(text, "--at")),
        ("note", note, lambda text: checks.text(text, "--note")),
        ("by", by, lambda text: checks.choice(text, "--by", checks.ME_OR_THEM)),
        ("occasion", occasion, lambda text: checks.text(text, "--occasion")),
    ):
        if typed is not None:
            wanted[column] = check(typed) if typed.strip() else None
    if deep or no_deep:
        wanted["deep"] = deep
    if attempt or no_attempt:
        wanted["attempt"] = attempt
    if not (wanted or kind or with_ or without):
        raise UsageError("Correct what?", f"For example: tinynet amend {number} --on yesterday")
    from tinynet.contacts import amend_rows

    unit = env.unit()
    with unit as store:
        if kind:
            wanted["kind_id"] = find_kind(store, kind).id
        people = who_was_there(env, store, number, with_, without)
        settled = amend_rows.amend(store, number, wanted, [person.id for person in people])
        if settled is None:
            raise amend_rows.NoSuchInteractionError(number)
        unit.refresh()
        record = store.records(sql.interaction, id=number)[0]
        today = env.today.toordinal()
        present = there(store, number)
        ties = [store.records(sql.standing, who=one.id, today=today)[0] for one in present]
    handles = [tie["handle"] for tie in ties]
    record |= {"people": handles, "deep": bool(record["deep"]), "attempt": bool(record["attempt"])}
    plain = [(number, record["on"], record["kind"], ",".join(handles))]
    fulfilled, reopened = settled
    mention(env, fulfilled=fulfilled, reopened=reopened)
    document: Any = {
        **record,
        "today": env.today.isoformat(),
        "ties": ties,
        "ticked": [],
        "fulfilled": fulfilled,
        "reopened": reopened,
        "added": [],
    }
    return Answer("contacts.log", document, plain=plain, wrote=True)


def who_was_there(
    env: Env, store: Store, number: int, with_: Sequence[str], without: Sequence[str]
) -> list[Found]:
    """Who is to be in a contact: those named, or else all in it without those who were not there.

    Nobody where neither says anything, or no contact has that number.
    """
    people = find_each(env, store, with_)
    here = there(store, number) if without else []
    if not here:
        return people
    from tinynet.contacts.log import leave_out

    return leave_out(people or here, [find_all(env, store, [word]) for word in without])


def there(store: Store, number: int) -> list[Found]:
    """Who is in a contact; nobody where there is none of that number."""
    ids = [row[0] for row in store.rows(sql.people_in, interaction=number)]
    return [Found(store.rows(sql.person_by_id, who=who)[0]) for who in ids]
