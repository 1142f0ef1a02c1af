"""What every importer yields: a person as a file tells of them, or where and why one was refused.

Records are plain data. They know nothing of the people already here: matching, planning and
writing are one driver's work.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody.

    Attributes:
        kind_label: "home", "work", "mobile", "home fax", a service, or the owner's own words; may
            be empty.
        value: The address, number or URL as it was written.
    """

    kind_label: str
    value: str


@dataclass(frozen=True, slots=True)
class DateRecord:
    """A day that matters to somebody.

    Attributes:
        what: "anniversary", "death", or the owner's own words.
        on: A canonical partial date (core/partial.py).
    """

    what: str
    on: str


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """What somebody else is to the person of the record.

    Attributes:
        relation: "spouse", "child", "younger sister", or the owner's own words.
        name: Their name, or a `source_id` of the same source ("urn:uuid:...").
    """

    relation: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person as one source tells of them.

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
        relations: Who is what to them.
        photo: "data:image/...;base64,..." or a URL that nobody fetches; "" when there is none.
        extra: What tinynet has no place for, as unfolded lines, to be written back on export.
        warnings: What was left out or changed while reading, each with its line.
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
    photo: str = ""
    extra: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a file that is no record.

    Attributes:
        where: "file:line".
        reason: What is wrong with it, one sentence without a final stop.
    """

    where: str
    reason: str
