"""Mail: an mbox file, a Maildir, single mails, or a folder of any; one contact per person and day.

Only headers are read; bodies pass by in blocks of a megabyte and are never held or parsed. Who
counts is somebody you wrote to, at least once in the same file: that is what tells a friend from
a newsletter. Lists, offices, programs and letters to many count for nobody.

The same mail twice (in the inbox and in "all mail") is the same person on the same day, so it
needs no Message-ID to be counted once.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from tinynet.core.names import join_names
from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks import mail
from tinynet.exchange.talks.talk import EMAIL, ME, THEM, Talks, clear_winner
from tinynet.exchange.written_names import name_rank

SOURCE = "mbox"
RECEIVERS_MAX = 12  # people a mail goes to; one to more of them is a letter to nobody
HEADER_MAX = 65_536  # bytes of one header; the rest of a longer one is cut off
OWN_SHARE = 20  # one mail in so many must have been delivered to a further address of yours

_CHUNK = 1024 * 1024
_MARK = b"\nFrom "
# The line between two mails ends with a time and a year; a body's "From here on" does not. Some
# programs write nothing but an address. A header follows in any case.
_SEPARATOR = re.compile(
    rb"\nFrom (?:[^\n]{0,400}?\d\d:\d\d[^\n]{0,60}|[^\s]{1,400}[ \t]*+)\r?\n[!-9;-~]{1,100}+[ \t]*:"
)
_END = re.compile(rb"\n(?=\r?\n|From )")
_LETTER = re.compile(rb"[!-9;-~]{1,100}+[ \t]*:")
_MAIL_FIELD = re.compile(
    rb"(?i)(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version|"
    rb"reply-to|dkim-signature|arc-[a-z-]+|x-received|x-mozilla-status)[ \t]*:"
)
# Before a single mail: a byte order mark, blank lines, and what Apple Mail writes: its size.
_LEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\d{1,10}[ \t]*\r?\n)?")
_SINGLE = (".eml", ".emlx")  # the names of files with one mail
_FOLDER_ENDING = re.compile(r"\.(?:mbox|sbd)\Z")  # of folders of Apple Mail and Thunderbird
_DRAFT = re.compile(r"[:;!]2,[A-Z]*D")  # a flag in the name of a Maildir's file
_FOLDERS = ("cur", "new")  # of a Maildir: those that hold mails


@dataclass(frozen=True, slots=True)
class _Letter:
    """One mail between people; half a million of them take some 150 MB."""

    on: str
    at: float
    line: int
    sender: str
    receivers: tuple[str, ...]
    delivered_to: tuple[str, ...]


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is mail; some 1,000 of them are enough."""
    return _is_mbox(head) or _is_letter(head[cast("re.Match[bytes]", _LEAD.match(head)).end() :])


