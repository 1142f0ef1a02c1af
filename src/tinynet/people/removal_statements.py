"""Statements that remove people and what is kept about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Delete, delete, func, select
from sqlalchemy.sql.expression import Executable

from tinynet.db.formulas import T, number, param

person, relation = T["person"].c, T["relation"].c
participant, plan_person = T["participant"].c, T["plan_person"].c
plan, interaction, trace = T["plan"].c, T["interaction"].c, T["trace"].c


def drop_alone(table: str, pointer: Any, key: Any, person_id: Any) -> Delete:
    """Delete rows of a table that involve only this person.

    Args:
        table: Whose rows go.
        pointer: The column of it that says what they were in.
        key: That column in the table of those who were in it.
        person_id: Who that was.
    """
    theirs = select(key).where(person_id == param("who"))
    alone = select(key).where(key.in_(theirs)).group_by(key).having(func.count() == number(1))
    return delete(T[table]).where(pointer.in_(alone))


STATEMENTS: dict[str, Executable] = {
    "drop_relation": delete(T["relation"]).where(relation.id == param("relation")),
    "interactions_with": select(participant.interaction_id).where(
        participant.person_id == param("who")
    ),
    "drop_plans_alone": drop_alone("plan", plan.id, plan_person.plan_id, plan_person.person_id),
    "drop_traces_alone": drop_alone(
        "trace", trace.interaction_id, participant.interaction_id, participant.person_id
    ),
    "drop_interactions_alone": drop_alone(
        "interaction", interaction.id, participant.interaction_id, participant.person_id
    ),
    "drop_person": delete(T["person"]).where(person.id == param("who")),
}
