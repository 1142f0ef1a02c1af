"""A folder of vCards, one file per person, kept in step with an address book.

vdirsyncer and others keep such folders. A file is only written over while it is as it was read or
written here last; what has changed there since is left for an import to bring in, and nothing is
ever deleted unasked. So a change there arrives, a change here goes out, and of both none is lost.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256

from tinynet.cli.env import Env
from tinynet.cli.progress import tracked
from tinynet.db import database, sql
from tinynet.db.store import Store
from tinynet.errors import TinynetError
from tinynet.exchange.content_lines import stable_id
from tinynet.exchange.exporting import file as export_file
from tinynet.exchange.exporting.card_spelling import Speller, records_differ
from tinynet.exchange.exporting.record_rows import people_with_uids
from tinynet.exchange.importing import matching, origin_rows
from tinynet.exchange.importing.conversion import mark_of, record_to_json
from tinynet.exchange.importing.matching import Mark
from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard import read as vcard
from tinynet.exchange.vcard.patch import patched
from tinynet.exchange.vcard.read import Groups
from tinynet.exchange.vcard.write import write
from tinynet.output.answer import Answer
from tinynet.people.reference_rows import id_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutOriginValues

# What becomes of a card: written (the first two) or as it was; to be imported first; taken out of
# the folder by others; of somebody who was taken out here, and so deleted if asked.
ACTIONS = ("new", "changed", "unchanged", "waiting", "taken_out", "left", "deleted")
COLUMNS = ("action", "handle", "name", "file")
ENDING = ".vcf"
BEGIN = re.compile(rb"(?i)BEGIN[ \t]*:[ \t]*VCARD")
SAFE_NAME = re.compile(r"\w[\w@.+-]{0,99}", re.ASCII)
SURE = ("same card", "id")  # by what somebody is recognised who was read from a card, or written
EMPTY = ("", None, False)
# What a card says of a person, whatever its reading; UID, photo and the rest are the card's own.
SAID = {f.name for f in fields(PersonRecord)} - {
    "source", "source_id", "fingerprint", "line", "raw", "warnings", "name_parts", "extra", "photo",
    "lines", "ours",
}  # fmt: skip
MARK = 16  # characters of a UID's hash; the UID itself would outlive its person


@dataclass(frozen=True, slots=True)
class FolderCard:
    """A file of one card."""

    name: str
    data: bytes
    record: PersonRecord

    @property
    def mark(self) -> str:
        """What is remembered of it: of its UID, or of the file's name where it has none."""
        return uid_mark(self.record.source_id or self.name)


def run(env: Env, typed: str, version: str, *, delete: bool) -> Answer:
    """Update a folder of cards.

    Args:
        env: For the database.
        typed: The folder; made where it is missing.
        version: "4" or "3", of new cards; those that are there keep theirs.
        delete: Delete the cards of people who are gone here.
    """
    if database.schema_version(env.path) is None:
        raise TinynetError(
            "There is nobody to export yet", 'Add somebody first: tinynet add "Anne Baker"'
        )
    place = export_file.folder_at(env, typed)
    key = f"vdir:{place}"
    with env.unit() as store:
        book = FolderExport(env, store, place, version)
        before = set((store.value(sql.setting, key=key) or "").split())
        book.update(before, delete=delete)
        now = book.marks()
    if now != before and not env.dry_run:
        with env.unit(replays=True) as store:  # nothing of this is to be undone
            store.run(sql.put_setting, key=key, value=" ".join(sorted(now)))
    actions = [row[0] for row in book.rows]
    document = {
        "folder": typed,
        "dry_run": env.dry_run,
        **{action: actions.count(action) for action in ACTIONS},
    }
    return Answer(
        "exchange.exported",
        document,
        key="cards",
        columns=COLUMNS,
        rows=book.rows,
        wrote=not env.dry_run,
    )


