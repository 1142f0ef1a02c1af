"""tinynet import of mail and chats as they are found in the wild, up to what is logged."""

from __future__ import annotations

import io
import json

import pytest
from command_line import Terminal, Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env

TODAY = "2026-11-26"
OWN = ["--me", "me@example.com", "--add-people"]


@pytest.fixture
def tinynet(tinynet: Tinynet) -> Tinynet:
    return tinynet.at(TODAY)


def put(tinynet: Tinynet, name: str, data: str) -> str:
    path = tinynet.folder / name
    path.write_text(data, encoding="utf-8")
    return str(path)


def logged(tinynet: Tinynet) -> list[tuple[str, str, str]]:
    """Day, kind and handle, the oldest first."""
    lines = tinynet.ok("history --plain").out.splitlines()
    rows = (line.split("\t") for line in reversed(lines))
    return [(row[1], row[2], row[3]) for row in rows]


def names(tinynet: Tinynet) -> list[str]:
    return sorted(one["name"] for one in tinynet.ok("list --json").json["people"])


CHATS = {
    "years of two digits first": (
        "[21-11-12 21:25:15] Wren Ashby: one\n"
        "[21-11-14 09:00:00] Otto Lind: two\n"
        "[22-01-09 09:00:00] Wren Ashby: three\n",
        ["2021-11-12", "2021-11-14", "2022-01-09"],
    ),
    "blanks behind dots": (
        "13. 6. 2018. 21:25 - Wren Ashby: one\n24. 6. 2018. 9:05 - Otto Lind: two\n",
        ["2018-06-13", "2018-06-24"],
    ),
    "Arabic digits": (
        "١٣\u200f/٦\u200f/٢٠١٨، ٩:٢٥ م - Wren Ashby: one\n"
        "٢٤\u200f/٦\u200f/٢٠١٨، ٩:٠٥ ص - Otto Lind: two\n",  # noqa: RUF001
        ["2018-06-13", "2018-06-24"],
    ),
    "the Buddhist year": (
        "13/6/2561 21:25 - Wren Ashby: one\n24/6/2561 9:05 - Otto Lind: two\n",
        ["2018-06-13", "2018-06-24"],
    ),
}


@pytest.mark.parametrize("what", CHATS)
def test_a_chat_of_any_locale_gives_its_days(tinynet, what):
    text, days = CHATS[what]
    path = put(tinynet, "WhatsApp Chat with Wren Ashby.txt", text)
    said = tinynet.ok(["import", path, "--add-people"])
    assert "looks like a WhatsApp chat" in said.err
    assert logged(tinynet) == [(day, "text", "wren-a") for day in days]


UNSURE = "12-03-15, 10:01 - Wren Ashby: hi\n"


def test_dates_that_fit_two_orders_are_refused_where_nobody_can_be_asked(tinynet):
    path = put(tinynet, "WhatsApp Chat with Wren Ashby.txt", UNSURE)
    result = tinynet(["import", "whatsapp", path, "--add-people", "--json"])
    assert (result.code, result.error["candidates"]) == (2, ["dmy", "mdy", "ymd"])
    assert "--order dmy (day first)" in tinynet(["import", path]).err
    assert not tinynet.path.exists()
    for order, day in (("dmy", "2015-03-12"), ("mdy", "2015-12-03"), ("ymd", "2012-03-15")):
        tinynet.ok(["import", path, "--add-people", "--order", order])
        assert logged(tinynet) == [(day, "text", "wren-a")]
        tinynet.ok("undo")


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        (UNSURE, "3\n", [("2012-03-15", "text", "wren-a")]),
        (UNSURE, "dmy\n", [("2015-03-12", "text", "wren-a")]),
        (UNSURE, "9\n", []),
        (UNSURE, "\n", []),
    ],
)
def test_on_a_terminal_they_are_asked_about(tinynet, text, answer, expected):
    path = put(tinynet, "WhatsApp Chat with Wren Ashby.txt", text)
    code, shown = answered(tinynet, ["import", path, "--add-people"], answer)
    assert (code == 0) is bool(expected)
    assert shown.startswith(
        "WhatsApp Chat with Wren Ashby.txt looks like a WhatsApp chat.\n"
        "The dates in WhatsApp Chat with Wren Ashby.txt can be read in three orders (12/03/15).\n"
        "  1  dmy  day first, 2015-03-12\n"
        "  2  mdy  month first, 2015-12-03\n"
        "  3  ymd  year first, 2012-03-15\n"
        "Which one? "
    )
    assert logged(tinynet) == expected


