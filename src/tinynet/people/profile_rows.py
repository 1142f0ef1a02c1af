"""Read a person's profile from the tables, and write back what differs.

`edit`, its form and every import go through here, so that a change is written in one way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, delete, insert, select, update
from sqlmodel import Session, SQLModel, col

from tinynet.core import names
from tinynet.core.details import detail_key
from tinynet.core.partial import month_day
from tinynet.db.tables import Anniversary, Detail, Fact, Nickname, Person, Tag
from tinynet.people.rules.profile import Profile

AT_ONCE = 500  # people read by one query
OWN_COLUMNS = (
    "handle", "name", "circle", "every_days", "met_how", "met_at", "met_on", "met_via",
    "organisation", "title",
)  # fmt: skip


# The tables of the fields that hold several values, and the row that a value is.
TABLES: dict[str, tuple[type[SQLModel], Callable[[Any], dict[str, Any]]]] = {
    "nicknames": (Nickname, lambda name: {"name": name}),
    "details": (
        Detail,
        lambda d: {"what": d[0], "label": d[1], "value": d[2], "key": detail_key(d[0], d[2])},
    ),
    "tags": (Tag, lambda name: {"name": name}),
    "facts": (Fact, lambda fact: {"key": fact[0], "value": fact[1]}),
    "anniversaries": (
        Anniversary,
        lambda day: {"what": day[0], "on": day[1], "month_day": month_day(day[1])},
    ),
}
VALUES: dict[str, tuple[str, ...]] = {
    "nicknames": ("name",), "details": ("what", "label", "value"), "tags": ("name",),
    "facts": ("key", "value"), "anniversaries": ("what", "on"),
}  # fmt: skip


def load(session: Session, person: int) -> Profile:
    """The profile of the person with this id."""
    return load_many(session, [person])[person]


def load_many(session: Session, people: Collection[int]) -> dict[int, Profile]:
    """Profiles by id; one query a table for some hundred people instead of one for each."""
    execute = session.connection().execute
    ids = list(people)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        columns = [getattr(Person, name) for name in ("id", *OWN_COLUMNS)]
        for number, *own in execute(select(*columns).where(col(Person.id).in_(chunk))):
            blank: dict[str, Any] = dict.fromkeys(TABLES, ())
            found[number] = blank | dict(zip(OWN_COLUMNS, own, strict=True))
        for field, (model, _) in TABLES.items():
            table = _table(model)
            chosen = [table.c[column] for column in VALUES[field]]
            rows = execute(
                select(table.c.person_id, *chosen)
                .where(table.c.person_id.in_(chunk))
                .order_by(*table.primary_key.columns)
            )
            for number, *value in rows:
                found[number][field] += (value[0] if len(chosen) == 1 else tuple(value),)
    return {number: Profile(**known) for number, known in found.items()}


def save(session: Session, person: int, old: Profile, new: Profile) -> list[str]:
    """Write what differs between two profiles of a person.

    Returns:
        The names of the fields written.
    """
    changed = old.differences(new)
    own = {name: getattr(new, name) for name in changed if name in OWN_COLUMNS}
    if {"handle", "name", "nicknames"} & set(changed):
        own["search"] = names.search_text(new.handle, new.name, new.nicknames)
    execute = session.connection().execute
    if own:
        execute(update(Person).where(col(Person.id) == person).values(**own))
    for name in changed:
        if name in TABLES:
            _replace(session, name, person, getattr(old, name), getattr(new, name))
    return changed


def _replace(
    session: Session, field: str, person: int, old: tuple[Any, ...], new: tuple[Any, ...]
) -> None:
    """Leave the rows that are as wanted, take the others out, put the missing ones in."""
    model, row_of = TABLES[field]
    table = _table(model)
    execute = session.connection().execute
    gone = {value for value in old if value not in new or old.count(value) > 1}
    for value in gone:
        row = row_of(value)
        same = and_(*(table.c[column] == row[column] for column in VALUES[field]))
        execute(delete(table).where(table.c.person_id == person, same))
    added = [v for v in dict.fromkeys(new) if v not in old or v in gone]
    if added:
        execute(insert(table), [{"person_id": person, **row_of(value)} for value in added])


def create(
    session: Session, people: Mapping[int, Profile], *, added_on: str, counts_from: Sequence[str]
) -> None:
    """Add people with these profiles, all of a table at once: 10,000 take some 2 seconds.

    Args:
        session: In a unit.
        people: Profiles by the ids that they get; checked, and their handles are free.
        added_on: ISO day.
        counts_from: For each the ISO day from which the clock of somebody never contacted runs.
    """
    execute = session.connection().execute
    rows = [
        {
            **{name: getattr(profile, name) for name in OWN_COLUMNS},
            "id": person,
            "search": names.search_text(profile.handle, profile.name, profile.nicknames),
            "added_on": added_on,
            "counts_from": clock,
        }
        for (person, profile), clock in zip(people.items(), counts_from, strict=True)
    ]
    if rows:
        execute(insert(Person), rows)
    for field, (model, row_of) in TABLES.items():
        several = [
            {"person_id": person, **row_of(value)}
            for person, profile in people.items()
            for value in dict.fromkeys(getattr(profile, field))
        ]
        if several:
            execute(insert(_table(model)), several)


def put_away(session: Session, people: Mapping[int, bool], today: str) -> None:
    """Archive people, or bring them back; whoever is where they should be stays as they are.

    Args:
        session: In a unit.
        people: Whether each is to be archived, by their id.
        today: ISO day.
    """
    away = col(Person.archived_on).is_(None)
    for wanted, day in ((True, today), (False, None)):
        chosen = [person for person, archived in people.items() if archived is wanted]
        if chosen:
            session.connection().execute(
                update(Person)
                .where(col(Person.id).in_(chosen), away if wanted else ~away)
                .values(archived_on=day)
            )


def in_any_order(session: Session) -> None:
    """Let people point at each other before all of them are written, until the unit ends."""
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")


def _table(model: type[SQLModel]) -> Any:
    return SQLModel.metadata.tables[str(model.__tablename__)]
