"""What makes two rows of a table the same one, where its columns alone do not say.

The tables declare these by name (`same=` of `declare.table`).
"""

from __future__ import annotations

from tinynet.core.names import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from typing import Any

BIRTHDAY = "birthday"
MERGED = "tinynet"  # the source of what identified somebody who was merged into another


def relation(row: Mapping[str, Any]) -> Hashable:
    """A relation: to a person, or to a name however it is written."""
    return row["person_id"], row["relation"], row["other_id"] or fold(row["other_name"] or "")


def anniversary(row: Mapping[str, Any]) -> Hashable:
    """A yearly day. Nobody has two birthdays: the one that is here stays."""
    return row["person_id"], row["what"], "" if row["what"] == BIRTHDAY else row["on"]


def introduction(row: Mapping[str, Any]) -> Hashable:
    """An introduction, whoever of the two comes first."""
    return frozenset((row["one_id"], row["other_id"])), row["on"]


def pair(row: Mapping[str, Any]) -> Hashable:
    """Two people, in any order."""
    return frozenset((row["one_id"], row["other_id"]))
