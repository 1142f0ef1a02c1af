"""Statements of `year` and `stats`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Float, Integer, Select, and_, case, cast, exists, func, select
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.formulas import T, number, param, word

person, tie, participant = T["person"].c, T["tie"].c, T["participant"].c
interaction, kind, occasion = T["interaction"].c, T["kind"].c, T["occasion"].c
WHO = (
    person.handle, person.name, person.circle,
    person.archived_on.is_not(None).label("archived"), person.met_on,
)  # fmt: skip


def year_of(day: ColumnElement[str]) -> ColumnElement[int]:
    """The year of an ISO day: what stands before the first -."""
    return cast(day, Integer)


def month_of(day: ColumnElement[str]) -> ColumnElement[int]:
    """The year and month of an ISO day: 202603."""
    return year_of(day) * number(100) + cast(func.substr(day, number(6), number(2)), Integer)


def in_span() -> ColumnElement[Any]:
    """What happened from `since` to `until`, both ISO days."""
    return interaction.on.between(param("since"), param("until"))


def theirs(*which: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """The contacts of a tie's person that count."""
    return (participant.person_id == tie.person_id, participant.credit.is_not(None), *which)


def one_value(what: Any, *which: ColumnElement[bool]) -> Any:
    """A value of the contacts of each tie's person."""
    found = select(what).select_from(T["participant"]).where(*theirs(*which))
    return found.correlate(T["tie"]).scalar_subquery()


def last_day(*which: ColumnElement[bool]) -> Any:
    """The last of the days of these contacts, found at the end of the participants' key."""
    found = select(participant.day).where(*theirs(*which)).order_by(participant.day.desc())
    return found.limit(number(1)).correlate(T["tie"]).scalar_subquery()


def evidence(on: Any, *which: ColumnElement[bool], with_days: bool = False) -> Any:
    """The credits of each person's contact days, as they are worth on a day.

    Args:
        on: The day, an ordinal.
        which: Of which contacts.
        with_days: As a JSON array of the days, the minutes, and then this.
    """
    spent = [func.sum(participant.minutes).label("spent")] if with_days else []
    # Attempts have no credit, which a sum passes over.
    counted = theirs(*which) if with_days else (participant.person_id == tie.person_id, *which)
    # The greatest of a day is sought among what its contacts are worth on that other day, which is
    # the same one: to hand on the day, too, and to multiply then takes longer.
    worth = participant.credit * f.half_lives(participant.day - on, tie.half_life)
    days = (
        select(func.max(worth).label("worth"), *spent)
        .where(*counted)
        .correlate(T["tie"])
        .group_by(participant.day)
        .subquery("days")
    ).c
    total = func.sum(days.worth) / number(float(f.BILLION))
    if with_days:  # with all its digits: JSON of SQLite would keep 15
        digits = func.printf(word("%!.17g"), total)
        total = func.json_array(func.count(), func.sum(days.spent), digits)
    return select(total).select_from(days.worth.table).correlate(T["tie"]).scalar_subquery()


