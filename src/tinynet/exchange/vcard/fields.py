"""What each property says of a person. One function a property; `_FIELDS` says which is whose.

A reader takes the draft and the property, and returns False where tinynet has no place for what it
says: the property is kept to be written back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from urllib.parse import unquote

from tinynet.exchange.content_lines import PRODUCT
from tinynet.exchange.vcard import values
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.escapes import split_unescaped
from tinynet.exchange.vcard.own_properties import OURS
from tinynet.exchange.vcard.property import SHOWN, Property
from tinynet.exchange.vcard.values import EVERYBODY, RELATED
from tinynet.exchange.written_names import five_parts, names_in

Reader = Callable[[Draft, Property], bool | None]

ADR_PARTS = 7  # RFC 9554 says the same once more after these, in smaller parts
# Evolution, Outlook, KAddressBook and Nextcloud write X-EVOLUTION-SPOUSE, X-MS-SPOUSE,
# X-KADDRESSBOOK-X-SpousesName and X-MANAGERSNAME for X-SPOUSE and X-MANAGER.
_VENDOR = re.compile(
    r"X-(?:EVOLUTION-|MS-|KADDRESSBOOK-X-)?"
    r"(ANNIVERSARY|ASSISTANT|CHILD|MANAGER|SPOUSE)(?:REN|S?NAME)?"
)
_EDITION = re.compile(r"\(\d{1,9}\)\Z")  # Evolution's, behind the time
_BETWEEN = re.compile(r"[,;]")  # two e-mail addresses
MESSAGING = re.compile(r"X-MESSAGING/([\w-]+?)(?:-ALL)?")  # of KDE

# Messengers and networks that have a property of their own, and what they are called.
SERVICES = {
    "X-AIM": "aim", "X-DISCORD": "discord", "X-FACEBOOK": "facebook", "X-GADUGADU": "gadugadu",
    "X-GOOGLE-TALK": "google talk", "X-GROUPWISE": "groupwise", "X-ICQ": "icq",
    "X-INSTAGRAM": "instagram", "X-IRC": "irc", "X-JABBER": "jabber",
    "X-KADDRESSBOOK-X-IMADDRESS": "im", "X-LINE": "line", "X-LINKEDIN": "linkedin",
    "X-MASTODON": "mastodon", "X-MATRIX": "matrix", "X-MS-IMADDRESS": "im", "X-MSN": "msn",
    "X-QQ": "qq", "X-SIGNAL": "signal", "X-SIP": "sip", "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype", "X-TELEGRAM": "telegram", "X-TWITTER": "twitter",
    "X-WECHAT": "wechat", "X-WEIBO": "weibo", "X-WHATSAPP": "whatsapp", "X-YAHOO": "yahoo",
}  # fmt: skip
# Properties that say what tables have columns for, and the key of the fact that it becomes.
_FACTS = {
    "BIRTHPLACE": "birthplace", "EXPERTISE": "expertise", "HOBBY": "hobby", "INTEREST": "interest",
    "X-KADDRESSBOOK-X-PROFESSION": "profession", "X-MAIDENNAME": "maiden name",
    "X-MS-INTERESTS": "interest",
}  # fmt: skip
_THINGS = frozenset({"application", "device", "location"})  # kinds of what is nobody
# What would be written in another property, if its own line did not say it.
SPELLED = frozenset({*SERVICES, *_FACTS, "X-EVOLUTION-BLOG-URL", "X-MS-TEL"})

# Android's numbers for what somebody is, and for what happened on a day; 0 is the owner's own.
_ANDROID_RELATIONS = {
    "1": "assistant", "2": "brother", "3": "child", "4": "partner", "5": "father", "6": "friend",
    "7": "manager", "8": "mother", "9": "parent", "10": "partner", "11": "referred by",
    "12": "relative", "13": "sister", "14": "spouse",
}  # fmt: skip
_ANDROID_EVENTS = {"1": "anniversary", "3": "birthday"}


def place(draft: Draft, found: Property) -> bool:
    """Add a property to the draft.

    Returns:
        Whether there is a place for it; if not, it is to be kept as it is.
    """
    if not found.text:
        return True
    read = _reader(found.name)
    if read is not None and read(draft, found) is not False:
        return True
    if found.name in OURS:
        draft.warn(found, f'"{values.one_line(found.text)[:SHOWN]}" could not be read; it is kept')
    return False


@lru_cache(maxsize=1024)
def _reader(name: str) -> Reader | None:
    """What reads the properties of a name, if anything does."""
    if messenger := MESSAGING.fullmatch(name):
        return _service(messenger[1].lower())
    return _FIELDS.get(_VENDOR.sub(r"X-\1", name))


def _full_name(draft: Draft, found: Property) -> None:
    """FN, which 4.0 may write in several languages, the preferred one first or not."""
    draft.full_names.append((found.head.preference, draft.line(found)))


def _name_parts(draft: Draft, found: Property) -> None:
    draft.line(found)
    parts = map(values.one_line, split_unescaped(found.value, ";"))
    draft.name_parts = draft.name_parts or five_parts(parts)


def _nicknames(draft: Draft, found: Property) -> None:
    draft.nicknames += _listed(found)


def _tags(draft: Draft, found: Property) -> None:
    draft.tags += (tag for tag in _listed(found) if tag.lower() != EVERYBODY)


def _listed(found: Property) -> list[str]:
    words = (values.one_line(word) for word in split_unescaped(found.value, ","))
    return [word for word in words if word]


def _email(draft: Draft, found: Property) -> bool:
    """One address; some programs write two, with a comma between them."""
    if _BETWEEN.search(found.text):
        several = [values.email(one) for one in _BETWEEN.split(found.text)]
        if all(several):
            for one in several:
                draft.contact("emails", found, one)
            return True
    return _reached(draft, found, "emails", values.email(found.text), "an e-mail address")


def _phone(draft: Draft, found: Property) -> bool:
    return _reached(draft, found, "phones", values.phone(found.text), "a phone number")


def _reached(draft: Draft, found: Property, kind: str, value: str, meant: str) -> bool:
    text = draft.line(found)
    if text and not value:
        draft.warn(found, f'"{text[:SHOWN]}" is not {meant}')
        return False
    draft.contact(kind, found, value)
    return True


def _url(label: str = "") -> Reader:
    return lambda draft, found: draft.contact("urls", found, draft.line(found), label)


def _im(draft: Draft, found: Property) -> None:
    """IMPP and profiles: "xmpp:anne@example.org", or a page of a service."""
    scheme, rest = values.service(draft.line(found))
    service = found.first("X-SERVICE-TYPE") or found.first("SERVICE-TYPE")
    service = values.one_line(service).lower()
    if scheme == "x-apple":  # Apple writes +39 as %2B39
        rest = values.one_line(unquote(rest))
    draft.profile(found, rest, service if scheme in {"", "x-apple"} else service or scheme)


def _service(service: str) -> Reader:
    return lambda draft, found: draft.profile(found, draft.line(found), service)


def _fact(key: str) -> Reader:
    def read(draft: Draft, found: Property) -> None:
        draft.fact(key, draft.line(found))

    return read


def _address(draft: Draft, found: Property) -> None:
    draft.line(found)
    parts = split_unescaped(found.value, ";")
    if found.text.isprintable():  # so that each is on one line
        parts = [values.one_line(part) for part in parts]
    else:
        parts = [", ".join(filter(None, map(values.one_line, p.splitlines()))) for p in parts]
    box, extended, street, *rest = parts + [""] * 3
    if any(parts[:ADR_PARTS]):
        rest = rest[: ADR_PARTS - 3]
    draft.contact("addresses", found, ", ".join(filter(None, (street, extended, box, *rest))))


def _labelled_day(draft: Draft, found: Property) -> bool:
    return draft.day(found, draft.label(found) or "date")


def _day(what: str) -> Reader:
    return lambda draft, found: draft.day(found, what)


def _organisation(draft: Draft, found: Property) -> bool:
    draft.line(found)
    units = map(values.one_line, split_unescaped(found.value, ";"))
    return draft.set_once("organisation", ", ".join(filter(None, units)))


def _single(what: str) -> Reader:
    return lambda draft, found: draft.set_once(what, draft.line(found))


def _note(draft: Draft, found: Property) -> None:
    text = values.clean(found.text)
    if text != found.text:
        draft.warn(found, "had control characters, which were removed")
    if text:
        draft.notes.append(text)


def _related(draft: Draft, found: Property) -> None:
    """RELATED;TYPE=spouse of 4.0, and Apple's X-ABRELATEDNAMES with its label."""
    label = draft.labels.get(found.head.group)
    relations = (
        (label,)
        if label
        else tuple(dict.fromkeys(t.removeprefix("x-") for t in found.types if t != "pref"))
    )
    name = draft.line(found)
    for relation in relations or (RELATED,):
        draft.relate(values.one_line(relation), name)


