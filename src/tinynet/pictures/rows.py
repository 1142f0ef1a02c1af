"""Read what the pictures show, one or two statements a picture."""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.partial import say_partial
from tinynet.core.strength import HALF_LIFE, depth, usual_gap, warmth
from tinynet.db import sql
from tinynet.gatherings.acquaintance_rows import acquaintance
from tinynet.pictures.rules.initials import masks
from tinynet.pictures.rules.met_tree import Met
from tinynet.pictures.rules.orbit import Standing
from tinynet.pictures.rules.story import BILLION, Contact
from tinynet.pictures.rules.ties import Tie
from tinynet.year.rules import met_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tinynet.db.store import Store
    from tinynet.gatherings.acquaintance_rows import Meeting

    Masks = Mapping[str, tuple[str, str]]

AGO = 91  # days: the three months whose drift the orbit shows
HOUR = 60


def everybody_masked(store: Store) -> Masks:
    """What stands for everybody's handle and name, by handle."""
    return masks(store.rows(sql.names))


def standings(
    store: Store, today: date, by: str, known: Masks | None, *, begun: bool = False
) -> list[Standing]:
    """Everybody who is not in the archive: how close they are, and were three months ago.

    Args:
        store: Open to read.
        today: The day it is.
        by: "strength" or "depth".
        known: What stands for each of them; None for their names.
        begun: Leave out with whom there was no contact by then.
    """
    now, then = today.toordinal(), (today - timedelta(AGO)).toordinal()
    people = store.records(
        sql.year_people, before=then, until=now, earlier_from=then, earlier_until=then
    )
    made = []
    for person in people:
        if person["archived"] or (begun and not person["contact_days"]):
            continue
        handle, name = person["handle"], person["name"]
        if known:
            handle, name = known[handle]
        since = person["contact_days"] - person["days"]
        last, before = person["last_day"], person["last_day_before"]
        made.append(
            Standing(
                handle,
                name,
                person["circle"],
                person["minutes"] / HOUR,
                _value(person, person["evidence"], (last, person["contact_days"]), now, by),
                _value(person, person["evidence_before"], (before, since), then, by),
            )
        )
    return made


def _value(
    person: Mapping[str, Any], evidence: float, seen: tuple[int | None, int], day: int, by: str
) -> float:
    """The strength or depth of a tie on a day, from what had happened by then."""
    last, days = seen
    if last is None or not days:
        return 0.0
    deep = depth(evidence)
    if by == "depth":
        return deep
    return deep * warmth(day - last, usual_gap(person["first_day"], last, days))


def met(store: Store, known: Masks | None) -> list[Met]:
    """How, when and through whom everybody was met, by name."""
    people = {person["handle"]: person for person in store.records(sql.everybody)}
    rows = store.records(sql.tree)
    handles = {row["id"]: row["handle"] for row in rows}
    made = []
    for row in rows:
        handle, via = row["handle"], handles.get(row["met_via"] or 0)
        person = people[handle]
        on = met_day(row["met_on"], person["first_on"]) or None
        shown = [say_partial(on if on == row["met_on"] else on[:7]) if on else None]
        shown += [row["met_how"], row["met_at"]] if known is None else []
        name = row["name"]
        if known:
            handle, name = known[handle]
            via = known[via][0] if via else None
        how = ", ".join(filter(None, shown))
        made.append(Met(handle, name, person["circle"], via, on, how))
    return sorted(made, key=lambda one: (one.name.casefold(), one.handle))


def ties(
    store: Store, known: Masks | None
) -> tuple[dict[str, str], dict[str, str | None], list[Tie]]:
    """Who knows whom of those who are not in the archive.

    Returns:
        Names and circles by handle, and the pairs; not those who are to be kept apart.
    """
    here = [person for person in store.records(sql.everybody) if not person["archived"]]
    shown = {p["handle"]: known[p["handle"]] if known else (p["handle"], p["name"]) for p in here}
    handles = {row[0]: row[1] for row in store.rows(sql.handles) if row[1] in shown}
    found = acquaintance(store, handles)
    made = []
    for (one, other), meeting in found.known.items():
        if (one, other) not in found.avoiding:
            first, second = sorted((shown[one][0], shown[other][0]))
            made.append(Tie(first, second, _sort(meeting), meeting.how, meeting.on))
    names = dict(shown.values())
    circles = {shown[p["handle"]][0]: p["circle"] for p in here}
    return names, circles, sorted(made, key=lambda tie: (tie.one, tie.other))


def _sort(meeting: Meeting) -> str:
    """What sort of tie it is."""
    if meeting.how in {"introduced", "through"}:
        return meeting.how
    return "together" if meeting.on else "related"


def counts(store: Store, days: tuple[date, date], who: int | None) -> dict[str, tuple[int, int]]:
    """By ISO day, how often there was contact in person, and how often remote."""
    rows = store.rows(sql.contact_days, since=str(days[0]), until=str(days[1]), who=who)
    return {on: (met, remote) for on, met, remote in rows}


def deepest_hours(store: Store, since: str, until: str, most: int) -> list[dict[str, Any]]:
    """What counted most in a span: deep talks, then the longest meetings; by day.

    Returns:
        Records with on, kind, minutes, deep, place and people (handle and name).
    """
    found: dict[int, dict[str, Any]] = {}
    for row in store.records(sql.deepest_hours, since=since, until=until, limit=most):
        one = found.setdefault(
            row["id"],
            {
                "on": row["on"],
                "kind": row["kind"],
                "minutes": row["minutes"],
                "deep": bool(row["deep"]),
                "place": row["place"],
                "people": [],
            },
        )
        one["people"].append({"handle": row["handle"], "name": row["name"]})
    return list(found.values())


def contacts(store: Store, who: int, *, masked: bool) -> tuple[list[Contact], int]:
    """The counting contacts of a person, the earliest first, and the half-life of the tie."""
    rows = store.records(sql.friendship, who=who)
    found = [
        Contact(
            row["day"],
            row["credit"] / BILLION,
            row["minutes"],
            row["kind"],
            bool(row["in_person"]),
            None if masked else row["place"],
        )
        for row in rows
    ]
    return found, rows[0]["half_life"] if rows else HALF_LIFE
