"""tinynet stats: the numbers of all time."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.year.documents import StatsDocument

EXAMPLES = (
    "tinynet stats",
    "tinynet stats --json | jq '.kinds'",
)
NUMBERS = ("people", "seen", "contacts", "in_person", "remote", "hours", "by_me", "by_them")
LONGEST, PLACES = 20, 20  # of those listed


def run(env: Env) -> Answer[StatsDocument]:
    """Everything since the first entry: people, contacts, kinds, places, the longest friendships.

    Nothing here counts days in a row.
    """
    from tinynet.core.strength import HALL_MARKS
    from tinynet.year import rules as years

    whole = {"since": "0001-01-01", "until": "9999-12-31"}
    store = env.reading()
    people = store.records(sql.everybody)
    happened = store.records(sql.happened_ever)
    places = store.records(sql.places_met)
    occasions = store.records(sql.occasions_in, **whole)
    begins = store.value(sql.first_entry)
    store.close()
    here = [person for person in people if not person["archived"]]
    hours = [person["minutes"] / years.HOUR for person in people]
    document: StatsDocument = {
        "today": str(env.today),
        "log_begins": begins,
        "people": len(people),
        "archived": len(people) - len(here),
        "in_circles": sum(person["circle"] is not None for person in here),
        "seen": sum(person["contact_days"] > 0 for person in people),
        **years.contacts(happened),
        "years": years.of_all_time(happened),
        "places": years.of_one_spelling(places)[:PLACES],
        "longest": years.longest(people)[:LONGEST],
        "marks": [
            {"mark": mark, "what": what, "people": sum(spent >= mark for spent in hours)}
            for mark, what in HALL_MARKS
        ],
        "evenings": years.evenings(occasions),
    }
    numbers: Mapping[str, Any] = document
    return Answer("year.stats", document, plain=[(what, numbers[what]) for what in NUMBERS])
