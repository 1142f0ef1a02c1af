"""Look up the declarations of fields and tables.

They are declared on the tables (`db/tables.py`), in the words of `db/declare.py`. Whoever lists
fields or tables reads `compiled_fields.py` and `compiled_tables.py`, which the compile step writes,
since importing the tables costs more than most commands. What is not mentioned there does not
exist; what is mentioned there is in the form, the merge and every file.
"""

from __future__ import annotations

from tinynet.core.compiled_fields import FIELDS
from tinynet.core.compiled_tables import TABLES
from tinynet.core.partial import say_partial
from tinynet.core.spans import say_cadence

__all__ = ["FIELDS", "TABLES"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from tinynet.core.field_types import Field, Table

FORGOTTEN = ("notes", "facts", "ways", "dates", "")  # first in the list of `forget`
OTHERS = ""  # in an order: here stand those that it does not mention
OWN = tuple(field for field in FIELDS if field["table"] == "person")
BY_NAME = {field["name"]: field for field in FIELDS}


def in_order(order: Sequence[str], there: Iterable[str]) -> list[str]:
    """Sort names by a list that mentions most of them.

    Args:
        order: Names, with `OTHERS` once where all those go that it does not mention.
        there: The names there are; one that is mentioned but not there is left out.
    """
    names = list(there)
    others = [name for name in names if name not in order]
    made: list[str] = []
    for name in order:
        made += others if name == OTHERS else [name] if name in names else []
    return made


def counted() -> dict[str, Table]:
    """The tables with rows about a person, by the name under which `forget` counts them.

    Contacts are not among them: they stay where somebody else was there, too.
    """
    found = {
        table["counted"]: table
        for table in TABLES
        if table["counted"] and table["name"] != "participant"
    }
    return {key: found[key] for key in in_order(FORGOTTEN, found)}


def groups() -> dict[str, list[Field]]:
    """The fields of the person's own row, by the group they are shown and merged in."""
    found: dict[str, list[Field]] = {}
    for field in OWN:
        if field["group"]:
            found.setdefault(field["group"], []).append(field)
    for fields in found.values():
        fields.sort(key=lambda field: not field["leads"])
    return found


def say(field: Field, value: Any) -> str:
    """A field's value (of a person the name) in words, as its group shows it: "at the market"."""
    words: dict[str, Callable[[Any], str]] = {"cadence": say_cadence, "partial date": say_partial}
    return field["phrase"].format(words.get(field["shape"], str)(value))


def table_named(name: str) -> Table:
    """The declaration of a table."""
    return next(one for one in TABLES if one["name"] == name)
