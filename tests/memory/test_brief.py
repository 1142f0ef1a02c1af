"""tinynet brief."""

from __future__ import annotations

import pytest
from command_line import Tinynet


@pytest.fixture
def friends(network: Tinynet) -> Tinynet:
    """Anne as one knows her after a while, and what she has to do with the others."""
    network.ok("amend 3 --note 'she is looking for a new van' --for 45m")
    network.ok("link anne spouse bob")
    network.ok("link anne daughter 'Nora Marsh'")
    network.ok("link anne colleague Ida")
    network.ok('note anne 2018 --fact "Nora\'s birthday"')
    network.ok("note anne ask about the boat --next")
    network.ok("plan lunch anne --note 'at the new place'")
    network.ok("favour got anne 'lent me her van'")
    network.ok("tag caroline running jazz")
    return network


SCREEN = """\
Anne  anne
last seen        9 days ago  Fri 20 Feb, usually every 9 days
met              the stall on Fridays
spouse           Bob Marsh  bob-m
daughter         Nora Marsh, about 7
birthday         4 March 1980, 45  in 3 days, 46 then
interests        running
nora's birthday  2018
next time        ask about the boat
plan             lunch, since today  at the new place
help             they helped once
                 today  they: lent me her van

Fri 20 Feb  coffee  1h
Fri 13 Feb  coffee  45m · she is looking for a new van
Fri 6 Feb   coffee  1h

to ask
  You wanted to bring up: "ask about the boat"
  "she is looking for a new van": how is that going?
  They helped: "lent me her van". Tell them how it turned out
"""


def test_screen_of_one_person(friends):
    assert friends.ok("brief anne", human=True).out == SCREEN


def test_no_number_of_the_score_is_on_it(friends):
    friends.ok("config set scores false")
    assert friends.ok("brief anne", human=True).out == SCREEN


def test_screen_of_somebody_nothing_is_known_of(tinynet):
    tinynet.ok("add Dora")
    assert tinynet.ok("brief dora", human=True).out == (
        "Dora  dora\n"
        "last seen  not yet\n"
        "\n"
        "to ask\n"
        "  Who is at home with you these days?\n"
        "  When is your birthday?\n"
        "  What has been good since we last met?\n"
    )


def test_screen_of_several_shows_who_has_met_whom(friends):
    out = friends.ok("brief anne bob caroline", human=True).out
    assert out[out.index("Bob Marsh  bob-m  f") :] == (
        "Bob Marsh  bob-m  friends circle\n"
        "last seen  9 months ago  Sun 1 Jun 2025\n"
        "spouse     Anne, 45  anne\n"
        "soon       Anne's birthday  in 3 days, 46 then\n"
        "\n"
        "Sun 1 Jun 2025  dinner  3h · The Red Lion · his new job\n"
        "\n"
        "Caroline Øvergård  caroline-o\n"
        "last seen  not yet\n"
        "met        through Anne\n"
        "interests  jazz, running\n"
        "\n"
        "together\n"
        "last      never all at once, as far as you noted\n"
        "running   Anne and Caroline Øvergård\n"
        "know      Anne and Bob Marsh  spouse\n"
        "know      Anne and Caroline Øvergård  through\n"
        "not met   Bob Marsh and Caroline Øvergård\n"
        "\n"
        "to ask\n"
        '  Anne: You wanted to bring up: "ask about the boat"\n'
        '  Bob Marsh: "his new job": how is that going?\n'
        "  Caroline Øvergård: Who is at home with you these days?\n"
    )


def test_two_who_avoid_each_other_and_when_all_were_together(friends):
    friends.ok("link bob avoid caroline")
    friends.ok("log dinner bob caroline --on 2026-02-01")
    told = friends.ok("brief bob caroline --json").json["together"]
    assert [one["id"] for one in told["interactions"]] == [6]
    assert told["pairs"] == [
        {
            "people": ["bob-m", "caroline-o"],
            "met": {"how": "avoid", "on": None},
            "avoid": True,
        }
    ]
    out = friends.ok("brief bob caroline", human=True).out
    assert "last      4 weeks ago  dinner\navoid     Bob Marsh and Caroline Øvergård\n" in out


