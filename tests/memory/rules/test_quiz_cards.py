"""The questions of the quiz."""

from __future__ import annotations

import pytest

from tinynet.memory.rules.quiz_cards import Remembered, all_questions, fact

DINNER = {"met_at": "chamber dinner", "met_on": "2026-03"}


def asked(*people: Remembered) -> list[tuple[str, str, str]]:
    return [(q.id, q.text, q.answer) for q in all_questions(people)]


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (DINNER, "Who did you meet at the chamber dinner in March 2026?"),
        (DINNER | {"nicknames": ("Cat", "the tall one with the podcast")},
         "Who did you meet at the chamber dinner in March 2026, the tall one with the podcast?"),
        ({"met_how": "the stall on Fridays"}, "Who did you meet at the stall on Fridays?"),
        ({"met_how": "through work", "met_via": "Anne"},
         "Who did you meet through work through Anne?"),
        ({"met_how": "twitter", "title": "baker"}, "Who did you meet via twitter?"),
        ({"met_how": "she was there when I was born", "met_at": "home"},
         'Who did you meet at home ("she was there when I was born")?'),
        ({"met_how": "we shared a kitchen"}, 'Who did you meet ("we shared a kitchen")?'),
        ({"met_at": "Noma", "met_on": "2019-05-04"}, "Who did you meet at Noma on 4 May 2019?"),
        ({"met_at": "Caroline's party", "met_how": "the choir"}, "Who did you meet at the choir?"),
    ],
)  # fmt: skip
def test_a_name_is_asked_for_by_how_you_met(known, text):
    first = asked(Remembered(1, "caroline-o", "Caroline Ortiz", **known))[0]
    assert first == ("caroline-o:name", text, "Caroline Ortiz")


@pytest.mark.parametrize(
    "person",
    [
        Remembered(1, "anne", "Anne"),
        Remembered(1, "anne", "Anne", met_on="2019"),
        Remembered(1, "anne", "Anne", met_how="Anne's stall"),
        Remembered(1, "tall", "the tall one with the podcast", **DINNER),
    ],
)
def test_a_name_is_not_asked_for_where_nothing_leads_to_it(person):
    assert asked(person) == []


def test_people_met_at_one_dinner_are_distinguished_by_work_a_fact_or_a_letter():
    people = (
        Remembered(1, "bob", "Bob", **DINNER),
        Remembered(2, "ida", "Ida", **DINNER, title="baker", organisation="Ida & Sons"),
        Remembered(3, "eva", "Eva", **DINNER, title="baker", facts=(("drinks", "tea"),)),
        Remembered(4, "leo", "Leo", **DINNER, facts=(("drinks", "tea"),)),
        Remembered(5, "una", "Una"),
        Remembered(6, "zoe", "\U0001f469 Zoë", **DINNER),
    )
    dinner = "Who did you meet at the chamber dinner in March 2026"
    assert [text for id_, text, _ in asked(*people) if id_.endswith(":name")] == [
        f"{dinner}, whose name begins with B?",
        f"{dinner}, whose name begins with I?",
        f"{dinner}, baker?",
        f"{dinner}, drinks tea?",
        f"{dinner}, whose name begins with Z?",
    ]


def test_family_work_home_birthday_and_facts_are_asked_for():
    anne = Remembered(
        1, "anne", "Anne", title="baker", organisation="Marsh & Sons", birthday="--04-12",
        address="1 Mill Lane, York", facts=(("favourite biscuit", "ginger nut"),),
        relations=(("daughter", "Nora"), ("husband", "Bob"), ("colleague", "Ida"), ("son", "Leo")),
    )  # fmt: skip
    assert asked(anne) == [
        ("anne:child", "What are Anne's children called?", "Nora and Leo"),
        ("anne:spouse", "What is Anne's husband called?", "Bob"),
        ("anne:birthday", "When is Anne's birthday?", "12 April"),
        ("anne:work", "What does Anne do?", "baker, Marsh & Sons"),
        ("anne:home", "Where does Anne live?", "1 Mill Lane, York"),
        ("anne:fact:favourite biscuit", "What is Anne's favourite biscuit?", "ginger nut"),
    ]


def test_a_birthday_without_a_day_is_no_question():
    assert asked(Remembered(1, "anne", "Anne", birthday="1980-04")) == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("dog", "What is James' dog?"),
        ("pets", "What are James' pets?"),
        ("boss", "What is James' boss?"),
        ("lives in", "James lives in ...?"),
        ("allergic to", "James is allergic to ...?"),
    ],
)
def test_a_fact_is_asked_for_in_plain_words(key, text):
    assert fact("James", key) == text
