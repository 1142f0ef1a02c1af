"""Read what can be asked and the quiz cards; write answers one by one.

Every answer is committed as it is given, so that nothing is lost however a session ends. All
answers of a session are one unit of undo nevertheless: those after the first are journalled under
the first one's unit for as long as that is the latest.
"""

from __future__ import annotations

import json

from tinynet.core.relations import inverse
from tinynet.db import sql
from tinynet.memory.rules.learning import QuizCard
from tinynet.memory.rules.quiz_cards import Remembered
from tinynet.safety.undo_rows import UNDO, stack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from tinynet.db.store import Store
    from tinynet.memory.rules.quiz_cards import Question


def load_remembered(store: Store) -> list[Remembered]:
    """Read what is known of everybody who is not archived, the latest met first."""
    birthdays = {who: on for who, _, on in store.each(sql.born, handles=None)}
    addresses = group_by_person(store.each(sql.all_addresses))
    nicknames = group_by_person(store.each(sql.all_nicknames))
    facts = group_by_person(
        (who, pair) for who, *pair in store.each(sql.facts_to_show, people=None)
    )
    relations = group_by_person(related(store))
    return [
        Remembered(
            **row,
            birthday=birthdays.get(row["id"]),
            address=next((" ".join(a.split()) for a in addresses.get(row["id"], ())), None),
            nicknames=tuple(nicknames.get(row["id"], ())),
            facts=tuple((key, value) for key, value in facts.get(row["id"], ())),
            relations=tuple(relations.get(row["id"], ())),
        )
        for row in store.records(sql.rememberable)
    ]


def related(store: Store) -> Iterable[tuple[int, tuple[str, str]]]:
    """The relations of each person, recorded from either side."""
    ids: dict[int, str] = dict(store.rows(sql.handles))
    names: dict[str, str] = dict(store.rows(sql.names))
    name_of = {who: names[handle] for who, handle in ids.items()}
    for who, word, other, name in store.each(sql.all_relations):
        yield who, (word, name_of[other] if other else name or "")
        if other:
            yield other, (inverse(word), name_of[who])


def group_by_person(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    """Group values by person."""
    found: dict[int, list[Any]] = {}
    for who, value in pairs:
        found.setdefault(who, []).append(value)
    return found


def cards(store: Store) -> dict[tuple[int, str], QuizCard]:
    """All cards, by person and what they ask for."""
    return {
        (who, what): QuizCard(due, json.loads(state))
        for who, what, due, state in store.each(sql.cards)
    }


def put(store: Store, question: Question, card: QuizCard) -> None:
    """Write one card, unless the person was removed meanwhile."""
    who, what = question.person, question.what
    values = {"due": card.due, "state": json.dumps(card.state, sort_keys=True)}
    if store.value(sql.has_card, who=who, asked=what):
        store.run(sql.set_card, who=who, asked=what, **values)
    elif store.rows(sql.whole_person, who=who):
        store.run(sql.put_card, person_id=who, what=what, **values)


def join_latest_unit(store: Store, unit: int) -> bool:
    """Add what is written from now on to an existing unit, if it is the latest one."""
    latest = stack(store, UNDO, 1)
    if not latest or latest[0]["id"] != unit:
        return False
    store.run(sql.drop_undone)
    store.journal_for(unit)
    return True
