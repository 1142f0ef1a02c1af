"""Find feasts in a sentence that say its day: "on Halloween", "Boxing Day walk"."""

from __future__ import annotations

from tinynet.contacts.sentences.text import words_of
from tinynet.core.days.feasts import is_feast
from tinynet.core.kind_words import kind_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.text import Sentence

_SEASONS = words_of("christmas xmas easter")
_SPENT = words_of("spent celebrated had hosted did")
_WITH_WHOM = words_of("with at in together round over") | {""}
NOT_ON = words_of(
    "about for of before after since by until till planned plan happy merry like than every each "
    "through discussed love loves hate hates booked arranged"
)
_SENT = words_of("card cards present presents gift gifts email message song film")
_MEETINGS = words_of("party do drinks meal bash ball gathering get-together meetup service fair")
_DETERMINERS = words_of("the a an my our his her their your")


def is_season(sentence: Sentence, words: tuple[str, ...], start: int) -> bool:
    """Whether a feast of several days is meant as a time: "last Christmas", "spent Easter with"."""
    match words:
        case ["last" | "this" | "next", feast] if feast in _SEASONS:
            return True
        case [feast] if feast in _SEASONS:
            spent = sentence.word(start - 1) in _SPENT and sentence.word(start + 1) in _WITH_WHOM
            return spent or is_festive(sentence, start)
    return False


def is_festive(sentence: Sentence, number: int) -> bool:
    """Whether a feast says what for people met: "Halloween lunch", and not "a Christmas tree"."""
    if number + 1 >= len(sentence.words) or not is_feast(sentence.texts(number, number + 1)):
        return False
    word = sentence.words[number + 1]
    kind = kind_in(sentence.text[word.start :])
    is_meeting = word.text in _MEETINGS or (kind is not None and kind[1][0] == 0)
    before = number - 1 - (sentence.word(number - 1) in _DETERMINERS)
    talked_of = sentence.word(before) in NOT_ON or word.text in _SENT
    return is_meeting and not word.gap.strip() and not talked_of


def is_feast_day(sentence: Sentence, words: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a feast is the day: "on Halloween", "Boxing Day walk", "met Sam Christmas Eve"."""
    before = sentence.word(start - 1)
    named = words[1:] if words[0] == "last" else words
    if not named or not is_feast(named):
        return False
    if before == "on" or len(named) < len(words):
        return True
    if len(words) == 1:
        spent = before in _SPENT and sentence.word(end) in _WITH_WHOM
        return spent or is_festive(sentence, start)
    return before not in NOT_ON and sentence.word(end) not in _SENT
