"""Days that have a name: Christmas, Halloween, Easter Sunday.

Only those that fall on one day wherever they are kept. Mother's Day and Thanksgiving are other
days in other countries, "new year's" may be its eve, and so they are refused.
"""

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinynet.core.day_asked import Asked

_CHRISTMAS = ("christmas", "xmas")
FIXED = {
    **{name: (12, 25) for feast in _CHRISTMAS for name in (feast, f"{feast} day")},
    **{f"{feast} eve": (12, 24) for feast in _CHRISTMAS},
    **dict.fromkeys(("boxing day", "st stephens day"), (12, 26)),
    **dict.fromkeys(("new years eve", "new year eve", "nye", "hogmanay", "silvester"), (12, 31)),
    **dict.fromkeys(("new years day", "new year day", "nyd"), (1, 1)),
    **dict.fromkeys(("halloween", "hallows eve", "all hallows eve"), (10, 31)),
    **dict.fromkeys(("valentines day", "valentine day", "valentines", "valentine"), (2, 14)),
    **dict.fromkeys(("st valentines day", "saint valentines day"), (2, 14)),
    **dict.fromkeys(("st patricks day", "saint patricks day", "st paddys day"), (3, 17)),
    **dict.fromkeys(("paddys day", "patricks day"), (3, 17)),
    **dict.fromkeys(("april fools day", "april fools", "april fool day"), (4, 1)),
    **dict.fromkeys(("guy fawkes night", "guy fawkes day", "bonfire night"), (11, 5)),
    **dict.fromkeys(("epiphany", "three kings day"), (1, 6)),
    "may day": (5, 1),
    "burns night": (1, 25),
    "all saints day": (11, 1),
    "all souls day": (11, 2),
    "bastille day": (7, 14),
    "groundhog day": (2, 2),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "leap day": (2, 29),
    "australia day": (1, 26),
    "anzac day": (4, 25),
    "cinco de mayo": (5, 5),
}
FROM_EASTER = {  # days after Easter Sunday
    **dict.fromkeys(("easter", "easter sunday", "easter day"), 0),
    "good friday": -2,
    "easter monday": 1,
    "easter saturday": -1,
    "holy saturday": -1,
    "maundy thursday": -3,
    "palm sunday": -7,
    "ash wednesday": -46,
    "shrove tuesday": -47,
    "pancake day": -47,
    "ascension day": 39,
    "pentecost": 49,
    "whit sunday": 49,
    "whit monday": 50,
    "corpus christi": 60,
}
_FROM_THANKSGIVING = {"black friday": 1, "cyber monday": 4}  # the American one decides, everywhere
_NEW_YEAR = ("new year", "new years")


def read_feast(words: list[str], asked: Asked) -> date | None:
    """The day of a feast, with "last" or "this" in front or a year behind; None if it is none.

    Raises:
        BadDateError: It could be one of two days.
    """
    rest, which, year = words, "", 0
    if rest and rest[0] in {"last", "next", "this"}:
        which, rest = rest[0], rest[1:]
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
