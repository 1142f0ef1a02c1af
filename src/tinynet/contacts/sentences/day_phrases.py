"""Find long phrases for a day: "the friday before last", "a week ago tuesday: ...", "2d ago".

They are read by the strict table of `core.dates`, the longest first, and only where a day stands:
in front of a colon, where a clause begins or ends, and before "with" or "at". One of their words
must say that it is a day, so that no ordinary word becomes one.
"""

from __future__ import annotations

from tinynet.contacts.sentences import weekdays, when
from tinynet.contacts.sentences.length import is_count, is_short_length
from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import PREPOSITIONS, SUBJECTS, is_verb
from tinynet.core.days.feasts import is_feast
from tinynet.core.days.words import NEAR_DAYS, WEEKDAY_NUMBERS
from tinynet.core.days.words import words_of as day_words
from tinynet.core.kind_words import kind_for
from tinynet.core.partial import MONTH_NUMBERS
from tinynet.errors import BadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tinynet.contacts.sentences.text import Sentence

_LONGEST = 7  # words of a day
_BEHIND = words_of(
    "with w at in and & but for over @ about after because cos then so while to when"
)  # what may follow a day inside a clause
_ABOUT = words_of("around roughly approximately approx circa or")
_NEAR = frozenset({*NEAR_DAYS, "tonight", "ago", "back", "weekend"})
_AT = words_of("at around about from after before")
_LEADS = words_of("on just only exactly sometime")  # which `core.dates` skips
_PARTS = words_of("early mid late start end beginning middle")
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_NO_SLIPS = words_of("sundae sundry toady toddy")  # words one letter away from a day
_NOT_SINCE = words_of("since until till by before after every each from during through")
_FEAST_DAYS = words_of("halloween hogmanay nye")
_MONTHS_ONLY = words_of("january february july september october november december")
_PHRASES = ("before last", "from now", "end week", "end month", "end year")
_MONTHS_A_YEAR = 12
_NO_DAY = (
    " is not a day",
    " is a time, ",
    " is not a time",
    " cannot be part of ",
    " too many ",
    " days, not one",
    " is empty",
)  # what is said of words that are not a day, and not of a day that is not clear


def day_phrases(sentence: Sentence, today: date, order: str) -> list[when.Day]:
    """Claim the long phrases for days, in order.

    Args:
        sentence: Nothing but its tags claimed.
        today: The day it is.
        order: The configured `date_order`.
    """
    found: list[when.Day] = []
    end = _in_front(sentence)
    leading = _day(sentence, 0, end, today, order) if end else None
    if leading is not None and _looks_dated(sentence, end):
        found.append(leading)
    start = found[0].end if found else 0
    while start < len(sentence.words):
        here = _longest_at(sentence, start, today, order)
        if here is not None:
            found.append(here)
        start = here.end if here is not None else start + 1
    for day in found:
        if _is_day_word(sentence, day.end):  # "a month ago friday"
            day.end += 1
            typed = sentence.typed(day.start, day.end)
            day.resolved = when.resolved(typed, "", today, order)
        sentence.claim("when", max(day.start - (sentence.word(day.start - 1) == "on"), 0), day.end)
    return found


def _looks_dated(sentence: Sentence, end: int) -> bool:
    """Whether what stands in front of a colon is meant as a day, and not "first:"."""
    start = sentence.word(0) == "on"
    figures = sentence.word(start)[:1].isdigit()
    return figures or _says_day(sentence, start, end) or is_feast(sentence.texts(start, end))


def _is_day_word(sentence: Sentence, number: int) -> bool:
    """Whether a word behind a day names another one, without a stop between them."""
    word = sentence.word(number)
    day = word in WEEKDAY_NUMBERS or word in NEAR_DAYS
    return day and not sentence.role(number) and not sentence.words[number].gap.strip()


def _in_front(sentence: Sentence) -> int:
    """Where the words in front of the first colon end; 0 where there is none."""
    last = min(_LONGEST + 1, len(sentence.words))
    number = next((n for n in range(1, last) if ":" in sentence.words[n].gap), 0)
    return number if number and sentence.free(0, number) else 0


