"""Types of compiled statements for mypy; at run time a statement is text.

The compile step writes the stub `sql.pyi`. There every statement is a function: its parameters are
the statement's, and what it returns is one of these two.
"""

from __future__ import annotations

from typing import Generic, TypedDict, TypeVar

Row_co = TypeVar("Row_co", covariant=True)
Record_co = TypeVar("Record_co", covariant=True)
Values_contra = TypeVar("Values_contra", contravariant=True)
Given_contra = TypeVar("Given_contra", contravariant=True)


class Read(Generic[Row_co, Record_co]):
    """A statement that finds rows: as tuples, and as records under their columns' names."""


class Write(Generic[Values_contra, Given_contra]):
    """A statement that changes rows: its parameters as one dict, and in their order as a tuple."""


class Totals(TypedDict):
    """How much a database holds."""

    people: int
    contacts: int
