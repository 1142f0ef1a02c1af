"""vCalendar 1.0: its rules, its guests, its lines."""

from __future__ import annotations

from datetime import date

import pytest

from tinynet.exchange.calendar import read as calendar
from tinynet.exchange.calendar.old_rules import rule_of
from tinynet.exchange.record import Someone

PIA = "Pia Lund <pia@example.com>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("D1 #10", "FREQ=DAILY;INTERVAL=1;COUNT=10"),
        ("d2", "FREQ=DAILY;INTERVAL=2;COUNT=2"),
        ("D1 #0", "FREQ=DAILY;INTERVAL=1"),
        ("W2 MO TH #4", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=4"),
        ("W1 20241231T235959", "FREQ=WEEKLY;INTERVAL=1;UNTIL=20241231T235959"),
        ("MP1 1+ MO 2- FR SA #5", "FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO,-2FR,-2SA;COUNT=5"),
        ("MD1 1 15 LD #6", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1,15,-1;COUNT=6"),
        ("MD1 3- 20241231", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-3;UNTIL=20241231"),
        ("YM1 6 7 #8", "FREQ=YEARLY;INTERVAL=1;BYMONTH=6,7;COUNT=8"),
        ("YD1 1 100 #4", "FREQ=YEARLY;INTERVAL=1;BYYEARDAY=1,100;COUNT=4"),
    ],
)
def test_old_rules_are_said_in_the_words_of_today(old, new):
    assert rule_of(old) == new


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;BYDAY=MO", "", "D1 0600 M30 #4", "MP1 6+ MO #2", "W1 3 #2", "X1 #2", "W"]
)
def test_what_is_no_old_rule_stays(rule):
    assert rule_of(rule) == rule


def days(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:1.0", *events, "END:VCALENDAR", ""]
    return list(calendar.read("\r\n".join(lines).encode(), "c.vcs", ["me@example.com"], TODAY))


TODAY = date(2026, 11, 26)


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", "UID:u", *lines, "END:VEVENT"])


def test_guests_have_their_address_in_brackets_and_answer_with_a_status():
    (found,) = days(
        event(
            "DTSTART:20240610T100000",
            "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lunch with Zo=C3=AB=",
            " at the caf=C3=A9",
            "ATTENDEE;ROLE=ORGANIZER;STATUS=CONFIRMED:Me <me@example.com>",
            f"ATTENDEE;STATUS=ACCEPTED;EXPECT=REQUIRE:{PIA}",
            "ATTENDEE;STATUS=DECLINED:Bo Vik <bo@example.com>",
            "ATTENDEE;EXPECT=FYI:Al <al@example.com>",
        )
    )
    assert (found.people, found.by) == ((Someone("Pia Lund", "pia@example.com"),), "me")
    assert (found.note, found.kind) == ("Lunch with Zoë at the café", "lunch")


def test_a_series_has_its_days_but_for_those_left_out_between_semicolons():
    found = days(
        event(
            "DTSTART:20240603T080000", "RRULE:W1 MO #4", f"ATTENDEE:{PIA}",
            "EXDATE:20240610T080000;20240617T080000",
        )
    )  # fmt: skip
    assert [record.on for record in found] == ["2024-06-03", "2024-06-24"]
