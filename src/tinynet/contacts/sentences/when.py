"""Find the day in a sentence: "yesterday:", "on friday", "12 nov".

A phrase must have the shape of a date before `dates.resolve` reads it, so that no ordinary word
becomes one: a month alone never does, and "sat" and "sun" only where they cannot be a verb or the
weather. What sounds like a day but is not one ("last week", "the other day") is refused.
"""

from __future__ import annotations

from tinynet.contacts.sentences import weekdays
from tinynet.contacts.sentences.festive import is_feast_day, is_festive, is_season
from tinynet.contacts.sentences.length import CLOCK_UNITS, is_count
from tinynet.contacts.sentences.text import UnreadableError, words_of
from tinynet.contacts.sentences.verbs import PREPOSITIONS, is_verb
from tinynet.core.dates import resolve
from tinynet.core.days.asked import StillToComeError
from tinynet.core.days.words import SLANG
from tinynet.core.kind_words import kind_for
from tinynet.core.partial import MONTHS
from tinynet.errors import BadDateError, BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tinynet.contacts.sentences.text import Sentence

_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_NEAR = frozenset({"yesterday", "today", "tonight", "tomorrow"})
_MONTHS = frozenset({m.lower() for m in MONTHS} | {m[:3].lower() for m in MONTHS} | {"sept"})
_VERBS = frozenset({"may", "march", "mar"})  # months that are ordinary words, or nearly
_UNITS = words_of(
    "day days week weeks wk wks fortnight fortnights month months mths year years yrs"
)
_SPANS = frozenset({"week", "weekend", "month", "quarter", "year", "summer", "winter", "spring"})
_VAGUE = (
    ("the", "other", "day"), ("the", "other", "night"), ("the", "other", "week"),
    ("a", "while", "ago"), ("at", "the", "weekend"), ("over", "the", "weekend"),
    ("on", "the", "weekend"), ("at", "christmas"), ("over", "christmas"), ("recently",),
    ("lately",), ("all", "week"), ("ages", "ago"), ("long", "ago"),
)  # fmt: skip
_LONG_AGO = 330  # days; from here on a day without a year is hardly a month ahead
_OPEN = words_of("since until till by before after every from each with")


class PlanError(UnreadableError):
    """The sentence is about the future."""

    code = "plan"

    def __init__(self, typed: str, on: date | None = None) -> None:
        self.on = on
        super().__init__(
            f'"{typed}" is a plan, not something that happened',
            "Keep it as a plan, as in: tinynet plan coffee anne",
        )


class Day:
    """A day in a sentence: its position and the day, or the error why it is unclear.

    Attributes:
        festive: Whether a feast names it as a part of something, which gives way to any other day:
            "a Halloween lunch on Friday".
        coming: The day ahead that it may be just as well, "5 dec" in November; or None.
    """

    def __init__(
        self, start: int, end: int, resolved: date | BadValueError, *, festive: bool = False,
        coming: date | None = None,
    ) -> None:  # fmt: skip
        self.start, self.end, self.resolved, self.festive = start, end, resolved, festive
        self.coming = coming

    def on(self) -> date:
        """The day.

        Raises:
            BadValueError: It cannot be told, or lies ahead.
        """
        if isinstance(self.resolved, BadValueError):
            raise self.resolved
        return self.resolved


def days(sentence: Sentence, today: date, order: str) -> list[Day]:
    """Claim all phrases for days and times of day, in order.

    Args:
        sentence: Its lengths claimed already.
        today: The day it is.
        order: The configured `date_order`.
    """
    _clocks(sentence)
    found: list[Day] = []
    number = 0
    while number < len(sentence.words):
        end, phrase = _day_at(sentence, number)
        if not end:
            number += 1
            continue
        festive = end == number + 1 and is_festive(sentence, number)
        typed = sentence.typed(number, end + 1 if festive else end)
        day = resolved(typed, phrase, today, order)
        nearer = coming(phrase, day, today, order)
        found.append(Day(number, end, day, festive=festive, coming=nearer))
        start = number - (sentence.word(number - 1) in {"on", "the"})
        start -= sentence.word(start - 1) == "on" and start < number
        sentence.claim("when", max(start, 0), end)
        number = end
    return found


