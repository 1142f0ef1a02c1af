"""The import formats: name, recognition, and reader of each.

A reader is a module of `exchange/` with `sniff` and `read`. It is imported when its format is
meant, or when the format is to be found out.
"""

from __future__ import annotations

from itertools import chain

from tinynet.cli.env import readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path
    from typing import Any, BinaryIO, Literal

    from tinynet.exchange.record import PersonRecord, Record, Refused

    Way = tuple[str, str, str]

# Format: its module in exchange/, what a file of it is, and where to get one. The order is that in
# which a file is looked at for what it is: what looks like hardly anything else comes first.
READERS: dict[str, Way] = {
    "vcard": (
        "vcard.read", "vCard file",
        "It would begin with BEGIN:VCARD; export the contacts as vCard (.vcf)",
    ),
    "json": ("document.format", "tinynet document", "Write one: tinynet export json FILE"),
    "telegram": (
        "talks.telegram", "Telegram export",
        "In Telegram Desktop, export the chats as JSON: result.json",
    ),
    "monica": ("monica.read", "Monica export", "In Monica, choose Settings, Export data, as JSON"),
    "whatsapp": (
        "talks.whatsapp", "WhatsApp chat", "In the chat, choose More, Export chat, without media",
    ),
    "ics": (
        "calendar.read", "calendar",
        "It would begin with BEGIN:VCALENDAR; export it as iCalendar (.ics)",
    ),
    "friends": (
        "friends_md.read", "friends.md",
        "Its sections begin with ### Activities: or ### Friends:",
    ),
    "linkedin": (
        "tables.linkedin", "list of LinkedIn connections",
        "Ask LinkedIn for your data: Connections.csv",
    ),
    "google": (
        "tables.google", "table of Google Contacts",
        "On contacts.google.com, choose Export, Google CSV",
    ),
    "outlook": (
        "tables.outlook", "table of Outlook contacts",
        "In Outlook, export the contacts as CSV",
    ),
    "mbox": ("talks.mbox", "mailbox", "Give an mbox file, a mail (.eml), or a Maildir folder"),
    "csv": (
        "tables.read", "table of people",
        'Say which columns tell what: --map name="Full name" --map email=Mail',
    ),
}  # fmt: skip
# The options of single formats, and whose they are.
ONLY_FOR = {
    "--map": ("csv",),
    "--me": ("mbox", "ics", "whatsapp", "telegram"),
    "--order": ("whatsapp", "csv", "google", "outlook", "linkedin"),
    "--add-people": ("mbox", "ics", "whatsapp", "telegram"),
    "--min-days": ("mbox", "ics", "whatsapp", "telegram"),
}
# What there is one of for each record, roughly; the longest way of a progress bar.
COUNTED = {
    "vcard": b"BEGIN:VCARD", "ics": b"BEGIN:VEVENT", "friends": b"\n- ", "linkedin": b"\n",
    "google": b"\n", "outlook": b"\n", "csv": b"\n",
}  # fmt: skip
# Of which all that is read stands there as it is, without escapes.
PLAIN = frozenset({"friends"})
MB = 1024 * 1024
HEAD = 4096  # bytes that tell what a file is
SIGNS = (
    (b"%PDF", "a PDF"),
    (b"PK\3\4", "a ZIP archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Outlook message or an old Excel file; save it as .eml or as CSV"),
    (b"!BDN", "an Outlook archive; export its mail as mbox or .eml"),
)
# What else people try: words that all stand in its beginning, and what to do.
UNREAD = (
    ((b"PK\3\4", b"[Content_Types].xml"), "an Excel file; save the sheet as CSV"),
    ((b"PK\3\4", b"docProps/"), "an Excel file; save the sheet as CSV"),
    ((b"PK\3\4", b"opendocument.spreadsheet"), "a spreadsheet; save it as CSV"),
    ((b"dn:", b"bjectclass:"), "an LDIF address book; export it as vCard or CSV"),
    ((b"dn:", b"bjectClass:"), "an LDIF address book; export it as vCard or CSV"),
    ((b"# abook addressbook file",), "an address book of abook; convert it with --outformat vcard"),
    ((b'"vcard"', b'"fn"'), "a jCard; export it as vCard"),
    ((b"urn:ietf:params:xml:ns:vcard-4.0",), "an xCard; export it as vCard"),
    ((b'"participants"', b'"messages"'), "a chat of Facebook or Instagram, which is not read"),
    ((b"CONVERSATION ID", b"FROM"), "LinkedIn's messages; Connections.csv beside it is read"),
    ((b"<smses ",), "text messages out of a telephone, which are not read"),
    ((b"<calls ",), "a list of calls out of a telephone, which is not read"),
    ((b"<title>Exported Data",), "Telegram's export as web pages; export it as JSON"),
)


