"""Count how many objects there are at the same time: what a stream holds."""

from __future__ import annotations

from typing import Any


def counted(kind: type[Any]) -> type[Any]:
    """A class like another one, which knows how many of it there are, and how many there were.

    Returns:
        The class, with `alive`, those there are now, and `most`, those there were at once.
    """

    class Counted(kind):
        alive = most = 0

        def __new__(cls, *values: Any, **named: Any) -> Any:
            cls.alive += 1
            cls.most = max(cls.most, cls.alive)
            if kind.__new__ is object.__new__:
                return super().__new__(cls)
            return super().__new__(cls, *values, **named)

        def __del__(self) -> None:
            type(self).alive -= 1

    return Counted
