"""tinynet list."""

from __future__ import annotations

import pytest
from command_line import Tinynet

from tinynet.db.store import Store


def handles(result):
    return [line.split("\t")[0] for line in result.out.splitlines()]


def test_plain_is_a_line_a_person_by_name(network):
    assert network.ok("list").out == (
        "anne\tAnne\t\t2026-02-20\trunning\n"
        "bob-m\tBob Marsh\tfriends\t2025-06-01\t\n"
        "caroline-o\tCaroline Øvergård\t\t\t\n"
    )


def test_json_has_the_records_of_rank_in_the_order_of_names(network):
    ranked = network.ok("rank --json").json["people"]
    document = network.ok("list --json").json
    assert document == {
        "schema": 1, "by": "name", "total": 3, "anybody": True,
        "people": [
            {**person, "title": None, "organisation": None, "address": None}
            for person in sorted(ranked, key=lambda person: person["name"])
        ],
    }  # fmt: skip


def test_work_and_the_first_address_are_shown_where_there_is_room(network):
    network.ok("edit anne --title baker --work 'Bread & Co' --address York --address Whitby")
    network.ok("edit bob --address 'The Quay, Whitby'")
    told = network.ok("list --json").json["people"]
    assert [(one["title"], one["organisation"], one["address"]) for one in told] == [
        ("baker", "Bread & Co", "York"),
        (None, None, "The Quay, Whitby"),
        (None, None, None),
    ]
    network.environ["COLUMNS"] = "120"
    assert network.ok("list", human=True).out == (
        "Anne               anne        9 days ago             running  baker, Bread & Co, York\n"
        "Bob Marsh          bob-m       9 months ago  friends           The Quay, Whitby\n"
        "Caroline Øvergård  caroline-o  not yet\n"
    )


def test_screen_is_aligned(network):
    assert network.ok("list", human=True).out == (
        "Anne               anne        9 days ago             running\n"
        "Bob Marsh          bob-m       9 months ago  friends\n"
        "Caroline Øvergård  caroline-o  not yet\n"
    )


def test_a_narrow_screen_keeps_name_handle_and_last_contact(network):
    network.environ["COLUMNS"] = "60"
    network.ok(["add", "Longname " * 20])
    assert network.ok("list", human=True).out == (
        "Anne                  anne        9 days ago\n"
        "Bob Marsh             bob-m       9 months ago\n"
        "Caroline Øvergård     caroline-o  not yet\n"
        "Longname Longname L…  longname-l  not yet\n"
    )


def test_accents_and_case_do_not_decide_the_order(tinynet):
    for name in ("Zoë", "émile", "Eve", "Fritz", "dora"):
        tinynet.ok(["add", name])
    order = ["dora", "emile", "eve", "fritz", "zoe"]
    assert handles(tinynet.ok("list")) == order
    assert [p["handle"] for p in tinynet.ok("list --json").json["people"]] == order


def test_every_word_of_the_query_must_occur(network):
    network.ok("add 'Bob Øvergård'")
    assert handles(network.ok("list overg")) == ["bob-o", "caroline-o"]
    assert handles(network.ok("list overg bo")) == ["bob-o"]
    assert handles(network.ok("list 'BO OVERG'")) == ["bob-o"]
    assert handles(network.ok("list zzz")) == []
    assert network.ok("list zzz", human=True).out == "Nobody fits.\n"


def test_a_tag_that_nobody_has_suggests_those_that_are_near(network):
    near = "Nobody is tagged runing. Did you mean @running?\n"
    assert network.ok("list --tag runing", human=True).out == near
    assert network.ok("list zzz --tag running", human=True).out == "Nobody fits.\n"
    assert network.ok("list --tag runing").out == ""


def test_tag_and_circle_keep_those_who_have_them(network):
    assert handles(network.ok("list --tag @Running")) == ["anne"]
    assert handles(network.ok("list --tag dancing")) == []
    assert handles(network.ok("list --circle friends")) == ["bob-m"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["anne", "bob-m", "caroline-o"]),
        ("last", ["bob-m", "anne", "caroline-o"]),
        ("added", ["caroline-o", "anne", "bob-m"]),
        ("strength", ["anne", "bob-m", "caroline-o"]),
        ("warmth", ["bob-m", "anne", "caroline-o"]),
        ("hours", ["anne", "bob-m", "caroline-o"]),
    ],
)
def test_sort_keys(tinynet, sort, order):
    tinynet.at("2026-01-01").ok("add Anne")
    tinynet.ok("add 'Bob Marsh'")
    tinynet.at("2026-02-01").ok("add 'Caroline Øvergård'")
    tinynet.at("2026-03-01").ok("log visit anne --on 2026-01-10 --for 9h")
    tinynet.ok("log text bob --on 2026-02-20")
    assert handles(tinynet.ok(f"list --sort {sort}")) == order
    assert [p["handle"] for p in tinynet.ok(f"list --sort {sort} --json").json["people"]] == order


def test_archived_shows_only_archived_people(network):
    network.ok("archive bob")
    assert handles(network.ok("list")) == ["anne", "caroline-o"]
    assert handles(network.ok("list --archived")) == ["bob-m"]


def test_a_screen_ends_at_two_hundred(tinynet):
    who = [f"P{number:03}" for number in range(201)]
    tinynet.ok(["log", "event", *who, "--add"])
    shown = tinynet.ok("list", human=True).out.splitlines()
    assert (len(shown), shown[200]) == (201, "and 1 other (tinynet list --plain | less)")
    assert len(tinynet.ok("list").out.splitlines()) == 201


