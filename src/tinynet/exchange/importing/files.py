"""Open the file, folder or standard input of an import, and recognise its format."""

from __future__ import annotations

from codecs import BOM_UTF8
from contextlib import contextmanager

from tinynet.cli import checks
from tinynet.errors import TinynetError, quoted
from tinynet.exchange.importing import import_formats
from tinynet.exchange.importing.import_formats import HEAD, READERS, ImportSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tinynet.cli.env import Env

BYTES_MAX = 500_000_000  # of a file that is read at once; mail is not
NO_MAIL = (b"BEGIN:", b"begin:", b"{")  # of cards, calendars, and JSON
CARDS = ".vcf"
ZIP_END = 64 * 1024
TABLE_SHOWN = 12  # columns of an unknown table
LOOKED_AT = 50  # files of a folder that nobody said anything of


def open_source(env: Env, files: Sequence[str], source: str) -> ImportSource:
    """Open what an import is to read.

    Args:
        env: For standard input.
        files: A path, or "-"; or the paths of several cards.
        source: Its format; "" where it is to be found out.

    Raises:
        TinynetError: It cannot be read, or is larger than 500 MB.
    """
    from pathlib import Path

    file, *more = [checks.readable_file(env.as_given(file)) for file in files]
    path = Path(file)
    try:
        if more:
            return several_cards([path, *map(Path, more)])
        if file == "-":
            buffer = getattr(env.stdin, "buffer", None)
            data = buffer.read(BYTES_MAX + 1) if buffer else env.stdin.read().encode()
            return ImportSource("-", bytes_of_file(data, file), identifying_bytes(data), None)
        if path.is_dir():
            return folder(path, source)
        with path.open("rb") as opened:  # a pipe has no size to ask for
            head = opened.read(HEAD)
            is_mail = source == "mbox" or (not source and may_be_mail(head))
            if is_mail and path.is_file():
                return ImportSource(path.name, b"", head, path)
            if source in {"", "json"} and path.is_file() and is_document(head):
                return ImportSource(path.name, None, head, path)
            if path.is_file():  # to put the head before 100 MB would hold them twice
                opened.seek(0)
                head = b""
            data = head + opened.read(BYTES_MAX + 1 - len(head))
    except FileNotFoundError as error:
        raise TinynetError(f"There is no file {file}", "Look at the path") from error
    except (OSError, ValueError) as error:
        raise checks.unreadable(file, error) from error
    return ImportSource(path.name, bytes_of_file(data, file), identifying_bytes(data), path)


def may_be_mail(head: bytes) -> bool:
    """Whether a file begins like mail; what cards and JSON begin with does not load its reader."""
    return not head.startswith(NO_MAIL) and bool(import_formats.module("mbox").sniff(head))


def is_document(head: bytes) -> bool:
    """Whether a file begins like a document of ours, which is read piece by piece."""
    return head.startswith((b"{", BOM_UTF8)) and bool(import_formats.module("json").sniff(head))


def identifying_bytes(data: bytes) -> bytes:
    """The bytes that identify a format: the beginning, and the end of a ZIP, which lists its files.

    A chat's photos may stand before the chat.
    """
    return data[:HEAD] + (data[-ZIP_END:] if data.startswith(b"PK\3\4") else b"")


def several_cards(files: list[Path]) -> ImportSource:
    """Read several card files like a folder that holds only them.

    Raises:
        TinynetError: One of them is something else.
    """
    vcard = import_formats.module("vcard")
    for file in files:
        with file.open("rb") as opened:
            if not vcard.sniff(opened.read(HEAD)):
                raise TinynetError(
                    f"{file} is no vCard file, and only those are read several at once",
                    f"Import it by itself: tinynet import {quoted(str(file))}",
                )
    folder = files[0].resolve().parent
    return join_cards(folder.name, folder, files)


def bytes_of_file(data: bytes, file: str) -> bytes:
    """The bytes of a file.

    Raises:
        TinynetError: They are more than 500 MB.
    """
    if len(data) > BYTES_MAX:
        raise TinynetError(f"{file} is larger than 500 MB", "Split it and import the parts")
    return data


