"""Mail: who wrote to whom, on which day, and nothing of what they wrote."""

from __future__ import annotations

import re
import tracemalloc
from email.headerregistry import HeaderRegistry
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talk_helpers import all_sound, bare, mutated

from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks import mail, mbox

SAMPLE = Path(__file__).parents[1] / "samples" / "friends.mbox"
OWN = ["Robin@hazel.example"]
MUTATIONS = 2_000
ZOE = Someone(name="Zoë Ortiz", email="zoe.ortiz@example.org")
NOEL = Someone(name="Nöel Baker", email="noel@example.org")
CAROLINE = Someone(name="Caroline Marsh", email="caroline@market.example")
TOKENS = (
    b"\nFrom x Fri Feb 06 08:00:00 2026\nFrom: a@b.example\n", b"\n\n", b"\nFrom ", b"From: ",
    b"\nTo: ", b"\nDate: ", b'"', b"<", b">", b"(", b",", b"\r\n", b"\r", b"\x00", b"\xff\xfe",
    b"=?utf-8?B?", b"=?utf-7?Q?+2D0-?=", b"=?klingon?Q?x?=", b"?=", b"\\", b"@", b"9" * 400,
    b'"' * 400, b"\\" * 400,
)  # fmt: skip


def day(line, on, who, by):
    return InteractionRecord(
        "mbox", f"{on} email {who.email}", "", line, on, "email", people=(who,), by=by
    )


FRIENDS = [
    Refused(
        "friends.mbox:84",
        'the mail has no usable date: "the day after the market" is no date',
    ),
    Refused("friends.mbox:91", "the mail has no sender"),
    day(1, "2026-02-02", ZOE, "them"),
    day(15, "2026-02-03", CAROLINE, "me"),
    day(15, "2026-02-03", NOEL, "me"),
    day(15, "2026-02-03", ZOE, "me"),
    day(97, "2026-02-08", CAROLINE, "them"),
]


def read(path, own=OWN):
    return bare(mbox.read(path, path.name, own))


def letter(sender, to, date="Mon, 2 Feb 2026 10:00:00 +0000", more=""):
    return (
        f"From x Mon Feb 02 10:00:00 2026\nFrom: {sender}\nTo: {to}\nDate: {date}\n{more}\nBody\n\n"
    )


def write(path, *letters):
    path.write_text("".join(letters), encoding="utf-8", newline="")
    return path


def test_each_person_you_write_to_and_day_is_one_contact_and_nothing_of_what_was_said_is_kept():
    assert read(SAMPLE) == FRIENDS


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_do_not_matter(tmp_path, end):
    copy = tmp_path / "friends.mbox"
    copy.write_bytes(SAMPLE.read_bytes().replace(b"\n", end.encode()))
    assert read(copy) == FRIENDS


def test_blocks_may_end_anywhere_in_a_mail(monkeypatch):
    monkeypatch.setattr(mbox, "HEADER_MAX", 700)
    for size in (1, 7, 701, 1_000):
        monkeypatch.setattr(mbox, "_CHUNK", size)
        assert read(SAMPLE) == FRIENDS


def test_your_own_addresses_are_guessed_and_the_first_record_says_so(tmp_path):
    found = read(SAMPLE, own=[])
    warning = "line 1: robin@hazel.example was taken for your own address"
    assert [r.warnings for r in found[2:]] == [(warning,), (), (), (), ()]
    several = write(
        tmp_path / "several.mbox",
        letter("me@a.example", "anne@x.example"),
        letter("anne@x.example", "me@a.example", more="Delivered-To: me@a.example\n"),
        letter("bob@x.example", "me@b.example", more="Delivered-To: me@b.example\n"),
        letter("me@b.example", "bob@x.example"),
        letter("me@a.example", "bob@x.example"),
        letter("anne@x.example", "me@a.example", more="Delivered-To: me@a.example\n"),
    )
    first = next(r for r in read(several, own=[]) if r.warnings)
    assert first.warnings == (
        "line 1: me@a.example and me@b.example were taken for your own addresses",
    )


def test_a_mailbox_of_two_people_does_not_show_which_is_you(tmp_path):
    path = write(tmp_path / "two", letter("anne@x.example", "robin@y.example"))
    assert read(path, own=[]) == [
        Refused("two:1", "it does not tell which address is your own"),
    ]


