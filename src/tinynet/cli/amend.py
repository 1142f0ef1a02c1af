"""tinynet amend: correct something that was logged."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.people import find_all
from tinynet.core.answer import Answer
from tinynet.errors import TinynetError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    )

EXAMPLES = (
    'tinynet amend 12 --on "last friday" --for 2h',
    "tinynet amend 12 --with anne --with bob     who was really there",
    'tinynet amend 12 --note ""                  takes the note away',
)


class NoSuchInteractionError(TinynetError):
    """No interaction has that number."""

    code = "no_such_interaction"


def run(
    env: Env,
    id: Id,  # noqa: A002  the argument's name is the parameter's
    *,
    kind: Kind = None,
    with_: With = (),
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
) -> Answer:
    """Correct something you logged. An empty value takes it away."""
    number = checks.whole_number(id.removeprefix("#"), "ID") or 0
    if (deep and no_deep) or (attempt and no_attempt):
        raise UsageError("An option and its opposite were given", "Give one of the two")
    values: dict[str, Any] = {
        "on": on and str(checks.past_day(env, on)),
        "minutes": emptied(for_, checks.minutes(for_ or None)),
        "place": emptied(at, checks.text(at or None, "--at")),
        "note": emptied(note, checks.text(note or None, "--note")),
        "by": emptied(by, by and checks.choice(by, "--by", ("me", "them"))),
        "occasion": emptied(occasion, checks.text(occasion or None, "--occasion")),
        "deep": True if deep else None,
        "attempt": True if attempt else None,
    }
    wanted = {name: value for name, value in values.items() if value is not None}
    wanted |= {"deep": False} if no_deep else {}
    wanted |= {"attempt": False} if no_attempt else {}
    if not (wanted or kind or with_):
        raise UsageError("Correct what?", f"For example tinynet amend {number} --on yesterday")
    from tinynet.store import amendments

    unit = env.unit()
    with unit as store:
        if kind:
            wanted["kind_id"] = checks.find_kind(store, kind).id
        people = [person.id for person in find_all(env, store, with_)]
        missing = {name: None if value is NOTHING else value for name, value in wanted.items()}
        if not amendments.amend(store, number, missing, people):
            raise NoSuchInteractionError(
                f"Nothing was logged under {number}", "See tinynet history for the numbers"
            )
        unit.refresh()
        record = store.records("interaction", id=number, **ANY)[0]
        handles = record["people"].split(",")
        today = env.today.toordinal()
        who = [store.rows("person_by_handle", handle=handle)[0][0] for handle in handles]
        ties = [store.records("standing", who=person, today=today)[0] for person in who]
    record |= {"people": handles, "deep": bool(record["deep"]), "attempt": bool(record["attempt"])}
    plain = [(number, record["on"], record["kind"], ",".join(handles))]
    document = {**record, "today": env.today.isoformat(), "ties": ties, "ticked": [], "added": []}
    return Answer("log", document, plain=plain, wrote=True)


ANY = {"kind": None, "since": None, "until": None, "place": None}  # no filter
NOTHING = object()  # an option given as "": the value is to go


def emptied(typed: str | None, value: Any) -> Any:
    """What to write for an option: None leaves it, NOTHING takes it away."""
    return NOTHING if typed is not None and not typed.strip() else value
