"""What a year was made of."""

from __future__ import annotations

from datetime import date

import pytest

from tinynet.year import rules as years

TODAY = date(2026, 3, 1)
JUNE = date(2025, 6, 1).toordinal()
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def person(**more):
    return {
        "handle": "anne", "name": "Anne", "circle": None, "archived": 0, "met_on": None,
        "added_on": None, "first_on": None, "contact_days": 0, "seen_days": 0, "seen_day": None,
        "days": 0,
        "days_earlier": 0, "minutes": 0, "minutes_inside": 0, "evidence_before": 0.0,
        "evidence": 0.0,
    } | more  # fmt: skip


def row(period, times, **more):
    return {
        "period": period, "kind": "coffee", "in_person": 1, "by": None, "attempt": 0,
        "times": times, "minutes": 60 * times,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("today", "year"), [("2026-01-01", 2025), ("2026-02-28", 2025), ("2026-03-01", 2026)]
)
def test_early_in_the_year_the_last_one_is_meant(today, year):
    assert years.default_year(date.fromisoformat(today)) == year


def test_a_running_year_ends_today_and_is_compared_with_the_same_days():
    assert years.span(2026, TODAY) == (date(2026, 1, 1), TODAY)
    assert years.span(2025, TODAY) == YEAR
    assert years.year_before((date(2026, 1, 1), TODAY)) == (date(2025, 1, 1), date(2025, 3, 1))
    leap = years.span(2028, date(2028, 2, 29))
    assert years.year_before(leap) == (date(2027, 1, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ({"met_on": "2025-06-01", "first_on": "2026-01-01"}, True),
        ({"met_on": "2025"}, True),
        ({"met_on": "2025~"}, True),
        ({"met_on": "2025-12"}, True),
        ({"met_on": "2019", "first_on": "2025-06-01"}, False),
        ({"met_on": "--05-01", "first_on": "2025-06-01"}, True),
        ({"first_on": "2025-01-01"}, True),
        ({"first_on": "2024-12-31", "added_on": "2025-01-01"}, False),
        ({"added_on": "2025-03-01"}, True),
        ({}, False),
    ],
)
def test_who_was_new_goes_by_the_day_you_met_then_the_first_contact_then_the_entry(known, new):
    assert years.met_in(person(**known), YEAR) is new


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ({"seen_days": 1, "seen_day": JUNE}, False),
        ({"seen_days": 2, "seen_day": JUNE}, True),
        ({"seen_days": 1, "met_on": "2025-06-01", "seen_day": JUNE}, False),
        ({"seen_days": 1, "met_on": "2025-06-01", "seen_day": JUNE + 8}, True),
        ({"seen_days": 1, "met_on": "2025-05", "seen_day": JUNE}, True),
        ({"seen_days": 1, "met_on": "2025", "seen_day": JUNE}, False),
        ({"contact_days": 9, "met_on": "2025-05-01"}, False),
    ],
)
def test_a_second_meeting_is_a_second_day_in_person(known, again):
    assert years.met_again(person(**known)) is again


def test_deepened_and_cooling_are_changes_of_depth_the_largest_first():
    found = years.people(
        [
            person(name="little", contact_days=2, evidence_before=1.0, evidence=2.0),
            person(name="much", contact_days=2, evidence_before=0.0, evidence=7.0),
            person(name="even", contact_days=2, evidence_before=3.0, evidence=3.1),
            person(name="cooler", contact_days=2, evidence_before=7.0, evidence=3.0),
            person(name="never deep", contact_days=1, evidence_before=0.9, evidence=0.1),
            person(name="away", contact_days=2, evidence_before=7.0, evidence=1.0, archived=1),
        ],
        YEAR,
    )
    assert [(p["name"], p["before"], p["now"]) for p in found["deepened"]] == [
        ("much", 0.0, 3.0),
        ("little", 1.0, pytest.approx(1.585, abs=1e-3)),
    ]
    assert [(p["name"], p["before"], p["now"]) for p in found["cooling"]] == [("cooler", 3.0, 2.0)]


