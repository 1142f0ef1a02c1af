"""Calendars and tables from end to end: the days that were, and what is said of the rest."""

from __future__ import annotations

import pytest

EVENT = """BEGIN:VEVENT
UID:u1
DTSTAMP:20200101T000000Z
SUMMARY:{title}
ORGANIZER:mailto:me@example.com
ATTENDEE;CN=Pia Lund;PARTSTAT=ACCEPTED:mailto:pia@example.com
{lines}
END:VEVENT
"""
BERLIN = "TZID=Europe/Berlin:2024"
FUTURE = EVENT.format(
    title="Lunch",
    lines=f"DTSTART;{BERLIN}0603T100000\nDTEND;{BERLIN}0603T110000\nRRULE:FREQ=WEEKLY;COUNT=8",
) + EVENT.format(
    title="Lunch",
    lines=f"RECURRENCE-ID;RANGE=THISANDFUTURE;{BERLIN}0617T100000\n"
    f"DTSTART;{BERLIN}0618T100000\nDTEND;{BERLIN}0618T110000",
)
EIGHT = ("06-03", "06-10", "06-18", "06-25", "07-02", "07-09", "07-16", "07-23")
SHORT = "DTSTART:20240701T100000\nDTEND:20240701T103000\n"


def once(lines, title="Lunch"):
    return EVENT.format(title=title, lines=lines)


def london(day):
    return f"DTSTART;TZID=Europe/London:{day}T160000\nDTEND;TZID=Europe/London:{day}T170000"


@pytest.fixture
def brought(tinynet):
    """What an import said, and the days that are logged after it."""
    tinynet.environ["TINYNET_TODAY"] = "2026-11-26"

    def bring(events, head=""):
        file = tinynet.folder / "calendar.ics"
        file.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{events}END:VCALENDAR\n")
        done = tinynet.ok(f"import {file} --me me@example.com --add-people")
        history = tinynet.ok("history --plain").out.splitlines()
        return done, sorted(line.split("\t")[1] for line in history)

    return bring


@pytest.mark.parametrize(
    ("events", "head", "days"),
    [
        (
            FUTURE,
            "",
            [f"2024-{day}" for day in EIGHT],
        ),
        (once(f"{SHORT}RRULE:"), "", ["2024-07-01"]),
        (
            once(f"{SHORT}RRULE:FREQ=DAILY;UNTIL=20240705T100000;BYDAY=MO, TU, WE"),
            "",
            ["2024-07-01", "2024-07-02", "2024-07-03"],
        ),
        (
            once(london("20240110")) + once(london("20240710")).replace("UID:u1", "UID:u2"),
            "X-WR-TIMEZONE:Asia/Tokyo\n",
            ["2024-01-10", "2024-07-10"],
        ),
    ],
    ids=["this and future", "empty rule", "blanks in a rule", "London in winter"],
)
def test_the_days_of_meetings_are_logged(brought, events, head, days):
    assert brought(events, head)[1] == days


@pytest.mark.parametrize(
    ("lines", "title", "head"),
    [
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "Canceled: Lunch", ""),
        ("SEQUENCE:2", "Lunch", "METHOD:CANCEL\n"),
        ("STATUS:CANCELLED", "Lunch", ""),
    ],
)
def test_a_cancelled_meeting_is_not_logged_and_that_is_said(brought, lines, title, head):
    done, days = brought(once(f"DTSTART:20240618T100000\n{lines}", title), head)
    line = 5 if head else 4
    assert days == []
    assert done.err.splitlines()[-1] == (
        f'calendar.ics:{line - 1}: "{title}" of 2024-06-18 was cancelled, and is not logged'
    )


def test_a_series_that_is_moved_to_another_hour_is_not_logged_again(tinynet, brought):
    morning = f"DTSTART;{BERLIN}0603T100000\nDTEND;{BERLIN}0603T110000\nRRULE:FREQ=WEEKLY;COUNT=3"
    later = morning.replace("T110000", "T153000").replace("T100000", "T150000")
    days = ["2024-06-03", "2024-06-10", "2024-06-17"]
    assert brought(once(morning))[1] == days
    tinynet.ok("amend 2 --note mine")
    for _ in range(2):
        assert brought(once(f"{later}\nSEQUENCE:1"))[1] == days
    found = tinynet.ok("history --json").json["interactions"]
    assert [(one["minutes"], one["note"]) for one in found] == [
        (30, "Lunch"), (60, "mine"), (30, "Lunch"),
    ]  # fmt: skip
    assert tinynet.ok("doctor").code == 0
    off = f"{later}\nSEQUENCE:2".replace("RRULE:FREQ=WEEKLY;COUNT=3", "STATUS:CANCELLED")
    assert brought(once(off))[1] == days[1:]
    tinynet.ok("undo 3")
    assert [one["minutes"] for one in tinynet.ok("history --json").json["interactions"]] == [60] * 3


