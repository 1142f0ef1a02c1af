"""Find out who was at a meeting."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from tinynet.core.names import NAME_MAX
from tinynet.exchange.calendar.events import Event
from tinynet.exchange.record import Someone
from tinynet.exchange.talks.mail import is_machine
from tinynet.exchange.vcard.property import Property
from tinynet.exchange.vcard.values import email, one_line

_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
# Rooms, calendars, and unknownorganizer@: nobody has a mailbox there.
_THING_ADDRESS = re.compile(r".*@(?:\w+\.)?calendar\.google\.com")
_BRACKETS = re.compile(r"([^<>]*)<([^<>\s]+)>")
_HOSTS = frozenset({"ORGANIZER", "OWNER"})  # roles of vCalendar 1.0
_AWAY = frozenset({"DECLINED", "DELEGATED"})
_COPY = "NON-PARTICIPANT"
_OPTIONAL = frozenset({_COPY, "OPT-PARTICIPANT"})
_COMING = frozenset({"ACCEPTED", "TENTATIVE", "COMPLETED", "IN-PROCESS"})


@dataclass(frozen=True, slots=True)
class Guests:
    """Who was there beside you.

    Attributes:
        people: Once each, in the order of the file.
        named: Whether anybody is named at all; an appointment of your own names nobody.
        were_there: Whether you were.
        invited_by: The organiser's address, or "".
    """

    people: tuple[Someone, ...]
    named: bool
    were_there: bool
    invited_by: str


def guests(event: Event, mine: Collection[str], gone: Collection[str] = ()) -> Guests:
    """Who was at a meeting.

    Rooms, things and lists are nobody; whoever declined, sent somebody else, or got the invitation
    only as a copy, was not there. An optional guest was where they said so.

    Args:
        event: The meeting.
        mine: Your own addresses, in lower case.
        gone: Addresses of those who declined in an answer of their own.
    """
    attendees = event.all("ATTENDEE", "ORGANIZER")
    hosts = [one for one in attendees if one.name == "ORGANIZER" or role_of(one) in _HOSTS]
    organiser = address_of(min(hosts, key=lambda one: one.name == "ATTENDEE")) if hosts else ""
    found: dict[str, Someone] = {}
    away: set[str] = set(gone)
    for one in attendees:
        address = address_of(one)
        name = name_of(one)
        key = address or name.lower()
        if one.name == "ATTENDEE" and not _came(
            one, is_host=bool(address) and address == organiser
        ):
            away.add(key)
        is_known = key in found and found[key].name
        if key and key not in mine and not is_known and not _is_thing(one, address):
            found[key] = Someone(name=name, email=address)
    people = tuple(who for key, who in found.items() if key not in away)
    return Guests(people, bool(attendees), away.isdisjoint(mine), organiser)


def _is_thing(one: Property, address: str) -> bool:
    """Whether a room, a list or a program was invited."""
    return (
        one.first("CUTYPE").upper() in _THINGS
        or _THING_ADDRESS.fullmatch(address) is not None
        or is_machine(address)
    )


def _came(one: Property, *, is_host: bool) -> bool:
    answer, role = answer_of(one), role_of(one)
    if answer in _AWAY or one.first("EXPECT").upper() == "FYI":
        return False
    return is_host or role not in _OPTIONAL or (answer in _COMING and role != _COPY)


def answered_no(event: Event) -> set[str]:
    """The addresses of those who decline in this event."""
    attendees = event.all("ATTENDEE")
    return {address_of(one) for one in attendees if answer_of(one) in _AWAY} - {""}


def answer_of(one: Property) -> str:
    """What an attendee answered: PARTSTAT, or STATUS in vCalendar 1.0."""
    return (one.first("PARTSTAT") or one.first("STATUS")).upper()


def role_of(one: Property) -> str:
    """The role of an attendee, in capitals."""
    return one.first("ROLE").upper()


def address_of(one: Property) -> str:
    """The e-mail address of an attendee in lower case; "" where there is none."""
    written = _BRACKETS.fullmatch(one.value.strip())  # of vCalendar 1.0
    value = written[2] if written else one.value
    return email(one.first("EMAIL")).lower() or email(value).lower()


def name_of(one: Property) -> str:
    """The name of an attendee; "" where there is none, or only the address once more."""
    name = ", ".join(one.head.params.get("CN", ()))
    written = _BRACKETS.fullmatch(one.value.strip())
    if written and not name:
        name = written[1].strip().strip('"')
    name = one_line(name)[:NAME_MAX]
    return "" if "@" in name else name
