"""One mail's header: the few fields that tell who wrote to whom, when, and whether by hand.

`email` of the standard library builds objects for every field, which takes ten times as long as
the whole import may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from functools import lru_cache

from tinynet.core.names import NAME_MAX, fold
from tinynet.exchange import old_encodings
from tinynet.exchange.talks.talk import storable
from tinynet.exchange.vcard.values import one_line

ADDRESS_MAX = 254  # characters of an address (RFC 5321); longer ones are not addresses
FIELD_MAX = 16_384  # bytes of one field; the rest of a longer one is cut off
FIRST_YEAR = 1971  # the year of the first mail; what is older comes from a broken clock
_DATE_MAX = 100  # characters of a Date that is looked at

_FIELD = re.compile(
    rb"(?im)^(From|Sender|To|Cc|Bcc|Date|Delivered-To|List-Id|List-Post|List-Unsubscribe|Precedence"
    rb"|Auto-Submitted|X-Gmail-Labels|X-Spam-Flag)"
    rb"[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)"
)
_FOLD = re.compile(rb"\r?\n")
_BY_LIST = frozenset({b"bulk", b"list", b"junk"})
_MACHINE = re.compile(
    r"(?:.*[._+-])?(?:no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|postmaster|bounces?"
    r"|notifications?|newsletters?)(?:[._+-].*)?@.*|reply[+-].*@.*"
    r"|.*@(?:lists\..*|googlegroups\.com|groups\.google\.com|(?:[\w-]+\.)?groups\.io"
    r"|yahoogroups\..*)"
)
# How Gmail calls the folder of mails that were not sent, in the languages it speaks, without
# accents; its "Spam" is called so in all of them.
_DRAFTS = frozenset(
    {"drafts", "draft", "entwurfe", "entwurf", "brouillons", "borradores", "rascunhos", "bozze"}
    | {"concepten", "utkast", "kladder", "luonnokset", "wersje robocze", "koncepty", "piszkozatok"}
    | {"ciorne", "skice", "osnutki", "taslaklar", "черновики", "чернетки", "προχειρα", "draf"}
    | {"下書き", "草稿", "임시보관함", "esborranys", "nacrti", "melnraksti", "juodrasciai"}
)
_KEPT_APART = frozenset(map(fold, _DRAFTS)) | {"spam", "junk", "templates", "unsent messages"}
# Quoted strings, encoded words, angle brackets, comments, one in another at the most; all bounded,
# so that an open quote costs no more than its bound.
_COMMENT = r"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,100}+\)){0,400}+\)"
_TOKEN = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.){0,400}+")|(?P<encoded>=\?[^?\s]{1,40}\?[bBqQ]\?[^?]{0,400}\?=)'
    rf"|<(?P<angle>[^<>]{{0,400}}+)>|(?P<comment>{_COMMENT})|(?P<end>[,;])|(?P<colon>:)"
    r'|(?P<text>[^",;:<(=]++|.)',
    re.DOTALL,
)
_INNER_COMMENT = re.compile(_COMMENT, re.DOTALL)
_ROUTE = re.compile(r"\s*@[^:]*:")  # <@relay.example,@other.example:anne@example.org>
_AROUND = re.compile(r"(?<!\s)\s*+@\s*+")  # old mails have blanks there
_AROUND_DOT = re.compile(r"(?<=[^\s.])\s*+\.\s*+(?=[^\s.])")
# Sought from where a word begins, as in it from every letter 16,000 of them would take 1.7 s.
_BARE = re.compile(
    r"(?:(?<![^\s<>:\"()\[\]])[^\s<>:\"()\[\]]+|\"(?:[^\"\\]|\\.){1,64}\")"
    r"@(?:[^\s<>:\"()\[\]]+|\[[^\s\[\]]{1,64}\])"
)
_PLAIN = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,180}\w")  # nearly all are so, which saves a third
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+")  # what needs no quotes before the @


@dataclass(frozen=True, slots=True)
class Address:
    """An address in lower case, and the name beside it as it was written, still encoded."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What counts of one mail.

    Attributes:
        sender: None if there is none.
        receivers: Of To, Cc and Bcc.
        delivered_to: Whose mailbox it arrived in; mostly unknown.
        date: As it was written.
        by_machine: Whether a list, a program or an office sent it rather than a person, or nobody:
            drafts and spam.
        lists: The addresses of the list that sent it.
    """

    sender: Address | None
    receivers: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    date: str
    by_machine: bool
    lists: tuple[Address, ...] = ()


def parse(header: bytes) -> Mail:
    """Read a mail's header, in any 8-bit character set; what is broken counts as not there."""
    fields: dict[bytes, bytes] = {}
    for found in _FIELD.finditer(header):
        name, value = found[1].lower(), _FOLD.sub(b" ", found[2][:FIELD_MAX]).strip()
        fields[name] = fields[name] + b", " + value if name in fields else value
    senders = addresses(fields.get(b"from", b"")) or addresses(fields.get(b"sender", b""))
    return Mail(
        sender=senders[0] if senders else None,
        receivers=tuple(
            one for name in (b"to", b"cc", b"bcc") for one in addresses(fields.get(name, b""))
        ),
        delivered_to=addresses(fields.get(b"delivered-to", b"")),
        date=fields.get(b"date", b"")[:_DATE_MAX].decode("ascii", "replace"),
        by_machine=b"list-id" in fields
        or b"list-unsubscribe" in fields
        or fields.get(b"precedence", b"").lower() in _BY_LIST
        or fields.get(b"auto-submitted", b"no").lower() != b"no"
        or (bool(senders) and is_machine(senders[0].address))
        or fields.get(b"x-spam-flag", b"").lower() == b"yes"
        or any(map(is_kept_apart, _labels(fields.get(b"x-gmail-labels", b"")))),
        lists=addresses(fields.get(b"list-post", b"")),
    )


