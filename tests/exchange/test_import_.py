"""tinynet import vcard: the plan, what is written, and what cannot be read."""

from __future__ import annotations

import pytest
from books import ALL, SAMPLES, card, everything, take

from tinynet.exchange.import_ import FORMATS

# The whole of it ----------------------------------------------------------------------------------


def test_a_whole_import_in_json(tinynet):
    done = take(tinynet, card("Anne Baker", "TEL:none"), card("", uid="u2"), "BEGIN:VCARD\n")
    assert done == {
        "schema": 1,
        "file": "book.vcf",
        "format": "vcard",
        "dry_run": False,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 2,
        "contacts": dict.fromkeys(
            ("new", "changed", "unchanged", "already", "left", "taken_back"), 0
        ),
        "notes": dict.fromkeys(("new", "changed", "unchanged"), 0),
        "favours": dict.fromkeys(("new", "changed", "unchanged"), 0),
        "places": dict.fromkeys(("new", "changed", "unchanged"), 0),
        "matched": [],
        "unmatched": [],
        "same_file": False,
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
        "new\nBob       bob\n\n"
        "changed\nAnn Baker  ann-b  organisation, nicknames, ways to reach\n\n"
        "refused\nbook.vcf:14: the card has no END:VCARD\n\n"
        'left out, changed or guessed\nbook.vcf:12: TEL "none" is not a phone number\n\n'
        "Nothing was written; leave --dry-run out to import.\n"
    )
    first = tinynet.ok(line, human=True).out
    assert first.startswith("book.vcf: 1 new, 1 changed, 1 refused\n")
    assert first.endswith("\ntinynet list shows them; tinynet undo takes it all back.\n")
    assert tinynet.ok(line, human=True).out == (
        "book.vcf: 2 unchanged, 1 refused\n\nrefused\nbook.vcf:14: the card has no END:VCARD\n"
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
             "marigold-f\ndr. marigold rose ferngrove\ngoldie",
             "Ferngrove Ceramics, Glazes", "Potter"),
            ("bjorn-o", "Björn 🧑‍🍳 Okonkwo-Lind",
             "bjorn-o\nbjorn 🧑‍🍳 okonkwo-lind\nbjoern 🧑‍🍳 okonkwo-lind", None, None),
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


EMPTY = "book.vcf is empty.\nExport it again."
NO_VCARD = "It would begin with BEGIN:VCARD; export the contacts as vCard (.vcf)."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", EMPTY),
        (b" \n\n", EMPTY),
        (b"%PDF-1.7\n...", f"book.vcf is no vCard file, but a PDF.\n{NO_VCARD}"),
        (
            b"PK\3\4...",
            f"book.vcf is no vCard file, but a ZIP archive; unpack it first.\n{NO_VCARD}",
        ),
        (b"hello\n", f"book.vcf is no vCard file.\n{NO_VCARD}"),
        (
            b"First Name,Last Name\nAnne,Baker\n",
            "book.vcf is no vCard file, but looks like a table of people.\n"
            "Read it as that: tinynet import csv PATH",
        ),
    ],
)
def test_a_file_that_is_something_else(tinynet, content, message):
    path = tinynet.folder / "book.vcf"
    path.write_bytes(content)
    result = tinynet(["import", "vcard", str(path)])
    assert (result.code, result.out) == (1, "")
    assert result.err.replace(str(path), "PATH") == f"tinynet: {message}\n"
    assert not tinynet.path.exists()


def test_a_path_that_leads_nowhere(tinynet):
    folder = tinynet.folder
    missing = tinynet(["import", "vcard", f"{folder}/none.vcf"])
    assert (missing.code, missing.err) == (
        1, f"tinynet: There is no file {folder}/none.vcf.\nLook at the path.\n",
    )  # fmt: skip
    a_folder = tinynet(["import", "vcard", str(folder)])
    assert a_folder.code == 1
    assert a_folder.err == (
        f"tinynet: {folder} is a folder without a file that tinynet knows how to read.\n"
        "A folder may hold cards (.vcf) or mail; of all else, give the file.\n"
    )
    unreadable = tinynet(["import", "vcard", "x" * 300])
    assert unreadable.code == 1
    assert unreadable.err == (
        f"tinynet: {'x' * 300} cannot be read (File name too long).\n"
        "Look at the path and its mode.\n"
    )


def test_an_unknown_format(tinynet):
    result = tinynet("import yellow-pages book.yp --json")
    assert (result.code, result.error["message"], result.error["candidates"]) == (
        2, 'There is no importer for "yellow-pages"', list(FORMATS),
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


def test_a_long_list_is_cut_and_says_so(tinynet):
    cards = "".join(card(f"Anne {letter * 3}", uid=letter) for letter in "abcdefghijklmnopq")
    lines = tinynet.ok("import vcard -", stdin=cards, human=True).out.splitlines()
    assert lines[:3] == ["standard input: 17 new", "", "new"]
    assert lines[17:] == [
        "Anne ooo  anne-o",
        "and 2 others (--plain shows all)",
        "",
        "tinynet list shows them; tinynet undo takes it all back.",
    ]
