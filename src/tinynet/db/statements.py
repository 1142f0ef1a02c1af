"""The daily statements, each written once as an expression over the SQLModel tables.

`python -m tinynet.db.compile` turns them into the SQLite text of `compiled.py`, which the daily
commands run without importing SQLModel. Parameters are named; optional filters are
`:tag IS NULL OR ...`, so that one text serves every combination of options.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.cli.statements import SHELL
from tinynet.contacts.statements import JOT
from tinynet.db import formulas as f
from tinynet.db.formulas import T, members, number, param, word
from tinynet.db.reading_statements import READING, interactions, standing, unless
from tinynet.db.writing_statements import WRITING
from tinynet.duplicates.statements import MERGING
from tinynet.exchange.importing.statements import IMPORT
from tinynet.exchange.statements import LOOKUP
from tinynet.gatherings.introduction_statements import INTRODUCTIONS
from tinynet.gatherings.statements import GROUND
from tinynet.memory.statements import REMEMBERING
from tinynet.people.statements import PEOPLE
from tinynet.plans.statements import PLANS
from tinynet.safety.statements import HEALTH
from tinynet.safety.undo_statements import KEEPING
from tinynet.year.source_statements import SOURCES
from tinynet.year.statements import YEARS

person, tie, tag, note = T["person"].c, T["tie"].c, T["tag"].c, T["note"].c
participant, interaction, kind = T["participant"].c, T["interaction"].c, T["kind"].c
anniversary, unit, change = T["anniversary"].c, T["unit"].c, T["change"].c
today = param("today")


def due_people() -> ColumnElement[Any]:
    """Listed by `horizon`, the ordinal of today or of the last day asked for.

    Asked of the tie alone: a join with the person costs 2 ms at 10,000 people.
    """
    in_circle = tie.person_id.in_(select(person.id).where(person.circle == param("circle")))
    return and_(tie.listed_day <= param("horizon"), unless("circle", in_circle))


def reason() -> ColumnElement[Any]:
    """How good a reason there is to get in touch: depth * (1 - warmth)."""
    return f.depth(today) * f.cooling(today)


def due() -> Select[Any]:
    """Those who are due, of `among` (a JSON array of ids) or of everybody, in their order."""
    return (
        standing()
        .where(due_people(), unless("among", tie.person_id.in_(members("among"))))
        .order_by(reason().desc(), tie.clock_day, person.name, person.handle)
        .limit(param("limit"))
    )


def due_order() -> Select[Any]:
    """The ids of those who are due, in their order but for the names."""
    return (
        select(tie.person_id, reason().label("reason"), tie.clock_day)
        .where(due_people())
        .order_by(reason().desc(), tie.clock_day)
        .limit(param("limit"))
    )


def matches() -> Select[Any]:
    """People in whose folded names every one of `words` (a JSON array) occurs."""
    words = func.json_each(param("words")).table_valued("value")
    found = func.instr(person.search, words.c.value)
    misses = exists().select_from(words).where(found == number(0))
    return select(person.id, person.handle, person.name, person.search).where(~misses)


def touched_people() -> CompoundSelect[Any]:
    """Ids of the people whose tie a unit's changes may have moved."""
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


def put(table: str, *columns: str) -> Executable:
    """An insert of the named columns, one parameter each."""
    return insert(T[table]).values({c: param(c) for c in columns})


def set_person(column: str) -> Executable:
    """One column of one person, found by id."""
    return update(T["person"]).where(person.id == param("who")).values({column: param("value")})


def upcoming_dates() -> Select[Any]:
    """Days that come back on one of `days` (a JSON array of MM-DD)."""
    return (
        select(person.handle, person.name, anniversary.what, anniversary.on, anniversary.month_day)
        .join_from(T["anniversary"], T["person"], anniversary.person_id == person.id)
        .where(anniversary.month_day.in_(members("days")), person.archived_on.is_(None))
    )


def next_notes() -> Select[Any]:
    """Next-time notes that wait, of the people in `handles` (a JSON array)."""
    return (
        select(note.id, person.handle, person.name, note.on, note.text)
        .join_from(T["note"], T["person"], note.person_id == person.id)
        .where(
            person.handle.in_(members("handles")),
            note.next_time == number(1),
            note.done_on.is_(None),
        )
        .order_by(note.on, note.id)
    )


def next_notes_of() -> Select[Any]:
    """Next-time notes of one person that wait since `until` or earlier."""
    return (
        select(note.id, person.handle, person.name, note.on, note.text)
        .join_from(T["note"], T["person"], note.person_id == person.id)
        .where(
            note.person_id == param("who"),
            note.next_time == number(1),
            note.done_on.is_(None),
            note.on <= param("until"),
        )
        .order_by(note.on, note.id)
    )