def without_festive(sentence: Sentence, days: list[Day]) -> list[Day]:
    """The days, without those that a feast names where another day is there."""
    sure = [day for day in days if not day.festive]
    if not sure:
        return days
    for day in days:
        if day.festive:
            sentence.release("when", day.start, day.end)
    return sure


def prefix(sentence: Sentence) -> int:
    """The number of words before the first colon, if they name the day; else 0."""
    number = next((n for n in range(1, 7) if ":" in sentence.gap(n)), 0)
    roles = {word.role for word in sentence.words[:number]}
    return number if roles == {"when"} else 0


def coming(phrase: str, meant: date | BadValueError, today: date, order: str) -> date | None:
    """The day ahead that a phrase may mean as well, where the one behind is nearly a year ago."""
    if isinstance(meant, BadValueError) or (today - meant).days <= _LONG_AGO:
        return None
    ahead = _ahead(phrase, today, order)
    return ahead if ahead and ahead > today else None


def resolved(typed: str, phrase: str, today: date, order: str) -> date | BadValueError:
    """The day that a phrase means, or why it is unclear.

    Args:
        typed: The words as typed, for the error.
        phrase: What to resolve; "" where it is vague.
        today: The day it is.
        order: The configured `date_order`.
    """
    if not phrase:
        return BadDateError(
            f'"{typed}" does not say which day', 'Put the day in front: "yesterday: ..."'
        )
    if _has_short_year(phrase):
        return BadDateError(
            f'"{typed}" has a year of two digits', "Write all four digits of the year"
        )
    try:
        return resolve(phrase, today=today, past=True, order=order)
    except BadDateError as error:
        on = _ahead(phrase, today, order)
        return PlanError(typed, on) if on or isinstance(error, StillToComeError) else error


def _has_short_year(phrase: str) -> bool:
    """Whether a date in figures has a year of two digits: 16.5.25 may be more than one day."""
    return any(
        len(parts) == 3 and all(part.isdigit() and len(part) < 3 for part in parts)
        for parts in (phrase.split(mark) for mark in "-/.")
    )


def _ahead(phrase: str, today: date, order: str) -> date | None:
    """The day that a phrase says where it is one to come; None where there is none, or two."""
    try:
        return resolve(phrase, today=today, past=False, order=order)
    except BadDateError:
        return None


def _clocks(sentence: Sentence) -> None:
    """Claim times of day, which are not kept: "at 6pm", "at 18:00", "at noon"."""
    for number, word in enumerate(sentence.words):
        if word.role:
            continue
        hour = word.text.removesuffix("am").removesuffix("pm")
        clock = hour.replace(":", "").isdigit()
        after = sentence.word(number + 1)
        end = number + 1
        if clock and hour == word.text and after in {"am", "pm"}:
            end += 1
        elif not (clock and (hour != word.text or ":" in hour)):
            bare = word.text in {"noon", "midday", "midnight"} or (
                clock and len(hour) < 3 and after != "of"
            )
            last = number + 1 >= len(sentence.words)
            if not (bare and sentence.word(number - 1) == "at" and (last or not word.owns)):
                continue
        start = number - (sentence.word(number - 1) in {"at", "from", "around"})
        sentence.claim("clock", max(start, 0), end)


def _day_at(sentence: Sentence, start: int) -> tuple[int, str]:
    """Where a day that begins at a word ends, and the text to resolve; "" where it is vague."""
    for count in (5, 4, 3, 2, 1):
        end = start + count
        words = sentence.texts(start, end)
        if len(words) < count or not sentence.free(start, end):
            continue
        if sentence.parted(start, end, " .,'\u2019"):
            continue
        before = sentence.word(start - 1)
        if (before in _OPEN and not came_by(sentence, start - 1)) or is_since(sentence, start):
            continue
        if words in _VAGUE or _is_vague(words) or is_season(sentence, words, start):
            return end, ""
        if words == ("sat",) and weekdays.may_sit(sentence, start):
            return end, ""
        if _is_bare(sentence, words, end):
            return end, words[-1]
        if (
            start == 0
            and count == 1
            and words[0] in weekdays.PLAIN
            and not weekdays.opens(sentence)
        ):
            return end, ""
        phrase = _shape(sentence, words, start, end)
        if phrase:
            return end, phrase
    return 0, ""


