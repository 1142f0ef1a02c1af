"""The TOML form that `edit WHO` opens in an editor."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import tomlkit

from tinynet.cli import checks, editor
from tinynet.cli.env import Env
from tinynet.cli.find_people import Found, find_all
from tinynet.core import names
from tinynet.core.field_types import Field
from tinynet.core.fields import BY_NAME, FIELDS, OTHERS, OWN, in_order
from tinynet.core.spans import say_cadence
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.errors import BadValueError, UsageError
from tinynet.output.answer import Answer
from tinynet.people import profile_rows
from tinynet.people.edit_profile import (
    changed,
    checked,
    checked_way,
    edited,
    refuse_oneself,
)
from tinynet.people.edit_records import HINT, SIGNS, record_lines, write_lines
from tinynet.people.rules.profile import BIRTHDAY, Profile
from tinynet.people.rules.three_way import merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.people.documents import EditDocument

# In this order they stand in the form; facts and dates are tables, which come last.
ORDER = (
    "name", "handle", "nicknames", "circle", "every_days", "birthday", "met_how", "met_at",
    "met_on", "met_via", "organisation", "title", OTHERS, "tags", "emails", "phones", "urls",
    "addresses", "messengers", "facts", "dates",
)  # fmt: skip
FORM = [BY_NAME[name] for name in in_order(ORDER, (one["name"] for one in FIELDS if one["form"]))]
INTRO = """\
{name}. Save and close to keep what you changed; close unchanged to leave it.
An empty text means "not known". A label stands before a colon: "work: anne@example.org".
Dates may be partial: 1980-04-12, "april 1980", --04-12, circa 1980."""


def run(env: Env, who: Sequence[str]) -> Answer[EditDocument]:
    """Show the form in the editor and write what was changed in it."""
    reading = env.reading()
    person, *others = find_all(env, reading, who)
    if others:
        raise UsageError(
            "The form is about one person", "Give options to change several: --circle close"
        )
    uid = reading.value(sql.uid_of, who=person.id)
    before = profile_rows.load(reading, person.id)
    handles = {row[0]: row[1] for row in reading.rows(sql.handles)}
    lines = record_lines(reading, person.id)
    reading.close()
    form = form_text(before, handles, lines)

    def use(typed: str) -> Answer[EditDocument]:
        with env.unit() as store:
            if store.value(sql.uid_of, who=person.id) != uid:
                raise vanished(person, is_kept=bool(store.value(sql.is_in_undo, uid=uid)))
            form = parsed(typed)
            wanted = read_form(env, store, person, form, before)
            # What another command changed meanwhile stays: only the form's changes are made.
            now = profile_rows.load(store, person.id)
            made = merged(now, before, wanted) if now != before else wanted
            saved = profile_rows.save(store, person.id, now, made)
            after = {group: form.texts(group) for group in lines if group in form.form}
            return edited(made, saved + write_lines(env, store, person, lines, after))

    instead = f"give options: tinynet edit {person.handle} --circle close"
    answer = editor.edit(env, form, name=f"{person.handle}.toml", instead=instead, use=use)
    return answer or edited(before, [])


def vanished(person: Found, *, is_kept: bool) -> editor.VanishedError:
    """The error for somebody who was taken out while the form was open.

    Args:
        person: Who.
        is_kept: Whether the undo history has them still; whoever is not there is forgotten.
    """
    if is_kept:
        return editor.VanishedError(
            f"{person.name} was taken out while the form was open; nothing was changed",
            "See what did it: tinynet undo --list",
            is_kept=True,
        )
    return editor.VanishedError(
        f"{person.name} was forgotten while the form was open; nothing was changed",
        "The form is gone, too",
        is_kept=False,
    )


def form_text(
    profile: Profile, handles: dict[int, str], lines: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Build the text of the form.

    Args:
        profile: What it is filled with.
        handles: Everybody's handle by id.
        lines: Those of notes, relations and plans.
    """
    form = tomlkit.document()
    for line in INTRO.format(name=profile.name).splitlines():
        form.add(tomlkit.comment(line))
    first_table = next(field for field in FORM if field["shape"] in {"facts", "dates"})
    for field in FORM:
        if field is first_table:  # TOML has all lists above all tables
            add_records(form, lines or dict.fromkeys(SIGNS, ()))
        form.add(field["form"], tomlkit.item(form_value(field, profile, handles)))
        if field["hint"]:
            form[field["form"]].comment(field["hint"])
    return tomlkit.dumps(form)


def add_records(form: tomlkit.TOMLDocument, lines: Mapping[str, Sequence[str]]) -> None:
    """Add the lists of notes, relations and plans to the form, a record a line."""
    form.add(tomlkit.nl())
    for hint in HINT:
        form.add(tomlkit.comment(hint))
    for group, texts in lines.items():
        listed = tomlkit.array()
        listed.extend(texts)
        form.add(group, listed.multiline(bool(texts)))


def form_value(field: Field, profile: Profile, handles: dict[int, str]) -> Any:
    """The value of a field as the form shows it."""
    shape = field["shape"]
    if shape == "ways":
        return [labelled(d[1], d[2]) for d in profile.details if d[0] == field["what"]]
    if shape == "dates":
        return {what: on for what, on in profile.anniversaries if what != BIRTHDAY}
    value = getattr(profile, field["name"])
    as_typed: dict[str, Callable[[Any], Any]] = {
        "facts": by_key,
        "names": list,
        "tags": list,
        "cadence": say_cadence,
        "person": lambda who: handles.get(who, ""),
    }
    return "" if value is None else as_typed.get(shape, str)(value)


