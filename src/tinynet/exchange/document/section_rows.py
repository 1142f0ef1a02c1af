"""Everything that people wrote, as plain records: what tinynet's own JSON is made of.

A section is a table of `schema.JOURNALLED`, or one that hangs on another and is told inside its
records. Records have the table's columns, but people by their handles, kinds and places by their
names, and nothing that is derived or as it would be anyway. Reading yields them, and `row` checks
one and makes it a row again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table
from sqlmodel import SQLModel

from tinynet.db import tables as t
from tinynet.db import tables_friends as f
from tinynet.exchange.document.fields import Field, Names, NoRecordError, checked, shown, table_of


@dataclass(frozen=True)
class Inside:
    """A table told inside the records of another: a list of values, or of records.

    Attributes:
        key: The list's name in the record.
        table: The table.
        owner: Its column that points at the record.
        fields: Its other columns.
    """

    key: str
    table: Table
    owner: Column[Any]
    fields: tuple[Field, ...]

    @classmethod
    def of(cls, key: str, model: type[SQLModel], owner: str, *columns: str) -> Inside:
        """The table of a model."""
        table = table_of(model)
        fields = tuple(Field(model, table.c[name]) for name in columns)
        return cls(key, table, table.c[owner], fields)

    def rows(self, told: Any, ids: Names) -> list[dict[str, Any]]:
        """The rows of a list, still without their owner.

        Raises:
            NoRecordError: It is no list, one of them is none of ours, or is there twice.
        """
        if not isinstance(told, list):
            raise NoRecordError(f"{self.key} is no list")
        made = []
        for number, one in enumerate(told):
            values = one if len(self.fields) > 1 else {self.fields[0].key: one}
            try:
                row = checked(values, self.fields, ids)
            except NoRecordError as error:
                raise NoRecordError(f"{self.key}[{number}]: {error}") from None
            if row in made:
                raise NoRecordError(f'{self.key} has "{shown(one)}" twice')
            made.append(row)
        return made


class Section:
    """A table as it stands in a document.

    Args:
        name: In the document.
        model: The table.
        derived: A column that follows from the others, or that nothing points at.
        inside: Tables told inside.
        loose: A column that is empty in all its records: those that belong to another are told
            there.
    """

    def __init__(
        self,
        name: str,
        model: type[SQLModel],
        *,
        derived: str = "",
        inside: tuple[Inside, ...] = (),
        loose: str = "",
    ) -> None:
        self.name, self.table = name, table_of(model)
        self.inside, self.loose = inside, loose
        left_out = {derived, loose}
        self.fields = [Field(model, c) for c in self.table.columns if c.name not in left_out]

    def row(self, told: Any, ids: Names) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        """The row that a record tells of, and the rows inside it by their list's name.

        Args:
            told: One member of the section's list.
            ids: The ids by names of what may be pointed at.

        Raises:
            NoRecordError: It cannot be one.
        """
        if not isinstance(told, dict):
            raise NoRecordError("it is no record")
        lists = {inside.key: inside for inside in self.inside}
        values = {key: value for key, value in told.items() if key not in lists}
        row = checked(values, self.fields, ids)
        within = {key: lists[key].rows(told.get(key, []), ids) for key in lists}
        return row, within


# In this order, so that whatever is pointed at comes before whatever points at it.
SECTIONS = (
    Section("kinds", t.Kind),
    Section(
        "people",
        t.Person,
        derived="search",
        inside=(
            Inside.of("nicknames", t.Nickname, "person_id", "id", "name"),
            Inside.of("tags", t.Tag, "person_id", "name"),
        ),
    ),
    Section("details", t.Detail, derived="key"),
    Section("facts", t.Fact),
    Section("notes", t.Note),
    Section("relations", t.Relation),
    Section("anniversaries", t.Anniversary, derived="month_day"),
    Section("origins", t.Origin),
    Section(
        "interactions",
        t.Interaction,
        inside=(
            Inside.of("people", t.Participant, "interaction_id", "person_id"),
            Inside.of("tags", t.InteractionTag, "interaction_id", "name"),
            Inside.of("traces", t.Trace, "interaction_id", "source", "key", "fingerprint"),
        ),
    ),
    Section("traces", t.Trace, derived="id", loose="interaction_id"),
    Section("remarks", f.Remark),
    Section("places", f.Place),
    Section("occasions", f.Occasion),
    Section("plans", f.Plan, inside=(Inside.of("people", f.PlanPerson, "plan_id", "person_id"),)),
    Section("favours", f.Favour),
    Section("introductions", f.Introduction),
    Section("cards", f.Card),
    Section("dismissals", f.Dismissal),
)  # fmt: skip
