"""Read every section as lines of JSON, streaming, in constant memory.

What to read is compiled from the tables' declarations (`section_rows.declared`), so that an export
loads neither them nor SQLAlchemy. A thousand rows at a time become text a column at a time, whose
values are usually alike: a million contacts take half the time of a record at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from json.encoder import encode_basestring as quoted
from operator import itemgetter

from tinynet.exchange.document.compiled_sections import NAMES, SECTIONS
from tinynet.exchange.document.format import visible
from tinynet.output.answer import CHUNK, chunks
from tinynet.output.json import compact, writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.core.field_types import DocumentList, DocumentSection
    from tinynet.db.store import Store

    Names = Mapping[str, Mapping[int, str]]
    # A key, as JSON the names of what it points at if it does, what is not written, whether it is
    # a flag.
    Field = tuple[str, Mapping[int, str] | None, Any, bool]

NONE = type(None)
OWNER = itemgetter(0)


def sections(store: Store) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Yield every section's name and its records, sorted by id; read each before the next.

    A record is a line of JSON, and they come some at a time.
    """
    names: Names = {
        table: {number: quoted(name) for number, name in store.execute(text)}
        for table, text in NAMES.items()
    }
    for section in SECTIONS:
        yield section["name"], lines(store, section, names)


def lines(store: Store, section: DocumentSection, names: Names) -> Iterator[list[str]]:
    """One section's records."""
    fields = fields_of(section, names)
    lists = [ChildRows(store, inside, names) for inside in section["inside"]]
    for rows in chunks(store.execute(section["rows"])):
        owners = [row[0] for row in rows]
        made = records(fields, rows, [beside.of(owners) for beside in lists])
        yield made if "".join(made).isprintable() else list(map(visible, made))


def fields_of(section: DocumentSection | DocumentList, names: Names) -> list[Field]:
    """The fields of a section or of a list inside it, with the names that they point at."""
    return [
        (key, names.get(refers), default, kind == "flag")
        for _, key, refers, default, _, kind, _, _ in section["fields"]
    ]


def records(
    fields: Sequence[Field], rows: Iterable[Sequence[Any]], more: Iterable[list[str]] = ()
) -> list[str]:
    """Rows as the JSON of their records, without default values, and with `more` members."""
    columns = zip(fields, zip(*rows, strict=True), strict=True)
    members = (*(member(field, cells) for field, cells in columns), *more)
    parts = (texts for texts in members if texts)
    return [f"{{{text[2:]}}}" for text in map("".join, zip(*parts, strict=True))]


def member(field: Field, cells: Sequence[Any]) -> list[str]:
    """A key with its value in each record, after a comma; nothing where nobody has one."""
    key, _, default, _ = field
    kinds = set(map(type, cells))
    if kinds == {NONE}:
        return []
    before, write = f", {quoted(key)}: ", cell_writer(field, kinds - {NONE})
    if NONE not in kinds and default is None:
        return [before + text for text in map(write, cells)]
    return ["" if cell is None or cell == default else before + write(cell) for cell in cells]


def cell_writer(field: Field, kinds: set[type]) -> Callable[[Any], str]:
    """What makes the JSON of a field's values, which are of these types."""
    _, names, _, is_flag = field
    if names is not None:
        return names.__getitem__
    if is_flag:
        return lambda value: "true" if value else "false"
    return writer(kinds) or compact


class ChildRows:
    """Walks along a child table in step with its parent."""

    def __init__(self, store: Store, inside: DocumentList, names: Names) -> None:
        self.fields = fields_of(inside, names)
        self.before = f", {quoted(inside['key'])}: ["
        self.rows = store.execute(inside["rows"])
        self.next: list[tuple[Any, ...]] = self.rows.fetchmany(CHUNK)

    def of(self, owners: Sequence[int]) -> list[str]:
        """The list of each of these rows as `member` makes it; ask in the order of ids."""
        found = self.up_to(owners[-1])
        if not found:
            return []
        if len(self.fields) == 1:
            values = [row[1] for row in found]
            texts: Iterable[str] = map(cell_writer(self.fields[0], set(map(type, values))), values)
        else:
            texts = records(self.fields, [row[1:] for row in found])
        lists: dict[int, str] = {}
        for owner, text in zip(map(OWNER, found), texts, strict=True):
            lists[owner] = f"{lists[owner]}, {text}" if owner in lists else self.before + text
        return [f"{lists[owner]}]" if owner in lists else "" for owner in owners]

    def up_to(self, last: int) -> list[tuple[Any, ...]]:
        """The rows that come next, up to those of the last owner."""
        while self.next and self.next[-1][0] <= last:
            more = self.rows.fetchmany(CHUNK)
            if not more:
                break
            self.next += more
        end = bisect_right(self.next, last, key=OWNER)
        found, self.next = self.next[:end], self.next[end:]
        return found
