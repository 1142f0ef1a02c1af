"""The sections of tinynet's own JSON as an import reads them: records become rows.

They are compiled from the tables' declarations (`section_rows.py`), so that an import loads neither
them nor SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tinynet.exchange.document.compiled_sections import SECTIONS as DECLARED
from tinynet.exchange.document.fields import Fields, Names, NoRecordError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.core.field_types import DocumentList, DocumentSection

    Row = dict[str, Any]


def by_position(put: str, columns: Iterable[str]) -> str:
    """The statement that adds a row of these columns, which takes a tuple faster than a dict.

    Args:
        put: The statement that adds one by the names of all its columns.
        columns: In the order of the values.
    """
    quoted = [f'"{column}"' for column in columns]
    marks = ", ".join("?" * len(quoted))
    return f"{put.partition(' (')[0]} ({', '.join(quoted)}) VALUES ({marks})"


class Inside:
    """A table inside the records of another: a list of values or records.

    Attributes:
        key: The list's name in the record.
        owner: The column that points at the record.
        put: The statement that adds a row.
        last: The statement that finds the last number; "" where rows have none.
        pairs: The statement that finds the owner and the first column of every row.
    """

    def __init__(self, declared: DocumentList) -> None:
        self.key, self.owner, self.put = declared["key"], declared["owner"], declared["put"]
        self.last, self.pairs = declared["last"], declared["pairs"]
        self.fields = Fields(declared["fields"])

    def rows(self, listed: Any, ids: Names) -> list[Row]:
        """The rows of a list, still without their owner.

        Raises:
            NoRecordError: It is not a list, one of them is not ours, or is there twice.
        """
        if not isinstance(listed, list):
            raise NoRecordError(f"{self.key} is no list")
        only = self.fields.all[0].key if len(self.fields.all) == 1 else ""
        made: list[Row] = []
        for number, one in enumerate(listed):
            try:
                row = self.fields.row({only: one} if only else one, ids)
            except NoRecordError as error:
                raise NoRecordError(f"{self.key}[{number}]: {error}") from None
            if row in made:
                raise NoRecordError(f'{self.key} has "{shown(one)}" twice')
            made.append(row)
        return made


class Section:
    """A table as a section of a document.

    Attributes:
        name: In the document.
        same: What makes two of its rows the same: columns, or a function of `core/same_rows.py`.
        put: The statement that adds a row.
        all: The statement that reads every row whole.
        some: The statement that finds whether there is a row.
        last: The statement that finds the last number; "" where rows have none.
    """

    def __init__(self, declared: DocumentSection) -> None:
        self.name, self.same, self.put = declared["name"], declared["same"], declared["put"]
        self.all, self.some, self.last = declared["all"], declared["some"], declared["last"]
        self.fields = Fields(declared["fields"])
        self.inside = tuple(map(Inside, declared["inside"]))
        self.lists = {inside.key: inside for inside in self.inside}

    def row(self, record: Any, ids: Names) -> tuple[Row, dict[str, list[Row]]]:
        """Read a record: its row, and its child rows by the name of their list.

        Args:
            record: One member of the section's list.
            ids: The ids by names of what may be pointed at.

        Raises:
            NoRecordError: It cannot be one.
        """
        if not self.lists:
            return self.fields.row(record, ids), {}
        if not isinstance(record, dict):
            raise NoRecordError("it is no record")
        values = {key: value for key, value in record.items() if key not in self.lists}
        row = self.fields.row(values, ids)
        within = {
            key: inside.rows(record[key], ids) if key in record else []
            for key, inside in self.lists.items()
        }
        return row, within


SECTIONS = tuple(map(Section, DECLARED))
BY_NAME = {section.name: section for section in SECTIONS}
