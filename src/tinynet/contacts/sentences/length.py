"""Find the duration in a sentence: "45m", "for two hours", "an hour and a half"."""

from __future__ import annotations

from tinynet.contacts.sentences.text import UnreadableError, words_of
from tinynet.core.kind_words import kind_for
from tinynet.core.spans import DAY_MINUTES, minutes_of, number_word, split_words
from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.text import Sentence

CLOCK_UNITS = frozenset(
    {"m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours"}
)
_COUNTS = words_of("a an one two three four five six seven eight nine ten eleven twelve couple few")
_NOON = 12  # from here on 19h30 is a time of day
_BEHIND = words_of("with at in on and yesterday today this")
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
        if sentence.parted(start, end):
            continue
        minutes = _minutes(words, last=sentence.ends(end))
        if not minutes or sentence.word(end) in _NO_LENGTH or _is_vague(sentence, start, end):
            continue
        if words[0].isalpha() and not _stands_alone(sentence, start, end):
            continue
        if minutes > DAY_MINUTES:
            typed = sentence.typed(start, end)
            raise BadValueError(f'"{typed}" is longer than a day', "Write 24h at most")
        return end + (sentence.word(end) == "long"), minutes
    return 0, 0


def _minutes(words: tuple[str, ...], *, last: bool) -> int:
    """The minutes that words of a sentence say; 0 where they say none.

    Args:
        words: Folded.
        last: Whether a clause ends with them: only there is "1h 20" a length.
    """
    parts = [part for word in words for part in _parts(word)]
    if parts == ["hour", "long"]:
        return 60
    if len(words) == 1 and len(parts) == 1:
        return minutes_of(split_words(parts[0])) or 0 if is_short_length(parts[0]) else 0
    if "m" in words:  # 5 m are metres
        return 0
    ending = parts[-1].lstrip("0123456789.")
    if ending not in {*CLOCK_UNITS, "half", "quarter"} and not (last and parts[0][-1:] == "h"):
        return 0
    return minutes_of(split_words(" ".join(parts))) or 0


def _parts(word: str) -> list[str]:
    """The words that hyphens join into one: "ten-minute", but not "twenty-five"; 1½ is 1.5."""
    for sign, share in (("1\u20442", ".5"), ("1\u20444", ".25"), ("3\u20444", ".75")):
        if word.endswith(sign):
            return [f"{word.removesuffix(sign) or 0}{share}"]
    return [word] if number_word(word) is not None else word.split("-")


def is_short_length(word: str) -> bool:
    """Whether one word is a length: 45m, 1.5h, 1h30, 1h30min; no time of day is one."""
    rest = word.lstrip("0123456789.:")
    if not word[:1].isdigit() or ":" in word:
        return False
    if "h" in rest and rest not in CLOCK_UNITS:
        hours, _, minutes = word.partition("h")
        return hours.isdigit() and int(hours) < _NOON and minutes.rstrip("min").isdigit()
    return rest in CLOCK_UNITS


def _is_vague(sentence: Sentence, start: int, end: int) -> bool:
    """Whether it is only a part or a guess: most of an hour, two or three hours, an hour or two."""
    before, after = sentence.word(start - 1), sentence.word(end)
    if before in {"or", "to"} and is_count(sentence.word(start - 2)):
        return True
    return before == "of" or (after in {"or", "to"} and is_count(sentence.word(end + 1)))


def is_count(word: str) -> bool:
    """Whether a word says how many: 3, 1.5, two."""
    simple = word in _COUNTS and word not in {"couple", "few"}
    return simple or (word.replace(".", "", 1).isdigit() and word[0].isdigit())


def _stands_alone(sentence: Sentence, start: int, end: int) -> bool:
    """Whether spelled-out time is how long it took: "for two hours", not "half an hour of news"."""
    after = sentence.word(end)
    ends = sentence.ends(end) or after in _BEHIND
    told = after in {"long", "phone", "video"} or kind_for(after) is not None  # ten minute call
    return sentence.word(start - 1) in {"for", "about", "around"} or ends or told
