"""Read Monica's activities, calls, conversations, notes, gifts, debts and life events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tinynet.core.kind_words import OTHER
from tinynet.errors import BadValueError
from tinynet.exchange.monica import words as monica_words
from tinynet.exchange.monica.export_file import Item, with_fingerprint, words
from tinynet.exchange.monica.people import SOURCE, Book
from tinynet.exchange.record import (
    EventRecord,
    FavourRecord,
    InteractionRecord,
    NoteRecord,
    Refused,
    Someone,
)

_GIFTS = {"offered": "gave", "received": "got"}
_SETTLED = "complete"


class Events:
    """The events of one file.

    Args:
        book: The contacts.
        file: Its name, for what is refused.
        exported_on: The day of the export, for what has none of its own, or "".
    """

    def __init__(self, book: Book, file: str, exported_on: str) -> None:
        self.book, self.file, self.exported_on = book, file, exported_on
        self.last: dict[str, str] = {}  # the last day of contact, by contact

    def activities(self, items: list[Item]) -> Iterator[EventRecord | Refused]:
        """The activities, with those contacts that name them."""
        there: dict[str, list[str]] = {}
        for uuid, contact in self.book.contacts.items():
            for activity in contact.ids("activity"):
                there.setdefault(activity, []).append(uuid)
        for item in items:
            yield from self.record_of(item, self.activity, tuple(there.get(item.uuid, ())))

    def of_contact(self, uuid: str, contact: Item) -> Iterator[EventRecord | Refused]:
        """The records in one contact's own collections."""
        readers: tuple[tuple[str, Callable[[Item, tuple[str, ...]], EventRecord]], ...] = (
            ("call", self.call), ("note", self.note), ("task", self.task), ("gift", self.gift),
            ("debt", self.debt), ("life_event", self.life_event),
        )  # fmt: skip
        for kind, reader in readers:
            for item in contact.items(kind):
                yield from self.record_of(item, reader, (uuid,))
        yield from self.conversations(uuid, contact)
        yield from self.last_talk(uuid, contact)

    def record_of(
        self,
        item: Item,
        reader: Callable[[Item, tuple[str, ...]], EventRecord],
        who: tuple[str, ...],
    ) -> Iterator[EventRecord | Refused]:
        """The record of one item, or why it has none."""
        try:
            record = reader(item, who)
        except BadValueError as error:
            yield Refused(f"{self.file}:{item.line}", error.message)
            return
        if isinstance(record, InteractionRecord):
            for uuid in who:
                self.last[uuid] = max(self.last.get(uuid, ""), record.on)
        yield record

    def day(self, item: Item, key: str, what: str) -> str:
        """The day of an item, else when it was written down.

        Raises:
            BadValueError: There is none.
        """
        on = item.day(key) or item.day("created_at") or self.exported_on
        if not on:
            raise BadValueError(f"the {what} has no date that can be read")
        return on

    def people(self, who: tuple[str, ...]) -> tuple[Someone, ...]:
        """Contacts that have a name."""
        return tuple(self.book.someone(uuid) for uuid in who if self.book.name(uuid))

    def activity(self, item: Item, who: tuple[str, ...]) -> InteractionRecord:
        """An activity."""
        summary, description = item.text("summary"), item.long_text("description")
        key = self.book.word(item, "type", "translation_key")
        return self.interaction(
            item, "activity", who, self.day(item, "happened_at", "activity"),
            kind=monica_words.activity_kind(summary, key, self._type(item), description),
            note="\n".join(filter(None, (summary, description, _feelings(item)))),
            warnings=() if item.day("happened_at") else (_undated(item, "activity"),),
        )  # fmt: skip

    def call(self, item: Item, who: tuple[str, ...]) -> InteractionRecord:
        """A call, by whom it was made."""
        return self.interaction(
            item, "call", who, self.day(item, "called_at", "call"),
            kind="call",
            note="\n".join(filter(None, (item.long_text("content"), _feelings(item)))),
            by="them" if item.flag("contact_called") else "me",
            warnings=() if item.day("called_at") else (_undated(item, "call"),),
        )  # fmt: skip

    def interaction(
        self, item: Item, what: str, who: tuple[str, ...], on: str, *, kind: str, note: str = "",
        by: str = "", key: str = "", warnings: tuple[str, ...] = (),
    ) -> InteractionRecord:  # fmt: skip
        """A record of a contact made; `key` is what names it where that is not an id of its own."""
        return with_fingerprint(
            InteractionRecord(
                SOURCE, named(what, item, who, key), "", item.line, on, kind, self.people(who),
                note=note, by=by, adds_people=True, warnings=warnings,
            )
        )  # fmt: skip

    def conversations(self, uuid: str, contact: Item) -> Iterator[EventRecord | Refused]:
        """One contact for each day on which messages were written; no word of them is kept."""
        days: dict[str, tuple[Item, str, str]] = {}
        for talk in contact.items("conversation"):
            kind = monica_words.channel(self.book.word(talk, "contact_field_type"))
            messages = talk.several("messages")
            for message in messages:
                on = message.day("written_at") or talk.day("happened_at")
                days.setdefault(on, (talk, kind, "me" if message.flag("written_by_me") else "them"))
            if not messages:
                days.setdefault(talk.day("happened_at"), (talk, kind, ""))
        for on, (talk, kind, by) in sorted(days.items()):
            if not on:
                reason = "the conversation has no date that can be read"
                yield Refused(f"{self.file}:{talk.line}", reason)
                continue
            self.last[uuid] = max(self.last.get(uuid, ""), on)
            key = f"{uuid} {on}"
            yield self.interaction(talk, "conversation", (uuid,), on, kind=kind, by=by, key=key)

    def last_talk(self, uuid: str, contact: Item) -> Iterator[EventRecord]:
        """When you last talked, where nothing in the file is of that day or later."""
        on = contact.day("last_talked_to")
        if on and on > self.last.get(uuid, ""):
            why = f"line {contact.line}: what it was on {on} is not told, only that you talked"
            yield self.interaction(
                contact, "talk", (uuid,), on, kind=OTHER, key=f"{uuid} {on}", warnings=(why,)
            )

    def note(self, item: Item, who: tuple[str, ...]) -> NoteRecord:
        """A note, of the day on which it was written."""
        on = self.day(item, "created_at", "note")
        return self.noted(item, "note", who, on, item.long_text("body"))

    def task(self, item: Item, who: tuple[str, ...]) -> NoteRecord:
        """A task, with whether it is done."""
        done = f"done {item.day('completed_at')}".strip() if item.flag("completed") else "open"
        text = f"Task ({done}): {item.text('title')}"
        on = self.day(item, "created_at", "task")
        return self.noted(item, "task", who, on, text, item.long_text("description"))

    def life_event(self, item: Item, who: tuple[str, ...]) -> NoteRecord:
        """What happened in somebody's life."""
        kind = self._type(item).replace("_", " ").capitalize()
        text = ": ".join(filter(None, (kind, item.text("name")))) or "Life event"
        on = self.day(item, "happened_at", "life event")
        return self.noted(item, "life event", who, on, text, item.long_text("note"))

    def journal(self, items: list[Item]) -> Iterator[EventRecord | Refused]:
        """The owner's own diary: notes about nobody in particular."""
        for item in items:
            if item.text("type") == "day" and not item.text("comment"):
                continue  # a day that was given marks, without a word
            yield from self.record_of(item, self.entry, ())

    def entry(self, item: Item, who: tuple[str, ...]) -> NoteRecord:
        """An entry of the diary."""
        day = "-".join(item.text(part).zfill(2) for part in ("year", "month", "day"))
        on = item.day("date") or Item({"day": day}, {}).day("day") or self.day(item, "", "entry")
        rate = f"A day of {item.text('rate')} out of 3" if item.text("rate") else ""
        texts = (item.text("title"), item.long_text("post"), rate, item.long_text("comment"))
        return self.noted(item, "entry", who, on, *texts)

    def noted(
        self, item: Item, what: str, who: tuple[str, ...], on: str, *texts: str
    ) -> NoteRecord:
        """A record of a note.

        Raises:
            BadValueError: It is empty.
        """
        text = "\n".join(filter(None, texts))
        if not text:
            raise BadValueError(f"the {what} is empty")
        name = named(what, item, who)
        return with_fingerprint(NoteRecord(SOURCE, name, "", item.line, on, text, self.people(who)))

    def gift(self, item: Item, who: tuple[str, ...]) -> FavourRecord | NoteRecord:
        """A gift given or received; an idea of one is a note."""
        recipient = self.book.name(item.text("recipient"))
        about = (
            item.text("name") or "a gift", f"for {recipient}" if recipient else "",
            item.text("amount"), item.text("comment"), item.text("url"),
        )  # fmt: skip
        on, status = self.day(item, "date", "gift"), item.text("status").lower()
        if status not in _GIFTS:
            return self.noted(item, "gift", who, on, f"Gift idea: {words(iter(about))}")
        return self.favour(
            item, "gift", who, on, way=_GIFTS[status], text=f"gift: {words(iter(about))}"
        )

    def debt(self, item: Item, who: tuple[str, ...]) -> FavourRecord:
        """Money lent; who is in debt got it."""
        currency = item.inside("currency")
        unit = currency.text("iso") if currency else item.text("currency")
        sum_ = " ".join(filter(None, (item.text("amount"), unit))) or "money"
        state = "settled" if item.text("status").lower() == _SETTLED else "open"
        text = ": ".join(filter(None, (f"lent {sum_} ({state})", item.text("reason"))))
        way = "got" if item.flag("in_debt") else "gave"
        on = self.day(item, "created_at", "debt")
        return self.favour(item, "debt", who, on, way=way, text=text)

    def favour(
        self, item: Item, what: str, who: tuple[str, ...], on: str, *, way: str, text: str
    ) -> FavourRecord:
        """A record of a favour."""
        name, whose = named(what, item, who), self.book.someone(who[0])
        return with_fingerprint(FavourRecord(SOURCE, name, "", item.line, on, way, text, whose))

    def _type(self, item: Item) -> str:
        """The name of an item's type, or its key where it has none; "" for an unknown id."""
        return self.book.word(item, "type") or self.book.word(item, "type", "translation_key")


def named(what: str, item: Item, who: tuple[str, ...], key: str = "") -> str:
    """What names an item: a key, else its id, else whose it is and what it says."""
    return f"{what} {key or item.uuid or ' '.join((*who, item.key))}"


def _feelings(item: Item) -> str:
    value = item.get("emotions")
    names = [e for e in value if isinstance(e, str)] if isinstance(value, list) else []
    names += [emotion.text("name") for emotion in item.several("emotions")]
    felt = words(iter(names))
    return f"Felt: {felt}" if felt else ""


def _undated(item: Item, what: str) -> str:
    return f"line {item.line}: the {what} has no date; the day it was written down was taken"
