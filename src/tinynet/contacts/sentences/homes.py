"""Find people whose home or whose baby the writer saw: "tea at his place", "met Anne's baby"."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.where import ROOMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.tale import Tale
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_INFANTS = words_of("baby newborn babies twins bub triplets")
_YOUNG = _INFANTS | words_of(
    "kid kids child children boys girls toddler dog dogs cat cats puppy puppies pup kitten kittens"
)
_COUPLE = words_of("partner wife husband girlfriend boyfriend fiance fiancee")
_CUDDLES = words_of("met held cuddled hugged kissed admired winded burped rocked fed")
_FACED = _CUDDLES | words_of("played saw seen visited walked greeted stroked petted")


def by_their_home(tale: Tale, number: int) -> list[Named]:
    """Who lives there: "Met Sam's dog at his place", "had tea at his place"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    if who not in {"me", ""}:
        return []
    at = _home(sentence, clause)
    named = _only_one(tale, at)
    if not at or named is None:
        return []
    eaten = sentence.holds(clause.start, at, "kind")
    faced = sentence.word(clause.verb) in _FACED and clause.verb <= named.start
    lives = not named.owns or _may_live(sentence, named, sentence.word(at))
    return [named] if (eaten or (faced and named.owns)) and lives else []


def by_baby(tale: Tale, number: int) -> list[Named]:
    """Whose baby it was, since a baby does not go out alone: "cuddled Anne's newborn"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    if who not in {"me", ""} or clause.verb >= clause.end:
        return []
    for at in range(clause.verb + 1, clause.end):
        named = tale.at.get(at)
        if named is None or not named.owns:
            continue
        before = sentence.word(at - 1)
        cuddled = before in _CUDDLES or (
            before in verbs.TO_DO | {"hold", "cuddle"}
            and not verbs.GOING.isdisjoint(sentence.texts(clause.verb, at - 1))
        )
        if cuddled and _belongs(sentence, named) in _INFANTS:
            return [named]
    return []


def _home(sentence: Sentence, clause: Clause) -> int:
    """Where "his", "her" or "their" of "at her place" stands; 0 where there is none."""
    for at in range(clause.start + 1, clause.end - 1):
        led = sentence.word(at - 1) in {"at", "round", "in"}
        if (
            led
            and sentence.word(at) in {"his", "her", "their"}
            and (
                sentence.word(at + 1) in ROOMS
                or (sentence.word(at + 1) == "new" and sentence.word(at + 2) in ROOMS)
            )
        ):
            return at
    return 0


def _only_one(tale: Tale, at: int) -> Named | None:
    """The one person named before a position; None where there are several, or none."""
    before = [named for named in tale.found if named.start < at and named.people]
    same = {tuple(named.people) for named in before}
    return before[-1] if len(same) == 1 else None


def _belongs(sentence: Sentence, named: Named) -> str:
    """Who or what is theirs: "baby" of "Anne's gorgeous new baby"; "" where it is far away."""
    inside = sentence.texts(named.end, named.end + 4)
    return next((word for word in inside if word in verbs.PEOPLE), "")


def _may_live(sentence: Sentence, named: Named, pronoun: str) -> bool:
    """Whether the home is the person's own, and not that of "Bob's mum"."""
    other = _belongs(sentence, named)
    if other in _YOUNG:
        return True
    if pronoun == "their":
        return other in _COUPLE
    return other in (verbs.WOMEN if pronoun == "his" else verbs.MEN)
