"""Write a person as a page of Markdown.

What people wrote is text, never markup: `escape` sees to it that a reader shows it as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from tinynet.core.field_types import Field
from tinynet.core.fields import groups, say
from tinynet.core.partial import MONTHS, say_partial
from tinynet.core.relations import is_id, sentence
from tinynet.core.spans import say_cadence, say_duration
from tinynet.exchange.own_fields import value_of
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    FavourRecord,
    InteractionRecord,
    PersonRecord,
)

ENDING = ".md"
_MARKUP = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|#(?=#*$)")
_START = re.compile(r"(?:[#+=:-]|\d{1,9}(?=[.)]))")
_JOINERS = "\u200c\u200d\ufe0f"  # of emoji, and of Persian and Indic words
LABELS = {"how you met": "met", "work": "works as"}  # of groups of fields, not their own words
STANDING = {"circle", "cadence"}  # groups that stand behind the handle
_WAYS = {"gave": "you gave", "got": "you got"}


@dataclass(frozen=True)
class Page:
    """What a page shows.

    Attributes:
        handle: Theirs.
        person: Who they are.
        notes: The day and the text of each note, oldest first.
        waiting: The same, of those for the next time you meet.
        favours: Help given and received, oldest first.
        talks: What happened, oldest first.
    """

    handle: str
    person: PersonRecord
    notes: Sequence[tuple[str, str]] = ()
    waiting: Sequence[tuple[str, str]] = ()
    favours: Sequence[FavourRecord] = ()
    talks: Sequence[InteractionRecord] = ()


def write(page: Page) -> str:
    """The page of one person."""
    lines = [f"# {escape(page.person.name)}", "", mark(page.handle) + standing(page.person)]
    for head, body in (
        ("", contact_lines(page.person)),
        ("Family and others", relatives(page.person)),
        ("Next time", dated_lines(page.waiting)),
        ("Facts", [f"{key}: {value}" for key, value in page.person.facts]),
        ("Dates", [f"{day.what}: {say_partial(day.on)}" for day in days(page.person)]),
        ("Notes", dated_lines(page.notes)),
        ("Help", dated_lines((f.on, f"{_WAYS[f.way]}: {f.text}") for f in page.favours)),
    ):
        if body:
            lines += ["", *([f"## {head}", ""] if head else []), *map(item, body)]
    newest = reversed(page.talks)
    for year, talks in groupby(newest, key=lambda talk: talk.on[:4]):
        lines += ["", f"## {year}", "", *(item(talk_line(talk, page)) for talk in talks)]
    return "\n".join(lines) + "\n"


def mark(handle: str) -> str:
    """What the third line of somebody's page begins with, by which it is known again."""
    return f"`{handle}`"


def standing(person: PersonRecord) -> str:
    """Their circle, cadence and tags behind the handle."""
    parts = [
        person.circle,
        "" if person.every is None else say_cadence(person.every),
        "archived" if person.archived else "",
        " ".join(escape(f"#{tag}") for tag in person.tags),
    ]
    return "".join(f" · {part}" for part in parts if part)


def contact_lines(person: PersonRecord) -> list[str]:
    """Who they are and how to reach them, a line each."""
    stated = replace(person, title=person.title or person.role)
    named = (
        ("also called", person.nicknames),
        *(
            (LABELS.get(group, group), filter(None, [", ".join(describe_fields(stated, fields))]))
            for group, fields in groups().items()
            if group not in STANDING
        ),
        ("e-mail", map(way, person.emails)),
        ("phone", map(way, person.phones)),
        ("address", map(way, person.addresses)),
        ("web", map(way, person.urls)),
        ("messenger", map(way, person.ims)),
    )
    return [f"{what}: {value}" for what, values in named for value in values]


def describe_fields(person: PersonRecord, fields: Iterable[Field]) -> Iterator[str]:
    """What is known of some fields, in words."""
    for field in fields:
        value = value_of(person, field)
        if value:
            yield say(field, value)


def way(contact: Contact) -> str:
    """A way to reach somebody, with its label."""
    label = f" ({contact.kind_label})" if contact.kind_label else ""
    return f"{contact.value}{label}"


def relatives(person: PersonRecord) -> list[str]:
    """What others are to them, as sentences."""
    return [
        sentence(person.name, relation.relation, relation.name)
        for relation in person.relations
        if not is_id(relation.name)
    ]


def days(person: PersonRecord) -> list[DateRecord]:
    """The birthday and the other days."""
    birthday = [DateRecord("birthday", person.birthday)] if person.birthday else []
    return [*birthday, *person.dates]


def dated_lines(notes: Iterable[tuple[str, str]]) -> list[str]:
    """Texts behind their days."""
    return [f"{on}: {text}" for on, text in notes]


def talk_line(talk: InteractionRecord, page: Page) -> str:
    """What happened on one day: "20 February: coffee with Bob Marsh, 1h30, at The Red Lion"."""
    on = date.fromisoformat(talk.on)
    others = [who.name for who in talk.people if who.source_id != page.handle]
    parts = [
        f"{talk.kind} with {', '.join(others)}" if others else talk.kind,
        "nobody answered" if talk.attempt else "",
        say_duration(talk.minutes) if talk.minutes else "",
        f"at {talk.place}" if talk.place else "",
        "a talk that mattered" if talk.deep else "",
        " ".join(f"#{tag}" for tag in talk.tags),
    ]
    line = f"{on.day} {MONTHS[on.month - 1]}: {', '.join(filter(None, parts))}"
    return f"{line}\n{talk.note}" if talk.note else line


def item(text: str) -> str:
    """A text as one item of a list; its own lines stay lines of that item."""
    first, *more = (escape(line) for line in re.split(r"\r\n|\r|\n", text))
    lines = [f"- {first}"]
    for line in more:
        if line:
            lines[-1] += "\\" if lines[-1] else ""  # a line end that is kept
        lines.append(f"  {line}" if line else "")
    return "\n".join(lines)


def escape(text: str) -> str:
    """One line of text that Markdown shows as it is, without what cannot be seen."""
    seen = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
    line = _MARKUP.sub(r"\\\g<0>", " ".join(seen.split()))
    start = _START.match(line)
    if start is None:
        return line
    before = start.end() if line[0].isdigit() else 0
    return f"{line[:before]}\\{line[before:]}"
