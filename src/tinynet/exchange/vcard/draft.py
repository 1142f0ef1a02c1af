"""Collect what a card says of a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from tinynet.errors import BadDateError
from tinynet.exchange.foreign_dates import NO_DATE
from tinynet.exchange.own_fields import as_arguments
from tinynet.exchange.record import Contact, DateRecord, RelationRecord
from tinynet.exchange.vcard import values
from tinynet.exchange.vcard.property import SHOWN, Property
from tinynet.exchange.written_names import in_order

SEVERAL = ", "  # between messengers where somebody has the same name


@dataclass(slots=True)
class Draft:
    """What a card says so far: the lists of a PersonRecord, still growing."""

    labels: dict[str, str]
    warnings: list[tuple[int, str]]
    full_names: list[tuple[int, str]] = field(default_factory=list)  # with their preference
    name_parts: tuple[str, ...] = ()
    nicknames: list[str] = field(default_factory=list)
    contacts: dict[str, dict[str, tuple[int, Contact]]] = field(default_factory=dict)
    single: dict[str, str] = field(default_factory=dict)
    dates: list[DateRecord] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    relations: list[RelationRecord] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    every: int | None = None
    ours: bool = False  # whether tinynet wrote the card
    unsaid: list[str] = field(default_factory=list)  # what is there, but cannot be read
    thing: str = ""  # what it is of, if of nobody: a location, a device

    def warn(self, found: Property, what: str) -> None:
        """Add a warning about a property, with its line."""
        self.warnings.append((found.line, f"{found.name} {what}"))

    def line(self, found: Property) -> str:
        """The property's text on one line; a warning where that took more than white space."""
        text = found.text
        if text.isprintable() and "  " not in text:  # as most are
            return text
        text = values.one_line(text)
        if text != found.text and text != " ".join(found.text.split()):
            self.warn(found, "had control characters, which were removed")
        return text

    def label(self, found: Property) -> str:
        """The owner's label from the property's group, else its types."""
        return self.labels.get(found.head.group) or values.types_label(found.types)

    def contact(self, kind: str, found: Property, value: str, label: str = "") -> None:
        """Add a way to reach them, once; a name may be at several messengers."""
        if not value:
            return
        entry = (found.head.preference, Contact(label or self.label(found), value))
        there = self.contacts.setdefault(kind, {})
        first, known = there.setdefault(value, entry)
        if kind == "ims" and label:
            services = known.kind_label.split(SEVERAL)
            if all(services) and label not in services:
                there[value] = first, Contact(SEVERAL.join((*services, label)), value)

    def profile(self, found: Property, value: str, service: str) -> None:
        """Add an address at a messenger or network; a page there is one on the web."""
        self.contact("urls" if values.is_page(value) else "ims", found, value, service)

    @property
    def names(self) -> list[str]:
        """The full names, preferred ones first, as people say them.

        Outlook and servers write "Baker, Anne" where N has the family name apart.
        """
        family, given = (*self.name_parts, "", "")[:2]
        behind = f"{family}," if family and given else ""
        found = [name for _, name in sorted(self.full_names, key=lambda entry: entry[0])]
        return [in_order(name) if behind and name.startswith(behind) else name for name in found]

    def ways(self, kind: str) -> tuple[Contact, ...]:
        """The ways of one kind, preferred ones first."""
        found = list(self.contacts.get(kind, {}).values())
        if len(found) > 1:
            found.sort(key=itemgetter(0))
        return tuple([contact for _, contact in found])

    def fields(self) -> dict[str, Any]:
        """What has been read so far, by the fields of a PersonRecord, without names.

        Kinds of contact methods of which there is none are left out.
        """
        return {
            "source_id": "",
            **{kind: self.ways(kind) for kind in self.contacts},
            "dates": _once(self.dates),
            "tags": _once(self.tags),
            "notes": _once(self.notes),
            "relations": _once(self.relations),
            "facts": _once(self.facts),
            "every": self.every,
            "name_parts": self.name_parts,
            **as_arguments(self.single),
            "archived": bool(self.single.get("archived")),
            **({"unsaid": tuple(self.unsaid)} if self.unsaid else {}),
        }

    def set_once(self, what: str, value: str) -> bool:
        """Set a single value, unless it is set already; return whether it was set."""
        return not value or self.single.setdefault(what, value) == value

    def fact(self, key: str, value: str) -> bool:
        """Add something to remember; return whether it says anything."""
        if key and value:
            self.facts.append((key, value))
        return bool(key and value)

    def relate(self, relation: str, name: str) -> None:
        """Add a relation."""
        if name:
            self.relations.append(RelationRecord(relation, name))

    def day(self, found: Property, what: str) -> bool:
        """Add a date, or a note where it cannot be read."""
        text = values.one_line(found.text)
        if not text.strip(NO_DATE):
            return True
        try:
            on = values.partial_date(found)
        except BadDateError:
            self.warn(found, f'"{text[:SHOWN]}" is no date and was kept as a note')
            self.notes.append(f"{what.capitalize()}: {text}")
            self.unsaid.append(what)
            return True
        if what == "birthday":
            return self.set_once("birthday", on)
        self.dates.append(DateRecord(what, on))
        return True


def _once(found: list[Any]) -> tuple[Any, ...]:
    """What was found, in its order, each once."""
    return tuple(dict.fromkeys(found) if len(found) > 1 else found)
