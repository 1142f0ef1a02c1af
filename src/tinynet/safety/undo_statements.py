"""Statements of `undo` and `redo`."""

from __future__ import annotations

from sqlalchemy import Select, and_, delete, func, null, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.formulas import T, number, param, word

unit, change, kind, interaction = T["unit"].c, T["change"].c, T["kind"].c, T["interaction"].c


def units() -> Select[tuple[object, ...]]:
    """The first `limit` units that are `undone` or not, by id times `sign` (-1: newest first).

    `changes` are the rows a unit changed. Who took part is not counted: those rows belong to their
    interactions, which a unit that stands keeps as a range and an undone one as rows. Only where
    nothing else was changed (`amend 12 --with bob`) they are all that there is to count.
    """
    chosen = (
        select(T["unit"])
        .where(unit.undone == param("undone"))
        .order_by(unit.id * param("sign"))
        .limit(param("limit"))
        .subquery("chosen")
    )
    c = chosen.c
    is_participant = change.name == word("participant")
    of_unit = change.unit_id == c.id
    kept = select(func.count()).where(of_unit, ~is_participant).scalar_subquery()
    added = func.coalesce(c.last_new - c.first_new + number(1), number(0))
    # Who came or went; the rest share minutes and credit anew.
    took_part = select(func.count()).where(of_unit, is_participant, change.op != word("U"))
    counted = func.nullif(kept + added, number(0))
    changes = func.coalesce(counted, took_part.scalar_subquery()).label("changes")
    return select(c.id, c.at, c.label, c.undone, c.final, changes).order_by(c.id * param("sign"))


def changes_below() -> Select[tuple[object, ...]]:
    """The last changes of a unit before the one with the id `below`, last one first."""
    return (
        select(change.id, change.name, change.op, change.key, change.old)
        .where(change.unit_id == param("unit"), change.id < param("below"))
        .order_by(change.id.desc())
        .limit(param("limit"))
    )


STATEMENTS: dict[str, Executable] = {
    "units": units(),
    "unit_count": select(func.count()).where(unit.undone == param("undone")),
    "unit_range": select(unit.first_new, unit.last_new).where(unit.id == param("unit")),
    "last_change": select(func.max(change.id)),
    "changes_below": changes_below(),
    "drop_changes": delete(T["change"]).where(
        and_(change.unit_id == param("unit"), change.id <= param("until"))
    ),
    "set_undone": update(T["unit"])
    .where(unit.id == param("unit"))
    .values(undone=param("undone"), moved_at=param("at"), first_new=null(), last_new=null()),
}
