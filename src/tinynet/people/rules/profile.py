"""A person's profile as one value."""

from __future__ import annotations

from tinynet.core.compiled_fields import FIELDS as COMPILED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BIRTHDAY = "birthday"


class Profile:
    """A person's fields; without notes, relations and interactions.

    The fields of their own row are those that `db/tables.py` declares (`OWN`), None where nothing
    is known; here stand the types of those that are called by name. Days are partial dates,
    `every_days` is a cadence (0 is never), `met_via` a person's id. It is never changed, but
    replaced; a plain class, because dataclasses cost `edit` half a base.
    """

    handle: str
    name: str
    circle: str | None
    every_days: int | None
    met_via: int | None
    title: str | None
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
        """The values by field name."""
        return {name: getattr(self, name) for name in FIELDS}

    def replaced(self, **values: Any) -> Profile:
        """A copy with other values for these fields."""
        return Profile(**(self.values() | values))

    @property
    def birthday(self) -> str | None:
        """The birthday, a partial date."""
        return next((on for what, on in self.anniversaries if what == BIRTHDAY), None)

    def born(self, on: str | None) -> Profile:
        """A copy with this birthday, or without one."""
        others = tuple(pair for pair in self.anniversaries if pair[0] != BIRTHDAY)
        return self.replaced(anniversaries=((BIRTHDAY, on), *others) if on else others)

    def differences(self, other: Profile) -> list[str]:
        """The names of the fields that differ in another profile, ignoring the order of values."""
        return [
            name
            for name in FIELDS
            if _unordered(getattr(self, name)) != _unordered(getattr(other, name))
        ]


def _unordered(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value


OWN = tuple(field["name"] for field in COMPILED if field["table"] == "person")
MANY = tuple(name for name in Profile.__annotations__ if hasattr(Profile, name))
FIELDS = (*OWN, *MANY)
for _name in OWN[2:]:  # a handle and a name has everybody
    setattr(Profile, _name, None)
