"""Compute a year in friends from its rows: who was new, who came closer, what was when.

Spans are two dates, both included. People are the records of the statement `year_people`, what
happened those of `happened`.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.cadence import CIRCLE_SIZES
from tinynet.core.names import fold
from tinynet.core.partial import latest_day
from tinynet.core.strength import HALL_MARKS, depth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Literal

    from tinynet.output.documents import PersonName
    from tinynet.year.documents import (
        ChangedDepth,
        CircleCount,
        Contacts,
        Evenings,
        KindCount,
        LastingFriend,
        MonthCount,
        NewPerson,
        PassedMark,
        PeopleOfYear,
        PlaceCount,
        ReachedOut,
        YearCount,
    )

    Record = Mapping[str, Any]  # a row of one of the room's statements
    Span = tuple[date, date]
    Side = Literal["me", "them"]

LOOK_BACK_MONTHS = 2  # until the end of February "the year" is the one that has just ended
CHANGE = 0.1  # of depth; a coffee with an old friend is more, the fading of a month is less
A_FRIEND = 1.0  # depth from which on one can cool: half an hour together, on its day
HOUR = 60
MOST_SEEN = 10
A_FEW = 3  # times somebody must have reached out before it is mentioned ...
NEARLY_ALWAYS = 0.75  # ... and the share of one side from which on it is


def of_one_spelling(places: Iterable[PlaceCount]) -> list[PlaceCount]:
    """Places with those as one that differ in case or accents only, the most frequent first.

    Args:
        places: The most frequent first, whose spelling is the one that stays.
    """
    found: dict[str, PlaceCount] = {}
    for row in places:
        place = found.setdefault(fold(row["place"]), {"place": row["place"], "times": 0})
        place["times"] += row["times"]
    return sorted(found.values(), key=lambda one: -one["times"])


def default_year(today: date) -> int:
    """The default year: this one, or in January and February the last."""
    return today.year - (today.month <= LOOK_BACK_MONTHS)


def span(year: int, today: date) -> Span:
    """The year's days up to today; for a year ahead the second is before the first."""
    return date(year, 1, 1), min(date(year, 12, 31), today)


def year_before(days: Span) -> Span:
    """The same days a year before; a leap day's eve for the leap day."""
    first, last = days
    if (last.month, last.day) == (2, 29):
        last -= timedelta(1)
    return first.replace(year=first.year - 1), last.replace(year=last.year - 1)


def met_day(met_on: str | None, first_on: str | None, added_on: str | None = None) -> str:
    """When you met somebody, as a partial date; "" where nobody knows.

    By the year you met where it is known; else by the first contact; else, unless they were
    imported, by the day they were added.
    """
    known = met_on if (met_on or "--")[0] != "-" else None
    return str(known or first_on or added_on or "")


def met_in(person: Record, days: Span) -> bool:
    """Whether a person was met in this span; see `met_day`."""
    day = met_day(person["met_on"], person["first_on"], person["added_on"]).rstrip("~")
    first, last = (str(end) for end in days)
    # A partial date is compared as far as it goes, so "2025" is in a span that began with 2025.
    return bool(day) and first[: len(day)] <= day <= last


def met_again(person: Record) -> bool:
    """Whether you met in person on a second day, by the rule of `sources`."""
    met = latest_day(person["met_on"]) if person["met_on"] else None
    return person["seen_days"] > 1 or (met is not None and (person["seen_day"] or 0) > met)


def people(records: Sequence[Record], days: Span) -> PeopleOfYear:
    """Each person's numbers for a span.

    Returns:
        seen: how many there was contact with; most_seen: a few of them, with the days; new: those
        met, whether again; deepened, cooling: depth before and after, the largest change first;
        marks: the hours passed, of Hall's; circles.
    """
    seen = sorted((p for p in records if p["days"]), key=lambda p: -p["days"])
    new: list[NewPerson] = [
        {**who(person), "met_on": person["met_on"], "again": met_again(person)}
        for person in records
        if met_in(person, days)
    ]
    moved: list[ChangedDepth] = [
        {**who(p), "before": depth(p["evidence_before"]), "now": depth(p["evidence"])}
        for p in records
        if not p["archived"] and p["contact_days"]
    ]
    moved.sort(key=lambda p: -abs(p["now"] - p["before"]))
    return {
        "seen": len(seen),
        "most_seen": [{**who(person), "days": person["days"]} for person in seen[:MOST_SEEN]],
        "new": new,
        "deepened": [p for p in moved if p["now"] - p["before"] >= CHANGE],
        "cooling": [
            p for p in moved if p["before"] >= A_FRIEND and p["before"] - p["now"] >= CHANGE
        ],
        "marks": marks(records),
        "circles": circles(records),
    }


def who(person: Record) -> PersonName:
    """A person's handle and name."""
    return {"handle": person["handle"], "name": person["name"]}


