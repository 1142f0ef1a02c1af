"""Statements about kinds of contact."""

from __future__ import annotations

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.formulas import T, number, param

kind = T["kind"].c
interaction = T["interaction"].c
KIND_COLUMNS = ("name", "in_person", "minutes", "weight")


def kinds_used() -> Select[tuple[object, ...]]:
    """Every kind and how often it was logged; the columns are the keys of `kinds` in JSON.

    All contacts are counted in one walk along the index on their kind.
    """
    logged = (
        select(interaction.kind_id, func.count().label("used"))
        .group_by(interaction.kind_id)
        .subquery("logged")
    )
    used = func.coalesce(logged.c.used, number(0)).label("used")
    return (
        select(kind.name, kind.in_person, kind.minutes, kind.weight, used)
        .select_from(T["kind"].outerjoin(logged, logged.c.kind_id == kind.id))
        .order_by(kind.id)
    )


STATEMENTS: dict[str, Executable] = {
    "kinds_used": kinds_used(),
    "interactions_of_kind": select(interaction.id).where(interaction.kind_id == param("kind")),
    "put_kind": insert(T["kind"]).values({name: param(name) for name in KIND_COLUMNS}),
    "drop_kind": delete(T["kind"]).where(kind.id == param("kind")),
    "set_kind": update(T["kind"])
    .where(kind.id == param("kind"))
    .values({name: param(name) for name in KIND_COLUMNS}),
}
