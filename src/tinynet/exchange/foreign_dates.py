"""Dates as other programs write them, down to canonical partial dates. Nothing is guessed.

The program that wrote a column wrote all of it in one order. So 03/04/1980 can be read where
another date of the same column, 25/04/1980, has only one reading; where there is none, or two
that contradict each other, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tinynet.core.names import fold
from tinynet.core.partial import MONTHS, parse_partial
from tinynet.errors import BadDateError

ORDERS = ("dmy", "mdy", "ymd")
CENTURY = 2000  # of a year of two digits, where only recent days can be meant

_NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})\b", re.ASCII)
_RECENT = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\b(?![/-])", re.ASCII)
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*")
_HALF_DAY = re.compile(r"\d\s?[AP]M\b")  # in capitals, as Americans have it
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_])(\.?[ -])'?(\d\d)\Z")  # 15-Jun-26
_YEAR_OR_DAY = re.compile(r"([^\W\d_]+)\.?([-/ ])\d\d")  # Mar-19, as spreadsheets show 2019-03
_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]", re.ASCII)
_SPACED = re.compile(r"(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.", re.ASCII)  # Korean, Hungarian
_WEEKDAY = re.compile(  # Mon, 15 Jun 2026; Monday, June 15, 2026
    r"\A([^\W\d_]{2,12})(?:\.,?\s+(?=\d)|,\s+(?=\d|[^\W\d_]+\.?\s\d))"
)
NO_DATE = "0 ./-"  # 0/0/00, 00.00.0000, 0000-00-00: what programs write for none
# How programs write that there is none: .NET, Outlook, spreadsheets.
_NONE = frozenset(
    {"0001-01-01", "01/01/0001", "1/1/0001", "01.01.0001", "1/1/4501", "01.01.4501", "4501-01-01"}
    | {"1900-01-00", "30.12.1899", "12/30/1899", "1899-12-30", "null", "none", "n/a"}
)
_NO_YEARS = ("0000-", "1604-")  # by which programs, and Apple, write a birthday without a year
_NO_DAY = re.compile(r"(\d{4})(?:(-(?!00)\d\d)-00|-00-00)", re.ASCII)
_ABOUT = frozenset({"ca", "approx", "circa", "about"})
_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset({"de", "del", "er", "of", "\u0433", "r", "roku"})  # 12 de abril de 1980
# As `fold` has them: German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish,
# Norwegian, Finnish, Polish, Czech, Turkish, Russian. What stands there twice means one month.
_MONTHS_TOLD = """
    jan: januar janner janvier janv enero ene janeiro gennaio gen januari tammikuu tammikuuta
         stycznia styczen sty ledna leden ocak oca января январь янв
    feb: februar fevrier fevr febrero fevereiro fev febbraio februari helmikuu helmikuuta lutego
         luty lut unora unor subat sub февраля февраль фев февр
    mar: marz mars marzo mrz marco maart mrt maaliskuu maaliskuuta marca marzec brezna brezen
         mart марта март мар
    apr: avril avr abril abr aprile april huhtikuu huhtikuuta kwietnia kwiecien kwi dubna duben
         nisan nis апреля апрель апр
    may: mai mayo maio maggio mag mei maj toukokuu toukokuuta maja kvetna kveten mayis мая май
    jun: juni juin junio junho jun giugno giu kesakuu kesakuuta czerwca czerwiec cze cervna
         cerven haziran haz июня июнь июн
    jul: juli juillet juil julio julho luglio lug heinakuu heinakuuta lipca lipiec lip cervence
         cervenec temmuz tem июля июль июл
    aug: august aout agosto ago augustus augusti elokuu elokuuta sierpnia sierpien sie srpna
         srpen agustos agu августа август авг
    sep: september septembre septiembre setembro set settembre sett syyskuu syyskuuta wrzesnia
         wrzesien wrz zari eylul eyl сентября сентябрь сен сент
    oct: oktober okt octobre octubre outubro out ottobre ott lokakuu lokakuuta pazdziernika
         pazdziernik paz rijna rijen ekim eki октября октябрь окт
    nov: november novembre noviembre novembro marraskuu marraskuuta listopada listopad lis kasim
         kas ноября ноябрь ноя нояб
    dec: dezember dez decembre diciembre dic dezembro dicembre december joulukuu joulukuuta
         grudnia grudzien gru prosince prosinec aralik ara декабря декабрь дек
