"""Merge two people, or record that they are two.

In a merge everything about the one goes to the other, and its row goes, all in one unit of undo.
Ties follow by themselves; what an interaction counts for everybody in it is recounted where both
had been in it, since one fewer was there.
"""

from __future__ import annotations

from tinynet.contacts import rows as interactions
from tinynet.core.compiled_tables import TABLES
from tinynet.core.fields import OTHERS, in_order, table_named
from tinynet.core.names import fold
from tinynet.core.relations import inverse
from tinynet.core.same_rows import MERGED
from tinynet.db import sql
from tinynet.db.store import json_list, json_object
from tinynet.duplicates.rules.combine import combine_profiles
from tinynet.people import profile_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from tinynet.db.store import Store
    from tinynet.duplicates.rules.combine import CombinedProfile
    from tinynet.people.rules.profile import Profile

# Tables whose rows move, in the order in which they are listed.
MOVED = in_order(
    ("note", "favour", "origin", OTHERS),
    (table["name"] for table in TABLES if table["merge"] == "moves"),
)
# What they are counted as, where that is another word than that of `forget`.
COUNTED = {"origin": "imported", "card": "cards"}


class KeptBetween:
    """What is kept between the two.

    Args:
        relation: The word; None for an introduction.
        from_who: Whether it goes from the one who goes to the one who stays.
    """

    def __init__(self, relation: str | None, *, from_who: bool) -> None:
        self.relation, self.from_who = relation, from_who


class Merged:
    """What a merge did.

    Attributes:
        combined: The profile that is left, what the two differed in, and the notes made of that.
        filled: The fields of the profile that were written.
        moved: How many rows went to the other, by what they are counted as.
        both: Contacts that both had been in, which now count once.
        dropped: What was kept between the two and goes.
        back: Whether the one who stays was put away and is back.
    """

    def __init__(self, made: CombinedProfile, dropped: list[KeptBetween]) -> None:
        self.combined, self.dropped = made, dropped
        self.filled: list[str] = []
        self.moved: dict[str, int] = {}
        self.both = 0
        self.back = False


def compare_profiles(
    store: Store, who: int, into: int, decided: Mapping[tuple[str, str], str]
) -> tuple[Profile, CombinedProfile]:
    """The profile of the person who stays, and the two profiles combined.

    Args:
        store: To read, or in a unit.
        who: The id of the one who goes.
        into: The id of the one who stays.
        decided: See `rules/combine.py`.

    Returns:
        The profile of the one who stays as it is, and what becomes of both.
    """
    both = profile_rows.load_many(store, [who, into])
    pair = {who, into, None}
    mine, theirs = (
        both[one].replaced(met_via=None if both[one].met_via in pair else both[one].met_via)
        for one in (into, who)
    )
    through = [one for one in (mine.met_via, theirs.met_via) if one is not None]
    return both[into], combine_profiles(mine, theirs, _names(store, through), decided)


def _names(store: Store, people: Collection[int]) -> dict[int, str]:
    return dict(store.rows(sql.names_of, people=json_list(list(people))))


def relations_between(store: Store, who: int, into: int) -> list[KeptBetween]:
    """The relations between two people, and whether you introduced them."""
    rows = store.rows(sql.relations_within, who=who, into=into)
    kept = [KeptBetween(word, from_who=one == who) for one, word, other in rows if other]
    if store.rows(sql.introductions_within, who=who, into=into):
        kept.append(KeptBetween(None, from_who=True))
    return kept