def by_key(facts: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """Facts as the form shows them: a text, or a list where a key has several values."""
    found: dict[str, list[str]] = {}
    for key, value in facts:
        found.setdefault(key, []).append(value)
    return {key: values if values[1:] else values[0] for key, values in found.items()}


def labelled(label: str, value: str) -> str:
    """A contact method as the form shows it."""
    return f"{label}: {value}" if label or ": " in value else value


def parsed(typed: str) -> _FormReader:
    """Parse a form.

    Raises:
        BadValueError: It is not TOML, or has a field that there is not.
    """
    try:
        form = tomllib.loads(typed)
    except (ValueError, RecursionError) as error:
        raise BadValueError(f"The form is not valid TOML ({error})", "Mend that line") from error
    unknown = set(form) - set(tomllib.loads(form_text(Profile("x", "x"), {})))
    if unknown:
        raise BadValueError(
            f"The form has no field called {min(unknown)}", "Facts stand under [facts]"
        )
    return _FormReader(form)


def read_form(env: Env, store: Store, person: Found, take: _FormReader, before: Profile) -> Profile:
    """Read the profile in a form.

    A value that is as it was is not checked: an import may have odd ones.

    Raises:
        BadValueError: A value in it cannot be.
    """
    facts, days = set(before.facts), set(before.anniversaries)
    given = {
        "name": take.text("name") or "",
        "handle": take.text("handle") or person.handle,
    }
    empty = Profile(person.handle, "x")
    own = {
        field["name"]: _own(env, store, field, take.text(field["form"]), before)
        for field in OWN
        if field["group"]
    }
    refuse_oneself(person, own)
    made = changed(env, store, person, empty, given).born(
        checks.birthday(env, take.text("birthday") or None)
    )
    ways = [field for field in FORM if field["shape"] == "ways"]
    return made.replaced(
        **own,
        nicknames=tuple(
            name if name in before.nicknames else names.check_name(name)
            for name in take.texts("nicknames")
        ),
        tags=tuple(
            sorted(
                {
                    tag
                    for typed in take.texts("tags")
                    for tag in ([typed] if typed in before.tags else checks.tags((typed,)))
                }
            )
        ),
        details=tuple(
            _detail(way["what"], text, before.details)
            for way in ways
            for text in take.texts(way["form"])
        ),
        facts=tuple(
            sorted(
                (key, value if (key, value) in facts else checks.text(value, key) or "")
                for key, values in take.several("facts", {key for key, _ in facts})
                for value in values
            )
        ),
        anniversaries=made.anniversaries
        + tuple(
            (key, value if (key, value) in days else checks.partial(env, value) or "")
            for key, value in take.pairs("dates", {key for key, _ in days})
        ),
    )


def _own(env: Env, store: Store, field: Field, typed: str, before: Profile) -> Any:
    """Read a field of a person's own row."""
    was = getattr(before, field["name"])
    return was if typed and typed == was else checked(env, store, field, typed, field["form"])


def _detail(way: str, text: str, known: Iterable[tuple[str, str, str]]) -> tuple[str, str, str]:
    """Read a contact method; one that was there before (an import's odd number) is not checked."""
    for one in known:
        if one[0] == way and labelled(one[1], one[2]) == text:
            return one
    label, colon, value = text.partition(": ")
    label, value = (label.strip(), value.strip()) if colon else ("", text.strip())
    if way in {"email", "phone"} and any(value == one[2] for one in known):
        return way, label, checks.text(value, way) or ""
    return way, label, checked_way(way, value)


class _FormReader:
    """Reads values of the right type from a form."""

    def __init__(self, form: dict[str, Any]) -> None:
        self.form = form

    def text(self, field: str) -> str:
        value = self.form.get(field, "")
        if type(value) is int or hasattr(value, "isoformat"):  # TOML reads 1980 and a whole date
            value = str(value)
        if not isinstance(value, str):
            raise BadValueError(f"{field} has to be a text", 'Put it into "quotes"')
        return value.strip()

    def texts(self, field: str) -> list[str]:
        values = self.form.get(field, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise BadValueError(f"{field} has to be a list of texts", 'Write ["one", "two"]')
        return [value for value in values if value.strip()]

    def pairs(self, field: str, known: set[str]) -> list[tuple[str, str]]:
        inner = self.table(field)
        named = inner.named(field, known)
        return [(name, inner.text(key)) for name, key in named if inner.text(key)]

    def several(self, field: str, known: set[str]) -> list[tuple[str, list[str]]]:
        inner = self.table(field)
        return [
            (name, inner.texts(key) if isinstance(inner.form[key], list) else [inner.text(key)])
            for name, key in inner.named(field, known)
            if isinstance(inner.form[key], list) or inner.text(key)
        ]

    def table(self, field: str) -> _FormReader:
        table = self.form.get(field, {})
        if not isinstance(table, dict):
            raise BadValueError(f"{field} has to be a table", f"Write it below [{field}]")
        return _FormReader(table)

    def named(self, field: str, known: set[str]) -> list[tuple[str, str]]:
        found = [
            (key if key in known else checks.text(names.fold(key), field) or "", key)
            for key in self.form
        ]
        if len({name for name, _ in found}) < len(found):
            raise BadValueError(f"[{field}] has one name twice", "Give each its own name")
        return found
