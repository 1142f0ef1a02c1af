"""Days that have a name: Christmas, Halloween, Easter Sunday.

Only those that fall on the same day everywhere. Mother's Day and Thanksgiving are other
days in other countries, "new year's" may be its eve, and so they are refused.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.ranges import WHICH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinynet.core.days.asked import Asked

_FIXED = """
    12-24 christmas eve, xmas eve
    12-25 christmas, xmas, christmas day, xmas day
    12-26 boxing day, st stephens day
    12-31 new years eve, new year eve, nye, hogmanay, silvester
    01-01 new years day, new year day, nyd
    01-06 epiphany, three kings day
    01-25 burns night
    01-26 australia day
    02-02 groundhog day
    02-14 valentines day, valentine day, valentines, st valentines day, saint valentines day
    02-29 leap day
    03-01 st davids day
    03-17 st patricks day, saint patricks day, st paddys day, patricks day, paddys day
    04-01 april fools day, april fools, april fool day
    04-23 st georges day
    04-25 anzac day
    05-01 may day
    05-05 cinco de mayo
    06-19 juneteenth
    07-01 canada day
    07-14 bastille day
    10-31 halloween, hallows eve, all hallows eve
    11-01 all saints day
    11-02 all souls day
    11-05 bonfire night, guy fawkes night, guy fawkes day
    11-11 remembrance day, armistice day, veterans day
    11-30 st andrews day
    12-06 st nicholas day
"""
_EASTER = """
    -47 shrove tuesday, pancake day
    -46 ash wednesday
    -7 palm sunday
    -3 maundy thursday
    -2 good friday
    -1 easter saturday, holy saturday
    0 easter, easter sunday, easter day
    1 easter monday
    39 ascension day
    49 pentecost, whit sunday
    50 whit monday
    60 corpus christi
"""


def _table(text: str) -> dict[str, str]:
    rows = (line.strip().partition(" ") for line in text.strip().splitlines())
    return {name: when for when, _, names in rows for name in names.split(", ")}


FIXED = {name: (int(day[:2]), int(day[3:])) for name, day in _table(_FIXED).items()}
FROM_EASTER = {name: int(days) for name, days in _table(_EASTER).items()}  # days after the Sunday
_FROM_THANKSGIVING = {"black friday": 1, "cyber monday": 4}  # the American one decides, everywhere
_NEW_YEAR = ("new year", "new years")


def read_feast(words: list[str], asked: Asked) -> date | None:
    """The day of a feast, with "last" or "this" in front or a year behind; None if it is not one.

    Raises:
        BadDateError: It could be one of two days.
    """
    rest, which, year = words, "", 0
    if rest and rest[0] in {"last", "next", "this"}:
        which, rest = rest[0], rest[1:]
    elif rest[-1:] == ["year"] and rest[-2:-1] and rest[-2] in WHICH:  # christmas last year
        year, rest = asked.today.year + WHICH[rest[-2]], rest[:-2]
    if rest and rest[-1].isdigit() and len(rest[-1]) == 4 and not which:
        year, rest = int(rest[-1]), rest[:-1]
    name = " ".join(rest)
    today = asked.today
    if name in _NEW_YEAR and not which and not year:
        turns = [(date(one, 12, 31), date(one + 1, 1, 1)) for one in _years(today)[:-1]]
        fitting = [turn for turn in turns if all(map(asked.fits, turn))]
        raise asked.either(*(fitting[-1] if asked.past else fitting[0]))
    if not is_feast(name.split(" ")):
        return None
    if year:
        return in_year(name, year)
    days = [day for one in _years(today) if (day := in_year(name, one))]
    before = [day for day in days if day < today]
    after = [day for day in days if day >= today]
    match which:
        case "last":
            return before[-1]
        case "next":
            raise asked.either(*after[:2])
        case "this":
            return next((day for day in days if day.year == today.year), None)
    return asked.nearest(days)


def is_feast(words: Iterable[str]) -> bool:
    """Whether words are the name of a feast."""
    name = " ".join(words).replace("'", "")
    return name in FIXED or name in FROM_EASTER or name in _FROM_THANKSGIVING


def in_year(name: str, year: int) -> date | None:
    """The day of a feast in a year; None where there is none of that name."""
    if not 1900 <= year <= 2200:
        return None
    if name in FIXED:
        month, day = FIXED[name]
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return date(year, month, day) if leap or (month, day) != (2, 29) else None
    if name in FROM_EASTER:
        from dateutil.easter import easter

        return easter(year) + timedelta(days=FROM_EASTER[name])
    if name in _FROM_THANKSGIVING:
        first = date(year, 11, 1)
        thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        return thursday + timedelta(days=_FROM_THANKSGIVING[name])
    return None


def _years(today: date) -> range:
    """Years around today in which every feast falls at least once on either side."""
    return range(today.year - 9, today.year + 10)
