from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tinynet.core.dates import resolve, say_ago, say_day
from tinynet.errors import BadDateError

TODAY = date(2026, 11, 13)  # a Friday
SOURCE = Path(__file__).parents[2] / "src"
days = st.dates(date(1910, 1, 1), date(2190, 12, 31))
LAST = """
today 2026-11-13|this morning 2026-11-13|this evening 2026-11-13|tonight 2026-11-13
yesterday 2026-11-12|last night 2026-11-12|yesterday evening 2026-11-12|Yesterday 2026-11-12
thu 2026-11-12|thursday 2026-11-12|thur 2026-11-12|thurs 2026-11-12|tues 2026-11-10
sat 2026-11-07|last friday 2026-11-06|last thu 2026-11-12|last friday night 2026-11-06
thursday 18:00 2026-11-12|thursday at 18:00 2026-11-12|thu 6pm 2026-11-12|thu 6:30 pm 2026-11-12
2026-11-12 evening 18:00 2026-11-12|20261112 2026-11-12|12.11. 2026-11-12|10th 2026-11-10
3 days ago 2026-11-10|2 weeks ago 2026-10-30|a week ago 2026-11-06|two weeks ago 2026-10-30
3d 2026-11-10|2w 2026-10-30|3 months 2026-08-13|3 months ago 2026-08-13|1 year ago 2025-11-13
12 nov 2026-11-12|nov 12 2026-11-12|12nov 2026-11-12|nov 13 2026-11-13|14 nov 2025-11-14
12 november 2025 2025-11-12|12th november 2026-11-12|Nov. 12th, 2025 2025-11-12
nov 12 2025 2025-11-12|sept 3 2026-09-03|3 Sep 2026-09-03|12-nov-2025 2025-11-12
29 feb 2024-02-29|29 february 2020 2020-02-29|fri 13 nov 2026-11-13|Wed 12 Nov 2025 2025-11-12
2026-11-12 2026-11-12|2026-11-12T18:00 2026-11-12|2026-11-12 18:00 2026-11-12
2026-11-12 18:00:59 2026-11-12|2026/11/12 2026-11-12|2026-1-5 2026-01-05
25/12/2025 2025-12-25|12/25/2025 2025-12-25|25/12 2025-12-25|04/04 2026-04-04
12.11.2026 2026-11-12|1.2.2026 2026-02-01
"""
NEXT = """
today 2026-11-13|tonight 2026-11-13|tomorrow 2026-11-14|tomorrow morning 2026-11-14
next friday 2026-11-20|this sat 2026-11-14|sat 2026-11-14|next tue 2026-11-17|thu 2026-11-19
3d 2026-11-16|in 3 days 2026-11-16|in 2 weeks 2026-11-27|a week 2026-11-20|3 months 2027-02-13
in a year 2027-11-13|12 nov 2027-11-12|nov 13 2026-11-13|14 nov 2026-11-14|29 feb 2028-02-29
2026-12-24 2026-12-24|25/12/2026 2026-12-25|24.12.2026 2026-12-24|sat 19:30 2026-11-14
"""
REFUSED = """
10|could be a day, a month or an hour
1|could be a day, a month or an hour
may|is a whole month, not a day
2026-11|is a whole month, not a day
2026|is a whole year, not a day
next summer|is several days, not one
mid november|does not say which day
one day|is not a day
friday the coffee was good|is not a day
may the 4th be with you|is not a day
every friday|is not a day
fridays|is not a day
munday|is not a day
the the 10th|is not a day
10th of|is not a day
12.11|could be 12 November or 11 December
-3d|is not a day
2026-11-12T18:00Z|is not a day
2026-11-12 evening 18:00 19:00|is not a day
00/04/2026|is not a day
12/11/0000|is not a day
0 nov|is not a day
.|is not a day
last night 01:00|could be before or after midnight
18:00|is a time, not a day
6 pm|is a time, not a day
30m|could be minutes or months
6m|could be minutes or months
12 nov 25|has a year of two digits
nov 12, 25|has a year of two digits
03/04|could be 3 April or 4 March
26/11/13|could be Tue 26 Nov 2013 or today
99999999999 days ago|is outside 1900 to 2200
9999 years ago|is outside 1900 to 2200
in 300 years|is outside 1900 to 2200
99999999999999999999 months|is outside 1900 to 2200
"""


def rows(table):
    return [row for line in table.strip().splitlines() for row in line.split("|")]


def outcome(text, today=TODAY, **options):
    """The day, or the error's sentence and remedy."""
    try:
        return resolve(text, today=today, **options)
    except BadDateError as error:
        return error.message, error.remedy


