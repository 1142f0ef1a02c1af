"""A person's profile as one value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BIRTHDAY = "birthday"


class Profile:
    """What is known of a person, apart from notes, relations and what happened.

    Days are partial dates, `every_days` is a cadence (0 is never), `met_via` a person's id. It is
    never changed, but replaced; a plain class, because dataclasses cost `edit` half a base.
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

    def __init__(self, handle: str, name: str, **known: Any) -> None:
        self.__dict__ |= known
        self.handle, self.name = handle, name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self.values() == other.values()

    __hash__ = None  # type: ignore[assignment]  # as of whatever is compared by its values

    def __repr__(self) -> str:
        return f"Profile({self.values()})"

    def values(self) -> dict[str, Any]:
        """Every field by its name."""
        return {name: getattr(self, name) for name in FIELDS}

    def replaced(self, **values: Any) -> Profile:
        """The same person with other values of these fields."""
        return Profile(**(self.values() | values))

    @property
    def birthday(self) -> str | None:
        """The birthday, a partial date."""
        return next((on for what, on in self.anniversaries if what == BIRTHDAY), None)

    def born(self, on: str | None) -> Profile:
        """The same person with this birthday, or without one."""
        others = tuple(pair for pair in self.anniversaries if pair[0] != BIRTHDAY)
        return self.replaced(anniversaries=((BIRTHDAY, on), *others) if on else others)

    def differences(self, other: Profile) -> list[str]:
        """The names of the fields in which another profile differs, whatever their order."""
        return [
            name
            for name in FIELDS
            if _unordered(getattr(self, name)) != _unordered(getattr(other, name))
        ]


def _unordered(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value


FIELDS = tuple(Profile.__annotations__)
MANY = tuple(name for name in FIELDS if isinstance(getattr(Profile, name, None), tuple))
OWN = tuple(name for name in FIELDS if name not in MANY)  # columns of the person's row
