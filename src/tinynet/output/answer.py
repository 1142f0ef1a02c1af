"""What a command gives back: a document for scripts, rows for lists, and the view that shows it.

The daily path builds one of these per call, so it is a plain class: importing `dataclasses` costs
as much as the whole daily check. To mypy it is generic in its document, one of the TypedDicts of a
room's documents.py, which nothing imports at run time.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Generic, Protocol, overload

    from typing_extensions import TypeVar

    DocumentT_co = TypeVar("DocumentT_co", bound=Mapping[str, object], covariant=True, default=Any)

    class Store(Protocol):
        """What rows are read from."""

        def close(self) -> None:
            """Let it go."""
else:
    Generic, DocumentT_co = {None: object}, None  # typing's costs too much to import

# Each is a module of output/ with a function pieces(answer), but human, which draws on a page.
FORMATS = ("human", "plain", "json", "nl", "csv")
SCHEMA = 1  # of the JSON envelope: keys are added, never renamed, within a major version
LISTS = frozenset({"tags", "people", "fields"})  # columns of several values, joined by commas
CHUNK = 1000  # rows that are made into text at once, where they are read one at a time
FLAGS = frozenset({"deep", "attempt", "in_person", "undone"})  # columns of 0 or 1


class Answer(Generic[DocumentT_co]):
    """The result of a command.

    Args:
        view: Which human view shows it: `room.name` is the module `room/views/name.py`.
        document: The JSON keys beside the rows.
        key: The JSON key of the rows; "" where the document is all there is, or has them already.
        columns: The rows' JSON keys, which are also the columns of the plain and CSV forms.
        rows: One tuple a record.
        plain: The plain form's rows where they are not `rows`: one tuple a line.
        heading: A first line of the plain form, for programs that pass over it.
        message: Sentences for the view, such as what was done; no program gets them.
        exit_code: What the process ends with.
        wrote: Whether the command changed the database, which a full disk on stdout must not hide.

    Attributes:
        sheet: The columns and rows of the CSV form where they are not `columns` and `rows`: a
            spreadsheet is read by people, so it has words where JSON has data.
        store: What the rows are still to be read from (`read_from`).
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            view: str,
            document: DocumentT_co = ...,
            *,
            columns: Sequence[str] = ...,
            rows: Sequence[tuple[Any, ...]] = (),
            plain: Sequence[tuple[Any, ...]] | None = None,
            heading: str = "",
            message: Sequence[str] = (),
            exit_code: int = 0,
            wrote: bool = False,
        ) -> None: ...

        @overload
        def __init__(
            self,
            view: str,
            document: Mapping[str, object] | None = None,
            *,
            key: str,
            columns: Sequence[str],
            rows: Sequence[tuple[Any, ...]],
            plain: Sequence[tuple[Any, ...]] | None = None,
            heading: str = "",
            message: Sequence[str] = (),
            exit_code: int = 0,
            wrote: bool = False,
        ) -> None: ...

    def __init__(
        self,
        view: str,
        document: Mapping[str, Any] | None = None,
        *,
        key: str = "",
        columns: Sequence[str] = (),
        rows: Iterable[tuple[Any, ...]] = (),
        plain: Sequence[tuple[Any, ...]] | None = None,
        heading: str = "",
        message: Sequence[str] = (),
        exit_code: int = 0,
        wrote: bool = False,
    ) -> None:
        self.view = view
        self.document: Any = document or {}
        self.key, self.columns = key, columns
        self.rows: Any = rows
        self.plain: Any = rows if plain is None else plain
        self.heading, self.message = heading, message
        self.exit_code, self.wrote = exit_code, wrote
        self.sheet: tuple[Sequence[str], Sequence[tuple[Any, ...]]] | None = None
        self.store: Store | None = None

    def read_from(self, store: Store, rows: Iterator[tuple[Any, ...]] | Columns) -> None:
        """Read the rows while the answer is written, once, and close the database after that."""
        self.store, self.rows, self.plain = store, rows, rows

    def close(self) -> None:
        """Close the database that the rows are read from."""
        if self.store is not None:
            self.store.close()

    def records(self) -> list[Any]:
        """The rows as JSON-ready records."""
        return records(self.columns, self.rows)

    def envelope(self) -> DocumentT_co:
        """The whole JSON document, `schema` first; also what a view is given."""
        whole: Any = {"schema": SCHEMA, **self.document}
        if self.key:
            whole[self.key] = self.records()
        return whole  # type: ignore[no-any-return]  # tests compare it with its TypedDict


def records(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Rows as JSON-ready records, lists split and flags as booleans."""
    lists = [name for name in columns if name in LISTS]
    flags = [name for name in columns if name in FLAGS]
    made = [dict(zip(columns, row, strict=True)) for row in rows]
    for record in made:
        for name in lists:
            if type(record[name]) is int:  # circles count their people
                continue
            record[name] = record[name].split(",") if record[name] else []
        for name in flags:
            record[name] = bool(record[name])
    return made


class Columns:
    """Rows that are read as columns, of some rows at a time; a stream of `columns`."""

    def __init__(self, parts: Iterator[Sequence[Sequence[Any]]]) -> None:
        self.parts = parts


def columns(rows: Iterable[tuple[Any, ...]] | Columns) -> Iterator[Sequence[Sequence[Any]]]:
    """The columns of rows, of a thousand rows at a time."""
    if isinstance(rows, Columns):
        yield from rows.parts
        return
    for some in chunks(rows):
        yield list(zip(*some, strict=True))


def chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Rows, a thousand at a time."""
    from itertools import islice

    rest = iter(rows)
    while some := list(islice(rest, CHUNK)):
        yield some
