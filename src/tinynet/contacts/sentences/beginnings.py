"""Helpers of the rules for who was there: the beginning of a clause, and purposes."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import is_adverb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.tale import Tale
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_WHO_TOGETHER = words_of("i me us we myself")
_BASES = words_of(
    "have meet see catch talk speak go grab get be do play watch spend eat drink walk chat sit "
    "work share take call ring say tell hug visit hang discuss celebrate run dance"
)
_DONE_TO = words_of("managed stayed stopped decided started began able happened ended")


def begins(tale: Tale, clause: Clause, names: Sequence[Named]) -> bool:
    """Whether a clause begins with names, unlike "the book Li lent me"."""
    sentence = tale.sentence
    inside = [named.start for named in names if clause.start <= named.start < clause.end]
    if not inside or clause.marker:
        return True
    before = [
        sentence.word(n)
        for n in range(clause.start, min(inside))
        if sentence.role(n) not in verbs.ASIDE | {"who"} and not is_adverb(sentence.word(n))
    ]
    led = bool(before) and before[0] in verbs.PREPOSITIONS
    return led or all(
        word in verbs.FILLERS | verbs.BEFORE_NAMES | _WHO_TOGETHER | verbs.SUBJECTS
        for word in before
    )


def is_only_to(sentence: Sentence, clause: Clause, end: int) -> bool:
    """Whether an action is only a purpose: "lost my chance to have lunch with Bob"."""
    words = sentence.texts(clause.verb, end)
    to = next(
        (
            n
            for n, word in enumerate(words)
            if word == "to" and words[n + 1 : n + 2] and words[n + 1] in _BASES
        ),
        0,
    )
    if not to:
        return False
    done = words[to - 1] in {"had", "got"} or any(
        word in verbs.GOING or word in verbs.GOOD or word in _DONE_TO for word in words[:to]
    )
    return not done
