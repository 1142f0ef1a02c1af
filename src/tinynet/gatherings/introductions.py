"""tinynet introductions: whom you introduced, and what became of it."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.gatherings.rules.introductions import outcome
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeWho
    from tinynet.db.store import Store
    from tinynet.gatherings.documents import Introduction, IntroductionsDocument, OutcomeCounts

EXAMPLES = (
    "tinynet introductions",
    "tinynet introductions anne    those that Anne was in",
    "tinynet introductions --json | jq '.introductions[].outcome'",
)
COLUMNS = (
    "id", "on", "one", "one_name", "other", "other_name", "note", "outcome", "outcome_from",
    "seen_days", "last_seen_on",
)  # fmt: skip


def run(env: Env, who: MaybeWho = None) -> Answer[IntroductionsDocument]:
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
    rows = [tuple(made.values()) for made in found]
    document = {
        "today": env.today.isoformat(),
        "of": {"handle": person.handle, "name": person.name} if person else None,
        "counts": count_outcomes(found),
        "examples": [handle for handle, _ in people[:2]],
    }
    plain = [plain_row(made) for made in found]
    return Answer(
        "gatherings.introductions",
        document,
        key="introductions",
        columns=COLUMNS,
        rows=rows,
        plain=plain,
    )


def introduction_rows(env: Env, store: Store, who: int | None) -> list[Introduction]:
    """Introductions with the COLUMNS, in their order.

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
    made: list[Introduction] = []
    for one in found:
        seen = days.get(one["id"], [])
        by_user, derived = one["outcome"], outcome(seen, env.today)
        made.append({
            "id": one["id"],
            "on": one["on"],
            "one": one["one"],
            "one_name": one["one_name"],
            "other": one["other"],
            "other_name": one["other_name"],
            "note": one["note"],
            "outcome": by_user or derived,
            "outcome_from": "said" if by_user else "seen" if derived else None,
            "seen_days": len(seen),
            "last_seen_on": seen[-1].isoformat() if seen else None,
        })  # fmt: skip
    return made


def plain_row(made: Introduction) -> tuple[object, ...]:
    """An introduction as a line for scripts."""
    return made["id"], made["one"], made["other"], made["on"], made["outcome"], made["note"]


def count_outcomes(found: Sequence[Introduction]) -> OutcomeCounts:
    """Count introductions by outcome; "open" means unknown."""
    outcomes = [made["outcome"] for made in found]
    return {
        "stuck": outcomes.count("stuck"),
        "met": outcomes.count("met"),
        "faded": outcomes.count("faded"),
        "open": outcomes.count(None),
    }
