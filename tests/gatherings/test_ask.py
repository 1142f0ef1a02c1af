from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from listening import statements_run

from tinynet.db import sql
from tinynet.gatherings.rules.topics import Topic


@pytest.fixture
def asking(network, built):
    """Anne is near; Bob, Dora and Eve are not."""
    return built(network, write_asking)


def write_asking(network):
    for line in (
        "add 'Dora Lind' --tag chess",
        "add 'Eve Stone'",
        "tag anne baking",
        "note bob runs a bakery by the canal",
        "favour got bob 'helped me move house' --on 2024-05-01",
        "note dora her brother repairs bicycles",
        "log coffee anne --on 2026-02-25 --note 'her new oven for baking'",
        "link anne plumber 'Tom Reed'",
        "link anne colleague bob",
        "link anne avoid eve",
    ):
        network.ok(line)
    connection = sqlite3.connect(network.path)  # a title is typed in the editor's form
    with connection:
        connection.execute("UPDATE person SET title = 'cello teacher' WHERE handle = 'eve-s'")
    connection.close()


def test_helpers_come_with_the_reason_and_its_quote(asking):
    document = asking.ok("ask bakery --json").json
    strengths = [one.pop("strength") for one in document["helpers"]]
    assert strengths == pytest.approx([2.878, 0.334], abs=0.001)
    introducer = document.pop("introducers")[0]
    assert introducer.pop("strength") == pytest.approx(2.878, abs=0.001)
    assert introducer == {
        "handle": "anne", "name": "Anne", "score": 0.4, "to": "bob-m", "to_name": "Bob Marsh",
        "met": {"how": "colleague", "on": None}, "reason": None,
    }  # fmt: skip
    assert document == {
        "schema": 1,
        "topic": "bakery",
        "people": 5,
        "example": "anne",
        "total": 2,
        "total_introducers": 1,
        "near": [],
        "known": [],
        "helpers": [
            {"handle": "anne", "name": "Anne", "score": 0.58, "reasons": [
                {"what": "tag", "quote": "baking", "on": None, "label": None, "other": None},
                {"what": "talk", "quote": "her new oven for baking", "on": "2026-02-25",
                 "label": "coffee", "other": None},
            ]},
            {"handle": "bob-m", "name": "Bob Marsh", "score": 0.29, "reasons": [
                {"what": "note", "quote": "runs a bakery by the canal", "on": "2026-03-01",
                 "label": None, "other": None},
            ]},
        ],
    }  # fmt: skip


def test_the_screen_has_helpers_then_who_could_introduce_you(asking):
    assert asking.ok("ask bakery", human=True).out == (
        "Anne       baking (tag); her new oven for baking (coffee, 4 days ago)  strength 2.9\n"
        "Bob Marsh  runs a bakery by the canal (note, today)                    strength 0.3\n"
        "\n"
        "could introduce you to somebody\n"
        "Anne      knows Bob Marsh (colleague)\n"
        "\n"
        'if they help, keep it for next time:  tinynet favour got anne "..."\n'
    )


def test_without_scores_the_order_stays_and_the_numbers_go(asking):
    asking.ok("config set scores false")
    shown = asking.ok("ask bakery", human=True).out
    assert "strength" not in shown
    assert [line.split("  ")[0] for line in shown.splitlines()[:2]] == ["Anne", "Bob Marsh"]


def test_somebody_who_knows_somebody_not_in_the_list_could_introduce_you(asking):
    assert asking.ok("ask plumbing", human=True).out == (
        'Nothing you noted connects anybody with "plumbing" directly.\n'
        "\n"
        "could introduce you to somebody\n"
        "Anne      Tom Reed is Anne's plumber\n"
        "\n"
        'if they help, keep it for next time:  tinynet favour got anne "..."\n'
    )
    assert asking.ok("ask bicycle repair").out == (
        "dora-l\tintroduces\tDora Lind\ther brother repairs bicycles (note, today)\n"
    )


@pytest.mark.parametrize(
    ("topic", "line"),
    [
        ("moving house", "bob-m\thelps\tBob Marsh\thelped you in 2024: helped me move house"),
        ("cellos", "eve-s\thelps\tEve Stone\tcello teacher (work)"),
        ("CHESS", "dora-l\thelps\tDora Lind\tchess (tag)"),
        ("stall", "anne\thelps\tAnne\tthe stall on Fridays (how you met)"),
    ],
)
def test_every_place_is_looked_at(asking, topic, line):
    assert asking.ok(f"ask {topic}").out.splitlines()[0] == line


def test_nobody_who_avoids_somebody_introduces_you_to_them(asking):
    assert "introduces" not in asking.ok("ask cello").out


