"""Calendars: meetings that are over, with those who came."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from talk_helpers import all_sound, bare, mutated

from tinynet.exchange.calendar import events as ics_events
from tinynet.exchange.calendar import read as ics
from tinynet.exchange.calendar import repeats
from tinynet.exchange.record import InteractionRecord, Refused, Someone

SAMPLE = Path(__file__).parents[1] / "samples" / "calendar.ics"
TODAY = date(2026, 3, 1)
OWN = ["Robin@hazel.example"]
MUTATIONS = 2_000
ANNE = Someone("Anne Baker", "anne@example.org")
DIETER = Someone("Dieter Weber", "dieter@example.org")
TOKENS = (
    b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"RRULE:FREQ=SECONDLY\r\n", b"FREQ=WEEKLY", b"COUNT=-1",
    b"INTERVAL=0;", b"UNTIL=x;", b"BYDAY=9XX;", b"RDATE:20260101\r\n", b"EXDATE:x\r\n", b"\r\n ",
    b";TZID=Nowhere/City", b";VALUE=DATE", b"DURATION:-PT1S\r\n", b"DTSTART:20260101T000000Z\r\n",
    b"RECURRENCE-ID:20260109\r\n", b";PARTSTAT=", b"mailto:", b'"', b":", b";", b",", b"\\",
    b"\x00", b"\xff\xfe", b"\xe2\x80\xae", b"9" * 40,
)  # fmt: skip


def meeting(line, on, kind, people, source_id, **fields):
    return InteractionRecord("ics", source_id, "", line, on, kind, people=tuple(people), **fields)


CALENDAR = [
    Refused("calendar.ics:129", "the event has no END:VEVENT"),
    meeting(
        15, "2026-01-05", "coffee", [Someone("Baker, Anne", "anne@example.org")],
        "coffee-1@example.org", minutes=45, place="Market Café", note="Coffee with Anne, at last",
        by="me",
    ),
    meeting(
        35, "2026-01-06", "video", [Someone("Grace Okafor", "grace@example.org")],
        "review@example.org", minutes=90, note="Planning", by="them",
    ),
    meeting(
        44, "2026-01-02", "event", [DIETER], "run@example.org 20260102T070000", minutes=30,
        note="Morning run", by="me",
    ),
    meeting(
        44, "2026-01-17", "event", [DIETER], "run@example.org 20260116T070000", minutes=60,
        note="Breakfast instead", by="me",
    ),
    meeting(
        44, "2026-01-30", "event", [DIETER], "run@example.org 20260130T070000", minutes=30,
        note="Morning run", by="me",
    ),
    meeting(74, "2026-01-10", "dinner", [], "alone@example.org", note="Dinner with Caroline"),
    meeting(
        79, "2026-01-24", "visit", [Someone("Zoë Ortiz", "zoe@example.org")],
        "weekend@example.org", note="Visiting Zoë",
    ),
    Refused("calendar.ics:112", "it repeats more often than once a day"),
    Refused("calendar.ics:118", "it repeats on no day at all"),
    Refused("calendar.ics:124", "the event has no day (DTSTART)"),
]  # fmt: skip


def read(data, own=OWN, today=TODAY):
    return bare(ics.read(data, "calendar.ics", own, today))


def event(*lines, uid="1", start="DTSTART:20260105T100000"):
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT", "")).encode()


def calendar(*events):
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + b"".join(events) + b"END:VCALENDAR\r\n"


GUEST = "ATTENDEE;CN=Anne Baker:mailto:anne@example.org"
GOOD = event("SUMMARY:Lunch", GUEST, uid="good")


def with_anne(line):
    return meeting(line, "2026-01-05", "lunch", [ANNE], "good", note="Lunch")


def test_meetings_that_are_over_with_those_who_came_and_no_description():
    assert read(SAMPLE.read_bytes()) == CALENDAR


def test_line_ends_and_a_byte_order_mark_do_not_matter():
    data = SAMPLE.read_bytes()
    assert read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")) == CALENDAR


def test_your_address_is_the_calendars_name_and_the_first_record_says_so():
    found = read(SAMPLE.read_bytes(), own=[])
    warning = "line 1: robin@hazel.example was taken for your own address"
    assert [r.warnings for r in found if isinstance(r, InteractionRecord)] == [(warning,)] + [
        ()
    ] * 6


def test_your_address_is_the_one_in_most_meetings_where_the_calendar_has_no_name():
    both = "ATTENDEE:mailto:robin@hazel.example"
    found = read(calendar(event(GUEST, both), event(both, "ATTENDEE:mailto:b@x.org", uid="2")), [])
    assert [[who.email for who in record.people] for record in found] == [
        ["anne@example.org"],
        ["b@x.org"],
    ]


@pytest.mark.parametrize("today", [date(2026, 1, 5), date(2026, 1, 4)])
def test_a_meeting_of_today_is_not_over(today):
    assert read(calendar(GOOD), today=today) == []


def test_a_meeting_of_many_is_refused_and_one_of_twelve_is_not():
    def guests(count):
        return [f"ATTENDEE:mailto:p{number}@example.org" for number in range(count)]

    most = ics.ATTENDEES_MAX
    found = read(calendar(event(*guests(most)), event(*guests(most + 1), uid="2")))
    assert [len(found[0].people), found[1]] == [
        12,
        Refused("calendar.ics:19", "it has 13 guests; more than 12 are no talk with each"),
    ]


def test_what_is_only_booked_or_declined_is_nobody():
    lines = (
        "ATTENDEE;CUTYPE=RESOURCE:mailto:car@example.org",
        "ATTENDEE;CUTYPE=GROUP:mailto:all@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.org",
        "ATTENDEE:mailto:c_1@group.calendar.google.com",
    )
    assert read(calendar(event(*lines))) == []
    assert read(calendar(event(*lines, GUEST)))[0].people == (ANNE,)


def test_a_time_in_utc_is_a_day_where_the_owner_lives():
    late = event("SUMMARY:Lunch", GUEST, uid="good", start="DTSTART:20260106T020000Z")
    data = calendar(late)
    zone = b"VERSION:2.0\r\nX-WR-TIMEZONE:America/Lima\r\n"
    assert [r.on for r in read(data)] == ["2026-01-06"]
    assert [r.on for r in read(data.replace(b"VERSION:2.0\r\n", zone))] == ["2026-01-05"]


def test_a_rule_with_its_exceptions_gives_each_day_that_was():
    data = calendar(
        event(
            "SUMMARY:Coffee",
            GUEST,
            "RRULE:FREQ=MONTHLY;BYDAY=1MO;UNTIL=20260401T000000Z",
            "EXDATE:20251201T100000",
            "RDATE:20260210T100000",
            start="DTSTART:20251103T100000",
        )
    )
    assert [record.on for record in read(data)] == ["2025-11-03", "2026-01-05", "2026-02-02",
                                                    "2026-02-10"]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "it repeats more often than once a day"),
        ("FREQ=MINUTELY;COUNT=9", "it repeats more often than once a day"),
        ("FREQ=DAILY;BYHOUR=1,2", "it repeats more often than once a day"),
        ("FREQ=DAILY;INTERVAL=0", "it repeats every 0 days"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "it repeats on no day at all"),
        ("FREQ=SOMETIMES", "the days on which it repeats cannot be worked out"),
        ("FREQ=WEEKLY\r\nRRULE:FREQ=DAILY", "the event has more than one RRULE"),
    ],
)
def test_a_rule_without_reason_costs_its_meeting(rule, why):
    found = read(calendar(event(f"RRULE:{rule}"), GOOD))
    assert sorted(found, key=lambda r: isinstance(r, InteractionRecord)) == [
        Refused("calendar.ics:3", why),
        with_anne(8 + rule.count("\n")),
    ]


def test_a_rule_from_the_middle_ages_costs_its_meeting():
    old = event("RRULE:FREQ=DAILY", start="DTSTART:00260105T100000")
    assert read(calendar(old, GOOD)) == [
        Refused("calendar.ics:3", "it repeats from the year 26 on"),
        with_anne(8),
    ]


def test_rules_in_vain_and_repeated_meetings_are_bounded(monkeypatch):
    monkeypatch.setattr(repeats, "NEVER_MAX", 1)
    monkeypatch.setattr(repeats, "OCCURRENCES_MAX", 9)
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    daily = "RRULE:FREQ=DAILY;COUNT=6"
    assert [r.reason for r in read(calendar(event(never), event(never, uid="2")))] == [
        "it repeats on no day at all",
        "1 meetings before it repeat on no day at all",
    ]
    assert read(calendar(event(daily, GUEST), event(daily, GUEST, uid="2"), GOOD))[6:] == [
        Refused("calendar.ics:9", "9 repeated meetings are enough for one file"),
        with_anne(15),
    ]


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        (b"BEGIN:VEVENT\r\n" * 3_000, "the event has no END:VEVENT"),
        (event("ATTENDEE:" + "x" * 10 + "\r\n") [:-12], "the event has no END:VEVENT"),
        (event(*(f"ATTENDEE:mailto:{'x' * 90_000}@x.org" for _ in range(12))),
         f"the event has more than {ics_events.EVENT_MAX} characters"),
    ],
)  # fmt: skip
def test_a_broken_or_enormous_event_costs_itself(bomb, why):
    found = read(calendar(bomb, GOOD))
    assert {record.reason for record in found[:-1]} == {why}
    assert found[-1].source_id == "good"


def test_a_line_that_is_too_long_is_left_out():
    (found,) = read(calendar(event("SUMMARY:" + "x" * 200_000, GUEST, "LOCATION:Here")))
    assert (found.note, found.place, found.people) == ("", "Here", (ANNE,))


def test_a_description_or_an_alarm_cannot_break_an_event():
    noise = ("DESCRIPTION;X=\x00:::", "BEGIN:VALARM", "SUMMARY:no", "END:VALARM", "no colon at all")
    assert read(calendar(event("SUMMARY:Lunch", *noise, GUEST, uid="good"))) == [with_anne(3)]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND:20260105T103000",), 30),
        (("DURATION:PT2H",), 120),
        (("DTEND:20260108T100000",), None),
        (("DTEND:20260105T090000",), None),
        (("DTEND;VALUE=DATE:20260106",), None),
        (("DURATION:for ever",), None),
        ((), None),
    ],
)
def test_minutes_are_told_where_they_fit_a_day(lines, minutes):
    assert [record.minutes for record in read(calendar(event(*lines, GUEST)))] == [minutes]


@pytest.mark.parametrize("data", [b"", b"%PDF", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n"])
def test_what_has_no_events_says_so(data):
    assert read(data) == [Refused("calendar.ics:1", "there is no event in it")]


def test_sniffing():
    assert ics.sniff(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")
    assert not ics.sniff(b"BEGIN:VCARD\r\n")


def test_mutations_give_records_or_refusals():
    data = calendar(
        event("SUMMARY:Coffee", GUEST, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260112T100000"),
        event("RECURRENCE-ID:20260119T100000", "DURATION:PT1H", "LOCATION:Café"),
    )
    for changed in mutated(data, TOKENS, MUTATIONS):
        assert all_sound(ics.read(changed, "calendar.ics", OWN, TODAY))
