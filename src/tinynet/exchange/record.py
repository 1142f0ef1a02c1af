"""The records that importers yield: people, interactions, notes, and what could not be read.

Records are plain data. They know nothing of the people already here: matching, planning and
writing are one driver's work.

Nobody changes a record. Those that a card is made of are not frozen all the same, since that takes
four times as long to make one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tinynet.errors import BadValueError


class UndecidedError(BadValueError):
    """What a file leaves open, and whoever imports it knows; on a terminal it is asked.

    Args:
        message: What is open, one sentence without a final stop.
        remedy: How to say it on the command line.
        option: The option that says it, "--order".
        choices: What it may be, and what each of them means; "" where that is plain.
    """

    def __init__(self, message: str, remedy: str, option: str, choices: dict[str, str]) -> None:
        super().__init__(message, remedy, tuple(choices))
        self.option, self.choices = option, choices


@dataclass(slots=True, unsafe_hash=True)
class Contact:
    """A contact method.

    Attributes:
        kind_label: "home", "work", "mobile", "home fax", a service, or the owner's own words; may
            be empty.
        value: The address, number or URL as it was written.
    """

    kind_label: str
    value: str


@dataclass(slots=True, unsafe_hash=True)
class DateRecord:
    """A yearly day of a person.

    Attributes:
        what: "anniversary", "death", or the owner's own words.
        on: A canonical partial date (core/partial.py).
    """

    what: str
    on: str


@dataclass(slots=True, unsafe_hash=True)
class RelationRecord:
    """A relation of the record's person to somebody else.

    Attributes:
        relation: "spouse", "child", "younger sister", or the owner's own words.
        name: Their name, or a `source_id` of the same source ("urn:uuid:...").
    """

    relation: str
    name: str


@dataclass(slots=True, unsafe_hash=True)
class PersonRecord:
    """A person in one source.

    Attributes:
        source: Which format it is, "vcard".
        source_id: The source's own id, as it is written there; "" when there is none.
        fingerprint: SHA-256 in hex of what the source says, to tell what has changed since.
        line: Where the record begins in its file, from 1.
        name: One line of 1 to `core.names.NAME_MAX` characters, without control characters.
        name_parts: Family, given, additional names, prefixes, suffixes; () when not told apart.
        nicknames: Other names, the name itself not among them.
        emails: Preferred ones first, as are phones and all below.
        phones: As they were written, not normalised.
        urls: Home pages and profiles.
        ims: Messengers; the label names the service.
        addresses: Postal addresses, each on one line.
        birthday: A canonical partial date (core/partial.py), or "".
        dates: Other days: anniversaries first of all.
        organisation: Where they work.
        title: What they are there.
        role: What they do there.
        tags: Categories, and the groups they are in.
        notes: Texts of several lines, and dates that could not be read.
        facts: Keys and values: ("favourite biscuit", "ginger nut").
        circle: inner, close, friends or village, or "".
        every: How often, in days; None where nothing is said.
        met_how: How you met, or "".
        met_at: Where, or "".
        met_on: When, a canonical partial date, or "".
        met_via: Through whom: a name, or a `source_id` of the same source; "" when not said.
        archived: Whether they are put away, or dead.
        relations: Who is what to them.
        photo: "data:image/...;base64,..." or a URL that nobody fetches; "" when there is none.
        lines: The lines of a card that say more of an address, a number or an organisation than is
            kept of it (its parts, types, preferences), to be written back while they are still so.
        extra: What tinynet has no place for, as unfolded lines, to be written back on export.
        raw: SHA-256 in hex of the bytes it was read from, by which it need not be read again; "".
        warnings: What was left out or changed while reading, each with its line.
        ours: Whether tinynet wrote the card.
        unsaid: Fields of which the source says nothing now, or nothing that can be read: what was
            read last stays. Besides names of fields, what a date is of.
        more: Fields that tinynet has for a person and this record has no place for, by the names
            that `db/tables.py` gives them: ("pronouns", "she/her").
    """

    source: str
    source_id: str
    fingerprint: str
    line: int
    name: str
    name_parts: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    emails: tuple[Contact, ...] = ()
    phones: tuple[Contact, ...] = ()
    urls: tuple[Contact, ...] = ()
    ims: tuple[Contact, ...] = ()
    addresses: tuple[Contact, ...] = ()
    birthday: str = ""
    dates: tuple[DateRecord, ...] = ()
    organisation: str = ""
    title: str = ""
    role: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    circle: str = ""
    every: int | None = None
    met_how: str = ""
    met_at: str = ""
    met_on: str = ""
    met_via: str = ""
    archived: bool = False
    photo: str = ""
    lines: tuple[str, ...] = field(default=(), compare=False)  # how it is spelled, not what it says
    extra: tuple[str, ...] = ()
    raw: str = ""
    warnings: tuple[str, ...] = ()
    ours: bool = field(default=False, compare=False)  # who wrote it, not what it says
    unsaid: tuple[str, ...] = field(default=(), compare=False)
    more: tuple[tuple[str, str], ...] = ()


class KnownRecord(PersonRecord):
    """A person read before from the same bytes: only what identifies them."""

    __slots__ = ()


class Someone(NamedTuple):
    """A person named in a conversation, a calendar or a diary.

    Attributes:
        name: As it was written; "" where there is only an address.
        email: An address, or "".
        phone: A number as it was written, or "".
        source_id: The `source_id` of a PersonRecord of the same source, or "".
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    source_id: str = ""


