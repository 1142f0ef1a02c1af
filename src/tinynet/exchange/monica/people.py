"""Convert a contact of Monica to a PersonRecord."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tinynet.core.cadence import EVERY_MAX
from tinynet.core.names import check_name
from tinynet.core.partial import month_day
from tinynet.errors import BadValueError
from tinynet.exchange.monica import words as monica_words
from tinynet.exchange.monica.export_file import Item, with_fingerprint, words
from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord, Someone
from tinynet.exchange.vcard import values
from tinynet.exchange.vcard.lines import PHOTO_MAX

SOURCE = "monica"
ID = "urn:uuid:"  # before an id, so that it cannot be taken for a name
_PLACE = ("street", "city", "province", "postal_code", "country")
_UUID = re.compile(r"[0-9A-Fa-f-]{32,36}")
_PHONES, _EMAILS, _URLS, _IMS = "phones", "emails", "urls", "ims"
_TYPES = {"email": _EMAILS, "mailto:": _EMAILS, "phone": _PHONES, "tel:": _PHONES}


@dataclass(slots=True)
class Book:
    """What contacts refer to, by id.

    Attributes:
        contacts: All of them.
        only_names: Those that Monica keeps as somebody's relative only.
        types: The account's own words: contact fields, genders, activities, life events.
        photos: As data: URIs.
        relations: What whom is to each contact, as (Monica's word, the other's id).
        names: What `name` has found so far.
    """

    contacts: dict[str, Item]
    only_names: set[str]
    types: dict[str, Item]
    photos: Mapping[str, str]
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, uuid: str) -> str:
        """The name of a contact; "" where there is no such, or none that can be kept."""
        if uuid not in self.names:
            contact = self.contacts.get(uuid)
            self.names[uuid] = name_of(contact) if contact else ""
        return self.names[uuid]

    def pointer(self, uuid: str) -> str:
        """What means a contact in a record: its id, or the name of one that is only that."""
        name = self.name(uuid)
        return name if uuid in self.only_names or not name else ID + uuid

    def someone(self, uuid: str) -> Someone:
        """A contact as somebody in an interaction."""
        return Someone(self.name(uuid), source_id="" if uuid in self.only_names else ID + uuid)

    def word(self, item: Item, key: str, name: str = "name") -> str:
        """The account's own word of a type that an item refers to by id; else the word there."""
        text = item.text(key)
        found = self.types.get(text)
        if found is not None:
            return found.text(name)
        return "" if _UUID.fullmatch(text) else text

    def gender(self, contact: Item) -> str:
        """MAN, WOMAN or ""."""
        words = (self.word(contact, "gender", "type"), self.word(contact, "gender"))
        return next(filter(None, map(monica_words.gender, words)), "")


def name_of(contact: Item) -> str:
    """First, middle and last name, else the nickname; "" where it cannot be a name."""
    parts = (contact.text("first_name"), contact.text("middle_name"), contact.text("last_name"))
    for name in (" ".join(filter(None, parts)), contact.text("nickname")):
        try:
            return check_name(name)
        except BadValueError:
            continue
    return ""


def partial(special: Item | None) -> str:
    """The canonical partial date of a special date, "" for none.

    Monica writes the first day of a year for an age that was given, and some year where none is.
    """
    day = special.day("date") if special else ""
    if special is None or not day:
        return ""
    if special.flag("is_age_based"):
        return f"{day[:4]}~"
    return f"-{day[4:]}" if special.flag("is_year_unknown") else day


def person(book: Book, contact: Item) -> PersonRecord:
    """The record of a contact.

    Raises:
        BadValueError: It has no name.
    """
    name = name_of(contact)
    if not name:
        raise BadValueError("the contact has no name, or one that is too long")
    first, middle, last = (contact.text(f"{part}_name") for part in ("first", "middle", "last"))
    nickname = contact.text("nickname")
    birthday = partial(contact.inside("birthdate"))
    every = contact.text("stay_in_touch_frequency")
    ways = _ways(book, contact)
    relations = list(_relations(book, contact.key))
    dates, notes = _reminders(contact, birthday)
    dates += _days(book, contact)
    avatar = contact.inside("avatar")
    photo = book.photos.get(avatar.text("avatar_photo"), "") if avatar else ""
    return with_fingerprint(
        PersonRecord(
            source=SOURCE,
            source_id=ID + contact.key,
            fingerprint="",
            line=contact.line,
            name=name,
            name_parts=(last, first, middle, "", "") if first or last else (),
            nicknames=(nickname,) if nickname not in {"", name} else (),
            emails=tuple(ways[_EMAILS]),
            phones=tuple(ways[_PHONES]),
            urls=tuple(ways[_URLS]),
            ims=tuple(ways[_IMS]),
            addresses=tuple(_addresses(contact)),
            birthday=birthday,
            dates=tuple(dict.fromkeys(dates)),
            organisation=contact.text("company"),
            title=contact.text("job"),
            tags=tuple(_tags(contact)),
            notes=tuple(filter(None, (contact.long_text("description"), *notes))),
            relations=tuple(dict.fromkeys(relations)),
            facts=tuple(_facts(contact)),
            every=int(every) if every.isdecimal() and 0 < int(every[:9]) <= EVERY_MAX else None,
            met_how=contact.text("first_met_additional_info"),
            met_at=contact.text("first_met_where"),
            met_on=partial(contact.inside("first_met_date")),
            met_via=book.pointer(contact.text("first_met_through")),
            archived=contact.flag("is_dead") or contact.denies("is_active"),
            photo=photo,
            warnings=tuple(_warnings(contact, photo)),
        )
    )


