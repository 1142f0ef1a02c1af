"""Calendars: meetings that are over, with those who came."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from talk_helpers import all_sound, bare, mutated

from tinynet.exchange.calendar import events as ics_events
from tinynet.exchange.calendar import read as ics
from tinynet.exchange.calendar import repeats as ics_repeats
from tinynet.exchange.calendar import rules as ics_rules
from tinynet.exchange.record import CancelledRecord, InteractionRecord, Refused, Someone

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
    Refused("calendar.ics:131", "the event has no END:VEVENT"),
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
        44, "2026-01-02", "walk", [DIETER], "run@example.org 20260102T070000", minutes=30,
        note="Morning run", by="me",
    ),
    meeting(
        55, "2026-01-17", "event", [DIETER], "run@example.org 20260116T070000", minutes=60,
        note="Breakfast instead", by="me",
    ),
    CancelledRecord(
        "ics", ("run@example.org 20260123T070000",), 65,
        '"Morning run" of 2026-01-23 was cancelled',
    ),
    meeting(
        44, "2026-01-30", "walk", [DIETER], "run@example.org 20260130T070000", minutes=30,
        note="Morning run", by="me",
    ),
    meeting(74, "2026-01-10", "dinner", [], "alone@example.org", note="Dinner with Caroline"),
    meeting(
        79, "2026-01-24", "visit", [Someone("Zoë Ortiz", "zoe@example.org")],
        "weekend@example.org", note="Visiting Zoë",
    ),
    CancelledRecord(
        "ics", ("cancelled@example.org", "cancelled@example.org 20260111T190000"), 92,
        '"Lunch" of 2026-01-11 was cancelled',
    ),
    Refused("calendar.ics:112", "it repeats more often than once a day"),
    Refused("calendar.ics:119", "it repeats on no day at all"),
    Refused("calendar.ics:126", "the event has no day (DTSTART)"),
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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_calendar_in_utf_16_is_the_same_one(encoding):
    data = SAMPLE.read_bytes()
    other = data.decode().encode(encoding)
    assert ics.sniff(other[:4096])
    assert list(ics.read(other, "a.ics", OWN, TODAY)) == list(ics.read(data, "a.ics", OWN, TODAY))


def test_meetings_that_are_over_with_those_who_came_and_no_description():
    assert read(SAMPLE.read_bytes()) == CALENDAR


def test_line_ends_and_a_byte_order_mark_do_not_matter():
    data = SAMPLE.read_bytes()
    assert read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")) == CALENDAR


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Jörg Groß"), ("cp1250", "Jiří Švec")])
def test_a_calendar_in_an_old_encoding_is_read_by_its_words(encoding, name):
    guest = f"ATTENDEE;CN={name}:mailto:j@example.org"
    data = calendar(event("SUMMARY:Lunch", guest)).decode().encode(encoding)
    ((someone,),) = [record.people for record in read(data)]
    assert someone.name == name


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
        "ATTENDEE;CUTYPE=UNKNOWN:mailto:team@googlegroups.com",
        "ATTENDEE;CN=Bookings:mailto:no-reply@bookings.example",
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
        ("FREQ=SOMETIMES", "its rule says FREQ=SOMETIMES, which is no frequency"),
        ("COUNT=3", "its rule does not say how often it repeats (FREQ)"),
        ("FREQ=DAILY;COUNT=many", "its rule says COUNT=MANY, which is no number"),
        ("FREQ=DAILY;COUNT=-2", "it repeats -2 times"),
        ("FREQ=WEEKLY;INTERVAL=0", "it repeats every 0 weeks"),
        ("FREQ=DAILY;UNTIL=summer", "its rule ends with UNTIL=SUMMER, which is no day"),
        ("FREQ=DAILY;BYMOON=1", "its rule says BYMOON=1, which is unknown"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "its rule says RSCALE=CHINESE, which is unknown"),
        ("FREQ=WEEKLY;BYDAY=XX", "the days on which it repeats cannot be worked out"),
    ],
)
def test_a_rule_without_reason_costs_its_meeting(rule, why):
    found = read(calendar(event(GUEST, f"RRULE:{rule}"), GOOD))
    assert found == [Refused("calendar.ics:3", why), with_anne(9)]


def test_a_rule_from_the_middle_ages_costs_its_meeting():
    old = event(GUEST, "RRULE:FREQ=DAILY", start="DTSTART:00260105T100000")
    assert read(calendar(old, GOOD)) == [
        Refused("calendar.ics:3", "it repeats from the year 26 on"),
        with_anne(9),
    ]


def test_rules_without_a_day_and_repeated_meetings_are_bounded(monkeypatch):
    monkeypatch.setattr(ics_rules, "NEVER_MAX", 1)
    monkeypatch.setattr(ics_rules, "OCCURRENCES_MAX", 9)
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    daily = "RRULE:FREQ=DAILY;COUNT=6"
    assert [
        r.reason for r in read(calendar(event(never, GUEST), event(never, GUEST, uid="2")))
    ] == [
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
def test_minutes_are_read_where_they_fit_a_day(lines, minutes):
    assert [record.minutes for record in read(calendar(event(*lines, GUEST)))] == [minutes]


def test_from_midnight_to_midnight_is_a_whole_day_and_takes_no_minutes():
    outlook = event("DTEND:20260106T000000", GUEST, start="DTSTART:20260105T000000")
    assert [record.minutes for record in read(calendar(outlook))] == [None]


@pytest.mark.parametrize("data", [b"", b"%PDF", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n"])
def test_what_has_no_events_says_so(data):
    assert read(data) == [Refused("calendar.ics:1", "there is no event in it")]


def test_sniffing():
    assert ics.sniff(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")
    assert not ics.sniff(b"BEGIN:VCARD\r\n")


def days(*events, **options):
    return [record.on for record in read(calendar(*events), **options)]


BERLIN = "DTSTART;TZID=Europe/Berlin:20250602T100000"
WEEKLY = ("SUMMARY:Lunch", GUEST, "RRULE:FREQ=WEEKLY;COUNT=4")


def series(*lines, start=BERLIN):
    return event(*WEEKLY, *lines, start=start)


def change(of, start, *lines):
    return event("SUMMARY:Lunch", GUEST, f"RECURRENCE-ID{of}", *lines, start=f"DTSTART{start}")


def test_this_and_future_moves_all_days_that_follow_and_keeps_their_identity():
    data = calendar(
        series(),
        change(";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20250609T100000", ":20250610T120000"),
        change(";TZID=Europe/Berlin:20250616T100000", ":20250619T120000"),
    )
    assert [(record.on, record.source_id) for record in read(data)] == [
        ("2025-06-02", "1 20250602T100000"),
        ("2025-06-10", "1 20250609T100000"),
        ("2025-06-19", "1 20250616T100000"),
        ("2025-06-24", "1 20250623T100000"),
    ]


def test_this_and_future_may_be_named_by_its_day_alone():
    late = series(start="DTSTART:20250602T200000")
    moved = change(";RANGE=THISANDFUTURE;VALUE=DATE:20250609", ":20250610T200000")
    assert days(late, moved) == ["2025-06-02", "2025-06-10", "2025-06-17", "2025-06-24"]


@pytest.mark.parametrize("again", ["20250616T100000", "20250617T100000"])
def test_a_second_move_may_name_its_day_by_the_rule_or_by_the_first_move(again):
    future = ";RANGE=THISANDFUTURE;TZID=Europe/Berlin:"
    zone = ";TZID=Europe/Berlin:"
    first = change(f"{future}20250609T100000", f"{zone}20250610T100000")
    second = change(f"{future}{again}", f"{zone}20250618T100000")
    assert days(series(), first, second) == ["2025-06-02", "2025-06-10", "2025-06-18", "2025-06-25"]


@pytest.mark.parametrize(
    ("lines", "on"),
    [
        (("STATUS:CANCELLED",), ["2025-06-02"]),
        (("RRULE:FREQ=DAILY;COUNT=2",), ["2025-06-02", "2025-06-11", "2025-06-12"]),
    ],
)
def test_this_and_future_may_cancel_or_have_rules_of_its_own(lines, on):
    of = ";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20250609T100000"
    found = read(calendar(series(), change(of, ":20250611T120000", *lines)))
    assert [record.on for record in found if isinstance(record, InteractionRecord)] == on


def test_all_that_follow_may_be_moved_to_days_before_today_from_days_after_it():
    of = ";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20250609T100000"
    moved = change(of, ";TZID=Europe/Berlin:20250604T100000")
    assert days(series(), moved, today=date(2025, 6, 12)) == [
        "2025-06-02", "2025-06-04", "2025-06-11",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "of",
    [
        ";TZID=Europe/Berlin:20250609T100000",
        ";TZID=W. Europe Standard Time:20250609T100000",
        ":20250609T080000Z",
        ";VALUE=DATE:20250609",
        ";TZID=Asia/Tokyo:20250609T170000",
        ": 20250609T100000",
        ":20250609T000000",
    ],
)
def test_a_moved_day_is_found_however_its_day_is_written(of):
    moved = change(of, ";TZID=Europe/Berlin:20250613T100000")
    assert days(series(), moved) == ["2025-06-02", "2025-06-13", "2025-06-16", "2025-06-23"]


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;TZID=Europe/Berlin:20250609T100000, 20250623T100000",
        "EXDATE:20250609T080000Z,20250623T080000Z",
        "EXDATE;VALUE=DATE:20250609,20250623",
        "EXDATE;TZID=Europe/Berlin:20250609T000000\r\nEXDATE:20250623T000000",
        "EXRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\r\nEXDATE:x\r\nRDATE:20250602T080000Z",
    ],
)
def test_a_day_taken_out_is_gone_however_it_is_written(line):
    left = (
        ["2025-06-09", "2025-06-23"] if line.startswith("EXRULE") else ["2025-06-02", "2025-06-16"]
    )
    found = days(series(line))
    assert found == left


def test_two_rules_and_single_days_with_times_of_their_own_are_put_together():
    found = read(
        calendar(
            event(
                GUEST,
                "DTEND:20250602T110000",
                "RRULE:FREQ=WEEKLY;COUNT=2",
                "RRULE:FREQ=MONTHLY;COUNT=2",
                "RDATE;VALUE=PERIOD:20250605T100000/PT2H, 20250606T100000/20250606T103000",
                start="DTSTART:20250602T100000",
            )
        )
    )
    assert [(record.on, record.minutes) for record in found] == [
        ("2025-06-02", 60),
        ("2025-06-05", 120),
        ("2025-06-06", 30),
        ("2025-06-09", 60),
        ("2025-07-02", 60),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        ";",
        "FREQ=",
        " FREQ = DAILY ; COUNT = 1 ",
        "freq=daily;count=1",
        "FREQ=HOURLY;INTERVAL=24;COUNT=1",
    ],
)
def test_an_empty_rule_is_none_and_a_rule_may_have_blanks(rule):
    assert days(event(GUEST, f"RRULE:{rule}", "EXDATE:", "RDATE:", "RECURRENCE-ID:")) == [
        "2026-01-05"
    ]


@pytest.mark.parametrize("chosen", ["MO, TU", "MO ,TU", " MO TU", "mo,tu,", "MO,\r\n  TU"])
def test_blanks_between_the_days_of_a_rule_do_not_matter(chosen):
    rule = f"RRULE:FREQ=WEEKLY;COUNT=3;BYDAY={chosen}"
    assert days(event(GUEST, rule)) == ["2026-01-05", "2026-01-06", "2026-01-12"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20250609", "2025-06-09"),
        ("20250609T080000Z", "2025-06-09"),
        ("20250609T075959Z", "2025-06-02"),
        ("20250609T100000", "2025-06-09"),
    ],
)
def test_a_rule_ends_on_a_day_with_its_evening_or_at_a_time_in_its_own_zone(until, last):
    rule = f"RRULE:FREQ=WEEKLY;UNTIL={until}"
    assert days(event(GUEST, rule, start=BERLIN))[-1] == last


CUSTOM = b"""BEGIN:VTIMEZONE\r\nTZID:My Zone\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n\
TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n\
DTSTART:19700329T020000\r\nRRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
END:DAYLIGHT\r\nEND:VTIMEZONE\r\n"""


@pytest.mark.parametrize("zone", ["My Zone", "Romance Standard Time", "/x.org/1/Europe/Paris"])
def test_a_zone_of_the_calendars_own_of_windows_or_of_a_program_is_known(zone):
    start = f"DTSTART;TZID={zone}:20250602T100000"
    rule = ("RRULE:FREQ=WEEKLY;UNTIL=20250616T080000Z", "EXDATE:20250609T080000Z")
    assert days(CUSTOM, event(GUEST, *rule, start=start)) == ["2025-06-02", "2025-06-16"]


@pytest.mark.parametrize(
    "other",
    [
        ("SEQUENCE:1", "DTSTAMP:20200101T000000Z"),
        ("SEQUENCE:2", "DTSTAMP:20190101T000000Z"),
        ("SEQUENCE:2", "DTSTAMP:20200101T000000Z", "LAST-MODIFIED:20190101T000000Z"),
    ],
)
def test_of_several_editions_of_a_meeting_the_latest_counts(other):
    latest = ("SEQUENCE:2", "DTSTAMP:20200101T000000Z", "LAST-MODIFIED:20200101T000000Z")
    new = event(GUEST, *latest)
    old = event(GUEST, *other, start="DTSTART:20260107T100000")
    assert days(new, old) == days(old, new) == ["2026-01-05"]


def test_meetings_with_one_uid_and_no_latest_edition_are_all_kept():
    second = event(GUEST, start="DTSTART:20260107T100000")
    assert days(event(GUEST), second, event(GUEST)) == ["2026-01-05", "2026-01-07"]


def said(*events, head=b""):
    found = read(b"BEGIN:VCALENDAR\r\n" + head + b"".join(events) + b"END:VCALENDAR\r\n")
    return [getattr(record, "text", "") or getattr(record, "on", "") for record in found]


@pytest.mark.parametrize(
    "title",
    [
        "Canceled: Lunch", "Cancelled:Lunch", "Abgesagt: Mittagessen", "Annulé\u00a0: Déjeuner",
        "Cancelado: Comida", "Annullato: Pranzo", "Geannuleerd: Lunch", "Inställt: Lunch",
        "Odwołane: Obiad", "Отменено: Обед",
        "已取消: 午餐", "キャンセル済み: 昼", "취소됨: 점심",
        "Fwd: Canceled: Lunch", "[Cancelled] Lunch", "Lunch (cancelled)", "Lunch \u2013 abgesagt",
        "CANCELLED Lunch", "Lunch cancelled", "❌ cancelled - Lunch", "Canceled event: Lunch",
    ],
)  # fmt: skip
def test_a_title_says_in_many_languages_that_a_meeting_was_cancelled(title):
    assert said(event(f"SUMMARY:{title}", GUEST)) == [
        f'"{" ".join(title.split())}" of 2026-01-05 was cancelled'
    ]


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:Cancelled flight: what now", "SUMMARY:Cancel culture - a talk",
        "SUMMARY:Huy: lunch",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "TRANSP:TRANSPARENT", "STATUS:TENTATIVE",
        "DESCRIPTION:Canceled: no",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_not_cancelled(line):
    assert said(event(line, GUEST)) == ["2026-01-05"]


CANCELLED = '"Lunch" of 2026-01-05 was cancelled'
LUNCH = ("SUMMARY:Lunch", GUEST)


def test_a_calendar_that_cancels_cancels_its_own_events_only():
    cancel = b"BEGIN:VCALENDAR\r\nMETHOD: Cancel\r\n"
    again = event(*LUNCH, "SEQUENCE:1")
    assert said(again, head=b"METHOD:CANCEL\r\n") == [CANCELLED]
    assert said(event(*LUNCH), b"END:VCALENDAR\r\n" + cancel + again) == [CANCELLED]
    other = cancel + event(GUEST, uid="2") + b"END:VCALENDAR\r\n"
    assert said(event(*LUNCH), b"END:VCALENDAR\r\n" + other)[0] == "2026-01-05"
    assert said(cancel + event(*LUNCH) + b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n", again) == [
        "2026-01-05"
    ]


def test_a_cancelled_day_of_a_series_needs_no_time_and_costs_that_day_only():
    gone = event("RECURRENCE-ID;TZID=Europe/Berlin:20250609T100000", "STATUS:CANCELED", start="X:")
    assert days(series(), gone) == ["2025-06-02", "2025-06-16", "2025-06-23"]


def test_a_cancelled_appointment_with_nobody_or_still_to_come_is_not_worth_a_word():
    later = event(*LUNCH, "STATUS:CANCELLED", start="DTSTART:20260401T100000")
    assert said(event("SUMMARY:Swim", "STATUS:CANCELLED"), later) == []


@pytest.mark.parametrize(
    "params",
    [
        "PARTSTAT=DECLINED", 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:c@x.org"',
        "partstat= declined",
        "ROLE=NON-PARTICIPANT", "ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED", "ROLE=OPT-PARTICIPANT",
        "ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION", "CUTYPE=ROOM", "CUTYPE=RESOURCE",
        "CUTYPE=GROUP",
    ],
)  # fmt: skip
def test_who_was_not_there(params):
    (found,) = read(calendar(event(GUEST, f"ATTENDEE;{params};CN=Bob:mailto:bob@example.org")))
    assert found.people == (ANNE,)


@pytest.mark.parametrize(
    "params",
    ["PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE", "PARTSTAT=NEEDS-ACTION", "ROLE=CHAIR",
     "ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED", "ROLE=REQ-PARTICIPANT"],
)  # fmt: skip
def test_who_was_there(params):
    (found,) = read(calendar(event(GUEST, f"ATTENDEE;{params};CN=Bob:mailto:bob@example.org")))
    assert found.people == (ANNE, Someone("Bob", "bob@example.org"))


@pytest.mark.parametrize(
    "lines",
    [
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:robin@hazel.example",),
        ("ATTENDEE;PARTSTAT=DELEGATED:MAILTO:Robin@Hazel.example",),
        ("ATTENDEE;ROLE=NON-PARTICIPANT:mailto:robin@hazel.example",),
        ("SUMMARY:Declined: Lunch",),
        ("SUMMARY:Abgelehnt: Mittagessen",),
    ],
)
def test_a_meeting_without_you_is_left_out(lines):
    assert read(calendar(event(GUEST, *lines))) == []


def test_the_host_was_there_whatever_their_own_answer_but_a_no():
    host = "ORGANIZER:mailto:anne@example.org"
    copy = "ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Anne Baker:mailto:anne@example.org"
    assert [record.people for record in read(calendar(event(host, copy)))] == [(ANNE,)]
    no = "ATTENDEE;PARTSTAT=DECLINED;CN=Anne Baker:mailto:anne@example.org"
    assert read(calendar(event(host, no))) == []


def test_an_answer_by_mail_takes_a_guest_out_and_a_proposal_changes_nothing():
    bob = "ATTENDEE;CN=Bob:mailto:bob@example.org"
    head = b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:"
    no = "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.org"
    answer = head + b"REPLY\r\n" + event(no, "DTSTAMP:20300101T000000Z")
    proposal = head + b"COUNTER\r\n" + event(GUEST, "SEQUENCE:9", start="DTSTART:20260111T100000")
    (found,) = read(calendar(event(GUEST, bob), answer, proposal))
    assert (found.on, found.people) == ("2026-01-05", (ANNE,))


def test_a_series_without_guests_is_never_worked_out(monkeypatch):
    made = []
    times = ics_repeats.times_of
    monkeypatch.setattr(ics_repeats, "times_of", lambda *args: made.append(args) or times(*args))
    swim = [event("RRULE:FREQ=DAILY", uid=str(number)) for number in range(50)]
    alone = (
        event("RRULE:FREQ=WEEKLY;COUNT=3", uid="a"),
        event(GUEST, "RECURRENCE-ID:20260112T100000", uid="a", start="DTSTART:20260113T100000"),
    )
    crowd = [f"ATTENDEE:mailto:p{number}@example.org" for number in range(13)]
    many = event(*crowd, "RRULE:FREQ=DAILY", uid="m")
    off = event(GUEST, "RRULE:FREQ=DAILY", "STATUS:CANCELLED", uid="c")
    assert [type(record) for record in read(calendar(*swim, *alone, many, off))] == [
        InteractionRecord, Refused, CancelledRecord,
    ]  # fmt: skip
    assert made == []
    assert days(series()) == ["2025-06-02", "2025-06-09", "2025-06-16", "2025-06-23"]
    assert len(made) == 1


def test_the_guests_of_a_series_are_read_once(monkeypatch):
    read_ones = []
    there = ics.guests
    monkeypatch.setattr(ics, "guests", lambda *told: read_ones.append(told) or there(*told))
    assert len(days(series())) == 4
    assert len(read_ones) == 1


@pytest.mark.parametrize(
    ("start", "zone", "on"),
    [
        ("DTSTART;TZID=Europe/London:20260110T160000", "Asia/Tokyo", "2026-01-10"),
        ("DTSTART;TZID=Atlantic/Reykjavik:20250710T230000", "Asia/Tokyo", "2025-07-10"),
        ("DTSTART:20260110T160000", "Asia/Tokyo", "2026-01-10"),
        ("DTSTART:20260110T160000Z", "Asia/Tokyo", "2026-01-11"),
        ("DTSTART:20260110T160000z", "Tokyo Standard Time", "2026-01-11"),
        ("DTSTART:20260110T160000Z", "Europe/London", "2026-01-10"),
        ("DTSTART;VALUE=DATE:20260110", "Asia/Tokyo", "2026-01-10"),
    ],
)
def test_the_day_is_that_on_the_wall_and_only_what_ends_in_z_is_turned_into_yours(start, zone, on):
    head = f"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:{zone}\r\n".encode()
    found = read(head + event(GUEST, start=start) + b"END:VCALENDAR\r\n")
    assert [record.on for record in found] == [on]


def test_without_a_zone_in_the_calendar_the_computers_counts(monkeypatch):
    late = event(GUEST, start="DTSTART:20260110T160000Z")
    for zone, on in (("Asia/Tokyo", "2026-01-11"), ("UTC", "2026-01-10")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert days(late) == [on]
    monkeypatch.undo()
    time.tzset()


def test_a_series_in_utc_is_turned_into_your_zone_day_by_day():
    head = b"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:America/New_York\r\n"
    rule = event(GUEST, "RRULE:FREQ=DAILY;COUNT=2", start="DTSTART:20260107T030000Z")
    found = read(head + rule + b"END:VCALENDAR\r\n")
    assert [(record.on, record.source_id) for record in found] == [
        ("2026-01-06", "1 20260107T030000Z"),
        ("2026-01-07", "1 20260108T030000Z"),
    ]


def test_rules_that_skip_many_days_are_bounded(monkeypatch):
    monkeypatch.setattr(ics_rules, "IN_VAIN_MAX", 5_000)
    rare = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29"
    old = event(GUEST, rare, start="DTSTART:20160229T100000")
    found = read(calendar(old, old.replace(b"UID:1", b"UID:2"), GOOD))
    assert [getattr(record, "reason", record) for record in found][-2:] == [
        "rules that pass over 5000 days are enough for one file",
        with_anne(15),
    ]


def test_mutations_give_records_or_refusals():
    data = calendar(
        event("SUMMARY:Coffee", GUEST, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260112T100000"),
        event("RECURRENCE-ID:20260119T100000", "DURATION:PT1H", "LOCATION:Café"),
    )
    for changed in mutated(data, TOKENS, MUTATIONS):
        assert all_sound(ics.read(changed, "calendar.ics", OWN, TODAY))


def test_a_meeting_is_known_by_the_start_that_any_of_its_editions_had():
    first = event("SUMMARY:Lunch", GUEST, "DTSTAMP:20200101T000000Z")
    second = event(
        "SUMMARY:Lunch", GUEST, "DTSTAMP:20210101T000000Z", start="DTSTART:20260107T100000"
    )
    (found,) = read(calendar(first, second))
    assert (found.on, found.source_id) == ("2026-01-07", "1")
    assert found.other_ids == ("1 20260107T100000", "1 20260105T100000")  # the last one as in 0.2