def test_on_a_terminal_it_is_asked_who_is_you(tinynet):
    text = "13/02/2026, 10:01 - Anne: hi\n14/02/2026, 10:02 - Robin: hi\n"
    path = put(tinynet, "chat.txt", text)
    code, shown = answered(tinynet, ["import", path, "--add-people"], "2\n")
    assert (code, "  1  Anne\n  2  Robin\nWhich one? " in shown) == (0, True)
    assert logged(tinynet) == [("2026-02-13", "text", "anne"), ("2026-02-14", "text", "anne")]


def answered(tinynet: Tinynet, words: list[str], answer: str) -> tuple[int, str]:
    """The exit code of a command on a terminal, and what it showed."""
    stdin, stderr = Terminal(answer), Terminal()
    env = Env(tinynet.environ, words, stdin=stdin, stdout=io.StringIO(), stderr=stderr)
    env.can_ask = lambda: True  # type: ignore[method-assign]
    return boundary.run(env, words), stderr.getvalue()


def test_an_address_of_yours_that_stands_in_a_chat_does_not_say_who_you_are(tinynet):
    tinynet.ok("config set import.me me@example.com")
    text = "13/02/2026, 10:01 - Anne: write to me@example.com\n13/02/2026, 10:02 - Robin: yes\n"
    path = put(tinynet, "WhatsApp Chat with Anne.txt", text)
    tinynet.ok(["import", path, "--add-people"])
    assert logged(tinynet) == [("2026-02-13", "text", "anne")]


def test_a_group_in_which_two_wrote_is_refused(tinynet):
    text = (
        "13/02/2026, 10:00 - Anne created group “Books”\n13/02/2026, 10:00 - Anne added you\n"
        "13/02/2026, 10:01 - Anne: hi\n13/02/2026, 10:02 - Robin: hi\n"
    )
    path = put(tinynet, "WhatsApp Chat with Books.txt", text)
    result = tinynet(["import", path, "--add-people", "--me", "Robin"])
    assert (result.code, "it is a group" in result.out) == (1, True)
    assert logged(tinynet) == []


MAIL = (
    "From: Me <me@example.com>\nTo: {}\n"
    "Date: Tue, 04 Mar 2025 10:30:00 +0000\nSubject: hi\n\nhello\n"
)


