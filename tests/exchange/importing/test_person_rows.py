"""Importing again, and importing people who are here already."""

from __future__ import annotations

import json
import sqlite3

import pytest
from books import ALL, NOTHING, SAMPLES, actions, card, everything, rows, take, units

from tinynet.exchange.importing import driver

# A second time ------------------------------------------------------------------------------------


def test_every_sample_again_and_again_changes_nothing(tinynet):
    lines = [["import", "vcard", str(path), "--json"] for path in ALL]
    people = sum(tinynet.ok(line).json["new"] for line in lines)
    before, had = everything(tinynet), units(tinynet)
    for line in lines + lines[::-1]:
        assert tinynet.ok(line).json.items() >= NOTHING.items(), line
    joined = "".join(path.read_text("utf-8", "replace") for path in ALL)
    assert tinynet.ok("import vcard - --json", stdin=joined).json["new"] <= 2  # those cut off
    tinynet.ok("undo")
    assert (len(before["person"]), had) == (people, len(ALL))
    assert everything(tinynet) == before


def test_cards_without_an_id_are_recognised(tinynet):
    cards = [
        card("Anne Baker", "EMAIL:a@example.org", uid=""),
        card("Anne Baker", "TEL:+44 1", uid=""),
        card("Bob Baker", "TEL:+44 1", uid=""),
    ]
    first = take(tinynet, *cards)
    assert [(c["handle"], c["reason"]) for c in first["cards"]] == [
        ("anne-b", ""), ("anne-ba", "looks like anne-b"), ("bob-b", ""),
    ]  # fmt: skip
    had = units(tinynet)
    assert take(tinynet, *cards).items() >= {**NOTHING, "unchanged": 3}.items()
    assert take(tinynet, *cards[::-1], file="other.vcf").items() >= NOTHING.items()
    assert units(tinynet) == had


DAYS = {
    "linkedin": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Anne,Baker,https://x.example/in/anne,,,,{}\n",
    "google": "First Name,Last Name,Birthday,Labels,Phone 1 - Label,Phone 1 - Value\n"
    "Anne,Baker,{},,,\n",
    "outlook": "First Name,Last Name,E-mail Address,Birthday,Anniversary,Spouse,"
    "E-mail Display Name\n"
    "Anne,Baker,,{},,,\n",
    "csv": "Name,Birthday\nAnne Baker,{}\n",
}


@pytest.mark.parametrize("source", DAYS)
def test_an_order_that_is_given_later_reads_the_days_that_were_left_and_stays(tinynet, source):
    path = tinynet.folder / "people.csv"
    path.write_text(DAYS[source].format("03/04/2019"), encoding="utf-8")
    line = ["import", source, str(path), "--json", "--yes"]
    first = tinynet.ok(line).json
    assert any("--order" in warning for warning in first["warnings"])
    tinynet.ok("note anne 'my own'")
    field = "met_on" if source == "linkedin" else "birthday"

    def told(*more):
        done = tinynet.ok([*line, *more]).json
        anne = tinynet.ok("show anne --json").json
        return done["changed"], anne["person"][field], len(anne["notes"])

    assert told() == (0, None, 2)
    assert told("--order", "dmy") == (1, "2019-04-03", 1)
    assert told("--order", "dmy") == told() == (0, "2019-04-03", 1)
    assert told("--order", "mdy") == (1, "2019-03-04", 1)


def test_a_column_that_is_named_later_is_read(tinynet):
    path = tinynet.folder / "people.csv"
    path.write_text("Who,Where\nAnne Baker,anne@x.example\nAnne Baker,anne2@x.example\n")
    line = ["import", "csv", str(path), "--json", "--map", "name=Who"]
    assert tinynet.ok(line).json["new"] == 2
    assert tinynet.ok([*line, "--map", "email=Where"]).json["changed"] == 2
    assert tinynet.ok([*line, "--map", "email=Where"]).json["changed"] == 0
    people = tinynet.ok("email anne --no-header").out.splitlines()
    assert sorted(row.split("\t")[0] for row in people) == ["anne2@x.example", "anne@x.example"]


