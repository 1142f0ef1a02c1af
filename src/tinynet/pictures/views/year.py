"""A year in friends as one page: to look at, to keep, to print on two sheets."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.core.partial import MONTHS, say_partial
from tinynet.core.spans import say_duration
from tinynet.output.page import count_of
from tinynet.pictures.views import html, svg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from tinynet.pictures.views.svg import Drawing

    Record = Mapping[str, Any]

NAMED = 8  # people in a list; the others are counted
NAME_MOST = 40  # characters
STYLE = (
    "body{margin:0;font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:60rem;margin:0 auto;padding:3rem 1.5rem}"
    "h1{font-size:2.2rem;line-height:1.15;margin:0}h2{font-size:1.05rem;margin:0 0 .4rem}"
    "p{margin:0 0 .6rem;max-width:44rem;overflow-wrap:anywhere}.quiet-text{opacity:.75}"
    ".lead{font-size:1.15rem;margin-top:1.2rem}"
    "figure{margin:1.6rem 0}figure svg{display:block;width:100%;height:auto}"
    ".orbit svg{max-width:46rem;margin:0 auto}"
    ".lists{display:grid;gap:1.6rem 2.4rem;"
    "grid-template-columns:repeat(auto-fit,minmax(17rem,1fr))}"
    "ul{list-style:none;margin:0;padding:0}li{padding:.12rem 0;overflow-wrap:anywhere}"
    "small{opacity:.75;font-size:.86em}"
    "@page{size:A4;margin:13mm}"
    "@media print{body{font-size:9.5pt;line-height:1.35}main{padding:0;max-width:none}"
    "h1{font-size:20pt}.lead{font-size:11pt;margin-top:2mm}figure{margin:3mm 0;break-inside:avoid}"
    ".orbit svg{width:auto;max-width:100%;height:132mm}"
    ".lists{grid-template-columns:1fr 1fr;gap:4mm 8mm}section{break-inside:avoid}}"
)


def page(
    year: Record, hours: Sequence[Record], days: Drawing, orbit: Drawing, *, scores: bool
) -> str:
    """The whole page.

    Args:
        year: The document of `year`.
        hours: The deepest hours.
        days: The heat map, bare.
        orbit: The orbit on the last day, bare.
        scores: Whether numbers of friendship may be shown.
    """
    name = f"{year['year']} in friends"
    first, last = (date.fromisoformat(year[end]) for end in ("since", "until"))
    style = svg.sheet() + svg.backgrounds() + STYLE + svg.print_sheet()
    parts = [
        f"<h1>{name}</h1>",
        f'<p class="quiet-text">{_day(first)} to {_day(last)}</p>',
        f'<p class="lead">{" ".join(map(svg.escaped, sentences(year)))}</p>',
        f"<figure>{svg.inline(days, 'days')}</figure>",
        f'<figure class="orbit">{svg.inline(orbit, "orbit")}</figure>',
        f'<div class="lists">{"".join(_lists(year, hours, scores=scores))}</div>',
    ]
    return f"{html.head(name, style)}<body><main>{''.join(parts)}</main></body></html>\n"


def _day(day: date) -> str:
    return say_partial(str(day))


def sentences(year: Record) -> list[str]:
    """The year's numbers in sentences."""
    if not year["contacts"]:
        return [f"Nothing is logged in {year['year']}."]
    met, remote = year["in_person"], year["remote"]
    people = count_of(year["seen"], "person", "people")
    parts = [f"You were in touch with {people}, {count_of(year['contacts'], 'time')}."]
    if met:
        hours = count_of(round(year["hours"]), "hour")
        parts.append(f"You met in person {count_of(met, 'time')}, for {hours} together.")
    if remote:
        parts.append(f"You called or wrote {count_of(remote, 'time')}.")
    if year["busiest"]:
        counts = {month["month"]: month["contacts"] for month in year["months"]}
        most, least = (_month(year[which], counts) for which in ("busiest", "quietest"))
        parts.append(f"Most happened in {most}, least in {least}.")
    if year["by_me"] + year["by_them"]:
        parts.append(
            f"You reached out {count_of(year['by_me'], 'time')}, they {year['by_them']:,}."
        )
    evenings = year["evenings"]
    if evenings["count"]:
        cost = f" for {evenings['cost'] / 100:,.2f}" if evenings["cost"] is not None else ""
        there = count_of(evenings["met"], "person", "people")
        parts.append(
            f"There were {count_of(evenings['count'], 'occasion')}{cost}, where you met {there}."
        )
    before = year["earlier"]
    if before["contacts"]:
        parts.append(
            f"The year before it was {count_of(before['contacts'], 'contact')} with "
            f"{count_of(before['seen'], 'person', 'people')}, {before['in_person']:,} in person."
        )
    return parts


def _month(month: str, counts: Mapping[str, int]) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} ({counts[month]:,})"


def _lists(year: Record, hours: Sequence[Record], *, scores: bool) -> list[str]:
    """The lists that are not empty."""

    def deeper(person: Record) -> str:
        return f"depth {person['before']:.1f} to {person['now']:.1f}" if scores else ""

    def met(person: Record) -> str:
        return say_partial(person["met_on"]) if person["met_on"] else ""

    again = [person for person in year["new"] if person["again"]]
    return [
        _list("New this year", year["new"], met),
        _list("Met a second time", again, met),
        _list("Seen most", year["most_seen"], _days_seen, among=year["seen"]),
        _hours(hours, date.fromisoformat(year["until"])),
        _list("Came closer", year["deepened"], deeper),
        _list("Cooled, and may be glad to hear from you", year["cooling"], deeper),
        _list(
            "Hours together",
            year["marks"] if scores else [],
            lambda one: f"past {one['mark']}, {one['what']}",
        ),
    ]


def _days_seen(person: Record) -> str:
    return count_of(person["days"], "day")


def _list(
    heading: str, people: Sequence[Record], describe: Callable[[Record], str], among: int = 0
) -> str:
    """People with what is said of each; `among` where they are not all."""
    if not people:
        return ""
    lines = [_line(_name(person), describe(person)) for person in people[:NAMED]]
    more = (among or len(people)) - len(lines)
    if more > 0:
        lines.append(_line("", f"and {count_of(more, 'other')}"))
    return f"<section><h2>{svg.escaped(heading)}</h2><ul>{''.join(lines)}</ul></section>"


def _line(text: str, small: str) -> str:
    beside = f" <small>{svg.escaped(small)}</small>" if small else ""
    return f"<li>{svg.escaped(text)}{beside}</li>"


def _name(person: Record) -> str:
    name: str = person["name"]
    return name if len(name) <= NAME_MOST else f"{name[:NAME_MOST]}…"


def _hours(hours: Sequence[Record], last: date) -> str:
    """What counted most, by day."""
    lines = []
    for one in hours:
        names = [_name(person) for person in one["people"]]
        if len(names) > NAMED:
            names = [*names[: NAMED - 1], count_of(len(names) - NAMED + 1, "other")]
        small = [say_day(date.fromisoformat(one["on"]), last) if one["on"] != str(last)
                 else _day(last)]  # fmt: skip
        small += [say_duration(one["minutes"])] if one["minutes"] else []
        small += ["deep"] if one["deep"] else []
        lines.append(_line(f"{one['kind']} with {join_names(names)}", ", ".join(small)))
    if not lines:
        return ""
    return f"<section><h2>The deepest hours</h2><ul>{''.join(lines)}</ul></section>"
