"""tinynet picture: your friends, to look at."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from tinynet.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import Anonymous, ByWhich, DaysWith, Out, Picture, Pictured
    from tinynet.output.answer import Answer
    from tinynet.pictures.documents import (
        DaysDocument,
        FriendshipDocument,
        OrbitDocument,
        TiesDocument,
        TreeDocument,
        YearPageDocument,
    )
    from tinynet.pictures.picture_output import Made

EXAMPLES = (
    "tinynet picture orbit --out orbit.svg",
    "tinynet picture days --with anne --out days.png",
    "tinynet picture person anne",
    "tinynet picture year 2025 --out 2025.html",
    "tinynet picture orbit --anonymous > orbit.svg",
)
PICTURES = ("orbit", "days", "tree", "ties", "person", "year")
HOURS = 6  # of the deepest, on the page of a year
KEYS = ("strength", "depth")


def run(
    env: Env,
    picture: Picture,
    who: Pictured = (),
    *,
    out: Out = None,
    by: ByWhich = "strength",
    with_: DaysWith = None,
    anonymous: Anonymous = False,
) -> Answer[
    OrbitDocument
    | DaysDocument
    | TreeDocument
    | TiesDocument
    | FriendshipDocument
    | YearPageDocument
]:
    """Draw your friends: how close, which days, how you met, who knows whom, one, or a year.

    It is shown in the terminal, in real pixels where it has them, and written into a pipe as SVG.
    The ending of FILE says what is written: .svg, .png (with the extra pictures) or .html;
    the year is a page to keep or to print, and always .html.
    """
    from tinynet.cli import checks
    from tinynet.pictures import picture_output

    by = checks.choice(by, "--by", KEYS)
    picture = checks.word_of(picture, PICTURES)
    if picture not in PICTURES:
        raise UsageError(
            f'There is no picture "{picture}"', f"It is one of {', '.join(PICTURES)}", PICTURES
        )
    _check(picture, who, by, with_)
    target = picture_output.target(env, picture, out, who)
    with closing(env.reading()) as store:
        if picture == "orbit":
            made = orbit(env, store, by, anonymous=anonymous)
        elif picture == "days":
            made = days(env, store, who, with_, anonymous=anonymous)
        elif picture == "tree":
            made = tree(env, store, anonymous=anonymous)
        elif picture == "ties":
            made = ties(env, store, anonymous=anonymous)
        elif picture == "year":
            made = year(env, store, who, anonymous=anonymous)
        else:
            made = person(env, store, who, anonymous=anonymous)
    return picture_output.deliver(env, target, made)


def _check(picture: str, who: Sequence[str], by: str, with_: str | None) -> None:
    """Refuse what the picture does not know.

    Raises:
        UsageError: There is something of another picture.
    """
    if picture in {"orbit", "tree", "ties"} and who:
        raise UsageError(
            f'Picture {picture} is of everybody; "{" ".join(who)}" is too much',
            "For one friend: tinynet picture person WHO",
        )
    if picture == "person" and not who:
        raise UsageError("Whose friendship?", "Name somebody: tinynet picture person anne")
    if picture != "orbit" and by != KEYS[0]:
        raise UsageError("--by is for orbit", f"Leave it out of picture {picture}")
    if picture != "days" and with_ is not None:
        raise UsageError("--with is for days", f"Leave it out of picture {picture}")


def orbit(env: Env, store: Any, by: str, *, anonymous: bool) -> Made:
    """You in the middle, everybody around you."""
    from tinynet.output.page import count_of
    from tinynet.pictures import rows
    from tinynet.pictures.picture_output import Made
    from tinynet.pictures.rules import orbit as layout
    from tinynet.pictures.views import orbit as view

    known = rows.everybody_masked(store) if anonymous else None
    people = rows.standings(store, env.today, by, known)
    drawn = layout.lay_out(people)
    document: dict[str, Any] = {
        "by": by,
        "people": [
            {
                "handle": body.who.handle,
                "name": body.who.name,
                "circle": body.who.circle,
                "hours": body.who.hours,
                "value": body.who.now,
                "before": body.who.before,
                "ring": body.ring,
                "cooling": body.tail is not None,
                "named": bool(body.label),
            }
            for body in drawn.bodies
        ],
    }
    plain = [(one["handle"], one["value"], one["before"], one["name"])
             for one in document["people"]]  # fmt: skip
    return Made(
        "orbit",
        document,
        plain,
        view.draw(drawn, by, env.today, scores=bool(env.settings["scores"])),
        f"The orbit of {count_of(len(people), 'person', 'people')}",
    )


def days(env: Env, store: Any, years: Sequence[str], with_: str | None, *, anonymous: bool) -> Made:
    """A heat map of the last year or of the one named."""
    from tinynet.cli.find_people import find
    from tinynet.pictures import rows
    from tinynet.pictures.picture_output import Made
    from tinynet.pictures.rules import days as layout
    from tinynet.pictures.views import days as view
    from tinynet.year.rules import span as year_span

    chosen = _year(env, years, "For one person: tinynet picture days --with WHO")
    span = year_span(chosen, env.today) if chosen else layout.last_year(env.today)
    someone = find(env, store, with_) if with_ is not None else None
    handle, name = (someone.handle, someone.name) if someone else (None, None)
    if anonymous and handle:
        handle, name = rows.everybody_masked(store)[handle]
    counted = rows.counts(store, span, someone.id if someone else None)
    document: dict[str, Any] = {
        "since": str(span[0]),
        "until": str(span[1]),
        "handle": handle,
        "days": [
            {"on": on, "in_person": met, "remote": remote} for on, (met, remote) in counted.items()
        ],
    }
    plain = [tuple(day.values()) for day in document["days"]]
    drawing = view.draw(layout.lay_out(span, counted), name)
    return Made("days", document, plain, drawing, drawing.name, view="pictures.weeks")


def person(env: Env, store: Any, who: Sequence[str], *, anonymous: bool) -> Made:
    """One friendship over the years."""
    from datetime import date

    from tinynet.cli.find_people import find_one
    from tinynet.pictures import rows
    from tinynet.pictures.picture_output import Made
    from tinynet.pictures.rules.story import story
    from tinynet.pictures.views import person as view

    someone = find_one(env, store, who)
    handle, name = someone.handle, someone.name
    if anonymous:
        handle, name = rows.everybody_masked(store)[handle]
    contacts, half_life = rows.contacts(store, someone.id, masked=anonymous)
    friendship = story(contacts, env.today.toordinal(), half_life)
    document: dict[str, Any] = {
        "handle": handle,
        "name": name,
        "months": [
            {"month": one.month, "depth": one.depth, "warmth": one.warmth,
             "contacts": one.contacts, "in_person": one.in_person}
            for one in friendship.months
        ],
        "peaks": [
            {"on": str(date.fromordinal(peak.day)), "depth": peak.depth, "kind": peak.contact.kind,
             "minutes": peak.contact.minutes, "place": peak.contact.place}
            for peak in friendship.peaks
        ],
    }  # fmt: skip
    plain = [tuple(month.values()) for month in document["months"]]
    drawing = view.draw(friendship, name, env.today, scores=bool(env.settings["scores"]))
    return Made("person", document, plain, drawing, drawing.name, view="pictures.months")


def _year(env: Env, typed: Sequence[str], otherwise: str) -> int | None:
    """The year that is typed, if one is.

    Raises:
        UsageError: More is typed than a year, or one that has not begun.
    """
    from tinynet.cli import checks

    if len(typed) > 1:
        raise UsageError(f'"{" ".join(typed)}" is more than a year', otherwise)
    if not typed:
        return None
    chosen = checks.year(typed[0])
    if chosen > env.today.year:
        raise UsageError(f"{chosen} has not begun", "Name a year up to this one")
    return chosen


def year(env: Env, store: Any, years: Sequence[str], *, anonymous: bool) -> Made:
    """A year in friends, on one page."""
    from datetime import date

    from tinynet.pictures import rows
    from tinynet.pictures.picture_output import Made
    from tinynet.pictures.rules import days as days_layout
    from tinynet.pictures.rules import orbit as orbit_layout
    from tinynet.pictures.rules.initials import masked
    from tinynet.pictures.views import days as days_view
    from tinynet.pictures.views import orbit as orbit_view
    from tinynet.pictures.views import year as view
    from tinynet.year.rules import default_year
    from tinynet.year.year import document_of, lines

    chosen = _year(env, years, "Name one year: tinynet picture year 2025")
    document: Any = document_of(store, chosen or default_year(env.today), env.today)
    hours: Any = rows.deepest_hours(store, document["since"], document["until"], HOURS)
    known = rows.everybody_masked(store) if anonymous else None
    if known:
        document, hours = masked(document, known), masked(hours, known)
    first, last = (date.fromisoformat(document[end]) for end in ("since", "until"))
    people = rows.standings(store, last, "strength", known, begun=True)
    counted = rows.counts(store, (first, last), None)
    scores = bool(env.settings["scores"])
    text = view.page(
        document,
        hours,
        days_view.draw(days_layout.lay_out((first, last), counted), None, bare=True),
        orbit_view.draw(orbit_layout.lay_out(people), "strength", last, scores=scores, bare=True),
        scores=scores,
    )
    page = {"year": document, "hours": hours}
    name = f"{document['year']} in friends"
    return Made("year", page, lines(document), None, name, page=text)


def tree(env: Env, store: Any, *, anonymous: bool) -> Made:
    """How you met everybody, through whom, along the years."""
    from tinynet.gatherings.rules.tree import tree as grown_from
    from tinynet.pictures import rows
    from tinynet.pictures.picture_output import Made
    from tinynet.pictures.rules import met_tree as layout
    from tinynet.pictures.views import tree as view

    people = rows.met(store, rows.everybody_masked(store) if anonymous else None)
    grown = grown_from((one.handle, one.via) for one in people)
    known = {one.handle: replace(one, via=grown.parents[one.handle]) for one in people}
    order = grown.walk()
    document: dict[str, Any] = {
        "people": [
            {
                "handle": handle,
                "name": known[handle].name,
                "via": known[handle].via,
                "level": level,
                "on": known[handle].on,
            }
            for level, handle in order
        ]
    }
    plain = [tuple(one.values()) for one in document["people"]]
    through = sum(one.via is not None for one in known.values())
    drawing = view.draw(layout.lay_out(order, known, grown.in_all), env.today, len(people), through)
    return Made("tree", document, plain, drawing, drawing.name, view="pictures.met")


def ties(env: Env, store: Any, *, anonymous: bool) -> Made:
    """Who knows whom."""
    from tinynet.pictures import rows
    from tinynet.pictures.picture_output import Made
    from tinynet.pictures.rules import ties as layout
    from tinynet.pictures.views import ties as view

    names, circles, found = rows.ties(store, rows.everybody_masked(store) if anonymous else None)
    web = layout.lay_out(names, found)
    alone = len(names) - len(web.dots)
    document: dict[str, Any] = {
        "people": [
            {"handle": dot.handle, "name": names[dot.handle], "x": dot.x, "y": dot.y}
            for dot in sorted(web.dots, key=lambda dot: dot.handle)
        ],
        "ties": [
            {"one": tie.one, "other": tie.other, "sort": tie.sort, "how": tie.how, "on": tie.on}
            for tie in found
        ],
        "alone": alone,
        "crossings": web.crossings,
    }
    plain = [tuple(tie.values()) for tie in document["ties"]]
    drawing = view.draw(web, names, circles, env.today, alone)
    return Made("ties", document, plain, drawing, drawing.name, dot=view.dot(found, names))
