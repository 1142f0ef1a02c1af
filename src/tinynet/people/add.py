"""tinynet add: a new person."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.core import names
from tinynet.db import sql
from tinynet.errors import BadValueError
from tinynet.output.answer import Answer
from tinynet.people.rows import is_free, own_fields, put_detail, put_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        Addresses,
        Birthday,
        Circle,
        Emails,
        Every,
        Handle,
        Met,
        MetOn,
        NewName,
        NoteOption,
        Phones,
        TagOptions,
        Title,
        Via,
        Work,
    )
    from tinynet.db.store import Store
    from tinynet.output.documents import PersonName
    from tinynet.people.documents import AddDocument

LIKE_SHOWN = 3  # of those whom a new name looks like
EXAMPLES = (
    'tinynet add "Anne Baker" --met "the stall on Fridays" --circle close',
    "tinynet add Caroline --via anne --birthday 12-april --tag running",
)

ALWAYS = ("env", "name")


def run(
    env: Env,
    name: NewName,
    *,
    met: Met = None,
    via: Via = None,
    on: MetOn = None,
    circle: Circle = None,
    every: Every = None,
    email: Emails = (),
    phone: Phones = (),
    address: Addresses = (),
    birthday: Birthday = None,
    work: Work = None,
    title: Title = None,
    tag: TagOptions = (),
    note: NoteOption = None,
    handle: Handle = None,
) -> Answer[AddDocument]:
    """Add somebody. Only the name is needed; everything else can come later, with edit."""
    given = {option: typed for option, typed in locals().items() if typed not in {None, ()}}
    today = env.today.isoformat()
    name = names.check_name(name)
    known = own_fields() | (checked(env, given) if len(given) > len(ALWAYS) else {})
    born = checks.birthday(env, birthday)
    tags = checks.tags(tag)
    text = checks.text(note, "--note")
    emails = [checks.email(value) for value in email]
    phones = [checks.phone(value) for value in phone]
    addresses = [checks.one_line(value, "--address") for value in address]
    through: str | None = None
    unit = env.unit()
    with unit as store:
        chosen = _handle(store, name, handle)
        like = look_alikes(store, name)
        if via is not None:
            friend = find(env, store, via)
            known["met_via"], through = friend.id, friend.handle
        who = put_person(store, chosen, name, today, **known)
        for value in emails:
            put_detail(store, who, "email", value)
        for value in phones:
            put_detail(store, who, "phone", value)
        for value in addresses:
            put_detail(store, who, "address", value)
        for word in tags:
            store.run(sql.put_tag, person_id=who, name=word)
        if text:
            store.run(sql.put_note, person_id=who, on=today, text=text, next_time=0)
        if born:
            from tinynet.core.partial import month_day

            day = month_day(born)
            store.run(sql.put_anniversary, person_id=who, what="birthday", on=born, month_day=day)
    document: Any = {
        "handle": chosen, "name": name, **known, "met_via": through, "birthday": born,
        "emails": emails, "phones": phones, "addresses": addresses, "tags": tags, "note": text,
        "added_on": today, "like": like,
    }  # fmt: skip
    if unit.created and not env.dry_run:
        env.say(f"Your friends are kept in {env.path}, readable by you alone.")
    if like:
        listed = list_look_alikes(name, like)
        env.say(f"{name} looks like {listed}, whom you have already; tinynet undo takes it back.")
    return Answer("people.add", document, plain=[(chosen, name)], wrote=True)


def checked(env: Env, given: dict[str, Any]) -> dict[str, str | int | None]:
    """Check the options for the person's own row, except `--via`."""
    from tinynet.core.compiled_fields import FIELDS

    return {
        field["name"]: checks.own_field(env, field, given[option], f"--{option}")
        for field in FIELDS
        if field["group"] and field["shape"] != "person" and (option := field["option"]) in given
    }


def _handle(store: Store, name: str, typed: str | None) -> str:
    if typed is None:
        return names.make_handle(name, lambda handle: is_free(store, handle))
    handle = names.check_handle(typed)
    if not is_free(store, handle):
        raise BadValueError(
            f"Somebody has the handle {handle} already",
            f"See who that is: tinynet show {handle}",
            (handle,),
        )
    return handle


def look_alikes(store: Store, name: str) -> list[PersonName]:
    """People whose name differs only in case, accents, word order or one letter."""
    words = names.fold(name).split()
    near = store.rows(sql.near_names, first=words[0][:3], last=words[-1][-3:], length=len(name))
    return [{"handle": h, "name": n} for h, n in near if names.looks_like(n, name)]


def list_look_alikes(name: str, like: list[PersonName]) -> str:
    """Name some of whom a new name looks like, namesakes first, and count the others."""
    like = sorted(like, key=lambda other: names.fold(other["name"]) != names.fold(name))
    listed = ", ".join(f"{other['name']} ({other['handle']})" for other in like[:LIKE_SHOWN])
    return listed if len(like) <= LIKE_SHOWN else f"{listed} and {len(like) - LIKE_SHOWN} more"
