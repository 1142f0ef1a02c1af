"""Apply an edit to a profile, from options or the form, and build the answer."""

from __future__ import annotations

from functools import partial

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.core import names
from tinynet.core.fields import FIELDS, OTHERS, OWN, in_order
from tinynet.errors import UsageError
from tinynet.output.answer import Answer
from tinynet.people.rows import free_handle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.core.field_types import Field
    from tinynet.db.store import Store
    from tinynet.people.documents import EditDocument
    from tinynet.people.rules.profile import Profile

    Way = tuple[str, str, str]  # what, label, value

# In this order an edit tells them; the others follow.
ORDER = (
    "handle", "name", "circle", "every_days", "met_how", "met_at", "met_on", "birthday",
    "organisation", "title", OTHERS,
)  # fmt: skip


def edited(profile: Profile, fields: list[str]) -> Answer[EditDocument]:
    """Build the answer that lists the fields written."""
    own = {one["name"]: getattr(profile, one["name"]) for one in OWN if one["shape"] != "person"}
    values = own | {"birthday": profile.birthday}
    ways = {
        way["name"]: [value for what, _, value in profile.details if what == way["what"]]
        for way in FIELDS
        if way["shape"] == "ways" and way["option"]
    }
    document: Any = {
        **{name: values[name] for name in in_order(ORDER, values)},
        "nicknames": list(profile.nicknames),
        "tags": list(profile.tags),
        **ways,
        "changed": fields,
    }
    plain = [(profile.handle, profile.name, ",".join(fields))]
    return Answer("people.edit", document, plain=plain, wrote=bool(fields))


def changed(
    env: Env, store: Store, person: Found, profile: Profile, given: dict[str, Any]
) -> Profile:
    """Apply the options of the command line to a profile; an empty text takes a value away."""
    values: dict[str, Any] = {
        field["name"]: checked(env, store, field, given[field["option"]], f"--{field['option']}")
        for field in OWN
        if field["group"] and field["option"] in given
    }
    refuse_oneself(person, values)
    if "name" in given:
        values["name"] = names.check_name(given["name"])
    if "handle" in given:
        values["handle"] = free_handle(store, person.id, given["handle"])
    values["details"] = profile.details
    for way in FIELDS:
        if way["shape"] == "ways" and way["option"] in given:
            values["details"] = changed_ways(way, values["details"], given[way["option"]])
    tags = given.get("tag", ())
    values["tags"] = changed_list(profile.tags, tags, lambda tag: checks.tags((tag,))[0])
    nicknames = given.get("nickname", ())
    values["nicknames"] = changed_list(profile.nicknames, nicknames, names.check_name)
    made = profile.replaced(**values)
    if "birthday" in given:
        typed = given["birthday"]
        made = made.born(checks.birthday(env, typed) if typed.strip() else None)
    return made


def changed_ways(way: Field, details: Sequence[Way], typed: Sequence[str]) -> tuple[Way, ...]:
    """Ways to reach somebody with those of one kind added, or all taken out."""
    old = [value for what, _, value in details if what == way["what"]]
    new = changed_list(old, typed, partial(checked_way, way["what"]))
    kept = [one for one in details if one[0] != way["what"] or one[2] in new]
    return (*kept, *((way["what"], "", value) for value in new if value not in old))


def changed_list(
    old: Sequence[str], typed: Sequence[str], check: Callable[[str], str]
) -> tuple[str, ...]:
    """Values of which there may be several, after an edit.

    Args:
        old: Those there are.
        typed: What was given, in order: a value is added, an empty one takes all away.
        check: Makes a value what is kept.
    """
    kept = list(old)
    for value in typed:
        if not value.strip():
            kept = []
        elif (new := check(value)) not in kept:
            kept.append(new)
    return tuple(kept)


def checked_way(what: str, typed: str) -> str:
    """Check an email, phone, url, address or im, and return it as it is stored."""
    check = {"email": checks.email, "phone": checks.phone}.get(what)
    return check(typed) if check else checks.one_line(typed, what)


def checked(env: Env, store: Store, field: Field, typed: str, option: str) -> Any:
    """Check a field of a person's own row and return it as stored; None if the text is empty."""
    if not typed.strip():
        return None
    is_person = field["shape"] == "person"
    return find(env, store, typed).id if is_person else checks.own_field(env, field, typed, option)


def refuse_oneself(person: Found, values: Mapping[str, Any]) -> None:
    """Refuse that a person was met through themselves.

    Raises:
        UsageError: They are.
    """
    if values.get("met_via") == person.id:
        raise UsageError("Nobody is met through themselves", "Name somebody else with --via")