def test_the_people_of_a_mail_to_a_group_become_people(tinynet):
    to = "friends: Pia Lund <pia@example.com>, bo@example.com;"
    text = "From me@example.com Tue Mar  4 10:30:00 2025\n" + MAIL.format(to)
    tinynet.ok(["import", put(tinynet, "sent.mbox", text), *OWN])
    assert names(tinynet) == ["Pia Lund", "bo@example.com"]
    assert sorted(logged(tinynet)) == [
        ("2025-03-04", "email", "boexamplecom"), ("2025-03-04", "email", "pia-l"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["hello.eml", "hello", "1741084200.M1.host:2,S"])
def test_a_single_mail_is_found_out_and_read(tinynet, name):
    path = put(tinynet, name, MAIL.format("Pia Lund <pia@example.com>"))
    result = tinynet.ok(["import", path, *OWN])
    assert f"{name} looks like a mailbox" in result.err
    assert logged(tinynet) == [("2025-03-04", "email", "pia-l")]


def test_a_folder_of_single_mails_is_read(tinynet):
    (tinynet.folder / "mails").mkdir()
    put(tinynet, "mails/1.eml", MAIL.format("Pia Lund <pia@example.com>"))
    put(tinynet, "mails/2.eml", MAIL.format("Bo <bo@example.com>").replace("04 Mar", "05 Mar"))
    tinynet.ok(["import", str(tinynet.folder / "mails"), *OWN])
    assert logged(tinynet) == [("2025-03-04", "email", "pia-l"), ("2025-03-05", "email", "bo")]


def test_a_mail_from_standard_input_is_read(tinynet):
    text = MAIL.format("Pia Lund <pia@example.com>")
    tinynet.ok(["import", "-", *OWN], stdin=text)
    assert logged(tinynet) == [("2025-03-04", "email", "pia-l")]


def telegram(*chats: tuple[str, int, str]) -> str:
    """An export of such chats: a name, an id and a day."""
    told = [
        {"name": name, "type": "personal_chat", "id": number,
         "messages": [{"id": 1, "type": "message", "date": f"{day}T10:00:00", "from": name,
                       "from_id": f"user{number}", "text": "x"}]}
        for name, number, day in chats
    ]  # fmt: skip
    return json.dumps({"personal_information": {"user_id": 1000}, "chats": {"list": told}})


def test_two_of_one_name_on_telegram_are_two_people(tinynet):
    path = put(
        tinynet, "result.json", telegram(("Alex", 2003, "2025-03-01"), ("Alex", 2004, "2025-04-01"))
    )
    tinynet.ok(["import", path, *OWN])
    assert names(tinynet) == ["Alex", "Alex"]
    first = [("2025-03-01", "text", "alex"), ("2025-04-01", "text", "alex-2")]
    assert logged(tinynet) == first
    later = telegram(("Al", 2004, "2025-05-01"), ("Alex", 2005, "2025-06-01"))
    tinynet.ok(["import", put(tinynet, "later.json", later), *OWN])
    assert logged(tinynet) == [
        *first, ("2025-05-01", "text", "alex-2"), ("2025-06-01", "text", "alex-3"),
    ]  # fmt: skip
    assert tinynet.ok(["import", path, *OWN, "--json"]).json["contacts"]["new"] == 0


FACEBOOK = (
    b'{"participants": [{"name": "Pia"}, {"name": "Robin"}], "messages": [{"sender_name": "Pia", '
    b'"timestamp_ms": 1684000000000, "content": "hi", "type": "Generic"}], "title": "Pia"}'
)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("hello.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         "an Outlook message or an old Excel file; save it as .eml or as CSV"),
        ("mail.pst", b"!BDN\0\0", "an Outlook archive; export its mail as mbox or .eml"),
        ("message_1.json", FACEBOOK, "a chat of Facebook or Instagram, which is not read"),
        ("messages.csv", b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO\n",
         "LinkedIn's messages; Connections.csv beside it is read"),
        ("sms.xml", b'<?xml version="1.0"?>\n<smses count="1"><sms address="+44 1"/></smses>',
         "text messages out of a telephone, which are not read"),
        ("calls.xml", b'<?xml version="1.0"?>\n<calls count="1"><call number="+44 1"/></calls>',
         "a list of calls out of a telephone, which is not read"),
        ("messages.html", b"<!DOCTYPE html>\n<html>\n <head>\n  <title>Exported Data</title>",
         "Telegram's export as web pages; export it as JSON"),
    ],
)  # fmt: skip
def test_what_other_programs_export_and_nothing_reads_says_what_to_do(tinynet, name, data, what):
    (tinynet.folder / name).write_bytes(data)
    result = tinynet(["import", str(tinynet.folder / name)])
    assert (result.code, result.err) == (
        1, f"tinynet: {name} is not a file that tinynet can import, but {what}.\n"
        "What can be: tinynet import --help\n",
    )  # fmt: skip


def test_a_moon_calendar_is_refused_and_says_why(tinynet):
    text = "١٤٤٠/١٢/٢٤، ١:٢٥ م - Anne: hi\n"  # noqa: RUF001
    result = tinynet(["import", put(tinynet, "WhatsApp Chat with Anne.txt", text), "--add-people"])
    assert (result.code, logged(tinynet)) == (1, [])
    assert "1440/12/24 is of a moon calendar, in which countries differ by a day" in result.out


def test_the_same_export_again_changes_nothing_and_undo_takes_an_id_back(tinynet):
    tinynet.ok("add Alex")
    path = put(tinynet, "result.json", telegram(("Alex", 2003, "2025-03-01")))
    tinynet.ok(["import", path])
    assert tinynet.ok(["import", path, "--json"]).json["contacts"]["unchanged"] == 1
    tinynet.ok("undo")
    other = put(tinynet, "other.json", telegram(("Alex", 2004, "2025-04-01")))
    tinynet.ok(["import", other])  # which the first import's id no longer stands against
    assert logged(tinynet) == [("2025-04-01", "text", "alex")]


OFFICE = (
    "From: Me <me@example.com>\n"
    'To: "Lund, Pia (Berlin)" <pia@example.com>, Marsh, Bob <bob@example.com>,\n'
    ' "Acme, Inc." <acme@example.com>\n'
    "Date: Tue, 04 Mar 2025 10:30:00 +0000\nSubject: hi\n\nhello\n"
)


