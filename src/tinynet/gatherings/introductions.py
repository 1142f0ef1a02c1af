"""tinynet introductions: whom you introduced, and what became of it."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.gatherings.rules.introductions import outcome
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeWho
    from tinynet.db.database import Store

EXAMPLES = (
    "tinynet introductions",
    "tinynet introductions anne    those that Anne was in",
    "tinynet introductions --json | jq '.introductions[].outcome'",
)
COLUMNS = (
    "id", "on", "one", "one_name", "other", "other_name", "note", "outcome", "outcome_from",
    "seen_days", "last_seen_on",
)  # fmt: skip


def run(env: Env, who: MaybeWho = None) -> Answer:
    """Introductions you made, the latest first, with what became of each.

    The outcome is the one you said, or follows from the days since on which you were with both:
    once is met, again more than a month later is stuck, and none for a year is faded. What they do
    without you only they know.
    """
    from tinynet.cli.find_people import find

    store = env.reading()
    person = find(env, store, who) if who is not None else None
    found = introduction_rows(env, store, person.id if person else None)
    people = store.rows(sql.names) if not found else []
    store.close()
    rows = [tuple(made[key] for key in COLUMNS) for made in found]
    document = {
        "today": env.today.isoformat(),
        "of": {"handle": person.handle, "name": person.name} if person else None,
        "counts": count_outcomes(found),
        "examples": [handle for handle, _ in people[:2]],
    }
    plain = [
        tuple(made[key] for key in ("id", "one", "other", "on", "outcome", "note"))
        for made in found
    ]
    return Answer(
        "gatherings.introductions",
        document,
        key="introductions",
        columns=COLUMNS,
        rows=rows,
        plain=plain,
    )


def introduction_rows(env: Env, store: Store, who: int | None) -> list[dict[str, Any]]:
    """Introductions with the COLUMNS and `said_outcome`, the outcome typed by the user.

    Args:
        env: Knows the day.
        store: Open to read, or in a unit.
        who: One of the two; None for all.
    """
    from datetime import date

    found = store.records(sql.introductions, who=who)
    days: dict[int, list[date]] = {}
    if found:
        for number, on in store.each(sql.seen_since):
            days.setdefault(number, []).append(date.fromisoformat(on))
    made_so_far: list[dict[str, Any]] = [{**record} for record in found]
    for made in made_so_far:
        seen = days.get(made["id"], [])
        said, derived = made["outcome"], outcome(seen, env.today)
        made |= {
            "said_outcome": said,
            "outcome": said or derived,
            "outcome_from": "said" if said else "seen" if derived else None,
            "seen_days": len(seen),
            "last_seen_on": seen[-1].isoformat() if seen else None,
        }
    keys = (*COLUMNS, "said_outcome")
    return [{key: made[key] for key in keys} for made in made_so_far]


def count_outcomes(found: list[dict[str, Any]]) -> dict[str, int]:
    """Count introductions by outcome; "open" means unknown."""
    counts = dict.fromkeys(("stuck", "met", "faded", "open"), 0)
    for made in found:
        counts[made["outcome"] or "open"] += 1
    return counts
