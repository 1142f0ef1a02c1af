"""WhatsApp: who wrote on which day, however the phone writes its dates."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talk_helpers import all_sound, bare, mutated

from tinynet.errors import BadValueError
from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks import whatsapp

SAMPLES = Path(__file__).parents[1] / "samples"
ANDROID = "WhatsApp Chat with Anne Baker.txt"
ANNE = "Anne Baker"
CAROLINE = "Caroline Marsh"
OWN = "robin hazel"
MUTATIONS = 2_000
TOKENS = (
    b"13/02/2026, 10:01 - ", b"[2026/7/9 02:28:37] ", b"8/8/19, 1:25 PM - ", b" - ", b": ", b"\n",
    b"Anne Baker: ", b"Bob: ", b"Missed voice call", b"Video call, 99999 hr", b"\xe2\x80\x8e",
    b"\xe2\x80\xaf", b"\xff\xfe", b"\x00", b"\r", b"[", b"]", b"9" * 40, b"a.m." * 40,
    "٢٠٢٦".encode(), "下午1:25".encode(), b"[13:25, 8/8/2019] ", b"1398/5/17, 1:25 - ",
    b" h ", b"Robin created group x", b"PK\x03\x04",
)  # fmt: skip


def day(line, on, by, kind="text", who=ANNE, **fields):
    return InteractionRecord(
        "whatsapp", f"{on} {kind} {who}", "", line, on, kind, people=(Someone(who),), by=by,
        **fields,
    )  # fmt: skip


def read(data, name="chat.txt", own=OWN, order=""):
    data = data.encode() if isinstance(data, str) else data
    return bare(whatsapp.read(data, name, own, order))


VARIANTS = {
    ANDROID: [
        Refused(f"{ANDROID}:12", "45/02/2026 is no day"),
        day(2, "2026-02-13", "them"),
        day(7, "2026-02-14", "them", "call", attempt=True),
        day(8, "2026-02-15", "me", "call", minutes=65),
        day(9, "2026-02-15", "me", "video", minutes=1),
        day(13, "2026-02-17", "me"),
    ],
    "whatsapp-us.txt": [
        day(1, "2019-08-08", "them", who=CAROLINE),
        day(2, "2019-08-14", "me", who=CAROLINE),
    ],
    "whatsapp-canada.txt": [day(1, "2021-03-18", "me", who=CAROLINE)],
    "whatsapp-iphone.txt": [
        day(2, "2017-09-08", "them", who=CAROLINE),
        day(4, "2017-09-09", "them", "call", who=CAROLINE, attempt=True),
        day(5, "2017-09-10", "them", "video", who=CAROLINE, minutes=12),
    ],
    "whatsapp-china.txt": [day(1, "2026-07-09", "them", who=CAROLINE)],
    "whatsapp-old.txt": [
        day(1, "2012-12-09", "me", who=CAROLINE),
        day(2, "2012-12-25", "them", who=CAROLINE),
    ],
    "whatsapp-german.txt": [
        day(1, "2023-06-05", "them", who=CAROLINE),
        day(2, "2023-06-06", "me", who=CAROLINE),
    ],
}


@pytest.mark.parametrize("name", VARIANTS)
def test_each_day_is_one_contact_and_nothing_of_what_was_said_is_kept(name):
    data = (SAMPLES / name).read_bytes()
    assert whatsapp.sniff(data[:1_000])
    assert read(data, name) == VARIANTS[name]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings_and_line_ends_do_not_matter(encoding):
    text = (SAMPLES / ANDROID).read_text(encoding="utf-8").replace("Anne", "Zoë")
    found = read(text.replace("\n", "\r\n").encode(encoding))
    assert [record.people[0].name for record in found[1:]] == ["Zoë Baker"] * 5


def test_a_file_cut_inside_a_character_is_read_as_what_it_is():
    (found,) = read("13/02/2026, 10:01 - Zoë: hi ë".encode()[:-1])
    assert found.people == (Someone("Zoë"),)


def test_whatsapps_own_first_line_is_nobodys_in_any_language():
    text = "[13.02.26, 10:01:00] Zoë: \u200eNachrichten und Anrufe sind verschlüsselt.\n"
    assert read(text) == [Refused("chat.txt:1", "there is no message in it")]


# --- which of the two is you ---------------------------------------------------------------------

CHAT = "13/02/2026, 10:01 - Anne: hi\n13/02/2026, 10:02 - Anne Baker: hi\n"


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("chat.txt", "anne", "Anne Baker"),
        ("chat.txt", "ANNE BAKER", "Anne"),
        ("WhatsApp Chat with Anne Baker.txt", "", "Anne Baker"),
        ("WhatsApp-Chat mit Anne.txt", "", "Anne"),
        ("Chat de WhatsApp con anne baker (1).txt", "", "Anne Baker"),
    ],
)
def test_the_other_person_is_found_by_your_name_or_the_file_name(name, own, other):
    assert [record.people for record in read(CHAT, name, own)] == [(Someone(other),)]


@pytest.mark.parametrize(("name", "own"), [("chat.txt", ""), ("chat.txt", "Bob"), ("Ann.txt", "")])
def test_who_you_are_is_asked_if_nothing_shows_it(name, own):
    with pytest.raises(BadValueError) as caught:
        read(CHAT, name, own)
    error = caught.value
    assert (error.message, error.remedy, error.candidates) == (
        f"{name} does not tell which of Anne and Anne Baker is you",
        'Say it with --me, for example --me "Anne Baker"',
        ("Anne", "Anne Baker"),
    )


def test_the_only_sender_may_be_you():
    with pytest.raises(BadValueError) as caught:
        read("13/02/2026, 10:01 - Anne: hi\n", own="")
    assert (caught.value.message, caught.value.remedy) == (
        "chat.txt does not tell whether Anne is you",
        "Say your own name with --me",
    )


def test_the_only_sender_is_the_other_person_if_you_have_another_name():
    assert read("13/02/2026, 10:01 - Anne: hi\n", own="Robin")[0].people == (Someone("Anne"),)


def test_a_chat_in_which_nobody_answered_you_says_so():
    with pytest.raises(BadValueError, match="nobody wrote but you"):
        read("13/02/2026, 10:01 - Anne: hi\n", own="anne")


def test_a_number_without_a_name_is_a_phone():
    text = "13/02/2026, 10:01 - +44 7700 900123: hi\n[2026-02-14, 10:01:00] ~\u202fZoë: hi\n"
    assert read(text, own="Zoë")[0].people == (Someone(phone="+44 7700 900123"),)


def test_a_group_is_refused():
    text = "13/02/2026, 10:01 - {}: hi\n"
    found = read("x\n" + "".join(map(text.format, ("Anne", "Bob", "Robin Hazel"))))
    assert found == [
        Refused("chat.txt:2", "it is a group of 3; what is said to all is a talk with none")
    ]


# --- in which order the dates are ----------------------------------------------------------------


def chat(*dates):
    return "".join(f"{day}, 10:01 - Anne: hi\n" for day in dates)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/26", "13/04/26"], ["2026-04-03", "2026-04-13"]),
        (["03/04/26", "04/13/26"], ["2026-03-04", "2026-04-13"]),
        (["5/5/26", "6/6/26"], ["2026-05-05", "2026-06-06"]),
        (["11/2/26", "12/2/26", "1/3/26"], ["2026-02-11", "2026-02-12", "2026-03-01"]),
        (["2/11/26", "2/12/26", "3/1/26"], ["2026-02-11", "2026-02-12", "2026-03-01"]),
        (["03.04.26"], ["2026-04-03"]),
        (["2026-04-03", "2026-04-04"], ["2026-04-03", "2026-04-04"]),
    ],
)
def test_the_order_of_dates_is_found_in_the_whole_file(dates, expected):
    assert [record.on for record in read(chat(*dates))] == expected


def test_dates_that_can_be_read_in_two_orders_are_asked_about():
    with pytest.raises(BadValueError) as caught:
        read(chat("03/04/26", "04/05/26"))
    assert (caught.value.message, caught.value.remedy) == (
        "The dates in chat.txt can be read in two orders (03/04/26)",
        "Say which with --order dmy (day first) or --order mdy (month first)",
    )


@pytest.mark.parametrize(
    ("order", "expected"), [("dmy", "2011-10-09"), ("mdy", "2011-09-10"), ("ymd", "2009-10-11")]
)
def test_an_order_that_is_given_is_kept_to(order, expected):
    assert [record.on for record in read(chat("09/10/11"), order=order)] == [expected]


def test_an_order_that_is_none_is_refused():
    with pytest.raises(BadValueError, match='"dym" is no order of dates'):
        read(chat("09/10/11"), order="dym")


def test_many_days_that_are_none_are_counted():
    found = read(chat("13/02/2026", *["31/02/2026"] * 150))
    assert [len(found), found[99], found[100]] == [
        102,
        Refused("chat.txt:101", "31/02/2026 is no day"),
        Refused("chat.txt:1", "50 more lines have an impossible day"),
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 1, 1)), min_size=1, max_size=20))
def test_every_way_to_write_a_day_gives_that_day(days):
    days.sort()
    expected = [day.isoformat() for day in dict.fromkeys(days)]
    for pattern, order in (
        ("{0:%d/%m/%Y}, 10:01 - ", "dmy"),
        ("{0:%d.%m.%y}, 10:01 - ", "dmy"),
        ("[{0.month}/{0.day}/{0:%y}, 1:25:07\u202fPM] ", "mdy"),
        ("{0:%Y-%m-%d}, 3:02 p.m. - ", ""),
        ("[{0.year}/{0.month}/{0.day} 02:28:37] ", ""),
    ):
        text = "".join(pattern.format(day) + "Anne: hi\n" for day in days)
        assert [record.on for record in read(text, order=order)] == expected


# --- files that are none, or worse ---------------------------------------------------------------


def packed(name, data, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        archive.writestr("photo.jpg", b"no chat")
        archive.writestr(name, data)
    return stream.getvalue()


def test_the_chat_in_a_zip_file_is_read():
    text = (SAMPLES / ANDROID).read_text(encoding="utf-8")
    name = "WhatsApp Chat - Anne Baker.zip"
    where = Refused(f"{name}/_chat.txt:12", "45/02/2026 is no day")
    assert read(packed("_chat.txt", text), name, own="") == [where, *VARIANTS[ANDROID][1:]]
    assert whatsapp.sniff(packed("_chat.txt", text)[:1_000])


@pytest.mark.parametrize(
    "data",
    [packed("_chat.txt", chat("13/02/2026") * 50)[:120], b"PK\x03\x04" + b"\x00" * 100],
)
def test_a_damaged_zip_file_says_so(data):
    assert read(data) == [
        Refused("chat.txt:1", "the ZIP file is damaged, locked or cut short"),
    ]


def test_a_zip_file_without_a_chat_says_so():
    assert read(packed("notes.md", "x")) == [
        Refused("chat.txt:1", "there is no chat (.txt) in the ZIP file"),
    ]


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(whatsapp, "CHAT_MAX", 1024 * 1024)
    assert read(packed("_chat.txt", b" " * 5_000_000)) == [
        Refused("chat.txt/_chat.txt:1", "the chat is larger than 1 MB"),
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"%PDF-1.4", b"13/02/2026, 10:01 - no sender\n"])
def test_what_has_no_messages_says_so(data):
    assert read(data) == [Refused("chat.txt:1", "there is no message in it")]


def test_a_line_of_a_million_characters_costs_nothing():
    found = read("13/02/2026, 10:01 - Anne: " + "x: " * 400_000 + "\n" + "9" * 1_000_000)
    assert found == [day(1, "2026-02-13", "them", who="Anne")]


def test_mutations_give_records_refusals_or_a_question():
    data = (SAMPLES / ANDROID).read_bytes()
    asked = 0
    for changed in mutated(data, TOKENS, MUTATIONS):
        try:
            assert all_sound(whatsapp.read(changed, ANDROID, ""))
        except BadValueError:
            asked += 1
    assert asked < MUTATIONS / 2
