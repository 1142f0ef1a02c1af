from __future__ import annotations

import sqlite3

import pytest


def relations(tinynet):
    """(person, relation, other person, other name) of every row."""
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute(
        "SELECT p.handle, r.relation, o.handle, r.other_name FROM relation r "
        "JOIN person p ON p.id = r.person_id LEFT JOIN person o ON o.id = r.other_id ORDER BY r.id"
    ).fetchall()
    connection.close()
    return found


def test_a_link_says_what_the_second_is_to_the_first(network):
    assert network.ok("link anne Mother caroline --dry-run", human=True).out == (
        "Caroline Øvergård is Anne's mother.\n"
    )
    result = network.ok("link anne Mother caroline --json")
    assert result.json == {
        "schema": 1,
        "id": 1,
        "handle": "anne",
        "name": "Anne",
        "relation": "mother",
        "other": "caroline-o",
        "other_name": "Caroline Øvergård",
        "inverse": "child",
        "removed": False,
    }
    assert relations(network) == [("anne", "mother", "caroline-o", None)]
    assert network.ok("link anne knows bob").out == "2\tanne\tknows\tbob-m\n"


def test_somebody_who_is_not_in_the_list_is_kept_as_a_name(network):
    shown = network.ok("link anne child ' Emma  Jane'", human=True).out
    assert (
        shown
        == "Emma Jane is Anne's child.\nEmma Jane is not in your list and is kept as a name.\n"
    )
    assert relations(network) == [("anne", "child", None, "Emma Jane")]
    assert network.ok("link anne child 'Finn'").out == "2\tanne\tchild\tFinn\n"


def test_a_name_that_is_nearly_somebody_is_kept_with_a_hint(network):
    assert network.ok("link anne knows 'Bob Mersh'", human=True).out == (
        "Anne knows Bob Mersh.\n"
        "Bob Mersh is not in your list and is kept as a name.\n"
        "If you meant bob-m: tinynet undo, and link again.\n"
    )


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("anne spouse bob", "anne spouse bob", "Kept already: Bob Marsh is Anne's spouse."),
        ("anne spouse bob", "bob spouse anne", "Kept already: Anne is Bob Marsh's spouse."),
        ("anne child bob", "bob parent anne", "Kept already: Anne is Bob Marsh's parent."),
        ("bob mother anne", "anne child bob", "Kept already: Bob Marsh is Anne's child."),
        ("anne vet bob", "bob 'vet of' anne", "Kept already: Anne is vet of Bob Marsh."),
        ("anne child Emma", "anne child EMMA", "Kept already: EMMA is Anne's child."),
    ],
)
def test_what_is_kept_already_is_not_kept_twice(network, first, again, said):
    network.ok(f"link {first}")
    before = relations(network)
    assert network.ok(f"link {again} --json").json["id"] == 1
    assert network.ok(f"link {again}", human=True).out == f"{said}\n"
    assert relations(network) == before


@pytest.mark.parametrize("second", ["bob mother anne", "anne friend bob", "bob child anne"])
def test_another_relation_of_the_same_two_is_kept_beside_the_first(network, second):
    network.ok("link anne child bob")
    network.ok(f"link {second}")
    assert len(relations(network)) == 2


def test_a_name_that_has_become_a_person_is_replaced_by_the_person(network):
    network.ok("link anne child Emma")
    network.ok("link anne friend Emma")
    network.ok("add 'Emma Baker'")
    network.ok("link anne child Emma")
    assert relations(network) == [
        ("anne", "friend", None, "Emma"),
        ("anne", "child", "emma-b", None),
    ]


def test_a_link_is_removed_from_either_side(network):
    network.ok("link anne child bob")
    network.ok("link anne friend bob")
    assert network.ok("link bob parent anne --remove --dry-run", human=True).out == (
        "No longer kept: Anne is Bob Marsh's parent.\n"
    )
    removed = network.ok("link bob parent anne --remove --json").json
    assert (removed["id"], removed["removed"]) == (1, True)
    assert relations(network) == [("anne", "friend", "bob-m", None)]
    network.ok("link anne friend bob --remove")
    assert relations(network) == []


def test_a_name_is_removed(network):
    network.ok("link anne child Emma")
    network.ok("link bob child Emma")
    shown = network.ok("link anne child emma --remove", human=True).out
    assert shown == "No longer kept: emma is Anne's child.\n"
    assert relations(network) == [("bob-m", "child", None, "Emma")]


