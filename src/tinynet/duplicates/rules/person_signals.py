"""What identifies a person, for finding possible duplicates."""

from __future__ import annotations

from dataclasses import dataclass

from tinynet.duplicates.rules import name_similarity
from tinynet.duplicates.rules.name_similarity import PreparedName

Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonSignals:
    """The names, addresses and dates that identify a person.

    Attributes:
        id: Theirs.
        name: As it is written.
        nicknames: Others that they go by.
        marks: Addresses as (email, phone, digits or url; what its spellings share).
        birthday: A partial date.
    """

    id: int
    name: str
    nicknames: tuple[str, ...] = ()
    marks: frozenset[Mark] = frozenset()
    birthday: str | None = None

    @property
    def names(self) -> tuple[PreparedName, ...]:
        """The name, then others; made when it is needed, as 100,000 prepared ones are 100 MB."""
        return name_similarity.all_names(self.name, self.nicknames)