@dataclass(slots=True)  # frozen, making one takes five times as long
class InteractionRecord:
    """An interaction in one source.

    Conversations give one record for each person and day, never a body.

    Attributes:
        source: Which format it is, "mbox".
        source_id: What names it there, never empty, and the same whenever the same thing is read:
            an id of the source's own, or what makes it one (day and address, day and text).
        fingerprint: SHA-256 in hex of what the source says; only what becomes a note, since it
            names nobody, needs one.
        line: Where it begins in its file, from 1.
        on: The day, ISO.
        kind: A kind of contact: "email", "coffee", "other".
        people: Who was there beside you; may be empty in a diary.
        minutes: How long; None where it is not known.
        place: Where, or "".
        note: What was written about it, or "".
        tags: Words about it.
        by: Who reached out: "me", "them" or "".
        attempt: Whether nobody answered.
        deep: Whether it was a deep talk.
        adds_people: Whether people here who are not known yet become people (a diary, an address
            book), or are only listed (mail, calendars, chats).
        warnings: What was left out or guessed, each with its line.
        other_ids: What may have named it there before, as a meeting that repeats by now.
        may_have_moved: Whether it is a day of a series that has no other within a week of it, so
            that what its source has no more within that week may be the same.
    """

    source: str
    source_id: str
    fingerprint: str
    line: int
    on: str
    kind: str
    people: tuple[Someone, ...] = ()
    minutes: int | None = None
    place: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    by: str = ""
    attempt: bool = False
    deep: bool = False
    adds_people: bool = False
    warnings: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = field(default=(), compare=False)
    may_have_moved: bool = field(default=False, compare=False)


@dataclass(slots=True)  # frozen, making one takes five times as long
class NoteRecord:
    """A note about one or several people, or about nobody in particular.

    Attributes:
        source, source_id, fingerprint, line: As in InteractionRecord.
        on: The day, ISO.
        text: The note.
        people: Whom it is about; may be empty.
        tags: Words in it; they stay in the text as well.
    """

    source: str
    source_id: str
    fingerprint: str
    line: int
    on: str
    text: str
    people: tuple[Someone, ...] = ()
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FavourRecord:
    """Help given or received, or a gift, in words.

    Attributes:
        source, source_id, fingerprint, line: As in InteractionRecord.
        on: The day, ISO.
        way: "gave" or "got".
        text: What it was.
        person: Whose.
    """

    source: str
    source_id: str
    fingerprint: str
    line: int
    on: str
    way: str
    text: str
    person: Someone
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place, with the other names it goes by."""

    source: str
    line: int
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a file that cannot be read as a record.

    Attributes:
        where: "file:line".
        reason: What is wrong with it, one sentence without a final stop.
    """

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class CancelledRecord:
    """A meeting that was called off, whose contact is taken back where it was imported before.

    Attributes:
        source: Which format it is.
        source_ids: What may name its interaction there; none for a series, whose days may have
            been held.
        line: Where it is, from 1.
        text: What was, one sentence without a stop.
    """

    source: str
    source_ids: tuple[str, ...]
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something left out on purpose, which the user should know about.

    Attributes:
        line: Where it is in its file, from 1.
        text: What, one sentence without a final stop.
    """

    line: int
    text: str


EventRecord = InteractionRecord | NoteRecord | FavourRecord
Record = (
    PersonRecord
    | InteractionRecord
    | NoteRecord
    | FavourRecord
    | PlaceRecord
    | CancelledRecord
    | LeftOut
)