def test_people_are_called_as_people_call_them_however_an_office_writes_it(tinynet):
    tinynet.ok(["import", put(tinynet, "hello.eml", OFFICE), *OWN])
    assert names(tinynet) == ["Acme, Inc.", "Bob Marsh", "Pia Lund"]
    tinynet.ok("undo")
    tinynet.ok("add 'Pia Lund'")
    said = tinynet.ok(["import", put(tinynet, "hello.eml", OFFICE), "--me", OWN[1], "--json"]).json
    assert [one["handle"] for one in said["matched"]] == ["pia-l"]
    assert [one["name"] for one in said["unmatched"]] == ["Acme, Inc.", "Bob Marsh"]


def test_a_chat_with_a_name_of_an_office_is_with_that_person(tinynet):
    text = "13/02/2026, 10:01 - Lund, Pia: hi\n14/02/2026, 10:02 - Robin: hi\n"
    path = put(tinynet, "WhatsApp Chat with Lund, Pia.txt", text)
    line = ["import", path, "--me", "Robin", "--add-people", "--json"]
    assert tinynet.ok(line).json["new"] == 1
    assert names(tinynet) == ["Pia Lund"]
    more = put(tinynet, "WhatsApp Chat with Lund, Pia.txt", text + text.replace("2026", "2025"))
    assert tinynet.ok(line).json["contacts"]["new"] == 2
    assert (names(tinynet), more) == (["Pia Lund"], path)


MEETING = (
    "BEGIN:VEVENT\nUID:{0}\nSUMMARY:Lunch\nORGANIZER:mailto:me@example.com\n"
    'ATTENDEE;CN="{1}":mailto:pia@example.com\nDTSTART:2024070{0}T100000\nEND:VEVENT\n'
)


def test_a_guest_is_called_by_the_best_name_of_all_meetings(tinynet):
    events = map(MEETING.format, "123", ("PIA", "Lund, Pia", "pia"))
    text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n"
    tinynet.ok(["import", put(tinynet, "calendar.ics", text), *OWN])
    assert names(tinynet) == ["Pia Lund"]
    assert len(logged(tinynet)) == 3


def test_a_guest_is_called_by_the_name_in_a_directory(tinynet):
    event = MEETING.format("1", "CN=Pia Lund/OU=York/O=Acme/C=UK")
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n"
    tinynet.ok(["import", put(tinynet, "calendar.ics", text), *OWN])
    assert names(tinynet) == ["Pia Lund"]


def test_whom_only_a_mail_of_tomorrow_names_and_a_firm_become_nobody(tinynet):
    text = (
        "From: Me <me@example.com>\nTo: Pia <pia@example.com>, info@firm.example\n"
        "Date: {}\nSubject: hi\n\nhello\n"
    )
    past, future = "Tue, 04 Mar 2025 10:30:00 +0000", "Tue, 04 Mar 2031 10:30:00 +0000"
    line = ["import", put(tinynet, "hello.eml", text.format(future)), *OWN]
    refused = tinynet(line)
    assert (refused.code, refused.out) == (
        1, "refused\t\t\t\t\thello.eml:1\t2031-03-04 is still to come\n"
    )  # fmt: skip
    assert names(tinynet) == []
    put(tinynet, "hello.eml", text.format(past))
    said = tinynet.ok([*line, "--json"]).json
    assert names(tinynet) == ["Pia"]
    assert [one["address"] for one in said["unmatched"]] == ["info@firm.example"]


def test_mail_to_come_is_refused_whether_its_people_are_known_or_not(tinynet):
    text = "".join(
        "From me@example.com Tue Mar  4 10:30:00 2025\nFrom: Me <me@example.com>\n"
        f"To: {who}@example.com\nMessage-ID: <{number}@x>\n"
        f"Date: Mon, 1 Feb {year} 10:00:00 +0000\n\nhello\n\n"
        for number, (who, year) in enumerate((("pia", 2026), ("pia", 2027), ("bo", 2027)))
    )
    done = tinynet.ok(["import", put(tinynet, "sent.mbox", text), *OWN]).out
    assert sorted(line.split("\t", 5)[5] for line in done.splitlines() if "to come" in line) == [
        "sent.mbox:17\t2027-02-01 is still to come", "sent.mbox:9\t2027-02-01 is still to come",
    ]  # fmt: skip
    assert names(tinynet) == ["pia@example.com"]