def _is_mbox(head: bytes) -> bool:
    return _SEPARATOR.match(b"\n" + head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def _is_letter(head: bytes) -> bool:
    """Whether these bytes begin with a mail's header: nothing but fields, and two of every mail."""
    end = _END.search(head)
    lines = head[: end.start() if end else head.rfind(b"\n")].splitlines()
    fields = [line for line in lines if line[:1] not in {b" ", b"\t"}]
    return all(map(_LETTER.match, fields)) and sum(map(bool, map(_MAIL_FIELD.match, fields))) > 1


def read(path: Path, name: str, own: Collection[str]) -> Iterator[InteractionRecord | Refused]:
    """Read mail.

    Args:
        path: An mbox file, a mail, a Maildir, or a folder in which there are some, however deep.
        name: Its name for messages.
        own: Your own addresses, in any case; "anne+news@..." counts as "anne@...". When there are
            none they are guessed, and the first record's warning says which.

    Returns:
        First where and why a mail could not be read, then a record of each correspondent and day
        (the day it was for the sender), by day. Time grows with the bytes, memory with the mails.
    """
    letters: list[_Letter] = []
    names: dict[str, str] = {}
    lists: set[str] = set()
    for found in _letters(path, name, names, lists):
        if isinstance(found, Refused):
            yield found
        else:
            letters.append(found)
    mine = {address.lower() for address in own}
    guessed = [] if mine else _guess_own(letters)
    mine.update(guessed)
    if not mine:
        if letters:
            yield Refused(f"{name}:1", "it does not tell which address is your own")
        return
    talks, people = _talks(letters, mine, names, lists)
    if letters and not people:
        yield Refused(
            f"{name}:1",
            f"nothing in it was sent by {' or '.join(sorted(mine)[:3])}: read the sent mail, too",
        )
    for number, record in enumerate(talks.records(people)):
        were = (
            "were taken for your own addresses" if guessed[1:] else "was taken for your own address"
        )
        warning = f"line 1: {join_names(guessed)} {were}"
        yield replace(record, warnings=(warning,)) if guessed and not number else record


def _guess_own(letters: Iterable[_Letter]) -> list[str]:
    """Which addresses in a mailbox are its owner's.

    Returns:
        The address that most mails are from or to, then those that further mails were delivered
        to; nothing when two are in equally many (a mailbox of one friend).
    """
    seen: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    count = 0
    for letter in letters:
        count += 1
        seen.update({letter.sender, *letter.receivers, *letter.delivered_to})
        delivered.update(set(letter.delivered_to))
    first = clear_winner(delivered) or clear_winner(seen)
    further = (one for one, times in delivered.items() if times * OWN_SHARE >= count)
    return list(dict.fromkeys([first, *sorted(further)])) if first else []


def _talks(
    letters: list[_Letter], mine: Collection[str], names: dict[str, str], lists: Collection[str]
) -> tuple[Talks, dict[str, Someone]]:
    """The contacts with those that you wrote to, and who they are."""

    def is_mine(address: str) -> bool:
        local, _, domain = address.partition("@")
        return address in mine or f"{local.partition('+')[0]}@{domain}" in mine

    known = {
        address
        for letter in letters
        if is_mine(letter.sender)
        for address in letter.receivers
        if not (is_mine(address) or address in lists or mail.is_machine(address))
    }
    talks = Talks(SOURCE)
    for letter in letters:
        by, others = (ME, letter.receivers) if is_mine(letter.sender) else (THEM, (letter.sender,))
        for address in others:
            if address in known:
                talks.add(letter.on, address, EMAIL, at=letter.at, by=by, line=letter.line)
    people = {
        address: Someone(name=mail.real_name(names.get(address, ""), address), email=address)
        for address in known
    }
    return talks, people


def _letters(
    path: Path, name: str, names: dict[str, str], lists: set[str]
) -> Iterator[_Letter | Refused]:
    """Every mail between people, and why others could not be read.

    Args:
        path: As in `read`.
        name: As in `read`.
        names: Is given the last of the best names that each address came with, still encoded.
        lists: Is given the addresses of mailing lists.
    """
    none = True
    for found in _headers(path, name):
        none = False
        if isinstance(found, Refused):
            yield found
            continue
        where, line, header = found
        parsed = mail.parse(header)
        if parsed.by_machine:
            lists.update(one.address for one in parsed.lists)
            continue
        if parsed.sender is None:
            yield Refused(f"{where}:{line}", "the mail has no sender")
            continue
        try:
            at = mail.sent_at(parsed.date)
        except ValueError as error:
            yield Refused(f"{where}:{line}", f"the mail has no usable date: {error}")
            continue
        for one in (parsed.sender, *parsed.receivers):
            known = names.get(one.address)
            if one.name and one.name != known and (
                known is None or _rank(one.name, one.address) >= _rank(known, one.address)
            ):  # fmt: skip
                names[one.address] = one.name
        if len(parsed.receivers) <= RECEIVERS_MAX:
            yield _Letter(
                on=sys.intern(at.date().isoformat()),  # few days and people, many mails
                at=(at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp(),
                line=line,
                sender=sys.intern(parsed.sender.address),
                receivers=tuple(sys.intern(one.address) for one in parsed.receivers),
                delivered_to=tuple(sys.intern(one.address) for one in parsed.delivered_to),
            )
    if none:
        yield Refused(f"{name}:1", "there is no mail in it")


@lru_cache(maxsize=4096)  # many write from two programs that call them differently
def _rank(name: str, address: str) -> tuple[bool, bool, int]:
    """How much a name says, still encoded, of whoever has this address."""
    return name_rank(mail.real_name(name, address))


def _headers(path: Path, name: str) -> Iterator[tuple[str, int, bytes] | Refused]:
    """File, line and header of every mail in a file or a folder."""
    if not path.is_dir():
        with path.open("rb") as stream:
            for line, header in _of_file(stream, name.lower()):
                yield name, line, header
        return
    for folder, below, files in os.walk(path):
        below.sort()
        for file in (Path(folder, file) for file in sorted(files)):
            where = f"{name}/{file.relative_to(path)}"
            if file.is_symlink() or not file.is_file():
                continue  # a pipe would wait for ever
            is_arriving = file.parent.name == "tmp" and (file.parents[1] / "cur").is_dir()
            if is_arriving or _was_never_sent(file.relative_to(path)):
                continue
            try:
                with file.open("rb") as stream:
                    in_maildir = file.parent.name in _FOLDERS
                    for line, header in _of_folder(stream, file.name.lower(), in_maildir):
                        yield where, line, header
            except OSError as error:
                yield Refused(f"{where}:1", f"it cannot be read: {error.strerror}")


def _was_never_sent(file: Path) -> bool:
    """Whether a file is a draft of a Maildir, or lies in a folder of drafts or spam."""
    folders = (_FOLDER_ENDING.sub("", part).rpartition(".")[2] for part in file.parts)
    return _DRAFT.search(file.name) is not None or any(map(mail.is_kept_apart, folders))


def _of_folder(stream: BinaryIO, name: str, in_maildir: bool) -> Iterator[tuple[int, bytes]]:
    """The mails of one file of a folder: mail of any kind, or an index with none."""
    head = stream.read(HEADER_MAX)
    stream.seek(0)
    if sniff(head):
        yield from _of_file(stream, name)
    elif in_maildir and _LETTER.match(head):
        yield 1, _header(head)


def _of_file(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """The mails of one file: a single one, an mbox, or one that was cut out of an mbox."""
    head = stream.read(HEADER_MAX)
    stream.seek(0)
    lead = cast("re.Match[bytes]", _LEAD.match(head)).end()
    if not _is_mbox(head) and _is_letter(head[lead:]):
        yield 1 + head.count(b"\n", 0, lead), _header(head[lead:])
        if name.endswith(_SINGLE):
            return
    yield from _of_mbox(stream)


def _header(head: bytes) -> bytes:
    end = _END.search(head)
    return head[: end.start() if end else None]


def _of_mbox(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Line and header of every mail of an mbox; of the file, one block is held at a time."""
    buffer, line, ended = b"\n", 0, False
    while not ended:
        chunk = stream.read(_CHUNK)
        ended = not chunk
        buffer = (buffer + chunk) if line else b"\n" + chunk.removeprefix(b"\xef\xbb\xbf")
        line = line or 1
        counted = start = 0
        while (start := buffer.find(_MARK, start)) >= 0:
            if not ended and len(buffer) - start < HEADER_MAX:
                break  # the header may go on in the next block
            if _SEPARATOR.match(buffer, start) is None:
                start += 1
                continue
            line += buffer.count(b"\n", counted, start)
            counted = start
            end = _END.search(buffer, start + 1, start + HEADER_MAX)
            stop = end.start() if end else min(start + HEADER_MAX, len(buffer))
            yield line, buffer[start:stop]
            start = stop
        keep = start if start >= 0 else max(counted, len(buffer) - len(_MARK) + 1)
        line += buffer.count(b"\n", counted, keep)
        buffer = buffer[keep:]
