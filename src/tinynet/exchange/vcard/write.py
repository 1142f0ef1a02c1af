"""People as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426), as `vcard` reads them back.

What is written is what would be read: white space and control characters go the way they go on
reading, so that export, import and export again give the same bytes. What tinynet alone knows
stands in X-TINYNET-* properties; labels of one's own as Apple writes them, in a line of the same
group: `item1.TEL:...` and `item1.X-ABLabel:Studio`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tinynet.exchange.content_lines import PRODUCT, escaped, folded
from tinynet.exchange.own_fields import FIELDS, value_of
from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard.kept_lines import as_it_came
from tinynet.exchange.vcard.own_properties import fact
from tinynet.exchange.vcard.values import LABEL_MAX, RELATED, clean, one_line
from tinynet.exchange.written_names import NAME_PARTS

VERSIONS = ("3", "4")
END = "END:VCARD"

# Labels that both standards have a TYPE for; any other is written as Apple does.
_TYPES = {"home": "home", "work": "work", "mobile": "cell", "fax": "fax", "pager": "pager"}
_STANDARD = {"ORG", "TITLE"}  # written before the rest of what is known
# What RELATED of 4.0 has a TYPE for, and Apple a label of its own.
_RELATED_TYPES = frozenset(
    {"acquaintance", "agent", "child", "co-resident", "co-worker", "colleague", "contact", "crush"}
    | {"date", "emergency", "friend", "kin", "me", "met", "muse", "neighbor", "parent", "sibling"}
    | {"spouse", "sweetheart"}
)
_APPLE_LABELS = frozenset(
    {"anniversary", "assistant", "brother", "child", "daughter", "father", "friend", "manager"}
    | {"mother", "parent", "partner", "sister", "son", "spouse"}
)
_SCHEMES = frozenset({"aim", "facetime", "irc", "matrix", "msnim", "sip", "skype", "xmpp", "ymsgr"})
_SERVICE = re.compile(r"[a-z0-9][a-z0-9 ._-]*")
_URI = re.compile(r"(?:urn|mailto|tel|https?):\S+")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NO_YEAR = "1604"  # Apple's year for none
_INLINE = re.compile(r"data:image/(?!pref)([a-z0-9][a-z0-9.+-]{0,20});base64,(\S+)")
_GROUP = re.compile(r"([\w-]+)\.", re.ASCII)
_PARTED = re.compile(r"(?:[\w-]+\.)?(?:N|ADR|ORG)(?:;|\Z)", re.ASCII)  # of values in parts
_ESCAPED = re.compile(r"\\.")
_EDGE = re.compile(r"(?i)\s*(?:BEGIN|END)\s*:")
_LINE_ENDS = str.maketrans({"\r": "", "\n": r"\n"})


@dataclass(slots=True)
class Lines:
    """The lines of a card in the making, and which groups are taken."""

    version: str
    made: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    last: int = 0

    def put(self, head: str, value: str) -> None:
        """Add a line, unless it would say nothing.

        Only 3.0 has semicolons escaped that part nothing; ical.js doubles the backslash there.
        """
        if self.version == "4" and r"\;" in value and not _PARTED.match(head):
            value = _ESCAPED.sub(lambda found: ";" if found[0] == r"\;" else found[0], value)
        if value:
            self.made.append(f"{head}:{value}")

    def labelled(self, head: str, value: str, label: str) -> None:
        """Add a line with a label of one's own."""
        if not value:
            return
        if not label:
            self.put(head, value)
            return
        while not self.last or f"item{self.last}" in self.taken:
            self.last += 1
        group = f"item{self.last}"
        self.taken.add(group)
        self.put(f"{group}.{head}", value)
        self.put(f"{group}.X-ABLabel", text(_apple(label)))


def write(records: Iterable[PersonRecord], version: str) -> Iterator[bytes]:
    """The cards of some people, one after the other.

    Args:
        records: With a `source_id`, which becomes the UID.
        version: "4" or "3".
    """
    for record in records:
        yield folded([*head(version), *body(record, version), END])


def head(version: str) -> list[str]:
    """How a card begins."""
    return ["BEGIN:VCARD", f"VERSION:{version}.0", f"PRODID:{PRODUCT}"]


def body(record: PersonRecord, version: str, taken: Iterable[str] = ()) -> list[str]:
    """What a card says of a person, as unfolded lines.

    Args:
        record: The person.
        version: "4" or "3".
        taken: The names of groups that stand on the card already.
    """
    came: list[str] = []
    if record.lines:
        record, came = as_it_came(record, body(replace(record, lines=()), version, taken))
    extra = [_whole(line) for line in (*came, *record.extra) if not _EDGE.match(line)]
    groups = (_GROUP.match(line) for line in extra)
    lines = Lines(version, taken={*taken, *(match[1].lower() for match in groups if match)})
    for part in (_names, _ways, _days, _rest, _ours):
        part(lines, record)
    return [*lines.made, *extra]


def text(value: str) -> str:
    """A text as it stands in a line."""
    return escaped(clean(value))


def line(value: str) -> str:
    """A text on one line as it stands in a line."""
    return escaped(one_line(value))


def uri(value: str) -> str:
    """An address, whose semicolons stand as they are; vobject cuts it at a bare comma."""
    return one_line(value).replace("\\", r"\\").replace(",", r"\,")


def _whole(extra: str) -> str:
    """A line that was kept, which cannot become two."""
    return extra.translate(_LINE_ENDS)


