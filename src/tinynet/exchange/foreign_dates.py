"""Dates as other programs write them, down to canonical partial dates. Nothing is guessed.

The program that wrote a column wrote all of it in one order. So 03/04/1980 can be read where
another date of the same column, 25/04/1980, has only one reading; where there is none, or two
that contradict each other, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinynet.core.names import fold
from tinynet.core.partial import parse_partial

_NUMBERS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b")
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*")
_NO_DATE = "0 ./-"  # Outlook's 0/0/00, and 00.00.0000 of the German one
_APPLE_NO_YEAR = "1604-"  # by which Apple writes a birthday without a year
_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset({"de", "del", "er"})  # 12 de abril de 1980, 1er avril
_MONTHS = {
    word: month
    for month, words in (
        ("jan", "januar janner janvier enero ene"),
        ("feb", "februar fevrier fevr febrero"),
        ("mar", "marz mars marzo mrz"),
        ("apr", "avril avr abril abr"),
        ("may", "mai mayo"),
        ("jun", "juni juin junio"),
        ("jul", "juli juillet juil julio"),
        ("aug", "aout agosto ago"),
        ("sep", "septembre septiembre"),
        ("oct", "oktober okt octobre octubre"),
        ("nov", "novembre noviembre"),
        ("dec", "dezember dez decembre diciembre dic"),
    )
    for word in words.split()
}


def order_of(texts: Iterable[str]) -> str:
    """The order of day and month in a column of dates.

    Returns:
        "dmy" or "mdy" where dates such as 25/04/1980 tell, "" where none does or they disagree.
    """
    orders = set()
    for text in texts:
        numbers = _NUMBERS.match(text.strip())
        if numbers is not None:
            first, second = int(numbers[1]), int(numbers[2])
            orders |= {"dmy"} if second <= 12 < first else set()
            orders |= {"mdy"} if first <= 12 < second else set()
    return orders.pop() if len(orders) == 1 else ""


def date_in(text: str, order: str = "") -> str:
    """The canonical partial date that a foreign text means.

    Reads what `parse_partial` reads, with a time of day behind it, and with the names of months
    in German, French and Spanish.

    Args:
        text: "1980-04-12", "--04-12", "15 Jun 2026", "12.04.1980", "12 avril 1980".
        order: Of the column, from `order_of`.

    Returns:
        "" where it says that there is none, as Outlook's 0/0/00 does.

    Raises:
        BadDateError: No date, a year of two digits, or two readings.
    """
    text = " ".join(text.split())
    if not text.strip(_NO_DATE):
        return ""
    text = _WORD.sub(_month, fold(_TIME.sub("", text, count=1)))
    if text.startswith(_APPLE_NO_YEAR):
        text = "-" + text[len("1604") :]
    return parse_partial(" ".join(text.split()), order=order)


def _month(word: re.Match[str]) -> str:
    return "" if word[0] in _FILLERS else _MONTHS.get(word[0], word[0])
