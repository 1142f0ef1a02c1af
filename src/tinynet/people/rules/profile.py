"""A person's profile as one value."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

BIRTHDAY = "birthday"


@dataclass(frozen=True)
class Profile:
    """What is known of a person, apart from notes, relations and what happened.

    Days are partial dates, `every_days` is a cadence (0 is never), `met_via` a person's id.
    """

    handle: str
    name: str
    circle: str | None = None
    every_days: int | None = None
    met_how: str | None = None
    met_at: str | None = None
    met_on: str | None = None
    met_via: int | None = None
    organisation: str | None = None
    title: str | None = None
    nicknames: tuple[str, ...] = ()
    details: tuple[tuple[str, str, str], ...] = ()  # (what, label, value)
    tags: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # (key, value)
    anniversaries: tuple[tuple[str, str], ...] = ()  # (what, partial date)

    @property
    def birthday(self) -> str | None:
        """The birthday, a partial date."""
        return next((on for what, on in self.anniversaries if what == BIRTHDAY), None)

    def born(self, on: str | None) -> Profile:
        """The same person with this birthday, or without one."""
        others = tuple(pair for pair in self.anniversaries if pair[0] != BIRTHDAY)
        return replace(self, anniversaries=((BIRTHDAY, on), *others) if on else others)

    def differences(self, other: Profile) -> list[str]:
        """The names of the fields in which another profile differs, whatever their order."""
        return [
            f.name
            for f in fields(self)
            if _unordered(getattr(self, f.name)) != _unordered(getattr(other, f.name))
        ]


def _unordered(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value
