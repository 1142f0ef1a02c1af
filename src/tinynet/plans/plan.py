"""tinynet plan: what you keep meaning to do with somebody."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, candidates, find, find_groups
from tinynet.contacts.rows import find_kind
from tinynet.core.names import fold, join_names
from tinynet.db import sql
from tinynet.errors import NoSuchPersonError, TinynetError, UnknownKindError, UsageError
from tinynet.friendship.dates_ahead_rows import planned
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypedDict

    from tinynet.cli.env import Env
    from tinynet.cli.options import ByDay, Drop, MaybeKind, NoteOption, PlanDone, SaidBy, Whos
    from tinynet.db.sql import PlansWithRecord
    from tinynet.db.store import Store
    from tinynet.plans.documents import DonePlanDocument, DroppedPlanDocument, Plan, PlanDocument

    class Wanted(TypedDict, total=False):
        """What the options say of a plan."""

        by_on: str | None
        note: str | None
        said_by: str | None


EXAMPLES = (
    "tinynet plan coffee anne",
    'tinynet plan dinner anne caroline --by "30 june" --note "by the canal"',
    "tinynet plan walk bob --said them    it was their idea",
    "tinynet plan --drop anne             or its number in tinynet plans",
    "tinynet plan --done 2                it happened, and not as you meant it",
)
ONESELF = ("me", "myself", "i")
DIGITS_MAX = 18  # of a number that SQLite can hold


class NoSuchPlanError(TinynetError):
    """There is no open plan of that number, or with that person."""

    code = "no_such_plan"


def run(
    env: Env,
    kind: MaybeKind = None,
    who: Whos = (),
    *,
    by: ByDay = None,
    note: NoteOption = None,
    said: SaidBy = None,
    drop: Drop = None,
    done: PlanDone = None,
) -> Answer[PlanDocument | DroppedPlanDocument | DonePlanDocument]:
    """Keep an intention: a kind of contact, with whom, and by when if at all.

    It is open until you log it, say that it is done, or drop it. The same plan again corrects it:
    what you say now counts, and an empty value takes it away.
    """
    for option, typed in (("--drop", drop), ("--done", done)):
        if typed is not None:
            if kind or who or by or note or said or (drop and done):
                raise UsageError(
                    f"{option} takes no more than the plan", "Say which by its number or WHO"
                )
            return ended(env, option, typed)
    if kind is None or not who:
        raise UsageError("Plan what, with whom?", "For example: tinynet plan coffee anne")
    wanted: Wanted = {}
    if by is not None:
        wanted["by_on"] = str(checks.future_day(env, by)) if by.strip() else None
    if note is not None:
        wanted["note"] = checks.text(note, "--note") if note.strip() else None
    if said is not None:
        whose = checks.choice(said, "--said", checks.ME_OR_THEM) if said.strip() else None
        wanted["said_by"] = whose
    try:
        plan, refreshed = keep(env, kind, who, wanted)
    except UnknownKindError as error:
        from tinynet.contacts.log_order import kind_first

        raise kind_first(env, error, kind, who) from error
    except NoSuchPersonError as error:
        from tinynet.contacts.log_order import named_option

        raise named_option(env, error, who, planned=True) from None
    document: PlanDocument = {**plan, "refreshed": refreshed}
    return Answer("plans.plan", document, plain=[line(plan)], wrote=True)


def keep(env: Env, kind: str, who: Sequence[str], wanted: Wanted) -> tuple[Plan, bool]:
    """Write a plan, or correct the same one that is open.

    Returns:
        The plan, and whether it was there.
    """
    with env.unit() as store:
        what_kind = find_kind(store, kind)
        people = everybody(env, store, who)
        known = same(store, what_kind.name, people)
        number = known["id"] if known else put(env, store, what_kind.id, people, wanted)
        if known:
            now: Wanted = {
                "by_on": known["by"], "note": known["note"], "said_by": known["said_by"], **wanted,
            }  # fmt: skip
            today = env.today.isoformat()
            store.run(
                sql.set_plan, plan=number, offered_on=today, by_on=now["by_on"], note=now["note"],
                said_by=now["said_by"],
            )  # fmt: skip
        return planned(plan_of(store, number), env.today), bool(known)


def put(env: Env, store: Store, kind: int, people: Sequence[Found], wanted: Wanted) -> int:
    """Write a new plan; returns its number."""
    from tinynet.plans import rows as plans

    values: Wanted = {"by_on": None, "note": None, "said_by": None, **wanted}
    ids = [person.id for person in people]
    return plans.put(store, ids, kind_id=kind, made_on=env.today.isoformat(), **values)


def everybody(env: Env, store: Store, typed: Sequence[str]) -> list[Found]:
    """Resolve the people of a plan.

    Raises:
        UsageError: Oneself, or somebody twice.
    """
    for word in typed:
        if fold(word) in ONESELF and not store.rows(sql.person_by_handle, handle=fold(word)):
            raise UsageError(
                "A plan is with somebody else; you are in it anyway",
                "Name only the others: tinynet plan coffee anne",
            )
    groups = find_groups(env, store, typed)
    named = [group[0].id for group in groups if len(group) == 1]
    people = list({person.id: person for group in groups for person in group}.values())
    twice = next((person for person in people if named.count(person.id) > 1), None)
    if twice:
        raise UsageError(f"{twice.name} is named twice", "Name everybody once")
    return people


def same(store: Store, kind: str, people: Sequence[Found]) -> PlansWithRecord | None:
    """Find the open plan of this kind with exactly these people."""
    handles = {person.handle for person in people}
    return next(
        (
            plan
            for plan in store.records(sql.plans_with, who=people[0].id, all=0)
            if plan["kind"] == kind and set(plan["people"].split(",")) == handles
        ),
        None,
    )


def no_such_plan(typed: str) -> NoSuchPlanError:
    """The error for what was typed, with or without its #, that is not a plan's number."""
    shown = f"#{typed}" if typed.isdigit() else typed
    return NoSuchPlanError(f"There is no plan {shown}", "See the numbers: tinynet plans")


