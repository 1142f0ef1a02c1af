"""The marks inside friends.md: **people**, _places_ and @tags in a sentence, and lists of names.

Nothing is escaped there, so a name that is not marked is only a word.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tinynet.core.names import check_name
from tinynet.errors import BadValueError

ALSO = "a.k.a. "  # before each other name of a friend or place

# A name begins and ends with more than a space, or two stray marks would make one: "2 ** 3 ** 4".
_PERSON = re.compile(r"\*\*(?!\s)([^*]+)(?<!\s)\*\*")
_PLACE = re.compile(r"_(?!\s)([^_]+)(?<!\s)_")
_TAG = re.compile(r"(?<![^\W_])@([^\W_]+(?:[:-][^\W_]+)*)")
_TO = re.compile(r"(?:.*\W)?to\s", re.IGNORECASE | re.DOTALL)
_TO_LENGTH = 8  # characters before a place in which its "to" stands
_TO_LEAST = len(" to ")  # of them, with which it does not matter what stands before
_MARKS = frozenset("*_@")

MARK = "**"  # before and behind somebody
SOMEBODY = "\0"  # in the place of a name, where it does not matter whose
SHAPES = 4_000  # sentences without their names that are remembered


class Sentence(NamedTuple):
    """An activity or a note, read.

    Attributes:
        note: The text without the marks of people and places.
        people: Whom it names, each once.
        places: Where it was, each once.
        moved_to: The last place that stands behind "to", or "".
        tags: In lower case, each once; they stay in the note as well.
        words: The text without people, for words that say what happened.
        unread: What stands between ** and is no name.
    """

    note: str
    people: tuple[str, ...]
    places: tuple[str, ...]
    moved_to: str
    tags: tuple[str, ...]
    words: str
    unread: tuple[str, ...]


class _Surroundings(NamedTuple):
    """What stands around the people of a sentence, read once for all sentences that share it.

    Attributes:
        note: The pieces before, between and after the people, without the marks of places.
        places: As of a `Sentence`, as are all below.
    """

    note: tuple[str, ...]
    places: tuple[str, ...]
    moved_to: str
    tags: tuple[str, ...]
    words: str


class Sentences:
    """Reads the sentences of a diary, many of which differ only in whom they name.

    Args:
        listed: See `read_sentence`.
    """

    def __init__(self, listed: Container[str]) -> None:
        self.listed = listed
        self._around = lru_cache(maxsize=SHAPES)(self._read_around)
        self._plain_name = _PlainNames().__getitem__

    def read(self, text: str) -> Sentence:
        """The same as `read_sentence`, in a third of the time where the rest is known."""
        pieces = text.split(MARK)
        if len(pieces) == 1 or len(pieces) % 2 == 0:
            return read_sentence(text, self.listed)
        around = self._around(*pieces[::2])
        people = tuple(map(self._plain_name, pieces[1::2]))
        if around is None or "" in people:
            return read_sentence(text, self.listed)
        pieces[::2], places, moved_to, tags, words = around
        if len(people) > 1:
            people = tuple(dict.fromkeys(people))
        return Sentence("".join(pieces), people, places, moved_to, tags, words, ())

    def _read_around(self, *pieces: str) -> _Surroundings | None:
        """Read what stands around people; None where it depends on who they are.

        That is so where a place, its "to" or what touches its marks may reach into a name.
        """
        if any(SOMEBODY in piece for piece in pieces):
            return None
        with_places = [number for number, piece in enumerate(pieces) if "_" in piece]
        for number in with_places:
            is_open_before = number > 0 and "_" in pieces[number][:_TO_LEAST]
            is_open_after = number < len(pieces) - 1 and pieces[number].endswith("_")
            if len(with_places) > 1 or is_open_before or is_open_after:
                return None
        read = read_sentence(f"{MARK}{SOMEBODY}{MARK}".join(pieces), self.listed)
        note = tuple(read.note.split(SOMEBODY))
        return _Surroundings(note, read.places, read.moved_to, read.tags, read.words)


class _PlainNames(dict[str, str]):
    """What stands between ** as a name; "" where that is none, or has marks of its own."""

    def __missing__(self, text: str) -> str:
        is_plain = _MARKS.isdisjoint(text) and text.strip() == text
        name = self[text] = stored_name(text) if is_plain else ""
        return name


def read_sentence(text: str, listed: Container[str]) -> Sentence:
    """Take the marks out of a sentence.

    Args:
        text: One line.
        listed: The names of known places in lower case. Others are places only where no letter or
            digit touches their marks, so that there is none in "a_b_c".
    """
    people: dict[str, None] = {}
    unread: list[str] = []
    pieces = _PERSON.split(text)  # what stands between people, and every other one a person
    for person in pieces[1::2]:
        name = stored_name(person)
        if name:
            people[name] = None
        else:
            unread.append(person)
    without_people = "".join(pieces)
    places: dict[str, None] = {}
    moved_to = ""
    note: list[str] = []
    done = 0
    for found in _places(without_people, listed):
        start, end = found.span()
        places[found[1]] = None
        if _TO.fullmatch(without_people[max(start - _TO_LENGTH, 0) : start]):
            moved_to = found[1]
        note += [without_people[done:start], found[1]]
        done = end
    note.append(without_people[done:])
    return Sentence(
        note="".join(note),
        people=tuple(people),
        places=tuple(places),
        moved_to=moved_to,
        tags=tags_in(text),
        words=" ".join(pieces[::2]),
        unread=tuple(unread),
    )


@lru_cache(maxsize=10_000)  # a thousand names stand in 20,000 activities: a quarter of the time
def stored_name(text: str) -> str:
    """A name of a friend or a place as it is stored; "" where it is not one."""
    try:
        return check_name(text)
    except BadValueError:
        return ""


def _places(text: str, listed: Container[str]) -> Iterator[re.Match[str]]:
    """The marks of places, from left to right; each underscore belongs to one at most."""
    at = 0
    while (found := _PLACE.search(text, at)) is not None:
        start, end = found.span()
        free = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        if (free or found[1].lower() in listed) and stored_name(found[1]):
            yield found
            at = end
        else:
            at = end - 1  # the mark that would have ended this one may begin the next


def tags_in(text: str) -> tuple[str, ...]:
    """The @tags of a text without the @, in lower case, each once."""
    if "@" not in text:
        return ()
    return tuple(dict.fromkeys([tag.lower() for tag in _TAG.findall(text)]))


@dataclass(slots=True)
class Entry:
    """A line of the friends or the places.

    Attributes:
        name: As it is written.
        other_names: After "a.k.a.".
        place: What stands in [brackets], or "".
        tags: In lower case, without the @.
        warnings: What was odd about the line.
    """

    name: str
    other_names: list[str] = field(default_factory=list)
    place: str = ""
    tags: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_entry(text: str) -> Entry:
    """Read "Name (a.k.a. One a.k.a. Two) [Place] @tag @tag"; what follows the name may be left out.

    Args:
        text: A line without its "- ".
    """
    padded = f" {text}"
    start = min((at for mark in _PARTS if (at := padded.find(mark)) >= 0), default=len(padded))
    entry = Entry(padded[:start].strip())
    rest = padded[start:].strip()
    while rest:
        if rest.startswith("(" + ALSO):
            inside, rest = _closed(rest, ")", entry)
            names = inside.removeprefix(ALSO).split(" " + ALSO)
            entry.other_names += [name.strip() for name in names if name.strip()]
        elif rest.startswith("["):
            inside, rest = _closed(rest, "]", entry)
            entry.place = entry.place or inside.strip()
        else:
            word, _, rest = rest.partition(" ")
            tags = tags_in(word)
            entry.tags += tags
            if not tags:
                entry.warnings.append(f'"{word}" is no tag and was left out')
        rest = rest.strip()
    for name in (entry.name, *entry.other_names, entry.place):
        if not _BRACKETS.isdisjoint(name):
            entry.warnings.append(f'the brackets in "{name}" were taken as part of the name')
    return entry


_PARTS = (f" ({ALSO}", " [", " @")
_BRACKETS = frozenset("()[]")


def _closed(text: str, bracket: str, entry: Entry) -> tuple[str, str]:
    """What is inside the bracket that a text begins with, and what follows it.

    The bracket that closes is the first one behind which the line ends or the next part begins, so
    that "(a.k.a. Bo (the baker))" is whole.
    """
    at = text.find(bracket)
    while at > 0:
        rest = text[at + 1 :]
        if not rest.strip() or rest.startswith((" [", " @", f" ({ALSO}")):
            return text[1:at], rest
        at = text.find(bracket, at + 1)
    entry.warnings.append(f'a "{bracket}" is missing')
    return text[1:], ""