@pytest.mark.parametrize(
    ("line", "code", "message", "remedy"),
    [
        ("link anne avoid Anne", 2, "Anne cannot be linked with themselves",
         "Name somebody else as the second"),
        ("link anne -- ' ' bob", 2, '" " cannot be a relation',
         "Use a word such as spouse, child or colleague"),
        ("link anne child bob --remove", 1, "There is no record that Bob Marsh is Anne's child",
         "See what is kept: tinynet show anne"),
        ("link zoe child bob", 4, 'There is nobody called "zoe"',
         "Add them: tinynet add zoe"),
        ("link anne child '?!'", 2, "A name needs at least one letter",
         'Give it in quotes, such as "Anne Baker"'),
    ],
)  # fmt: skip
def test_what_cannot_be_linked_is_refused(network, line, code, message, remedy):
    line = line.replace("link", "link --json", 1)
    result = network(line)
    error = result.error
    assert (result.code, error["message"], error["remedy"]) == (code, message, remedy)
    assert relations(network) == []


def test_several_people_who_may_be_meant_are_listed_not_taken_for_a_name(network):
    network.ok("add 'Bob Stone'")
    result = network("link anne friend bob --json")
    assert (result.code, result.error["code"], result.error["candidates"]) == (
        4, "ambiguous_person", ["bob-m", "bob-s"],
    )  # fmt: skip
    assert relations(network) == []


@pytest.mark.parametrize("who", ["anne", "bob"])
def test_a_relation_is_taken_out_by_its_id_from_either_side(network, who):
    network.ok("link anne friend caroline")
    network.ok("link anne child bob")
    removed = network.ok(f"link {who} --remove --id r2 --json").json
    assert removed == {
        "schema": 1,
        "id": 2,
        **(
            {"handle": "anne", "name": "Anne", "relation": "child", "other": "bob-m",
             "other_name": "Bob Marsh", "inverse": "parent", "removed": True}
            if who == "anne" else
            {"handle": "bob-m", "name": "Bob Marsh", "relation": "parent", "other": "anne",
             "other_name": "Anne", "inverse": "child", "removed": True}
        ),
    }  # fmt: skip
    assert relations(network) == [("anne", "friend", "caroline-o", None)]
    network.ok("undo")
    assert len(relations(network)) == 2


@pytest.mark.parametrize(
    ("line", "code", "message", "remedy"),
    [
        ("link bob --remove --id r1", 1, "Bob Marsh has no relation r1",
         "See the ids: tinynet show bob-m"),
        ("link anne --remove --id n1", 2, "n1 is a note", "tinynet note changes it"),
        ("link anne --id r1", 2, "--id is for taking a relation out",
         "Write: tinynet link anne --remove --id r1"),
        ("link anne child --remove --id r1", 2, "--id is for taking a relation out",
         "Write: tinynet link anne --remove --id r1"),
        ("link anne", 2, "Who is what to whom?", "For example: tinynet link anne spouse sam"),
        ("link anne child", 2, "Who is what to whom?",
         "For example: tinynet link anne spouse sam"),
    ],
)  # fmt: skip
def test_an_id_that_is_not_theirs_takes_nothing_out(network, line, code, message, remedy):
    network.ok("link anne friend caroline")
    result = network(f"{line} --json")
    error = result.error
    assert (result.code, error["message"], error["remedy"]) == (code, message, remedy)
    assert relations(network) == [("anne", "friend", "caroline-o", None)]


def test_a_word_that_is_hardly_one_suggests_the_relation(network):
    assert network.ok("link anne spuose bob", human=True).out.splitlines()[1] == (
        "Did you mean spouse? tinynet undo, then tinynet link anne spouse bob-m"
    )
    network.ok("undo")
    done = network.ok("link anne spuose bob")  # in a pipe, too
    assert done.out.split("\t")[1:] == ["anne", "spuose", "bob-m\n"]
    assert done.err == "Did you mean spouse? tinynet undo, then tinynet link anne spouse bob-m\n"
    assert network.ok("link anne landlady caroline").err == ""


def test_a_relation_behind_the_other_person_suggests_the_order_of_words(network):
    done = network.ok("link anne bob spouse")
    assert done.out.split("\t")[1:] == ["anne", "bob", "spouse\n"]
    assert done.err == "Did you mean spouse? tinynet undo, then tinynet link anne spouse bob\n"
    assert network.ok("link anne friend Doctor").err == ""  # a name, too
