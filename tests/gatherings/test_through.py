from __future__ import annotations

import sqlite3


def grown(network):
    network.ok("add 'Dora Lind' --via bob --on 2019")
    network.ok("add 'Eve Stone' --via caroline --met 'a walk'")
    network.ok("add 'Finn Reed' --via anne")


def test_the_tree_is_drawn_with_whom_each_brought(network):
    grown(network)
    assert network.ok("through", human=True).out == (
        "Anne                  brought 2, 3 in all  the stall on Fridays\n"
        "├─ Caroline Øvergård  brought 1\n"
        "│  └─ Eve Stone                            a walk\n"
        "└─ Finn Reed\n"
        "Bob Marsh             brought 1\n"
        "└─ Dora Lind                               2019\n"
    )


def test_json_is_flat_with_whom_everybody_came_through(network):
    assert network.ok("through --json").json == {
        "schema": 1,
        "of": None,
        "path": [],
        "total": 3,
        "through": 1,
        "all": False,
        "people": [
            {"handle": "anne", "name": "Anne", "via": None, "level": 0, "brought": 1, "in_all": 1,
             "met_how": "the stall on Fridays", "met_at": None, "met_on": None},
            {"handle": "caroline-o", "name": "Caroline Øvergård", "via": "anne", "level": 1,
             "brought": 0, "in_all": 0, "met_how": None, "met_at": None, "met_on": None},
            {"handle": "bob-m", "name": "Bob Marsh", "via": None, "level": 0, "brought": 0,
             "in_all": 0, "met_how": None, "met_at": None, "met_on": None},
        ],
    }  # fmt: skip
    assert network.ok("through --depth 1").out == (
        "anne\t\t0\t1\t1\tAnne\n"
        "caroline-o\tanne\t1\t0\t0\tCaroline Øvergård\n"
        "bob-m\t\t0\t0\t0\tBob Marsh\n"
    )


def test_one_person_has_the_way_to_them_and_their_own_branch(network):
    grown(network)
    assert network.ok("through caroline", human=True).out == (
        "You met Caroline Øvergård through Anne.\n"
        "\n"
        "Caroline Øvergård  brought 1\n"
        "└─ Eve Stone                  a walk\n"
    )
    assert network.ok("through eve", human=True).out == (
        "You met Eve Stone through Caroline Øvergård through Anne.\n"
        "nobody came through them yet:  tinynet edit WHO --via eve-s\n"
    )
    assert network.ok("through eve --json").json["path"] == [
        {"handle": "anne", "name": "Anne"},
        {"handle": "caroline-o", "name": "Caroline Øvergård"},
        {"handle": "eve-s", "name": "Eve Stone"},
    ]


def test_whom_you_met_by_yourself_is_counted_and_shown_with_all(network):
    assert network.ok("through", human=True).out == (
        "Anne                  brought 1  the stall on Fridays\n"
        "└─ Caroline Øvergård\n"
        "1 more person you met by yourself, and nobody through them\n"
    )
    assert network.ok("through --all", human=True).out == (
        "Anne                  brought 1  the stall on Fridays\n└─ Caroline Øvergård\nBob Marsh\n"
    )


def test_a_long_tree_is_cut_on_the_screen_only(network):
    lines = "".join(f"add 'Guest {n:02}' --via bob\n" for n in range(12)).splitlines()
    for line in lines:
        network.ok(line)
    network.ok("add Zelda --via 'guest 00'")
    shown = network.ok("through", human=True).out.splitlines()
    assert shown[:3] == [
        "Bob Marsh             brought 12, 13 in all", "├─ Guest 00           brought 1",
        "│  └─ Zelda",
    ]  # fmt: skip
    assert shown[9:11] == ["├─ Guest 07", "└─ and 4 more"]
    assert shown[-1] == "and 4 not drawn:  tinynet through --all"
    assert len(network.ok("through --all", human=True).out.splitlines()) == 16
    assert len(network.ok("through").out.splitlines()) == 16
    assert network.ok("through bob --depth 1", human=True).out.splitlines()[-1] == (
        "and 5 not drawn:  tinynet through bob-m --all"
    )


def test_people_met_through_each_other_in_a_circle_are_drawn_once(network):
    network.ok("edit anne --via caroline")
    assert network.ok("through").out == (
        "anne\t\t0\t1\t1\tAnne\ncaroline-o\tanne\t1\t0\t0\tCaroline Øvergård\n"
        "bob-m\t\t0\t0\t0\tBob Marsh\n"
    )
    assert network.ok("through caroline", human=True).out.splitlines()[0] == (
        "You met Caroline Øvergård through Anne."
    )


def test_a_chain_of_a_thousand_leaves_names_their_room(network):
    network.ok("archive bob")
    connection = sqlite3.connect(network.path)
    with connection:
        connection.executemany(
            "INSERT INTO person (id, handle, name, search, met_via, added_on, counts_from)"
            " VALUES (?, ?, ?, '', ?, '2026-01-01', '2026-01-01')",
            [(n, f"p{n}", f"P{n}", n - 1 if n > 100 else 1) for n in range(100, 1100)],
        )
    connection.close()
    shown = network.ok("through --all", human=True).out
    assert max(map(len, shown.splitlines())) <= 100
    assert all(f"P{n}  " in shown for n in (100, 500, 1098))


def test_where_nobody_came_through_anybody_the_page_says_how_to_tell(tinynet):
    assert tinynet.ok("through", human=True).out == (
        'There is nobody yet. Begin with tinynet add "Anne Baker"\n'
    )
    assert tinynet.ok("through --json").json["people"] == []
    tinynet.ok("add Anne")
    tinynet.ok("add Bob")
    assert tinynet.ok("through", human=True).out == (
        "Nobody is known yet to have come through somebody else.\n"
        "  tinynet edit bob --via anne\n"
        "by way and place of meeting:  tinynet sources\n"
    )


def test_what_cannot_be_drawn_is_refused(network):
    result = network("through --depth 0 --json")
    assert (result.code, result.error["message"]) == (
        2, '--depth takes a whole number of at least 1, not "0"',
    )  # fmt: skip
    assert network("through zoe").code == 4
