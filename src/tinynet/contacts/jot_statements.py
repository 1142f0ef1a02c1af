"""Statements of `jot`: people a sentence may name, who was seen with whom, known places."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, Select, distinct, exists, func, insert, select
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import unless
from tinynet.db.formulas import T, members, number, param

person, tie, place = T["person"].c, T["tie"].c, T["place"].c
participant, interaction = T["participant"].c, T["interaction"].c
LATEST = 20_000  # interactions whose places are known; more would cost 0.1 s of a million


def nameable() -> Select[Any]:
    """People in whose search text one of `words` (a JSON array) occurs; everybody without any."""
    words = func.json_each(param("words")).table_valued("value")
    named = exists().select_from(words).where(
        func.instr(person.search, words.c.value) > number(0)
    )  # fmt: skip
    return (
        select(person.id, person.handle, person.name, person.search)
        .where(unless("words", named.correlate(T["person"])))
        .order_by(person.id)
    )


def places() -> CompoundSelect[Any]:
    """Every known spelling of a place, and the name it is kept under."""
    same = T["place"].alias("same")
    newest = select(func.max(interaction.id)).scalar_subquery()
    kept = func.coalesce(same.c.name, place.name)
    listed = select(place.name.label("spelling"), kept.label("name")).select_from(
        T["place"].outerjoin(same, same.c.id == place.same_as)
    )
    used = select(interaction.place, interaction.place).where(
        interaction.id > newest - number(LATEST), interaction.place.is_not(None)
    )
    return listed.union(used)


def seen_together() -> Select[Any]:
    """How many interactions each of `people` shared with any of `others` (JSON arrays of ids)."""
    other = T["participant"].alias("other")
    return (
        select(participant.person_id, func.count(distinct(participant.interaction_id)))
        .join(other, other.c.interaction_id == participant.interaction_id)
        .where(
            participant.person_id.in_(members("people")),
            other.c.person_id.in_(members("others")),
        )
        .group_by(participant.person_id)
    )


STATEMENTS: dict[str, Executable] = {
    "nameable": nameable(),
    "places": places(),
    "seen_together": seen_together(),
    "put_remark": insert(T["remark"]).values(on=param("on"), text=param("text")),
    "last_days": select(tie.person_id, tie.last_day).where(
        tie.person_id.in_(members("people")), tie.last_day.is_not(None)
    ),
}