def is_kept_apart(folder: str) -> bool:
    """Whether a folder or a label of this name holds drafts or spam, in any language of Gmail."""
    return fold(folder) in _KEPT_APART


@lru_cache(maxsize=1024)
def _labels(field: bytes) -> tuple[str, ...]:
    """Gmail's labels of a mail: 'Sent,Family', or the same as one encoded word."""
    return tuple(
        label.strip('" ') for label in _decoded(field.decode("utf-8", "replace")).split(",")
    )


def _decoded(text: str) -> str:
    """A text with its encoded words (RFC 2047) decoded; "" where they cannot be."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, LookupError, ValueError):  # an unknown or a wrong character set
        return ""


# A mailbox names the same few hundred people again and again: 2 of 3 fields are read from here.
@lru_cache(maxsize=4096)
def addresses(field: bytes) -> tuple[Address, ...]:
    """The addresses of a field (RFC 5322): 'Anne <anne@example.org>, friends: bob@example.org;'.

    The names of groups and comments beside an address are left out; a comment is the name where
    there is no other, as it was the way before there were angle brackets. What stands before a
    comma and is not an address belongs to the name behind it: Lund, Pia <pia@example.org>.
    """
    text = old_encodings.decoded(field)
    found: list[Address] = []
    phrase, angle, comment, before = "", "", "", ""
    for token in _TOKEN.finditer(text + ","):
        if token.lastgroup == "end":
            if not angle and "<" in phrase:  # which was never closed
                phrase, _, angle = phrase.partition("<")
            address = _address(angle or phrase)
            if address and angle and phrase.strip():
                found.append(Address(address, before + phrase.rstrip("> ")))
            elif address:
                found.append(Address(address, comment))
            is_half = token["end"] == "," and not angle and "@" not in phrase and phrase.strip()
            before = f"{phrase.strip()}, " if is_half else ""
            phrase, angle, comment = "", "", ""
        elif token.lastgroup == "colon" and not angle and "@" not in phrase:
            phrase, comment, before = "", "", ""  # it was the name of a group
        elif token.lastgroup == "angle":
            angle = token["angle"]
        elif token.lastgroup == "comment":
            comment = token["comment"][1:-1]
        else:
            phrase += token[0]
    return tuple(found)


def _address(text: str) -> str:
    """The address in what is between angle brackets, or in a whole mailbox without any; or ""."""
    if _PLAIN.fullmatch(text):
        return text.lower()
    if "@" not in text:
        return ""
    if "(" in text:
        text = _INNER_COMMENT.sub("", text)
    text = _ROUTE.sub("", text, count=1) if text.lstrip().startswith("@") else text
    text = _AROUND.sub("@", text)
    local, _, domain = text.rpartition("@")
    found = _BARE.search(f"{local}@{_AROUND_DOT.sub('.', domain)}")
    if found is None or len(found[0]) > ADDRESS_MAX:
        return ""
    local, _, domain = found[0].lower().rpartition("@")
    if local.startswith('"'):
        inner = re.sub(r"\\(.)", r"\1", local[1:-1])
        local = inner if _ATOMS.fullmatch(inner) else local
        if not _ATOMS.fullmatch(inner.replace(" ", "")):
            return ""  # "undisclosed-recipients:;"@example.org
    if local.startswith("'") and domain.endswith("'"):
        local, domain = local[1:], domain[:-1]
    return f"{local}@{domain.rstrip('.')}"


def is_machine(address: str) -> bool:
    """Whether nobody reads what is sent to this address, or many do: no-reply, bounces, lists."""
    return _MACHINE.fullmatch(address) is not None


def real_name(name: str, address: str) -> str:
    """The name of an Address, decoded (RFC 2047) and unquoted; "" where it is the address."""
    text = name.strip()[: 4 * NAME_MAX]
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    if quoted:
        text = re.sub(r"\\(.)", r"\1", text[1:-1])
    text = _decoded(text)
    text = storable(one_line(text).strip("' " if quoted else "'\" "))[:NAME_MAX]
    return "" if "@" in text or text.lower() == address else text


def sent_at(date: str) -> datetime:
    """When a mail was sent, in the offset of its sender; -0000 counts as UTC.

    Raises:
        ValueError: It is not a date, or an impossible one.
    """
    try:
        found = parsedate_to_datetime(date)
        found.timestamp()
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f'"{one_line(date)[:40]}" is no date') from error
    if found.year < FIRST_YEAR:
        raise ValueError(f"no mail was sent in {found.year}")
    return found
