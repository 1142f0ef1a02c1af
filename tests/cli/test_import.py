"""tinynet import vcard: the plan, what is written, and a second time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import Tinynet

SAMPLES = Path(__file__).parents[1] / "formats" / "samples"
ALL = sorted(SAMPLES.glob("*.vcf"))
NOTHING = {"new": 0, "changed": 0}
# What is known of people, without what goes by the day and the handles of units.
TABLES = {
    "person": "handle, name, search, organisation, title FROM person ORDER BY id",
    "detail": "handle, what, label, value FROM detail JOIN person p ON p.id = person_id ORDER BY detail.id",
    "nickname": "handle, n.name FROM nickname n JOIN person p ON p.id = person_id ORDER BY n.id",
    "tag": "handle, t.name FROM tag t JOIN person p ON p.id = person_id ORDER BY p.id, t.name",
    "note": "handle, text FROM note JOIN person p ON p.id = person_id ORDER BY note.id",
    "relation": "p.handle, relation, o.handle, other_name FROM relation JOIN person p ON p.id = person_id"
    " LEFT JOIN person o ON o.id = other_id ORDER BY relation.id",
    "anniversary": "handle, what, a.'on', month_day FROM anniversary a JOIN person p ON p.id = person_id"
    " ORDER BY a.id",
}  # fmt: skip


def rows(tinynet: Tinynet, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(tinynet.path) as connection:
        found = connection.execute(f"SELECT {TABLES[table]}").fetchall()
    connection.close()
    return found


def everything(tinynet: Tinynet) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(tinynet, table) for table in TABLES}


def card(name: str = "Anne Baker", *lines: str, uid: str = "u1") -> str:
    id_ = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *id_, f"FN:{name}", *lines, "END:VCARD", ""])


def take(tinynet: Tinynet, *cards: str, file: str = "book.vcf"):
    path = tinynet.folder / file
    path.write_text("".join(cards), encoding="utf-8")
    return tinynet.ok(["import", "vcard", str(path), "--json"]).json


def units(tinynet: Tinynet) -> int:
    return len(tinynet.ok("undo --list --json").json["units"])


def actions(done) -> list[tuple[str, str, str, list[str]]]:
    return [(c["action"], c["handle"], c["matched_by"], c["fields"]) for c in done["cards"]]


# The whole of it ----------------------------------------------------------------------------------


def test_a_whole_import_in_json(tinynet):
    done = take(tinynet, card("Anne Baker", "TEL:none"), card("", uid="u2"), "BEGIN:VCARD\n")
    assert done == {
        "schema": 1,
        "file": "book.vcf",
        "dry_run": False,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 2,
        "warnings": ['book.vcf:5: TEL "none" is not a phone number'],
        "cards": [
            {
                "action": "new", "handle": "anne-b", "name": "Anne Baker", "matched_by": "",
                "fields": [], "where": "book.vcf:1", "reason": "",
            },
            {
                "action": "refused", "handle": "", "name": "", "matched_by": "", "fields": [],
                "where": "book.vcf:7",
                "reason": "there is no name in it: no FN, N, NICKNAME, ORG or EMAIL",
            },
            {
                "action": "refused", "handle": "", "name": "", "matched_by": "", "fields": [],
                "where": "book.vcf:12", "reason": "the card has no END:VCARD",
            },
        ],
    }  # fmt: skip


def test_the_screens_of_a_first_a_dry_and_a_second_import(tinynet):
    tinynet.ok("add 'Ann Baker' --email anne@example.org")
    path = tinynet.folder / "book.vcf"
    path.write_text(card("Anne Baker", "TEL:+44 1", "ORG:Bakery", "EMAIL:anne@example.org")
                    + card("Bob", "TEL:none", uid="") + "BEGIN:VCARD\n")  # fmt: skip
    line = ["import", "vcard", str(path)]
    assert tinynet.ok([*line, "--dry-run"], human=True).out == (
        "book.vcf: would be 1 new, 1 changed, 1 refused\n\n"
        "new       Bob  bob\n\n"
        "changed   Ann Baker  ann-b  organisation, nicknames, ways to reach\n\n"
        "refused   book.vcf:14  the card has no END:VCARD\n\n"
        'book.vcf:12: TEL "none" is not a phone number\n\n'
        "Nothing was written; leave --dry-run out to import.\n"
    )
    assert tinynet.ok(line, human=True).out.startswith("book.vcf: 1 new, 1 changed, 1 refused\n")
    assert tinynet.ok(line, human=True).out == (
        "book.vcf: 2 unchanged, 1 refused\n\nrefused   book.vcf:14  the card has no END:VCARD\n"
    )
    assert tinynet.ok(line).out == (
        "unchanged\tann-b\tAnn Baker\tid\t\tbook.vcf:1\t\n"
        "unchanged\tbob\tBob\tsame card\t\tbook.vcf:9\t\n"
        "refused\t\t\t\t\tbook.vcf:14\tthe card has no END:VCARD\n"
    )


def test_an_apple_export_is_kept_whole(tinynet):
    tinynet.ok(["import", "vcard", str(SAMPLES / "apple-ios-3.0.vcf")])
    assert everything(tinynet) == {
        "person": [
            ("marigold-f", "Dr. Marigold Rose Ferngrove",
             "marigold-f\ndr. marigold rose ferngrove\ngoldie", "Ferngrove Ceramics, Glazes", "Potter"),
            ("bjorn-o", "Björn 🧑‍🍳 Okonkwo-Lind", "bjorn-o\nbjorn 🧑‍🍳 okonkwo-lind", None, None),
        ],
        "detail": [
            ("marigold-f", "email", "home", "marigold@ferngrove.example"),
            ("marigold-f", "email", "Studio", "orders@ferngrove.example"),
            ("marigold-f", "phone", "mobile", "+44 7700 900101"),
            ("marigold-f", "phone", "home fax", "+44 20 7946 0101"),
            ("marigold-f", "phone", "school", "020 7946 0102"),
            ("marigold-f", "url", "home page", "https://ferngrove.example"),
            ("marigold-f", "url", "mastodon", "https://social.example/@marigold"),
            ("marigold-f", "address", "home",
             "1 Kiln Lane, Top bell, Potterton, Clayshire, PT1 2AB, United Kingdom"),
            ("marigold-f", "im", "skype", "marigold.f"),
        ],
        "nickname": [("marigold-f", "Goldie")],
        "tag": [("marigold-f", "pottery-circle"), ("bjorn-o", "pottery-circle")],
        "note": [
            ("marigold-f", "Likes ginger nuts, not flapjacks.\nMet at the market; buys from Anne.")
        ],
        "relation": [
            ("marigold-f", "spouse", None, "Sam Ferngrove"),
            ("marigold-f", "younger sister", None, "Juniper"),
            ("marigold-f", "neighbour", None, "Old Tobias"),
            ("bjorn-o", "friend", None, "Marigold Ferngrove"),
        ],
        "anniversary": [
            ("marigold-f", "birthday", "--02-29", "02-29"),
            ("marigold-f", "anniversary", "2011-06-18", "06-18"),
            ("marigold-f", "first kiln", "--09-30", "09-30"),
            ("bjorn-o", "birthday", "--11-05", "11-05"),
        ],
    }  # fmt: skip


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
    cards = [card("Anne Baker", "EMAIL:a@example.org", uid=""), card("Anne Baker", "TEL:+44 1", uid=""),
             card("Bob Baker", "TEL:+44 1", uid="")]  # fmt: skip
    first = take(tinynet, *cards)
    assert [(c["handle"], c["reason"]) for c in first["cards"]] == [
        ("anne-b", ""), ("anne-ba", "looks like anne-b"), ("bob-b", ""),
    ]  # fmt: skip
    had = units(tinynet)
    assert take(tinynet, *cards).items() >= {**NOTHING, "unchanged": 3}.items()
    assert take(tinynet, *cards[::-1], file="other.vcf").items() >= NOTHING.items()
    assert units(tinynet) == had


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
            ("anne-b", "email", "", "mine@example.org"), ("anne-b", "email", "", "new@example.org"),
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


def test_one_id_twice_in_a_file(tinynet):
    cards = [card("Anne", "TEL:+44 1"), card("Anne Baker", "TEL:+44 2"), card("Bob", "TEL:+44 3")]
    assert actions(take(tinynet, *cards)) == [
        ("new", "anne", "", []),
        ("changed", "anne", "id", ["nicknames", "details"]),
        ("new", "bob", "", []),
    ]
    assert take(tinynet, *cards).items() >= {**NOTHING, "unchanged": 3}.items()
    assert [row[::3] for row in rows(tinynet, "detail")] == [
        ("anne", "+44 1"), ("anne", "+44 2"), ("bob", "+44 3"),
    ]  # fmt: skip


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


def test_relations_go_to_whoever_is_known_and_are_not_doubled(tinynet):
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
    ]  # fmt: skip
    assert rows(tinynet, "relation") == expected
    tinynet.ok("link anne child Ida --remove")
    take(tinynet, *cards)
    take(tinynet, cards[0].replace("END", "TEL:+44 9\nEND"), *cards[1:])
    assert rows(tinynet, "relation") == [row for row in expected if row[3] is None]


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


# A dry run ----------------------------------------------------------------------------------------


def test_a_dry_run_plans_what_the_import_then_does_and_leaves_nothing(tinynet):
    line = ["import", "vcard", str(SAMPLES / "nextcloud-4.0.vcf"), "--json"]
    dry = tinynet.ok([*line, "--dry-run"]).json
    assert list(tinynet.folder.iterdir()) == []
    real = tinynet.ok(line).json
    assert (dry.pop("dry_run"), real.pop("dry_run")) == (True, False)
    assert dry == real
    before = everything(tinynet)
    assert tinynet.ok(["import", "vcard", str(ALL[0]), "--dry-run", "--json"]).json["new"] == 2
    assert everything(tinynet) == before


# What cannot be read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "book.vcf is empty.\nExport the contacts again, as vCard (.vcf)."),
        (b" \n\n", "book.vcf is empty.\nExport the contacts again, as vCard (.vcf)."),
        (
            b"%PDF-1.7\n...",
            "book.vcf is no vCard file, but a PDF.\n"
            "It would begin with BEGIN:VCARD; export the contacts as vCard (.vcf).",
        ),
        (
            b"PK\3\4...",
            "book.vcf is no vCard file, but a ZIP archive; unpack it first.\n"
            "It would begin with BEGIN:VCARD; export the contacts as vCard (.vcf).",
        ),
        (
            b"First Name,Last Name\nAnne,Baker\n",
            "book.vcf is no vCard file.\n"
            "It would begin with BEGIN:VCARD; export the contacts as vCard (.vcf).",
        ),
    ],
)
def test_a_file_that_is_something_else(tinynet, content, message):
    path = tinynet.folder / "book.vcf"
    path.write_bytes(content)
    result = tinynet(["import", "vcard", str(path)])
    assert (result.code, result.out, result.err) == (1, "", f"tinynet: {message}\n")
    assert not tinynet.path.exists()


def test_a_path_that_leads_nowhere(tinynet):
    folder = tinynet.folder
    missing = tinynet(["import", "vcard", f"{folder}/none.vcf"])
    assert (missing.code, missing.err) == (
        1, f"tinynet: There is no file {folder}/none.vcf.\nLook at the path.\n",
    )  # fmt: skip
    a_folder = tinynet(["import", "vcard", str(folder)])
    assert (a_folder.code, a_folder.err) == (
        1,
        f"tinynet: {folder} is a folder.\n"
        f"Give one file, or all of them: cat {folder}/*.vcf | tinynet import vcard -.\n",
    )
    unreadable = tinynet(["import", "vcard", "x" * 300])
    assert (unreadable.code, unreadable.err) == (
        1,
        f"tinynet: {'x' * 300} cannot be read (File name too long).\n"
        "Look at the path and its mode.\n",
    )


def test_an_unknown_format(tinynet):
    result = tinynet("import yellow-pages book.yp --json")
    assert (result.code, result.error["message"], result.error["candidates"]) == (
        2, 'There is no importer for "yellow-pages"', ["vcard"],
    )  # fmt: skip


def test_standard_input_and_rubbish_before_the_first_card(tinynet):
    done = tinynet.ok("import vcard - --json", stdin="hello\n" + card()).json
    assert (done["file"], done["new"], done["cards"][0]["where"]) == ("-", 1, "-:2")


def test_only_a_file_of_which_nothing_could_be_read_fails(tinynet):
    result = tinynet("import vcard - --json", stdin=card(""))
    assert (result.code, result.json["refused"]) == (1, 1)
    group = card("Boat club", "KIND:group")
    result = tinynet("import vcard -", stdin=group, human=True)
    assert (result.code, result.out) == (0, "standard input: nobody is in it\n")
