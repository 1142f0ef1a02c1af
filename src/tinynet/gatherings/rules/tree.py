"""The tree of how you met everybody: who came through whom.

Nothing here recurses: a chain may be as long as there are people.
"""

from __future__ import annotations

from dataclasses import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of who was met through whom, by keys such as handles.

    Attributes:
        parents: Through whom somebody came; None for whom you met by yourself.
        children: Whom somebody brought, those who brought most first, then in the order given;
            under None those you met by yourself.
        in_all: How many came through somebody, and through those, and so on.
    """

    parents: Mapping[str, str | None]
    children: Mapping[str | None, Sequence[str]]
    in_all: Mapping[str, int]

    def walk(self, start: str | None = None, depth: int | None = None) -> list[tuple[int, str]]:
        """Yield (level, key) in drawing order, each person before those met through them.

        Args:
            start: Whose branch, themselves at level 0; None for the whole.
            depth: How many levels below the first; None for all.
        """
        below = self.children
        first = [start] if start is not None else below.get(None, ())
        waiting = [(0, key) for key in reversed(first)]
        made = []
        while waiting:
            level, key = waiting.pop()
            made.append((level, key))
            if depth is None or level < depth:
                waiting += [(level + 1, child) for child in reversed(below.get(key, ()))]
        return made

    def path(self, key: str) -> list[str]:
        """The path from a person you met by yourself to this one, both included."""
        made, above = [key], self.parents[key]
        while above is not None:
            made.append(above)
            above = self.parents[above]
        return made[::-1]


def tree(people: Iterable[tuple[str, str | None]]) -> Tree:
    """Build the tree.

    Args:
        people: Everybody's key and through whom they came, in the order they are to be told.

    Returns:
        The tree. Whoever came through somebody who is not there counts as met by yourself, and so
        does the first of people who came through each other in a circle.
    """
    parents = dict(people)
    for key, parent in parents.items():
        if parent not in parents:
            parents[key] = None
    _cut_circles(parents)
    order = _outside_in(parents)
    in_all = dict.fromkeys(parents, 0)
    for key in reversed(order):
        parent = parents[key]
        if parent is not None:
            in_all[parent] += 1 + in_all[key]
    children: dict[str | None, list[str]] = {None: []}
    for key, parent in sorted(parents.items(), key=lambda item: -in_all[item[0]]):
        children.setdefault(parent, []).append(key)
    return Tree(parents, children, in_all)


def _cut_circles(parents: dict[str, str | None]) -> None:
    """Break cycles: the first person in each counts as met by yourself."""
    place = {key: number for number, key in enumerate(parents)}
    settled: set[str] = set()
    for start in place:
        path: dict[str, None] = {}
        key: str | None = start
        while key is not None and key not in settled and key not in path:
            path[key] = None
            key = parents[key]
        if key is not None and key in path:
            way = list(path)
            parents[min(way[way.index(key) :], key=place.__getitem__)] = None
        settled.update(path)


def _outside_in(parents: Mapping[str, str | None]) -> list[str]:
    """All keys, each after the one they were met through."""
    below: dict[str | None, list[str]] = {}
    for key, parent in parents.items():
        below.setdefault(parent, []).append(key)
    order = list(below.get(None, ()))
    for key in order:  # it grows on the way
        order += below.get(key, ())
    return order


def nodes_that_fit(
    children: Mapping[str | None, Sequence[str]], first: Sequence[str], *, most: int, branches: int
) -> set[str]:
    """Choose whom to draw if there is no room for everybody: level by level."""
    level = list(first[:most])
    chosen = set(level)
    while level and len(chosen) < most:
        level = [child for key in level for child in children.get(key, ())[:branches]]
        level = level[: most - len(chosen)]
        chosen.update(level)
    return chosen
