"""Find weekdays in a sentence, where they are neither a verb, nor the weather, nor a thing's name.

"sat with Sam", "the sun came out" and "the Friday stall" name no day.
"""

from __future__ import annotations

from tinynet.contacts.sentences.festive import NOT_ON
from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import PEOPLE, PREPOSITIONS, is_verb
from tinynet.core.kind_words import kind_for, kind_in
from tinynet.core.partial import WEEKDAYS as NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.text import Sentence

PLAIN = frozenset({*NAMES, "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri"})
ALL = PLAIN | {"sat", "sun"}  # these two mean other things, too
SITS = PREPOSITIONS | words_of("next down up and outside was is came around across together")
_SAT = words_of("he she they we i the who it just you")
_KNOWN_DAY = words_of("the a every each black good next of for")
_HAD = words_of("had enjoyed hosted")
_BEHIND = words_of(
    "with w at in and & but for to because cos about after before then so where when while over "
    "from near by round as though although during"
)
_WENT = words_of("went out over round came met joined up me us")
_BEHIND_SUN = words_of("with w at for about")
_SHINING = words_of("the some more much no hot warm evening morning afternoon winter summer")


def is_weekday(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the name of a weekday, alone, is meant as a day."""
    if sentence.word(start) not in ALL:
        return False
    before, after = sentence.word(start - 1), end < len(sentence.words)
    if before == "on" or (after and ":" in sentence.words[end].gap and start == 0):
        return True
    first = start == 0 and after
    closed = sentence.ends(end) or goes_on(sentence, end)
    if sentence.word(start) not in PLAIN:
        first = first and sentence.word(end) not in SITS
        sits = before in _SAT or _is_who_sits(sentence, start - 1)
        return first or (closed and start > 0 and not sits)
    known = before in _KNOWN_DAY and not _is_meal(sentence, start)
    return first or (closed and start > 0 and not known)


def opens(sentence: Sentence) -> bool:
    """Whether the weekday that begins a sentence is its day: before a name, a kind, "we"."""
    if len(sentence.words) < 2:
        return True
    second = sentence.words[1]
    kind = kind_in(sentence.text[second.start :])
    goes_on = second.text in {"i", "we", "with"} or (kind is not None and kind[1][0] == 0)
    return goes_on or sentence.capital(1) or bool(second.gap.strip() or second.role)


def may_sit(sentence: Sentence, number: int) -> bool:
    """Whether "sat" may be Saturday as well as sitting: "had coffee sat with Sam"."""
    apart = sentence.words[number].gap.strip() or sentence.word(number + 1) != "with"
    return not apart and kind_for(sentence.word(number - 1)) is not None


def goes_on(sentence: Sentence, end: int) -> bool:
    """Whether what follows a weekday is no thing of that day: "tuesday at", not "Sunday market"."""
    name, before = sentence.word(end - 1), sentence.word(end - 2)
    if sentence.role(end) in {"long", "clock", "tag"}:
        return True
    if name == "sun":  # which shines, too
        shines = before in PREPOSITIONS or before in _SHINING or is_verb(before)
        return sentence.word(end) in _BEHIND_SUN and not shines
    if name == "sat":
        return False
    told = before in NOT_ON or before in {"to", "with"}  # discussed tuesday and the rest
    return (sentence.word(end) in _BEHIND and not told) or _is_meal(sentence, end - 1)


def _is_meal(sentence: Sentence, number: int) -> bool:
    """Whether a weekday says of a contact when it was: had Sunday lunch, went for Friday drinks."""
    if kind_for(sentence.word(number + 1)) is None:
        return False
    before, first = sentence.word(number - 1), sentence.word(number - 2)
    named = number > 1 and sentence.capital(number - 1)
    return named or before in _HAD or (before == "for" and first in _WENT)


def _is_who_sits(sentence: Sentence, number: int) -> bool:
    """Whether a clause begins with somebody as its subject: "His dog sat", "Bob's mum sat"."""
    return sentence.word(number) in PEOPLE and any(
        first == 0 or (first > 0 and (sentence.breaks(first) or sentence.comma(first)))
        for first in (number - 1, number)
    )
