"""Types of the declarations of fields and tables; only type checkers import this file."""

from __future__ import annotations

from typing import TypedDict


class Field(TypedDict):
    """The declaration of a person's field, in their own row or in a child table.

    Attributes:
        name: The column, or where a table holds several: what they are called in a profile.
        table: The table.
        what: The value of the column `what` that tells these rows from others in it, or "".
        words: What people call it.
        shape: What its values are: one of the shapes of `db/declare.py`.
        option: Its option of `add` and `edit`, without the dashes; "" where it has none.
        form: Its name in the form of `edit`; "" where it is not in it.
        hint: What the form says beside it.
        group: The fields it is shown with in one line and decided with in a merge:
            halves of two stories make none.
        leads: Whether it comes first in its group.
        phrase: How it is said in its group: "at {}".
        csv: Its column in CSV; "" where it has none.
        map: What `import --map` calls it.
        record: Its name in a PersonRecord.
        vcard: Its property in a vCard.
        text: Whether it is words that can name somebody.
    """

    name: str
    table: str
    what: str
    words: str
    shape: str
    option: str
    form: str
    hint: str
    group: str
    leads: bool
    phrase: str
    csv: str
    map: str
    record: str
    vcard: str
    text: bool


class Table(TypedDict):
    """The declaration of a table that people write.

    Attributes:
        name: The table.
        words: What people call its rows.
        noun: One of them, and several.
        section: Its list in our JSON; for a list inside the records of another list, both
            with a dot between them: "people.tags".
        owners: Its columns that point at a person.
        merge: What becomes of its rows when their person is merged into another (`db/declare.py`).
        alike: The columns by which two people have the same row, of which a merge keeps one.
        counted: What `forget --json` and `merge --json` call the number of its rows; "" where it
            is not told.
        days: Its columns that hold a day.
        partial: Its columns that hold a partial date.
        texts: Its columns that hold words about people, who may be named in them.
        shared: Its columns in which somebody may be named, but which are never changed.
        merged: Of person only: its days by how they are merged.
    """

    name: str
    words: str
    noun: tuple[str, str]
    section: str
    owners: tuple[str, ...]
    merge: str
    alike: tuple[str, ...]
    counted: str
    days: tuple[str, ...]
    partial: tuple[str, ...]
    texts: tuple[str, ...]
    shared: tuple[str, ...]
    merged: dict[str, str]


# A column, its key, the table it points at or "", its default, whether it is required, its kind
# (flag, whole, real, text), whether it is the row's number, and the shape of a text.
DocumentField = tuple[str, str, str, str | int | float | None, bool, str, bool, str]


class DocumentList(TypedDict):
    """A table that stands inside the records of another, as a list, with its statements."""

    key: str
    rows: str
    owner: str
    put: str
    last: str
    pairs: str
    fields: tuple[DocumentField, ...]


class DocumentSection(TypedDict):
    """A table as a list of our JSON: the list's name, its statements, its fields."""

    name: str
    rows: str
    same: tuple[str, ...] | str
    put: str
    all: str
    some: str
    last: str
    fields: tuple[DocumentField, ...]
    inside: tuple[DocumentList, ...]


class Cells(TypedDict):
    """How the rows of a table are kept in step between machines (src/tinynet/sync).

    Attributes:
        name: The table.
        key: The columns by which a row is itself on every machine; none where it gets an id that
            is the same everywhere.
        cells: The columns that change together, by the cell's name; "" is the rest of the row.
        types: What each column holds: str, int, float, with a ? where it may be NULL.
        refs: The tables that columns point at.
        owned: The columns without whose target the row cannot be: they are deleted with it.
        parts: Sets that belong to a row, such as who took part, by their tables: the column that
            points at the row, the other one, and the table at which that points, "" for words.
        local: Columns that are recomputed on each machine.
        peopled: Which of the parts are its people, without whom it is hidden; "" for none.
    """

    name: str
    key: tuple[str, ...]
    cells: dict[str, tuple[str, ...]]
    types: dict[str, str]
    refs: dict[str, str]
    owned: tuple[str, ...]
    parts: dict[str, tuple[str, str, str]]
    local: tuple[str, ...]
    peopled: str
