"""Which backups stay: 7 days, 4 weeks, 12 months, and the five newest."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinynet.db.rotation import stamps_to_keep


def daily(last: date, days: int) -> list[str]:
    return [f"{last - timedelta(days=n)}T08:00:00" for n in range(days)]


def test_a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months():
    assert sorted(stamp[:10] for stamp in stamps_to_keep(daily(date(2026, 3, 1), 400))) == [
        "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30",
        "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31",
        "2026-02-08", "2026-02-15", "2026-02-22",
        "2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28",
        "2026-03-01",
    ]  # fmt: skip


def test_of_one_day_the_newest_five_stay_and_the_day_after_one_is_enough():
    day = [f"2026-03-01T08:00:{n:02}" for n in range(9)]
    assert stamps_to_keep(day) == set(day[4:])
    week = daily(date(2026, 3, 7), 6)
    assert stamps_to_keep(day + week) == {day[-1], *week}


def test_days_on_which_nothing_was_backed_up_do_not_count():
    yearly = [f"{year}-05-05T10:00:00" for year in range(2000, 2026)]
    assert stamps_to_keep(yearly) == set(yearly[-12:])
    assert stamps_to_keep([]) == set()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine may be busy
@given(st.sets(st.datetimes(), max_size=60))
def test_the_newest_is_always_kept_and_what_is_kept_once_stays_until_something_newer_comes(times):
    stamps = {time.replace(microsecond=0).isoformat() for time in times}
    keep = stamps_to_keep(stamps)
    assert keep <= stamps
    assert len(keep) <= 7 + 4 + 12 + 5
    assert stamps_to_keep(keep) == keep
    assert not stamps or max(stamps) in keep
