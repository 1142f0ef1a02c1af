"""Two people made one: everything about the one goes to the other, and its row goes.

All of it is one unit of undo. Ties follow by themselves; what an interaction counts for everybody
in it is recounted where both had been in it, since one fewer was there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlmodel import Session, col

from tinynet.contacts import rows as interactions
from tinynet.core.names import fold
from tinynet.core.relations import inverse, sentence
from tinynet.db.database import Store
from tinynet.db.formulas import T
from tinynet.db.session import session
from tinynet.db.tables import Person
from tinynet.duplicates.rules.combine import Combined, combined
from tinynet.people import profile_rows
from tinynet.people.rules.profile import Profile

MOVED = ("note", "favour", "origin")  # tables of which two people may have rows alike
KEYED = {"participant": "interaction_id", "plan_person": "plan_id", "card": "what"}
COUNTED = {
    "participant": "contacts", "note": "notes", "favour": "favours", "plan_person": "plans",
    "relation": "relations", "introduction": "introductions", "card": "cards",
    "origin": "imported",
}  # fmt: skip


@dataclass
class Merged:
    """What a merge did.

    Attributes:
        combined: The profile that is left, what the two differed in, and the notes made of that.
        filled: The fields of the profile that were written.
        moved: How many rows went to the other, by `COUNTED`, ways to reach and facts among them.
        both: Contacts that both had been in, which now count once.
        dropped: What was kept between the two and goes, as sentences without a stop.
        back: Whether the one who stays was put away and is back.
    """

    combined: Combined
    filled: list[str] = field(default_factory=list)
    moved: dict[str, int] = field(default_factory=dict)
    both: int = 0
    dropped: list[str] = field(default_factory=list)
    back: bool = False


def compared(
    store: Store, opened: Session, who: int, into: int, decided: Mapping[tuple[str, str], str]
) -> tuple[Profile, Combined]:
    """The profile of who stays of two people, and what they make together.

    Args:
        store: To read, or in a unit.
        opened: Its session.
        who: The id of the one who goes.
        into: The id of the one who stays.
        decided: See `combining.combined`.

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
    return both[into], combined(mine, theirs, _names(opened, through), decided)


def _names(opened: Session, people: Collection[int]) -> dict[int, str]:
    p = T["person"].c
    rows = opened.connection().execute(select(p.id, p.name).where(p.id.in_(people)))
    return {row.id: row.name for row in rows}


def between(opened: Session, who: int, into: int) -> list[str]:
    """What is kept between two people, as sentences without a stop."""
    r, i = T["relation"].c, T["introduction"].c
    execute = opened.connection().execute
    ids = (who, into)
    names = _names(opened, ids)
    rows = execute(
        select(r.person_id, r.relation, r.other_id).where(r.person_id.in_(ids), r.other_id.in_(ids))
    )
    said = [sentence(names[one], word, names[other]) for one, word, other in rows]
    if execute(select(i.id).where(i.one_id.in_(ids), i.other_id.in_(ids))).first():
        said.append(f"You introduced {names[who]} and {names[into]}")
    return said


def merge(
    store: Store, who: int, into: int, decided: Mapping[tuple[str, str], str], today: str
) -> Merged:
    """Make two people one.

    Args:
        store: Open in a unit.
        who: The id of the one who goes.
        into: The id of the one who stays.
        decided: INTO or WHO by the key of a conflict; INTO where nothing is said.
        today: ISO day of the notes that keep what was not chosen.
    """
    with session(store) as opened:
        old, made = compared(store, opened, who, into, decided)
        done = Merged(made, dropped=between(opened, who, into))
        done.filled = profile_rows.save(store, into, old, made.profile)
        mover = _Mover(opened, who, into)
        for table in MOVED:
            done.moved[COUNTED[table]] = mover.move(table)
        for table, key in KEYED.items():
            done.moved[COUNTED[table]] = mover.move_keyed(table, key)
        done.moved["relations"] = mover.move_relations()
        done.moved["introductions"] = mover.move_introductions()
        done.moved["ways"] = len(made.profile.details) - len(old.details)
        done.moved["facts"] = len(made.profile.facts) - len(old.facts)
        mover.move_dismissals()
        done.back = mover.wake()
        both = mover.shared()
        notes = [
            {"person_id": into, "on": today, "text": text, "next_time": False}
            for text in made.notes
        ]
        if notes:
            opened.connection().execute(insert(T["note"]), notes)
        opened.connection().execute(delete(T["person"]).where(T["person"].c.id == who))
    done.both = len(both)
    interactions.recount(store, both)
    return done


