"""Reading single values of a vCard: texts, labels, dates, numbers, photos. Nothing is guessed."""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from urllib.parse import unquote

from tinynet.core.partial import parse_partial
from tinynet.exchange.foreign_dates import without_zeros
from tinynet.exchange.vcard.property import Property

EVERYBODY = "mycontacts"  # Google puts everybody into this group
RELATED = "related"  # a relation of which no more is known
LABEL_MAX = 100  # characters of a label; the rest of a longer one is cut off

# Whole terminal sequences (CSI; OSC up to its end), so that no "[31m" of them stays behind.
# What never ends is given up at the next beginning: the time grows with the text.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9d]*+(?:\x07|\x1b\\)"
)
# C0, C1 and bidi controls, zero-width space and byte order mark. Joiners belong to emoji, and
# left-to-right and right-to-left marks to names.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNTOLD = frozenset(  # types that say nothing about which number or address it is
    {"internet", "pref", "voice", "x400", "text", "textphone", "msg", "video", "postal", "parcel"}
    | {"dom", "intl", "uri", "other"}
)
_VENDOR = re.compile(r"\Ax-(?:evolution-)?")
_SAID = {"cell": "mobile", "x-mobile": "mobile"}
_STAMP = re.compile(r"(\d{4}-?\d\d-?\d\d)(?:[T ]\d.*)?", re.DOTALL)
_YEARLESS = re.compile(r"--(?:(\d\d?)-(\d\d?)|(\d\d)(\d\d))(?:T.*)?", re.ASCII)
_NO_YEARS = frozenset({"0000", "1604"})  # Apple's is a leap year, so that 29 February fits
_IMAGE = re.compile(r"(?:image/)?(?!pref)[a-z0-9][a-z0-9.+-]{0,20}")
_NAMED = re.compile(r"[^<>]*<([^<>]+@[^<>]+)>")  # Anne Baker <anne@example.org>
_NO_ADDRESS = re.compile(r'[<>,;"\[\]]')  # of two, or of a list as JSON has it
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?=\S)")


def clean(text: str) -> str:
    """A text of several lines without control characters; line ends and tabs stay."""
    if text.isprintable():
        return text.strip()
    return _CONTROL.sub("", _SEQUENCE.sub("", text)).strip()


def one_line(text: str) -> str:
    """A text on one line, single spaces, without control characters."""
    if text.isprintable():  # so that a space is the only white space in it
        return " ".join(text.split()) if "  " in text else text.strip()
    return " ".join(_CONTROL.sub("", " ".join(_SEQUENCE.sub("", text).split())).split())


@lru_cache(maxsize=1024)  # a file repeats a few
def label(text: str) -> str:
    """A label as people say it: "_$!<YoungerSister>!$_" is "younger sister", other words stay."""
    apple = _APPLE_LABEL.fullmatch(text.strip())
    if apple is None:
        return one_line(text)[:LABEL_MAX]
    return one_line(_CAMEL.sub(" ", apple[1]).lower())[:LABEL_MAX]


@lru_cache(maxsize=1024)  # a file repeats a few
def types_label(types: tuple[str, ...]) -> str:
    """A label from TYPE parameters in lower case: ("home", "fax", "pref") is "home fax"."""
    words = (_VENDOR.sub("", _SAID.get(word, word)) for word in types if word not in _UNTOLD)
    return one_line(" ".join(dict.fromkeys(words)))[:LABEL_MAX]


def partial_date(found: Property) -> str:
    """The canonical partial date of a BDAY, ANNIVERSARY or X-ABDATE.

    A time of day is cut off. The year is dropped where it is the one of X-APPLE-OMIT-YEAR, or
    1604 or 0000, by which programs write a birthday without a year.

    Raises:
        BadDateError: It is no date, or one that would have to be guessed.
    """
    text = one_line(found.text)
    yearless = _YEARLESS.fullmatch(text)
    if yearless is not None:
        month, day = filter(None, yearless.groups())
        return parse_partial(f"--{month:0>2}-{day:0>2}")
    text = without_zeros(text)
    stamp = _STAMP.fullmatch(text)
    if stamp is not None:
        text = stamp[1]
        if text[:4] in _NO_YEARS or text[:4] == found.first("X-APPLE-OMIT-YEAR"):
            text = "--" + text[4:].replace("-", "")
    return parse_partial(text)


def phone(text: str) -> str:
    """A phone number as written, a tel: URI (RFC 3966) unwrapped; "" when it has no digit."""
    number = one_line(text)
    if number[:4].lower() == "tel:":
        number, *params = unquote(number[4:]).split(";")
        for param in params:
            if param.lower().startswith("ext="):
                number += f" ext. {param[4:]}"
        number = one_line(number)
    return number if any(map(str.isdigit, number)) else ""


def email(text: str) -> str:
    """An e-mail address without mailto: and angle brackets; "" when it is not one."""
    address = one_line(text)
    if address[:7].lower() == "mailto:":
        address = one_line(unquote(address[7:].partition("?")[0]))
    elif address[:5].lower() == "smtp:":  # of Exchange
        address = address[5:]
    if "<" in address and (named := _NAMED.fullmatch(address)):
        address = named[1]
    address = address.removeprefix("<").removesuffix(">")
    name, at, domain = address.rpartition("@")
    if not (name and at and domain) or " " in address:
        return ""
    return "" if _NO_ADDRESS.search(name.strip('"') + domain.strip("[]")) else address


def is_address(name: str) -> bool:
    """Whether what stands for a name is an e-mail address."""
    return name.count("@") == 1 and bool(email(name))


def is_page(address: str) -> bool:
    """Whether an address at a messenger or network is that of a page on the web."""
    return address.lower().startswith(("http:", "https:"))


def service(text: str) -> tuple[str, str]:
    """The scheme in lower case and the rest of an address such as "xmpp:anne@example.org"."""
    address = one_line(text)
    match = _SCHEME.match(address)
    if match is None or match[1].lower() in {"http", "https"}:
        return "", address
    return match[1].lower(), address[match.end() :]


def photo(found: Property) -> str:
    """A photo as a data: URI, or its URL.

    Returns:
        "" for an empty one.

    Raises:
        ValueError: It is neither, or its base64 is broken.
    """
    text = "".join(found.text.split())
    scheme, comma, coded = text.partition(",")
    if text[:5].lower() == "data:":
        if not comma or (scheme.lower().endswith(";base64") and not _is_base64(coded)):
            raise ValueError("broken data: URI")
        return text
    if not text or _SCHEME.match(text):
        return text
    if not _is_base64(text):
        raise ValueError("broken base64")
    return f"data:image/{_image(found.types)};base64,{text}"


@lru_cache(maxsize=1024)  # a file repeats a few
def _image(types: tuple[str, ...]) -> str:
    """Of which kind a picture is."""
    return next(filter(_IMAGE.fullmatch, types), "jpeg").removeprefix("image/")


def _is_base64(text: str) -> bool:
    try:
        binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return False
    return True
