"""Read and write occasions: name, day, cost, and whether it drained you."""

from __future__ import annotations

from tinynet.core.names import fold
from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from tinynet.db.store import Store

    class Cost(TypedDict, total=False):
        """What is said of an evening: its cost in hundredths, and whether it drained you."""

        cost: int | None
        drained: bool

    NameAndDay = tuple[str | None, str]


class Evening:
    """An occasion on a day.

    Attributes:
        name: As it is spelled already, or as it was typed.
        on: ISO day.
        row: The id of its row; None where there is none yet.
        cost: In hundredths, or None.
        drained: Whether it drained you; None where nobody said.
        logged: The id and the note of each of its interactions.
    """

    def __init__(self, name: str, on: str) -> None:
        self.name, self.on = name, on
        self.row: int | None = None
        self.cost: int | None = None
        self.drained: bool | None = None
        self.logged: list[tuple[int, str | None]] = []


def find_occasion(store: Store, typed: str, on: str) -> Evening:
    """Find the occasion with that name, in any spelling, on that day."""
    evening = Evening(typed, on)
    name = fold(typed)
    alike = [row for row in store.rows(sql.occasions) if fold(row[1]) == name]
    logged = [row for row in store.rows(sql.occasions_logged, on=on) if fold(row[1]) == name]
    evening.logged = [(number, note) for number, _, note in logged]
    for row, known, day, cost, drained in alike:
        evening.name = known
        if day == on:
            evening.row, evening.cost = row, cost
            evening.drained = None if drained is None else bool(drained)
            break
    else:
        if logged:
            evening.name = logged[0][1]
    return evening


def put_occasion(store: Store, evening: Evening, given: Cost) -> None:
    """Add an occasion, or update the known one with the values given.

    Args:
        store: Open in a unit.
        evening: From `find_occasion`; it is brought up to date.
        given: The cost and the mood, as far as they were given.
    """
    evening.cost = given.get("cost", evening.cost)
    evening.drained = given.get("drained", evening.drained)
    drained = None if evening.drained is None else int(evening.drained)
    if evening.row is None:
        evening.row = store.run(
            sql.put_occasion,
            name=evening.name,
            on=evening.on,
            cost=evening.cost,
            drained=drained,
        )
    elif given:
        store.run(sql.set_occasion, occasion=evening.row, cost=evening.cost, drained=drained)


def move_occasion(store: Store, was: NameAndDay, now: NameAndDay = (None, "")) -> None:
    """Move or remove an occasion whose last interaction got another name or day, or was removed.

    Args:
        store: Open in a unit in which the interaction is changed or taken out already.
        was: The occasion and the day it had.
        now: Those it has; no occasion where it was taken out.
    """
    name, on = was
    if name is None or was == now:
        return
    old = find_occasion(store, name, on)
    if old.row is None or old.logged:
        return
    if now[0] is not None:
        new = find_occasion(store, now[0], now[1])
        if new.row in {None, old.row}:
            store.run(sql.move_occasion, occasion=old.row, name=now[0], on=now[1])
            return
    store.run(sql.drop_occasion, occasion=old.row)