class _Mover:
    """Gives the rows of one person to another."""

    def __init__(self, opened: Session, who: int, into: int) -> None:
        self.execute = opened.connection().execute
        self.who, self.into = who, into

    def move(self, table: str) -> int:
        """Rows that hang on the person alone; returns how many."""
        owner = T[table].c.person_id
        if table == "note":
            self.drop_notes_said_twice()
        done = self.execute(update(T[table]).where(owner == self.who).values(person_id=self.into))
        return int(done.rowcount)

    def drop_notes_said_twice(self) -> None:
        """An address book with two cards of somebody often has one note in both."""
        n, mine = T["note"].c, T["note"].alias("mine").c
        same = select(mine.id).where(
            mine.person_id == self.into, mine.text == n.text, mine.next_time == n.next_time,
            mine.done_on.is_not_distinct_from(n.done_on),
        )  # fmt: skip
        self.execute(delete(T["note"]).where(n.person_id == self.who, same.exists()))

    def move_keyed(self, table: str, key: str) -> int:
        """Rows of which one person has one a key; those the other has already go with the row."""
        owner, name = T[table].c.person_id, T[table].c[key]
        theirs = select(name).where(owner == self.into)
        changed = update(T[table]).where(owner == self.who, name.not_in(theirs))
        return int(self.execute(changed.values(person_id=self.into)).rowcount)

    def shared(self) -> list[int]:
        """The interactions that both are in, once what can be moved has been."""
        p = T["participant"].c
        return list(self.execute(select(p.interaction_id).where(p.person_id == self.who)).scalars())

    def move_relations(self) -> int:
        """What others are to them and they to others; none is said twice from either side."""
        r = T["relation"].c
        pair = (self.who, self.into)
        self.execute(delete(T["relation"]).where(r.person_id.in_(pair), r.other_id.in_(pair)))
        moved = 0
        for column in (r.person_id, r.other_id):
            done = self.execute(
                update(T["relation"]).where(column == self.who).values({column.name: self.into})
            )
            moved += int(done.rowcount)
        names = T["person"].c
        rows = self.execute(
            select(r.id, r.person_id, r.relation, r.other_id, r.other_name, names.name)
            .outerjoin_from(T["relation"], T["person"], names.id == r.other_id)
            .where(or_(r.person_id == self.into, r.other_id == self.into))
            .order_by(r.other_id.is_(None), r.id)
        )
        known: set[tuple[Any, ...]] = set()
        twice = []
        for number, person, word, other, other_name, name in rows:
            if (person, word, other or fold(other_name)) in known:
                twice.append(number)
            known |= {(person, word, other), (other, inverse(word), person)}
            known.add((person, word, fold(name or other_name)))
        self.execute(delete(T["relation"]).where(r.id.in_(twice)))
        return moved - len(twice)

    def move_introductions(self) -> int:
        """Introductions to others; one to each other goes."""
        i = T["introduction"].c
        pair = (self.who, self.into)
        self.execute(delete(T["introduction"]).where(i.one_id.in_(pair), i.other_id.in_(pair)))
        moved = 0
        for column in (i.one_id, i.other_id):
            done = self.execute(
                update(T["introduction"]).where(column == self.who).values({column.name: self.into})
            )
            moved += int(done.rowcount)
        return moved

    def move_dismissals(self) -> None:
        """Who is somebody else than the one who goes is somebody else than the one who stays."""
        d = T["dismissal"].c
        rows = self.execute(select(d.one_id, d.other_id).where(
            or_(d.one_id == self.who, d.other_id == self.who)
        ))  # fmt: skip
        others = {one if other == self.who else other for one, other in rows} - {self.into}
        put = insert(T["dismissal"]).prefix_with("OR IGNORE")
        pairs = [sorted((other, self.into)) for other in others]
        if pairs:
            self.execute(put, [{"one_id": one, "other_id": other} for one, other in pairs])

    def wake(self) -> bool:
        """Join the days in the two rows, the more active one winning; whoever was met through them.

        Returns:
            Whether the one who stays was put away and is back.
        """
        met = and_(col(Person.met_via) == self.who, col(Person.id) != self.into)
        self.execute(update(Person).where(met).values(met_via=self.into))
        p = T["person"].c
        both = (p.id.in_((self.who, self.into)),)
        was = self.execute(select(p.archived_on).where(p.id == self.into)).scalar()
        row: dict[str, Any] = {}
        for column in (p.added_on, p.counts_from):
            row[column.name] = self.execute(select(func.min(column)).where(*both)).scalar()
        row["skipped_on"] = self.execute(select(func.max(p.skipped_on)).where(*both)).scalar()
        for column in (p.snoozed_until, p.paused_until, p.archived_on):
            days = self.execute(select(column).where(*both)).scalars().all()
            row[column.name] = None if None in days else min(days)
        self.execute(update(Person).where(p.id == self.into).values(**row))
        return was is not None and row["archived_on"] is None
