"""Statements about plans and favours."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import unless
from tinynet.db.formulas import T, members, number, param, word

person, kind, plan, plan_person = (T[name].c for name in ("person", "kind", "plan", "plan_person"))
participant, interaction, favour = T["participant"].c, T["interaction"].c, T["favour"].c
OPEN = and_(plan.done_on.is_(None), plan.dropped_on.is_(None))


def whom(column: ColumnElement[Any], between: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of everybody in a plan, joined into one text."""
    return (
        select(func.group_concat(column, between))
        .join_from(T["plan_person"], T["person"], person.id == plan_person.person_id)
        .where(plan_person.plan_id == plan.id)
        .correlate(T["plan"])
        .scalar_subquery()
    )


def plans(*more: ColumnElement[Any]) -> Select[Any]:
    """Plans; handles are joined by commas, names (which may contain commas) by line feeds."""
    return select(
        plan.id,
        kind.name.label("kind"),
        whom(person.handle, word(",")).label("people"),
        whom(person.name, func.char(number(10))).label("names"),
        plan.made_on,
        plan.by_on.label("by"),
        plan.note,
        plan.said_by,
        *more,
    ).join_from(T["plan"], T["kind"], kind.id == plan.kind_id)


def with_some(*which: ColumnElement[Any]) -> ColumnElement[Any]:
    """Whether the plan has a participant that meets a condition."""
    theirs = exists().select_from(
        T["plan_person"].join(T["person"], person.id == plan_person.person_id)
    )
    return theirs.where(plan_person.plan_id == plan.id, *which).correlate(T["plan"])


def planned_now() -> Select[Any]:
    """Open plans due from `since` to `until`, or with one of `handles` (a JSON array).

    Those of the handles are found once, not by looking up everybody in every open plan.
    """
    coming = and_(
        plan.by_on.between(param("since"), param("until")),
        ~with_some(person.archived_on.is_not(None)),
    )
    named = select(person.id).where(person.handle.in_(members("handles")))
    theirs = select(plan_person.plan_id).where(plan_person.person_id.in_(named))
    return (
        plans()
        .where(OPEN, or_(coming, plan.id.in_(theirs)))
        .order_by(plan.by_on.is_(None), plan.by_on, plan.made_on, plan.id)
    )


def plans_with() -> Select[Any]:
    """Plans with `who` or with anybody; the open ones, or `all`.

    Open ones come first: those by a day, then the longest meant; then what came to an end lately.
    """
    ended = func.coalesce(plan.done_on, plan.dropped_on)
    return (
        plans(plan.done_on, plan.interaction_id, plan.dropped_on, plan.offered_on)
        .where(
            or_(param("all"), OPEN),
            unless("who", with_some(plan_person.person_id == param("who"))),
        )
        .order_by(
            ended.is_not(None), ended.desc(), plan.by_on.is_(None), plan.by_on, plan.made_on,
            plan.id,
        )
    )  # fmt: skip


def plans_met() -> Select[Any]:
    """Open plans with the interactions from `first` to `last` that include all their people.

    `alike` is 1 where both are of one kind. An attempt is like no plan, and what was before the
    plan is not what was meant. The + 0 has SQLite begin at the open plans, and
    walk the days of their people since then: 0.3 ms instead of 1.9 with 200 plans.
    """
    everybody = T["plan_person"].alias("everybody")
    size = (
        select(func.count())
        .select_from(everybody)
        .where(everybody.c.plan_id == plan.id)
        .scalar_subquery()
    )
    alike = plan.kind_id == interaction.kind_id
    return (
        select(
            plan.id,
            kind.name.label("kind"),
            plan.made_on,
            interaction.id.label("interaction"),
            interaction.on,
            alike.label("alike"),
            plan.by_on.label("by"),
            func.group_concat(participant.person_id).label("people"),
        )
        .select_from(
            T["plan"]
            .join(T["kind"], kind.id == plan.kind_id)
            .join(T["plan_person"], plan_person.plan_id == plan.id + number(0))
            .join(
                T["participant"],
                and_(
                    participant.person_id == plan_person.person_id,
                    participant.day >= f.ordinal(plan.made_on),
                    participant.interaction_id.between(param("first"), param("last")),
                    participant.credit.is_not(None),
                ),
            )
            .join(T["interaction"], interaction.id == participant.interaction_id)
        )
        .where(OPEN)
        .group_by(plan.id, interaction.id)
        .having(func.count() == size)
        .order_by(interaction.on, interaction.id, plan.id)
    )


def plan_waits() -> Select[Any]:
    """Whether somebody who was in the interaction is in an open plan.

    Who was there is looked up once; joined, all contacts are walked of everybody with a plan,
    60 pages of a file with 20,000 contacts for each `log`.
    """
    there = select(participant.person_id).where(participant.interaction_id == param("interaction"))
    theirs = exists().select_from(T["plan"].join(T["plan_person"], plan_person.plan_id == plan.id))
    return select(theirs.where(OPEN, plan_person.person_id.in_(there)))


def set_plan(**columns: str) -> Executable:
    """Set columns of one plan, each from the parameter of the same name."""
    values = {column: param(name) for column, name in columns.items()}
    return update(T["plan"]).where(plan.id == param("plan")).values(values)


def favours() -> Select[Any]:
    """Favours, latest first, of `who` or of everybody."""
    return (
        select(favour.id, person.handle, person.name, favour.way, favour.on, favour.text)
        .join_from(T["favour"], T["person"], person.id == favour.person_id)
        .where(unless("who", favour.person_id == param("who")))
        .order_by(favour.on.desc(), favour.id.desc())
    )


STATEMENTS: dict[str, Executable] = {
    "any_plan": select(exists().select_from(T["plan"]).where(OPEN)),
    "planned_now": planned_now(),
    "plans_with": plans_with(),
    "plan_waits": plan_waits(),
    "plans_met": plans_met(),
    "put_plan": insert(T["plan"]).values(
        {name: param(name) for name in ("kind_id", "made_on", "by_on", "note", "said_by")}
    ),
    "put_plan_person": insert(T["plan_person"])
    .inline()
    .values(plan_id=param("plan_id"), person_id=param("person_id")),
    "set_plan": set_plan(**{name: name for name in ("by_on", "note", "said_by", "offered_on")}),
    "set_plan_done": set_plan(done_on="done_on", interaction_id="interaction_id"),
    "set_plan_dropped": set_plan(dropped_on="on"),
    "set_plan_offered": set_plan(offered_on="on"),
    "plans_done_by": select(plan.id, kind.name, plan.made_on, plan.interaction_id)
    .join_from(T["plan"], T["kind"], kind.id == plan.kind_id)
    .where(plan.interaction_id == param("interaction"))
    .order_by(plan.id),
    "plans_of_kind": select(func.count()).where(plan.kind_id == param("kind")),
    "favours": favours(),
    "drop_favour": delete(T["favour"]).where(favour.id == param("favour")),
    "put_favour": insert(T["favour"]).values(
        {name: param(name) for name in ("person_id", "way", "on", "text")}
    ),
}
