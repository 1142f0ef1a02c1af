"""Taking things out: deletes cascade, so they go through a session, which journals every table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import SQLModel, col

from tinynet.contacts import occasion_rows
from tinynet.contacts import rows as interactions
from tinynet.db.database import Store
from tinynet.db.session import session
from tinynet.db.tables import Interaction, Participant, Person, Relation, Tag, Trace
from tinynet.db.tables_friends import Plan, PlanPerson
from tinynet.plans import rows as plans


def remove_tags(store: Store, person: int, names: Sequence[str]) -> None:
    """Take tags from a person; one they do not have does nothing.

    Args:
        store: Open in a unit.
        person: The person's id.
        names: Tags as they are stored.
    """
    _delete(store, Tag, col(Tag.person_id) == person, col(Tag.name).in_(names))


def remove_relations(store: Store, relations: Sequence[int]) -> None:
    """Take relations out, by their ids."""
    _delete(store, Relation, col(Relation.id).in_(relations))


def remove_interaction(store: Store, interaction: int) -> list[dict[str, Any]]:
    """Take one interaction out, with its participants.

    Returns:
        The plans that it had fulfilled and that are open again, as `plans.reopen` has them.
    """
    reopened = plans.reopen(store, interaction)
    found = store.records("interaction", id=interaction)
    _delete(store, Interaction, col(Interaction.id) == interaction)
    for was in found:
        occasion_rows.follow(store, (was["occasion"], was["on"]))
    return reopened


def remove_person(store: Store, person: int) -> None:
    """Take a person out, with everything about them, and what only they were in.

    Interactions and plans go where nobody else was in them, and with them what tells an import that
    they were here: whoever is imported again comes with their past.

    Interactions shared with others stay, and count for those others as if the person had not been
    there. Whoever was met through them is met through nobody.

    Args:
        store: Open in a unit.
        person: The person's id.
    """
    theirs = select(col(Participant.interaction_id)).where(col(Participant.person_id) == person)
    alone = (
        select(col(Participant.interaction_id))
        .where(col(Participant.interaction_id).in_(theirs))
        .group_by(col(Participant.interaction_id))
        .having(func.count() == 1)
    )
    planned = select(col(PlanPerson.plan_id)).where(col(PlanPerson.person_id) == person)
    planned_alone = (
        select(col(PlanPerson.plan_id))
        .where(col(PlanPerson.plan_id).in_(planned))
        .group_by(col(PlanPerson.plan_id))
        .having(func.count() == 1)
    )
    _delete(store, Plan, col(Plan.id).in_(planned_alone))
    _delete(store, Trace, col(Trace.interaction_id).in_(alone))
    _delete(store, Interaction, col(Interaction.id).in_(alone))
    with session(store) as opened:
        shared = opened.connection().execute(theirs).scalars().all()
    _delete(store, Person, col(Person.id) == person)
    interactions.recount(store, shared)


def _delete(store: Store, model: type[SQLModel], *where: Any) -> None:
    with session(store) as opened:
        opened.connection().execute(delete(model).where(*where))
