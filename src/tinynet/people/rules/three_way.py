"""Merge a repeated import: take over what changed at the source, keep what was edited here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tinynet.core.details import dialled
from tinynet.core.names import fold
from tinynet.people.rules.profile import FIELDS, Profile

# What makes two values of a field the same one, though it may have changed.
IDENTITIES: dict[str, Callable[[Any], Any]] = {
    "nicknames": fold,
    "details": lambda detail: (detail[0], dialled(detail[0], detail[2])),
    "facts": lambda fact: fact[0],
    "anniversaries": lambda day: day[0],
}


def merged(current: Profile, before: Profile | None, after: Profile) -> Profile:
    """Update a profile with what changed at its source.

    A value follows the source where it is here as the source had it; what is not here and was not
    there counts as the same. That is a three-way merge in which an edit made here wins.

    Args:
        current: As it is here.
        before: As the source was read last; None for the first time, when nothing is taken out.
        after: As the source is now.
    """
    values: dict[str, Any] = {}
    for name in FIELDS:
        here, now = getattr(current, name), getattr(after, name)
        if isinstance(here, tuple):
            then = getattr(before, name) if before else ()
            values[name] = merged_values(here, then, now, IDENTITIES.get(name))
        else:
            then = getattr(before, name) if before else None
            values[name] = now if here == then else here
    return current.replaced(**values)


def merged_values(
    here: tuple[Any, ...],
    then: tuple[Any, ...],
    now: tuple[Any, ...],
    identity: Callable[[Any], Any] | None = None,
) -> tuple[Any, ...]:
    """Merge the values of one field, each on its own.

    Args:
        here: As they are here; this order is kept, and what is new comes last.
        then: As the source was read last.
        now: As the source is now.
        identity: What makes two of them one value that has changed; None where only equal ones
            are. Where it does not tell the values of one side apart, only equal ones are, too.
    """
    if then == now:
        return here
    sides = (here, then, now)
    if identity is None or any(len({*map(identity, side)}) < len(side) for side in sides):
        identity = _itself
    mine, old, new = ({identity(value): value for value in side} for side in sides)
    kept = {
        key: new.get(key) if mine.get(key) == old.get(key) else mine.get(key)
        for key in (*mine, *new)
    }
    return tuple(value for value in kept.values() if value is not None)


def _itself(value: Any) -> Any:
    return value