def test_the_days_of_a_series_that_is_moved_to_another_weekday_move_with_it(tinynet, brought):
    def weekly(start, more=""):
        return once(
            f"DTSTART;{BERLIN}{start}T100000\nDURATION:PT1H\n{more}RRULE:FREQ=WEEKLY;COUNT=3"
        )

    assert brought(weekly("0603"))[1] == ["2024-06-03", "2024-06-10", "2024-06-17"]
    assert brought(weekly("0607", "SEQUENCE:1\n"))[1] == ["2024-06-07", "2024-06-14", "2024-06-21"]
    tinynet.ok("amend 2 --note mine")
    for _ in range(2):  # what was edited here stays
        moved = weekly("0604", "SEQUENCE:2\n")
        assert brought(moved)[1] == ["2024-06-04", "2024-06-14", "2024-06-18"]
    assert tinynet.ok("doctor").code == 0
    tinynet.ok("undo 3")
    history = tinynet.ok("history --plain").out.splitlines()
    assert [line.split("\t")[1] for line in history] == ["2024-06-17", "2024-06-10", "2024-06-03"]


def test_days_of_another_series_or_of_one_that_began_anew_stay(brought):
    one = once(f"DTSTART;{BERLIN}0603T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2")
    assert brought(one)[1] == ["2024-06-03", "2024-06-10"]
    other = one.replace("0603T", "0604T").replace("UID:u1", "UID:u2")
    assert brought(other)[1] == ["2024-06-03", "2024-06-04", "2024-06-10", "2024-06-11"]
    later = one.replace("0603T", "0619T")
    assert brought(later)[1][-2:] == ["2024-06-19", "2024-06-26"]
    assert len(brought(later)[1]) == 6
    twice = one.replace("COUNT=2", "COUNT=4;BYDAY=MO,TH").replace("UID:u1", "UID:u3")
    without = twice.replace("RRULE", f"EXDATE;{BERLIN}0603T100000\nRRULE").replace("=4", "=5")
    assert len(brought(twice)[1]) == 8
    assert len(brought(without)[1]) == 9


def test_two_lunches_on_a_day_stay_two(brought):
    two = once(SHORT) + once(SHORT.replace("T10", "T19")).replace("UID:u1", "UID:u2")
    assert "UID:u2" in two
    for _ in range(2):
        assert brought(two)[1] == ["2024-07-01", "2024-07-01"]


SECOND = once("RECURRENCE-ID:20240702T100000\nDTSTART:20240702T100000\nSTATUS:CANCELLED")
THREE = ["2024-07-01", "2024-07-02", "2024-07-03"]
SERIES = once(f"{SHORT}RRULE:FREQ=DAILY;COUNT=3")


@pytest.mark.parametrize(
    ("calendars", "left"),
    [
        ((once(SHORT), once(f"{SHORT}STATUS:CANCELLED"), ""), []),
        ((once(SHORT), once(f"{SHORT}SEQUENCE:1"), "METHOD:CANCEL\n"), []),
        ((once(SHORT), once(SHORT, "Canceled: Lunch"), ""), []),
        ((once(SHORT), once(SHORT) + once(f"{SHORT}SEQUENCE:1\nSTATUS:CANCELLED"), ""), []),
        ((SERIES, SERIES + SECOND, ""), ["2024-07-01", "2024-07-03"]),
        ((SERIES, SERIES.replace("RRULE", "STATUS:CANCELLED\nRRULE"), ""), THREE),
    ],
    ids=["status", "method", "title", "both editions", "one day", "the days of a series were held"],
)  # fmt: skip
def test_a_meeting_cancelled_since_takes_its_contact_back(tinynet, brought, calendars, left):
    before, after, head = calendars
    days = brought(before)[1]
    done, now = brought(after, head)
    assert now == left
    if days != left:
        assert done.err.splitlines()[-1].endswith("was cancelled, and its contact is taken back")
        assert brought(after, head)[1] == left
        tinynet.ok("undo")
        assert tinynet.ok("history --plain").out.count("\n") == (len(days))
        assert brought(before)[1] == days


def test_what_was_edited_or_is_known_from_elsewhere_stays_when_it_is_cancelled(tinynet, brought):
    off = once(f"{SHORT}STATUS:CANCELLED")
    brought(once(SHORT))
    tinynet.ok("amend 1 --note 'we met anyway'")
    done, days = brought(off)
    assert days == ["2024-07-01"]
    assert done.err.splitlines()[-1].endswith(
        "was cancelled, and its contact stays, since it was edited here or is known from "
        "elsewhere, too"
    )


def test_a_meeting_that_is_held_after_all_comes_back(brought):
    brought(once(SHORT))
    assert brought(once(f"{SHORT}STATUS:CANCELLED"))[1] == []
    assert brought(once(SHORT))[1] == ["2024-07-01"]


