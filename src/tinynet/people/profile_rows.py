"""Reading and writing profiles.

`edit`, its form, `merge` and every import go through here, so that a change is written in one way.
"""

from __future__ import annotations

from tinynet.core import names
from tinynet.core.details import detail_key
from tinynet.core.partial import month_day
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.people.rules.profile import MANY, OWN, Profile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import Any

    from tinynet.db.store import Store

AT_ONCE = 500  # people read by one query
# The fields that hold several values: what reads them, drops and puts one, and the row that it is,
# in the order of the statement that puts it.
TABLES: dict[str, tuple[Any, Any, Any, Callable[[Any], dict[str, Any]]]] = {
    "nicknames": (
        sql.profile_nickname, sql.drop_nickname, sql.put_nickname, lambda name: {"name": name},
    ),
    "details": (
        sql.profile_detail, sql.drop_detail, sql.put_detail,
        lambda d: {"what": d[0], "label": d[1], "value": d[2], "key": detail_key(d[0], d[2])},
    ),
    "tags": (sql.profile_tag, sql.drop_tag, sql.put_tag, lambda name: {"name": name}),
    "facts": (
        sql.profile_fact, sql.drop_fact, sql.put_fact,
        lambda fact: {"key": fact[0], "value": fact[1]},
    ),
    "anniversaries": (
        sql.profile_anniversary, sql.drop_anniversary, sql.put_anniversary,
        lambda day: {"what": day[0], "on": day[1], "month_day": month_day(day[1])},
    ),
}  # fmt: skip

# The fields whose values are changed in their rows: what does it, and the columns of a value, of
# which the first is its sort.
CHANGES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "details": (sql.change_detail, ("what", "label", "value")),
    "facts": (sql.change_fact, ("key", "value")),
    "anniversaries": (sql.change_anniversary, ("what", "on")),
}


def load(store: Store, person: int) -> Profile:
    """The profile of the person with this id."""
    return load_many(store, [person])[person]


def load_many(store: Store, people: Collection[int]) -> dict[int, Profile]:
    """Profiles by id; one query a table for some hundred people instead of one for each."""
    ids = list(people)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), AT_ONCE):
        chunk = json_list(ids[start : start + AT_ONCE])
        for number, *own in store.each(sql.profiles, people=chunk):
            found[number] = dict(zip(OWN, own, strict=True)) | dict.fromkeys(MANY, ())
        for field, (values, *_) in TABLES.items():
            for number, *value in store.each(values, people=chunk):
                found[number][field] += (value[0] if len(value) == 1 else tuple(value),)
    return {number: Profile(**known) for number, known in found.items()}


def save(store: Store, person: int, old: Profile, new: Profile) -> list[str]:
    """Write the fields that differ between two profiles of a person.

    Returns:
        The names of the fields written.
    """
    changed = old.differences(new)
    search = None
    if {"handle", "name", "nicknames"} & set(changed):
        short = nicknames(old, new) if "nicknames" in changed else old.nicknames
        search = names.search_text(new.handle, new.name, short)
    if search or set(OWN) & set(changed):
        own = {name: getattr(new, name) for name in OWN}
        store.run(sql.set_profile, who=person, found_by=search, **own)
    for field in changed:
        if field in TABLES:
            _replace(store, field, person, getattr(old, field), getattr(new, field))
    if "name" in changed and store.rows(sql.references_to, name=new.name):
        from tinynet.people import reference_rows

        reference_rows.link(store, {person: new.name})
    return changed


def nicknames(old: Profile, new: Profile) -> list[str]:
    """The nicknames as their rows will stand, once each: those that stay, and then the new ones.

    Two devices may have added one each, so that there are two rows of it.
    """
    kept = [name for name in old.nicknames if old.nicknames.count(name) == 1]
    return list(dict.fromkeys(name for name in (*kept, *new.nicknames) if name in new.nicknames))


def all_nicknames(store: Store) -> dict[int, list[str]]:
    """Everybody's nicknames, by the ids of those who have any."""
    found: dict[int, list[str]] = {}
    for person, name in store.each(sql.all_nicknames):
        found.setdefault(person, []).append(name)
    return found


def unsearchable(store: Store) -> dict[int, str]:
    """The correct search text of each person whose stored one is wrong."""
    short, wrong = all_nicknames(store), {}
    for person, handle, name, search in store.each(sql.searched):
        right = names.search_text(handle, name, short.get(person, ()))
        if right != search:
            wrong[person] = right
    return wrong


def _replace(
    store: Store, field: str, person: int, old: tuple[Any, ...], new: tuple[Any, ...]
) -> None:
    """Delete the rows that are not wanted, and insert the missing ones."""
    _, drop, put, row_of = TABLES[field]
    gone = dict.fromkeys(v for v in old if v not in new or old.count(v) > 1)
    made = dict.fromkeys(v for v in new if v not in old or v in gone)
    for value, now in changed_values(field, gone, made).items():
        change, columns = CHANGES[field]
        was = {f"was_{name}": row_of(value)[name] for name in columns}
        store.run(change, person_id=person, **was, **row_of(now))
        del gone[value], made[now]
    for value in gone:
        store.run(drop, person_id=person, **row_of(value))
    for value in made:
        store.run(put, person_id=person, **row_of(value))


def changed_values(field: str, gone: Iterable[Any], made: Iterable[Any]) -> dict[Any, Any]:
    """Which values that go have become which new ones: those of one sort, in their order.

    Their rows are changed, so that they keep their id, and a gift the day it was given.
    """
    if field not in CHANGES:
        return {}
    left = list(made)
    pairs = {}
    for value in gone:
        now = next((new for new in left if new[0] == value[0] and new not in gone), None)
        if now is not None:
            pairs[value] = now
            left.remove(now)
    return pairs


def create(
    store: Store,
    people: Mapping[int, Profile],
    *,
    added_on: str,
    counts_from: Sequence[str],
    uids: Mapping[int, str],
) -> None:
    """Add people with these profiles, all of a table at once: 10,000 take some 2 seconds.

    Args:
        store: Open in a unit.
        people: Profiles by the ids that they get; checked, and their handles are free.
        added_on: ISO day.
        counts_from: For each the ISO day from which the clock of somebody never contacted runs.
        uids: Those of whoever has one already, by their ids; the others get a new one.
    """
    rows: Any = [
        {
            **{name: getattr(profile, name) for name in OWN},
            "id": person,
            "search": names.search_text(profile.handle, profile.name, profile.nicknames),
            "added_on": added_on,
            "counts_from": clock,
            "uid": uids.get(person),
        }
        for (person, profile), clock in zip(people.items(), counts_from, strict=True)
    ]
    if rows:
        store.run_many(sql.put_profile, rows)
    for field, (_, _, put, row_of) in TABLES.items():
        several = [
            (person, *row_of(value).values())
            for person, profile in people.items()
            for value in dict.fromkeys(getattr(profile, field))
        ]
        if several:
            store.put_rows(put, several)


def put_away(store: Store, people: Mapping[int, bool], today: str) -> None:
    """Archive people or bring them back; those who already are as wanted stay unchanged.

    Args:
        store: In a unit.
        people: Whether each is to be archived, by their id.
        today: ISO day.
    """
    for wanted, day in ((True, today), (False, None)):
        chosen = [person for person, archived in people.items() if archived is wanted]
        if chosen:
            store.run(sql.put_away, people=json_list(chosen), day=day)


def in_any_order(store: Store) -> None:
    """Check foreign keys only at the end of the unit, so that people can refer to each other."""
    store.connection.execute("PRAGMA defer_foreign_keys=ON")