def came_by(sentence: Sentence, number: int) -> bool:
    """Whether "by" belongs to a visit, "dropped by yesterday", and is no deadline."""
    return sentence.word(number) == "by" and sentence.word(number - 1) in _CAME


_CAME = words_of("came dropped stopped popped swung called passed went drove cycled walked")


def is_since(sentence: Sentence, start: int) -> bool:
    """Whether "in" says since when it was the first: "first pint in 8 years"."""
    return sentence.word(start) == "in" and not _FIRST.isdisjoint(
        sentence.texts(start - _NEAR_FIRST, start)
    )


_FIRST = words_of("first only best longest")
_NEAR_FIRST = 4  # words before


def _is_vague(words: tuple[str, ...]) -> bool:
    match words:
        case ["last" | "this" | "next", span] | ["earlier", "this", span]:
            return span in _SPANS
        case ["a" | "some", "few" | "couple", unit, "ago"] | ["some" | "few", unit, "ago"]:
            return unit in _UNITS
        case ["a", "couple", "of", unit, "ago"]:
            return unit in _UNITS
        case ["on", whose, "birthday" | "anniversary"]:  # whenever that was
            return whose in _DETERMINERS
    return False


def _is_bare(sentence: Sentence, words: tuple[str, ...], end: int) -> bool:
    """Whether it is a day of the month alone, "on the 5th", and not the fifth of something."""
    match words:
        case [day] if _is_day(day) and not day.isdigit():
            return _is_bare_ordinal(sentence, end - 1)
        case ["on", "the", day] if _is_day(day) and not day.isdigit():
            return sentence.ends(end) or sentence.word(end) in {"with", "in", "at"}
    return False


def _is_bare_ordinal(sentence: Sentence, number: int) -> bool:
    """Whether "24th" is a day: behind a name or a kind, where it ends or goes on with "at"."""
    before, word = number - 1, sentence.words[number]
    if before < 0:
        return number + 1 < len(sentence.words) and sentence.comma(number + 1)
    if word.gap.strip() not in {"", ",", "("} or sentence.words[before].owns:
        return False
    named = sentence.capital(before) or kind_for(sentence.word(before)) is not None
    ordinary = is_verb(sentence.word(before)) or sentence.word(before) in _DETERMINERS
    return (
        named
        and not ordinary
        and (sentence.ends(number + 1) or weekdays.goes_on(sentence, number + 1))
    )


def _shape(sentence: Sentence, words: tuple[str, ...], start: int, end: int) -> str:
    """The text of a date, from words that have the shape of one; "" where they have not."""
    match words:
        case [one]:
            near = SLANG.get(one, one)
            known = near in _NEAR or _is_numeric(sentence, one, start)
            known = known or is_feast_day(sentence, words, start, end)
            return near if known or weekdays.is_weekday(sentence, start, end) else ""
        case ["last", part] if part in _PARTS:
            return "yesterday"
        case ["day", "before", "yesterday"]:
            return "2 days ago"
        case [_, unit, "ago"] | ["half", "an", unit, "ago"] if unit in CLOCK_UNITS:
            return "today"
    dated = words[1:] if words[0] in weekdays.ALL and len(words) > 2 else words
    if _is_calendar(sentence, dated, start):
        return " ".join(w for w in words if w not in {"the", "of", "in", "last"})
    known = _is_relative(words) or is_feast_day(sentence, words, start, end)
    return " ".join(words) if known else ""


_DETERMINERS = words_of("the a an my our his her their your")


