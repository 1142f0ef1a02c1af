from __future__ import annotations

from datetime import date

import pytest

from tinynet.gatherings.rules import asking
from tinynet.gatherings.rules.asking import describe
from tinynet.gatherings.rules.topics import Topic

TODAY = date(2026, 3, 1)


def known(who, where, text, on=None, label="", people=1, other=None, contact=None):  # noqa: PLR0917
    return who, where, text, on, label, people, other, contact


def in_words(reason):
    (_, where, _, on, label, _, other, _), _, quote, *_ = reason
    return describe(where, quote, on=on, label=label, other=other, today=TODAY)


def asked(topic, *said):
    found, _ = asking.reasons(said, Topic(topic))
    return {who: [*theirs] for who, theirs in found.items()}


def helpers(found, strengths):
    return asking.helpers(found, found.keys(), strengths)


def introducers(found, likely, strengths, pairs):
    return asking.introducers(found, found, likely, strengths, pairs, contacts={})


def test_work_says_more_than_a_tag_and_a_tag_more_than_a_note():
    said = [
        known("nora", asking.NOTE, "likes baking"),
        known("tom", asking.TAG, "baking"),
        known("will", asking.WORK, "the bakery"),
        known("hal", asking.HELPED, "baking for my party", "2024-05-01"),
    ]
    likely = helpers(asked("bakery", *said), dict.fromkeys(("nora", "tom", "will", "hal"), 1.0))
    assert [handle for handle, _, _ in likely] == ["will", "hal", "tom", "nora"]


def test_of_two_who_know_as_much_the_nearer_comes_first_and_nearness_has_its_bounds():
    said = [known(who, asking.TAG, "baking") for who in ("far", "near")]
    expert = known("expert", asking.WORK, "baking")
    likely = helpers(asked("baking", *said, expert), {"far": 0.0, "near": 4.0, "expert": 0.0})
    assert [(handle, round(score, 3)) for handle, score, _ in likely] == [
        ("near", 0.583), ("expert", 0.45), ("far", 0.35),
    ]  # fmt: skip


def test_reasons_add_up_as_independent_signs():
    said = [
        known("anne", asking.NOTE, "bakes"),
        known("anne", asking.NOTE, "a baking course"),
    ]
    assert asking.evidence(asked("baking", *said)["anne"]) == pytest.approx(1 - 0.55 * 0.5)


def test_what_a_whole_table_heard_says_little_of_each():
    found = asked("baking", known("anne", asking.TALK, "baking", "2026-01-01", "dinner", 6))
    assert found["anne"][0][1] == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("her brother is a plumber", True),
        ("his old friend repairs pipes and plumbing", True),
        ("knows a plumber", True),
        ("has a cousin who is a plumber", True),
        ("is a plumber. her brother paints", False),
        ("her brother paints; she is a plumber", False),
        ("works as a plumber with her brother", False),
        ("plumber", False),
    ],
)
def test_a_note_may_be_about_somebody_they_know(text, another):
    assert asked("plumbing", known("anne", asking.NOTE, text))["anne"][0][3] is another


def test_somebody_who_only_knows_somebody_could_introduce_you_and_is_no_helper():
    said = [
        known("anne", asking.RELATION, "plumber", None, "Anne", 1, "Tom"),
        known("bob", asking.FACT, "is a plumber", None, "daughter"),
    ]
    found, strengths = asked("plumber", *said), {"anne": 2.0, "bob": 2.0}
    assert helpers(found, strengths) == []
    made = introducers(found, [], strengths, [])
    assert [(one.handle, one.to_name, round(one.score, 2)) for one in made] == [
        ("anne", "Tom", 0.6), ("bob", None, 0.45),
    ]  # fmt: skip
    assert [in_words(one.reason) for one in made] == [
        "Tom is Anne's plumber", "daughter: is a plumber (fact)",
    ]  # fmt: skip


def test_a_near_friend_asks_for_you_where_you_hardly_know_the_one_who_would_help():
    found = asked(
        "baking", known("dora", asking.WORK, "bakery"), known("eve", asking.TAG, "baking")
    )
    strengths = {"anne": 3.0, "bob": 0.5, "dora": 0.2, "eve": 1.5}
    pairs = [("anne", "dora"), ("bob", "dora"), ("anne", "eve")]
    made = introducers(found, helpers(found, strengths), strengths, pairs)
    assert [(one.handle, one.to) for one in made] == [("anne", "dora")]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (known("a", asking.HELPED, "moved my piano", "2024-05-01"),
         "helped you in 2024: moved my piano"),
        (known("a", asking.HELPED_THEM, "tuned his piano", "2024-05-01"),
         "you helped in 2024: tuned his piano"),
        (known("a", asking.WORK, "piano maker, Reed & Sons"),
         "piano maker, Reed & Sons (work)"),
        (known("a", asking.NOTE, "has a piano", "2026-02-01"),
         "has a piano (note, 4 weeks ago)"),
        (known("a", asking.MET, "the piano lesson"), "the piano lesson (how you met)"),
        (known("a", asking.TALK, "the piano", "2026-02-28", "call"),
         "the piano (call, yesterday)"),
        (known("a", asking.RELATION, "piano teacher", None, "Silas"), "Silas' piano teacher"),
    ],
)  # fmt: skip
def test_a_reason_says_where_it_is_from(said, text):
    assert in_words(asked("piano", said)["a"][0]) == text


def test_a_text_of_several_contacts_has_the_day_and_kind_of_the_latest_with_the_fewest_people():
    said = [
        known("anne", asking.TALK, "bread to bake", None, asking.NOTE, 1, None, 7),
        known("anne", asking.TALK, "bread to bake", None, asking.NOTE, 3, None, 8),
        known("anne", asking.TALK, "bread to bake", None, asking.NOTE, 1, None, 9),
        known("anne", asking.TALK, "bread to bake", None, asking.TAG, 1, None, 10),
    ]
    days = {7: ("2026-02-02", "call"), 9: ("2026-01-09", "walk")}
    made = asking.in_order(asked("baking", *said)["anne"], days)
    assert [in_words(reason) for reason in made] == ["bread to bake (call, 4 weeks ago)"]