def _apple(label: str) -> str:
    """A label, in Apple's own form where Apple has it, or where it only looks like that."""
    label = one_line(label)[:LABEL_MAX]
    if label in _APPLE_LABELS:
        return f"_$!<{label.title()}>!$_"
    return f"_$!<{label}>!$_" if label.startswith("_$!<") else label


def _names(lines: Lines, record: PersonRecord) -> None:
    lines.put("UID", line(record.source_id))
    lines.put("FN", line(record.name))
    parts = record.name_parts
    if record.name and not parts:  # 3.0 wants it, and so does khard
        parts = ("", record.name, "", "", "")
    if parts:
        lines.put("N", ";".join(map(line, (*parts, *[""] * NAME_PARTS)[:NAME_PARTS])))
    for nickname in record.nicknames:  # vobject takes the first one of a line
        lines.put("NICKNAME", line(nickname))


def _listed(words: Iterable[str]) -> str:
    return ",".join(filter(None, map(line, words)))


def _ways(lines: Lines, record: PersonRecord) -> None:
    for contact in record.emails:
        _way(lines, "EMAIL", line(contact.value), contact.kind_label)
    for contact in record.phones:
        _way(lines, "TEL", line(contact.value), contact.kind_label)
    for contact in record.urls:
        _way(lines, "URL", uri(contact.value), contact.kind_label)
    for contact in record.addresses:
        street = line(contact.value)
        _way(lines, "ADR", f";;{street};;;;" if street else "", contact.kind_label)
    for contact in record.ims:
        _im(lines, uri(contact.value), one_line(contact.kind_label))


def _way(lines: Lines, head: str, value: str, label: str) -> None:
    """One way to reach somebody: its label as types where they say it, else as Apple does."""
    words = label.split(" ") if label else []
    if all(word in _TYPES for word in words) and len({*words}) == len(words):
        lines.put(";TYPE=".join([head, *(_TYPES[word] for word in words)]), value)
    else:
        lines.labelled(head, value, label)


def _im(lines: Lines, value: str, service: str) -> None:
    if not value:
        return
    if service in _SCHEMES:
        lines.put("IMPP", f"{service}:{value}")
    elif _SERVICE.fullmatch(service):
        lines.put(f"IMPP;X-SERVICE-TYPE={service}", f"im:{value}")
    else:
        lines.labelled("IMPP", f"x-apple:{value.replace('%', '%25')}", service)


def _days(lines: Lines, record: PersonRecord) -> None:
    lines.put(*_date(lines, "BDAY", record.birthday))
    once = {"anniversary": "ANNIVERSARY", "death": "DEATHDATE"} if lines.version == "4" else {}
    for day in record.dates:
        head = once.pop(day.what, "")  # there is at most one of each on a card
        if head:
            lines.put(*_date(lines, head, day.on))
        else:
            lines.labelled(*_date(lines, "X-ABDATE", day.on), day.what or "date")


def _date(lines: Lines, head: str, on: str) -> tuple[str, str]:
    """A partial date in the version's own way; in words where it has none."""
    exact = on.removesuffix("~")
    if exact != on:
        return f"{head};VALUE=text", f"circa {exact}"
    if lines.version == "4":
        if _FULL_DATE.fullmatch(on):
            return head, on.replace("-", "")
        return head, f"--{on[2:].replace('-', '')}" if on.startswith("--") else on
    if _FULL_DATE.fullmatch(on):
        return head, on
    if _FULL_DATE.fullmatch(_NO_YEAR + on[1:]):
        return f"{head};X-APPLE-OMIT-YEAR={_NO_YEAR}", _NO_YEAR + on[1:]
    return f"{head};VALUE=text", on


def _rest(lines: Lines, record: PersonRecord) -> None:
    lines.put("ORG", line(record.organisation))  # both in `_STANDARD`
    lines.put("TITLE", line(record.title))
    lines.put("ROLE", line(record.role))
    lines.put("CATEGORIES", _listed(record.tags))
    for relation in record.relations:
        _relation(lines, one_line(relation.relation), one_line(relation.name))
    for note in record.notes:
        lines.put("NOTE", text(note))
    _photo(lines, "".join(record.photo.split()))


def _relation(lines: Lines, word: str, name: str) -> None:
    label = "" if word == RELATED else word
    if lines.version == "3":
        lines.labelled("X-ABRELATEDNAMES", escaped(name), label)
        return
    is_uri = _URI.fullmatch(name) is not None
    head = "RELATED" if is_uri else "RELATED;VALUE=text"
    value = uri(name) if is_uri else escaped(name)
    if label in _RELATED_TYPES:
        lines.put(f"{head};TYPE={label}", value)
    else:
        lines.labelled(head, value, label)


def _photo(lines: Lines, photo: str) -> None:
    inline = _INLINE.fullmatch(photo)
    if lines.version == "3" and inline:
        lines.put(f"PHOTO;ENCODING=b;TYPE={inline[1].upper()}", inline[2])
    else:
        lines.put("PHOTO" if lines.version == "4" else "PHOTO;VALUE=uri", uri(photo))


def _ours(lines: Lines, record: PersonRecord) -> None:
    """What only tinynet knows."""
    for key, value in record.facts:
        lines.put("X-TINYNET-FACT", text(fact(one_line(key), clean(value))))
    for own in FIELDS:
        if own["vcard"] not in _STANDARD:
            value = value_of(record, own)
            shown = "" if value is None else str(value)
            lines.put(own["vcard"], text(shown) if own["shape"] == "text" else line(shown))
    lines.put("X-TINYNET-ARCHIVED", "TRUE" if record.archived else "")
