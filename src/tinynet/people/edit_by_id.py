"""Correcting one way to reach somebody, by the id that `show` gives it, and taking values out."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.core import names
from tinynet.core.details import detail_key
from tinynet.core.fields import FIELDS
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.people import profile_rows
from tinynet.people.edit_profile import checked_way, edited
from tinynet.people.note_by_id import missing
from tinynet.people.rules.record_ids import read_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.output.answer import Answer
    from tinynet.people.documents import EditDocument, LinkDocument
    from tinynet.people.rules.profile import Profile

WAYS = {way["option"]: way["what"] for way in FIELDS if way["shape"] == "ways" and way["option"]}


def run(
    env: Env, who: str, typed: str, given: Mapping[str, Any], *, remove: bool
) -> Answer[EditDocument | LinkDocument]:
    """Change one way to reach somebody, or take it or a relation out."""
    letter, number = read_id(typed, "wr")
    if letter == "r":
        from tinynet.people.link import drop_by_id

        return drop_by_id(env, who, typed, alone=remove and not given)
    with env.unit() as store:
        person = find(env, store, who)
        found = store.rows(sql.way, who=person.id, way=number)
        if not found:
            raise missing(person, letter, number)
        what = found[0][0]
        if remove and given:
            raise UsageError("--remove --id takes no more than the id", "Leave the others out")
        if remove:
            store.run(sql.drop_way, way=number)
        else:
            value = checked_way(what, one_value(person.handle, typed, what, given))
            store.run(sql.set_way, way=number, value=value, key=detail_key(what, value))
        return edited(profile_rows.load(store, person.id), ["details"])


def one_value(handle: str, typed: str, what: str, given: Mapping[str, Any]) -> str:
    """What a way of this sort is to be.

    Raises:
        UsageError: Not said, or of another sort.
    """
    option = next((name for name, kind in WAYS.items() if kind == what), "")
    if not option:
        raise UsageError(f"No option holds {what}", f"Use the form: tinynet edit {handle}")
    values = given.get(option, ())
    if set(given) != {option} or len(values) != 1:
        words = next(way["words"] for way in FIELDS if way["option"] == option)
        raise UsageError(
            f"{typed} is one of their {words}",
            f"Say what it is to be with one --{option}, and no more",
        )
    value: str = values[0]
    return value


def without(profile: Profile, given: Mapping[str, Any]) -> Profile:
    """A profile without the ways, tags and nicknames that were given.

    Raises:
        UsageError: Something was given that there is one of, which an empty text takes away.
        TinynetError: They have no such thing.
    """
    for option in set(given) - set(WAYS) - {"tag", "nickname"}:
        raise UsageError(f"--remove takes no --{option}", f'Take it away with --{option} ""')
    gone = {(WAYS[o], detail_key(WAYS[o], value)) for o in WAYS for value in given.get(o, ())}
    tags = set(checks.tags(given.get("tag", ())))
    nicknames = set(map(names.fold, given.get("nickname", ())))
    have = {(what, detail_key(what, value)): value for what, _, value in profile.details}
    known = {names.fold(name) for name in profile.nicknames}
    lacking = [key for _, key in gone - set(have)]
    lacking += [*tags - set(profile.tags), *nicknames - known]
    if lacking:
        raise TinynetError(
            f"{profile.name} has no {min(lacking)}",
            f"See all of theirs: tinynet show {profile.handle}",
        )
    return profile.replaced(
        details=tuple(d for d in profile.details if (d[0], detail_key(d[0], d[2])) not in gone),
        tags=tuple(tag for tag in profile.tags if tag not in tags),
        nicknames=tuple(n for n in profile.nicknames if names.fold(n) not in nicknames),
    )