def test_a_mailbox_without_sent_mail_says_what_is_missing(tmp_path):
    path = write(tmp_path / "inbox", letter("anne@x.example", OWN[0]))
    assert read(path) == [
        Refused("inbox:1", "nothing in it was sent by robin@hazel.example: read the sent mail, too")
    ]


def test_a_maildir_its_subfolders_and_mboxes_below_a_folder_are_read_together(tmp_path):
    top = tmp_path / "Mail"
    for folder in ("cur", "new", "tmp", ".Sent/cur", "archive"):
        (top / folder).mkdir(parents=True)
    (top / "cur" / "1:2,S").write_text(
        "Return-Path: <anne@x.example>\nFrom: Anne <anne@x.example>\nTo: robin@hazel.example\n"
        "Date: Mon, 2 Feb 2026 08:00:00 +0000\n\nFrom: bob@x.example\n"
    )
    (top / "new" / "2").write_text("no mail at all")
    (top / "tmp" / "3").write_text("From: half@x.example\n")
    (top / ".Sent" / "cur" / "4").write_text(
        "From: robin@hazel.example\nTo: anne@x.example\nDate: Mon, 2 Feb 2026 09:00:00 +0000\n"
    )
    (top / "index.msf").write_bytes(b"\x00index")
    (top / "loop").symlink_to(top / "cur" / "1:2,S")
    write(
        top / "archive" / "Old",
        letter("robin@hazel.example", "bob@x.example", "Sun, 1 Feb 2026 08:00:00 +0000"),
    )
    assert read(top) == [
        day(1, "2026-02-01", Someone(email="bob@x.example"), "me"),
        day(1, "2026-02-02", Someone("Anne", "anne@x.example"), "them"),
    ]


SENT = (
    "From: robin@hazel.example\nTo: Anne <anne@x.example>\nDate: Mon, 2 Feb 2026 09:00:00 +0000\n"
)
ANNE = Someone("Anne", "anne@x.example")


