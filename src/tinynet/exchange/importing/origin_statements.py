"""Statements about where people were imported from."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import put
from tinynet.db.formulas import T, param

person, origin = T["person"].c, T["origin"].c
READ = ("fingerprint", "record")

STATEMENTS: dict[str, Executable] = {
    "everybodys_marks": select(person.id, person.handle, person.name, person.uid, person.added_on),
    "last_person": select(func.max(person.id)),
    "origins_of": select(origin.id, origin.record, origin.fingerprint)
    .where(
        origin.person_id == param("person_id"),
        origin.source == param("source"),
        origin.source_id == param("source_id"),
    )
    .order_by(origin.id.desc()),
    "put_origin": put("origin", "person_id", "source", "source_id", *READ),
    "set_origin": update(T["origin"])
    .where(origin.id == param("origin"))
    .values({name: param(name) for name in READ}),
    "set_card_read": update(T["origin"])
    .where(
        origin.person_id == param("person_id"),
        origin.source == param("source"),
        origin.fingerprint == param("was"),
    )
    .values({name: param(name) for name in ("source_id", *READ)}),
}
