"""vCard 2.1, 3.0 and 4.0 as phones, mail programs and servers write them, read defensively.

From file to record: `vcard_lines` finds the cards and unfolds their lines, `vcard_property` takes
a line apart, `vcard_fields` knows what each property says, and this module makes a record of it.
Cards without anything odd are unfolded and taken apart as a whole instead (`plain_cards`).
A bad line or value costs that field, with a warning; no name or no END costs the card; nothing
costs the file. The limits are the capital names in `vcard_lines`, `vcard_property`,
`vcard_values` and `core.names`.

A card of KIND:group, or a list of Evolution, is no person: its name becomes a tag of those of its
members, named by UID or e-mail address, that are in the same file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tinynet.core.names import check_name
from tinynet.errors import BadValueError
from tinynet.exchange.record import PersonRecord, Refused
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.escapes import split_unescaped
from tinynet.exchange.vcard.fields import MESSAGING, SPELLED, place
from tinynet.exchange.vcard.lines import VCard, cards, without_mark
from tinynet.exchange.vcard.property import Property, parse
from tinynet.exchange.vcard.values import email, is_address, label, one_line
from tinynet.exchange.written_names import best_name, composed

SOURCE = "vcard"
Groups = Mapping[str, Sequence[str]]

_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_GROUP = re.compile(
    rb"(?i)(?:(?:X-ADDRESSBOOKSERVER-)?KIND[^:]{0,200}:[ \t]{0,20}group"
    rb"|X-EVOLUTION-LIST[ \t]{0,20}:[ \t]{0,20}TRUE)[ \t]*"
)
_KIND = re.compile(rb"[Kk][Ii][Nn][Dd][;: \t]|-[Ll][Ii][Ss][Tt][: \t]")
# How a line that says it begins, or the part before a fold; a lone carriage return may be before.
_BEFORE_KIND = re.compile(
    rb"\n(?:[Kk]|[Xx](?:-(?:[Aa](?:[Dd]|\r?\n)|[Ee](?:[Vv]|\r?\n)|\r?\n)|\r?\n))"
)
_LINE_BEGINNING = 5  # bytes that tell whether the first line is one
_MEMBERS = frozenset({"EMAIL", "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})  # Evolution has addresses
_MEMBER_URI = re.compile(r"(?i)(?:urn:uuid|mailto):")
# They change while the person does not, and a card that is written has its own.
OF_THE_FILE = frozenset({"VERSION", "PRODID", "REV"})
_WAYS = frozenset({"ADR", "EMAIL", "IMPP", "ORG", "SOCIALPROFILE", "TEL", "URL", "X-SOCIALPROFILE"})
_WEB = frozenset({"IMPP", "PHOTO", "RELATED", "SOCIALPROFILE", "URL", "X-SOCIALPROFILE"})
_SAYS_MORE = _WAYS | _WEB | SPELLED
_BARE_COMMA = re.compile(r"(?<!\\),")
_DATA = re.compile(r"(?i)data:")  # a picture itself
_PARTED = {"ADR": 2, "ORG": 0}  # the part that is all of it where nothing stands in the others
_COMMA = re.compile(r",(?=\S)")  # between several given names of N


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a vCard; some 100 of them are enough."""
    return _BEGIN.match(without_mark(head)) is not None


def read(
    data: bytes, name: str, groups: Groups | None = None, first: int = 1
) -> Iterator[PersonRecord | Refused]:
    """Read a file of vCards.

    Args:
        data: The file: UTF-8 or UTF-16; lines that are no UTF-8 are read
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
            warnings: list[tuple[int, str]] = []
            properties = properties_of(card, warnings)
            yield record_of(properties, warnings, (name, card.line), groups)
    if card is None and data.strip():
        yield Refused(f"{name}:1", "there is no BEGIN:VCARD in it")


def _is_group(card: VCard) -> bool:
    return any(line.raw[:1] in b"KkXx" and _GROUP.fullmatch(line.raw) for line in card.lines)


def groups_of(data: bytes) -> Groups:
    """Member (UID without its scheme, or e-mail address) -> the names of their groups.

    Members come before their group or after it, so this is a pass of its own.
    """
    found: dict[str, list[str]] = {}
    # To look for the word takes a twentieth of the time, to look at how lines begin a hundredth.
    may_be = (
        _BEFORE_KIND.search(data)
        or _BEFORE_KIND.match(b"\n" + data[:_LINE_BEGINNING])
        or has_lone_cr(data)
    )
    if not may_be or _KIND.search(data) is None or _GROUP.search(data) is None:
        return found
    for card in cards(data):
        if not _is_group(card):
            continue
        properties = properties_of(card, [])
        names = [one_line(p.text) for p in properties if p.name == "FN"]
        for member in (p for p in properties if p.name in _MEMBERS):
            found.setdefault(_member(member.text), []).extend(filter(None, names[:1]))
    found.pop("", None)
    return found


def has_lone_cr(data: bytes) -> bool:
    """Whether a carriage return ends a line: to count takes an eighth of what searching takes."""
    return data.count(b"\r") != data.count(b"\r\n")


def _member(text: str) -> str:
    return (email(text) or _MEMBER_URI.sub("", text, count=1).strip()).lower()


def properties_of(card: VCard, warnings: list[tuple[int, str]]) -> list[Property]:
    """A card's properties; what is not one goes into the warnings."""
    parsed = (parse(line, warnings) for line in card.lines)
    return [found for found in parsed if found is not None]


