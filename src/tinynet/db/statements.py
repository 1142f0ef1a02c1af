"""Statements of the database itself: units of undo, ties, settings, the journal.

Every room has its own statements.py, each statement written once as an expression over the
SQLModel tables. `python -m tinynet.db.compile` finds them and turns them into the SQLite text of
`sql.py`, which the commands run without importing SQLModel. Parameters are named; optional
filters are `:tag IS NULL OR ...`, so that one text serves every combination of options.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, and_, case, delete, func, insert, select, update
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import put
from tinynet.db.formulas import T, members, number, param, word

participant, interaction, unit = T["participant"].c, T["interaction"].c, T["unit"].c
change = T["change"].c


def touched_people() -> CompoundSelect[Any]:
    """Ids of the people whose tie a unit may have changed."""
    touches = change.name.in_([word("participant"), word("person"), word("tag")])
    this = and_(change.unit_id == param("unit"), touches)

    def owner(row: ColumnElement[Any]) -> ColumnElement[Any]:
        path = case((change.name == word("person"), word("$.id")), else_=word("$.person_id"))
        return func.json_extract(row, path)

    return (
        select(owner(change.key)).where(this, change.key.is_not(None))
        .union(
            select(owner(change.old)).where(this, change.old.is_not(None)),
            select(participant.person_id).where(participant.interaction_id >= param("first_new")),
        )
    )  # fmt: skip


def oldest_kept() -> ColumnElement[Any]:
    """The id of the newest unit to drop if `keep` are kept."""
    newest_first = select(unit.id).order_by(unit.id.desc())
    return newest_first.limit(number(1)).offset(param("keep")).scalar_subquery()


STATEMENTS: dict[str, Executable] = {
    "last_interaction": select(func.max(interaction.id)),
    "totals": select(
        select(func.count()).select_from(T["person"]).scalar_subquery(),
        select(func.count()).select_from(T["interaction"]).scalar_subquery(),
    ),
    "settings": select(T["setting"].c.value).where(T["setting"].c.key == word("cadences")),
    "setting": select(T["setting"].c.value).where(T["setting"].c.key == param("key")),
    "put_setting": insert(T["setting"])
    .prefix_with("OR REPLACE")
    .inline()
    .values(key=param("key"), value=param("value")),
    "put_unit": put("unit", "at", "label", "undone"),
    "put_insert": insert(T["change"]).values(
        unit_id=param("unit"),
        name=param("table"),
        op=word("I"),
        key=func.json_object(word("id"), param("row")),
    ),
    "put_setting_change": insert(T["change"]).values(
        unit_id=param("unit"),
        name=param("table"),
        op=word("U"),
        key=param("key"),
        old=param("old"),
    ),
    "set_range": update(T["unit"])
    .where(unit.id == param("unit"))
    .values(first_new=param("first"), last_new=param("last")),
    "drop_unit": delete(T["unit"]).where(unit.id == param("unit")),
    "drop_undone": delete(T["unit"]).where(unit.undone == number(1)),
    "drop_old_units": delete(T["unit"]).where(unit.id <= oldest_kept()),
    "touched_people": touched_people(),
    "refresh_ties": insert(T["tie"])
    .prefix_with("OR REPLACE")
    .from_select([c.name for c in T["tie"].columns], f.ties(members("people"))),
    "rebuild_ties": insert(T["tie"])
    .prefix_with("OR REPLACE")
    .from_select([c.name for c in T["tie"].columns], f.ties(None)),
}
