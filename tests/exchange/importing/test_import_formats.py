"""tinynet import of every format: found out or said, wrong ones, folders, options, screens."""

from __future__ import annotations

import io
import os
import shutil
import threading
import zipfile

import pytest
from books import SAMPLES, actions, card, everything
from command_line import Terminal
from import_cases import days, happened, texts

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.errors import quoted
from tinynet.exchange.import_ import FORMATS
from tinynet.exchange.importing.import_formats import READERS

CHAT = SAMPLES / "WhatsApp Chat with Anne Baker.txt"
FILES = {
    "vcard": SAMPLES / "apple-ios-3.0.vcf",
    "telegram": SAMPLES / "telegram-full.json",
    "monica": SAMPLES / "monica/export.json",
    "whatsapp": CHAT,
    "ics": SAMPLES / "calendar.ics",
    "friends": SAMPLES / "friends/friends.md",
    "linkedin": SAMPLES / "linkedin-preamble.csv",
    "google": SAMPLES / "google-current.csv",
    "outlook": SAMPLES / "outlook-german.csv",
    "mbox": SAMPLES / "friends.mbox",
    "csv": SAMPLES / "spreadsheet.csv",
}
OPTIONS = {"mbox": ["--add-people"], "ics": ["--add-people"], "telegram": ["--add-people"],
           "whatsapp": ["--add-people"]}  # fmt: skip
COUNTS = ("contacts", "notes", "favours", "places")


def content(tinynet) -> object:
    return everything(tinynet), happened(tinynet), texts(tinynet)


# Every format -------------------------------------------------------------------------------------


def test_there_is_a_sample_of_every_format_but_our_own():
    assert {*FILES, "json"} == {*FORMATS}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_found_out_whatever_its_name_read_and_read_again(tinynet, name):
    path = tinynet.folder / "WhatsApp Chat with Anne Baker"  # which tells whose chat it is
    shutil.copy(FILES[name], path)
    options = OPTIONS.get(name, [])
    first = tinynet(["import", str(path), "--json", *options])
    title = READERS[name][1]
    assert f"{path.name} looks like a {title}.\n" in first.err
    assert (first.code, first.json["format"]) == (0, name)
    done = first.json
    assert done["new"] + sum(done[count]["new"] for count in COUNTS) > 0
    assert all(str(path.name) in row["where"] for row in done["cards"])
    before = content(tinynet)
    again = tinynet.ok(["import", name, str(path), "--json", *options]).json
    assert (again["new"], again["changed"], again["refused"]) == (0, 0, done["refused"])
    for count in COUNTS:
        assert (again[count]["new"], again[count]["changed"]) == (0, 0)
    assert content(tinynet) == before
    tinynet.ok("undo")
    assert not any(rows for part in (content(tinynet)[0], content(tinynet)[2])
                   for rows in part.values())  # fmt: skip


def test_our_own_document_goes_to_its_own_reader(network):
    out = network.ok("export json -").out
    path = network.folder / "friends.txt"
    path.write_text(out, encoding="utf-8")
    network.environ["TINYNET_DB"] = str(network.folder / "other.db")
    result = network.ok(["import", str(path)])
    assert "looks like a tinynet document" in result.err
    assert network.ok("export json -").out == out


# Files that are something else --------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"csv"}))
def test_a_file_under_the_wrong_format_is_named_for_what_it_is(tinynet, name):
    wrong = "vcard" if name != "vcard" else "google"
    result = tinynet(["import", wrong, str(FILES[name])])
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"tinynet: {FILES[name].name} is no {READERS[wrong][1]}, "
        f"but looks like a {READERS[name][1]}.\n"
        f"Read it as that: tinynet import {name} {quoted(str(FILES[name]))}\n"
    )
    assert not tinynet.path.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "x is empty.\nExport it again.\n"),
        (
            "hello\n",
            "x is not a file that tinynet can import.\n"
            f"If it is one of {', '.join(FORMATS)}, say so: tinynet import csv PATH\n",
        ),
        (
            "%PDF-1.7",
            "x is not a file that tinynet can import, but a PDF.\n"
            "What can be: tinynet import --help\n",
        ),
    ],
)
def test_a_file_that_nobody_can_read(tinynet, content, message):
    path = tinynet.folder / "x"
    path.write_text(content)
    result = tinynet(["import", str(path)])
    assert (result.code, result.err.replace(str(path), "PATH")) == (1, f"tinynet: {message}")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b" \n", b"hello", b"\xff\xfe\x00", b"{", b"PK\3\4", b"a,b\n"]
)
def test_no_format_takes_rubbish(tinynet, name, data):
    path = tinynet.folder / "x"
    path.write_bytes(data)
    result = tinynet(["import", name, str(path)])
    assert result.code == 1
    assert result.err.startswith("tinynet: x ")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("import vcard", "Which file is to be read as vcard?\n"
         "Name it: tinynet import vcard FILE\n"),
        ("import google {google} --me x", "--me is for mbox, ics, whatsapp, telegram.\n"
         "Leave it out of an import of google."),
        ("import csv {csv} --map name", '--map cannot be "name".\n'
         'Write it as --map name="Full name".'),
        ("import csv {csv} --map shoe=Prénom", 'There is no field "shoe".'),
        ("import csv {csv} --map name=Shoe", 'spreadsheet.csv has no column "Shoe".'),
        ("import whatsapp {chat} --order dym", '--order cannot be "dym".\n'
         "It is one of dmy, mdy, ymd."),
        ("import mbox {mbox} --min-days 0",
         '--min-days takes a whole number of at least 1, not "0".\nFor example: --min-days 5.'),
    ],
)  # fmt: skip
def test_a_command_line_that_cannot_be(tinynet, line, message):
    files = {
        "csv": FILES["csv"],
        "google": FILES["google"],
        "chat": f"'{CHAT}'",
        "mbox": FILES["mbox"],
    }
    result = tinynet(line.format(**files))
    assert result.code == 2
    assert result.err.startswith(f"tinynet: {message}")
    assert not tinynet.path.exists()