@pytest.mark.parametrize("row", rows(LAST))
def test_a_logged_day_is_the_latest_that_fits(row):
    text, _, day = row.rpartition(" ")
    assert outcome(text, past=True) == date.fromisoformat(day)


@pytest.mark.parametrize("row", rows(NEXT))
def test_a_planned_day_is_the_next_that_fits(row):
    text, _, day = row.rpartition(" ")
    assert outcome(text, past=False) == date.fromisoformat(day)


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
@pytest.mark.parametrize("past", [True, False])
def test_what_would_have_to_be_guessed_is_refused_with_the_reason(row, past):
    text, _, reason = row.partition("|")
    message, remedy = outcome(text, past=past)
    assert message == f'"{text}" {reason}'
    assert remedy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 feb", "There is no 31 February"),
        ("2026-02-30", "There is no 30 February 2026"),
        ("29 feb 2026", "There is no 29 February 2026"),
        ("30/02/2026", "There is no 30 February 2026"),
        ("2026-13-01", "There is no month 13"),
        ("1899-12-31", "The year 1899 is outside 1900 to 2200"),
        ("2201-01-01", "The year 2201 is outside 1900 to 2200"),
        ("0001-01-01", "The year 0001 is outside 1900 to 2200"),
        ("friday 25:00", 'The "25:00" in "friday 25:00" is not a time of day'),
        ("friday 24:00", 'The "24:00" in "friday 24:00" is not a time of day'),
        ("fri 018:00", 'The "018:00" in "fri 018:00" is not a time of day'),
        ("2026-11-12T18:60", 'The "18:60" in "2026-11-12T18:60" is not a time of day'),
        ("fri 1:2:3:4", 'The "1:2:3:4" in "fri 1:2:3:4" is not a time of day'),
        ("fri 13 pm", 'The "13" in "fri 13 pm" is not a time of day'),
        ("", "The date is empty"),
        (" \n", "The date is empty"),
        ("x" * 61, "61 characters are too many for a date"),
        ("today" + " " * 56, "61 characters are too many for a date"),
        ("\uff11\uff12 nov", 'The "\uff11" in "\uff11\uff12 nov" cannot be part of a date'),
        ("\u0663d", 'The "\u0663" in "\u0663d" cannot be part of a date'),
        ("3\u00b2 days ago", 'The "\u00b2" in "3\u00b2 days ago" cannot be part of a date'),
        ("12\tnov", 'The "\t" in "12\tnov" cannot be part of a date'),
    ],
)
@pytest.mark.parametrize("past", [True, False])
def test_a_day_the_calendar_or_the_keyboard_does_not_have_is_refused(text, message, past):
    found, remedy = outcome(text, past=past)
    assert found == message
    assert remedy


@pytest.mark.parametrize(
    ("text", "past", "message"),
    [
        ("tomorrow", True, '"tomorrow" is still to come: Sat 14 Nov'),
        ("next friday", True, '"next friday" is still to come: Fri 20 Nov'),
        ("in 2 weeks", True, '"in 2 weeks" is still to come: Fri 27 Nov'),
        ("2027-01-01", True, '"2027-01-01" is still to come: Fri 1 Jan 2027'),
        ("yesterday", False, '"yesterday" is already over: Thu 12 Nov'),
        ("last friday", False, '"last friday" is already over: Fri 6 Nov'),
        ("3 days ago", False, '"3 days ago" is already over: Tue 10 Nov'),
        ("2025-11-13", False, '"2025-11-13" is already over: Thu 13 Nov 2025'),
    ],
)
def test_a_day_on_the_other_side_of_today_is_refused(text, past, message):
    assert outcome(text, past=past)[0] == message


def test_the_remedy_says_what_to_type_instead():
    assert [outcome(text, past=True)[1] for text in ("03/04", "2026-02-30", "hello")] == [
        ('Write "3 April" or "4 March", or set the order once: tinynet config set date_order dmy'),
        "February 2026 has 28 days",
        'Write it like yesterday, "last friday", "12 nov" or 2026-11-13',
    ]
    assert outcome("hello", past=False)[1] == (
        'Write it like tomorrow, "in 2 weeks", "12 nov" or 2026-11-13'
    )
    assert [outcome(text, past=False)[1] for text in ("1m", "in 2m")] == [
        'Write "1 month" if you mean months', 'Write "in 2 months" if you mean months',
    ]  # fmt: skip
    assert outcome("12/11/2026", past=True) == (
        '"12/11/2026" could be 12 November 2026 or 11 December 2026',
        "Write 2026-11-12 if you mean that, or set the order once: "
        "tinynet config set date_order dmy",
    )
    assert outcome("1 month", past=False) == date(2026, 12, 13)


