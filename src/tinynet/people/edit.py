"""tinynet edit: correct what you know of somebody, by options or in your editor."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find
from tinynet.core import names
from tinynet.errors import BadValueError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        Birthday,
        Circle,
        Emails,
        Every,
        Handle,
        Met,
        MetOn,
        Name,
        Nicknames,
        NoteOption,
        Phones,
        TagOptions,
        Via,
        Who,
    )
    from tinynet.db.database import Store
    from tinynet.people.profile_rows import Profile

EXAMPLES = (
    "tinynet edit anne                              opens a form in your editor",
    "tinynet edit anne --circle inner --every 2w",
    'tinynet edit anne --every ""                   takes her own cadence away again',
)


def run(
    env: Env,
    who: Who,
    *,
    name: Name = None,
    met: Met = None,
    via: Via = None,
    on: MetOn = None,
    circle: Circle = None,
    every: Every = None,
    email: Emails = (),
    phone: Phones = (),
    birthday: Birthday = None,
    tag: TagOptions = (),
    nickname: Nicknames = (),
    note: NoteOption = None,
    handle: Handle = None,
) -> Answer:
    """Correct what you know of somebody. An empty value takes it away; repeatable options add."""
    options = {
        "name": name, "met": met, "via": via, "on": on, "circle": circle, "every": every,
        "email": email, "phone": phone, "birthday": birthday, "tag": tag, "nickname": nickname,
        "handle": handle,
    }  # fmt: skip
    given = {key: value for key, value in options.items() if value not in {None, ()}}
    text = checks.text(note, "--note")
    if not given and text is None:
        from tinynet.people import edit_form

        return edit_form.run(env, who)
    from tinynet.db.session import session
    from tinynet.people import profile_rows

    with env.unit() as store:
        person = find(env, store, who)
        with session(store) as opened:
            old = profile_rows.load(opened, person.id)
            new = changed(env, store, person, old, given)
            fields = profile_rows.save(opened, person.id, old, new)
        if text is not None:
            store.run(
                "put_note", person_id=person.id, on=env.today.isoformat(), text=text, next_time=0
            )
            fields.append("note")
    return told(new, fields)


def told(profile: Profile, fields: list[str]) -> Answer:
    """The answer that says which fields were written."""
    document = {
        "handle": profile.handle, "name": profile.name, "circle": profile.circle,
        "every_days": profile.every_days, "met_how": profile.met_how, "met_at": profile.met_at,
        "met_on": profile.met_on, "birthday": profile.birthday,
        "organisation": profile.organisation, "title": profile.title,
        "nicknames": list(profile.nicknames), "tags": list(profile.tags),
        "emails": [value for what, _, value in profile.details if what == "email"],
        "phones": [value for what, _, value in profile.details if what == "phone"],
        "changed": fields,
    }  # fmt: skip
    plain = [(profile.handle, profile.name, ",".join(fields))]
    return Answer("people.edit", document, plain=plain, wrote=bool(fields))


def changed(
    env: Env, store: Store, person: Found, profile: Profile, given: dict[str, Any]
) -> Profile:
    """A profile with what was given on the command line.

    Args:
        env: For today and the order of dates.
        store: Open in a unit.
        person: Whose profile it is.
        profile: The profile as it is.
        given: The options by their names; an empty text takes a value away.
    """
    from dataclasses import replace

    values: dict[str, Any] = {}
    for option, field, check in (
        ("met", "met_how", lambda typed: checks.text(typed, "--met")),
        ("on", "met_on", lambda typed: checks.past_partial(env, typed)),
        ("circle", "circle", checks.circle),
        ("every", "every_days", checks.cadence),
        ("via", "met_via", lambda typed: find(env, store, typed).id),
    ):
        if option in given:
            values[field] = check(given[option]) if given[option].strip() else None
    if values.get("met_via") == person.id:
        raise UsageError("Nobody is met through themselves", "Name somebody else with --via")
    if "name" in given:
        values["name"] = names.check_name(given["name"])
    if "handle" in given:
        values["handle"] = free_handle(store, person, given["handle"])
    new_details = [("email", "", checks.email(value)) for value in given.get("email", ())]
    new_details += [("phone", "", checks.phone(value)) for value in given.get("phone", ())]
    values["details"] = joined(profile.details, new_details)
    values["tags"] = joined(profile.tags, checks.tags(given.get("tag", ())))
    values["nicknames"] = joined(
        profile.nicknames, [names.check_name(value) for value in given.get("nickname", ())]
    )
    made = replace(profile, **values)
    if "birthday" in given:
        typed = given["birthday"]
        made = made.born(checks.past_partial(env, typed) if typed.strip() else None)
    return made


def joined(old: tuple[Any, ...], new: list[Any]) -> tuple[Any, ...]:
    """The old values and then those of the new ones that are not among them."""
    return tuple(dict.fromkeys([*old, *new]))


def free_handle(store: Store, person: Found, typed: str) -> str:
    """A handle that is theirs already or nobody's.

    Raises:
        BadValueError: Somebody else has it, or it cannot be a handle.
    """
    handle = names.check_handle(typed)
    owner = store.rows("person_by_handle", handle=handle)
    if owner and owner[0][0] != person.id:
        raise BadValueError(
            f"Somebody else has the handle {handle}", f"See tinynet show {handle}", (handle,)
        )
    return handle