# Folders, pipes, archives -------------------------------------------------------------------------


def test_a_folder_of_cards_is_read_file_by_file_in_the_order_of_their_names(tinynet):
    folder = tinynet.folder / "contacts"
    folder.mkdir()
    group = card("Boat club", "KIND:group", "MEMBER:urn:uuid:u1", uid="g1").replace("3.0", "4.0")
    for name, text in (
        ("b.vcf", card("Bob", "TEL:none", uid="u2")), ("a.VCF", "\ufeff" + card("Anne")),
        ("c.vcf", card("", uid="u3")), ("d.vcf", group), ("notes.txt", "BEGIN:VCARD"),
    ):  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    done = tinynet.ok(["import", str(folder), "--json"]).json
    assert [(c["action"], c["name"], c["where"]) for c in done["cards"]] == [
        ("new", "Anne", "a.VCF:1"), ("new", "Bob", "b.vcf:1"), ("refused", "", "c.vcf:1"),
    ]  # fmt: skip
    assert done["warnings"] == ['b.vcf:5: TEL "none" is not a phone number']
    assert everything(tinynet)["tag"] == [("anne", "boat-club")]
    (folder / "a.VCF").unlink()
    again = tinynet.ok(["import", "vcard", str(folder), "--json"]).json
    assert actions(again)[0] == ("unchanged", "bob", "id", [])
    assert len(everything(tinynet)["person"]) == 2


def test_a_folder_of_address_books_is_read_with_them(tinynet):
    folder = tinynet.folder / "contacts"
    for name, who in {"a.vcf": "Anne", "work/b.vcf": "Bob", ".cache/c.vcf": "Cara"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"BEGIN:VCARD\nVERSION:4.0\nFN:{who}\nEND:VCARD\n")
    done = tinynet.ok(["import", str(folder), "--json"]).json
    assert [(card["name"], card["where"]) for card in done["cards"]] == [
        ("Anne", "a.vcf:1"), ("Bob", "work/b.vcf:1"),
    ]  # fmt: skip
    assert tinynet.ok(["import", str(folder), "--json"]).json["unchanged"] == 2


def test_cards_are_found_however_deep_in_a_folder(tinynet):
    deep = tinynet.folder / "root" / "user" / "book"
    (deep / ".hidden").mkdir(parents=True)
    for place in (deep, deep / ".hidden"):
        (place / "a.vcf").write_text(card("Pia Lund"))
    assert tinynet.ok(["import", str(tinynet.folder / "root"), "--json"]).json["new"] == 1


def test_a_folder_of_mail_and_mail_from_a_pipe(tinynet):
    tinynet.ok("add Caroline --email caroline@market.example")
    folder = tinynet.folder / "mail"
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    text = FILES["mbox"].read_text("utf-8", "replace")
    for number, letter in enumerate(f"\n{text}".split("\nFrom ")[1:]):
        (folder / "cur" / f"{number}:2,S").write_text(letter.partition("\n")[2])
    done = tinynet.ok(["import", str(folder), "--json"]).json
    assert (done["format"], done["contacts"]["new"]) == ("mbox", 2)
    piped = tinynet.ok("import mbox - --json", stdin=text).json
    ours, theirs = os.pipe()  # as a shell puts it in for <(command)

    def write() -> None:
        with os.fdopen(theirs, "w") as file:
            file.write(text)

    writer = threading.Thread(target=write)
    writer.start()
    pipe = f"/dev/fd/{ours}"
    assert tinynet.ok(["import", "mbox", pipe, "--json"]).json["contacts"]["unchanged"] == 2
    writer.join()
    os.close(ours)
    assert (piped["file"], piped["contacts"]["new"], piped["contacts"]["unchanged"]) == ("-", 0, 2)