"""
_MONTHS: dict[str, str] = {}
for _told in re.split(r"\n(?=    \w)", _MONTHS_TOLD.strip("\n")):
    _english, _, _words = _told.partition(":")
    _MONTHS |= dict.fromkeys(map(fold, _words.split()), _english.strip())


_ENGLISH = {word for name in MONTHS for word in (name.lower(), name[:3].lower(), name[:4].lower())}


def order_of(texts: Iterable[str], today: date = date.max) -> str:
    """The order of day and month in a column of dates.

    Args:
        texts: The column.
        today: The last possible day, as of a column of birthdays.

    Returns:
        "dmy" or "mdy" where dates such as 25/04/1980 tell, or one that would be to come the other
        way round; "" where none does or they disagree.
    """
    orders = set()
    last = today.year, today.month, today.day
    for text in texts:
        numbers = _NUMBERS.match(text.strip())
        if numbers is not None:
            first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
            fits_dmy = second <= 12 and (year, second, first) <= last
            fits_mdy = first <= 12 and (year, first, second) <= last
            if fits_dmy != fits_mdy:
                orders.add("dmy" if fits_dmy else "mdy")
    return orders.pop() if len(orders) == 1 else ""


def recent_order(texts: Sequence[str], first_year: int, today: date) -> str:
    """The order of a column of days on which something happened, in the order in which it did.

    It is the one by which no day is in the future, before `first_year` or impossible; of several
    the one by which the days only go forward, or only back; else that of who writes AM and PM.

    Args:
        texts: The column, from its top.
        first_year: Before which nothing can have happened.
        today: The last possible day.

    Returns:
        One of `ORDERS`, or "" where several fit, or none.
    """
    found = [match for text in texts if (match := _RECENT.match(text.strip())) is not None]
    fitting: dict[str, list[date]] = {}
    for order in ORDERS:
        days = [_day(match, order) for match in found]
        known = [day for day in days if day is not None and first_year <= day.year and day <= today]
        if len(known) == len(days):
            fitting[order] = known
    if len(fitting) > 1:
        steady = [
            order
            for order, days in fitting.items()
            if days in (sorted(days), sorted(days, reverse=True))
        ]
        if len(steady) == 1:
            return steady[0]
        if "mdy" in fitting and any(map(_HALF_DAY.search, texts)):
            return "mdy"
    return next(iter(fitting)) if len(fitting) == 1 else ""


def in_numbers(text: str) -> bool:
    """Whether a date is written in numbers alone, so that its order has to be known."""
    return _RECENT.match(text.strip()) is not None


def _day(match: re.Match[str], order: str) -> date | None:
    """The day that three numbers are in an order; None for none."""
    parts = dict(zip(order, (match[1], match[3], match[4]), strict=True))
    if len(parts["y"]) not in {2, 4} or len(parts["m"]) > 2 or len(parts["d"]) > 2:
        return None
    year = int(parts["y"]) + (CENTURY if len(parts["y"]) == 2 else 0)
    try:
        return date(year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def recent_date(text: str, order: str = "") -> str:
    """A day of this century that a foreign text means; a year may have two digits.

    Args:
        text: "6/15/26, 8:14 AM", "15-Jun-26", and what `date_in` reads.
        order: Of the column, from `recent_order`.

    Raises:
        BadDateError: As `date_in`.
    """
    text = " ".join(text.split())
    match = _RECENT.match(text)
    day = _day(match, order) if match is not None and order else None
    if day is not None:
        return day.isoformat()
    return date_in(
        _SHORT_YEAR.sub(rf"\g<1>{CENTURY // 100}\2", _TIME.sub("", text, count=1).rstrip(", ")),
        order,
    )


def date_in(text: str, order: str = "") -> str:
    """The canonical partial date that a foreign text means.

    Reads what `parse_partial` reads, with a time of day behind it, with the day of the week before
    it, and with the names of months in many languages.

    Args:
        text: "1980-04-12", "--04-12", "15 Jun 2026", "12.04.1980", "12 avril 1980".
        order: Of the column, from `order_of`.

    Returns:
        "" where it says that there is none, as Outlook's 0/0/00 does.

    Raises:
        BadDateError: No date, what may be a year of two digits, or two readings.
    """
    text = " ".join(text.split())
    bare = _TIME.sub("", text, count=1).rstrip(", ")
    if not text.strip(NO_DATE) or bare.lower() in _NONE:
        return ""
    short = _YEAR_OR_DAY.fullmatch(bare)
    if short and (short[2] != " " or fold(short[1]) not in _ENGLISH):  # March 19 is a day
        raise BadDateError(f'"{text}" may say a year of two digits', "Write the year whole")
    bare = _WEEKDAY.sub(_weekday, _ASIAN.sub(r"\1-\2-\3", _SPACED.sub(r"\1-\2-\3", bare)))
    bare = without_zeros(_WORD.sub(_month, fold(bare)))
    if bare.startswith(_NO_YEARS):
        bare = "-" + bare[len("1604") :]
    return parse_partial(" ".join(bare.replace(" .", " ").split()), order=order)


def without_zeros(text: str) -> str:
    """What a database knows of a date: 1980-04 of "1980-04-00", 1980 of "1980-00-00"."""
    return _NO_DAY.sub(r"\1\2", text, count=1)


def _month(word: re.Match[str]) -> str:
    return "" if word[0] in _FILLERS else _MONTHS.get(word[0], word[0])


def _weekday(match: re.Match[str]) -> str:
    """Nothing for the day of the week; "Jan. 15, 1980" begins with a month, and "ca. 1980" not."""
    word = fold(match[1])
    if word in _ABOUT:
        return "circa "
    return match[0] if word in _MONTHS or word in _ENGLISH else ""
