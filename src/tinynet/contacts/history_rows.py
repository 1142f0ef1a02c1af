"""Read the whole history in one walk, column by column."""

from __future__ import annotations

from itertools import compress
from operator import itemgetter, ne

from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.output.answer import chunks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.db.store import Store

    Part = tuple[Any, ...]  # a row of `sql.history_parts`

NUMBER, PERSON = itemgetter(0), itemgetter(1)


def whole_history(store: Store, asked: Mapping[str, Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """The columns of the rows of `sql.history_all`, read from an open store some at a time."""
    handles: dict[int | None, str | None] = {None: None}
    small = Small(store)
    for parts in whole_contacts(store.each(sql.history_parts, **asked)):
        there = list(map(PERSON, parts))
        if new := [person for person in set(there) if person not in handles]:
            rows = store.each(sql.people_by_id, ids=json_list(new))
            handles.update((person, handle) for person, handle, _ in rows)
        people = list(map(handles.__getitem__, there))
        numbers = list(map(NUMBER, parts))
        is_first = [True, *map(ne, numbers[1:], numbers)]
        if not all(is_first):  # a contact with several people
            for place in range(len(parts) - 1, 0, -1):
                if not is_first[place]:
                    people[place - 1] = f"{people[place - 1]},{people[place]}"
            people = list(compress(people, is_first))
        first = compress(parts, is_first)
        columns: Any = zip(*first, strict=True)
        ids, _, packed, on, where, note, by, occasion = columns
        kind, minutes, deep, attempt = zip(*map(small.__getitem__, packed), strict=True)
        yield ids, on, kind, people, minutes, where, note, deep, by, attempt, occasion


def whole_contacts(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Some parts at a time, all of each contact."""
    rest: list[Part] = []
    for some in chunks(parts):
        rest += some
        end = len(rest) - 1  # where the latest contact begins, which may go on
        while end and rest[end - 1][0] == rest[-1][0]:
            end -= 1
        if end:
            yield rest[:end]
            del rest[:end]
    if rest:
        yield rest


class Small(dict[int, tuple[str, int | None, int, int]]):
    """What the numbers in `sql.history_parts` stand for: kind, minutes, deep, attempt."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.kinds = {row[0]: (row[1], row[3]) for row in store.rows(sql.kinds)}

    def __missing__(self, packed: int) -> tuple[str, int | None, int, int]:
        rest, attempt = divmod(packed, 2)
        rest, deep = divmod(rest, 2)
        kind, minutes = divmod(rest, 1 << 11)
        name, usual = self.kinds[kind]
        self[packed] = found = name, minutes or usual or None, deep, attempt
        return found
