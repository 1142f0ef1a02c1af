"""The friendship score: depth, warmth and their product, from the log and `today`.

Days are ordinals (`date.toordinal()`), spans are days, durations are minutes. The daily path
imports this file, so it imports nothing but `math`.

The constants sit on a plateau: moving them changes how well the score foresees who stays in
touch by about .005 AUC (docs/scoring.md, tests/benchmarks/score_auc.py).
"""

from __future__ import annotations

from math import log2, sqrt

MINUTES_UNIT = 30  # log2(1 + minutes/30): an hour counts 1.58, three hours 2.81
CREDIT_MAX = 3.0  # of one day in person, before --deep and sharing
DEEP_FACTOR = 1.5
HALF_LIFE = 365  # days; depth halves its evidence in a year of silence
FAMILY_HALF_LIFE = 730  # days, for people tagged family
FAMILY_TAG = "family"
LANDMARK = 737_425  # 2020-01-01: what stored credits are decayed towards; their sum needs no today
PSEUDO_GAP = 14  # days, the one invented gap that steadies a young rhythm
WARM_GAPS = 6  # warmth has halved after six usual gaps of silence ...
WARM_MIN, WARM_MAX = 14, 365  # ... but not before 14 days, and by a year at the latest
HALL_MARKS = ((200, "close friend"), (90, "friend"), (50, "casual friend"))  # hours, Hall 2018


def credit(*, in_person: bool, weight: float, minutes: int, deep: bool, people: int) -> float:
    """Credit `w` of one interaction for one person in it.

    In person: weight * min(log2(1 + minutes/30), 3). There is no floor: a hello of two minutes is
    worth .09, not half a lunch (a floor of .5 cost .054 AUC on who calls whom a friend; see
    docs/scoring.md). Otherwise the weight alone, since length does not predict friendship on the
    phone. x1.5 when deep, / sqrt(n) with n people.

    Args:
        in_person: Whether the kind is one where people meet.
        weight: The kind's weight (1 in person and for calls, 0.5 for texts).
        minutes: How long it lasted.
        deep: Whether it was marked deep.
        people: How many people besides you, at least 1.

    Returns:
        The credit; 0 only for no minutes in person.
    """
    base = weight
    if in_person:
        base *= min(log2(1 + minutes / MINUTES_UNIT), CREDIT_MAX)
    if deep:
        base *= DEEP_FACTOR
    return base / sqrt(people)


def decayed(credit_: float, age: float, half_life: int = HALF_LIFE) -> float:
    """Credit that is `age` days old, halved every `half_life` days."""
    return float(credit_ * 2.0 ** (-age / half_life))


def depth(evidence: float) -> float:
    """Depth = log2(1 + the sum of decayed credits)."""
    return log2(1 + evidence)


def usual_gap(first: int, last: int, contact_days: int) -> float:
    """The pair's own rhythm in days: (last - first + 14) / n, for n >= 1 contact days."""
    return (last - first + PSEUDO_GAP) / contact_days


def warmth(silence: float, gap: float) -> float:
    """Warmth = 1 / (1 + D/H) with H = clamp(6 * gap, 14, 365); in (0, 1].

    Args:
        silence: D, days since the last contact; a day in the future counts as today.
        gap: The usual gap in days.
    """
    horizon = min(max(WARM_GAPS * gap, WARM_MIN), WARM_MAX)
    return 1 / (1 + max(silence, 0) / horizon)


def hall_mark(hours: float) -> str:
    """Hall's mark for hours together: "close friend", "friend", "casual friend" or ""."""
    return next((mark for floor, mark in HALL_MARKS if hours >= floor), "")
