"""Score pairs of people who may be one person, with the reasons.

Signs are independent guesses: two that are right with p and q leave (1 - p)(1 - q) of doubt. What a
family shares, such as a telephone, counts only for those whose names are alike. Pairs are found by
look-ups of what they share (`name_blocks.py`), never by comparing all with all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from tinynet.core.two_dates import dates_clash, same_day
from tinynet.duplicates.rules import name_similarity
from tinynet.duplicates.rules.name_blocks import pairs_in_block, similar_name_pairs
from tinynet.duplicates.rules.name_similarity import Sign, Similarity
from tinynet.duplicates.rules.person_signals import Mark, PersonSignals

LEAST = 0.5  # of a suggestion's score
SHARED_BY_MANY = 3  # people with one address: the office's, or a family's
# How sure a sign is together with a like name.
SIGNS = {"email": 0.9, "phone": 0.85, "url": 0.9, "digits": 0.5}
EMAIL_ALONE = 0.55  # where the names have nothing in common: The Tall One, who has a name since
BIRTHDAY = 0.4
# What is left of the score where their birthdays cannot be one: a slip of the pen has the year.
OTHER_DAY, OTHER_YEAR = 0.8, 0.4
OWN = {"email", "url"}  # what namesakes hardly share: there one of two birthdays is wrong
ONLY_ONE = 0.5  # somebody of one name, where one other person has that name among theirs

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A possible duplicate: two ids, the lower first, a score up to 1, and the reasons."""

    one: int
    other: int
    score: float
    reasons: tuple[Sign, ...]


def suggestions(people: Sequence[PersonSignals]) -> list[Suggestion]:
    """Find possible duplicates, surest first."""
    known = {somebody.id: somebody for somebody in people}
    holders: dict[Mark, list[int]] = defaultdict(list)
    for somebody in people:
        for mark in somebody.marks:
            holders[mark].append(somebody.id)
    alone = single_name_pairs(people)
    pairs = set(alone) | pairs_in_block(holders.values(), known)
    pairs |= similar_name_pairs(people, known)
    crowded = {mark for mark, ids in holders.items() if len(ids) >= SHARED_BY_MANY}
    found = []
    for one, other in sorted(pairs):  # somebody's pairs together: names are prepared once
        made = pair_score(known[one], known[other], alone.get((one, other)), crowded)
        if made.score >= LEAST:
            found.append(made)
    return sorted(found, key=lambda made: (-made.score, made.one, made.other))


def pair_score(
    one: PersonSignals, other: PersonSignals, only: Similarity | None, crowded: set[Mark]
) -> Suggestion:
    """The score of one pair; 0 without any evidence.

    Args:
        one: The first.
        other: The second.
        only: That one of them is the only other of that name, if so.
        crowded: Marks that too many share to say much.
    """
    likenesses = (only, name_similarity.person_similarity(one.names, other.names))
    like = max(filter(None, likenesses), key=lambda found: found.weight, default=None)
    signs = [like] if like and like.weight else []
    for what, key in sorted(one.marks & other.marks):
        weight = SIGNS[what]
        if like is None:
            is_theirs = what == "email" and (what, key) not in crowded
            weight = EMAIL_ALONE if is_theirs and not share_surname(one, other) else 0.0
        if weight:
            signs.append(Similarity(weight, Sign(what, None if what == "digits" else key)))
    reasons = [sign.reason for sign in sorted(signs, key=lambda sign: -sign.weight)]
    doubt = prod(1 - sign.weight for sign in signs)
    together = birthdays_match(one.birthday, other.birthday)
    if signs and together is not None:
        reasons.append(Sign("birthday" if together else "other_birthday"))
        doubt *= 1 - BIRTHDAY if together else 1
    score = 1 - doubt
    if together is False:
        same_year = (one.birthday or "-")[:4] == (other.birthday or "")[:4]
        own = like is not None and any(what in OWN for what, _ in one.marks & other.marks)
        score *= OTHER_DAY if same_year or own else OTHER_YEAR
    first, second = sorted((one.id, other.id))
    return Suggestion(first, second, round(score, 2), tuple(reasons))


def share_surname(one: PersonSignals, other: PersonSignals) -> bool:
    """Whether two names share a word other than the first name, as Bob and Anne Baker do."""
    return bool(set(one.names[0].words[1:]) & set(other.names[0].words[1:]))


def birthdays_match(one: str | None, other: str | None) -> bool | None:
    """Whether two birthdays are the same day; False if they cannot be, None if unknown.

    Args:
        one: A partial date as it is stored, or None.
        other: Another.
    """
    if one is None or other is None or "~" in one + other:
        return None
    if dates_clash(one, other):
        return False
    return same_day(one, other) or None


def single_name_pairs(people: Sequence[PersonSignals]) -> dict[Pair, Similarity]:
    """Pairs of a person with a single name and the only other person with that name."""
    single: dict[str, list[PersonSignals]] = defaultdict(list)
    for somebody in people:
        words = name_similarity.prepare_name(somebody.name).words
        if len(words) == 1 and len(words[0]) > 1:
            single[words[0]].append(somebody)
    having: dict[str, set[int]] = defaultdict(set)
    texts = {}
    for somebody in people if single else ():
        for word in single.keys() & somebody.names[0].words:
            if len(having[word]) <= 2:
                having[word].add(somebody.id)
                texts[somebody.id] = somebody.names[0].text
    found = {}
    for word, called_so in single.items():
        if len(having[word]) != 2:
            continue
        one, other = sorted(having[word])
        for somebody in called_so:
            longer = texts[other if somebody.id == one else one]
            if len(longer.split()) > 1:
                sign = Sign("only_one", somebody.name, longer)
                found[one, other] = Similarity(ONLY_ONE, sign)
    return found