SPOILT = {  # what it was, and what a spreadsheet or a phone makes of it
    "people.csv": (
        "handle,name,circle,every,phones,birthday,dates,met_on,notes\n"
        "anne-b,Anne Baker,close,2 weeks,447700900123,1980-04-12,anniversary: 2010-05-06,2019-03,"
        '"one\n\ntwo"\n',
        "handle,name,circle,every,phones,birthday,dates,met_on,notes\r\n"
        "anne-b,Anne Baker,4,4.02E+09,4.477E+11,4/12/1980,anniversary: 6/5/2010,Mar-19,"
        '"one\r\n\r\ntwo"\r\n',
        {"circle": "4", "every": "4.02E+09", "phones": "4.477E+11", "birthday": "4/12/1980",
         "Anniversary": "6/5/2010", "met_on": "Mar-19"},
    ),
    "columns.csv": (
        "name,tags,email,birthday,wife\nAnne Baker,choir,a@example.org,1980-04-12,Bea\n",
        "name,email\nAnne Baker,b@example.org\n",
        {},
    ),
    "book.vcf": (
        card("Anne Baker", "BDAY:1980-04-12", "ANNIVERSARY:2010-05-06"),
        card("Anne Baker", "BDAY:1980-04-32", "ANNIVERSARY:2010-05-99"),
        {"Birthday": "1980-04-32", "Anniversary": "2010-05-99"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", SPOILT)
def test_what_cannot_be_read_or_is_not_there_takes_nothing_out(tinynet, file):
    path = tinynet.folder / file
    before, after, aside = SPOILT[file]

    def told(text):
        path.write_text(text, encoding="utf-8", newline="")
        tinynet.ok(["import", str(path), "--yes"])
        document = json.loads(tinynet.ok("export json -").out)
        kept = {name: document.get(name) for name in ("anniversaries", "relations")}
        kept["ways"] = [row["value"] for row in document.get("details", ())]
        return document["people"], kept, [row["text"] for row in document.get("notes", ())]

    people, kept, notes = told(before)
    if file == "columns.csv":
        kept["ways"] = ["b@example.org"]
    more = told(after)[2]
    assert told(after) == (people, kept, more)
    assert more == notes + [f"{what}: {text}" for what, text in aside.items()]


def test_only_what_changed_at_the_source_moves_and_edits_survive(tinynet):
    old = ("EMAIL:old@example.org", "BDAY:--0412", "TEL:+44 1", "CATEGORIES:choir,pub", "NOTE:A",
           "X-SPOUSE:Sam")  # fmt: skip
    take(tinynet, card("Anne Baker", *old))
    tinynet.ok(
        "edit anne --birthday 1980-04-13 --tag running --email mine@example.org --circle close"
    )
    tinynet.ok("note anne 'my own'")
    new = ("EMAIL:new@example.org", "BDAY:--0414", "CATEGORIES:choir", "NOTE:B", "X-CHILD:Ida")
    done = take(tinynet, card("Anne Marsh", *new))
    fields = ["name", "details", "tags", "notes", "relations"]
    assert actions(done) == [("changed", "anne-b", "id", fields)]
    assert everything(tinynet) == {
        "person": [("anne-b", "Anne Marsh", "anne-b\nanne marsh", None, None)],
        "detail": [
            ("anne-b", "email", "", "new@example.org"), ("anne-b", "email", "", "mine@example.org"),
        ],
        "nickname": [],
        "tag": [("anne-b", "choir"), ("anne-b", "running")],
        "note": [("anne-b", "my own"), ("anne-b", "B")],
        "relation": [("anne-b", "child", None, "Ida")],
        "anniversary": [("anne-b", "birthday", "1980-04-13", "04-13")],
    }  # fmt: skip
    assert take(tinynet, card("Anne Marsh", *new)).items() >= NOTHING.items()


@pytest.mark.parametrize("uid", ["u1", ""])
def test_a_changed_card_replaces_what_it_said_with_or_without_an_id(tinynet, uid):
    take(tinynet, card("Anne Baker", "EMAIL:old@example.org", uid=uid))
    done = take(tinynet, card("Anne Baker", "EMAIL:new@example.org", uid=uid))
    assert actions(done) == [("changed", "anne-b", "id" if uid else "name", ["details"])]
    assert rows(tinynet, "detail") == [("anne-b", "email", "", "new@example.org")]


def test_two_books_that_both_know_somebody_take_nothing_out_of_one_another(tinynet):
    here = card("Anne Baker", "EMAIL:a@example.org", "TEL:+44 1", uid="")
    there = card("Anne Baker", "EMAIL:a@example.org", "TEL:+44 2", uid="")
    take(tinynet, here, file="phone.vcf")
    done = take(tinynet, there, file="mail.vcf")
    assert actions(done) == [("changed", "anne-b", "email", ["details"])]
    assert take(tinynet, here, file="phone.vcf").items() >= NOTHING.items()
    assert take(tinynet, there, file="mail.vcf").items() >= NOTHING.items()
    assert [row[3] for row in rows(tinynet, "detail")] == ["a@example.org", "+44 1", "+44 2"]


def test_one_id_several_times_in_a_file(tinynet):
    cards = [
        card("Anne", "TEL:+44 1"),
        card("Anne Baker", "TEL:+44 2", "ORG:Bakery", "NOTE:x"),
        card("Bob", "TEL:+44 3"),
        card("A. Baker", "TEL:+44 4", "ORG:Mill", "NOTE:x"),
    ]
    assert actions(take(tinynet, *cards)) == [
        ("new", "anne", "", []),
        ("changed", "anne", "id", ["organisation", "nicknames", "details", "notes"]),
        ("new", "bob", "", []),
        ("changed", "anne", "id", ["nicknames", "details"]),
    ]
    assert take(tinynet, *cards).items() >= {**NOTHING, "unchanged": 4}.items()
    assert rows(tinynet, "person")[0][3] == "Bakery"
    assert [row[::3] for row in rows(tinynet, "detail")] == [
        ("anne", "+44 1"),
        ("anne", "+44 2"),
        ("anne", "+44 4"),
        ("bob", "+44 3"),
    ]
    assert rows(tinynet, "note") == [("anne", "x")]


def test_a_card_that_is_gone_and_an_empty_book_take_nobody_out(tinynet):
    take(tinynet, card("Anne"), card("Bob", uid="u2"))
    assert take(tinynet, card("Bob", uid="u2")).items() >= NOTHING.items()
    assert [row[0] for row in rows(tinynet, "person")] == ["anne", "bob"]


# Who they are -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by_hand", "imported", "by"),
    [
        ("'Anne' --email anne@example.org", ("Anne Baker", "EMAIL:Anne@Example.org"), "email"),
        ("'Anne Baker' --phone '+44 7700 1'", ("A. Baker", "TEL:+447700 1"), "phone"),
        ("'Anne Báker'", ("anne baker", "NOTE:x"), "name"),
    ],
)
def test_somebody_added_by_hand_gets_what_is_missing(tinynet, by_hand, imported, by):
    tinynet.ok(f"add {by_hand} --birthday 1980")
    done = take(tinynet, card(*imported, "ORG:Bakery", "BDAY:--0412"))
    assert (done["new"], done["cards"][0]["matched_by"]) == (0, by)
    assert len(rows(tinynet, "detail")) == ("--" in by_hand)
    assert rows(tinynet, "person")[0][3] == "Bakery"
    assert rows(tinynet, "anniversary")[0][2] == "1980"


@pytest.mark.parametrize(
    ("imported", "reason"),
    [
        (("Ann Baker",), "looks like anne-b"),
        (("Bob Baker", "TEL:+44 7700 1"), "has the same phone as anne-b"),
        (("Caroline", "TEL:+44 7700 2"), ""),
    ],
)
def test_anything_weaker_is_somebody_new_and_the_likeness_is_named(tinynet, imported, reason):
    tinynet.ok("add 'Anne Baker' --phone '+44 7700 1'")
    done = take(tinynet, card(*imported))
    assert (done["new"], done["cards"][0]["reason"]) == (1, reason)


def test_relations_go_to_known_people_and_are_not_doubled(tinynet):
    tinynet.ok("add Juniper")
    cards = [
        card("Anne", "X-SPOUSE:Sam", "X-CHILD:Ida", "RELATED;TYPE=sibling:urn:uuid:u3"),
        card("Sam", "X-SPOUSE:anne", "RELATED;TYPE=co-worker:Juniper", uid="u2"),
        card("Tobias", "RELATED;TYPE=friend:urn:uuid:nobody", "RELATED;TYPE=me:Tobias", uid="u3"),
    ]
    take(tinynet, *cards)
    expected = [
        ("anne", "spouse", "sam", None), ("anne", "child", None, "Ida"),
        ("anne", "sibling", "tobias", None), ("sam", "colleague", "juniper", None),
        ("tobias", "friend", None, "urn:uuid:nobody"),
    ]  # fmt: skip
    assert rows(tinynet, "relation") == expected
    tinynet.ok("link anne child Ida --remove")
    take(tinynet, *cards)
    take(tinynet, cards[0].replace("END", "TEL:+44 9\nEND"), *cards[1:])
    assert rows(tinynet, "relation") == [row for row in expected if row[3] != "Ida"]


def test_a_relation_to_an_address_is_one_to_whom_it_belongs(tinynet):
    cards = [
        card(
            "Anne", "RELATED;TYPE=friend:mailto:Sam@Example.org", "RELATED:mailto:nobody@x.example"
        ),
        card("Sam", "EMAIL:sam@example.org", uid="u2"),
        card("Bob", "RELATED;TYPE=friend:mailto:sam@example.org", uid="u3"),
    ]
    expected = [
        ("anne", "friend", "sam", None), ("anne", "knows", None, "mailto:nobody@x.example"),
        ("bob", "friend", "sam", None),
    ]  # fmt: skip
    take(tinynet, *cards)
    assert rows(tinynet, "relation") == expected
    take(tinynet, cards[0].replace("END", "TEL:+44 9\nEND"), *cards[1:])
    assert rows(tinynet, "relation") == expected


def test_a_group_is_a_tag_of_its_members(tinynet):
    group = card("Boat club", "KIND:group", "MEMBER:urn:uuid:u1", uid="g1").replace("3.0", "4.0")
    assert take(tinynet, card("Anne"), card("Bob", uid="u2"), group)["new"] == 2
    assert rows(tinynet, "tag") == [("anne", "boat-club")]


def test_a_long_note_is_kept_in_pieces(tinynet):
    take(tinynet, card("Anne", f"NOTE:{'abc' * 8_000}z"))
    assert [len(row[1]) for row in rows(tinynet, "note")] == [10_000, 10_000, 4_001]


# Calm ---------------------------------------------------------------------------------------------


def test_three_hundred_people_are_not_due_on_one_day(tinynet):
    take(tinynet, *(card(f"Person {chr(65 + n % 26)}{n}", uid=f"u{n}") for n in range(300)))
    assert tinynet.ok("due --json").json["total"] == 0
    with sqlite3.connect(tinynet.path) as connection:
        days = connection.execute("SELECT count(*) FROM tie GROUP BY due_day").fetchall()
    connection.close()
    assert (len(days), max(days)) == (90, (4,))


def test_many_files_of_one_card_are_spread_too(tinynet):
    for number in range(12):
        take(tinynet, card(f"Person {number}", uid=f"u{number}"))
    with sqlite3.connect(tinynet.path) as connection:
        days = connection.execute("SELECT DISTINCT due_day FROM tie").fetchall()
    connection.close()
    assert len(days) > 6


def test_undo_takes_a_whole_import_back_and_redo_brings_it(tinynet):
    tinynet.ok("add Marigold --email marigold@ferngrove.example")
    before = everything(tinynet)
    tinynet.ok(["import", "vcard", str(SAMPLES / "apple-ios-3.0.vcf")])
    after = everything(tinynet)
    tinynet.ok("undo")
    assert everything(tinynet) == before
    tinynet.ok("redo")
    assert everything(tinynet) == after


def test_what_is_undone_while_the_file_is_read_is_not_brought_back_in_part(tinynet, monkeypatch):
    take(tinynet, card("Anne", "NOTE:x", "PHOTO:https://example.org/a.jpg"))
    real = driver.storable_record
    undo = iter([lambda: tinynet.ok("undo")])

    def sound(record):
        next(undo, lambda: None)()
        return real(record)

    monkeypatch.setattr(driver, "storable_record", sound)
    result = tinynet(["import", "vcard", str(tinynet.folder / "book.vcf")])
    assert (result.code, result.err) == (
        1, "tinynet: Something was changed while the file was read.\nDo it once more.\n",
    )  # fmt: skip
    assert take(tinynet, card("Anne", "NOTE:x"))["new"] == 1


def test_a_card_or_a_row_with_an_address_alone_is_that_of_whoever_has_it(tinynet):
    tinynet.ok('add "Pia Lund" --email pia@example.org')
    tinynet.ok('add "Bo Berg" --phone "+44 20 7946 0123"')
    before = everything(tinynet)["person"], everything(tinynet)["nickname"]
    lines = [["import", "vcard", "-", "--json"], ["import", "csv", "-", "--json"]]
    texts = (
        card("", "EMAIL:PIA@example.org", uid=""),
        "Email,Phone\nPIA@example.org,\n,+442079460123\n",
    )
    found = [("pia-l", "email"), ("bo-b", "phone")]
    for line, text in zip(lines, texts, strict=True):
        cards = tinynet.ok(line, stdin=text).json["cards"]
        assert [(one["handle"], one["matched_by"]) for one in cards] == found[: len(cards)]
    assert (everything(tinynet)["person"], everything(tinynet)["nickname"]) == before


def test_a_number_that_is_written_in_another_way_is_the_same(tinynet):
    tinynet.ok('add "Pia Lund" --phone "+49 170 1234567"')
    for phone in ("0049 170 1234567", "+49 (0)170 1234567"):
        (found,) = take(tinynet, card("Dr. Pia Lund", f"TEL:{phone}", uid=phone))["cards"]
        assert (found["handle"], found["matched_by"]) == ("pia-l", "phone")
    person = tinynet.ok("show pia --json").json["person"]
    assert [way["value"] for way in person["details"]] == ["+49 170 1234567"]