def test_nobody_introduces_you_to_somebody_whom_they_know_through_you(asking):
    asking.ok("introduce anne dora")
    assert asking.ok("ask chess").out == "dora-l\thelps\tDora Lind\tchess (tag)\n"
    asking.ok("link anne cousin dora")
    assert asking.ok("ask chess").out.splitlines()[1] == (
        "anne\tintroduces\tAnne\tknows Dora Lind (cousin)"
    )


def test_people_archived_are_left_out_and_the_list_has_its_length(asking):
    assert len(asking.ok("ask bakery --limit 1 --json").json["helpers"]) == 1
    assert asking.ok("ask bakery --limit 1", human=True).out.splitlines()[1] == (
        "and 1 other (--limit 2)"
    )
    asking.ok("archive bob")
    assert asking.ok("ask bakery").out.splitlines() == [
        "anne\thelps\tAnne\tbaking (tag)",
    ]


def test_the_spreadsheet_has_reasons_in_words(asking):
    assert asking.ok("ask chess -f csv").out == (
        "handle,name,strength,score,reasons\ndora-l,Dora Lind,0.0,0.35,chess (tag)\n"
    )


def test_an_unknown_topic_says_what_is_near_and_what_is_known(asking):
    assert asking.ok("ask chss", human=True).out == (
        'Nothing you noted connects anybody with "chss".\n'
        "Similar words: chess\n"
        "Your people's tags are: baking, chess, running\n"
        "if somebody knows about it, note it:  tinynet note anne ...\n"
    )
    assert asking.ok("ask xylophones --json").json["helpers"] == []
    assert asking.ok("ask 🎸").out == ""


def test_with_nobody_there_yet_it_says_how_to_begin(tinynet):
    assert tinynet.ok("ask baking", human=True).out == (
        'There is nobody yet. Begin with tinynet add "Anne Baker"\n'
    )


@pytest.mark.parametrize("line", ["ask", "ask ''", "ask '?!'", f"ask {'x' * 201}"])
def test_what_is_no_topic_is_refused(network, line):
    result = network(f"{line} --json")
    assert (result.code, result.error["message"], result.error["remedy"]) == (
        2, "Ask about what? A word or a few", "For example: tinynet ask baking",
    )  # fmt: skip


def test_talks_are_walked_as_they_lie_and_only_what_may_fit_is_looked_at(asking):
    with closing(sqlite3.connect(asking.path)) as connection:
        asked = dict(zip(("one", "two", "three"), Topic("bakery").patterns(), strict=True))
        for talks in (sql.all_talks, sql.all_talk_tags):
            plan = " ".join(
                row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {talks}", asked)
            )
            assert "ix_interaction_on" not in plan
            assert "TEMP B-TREE" not in plan
        texts = [row[2] for row in connection.execute(sql.all_talks, asked)]
        notes = [row[1] for row in connection.execute(sql.all_notes, asked)]
    assert texts == ["her new oven for baking"]
    assert notes == ["runs a bakery by the canal"]


def test_names_and_strengths_are_read_only_where_something_may_speak_of_the_topic(asking):
    for topic, walks in (("bakery", 1), ("falconry", 0)):
        with statements_run() as run:
            asking.ok(f"ask {topic} --json")
        assert sum("AS strength FROM person" in text for text in run) == walks


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("bakery", "BAKES"),
        ("moving house", "her houses"),
        ("boat sail chess go", "plays go"),
        ("élan", "with elan"),
        ("strasse", "an der Straße"),
        ("日本", "lernt 日本語"),
    ],
)
def test_whatever_fits_a_topic_is_found_in_talks_of_any_script(asking, topic, text):
    asking.ok(f"log call dora --on 2026-02-26 --note '{text}'")
    found = asking.ok(f"ask {topic} --json").json["helpers"]
    assert [reason["quote"] for one in found for reason in one["reasons"]].count(text) == 1


def test_of_two_matching_words_about_one_contact_each_counts_its_people_once(asking):
    asking.ok("log dinner dora eve --on 2026-02-26")
    with closing(sqlite3.connect(asking.path)) as connection, connection:
        number = connection.execute("SELECT max(id) FROM interaction").fetchone()[0]
        words = [(number, "sailing"), (number, "sails")]
        connection.executemany("INSERT INTO interaction_tag VALUES (?, ?)", words)
    helpers = asking.ok("ask sails --json").json["helpers"]
    reason = {"what": "talk", "on": "2026-02-26", "label": "dinner", "other": None}
    both = [reason | {"quote": "sails"}, reason | {"quote": "sailing"}]
    assert [(one["handle"], one["score"], one["reasons"]) for one in helpers] == [
        ("dora-l", 0.19, both), ("eve-s", 0.19, both),
    ]  # fmt: skip
