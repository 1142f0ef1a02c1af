"""Choose which backups to keep by their days.

Close to today every day counts; further back a week, then a month, is near enough.
"""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from typing import TypeVar

    MadeT = TypeVar("MadeT", str, tuple[int, str])

DAYS, WEEKS, MONTHS = 7, 4, 12
LATEST = 5  # kept whatever their day: several may have been forced within an hour


def stamps_to_keep(made: Iterable[MadeT], stamp: Callable[[MadeT], str] = str) -> set[MadeT]:
    """Those worth keeping: the newest of each of the last 7 days, 4 weeks and 12 months.

    Only days, weeks and months in which there is one are counted, so nothing is lost by not
    opening tinynet for a year. The five newest are kept in any case.

    Args:
        made: ISO times, each once; or what else sorts in the order of making.
        stamp: The ISO time in it.
    """
    newest_first = sorted(made, reverse=True)
    keep = set(newest_first[:LATEST])
    periods: tuple[tuple[int, Callable[[str], Hashable]], ...] = (
        (DAYS, lambda at: at[:10]),
        (WEEKS, lambda at: date.fromisoformat(at[:10]).isocalendar()[:2]),
        (MONTHS, lambda at: at[:7]),
    )
    for count, period in periods:
        newest_of: dict[Hashable, MadeT] = {}
        for one in newest_first:
            newest_of.setdefault(period(stamp(one)), one)
        keep |= set(list(newest_of.values())[:count])
    return keep
