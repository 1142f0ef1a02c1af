"""Which row is which on every machine, and who is who after merges and clashes of handles."""

from __future__ import annotations

import json

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


def root(gid: str, merged: Mapping[str, str]) -> str:
    """Who somebody is after all merges; of several merged in a circle the lowest id."""
    path = [gid]
    while (following := merged.get(path[-1])) is not None:
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def groups(merged: Mapping[str, str]) -> dict[str, set[str]]:
    """For each that was merged, or merged into, all who are one with it."""
    found: dict[str, set[str]] = {}
    for gid in {*merged, *merged.values()}:
        found.setdefault(root(gid, merged), set()).add(gid)
    return {gid: group for group in found.values() for gid in group}


def handles(people: Iterable[str], handle: str, taken: Collection[str]) -> dict[str, str]:
    """Tell apart people who want one handle: the lowest id has it, the others get -2, -3.

    Args:
        people: Their ids.
        handle: What they all want.
        taken: Handles that others want.
    """
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
    path: list[str] = []
    following: str | None = start
    while following is not None and following not in path:
        path.append(following)
        following = leads.get(following)
    return path if following == start else []
