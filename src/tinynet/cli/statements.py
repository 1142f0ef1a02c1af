"""Statements for completion and for finding people."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import folded_name
from tinynet.db.formulas import T, members, number, param, word

person, kind, tag, interaction = T["person"].c, T["kind"].c, T["tag"].c, T["interaction"].c
LAST_LETTER = 0x10FFFF
LINE_FEED = 10
RECORD_SEPARATOR = 30


def starts(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A condition that a column begins with `start`, as a range that uses the index."""
    start = param("start")
    return and_(column >= start, column < start.concat(func.char(number(LAST_LETTER))))


def named() -> Select[Any]:
    """People one of whose names has a word, or half of a double one, that begins with `start`."""
    start, line_feed = param("start"), func.char(number(LINE_FEED))
    words = word(" ").concat(func.replace(person.search, line_feed, word(" ")))
    return select(person.handle, person.name).where(
        # The plain search first: it spares 9,900 of 10,000 people the other two (10 ms to 4).
        func.instr(person.search, start) > number(0),
        or_(
            func.instr(words, word(" ").concat(start)) > number(0),
            func.instr(person.search, word("-").concat(start)) > number(0),
        ),
    )


def matches() -> Select[Any]:
    """People in whose folded names every one of `words` (a JSON array) occurs."""
    words = func.json_each(param("words")).table_valued("value")
    found = func.instr(person.search, words.c.value)
    misses = exists().select_from(words).where(found == number(0))
    first = func.coalesce(func.json_extract(param("words"), word("$[0]")), word(""))
    return select(person.id, person.handle, person.name, person.search).where(
        # The first word alone first: it spares most people the walk through the array, which took
        # 90 ms of 100,000 people instead of 20.
        func.instr(person.search, first) > number(0),
        ~misses,
    )


def names_to_compare() -> Select[Any]:
    """Everybody's handles, and their folded names, each as one text.

    Names are parted by RECORD_SEPARATOR, since nicknames stand on lines of their own. 100,000 rows
    would take twice as long as the two texts.
    """
    return select(
        func.group_concat(person.handle, word(" ")).label("handles"),
        func.group_concat(folded_name(), func.char(number(RECORD_SEPARATOR))).label("names"),
    )


def matches_any() -> Select[Any]:
    """People in whose folded names at least one of `words` (a JSON array) occurs."""
    words = func.json_each(param("words")).table_valued("value")
    hits = exists().select_from(words).where(func.instr(person.search, words.c.value) > number(0))
    return select(person.id, person.handle, person.name, person.search).where(hits)


STATEMENTS: dict[str, Executable] = {
    "matches_any": matches_any(),
    "how_known": select(person.handle, person.met_how, person.met_at, T["tie"].c.last_day)
    .join_from(T["person"], T["tie"], T["tie"].c.person_id == person.id)
    .where(person.id.in_(members("people"))),
    "complete_handle": select(person.handle, person.name)
    .where(starts(person.handle))
    .order_by(person.handle)
    .limit(param("limit")),
    "complete_name": named().limit(param("limit")),
    "complete_kind": select(kind.name).where(starts(kind.name)).order_by(kind.id),
    "complete_tag": select(tag.name)
    .distinct()
    .where(starts(tag.name))
    .order_by(tag.name)
    .limit(param("limit")),
    "complete_id": select(interaction.id, interaction.on, kind.name)
    .join_from(T["interaction"], T["kind"], interaction.kind_id == kind.id)
    .order_by(interaction.id.desc())
    .limit(param("limit")),
    "person_by_id": select(person.id, person.handle, person.name).where(person.id == param("who")),
    "person_by_handle": select(person.id, person.handle, person.name, person.search).where(
        person.handle == param("handle")
    ),
    "matches": matches(),
    "tagged_people": select(person.id, person.handle, person.name, person.archived_on)
    .join_from(T["tag"], T["person"], tag.person_id == person.id)
    .where(tag.name == param("tag"))
    .order_by(person.handle),
    "tag_names": select(tag.name).distinct().order_by(tag.name),
    "names_to_compare": names_to_compare(),
    "names_by_handle": select(person.handle, person.name).where(
        person.handle.in_(members("handles"))
    ),
    "names": select(person.handle, person.name).order_by(person.handle),
    "kind": select(kind.id, kind.name, kind.in_person, kind.minutes, kind.weight).where(
        kind.name == param("name")
    ),
    "kinds": select(kind.id, kind.name, kind.in_person, kind.minutes, kind.weight).order_by(
        kind.id
    ),
}
