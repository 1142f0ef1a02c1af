"""tinynet sources: where friends come from."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import Since
    from tinynet.core.meeting_sources import Source
    from tinynet.year.documents import SourcesDocument

EXAMPLES = (
    "tinynet sources",
    "tinynet sources --since 2025-01-01    whom you met since, and where",
    "tinynet sources --json | jq '.sources[] | {source, met, friends}'",
)
COLUMNS = (
    "source", "what", "handle", "met", "again", "year_ago", "after_a_year", "friends", "hours",
    "spent", "evenings", "drained", "told", "enough",
)  # fmt: skip


def run(env: Env, *, since: Since = None) -> Answer[SourcesDocument]:
    """Where friends come from: what became of the people you met, by the way or place of meeting.

    Met again is in person on a later day; after a year is any contact a year after meeting, of
    those met a year ago; friends are as deep as docs/evenings.md says. Who is met at a dinner
    through Anne counts for both.
    """
    from datetime import date

    from tinynet.cli import checks
    from tinynet.core import meeting_sources

    first, _ = checks.span(env, since, None)
    today = env.today.toordinal()
    store = env.reading()
    people = [meeting_sources.Person(*values) for values in store.each(sql.how_met, today=today)]
    evenings = [
        meeting_sources.Evening(
            name,
            date.fromisoformat(on).toordinal(),
            cost,
            None if drained is None else bool(drained),
        )
        for _, name, on, cost, drained in store.each(sql.occasions)
    ]
    store.close()
    found = meeting_sources.sources(
        people, evenings, today=today, since=first.toordinal() if first else None
    )
    document = {
        "since": first.isoformat() if first else None,
        "anybody": bool(people),
        "few": meeting_sources.FEW,
        "friend_depth": meeting_sources.FRIEND_DEPTH,
    }
    rows = [row(source) for source in found]
    return Answer("year.sources", document, key="sources", columns=COLUMNS, rows=rows)


def row(source: Source) -> tuple[Any, ...]:
    """A source as JSON."""
    from tinynet.core.meeting_sources import FEW, HUNDREDTHS, UNKNOWN

    return (
        None if source.what == UNKNOWN else source.name,
        source.what,
        source.handle,
        source.met,
        source.again,
        source.year_ago,
        source.after_a_year,
        source.friends,
        source.minutes / 60,
        None if source.spent is None else source.spent / HUNDREDTHS,
        source.evenings,
        source.drained,
        source.told,
        source.met >= FEW,
    )