@pytest.mark.parametrize("name", ["mail.eml", "mail", "1770022800.M1P1.host:2,S", "Mail.TXT"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_single_mail_is_read_whatever_it_is_called(tmp_path, name, end):
    path = tmp_path / name
    path.write_text(f"{SENT}Subject: x\n\nHello\n".replace("\n", end), newline="")
    assert mbox.sniff(path.read_bytes())
    assert read(path) == [day(1, "2026-02-02", ANNE, "me")]


def test_apple_mails_single_mails_begin_with_their_size(tmp_path):
    path = tmp_path / "1.emlx"
    path.write_text(f"{len(SENT)}     \n{SENT}\nHello\n<?xml version='1.0'?>\n<plist/>\n")
    assert read(path) == [day(2, "2026-02-02", ANNE, "me")]


def test_an_mbox_that_was_cut_begins_with_a_mail_and_goes_on(tmp_path):
    text = f"{SENT}\nHello\n\n" + letter("robin@hazel.example", "bob@x.example")
    path = tmp_path / "part-2"
    path.write_text(text)
    bob = Someone(email="bob@x.example")
    found = [day(1, "2026-02-02", ANNE, "me"), day(7, "2026-02-02", bob, "me")]
    assert sorted(read(path), key=lambda record: record.line) == found
    single = path.rename(tmp_path / "with a mailbox in its text.eml")
    assert read(single) == found[:1]


def test_a_folder_of_single_mails_is_read_as_one_mailbox(tmp_path):
    top = tmp_path / "export"
    top.mkdir()
    (top / "1.eml").write_text(f"{SENT}\nHello\n")
    (top / "2").write_text(SENT.replace("Anne <anne", "<bob") + "\n")  # as MH names them
    (top / "notes.txt").write_text("From: nobody\nno mail at all\n")
    assert [record.people[0].email for record in read(top)] == ["anne@x.example", "bob@x.example"]


def test_one_mail_that_is_in_two_folders_is_one(tmp_path):
    top = tmp_path / "Mail"
    for folder in ("cur", ".Sent/cur"):
        (top / folder).mkdir(parents=True)
        (top / folder / "1").write_text(f"Message-ID: <1@x>\n{SENT}\nHello\n")
    assert read(top) == [day(1, "2026-02-02", ANNE, "me")]


def test_the_people_of_a_group_are_people_and_the_group_is_none(tmp_path):
    to = "friends: Pia Lund <pia@x.example>, bo@x.example;"
    path = write(tmp_path / "m", letter("robin@hazel.example", to))
    assert [record.people[0] for record in read(path)] == [
        Someone(email="bo@x.example"), Someone("Pia Lund", "pia@x.example"),
    ]  # fmt: skip


def test_a_mail_without_recipients_counts_for_nobody(tmp_path):
    path = write(
        tmp_path / "m",
        letter("robin@hazel.example", "undisclosed-recipients:;"),
        letter("robin@hazel.example", "Anne <anne@x.example>"),
    )
    assert read(path) == [day(8, "2026-02-02", ANNE, "me")]


def test_a_name_that_is_only_the_address_never_takes_the_place_of_one(tmp_path):
    path = write(
        tmp_path / "m",
        letter("robin@hazel.example", "Anne <anne@x.example>"),
        letter("robin@hazel.example", "'anne@x.example' <anne@x.example>"),
    )
    assert read(path) == [day(1, "2026-02-02", ANNE, "me")]


@pytest.mark.parametrize("last", ["PIA", "pia", "pia lund", "PIA LUND", "Pia"])
def test_a_name_that_says_less_never_takes_the_place_of_one_that_says_more(tmp_path, last):
    path = write(
        tmp_path / "mail",
        letter(OWN[0], f"{last} <pia@x.example>"),
        letter(OWN[0], "Pia Lund <pia@x.example>"),
        letter(f"{last} <pia@x.example>", OWN[0]),
    )
    assert read(path)[0].people == (Someone("Pia Lund", "pia@x.example"),)


def test_of_two_whole_names_the_later_one_counts(tmp_path):
    path = write(
        tmp_path / "mail",
        letter(OWN[0], "Pia Lund <pia@x.example>"),
        letter(OWN[0], "Pia Marsh <pia@x.example>"),
    )
    assert read(path)[0].people == (Someone("Pia Marsh", "pia@x.example"),)


def test_a_list_that_you_wrote_to_is_nobody(tmp_path):
    path = write(
        tmp_path / "mail",
        letter(OWN[0], "Boats <boats@lists.example>, Pia Lund <pia@x.example>"),
        letter(
            "Bo <bo@x.example>", "boats@lists.example",
            more="List-Id: <b>\nList-Post: <mailto:boats@lists.example>\n",
        ),
    )  # fmt: skip
    assert [one.people[0].email for one in read(path)] == ["pia@x.example"]


@pytest.mark.parametrize(
    ("field", "count"),
    [
        ("X-Gmail-Labels: Drafts,Family\n", 0),
        ("X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=\n", 0),
        ('X-Gmail-Labels: "Spam",Unread\n', 0),
        ("X-Spam-Flag: YES\n", 0),
        ("X-Gmail-Labels: Sent,Draft horses\n", 1),
        ("X-Spam-Flag: NO\n", 1),
    ],
)
def test_a_draft_or_spam_is_no_contact(tmp_path, field, count):
    path = write(tmp_path / "All.mbox", letter(OWN[0], "Zoe <zoe@x.example>", more=field))
    assert len(read(path)) == count


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("cur/1.host:2,S", 1),
        ("cur/1.host:2,DS", 0),
        (".Drafts/cur/1.host:2,S", 0),
        (".INBOX.Entw\u00fcrfe/cur/1.host:2,S", 0),
        ("Junk.mbox/mbox", 0),
        ("Drafts", 0),
        (".Drafting club/cur/1.host:2,S", 1),
    ],
)
def test_what_lies_among_drafts_or_spam_is_no_contact(tmp_path, file, count):
    path = tmp_path / "Mail" / file
    path.parent.mkdir(parents=True)
    write(path, letter(OWN[0], "Zoe <zoe@x.example>"))
    found = [one for one in read(tmp_path / "Mail") if isinstance(one, InteractionRecord)]
    assert len(found) == count


def test_what_is_still_arriving_in_a_maildir_is_not_read(tmp_path):
    for file in ("cur/1:2,S", "tmp/2"):
        (tmp_path / "Mail" / file).parent.mkdir(parents=True)
        write(tmp_path / "Mail" / file, letter(OWN[0], f"Zoe <{file[:3]}@x.example>"))
    assert [one.people[0].email for one in read(tmp_path / "Mail")] == ["cur@x.example"]


