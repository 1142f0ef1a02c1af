"""What an edit makes of a profile, by options or by the form, and the answer that says it."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.core import names
from tinynet.errors import UsageError
from tinynet.output.answer import Answer
from tinynet.people.rows import free_handle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.db.database import Store
    from tinynet.people.rules.profile import Profile


def edited(profile: Profile, fields: list[str]) -> Answer:
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
        values["handle"] = free_handle(store, person.id, given["handle"])
    new_details = [("email", "", checks.email(value)) for value in given.get("email", ())]
    new_details += [("phone", "", checks.phone(value)) for value in given.get("phone", ())]
    values["details"] = joined(profile.details, new_details)
    values["tags"] = joined(profile.tags, checks.tags(given.get("tag", ())))
    values["nicknames"] = joined(
        profile.nicknames, [names.check_name(value) for value in given.get("nickname", ())]
    )
    made = profile.replaced(**values)
    if "birthday" in given:
        typed = given["birthday"]
        made = made.born(checks.past_partial(env, typed) if typed.strip() else None)
    return made


def joined(old: tuple[Any, ...], new: list[Any]) -> tuple[Any, ...]:
    """The old values and then those of the new ones that are not among them."""
    return tuple(dict.fromkeys([*old, *new]))
