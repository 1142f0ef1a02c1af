"""Statements of `year` and `stats`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, and_, case, exists, func, select
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.formulas import T, number, param, word

person, tie, participant = T["person"].c, T["tie"].c, T["participant"].c
interaction, kind, occasion = T["interaction"].c, T["kind"].c, T["occasion"].c
YEAR, YEAR_MONTH = 4, 7  # characters of 2026 and 2026-03


def in_span() -> ColumnElement[Any]:
    """What happened from `since` to `until`, both ISO days."""
    return interaction.on.between(param("since"), param("until"))


def year_people() -> Select[Any]:
    """Everybody with their totals up to `until`, and the part of them after `before`.

    Both are ordinals, `before` the eve of the span; `earlier_from` and `earlier_until` are the span
    that it is compared with. The two evidences are sums of credits as they
    are worth on those two days: one walk along the participants' key, a row a contact day first,
    and one power a row.
    """
    until, before = param("until"), param("before")
    days = (
        select(
            participant.person_id,
            participant.day,
            func.max(participant.credit).label("worth"),
            func.sum(participant.minutes).label("spent"),
        )
        .where(participant.credit.is_not(None), participant.day <= until)
        .group_by(participant.person_id, participant.day)
        .subquery("days")
    ).c

    def evidence(counts: ColumnElement[bool], on: Any) -> ColumnElement[Any]:
        worth = days.worth * func.pow(number(2.0), (days.day - on) / f.decay_span())
        return func.sum(case((counts, worth), else_=number(0.0))) / number(float(f.BILLION))

    inside = case((days.day > before, number(1)), else_=number(0))
    earlier = days.day.between(param("earlier_from"), param("earlier_until"))
    faded = func.pow(number(2.0), (before - until) / f.decay_span())
    sums = (
        select(
            days.person_id,
            func.min(days.day).label("first_day"),
            func.count().label("contact_days"),
            func.sum(days.spent > number(0), type_=Integer).label("seen_days"),
            func.max(case((days.spent > number(0), days.day))).label("seen_day"),
            func.sum(inside).label("days"),
            func.sum(earlier).label("days_earlier"),
            func.sum(days.spent).label("minutes"),
            func.sum(days.spent * inside).label("minutes_inside"),
            evidence(days.day <= before, before).label("evidence_before"),
            evidence(days.day > before, until).label("evidence_inside"),
            faded.label("faded"),
        )
        .join_from(T["tie"], days.person_id.table, days.person_id == tie.person_id)
        .group_by(days.person_id)
        .subquery("sums")
    )
    s = sums.c
    imported = exists().where(T["origin"].c.person_id == person.id)
    return select(
        person.handle,
        person.name,
        person.circle,
        person.archived_on.is_not(None).label("archived"),
        person.met_on,
        case((~imported, person.added_on)).label("added_on"),
        f.iso(s.first_day).label("first_on"),
        s.seen_day,
        *(
            func.coalesce(s[name], number(0)).label(name)
            for name in ("contact_days", "seen_days", "days", "days_earlier", "minutes",
                         "minutes_inside", "evidence_before")
        ),
        func.coalesce(s.evidence_before * s.faded + s.evidence_inside, number(0.0)).label(
            "evidence"
        ),
    ).select_from(T["person"].outerjoin(sums, s.person_id == person.id)).order_by(
        person.name, person.handle
    )  # fmt: skip


def happened(letters: int, *which: ColumnElement[Any]) -> Select[Any]:
    """Per period: the number of interactions, their minutes, and who reached out.

    Rows are counted before their kind is looked up, once a group: at 1,000,000 that takes 2
    seconds instead of 4.

    Args:
        letters: Of the day, which make the period: YEAR or YEAR_MONTH.
        which: What is counted; everything unless said.
    """
    period = func.substr(interaction.on, number(1), number(letters)).label("period")
    keys = (period, interaction.kind_id, interaction.by, interaction.attempt)
    unsaid = func.count() - func.count(interaction.minutes)
    rows = (
        select(
            *keys,
            func.count().label("times"),
            func.coalesce(func.sum(interaction.minutes), number(0)).label("said"),
            unsaid.label("unsaid"),
        )
        .where(*which)
        .group_by(*keys)
        .subquery("grouped")
    )
    g = rows.c
    return select(
        g.period,
        kind.name.label("kind"),
        kind.in_person,
        g.by,
        g.attempt,
        g.times,
        (g.said + g.unsaid * kind.minutes).label("minutes"),
    ).join_from(rows, T["kind"], kind.id == g.kind_id)


def reached_out() -> Select[Any]:
    """How often you reached out to each person, and they to you, where recorded."""

    def times(who: str) -> ColumnElement[Any]:
        return func.sum(case((interaction.by == word(who), number(1)), else_=number(0)))

    return (
        select(person.handle, person.name, times("me").label("me"), times("them").label("them"))
        .join_from(
            T["interaction"], T["participant"], participant.interaction_id == interaction.id
        )
        .join(T["person"], person.id == participant.person_id)
        .where(in_span(), interaction.by.is_not(None))
        .group_by(person.id)
        .order_by(func.count().desc(), person.name, person.handle)
    )  # fmt: skip


def occasions() -> Select[Any]:
    """The occasions of a span, their cost, and how many people were met there, and met again.

    The place and the day in a person's row say where they were met; again is in person, up to the
    end of the span.
    """
    later = exists().where(
        participant.person_id == person.id,
        participant.minutes > number(0),
        participant.day > f.ordinal(occasion.on),
        participant.day <= f.ordinal(param("until")),
    )

    def met_there(*more: ColumnElement[Any]) -> Any:
        there = and_(person.met_at == occasion.name, person.met_on == occasion.on, *more)
        count = select(func.count()).select_from(T["person"]).where(there)
        return count.correlate(T["occasion"]).scalar_subquery()

    return (
        select(
            occasion.name,
            occasion.on,
            occasion.cost,
            occasion.drained,
            met_there().label("met"),
            met_there(later.correlate(T["person"], T["occasion"])).label("again"),
        )
        .where(occasion.on.between(param("since"), param("until")))
        .order_by(occasion.on, occasion.id)
    )


def places() -> Select[Any, int]:
    """Where you met most often."""
    same = T["place"].alias("same")
    place = T["place"].c
    name = func.coalesce(same.c.name, interaction.place).label("place")
    times = func.count().label("times")
    return (
        select(name, times)
        .select_from(
            T["interaction"]
            .outerjoin(T["place"], place.name == interaction.place)
            .outerjoin(same, same.c.id == place.same_as)
        )
        .where(interaction.place.is_not(None), interaction.attempt == number(0))
        .group_by(name)
        .order_by(times.desc(), name)
    )


def everybody() -> Select[Any]:
    """Everybody with their tie, for the all-time numbers."""
    return (
        select(
            person.handle,
            person.name,
            person.circle,
            person.archived_on.is_not(None).label("archived"),
            person.met_on,
            tie.contact_days,
            f.iso(tie.first_day).label("first_on"),
            f.iso(tie.last_day).label("last_on"),
            tie.minutes,
        )
        .join_from(T["person"], T["tie"], tie.person_id == person.id)
        .order_by(person.name, person.handle)
    )


STATEMENTS: dict[str, Executable] = {
    "year_people": year_people(),
    "happened": happened(YEAR_MONTH, in_span()),
    "happened_ever": happened(YEAR),
    "reached_out": reached_out(),
    "occasions_in": occasions(),
    "places_met": places(),
    "everybody": everybody(),
    "first_entry": select(func.min(interaction.on)).where(interaction.attempt == number(0)),
}
