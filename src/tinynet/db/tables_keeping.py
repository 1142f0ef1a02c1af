"""Internal tables: settings, and the history for undo."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Setting(SQLModel, table=True):
    """The settings that ties were computed with, so that a change is noticed."""

    key: str = Field(primary_key=True)
    value: str


class Unit(SQLModel, table=True):
    """One unit of undo: a command that wrote."""

    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(description="UTC, to the second")
    label: str
    undone: bool = False
    first_new: int | None = Field(default=None, description="the first interaction it added")
    last_new: int | None = Field(default=None, description="the last one")
    final: bool | None = Field(
        default=None, description="it came from another device: undo does not take it back"
    )
    moved_at: str | None = Field(default=None, description="UTC: when it was last undone or redone")


class Change(SQLModel, table=True):
    """How to take one row's change back; written by triggers (journal.py)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", ondelete="CASCADE", index=True)
    name: str = Field(description="the table")
    op: str = Field(description="I, U or D: what was done")
    key: str | None = Field(default=None, description="JSON: the row as it is called now")
    old: str | None = Field(default=None, description="JSON: the row as it was")