def test_talks_and_notes_go_by_the_day_and_name_few_of_many(tinynet):
    for name in ("Anne", "Bob", "Caroline", "Dora", "Emil", "Farah"):
        tinynet.ok(f"add {name}")
    tinynet.ok("log dinner anne bob caroline dora emil --on 2026-02-01")
    tinynet.ok("log dinner anne bob caroline dora emil farah --on 2026-02-20")
    tinynet.at("2026-02-14").ok("note anne brings her own cup")
    out = tinynet.at("2026-03-01").ok("brief anne", human=True).out
    assert out.split("\n\n")[1] == (
        "Fri 20 Feb  dinner  with bob, caroline, dora and 2 others · 2h30\n"
        "Sat 14 Feb  note    brings her own cup\n"
        "Sun 1 Feb   dinner  with bob, caroline, dora and emil · 2h30"
    )


def test_json_keeps_all(friends):
    for day in range(1, 5):
        friends.ok(f"log call anne --on 2026-02-2{day}")
    friends.ok("log call anne --attempt")
    friends.ok("note anne 'brings her own cup'")
    document = friends.ok("brief anne --json").json
    (anne,) = document["people"]
    whole = friends.ok("show anne --json").json
    assert {key: document[key] for key in ("schema", "today", "together", "questions")} == {
        "schema": 1,
        "today": "2026-03-01",
        "together": None,
        "questions": [
            {"handle": "anne", "name": "Anne", "why": why, "text": text}
            for why, text in (
                ("next", 'You wanted to bring up: "ask about the boat"'),
                ("help", 'They helped: "lent me her van". Tell them how it turned out'),
                ("plan", "Shall we find a day for the lunch?"),
            )
        ],
    }
    same = ("person", "tie", "facts", "plans", "favours")
    assert {key: anne[key] for key in same} == {key: whole[key] for key in same}
    assert [one["id"] for one in anne["interactions"]] == [9, 8, 7]
    assert anne["family"] == [
        {"id": 1, "relation": "spouse", "handle": "bob-m", "name": "Bob Marsh", "family": True,
         "birthday": None, "age": None, "about": False},
        {"id": 2, "relation": "daughter", "handle": None, "name": "Nora Marsh", "family": True,
         "birthday": "2018", "age": 7, "about": True},
    ]  # fmt: skip
    assert [one["name"] for one in anne["others"]] == ["Ida"]
    assert anne["interests"] == ["running"]
    assert [note["text"] for note in anne["notes"]] == ["brings her own cup"]
    assert [note["text"] for note in anne["next_time"]] == ["ask about the boat"]
    assert anne["dates"] == [{"name": None, "what": "birthday", "on": "2026-03-04", "age": 46}]


def test_plain_is_a_line_a_thing(network):
    assert network.ok("brief bob").out == (
        "bob-m\tlast_on\t2025-06-01\n"
        "bob-m\tdinner\t2025-06-01 his new job\n"
        'bob-m\task\t"his new job": how is that going?\n'
        "bob-m\task\tWho is at home with you these days?\n"
        "bob-m\task\tWhen is your birthday?\n"
    )


def test_a_full_life_fits_one_screen_at_every_width(friends):
    long = "a very long text that goes on " * 9
    friends.ok(["edit", "anne", "--name", "Anne " + "x" * 190, "--nickname", long[:190]])
    for number in range(9):
        friends.ok(["note", "anne", long, "--fact", f"fact number {number} of a long name"])
        friends.ok(["note", "anne", long, "--next"])
        friends.ok(["note", "anne", long])
        friends.ok(["link", "anne", "child", f"Child {number} " + "y" * 99])
        friends.ok(["favour", "gave", "anne", long])
        friends.ok(["plan", "walk", "anne", "--note", long])
        friends.ok(["log", "call", "anne", "--note", long])
    for columns in ("60", "80", "120"):
        friends.environ["COLUMNS"] = columns
        screen = friends.ok("brief anne", human=True).out.splitlines()
        assert len(screen) <= 40
        several = friends.ok("brief anne bob", human=True).out.splitlines()
        assert max(map(len, screen + several)) <= int(columns)


def test_who_is_missing_or_nobody_is_said(network):
    result = network("brief zed")
    assert (result.code, result.err) == (
        4, 'tinynet: There is nobody called "zed".\nAdd them: tinynet add zed\n'
    )  # fmt: skip
    assert network("brief").code == 2
