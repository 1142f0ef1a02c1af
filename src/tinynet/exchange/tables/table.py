"""From the bytes of a CSV file to rows whose cells are found by the name of their column.

Files come from many hands: UTF-8 with or without a byte order mark, UTF-16, Windows-1252 and older
encodings, also mixed; comma, semicolon, tab or bar; a preamble before the header; columns in any
order, missing, twice or with other names. Rows are read one at a time, and every character at most
twice, whatever the file is.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tinynet.core.names import fold
from tinynet.exchange import old_encodings
from tinynet.exchange.record import Refused
from tinynet.exchange.tables import column_words
from tinynet.exchange.vcard.values import one_line

ROW_MAX = 100_000  # characters of one row with all its lines; a longer one is refused
HEADER_WITHIN = 30  # rows in which the header is sought; LinkedIn's stands in the fourth or so
HEADER_MAX = 100  # characters of a column's name; what is longer is not a name
# Drawn in text, as in Markdown: | Name | Phone |, with \\| for a bar in a cell.
_DRAWN = "\\|"
_BARS = frozenset({_DRAWN, "|"})
DELIMITERS = (",", ";", "\t", _DRAWN, "|")
# A header that is not in Unicode is in the encoding in which it has the most known words, then the
# most words of the region, for "Imię" and "Imiê" are compared without accents.
_REGIONS = {"cp1250": column_words.CENTRAL, "cp1254": column_words.TURKISH}
_WORDS = (column_words.WESTERN, column_words.CENTRAL, column_words.TURKISH, column_words.OTHERS)
_TRIED = 16_384  # bytes that tell the encoding
_NOTHING = frozenset({"NULL", "(null)", "#N/A", "\\N"})  # of databases and spreadsheets
OWN = "handle"  # a column that tinynet writes
_BLANK = " \t\r\n\xa0\0"  # around a cell

# A comma within notes that nobody quoted parts them, and nothing else where they are last.
_NOTES = frozenset(word for words in _WORDS for word in words.get("note", "").split())
_LINE = re.compile(r"[^\r\n]*+(?:\r?\r?\n|\r|\Z)")
_BORDER = re.compile(r"[-:=+ ]*")  # a cell of the line under a drawn header
_TOLD_DELIMITER = re.compile(r"[\r\n]*sep=([,;\t|])\r?\n", re.IGNORECASE)  # Excel's first line
_QUOTES = "its quotation marks do not pair up"
_TOO_LONG = f"it has more than {ROW_MAX} characters, or a quotation mark that is never closed"


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: Where it begins in its file, from 1.
        cells: What is not empty, by `key` of its column; several where columns share a name.
    """

    line: int
    cells: dict[str, list[str]]

    def one(self, *keys: str) -> str:
        """The first cell there is under these columns, or ""."""
        return next((self.cells[key][0] for key in keys if key in self.cells), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header was found.

    Attributes:
        keys: The columns as they are compared, "" for one without a name.
        headers: Key -> the first column of that key as it is written.
        text: The whole file.
        delimiter: What stands between two cells.
        at: Where in the text the rows begin.
        line: The line of the first of them, from 1.
    """

    keys: tuple[str, ...]
    headers: dict[str, str]
    text: str
    delimiter: str
    at: int
    line: int

    def rows(self, name: str) -> Iterator[Row | Refused]:
        """The rows under the header, without the empty ones; each call reads them again.

        Args:
            name: The file's name, for what is refused: a row over ROW_MAX, with quotation marks
                that do not pair up, or with more cells than columns.
        """
        width = len(self.keys)
        text_of = str.strip if OWN in self.keys else _text  # in our own, NULL is a name, too
        for line, found in _records(_Lines(self.text, self.at, self.line), self.delimiter):
            if isinstance(found, str):
                yield Refused(f"{name}:{line}", found)
                continue
            if self.delimiter in _BARS and _is_drawn(found, is_bordered=self.delimiter == _DRAWN):
                continue
            while len(found) > width and not found[-1].strip():
                found.pop()
            if len(found) > width and self.keys[-1] in _NOTES:
                found[width - 1 :] = [f"{self.delimiter[-1]} ".join(found[width - 1 :])]
            if len(found) > width:
                reason = f"it has {len(found)} cells, and the header {width}"
                yield Refused(f"{name}:{line}", reason)
                continue
            cells: dict[str, list[str]] = {}
            for column, cell in zip(self.keys, found, strict=False):
                if cell and (text := text_of(cell, _BLANK)):
                    cells.setdefault(column, []).append(text)
            if cells:
                yield Row(line, cells)

    def cells(self, columns: Sequence[str]) -> Iterator[str]:
        """All cells of these columns; one more pass over the file, and none without columns."""
        for row in self.rows("") if set(columns) & set(self.keys) else ():
            if isinstance(row, Row):
                yield from (cell for column in columns for cell in row.cells.get(column, ()))


def _text(cell: str, blank: str) -> str:
    """What a cell says: ="0170" is a number that a spreadsheet is to take for a text."""
    text = cell.strip(blank)
    if text[:2] == '="' and text[-1] == '"':
        return text[2:-1].strip(blank)
    return "" if text in _NOTHING else text


def key(header: str) -> str:
    """A column's name as it is compared: "E-Mail 2: Adresse" is "email2adresse"."""
    return _key(header) if len(header) <= HEADER_MAX else ""


@lru_cache(maxsize=1024)  # files are looked at by several readers, with several delimiters
def _key(header: str) -> str:
    return "".join(letter for letter in fold(header) if letter.isalnum())


def find_table(
    data: bytes,
    score: Callable[[Sequence[str]], int],
    alias: Callable[[str], str] = lambda column: column,
) -> Table | None:
    """The table in a file, its header being the likeliest of the first rows.

    Args:
        data: The file, or its beginning.
        score: How much the keys of a row look like a header, below 1 for not at all.
        alias: Another program's or language's key -> the one that is meant.

    Returns:
        None where no row is a header. Of several equally good ones, the first, with the delimiter
        that makes the most columns.
    """
    if (text := _unicode(data)) is not None:
        return _found(text, score, alias)[1]
    return _found(old_encodings.decoded(data, _encoding(data, score, alias)), score, alias)[1]


def _encoding(
    data: bytes, score: Callable[[Sequence[str]], int], alias: Callable[[str], str]
) -> str:
    """The encoding in which some line looks most like a header, else the rows tell it.

    A header in UTF-8, or in ASCII, shows nothing.
    """
    likeliest = old_encodings.likeliest(data)
    lines = list(islice(old_encodings.lines_of(data[:_TRIED]), HEADER_WITHIN))
    _, table = _found(old_encodings.decoded(b"".join(lines), likeliest), score, alias)
    if table is not None and old_encodings.is_unicode(lines[table.line - 2]):
        return likeliest  # the rows begin in the line after the header
    old = b"".join(line for line in lines if not old_encodings.is_unicode(line))
    best, rank = likeliest, (0, 0)
    for encoding in (likeliest, *old_encodings.ENCODINGS):
        found, table = _found(old_encodings.decoded(old, encoding), score, alias)
        if (this := (found, _of_the_region(encoding, table))) > rank:
            best, rank = encoding, this
    return best


def _of_the_region(encoding: str, table: Table | None) -> int:
    """How many columns are called as only the languages call them that an encoding is for."""
    words = " ".join(_REGIONS.get(encoding, {}).values()).split()
    return len({*words}.intersection(table.keys)) if table is not None else 0


def _found(
    text: str, score: Callable[[Sequence[str]], int], alias: Callable[[str], str]
) -> tuple[int, Table | None]:
    """The likeliest header of a text, as `find_table` has it, and how much it looks like one."""
    declared = _TOLD_DELIMITER.match(text)
    start, line = (declared.end(), len(declared[0].splitlines()) + 1) if declared else (0, 1)
    best: tuple[tuple[int, int, int], Table] | None = None
    head = text[start : start + ROW_MAX]
    for delimiter in declared[1] if declared else DELIMITERS:
        if delimiter != "," and delimiter[-1] not in head:
            continue
        lines = _Lines(text, start, line)
        rows = zip(range(HEADER_WITHIN), _records(lines, delimiter), strict=False)
        for number, (_, row) in rows:
            if isinstance(row, str) or (delimiter == _DRAWN and row and row[0].strip()):
                continue
            keys = tuple(alias(key(cell)) for cell in row)
            rank = score(keys), -number, len(row)
            if rank[0] > 0 and (best is None or rank > best[0]):
                headers: dict[str, str] = {}
                for column, cell in zip(keys, row, strict=True):
                    headers.setdefault(column, one_line(cell))
                best = rank, Table(keys, headers, text, delimiter, lines.at, lines.number)
    return (best[0][0], best[1]) if best else (0, None)


def known(names: Iterable[str], least: int) -> Callable[[Sequence[str]], int]:
    """A score for `find_table`: how many columns have one of these keys, 0 below `least`."""
    wanted = frozenset(names)

    def score(keys: Sequence[str]) -> int:
        found = len(wanted.intersection(keys))
        return found if found >= least else 0

    return score


def _unicode(data: bytes) -> str | None:
    """The file as text where it is Unicode, else None."""
    if encoding := old_encodings.utf_16_of(data):
        return data.decode(encoding, "replace")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return None


def _is_drawn(cells: Sequence[str], *, is_bordered: bool) -> bool:
    """Whether a line with bars is not a row: a border, or the text around a table with borders."""
    return all(map(_BORDER.fullmatch, cells)) or (is_bordered and bool(cells[0].strip()))


class _TooLongError(Exception):
    """A row over ROW_MAX."""


class _Lines:
    """The physical lines of a text for `csv.reader`, which asks for more inside quotes.

    Attributes:
        at, number: Where the next line begins, and its number.
    """

    def __init__(self, text: str, at: int, number: int) -> None:
        self.text, self.at, self.number = text, at, number
        self.begin()

    def begin(self) -> None:
        """Let a row begin with the next line."""
        self.size = 0
        self.second = self.at, self.number

    def back(self) -> None:
        """Let the next row begin with the second line of this one."""
        self.at, self.number = self.second

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        match = _LINE.match(self.text, self.at)
        if match is None or not match[0]:
            raise StopIteration
        self.at, self.number = match.end(), self.number + 1
        if not self.size:
            self.second = self.at, self.number
        self.size += len(match[0])
        if self.size > ROW_MAX:  # below the csv module's own limit of 131,072 for one cell
            raise _TooLongError
        return match[0]


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The line and the cells of each row, or what is wrong with it.

    After a broken row the one on the next physical line is read: a quotation mark that is never
    closed costs its own row only. What was read in vain holds no other opening quotation mark (it
    would have closed the first), so no line is read more than twice.
    """
    is_drawn = delimiter == _DRAWN
    reader = csv.reader(
        lines,
        delimiter=delimiter[-1],
        quoting=csv.QUOTE_NONE if is_drawn else csv.QUOTE_MINIMAL,
        escapechar="\\" if is_drawn else None,
        skipinitialspace=True,
        strict=True,
    )
    while True:
        lines.begin()
        begun = lines.number
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooLongError:
            lines.back()
            yield begun, _TOO_LONG
        except csv.Error:
            lines.back()
            yield begun, _QUOTES
        else:
            yield begun, cells
