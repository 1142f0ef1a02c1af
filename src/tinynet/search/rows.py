"""Finding records by what is written in them."""

from __future__ import annotations

from tinynet.core.names import fold_letters, likely, longest
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.search.rules import as_digits, holds, holds_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from tinynet.db.store import Store

# Each kind of record: its statements, what they are given, and whether its records have a day.
SOURCES: dict[str, tuple[tuple[Any, ...], Mapping[str, object], bool]] = {
    "name": ((sql.find_name,), {}, False),
    "nickname": ((sql.find_nickname,), {}, False),
    "email": ((sql.find_detail,), {"what": "email"}, False),
    "phone": ((sql.find_detail,), {"what": "phone"}, False),
    "url": ((sql.find_detail,), {"what": "url"}, False),
    "im": ((sql.find_detail,), {"what": "im"}, False),
    "address": ((sql.find_detail,), {"what": "address"}, False),
    "work": ((sql.find_work,), {}, False),
    "tag": ((sql.find_tag,), {}, False),
    "fact": ((sql.find_fact,), {}, False),
    "note": ((sql.find_note, sql.find_remark), {"next": 0}, True),
    "next": ((sql.find_note,), {"next": 1}, True),
    "relation": ((sql.find_relation,), {}, False),
    "met": ((sql.find_met,), {}, True),
    "interaction": ((sql.find_interaction,), {}, True),
    "plan": ((sql.find_plan,), {}, True),
    "favour": ((sql.find_favour,), {}, True),
    "introduction": ((sql.find_introduction,), {}, True),
    "occasion": ((sql.find_occasion,), {}, True),
}
WHATS = tuple(SOURCES)
UNNUMBERED = frozenset({"name", "nickname", "work", "tag", "met"})  # no command takes their id
ALWAYS = "~"  # stands behind every day: what is so on any day comes first


class Hit:
    """One record that was found.

    Attributes:
        order: The latest comes first.
        what: One of WHATS.
        id: Its number.
        on: Its day, which may be partial, or None.
        text: What is written there.
        people: The ids of those it is about, in their order.
    """

    def __init__(self, rank: int, what: str, row: tuple[Any, ...]) -> None:
        self.what, self.id, self.on, self.text = what, row[0], row[1], row[2]
        day = ALWAYS if self.on is None or self.on.startswith("--") else self.on
        self.order = (day, -rank, self.id)
        self.people: list[int] = sorted({who for who in row[3:5] if who is not None})


def find(
    store: Store,
    words: Sequence[str],
    whats: Iterable[str],
    *,
    who: list[int] | None,
    since: str | None,
    until: str | None,
    most: int,
) -> tuple[int, list[Hit]]:
    """The records that hold all of the words, the newest first, those without a day before them.

    Args:
        store: The open database.
        words: The parts of the query.
        whats: The kinds of record to look at.
        who: Only what is about one of these people.
        since: Only what has a day, from this one on.
        until: The same, up to this one.
        most: How many to return; negative for all.

    Returns:
        How many there are in all, and so many of them.
    """
    rarest = longest(words)

    def folds_to_hold(text: str) -> bool:
        return rarest in fold_letters(text)

    store.connection.create_function("folds_to_hold", 1, folds_to_hold, deterministic=True)
    with_digits = any(map(as_digits, words))
    asked = {
        "like": likely(words),
        "who": None if who is None else json_list(who),
        "since": since,
        "until": until,
    }
    total, kept = 0, []
    for rank, what in enumerate(WHATS):
        statements, more, has_day = SOURCES[what]
        if what not in whats or ((since or until) and not has_day):
            continue
        is_number = what == "phone"
        fits = holds_number if is_number else holds
        given = {**asked, **more, "all": int(is_number and with_digits)}
        for statement in statements:
            for row in store.each(statement, **given):
                if fits(row[2], words):
                    total += 1
                    kept.append(Hit(rank, what, row))
                    if len(kept) > 2 * most > 0:
                        kept = newest(kept, most)
    kept = newest(kept, most)
    know_people(store, kept)
    return total, kept


def newest(hits: list[Hit], most: int) -> list[Hit]:
    """The newest of them, at most so many, the newest first."""
    hits.sort(key=lambda hit: hit.order, reverse=True)
    return hits if most < 0 else hits[:most]


def know_people(store: Store, hits: Iterable[Hit]) -> None:
    """Say of hits that several may take part in who did."""
    for what, statement in (
        ("interaction", sql.people_of_interactions),
        ("plan", sql.people_of_plans),
    ):
        those = {hit.id: hit for hit in hits if hit.what == what}
        if those:
            for number, person in store.rows(statement, ids=json_list(list(those))):
                those[number].people.append(person)


def people_of(store: Store, hits: Iterable[Hit]) -> dict[int, tuple[str, str]]:
    """Handle and name of everybody whom the hits are about, by id."""
    people = {person for hit in hits for person in hit.people}
    found = store.rows(sql.people_by_id, ids=json_list(list(people)))
    return {number: (handle, name) for number, handle, name in found}
