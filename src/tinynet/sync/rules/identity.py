"""Which row is which on every machine, and who is who after merges and clashes of handles."""

from __future__ import annotations

import json
from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

HANDLE_MAX = 60


def natural(table: str, key: Sequence[object]) -> str:
    """The id of a row that is itself by its key: kind["coffee"]."""
    return table + json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))


def person(uid: str) -> str:
    """The id of a person."""
    return f"person.{uid}"


def given(table: str, device: str, number: int) -> str:
    """The id that a device gives a new row."""
    return f"{table}.{device}.{number}"


def table_of(gid: str) -> str:
    """The table of a row."""
    head, point, _ = gid.partition(".")
    head, bracket, _ = head.partition("[")
    return head if point or bracket else ""


def span(table: str) -> tuple[str, str]:
    """Between which texts the ids of a table lie: note.a.1, place["home"]."""
    return f"{table}.", f"{table}\\"


def key_of(gid: str) -> list[object]:
    """The key of a row that is itself by its key."""
    key: list[object] = json.loads(gid[len(table_of(gid)) :])
    return key


def part_cell(part: str, other: object) -> str:
    """The name of the cell that says whether something is in a set: tag/running."""
    return f"{part}/{other}"


class Merged(dict[str, str]):
    """Who was merged into whom; it does not change, so that who is who is found once for all.

    Attributes:
        roots: Who each is after all merges.
    """

    @cached_property
    def roots(self) -> dict[str, str]:
        """Who each is after all merges; of several merged in a circle the lowest id."""
        found: dict[str, str] = {}
        for gid in self:
            path: dict[str, None] = {}
            here = gid
            while here in self and here not in path and here not in found:
                path[here] = None
                here = self[here]
            if here in path:
                steps = list(path)
                last = min(steps[steps.index(here) :])
            else:
                last = found.get(here, here)
            found.update(dict.fromkeys(path, last))
        return found


def root(gid: str, merged: Merged) -> str:
    """Who somebody is after all merges; of several merged in a circle the lowest id."""
    return merged.roots.get(gid, gid) if merged else gid


def groups(merged: Merged) -> dict[str, set[str]]:
    """For each that was merged, or merged into, all who are one with it."""
    found: dict[str, set[str]] = {}
    for gid in {*merged, *merged.values()}:
        found.setdefault(root(gid, merged), set()).add(gid)
    return {gid: group for group in found.values() for gid in group}


def handles(people: Iterable[str], handle: str, taken: Collection[str]) -> dict[str, str]:
    """Tell apart people who want one handle: the lowest id has it, the others get -2, -3."""
    first, *others = sorted(people)
    found, number = {first: handle}, 1
    for gid in others:
        while True:
            number += 1
            ending = f"-{number}"
            mine = handle[: HANDLE_MAX - len(ending)] + ending
            if mine not in taken:
                break
        found[gid] = mine
    return found


def circle(start: str, leads: Mapping[str, str | None]) -> list[str]:
    """The circle that somebody is in, where each leads to the next; none if there is none."""
    path: dict[str, None] = {}
    following: str | None = start
    while following is not None and following not in path:
        path[following] = None
        following = leads.get(following)
    return list(path) if following == start else []
