"""Statements about kinds of contact."""

from __future__ import annotations

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.formulas import T, param

kind = T["kind"].c
interaction = T["interaction"].c
KIND_COLUMNS = ("name", "in_person", "minutes", "weight")


def kinds_used() -> Select[tuple[object, ...]]:
    """Every kind and how often it was logged; the columns are the keys of `kinds` in JSON."""
    used = select(func.count()).where(interaction.kind_id == kind.id).scalar_subquery()
    return select(
        kind.name, kind.in_person, kind.minutes, kind.weight, used.label("used")
    ).order_by(kind.id)


STATEMENTS: dict[str, Executable] = {
    "kinds_used": kinds_used(),
    "interactions_of_kind": select(interaction.id).where(interaction.kind_id == param("kind")),
    "put_kind": insert(T["kind"]).values({name: param(name) for name in KIND_COLUMNS}),
    "drop_kind": delete(T["kind"]).where(kind.id == param("kind")),
    "set_kind": update(T["kind"])
    .where(kind.id == param("kind"))
    .values({name: param(name) for name in KIND_COLUMNS}),
}
