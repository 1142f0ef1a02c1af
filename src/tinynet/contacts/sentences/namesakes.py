"""Choose between several people with one name."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def choose_namesake(
    people: Sequence[int], together: Mapping[int, int], days: Mapping[int, int], today: int
) -> tuple[int, str] | None:
    """Choose one of several people with one name, with the reason.

    First whoever was seen most often with the others who are named. Then whoever was seen last,
    if the next one was last seen at least twice as long ago: of two who were both seen last week
    it would be a toss of a coin, which is worse than a question.

    Args:
        people: Ids of those who may be meant.
        together: How many interactions each shared with the others.
        days: The ordinal of the day each was seen last.
        today: Today's ordinal.

    Returns:
        The id with "together" or "lately"; None where nothing tells them apart.
    """
    by_company = sorted(people, key=lambda who: -together.get(who, 0))
    most, next_most = (together.get(who, 0) for who in by_company[:2])
    if most > next_most:
        return by_company[0], "together"
    seen = sorted((who for who in people if who in days), key=lambda who: -days[who])
    if not seen:
        return None
    last = today - days[seen[0]]
    if len(seen) == 1 or today - days[seen[1]] >= 2 * max(last, 1):
        return seen[0], "lately"
    return None
