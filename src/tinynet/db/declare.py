"""Declare on the tables what their columns and rows mean: the one place for fields and tables.

`schema.py` collects it, and refuses what a column or a table leaves out; docs/contributing.md
walks through both. `core/field_types.py` explains each word.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from sqlmodel import Field

# What a column holds -----------------------------------------------------------------------------
TEXT = "text"  # words about people, in which somebody may be named
NAME = "name"  # what somebody or something is called
HANDLE = "handle"
WORD = "word"  # one of a few words
CODE = "code"  # what only programs read
UID = "uid"  # a UUID as text
PARTIAL = "partial date"
MOMENT = "moment"  # ISO, to the second
OBJECT = "object"  # JSON
CIRCLE, CADENCE, PERSON = "circle", "cadence", "person"
# What a field is that has a table of its own; there are several of each, except for a birthday
NAMES, WAYS, TAGS, FACTS, DATES, BIRTHDAY = "names", "ways", "tags", "facts", "dates", "birthday"
NOTES, RELATIONS = "notes", "relations"

# What becomes of rows when their person is merged into another -----------------------------------
STAYS = "stays"  # they are about nobody
PROFILE = "profile"  # they are fields of a person, which are merged value by value
MOVES = "moves"  # they go to the one who stays, except for those that it has already (`alike`)
BY_HAND = "by hand"  # a function of duplicates/rows.py: both ends may be people
# ... and of a day in the two rows of person
EARLIEST, LATEST, SOONEST = "earliest", "latest", "soonest"  # soonest: none, where one has none

Same = Callable[[Mapping[str, Any]], Hashable]


def column(
    shape: str, *, derived: bool = False, info: Any = None, made: Any = None, **options: Any
) -> Any:
    """A column with a declaration.

    Args:
        shape: What that is.
        derived: It follows from other columns, and is recomputed when rows are imported.
        info: More that it says of itself.
        made: The SQL by which the database itself fills it in where a new row does not say.
        options: Of SQLModel's Field.
    """
    declared = {"shape": shape, "derived": derived, **(info or {})}
    default = {"server_default": made} if made is not None else {}
    return Field(sa_column_kwargs={"info": declared, **default}, **options)


def text(**options: Any) -> Any:
    """A column of text about people."""
    return column(TEXT, **options)


def code(**options: Any) -> Any:
    """A column that only programs read."""
    return column(CODE, **options)


def copy(**options: Any) -> Any:
    """A derived number, not exported."""
    return column("", derived=True, **options)


def day(merge: str, **options: Any) -> Any:
    """A day in a person's row, and which of two is kept in a merge."""
    return column("", info={"merge": merge}, **options)


def own(shape: str, **options: Any) -> Any:
    """A column of `person` that is a field of the person."""
    declared = {key: options.pop(key) for key in list(options) if key in DEFAULTS}
    return column(shape, info={"field": declared}, **options)


# What a field says where nothing else is said; {} is its name.
DEFAULTS: dict[str, Any] = {
    "words": "{}", "option": "", "form": "{}", "hint": "", "group": None, "leads": False,
    "phrase": "{{}}", "csv": "{}", "map": "{}", "record": "{}", "vcard": None,
}  # fmt: skip


def field(name: str, table: str, shape: str, declared: Mapping[str, Any]) -> dict[str, Any]:
    """The declaration of a field."""
    made = {
        key: default.format(name) if isinstance(default, str) else default
        for key, default in DEFAULTS.items()
    } | dict(declared)
    is_own = table == "person"
    if made["group"] is None:
        made["group"] = made["words"] if is_own and shape not in {NAME, HANDLE} else ""
    if made["vcard"] is None:
        made["vcard"] = f"X-TINYNET-{name.upper().replace('_', '-')}"
    start = {"name": name, "table": table, "what": ""}
    return {**start, "shape": shape, "text": shape == TEXT, **made}


def several(name: str, shape: str, **declared: Any) -> tuple[str, str, dict[str, Any]]:
    """A field with several values, in a table of its own."""
    return name, shape, declared


def table(
    words: str,
    section: str,
    *,
    same: tuple[str, ...] | Same = (),
    merge: str = STAYS,
    alike: tuple[str, ...] = (),
    counted: str = "",
    noun: tuple[str, str] = ("", ""),
    fields: tuple[Any, ...] = (),
    apart: tuple[tuple[str, ...], ...] = (),
    key: tuple[str, ...] = (),
    **options: Any,
) -> dict[str, Any]:
    """The last of a table's `__table_args__`: declares a table that people write.

    A table without it is derived or internal: it is neither journalled nor exported.

    Args:
        words: What people call its rows.
        section: Its list in our JSON; "people.tags" is a list inside the records of "people".
        same: What makes two of its rows the same one when a document is added to what is here: its
            columns, or a function of a row. Nothing if the document uses another key.
        merge: What becomes of its rows when their person is merged into another.
        alike: The columns by which two people have the same row, of which a merge keeps one.
        counted: What `forget` and `merge` call the number of its rows.
        noun: One of them, and several.
        fields: What it holds of a person, each as `several` has it.
        apart: Columns that change apart from the rest of the row, where two machines are kept in
            step (`schema.cells`).
        key: What makes a row itself on every machine, where no unique index says so.
        options: Of SQLAlchemy's Table.
    """
    declared = {
        "words": words, "section": section, "same": same, "merge": merge, "alike": alike,
        "counted": counted, "noun": noun, "fields": fields, "apart": apart, "key": key,
    }  # fmt: skip
    return {"info": declared, **options}
