"""Resolve the names in a sentence to people, adding those who are new."""

from __future__ import annotations

from tinynet.cli.find_people import Found, VanishedPersonError, missing
from tinynet.contacts.sentences.namesakes import choose_namesake
from tinynet.contacts.sentences.text import Sentence
from tinynet.contacts.sentences.who import Names, possible_name_words
from tinynet.core import names
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.errors import AmbiguousPersonError, NoSuchPersonError
from tinynet.people.rows import add_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.contacts.documents import Guess
    from tinynet.contacts.sentences.reading import Reading
    from tinynet.contacts.sentences.who import Named
    from tinynet.db.store import Store


class KnownPeople:
    """The people whom sentences may name, including those added so far.

    Args:
        env: For today, and for whom somebody chose.
        store: Open in a unit.
        add: Whether people who are not there yet are added.
        text: The only sentence, so that only who may be named in it is looked up; "" for many.
    """

    def __init__(self, env: Env, store: Store, *, add: bool, text: str = "") -> None:
        self.env, self.store, self.add = env, store, add
        words = json_list(possible_name_words(Sentence(text))) if text else None
        rows = store.rows(sql.nameable, words=words)
        self.rows = {row[0]: row for row in rows}
        self.names = Names(rows)
        self.added: list[Found] = []


class ResolvedPeople:
    """The people that the names of a sentence resolve to.

    Attributes:
        people: Who was there, or whom the note is about, once each.
        mentioned: Who is only talked about, as far as it is clear who that is.
        relatives: (whose, relation, who, name); `who` is None where they are not here.
        guessed: What was typed, the handle and name taken for it, and why, for each guess.
    """

    def __init__(self) -> None:
        self.people: list[Found] = []
        self.mentioned: list[Found] = []
        self.relatives: list[tuple[Found, str, Found | None, str]] = []
        self.guessed: list[Guess] = []


def resolve(known: KnownPeople, reading: Reading) -> ResolvedPeople:
    """Resolve the names of a sentence to people, and add those who are new.

    Raises:
        AmbiguousPersonError: Several may be meant, and nothing tells them apart.
        NoSuchPersonError: Somebody is not here, and nobody said to add them.
    """
    made = ResolvedPeople()
    meant: dict[int, Found] = {}  # by where the name begins
    every = [*reading.people, *reading.mentioned]
    sure = {named.people[0] for named in every if len(named.people) == 1}
    for named in reading.people:
        if named.people:
            taken = {person.id for person in meant.values()}
            left = [who for who in named.people if who not in taken] or list(named.people)
            meant[named.start] = _one(known, named, left, sure, made)
    strangers = [named for named in reading.people if not named.people]
    if strangers and not known.add:
        raise _unknown(known, strangers)
    for named in strangers:
        meant[named.start] = _added(known, named)
    here = {meant[named.start].id: meant[named.start] for named in reading.people}
    made.people = list(here.values())
    for named in reading.mentioned:
        left = [who for who in named.people if who in here] or list(named.people)
        if len(left) == 1:
            meant[named.start] = _found(known, left[0])
    talked_of = {meant[n.start].id: meant[n.start] for n in reading.mentioned if n.start in meant}
    made.mentioned = [person for who, person in talked_of.items() if who not in here]
    _relate(known, reading, meant, made)
    return made


def _relate(
    known: KnownPeople, reading: Reading, meant: dict[int, Found], made: ResolvedPeople
) -> None:
    for relative in reading.relatives:
        of, who = meant.get(relative.of.start), meant.get(relative.who.start)
        if who is None and len(relative.who.people) == 1:
            who = _found(known, relative.who.people[0])
        if of is not None:
            made.relatives.append((of, relative.relation, who, relative.who.typed))


def _one(
    known: KnownPeople, named: Named, people: Sequence[int], sure: set[int], made: ResolvedPeople
) -> Found:
    """Choose the person meant by a name that several people have."""
    chosen = known.env.chosen.get(named.typed)
    if chosen is not None:
        if chosen not in named.people:
            raise VanishedPersonError(named.typed)
        return _found(known, chosen)
    if len(people) == 1:
        return _found(known, people[0])
    namesakes = [_found(known, who) for who in people]
    store, ids = known.store, json_list(people)
    others = json_list(sorted(sure - set(people)))
    together: dict[int, int] = dict(store.rows(sql.seen_together, people=ids, others=others))
    days: dict[int, int] = dict(store.rows(sql.last_days, people=ids))
    decided = choose_namesake(people, together, days, known.env.today.toordinal())
    if decided is None:
        raise AmbiguousPersonError(named.typed, [(p.id, p.handle, p.name) for p in namesakes])
    who, why = decided
    found = _found(known, who)
    made.guessed.append(
        {
            "typed": named.typed,
            "handle": found.handle,
            "name": found.name,
            "why": why,
            "with": [_found(known, who).name for who in sorted(sure - set(people))],
        }
    )
    return found


def _found(known: KnownPeople, who: int) -> Found:
    return Found(known.rows[who])


def _added(known: KnownPeople, named: Named) -> Found:
    """Add a person, who is found by name from now on."""
    added = add_named(known.store, named.typed.rstrip("."), known.env.today.isoformat())
    row = (*added, names.search_text(*added[1:]))
    known.rows[row[0]] = row
    known.names.add(row)
    person = Found(row)
    known.added.append(person)
    return person


def _unknown(known: KnownPeople, strangers: Sequence[Named]) -> NoSuchPersonError:
    """The error for names that match no person."""
    first, *more = (named.typed for named in strangers)
    error = missing(known.store, first)
    if more:
        listed = " or ".join(f'"{typed}"' for typed in (first, *more))
        return NoSuchPersonError(f"There is nobody called {listed}", "Add them with --add")
    if error.candidates:
        remedy = f"{error.remedy} If not, add them with --add"
        return NoSuchPersonError(error.message, remedy, error.candidates)
    return NoSuchPersonError(error.message, "Add them with --add")
