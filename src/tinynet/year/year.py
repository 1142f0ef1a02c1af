"""tinynet year: a year in friends."""

from __future__ import annotations

from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeYear
    from tinynet.db.store import Store
    from tinynet.year.documents import YearDocument

EXAMPLES = (
    "tinynet year",
    "tinynet year 2025",
    "tinynet year 2025 --json | jq '.new[] | select(.again) | .name'",
)
COMPARED = ("contacts", "in_person", "remote", "hours", "seen", "new", "by_me", "by_them")


def run(env: Env, year: MaybeYear = None) -> Answer[YearDocument]:
    """A year in friends, beside the year before: this one so far, in January and February the last.

    A running year is compared with the same days of the one before.
    """
    from tinynet.cli import checks
    from tinynet.year import rules as years

    chosen = checks.year(year) if year is not None else years.default_year(env.today)
    store = env.reading()
    document = document_of(store, chosen, env.today)
    store.close()
    return Answer("year.year", document, plain=lines(document))


def document_of(store: Store, chosen: int, today: date) -> YearDocument:
    """All there is to say about a year."""
    from tinynet.year import rules as years
    from tinynet.year.rows import Rows

    days = years.span(chosen, today)
    before = years.year_before(days)
    rows = Rows(store, days, before)
    months = years.months(rows.happened, days)
    extremes = years.extremes(months, rows.begins or "", today)
    return {
        "year": chosen,
        "since": str(days[0]),
        "until": str(days[1]),
        "log_begins": rows.begins,
        "anybody": rows.anybody,
        **years.contacts(rows.happened),
        **years.people(rows.people, days),
        "months": months,
        "busiest": extremes and extremes[0]["month"],
        "quietest": extremes and extremes[1]["month"],
        "reached": rows.reached,
        "occasions": rows.occasions,
        "evenings": years.evenings(rows.occasions),
        "earlier": {
            "since": str(before[0]),
            "until": str(before[1]),
            **years.contacts(rows.happened_earlier),
            "seen": sum(person["days_earlier"] > 0 for person in rows.people),
            "new": sum(years.met_in(person, before) for person in rows.people),
        },
    }


def lines(document: YearDocument) -> list[tuple[str, float, float]]:
    """A number a line: what it is, this year's and the year before's."""
    now: Mapping[str, Any] = {**document, "new": len(document["new"])}
    before: Mapping[str, Any] = document["earlier"]
    return [(what, now[what], before[what]) for what in COMPARED]