class ProgressFile:
    """A file that its reader opens itself, with the progress of reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: BinaryIO | None = None

    def is_dir(self) -> bool:
        """No folder."""
        return False

    def open(self, mode: Literal["rb"]) -> BinaryIO:
        """As of a path."""
        self.file = self.path.open(mode)
        return self.file

    def megabytes(self) -> int:
        """How many were read."""
        return 0 if self.file is None or self.file.closed else self.file.tell() // MB


class ImportSource:
    """A file, folder or standard input to import.

    Args:
        name: For messages, "-" for standard input.
        data: Its bytes; those of all cards of a folder; empty where the reader opens it itself;
            None to read them when they are asked for.
        head: How it begins.
        path: Where it is; None for standard input.
        starts: For a folder the line at which each file begins, and its name.
        source: Its format, where the folder tells; or "".
    """

    def __init__(
        self,
        name: str,
        data: bytes | None,
        head: bytes,
        path: Path | None,
        *,
        starts: list[tuple[int, str]] | None = None,
        source: str = "",
    ) -> None:
        self.name, self.head, self.path = readable(name), head, path
        self._data = data
        self.starts = [(line, readable(file)) for line, file in starts or []]
        self.source = source
        is_left = path is not None and data == b"" and not path.is_dir()
        self.watched = ProgressFile(path) if path is not None and is_left else None

    @property
    def data(self) -> bytes:
        """Its bytes."""
        if self._data is None:
            self._data = self.path.read_bytes() if self.path else b""
        return self._data

    @data.setter
    def data(self, data: bytes) -> None:
        self._data = data

    def open(self) -> BinaryIO:
        """Its bytes as a file; those of one that nobody has read yet are not held."""
        if self._data is None and self.path:
            return self.path.open("rb")
        from io import BytesIO

        return BytesIO(self.data)

    @property
    def display_name(self) -> str:
        """The name for sentences."""
        return "standard input" if self.name == "-" else self.name


class ImportOptions:
    """The options of an import.

    Args:
        me: Your own addresses and names, for this file.
        own: The same from the settings, where `me` is empty.
        order: "dmy", "mdy", "ymd", or "".
        mapping: Columns by field; None to guess.
        today: The day it is.
    """

    def __init__(
        self,
        me: tuple[str, ...],
        own: tuple[str, ...],
        order: str,
        mapping: dict[str, str] | None,
        today: date,
    ) -> None:
        self.own, self.is_said = me or own, bool(me)
        self.order, self.mapping, self.today = order, mapping, today

    def say(self, option: str, answer: str) -> None:
        """Apply an answer given on the terminal, like --order or --me."""
        if option == "--order":
            self.order = answer
        else:
            self.own, self.is_said = (answer, *self.own), True

    def name_in(self, data: bytes) -> str:
        """Your name in a chat, chosen from your names and addresses.

        One that stands in it; else the first that was said for this very file; else "".
        """
        names = [one for one in self.own if "@" not in one]
        there = next((one for one in names if one.encode() in data), "")
        return there or next(iter(names if self.is_said else []), "")


def module(source: str) -> Any:
    """The module that reads a format."""
    name = f"tinynet.exchange.{READERS[source][0]}"
    return __import__(name, fromlist=["read"])


def records(
    source: str,
    given: ImportSource,
    asked: ImportOptions,
    known: Callable[[str, int], PersonRecord | None],
) -> Iterator[Record | Refused]:
    """Read the records of a file, one at a time.

    Args:
        source: Its format.
        given: The file.
        asked: What the command line says.
        known: The person read before from a card's bytes, by their SHA-256.
    """
    if source == "vcard":
        from tinynet.exchange.vcard import read_again

        return read_again.read(given.data, given.name, known)
    mine = asked.name_in(given.data)
    more: dict[str, tuple[Any, ...]] = {
        "csv": (asked.mapping, asked.order, asked.today),
        "google": (asked.order, asked.today),
        "outlook": (asked.order, asked.today),
        "linkedin": (asked.order, asked.today),
        "ics": (asked.own, asked.today),
        "mbox": (asked.own,),
        "telegram": (mine,),
        "whatsapp": (mine, asked.order, asked.today),
    }
    data = (given.watched or given.path) if source == "mbox" else given.data
    found: Iterator[Record | Refused] = module(source).read(data, given.name, *more.get(source, ()))
    return found


def estimate_count(source: str, given: ImportSource) -> int | None:
    """An estimate of the records, or megabytes; None if only reading tells."""
    if given.watched is not None:
        return given.watched.path.stat().st_size // MB
    return given.data.count(COUNTED[source]) if source in COUNTED else None


def guess_format(given: ImportSource) -> str:
    """Guess the format of a file; "" if none fits."""
    return next((source for source in READERS if module(source).sniff(given.head)), "")


def unread(given: ImportSource) -> str:
    """What a file is that no reader reads, and what to do instead; "" if unknown."""
    signs = (what for sign, what in SIGNS if given.head.startswith(sign))
    others = (what for words, what in UNREAD if all(word in given.head for word in words))
    return next(chain(others, signs), "")


def looks_like(given: ImportSource, but: str) -> str:
    """What a file looks like instead, as the end of a sentence; "" if unknown."""
    if what := unread(given):
        return f", but {what}"
    other = guess_format(given)
    return f", but looks like a {READERS[other][1]}" if other not in {"", but} else ""
