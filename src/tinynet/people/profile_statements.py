"""Statements about profiles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Delete, Select, Update, and_, delete, func, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import put
from tinynet.db.formulas import T, members, param
from tinynet.db.schema import OWN
from tinynet.db.tables import NEW_UID

person, detail = T["person"].c, T["detail"].c
# The tables of the fields that hold several values, and the columns of a value.
VALUES: dict[str, tuple[str, ...]] = {
    "nickname": ("name",),
    "detail": ("what", "label", "value"),
    "tag": ("name",),
    "fact": ("key", "value"),
    "anniversary": ("what", "on"),
}


def profile_rows(table: str) -> Select[Any]:
    """The values in a child table for `people` (a JSON array of ids), each with its person."""
    rows = T[table]
    return (
        select(rows.c.person_id, *(rows.c[name] for name in VALUES[table]))
        .where(rows.c.person_id.in_(members("people")))
        .order_by(*rows.primary_key.columns)
    )


def drop_value(table: str) -> Delete:
    """Delete one value of a person, and its duplicates."""
    rows = T[table]
    same = and_(*(rows.c[name] == param(name) for name in VALUES[table]))
    return delete(rows).where(rows.c.person_id == param("person_id"), same)


def change_value(table: str, *derived: str) -> Update:
    """Change one value of a person in its row, which keeps its id and what else stands there."""
    rows = T[table]
    same = and_(*(rows.c[name] == param(f"was_{name}") for name in VALUES[table]))
    return (
        update(rows)
        .where(rows.c.person_id == param("person_id"), same)
        .values({name: param(name) for name in (*VALUES[table], *derived)})
    )


STATEMENTS: dict[str, Executable] = {
    "profiles": select(person.id, *(person[name] for name in OWN)).where(
        person.id.in_(members("people"))
    ),
    **{f"profile_{table}": profile_rows(table) for table in VALUES},
    **{f"drop_{table}": drop_value(table) for table in VALUES},
    "change_detail": change_value("detail", "key"),
    "change_fact": change_value("fact"),
    "change_anniversary": change_value("anniversary", "month_day"),
    "way": select(detail.what, detail.value).where(
        detail.person_id == param("who"), detail.id == param("way")
    ),
    "set_way": update(T["detail"])
    .where(detail.id == param("way"))
    .values(value=param("value"), key=param("key")),
    "drop_way": delete(T["detail"]).where(detail.id == param("way")),
    "put_profile": put("person", "id", *OWN, "search", "added_on", "counts_from").values(
        uid=func.coalesce(param("uid"), NEW_UID)
    ),
    "put_nickname": put("nickname", "person_id", "name"),
    "set_profile": update(T["person"])
    .where(person.id == param("who"))
    .values(
        {name: param(name) for name in OWN}
        | {"search": func.coalesce(param("found_by"), person.search)}
    ),
    "put_away": update(T["person"])
    .where(
        person.id.in_(members("people")),
        person.archived_on.is_(None) != param("day").is_(None),
    )
    .values(archived_on=param("day")),
}