def plan_of(store: Store, number: int) -> PlansWithRecord:
    """Find a plan by its number.

    Raises:
        NoSuchPlanError: There is none.
    """
    for plan in store.records(sql.plans_with, who=None, all=1):
        if plan["id"] == number:
            return plan
    raise no_such_plan(str(number))


def ended(
    env: Env, option: str, typed: str
) -> Answer[DroppedPlanDocument] | Answer[DonePlanDocument]:
    """Drop a plan, or keep that it is done."""
    today = env.today.isoformat()
    with env.unit() as store:
        plan = planned(open_plan(env, store, typed, option), env.today)
        if option == "--done":
            store.run(sql.set_plan_done, plan=plan["id"], done_on=today, interaction_id=None)
        else:
            store.run(sql.set_plan_dropped, plan=plan["id"], on=today)
    document: Any = {**plan, "done" if option == "--done" else "dropped": True}
    return Answer("plans.ended", document, plain=[line(plan)], wrote=True)


def open_plan(env: Env, store: Store, typed: str, option: str) -> PlansWithRecord:
    """Find the open plan with this number, or the only one with a person.

    Raises:
        NoSuchPlanError: There is none, it is over, or there are several.
    """
    digits = typed.removeprefix("#")
    is_number = digits.isascii() and digits.isdigit()
    if is_number and len(digits) <= DIGITS_MAX:
        plan = plan_of(store, int(digits))
        for how, day in (("done", plan["done_on"]), ("dropped", plan["dropped_on"])):
            if day:
                raise NoSuchPlanError(
                    f"Plan #{digits} was {how} on {day}", "See the open ones: tinynet plans"
                )
        return plan
    if is_number or (typed[1:].isdigit() and not candidates(store, typed)):  # n1 is a note
        raise no_such_plan(typed)
    person = find(env, store, typed)
    found = store.records(sql.plans_with, who=person.id, all=0)
    if not found:
        raise NoSuchPlanError(
            f"There is no open plan with {person.name}", "See the open ones: tinynet plans"
        )
    if len(found) > 1:
        numbers = join_names([f"#{plan['id']} ({plan['kind']})" for plan in found])
        raise NoSuchPlanError(
            f"{person.name} is in {len(found)} open plans: {numbers}",
            f"Say which by its number: tinynet plan {option} {found[0]['id']}",
            tuple(str(plan["id"]) for plan in found),
        )
    return found[0]


def line(plan: Plan) -> tuple[object, ...]:
    """A plan on a line for programs."""
    return plan["id"], plan["kind"], ",".join(plan["people"]), plan["made_on"], plan["by"]