def test_a_folder_of_something_else_says_which_file_to_give(tinynet):
    folder = tinynet.folder / "export"
    folder.mkdir()
    shutil.copy(FILES["telegram"], folder / "result.json")
    result = tinynet(["import", str(folder)])
    assert (result.code, result.err) == (
        1,
        f"tinynet: {folder} is a folder, and result.json in it looks like a Telegram export.\n"
        f"Give the file: tinynet import telegram {folder}/result.json\n",
    )


def test_an_archive_of_a_chat_is_read_and_any_other_is_not(tinynet):
    tinynet.ok("add 'Anne Baker'")
    for name, code in (("_chat.txt", 0), ("book.vcf", 1)):
        path = tinynet.folder / "WhatsApp Chat - Anne Baker.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, CHAT.read_bytes())
        result = tinynet(["import", str(path)])
        assert result.code == code, result.err
    assert "but a ZIP archive; unpack it first" in result.err
    assert len(days(tinynet)) == 5


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "an Excel file; save the sheet as CSV"),
        (["docProps/app.xml", "xl/workbook.xml"], "an Excel file; save the sheet as CSV"),
    ],
)
def test_a_spreadsheet_is_no_archive_to_unpack(names, what, tinynet):
    path = tinynet.folder / "people.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    assert (
        f"people.xlsx is not a file that tinynet can import, but {what}"
        in tinynet(["import", str(path)]).err
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("dn: cn=Pia\nobjectclass: person\ncn: Pia\n", "an LDIF address book"),
        ('["vcard",[["version",{},"text","4.0"],["fn",{},"text","Pia"]]]', "a jCard"),
        ("# abook addressbook file\n\n[0]\nname=Pia\n", "an address book of abook"),
    ],
)
def test_address_books_that_are_not_read_are_named_with_the_way_out(text, what, tinynet):
    path = tinynet.folder / "book"
    path.write_text(text)
    failed = tinynet(["import", str(path)])
    assert (failed.code, f"but {what}; " in failed.err) == (1, True)


# Options ------------------------------------------------------------------------------------------


def test_columns_are_mapped_and_the_guess_is_shown_and_asked_about(tinynet):
    path = tinynet.folder / "people.csv"
    path.write_text("Who,Mail,Fon\nAnne Baker,anne@example.org,+44 1\n")
    line = ["import", "csv", str(path), "--map", "name=Who", "--map", "email=mail", "--json"]
    assert tinynet.ok(line).json["new"] == 1
    assert everything(tinynet)["detail"] == [("anne-b", "email", "", "anne@example.org")]
    shown = "Columns: name = Contact, email = Mail\n"
    path.write_text("Contact,Mail\nBob,bob@example.org\n")
    assert tinynet.ok(["import", "csv", str(path)]).err == shown
    for answer, code in (("n\n", 3), ("y\n", 0)):
        stdin, stderr = Terminal(answer), Terminal()
        stdin.fileno = stderr.fileno = lambda: 0  # type: ignore[method-assign]
        env = Env(tinynet.environ, [], stdin=stdin, stdout=io.StringIO(), stderr=stderr)
        env.can_ask = lambda: True  # type: ignore[method-assign]
        words = ["import", "csv", str(path)]
        assert boundary.run(env, words) == code
        assert (
            f"{shown}Is that right? --map FIELD=COLUMN says otherwise. [y/N]" in stderr.getvalue()
        )


def test_who_you_are_is_said_once_in_the_settings_or_each_time(tinynet):
    tinynet.ok("add 'Caroline Marsh'")
    path = SAMPLES / "whatsapp-iphone.txt"
    result = tinynet(["import", str(path)])
    assert (result.code, "--me" in result.err) == (2, True)
    tinynet.ok("config set import.me Somebody")  # who is not in this chat
    assert tinynet(["import", str(path)]).code == 2
    named = tinynet.ok(["import", str(path), "--me", "robin hazel", "--json"]).json
    assert named["matched"][0]["handle"] == "caroline-m"
    tinynet.ok("config set import.me 'robin@hazel.example, Robin Hazel'")
    assert tinynet.ok(["import", str(path), "--json"]).json["contacts"]["new"] == 0


# Screens ------------------------------------------------------------------------------------------


