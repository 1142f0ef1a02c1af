"""The formulas of `core/strength.py` and `core/cadence.py` as SQL, with the same constants.

tests/db/test_formulas.py holds the two to the same numbers.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, Integer, Select, bindparam, case, cast, exists, func, null, select
from sqlalchemy.sql.expression import ColumnElement, literal_column

from tinynet.core import cadence, strength
from tinynet.db.schema import METADATA

BILLION = 1_000_000_000
LANDMARK = strength.LANDMARK
JULIAN = 1_721_424.5  # SQLite's julian day of ordinal 0

T = METADATA.tables
person, tie, tag, participant = T["person"].c, T["tie"].c, T["tag"].c, T["participant"].c


def number(value: float) -> ColumnElement[Any]:
    """A number written into the SQL text, not a parameter."""
    return literal_column(repr(value))


def word(value: str) -> ColumnElement[Any]:
    """A plain word written into the SQL text, not a parameter."""
    return literal_column(f"'{value}'")


def param(name: str) -> Any:
    """A named parameter."""
    return bindparam(name)


def members(name: str) -> Select[Any]:
    """The members of a parameter that is a JSON array."""
    return select(func.json_each(param(name)).table_valued("value").c.value)


def iso(day: Any) -> ColumnElement[Any]:
    """The ISO text of an ordinal day."""
    return func.date(day + number(JULIAN))


def ordinal(text: Any) -> ColumnElement[Any]:
    """The ordinal of a day in ISO text."""
    return cast(func.julianday(text) - number(JULIAN), Integer)


def rounded_up(span: Any) -> ColumnElement[Any]:
    """A span in whole days; ceil() is missing from some builds of SQLite."""
    floor: ColumnElement[Any] = cast(span, Integer)
    more: ColumnElement[Any] = span > floor
    return floor + more


def depth(today: Any) -> ColumnElement[Any]:
    """log2(1 + credit, decayed from the landmark to today)."""
    return func.log2(number(1.0) + tie.credit * half_lives(number(LANDMARK) - today, tie.half_life))


def half_lives(days: Any, half_life: Any) -> ColumnElement[Any]:
    """What is left of 1 after some days back; SQLAlchemy's / makes no whole numbers of fractions.

    Args:
        days: How many, a negative number.
        half_life: In days.
    """
    left: ColumnElement[Any] = func.pow(number(2.0), days / half_life)
    return left


def horizon() -> ColumnElement[Any]:
    """H = clamp(6g): the silence in days after which warmth has halved."""
    floor = func.max(tie.gap * number(strength.WARM_GAPS), number(float(strength.WARM_MIN)))
    return func.min(floor, number(float(strength.WARM_MAX)))


def warmth(today: Any) -> ColumnElement[Any]:
    """1 / (1 + D/clamp(6g)); 0 where there was no contact yet."""
    silence = func.max(today - tie.last_day, number(0.0))
    return case(
        (tie.last_day.is_(None), number(0.0)),
        else_=number(1.0) / (number(1.0) + silence / horizon()),
    )


def cooling(today: Any) -> ColumnElement[Any]:
    """1 - warmth, which is D / (D + H); 0 where there was no contact yet."""
    silence = func.max(today - tie.last_day, number(0.0))
    return func.coalesce(silence / (silence + horizon()), number(0.0))


def silence_ratio(today: Any) -> ColumnElement[Any]:
    """Ratio r = D/c, counted from the tie's clock; NULL where the cadence is never."""
    return func.max(today - tie.clock_day, number(0)) / func.nullif(tie.cadence_days, number(0.0))


def state(today: Any) -> ColumnElement[Any]:
    """ok, soon, due, overdue, fading or dormant."""
    ratio = silence_ratio(today)
    return case(
        (ratio >= number(cadence.DORMANT), word("dormant")),
        (ratio >= number(cadence.FADING), word("fading")),
        (ratio >= number(cadence.OVERDUE), word("overdue")),
        (tie.due_day <= today, word("due")),
        (ratio >= number(cadence.SOON), word("soon")),
        else_=word("ok"),
    )


def computed_once(selection: Select[Any], name: str) -> CTE:
    """A subquery that SQLite computes once instead of inlining it.

    Written into each other, the steps of `ties` repeat the cadence a dozen times, and reading the
    statement takes 0.8 ms instead of 0.3: a twentieth of a whole `log`.
    """
    return selection.cte(name).prefix_with("MATERIALIZED", dialect="sqlite")