def _relation(relation: str) -> Reader:
    return lambda draft, found: draft.relate(relation, draft.line(found))


def _children(draft: Draft, found: Property) -> None:
    """X-MS-CHILD:Max, Mia."""
    for name in names_in(draft.line(found)):
        draft.relate("child", name)


def _photo(draft: Draft, found: Property) -> bool:
    try:
        photo = values.photo(found)
    except ValueError as error:
        draft.warn(found, f"has {error} and was left out")
        draft.unsaid.append("photo")
        return True
    return draft.set_once("photo", photo)


def _rev(draft: Draft, found: Property) -> None:
    text = draft.line(found)
    try:
        datetime.fromisoformat(_EDITION.sub("", text))
    except ValueError:
        draft.warn(found, f'"{text[:SHOWN]}" is no time and was left out')


def _android(draft: Draft, found: Property) -> bool:
    """X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Sam;14;own label;..."""
    parts = [values.one_line(part) for part in split_unescaped(found.value, ";")]
    kind, value, number, own = (parts + [""] * 3)[:4]
    what = kind.rpartition("/")[2]
    if what == "nickname" and value:
        draft.nicknames.append(value)
    elif what == "relation":
        draft.relate(_ANDROID_RELATIONS.get(number) or own or RELATED, value)
    elif what == "contact_event":
        day = Property(found.line, found.head, value)
        return draft.day(day, _ANDROID_EVENTS.get(number) or own or "date")
    else:
        return False
    return True