def _is_relative(words: tuple[str, ...]) -> bool:
    """Yesterday evening, last friday night, friday night, in two weeks, 3 days ago."""
    match words:
        case [day, part] if part in _PARTS:
            return day in {"yesterday", "tomorrow", "this"} or day in weekdays.ALL
        case ["last" | "next" | "this", day] | ["last", day, "night" | "evening"]:
            return day in weekdays.ALL
        case ["this", "past", day] | [day, "last" | "this", "week"] | ["last", "week", day]:
            return day in weekdays.ALL
        case [day, "of", "last" | "this", "week"]:
            return day in weekdays.ALL
        case (
            ["in", count, unit] | [count, unit, "ago"] | [count, unit, "ago", "today" | "yesterday"]
        ):
            return unit in _UNITS and is_count(count)
    return False


def _is_calendar(sentence: Sentence, words: tuple[str, ...], start: int) -> bool:
    """12 nov, Nov 12th 2025, 12th of november; "in May" and "in 2019", to be refused."""
    rest = [word for word in words if word not in {"the", "of"}]
    if len(rest) == 3 and rest[2].isdigit() and len(rest[2]) in {2, 4}:  # 16 may 25 is refused
        rest.pop()
    match rest:
        case ["in" | "last", month] if month in _MONTHS and len(words) == 2:
            return month not in _VERBS or sentence.capital(start + 1)
        case [day, month] if month in _MONTHS:
            return _is_day(day) and words[0] == day
        case [month, day] if month in _MONTHS and len(words) < 4 and "of" not in words:
            sure = (
                month not in _VERBS or sentence.capital(start) or sentence.word(start - 1) == "on"
            )
            return _is_day(day) and sure
        case ["in", year]:
            return year.isdigit() and len(year) == 4 and year[:2] in {"19", "20"}
    return False


def _is_day(word: str) -> bool:
    number = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return number.isdigit() and len(number) < 3 and 1 <= int(number) <= 31


def _is_numeric(sentence: Sentence, word: str, start: int) -> bool:
    """2026-02-13, 12/11/2026, 12.11.2026, 03/04; 3/4 where "on" says it, 3.4 where a day stands."""
    for mark in "-/.":
        parts = word.split(mark)
        if all(part.isdigit() for part in parts):
            if len(parts) == 3:
                return len(max(parts, key=len)) == 4 or len(max(parts, key=len)) < 3
            if len(parts) == 2 and mark != "-":
                if mark == "." and _may_be_day(sentence, start, parts):
                    return True
                sure = mark == "/" and (start == 0 or any(part[:1] == "0" for part in parts))
                return sure or sentence.word(start - 1) == "on"
    return False


def _may_be_day(sentence: Sentence, number: int, parts: list[str]) -> bool:
    """Whether 24.11 stands where a day may stand, and is neither a price nor a distance."""
    day, month = parts
    if not (_is_day(day) and 1 <= int(month) <= len(MONTHS) and len(month) < 3):
        return False
    word, after = sentence.words[number], number + 1
    if word.gap[-1:] in _SIGNS or sentence.text[word.end : word.end + 1] in _SIGNS:
        return False
    opens = number == 0 or bool(word.gap.strip(" .'\u2019"))
    before = sentence.word(number - 1)
    led = before in PREPOSITIONS - {"on"} or before in _MEASURED or is_verb(before)
    follows = (
        sentence.ends(after)
        or sentence.capital(after)
        or sentence.word(after) in {"with", "at", "and", "in"}
    )
    return (opens and sentence.word(after) not in _UNITS_OF_FIGURES) or (follows and not led)


_SIGNS = frozenset("$\u00a3\u20ac%#\u00a5") - {""}
_MEASURED = words_of("a an it the number version chapter page bus room level")
_UNITS_OF_FIGURES = words_of(
    "km k miles mile m metres meters hours hour hrs h minutes min mins kg g stone pounds quid "
    "euros euro dollars bucks percent degrees litres times out points stars am pm million thousand"
)