def marks(records: Sequence[Record]) -> list[PassedMark]:
    """Who passed one of Hall's marks (hours together) in the span, highest mark first."""
    found: list[PassedMark] = []
    for person in records:
        hours, gained = person["minutes"] / HOUR, person["minutes_inside"] / HOUR
        passed = [mark for mark in HALL_MARKS if hours - gained < mark[0] <= hours]
        if passed:
            mark, name = passed[0]
            found.append({**who(person), "hours": hours, "mark": mark, "what": name})
    return sorted(found, key=lambda p: (-p["mark"], -p["hours"]))


def circles(records: Sequence[Record]) -> list[CircleCount]:
    """The circles as they are now: size, members, how many were seen in the span."""
    found: list[CircleCount] = []
    for circle, size in CIRCLE_SIZES.items():
        inside = [p for p in records if p["circle"] == circle and not p["archived"]]
        seen = sum(p["days"] > 0 for p in inside)
        found.append({"circle": circle, "size": size, "people": len(inside), "seen": seen})
    return found


def contacts(happened: Sequence[Record]) -> Contacts:
    """Count the contacts: in person and remote, by kind, by who reached out.

    Returns:
        contacts, hours (in person), in_person, remote, kinds (the most frequent first), by_me,
        by_them, attempts.
    """
    real = [row for row in happened if not row["attempt"]]
    met = [row for row in real if row["in_person"]]
    kinds: dict[str, KindCount] = {}
    for row in real:
        fresh: KindCount = {"kind": row["kind"], "in_person": bool(row["in_person"]), "contacts": 0}
        kinds.setdefault(row["kind"], fresh)["contacts"] += row["times"]
    total, tables = times(real), times(met)
    return {
        "contacts": total,
        "hours": sum(row["minutes"] for row in met) / HOUR,
        "in_person": tables,
        "remote": total - tables,
        "kinds": sorted(kinds.values(), key=lambda kind: (-kind["contacts"], kind["kind"])),
        "by_me": times([row for row in real if row["by"] == "me"]),
        "by_them": times([row for row in real if row["by"] == "them"]),
        "attempts": times(happened) - total,
    }


def times(rows: Sequence[Record]) -> int:
    """The number of interactions."""
    return sum(row["times"] for row in rows)


def months(happened: Sequence[Record], days: Span) -> list[MonthCount]:
    """The contacts of each month of a span, and those in person."""
    first, last = days
    found: list[MonthCount] = []
    for month in range(1, last.month + 1) if first <= last else ():
        number, period = first.year * 100 + month, f"{first.year}-{month:02}"
        real = [row for row in happened if row["period"] == number and not row["attempt"]]
        tables = times([row for row in real if row["in_person"]])
        found.append({"month": period, "contacts": times(real), "in_person": tables})
    return found


def extremes(
    found: Sequence[MonthCount], begins: str, today: date
) -> tuple[MonthCount, MonthCount] | None:
    """The busiest and the quietest of `months`; None if there is nothing to compare.

    The month that is not over yet, and those before the log begins, are none of them.

    Args:
        found: What `months` gave.
        begins: The day of the first entry, ISO.
        today: The day it is.
    """
    over = [m for m in found if begins and begins[:7] <= m["month"] < str(today)[:7]]
    if len({month["contacts"] for month in over}) < 2:
        return None
    return max(over, key=lambda m: m["contacts"]), min(over, key=lambda m: m["contacts"])


def one_sided(reached: Sequence[ReachedOut], side: Side) -> list[ReachedOut]:
    """The people with whom nearly always the same side reached out."""
    return [
        person
        for person in reached
        if person["me"] + person["them"] >= A_FEW
        and person[side] >= NEARLY_ALWAYS * (person["me"] + person["them"])
    ]


def of_all_time(happened: Sequence[Record]) -> list[YearCount]:
    """The contacts of each year, and those in person; years without any are included."""
    periods = sorted({row["period"] for row in happened})
    found: list[YearCount] = []
    for year in range(periods[0], periods[-1] + 1) if periods else ():
        counted = contacts([row for row in happened if row["period"] == year])
        found.append(
            {"year": year, "contacts": counted["contacts"], "in_person": counted["in_person"]}
        )
    return found


def longest(records: Sequence[Record]) -> list[LastingFriend]:
    """Friendships by their length: since you met, or since the first contact."""
    found: list[LastingFriend] = []
    for person in records:
        days = [day.rstrip("~") for day in (person["met_on"], person["first_on"]) if day]
        known = [day for day in days if day[0] != "-"]
        if known and person["contact_days"] and not person["archived"]:
            found.append({**who(person), "since": min(known), "last_on": person["last_on"]})
    return sorted(found, key=lambda person: person["since"])


def evenings(occasions: Sequence[Record]) -> Evenings:
    """What the occasions of a span cost, and whom you met there.

    Returns:
        count, cost (in hundredths; None where none is known), drained, met, again.
    """
    costs = [one["cost"] for one in occasions if one["cost"] is not None]
    return {
        "count": len(occasions),
        "cost": sum(costs) if costs else None,
        "drained": sum(bool(one["drained"]) for one in occasions),
        "met": sum(one["met"] for one in occasions),
        "again": sum(one["again"] for one in occasions),
    }