def _kind(draft: Draft, found: Property) -> bool:
    draft.thing = found.text.lower() if found.text.lower() in _THINGS else draft.thing
    return found.text.lower() == "individual"


def _product(draft: Draft, found: Property) -> None:
    """PRODID, which is written again on export."""
    draft.ours = draft.ours or found.text == PRODUCT


def _nothing(_: Draft, __: Property) -> None:
    """Written again on export: VERSION; or said by a sibling: X-ABADR, an address' form."""


_FIELDS: dict[str, Reader] = {
    **OURS,  # first: below stands what the standard says of ORG and TITLE
    "ADR": _address,
    "ANNIVERSARY": _day("anniversary"),
    "BDAY": _day("birthday"),
    "CATEGORIES": _tags,
    "DEATHDATE": _day("death"),
    "EMAIL": _email,
    "FN": _full_name,
    "IMPP": _im,
    "KIND": _kind,
    "N": _name_parts,
    "NICKNAME": _nicknames,
    "NOTE": _note,
    "ORG": _organisation,
    "PHOTO": _photo,
    "PRODID": _product,
    "RELATED": _related,
    "REV": _rev,
    "ROLE": _single("role"),
    "SOCIALPROFILE": _im,
    "TEL": _phone,
    "TITLE": _single("title"),
    "UID": _single("source_id"),
    "URL": _url(),
    "VERSION": _nothing,
    "X-ABADR": _nothing,
    "X-ABDATE": _labelled_day,
    "X-ABRELATEDNAMES": _related,
    "X-ANDROID-CUSTOM": _android,
    "X-ANNIVERSARY": _day("anniversary"),
    "X-ASSISTANT": _relation("assistant"),
    "X-CHILD": _children,
    "X-EPOCSECONDNAME": _nicknames,  # of Nokia
    "X-EVOLUTION-BLOG-URL": _url("blog"),
    "X-MANAGER": _relation("manager"),
    "X-MS-TEL": _phone,
    "X-NICKNAME": _nicknames,
    "X-SOCIALPROFILE": _im,
    "X-SPOUSE": _relation("spouse"),
    **{name: _service(service) for name, service in SERVICES.items()},
    **{name: _fact(key) for name, key in _FACTS.items()},
}
