"""The JSON export of Monica 4, a self-hosted personal CRM.

From file to record: `monica_json` parses it, `monica_people` makes people of contacts,
`monica_events` what happened, and `monica_words` knows Monica's own words. Contacts that are kept
as somebody's relative only become relations by name, with their birthday among the dates of whom
they belong to. Each relation is read once, though the file has it from both sides. Of messages no
word is kept. What is left out, documents and photos but the avatar, is warned of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinynet.errors import BadValueError
from tinynet.exchange.monica import words
from tinynet.exchange.monica.events import Events
from tinynet.exchange.monica.export_file import Item, load
from tinynet.exchange.monica.people import Book, person, photos
from tinynet.exchange.record import Record, Refused
from tinynet.exchange.talks.talk import text_of

_BEGINS = re.compile(rb'\s*\{.{0,2000}?"(?:version"\s*:\s*"1\.0-preview|app_version")', re.DOTALL)
_TYPES = (
    "contact_field_types", "genders", "activity_types", "life_event_types", "relationship_types",
)  # fmt: skip


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is Monica's; some 1,000 of them are enough."""
    return _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes, name: str) -> Iterator[Record | Refused]:
    """Read an export of Monica.

    Args:
        data: The file; of one that is broken, what stands before the break is read.
        name: Its name for messages, "-" for standard input.

    Returns:
        Where and why something was refused, then people, then what happened. The time grows with
        the bytes.
    """
    if not data.strip():
        return
    try:
        export, (line, problem) = load(text_of(data))
    except BadValueError as error:
        yield Refused(f"{name}:1", error.message)
        return
    if problem:
        yield Refused(f"{name}:{line}", problem)
    account = export.inside("account")
    if account is None:
        yield Refused(f"{name}:1", 'there is no "account" in it, so it is no export of Monica')
        return
    book = _book(account)
    full = {uuid: item for uuid, item in book.contacts.items() if uuid not in book.only_names}
    for contact in full.values():
        try:
            yield person(book, contact)
        except BadValueError as error:
            yield Refused(f"{name}:{contact.line}", error.message)
    events = Events(book, name, export.day("export_date"))
    yield from events.activities(account.items("activity"))
    for uuid, contact in full.items():
        if book.name(uuid):
            yield from events.of_contact(uuid, contact)
    yield from events.journal(account.several("journal_entries"))


def _book(account: Item) -> Book:
    """What the contacts refer to."""
    contacts = {item.key: item for item in account.items("contact")}
    instance = account.inside("instance")
    types = [item for kind in _TYPES for item in (instance.several(kind) if instance else ())]
    book = Book(
        contacts=contacts,
        only_names=set(),
        types={item.uuid: item for item in types if item.uuid},
        photos=photos(account.items("photo")),
    )
    relations = list(_relations(book, account))
    partial = {uuid for uuid, contact in contacts.items() if contact.flag("is_partial")}
    # A relative of nobody would be lost as a name, so they stay a person.
    book.only_names = {of for is_, _, of in relations if of in partial and is_ not in partial}
    seen: set[tuple[str, str, str]] = set()
    for is_, kind, of in relations:
        turned = (of, words.reverse(kind), is_)
        if is_ not in book.only_names and (of in book.only_names or turned not in seen):
            seen.add((is_, kind, of))
            book.relations.setdefault(is_, []).append((kind, of))
    return book


def _relations(book: Book, account: Item) -> Iterator[tuple[str, str, str]]:
    """Each relation as (of whom, Monica's word, who is that)."""
    for item in account.items("relationship"):
        is_, of = item.text("contact_is"), item.text("of_contact")
        if is_ in book.contacts and of in book.contacts and is_ != of:
            yield is_, book.word(item, "type").lower() or "related", of