def year_people() -> Select[Any]:
    """Everybody with their totals up to `until`, and the part of them after `before`.

    Both are ordinals, `before` the eve of the span; `earlier_from` and `earlier_until` are the span
    that it is compared with. The two evidences are sums of credits as they are worth on those two
    days. Of `seen_days`, those on which you met, no more than two are counted.

    Days and minutes are those of the tie, less what came after `until`, so that of the contacts
    before the span only their credits are walked through: 0.8 s of 1,000,000 contacts, where it
    took 1.7 to count everything of them again.
    """
    until, before = param("until"), param("before")
    so_far, met = participant.day <= until, participant.minutes > number(0)
    earlier = participant.day.between(param("earlier_from"), param("earlier_until"))
    inside = participant.day > before
    later = func.json_array(func.count(participant.day.distinct()), func.sum(participant.minutes))
    met_on = select(participant.day).distinct().where(*theirs(so_far, met))
    twice = met_on.limit(number(2)).correlate(T["tie"]).subquery("twice")
    sums = f.computed_once(
        select(
            tie.person_id,
            tie.half_life,
            tie.contact_days,
            tie.minutes,
            case((tie.first_day <= until, tie.first_day)).label("first_day"),
            evidence(before, participant.day <= before).label("before"),
            evidence(until, inside, so_far, with_days=True).label("inside"),
            one_value(func.count(participant.day.distinct()), earlier).label("days_earlier"),
            case((tie.last_day > until, one_value(later, participant.day > until))).label("later"),
            select(func.count()).select_from(twice).scalar_subquery().label("seen_days"),
            last_day(so_far, met).label("seen_day"),
            last_day(so_far).label("last_day"),
            last_day(participant.day <= before).label("last_day_before"),
        ),
        "sums",
    ).c

    def part(packed: Any, place: int) -> ColumnElement[Any]:
        return func.coalesce(func.json_extract(packed, word(f"$[{place}]")), number(0))

    evidence_before = func.coalesce(sums.before, number(0.0))
    faded = f.half_lives(before - until, sums.half_life)
    imported = exists().where(T["origin"].c.person_id == person.id)
    return (
        select(
            *WHO,
            case((~imported, person.added_on)).label("added_on"),
            f.iso(sums.first_day).label("first_on"),
            sums.first_day,
            sums.seen_day,
            sums.last_day,
            sums.last_day_before,
            (sums.contact_days - part(sums.later, 0)).label("contact_days"),
            sums.seen_days,
            part(sums.inside, 0).label("days"),
            sums.days_earlier,
            (sums.minutes - part(sums.later, 1)).label("minutes"),
            part(sums.inside, 1).label("minutes_inside"),
            evidence_before.label("evidence_before"),
            (evidence_before * faded + cast(part(sums.inside, 2), Float)).label("evidence"),
        )
        .join_from(T["person"], sums.person_id.table, sums.person_id == person.id)
        .order_by(person.name, person.handle)
    )


def happened(
    period: Callable[[ColumnElement[str]], ColumnElement[int]], *which: ColumnElement[Any]
) -> Select[Any]:
    """Per period: the number of interactions, their minutes, and who reached out.

    Rows are counted a day first, in the order of the index on kind and day, which takes no sort:
    1,000,000 of them take 0.3 s so, and 0.8 s when they are sorted by one number. Of a span, each
    kind is asked for by name, so that only the days of the span are walked along that index.

    Args:
        period: The number of the period that a day is in: `year_of` or `month_of`.
        which: What is counted; everything unless said.
    """
    by_day = (interaction.kind_id, interaction.on, interaction.attempt, interaction.by)
    unsaid = func.count() - func.count(interaction.minutes)
    days = (
        select(
            *by_day,
            func.count().label("times"),
            func.coalesce(func.sum(interaction.minutes), number(0)).label("known"),
            unsaid.label("unsaid"),
        )
        .where(*which)
        .group_by(*by_day)
        .subquery("days")
    )
    d = days.c
    number_of = period(d.on)
    known, left = func.sum(d.known), func.sum(d.unsaid)
    return (
        select(
            number_of.label("period"),
            kind.name.label("kind"),
            kind.in_person,
            d.by,
            d.attempt,
            func.sum(d.times).label("times"),
            (known + left * kind.minutes).label("minutes"),
        )
        .join_from(days, T["kind"], kind.id == d.kind_id)
        .group_by(kind.id, number_of, d.by, d.attempt)
    )


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
            *WHO,
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
    "happened": happened(month_of, in_span(), interaction.kind_id.in_(select(kind.id))),
    "happened_ever": happened(year_of),
    "reached_out": reached_out(),
    "occasions_in": occasions(),
    "places_met": places(),
    "everybody": everybody(),
    "first_entry": select(func.min(interaction.on)).where(interaction.attempt == number(0)),
}
