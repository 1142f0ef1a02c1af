"""tinynet why: every number of a person's score and due day, from the rows behind it."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import Whos
    from tinynet.db.store import Store
    from tinynet.friendship.documents import ContactDay, Tie, WhyDocument, WhyPerson

EXAMPLES = (
    "tinynet why anne",
    "tinynet why anne --plain    a contact day a line, and what it counts",
)


def run(env: Env, who: Whos = ()) -> Answer[WhyDocument]:
    """Where every number about somebody comes from: the days that count, and each step after."""
    from tinynet.cli.find_people import find_one

    store = env.reading()
    person = find_one(env, store, who)
    tie = tie_of(env, store, person.id)
    days = contact_days(store, person.id, env.today, tie["half_life_days"])
    row = store.records(sql.whole_person, who=person.id)[0]
    store.close()
    chosen: WhyPerson = {
        "handle": row["handle"],
        "name": row["name"],
        "circle": row["circle"],
        "every_days": row["every_days"],
        "skipped_on": row["skipped_on"],
        "snoozed_until": row["snoozed_until"],
        "paused_until": row["paused_until"],
        "archived_on": row["archived_on"],
    }
    document: WhyDocument = {"person": chosen, "tie": tie, "days": days}
    return Answer("friendship.why", document, plain=[tuple(day.values()) for day in days])


def tie_of(env: Env, store: Store, who: int) -> Tie:
    """The tie of one person: the keys of `due`, the numbers behind them, and Hall's mark."""
    from tinynet.core.strength import hall_mark

    tie: Any = store.records(sql.whole_tie, who=who, today=env.today.toordinal())[0]
    del tie["handle"], tie["name"]
    tie["hall_mark"] = hall_mark(tie["hours"]) or None
    return tie  # type: ignore[no-any-return]  # the statement's columns are its keys


def contact_days(store: Store, who: int, today: date, half_life: int) -> list[ContactDay]:
    """The counting days, newest first, each with the contact that counts most.

    Args:
        store: Open.
        who: The person's id.
        today: The day it is.
        half_life: Days in which a credit halves.

    Returns:
        Records with on (ISO), kind, minutes, people (besides you), deep, credit, age_days,
        decayed.
    """
    from tinynet.core import strength

    strongest: dict[str, ContactDay] = {}
    for day, on, kind, in_person, weight, minutes, deep, people in store.rows(
        sql.contacts, who=who
    ):
        credit = strength.credit(
            in_person=bool(in_person), weight=weight, minutes=minutes, deep=bool(deep),
            people=people,
        )  # fmt: skip
        if on in strongest and strongest[on]["credit"] >= credit:
            continue
        age = today.toordinal() - day
        strongest[on] = {
            "on": on,
            "kind": kind,
            "minutes": minutes or None,
            "people": people,
            "deep": bool(deep),
            "credit": credit,
            "age_days": age,
            "decayed": strength.decayed(credit, age, half_life),
        }
    return list(strongest.values())
