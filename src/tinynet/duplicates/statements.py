"""Statements about possible duplicates."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, func, insert, or_, select
from sqlalchemy.sql.expression import Executable

from tinynet.db import formulas as f
from tinynet.db.formulas import T, members, param, word

person, tie, detail = T["person"].c, T["tie"].c, T["detail"].c
anniversary, dismissal, relation = T["anniversary"].c, T["dismissal"].c, T["relation"].c
introduction = T["introduction"].c


def apart() -> CompoundSelect[Any]:
    """Pairs known to be two people: they are related, introduced, or were dismissed."""
    return select(dismissal.one_id, dismissal.other_id).union(
        select(relation.person_id, relation.other_id).where(relation.other_id.is_not(None)),
        select(introduction.one_id, introduction.other_id),
        select(person.id, person.met_via).where(person.met_via.is_not(None)),
    )


def together() -> Select[Any]:
    """The `pairs` (a JSON array of pairs of ids) who were in one interaction together."""
    pair = func.json_each(param("pairs")).table_valued("value").c.value
    one, other = T["participant"].alias("one").c, T["participant"].alias("other").c
    ids = (func.json_extract(pair, word("$[0]")), func.json_extract(pair, word("$[1]")))
    met = select(one.day).where(
        one.person_id == ids[0],
        other.person_id == ids[1],
        other.day == one.day,
        other.interaction_id == one.interaction_id,
    )
    return select(*ids).where(met.exists())


def likely_marks() -> Select[Any]:
    """Addresses that several people may have: of e-mail and pages only those that come again.

    Telephones are all read: one number has many spellings.
    """
    other = T["detail"].alias("other").c
    again = select(other.id).where(
        other.what == detail.what, other.key == detail.key, other.id != detail.id
    )
    return select(detail.person_id, detail.what, detail.key, detail.value).where(
        or_(
            detail.what == word("phone"),
            and_(detail.what.in_([word("email"), word("url")]), again.exists()),
        )
    )


STATEMENTS: dict[str, Executable] = {
    "likely_marks": likely_marks(),
    "birthdays": select(anniversary.person_id, anniversary.on).where(
        anniversary.what == word("birthday")
    ),
    "apart": apart(),
    "together": together(),
    "compared_people": select(
        person.id,
        person.handle,
        person.name,
        person.circle,
        tie.contact_days,
        f.iso(tie.last_day).label("last_on"),
        person.added_on,
        person.archived_on,
    )
    .join_from(T["person"], T["tie"], tie.person_id == person.id)
    .where(person.id.in_(members("people"))),
    "put_dismissal": insert(T["dismissal"])
    .prefix_with("OR IGNORE")
    .values(one_id=param("one"), other_id=param("other")),
}