def test_hostile_names_reach_neither_terminal_nor_pipe_raw(network):
    import sqlite3

    with sqlite3.connect(network.path) as connection:
        connection.execute("UPDATE person SET name = 'A\x1b[31m\tB\n\u202eC' WHERE handle = 'anne'")
    connection.close()
    assert network.ok("list anne").out == (
        "anne\tA\\x1b[31m\\tB\\n\\u202eC\t\t2026-02-20\trunning\n"
    )
    assert network.ok("list anne", human=True).out == (
        "A\\x1b[31m\\tB\\n\\u202eC  anne  9 days ago    running\n"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "list --sort luck",
            """tinynet: --sort cannot be "luck".
It is one of name, strength, depth, warmth, hours, last, added.
""",
        ),
        ("list --tag 'a b'", 'tinynet: "a b" cannot be a tag.\nUse one word, such as book-club.\n'),
    ],
)
def test_a_wrong_value_is_named(network, line, message):
    result = network(line)
    assert (result.code, result.out, result.err) == (2, "", message)


@pytest.fixture
def homes(network):
    """Anne lives in York with Sam; Bob in New York; Caroline's flatmate Émile in Orléans."""
    network.ok(["add", "Sam", "--address", "12 High Street,\nYork YO1"])
    network.ok("link anne spouse sam")
    network.ok(["edit", "bob", "--address", "5th Avenue, New York"])
    network.ok(["add", "Émile", "--address", "Rue du Général, ORLÉANS", "--work", "Marché Libre"])
    network.ok("link emile flatmate caroline")
    network.ok("link bob friend caroline")
    return network


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("york", ["anne", "bob-m", "sam"]),
        ("YORK high", ["anne", "sam"]),
        ("new york", ["bob-m"]),
        ("orleans", ["caroline-o", "emile"]),
        ("Général", ["caroline-o", "emile"]),
        ("paris", []),
        ("york orleans", []),
    ],
)
def test_a_place_is_any_part_of_an_address_or_of_that_of_the_other_at_home(homes, place, found):
    assert handles(homes.ok(["list", "--in", place])) == found
    document = homes.ok(["list", "--in", place, "--json"]).json
    assert ([person["handle"] for person in document["people"]], document["total"]) == (
        found, len(found),
    )  # fmt: skip


def test_who_has_an_address_does_not_live_where_the_other_does(homes):
    homes.ok(["edit", "anne", "--address", "Leeds"])
    assert handles(homes.ok("list --in york")) == ["bob-m", "sam"]
    assert handles(homes.ok("list --in leeds")) == ["anne"]


def test_a_place_goes_with_the_other_options(homes):
    assert handles(homes.ok("list --in york --tag running")) == ["anne"]
    assert handles(homes.ok("list sam --in york")) == ["sam"]
    homes.ok("archive sam")
    assert handles(homes.ok("list --in york")) == ["anne", "bob-m"]
    assert handles(homes.ok("list --in york --archived")) == ["sam"]


@pytest.mark.parametrize("place", ["", "  "])
def test_an_empty_place_is_refused(homes, place):
    result = homes(["list", "--in", place])
    assert (result.code, result.err) == (
        2, "tinynet: --in is empty.\nLeave it out, or say something.\n",
    )  # fmt: skip


def test_those_of_a_place_are_tagged_through_a_pipe(homes):
    lines = homes.ok("list --in york").out
    assert homes.ok("tag - york", stdin=lines, human=True).out == (
        "Tagged york: Anne, Bob Marsh and Sam.\n"
    )
    homes.ok("undo")
    assert homes.ok("list --tag york").out == ""


def test_the_query_finds_work(homes):
    homes.ok(["edit", "bob", "--work", "Harbour Yard", "--title", "Boatbuilder"])
    assert handles(homes.ok("list harbour")) == ["bob-m"]
    assert handles(homes.ok("list bob boatbuilder")) == ["bob-m"]
    assert handles(homes.ok("list libre")) == ["emile"]


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ("80", "Anne       anne   9 days ago             running\n"
               "Bob Marsh  bob-m  9 months ago  friends\n"
               "Sam        sam    not yet\n"),
        ("120", "Anne       anne   9 days ago             running\n"
                "Bob Marsh  bob-m  9 months ago  friends           5th Avenue, New York\n"
                "Sam        sam    not yet                         12 High Street, York YO1\n"),
    ],
)  # fmt: skip
def test_a_wide_screen_shows_where_they_live(homes, columns, shown):
    homes.environ["COLUMNS"] = columns
    assert homes.ok("list --in york", human=True).out == shown


@pytest.mark.parametrize("line", ["list --json", "list --nl", "list -f csv", "rank --json"])
def test_everybody_is_read_while_it_is_written_and_never_held(network, line, monkeypatch):
    expected = network.ok(line).out
    rows = Store.rows

    def few(self, statement, /, **values):
        found = rows(self, statement, **values)
        assert len(found) <= 1
        return found

    monkeypatch.setattr(Store, "rows", few)
    assert network.ok(line).out == expected


@pytest.mark.parametrize("typed", ["müller", "MÜLLER", "muller", "éclair söhne", "ECLAIR"])
def test_work_is_found_whatever_its_accents_and_capitals(tinynet: Tinynet, typed: str) -> None:
    tinynet.ok("add Anne --work 'Müller Söhne' --title ÉCLAIR")
    tinynet.ok("add Bob --work Mill")
    for form in ("--plain", "--json"):
        assert "anne" in tinynet.ok([*["list"], *typed.split(), form]).out
        assert "bob" not in tinynet.ok([*["list"], *typed.split(), form]).out


def test_work_and_addresses_are_found_by_ae_oe_and_ue_too(network):
    network.ok("edit bob --work 'Café Müller' --address 'Grüner Weg 3'")
    for line in ("list MUELLER", "list müller", "list muller", "list --in 'gruener weg'"):
        assert network.ok(line).out.startswith("bob-m\t"), line