def test_the_screen_of_a_mailbox(tinynet):
    tinynet.ok("add 'Zoë Ortiz' --email zoe.ortiz@example.org")
    line = ["import", "mbox", str(FILES["mbox"])]
    first = tinynet.ok(line, human=True).out
    assert first == (
        "friends.mbox: 2 refused\n"
        "contacts  2 new\n\n"
        "refused\n"
        'friends.mbox:84: the mail has no usable date: "the day after the market" is no date\n'
        "friends.mbox:91: the mail has no sender\n\n"
        "here\n"
        "Zoë Ortiz  zoe-o  2 days  2026-02-02 to 2026-02-03 by email\n\n"
        "not here\n"
        "Caroline Marsh  caroline@market.example  2 days  2026-02-03 to 2026-02-08\n"
        "Nöel Baker      noel@example.org          1 day  2026-02-03\n"
        "--add-people makes people of them, --min-days 5 of those with five days or more.\n\n"
        "left out, changed or guessed\n"
        "friends.mbox:1: robin@hazel.example was taken for your own address\n\n"
        "tinynet history shows it; tinynet undo takes it all back.\n"
    )  # fmt: skip
    dry = tinynet.ok([*line, "--dry-run", "--min-days", "2"], human=True).out
    assert "friends.mbox: would be 1 new, 2 refused\ncontacts  2 new, 2 unchanged\n" in dry
    assert dry.endswith("\nNothing was written; leave --dry-run out to import.\n")


def test_the_screen_of_a_diary(tinynet):
    text = (
        "### Activities:\n- 2026-02-13: Coffee with **Anne Baker** at the _Market_. @coffee\n"
        "- 2026-02-30: Tea.\n### Notes:\n- 2026-02-01: **Anne Baker** starts a new job.\n"
        "### Friends:\n- Anne Baker (a.k.a. Annie) [London] @work\n### Locations:\n- Market\n"
    )
    path = tinynet.folder / "friends.md"
    path.write_text(text)
    lines = tinynet.ok(["import", str(path)], human=True).out.splitlines()
    assert lines == [
        "friends.md: 1 new, 1 refused",
        "contacts  1 new",
        "notes     1 new",
        "places    1 new",
        "",
        "new",
        "Anne Baker  anne-b",
        "",
        "refused",
        "friends.md:3: There is no 30 February 2026",
        "",
        "tinynet list shows them; tinynet undo takes it all back.",
    ]
    assert happened(tinynet) == [
        ("2026-02-13", "coffee", None, "Market", "Coffee with Anne Baker at the Market. @coffee",
         None, 0, "anne-b", "coffee"),
    ]  # fmt: skip


def test_several_cards_are_one_address_book(tinynet):
    folder = tinynet.folder / "book"
    folder.mkdir()
    paths = [folder / name for name in ("anne.vcf", "bob.vcf")]
    for path, name in zip(paths, ("Anne Baker", "Bob Marsh"), strict=True):
        path.write_bytes(card(name, uid=path.stem).encode())
    done = tinynet(["import", *map(str, paths), "--json"])
    assert (done.code, done.err) == (0, "book looks like a vCard file.\n")
    assert [row["where"] for row in done.json["cards"]] == ["anne.vcf:1", "bob.vcf:1"]
    assert tinynet.ok(["import", "vcard", *map(str, paths), "--json"]).json["unchanged"] == 2
    assert tinynet.ok(["import", str(folder), "--json"]).json["unchanged"] == 2
    refused = tinynet(["import", *map(str, paths), str(FILES["google"])])
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        f"tinynet: {FILES['google']} is no vCard file, and only those are read several at once.\n"
        f"Import it by itself: tinynet import {FILES['google']}\n"
    )


@pytest.mark.parametrize(("order", "birthday"), [("dmy", "1980-04-03"), ("mdy", "1980-03-04")])
def test_the_order_of_dates_can_be_given_where_a_table_does_not_show_it(tinynet, order, birthday):
    path = tinynet.folder / "people.csv"
    path.write_text("Name,Birthday\nAnne Baker,03/04/1980\n")
    tinynet.ok(["import", str(path), "--order", order, "--yes"])
    assert tinynet.ok("show anne --json").json["person"]["birthday"] == birthday


def test_standard_input_has_a_name_in_sentences(tinynet):
    assert tinynet("import -", stdin=card("Anne Baker")).err.startswith("standard input looks like")
    assert tinynet("import -", stdin="").err.startswith("tinynet: standard input is empty.\n")


def test_a_chat_is_found_in_a_zip_behind_its_photos(tinynet):
    path = tinynet.folder / "chat.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("00000001-PHOTO.jpg", os.urandom(100_000))
        packed.write(SAMPLES / "whatsapp-iphone.txt", "_chat.txt")
    done = tinynet(["import", str(path), "--me", "Robin Hazel", "--json"])
    assert done.err.startswith("chat.zip looks like a WhatsApp chat.\n")
    assert [row["name"] for row in done.json["unmatched"]] == ["Caroline Marsh"]