def test_a_mark_of_hours_counts_in_the_year_it_was_passed():
    found = years.marks(
        [
            person(name="at", minutes=50 * 60, minutes_inside=60),
            person(name="long ago", minutes=60 * 60, minutes_inside=60),
            person(name="two at once", minutes=95 * 60, minutes_inside=60 * 60),
            person(name="not yet", minutes=49 * 60, minutes_inside=49 * 60),
        ]
    )
    assert [(p["name"], p["mark"], p["what"], p["hours"]) for p in found] == [
        ("two at once", 90, "friend", 95),
        ("at", 50, "casual friend", 50),
    ]


def test_contacts_are_counted_by_table_screen_kind_and_side_and_attempts_apart():
    found = years.contacts(
        [
            row(202501, 3, by="me"),
            row(202502, 2, kind="call", in_person=0, by="them", minutes=40),
            row(202502, 4, kind="call", in_person=0, by="me", attempt=1, minutes=80),
        ]
    )
    assert found == {
        "contacts": 5,
        "hours": 3.0,
        "in_person": 3,
        "remote": 2,
        "kinds": [
            {"kind": "coffee", "in_person": True, "contacts": 3},
            {"kind": "call", "in_person": False, "contacts": 2},
        ],
        "by_me": 3,
        "by_them": 2,
        "attempts": 4,
    }


def test_months_without_contact_are_months_too():
    found = years.months([row(202603, 2)], (date(2026, 1, 1), TODAY))
    assert [(m["month"], m["contacts"], m["in_person"]) for m in found] == [
        ("2026-01", 0, 0),
        ("2026-02", 0, 0),
        ("2026-03", 2, 2),
    ]


def test_the_running_month_and_those_before_the_log_are_neither_busy_nor_quiet():
    months = [
        {"month": f"2026-0{number}", "contacts": contacts}
        for number, contacts in enumerate((0, 5, 3, 9), 1)
    ]
    busiest, quietest = years.extremes(months, "2026-02-10", date(2026, 4, 9))
    assert (busiest["month"], quietest["month"]) == ("2026-02", "2026-03")
    assert years.extremes(months[:2], "2026-02-10", date(2026, 4, 9)) is None


def test_nearly_always_one_side_needs_a_few_times():
    few, you, both = (
        {"name": "few", "me": 2, "them": 0},
        {"name": "you", "me": 6, "them": 2},
        {"name": "both", "me": 5, "them": 2},
    )
    assert years.one_sided([few, you, both], "me") == [you]
    assert years.one_sided([few, you, both], "them") == []


def test_years_between_without_any_contact_are_there():
    found = years.of_all_time([row(2023, 1), row(2025, 2), row(2025, 1, in_person=0)])
    assert [(y["year"], y["contacts"], y["in_person"]) for y in found] == [
        (2023, 1, 1),
        (2024, 0, 0),
        (2025, 3, 2),
    ]
    assert years.of_all_time([]) == []


def test_the_longest_friendship_began_when_you_met_however_late_the_log_does():
    seen = {"contact_days": 1, "last_on": "2025-01-01", "first_on": "2025-01-01"}
    found = years.longest(
        [
            person(name="log", **seen),
            person(name="met", **seen | {"met_on": "2011~"}),
            person(name="birthday only", **seen | {"met_on": "--05-01"}),
            person(name="never", met_on="1999"),
            person(name="away", archived=1, **seen),
        ]
    )
    assert [(p["name"], p["since"]) for p in found] == [
        ("met", "2011"),
        ("log", "2025-01-01"),
        ("birthday only", "2025-01-01"),
    ]


def test_money_is_unknown_where_none_was_said():
    one = {"cost": None, "drained": None, "met": 2, "again": 1}
    assert years.evenings([one])["cost"] is None
    two = one | {"cost": 1250, "drained": 1}
    assert years.evenings([one, two]) == {
        "count": 2, "cost": 1250, "drained": 1, "met": 4, "again": 2,
    }  # fmt: skip


def test_places_that_differ_in_case_and_accents_are_one():
    told = [("The Red Lion", 3), ("York", 2), ("Café", 2), ("CAFE", 1), ("the red  lion", 1)]
    places = [{"place": place, "times": times} for place, times in told]
    assert [(one["place"], one["times"]) for one in years.of_one_spelling(places)] == [
        ("The Red Lion", 4), ("Café", 3), ("York", 2),
    ]  # fmt: skip
