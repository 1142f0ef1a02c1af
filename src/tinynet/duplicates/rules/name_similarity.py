"""Compare names: whether two may be one person's, how surely, and why.

Letters are compared folded (`names.fold`), words in any order; a hyphen parts words, and only
letters of scripts with capitals stand for whole words. Typing errors are measured by rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tinynet.core.names import fold

NAMES_HELD = 4096  # prepared ones, 3 MB: whoever is compared is often compared again soon
WORDS_MAX = 5  # of a name; longer ones are compared whole only
# Whoever adds these to a name means somebody else: the son, the grandmother.
GENERATIONS = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv"})
_PARTING = str.maketrans({"-": " ", ".": " ", ",": " ", "'": None, "(": " ", ")": " "})
SAME, SAME_WORD, BY_NICKNAME, PART, NEAR = 0.85, 0.6, 0.7, 0.65, 0.6
MAYBE = 0.5  # an initial, or a short word misspelled
FIRST_ONLY = 0.3  # says nothing by itself, and lets a shared telephone count


WORDS = {
    "same_name": "the same name",
    "other_order": "the same name in another order",
    "other_spelling": "the same name but for how it is spelled",
    "similar_spelling": "their names are spelled alike",
    "same_first_name": "both are called {value}",
    "nickname": "{of} is also called {value}",
    "short_form": "{value} may be short for {of}",
    "part": "{value} is a part of {of}",
    "only_one": "{of} is the only other {value}",
    "email": "the same e-mail {value}",
    "phone": "the same telephone {value}",
    "url": "the same page {value}",
    "digits": "telephones that end alike",
    "birthday": "the same birthday",
    "other_birthday": "but other birthdays",
}


class Sign(NamedTuple):
    """A sign that two people may be one, or that they are not.

    Attributes:
        sign: One of WORDS.
        value: The name or address that it is about, if any.
        of: The longer name that the value belongs to, if any.
    """

    sign: str
    value: str | None = None
    of: str | None = None


def describe(sign: str, value: str | None, of: str | None) -> str:
    """A sign in words: "the same e-mail anne@example.org"."""
    return WORDS[sign].format(value=value, of=of)


class Similarity(NamedTuple):
    """A certainty from 0 to 1, with the reason."""

    weight: float
    reason: Sign


class PreparedName(NamedTuple):
    """A name prepared for comparison.

    Attributes:
        text: As it is written.
        words: Folded.
        whole: The words in one order for all.
        is_nickname: Whether it is one, or made with one.
    """

    text: str
    words: tuple[str, ...]
    whole: str
    is_nickname: bool = False


def prepare_name(name: str, *, is_nickname: bool = False) -> PreparedName:
    """Prepare a name for comparison."""
    words = tuple(fold(name).translate(_PARTING).split())
    return PreparedName(name, words, " ".join(sorted(words)), is_nickname)


@lru_cache(NAMES_HELD)
def all_names(name: str, nicknames: tuple[str, ...] = ()) -> tuple[PreparedName, ...]:
    """All names of a person, the main one first; nicknames also with the surname: Annie Baker."""
    own = prepare_name(name)
    if not nicknames:
        return (own,)
    made = [prepare_name(nickname, is_nickname=True) for nickname in nicknames]
    if len(own.words) > 1:
        last = own.text.split()[-1]
        made += [
            prepare_name(f"{short.text} {last}", is_nickname=True)
            for short in made
            if len(short.words) == 1
        ]
    known = {own.whole: own}
    for one in made:
        if one.whole:
            known.setdefault(one.whole, one)
    return tuple(known.values())


def person_similarity(
    some: tuple[PreparedName, ...], others: tuple[PreparedName, ...]
) -> Similarity | None:
    """The highest similarity of two people's names; None if they differ."""
    one, other = some[0], others[0]
    if GENERATIONS & (set(one.words) ^ set(other.words)):
        return None
    own = names_similarity(one, other)
    nick = _by_nickname(some, others)
    if own and nick:
        return max(own, nick, key=lambda found: found.weight)
    return own or nick


def names_similarity(one: PreparedName, other: PreparedName) -> Similarity | None:
    """The similarity of two names."""
    if one.whole == other.whole:
        return _same(one, other)
    short, long = sorted((one, other), key=lambda name: len(name.words))
    return _shorter(short, long) or _misspelled(short, long) or _first(one, other)


