"""Remove people and interactions with their dependent rows."""

from __future__ import annotations

from tinynet.contacts import occasion_rows
from tinynet.contacts import rows as interactions
from tinynet.db import sql
from tinynet.plans import rows as plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.store import Store
    from tinynet.plans.documents import FulfilledPlan


def remove_interaction(store: Store, interaction: int) -> list[FulfilledPlan]:
    """Remove one interaction with its participants.

    Returns:
        The plans that it had fulfilled and that are open again, as `plans.reopen` has them.
    """
    reopened = plans.reopen(store, interaction)
    found = store.records(sql.interaction, id=interaction)
    store.run(sql.drop_interaction, interaction=interaction)
    for was in found:
        occasion_rows.move_occasion(store, (was["occasion"], was["on"]))
    return reopened


def remove_person(store: Store, person: int) -> None:
    """Remove a person, everything about them, and interactions only they were in.

    Interactions and plans go where nobody else was in them, and with them what tells an import that
    they were here: a person who is imported again comes back with their interactions.

    Interactions shared with others stay, and count for those others as if the person had not been
    there. Whoever was met through them is met through nobody.
    """
    for alone in (sql.drop_plans_alone, sql.drop_traces_alone, sql.drop_interactions_alone):
        store.run(alone, who=person)
    shared = [row[0] for row in store.rows(sql.interactions_with, who=person)]
    store.run(sql.drop_person, who=person)
    interactions.recount(store, shared)
