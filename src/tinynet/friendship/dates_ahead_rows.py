"""Read upcoming yearly days, plans and next-time notes."""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.db import sql
from tinynet.db.store import json_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.db.sql import NextNotesRecord, PlannedNowRecord, PlansWithRecord
    from tinynet.db.store import Store
    from tinynet.friendship.documents import DateAhead
    from tinynet.plans.documents import Plan

LEAP_DAY = "02-29"
PAST_DAYS = 30  # so long `due` shows a plan after its day; then `plans` asks if it is still meant
YEAR = 366


def dates(env: Env, store: Store, ahead: int) -> list[DateAhead]:
    """Yearly days from today to `ahead` days later, nearest first.

    Returns:
        Records with handle, name, what, on (ISO), age (None where the year is not known) and
        ideas: what might be given on a birthday.
    """
    days = {
        f"{day.month:02}-{day.day:02}": day
        for day in (env.today + timedelta(days=n) for n in range(min(ahead, YEAR - 1), -1, -1))
    }
    if "02-28" in days and LEAP_DAY not in days:
        days[LEAP_DAY] = days["02-28"]  # in a common year it is kept on the 28th
    found = store.rows(sql.upcoming_dates, days=json_list(list(days)))
    if not found:
        return []
    from tinynet.core.partial import age_on

    listed: list[DateAhead] = [
        {
            "handle": handle,
            "name": name,
            "what": what,
            "on": days[month_day].isoformat(),
            "age": age_on(partial, days[month_day]),
            "ideas": ideas.split("\n") if ideas else [],
        }
        for handle, name, what, partial, month_day, ideas in found
        if month_day
    ]
    return sorted(listed, key=lambda row: (row["on"], row["name"]))


def next_notes(store: Store, handles: Sequence[str]) -> Sequence[NextNotesRecord]:
    """Open next-time notes about these people."""
    return store.records(sql.next_notes, handles=json_list(handles)) if handles else []


def plans(
    env: Env, store: Store, ahead: int, handles: Sequence[str] = (), *, late: bool = False
) -> list[Plan]:
    """Open plans due within `ahead` days, and all open plans with these people.

    Args:
        env: Knows today.
        store: Open to read.
        ahead: How many days to look ahead.
        handles: The people.
        late: Tell of those, too, whose day is over, until they are stale.

    Returns:
        Records as `planned` makes them: those by a day first, then the longest meant.
    """
    # It takes 0.01 ms, where the statement below takes 0.12 without any.
    if not store.value(sql.any_plan):
        return []
    since = env.today - timedelta(PAST_DAYS if late else 0)
    until = env.today + timedelta(ahead)
    found = store.records(
        sql.planned_now, since=str(since), until=str(until), handles=json_list(handles)
    )
    return [planned(record, env.today) for record in found]


def planned(record: PlannedNowRecord | PlansWithRecord, today: date) -> Plan:
    """Turn a row of a plan statement into its JSON."""
    people, names = record["people"], record["names"]
    return {
        "id": record["id"],
        "kind": record["kind"],
        "people": people.split(",") if people else [],
        "names": names.split("\n") if names else [],
        "made_on": record["made_on"],
        "age_days": (today - date.fromisoformat(record["made_on"])).days,
        "by": record["by"],
        "note": record["note"],
        "said_by": record["said_by"],
    }
