"""tinynet's own JSON: an object of lists, one record per line, so that diffs are readable.

Which lists there are, and what their records hold, is the store's to know (docs/export.md). This
reads any layout of the same document, however large, and tells where each record stands.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from tinynet.errors import TinynetError

VERSION = 2
KEY = "tinynet"  # the document's first key; its value is the version
# Version 1 (tinynet 0.2) weighed these kinds .25; where nobody changed that, they weigh .5 now.
OLD_WEIGHT, WEIGHT = 0.25, 0.5
REWEIGHED = frozenset({"text", "email", "letter", "social"})
PIECE = 1 << 18  # bytes that are decoded at once
SPACE = " \t\r\n"
BETWEEN = ",\n{"  # two records, as we write them


class BadDocumentError(TinynetError):
    """A document that is incomplete, no JSON, or not written by tinynet."""

    code = "bad_document"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One record of a document.

    Attributes:
        section: The list it stands in.
        number: Its place in that list, from 0.
        line: Where it begins in the file, from 1.
        value: What stands there: a record, where the document is right.
    """

    section: str
    number: int
    line: int
    value: Any


def write(sections: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> Iterator[str]:
    """The document, piece by piece.

    Args:
        sections: Each list's name and its records, each on one line (`visible`), read some at a
            time.
    """
    yield f'{{"{KEY}": {VERSION}'
    for name, records in sections:
        yield f',\n"{name}": ['
        before = "\n"
        for lines in records:
            yield before + ",\n".join(lines)
            before = ",\n"
        yield "]" if before == "\n" else "\n]"
    yield "\n}\n"


_escaped = json.JSONEncoder(allow_nan=False).encode


def visible(record: str) -> str:
    """A record on one line; in ASCII if it has invisible characters."""
    return record if record.isprintable() else _escaped(json.loads(record))


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a document of tinynet."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:60]
    return start.startswith(b"{") and start[1:].lstrip().startswith(b'"tinynet"')


def read(
    file: BinaryIO, name: str, known: Collection[str]
) -> Iterator[tuple[str, Iterator[DocumentRecord]]]:
    """The lists of a document with their records, in its order; exhaust each before the next.

    Args:
        file: The file, open at its beginning.
        name: The file's name, for messages.
        known: The lists that there may be.

    Raises:
        BadDocumentError: It is cut off, no JSON, nested too deeply, a newer tinynet's or none of
            ours. What was yielded by then stands in it all the same.
    """
    text = Text(file, name)
    text.expect("{")
    if text.value() != KEY:
        raise text.wrong("it is no tinynet document", f'One begins with {{"{KEY}": {VERSION}')
    text.expect(":")
    version = text.value()
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise text.wrong("its version is no number", f"This tinynet writes {VERSION}")
    if version > VERSION:
        raise text.wrong(
            f"it is of version {version}, and this tinynet knows {VERSION}", "Upgrade tinynet"
        )
    seen: set[str] = set()
    while text.next_is(",", "}"):
        section = text.value()
        if not isinstance(section, str) or section not in known or section in seen:
            reason = "there is again a list" if section in known else "there can be no list"
            raise text.wrong(f"{reason} {json.dumps(section)[:80]}")
        seen.add(section)
        text.expect(":")
        found = Records(text, section)
        yield section, reweighed(found) if version == 1 and section == "kinds" else found
    if text.peek():
        raise text.wrong("something follows the end of the document")


def reweighed(found: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
    """The kinds of a document of version 1, with the weights that they begin with now."""
    for record in found:
        kind = record.value
        if isinstance(kind, dict) and kind.get("name") in REWEIGHED:
            kind = kind | ({"weight": WEIGHT} if kind.get("weight") == OLD_WEIGHT else {})
        yield replace(record, value=kind)


class Records(Iterator[DocumentRecord]):
    """The records of the list at the current position, one at a time or many at once.

    Args:
        text: The document, where the list begins.
        section: The list's name.

    Attributes:
        number: How many records were taken.
    """

    def __init__(self, text: Text, section: str) -> None:
        self.text, self.section, self.number = text, section, 0
        self._is_at_one = self._is_over = False

    def __next__(self) -> DocumentRecord:
        if not self.more():
            raise StopIteration
        self.text.skip()
        line_number = self.text.line
        record = DocumentRecord(self.section, self.number, line_number, self.text.value())
        self.number += 1
        self._is_at_one = False
        return record

    def more(self) -> bool:
        """Go to the next record, if there is one."""
        if not (self._is_at_one or self._is_over):
            if self.number:
                self._is_over = not self.text.next_is(",", "]")
            else:
                self.text.expect("[")
                self._is_over = self.text.peek() == "]"
                if self._is_over:
                    self.text.expect("]")
            self._is_at_one = not self._is_over
        return self._is_at_one

    def ahead(self) -> list[Any]:
        """What the next records hold, as many as there are in the piece at hand.

        Only if they stand one a line, as we write them; else nothing. They are not taken yet.
        """
        return self.text.lines_ahead() if self.more() else []

    def place(self, index: int) -> DocumentRecord:
        """Where one of the records ahead stands."""
        return DocumentRecord(self.section, self.number + index, self.text.line + index, None)

    def take(self, count: int) -> None:
        """Take all the records ahead."""
        self.text.pass_lines(count)
        self.number += count
        self._is_at_one = False


class Text:
    """A document decoded and parsed from its beginning, piece by piece.

    Args:
        file: The file, open at its beginning.
        name: The file's name, for messages.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name, self.line = name, 1
        self._file: BinaryIO | None = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._ahead = "", 0, 0
        self._decode = json.JSONDecoder().raw_decode

    def value(self) -> Any:
        """Read the JSON value at the current position."""
        self.skip()
        while True:
            try:
                found, end = self._decode(self._text, self._at)
            except ValueError as error:
                if not self._more():
                    raise self.wrong("it is cut off, or no JSON") from error
            except RecursionError as error:
                raise self.wrong("it is nested too deeply") from error
            else:
                if end < len(self._text) or not self._more():  # a number may go on
                    self._move(end)
                    return found

    def lines_ahead(self) -> list[Any]:
        """The values that follow one a line in the text at hand; none where it is laid out else."""
        self.skip()
        end = self._end_of_lines()
        if end < 0 and self._more():
            end = self._end_of_lines()
        if end < 0:
            return []
        text = self._text[self._at : end]
        try:
            values: list[Any] = json.loads(f"[{text}]")
        except (ValueError, RecursionError):
            return []  # whoever reads one at a time says where it is wrong
        self._ahead = end
        return values if text.count("\n") == text.count(BETWEEN) == len(values) - 1 else []

    def _end_of_lines(self) -> int:
        """Where the last line at hand ends that is whole for sure, or the list; else -1."""
        end = self._text.find("\n]", self._at)
        return end if end >= 0 else self._text.rfind(BETWEEN, self._at)

    def pass_lines(self, count: int) -> None:
        """Go behind the lines ahead."""
        self._at = self._ahead
        self.line += count - 1

    def skip(self) -> None:
        """Go to the next character that is not white space, if there is one."""
        while True:
            rest = self._text[self._at : self._at + 1]
            if rest and rest in SPACE:
                self._move(self._at + 1)
            elif rest or not self._more():
                return

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        self.skip()
        return self._text[self._at : self._at + 1]

    def expect(self, mark: str) -> None:
        """Read a mark, or raise an error.

        Raises:
            BadDocumentError: Something else stands here.
        """
        found = self.peek()
        if found != mark:
            reason = f'there should be "{mark}" here' if found else "it is cut off"
            raise self.wrong(reason)
        self._move(self._at + 1)

    def next_is(self, mark: str, end: str) -> bool:
        """Read a mark, or the end of what it separates.

        Returns:
            Whether it was the mark.
        """
        is_mark = self.peek() == mark
        self.expect(mark if is_mark else end)
        return is_mark

    def wrong(self, reason: str, remedy: str = "") -> BadDocumentError:
        """The error for something wrong at the current position."""
        return BadDocumentError(
            f"{self.name}:{self.line}: {reason}", remedy or "Export it again; nothing was imported"
        )

    def _move(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Decode as much again as is waiting, at least a piece; returns whether there was more."""
        if self._file is None:
            return False
        self._text, self._at = self._text[self._at :], 0
        wanted = max(PIECE, len(self._text))
        piece = self._file.read(wanted)
        if len(piece) < wanted:  # so is a pipe's last one
            self._file = None
        try:
            self._text += self._decoder.decode(piece, self._file is None)
        except UnicodeDecodeError as error:
            raise self.wrong("it is not UTF-8") from error
        return True