def merge(
    store: Store, who: int, into: int, decided: Mapping[tuple[str, str], str], today: str
) -> Merged:
    """Merge two people.

    Args:
        store: Open in a unit.
        who: The id of the one who goes.
        into: The id of the one who stays.
        decided: INTO or WHO by the key of a conflict; INTO where nothing was decided.
        today: ISO day of the notes that keep what was not chosen.
    """
    old, made = compare_profiles(store, who, into, decided)
    done = Merged(made, relations_between(store, who, into))
    done.filled = profile_rows.save(store, into, old, made.profile)
    keep_ids(store, who, into)
    for table in MOVED:
        counted = COUNTED.get(table) or table_named(table)["counted"]
        done.moved[counted] = store.changed(getattr(sql, f"move_{table}"), who=who, into=into)
    done.moved["relations"] = move_relations(store, who, into)
    done.moved["introductions"] = move_introductions(store, who, into)
    done.moved["ways"] = len(made.profile.details) - len(old.details)
    done.moved["facts"] = len(made.profile.facts) - len(old.facts)
    move_dismissals(store, who, into)
    store.run(sql.move_met_via, who=who, into=into)
    done.back = join_days(store, who, into)
    shared = [row[0] for row in store.rows(sql.interactions_with, who=who)]  # what did not move
    for text in made.notes:
        store.run(sql.put_note, person_id=into, on=today, text=text, next_time=0)
    store.run(sql.drop_person, who=who)
    done.both = len(shared)
    interactions.recount(store, shared)
    return done


def keep_ids(store: Store, who: int, into: int) -> None:
    """Keep what identifies the one who goes, so that their cards and JSON find who stays."""
    (name,) = _names(store, (who,)).values()
    for (uid,) in store.rows(sql.card_ids, who=who):
        row = {"source": MERGED, "source_id": uid, "fingerprint": uid}
        record = json_object({**row, "line": 0, "name": name})
        store.run(sql.keep_id, person_id=into, record=record, **row)


def move_relations(store: Store, who: int, into: int) -> int:
    """Move the relations; none stays twice, from either side."""
    pair = {"who": who, "into": into}
    store.run(sql.drop_relations_within, **pair)
    moved = store.changed(sql.move_relations_of, **pair) + store.changed(
        sql.move_relations_to, **pair
    )
    known: set[tuple[Any, ...]] = set()
    twice = []
    for number, person, word, other, other_name, name in store.rows(
        sql.relations_to_move, into=into
    ):
        if (person, word, other or fold(other_name or "")) in known:
            twice.append(number)
        known |= {(person, word, other), (other, inverse(word), person)}
        known.add((person, word, fold(name or other_name or "")))
    for number in twice:
        store.run(sql.drop_relation, relation=number)
    return moved - len(twice)


def move_introductions(store: Store, who: int, into: int) -> int:
    """Move the introductions; one of the two to each other is dropped."""
    pair = {"who": who, "into": into}
    store.run(sql.drop_introductions_within, **pair)
    return store.changed(sql.move_introductions_of, **pair) + store.changed(
        sql.move_introductions_to, **pair
    )


def move_dismissals(store: Store, who: int, into: int) -> None:
    """Move the dismissed pairs of the person who goes to the one who stays."""
    rows = store.rows(sql.dismissals_of, who=who)
    others = {one if other == who else other for one, other in rows} - {into}
    for other in sorted(others):
        store.run(sql.put_dismissal, one=min(other, into), other=max(other, into))


def join_days(store: Store, who: int, into: int) -> bool:
    """Merge the days in the two rows as the table declares; the more active one wins.

    Returns:
        Whether the one who stays was put away and is back.
    """
    mine: Mapping[str, Any] = store.records(sql.merged_days, who=into)[0]
    theirs: Mapping[str, Any] = store.records(sql.merged_days, who=who)[0]
    row: Mapping[str, Any] = {
        column: _joined(how, [mine[column], theirs[column]])
        for column, how in table_named("person")["merged"].items()
    }
    store.run(sql.set_merged_days, into=into, **row)
    return mine["archived_on"] is not None and row["archived_on"] is None


def _joined(how: str, days: list[str | None]) -> str | None:
    """One of two days: the earliest, the latest or the soonest; no day is soonest."""
    known = [day for day in days if day is not None]
    if not known or (how == "soonest" and len(known) < len(days)):
        return None
    return max(known) if how == "latest" else min(known)


def dismiss(store: Store, one: int, other: int) -> bool:
    """Record that two people are not the same.

    Returns:
        Whether that was not kept yet.
    """
    before = store.connection.total_changes
    store.run(sql.put_dismissal, one=min(one, other), other=max(one, other))
    return store.connection.total_changes > before
