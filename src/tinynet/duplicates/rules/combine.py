"""Combine two profiles of one person: join what fits, list the rest as conflicts.

A conflict is decided for one of the two; what the other says is kept as a note, so that a merge
loses nothing.
"""

from __future__ import annotations

from tinynet.core.details import detail_key
from tinynet.core.fields import groups, say
from tinynet.core.names import fold
from tinynet.core.partial import say_partial
from tinynet.core.two_dates import merge_dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from tinynet.core.field_types import Field
    from tinynet.people.rules.profile import Profile

INTO, WHO = "into", "who"  # whose value is kept: of the one who stays, or of the other


def _same_text(one: str, other: str) -> str | None:
    return one if fold(one) == fold(other) else None


# The fields of several values under keys: how one is worded, and what two that agree are together.
KEYED: dict[str, tuple[Callable[[str], str], Callable[[str, str], str | None]]] = {
    "anniversaries": (say_partial, merge_dates),
    "facts": (str, _same_text),
}


class Conflict:
    """A field or group of fields in which two profiles differ.

    Attributes:
        field: "own", "anniversaries" or "facts".
        what: The group of `core.fields.groups`, the name of the date, or the fact's key.
        into: What the one who stays says, in words.
        who: What the other says.
    """

    def __init__(self, field: str, what: str, into: str, who: str) -> None:
        self.field, self.what = field, what
        self.into, self.who = into, who

    @property
    def key(self) -> tuple[str, str]:
        """The key under which the decision is given."""
        return self.field, self.what


class CombinedProfile:
    """Two profiles combined into one.

    Attributes:
        profile: The one.
        conflicts: What they say differently.
        kept: INTO or WHO, for each conflict.
        notes: What was not kept, in words.
    """

    def __init__(self, profile: Profile, decider: _Decider) -> None:
        self.profile = profile
        self.conflicts, self.kept, self.notes = decider.conflicts, decider.kept, decider.notes


def combine_profiles(
    into: Profile,
    who: Profile,
    names: Mapping[int, str],
    decided: Mapping[tuple[str, str], str],
) -> CombinedProfile:
    """Combine two profiles of one person.

    Args:
        into: The profile that stays, with its name and handle; neither is met through the other.
        who: The other one.
        names: Names by id, of those through whom they were met.
        decided: INTO or WHO by a conflict's key; INTO where nothing was decided.
    """
    decider = _Decider(decided)
    values: Any = {}
    for what, fields in groups().items():  # halves of two stories make none
        columns = [field["name"] for field in fields]
        mine, theirs = ([getattr(profile, c) for c in columns] for profile in (into, who))
        joined = [_joined(*three) for three in zip(fields, mine, theirs, strict=True)]
        if None in joined:
            sides = (_in_words(what, fields, side, names) for side in (mine, theirs))
            kept = mine if decider.stays("own", what, *sides) else theirs
        else:
            kept = [value for (value,) in filter(None, joined)]
        values |= dict(zip(columns, kept, strict=True))
    for field in KEYED:
        pairs = decider.pairs(field, getattr(into, field), getattr(who, field))
        values[field] = tuple(pairs)
    spelled = {name.casefold(): name for name in (who.name, *who.nicknames, *into.nicknames)}
    order = dict.fromkeys(name.casefold() for name in (*into.nicknames, who.name, *who.nicknames))
    order.pop(into.name.casefold(), None)
    values["nicknames"] = tuple(spelled[name] for name in order)
    known = {(what, detail_key(what, value)) for what, _, value in into.details}
    more = (d for d in who.details if (d[0], detail_key(d[0], d[2])) not in known)
    values["details"] = (*into.details, *dict.fromkeys(more))
    values["tags"] = tuple(dict.fromkeys((*into.tags, *who.tags)))
    return CombinedProfile(into.replaced(**values), decider)


class _Decider:
    """Decides conflicts, and records them with the values not chosen."""

    def __init__(self, decided: Mapping[tuple[str, str], str]) -> None:
        self.decided = decided
        self.conflicts: list[Conflict] = []
        self.kept: list[str] = []
        self.notes: list[str] = []

    def stays(self, field: str, what: str, into: str, who: str) -> bool:
        """Whether to keep the value of the person who stays."""
        conflict = Conflict(field, what, into, who)
        stays = self.decided.get(conflict.key, INTO) == INTO
        self.conflicts.append(conflict)
        self.kept.append(INTO if stays else WHO)
        self.notes.append(f"{what} was also: {who if stays else into}")
        return stays

    def pairs(
        self, field: str, mine: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        """The facts or dates of both; if both have one under a key, one is kept."""
        say, agree = KEYED[field]
        sides: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
        for side, pairs in zip(sides, (mine, theirs), strict=True):
            for key, value in pairs:
                side.setdefault(key, []).append(value)
        for key in {**sides[0], **sides[1]}:
            values = [value for side in sides for value in side.get(key, ())]
            if len(values) == 2 and all(key in side for side in sides):
                here, there = values
                both = agree(here, there)
                if both is None:
                    both = here if self.stays(field, key, say(here), say(there)) else there
                values = [both]
            yield from ((key, value) for value in dict.fromkeys(values))


def _joined(field: Field, mine: Any, theirs: Any) -> tuple[Any] | None:
    """The single value of a field, in a tuple; None if there are two."""
    if mine is None or theirs is None or mine == theirs:
        return (theirs if mine is None else mine,)
    if field["shape"] == "partial date":
        both = merge_dates(mine, theirs)
        return None if both is None else (both,)
    same = isinstance(mine, str) and fold(mine) == fold(theirs)
    return (mine,) if same else None


def _in_words(what: str, fields: list[Field], values: list[Any], names: Mapping[int, str]) -> str:
    """A group in words: "a train, at Ely, in May 2019, through Anne"."""
    parts = [
        say(field, names.get(value, "somebody") if field["shape"] == "person" else value)
        for field, value in zip(fields, values, strict=True)
        if value is not None
    ]
    return ", ".join(parts) or f"no {what}"