class FolderExport:
    """One export to a folder of cards."""

    def __init__(self, env: Env, store: Store, place: str, version: str) -> None:
        self.env, self.store, self.place, self.version = env, store, place, version
        self.people = dict(people_with_uids(store))
        self.speller = Speller(self.people.values())
        self.index = origin_rows.load_index(store)
        self.numbers = {handle: number for number, handle in self.index.handles.items()}
        found = dict(read(place))
        self.groups = vcard.groups_of(b"\n".join(found.values()))
        self.cards = list(cards(found, self.groups))
        self.rows: list[tuple[str, str, str, str]] = []
        self.held: set[str] = set()  # marks of the cards of people who are, or were, here

    def update(self, before: set[str], *, delete: bool) -> None:
        """Write what has changed here.

        Args:
            before: Marks of the UIDs that the folder held after the last time.
            delete: See `run`.
        """
        marks = [mark_of(card.record) for card in self.cards]
        found = matching.match_records(self.index, marks, origin_rows.next_person(self.store))
        handles = [self.index.handles.get(person, "") if by else "" for person, by in found]
        there = set(handles)
        own = {
            handle for card, handle in zip(self.cards, handles, strict=True) if not self.gone(card)
        }
        for card, handle, (person, by), mark in zip(self.cards, handles, found, marks, strict=True):
            if card.mark in before or (handle and by in SURE):
                self.held.add(card.mark)
            if not handle and card.mark in before:
                self.leave(card, delete=delete)
            elif not handle or not self.is_read(card.record, mark, person):
                self.row("waiting", handle, card.record.name, card.name)
            elif handle in own and self.gone(card):
                self.leave(card, delete=delete)
            else:
                self.bring_up_to_date(card, handle)
        missing = [
            (handle, record) for handle, record in self.people.items() if handle not in there
        ]
        for handle, record in tracked(self.env, missing, len(missing), "Writing"):
            if self.cards and uid_mark(record.source_id) in before:
                self.row("taken_out", handle, record.name, "")
            else:
                self.add(handle, record)
        self.rows.sort(key=lambda row: (ACTIONS.index(row[0]), row[1], row[3]))

    def gone(self, card: FolderCard) -> bool:
        """Whether a card was of somebody who was merged into another."""
        return not self.index.merged.keys().isdisjoint(id_keys(card.record.source_id))

    def is_read(self, card: PersonRecord, mark: Mark, person: int) -> bool:
        """Whether nothing on a card waits for an import.

        It is as it was read or written last; or it is one that tinynet wrote, with nothing on it
        but what is known here.
        """
        if self.index.cards.get(mark.card) == person:
            return True
        if self.index.uids.get(mark.uid) != person:
            return False
        mine = self.speller.spelled(self.people[self.index.handles[person]], card)
        return all(
            set(there) <= set(getattr(mine, name))
            if isinstance(there := getattr(card, name), tuple)
            else there in EMPTY or there == getattr(mine, name)
            for name in SAID
        )

    def bring_up_to_date(self, card: FolderCard, handle: str) -> None:
        """Update a card with what has changed here since it was last read or written."""
        mine = self.speller.spelled(self.people[handle], card.record)
        if not records_differ(mine, card.record):
            self.remember(self.origin(handle, card.record, card.name))
            self.row("unchanged", handle, mine.name, card.name)
            return
        data = patched(card.data, mine, self.version)
        if not self.put(card.name, data, card.data):
            self.row("waiting", handle, mine.name, card.name)
            return
        row = self.origin(handle, self.written(data, card.name), card.name)
        self.remember(self.origin(handle, card.record, card.name))
        self.store.run(sql.set_card_read, was=card.record.fingerprint, **row)
        self.row("changed", handle, mine.name, card.name)

    def add(self, handle: str, record: PersonRecord) -> None:
        """Write the card of somebody who has none in the folder."""
        uid = record.source_id.removeprefix("urn:uuid:")
        stem = uid if SAFE_NAME.fullmatch(uid) else stable_id(uid)
        if os.path.lexists(os.path.join(self.place, stem + ENDING)):
            stem = stable_id(stem, handle)
        name = stem + ENDING
        data = next(write([record], self.version))
        self.put(name, data, None)
        self.remember(self.origin(handle, self.written(data, name), name))
        self.row("new", handle, record.name, name)

    def written(self, data: bytes, name: str) -> PersonRecord:
        """A card that was written, as it is read."""
        (record,) = (r for r in vcard.read(data, name, self.groups) if isinstance(r, PersonRecord))
        return record

    def origin(self, handle: str, record: PersonRecord, name: str) -> PutOriginValues:
        """What to remember of somebody's card, so that the next import knows it."""
        return {
            "person_id": self.numbers[handle],
            "source": record.source,
            "source_id": record.source_id,
            "fingerprint": record.fingerprint,
            "record": record_to_json(record, name),
        }

    def remember(self, row: PutOriginValues) -> None:
        """Store a card's content, unless it is known: a folder may be filled again."""
        if (row["source"], row["fingerprint"]) not in self.index.cards:
            origin_rows.put_origins(self.store, [row])

    def put(self, name: str, data: bytes, expected: bytes | None) -> bool:
        """Write a file, unless it was changed just now; returns whether it was written."""
        path = os.path.join(self.place, name)
        if expected is not None and contents(path) != expected:
            return False
        export_file.put(self.env, path, [data])
        return True

    def leave(self, card: FolderCard, *, delete: bool) -> None:
        """Say, or see to it, that the card of somebody who is gone here is still there."""
        if delete and not self.env.dry_run:
            os.unlink(os.path.join(self.place, card.name))
        self.row("deleted" if delete else "left", "", card.record.name, card.name)

    def row(self, action: str, handle: str, name: str, file: str) -> None:
        """Add a row about a card to the answer."""
        self.rows.append((action, handle, name, file))

    def marks(self) -> set[str]:
        """Marks of the people's cards that the folder holds, or that others took out of it."""
        gone = {file for action, _, _, file in self.rows if action == "deleted"}
        held = self.held & {card.mark for card in self.cards if card.name not in gone}
        with_card = {handle for action, handle, _, _ in self.rows if action in {"new", "taken_out"}}
        return held | {uid_mark(self.people[handle].source_id) for handle in with_card}


def read(place: str) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of a folder's cards, in the order of their names, except for links."""
    for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
        path = os.path.join(place, name)
        if not name.startswith(".") and name.endswith(ENDING) and not os.path.islink(path):
            yield name, contents(path)


def cards(found: Mapping[str, bytes], groups: Groups) -> Iterator[FolderCard]:
    """The files that hold one person each; groups and what cannot be read are left alone."""
    for name, data in found.items():
        records = list(vcard.read(data, name, groups)) if len(BEGIN.findall(data)) == 1 else []
        if records and isinstance(records[0], PersonRecord):
            yield FolderCard(name, data, records[0])


def contents(path: str) -> bytes:
    """The bytes of a file; none where it has just gone.

    Raises:
        TinynetError: It cannot be read.
    """
    from tinynet.cli import checks

    if os.path.exists(path) and not os.path.isfile(path):
        return b""  # a pipe would be waited for
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise checks.unreadable(path, error) from error


def uid_mark(uid: str) -> str:
    """What is stored about a UID."""
    return sha256(uid.encode()).hexdigest()[:MARK]