def _same(one: PreparedName, other: PreparedName) -> Similarity | None:
    if not one.words:  # nothing but signs
        return Similarity(SAME_WORD, Sign("same_name")) if one.text == other.text else None
    weight = SAME if len(one.words) > 1 else SAME_WORD
    if one.words != other.words:
        return Similarity(weight, Sign("other_order"))
    if one.text.casefold() != other.text.casefold():
        return Similarity(weight, Sign("other_spelling"))
    return Similarity(weight, Sign("same_name"))


def _by_nickname(
    some: tuple[PreparedName, ...], others: tuple[PreparedName, ...]
) -> Similarity | None:
    for mine in some:
        for theirs in others:
            if mine.whole != theirs.whole or not (mine.is_nickname or theirs.is_nickname):
                continue
            if mine.is_nickname and theirs.is_nickname:
                return Similarity(FIRST_ONLY, Sign("same_first_name", mine.text))
            whose = (some if mine.is_nickname else others)[0]
            weight = BY_NICKNAME if len(mine.words) > 1 else SAME_WORD
            short = mine.text if mine.is_nickname else theirs.text
            return Similarity(weight, Sign("nickname", short.split()[0], whose.text))
    return None


def _shorter(short: PreparedName, long: PreparedName) -> Similarity | None:
    """Similarity if one name lacks words of the other; words may be initials."""
    if not any(word in long.words and not is_initial(word) for word in short.words):
        return None
    rest, loose = list(long.words), []
    for word in short.words:
        if word in rest:
            rest.remove(word)
        else:
            loose.append(word)
    for word in loose:
        meant = (w for w in rest if w[0] == word[0] and (is_initial(w) or is_initial(word)))
        found = next(meant, None)
        if found is None:
            return None
        rest.remove(found)
    if loose:
        by, whole = sorted((short, long), key=lambda name: len(name.text))
        return Similarity(MAYBE, Sign("short_form", by.text, whole.text))
    weight = PART if len(short.words) > 1 else FIRST_ONLY
    return Similarity(weight, Sign("part", short.text, long.text))


def _misspelled(one: PreparedName, other: PreparedName) -> Similarity | None:
    """Similarity of names with small typos: one letter in words of four or more, two from seven.

    Of three letters a fourth may be new, as in Jon and John; Tim and Tom are two.
    """
    if len(one.words) != len(other.words) or len(one.words) > WORDS_MAX:
        return None
    mine = sorted(set(one.words) - set(other.words))
    theirs = sorted(set(other.words) - set(one.words))
    if len(mine) != len(theirs):
        return None
    weight = NEAR
    for word in mine:
        near = min(theirs, key=lambda candidate: OSA.distance(word, candidate))
        theirs.remove(near)
        length, apart = min(len(word), len(near)), OSA.distance(word, near)
        if length == 3 and len(word) != len(near) and word[0] == near[0]:
            length = 4
        if apart > 2 or length < 4 or (apart == 2 and length < 7) or _digits(word) != _digits(near):
            return None
        weight = min(weight, NEAR if length > 4 and apart == 1 else MAYBE)
    return Similarity(weight, Sign("similar_spelling")) if mine else None


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())


def _first(one: PreparedName, other: PreparedName) -> Similarity | None:
    """Similarity if only the first name is the same, as after a wedding."""
    if one.words and other.words and one.words[0] == other.words[0] and len(one.words[0]) > 1:
        return Similarity(0.0, Sign("same_first_name", one.text.split()[0]))
    return None


def is_initial(word: str) -> bool:
    """Whether a word may stand for a longer one: one letter, of a script with capitals."""
    return len(word) == 1 and word.upper() != word


# What is looked up, so that 10,000 names are not compared with one another ------------------------


def spellings(name: PreparedName) -> set[str]:
    """Block keys that similar names share: the whole, a letter less, or the words' beginnings.

    Some 20 look-ups a name.
    """
    whole = name.whole
    keys = {whole[:at] + whole[at + 1 :] for at in range(len(whole))}
    keys.add(whole)
    if len(name.words) > 1:
        keys.add("~" + " ".join(sorted([word[:3] for word in name.words])))
    return keys


def shorter_forms(name: PreparedName) -> Iterator[str]:
    """All names that may be short for this one: fewer words, or one an initial."""
    words = name.words
    if not 2 <= len(words) <= WORDS_MAX:
        return
    for count in range(2, len(words)):
        yield from (" ".join(sorted(chosen)) for chosen in combinations(words, count))
    for at, word in enumerate(words):
        yield " ".join(sorted((*words[:at], word[0], *words[at + 1 :])))
