"""Write plans: add them, fulfil them by interactions, reopen them.

A contact fulfils plans of its own kind with people who were all there, one for each of them at
most: rules/plans.py says which.
"""

from __future__ import annotations

from tinynet.db import sql
from tinynet.plans.rules.plans import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from tinynet.db.sql import PlansMetRecord, PutPlanPersonValues
    from tinynet.db.store import Store
    from tinynet.plans.documents import FulfilledPlan


def put(store: Store, people: Sequence[int], **values: Any) -> int:
    """Write a plan: its kind_id, made_on, by_on, note and said_by.

    Returns:
        Its id.
    """
    number = store.run(sql.put_plan, **values)
    there: Iterable[PutPlanPersonValues] = ({"plan_id": number, "person_id": w} for w in people)
    store.run_many(sql.put_plan_person, there)
    return number


def fulfil(store: Store, first: int, last: int) -> list[FulfilledPlan]:
    """Mark the open plans as done that the interactions numbered `first` to `last` fulfil.

    Returns:
        Records with id, kind and made_on of the plan, and the id of the interaction.
    """
    met = store.records(sql.plans_met, first=first, last=last)
    chosen = nearest([plan for plan in met if plan["alike"]])
    for plan in chosen:
        interaction, on = plan["interaction"], plan["on"]
        store.run(sql.set_plan_done, plan=plan["id"], done_on=on, interaction_id=interaction)
    return [record(plan) for plan in chosen]


def left_open(store: Store, interaction: int) -> list[FulfilledPlan]:
    """The open plans whose people were all there, and that an interaction did not fulfil.

    Returns:
        Records with id, kind and made_on of the plan, and the id of the interaction.
    """
    met = store.records(sql.plans_met, first=interaction, last=interaction)
    return [record(plan) for plan in met]


def record(plan: PlansMetRecord) -> FulfilledPlan:
    """What commands tell of a plan that was met."""
    return {
        "id": plan["id"],
        "kind": plan["kind"],
        "made_on": plan["made_on"],
        "interaction": plan["interaction"],
    }


def reopen(store: Store, interaction: int) -> list[FulfilledPlan]:
    """Reopen the plans that an interaction had fulfilled.

    Returns:
        Records with id, kind and made_on of the plan, and the id of the interaction.
    """
    found = store.rows(sql.plans_done_by, interaction=interaction)
    for plan, *_ in found:
        store.run(sql.set_plan_done, plan=plan, done_on=None, interaction_id=None)
    return [fulfilled(*row) for row in found]


def fulfilled(plan: int, kind: str, made_on: str, interaction: int | None) -> FulfilledPlan:
    """A plan that an interaction fulfils, as JSON has it."""
    return {"id": plan, "kind": kind, "made_on": made_on, "interaction": interaction}


def settle(store: Store, interaction: int) -> tuple[list[FulfilledPlan], list[FulfilledPlan]]:
    """Recompute what an interaction fulfils, after its kind, day or people changed.

    Returns:
        The plans it fulfils now and did not before, and those that are open again.
    """
    before = reopen(store, interaction)
    now = fulfil(store, interaction, interaction)
    new = [plan for plan in now if plan not in before]
    return new, [plan for plan in before if plan not in now]


def tidy(store: Store, answers: Iterable[tuple[int, bool]], today: str) -> None:
    """Keep or drop stale plans, by their ids and whether each is kept."""
    for plan, kept in answers:
        store.run(sql.set_plan_offered if kept else sql.set_plan_dropped, plan=plan, on=today)
