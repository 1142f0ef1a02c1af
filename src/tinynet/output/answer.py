"""What a command gives back: a document for scripts, rows for lists, and the view that shows it.

The daily path builds one of these per call, so it is a plain class: importing `dataclasses` costs
as much as the whole daily check.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

# Each is a module of output/ with a function render(answer); human is given a page, too.
FORMATS = ("human", "plain", "json", "nl", "csv")
SCHEMA = 1  # of the JSON envelope: keys are added, never renamed, within a major version
LISTS = frozenset({"tags", "people", "fields"})  # columns of several values, joined by commas
FLAGS = frozenset({"deep", "attempt", "in_person", "undone"})  # columns of 0 or 1


class Answer:
    """The result of a command.

    Args:
        view: Which human view shows it: `room.name` is the module `room/views/name.py`.
        document: The JSON keys beside the rows.
        key: The JSON key of the rows; "" where the document is all there is.
        columns: The rows' JSON keys, which are also the columns of the plain and CSV forms.
        rows: One tuple a record.
        plain: The plain form's rows where they are not `rows`: one tuple a line.
        heading: A first line of the plain form, for programs that pass over it.
        exit_code: What the process ends with.
        wrote: Whether the command changed the database, which a full disk on stdout must not hide.
    """

    def __init__(
        self,
        view: str,
        document: dict[str, Any] | None = None,
        *,
        key: str = "",
        columns: Sequence[str] = (),
        rows: Sequence[tuple[Any, ...]] = (),
        plain: Sequence[tuple[Any, ...]] | None = None,
        heading: str = "",
        exit_code: int = 0,
        wrote: bool = False,
    ) -> None:
        self.view = view
        self.document = document or {}
        self.key, self.columns, self.rows = key, columns, rows
        self.plain = rows if plain is None else plain
        self.heading = heading
        self.exit_code, self.wrote = exit_code, wrote

    def records(self) -> list[dict[str, Any]]:
        """The rows as JSON-ready records, lists split and flags as booleans."""
        lists = [name for name in self.columns if name in LISTS]
        flags = [name for name in self.columns if name in FLAGS]
        made = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        for record in made:
            for name in lists:
                record[name] = record[name].split(",") if record[name] else []
            for name in flags:
                record[name] = bool(record[name])
        return made

    def envelope(self) -> dict[str, Any]:
        """The whole JSON document."""
        whole: dict[str, Any] = {"schema": SCHEMA, **self.document}
        if self.key:
            whole[self.key] = self.records()
        return whole
