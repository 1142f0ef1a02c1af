"""Statements of `brief` and `quiz`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, func, insert, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import unless
from tinynet.db.formulas import T, members, param, word

person, tie, card = T["person"].c, T["tie"].c, T["card"].c
anniversary, detail, nickname = T["anniversary"].c, T["detail"].c, T["nickname"].c


def rememberable() -> Select[Any]:
    """Everybody who is not archived, and how you met, the latest met or added first."""
    via = T["person"].alias("via")
    return (
        select(
            person.id, person.handle, person.name, person.met_how, person.met_at, person.met_on,
            via.c.name.label("met_via"), person.organisation, person.title,
        )
        .select_from(
            T["person"]
            .join(T["tie"], tie.person_id == person.id)
            .outerjoin(via, via.c.id == person.met_via)
        )
        .where(person.archived_on.is_(None))
        .order_by(
            func.coalesce(tie.last_day, f.ordinal(person.added_on)).desc(), person.handle
        )
    )  # fmt: skip


STATEMENTS: dict[str, Executable] = {
    "rememberable": rememberable(),
    "born": select(anniversary.person_id, person.handle, anniversary.on)
    .join_from(T["anniversary"], T["person"], person.id == anniversary.person_id)
    .where(
        anniversary.what == word("birthday"),
        unless("handles", person.handle.in_(members("handles"))),
    )
    .order_by(anniversary.id),
    "all_addresses": select(detail.person_id, detail.value)
    .where(detail.what == word("address"))
    .order_by(detail.id),
    "cards": select(card.person_id, card.what, card.due, card.state),
    "has_card": select(exists().where(card.person_id == param("who"), card.what == param("asked"))),
    "put_card": insert(T["card"]).values(
        {name: param(name) for name in ("person_id", "what", "due", "state")}
    ),
    "set_card": update(T["card"])
    .where(card.person_id == param("who"), card.what == param("asked"))
    .values(due=param("due"), state=param("state")),
}
