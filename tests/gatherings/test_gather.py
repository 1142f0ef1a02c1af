"""tinynet gather."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import combinations

import pytest
from listening import statements_run
from villages import settle

from tinynet.db import create, sql


@pytest.fixture
def village(network, built):
    return built(network, settle)


def test_json_has_the_lists_and_a_record_a_guest(village):
    assert village.ok("gather --size 2 --with bob --limit 1 --json").json == {
        "schema": 1,
        "size": 2,
        "around": None,
        "people": 4,
        "about": 0,
        "exact": True,
        "lists": [
            {
                "list": 1, "handles": ["anne", "bob-m"], "worth": 5.8104, "pairs": 1,
                "meetings": [], "mixed": False, "alone": [],
                "diets": [{"handle": "bob-m", "name": "Bob Marsh", "diet": "vegan"}],
            },
        ],
        "guests": [
            {
                "list": 1, "handle": "bob-m", "name": "Bob Marsh",
                "why": [
                    {"reason": "asked", "thing": None, "people": [], "days": None},
                    {"reason": "comes_with", "thing": None, "people": ["anne"], "days": None},
                    {"reason": "shares", "thing": {"what": "interest", "text": "running"},
                     "people": ["anne"], "days": None},
                    {"reason": "rested", "thing": None, "people": [], "days": 273},
                ],
                "asked": True, "about": False, "shares": ["running"], "meets": [],
                "comes_with": "anne", "invited_on": "2025-06-01",
            },
            {
                "list": 1, "handle": "anne", "name": "Anne",
                "why": [
                    {"reason": "comes_with", "thing": None, "people": ["bob-m"], "days": None},
                    {"reason": "shares", "thing": {"what": "interest", "text": "running"},
                     "people": ["bob-m"], "days": None},
                    {"reason": "never_invited", "thing": None, "people": [], "days": None},
                ],
                "asked": False, "about": False, "shares": ["running"], "meets": [],
                "comes_with": "bob-m", "invited_on": None,
            },
        ],
    }  # fmt: skip


def test_screen(village):
    village.environ["COLUMNS"] = "80"
    assert village.ok("gather --size 3 --around running", human=True).out == (
        "A table of 3, around running, without you\n"
        "\n"
        "1  1 of 3 pairs would meet\n"
        "   Bob Marsh  comes with Anne, running with both others, would meet Farah, last\n"
        "              at your table 9 months ago\n"
        "   Anne       comes with Bob Marsh, running with both others, not at your table\n"
        "              yet\n"
        "   Farah      running with both others, would meet Bob Marsh, not at your table\n"
        "              yet\n"
        "   for the cook  vegan (Bob Marsh); allergy: nuts (Farah), a mixed table\n"
        "\n"
        "2  no two of them have met yet\n"
        "   Bob Marsh          here for running, team: Arsenal with Caroline Øvergård,\n"
        "                      chess with Mei, last at your table 9 months ago\n"
        "   Caroline Øvergård  team: Arsenal with Bob Marsh, cheese with Mei, not at your\n"
        "                      table yet\n"
        "   Mei                chess with Bob Marsh, cheese with Caroline Øvergård, not\n"
        "                      at your table yet\n"
        "   for the cook  vegan (Bob Marsh)\n"
        "   Anne is not on it, the partner of Bob Marsh\n"
        "   Tom is not on it, the partner of Mei\n"
        "\n"
        "tinynet plan dinner anne bob-m farah\n"
    )


def test_the_topic_that_few_share_is_said_so(village):
    shown = village.ok("gather --size 2 --around chess --limit 1", human=True).out
    assert shown.startswith("A table of 2, around chess, without you\n\n1  ")
    shown = village.ok("gather --size 3 --around chess --limit 1", human=True).out
    assert shown.startswith(
        "A table of 3, around chess, without you\n"
        "2 people are known for chess; the others fit with them\n\n1  "
    )


def test_a_pipe_gets_a_line_a_guest(village):
    assert village.ok("gather --size 2 --limit 1").out == (
        "1\tanne\tAnne\tcomes with Bob Marsh; running with Bob Marsh; not at your table yet\n"
        "1\tbob-m\tBob Marsh\tcomes with Anne; running with Anne; last at your table 9 months ago\n"
    )


def lists(village, line):
    return [one["handles"] for one in village.ok(f"{line} --json").json["lists"]]


def test_who_must_come_does_and_who_must_not_does_not(village):
    for handles in lists(village, "gather --size 3 --with caroline --without anne"):
        assert "caroline-o" in handles
        assert "anne" not in handles


def test_people_who_avoid_each_other_are_never_together(village):
    for size in (2, 3, 4):
        for handles in lists(village, f"gather --size {size} --limit 9"):
            assert not {"farah", "mei"} <= set(handles)


def with_caroline(village, line):
    return any("caroline-o" in one for one in lists(village, f"{line} --limit 9"))


def test_who_was_never_seen_comes_only_where_the_others_are_few(village):
    assert not with_caroline(village, "gather --size 2")
    assert with_caroline(village, "gather --size 2 --without farah")
    assert with_caroline(village, "gather --size 3")
    assert with_caroline(village, "gather --size 2 --around dancing")
    village.ok("edit caroline --circle friends")
    assert with_caroline(village, "gather --size 2")


def test_where_those_you_have_seen_make_no_table_all_others_are_tried(tinynet):
    for name in ("Anne", "Bob", "Caroline", "Dora", "Emil"):
        tinynet.ok(f"add {name}")
    for name in ("anne", "bob", "caroline", "dora"):
        tinynet.ok(f"log coffee {name}")
    for one, other in combinations(("anne", "bob", "caroline", "dora"), 2):
        tinynet.ok(f"link {one} avoid {other}")
    assert all("emil" in one for one in lists(tinynet, "gather --size 2"))


def test_who_is_away_or_archived_is_not_invited_unless_you_say_so(village):
    village.ok("pause anne --until 2026-04-01")
    village.ok("archive bob")
    assert sorted(lists(village, "gather --size 2 --limit 9")) == [
        ["caroline-o", "farah"], ["caroline-o", "mei"],
    ]  # fmt: skip
    assert lists(village, "gather --size 2 --with anne --with bob") == [["anne", "bob-m"]]


def test_who_was_not_invited_lately_goes_first(tinynet):
    for name in ("Anne", "Bob", "Caroline", "Dora"):
        tinynet.ok(f"add {name} --circle friends")
    tinynet.ok("log dinner anne --on 2026-02-20")
    tinynet.ok("log walk anne bob caroline dora --on 2025-03-01")
    tinynet.ok("log coffee bob caroline dora --on 2026-02-20")
    guests = tinynet.ok("gather --size 3 --limit 1 --json").json["guests"]
    assert {one["handle"]: one["invited_on"] for one in guests} == dict.fromkeys(
        ["bob", "caroline", "dora"], "2025-03-01"
    )


def test_an_attempt_or_a_call_is_no_invitation(tinynet):
    for name in ("Anne", "Bob", "Caroline", "Dora"):
        tinynet.ok(f"add {name}")
    tinynet.ok("log dinner anne bob caroline dora --attempt")
    tinynet.ok("log video anne bob caroline dora")
    guests = tinynet.ok("gather --size 4 --json").json["guests"]
    assert [one["invited_on"] for one in guests] == [None] * 4


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (
            "gather --size 9", 1,
            "A table of 9 is larger than the 5 people who could come.\n"
            "Ask for fewer: tinynet gather --size 5",
        ),
        (
            "gather --size 2 --without mei --without bob --without caroline --without farah", 1,
            "A table of 2 is larger than the one person who could come.\n"
            'Add more people: tinynet add "Anne Baker"',
        ),
        (
            "gather --size 5", 1,
            "No table of 5 can be made without two who avoid each other.\n"
            "Ask for fewer: tinynet gather --size 4",
        ),
        (
            "gather --size 2 --without anne --without bob --without caroline", 1,
            "No table of 2 can be made without two who avoid each other.\n"
            'Add more people: tinynet add "Anne Baker"',
        ),
        (
            "gather --with bob --without 'bob m'", 2,
            "Bob Marsh is to come and to stay away.\nGive --with or --without, not both.",
        ),
        (
            "gather --with farah --with mei", 1,
            "Farah and Mei avoid each other.\n"
            "Leave one of them out, or end it: tinynet link farah avoid mei --remove",
        ),
        (
            "gather --size 2 --with anne --with bob --with mei", 2,
            "3 people are to come with --with, and the table is for 2.\n"
            "Say --size 3, or name fewer.",
        ),
        (
            "gather --around runing", 1,
            'Nobody is known for "runing".\nDid you mean running or dancing?',
        ),
        (
            "gather --around 'board games'", 1,
            'Nobody is known for "board games".\n'
            "tinynet tag anne board-games says that somebody is.",
        ),
        ("gather --around ' '", 2, "--around is empty.\nLeave it out, or name an interest."),
        (
            "gather --size 1", 2,
            '--size takes a whole number of at least 2, not "1".\nFor example: --size 5.',
        ),
        (
            "gather --with zebedee", 4,
            'There is nobody called "zebedee".\nAdd them: tinynet add zebedee',
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_sentence(village, line, code, said):
    result = village(line)
    assert (result.code, result.out, result.err) == (code, "", f"tinynet: {said}\n")


def test_nobody_yet(tinynet):
    result = tinynet("gather")
    assert (result.code, result.err) == (
        1,
        'tinynet: There is nobody to invite yet.\nAdd somebody first: tinynet add "Anne Baker"\n',
    )


def test_a_table_is_no_wedding(tinynet):
    tinynet.ok("add Anne")
    tinynet.ok("log --batch - --add", stdin="".join(f"coffee\tGuest {n}\n" for n in range(60)))
    result = tinynet("gather --size 51")
    assert (result.code, result.err) == (
        2, "tinynet: --size takes up to 50 guests, not 51.\nPlan it table by table.\n",
    )  # fmt: skip
    assert len(lists(tinynet, "gather --size 50")[0]) == 50


def test_without_scores_no_number_of_depth_is_shown(village):
    shown = village.ok("gather --size 3", human=True).out
    village.ok("config set scores false")
    assert village.ok("gather --size 3", human=True).out == shown
    assert "worth" not in shown


def test_the_last_invitation_is_looked_for_once_a_person():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create.fill(connection, "")
        asked = {"kinds": "[]", "people": "[]"}
        steps = connection.execute(f"EXPLAIN QUERY PLAN {sql.last_invited}", asked)
        walks = [row[3] for row in steps if "participant USING PRIMARY KEY" in row[3]]
    assert walks == ["SEARCH participant USING PRIMARY KEY (person_id=?)"]


def test_relations_and_what_people_have_are_read_once(village):
    with statements_run() as run:
        village.ok("gather --size 3")
    for table in ("FROM relation ", "FROM interaction_tag ", "FROM fact "):
        assert sum(table in text for text in run) == 1, table