def folder(path: Path, source: str) -> ImportSource:
    """Read the cards of a folder and of all folders in it, or recognise a folder of mail.

    The address books of a server are folders in those of its users. What begins with a dot is not
    looked at.

    Raises:
        TinynetError: It is neither.
    """
    name = path.name or str(path)
    cards = sorted(
        file
        for file in path.rglob("*")
        if is_card(file) and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if cards and source in {"", "vcard"}:
        return join_cards(name, path, cards)
    files = sorted(file for file in path.rglob("*") if file.is_file())[:LOOKED_AT]
    heads = {file: beginning(file) for file in files}
    mail = import_formats.module("mbox")
    if source == "mbox" or (
        not source
        and any(file.parent.name in {"cur", "new"} or mail.sniff(heads[file]) for file in files)
    ):
        return ImportSource(name, b"", b"", path, source="mbox")
    known = {
        file: import_formats.guess_format(ImportSource("", b"", head, file))
        for file, head in heads.items()
    }
    file = next((file for file, what in known.items() if what and source in {"", what}), None)
    if file is None:
        raise TinynetError(
            f"{path} is a folder without a file that tinynet knows how to read",
            "A folder may hold cards (.vcf) or mail; of all else, give the file",
        )
    raise TinynetError(
        f"{path} is a folder, and {file.name} in it looks like a {READERS[known[file]][1]}",
        f"Give the file: tinynet import {known[file]} {quoted(str(file))}",
    )


def is_card(file: Path) -> bool:
    """Whether a card is in it by its name; a pipe that is called so would be waited for."""
    return file.suffix.lower() == CARDS and file.is_file()


def beginning(file: Path) -> bytes:
    """The first bytes of a file; none if it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(HEAD)
    except OSError:
        return b""


def join_cards(name: str, path: Path, cards: list[Path]) -> ImportSource:
    """Join cards of several files, so that a group in one finds its members in another.

    Raises:
        TinynetError: They are more than 500 MB.
    """
    from tinynet.exchange.vcard.lines import in_unicode, physical_lines

    starts, parts, line, size = [], [], 1, 0
    for file in cards:
        data = in_unicode(file.read_bytes()).rstrip() + b"\n"
        starts.append((line, str(file.relative_to(path)) if path in file.parents else file.name))
        parts.append(data)
        line += len(physical_lines(data)) - 1
        size += len(data)
        if size > BYTES_MAX:
            raise TinynetError(f"{path} holds more than 500 MB", "Import a part of it at a time")
    data = b"".join(parts)
    return ImportSource(name, data, data[:HEAD], path, starts=starts, source="vcard")


def check(found: ImportSource, source: str, file: str) -> None:
    """Check that a file has the format, as far as its beginning shows.

    Raises:
        TinynetError: It is empty, or something else.
    """
    if found.path is not None and found.path.is_dir():
        return  # what is in it was looked at
    if not (found.head.strip() or found.data.strip()):
        raise TinynetError(f"{found.display_name} is empty", "Export it again")
    if not source:
        remedy = "What can be: tinynet import --help" if import_formats.unread(found) else ""
        raise TinynetError(
            f"{found.display_name} is not a file that tinynet can import"
            f"{import_formats.looks_like(found, '')}",
            remedy
            or columns_of(found, file)
            or f"If it is one of {', '.join(READERS)}, say so: tinynet import csv {quoted(file)}",
            tuple(READERS),
        )
    if import_formats.module(source).sniff(found.head) or (
        source == "vcard" and has_card(found.data)
    ):
        return
    other = import_formats.guess_format(found)
    raise TinynetError(
        f"{found.display_name} is no {READERS[source][1]}"
        f"{import_formats.looks_like(found, source)}",
        f"Read it as that: tinynet import {other} {quoted(str(file))}"
        if other
        else READERS[source][2],
    )


def columns_of(found: ImportSource, file: str) -> str:
    """The remedy with --map for a table with unknown columns; "" if it is no .csv or .tsv."""
    if not found.name.lower().endswith((".csv", ".tsv")):
        return ""
    from tinynet.exchange.tables.table import find_table
    from tinynet.exchange.vcard.values import email

    table = find_table(found.head, any)
    columns = [header for header in table.headers.values() if header][:TABLE_SHOWN] if table else []
    if not columns:
        return ""
    if any(map(email, columns)):
        return (
            f"Its first row is a person ({', '.join(columns)}). Write the columns' names above it"
        )
    name = columns[0].replace('"', "")
    return (
        f"Its first row is {', '.join(columns)}. Say which column tells what: "
        f'tinynet import csv {quoted(file)} --map name="{name}"'
    )


@contextmanager
def on_disk(found: ImportSource, source: str) -> Iterator[ImportSource]:
    """The source as a file on disk, if the reader needs one: mail from standard input."""
    if source != "mbox" or not found.data:
        yield found
        return
    from pathlib import Path
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile() as file:  # for its owner only
        file.write(found.data)
        file.flush()
        yield ImportSource(found.name, b"", found.head, Path(file.name))


def has_card(data: bytes) -> bool:
    """Whether there is a vCard anywhere in it."""
    import re

    return re.search(rb"(?i)BEGIN[ \t]*:[ \t]*VCARD", data) is not None
