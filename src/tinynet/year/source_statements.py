"""Statements about how people were met."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.sql.expression import Executable

from tinynet.db import formulas as f
from tinynet.db.formulas import T, number, param

person, tie, occasion = T["person"].c, T["tie"].c, T["occasion"].c
participant, interaction = T["participant"].c, T["interaction"].c


def how_met() -> Select[Any]:
    """How everybody was met and what followed; the columns are those of `meeting_sources.Person`.

    Minutes in a participant are those in person.
    """
    via = T["person"].alias("via")
    seen = (
        select(
            participant.person_id,
            func.count(distinct(participant.day)).label("days"),
            func.max(participant.day).label("last"),
        )
        .where(participant.minutes > number(0), participant.credit.is_not(None))
        .group_by(participant.person_id)
        .subquery("seen")
    )
    return select(
        person.met_how,
        person.met_at,
        via.c.handle,
        via.c.name,
        person.met_on,
        f.ordinal(person.added_on),
        tie.first_day,
        tie.last_day,
        tie.minutes,
        f.depth(param("today")),
        func.coalesce(seen.c.days, number(0)),
        seen.c.last,
    ).select_from(
        T["person"]
        .join(T["tie"], tie.person_id == person.id)
        .outerjoin(via, via.c.id == person.met_via)
        .outerjoin(seen, seen.c.person_id == person.id)
    )


STATEMENTS: dict[str, Executable] = {
    "how_met": how_met(),
}
