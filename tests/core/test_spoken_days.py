"""Days as people write them, value by value, and what is said of those that are refused.

`data/dates_given.tsv` and `data/dates_more.tsv` hold an expression, the day it means as of
Thursday 26 November 2026 (or ambiguous, or none), and the side: past for a log, future for a plan.
`data/dates_unseen.tsv` was written as of the Friday after it, and `data/dates_apart.tsv` as of
5 March 2026, without sight of the table; `data/dates_turning.tsv` names the day it is in each line.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.core.dates import range_of, resolve
from tinynet.core.partial import parse_partial
from tinynet.errors import BadDateError

THURSDAY = date(2026, 11, 26)
DATA = Path(__file__).with_name("data")
ROWS = [
    tuple(line.split("\t"))
    for name in ("dates_given.tsv", "dates_more.tsv")
    for line in (DATA / name).read_text(encoding="utf-8").splitlines()
]
FRIDAY = date(2026, 11, 27)
MARCH = date(2026, 3, 5)
UNSEEN = [
    (today, *line.split("\t"))
    for name, today in (("dates_unseen.tsv", FRIDAY), ("dates_apart.tsv", MARCH))
    for line in (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
]
CLEAR = [row for row in ROWS if row[1] not in {"ambiguous", "none"}]
UNCLEAR = [row for row in ROWS if row[1] in {"ambiguous", "none"}]
PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
TODAYS = [
    *(date(2026, 11, day) for day in range(23, 30)),
    *(date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31), date(2026, 3, 31), date(2000, 1, 3)),
]  # every weekday, and days on which months and years turn
TWO_DAYS = """
past    thursday              Thu 19 Nov|today
future  thursday              today|Thu 3 Dec
future  by thu                today|Thu 3 Dec
past    thursday evening      Thu 19 Nov|today
past    this friday           Fri 20 Nov|Fri 27 Nov
future  next friday           Fri 27 Nov|Fri 4 Dec
future  next sunday           Sun 29 Nov|Sun 6 Dec
future  a week from next fri  Fri 4 Dec|Fri 11 Dec
future  thursday week         Thu 3 Dec|Thu 10 Dec
future  friday after next     Fri 4 Dec|Fri 11 Dec
past    sunday last week      Sun 15 Nov|Sun 22 Nov
past    a week ago friday     Fri 13 Nov|Fri 20 Nov
past    the 26th              Mon 26 Oct|today
future  the 26th              today|Sat 26 Dec
past    last weekend          Sat 21 Nov|Sun 22 Nov
future  this weekend          Sat 28 Nov|Sun 29 Nov
past    last week             Mon 16 Nov|Sun 22 Nov
future  next month            Tue 1 Dec|Thu 31 Dec
past    a couple of days ago  Tue 24 Nov|Mon 23 Nov
past    a few weeks ago       Thu 5 Nov|Thu 29 Oct
past    11/10                 11 October|10 November
past    3-4-2026              3 April 2026|4 March 2026
future  03/04/2027            3 April 2027|4 March 2027
past    12 11 2026            12 November 2026|11 December 2026
past    12/11/2026            12 November 2026|11 December 2026
past    07/08/26              Wed 8 Jul|Fri 7 Aug
past    tue 18 nov            2026-11-18 is a Wednesday|2026-11-17 a Tuesday
past    friday the 12th       2026-11-12 is a Thursday|2026-11-13 a Friday
future  end of the week       Fri 27 Nov|Sun 29 Nov
future  new year's            Thu 31 Dec|Fri 1 Jan 2027
past    8 hours ago           today|Wed 25 Nov
past    last friday in november  Fri 28 Nov 2025|Fri 27 Nov
"""
ODD = """
2025|2025-12|2027|2027-01|may|nov|dec 2026|10|18:00|6 pm|noon|30m|3m ago|in 3m|31 feb|2026-02-30
2026-13-01|friday 25:00|last night 01:00|12 nov 25|00/04/2026|hello|-3d|thu 13 nov|sun 1 nov 2026
99999999999 days ago|in 300 years|1899-12-31|friday at midnight|end of last month|mid may|tomorrow
yesterday|next friday|last friday|in 2 weeks|2 weeks ago|29 feb 2026|12.11|11-12|3-4-2026|24-11-26
the 31st|the 1st|monday the 7th|fifth monday in may|weekend|next weekend|this week|2day|easter 2199
"""
PROPOSED = re.compile(r'"([^"]+)"|\b(\d{4}-\d\d-\d\d)\b|\b(yesterday|today|tomorrow)\b')


def refusal(text: str, today: date = THURSDAY, *, past: bool, order: str = "") -> BadDateError:
    with pytest.raises(BadDateError) as caught:
        resolve(text, today=today, past=past, order=order)
    return caught.value


@pytest.mark.parametrize(("text", "day", "side"), CLEAR)
def test_a_clear_expression_is_the_day_it_means(text: str, day: str, side: str) -> None:
    assert str(resolve(text, today=THURSDAY, past=side == "past")) == day


@pytest.mark.parametrize(("text", "kind", "side"), UNCLEAR)
def test_what_is_ambiguous_or_no_day_is_refused(text: str, kind: str, side: str) -> None:
    assert refusal(text, past=side == "past").remedy, kind


@pytest.mark.parametrize(("today", "text", "day", "side"), UNSEEN)
def test_an_unseen_expression_is_the_day_it_means_or_refused(
    today: date, text: str, day: str, side: str
) -> None:
    past = side == "past"
    if day in {"ambiguous", "none"}:
        assert refusal(text, today, past=past).remedy
    else:
        assert str(resolve(text, today=today, past=past)) == day


@pytest.mark.parametrize("row", TWO_DAYS.strip().splitlines())
def test_a_refusal_names_both_days(row: str) -> None:
    side, text, days = re.split(r"\s{2,}", row)
    message = refusal(text, past=side == "past").message
    assert all(day in message for day in days.split("|")), message


def test_the_page_shows_how_many_expressions_are_read() -> None:
    told = f"{len(CLEAR)} clear ones are all read, none as a wrong day; {len(UNCLEAR)} others are"
    assert told in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_every_day_that_a_remedy_proposes_is_read_when_typed(today: date) -> None:
    texts = [row[0] for row in ROWS] + ODD.strip().replace("\n", "|").split("|")
    tried = 0
    for text in texts:
        for past in (True, False):
            try:
                resolve(text, today=today, past=past)
            except BadDateError as error:
                for found in PROPOSED.finditer(error.remedy):
                    proposed = found[1] or found[2] or found[3]
                    resolve(proposed, today=today, past=past)
                    tried += 1
                if "date_order dmy" in error.remedy:
                    for order in ("dmy", "mdy"):
                        day = _day_or_side(text, today, past, order)
                        assert day
    assert tried > 500


def _day_or_side(text: str, today: date, past: bool, order: str) -> bool:
    """Whether it is read, or refused only because it lies on the other side."""
    try:
        resolve(text, today=today, past=past, order=order)
    except BadDateError as error:
        return "is still to come" in error.message or "is already over" in error.message
    return True


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_every_range_that_a_remedy_proposes_is_read_when_typed(today: date) -> None:
    texts = [row[0] for row in ROWS] + ODD.strip().replace("\n", "|").split("|")
    texts += ["", "x" * 61, "q5", "q1 2099", "next year", "summer", "2025-13", "jan 25", "last"]
    tried = 0
    for text in texts:
        try:
            range_of(text, today)
        except BadDateError as error:
            found = [one[1] or one[2] or one[3] for one in PROPOSED.finditer(error.remedy)]
            found += ["2025", "jan"] * ("2025, jan" in error.remedy and today.year > 2025)
            for proposed in found:
                range_of(proposed, today)
                tried += 1
    assert tried > 100


@pytest.mark.parametrize(
    "text", ["10", "12 nov 25", "03/04/2026", "31 feb", "2026-02-30", "hello", "12th", "x" * 61]
)
def test_every_partial_date_that_a_remedy_proposes_is_read_when_typed(text: str) -> None:
    with pytest.raises(BadDateError) as caught:
        parse_partial(text)
    for found in re.finditer(r'"([^"]+)"|\b(\d{4}(?:-\d\d){0,2})\b', caught.value.remedy):
        assert parse_partial(found[1] or found[2])


RANGES = """
2025              2025-01-01 2025-12-31
this year         2026-01-01 2026-12-31
last year         2025-01-01 2025-12-31
jan               2026-01-01 2026-01-31
november          2026-11-01 2026-11-30
dec               2025-12-01 2025-12-31
in march          2026-03-01 2026-03-31
jan 2025          2025-01-01 2025-01-31
2025 jan          2025-01-01 2025-01-31
2025-12           2025-12-01 2025-12-31
12/2025           2025-12-01 2025-12-31
feb 2024          2024-02-01 2024-02-29
last month        2026-10-01 2026-10-31
this month        2026-11-01 2026-11-30
last week         2026-11-16 2026-11-22
this week         2026-11-23 2026-11-29
the week before last  2026-11-09 2026-11-15
last weekend      2026-11-21 2026-11-22
2025 q1           2025-01-01 2025-03-31
q1 2025           2025-01-01 2025-03-31
2025-q4           2025-10-01 2025-12-31
2026-W08          2026-02-16 2026-02-22
week 8            2026-02-16 2026-02-22
week 8 2025       2025-02-17 2025-02-23
q4                2026-10-01 2026-12-31
last quarter      2026-07-01 2026-09-30
last 30 days      2026-10-27 2026-11-26
past year         2025-11-26 2026-11-26
yesterday         2026-11-25 2026-11-25
last friday       2026-11-20 2026-11-20
2 weeks ago       2026-11-12 2026-11-12
2w                2026-11-12 2026-11-12
2026-11-05        2026-11-05 2026-11-05
the 20th          2026-11-20 2026-11-20
"""


@pytest.mark.parametrize("row", RANGES.strip().splitlines())
def test_a_range_has_a_first_and_a_last_day(row: str) -> None:
    text, days = re.split(r"\s{2,}", row, maxsplit=1)
    first, last = range_of(text, THURSDAY)
    assert f"{first} {last}" == days


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2027", '"2027" is still to come: it begins on Fri 1 Jan 2027'),
        ("next month", '"next month" is still to come: it begins on Tue 1 Dec'),
        ("tomorrow", '"tomorrow" is still to come: Fri 27 Nov'),
        ("1820", '"1820" is outside 1900 to 2200'),
        ("summer", '"summer" is not a day'),
        ("", "The date is empty"),
        ("q5 2025", '"q5 2025" is not a day'),
        ("2025-13", "There is no month 13"),
    ],
)
def test_what_is_no_range_or_has_not_begun_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadDateError) as caught:
        range_of(text, THURSDAY)
    assert (caught.value.message, bool(caught.value.remedy)) == (message, True)


WORDS = st.sampled_from(
    re.split(
        r"\s+",
        "last next this past in a the of on by ago from before after week weeks month year 2 two "
        "20 th st first friday thursday dec december day end start at 5 pm noon evening tomorrow "
        "and d today yesterday christmas easter couple few hours q 1 "
        "99999999999 fridays 7000 years 2025 within now time +3 wk",
    )
)


@given(st.lists(WORDS, max_size=7).map(" ".join), st.dates(date(1910, 1, 1), date(2190, 12, 31)))
def test_any_words_are_a_day_on_the_right_side_a_range_that_has_begun_or_refused(
    text: str, today: date
) -> None:
    for past in (True, False):
        try:
            day = resolve(text, today=today, past=past)
        except BadDateError as error:
            assert all((error.message, error.remedy))  # noqa: PT017  most texts are refused
        else:
            assert day == today or (day < today) == past
    try:
        first, last = range_of(text, today)
    except BadDateError as error:
        assert all((error.message, error.remedy))  # noqa: PT017
    else:
        assert first <= min(last, today)


def test_days_are_read_where_months_years_and_weeks_turn() -> None:
    rows = (DATA / "dates_turning.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for text, meant, side, today in (row.split("\t") for row in rows):
        try:
            day = str(resolve(text, today=date.fromisoformat(today), past=side == "past"))
        except BadDateError:
            day = "refused"
        assert day == meant, (text, side, today)