@pytest.mark.parametrize(
    ("text", "dmy", "mdy"),
    [
        ("03/04/2026", date(2026, 4, 3), date(2026, 3, 4)),
        ("03/04", date(2026, 4, 3), date(2026, 3, 4)),
        ("3-4-2026", date(2026, 4, 3), date(2026, 3, 4)),
        ("03.04.2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("2026/04/03", date(2026, 4, 3), date(2026, 4, 3)),
    ],
)
def test_the_configured_order_decides_between_two_readings(text, dmy, mdy):
    assert outcome(text, past=True, order="dmy") == dmy
    assert outcome(text, past=True, order="mdy") == mdy


def test_the_configured_order_allows_no_other_reading():
    message = "There is no month 25"
    assert outcome("12/25/2025", past=True, order="dmy")[0] == message
    assert outcome("25/12/2025", past=True, order="mdy")[0] == message


def test_months_ago_stop_at_the_end_of_a_shorter_month():
    assert resolve("a month ago", today=date(2026, 3, 31), past=True) == date(2026, 2, 28)
    assert resolve("in 1 year", today=date(2024, 2, 29), past=False) == date(2025, 2, 28)


def test_a_leap_day_is_found_across_a_century_without_one():
    assert resolve("29 feb", today=date(1904, 2, 29), past=True) == date(1904, 2, 29)
    assert resolve("29 feb", today=date(2103, 1, 1), past=True) == date(2096, 2, 29)
    assert resolve("29 feb", today=date(2097, 1, 1), past=False) == date(2104, 2, 29)


ABC = "0123456789-/.:, ~?adefhimnorstuvwyT\u00e9\uff12"
words = st.sampled_from(
    ("last", "next", "in", "ago", "fri", "may", "29", "2026", "18:00", "3", "d")
)
typed = st.text() | st.text(ABC, max_size=30) | st.lists(words, max_size=5).map(" ".join)


@settings(max_examples=500)
@given(typed, days, st.booleans(), st.sampled_from(["", "dmy", "mdy"]))
@example("29 feb", date(2196, 3, 1), False, "")
@example("9" * 60, TODAY, True, "")
def test_any_text_is_a_day_on_the_right_side_or_a_clear_error(text, today, past, order):
    found = outcome(text, today, past=past, order=order)
    if isinstance(found, date):
        assert found == today or (found < today) == past
    else:
        assert all(found)


@given(days, days)
def test_what_say_day_says_is_read_back_as_the_same_day(day, today):
    assert resolve(say_day(day, today), today=today, past=day <= today) == day


@given(days, st.integers(1, 400))
def test_iso_days_are_themselves(day, length):
    today = day + timedelta(days=length)
    assert resolve(str(day), today=today, past=True) == day
    assert resolve(str(today), today=day, past=False) == today


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 13), "today"),
        (date(2026, 11, 12), "yesterday"),
        (date(2026, 11, 14), "tomorrow"),
        (date(2026, 11, 6), "Fri 6 Nov"),
        (date(2025, 11, 14), "Fri 14 Nov 2025"),
        (date(2027, 1, 1), "Fri 1 Jan 2027"),
    ],
)
def test_a_day_is_said_in_english_with_the_year_only_where_it_differs(day, said):
    assert say_day(day, TODAY) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (35, "5 weeks ago"),
        (66, "9 weeks ago"),
        (67, "2 months ago"),
        (122, "4 months ago"),
        (715, "23 months ago"),
        (730, "2 years ago"),
        (3653, "10 years ago"),
        (-3, "in 3 days"),
        (-14, "in 2 weeks"),
    ],
)
def test_the_time_since_is_said_in_the_unit_that_suits_it(count, said):
    assert say_ago(count) == said


def test_everyday_words_cost_no_slow_import():
    code = f"""
import sys
sys.path.insert(0, {str(SOURCE)!r})
from datetime import date
from tinynet.core import dates, partial, spans
today = date(2026, 11, 13)
for text in ("today", "yesterday", "2026-11-12", "3d", "2w", "thu", "12 nov", "the 5th",
             "yest", "a week ago today", "monday last week", "5pm yesterday", "wendesday",
             "last christmas"):
    dates.resolve(text, today=today, past=True)
dates.range_of("last month", today), dates.range_of("2025", today)
dates.say_day(today, today), dates.say_ago(40), partial.next_on("--04-12", today)
spans.parse_duration("45m"), spans.parse_duration("1h30"), spans.parse_cadence("2w")
print([name for name in ("calendar", "dateutil", "enum", "re", "typing") if name in sys.modules])
"""
    command = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
