"""The rules of vCalendar 1.0, as phones and organisers wrote them, in the words of iCalendar.

"W2 MO TH #4" is every other week on Monday and Thursday, four times in all; "MP1 2- FR 20241231"
is the last but one Friday of every month until the end of 2024.
"""

from __future__ import annotations

import re

DEFAULT_TIMES = 2  # where a rule says neither how often nor until when
_RULE = re.compile(
    r"(D|W|MP|MD|YM|YD)(\d{1,4})((?: [A-Z0-9+-]+)*?)(?: (#\d{1,6}|\d{8}(?:T\d{6}Z?)?))?"
)
_FREQUENCIES = {
    "D": "DAILY", "W": "WEEKLY", "MP": "MONTHLY", "MD": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY",
}  # fmt: skip
_WEEKDAY = re.compile(r"MO|TU|WE|TH|FR|SA|SU")
_PLACE = re.compile(r"([1-5])([+-]?)")
_NUMBER = re.compile(r"(\d{1,3})([+-]?)")
_BY = {"MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}


def rule_of(text: str) -> str:
    """A rule of vCalendar 1.0 as one of iCalendar; any other as it is."""
    found = _RULE.fullmatch(" ".join(text.upper().split()))
    if found is None:
        return text
    kind, interval, days, end = found.groups()
    parts = [f"FREQ={_FREQUENCIES[kind]}", f"INTERVAL={interval}"]
    chosen = _chosen(kind, days.split())
    if chosen is None:
        return text
    if chosen:
        parts.append(chosen)
    if end is None:
        parts.append(f"COUNT={DEFAULT_TIMES}")
    elif not end.startswith("#"):
        parts.append(f"UNTIL={end}")
    elif int(end[1:]):  # 0 is for ever
        parts.append(f"COUNT={int(end[1:])}")
    return ";".join(parts)


def _chosen(kind: str, words: list[str]) -> str | None:
    """What stands between the interval and the end; None where it does not fit."""
    if not words:
        return ""
    if kind == "D":
        return None  # times of the day
    days: list[str] = []
    place = ""
    for word in words:
        weekday = kind in {"W", "MP"} and _WEEKDAY.fullmatch(word)
        number = (_PLACE if kind == "MP" else _NUMBER).fullmatch(word)
        if weekday:
            days.append(place + word)
        elif kind == "MD" and word == "LD":
            days.append("-1")
        elif kind != "W" and number:
            signed = ("-" if number[2] == "-" else "") + number[1]
            if kind == "MP":
                place = signed
            else:
                days.append(signed)
        else:
            return None
    return f"{_BY.get(kind, 'BYDAY')}={','.join(days)}" if days else None