def each_once(column: Any, name: str) -> ColumnElement[Any]:
    """The values of an indexed column, each once, in their order; the last is NULL.

    It goes from each to the next along the index, where SELECT DISTINCT walks through all rows.
    """
    values = select(func.min(column).label(column.name)).cte(name, recursive=True)
    after = select(func.min(column)).where(column > values.c[column.name]).correlate(values)
    steps = select(after.scalar_subquery()).where(values.c[column.name].is_not(None))
    found: ColumnElement[Any] = values.union_all(steps).c[column.name]
    return found


def ties(of: Select[Any] | None) -> Select[Any]:
    """The derived rows, in the order of the tie table's columns.

    One walk along the participants' key: first a row a contact day, then a row a person. A sum is
    kept for both half-lives, which is cheaper than a look-up per day.

    Args:
        of: A selection of person ids; None for everybody.
    """
    seen: ColumnElement[bool] = participant.credit.is_not(None)
    if of is not None:
        seen &= participant.person_id.in_(of)
    days = (
        select(
            participant.person_id,
            participant.day,
            func.max(participant.credit).label("credit"),
            func.sum(participant.minutes).label("minutes"),
        )
        .where(seen)
        .group_by(participant.person_id, participant.day)
        .subquery("days")
    )

    def evidence(half_life: int) -> ColumnElement[Any]:
        growth = func.pow(number(2.0), (days.c.day - number(LANDMARK)) / number(float(half_life)))
        return func.sum(days.c.credit * growth) / number(float(BILLION))

    sums = (
        select(
            days.c.person_id,
            func.count().label("contact_days"),
            func.min(days.c.day).label("first_day"),
            func.max(days.c.day).label("last_day"),
            evidence(strength.HALF_LIFE).label("credit"),
            evidence(strength.FAMILY_HALF_LIFE).label("family_credit"),
            func.sum(days.c.minutes).label("minutes"),
        )
        .group_by(days.c.person_id)
        .subquery("sums")
    )
    s = sums.c
    is_family = exists().where(tag.person_id == person.id, tag.name == word(strength.FAMILY_TAG))
    found = select(
        person.id,
        func.coalesce(s.contact_days, number(0)).label("contact_days"),
        s.first_day,
        s.last_day,
        func.coalesce(case((is_family, s.family_credit), else_=s.credit), number(0.0)).label(
            "credit"
        ),
        case(
            (is_family, number(strength.FAMILY_HALF_LIFE)), else_=number(strength.HALF_LIFE)
        ).label("half_life"),
        ((s.last_day - s.first_day + number(float(strength.PSEUDO_GAP))) / s.contact_days).label(
            "gap"
        ),
        func.coalesce(s.minutes, number(0)).label("minutes"),
        person.every_days,
        case(*((person.circle == word(c), param(c)) for c in cadence.CIRCLES)).label("circle_days"),
        func.max(
            func.coalesce(s.last_day, ordinal(person.counts_from)),
            func.coalesce(ordinal(person.skipped_on), number(0)),
        ).label("clock_day"),
        func.max(
            func.coalesce(ordinal(person.snoozed_until), number(0)),
            func.coalesce(ordinal(person.paused_until), number(0)),
        ).label("quiet_until"),
        person.archived_on,
    ).outerjoin(sums, s.person_id == person.id)
    if of is not None:
        found = found.where(person.id.in_(of))
    rows = computed_once(found, "rows")
    r = rows.c
    rhythm = r.contact_days >= number(cadence.RHYTHM_DAYS)
    paced = select(
        rows,
        case(
            (r.every_days.is_not(None), r.every_days),
            (r.circle_days.is_not(None), r.circle_days),
            (rhythm, func.max(r.gap, param("least_rhythm"))),
            else_=param("default_days"),
        ).label("cadence_days"),
        case(
            (r.every_days.is_not(None), word("person")),
            (r.circle_days.is_not(None), word("circle")),
            (rhythm, word("rhythm")),
            else_=word("default"),
        ).label("cadence_from"),
    )
    w = computed_once(paced, "paced").c
    chosen = w.cadence_from.in_([word("person"), word("circle")])
    due_day = case(
        (w.cadence_days == number(0), null()),
        (chosen, w.clock_day + rounded_up(w.cadence_days)),
        else_=w.clock_day + rounded_up(w.cadence_days * number(cadence.DUE)),
    )
    return select(
        w.id,
        w.contact_days,
        w.first_day,
        w.last_day,
        w.credit,
        w.half_life,
        w.gap,
        w.minutes,
        w.cadence_days,
        w.cadence_from,
        w.clock_day,
        due_day,
        case((w.archived_on.is_(None), func.max(due_day, w.quiet_until))),
    )