def test_a_mail_without_from_is_its_senders(tmp_path):
    path = write(tmp_path / "m", letter("", "anne@x.example", more="Sender: robin@hazel.example\n"))
    assert [record.by for record in read(path)] == ["me"]


@pytest.mark.parametrize("data", [b"", b"   \n", b"%PDF-1.4\nFrom me", b"\x00" * 5_000])
def test_what_is_no_mail_says_so(tmp_path, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    (tmp_path / "folder").mkdir()
    assert not mbox.sniff(data)
    assert read(tmp_path / "folder") == [Refused("folder:1", "there is no mail in it")]
    assert read(path) == [Refused("file:1", "there is no mail in it")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"From anne Mon Feb 02 10:00:00 2026\nSubject: x\n", True),
        (b"\xef\xbb\xbf\r\nFrom - Mon Feb 02 10:00:00 2026\r\nX-Mozilla-Status: 0001\r\n", True),
        (b"From anne@example.org\nReceived: x\n", True),
        (b"From here on\nnote: this\n", False),
        (b"From anne Mon Feb 02 10:00:00 2026\nno header\n", False),
        (b"From: a@x.example\nDate: x\n\nHello", True),
        (b"Return-Path: <a@x.example>\r\nReceived: from x\r\n\tby y\r\nX-Long: ", True),
        (b"\xef\xbb\xbf\nSubject: x\nMIME-Version: 1.0\n\nno header here", True),
        (b"2381      \nDelivered-To: a@x.example\nReceived: x\n", True),
        (b"Date: 2026\nNotes: from Anne\n\n", False),
        (b"From: me\nDate: today\nand no header\n", False),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nDATE:1\n", False),
        (b"BEGIN:VCARD\n", False),
    ],
)
def test_sniffing(head, expected):
    assert mbox.sniff(head) is expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (b"Anne <a@x.example>, Bob <B@x.eu>", [("a@x.example", "Anne"), ("b@x.eu", "Bob")]),
        (b'"Baker, Anne \\"Annie\\"" <a@x.example>', [("a@x.example", 'Baker, Anne "Annie"')]),
        (b"a@x.example (Anne Baker)", [("a@x.example", "Anne Baker")]),
        (b"Friends: a@x.example, <b@x.example>;", [("a@x.example", ""), ("b@x.example", "")]),
        (b"undisclosed-recipients:;", []),
        (b"=?utf-8?Q?Baker,_Anne?= <a@x.example>", [("a@x.example", "Baker, Anne")]),
        ("Иван Ким <i@x.example>".encode("cp1251"), [("i@x.example", "Иван Ким")]),
        ("Zoë <z@x.example>".encode("cp1252"), [("z@x.example", "Zoë")]),
        (b"=?klingon?Q?x?= <a@x.example>", [("a@x.example", "")]),
        (b"'a@x.example' <a@x.example>", [("a@x.example", "")]),
        (b"'a@x.example'", [("a@x.example", "")]),
        (b"Anne <a@x.example, b@x.example", [("a@x.example", "Anne"), ("b@x.example", "")]),
        (b"a@x.example; b@x.example", [("a@x.example", ""), ("b@x.example", "")]),
        (b"a@x.example (Anne (of the stall) Baker)",
         [("a@x.example", "Anne (of the stall) Baker")]),
        (b"<mailto:a@x.example>", [("a@x.example", "")]),
        (b"a@x.example.", [("a@x.example", "")]),
        (b"Undisclosed-Recipient:;@mail.example.com", []),
        (b'"undisclosed-recipients:;"@x.example', []),
        (b'"open quote <a@x.example>', [("a@x.example", "open quote")]),
        (b"<" + b"a" * 300 + b"@x.example>", []),
        (b"Lund, Pia <p@x.example>, Bo <b@x.example>",
         [("p@x.example", "Lund, Pia"), ("b@x.example", "Bo")]),
        (b"Dr. Pia Lund, PhD <p@x.example>", [("p@x.example", "Dr. Pia Lund, PhD")]),
        (b"b@x.example, Pia <p@x.example>", [("b@x.example", ""), ("p@x.example", "Pia")]),
        (b"friends: , Pia <p@x.example>>;", [("p@x.example", "Pia")]),
    ],
)  # fmt: skip
def test_addresses_are_read_as_people_write_them(field, expected):
    found = [(one.address, mail.real_name(one.name, one.address)) for one in mail.addresses(field)]
    assert found == expected


