"""Link the relations to people who were only a name or an id, once these people are here.

An address book tells of more people than it holds: a spouse, whoever brought you together, the id
of a card in another book. They are kept as they are written, and linked when the person comes.
"""

from __future__ import annotations

from tinynet.core.names import fold
from tinynet.core.relations import REFERRED_BY, inverse
from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinynet.db.store import Store

    ReferenceRow = tuple[int, int, str, str, int | None]


def link(store: Store, newcomers: Mapping[int, str], ids: Mapping[str, int] | None = None) -> None:
    """Link the relations to people who have just come.

    Whoever has a namesake here is not told apart, so that their name stays a name.

    Args:
        store: In a unit.
        newcomers: Their names by their ids in the database.
        ids: People of the database by the ids of their cards (`id_keys`).
    """
    named: dict[str, set[int]] = {}
    for person, name in newcomers.items():
        named.setdefault(fold(name), set()).add(person)
    known = ids or {}
    waiting = [
        (row, known.get(row[3].lower()), named.get(fold(row[3]), set()))
        for row in store.rows(sql.references)
    ]
    wanted = {fold(row[3]) for row, who, people in waiting if who is None and people}
    if wanted:
        for person, _, name, _ in store.each(sql.searched):
            if (key := fold(name)) in wanted:
                named[key].add(person)
    for row, who, people in waiting:
        chosen = people if who is None else {who}
        if len(chosen) == 1 and row[1] not in chosen:
            link_one(store, row, *chosen)


def link_one(store: Store, row: ReferenceRow, other: int) -> None:
    """Have one relation point at a person; what is known from either side does not double."""
    relation, person, word, _, via = row
    if word == REFERRED_BY and via in {None, other}:
        store.run(sql.set_met_via, who=person, via=other)
        store.run(sql.drop_relation, relation=relation)
        return
    known = store.rows(sql.relations_between, who=person, other=other)
    if any(
        word == there if one == person else there == inverse(word) or word == inverse(there)
        for _, one, there in known
    ):
        store.run(sql.drop_relation, relation=relation)
    else:
        store.run(sql.set_other, relation=relation, other=other)


def id_keys(source_id: str) -> tuple[str, ...]:
    """The ways in which the id of a card stands in another card."""
    uid = source_id.strip().lower().removeprefix("urn:uuid:")
    return (uid, f"urn:uuid:{uid}") if uid else ()
