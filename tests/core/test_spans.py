from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinynet.core.spans import (
    NEVER,
    parse_cadence,
    parse_duration,
    parse_period,
    parse_step,
    say_cadence,
    say_duration,
)
from tinynet.errors import BadValueError

DURATIONS = """
45m 45|45 min 45|90 minutes 90|a minute 1|1h 60|1H30 90|1h30m 90|1h5m 65|1h05 65|1 hour 30 min 90
1:30 90|0:45 45|2 hours 120|two hours 120|1.5h 90|0.25 h 15|an hour 60|half an hour 30|24h 1440
an hour and a half 90|two and a half hours 150|2 hours and a half 150|1,5h 90
an hour and a quarter 75|an hour and 20 minutes 80|seventy minutes 70|half hour 30|a half hour 30
a quarter of an hour 15|quarter of an hour 15|three quarters of an hour 45
"""
CADENCES = """
2w 14|90d 90|3 weeks 21|daily 1|weekly 7|Fortnightly 14|monthly 30|quarterly 91|yearly 365
annually 365|never 0|1m 30|3m 91|6m 182|6 months 182|12 months 365|1y 365|10y 3650|a week 7
every 2 weeks 14|every two weeks 14|every month 30|every day 1
"""
PERIODS = "3d 3|2w 14|1 month 30|10 days 10|a week 7|2m 61|1y 365"
READERS = {"duration": parse_duration, "cadence": parse_cadence, "period": parse_period}
REFUSED = """
duration|10|could be minutes or hours
duration|0|is no time at all
duration|0m|is no time at all
duration|-45m|is below zero
duration|25h|is longer than a day
duration|1441m|is longer than a day
duration|2d|is not a duration, which counts minutes and hours
duration|1h5|is not a duration
duration|1h60|is not a duration
duration|1:5|is not a duration
duration|1.5m|is not a duration
duration|long|is not a duration
cadence|10|could be days, weeks or months
cadence|0|is no time at all
cadence|0d|is no time at all
cadence|-2w|is below zero
cadence|11y|is longer than 10 years
cadence|3651d|is longer than 10 years
cadence|45 min|is not a cadence, which counts days, weeks, months and years
cadence|1.5w|is not a cadence
cadence|every|is not a cadence
cadence|every friday|is not a cadence
cadence|biweekly|could be twice a week or every 2 weeks
cadence|bimonthly|could be twice a month or every 2 months
period|10|could be days, weeks or months
period|0d|is no time at all
period|-3d|is below zero
period|11y|is longer than 10 years
period|2h|is not a period, which counts days, weeks, months and years
period|never|is not a period
period|monthly|is not a period
"""


def outcome(what, text):
    """The number, or the error's sentence and remedy."""
    try:
        return READERS[what](text)
    except BadValueError as error:
        return error.message, error.remedy


def pairs(table):
    rows = [row.rpartition(" ") for line in table.strip().splitlines() for row in line.split("|")]
    return [(text, int(number)) for text, _, number in rows]


@pytest.mark.parametrize(("text", "minutes"), pairs(DURATIONS))
def test_a_duration_is_read_in_minutes(text, minutes):
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(("text", "days"), pairs(CADENCES))
def test_a_cadence_is_read_in_days(text, days):
    assert parse_cadence(text) == days


@pytest.mark.parametrize(("text", "days"), pairs(PERIODS))
def test_a_period_is_read_in_days(text, days):
    assert parse_period(text) == days


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_what_would_have_to_be_guessed_is_refused_with_the_reason(row):
    what, text, reason = row.split("|")
    message, remedy = outcome(what, text)
    assert message == f'"{text}" {reason}'
    assert remedy


@pytest.mark.parametrize(
    ("what", "text", "remedy"),
    [
        ("duration", "10", "Write 10m or 10h"),
        ("duration", "long", 'Write it like 45m, 1h30 or "2 hours"'),
        ("duration", "18:00", 'Write it like 45m, 1h30 or "2 hours"'),
        ("cadence", "10", "Write 10d or 10w or 10m"),
        ("cadence", "biweekly", "Write 2w, or 3d for twice a week"),
        ("cadence", "often", 'Write it like 2w, 90d, "3 months", weekly or never'),
        ("period", "soon", 'Write it like 3d, 2w or "1 month"'),
    ],
)
def test_the_remedy_says_what_to_type_instead(what, text, remedy):
    assert outcome(what, text)[1] == remedy


@pytest.mark.parametrize("what", READERS)
def test_empty_overlong_and_foreign_text_is_refused(what):
    assert [outcome(what, text)[0] for text in (" ", "1" * 61, "\uff13d")] == [
        f"The {what} is empty",
        f"61 characters are too many for a {what}",
        f'The "\uff13" in "\uff13d" cannot be part of a {what}',
    ]


def test_m_is_minutes_in_a_duration_and_months_elsewhere():
    assert (parse_duration("3m"), parse_cadence("3m"), parse_period("3m")) == (3, 91, 91)


typed = st.text() | st.text("0123456789.:,- adehimnorsuwy", max_size=20)


@given(typed, st.sampled_from(sorted(READERS)))
@example("9" * 59 + "h", "duration")
@example("9" * 59 + "m", "cadence")
def test_any_text_is_a_number_in_bounds_or_a_clear_error(text, what):
    low, high = {"duration": (1, 1440), "cadence": (0, 3650), "period": (1, 3650)}[what]
    found = outcome(what, text)
    if isinstance(found, int):
        assert low <= found <= high
    else:
        assert all(found)


@given(st.integers(1, 1440))
def test_a_duration_said_is_read_back(minutes):
    assert parse_duration(say_duration(minutes)) == minutes


@given(st.integers(0, 3650))
@example(NEVER)
def test_a_cadence_said_is_read_back(days):
    assert parse_cadence(say_cadence(days)) == days


def test_durations_are_said_briefly():
    assert [say_duration(minutes) for minutes in (0, 45, 60, 65, 90, 1440)] == [
        *("0m", "45m", "1h", "1h05", "1h30", "24h")
    ]


def test_cadences_are_said_in_their_largest_unit():
    said = {
        NEVER: "never",
        1: "daily",
        7: "weekly",
        10: "10 days",
        14: "2 weeks",
        30: "monthly",
        61: "2 months",
        90: "90 days",
        91: "quarterly",
        182: "6 months",
        365: "yearly",
        730: "2 years",
    }
    assert {days: say_cadence(days) for days in said} == said


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("1w", (0, 7)), ("90d", (0, 90)), ("daily", (0, 1)), ("fortnightly", (0, 14)),
        ("every 2 weeks", (0, 14)), ("1m", (1, 0)), ("2 months", (2, 0)), ("monthly", (1, 0)),
        ("Every Month", (1, 0)), ("quarterly", (3, 0)), ("every year", (12, 0)), ("1y", (12, 0)),
        ("annually", (12, 0)), ("two years", (24, 0)), ("a week", (0, 7)),
    ],
)  # fmt: skip
def test_a_step_of_months_or_years_is_one_of_the_calendar(text, step):
    assert parse_step(text) == step


@pytest.mark.parametrize("text", ["never", "biweekly", "10", "0d", "1h", "soon", ""])
def test_what_is_no_step_is_refused(text):
    with pytest.raises(BadValueError):
        parse_step(text)
