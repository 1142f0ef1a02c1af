"""Calendars as programs of the day write them: the days that a person would count, and twice."""

from __future__ import annotations

import pytest
from command_line import Tinynet
from readings import contacts_in, understood

ANNE = "ATTENDEE;CN=Anne Baker;PARTSTAT=ACCEPTED:mailto:anne@example.org"
BOB = "ATTENDEE;CN=Bob Marsh;PARTSTAT=ACCEPTED:mailto:bob@example.org"
ME = "ORGANIZER;CN=Me:mailto:me@example.com"
LONDON = "TZID=Europe/London"


def event(*lines: str, summary: str = "Lunch", guests: tuple[str, ...] = (ME, ANNE)) -> str:
    return "\n".join(["BEGIN:VEVENT", f"SUMMARY:{summary}", *lines, *guests, "END:VEVENT", ""])


CALENDARS = {
    "Google, one moved and one taken out": (
        event(
            "UID:g1@google.com", f"DTSTART;{LONDON}:20240603T120000",
            f"DTEND;{LONDON}:20240603T130000", "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO",
            f"EXDATE;{LONDON}:20240610T120000",
        )
        + event(
            "UID:g1@google.com", f"RECURRENCE-ID;{LONDON}:20240617T120000",
            f"DTSTART;{LONDON}:20240618T120000", f"DTEND;{LONDON}:20240618T130000",
        ),
        [
            "2024-06-03 lunch Anne Baker 60m: Lunch", "2024-06-18 lunch Anne Baker 60m: Lunch",
            "2024-06-24 lunch Anne Baker 60m: Lunch",
        ],
    ),
    "days taken out by date, and in UTC": (
        event(
            "UID:a1", f"DTSTART;{LONDON}:20240603T120000", "DURATION:PT1H",
            "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20240604",
        )
        + event(
            "UID:a2", "DTSTART;TZID=America/New_York:20240703T200000", "DURATION:PT1H",
            "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20240705T000000Z",
        ),
        [
            f"2024-{day} lunch Anne Baker 60m: Lunch"
            for day in ("06-03", "06-05", "07-03", "07-05")
        ],
    ),
    "Google, split from some day on": (
        event(
            "UID:s1@google.com", f"DTSTART;{LONDON}:20240603T120000", "DURATION:PT30M",
            "RRULE:FREQ=WEEKLY;UNTIL=20240616T225959Z",
        )
        + event(
            "UID:s1_R20240617T110000@google.com", f"DTSTART;{LONDON}:20240618T120000",
            "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=2",
        ),
        [
            f"2024-06-{day} lunch Anne Baker 30m: Lunch" for day in ("03", "10", "18", "25")
        ],
    ),
    "moved from some day on": (
        event(
            "UID:t1", f"DTSTART;{LONDON}:20240603T120000", "DURATION:PT30M",
            "RRULE:FREQ=WEEKLY;COUNT=4",
        )
        + event(
            "UID:t1", f"RECURRENCE-ID;RANGE=THISANDFUTURE;{LONDON}:20240617T120000",
            f"DTSTART;{LONDON}:20240618T150000", "DURATION:PT45M",
        ),
        [
            "2024-06-03 lunch Anne Baker 30m: Lunch", "2024-06-10 lunch Anne Baker 30m: Lunch",
            "2024-06-18 lunch Anne Baker 45m: Lunch", "2024-06-25 lunch Anne Baker 45m: Lunch",
        ],
    ),
    "one of a series, to which alone you are invited": (
        event(
            "UID:x2", f"RECURRENCE-ID;{LONDON}:20240610T120000",
            f"DTSTART;{LONDON}:20240610T130000", "DURATION:PT30M",
        ),
        ["2024-06-10 lunch Anne Baker 30m: Lunch"],
    ),
    "somebody joins once": (
        event("UID:x3", "DTSTART:20240603T120000Z", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=2")
        + event(
            "UID:x3", "RECURRENCE-ID:20240610T120000Z", "DTSTART:20240610T120000Z",
            "DURATION:PT30M", guests=(ME, ANNE, BOB),
        ),
        [
            "2024-06-03 lunch Anne Baker 30m: Lunch",
            "2024-06-10 lunch Anne Baker, Bob Marsh 30m: Lunch",
        ],
    ),
    "who was there": (
        event(
            "UID:d1", "DTSTART:20240703T100000Z", "DTEND:20240703T110000Z",
            guests=(
                ME,
                "ATTENDEE;CN=Dec Lined;PARTSTAT=DECLINED:mailto:dec@example.org",
                'ATTENDEE;CN=Del Egator;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:sub@example.org"'
                ":mailto:del@example.org",
                "ATTENDEE;CN=Sub Stitute;PARTSTAT=ACCEPTED;"
                'DELEGATED-FROM="mailto:del@example.org":mailto:sub@example.org',
                "ATTENDEE;CN=Room 4;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room4@example.org",
                "ATTENDEE;CN=Beamer;CUTYPE=RESOURCE:mailto:c_1@resource.calendar.google.com",
                "ORGANIZER;CN=Unknown Organizer:mailto:unknownorganizer@calendar.google.com",
                "ATTENDEE;CN=Team;CUTYPE=GROUP;PARTSTAT=ACCEPTED:mailto:team@example.org",
                "ATTENDEE;CN=Co Py;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:co@example.org",
                "ATTENDEE;CN=Opt Ional;ROLE=OPT-PARTICIPANT:mailto:opt@example.org",
                'ATTENDEE;CN="Baker, Anne";PARTSTAT=accepted:MAILTO:Anne@Example.org',
            ),
        ),
        ["2024-07-03 lunch Anne Baker, Sub Stitute 60m: Lunch"],
    ),
    "you declined": (
        event(
            "UID:d2", "DTSTART:20240703T100000Z", "DTEND:20240703T110000Z",
            guests=(
                "ORGANIZER;CN=Anne Baker:mailto:anne@example.org", ANNE,
                "ATTENDEE;PARTSTAT=DECLINED:mailto:ME@example.com",
            ),
        ),
        [],
    ),
    "Outlook, late in a zone of Windows": (
        event(
            "UID:040000008200E00074C5B7101A82E008",
            'DTSTART;TZID="W. Europe Standard Time":20240703T230000',
            'DTEND;TZID="W. Europe Standard Time":20240704T003000',
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            summary="Dinner",
        ),
        ["2024-07-03 dinner Anne Baker 90m: Dinner"],
    ),
    "calls": (
        event(
            "UID:z1", "DTSTART:20240703T100000Z", "DURATION:PT45M",
            "LOCATION:https://zoom.us/j/123", summary="Anne's hour",
        )
        + event(
            "UID:z2", "DTSTART:20240704T100000Z", "DURATION:PT45M",
            "LOCATION:Microsoft Teams Meeting", summary="Catch-up",
        )
        + event(
            "UID:z3", "DTSTART:20240705T100000Z", "DURATION:PT45M",
            "X-GOOGLE-CONFERENCE:https://meet.google.com/abc", summary="Anne and I",
        )
        + event("UID:z4", "DTSTART:20240706T100000Z", "DURATION:PT45M", summary="Catch-up"),
        [
            "2024-07-03 video Anne Baker 45m: Anne's hour",
            "2024-07-04 video Anne Baker 45m: Catch-up",
            "2024-07-05 video Anne Baker 45m: Anne and I",
            "2024-07-06 other Anne Baker 45m: Catch-up",
        ],
    ),
    "the last weekday of a month, and the first Monday until a date": (
        event(
            "UID:u1", f"DTSTART;{LONDON}:20240101T120000", "DURATION:PT1H",
            "RRULE:FREQ=MONTHLY;BYDAY=1MO;UNTIL=20240304",
        )
        + event(
            "UID:u2", "DTSTART:20240131T180000Z", "DURATION:PT1H",
            "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
        ),
        [
            f"2024-{day} lunch Anne Baker 60m: Lunch"
            for day in ("01-01", "01-31", "02-05", "02-29", "03-04", "03-29")
        ],
    ),
    "three editions, the latest in the middle": (
        "".join(
            event("UID:e1", f"SEQUENCE:{edition}", f"DTSTART:2024060{day}T120000Z", "DURATION:PT1H")
            for edition, day in ((0, 3), (2, 5), (1, 4))
        ),
        ["2024-06-05 lunch Anne Baker 60m: Lunch"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CALENDARS)
def test_the_days_of_a_calendar_are_those_that_a_person_counts(what: str, tinynet: Tinynet) -> None:
    events, right = CALENDARS[what]
    data = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{events}END:VCALENDAR\n"
    document = understood(
        tinynet, "cal.ics", data.replace("\n", "\r\n"), "--add-people", "--me", "me@example.com"
    )
    assert contacts_in(document) == right
