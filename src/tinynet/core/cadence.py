"""Who is due, and in which state: the ratio of the silence to the cadence.

Days are ordinals (`date.toordinal()`), spans are days. A cadence and the day somebody falls due
depend on stored facts only, never on today, so they can be kept and indexed. The daily path
imports this file, so it imports nothing.
"""

from __future__ import annotations

CIRCLES = {"inner": 7, "close": 30, "friends": 182, "village": 365}  # days, unless configured
CIRCLE_SIZES = {"inner": 5, "close": 15, "friends": 50, "village": 150}  # people
EVERY_MAX = 3660  # days between two contacts, ten years
FOREVER = "9999-12-31"  # the end of a pause that lasts until told otherwise
NEVER = 0  # the cadence of somebody who is never due
RHYTHM_DAYS = 4  # contact days after which the pair's own rhythm counts
LEAST_RHYTHM = 14  # days; a quicker rhythm counts as this one, unless configured

# Silence as a multiple of the cadence. On five real logs of contacts 82% of the natural gaps end
# within 1.5 usual gaps, 91% within 2.5, 96% within 4 and 99% within 8. Counting a rhythm as 14 days
# at least leaves 7% of the alarms on natural gaps instead of 18% (docs/scoring.md).
SOON, DUE, OVERDUE, FADING, DORMANT = 1.0, 1.5, 2.5, 4.0, 8.0


def cadence(
    own: int | None,
    circle: int | None,
    gap: float | None,
    contact_days: int,
    default: int,
    *,
    least_rhythm: int = LEAST_RHYTHM,
) -> tuple[float, str]:
    """A person's cadence, and where it comes from.

    Args:
        own: The person's own cadence in days; 0 is never, None is unset.
        circle: The cadence of their circle in days; None without a circle.
        gap: The pair's usual gap in days (`strength.usual_gap`); None before the first contact.
        contact_days: On how many days there was contact.
        default: The cadence in days where nothing else says one.
        least_rhythm: What a quicker rhythm counts as, in days.

    Returns:
        The cadence in days, 0 for never, and where it is from: "person", "circle" (these two were
        chosen), "rhythm" or "default".
    """
    if own is not None:
        return own, "person"
    if circle is not None:
        return circle, "circle"
    if gap is not None and contact_days >= RHYTHM_DAYS:
        return max(gap, least_rhythm), "rhythm"
    return default, "default"


def state(ratio: float, chosen: bool) -> str:
    """The state of a tie.

    Args:
        ratio: r = D/c, days of silence by the cadence; 0 where the cadence is never.
        chosen: Whether somebody chose the cadence ("person" or "circle"): it is then meant as it
            stands, and r 1 is due instead of 1.5.

    Returns:
        "ok", "soon", "due", "overdue", "fading" or "dormant".
    """
    if ratio >= DORMANT:
        return "dormant"
    if ratio >= FADING:
        return "fading"
    if ratio >= OVERDUE:
        return "overdue"
    if ratio >= _due_from(chosen):
        return "due"
    return "soon" if ratio >= SOON else "ok"


def due_on(start: int, cadence_days: float, chosen: bool) -> int | None:
    """The first day on which `state` says due, or more than due.

    Args:
        start: The day the silence is counted from: the last contact, or the day somebody was
            added; an ordinal.
        cadence_days: The cadence in days, not negative; 0 is never.
        chosen: As for `state`.

    Returns:
        An ordinal, or None for never.
    """
    if cadence_days == NEVER:
        return None
    threshold = _due_from(chosen)
    silence = int(cadence_days * threshold)
    # The quotient decides, as in `state`; the product may round to another side of a whole day:
    # 2.666666666666667 * 1.5 is 4, but 4 / 2.666666666666667 is below 1.5.
    if silence / cadence_days < threshold:
        silence += 1
    return start + silence


def _due_from(chosen: bool) -> float:
    return SOON if chosen else DUE
