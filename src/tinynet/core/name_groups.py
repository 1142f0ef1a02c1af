"""From the words of a command line to the names in them: "anne baker and bob" are two people.

Joining words part names and never are one; what was quoted is one name. Where names of several
words stand without quotes, every way of parting them is tried; it counts where it is the only one.
"""

from __future__ import annotations

from tinynet.core.names import JOINING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST = 6  # words of a name that need no quotes


def runs(typed: Sequence[str], is_name: Callable[[str], bool]) -> list[list[str]]:
    """Part words where one name must end: at joining words, commas and quotes.

    Args:
        typed: Words as the shell gave them; one with a space in it was quoted.
        is_name: Whether words are a handle or somebody's whole name; asked only about words of
            which one is a joining word, since Mit Singh is somebody.

    Returns:
        Runs of words: a run is one name or several, and a quoted name is a run of its own.
    """
    typed = [part for word in typed for part in _at_commas(word, is_name)]
    made: list[list[str]] = [[]]
    at = 0
    while at < len(typed):
        word = typed[at]
        if word.casefold() in JOINING:
            # Between two names it joins them, whoever may be called so.
            alone = at + 1 == len(typed) or not (made[-1] or (at and _is_run(typed[at - 1])))
            end = _end_of_name(typed, at, made[-1], is_name, alone=alone)
            if end:
                start = len(made[-1])
                made[-1] += typed[at:end]
                made[-1:] = _with_whole_name(made[-1], start, is_name)
                at = end
                continue
            if at + 1 < len(typed):  # at the end it joins nothing, so it is a name that nobody has
                made.append([])
                at += 1
                continue
        if word == "," and made[-1] and at + 1 < len(typed):  # "anne , bob"
            made.append([])
            at += 1
            continue
        if word.startswith(",") and word.strip(","):  # "anne ,bob"
            made.append([])
            word = word.lstrip(",")
        if _is_run(word):
            made += [[word], []]
        elif word[:1] == "@":
            made += [[word.rstrip(",")], []]
        elif word.endswith(",") and word.strip(","):
            made[-1].append(word.rstrip(","))
            made.append([])
        else:
            made[-1].append(word)
        at += 1
    return [run for run in made if run]


def _at_commas(word: str, is_name: Callable[[str], bool]) -> list[str]:
    """Part "bob,anne" as "bob, anne" is, unless it is a handle or somebody's whole name."""
    parts = [part for part in word.split(",") if part]
    if len(parts) < 2 or " " in word.strip() or is_name(word):
        return [word]
    return [*(f"{part}," for part in parts[:-1]), parts[-1] + "," * word.endswith(",")]


def _is_run(word: str) -> bool:
    """Whether a word was quoted, or is a group; a comma ends it otherwise."""
    return " " in word.strip() or word == "-" or (word[:1] == "@" and word[-1:] != ",")


def _end_of_name(
    typed: Sequence[str],
    at: int,
    before: Sequence[str],
    is_name: Callable[[str], bool],
    *,
    alone: bool,
) -> int:
    """Where a name that holds the joining word at `at`, or `alone` is it, ends; 0 for none."""
    for start in range(max(len(before) - LONGEST, 0), len(before) + 1):
        lead = list(before[start:])
        for end in range(min(len(typed), at + LONGEST), at, -1):
            words = [*lead, *typed[at:end]]
            if (alone or len(words) > 1) and is_name(" ".join(words).rstrip(",")):
                return end
    return 0


def _with_whole_name(
    run: list[str], joined: int, is_name: Callable[[str], bool]
) -> list[list[str]]:
    """A run that ends with a whole name, parted before that name; `joined` is inside of it."""
    for start in range(joined + 1):
        name = " ".join(run[start:]).rstrip(",")
        if is_name(name):
            return [part for part in (run[:start], [name]) if part] + [[]]
    return [run]


def readings(run: Sequence[str], find: Callable[[str], frozenset[int]]) -> list[list[str]]:
    """The ways of parting a run into names that all find somebody; at most two that differ.

    Args:
        run: Words between which there are no joining words.
        find: Everybody whom a name may mean.

    Returns:
        Names, of at most two readings; the two may mean different people.
    """
    ends: list[dict[frozenset[frozenset[int]], list[str]]]
    ends = [{} for _ in run] + [{frozenset(): []}]
    for start in range(len(run) - 1, -1, -1):
        for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
            name = " ".join(run[start:end])
            found = find(name) if ends[end] else None
            if found:
                for people, names in ends[end].items():
                    ends[start].setdefault(people | {found}, [name, *names])
        ends[start] = dict(list(ends[start].items())[:2])
    return list(ends[0].values())


def at_whole_names(
    run: Sequence[str], whole: Callable[[str], frozenset[int]]
) -> list[Sequence[str]]:
    """Part a run around whole names of several words: sam, anne baker.

    Where two of them overlap, or one can be read as several, the run stays in one piece.

    Args:
        run: Words between which there are no joining words.
        whole: Everybody whose handle or whole name some words are.
    """
    pieces: list[Sequence[str]] = []
    done = 0  # words that are in pieces
    for start in range(len(run)):
        ends = range(min(start + LONGEST, len(run)), start + 1, -1)
        end = next((end for end in ends if whole(" ".join(run[start:end]))), start)
        if end <= max(start, done):
            continue
        if start < done or len(readings(run[start:end], whole)) > 1:
            return [run]
        pieces += [run[done:start], run[start:end]]
        done = end
    return [piece for piece in (*pieces, run[done:]) if piece]
