"""Expressions shared by the statements of several rooms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Insert,
    LargeBinary,
    Select,
    UnaryExpression,
    bindparam,
    cast,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.sql.operators import custom_op

from tinynet.core.fields import groups
from tinynet.db import formulas as f
from tinynet.db.formulas import T, members, number, param

person, tie = T["person"].c, T["tie"].c
today = param("today")


def unless(name: str, condition: ColumnElement[Any]) -> ColumnElement[Any]:
    """A condition that is ignored if its parameter is not given."""
    return or_(param(name).is_(None), condition)


def of_people(column: Any) -> ColumnElement[Any]:
    """Rows of `people` (a JSON array of ids), or of everybody if it is not given."""
    return unless("people", column.in_(members("people")))


def unindexed(column: Any) -> ColumnElement[Any]:
    """A column to sort by or to compare with, without its index."""
    plus: ColumnElement[Any] = UnaryExpression(column, operator=custom_op("+"))
    return plus


def is_foreign(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text has letters outside ASCII, which Python has to fold: LIKE knows no case of theirs.

    Comparing its lengths in letters and in bytes costs no more than LIKE; GLOB took ten times that.
    """
    return func.length(cast(text, LargeBinary)) != func.length(text)


def is_no_reference() -> ColumnElement[Any]:
    """A relation is not to the id of a card that is not here."""
    other = T["relation"].c.other_name
    return or_(other.is_(None), other.op("NOT GLOB")(f.word("urn:*")))


def may_hold(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text holds `like`, a pattern of ASCII (`names.likely`), or is not ASCII."""
    return or_(text.op("LIKE")(param("like")), is_foreign(text))


def texts_of(group: str) -> list[ColumnElement[Any]]:
    """The columns of a person's own texts that are shown together, in their order.

    Args:
        group: One that `db/tables.py` declares: "how you met", "work".
    """
    return [person[field["name"]] for field in groups()[group] if field["text"]]


def standing(*more: ColumnElement[Any]) -> Select[Any]:
    """One person as `due` shows them; the columns are the keys of its JSON."""
    return select(
        person.handle,
        person.name,
        f.state(today).label("state"),
        (today - tie.last_day).label("days_since"),
        f.iso(tie.last_day).label("last_on"),
        tie.cadence_days,
        tie.cadence_from,
        f.silence_ratio(today).label("ratio"),
        f.iso(tie.due_day).label("due_on"),
        f.depth(today).label("depth"),
        f.warmth(today).label("warmth"),
        (f.depth(today) * f.warmth(today)).label("strength"),
        tie.gap.label("usual_gap_days"),
        *more,
    ).join_from(T["tie"], T["person"], tie.person_id == person.id)


def folded_name() -> ColumnElement[Any]:
    """The sort key of people: the search text after the handle, so that É sorts with E."""
    start = func.instr(person.search, func.char(number(10))) + number(1)
    return func.substr(person.search, start)


def of_person(table: Any, *columns: str) -> Select[Any]:
    """The rows of one person in a table."""
    keys = table.primary_key.columns
    return select(*(table.c[name] for name in columns)).where(
        table.c.person_id == param("who")
    ).order_by(*keys)  # fmt: skip


def put(table: str, *columns: str, optional: Iterable[str] = ()) -> Insert:
    """An insert of the named columns, one parameter each; `optional` ones may be left out."""
    values = {c: param(c) for c in columns} | {c: bindparam(c, None) for c in optional}
    return insert(T[table]).values(values)
