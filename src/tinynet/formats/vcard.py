"""vCard 2.1, 3.0 and 4.0 as phones, mail programs and servers write them, read defensively.

From file to record: `vcard_lines` finds the cards and unfolds their lines, `vcard_property` takes
a line apart, `vcard_fields` knows what each property says, and this module makes a record of it.
A bad line or value costs that field, with a warning; no name or no END costs the card; nothing
costs the file. The limits are the capital names in `vcard_lines`, `vcard_property`,
`vcard_values` and `core.names`.

A card of KIND:group is no person: its name becomes a tag of those of its members, named by UID or
e-mail address, that are in the same file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from tinynet.core.names import NAME_MAX, check_name
from tinynet.errors import BadValueError
from tinynet.formats.record import PersonRecord, Refused
from tinynet.formats.vcard_draft import Draft
from tinynet.formats.vcard_fields import place
from tinynet.formats.vcard_lines import Card, cards, without_mark
from tinynet.formats.vcard_property import Property, parse
from tinynet.formats.vcard_values import label, one_line

SOURCE = "vcard"

_BEGIN = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_GROUP = re.compile(rb"(?i)(?:X-ADDRESSBOOKSERVER-)?KIND[^:]{0,200}:[ \t]{0,20}group[ \t]*")
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})
_MEMBER_URI = re.compile(r"(?i)(?:urn:uuid|mailto):")
_PASSING = frozenset({"VERSION", "PRODID", "REV"})  # they change while the person does not
_COMMA = re.compile(r",(?=\S)")  # between several given names of N


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a vCard; some 100 of them are enough."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _BEGIN.match(head.decode(encoding, "ignore")) is not None


def read(data: bytes, name: str) -> Iterator[PersonRecord | Refused]:
    """Read a file of vCards.

    Args:
        data: The file: UTF-8 or UTF-16 with a byte order mark; lines that are no UTF-8 are read
            in their CHARSET, else as Windows-1252. Any line ends, versions mixed.
        name: The file's name for messages, "-" for standard input.

    Returns:
        In the file's order, a record of each person, or where and why there is none. Cards are
        read one at a time; the time grows with the bytes.
    """
    data = without_mark(data)
    groups = _groups(data)
    card = None
    for card in cards(data):
        if card.problem:
            yield Refused(f"{name}:{card.line}", card.problem)
        elif not _is_group(card):
            yield _record(card, name, groups)
    if card is None and data.strip():
        yield Refused(f"{name}:1", "there is no BEGIN:VCARD in it")


def _is_group(card: Card) -> bool:
    return any(_GROUP.fullmatch(line.raw) for line in card.lines)


def _groups(data: bytes) -> dict[str, list[str]]:
    """Member (UID without its scheme, or e-mail address) -> the names of their groups.

    Members come before their group or after it, so this is a pass of its own.
    """
    found: dict[str, list[str]] = {}
    if _GROUP.search(data) is None:
        return found
    for card in cards(data):
        if not _is_group(card):
            continue
        properties = _properties(card, [])
        names = [one_line(p.text) for p in properties if p.name == "FN"]
        for member in (p for p in properties if p.name in _MEMBERS):
            found.setdefault(_member(member.text), []).extend(filter(None, names[:1]))
    found.pop("", None)
    return found


def _member(text: str) -> str:
    return _MEMBER_URI.sub("", text, count=1).strip().lower()


def _properties(card: Card, warnings: list[tuple[int, str]]) -> list[Property]:
    parsed = (parse(line, warnings) for line in card.lines)
    return [found for found in parsed if found is not None]


def _record(card: Card, file: str, groups: Mapping[str, Sequence[str]]) -> PersonRecord | Refused:
    warnings: list[tuple[int, str]] = []
    properties = _properties(card, warnings)
    draft = Draft(
        labels={p.head.group: label(p.text) for p in properties if _is_label(p)},
        warnings=warnings,
    )
    unplaced = {
        index
        for index, found in enumerate(properties)
        if not _is_label(found) and not place(draft, found)
    }
    emails = draft.ways("emails")
    try:
        name = _name(draft, emails[0].value if emails else "")
    except BadValueError as error:
        return Refused(f"{file}:{card.line}", error.message)
    uid = draft.single.get("source_id", "")
    keys = dict.fromkeys((_member(uid), *(email.value.lower() for email in emails)))
    joined = [group for key in keys for group in groups.get(key, ())]
    nicknames = dict.fromkeys(draft.nicknames + draft.names)
    return PersonRecord(
        source=SOURCE,
        source_id=uid,
        fingerprint=_fingerprint(properties, draft.labels, joined),
        line=card.line,
        name=name,
        name_parts=draft.name_parts,
        nicknames=tuple(other for other in nicknames if other not in {"", name}),
        emails=emails,
        phones=draft.ways("phones"),
        urls=draft.ways("urls"),
        ims=draft.ways("ims"),
        addresses=draft.ways("addresses"),
        birthday=draft.single.get("birthday", ""),
        dates=tuple(dict.fromkeys(draft.dates)),
        organisation=draft.single.get("organisation", ""),
        title=draft.single.get("title", ""),
        role=draft.single.get("role", ""),
        tags=tuple(dict.fromkeys(draft.tags + joined)),
        notes=tuple(dict.fromkeys(draft.notes)),
        relations=tuple(dict.fromkeys(draft.relations)),
        photo=draft.single.get("photo", ""),
        extra=tuple(_extra(properties, unplaced)),
        warnings=tuple(f"line {line}: {what}" for line, what in sorted(warnings)),
    )


def _is_label(found: Property) -> bool:
    return found.name == "X-ABLABEL" and found.head.group != ""


def _extra(properties: Sequence[Property], unplaced: set[int]) -> Iterator[str]:
    """The lines that nothing was made of, and the labels of their groups."""
    groups = {properties[index].head.group for index in unplaced}
    for index, found in enumerate(properties):
        if index in unplaced or (_is_label(found) and found.head.group in groups):
            yield found.written()


def _name(draft: Draft, email: str) -> str:
    """The best name there is: FN, N, NICKNAME, ORG, else the e-mail address.

    Raises:
        BadValueError: There is none, or it is too long.
    """
    family, given, additional, prefixes, suffixes = draft.name_parts or ("",) * 5
    parts = f"{prefixes} {given} {additional} {family} {suffixes}"
    organisation = draft.single.get("organisation", "")
    composed = _COMMA.sub(" ", parts)
    for candidate in (*draft.names, composed, *draft.nicknames, organisation, email):
        try:
            return check_name(candidate)
        except BadValueError:
            if len(candidate) > NAME_MAX:
                raise BadValueError(f"the name is longer than {NAME_MAX} characters") from None
    raise BadValueError("there is no name in it: no FN, N, NICKNAME, ORG or EMAIL")


def _fingerprint(
    properties: Sequence[Property], labels: Mapping[str, str], groups: Sequence[str]
) -> str:
    """SHA-256 of what the card says, whatever its folding, line ends, order and group numbers."""
    lines = sorted(
        found.normal(labels.get(found.head.group, ""))
        for found in properties
        if found.name not in _PASSING and not _is_label(found)
    )
    text = "\n".join([*lines, "", *sorted(groups)])
    return hashlib.sha256(text.encode()).hexdigest()
