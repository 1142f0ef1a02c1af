"""Find the person meant by what was typed: one match acts, several ask, none suggests."""

from __future__ import annotations

from tinynet.core import names
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.errors import (
    AmbiguousNamesError,
    AmbiguousPersonError,
    BadValueError,
    NoSuchPersonError,
    TinynetError,
    UsageError,
    quoted,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.store import Store


NEAR = 0.65  # of the letters: one wrong in three, but not two in four
MOST = 9  # texts that are near to a word
SUGGESTED = 3  # people at the most
RECORD_SEPARATOR = "\x1e"  # as `names_to_compare` writes it


class VanishedPersonError(TinynetError):
    """Somebody was taken out while it was asked who is meant; nobody else is meant instead."""

    code = "no_such_person"
    exit_code = 4

    def __init__(self, typed: str) -> None:
        super().__init__(
            f'The person you chose for "{typed}" is no longer here', "See who is: tinynet list"
        )


class Found:
    """A person, as passed between functions of commands."""

    def __init__(self, row: Sequence[Any]) -> None:
        self.id: int = row[0]
        self.handle: str = row[1]
        self.name: str = row[2]


def find(env: Env, store: Store, typed: str) -> Found:
    """Find the person meant; a `@tag` or `-` may mean them where it is one person only.

    Raises:
        NoSuchPersonError: Nobody; near names are suggested, never acted on.
        AmbiguousPersonError: Several; `boundary` asks which, after releasing the lock.
        UsageError: A - that is several people.
    """
    people = meant(env, store, typed)
    if not people and typed.startswith(("@", "-")):
        from tinynet.cli import groups

        people = [Found(row) for row in groups.expand(env, store, typed) or ()]
        if len(people) > 1 and typed == "-":
            raise several(people)
    return one_of(env, store, typed, people)


def find_if_known(env: Env, store: Store, typed: str) -> Found | None:
    """The person meant, or None where nobody is; a @tag is nobody's name."""
    known = typed.startswith("@") or candidates(store, typed)
    return find(env, store, typed) if known else None


def several(people: Sequence[Found]) -> UsageError:
    """The error for a word that means several people where one is wanted."""
    return UsageError(f"That is {len(people)} people", "Name one person, by handle or name")


def one_of(env: Env, store: Store, typed: str, people: Sequence[Found]) -> Found:
    """The only one of those who may be meant.

    Raises:
        NoSuchPersonError: There is none.
        AmbiguousPersonError: There are several.
    """
    if not people:
        raise missing(store, typed)
    if len(people) > 1:
        error = AmbiguousPersonError(typed, [(one.id, one.handle, one.name) for one in people])
        if env.can_ask():
            error.hints = hints(env, store, people)
        raise error
    return people[0]


def hints(env: Env, store: Store, people: Sequence[Found]) -> dict[str, str]:
    """What tells people of like names apart, by handle: how each was met, and when last seen."""
    from tinynet.core.dates import say_ago

    described: dict[str, str] = {}
    ids = json_list([person.id for person in people])
    for handle, how, where, last in store.rows(sql.how_known, people=ids):
        met = next((f"met {text}" for text in (how, where) if text), "")
        seen = f"last seen {say_ago(env.today.toordinal() - last)}" if last else "not seen yet"
        described[handle] = ", ".join(filter(None, (met, seen)))
    return described


def find_all(
    env: Env, store: Store, typed: Sequence[str], add: Callable[[str], Found] | None = None
) -> list[Found]:
    """Find each person meant, once, in the order typed: see `find_groups`."""
    groups = find_groups(env, store, typed, add)
    return list({person.id: person for group in groups for person in group}.values())


def find_each(env: Env, store: Store, typed: Sequence[str]) -> list[Found]:
    """Each person meant by the values of an option that may be repeated: a value is one name."""
    people = (person for word in typed for person in find_all(env, store, [word]))
    return list({person.id: person for person in people}.values())


def find_one(env: Env, store: Store, typed: Sequence[str]) -> Found:
    """The one person whom all the words mean together.

    Raises:
        AmbiguousPersonError: It is a name or a @tag of several.
        UsageError: They mean several, or nobody is named.
    """
    _check_none_empty(typed)
    whole = " ".join(typed)
    people = meant(env, store, whole) if typed else []
    is_name = len(typed) == 1 and whole[:1] not in {"@", "-"} and "," not in whole
    if people or is_name:  # of a name find_all finds no more
        return one_of(env, store, whole, people)
    people = find_all(env, store, typed)
    if len(people) > 1 and len(typed) == 1 and whole.startswith("@"):
        return one_of(env, store, whole, people)
    if len(people) > 1:
        raise several(people)
    if not people:
        raise UsageError("Who is meant?", "Name one person, by handle or name")
    return people[0]


def find_groups(
    env: Env, store: Store, typed: Sequence[str], add: Callable[[str], Found] | None = None
) -> list[list[Found]]:
    """The people behind each name, in the order typed: one, or all of a `@tag` or on `-`.

    Joining words (with, and, &, +, commas) part names; names of several words need no quotes where
    there is one way alone in which all words are people.

    Args:
        env: For what was chosen before, and today.
        store: Open.
        typed: The words of the command line.
        add: Adds somebody of a name that nobody has; None where that is an error.

    Raises:
        NoSuchPersonError: A name is nobody's.
        AmbiguousPersonError: A name may be several people's.
        AmbiguousNamesError: The words can be parted into names in more than one way.
    """
    found: list[list[Found]] = []
    for run in split_names(store, typed):
        people = None
        if run[0].startswith(("@", "-")):
            from tinynet.cli import groups

            people = groups.expand(env, store, run[0])
        if people is not None:
            found.append([Found(row) for row in people])
        elif len(run) == 1:
            found.append([_find_or_add(env, store, run[0], add)])
        else:
            found += ([person] for person in _named_in(env, store, run, add))
    return found


def split_names(store: Store, typed: Sequence[str]) -> list[list[str]]:
    """Runs of words between joining words: see `name_groups.runs`."""
    _check_none_empty(typed)
    if len(typed) == 1 and "," not in typed[0]:
        return [list(typed)]

    from tinynet.core import name_groups

    def is_name(text: str) -> bool:
        folded = names.fold(text)
        if store.rows(sql.person_by_handle, handle=folded):
            return True
        found = store.rows(sql.matches, words=json_list(folded.split()))
        return any(folded in row[3].split(names.SEPARATOR) for row in found)

    return name_groups.runs(typed, is_name)


def _named_in(
    env: Env, store: Store, run: Sequence[str], add: Callable[[str], Found] | None
) -> list[Found]:
    """The people of a run of words; one look at the table serves all ways of parting it."""
    from tinynet.core.name_groups import at_whole_names, readings

    rows = store.rows(sql.matches_any, words=json_list(names.typed_words(" ".join(run))))
    known: dict[str, list[Found]] = {}

    def of(name: str) -> frozenset[int]:
        if name not in known:
            known[name] = meant(env, store, name) if name in env.chosen else among(rows, name)
        return frozenset(person.id for person in known[name])

    def whole(name: str) -> frozenset[int]:
        return of(name) if _is_whole(rows, name) else frozenset()

    parted = readings(run, whole)  # a handle or a whole name counts before anything else
    if len(parted) != 1:
        pieces = at_whole_names(run, whole)
        if len(pieces) > 1:
            return [one for piece in pieces for one in _named_in(env, store, piece, add)]
        parted = readings(run, of)
    if len(parted) > 1:
        raise AmbiguousNamesError(" ".join(run), parted)
    if parted:
        return [one_of(env, store, name, known[name]) for name in parted[0]]
    return [_find_or_add(env, store, word, add) for word in run]


def _is_whole(rows: Sequence[tuple[Any, ...]], name: str) -> bool:
    """Whether a name is the handle or the whole name of one of the people of some rows."""
    folded = names.fold(name)
    return any(folded in row[3].split(names.SEPARATOR) for row in rows)


def single_names(store: Store, typed: Sequence[str]) -> list[str]:
    """The names of words of which each may be one; whole names of several words stay together."""
    return [name for run in split_names(store, typed) for name in _names_of_run(store, run)]


def _names_of_run(store: Store, run: Sequence[str]) -> list[str]:
    from tinynet.core.name_groups import at_whole_names

    rows = store.rows(sql.matches_any, words=json_list(names.typed_words(" ".join(run))))

    def whole(name: str) -> frozenset[int]:
        found = among(rows, name) if _is_whole(rows, name) else []
        return frozenset(person.id for person in found)

    pieces = ((piece, " ".join(piece)) for piece in at_whole_names(run, whole))
    return [one for words, name in pieces for one in ([name] if whole(name) else words)]


def _find_or_add(env: Env, store: Store, typed: str, add: Callable[[str], Found] | None) -> Found:
    """Find the person meant; if there is none, the one that `add` adds, if given."""
    people = meant(env, store, typed)
    return add(typed) if add is not None and not people else one_of(env, store, typed, people)


def meant(env: Env, store: Store, typed: str) -> list[Found]:
    """The people who may be meant: only the one who was chosen, where that was asked before.

    They are known by their id, as somebody else may have their handle by now.

    Raises:
        VanishedPersonError: Whoever was chosen is gone since.
    """
    if typed not in env.chosen:
        return candidates(store, typed)
    rows = store.rows(sql.person_by_id, who=env.chosen[typed])
    if not rows:
        raise VanishedPersonError(typed)
    return [Found(rows[0])]


def _check_none_empty(typed: Sequence[str]) -> None:
    """Refuse an empty name, also among others: a script's variable that was never set."""
    if not all(names.typed_words(word) for word in typed):
        raise UsageError("Whose name? It is empty", "Give a handle, a name or a part of one")


def candidates(store: Store, typed: str) -> list[Found]:
    """The people who may be meant; an exact handle matches only its person."""
    _check_none_empty([typed])
    words = names.typed_words(typed)
    exact = store.rows(sql.person_by_handle, handle=" ".join(words))
    if exact:
        return [Found(exact[0])]
    found = store.rows(sql.matches, words=json_list(words))
    return [Found(row) for row in names.best_matches(typed, found)]


def among(rows: Sequence[tuple[Any, ...]], typed: str) -> list[Found]:
    """As `candidates`, of rows that were read already."""
    words = names.typed_words(typed)
    whole = " ".join(words)
    exact = [row for row in rows if row[1] == whole]
    fitting = [row for row in rows if all(word in row[3] for word in words)]
    return [Found(row) for row in exact or names.best_matches(typed, fitting)]


def missing(store: Store, typed: str) -> NoSuchPersonError:
    """The error for no match, with the nearest names."""
    error = NoSuchPersonError(f'There is nobody called "{typed}"')
    error.typed = typed
    handles, folded = store.rows(sql.names_to_compare)[0]
    if not handles:
        error.message += "; there is nobody yet"
        error.remedy = 'Add somebody first: tinynet add "Anne Baker"'
        return error
    words = names.typed_words(typed)
    near: list[tuple[str, str]] = []
    if all(word in handles or word in folded for word in words):  # a tenth of asking the database
        parts = store.rows(sql.matches, words=json_list(words))
        near = [(row[1], row[2]) for row in parts[:SUGGESTED]]
    if not near:
        nearest = near_handles(typed, handles.split(" "), folded.split(RECORD_SEPARATOR))
        known = dict(store.rows(sql.names_by_handle, handles=json_list(nearest)))
        near = [(handle, known[handle]) for handle in nearest]
    if near:
        listed = ", ".join(f"{handle} ({name})" for handle, name in near)
        error.remedy = f"Did you mean {listed}?"
        error.candidates = tuple(handle for handle, _ in near)
    else:
        error.remedy = _way_to(typed)
    return error


def _way_to(typed: str) -> str:
    """The command that adds somebody of that name; where it can be nobody's, who there is."""
    try:
        is_word = names.check_name(typed).casefold() in names.JOINING
    except BadValueError:
        is_word = True
    if is_word:
        return "See who there is: tinynet list"
    behind = "-- " if typed.startswith("-") else ""  # else it would be an option
    return f"Add them: tinynet add {behind}{quoted(typed)}"


def offer_to_add(error: NoSuchPersonError, whom: str) -> str:
    """One question that offers to add somebody who is not here, and names who is close to it."""
    near = f"; {' or '.join(error.candidates)} is close" if error.candidates else ""
    return f"{error.message}{near}. Add {whom}?"


def near_handles(typed: str, handles: list[str], folded: list[str]) -> list[str]:
    """The three nearest people, by a word of their name or all of it.

    Handles, names and words are three lists, each compared in one call, and only for the few that
    are near it is looked up whose they are: half the time, among 100,000 people. rapidfuzz is
    loaded here and costs nothing until somebody mistypes.

    Args:
        typed: What was typed.
        handles: Everybody's.
        folded: The folded names of each, a line each; nicknames are not compared.

    Returns:
        Handles, the nearest first.
    """
    from bisect import bisect_right
    from itertools import accumulate

    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    wholes = [lines.partition("\n")[0] if "\n" in lines else lines for lines in folded]
    words = " ".join(wholes).split(" ")
    ends: list[int] = []  # where the words of each person end
    scored: list[tuple[float, str, int]] = []
    wanted = names.fold(typed)
    for word in dict.fromkeys((wanted, *wanted.split())):
        found: dict[tuple[int, str], tuple[float, str, int, int]] = {}
        for rank, texts in enumerate((handles, wholes, words)):
            for text, score, at in process.extract(
                word, texts, scorer=OSA.normalized_similarity, limit=None, score_cutoff=NEAR
            ):
                if texts is words and not ends:
                    ends = list(accumulate(whole.count(" ") + 1 for whole in wholes))
                who = bisect_right(ends, at) if texts is words else at
                found.setdefault((who, text), (-score, handles[who], rank, who))
        scored += [(score, handle, who) for score, handle, _, who in sorted(found.values())[:MOST]]
    scored.sort(key=lambda one: one[0])
    near = list(dict.fromkeys(who for _, _, who in scored))[:SUGGESTED]
    return [handles[who] for who in near]