def labels_of(properties: Iterable[Property]) -> dict[str, str]:
    """The labels of a card's groups."""
    return {found.head.group: label(found.text) for found in properties if found.head.is_label}


def record_of(
    properties: Sequence[Property],
    warnings: list[tuple[int, str]],
    where: tuple[str, int],
    groups: Groups,
    raw: str = "",
) -> PersonRecord | Refused:
    """The record of a card, or why there is none.

    Args:
        properties: What stands in it.
        warnings: What was wrong with its lines, with their numbers; more are added.
        where: The file's name, and the line at which the card begins.
        groups: Who is in which group.
        raw: SHA-256 in hex of its bytes, or "".
    """
    draft = Draft(labels_of(properties), warnings)
    unplaced: set[int] = set()
    spelled: set[int] = set()
    for index, found in enumerate(properties):
        if not found.head.is_label and not place(draft, found):
            unplaced.add(index)
        elif (found.name in _SAYS_MORE or found.name[:2] == "X-") and says_more(found):
            spelled.add(index)
    if draft.thing:
        return Refused(f"{where[0]}:{where[1]}", f"it is the card of a {draft.thing}")
    emails = draft.ways("emails")
    full_names = draft.names
    try:
        name = _name(draft, full_names, emails[0].value if emails else "")
    except BadValueError as error:
        return Refused(f"{where[0]}:{where[1]}", error.message)
    fields = draft.fields()
    joined: list[str] = []
    if groups:
        keys = (_member(fields["source_id"]), *(email.value.lower() for email in emails))
        joined = [group for key in dict.fromkeys(keys) for group in groups.get(key, ())]
        fields["tags"] = tuple(dict.fromkeys((*fields["tags"], *joined)))
    names = [other for other in full_names if other != name and not is_address(other)]
    nicknames = dict.fromkeys(draft.nicknames + names)
    return PersonRecord(
        SOURCE,
        fingerprint=_fingerprint(properties, draft.labels, joined),
        line=where[1],
        name=name,
        nicknames=tuple([other for other in nicknames if other not in {"", name}]),
        extra=_lines(properties, unplaced),
        lines=_lines(properties, spelled),
        ours=draft.ours,
        warnings=tuple([f"line {line}: {what}" for line, what in sorted(warnings)]),
        raw=raw,
        **fields,
    )


def says_more(found: Property) -> bool:
    """Whether a line says more than a profile keeps: parts, types, preferences, its own name.

    An address on the web with a bare comma says it in another way than it would be written.
    """
    name = found.name
    if name in SPELLED or (name[:2] == "X-" and MESSAGING.fullmatch(name)):
        return True  # IMPP, say, would be written in its place
    has_comma = name in _WEB and "," in found.value and _BARE_COMMA.search(found.value)
    if has_comma and not _DATA.match(found.value):
        return True
    if name not in _WAYS or found.head.says_more:
        return name in _WAYS
    whole, parts = _PARTED.get(name), split_unescaped(found.value, ";")
    return whole is not None and any(parts[:whole] + parts[whole + 1 :])


def _lines(properties: Sequence[Property], chosen: set[int]) -> tuple[str, ...]:
    """The lines of some properties, and the labels of their groups."""
    if not chosen:
        return ()
    groups = {properties[index].head.group for index in chosen}
    return tuple(
        [
            found.written()
            for index, found in enumerate(properties)
            if index in chosen or (found.head.is_label and found.head.group in groups)
        ]
    )


def _name(draft: Draft, names: Sequence[str], email: str) -> str:
    """The best name there is: FN (preferred ones first), N, NICKNAME, ORG, else the first address.

    Raises:
        BadValueError: There is none, or it is too long.
    """
    if names and "@" not in names[0]:  # as nearly always
        try:
            return check_name(names[0])
        except BadValueError:
            pass  # which is found again below
    whole = composed(*[_COMMA.sub(" ", part) for part in draft.name_parts or ("",) * 5])
    organisation = draft.single.get("organisation", "")
    candidates = sorted((*names, whole), key=is_address)  # "pia@example.com" says less
    none = "there is no name in it: no FN, N, NICKNAME, ORG or EMAIL"
    return best_name((*candidates, *draft.nicknames, organisation, email), none)


def _fingerprint(
    properties: Sequence[Property], labels: Mapping[str, str], groups: Sequence[str]
) -> str:
    """SHA-256 of what the card says, whatever its folding, line ends, order and group numbers."""
    lines = [
        f"{found.head.compared}{labels.get(found.head.group, '')}:{found.value.strip()}"
        for found in properties
        if found.name not in OF_THE_FILE and not found.head.is_label
    ]
    lines.sort()
    text = "\n".join([*lines, "", *sorted(groups)])
    return hashlib.sha256(text.encode()).hexdigest()
