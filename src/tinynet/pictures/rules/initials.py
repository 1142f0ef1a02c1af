"""Initials instead of names, for pictures that somebody else may see."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

UNKNOWN = "?"  # for a name without letters
# What may say who somebody is, or whose house it was, and so has no place in such a picture.
TELLING = frozenset({"met_how", "met_at", "place", "note", "occasions"})
HANDLES = frozenset({"handle", "via", "one", "other", "with"})


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name; "?" where it has no letters."""
    words = [letters for word in name.split() if (letters := _letters(word))]
    if not words:
        return UNKNOWN
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0].upper() for word in ends)


def _letters(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())


def masks(people: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """What stands for each person's handle and name.

    Returns:
        By handle: a word that tells nothing ("p1") and the initials, numbered where two have the
        same.
    """
    made: dict[str, tuple[str, str]] = {}
    seen: dict[str, int] = {}
    for number, (handle, name) in enumerate(people, 1):
        short = initials(name)
        seen[short] = seen.get(short, 0) + 1
        times = f" {seen[short]}" if seen[short] > 1 else ""
        made[handle] = f"p{number}", f"{short}{times}"
    return made


def masked(value: Any, known: Mapping[str, tuple[str, str]]) -> Any:
    """Records in which every handle and name is replaced, and nothing is left that tells.

    Args:
        value: A record, or a list of them, whose people have the keys `handle` and `name`.
        known: What stands for whom; see `masks`.
    """
    if isinstance(value, list):
        return [masked(inner, known) for inner in value]
    if not isinstance(value, dict):
        return value
    made: dict[Any, Any] = {}
    for key, inner in value.items():
        if key in TELLING:
            made[key] = [] if isinstance(inner, list) else None
        elif key in HANDLES and inner in known:
            made[key] = known[inner][0]
        elif key == "name" and value.get("handle") in known:
            made[key] = known[value["handle"]][1]
        else:
            made[key] = masked(inner, known)
    return made
