"""The times of one rule of a repeated meeting (RRULE), within bounds: `FREQ=SECONDLY` is a bomb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from dateutil.rrule import rrulestr

from tinynet.exchange.calendar.old_rules import rule_of
from tinynet.exchange.calendar.when import When, Zones, are_comparable, read_when, seen

OCCURRENCES_MAX = 100_000  # of all repeated meetings of a file; those after them are refused
NEVER_MAX = 5  # rules without a day, at 0.2 s each; after them no more rules are tried
IN_VAIN_MAX = 2_000_000  # days that the rules of a file pass over, some 10 s; likewise
SHOWN = 40  # characters of a rule's part that a refusal repeats

# What a date or a number that does not exist raises, here and in dateutil.
BROKEN = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, OSError,
)  # fmt: skip

# How many days one step of a rule is, and about how many days of a daily rule it costs.
_STEPS = {"DAILY": (1, 1), "WEEKLY": (7, 1), "MONTHLY": (30, 5), "YEARLY": (365, 40)}
# Rules that only say after how many days or weeks they repeat.
_EVEN = {"DAILY": 1, "WEEKLY": 7}
_EVEN_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "WKST"})
_EVEN_MAX = 100_000  # days between two times; more are for dateutil, which knows where time ends
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {
    "DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years",
    "HOURLY": "hours", "MINUTELY": "minutes", "SECONDLY": "seconds",
}  # fmt: skip
_PER_DAY = {"HOURLY": 24, "MINUTELY": 24 * 60, "SECONDLY": 24 * 60 * 60}
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
# Parts by which a rule may have no day at all.
_CHOOSY = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER", "BYMONTH")
_PARTS = {"FREQ", "INTERVAL", "WKST", "COUNT", "UNTIL", "BYDAY", *_TIMES, *_CHOOSY}
_USUAL = {("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")}  # parts that say what holds anyway
_OLDEST = 1900  # the year before which nothing but a yearly event begins
_GREGORIAN = 400  # years after which the days of the week and the leap days come again
_PROBED = 9_200  # where rules are tried: 400 years, and 400 more, before the last year there is
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_ORDINAL = re.compile(r"([+-]?\b\d{1,2})\s+(?=(?:MO|TU|WE|TH|FR|SA|SU)\b)")  # BYDAY=1 MO

Rule = dict[str, str]


class ImpossibleError(Exception):
    """A repetition that is not followed; the text says why."""


class Bounds:
    """What the rules of one file may still cost."""

    def __init__(self) -> None:
        self.found = 0
        self.never = 0
        self.in_vain = 0

    def count(self) -> None:
        """Count an occurrence.

        Raises:
            ImpossibleError: There are too many.
        """
        self.found += 1
        if self.found > OCCURRENCES_MAX:
            raise ImpossibleError(f"{OCCURRENCES_MAX} repeated meetings are enough for one file")

    def pass_over(self, days: int) -> None:
        """Count days that a rule goes through; those that it finds are taken off again.

        Raises:
            ImpossibleError: There are too many.
        """
        self.in_vain = max(self.in_vain + days, 0)
        if self.in_vain > IN_VAIN_MAX:
            raise ImpossibleError(
                f"rules that pass over {IN_VAIN_MAX} days are enough for one file"
            )


def times_of(
    text: str, start: When, limit: datetime, zones: Zones, bounds: Bounds
) -> Iterator[datetime]:
    """The times of one rule before a limit.

    Args:
        text: An RRULE or EXRULE; an empty one has none.
        start: When the series begins; the times are in its zone.
        limit: Behind all that is wanted.
        zones: What the calendar says of its zones.
        bounds: What its file may still have.

    Raises:
        ImpossibleError: It cannot be followed, or not any more; the text says why.
        One of BROKEN: It cannot be read.
    """
    rule = _parsed(text)
    if not rule:
        return
    _check(rule)
    frequency, interval = rule["FREQ"], int(rule.get("INTERVAL", 1))
    if start.at.year < _OLDEST and frequency != "YEARLY":
        raise ImpossibleError(f"it repeats from the year {start.at.year} on")
    until = min(_until(rule.pop("UNTIL", ""), start, zones) or limit, limit)
    if start.whole_day:
        rule = {name: value for name, value in rule.items() if name not in _TIMES}
    if any(name in rule for name in _CHOOSY):
        _probe(rule, start, bounds)
    length, cost = _STEPS[frequency]
    bounds.pass_over(max((until - start.at).days, 0) * cost // (length * interval))
    for at in _even_times(rule, start.at, until) or rrulestr(_written(rule), dtstart=start.at):
        if at > until or at >= limit:
            break
        bounds.count()
        bounds.pass_over(-cost)
        yield at


def _even_times(rule: Rule, start: datetime, until: datetime) -> list[datetime]:
    """The times of a rule that only says after how many days or weeks it repeats; else none.

    Most are such, also with the day of the week on which it begins, and dateutil goes through the
    year for each of them.
    """
    days = _EVEN.get(rule["FREQ"], 0) * int(rule.get("INTERVAL", 1))
    says_its_day = rule["FREQ"] == "WEEKLY" and rule.get("BYDAY") == _WEEK[start.weekday()]
    parts = rule.keys() - {"BYDAY"} if says_its_day else rule.keys()
    is_even = parts <= _EVEN_PARTS and rule.get("WKST", "MO") in _WEEK
    if not (is_even and 0 < days <= _EVEN_MAX and start <= until):
        return []
    step = timedelta(days=days)
    count = (until - start) // step + 1
    return [start + step * number for number in range(min(count, int(rule.get("COUNT", count))))]


def _probe(rule: Rule, start: When, bounds: Bounds) -> None:
    """Check that there is any day in a rule.

    A rule for 30 February is sought until the year 9999, for 4 s. The calendar is the same
    every 400 years, so what does not happen in the last 400 of them never does.

    Raises:
        ImpossibleError: There is none.
    """
    if bounds.never >= NEVER_MAX:
        raise ImpossibleError(f"{NEVER_MAX} meetings before it repeat on no day at all")
    bounded = {name: value for name, value in rule.items() if name != "COUNT"}
    late = datetime(_PROBED + start.at.year % _GREGORIAN, start.at.month, start.at.day)  # noqa: DTZ001 - only the rule's days count
    # Where there is no such day of the month, there is none in any year: that is found out in
    # 0.05 s, and from day to day in 0.8.
    days: Rule = {name: bounded[name] for name in ("BYMONTH", "BYMONTHDAY") if name in bounded}
    yearly: list[Rule] = [{"FREQ": "YEARLY", **days}] if "BYMONTHDAY" in days else []
    for tried in (*yearly, bounded):
        if next(iter(rrulestr(_written(tried), dtstart=late)), None) is None:
            bounds.never += 1
            raise ImpossibleError("it repeats on no day at all")


def _parsed(text: str) -> Rule:
    """The parts of a rule, whatever blanks there are in it; none that are empty."""
    parts = (part.partition("=") for part in rule_of(text).upper().split(";"))
    rule = {}
    for name, _, value in parts:
        several = _ORDINAL.sub(r"\1", value.strip()).replace(",", " ").split()
        if name.strip() and several:
            rule[name.strip()] = ",".join(several)
    return rule


def _check(rule: Rule) -> None:
    """Check that a rule can be followed; a rule by the hour that is one by the day becomes that.

    Raises:
        ImpossibleError: It cannot; the text says why.
    """
    _check_parts(rule)
    frequency = rule["FREQ"]
    interval = int(rule.get("INTERVAL", 1))
    if interval < 1:
        raise ImpossibleError(f"it repeats every {interval} {_UNITS[frequency]}")
    if int(rule.get("COUNT", 0)) < 0:
        raise ImpossibleError(f"it repeats {rule['COUNT']} times")
    per_day = _PER_DAY.get(frequency, 1)
    if interval % per_day or any("," in rule.get(name, "") for name in _TIMES):
        raise ImpossibleError("it repeats more often than once a day")
    if per_day > 1:
        rule |= {"FREQ": "DAILY", "INTERVAL": str(interval // per_day)}


def _check_parts(rule: Rule) -> None:
    """Check that a rule has only parts that are known, and numbers where they belong.

    Raises:
        ImpossibleError: It has not.
    """
    for name in list(rule):
        if name.startswith("X-") or (name, rule[name]) in _USUAL:
            del rule[name]
    wrong = next((name for name in rule if name not in _PARTS), "")
    why = "unknown"
    if not wrong and rule.get("FREQ", "DAILY") not in _UNITS:
        wrong, why = "FREQ", "no frequency"
    for name in ("INTERVAL", "COUNT"):
        if not wrong and not _NUMBER.fullmatch(rule.get(name, "1")):
            wrong, why = name, "no number"
    if wrong:
        raise ImpossibleError(f"its rule says {wrong}={rule[wrong][:SHOWN]}, which is {why}")
    if "FREQ" not in rule:
        raise ImpossibleError("its rule does not say how often it repeats (FREQ)")


def _until(text: str, start: When, zones: Zones) -> datetime | None:
    """The last time of a rule, as the clock shows it where the series is.

    A day is meant with its evening; so is the day of a time that no zone turns into the series'.

    Raises:
        ImpossibleError: It is not a time.
    """
    try:
        last = read_when(text)
        if last is None:
            return None
    except ValueError:
        shown = text[:SHOWN]
        raise ImpossibleError(f"its rule ends with UNTIL={shown}, which is no day") from None
    if last.whole_day or start.whole_day or not are_comparable(last, start, zones):
        return datetime.combine(last.at, time.max)
    return seen(last, start, zones)


def _written(rule: Rule) -> str:
    return ";".join(f"{name}={value}" for name, value in rule.items())
