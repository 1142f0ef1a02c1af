from __future__ import annotations

from datetime import date

import pytest

from tinynet.gatherings.rules import asking
from tinynet.gatherings.rules.asking import KnownText, describe, helpers, introducers, reasons
from tinynet.gatherings.rules.topics import Topic

TODAY = date(2026, 3, 1)


def in_words(reason):
    known = reason.known
    return describe(known.where, reason.quote, on=known.on, label=known.label, other=known.other,
                    today=TODAY)  # fmt: skip


def asked(topic, *said):
    return reasons(said, Topic(topic))


def test_work_says_more_than_a_tag_and_a_tag_more_than_a_note():
    said = [
        KnownText("nora", asking.NOTE, "likes baking"),
        KnownText("tom", asking.TAG, "baking"),
        KnownText("will", asking.WORK, "the bakery"),
        KnownText("hal", asking.HELPED, "baking for my party", "2024-05-01"),
    ]
    likely = helpers(asked("bakery", *said), dict.fromkeys(("nora", "tom", "will", "hal"), 1.0))
    assert [one.handle for one in likely] == ["will", "hal", "tom", "nora"]


def test_of_two_who_know_as_much_the_nearer_comes_first_and_nearness_has_its_bounds():
    said = [KnownText(who, asking.TAG, "baking") for who in ("far", "near")]
    expert = KnownText("expert", asking.WORK, "baking")
    likely = helpers(asked("baking", *said, expert), {"far": 0.0, "near": 4.0, "expert": 0.0})
    assert [(one.handle, round(one.score, 3)) for one in likely] == [
        ("near", 0.583), ("expert", 0.45), ("far", 0.35),
    ]  # fmt: skip


def test_reasons_add_up_as_independent_signs():
    said = [
        KnownText("anne", asking.NOTE, "bakes"),
        KnownText("anne", asking.NOTE, "a baking course"),
    ]
    assert asking.evidence(asked("baking", *said)["anne"]) == pytest.approx(1 - 0.55 * 0.5)


def test_what_a_whole_table_heard_says_little_of_each():
    found = asked("baking", KnownText("anne", asking.TALK, "baking", "2026-01-01", "dinner", 6))
    assert found["anne"][0].weight == pytest.approx(0.05)


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
    assert asked("plumbing", KnownText("anne", asking.NOTE, text))["anne"][0].another is another


def test_somebody_who_only_knows_somebody_could_introduce_you_and_is_no_helper():
    said = [
        KnownText("anne", asking.RELATION, "plumber", None, "Anne", 1, "Tom"),
        KnownText("bob", asking.FACT, "is a plumber", None, "daughter"),
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
        "baking", KnownText("dora", asking.WORK, "bakery"), KnownText("eve", asking.TAG, "baking")
    )
    strengths = {"anne": 3.0, "bob": 0.5, "dora": 0.2, "eve": 1.5}
    known = [("anne", "dora"), ("bob", "dora"), ("anne", "eve")]
    made = introducers(found, helpers(found, strengths), strengths, known)
    assert [(one.handle, one.to) for one in made] == [("anne", "dora")]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (KnownText("a", asking.HELPED, "moved my piano", "2024-05-01"),
         "helped you in 2024: moved my piano"),
        (KnownText("a", asking.HELPED_THEM, "tuned his piano", "2024-05-01"),
         "you helped in 2024: tuned his piano"),
        (KnownText("a", asking.WORK, "piano maker, Reed & Sons"),
         "piano maker, Reed & Sons (work)"),
        (KnownText("a", asking.NOTE, "has a piano", "2026-02-01"),
         "has a piano (note, 4 weeks ago)"),
        (KnownText("a", asking.MET, "the piano lesson"), "the piano lesson (how you met)"),
        (KnownText("a", asking.TALK, "the piano", "2026-02-28", "call"),
         "the piano (call, yesterday)"),
        (KnownText("a", asking.RELATION, "piano teacher", None, "Silas"), "Silas' piano teacher"),
    ],
)  # fmt: skip
def test_a_reason_says_where_it_is_from(said, text):
    assert in_words(asked("piano", said)["a"][0]) == text