def _longest_at(sentence: Sentence, start: int, today: date, order: str) -> when.Day | None:
    """The longest phrase that begins at a word and stands where a day may stand."""
    before = sentence.word(start - 1)
    first = start - (before in _ABOUT or before in {"about", "on"})
    opens = first == 0 or sentence.breaks(first) or sentence.comma(first)
    first_word, after = sentence.word(start), sentence.word(start + 1)
    parted = before in _NOT_SINCE and not when.came_by(sentence, start - 1)
    if (parted or first_word in {"sat", "sun"}) and not opens:
        return None
    named = before == "with" and first_word in MONTH_NUMBERS  # "lunch with June tuesday"
    sits = first_word == "sat" and after in weekdays.SITS
    since = when.is_since(sentence, start) or when.came_by(sentence, start)
    if named or sits or since or first_word in _LEADS:
        return None
    for end in range(min(start + _LONGEST, len(sentence.words)), start, -1):
        if not sentence.free(start, end) or sentence.parted(start, end, " .,'\u2019"):
            continue
        if end - start > 1 and _says_more(sentence, end - 1):
            continue
        if not SUBJECTS.isdisjoint(sentence.texts(start, end)):  # "Saturday night, she got back"
            continue
        if not (opens or _closes(sentence, end)) or not _says_day(sentence, start, end):
            continue
        day = _day(sentence, start, end, today, order)
        if day is not None:
            return day
    return None


def _says_more(sentence: Sentence, number: int) -> bool:
    """Whether a word behind a day is how long it took or its kind: "yesterday 1h30", and lunch."""
    word, before = sentence.word(number), sentence.word(number - 1)
    return before not in _AT and (is_short_length(word) or kind_for(word) is not None)


def _day(sentence: Sentence, start: int, end: int, today: date, order: str) -> when.Day | None:
    """The day that words mean, or why it is unclear; None where they mean none."""
    typed = sentence.text[sentence.words[start].start : sentence.words[end - 1].end]
    before = sentence.word(start - 1)
    if start and (before in _ABOUT or (before == "about" and sentence.word(end - 1) == "ago")):
        return when.Day(start, end, when.resolved(typed, "", today, order))
    meant = when.resolved(typed, typed, today, order)
    if isinstance(meant, BadDateError) and not _is_unclear(meant):
        counted = end - start == 3 and sentence.word(end - 1) == "ago"  # "2 dyas ago"
        return when.Day(start, end, meant) if counted and is_count(sentence.word(start)) else None
    return when.Day(start, end, meant, coming=when.coming(typed, meant, today, order))


def _is_unclear(error: BadDateError) -> bool:
    """Whether the words are a day, though not a clear one."""
    return not any(one in error.message for one in _NO_DAY)


def _closes(sentence: Sentence, end: int) -> bool:
    """Whether a day may end before a word: at the end, at a stop, before "with"."""
    if sentence.ends(end):
        return True
    follows = sentence.role(end) == "tag" or is_short_length(sentence.word(end))
    return follows or sentence.word(end) in _BEHIND


def _says_day(sentence: Sentence, start: int, end: int) -> bool:
    """Whether one of the words is one of a day, and is used as one."""
    typed = sentence.text[sentence.words[start].start : sentence.words[end - 1].end].lower()
    words = day_words(typed)
    if len(words) < 2:
        return _is_one_word(sentence, start, end, words)
    if any(word in _NEAR or word in WEEKDAY_NUMBERS for word in words):
        return True
    if len(words) == 2 and words[1] in _ENDINGS:  # the 20th
        before = sentence.word(start - 1)
        led = before != "on" and (before in PREPOSITIONS or is_verb(before))
        return typed.startswith("the ") and typed[4:5].isdigit() and not led
    if any(word in MONTH_NUMBERS for word in words):
        return any(word.isdigit() or word in _PARTS or word == "last" for word in words)
    if " ".join(words).endswith(_PHRASES) or words[:2] == ["last", "night"]:
        return True
    return any(
        word in {"before", "after"} and is_feast(words[n + 1 :]) for n, word in enumerate(words)
    )


def _is_one_word(sentence: Sentence, start: int, end: int, words: list[str]) -> bool:
    """Whether one word is a day that is misspelt, or a date in figures or with a month."""
    if not words or end - start > 1:
        return False
    typed, spelled = sentence.word(start), words[0]
    if typed != spelled:
        return spelled in WEEKDAY_NUMBERS | dict.fromkeys(_NEAR, 0) and typed not in _NO_SLIPS
    if spelled in _FEAST_DAYS:
        before = sentence.word(start - 1)
        led = before in PREPOSITIONS or before in _NOT_SINCE or is_verb(before)
        return _closes(sentence, end) and not led
    if spelled in _MONTHS_ONLY:
        return _closes(sentence, end) and sentence.word(start - 1) not in PREPOSITIONS
    figures = sum(letter.isdigit() for letter in spelled)
    return _is_slashed(spelled) or (figures >= 6 and (spelled.isdigit() or "-" in spelled))


def _is_slashed(word: str) -> bool:
    """Whether it is a day and a month that cannot be swapped, 25/11, and no rating, 13/10."""
    day, _, month = word.partition("/")
    if not (day.isdigit() and month.isdigit()) or word == "24/7":
        return False
    return (int(day) > _MONTHS_A_YEAR) != (int(month) > _MONTHS_A_YEAR) and month != "10"