def test_meetings_cancelled_before_are_named_five_at_a_time(brought):
    many = "".join(
        once(f"{SHORT}STATUS:CANCELLED").replace("UID:u1", f"UID:{number}") for number in range(8)
    )
    said = brought(many)[0].err.splitlines()
    assert sum('"Lunch" of 2024-07-01 was cancelled, and is not logged' in one for one in said) == 5
    assert sum("3 more meetings were cancelled, and are not logged" in one for one in said) == 1


def test_a_second_import_doubles_no_day_of_a_changed_series(brought):
    assert brought(FUTURE)[1] == brought(FUTURE)[1]
    moved = FUTURE.replace("20240618T100000", "20240619T100000").replace("0618T1", "0619T1")
    assert brought(moved)[1][2:4] == ["2024-06-19", "2024-06-26"]
    assert len(brought(moved)[1]) == 8


MOVED = SHORT.replace("0701", "0702") + "SEQUENCE:1\n"


@pytest.mark.parametrize(
    ("calendars", "days"),
    [
        ((once(SHORT), once(SHORT) + once(MOVED), once(MOVED)), ["2024-07-02"]),
        ((once(SHORT) + once(MOVED), once(MOVED.replace("0702", "0703"))), ["2024-07-03"]),
        ((once(SHORT), once(f"{SHORT}RRULE:FREQ=DAILY;COUNT=3"), once(SHORT)), THREE),
    ],
    ids=["with its first edition", "moved again", "repeated from some time on"],
)
def test_a_meeting_is_the_same_however_it_is_told(brought, calendars, days):
    for calendar in calendars:
        _, logged = brought(calendar)
    assert logged == days


def test_a_guest_without_an_address_is_the_only_one_of_that_name(tinynet, brought):
    bare = once(SHORT).replace("u1", "u2").replace("0701T", "0702T")
    bare = bare.replace("CN=Pia Lund", 'CN="Lund, Pia"').replace(
        "mailto:pia@example.com", "invalid:nomail"
    )
    _, logged = brought(once(SHORT) + bare)
    assert logged == ["2024-07-01", "2024-07-02"]
    assert [person["name"] for person in tinynet.ok("list --json").json["people"]] == ["Pia Lund"]
    other = once(SHORT).replace("u1", "u3").replace("0701T", "0703T").replace("pia@", "pia.lund@")
    tinynet.ok("undo")
    brought(once(SHORT) + bare + other)
    assert len(tinynet.ok("list --json").json["people"]) == 3


def test_what_a_table_has_in_parts_is_kept_and_what_nothing_reads_is_said(tinynet):
    file = tinynet.folder / "thunderbird.csv"
    file.write_text(
        "First Name,Last Name,Display Name,Primary Email,Home Address,Home Address 2,Home City,"
        "Home ZipCode,Home Country,Birth Year,Birth Month,Birth Day,Custom 1,Notes,\n"
        "Pia,Lund,Pia Lund,pia@example.com,1 Hill,Flat 2,York,YO1,UK,1980,1,15,blue,hi,\n"
    )
    done = tinynet.ok(f"import {file} --yes")
    shown = dict(line.split("\t")[1:3] for line in tinynet.ok("show pia").out.splitlines())
    assert shown["birthday"] == "1980-01-15"
    assert shown["address"] == "1 Hill, Flat 2, York, YO1, UK"
    assert done.err.splitlines()[-1] == 'thunderbird.csv:1: the column "Custom 1" is not read'


def test_a_list_of_addresses_gives_people_by_their_addresses(tinynet):
    file = tinynet.folder / "mails.csv"
    file.write_text("email\npia@example.com\nbo@example.com\n")
    tinynet.ok(f"import {file}")
    names = [line.split("\t")[1] for line in tinynet.ok("list").out.splitlines()]
    assert sorted(names) == ["bo@example.com", "pia@example.com"]


def test_a_table_that_nobody_knows_names_its_columns_and_the_mapping(tinynet):
    file = tinynet.folder / "people.csv"
    file.write_text("Who,Shoe\nPia,38\n")
    failed = tinynet(f"import {file}")
    assert failed.code == 1
    assert failed.err.splitlines()[-1] == (
        "Its first row is Who, Shoe. Say which column tells what: "
        f'tinynet import csv {file} --map name="Who"'
    )
    tinynet.ok(f'import csv {file} --map name="Who"')


def test_a_table_without_the_names_of_its_columns_says_that_they_are_missing(tinynet):
    file = tinynet.folder / "people.csv"
    file.write_text("Pia Lund,pia@example.com,+44 1\n")
    failed = tinynet(f"import {file}")
    assert (failed.code, failed.err.splitlines()[-1]) == (
        1,
        "Its first row is a person (Pia Lund, pia@example.com, +44 1). "
        "Write the columns' names above it.",
    )
