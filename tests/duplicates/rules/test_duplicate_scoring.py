"""Who may be one person: names, what they share, and what speaks against it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.core.phones import likeliest_region, mark_of
from tinynet.core.two_dates import dates_clash, merge_dates
from tinynet.duplicates.rules import duplicate_scoring, name_blocks, name_similarity
from tinynet.duplicates.rules.person_signals import PersonSignals


def like(one: str, other: str, nicknames: tuple[str, ...] = ()):
    found = name_similarity.person_similarity(
        name_similarity.all_names(one, nicknames), name_similarity.all_names(other)
    )
    return (found.weight, name_similarity.describe(*found.reason)) if found else None


@pytest.mark.parametrize(
    ("one", "other", "weight", "reason"),
    [
        ("Anne Baker", "Anne Baker", 0.85, "the same name"),
        ("Anne Baker", "ANNE baker", 0.85, "the same name"),
        ("Élodie Øvergård", "Elodie Overgard", 0.85, "the same name but for how it is spelled"),
        ("Baker, Anne", "Anne Baker", 0.85, "the same name in another order"),
        ("Anne-Marie Baker", "Anne Marie Baker", 0.85, "the same name but for how it is spelled"),
        ("Anne", "Anne", 0.6, "the same name"),
        ("美咲", "美咲", 0.6, "the same name"),
        ("🦊", "🦊", 0.6, "the same name"),
        ("Anne Baker", "Dr. Anne Baker", 0.65, "Anne Baker is a part of Dr. Anne Baker"),
        ("Anne Baker", "Anne Baker-Marsh", 0.65, "Anne Baker is a part of Anne Baker-Marsh"),
        ("A. Baker", "Anne Baker", 0.5, "A. Baker may be short for Anne Baker"),
        ("Anne B", "Anne Baker", 0.5, "Anne B may be short for Anne Baker"),
        ("Catherine Marsh", "Cathrine Marsh", 0.6, "their names are spelled alike"),
        ("Catherine Overgaard", "Cathrine Overgard", 0.6, "their names are spelled alike"),
        ("Ирина Петрова", "Ирина Петрава", 0.6, "their names are spelled alike"),
        ("Anna Baker", "Anne Baker", 0.5, "their names are spelled alike"),
        ("Anne Baker", "Ann Baker", 0.5, "their names are spelled alike"),
        ("Anne", "Anne Baker", 0.3, "Anne is a part of Anne Baker"),
        ("Anne Baker", "Anne Marsh", 0.0, "both are called Anne"),
    ],
)
def test_names_are_alike(one, other, weight, reason):
    assert like(one, other) == (weight, reason)
    assert like(other, one)[0] == weight


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anne Baker", "Bob Baker"),
        ("Jan Lee", "Jon Lee"),  # of three letters one is a lot
        ("John Smith", "John Smith Jr."),
        ("Friend 12", "Friend 13"),
        ("李 伟", "李 娜"),
        ("李 伟", "李四 伟"),  # no initial
        ("🦊", "🐻"),
        ("A. Baker", "Bob Baker"),
    ],
)
def test_names_are_two(one, other):
    found = like(one, other)
    assert found is None or found[0] == 0


def test_a_nickname_is_a_name_with_and_without_the_surname():
    also = "Anne Baker is also called Annie"
    assert like("Anne Baker", "Annie", ("Annie",)) == (0.6, also)
    assert like("Anne Baker", "Annie Baker", ("Annie",)) == (0.7, also)


def people(*told):
    return [
        PersonSignals(number, name, (), frozenset(marks), birthday)
        for number, (name, marks, birthday) in enumerate(told, 1)
    ]


def suggested(*told):
    return [
        (
            made.one,
            made.other,
            made.score,
            tuple(name_similarity.describe(*sign) for sign in made.reasons),
        )
        for made in duplicate_scoring.suggestions(people(*told))
    ]


PHONE, MAIL = ("phone", "+442079460123"), ("email", "a@example.org")


def test_signs_add_up_and_each_is_named():
    more = [PHONE, MAIL], "1980-03-04"
    assert suggested(("Anne Baker", *more), ("A. Baker", *more)) == [
        (1, 2, 1.0, (
            "the same e-mail a@example.org", "the same telephone +442079460123",
            "A. Baker may be short for Anne Baker", "the same birthday",
        )),
    ]  # fmt: skip


def test_a_family_shares_a_telephone_and_an_address():
    family = [(name, [PHONE, MAIL], None) for name in ("Anne Baker", "Bob Baker", "Cleo Baker")]
    assert suggested(*family) == []
    assert suggested(("Anne Baker", [PHONE], None), ("Sam Ortiz", [PHONE], None)) == []


def test_an_address_alone_is_a_sign_unless_many_have_it():
    two = [("The Tall One", [MAIL], None), ("Peter Lane", [MAIL], None)]
    assert suggested(*two) == [(1, 2, 0.55, ("the same e-mail a@example.org",))]
    assert suggested(*two, ("Dora Lind", [MAIL], None)) == []


def test_another_surname_counts_with_the_same_telephone_only():
    married = ("Anne Baker", [PHONE], None), ("Anne Marsh", [PHONE], None)
    assert suggested(*married) == [(1, 2, 0.85, ("the same telephone +442079460123",))]
    assert suggested(("Anne Baker", [], None), ("Anne Marsh", [], None)) == []


def test_other_birthdays_speak_against_it_and_partial_ones_do_not():
    both = ("Anne Baker", [], "1980-03-04")
    assert suggested(both, ("Anne Baker", [], "1952-03-04")) == []
    assert suggested(both, ("Anne Baker", [], "--03-05")) == []
    assert suggested(both, ("Anne Baker", [], "1980-03-05"))[0][2:] == (
        0.68, ("the same name", "but other birthdays"),
    )  # fmt: skip
    assert suggested(both, ("Anne Baker", [MAIL], "--03-04"))[0][2] == 0.91
    assert suggested(both, ("Anne Baker", [], "1980"))[0][2:] == (0.85, ("the same name",))


def test_namesakes_of_one_address_are_suggested_whatever_their_birthdays():
    both = ("Anne Baker", [MAIL], "1980-03-04"), ("Anne Baker", [MAIL], "1952-11-30")
    assert suggested(*both) == [
        (1, 2, 0.79, ("the same e-mail a@example.org", "the same name", "but other birthdays"))
    ]
    family = ("Anne Baker", [MAIL], "1980-03-04"), ("Bob Baker", [MAIL], "1952-11-30")
    assert suggested(*family) == []
    phone = ("Anne Baker", [PHONE], "1980-03-04"), ("Anne Baker", [PHONE], "1952-11-30")
    assert suggested(*phone) == []  # mother and daughter


def test_a_single_name_is_somebody_only_where_one_other_has_it():
    bobs = ("Bob", [], None), ("Bob Marsh", [], None)
    assert suggested(*bobs) == [(1, 2, 0.5, ("Bob Marsh is the only other Bob",))]
    assert suggested(*bobs, ("Bob Stone", [], None)) == []


def test_fifty_of_one_name_are_not_all_compared_with_all():
    found = suggested(*[("Anne Baker", [], None)] * 50)
    assert 49 <= len(found) <= 50 * name_blocks.NEXT_ONES


NAMES = st.text(st.sampled_from("abcø 'éЖ李.-🦊A"), max_size=14)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, max_size=6))
def test_any_names_have_suggestions_of_two_people_each_once(names):
    found = duplicate_scoring.suggestions(people(*((name, [], None) for name in names)))
    assert all(1 <= made.one < made.other <= len(names) for made in found)
    assert all(duplicate_scoring.LEAST <= made.score <= 1 and made.reasons for made in found)
    assert len({(made.one, made.other) for made in found}) == len(found)


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_two_names_are_as_alike_from_either_side(one, other):
    there, back = like(one, other), like(other, one)
    assert (there and there[0]) == (back and back[0])


@pytest.mark.parametrize(
    ("number", "region", "mark"),
    [
        ("+44 (0)20 7946 0123", "", ("phone", "+442079460123")),
        ("020 7946 0123", "GB", ("phone", "+442079460123")),
        ("020 7946 0123", "", ("digits", "9460123")),
        ("112", "", None),
        ("+0", "GB", None),
        ("0171 555 0123", "no region", ("digits", "5550123")),
    ],
)
def test_a_telephone_is_known_however_it_is_written(number, region, mark):
    assert mark_of(number, region) == mark


def test_the_region_is_that_of_most_numbers_with_a_country():
    assert likeliest_region(["+49 30 901820", "+44 20 7946 0123", "+44 20 7946 0124", "5"]) == "GB"
    assert likeliest_region(["020 7946 0123", "+"]) == ""


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("1980", "--04-12", "1980-04-12"),
        ("1980-04", "1980-04-12", "1980-04-12"),
        ("1980~", "1980-04", "1980-04"),
        ("1980~", "--04-12~", "1980-04-12~"),
        ("1980~", "1980", "1980"),
        ("--04", "--04-12", "--04-12"),
        ("1981", "--02-29", None),
        ("1980", "1981-04-12", None),
        ("--04-12", "1980-04-13", None),
        ("1980-04", "1980-05-12", None),
    ],
)
def test_two_partial_dates_say_together(one, other, both):
    assert merge_dates(one, other) == merge_dates(other, one) == both
    assert dates_clash(one, other) == (both is None and one != "1981")
