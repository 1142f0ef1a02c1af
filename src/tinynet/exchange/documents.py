"""What the JSON of going in and out holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict, final

from tinynet.output.documents import Day, Days, Handle


class RecordCounts(TypedDict):
    """What became of the notes, favours or places in a file."""

    new: int
    changed: int
    unchanged: int


class ContactCounts(RecordCounts):
    """What became of the contacts in a file.

    `already` are those that were logged here by hand or read from another file, `left` those that
    were edited or taken out here, `taken_back` those of meetings that were cancelled since.
    """

    already: int
    left: int
    taken_back: int


class Correspondent(TypedDict):
    """Somebody in a conversation or calendar."""

    name: str
    address: str
    days: Days
    first: Day
    last: Day


@final
class UnknownCorrespondent(Correspondent):
    """Somebody in a conversation or calendar who is not here."""


@final
class KnownCorrespondent(Correspondent):
    """Somebody in a conversation or calendar who is here, and by what that is known."""

    handle: Handle
    matched_by: str


class ImportedCard(TypedDict):
    """What becomes of one person in the file; `fields` are those that change.

    `reason` says why something was refused, or whom somebody new may be all the same.
    """

    action: Annotated[str, "`new`, `changed`, `unchanged` or `refused`"]
    handle: str
    name: str
    matched_by: str
    fields: Sequence[str]
    where: Annotated[str, "file and line"]
    reason: str


class ImportCounts(TypedDict):
    """What became of all that is in the file."""

    new: int
    changed: int
    unchanged: int
    refused: int
    contacts: ContactCounts
    notes: RecordCounts
    favours: RecordCounts
    places: RecordCounts
    matched: Sequence[KnownCorrespondent]
    unmatched: Sequence[UnknownCorrespondent]
    warnings: Sequence[str]


class ImportDocument(ImportCounts):
    """What was imported, or would be.

    `same_file` says that the file is as it was last time; `strangers` is then how many in it are
    not here.
    """

    file: str
    format: str
    dry_run: bool
    same_file: bool
    strangers: NotRequired[int]
    cards: Sequence[ImportedCard]


class ReadBackDocument(TypedDict):
    """What was read back from our own JSON; `added` counts records by the document's lists.

    `restored` says that nothing was here before; `matched` people were here already, and of
    `filled_in` something was empty.
    """

    file: str
    dry_run: bool
    restored: bool
    added: Mapping[str, int]
    matched: int
    filled_in: int


class ExportDocument(TypedDict):
    """What was written into a file; vCards hold no `contacts`."""

    format: str
    target: str
    people: int
    contacts: NotRequired[int]
    dry_run: bool


class MarkdownFolderDocument(TypedDict):
    """The pages in a folder: whose were written, and which files are of nobody here."""

    format: str
    target: str
    people: int
    contacts: int
    dry_run: bool
    changed: Sequence[Handle]
    gone: Sequence[str]


class CardInFolder(TypedDict):
    """What becomes of a card in a folder."""

    action: Annotated[
        str, "`new`, `changed`, `unchanged`, `waiting`, `taken_out`, `left` or `deleted`"
    ]
    handle: str
    name: str
    file: str


class CardFolderDocument(TypedDict):
    """The cards in a folder, and how many of each; `waiting` ones are to be imported first."""

    folder: str
    dry_run: bool
    new: int
    changed: int
    unchanged: int
    waiting: int
    taken_out: int
    left: int
    deleted: int
    cards: Sequence[CardInFolder]


class EmailAddress(TypedDict):
    """An address; `other` is its label and where they work."""

    address: str
    name: str
    other: str
    handle: Handle


class EmailDocument(TypedDict):
    """The addresses that fit, those of the closest friends first."""

    query: str
    emails: Sequence[EmailAddress]


class FeedDocument(TypedDict):
    """The calendar that was written; `changed` is false where it was the same before.

    `written`, `deleted` and `left` count files; those are left that another program has written.
    """

    file: str
    days: int
    changed: bool
    written: int
    deleted: int
    left: int
