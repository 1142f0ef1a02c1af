"""Statements about occasions."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.formulas import T, number, param

occasion = T["occasion"].c
interaction = T["interaction"].c


STATEMENTS: dict[str, Executable] = {
    "occasions": select(
        occasion.id, occasion.name, occasion.on, occasion.cost, occasion.drained
    ).order_by(occasion.on, occasion.id),
    "occasions_logged": select(interaction.id, interaction.occasion, interaction.note)
    .where(
        interaction.on == param("on"),
        interaction.occasion.is_not(None),
        interaction.attempt == number(0),
    )
    .order_by(interaction.id),
    "put_occasion": insert(T["occasion"]).values(
        {name: param(name) for name in ("name", "on", "cost", "drained")}
    ),
    "drop_occasion": delete(T["occasion"]).where(occasion.id == param("occasion")),
    "set_occasion": update(T["occasion"])
    .where(occasion.id == param("occasion"))
    .values(cost=param("cost"), drained=param("drained")),
    "move_occasion": update(T["occasion"])
    .where(occasion.id == param("occasion"))
    .values(name=param("name"), on=param("on")),
}
