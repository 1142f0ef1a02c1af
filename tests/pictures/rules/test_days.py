"""Every day has a cell: a column a week, a row a weekday."""

from __future__ import annotations

from datetime import date

from tinynet.pictures.rules.days import LEFT, STEP, TOP, last_year, lay_out, level


def test_the_last_year_ends_today_and_begins_with_a_monday():
    first, last = last_year(date(2026, 3, 1))
    assert (first, last) == (date(2025, 2, 24), date(2026, 3, 1))
    assert len(lay_out((first, last), {}).cells) == 53 * 7


def test_a_day_stands_in_the_row_of_its_weekday_and_the_column_of_its_week():
    heat = lay_out((date(2025, 1, 1), date(2025, 12, 31)), {"2025-01-08": (2, 1)})
    assert len(heat.cells) == 365
    first, second = heat.cells[0], heat.cells[7]  # two Wednesdays
    assert (first.x, first.y) == (LEFT, TOP + 2 * STEP)
    assert (second.x, second.y) == (LEFT + STEP, TOP + 2 * STEP)
    assert (second.in_person, second.remote) == (2, 1)


def test_each_month_is_named_over_its_first_week_and_january_has_its_year():
    heat = lay_out((date(2025, 1, 1), date(2025, 12, 31)), {})
    assert [text for _, text in heat.months][:2] == ["Jan 2025", "Feb"]
    assert len(heat.months) == 12


def test_a_month_of_which_few_days_are_left_is_not_named():
    heat = lay_out((date(2025, 2, 24), date(2026, 3, 1)), {})
    assert heat.months[0][1] == "Mar"


def test_from_four_contacts_on_a_day_gets_no_darker():
    assert [level(times) for times in (0, 1, 3, 4, 9)] == [0, 1, 3, 4, 4]
