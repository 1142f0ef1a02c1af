"""Statements of `forget`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Update, and_, delete, func, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.formulas import T, members, param, word
from tinynet.db.schema import JOURNALLED, tables

OWNER, CARD = "person_id", "record"
PEOPLE = members("people")
person, detail, origin, relation = (
    T[name].c for name in ("person", "detail", "origin", "relation")
)
by_mail_or_phone = detail.what.in_([word("email"), word("phone")])
# Every column in which somebody may be named.
COLUMNS = [
    (table["name"], column) for table in tables() for column in table["texts"] + table["shared"]
]
# The same by table, without cards, which may be too long together, with photos, and hold JSON.
JOINED = {
    name: [column for owner, column in COLUMNS if owner == name and column != CARD]
    for name, _ in COLUMNS
}


def texts(name: str, column: str) -> Select[Any]:
    """The texts in a column, each after its row's key and the person it belongs to, if any."""
    table = T[name]
    keys = list(table.primary_key.columns)
    owner = [table.c.id] if name == "person" else [table.c[OWNER]] if OWNER in table.c else []
    return select(*keys, *owner, table.c[column]).where(table.c[column].is_not(None))


def joined(name: str) -> Select[Any]:
    """All texts in each column as one, with a zero between: a fifth of what reading each takes."""
    columns = [T[name].c[column] for column in JOINED[name]]
    return select(*(
        func.group_concat(texts, func.char(0)).filter(texts.is_not(None)).label(texts.name)
        for texts in columns
    ))  # fmt: skip


def set_text(name: str, column: str) -> Update:
    """Set a text in a row found by its key, unless that would make a duplicate row."""
    keys = enumerate(T[name].primary_key.columns)
    this = and_(*(key == param(f"key_{number}") for number, key in keys))
    return update(T[name]).prefix_with("OR IGNORE").where(this).values({column: param("text")})


def row_counts() -> Select[Any]:
    """The number of rows in each journalled table, and of units that can be undone."""
    names = [str(model.__tablename__) for model in JOURNALLED] + ["unit"]
    counts = (select(func.count()).select_from(T[name]).scalar_subquery() for name in names)
    return select(*(count.label(name) for name, count in zip(names, counts, strict=True)))


STATEMENTS: dict[str, Executable] = {
    **{f"texts_{name}_{column}": texts(name, column) for name, column in COLUMNS},
    **{f"joined_{name}": joined(name) for name, columns in JOINED.items() if columns},
    **{f"set_text_{name}_{column}": set_text(name, column) for name, column in COLUMNS},
    "row_counts": row_counts(),
    "met_through": select(func.count()).where(person.met_via.in_(PEOPLE)),
    "drop_all_changes": delete(T["change"]),  # at once, not unit by unit: 2 ms of 5,000, and not 20
    "drop_units": delete(T["unit"]),
    "nicknamed": select(T["nickname"].c.name).where(T["nickname"].c.person_id.in_(PEOPLE)),
    "names_of_these": select(person.name).where(person.id.in_(PEOPLE)),
    "person_uid": select(person.uid).where(person.id == param("who")),
    "reached_by": select(detail.value).where(detail.person_id.in_(PEOPLE), by_mail_or_phone),
    "ids_elsewhere": select(origin.source_id).where(origin.person_id.in_(PEOPLE)),
    "relations_by_name": select(relation.id, relation.other_name).where(
        relation.other_name.is_not(None)
    ),
    "everybodys_names": select(person.id, person.added_on, person.handle, person.name),
    "everybodys_reach": select(detail.person_id, detail.what, detail.key).where(by_mail_or_phone),
    "everybodys_cards": select(
        origin.person_id, origin.source, origin.fingerprint, origin.source_id
    ),
}
