"""Telegram: who wrote or called on which day, from an export of everything or of one chat."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from talk_helpers import all_sound, bare, mutated

from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks import telegram

SAMPLES = Path(__file__).parents[1] / "samples"
FULL, ONE = "telegram-full.json", "telegram-one-chat.json"
ZOE = ("7001", Someone("Zoë Ortiz 🌻", source_id="7001"))
BOB = ("7003", Someone("Bob Stone", source_id="7003"))
MUTATIONS = 2_000
TOKENS = (
    b'"messages": [', b"]", b"[", b"{", b"}", b'"', b"\\", b",", b":", b'{"id": 1', b"null", b"NaN",
    b'"type": "message"', b'"date": "2026-01-01"', b'"date_unixtime": "1e9"', b"-1", b"9" * 400,
    b"[" * 5_000, b"\xff\xfe", b"\x00", b"\\ud83d", b"true", b"\n",
)  # fmt: skip


def day(line, on, who, by, kind="text", **fields):
    key, someone = who
    return InteractionRecord(
        "telegram", f"{on} {kind} {key}", "", line, on, kind, people=(someone,), by=by, **fields
    )


def read(data, name="result.json", own=""):
    data = json.dumps(data).encode() if isinstance(data, dict) else data
    return bare(telegram.read(data, name, own))


VARIANTS = {
    FULL: [
        Refused(f"{FULL}:124", "the message has no usable date"),
        Refused(f"{FULL}:155", "nobody knows who it was with: the account is deleted"),
        day(28, "2026-02-01", ZOE, "them"),
        day(44, "2026-02-02", ZOE, "me"),
        day(74, "2026-02-04", ZOE, "me", "call", minutes=11),
        day(100, "2026-02-05", ZOE, "them", "call", attempt=True),
        day(189, "2026-02-06", BOB, "me"),
    ],
    ONE: [
        day(6, "2019-05-01", BOB, ""),
        day(14, "2026-02-06", BOB, "me"),
        day(24, "2026-02-07", BOB, "them"),
        day(34, "2026-02-08", BOB, "them"),
    ],
}


def chat(*messages, **fields):
    told = {"name": "Bob Stone", "type": "personal_chat", "id": 7003, "messages": list(messages)}
    return {**told, **fields}


def message(number=1, **fields):
    told = {"id": number, "type": "message", "date": "2026-02-06T10:00:00", "from_id": "user7003"}
    return {**told, "text": "said", **fields}


@pytest.mark.parametrize("name", VARIANTS)
def test_each_person_and_day_is_one_contact_and_nothing_of_what_was_said_is_kept(name):
    data = (SAMPLES / name).read_bytes()
    assert telegram.sniff(data[:1_000])
    assert read(data, name) == VARIANTS[name]


@pytest.mark.parametrize("own", ["user4111", "4111"])
def test_your_own_id_shows_who_wrote_before_2021(own):
    assert read((SAMPLES / ONE).read_bytes(), ONE, own)[0].by == "me"


def test_an_export_on_one_line_gives_the_same_days():
    data = json.dumps(json.loads((SAMPLES / FULL).read_bytes())).encode()
    assert [(r.on, r.kind, r.by) for r in read(data, FULL)[2:]] == [
        (r.on, r.kind, r.by) for r in VARIANTS[FULL][2:]
    ]


@pytest.mark.parametrize("end", [1, 40, 400])
def test_an_export_that_was_cut_short_gives_what_is_before_the_cut(end):
    data = (SAMPLES / ONE).read_bytes()
    cut = data.index(b'"id": 4') + len('"id": 4')
    found = read(data[:cut], ONE)
    assert found == [
        Refused(f"{ONE}:34", "the message is broken or cut short"),
        *VARIANTS[ONE][:3],
    ]
    assert all_sound(telegram.read(data[:-end], ONE, ""))


def test_a_broken_message_costs_itself_and_never_moves_another_chats_messages():
    one, two = json.dumps(chat(message())), json.dumps(chat(message(), name="Zoë", id=7001))
    broken = one.replace('"said"}', '"sa')
    data = f'{{"chats": {{"list": [\n{broken}\n, {two}]}}}}'.encode()
    assert read(data) == [
        Refused("result.json:2", "the message is broken or cut short"),
        day(3, "2026-02-06", ("7001", Someone("Zoë", source_id="7001")), "me"),
    ]
    torn = json.dumps(chat(message(), message(2, date="2026-02-07")), indent=1)
    found = read(torn.replace('"said"', "said", 1).encode())
    assert found == [
        Refused("result.json:6", "the message is broken or cut short"),
        day(13, "2026-02-07", BOB, "them"),
    ]


@pytest.mark.parametrize("kind", ["private_group", "public_channel", "bot_chat", "saved_messages"])
def test_a_single_chat_of_many_is_refused(kind):
    said = kind.replace("_", " ")
    assert read(chat(message(), type=kind)) == [
        Refused("result.json:1", f"it is a {said}; only talks between two people count")
    ]


def test_telegrams_own_notices_are_nobodys():
    assert read(chat(message(), id=777000, name="Telegram")) == [
        Refused("result.json:1", "these are Telegram's own notices")
    ]


def test_a_missed_call_counts_only_where_nothing_else_was():
    missed = {"id": 2, "type": "service", "action": "phone_call", "actor_id": "user4111",
              "date": "2026-02-06T09:00:00", "discard_reason": "missed"}  # fmt: skip
    assert read(chat(missed)) == [day(1, "2026-02-06", BOB, "me", "call", attempt=True)]
    assert read(chat(missed, message())) == [day(1, "2026-02-06", BOB, "them")]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (5, "it is no message"),
        (None, "it is no message"),
        ([], "it is no message"),
        ({"id": 1}, "it is no message"),
        (message(date="soon"), "the message has no usable date"),
        (message(date=None, date_unixtime="9" * 20), "the message has no usable date"),
        (message(date=7, date_unixtime=[]), "the message has no usable date"),
    ],
)
def test_a_message_that_is_none_costs_itself(broken, why):
    assert read(chat(broken, message())) == [
        Refused("result.json:1", why),
        day(1, "2026-02-06", BOB, "them"),
    ]


@pytest.mark.parametrize(
    ("zone", "on"),
    [("UTC", "2026-02-06"), ("Asia/Tokyo", "2026-02-07"), ("Pacific/Apia", "2026-02-07")],
)
def test_a_day_that_only_the_unix_time_tells_is_the_owners(monkeypatch, zone, on):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        late = 1770411600  # 2026-02-06 21:00 UTC
        assert read(chat(message(date=None, date_unixtime=str(late)))) == [day(1, on, BOB, "them")]
        written = message(date="2026-02-05T23:00:00", date_unixtime=str(late))
        assert read(chat(written)) == [day(1, "2026-02-05", BOB, "them")]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("seconds", [-5, 0, "60", None, [], 10**30])
def test_a_length_of_a_call_that_is_none_never_breaks_it(seconds):
    call = message(type="service", action="phone_call", actor_id="user1", duration_seconds=seconds)
    (found,) = read(chat(call))
    assert (found.minutes, found.attempt) == ((1440, False) if seconds == 10**30 else (None, True))


def test_a_name_with_half_a_character_can_be_stored():
    data = json.dumps(chat(message())).replace("Bob Stone", "Bob \\ud83d").encode()
    assert read(data)[0].people == (Someone("Bob ?", source_id="7003"),)


@pytest.mark.parametrize("data", [b"", b"{}", b"%PDF", b'{"contacts": []}', b"\xff\xfe{"])
def test_what_has_no_messages_says_so(data):
    assert not telegram.sniff(data)
    assert read(data) == [Refused("result.json:1", "there are no messages in it")]


def test_nesting_without_end_costs_one_message_each():
    deep = '{"id": 1, "x": ' + "[" * 100_000 + "\n"
    data = json.dumps(chat()).replace("[]", f"[{deep},\n{json.dumps(message())}]").encode()
    assert read(data) == [
        Refused("result.json:1", "the message is broken or cut short"),
        day(3, "2026-02-06", BOB, "them"),
    ]


def test_after_too_many_broken_messages_the_rest_is_left_out():
    data = json.dumps(chat()).replace("[]", "[" + '{"id": x}\n' * 5_000).encode()
    found = read(data)
    assert [len(found), found[-1]] == [
        telegram.BAD_MAX + 1,
        Refused("result.json:101", "too much is broken; the rest was left out"),
    ]


@pytest.mark.parametrize("name", VARIANTS)
def test_mutations_give_records_or_refusals(name):
    data = (SAMPLES / name).read_bytes()
    for changed in mutated(data, TOKENS, MUTATIONS // 2):
        assert all_sound(telegram.read(changed, name, ""))


@pytest.mark.parametrize(
    ("fields", "attempt"),
    [
        ({"discard_reason": "missed"}, True),
        ({"discard_reason": "busy"}, True),
        ({"discard_reason": "hangup"}, True),  # nobody had answered by then
        ({"discard_reason": "missed", "duration_seconds": 0}, True),
        ({"discard_reason": "hangup", "duration_seconds": 61}, False),
        ({"discard_reason": "disconnect", "duration_seconds": 61}, False),
    ],
)
def test_a_call_in_which_nobody_talked_is_an_attempt(fields, attempt):
    call = message(type="service", action="phone_call", actor_id="user4111", **fields)
    (found,) = read(chat(call))
    assert (found.kind, found.by, found.attempt) == ("call", "me", attempt)
    assert found.minutes == (None if attempt else 2)


@pytest.mark.parametrize(
    "kind",
    ["saved_messages", "private_supergroup", "public_supergroup", "private_channel", "replies",
     "verify_codes", "bot_chat"],
)  # fmt: skip
def test_of_a_whole_export_only_personal_chats_count(kind):
    chats = [chat(message()), chat(message(), type=kind, id=7009, name="Bob Stone")]
    assert read({"about": "", "chats": {"list": chats}}) == [day(1, "2026-02-06", BOB, "them")]


def test_two_people_of_one_name_are_two_by_their_ids():
    chats = [chat(message()), chat(message(from_id="user7004"), id=7004)]
    assert read({"about": "", "chats": {"list": chats}}) == [
        day(1, "2026-02-06", BOB, "them"),
        day(1, "2026-02-06", ("7004", Someone("Bob Stone", source_id="7004")), "them"),
    ]
