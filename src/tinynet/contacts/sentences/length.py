"""Find the duration in a sentence: "45m", "for two hours", "an hour and a half"."""

from __future__ import annotations

from tinynet.contacts.sentences.text import UnreadableError, words_of
from tinynet.core.spans import DAY_MINUTES, parse_duration
from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.text import Sentence

CLOCK_UNITS = frozenset(
    {"m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours"}
)
_COUNTS = words_of("a an one two three four five six seven eight nine ten eleven twelve couple few")
_NO_LENGTH = words_of(
    "late ago early away drive from old before after until apart behind left later ride"
)


def length(sentence: Sentence) -> int | None:
    """Claim the duration in a sentence.

    Returns:
        Minutes, 1 to 1440; None where it says none.

    Raises:
        BadValueError: Two different lengths, or more than a day.
    """
    found: set[int] = set()
    number = 0
    while number < len(sentence.words):
        end, minutes = _length_at(sentence, number)
        if minutes:
            start = number - (sentence.word(number - 1) in {"for", "about", "around"})
            start -= sentence.word(start - 1) == "for"
            sentence.claim("long", max(start, 0), end)
            found.add(minutes)
        number = max(end, number + 1)
    if len(found) > 1:
        raise UnreadableError("It says two lengths", "Log each with its own sentence")
    return next(iter(found), None)


def _length_at(sentence: Sentence, start: int) -> tuple[int, int]:
    """Where a length that begins at a word ends, and its minutes; 0 where none begins."""
    for count in (6, 5, 4, 3, 2, 1):
        end = start + count
        words = sentence.texts(start, end)
        if len(words) < count or not sentence.free(start, end):
            continue
        if any(sentence.words[n].gap.strip() for n in range(start + 1, end)):
            continue
        if not _is_length(words) or sentence.word(end) in _NO_LENGTH:
            continue
        if words[0].isalpha() and not _stands_alone(sentence, start, end):
            continue
        typed = " ".join(words)
        if typed.endswith(" hour and a half"):
            return end, 90
        halves = 30 * typed.endswith((" and a half hours", " hours and a half"))
        typed = typed.replace(" and a half", "")
        minutes = parse_duration(typed) + halves
        if minutes > DAY_MINUTES:
            raise BadValueError(f'"{typed}" is longer than a day', "Write 24h at most")
        return end, minutes
    return 0, 0


def _is_length(words: tuple[str, ...]) -> bool:
    match words:
        case [one]:
            number = one.rstrip("abcdefghijklmnopqrstuvwxyz")
            rest = one.lstrip("0123456789.:")
            if one[:1].isdigit() and "h" in rest and rest not in CLOCK_UNITS:
                hours, _, minutes = one.partition("h")
                return hours.isdigit() and minutes.rstrip("m").isdigit() and len(minutes) < 4
            return (
                bool(number) and number[0].isdigit() and rest in CLOCK_UNITS and ":" not in number
            )
        case ["half", "an", "hour"] | ["an" | "one", "hour", "and", "a", "half"]:
            return True
        case [count, "hours", "and", "a", "half"] | [count, "and", "a", "half", "hours"]:
            return is_count(count)
        case [count, unit]:
            return is_count(count) and unit in CLOCK_UNITS and unit != "m"  # 5 m are metres
    return False


def is_count(word: str) -> bool:
    """Whether a word says how many: 3, 1.5, two."""
    simple = word in _COUNTS and word not in {"couple", "few"}
    return simple or (word.replace(".", "", 1).isdigit() and word[0].isdigit())


def _stands_alone(sentence: Sentence, start: int, end: int) -> bool:
    """Whether spelled-out time is how long it took: "for two hours", not "half an hour of news"."""
    after = sentence.word(end)
    follows = end >= len(sentence.words) or bool(sentence.words[end].gap.strip())
    ends = follows or after in {"with", "at", "in", "on", "and", "yesterday", "today", "this"}
    return sentence.word(start - 1) in {"for", "about", "around"} or ends
