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
from tinynet.exchange.content_lines import PRODUCT
from tinynet.exchange.record import PersonRecord, Refused
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.escapes import split_unescaped
from tinynet.exchange.vcard.fields import MESSAGING, SERVICES, place
from tinynet.exchange.vcard.lines import VCard, cards, without_mark
from tinynet.exchange.vcard.property import Property, parse
from tinynet.exchange.vcard.values import is_address, label, one_line

SOURCE = "vcard"
Groups = Mapping[str, Sequence[str]]

_BEGIN = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_GROUP = re.compile(rb"(?i)(?:X-ADDRESSBOOKSERVER-)?KIND[^:]{0,200}:[ \t]{0,20}group[ \t]*")
_KIND = re.compile(rb"[Kk][Ii][Nn][Dd][;: \t]")
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})
_MEMBER_URI = re.compile(r"(?i)(?:urn:uuid|mailto):")
_PASSING = frozenset({"VERSION", "PRODID", "REV"})  # they change while the person does not
_WAYS = frozenset({"ADR", "EMAIL", "IMPP", "ORG", "SOCIALPROFILE", "TEL", "URL", "X-SOCIALPROFILE"})
_WEB = frozenset({"IMPP", "PHOTO", "RELATED", "SOCIALPROFILE", "URL", "X-SOCIALPROFILE"})
_BARE_COMMA = re.compile(r"(?<!\\),")
_DATA = re.compile(r"(?i)data:")  # a picture itself
_PARTED = {"ADR": 2, "ORG": 0}  # the part that is all of it where nothing stands in the others
_COMMA = re.compile(r",(?=\S)")  # between several given names of N


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a vCard; some 100 of them are enough."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _BEGIN.match(head.decode(encoding, "ignore")) is not None


def read(
    data: bytes, name: str, groups: Groups | None = None, first: int = 1
) -> Iterator[PersonRecord | Refused]:
    """Read a file of vCards.

    Args:
        data: The file: UTF-8 or UTF-16 with a byte order mark; lines that are no UTF-8 are read
            in their CHARSET, else as Windows-1252. Any line ends, versions mixed.
        name: The file's name for messages, "-" for standard input.
        groups: Who is in which group, where other files tell (`groups_of`).
        first: The number of the first line.

    Returns:
        In the file's order, a record of each person, or where and why there is none. Cards are
        read one at a time; the time grows with the bytes.
    """
    data = without_mark(data)
    if groups is None:
        groups = groups_of(data)
    card = None
    for card in cards(data, first):
        if card.problem:
            yield Refused(f"{name}:{card.line}", card.problem)
        elif not _is_group(card):
            yield _record(card, name, groups)
    if card is None and data.strip():
        yield Refused(f"{name}:1", "there is no BEGIN:VCARD in it")


def _is_group(card: VCard) -> bool:
    return any(line.raw[:1] in b"KkXx" and _GROUP.fullmatch(line.raw) for line in card.lines)


def groups_of(data: bytes) -> Groups:
    """Member (UID without its scheme, or e-mail address) -> the names of their groups.

    Members come before their group or after it, so this is a pass of its own.
    """
    found: dict[str, list[str]] = {}
    # Looking for the word first takes a hundredth of the time.
    if _KIND.search(data) is None or _GROUP.search(data) is None:
        return found
    for card in cards(data):
        if not _is_group(card):
            continue
        properties, _ = properties_of(card, [])
        names = [one_line(p.text) for p in properties if p.name == "FN"]
        for member in (p for p in properties if p.name in _MEMBERS):
            found.setdefault(_member(member.text), []).extend(filter(None, names[:1]))
    found.pop("", None)
    return found


def _member(text: str) -> str:
    return _MEMBER_URI.sub("", text, count=1).strip().lower()


def properties_of(
    card: VCard, warnings: list[tuple[int, str]]
) -> tuple[list[Property], dict[str, str]]:
    """A card's properties, and the labels of its groups; what is not one goes into the warnings."""
    parsed = (parse(line, warnings) for line in card.lines)
    properties = [found for found in parsed if found is not None]
    return properties, {p.head.group: label(p.text) for p in properties if is_label(p)}


def _record(card: VCard, file: str, groups: Groups) -> PersonRecord | Refused:
    warnings: list[tuple[int, str]] = []
    properties, labels = properties_of(card, warnings)
    draft = Draft(labels, warnings)
    unplaced = {
        index
        for index, found in enumerate(properties)
        if not is_label(found) and not place(draft, found)
    }
    spelled = {index for index, found in enumerate(properties) if says_more(found)}
    emails = draft.ways("emails")
    try:
        name = _name(draft, emails[0].value if emails else "")
    except BadValueError as error:
        return Refused(f"{file}:{card.line}", error.message)
    fields = draft.fields()
    keys = dict.fromkeys((_member(fields["source_id"]), *(email.value.lower() for email in emails)))
    joined = [group for key in keys for group in groups.get(key, ())]
    names = [other for other in draft.names if not is_address(other)]
    nicknames = dict.fromkeys(draft.nicknames + names)
    fields["tags"] = tuple(dict.fromkeys((*fields["tags"], *joined)))
    return PersonRecord(
        source=SOURCE,
        fingerprint=_fingerprint(properties, draft.labels, joined),
        line=card.line,
        name=name,
        nicknames=tuple(other for other in nicknames if other not in {"", name}),
        extra=tuple(_lines(properties, unplaced)),
        lines=tuple(_lines(properties, spelled - unplaced)),
        ours=any(found.name == "PRODID" and found.text == PRODUCT for found in properties),
        warnings=tuple(f"line {line}: {what}" for line, what in sorted(warnings)),
        **fields,
    )


def says_more(found: Property) -> bool:
    """Whether a line says more than a profile keeps: parts, types, preferences, its own name.

    An address on the web with a bare comma says it in another way than it would be written.
    """
    name = found.name
    if name in SERVICES or (name[:2] == "X-" and MESSAGING.fullmatch(name)):
        return True  # IMPP would be written in its place
    has_comma = name in _WEB and "," in found.value and _BARE_COMMA.search(found.value)
    if has_comma and not _DATA.match(found.value):
        return True
    if name not in _WAYS or found.head.params:
        return name in _WAYS
    whole, parts = _PARTED.get(name), split_unescaped(found.value, ";")
    return whole is not None and any(parts[:whole] + parts[whole + 1 :])


def is_label(found: Property) -> bool:
    """Whether a property is Apple's label of the others in its group."""
    return found.name == "X-ABLABEL" and found.head.group != ""


def _lines(properties: Sequence[Property], chosen: set[int]) -> Iterator[str]:
    """The lines of some properties, and the labels of their groups."""
    groups = {properties[index].head.group for index in chosen}
    for index, found in enumerate(properties):
        if index in chosen or (is_label(found) and found.head.group in groups):
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
    candidates = sorted((*draft.names, composed), key=is_address)  # "pia@example.com" says less
    for candidate in (*candidates, *draft.nicknames, organisation, email):
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
        if found.name not in _PASSING and not is_label(found)
    )
    text = "\n".join([*lines, "", *sorted(groups)])
    return hashlib.sha256(text.encode()).hexdigest()
