"""The words of a typed day, split and spelled out.

A misspelt word is read only where it is on the list, or one slip of the keyboard away from just
one of the long names; everything that is not known stays as it is, to be refused.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.partial import MONTH_NUMBERS, MONTHS, WEEKDAYS
from tinynet.core.spans import TENS, number_word, split_words

WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {name[:3]: number for number, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
NEAR_DAYS = ("yesterday", "today", "tomorrow")
# "2day" is today, or two days: it becomes an unknown word, which is refused.
_SHORT = """
    yesterday: yest yday ystd ystdy ystrday yesty
    tomorrow: tmrw tmr tmw tmrow tmrrw tomo tomoz 2moro 2morrow 2mrw 2mro tommorow
    tonight: tonite 2nite 2night tnite
    today: tdy eod
    wednesday: wensday
    night: nite
    midnight: midnite
    afternoon: arvo
    before: b4
    next: nxt
    until: til till
    am: a.m a.m.
    pm: p.m p.m.
    xmas: x-mas
    end month: eom
    end year: eoy
    year end: year-end
    month end: month-end
    2-day: 2day
"""
SLANG = {
    short: word.strip()
    for word, _, all_short in (line.partition(":") for line in _SHORT.strip().splitlines())
    for short in all_short.split()
}
_LONG = (
    *("yesterday", "tomorrow", "tonight", "today", *WEEKDAYS),
    *("days", "weeks", "months", "years"),
    *(name.lower() for name in MONTHS if len(name) > len("march")),
)
_OF_LENGTH = {  # one slip makes a name a letter longer or shorter at the most
    length: [name for name in _LONG if -2 < len(name) - length < 2] for length in range(4, 12)
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_ORDINAL_NUMBERS = {word: number for number, word in enumerate(_ORDINALS, 1)}
_ORDINAL_NUMBERS |= {f"twenty-{word}": number + 20 for number, word in enumerate(_ORDINALS[:9], 1)}
_ORDINAL_NUMBERS |= {"thirtieth": 30, "thirty-first": 31}


def weekday_named(name: str, day: date) -> date:
    """The latest day so named, up to and with `day`."""
    return day - timedelta(days=(day.weekday() - WEEKDAY_NUMBERS[name]) % 7)


def words_of(typed: str) -> list[str]:
    """The words of a typed day, lower case, spelled out, without "the" and "of" inside.

    "Friday, the 20th of Nov." -> friday 20 th nov; "first" -> 1 st; "tmrw" -> tomorrow.
    """
    text, before = "", ""
    for char in typed.lower():
        if char == "'" and not before.isdigit():  # new year's, two weeks', o'clock, '27
            continue
        text += " " if char in ",()" else " at " if char == "@" else char
        before = char
    typed_words = [SLANG.get(word, SLANG.get(word.rstrip("."), word)) for word in text.split()]
    # "25.11." is a date, and its last dot says so; `split_words` takes one away.
    typed_words = [f"{word}." if _is_dotted(word) else word for word in typed_words]
    words: list[str] = []
    for word in split_words(" ".join(typed_words)):
        number = _ORDINAL_NUMBERS.get(word, 0)
        if number and number < 10 and words and words[-1] in {"twenty", "thirty"}:
            number += 20 if words.pop() == "twenty" else 30
        if words and words[-1] in TENS and number_word(word) in range(1, 10):
            words[-1] += f"-{word}"  # twenty two
        else:
            words += [str(number), _suffix(number)] if number else [_spelled(word)] if word else []
    return _without_joints(words)


def _is_dotted(word: str) -> bool:
    day, _, month = word.removesuffix(".").partition(".")
    return word.endswith(".") and day.isdigit() and month.isdigit() and len(day + month) < 5


def _suffix(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in {11, 12, 13} else 0, "th")


def _spelled(word: str) -> str:
    """A long name that is one slip away, where there is just one; else the word itself."""
    known = word in WEEKDAY_NUMBERS or word in MONTH_NUMBERS or word in _UNITS
    if len(word) < 4 or not word.isalpha() or known:
        return word
    first, last = word[0], word[-2:]  # a slip is in one of them at the most
    found = [
        name for name in _OF_LENGTH.get(len(word), ())
        if (name[0] == first or name[-2:] == last) and word != name + "s" and _one_slip(word, name)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else word


def _one_slip(word: str, name: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped."""
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    rest, other = word[same:], name[same:]
    if not rest and not other:
        return False
    swapped = other[1:2] + other[:1] + other[2:]
    return rest[1:] in {other[1:], other} or rest in {other[1:], swapped}


def _without_joints(words: list[str]) -> list[str]:
    """Without "the" and "of" where they join a date; a stray one stays, to be refused."""
    kept: list[str] = []
    for number, word in enumerate(words):
        before, after = words[number - 1] if number else "", "".join(words[number + 1 : number + 2])
        the = word == "the" and before not in _UNITS and not before.isdigit() and before != "the"
        of = word == "of" and (
            (after in _UNITS and before in _EDGES)
            or (after not in _UNITS and not (after[:1].isdigit() and before not in _PARTS))
        )
        if not (after and after != "of" and (the or (of and before))):
            kept.append(word)
    return kept


_UNITS = ("day", "days", "week", "weeks", "month", "months", "year", "years", "a", "an")
_EDGES = ("end", "start", "beginning", "couple")
_PARTS = ("morning", "afternoon", "evening", "night", *_EDGES, "day")