def oldest_kept() -> ColumnElement[Any]:
    """The id of the newest unit that is one too many, where `keep` are kept."""
    newest_first = select(unit.id).order_by(unit.id.desc())
    return newest_first.limit(number(1)).offset(param("keep")).scalar_subquery()


HERE: dict[str, Executable] = {
    "due": due(),
    "due_order": due_order(),
    "due_count": select(func.count())
    .select_from(T["tie"])
    .where(due_people()),
    "standing": standing().where(person.id == param("who")),
    "interaction": interactions(interaction.id == param("id")),
    "upcoming_dates": upcoming_dates(),
    "next_notes": next_notes(),
    "anybody": select(exists().select_from(T["person"])),
    "person_by_handle": select(person.id, person.handle, person.name, person.search).where(
        person.handle == param("handle")
    ),
    "matches": matches(),
    "near_names": select(person.handle, person.name).where(
        func.length(person.name).between(param("length") - number(1), param("length") + number(1)),
        or_(
            func.instr(person.search, param("first")) > number(0),
            func.instr(person.search, param("last")) > number(0),
        ),
    ),
    "names": select(person.handle, person.name).order_by(person.handle),
    "handles": select(person.id, person.handle),
    "kinds": select(kind.id, kind.name, kind.in_person, kind.minutes, kind.weight).order_by(
        kind.id
    ),
    "kind": select(kind.id, kind.name, kind.in_person, kind.minutes, kind.weight).where(
        kind.name == param("name")
    ),
    "tags": select(tag.name).distinct().order_by(tag.name),
    "settings": select(T["setting"].c.value).where(T["setting"].c.key == word("cadences")),
    "put_person": put(
        "person", "handle", "name", "search", "circle", "every_days", "met_how", "met_at",
        "met_on", "met_via", "added_on", "counts_from",
    ),
    "put_detail": put("detail", "person_id", "what", "label", "value", "key"),
    "put_tag": put("tag", "person_id", "name").prefix_with("OR IGNORE"),  # type: ignore[attr-defined]
    "put_note": put("note", "person_id", "on", "text", "next_time"),
    "put_anniversary": put("anniversary", "person_id", "what", "on", "month_day"),
    "last_interaction": select(func.max(interaction.id)),
    "waiting_notes": next_notes_of(),
    "set_note_done": update(T["note"]).where(note.id == param("note")).values(
        done_on=param("value")
    ),
    "put_interaction": put(
        "interaction", "id", "on", "kind_id", "minutes", "place", "note", "deep", "by", "attempt",
        "occasion",
    ),
    "put_participant": put(
        "participant", "person_id", "day", "interaction_id", "minutes", "credit"
    ),
    "set_snoozed": set_person("snoozed_until"),
    "set_skipped": set_person("skipped_on"),
    "set_paused": set_person("paused_until"),
    "set_archived": set_person("archived_on"),
    "put_setting": insert(T["setting"]).prefix_with("OR REPLACE").inline().values(
        key=param("key"), value=param("value")
    ),
    "set_range": update(T["unit"]).where(unit.id == param("unit")).values(
        first_new=param("first"), last_new=param("last")
    ),
    "put_insert": insert(T["change"]).values(
        unit_id=param("unit"),
        name=param("table"),
        op=word("I"),
        key=func.json_object(word("id"), param("row")),
    ),
    "put_unit": put("unit", "at", "label", "undone"),
    "drop_unit": delete(T["unit"]).where(unit.id == param("unit")),
    "drop_undone": delete(T["unit"]).where(unit.undone == number(1)),
    "drop_old_units": delete(T["unit"]).where(unit.id <= oldest_kept()),
    "touched_people": touched_people(),
    "refresh_ties": insert(T["tie"]).prefix_with("OR REPLACE").from_select(
        [c.name for c in T["tie"].columns], f.ties(members("people"))
    ),
    "rebuild_ties": insert(T["tie"]).prefix_with("OR REPLACE").from_select(
        [c.name for c in T["tie"].columns], f.ties(None)
    ),
}  # fmt: skip
PARTS = (
    GROUND, INTRODUCTIONS, REMEMBERING,
    HEALTH, IMPORT, JOT, KEEPING, LOOKUP, MERGING, PEOPLE, PLANS, READING, WRITING, SHELL, SOURCES,
    YEARS, HERE,
)  # fmt: skip
STATEMENTS: dict[str, Executable] = {name: one for part in PARTS for name, one in part.items()}
