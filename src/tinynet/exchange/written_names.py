"""Names as programs write them, in the order in which people say them.

Outlook and many offices write "Lund, Pia (Berlin)" beside an address, Notes "CN=Pia Lund/O=Acme".
A telephone writes PIA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinynet.core.names import NAME_MAX, check_name, fold
from tinynet.errors import BadValueError

_BEHIND = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*\Z")  # "Lund, Pia (Berlin)"
_PART = re.compile(r"[^\W\d_][^\W\d_.'\u2019-]*(?:[.'\u2019-][^\W\d_]+)*\.?")  # a word of a name
_HAN_OR_HANGUL = re.compile("[\u3005\u3400-\u9fff\uac00-\ud7a3]+")
_EAST_ASIAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")  # with kana
_LINK = re.compile(r"\s?\((?:https?://[^\s()]*|[^()]*\.md)\)")  # of Notion, to a page
_BETWEEN = re.compile(  # two names
    r"[;,\r\n]|\s(?:and|&|\+|und|et|y|e|og|och|en|i|ja|ve)\s"
)
NAME_PARTS = 5  # family, given, additional, prefixes, suffixes
_WORDS_MAX = 3  # on either side of the comma
_CAPITALS = range(2, 5)  # letters of what is not a given name where all are capitals: MBA, UK
# With which a family name of several words begins; "Pia Lund, Berlin" has none.
_PARTICLES = """
    van von de del della der den di da do dos das du des le la el al bin ben ter ten te zu zum zur
    af av san st saint mac mc ap o
"""
# What stands behind a name's comma and is not a given name; or what shows that these are two.
_NO_GIVEN_NAME = """
    jr sr ii iii iv esq phd md mba msc bsc ma ba dds rn cpa pe dr prof dipl ing mag inc ltd llc llp
    plc co corp gmbh ag kg ev sa sas srl spa bv nv ab as oy aps pty usa uk team von
"""
# What stands before the @ where a firm reads what is sent there.
_OFFICES = """
    abuse accounting accounts admin administration anfrage bestellung bewerbung billing booking
    bookings buchhaltung careers contact contacto contato customerservice enquiries feedback
    helpdesk hr info information inquiries invoice invoices jobs kontakt kundenservice mail
    marketing office orders post press presse privacy rechnung reservation reservations sales
    secretariat sekretariat service services shop support verwaltung vertrieb webmaster
"""
_TWO = "and und et y e og och en with mit"


def in_order(name: str) -> str:
    """A name with the given name first: "Pia Lund" for "Lund, Pia (Berlin)"; any other as it is."""
    if name[:3].upper() == "CN=" and "/" in name:  # of a directory
        name = name[3:].partition("/")[0].strip() or name
    if "," not in name:
        return name
    family, _, given = _BEHIND.sub("", name).partition(",")
    family, given = " ".join(family.split()), " ".join(given.split())
    first, *more = [fold(word).replace(".", "") for word in family.split()] or [""]
    behind = [fold(word).replace(".", "") for word in given.split()]
    if (
        not (_is_part_of_a_name(family) and _is_part_of_a_name(given))
        or (more and first not in _PARTICLES.split())
        or behind[-1] in _NO_GIVEN_NAME.split()
        or any(word in _TWO.split() for word in behind)
        or (
            given.isupper()
            and not family.isupper()
            and len(given) in _CAPITALS
            and "." not in given
        )
    ):
        return name
    return f"{given} {family}"


def names_in(text: str) -> list[str]:
    """The people in a text: "Max, Mia" or "Max und Mia"."""
    return [name for part in _BETWEEN.split(_LINK.sub("", text)) if (name := part.strip())]


def best_name(candidates: Iterable[str], none: str) -> str:
    """The first of these that can be a name.

    Raises:
        BadValueError: One before it is too long; or there is none, in the words of `none`.
    """
    for candidate in candidates:
        try:
            return check_name(candidate)
        except BadValueError:
            if len(candidate) > NAME_MAX:
                raise BadValueError(f"the name is longer than {NAME_MAX} characters") from None
    raise BadValueError(none)


def five_parts(parts: Iterable[str]) -> tuple[str, ...]:
    """Family, given, additional names, prefixes and suffixes; () where all are empty."""
    found = tuple(parts)
    return (*found, *[""] * NAME_PARTS)[:NAME_PARTS] if any(found) else ()


def composed(family: str, given: str, additional: str, prefixes: str, suffixes: str) -> str:
    """A name from its parts, as people say it: in Chinese, Japanese and Korean the family first."""
    if _HAN_OR_HANGUL.fullmatch(family) and _EAST_ASIAN.fullmatch(given):
        given, family = f"{family}{given}", ""
    return f"{prefixes} {given} {additional} {family} {suffixes}"


def _is_part_of_a_name(text: str) -> bool:
    """Whether this may be a given or a family name, in a script that has capitals."""
    words = text.split()
    return (
        0 < len(words) <= _WORDS_MAX
        and all(map(_PART.fullmatch, words))
        and text.lower() != text.upper()
    )


def is_office(address: str) -> bool:
    """Whether an e-mail address is one of a firm: info@, support@, kontakt@."""
    return address.partition("@")[0].lower() in _OFFICES.split()


def name_rank(name: str) -> tuple[bool, bool, int]:
    """What grows with how much a name says: PIA, then Pia, then Pia Lund."""
    words = name.split()
    return bool(words), not (name.isupper() or name.islower()), min(len(words), 2)