def _tags(contact: Item) -> Iterator[str]:
    value = contact.get("tags")
    for tag in value if isinstance(value, list) else ():
        if isinstance(tag, str) and values.one_line(tag):
            yield values.one_line(tag)
    if contact.flag("is_starred"):
        yield "favourite"


def _facts(contact: Item) -> Iterator[tuple[str, str]]:
    pets = (
        f"{pet.text('name')} ({pet.text('category').lower()})".removesuffix(" ()")
        for pet in contact.items("pet")
    )
    pairs = (
        ("food", contact.text("food_preferences")),
        ("pets", words(pets)),
        ("died", "on a day not known" if _died_some_day(contact) else ""),
        ("in Monica since", contact.day("created_at")),
    )
    yield from ((key, value) for key, value in pairs if value)


def _died_some_day(contact: Item) -> bool:
    return contact.flag("is_dead") and not partial(contact.inside("deceased_date"))


def _ways(book: Book, contact: Item) -> dict[str, list[Contact]]:
    """E-mail addresses, phones, links and messengers; of an unknown type by what they look like."""
    ways: dict[str, list[Contact]] = {what: [] for what in (_EMAILS, _PHONES, _URLS, _IMS)}
    for item in contact.items("contact_field"):
        value = item.text("data")
        name = book.word(item, "type")
        types = (book.word(item, "type", "type"), book.word(item, "type", "protocol"), name)
        what = next((_TYPES[word.lower()] for word in types if word.lower() in _TYPES), "")
        if not what and not name:
            what = _EMAILS if values.email(value) else _guess(value)
        if not what:
            what = _URLS if _is_url(value) else _IMS
        if what == _PHONES:
            value = values.phone(value)
        if value:
            label = "" if what in {_EMAILS, _PHONES} else name.lower()
            ways[what].append(Contact(label, value))
    return ways


def _is_url(value: str) -> bool:
    return value.startswith(("http://", "https://", "www."))


def _guess(value: str) -> str:
    """Phones are digits with marks between."""
    marks = Counter("digit" if c.isdigit() else "mark" for c in value if not c.isspace())
    return _PHONES if marks["digit"] > max(marks["mark"], 4) else ""


def _addresses(contact: Item) -> Iterator[Contact]:
    for address in contact.items("address"):
        value = words(address.text(part) for part in _PLACE)
        if value:
            yield Contact(address.text("name"), value)


def _relations(book: Book, uuid: str) -> Iterator[RelationRecord]:
    for kind, other in book.relations.get(uuid, ()):
        word = monica_words.relation(kind, book.gender(book.contacts[other]))
        if book.pointer(other):
            yield RelationRecord(word, book.pointer(other))


def _days(book: Book, contact: Item) -> Iterator[DateRecord]:
    """Death, days of a life that come back, and birthdays of relatives who are only names."""
    death = partial(contact.inside("deceased_date"))
    if death:
        yield DateRecord("death", death)
    for event in contact.items("life_event"):
        key = book.word(event, "type", "translation_key") or book.word(event, "type")
        what, on = (
            monica_words.YEARLY.get(key.lower().replace(" ", "_"), ""),
            event.day("happened_at"),
        )
        if what and on:
            yield DateRecord(what, on)
    for _, other in book.relations.get(contact.key, ()):
        birthday = partial(book.contacts[other].inside("birthdate"))
        if birthday and other in book.only_names and book.name(other):
            yield DateRecord(f"birthday of {book.name(other)}", birthday)


def _reminders(contact: Item, birthday: str) -> tuple[list[DateRecord], list[str]]:
    """Yearly reminders as dates, others as notes; Monica's own one of the birthday is neither."""
    dates: list[DateRecord] = []
    notes: list[str] = []
    for reminder in contact.items("reminder"):
        title = reminder.text("title") or "Reminder"
        text, on = reminder.long_text("description"), reminder.day("initial_date")
        yearly = reminder.text("frequency_type") == "year" and not reminder.flag("inactive")
        if yearly and reminder.text("frequency_number") in {"", "1"} and on:
            own = reminder.denies("delible")
            if own and month_day(on) == (month_day(birthday) if birthday else None):
                continue
            dates.append(DateRecord(title, f"-{on[4:]}"))
            notes += [f"{title}: {text}"] if text else []
        else:
            notes.append(f"Reminder: {title}{_often(reminder, on)}" + (f"\n{text}" if text else ""))
    return dates, notes


def _often(reminder: Item, on: str) -> str:
    """When a reminder comes, as " (every 2 weeks from 2021-01-04, off)", or ""."""
    number, unit = reminder.text("frequency_number"), reminder.text("frequency_type")
    often = f"every {unit}" if number in {"", "1"} else f"every {number} {unit}s"
    often = "" if unit in {"", "one_time"} else often
    when = f"{often} from {on}" if often and on else often or on
    details = words(iter((when, "off" if reminder.flag("inactive") else "")))
    return f" ({details})" if details else ""


def _warnings(contact: Item, photo: str) -> Iterator[str]:
    left = {
        "document": len(contact.ids("document")),
        "photo": max(len(contact.ids("photo")) - bool(photo), 0),
    }
    for what, count in left.items():
        if count:
            which = f"{what} was" if count == 1 else f"{what}s were"
            yield f"line {contact.line}: {count} {which} left out"


def photos(items: Iterable[Item]) -> dict[str, str]:
    """The photos that can be kept, by id."""
    found = ((item.uuid, item.get("dataUrl")) for item in items)
    return {
        uuid: url
        for uuid, url in found
        if isinstance(url, str)
        and url.startswith("data:image/")
        and len(url) <= PHOTO_MAX
        and url.isascii()
        and url.isprintable()
    }