@pytest.mark.parametrize(
    "field",
    [
        "friends: Pia Lund <pia@example.com>, bo@example.com;",
        'Eva <e@x.example>, family: bo@x.example, "Lund, Pia" <pia@x.example>; , tom@x.example',
        "undisclosed-recipients: ;",
        "Undisclosed recipients:;",
        "A Group(Some people):Chris <c@x.example>, joe@x.example, John <j@x.example> (my friend);",
        'Team "A": Pia <p@x.example>;',
        "Pia (at work) Lund <pia@x.example>",
        "Pia Lund <pia@x.example> (home)",
        "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
        '"pia lund"@x.example, Pia <"pia lund"@y.example>, "pia.lund"@z.example',
        "Pia <@relay.example,@other.example:pia@x.example>",
        "pia @ x . example",
        "Pia Q. Lund <pia@[192.0.2.1]>",
        "=?utf-8?Q?Lund=2C_Pia?= <pia@x.example>",
        '"x;y" <p@x.example>, (just a comment), q@x.example',
        ",,p@x.example,,",
        '"Joe Q. Public" <joe@x.example>, Mary <mary@x.test>, jdoe@x.org, Who? <one@y.test>',
    ],
)  # fmt: skip
def test_addresses_are_those_that_the_standard_library_reads(field):
    expected = [
        (one.addr_spec.lower(), "" if "@" in one.display_name else one.display_name)
        for one in HeaderRegistry()("To", field).addresses
    ]
    found = mail.addresses(field.encode())
    assert [(one.address, mail.real_name(one.name, one.address)) for one in found] == expected


def test_an_address_is_no_name_for_itself():  # Python 3.14 reads none in the first
    found = mail.addresses(b'pia@x.example <pia@x.example>, "pia@x.example" <PIA@X.example>')
    assert [(one.address, mail.real_name(one.name, one.address)) for one in found] == [
        ("pia@x.example", "")
    ] * 2


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?", fullmatch=True),
            st.text("abcXYZ ,;:<>()@.\"\\'", max_size=12),
        ),
        max_size=4,
    ),
    st.booleans(),
)
def test_whatever_is_in_a_quoted_name_the_addresses_are_these(people, in_a_group):
    field = ", ".join(
        '"{}" <{}@x.example>'.format(re.sub(r'(["\\])', r"\\\1", name), local)
        for local, name in people
    )
    found = mail.addresses((f"friends: {field};" if in_a_group else field).encode())
    assert [one.address for one in found] == [f"{local}@x.example" for local, _ in people]
    for one, (_, name) in zip(found, people, strict=True):
        plain = mail.one_line(name).strip("' ")
        assert mail.real_name(one.name, one.address) == ("" if "@" in plain else plain)


@pytest.mark.parametrize(
    "address",
    ["no-reply@x.example", "noreply+7@x.example", "orders.do_not_reply@x.example",
     "reply+abc12@reply.x.example", "MAILER-DAEMON@x.example", "bounce-12@x.example",
     "newsletter@x.example"],
)  # fmt: skip
def test_addresses_that_nobody_reads_are_nobody(address):
    assert mail.is_machine(address.lower())


@pytest.mark.parametrize(
    "address", ["noreen@x.example", "reply@x.example", "anne@noreply.example", "bouncy@x.example"]
)
def test_people_are_not_taken_for_machines(address):
    assert not mail.is_machine(address)


