"""Who has met whom, as far as you know.

Two people know each other if one is something to the other (`link`), if you introduced them, if
one came through the other, or if both were at one table with you: in a talk or a meeting that took
place, of twelve people at most. In a larger round not everybody has met everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from tinynet.db import sql
from tinynet.db.store import Store, json_list
from tinynet.gatherings.rules.common_ground import pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from tinynet.gatherings.rules.common_ground import Pair

COUPLE = frozenset((
    "spouse", "partner", "husband", "wife", "boyfriend", "girlfriend", "fiance", "fiancee",
))  # fmt: skip
AVOID = "avoid"


class Meeting(tuple[str, "str | None"]):  # noqa: SLOT001  as `Thing` is one
    """How two people know each other.

    Attributes:
        how: A relation ("spouse"), "introduced", "through", or the kind of contact ("dinner").
        on: The ISO day of the introduction or of the last contact with both; None otherwise.
    """

    def __new__(cls, how: str, on: str | None = None) -> Self:
        """Make one of its parts."""
        return super().__new__(cls, (how, on))

    @property
    def how(self) -> str:
        """See above."""
        return self[0]

    @property
    def on(self) -> str | None:
        """See above."""
        return self[1]


class Acquaintance:
    """Who knows whom, by pairs of handles; plain, as loading `dataclasses` takes 20 ms.

    Attributes:
        known: How they know each other; a relation counts most, then an introduction, then through
            whom one was met, then the last contact with both.
        avoiding: Pairs who are not to be invited together.
        couples: Pairs who are.
        partners: Whose partner is only a name to you, and the name.
    """

    def __init__(self) -> None:
        self.known: dict[Pair, Meeting] = {}
        self.avoiding: set[Pair] = set()
        self.couples: set[Pair] = set()
        self.partners: dict[str, str] = {}


def acquaintance(
    store: Store, handles: Mapping[int, str], people: list[int] | None = None
) -> Acquaintance:
    """Read who knows whom.

    Args:
        store: Open to read.
        handles: The handles of those who may be told, by id; others are left out.
        people: Ids of those of whom it is asked, where not everybody: pairs of which neither is
            among them may be missing.
    """
    return known_by(store, handles, relations(store, handles), seen_together(store, people))


def acquaintance_among(
    store: Store, handles: Mapping[int, str], related: Acquaintance, people: list[int]
) -> Acquaintance:
    """Read the same of pairs of whom both are among some people; others may be missing."""
    rows = store.rows(sql.at_one_table_among, people=json_list(people))
    return known_by(store, handles, related, pairs_at_tables(rows))


def known_by(
    store: Store,
    handles: Mapping[int, str],
    related: Acquaintance,
    together: Iterable[tuple[int, int, Meeting]],
) -> Acquaintance:
    """Add to what `relations` has read who knows whom by introductions and meetings."""
    known: dict[Pair, Meeting] = {}
    for one, other, on in together:
        if one in handles and other in handles:
            known[pair(handles[one], handles[other])] = on
    for one, via in store.each(sql.all_met_via):
        if via is not None and one in handles and via in handles:
            known[pair(handles[one], handles[via])] = Meeting("through")
    for one, other, day in store.each(sql.all_introductions):
        if one in handles and other in handles:
            known[pair(handles[one], handles[other])] = Meeting("introduced", day)
    related.known = known | related.known
    return related


def relations(store: Store, handles: Mapping[int, str]) -> Acquaintance:
    """Read only who is related to whom; the arguments are those of `acquaintance`."""
    made = Acquaintance()
    for one, word, other, name in store.each(sql.all_relations):
        if other is not None and one in handles and other in handles:
            both = pair(handles[one], handles[other])
            made.known[both] = Meeting(word)
            if word == AVOID:
                made.avoiding.add(both)
            elif word in COUPLE:
                made.couples.add(both)
        elif one in handles and name and word in COUPLE:
            made.partners[handles[one]] = name
    return made


def seen_together(store: Store, people: list[int] | None = None) -> list[tuple[int, int, Meeting]]:
    """Pairs of ids of people you met together, or of some of them, the latest meeting last."""
    if people is None:
        rows = store.rows(sql.at_one_table)
    else:
        rows = store.rows(sql.at_one_table_with, people=json_list(people))
    return pairs_at_tables(rows)


def pairs_at_tables(rows: Iterable[tuple[int, str, str, int]]) -> list[tuple[int, int, Meeting]]:
    """The pairs of ids at each table.

    Args:
        rows: Of each meeting the id, day and kind, and somebody who was there.
    """
    there: dict[int, list[int]] = {}
    meetings: dict[int, Meeting] = {}
    for number, on, kind, who in rows:
        there.setdefault(number, []).append(who)
        meetings.setdefault(number, Meeting(kind, on))
    return [
        (one, other, meetings[number])
        for number, who in there.items()
        for one, other in combinations(who, 2)
    ]
