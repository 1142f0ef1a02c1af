"""tinynet favours: who helped whom."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer
from tinynet.plans.rules.favours import GAVE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeWho
    from tinynet.plans.documents import FavourBalance, FavoursDocument

EXAMPLES = (
    "tinynet favours",
    "tinynet favours anne",
)
COLUMNS = ("id", "handle", "name", "way", "on", "text")


def run(env: Env, who: MaybeWho = None) -> Answer[FavoursDocument]:
    """Help given and received: with everybody, the latest first; or all of it with one person."""
    from tinynet.cli.find_people import find

    store = env.reading()
    person = find(env, store, who) if who is not None else None
    rows = store.rows(sql.favours, who=person.id if person else None)
    store.close()
    document = {
        "today": env.today.isoformat(),
        "of": {"handle": person.handle, "name": person.name} if person else None,
        "people": balances(rows),
    }
    plain = [(number, handle, way, on, text) for number, handle, _, way, on, text in rows]
    return Answer("plans.favours", document, key="favours", columns=COLUMNS, rows=rows, plain=plain)


def balances(rows: list[tuple[Any, ...]]) -> list[FavourBalance]:
    """How often each side helped, per person, the latest favour first.

    Args:
        rows: Favours, the latest first.
    """
    people: dict[str, FavourBalance] = {}
    for _, handle, name, way, on, text in rows:
        known = people.setdefault(
            handle,
            {"handle": handle, "name": name, "gave": 0, "got": 0, "last_on": on, "last_way": way,
             "last": text},
        )  # fmt: skip
        known["gave" if way == GAVE else "got"] += 1
    return list(people.values())