@pytest.mark.parametrize(
    ("field", "count"), [("Precedence: bulk\n", 0), ("List-Id: <x>\n", 0),
                         ("Auto-Submitted: auto-generated\n", 0), ("Auto-Submitted: no\n", 1),
                         ("Precedence: normal\n", 1)],
)  # fmt: skip
def test_what_a_list_or_a_program_sends_is_no_contact(tmp_path, field, count):
    path = write(tmp_path / "m", letter("robin@hazel.example", "a@x.example", more=field))
    assert len([r for r in read(path) if isinstance(r, InteractionRecord)]) == count


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("Thu, 1 Jan 1970 00:00:00 +0000", "no mail was sent in 1970"),
        ("Mon, 32 Feb 2026 10:00:00 +0000", '"Mon, 32 Feb 2026 10:00:00 +0000" is no date'),
        ("", '"" is no date'),
    ],
)
def test_a_clock_gone_wrong_costs_one_mail(tmp_path, date, why):
    path = write(
        tmp_path / "m",
        letter("robin@hazel.example", "a@x.example", date),
        letter("robin@hazel.example", "b@x.example"),
    )
    assert read(path) == [
        Refused("m:1", f"the mail has no usable date: {why}"),
        day(8, "2026-02-02", Someone(email="b@x.example"), "me"),
    ]


def test_the_day_is_the_senders_and_the_first_mail_is_found_across_zones(tmp_path):
    path = write(
        tmp_path / "m",
        letter("robin@hazel.example", "a@x.example", "Mon, 2 Feb 2026 11:00:00 +0100"),
        letter("a@x.example", "robin@hazel.example", "Mon, 2 Feb 2026 10:30:00 +0100"),
        letter("a@x.example", "robin@hazel.example", "Mon, 2 Feb 2026 23:59:00 -1100"),
        letter("a@x.example", "robin@hazel.example", "Tue, 3 Feb 2026 00:01:00 +1400"),
    )
    anne = Someone(email="a@x.example")
    # 00:01 at +1400 is 10:01 UTC of the day before: a day of its own all the same.
    assert read(path) == [day(8, "2026-02-02", anne, "them"), day(22, "2026-02-03", anne, "them")]


def test_reading_again_gives_the_same_records():
    again = [list(mbox.read(SAMPLE, "friends.mbox", OWN)) for _ in range(2)]
    assert again[0] == again[1]


@pytest.mark.usefixtures("usual_garbage")
def test_bodies_are_never_held(tmp_path):
    path = tmp_path / "large"
    with path.open("w") as stream:
        stream.write(letter("robin@hazel.example", "a@x.example"))
        for _ in range(400):
            stream.write("From here it is long " * 5_000 + "\n")
        stream.write(letter("robin@hazel.example", "b@x.example"))
    tracemalloc.start()
    found = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [record.people[0].email for record in found] == ["a@x.example", "b@x.example"]
    assert peak < 8_000_000 < path.stat().st_size / 4


@pytest.mark.parametrize(
    "bomb",
    [
        "From x 10:00 2026\nA:\n" * 20_000,
        "From x 10:00 2026\nTo: " + '"\\"' * 200_000 + "\n\n",
        "From x 10:00 2026\nTo: " + "<(=?" * 100_000 + "\n\n",
        "From x 10:00 2026\nFrom: " + "a@x.example, " * 50_000 + "\n\n",
        "From x 10:00 2026\nTo: " + "(" * 200_000 + "\n\n",
        "From x 10:00 2026\nTo: " + "(()" * 100_000 + "\n\n",
        "From x 10:00 2026\nTo: a" + " " * 16_000 + "@" + " ." * 8_000 + "\n\n",
        "From x 10:00 2026\nTo: " + "a:" * 100_000 + "\n\n",
        "From x 10:00 2026\nTo: <" + "@a," * 5_000 + ">\n\n",
        "From x 10:00 2026\n" + " folded\n" * 100_000,
    ],
)
def test_a_bomb_costs_itself(tmp_path, bomb):
    path = write(tmp_path / "m", bomb, "\n", letter("robin@hazel.example", "a@x.example"))
    assert [r.people[0].email for r in read(path) if isinstance(r, InteractionRecord)] == [
        "a@x.example"
    ]


def test_mutations_give_records_or_refusals(tmp_path):
    path = tmp_path / "m.mbox"
    data = SAMPLE.read_bytes()
    for changed in mutated(data, TOKENS, MUTATIONS):
        path.write_bytes(changed)
        assert all_sound(mbox.read(path, "m.mbox", OWN))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30))
def test_a_name_in_any_script_comes_through_its_encoding(name):
    from email.header import Header

    encoded = Header(name, "utf-8").encode().encode()
    (found,) = mail.addresses(encoded + b" <a@x.example>")
    told = mail.real_name(found.name, found.address)
    plain = mail.one_line(name).strip("'\" ")
    assert told == ("" if "@" in plain else plain)
