"""What to ask somebody next time."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tinynet.memory.rules.questions import (
    ASKED,
    Ask,
    KnownPerson,
    is_under_way,
    pick_questions,
    questions,
    quoted,
)

ALL_KNOWN = KnownPerson(
    family=(("daughter", "Nora", True),), birthday=True, work=True, home=True, interests=True
)


def texts(known: KnownPerson) -> list[str]:
    return [ask.text for ask in questions(known)]


def test_somebody_nothing_is_known_of_is_asked_about_two_gaps_and_no_more():
    assert [(ask.why, ask.text) for ask in pick_questions(questions(KnownPerson()))] == [
        ("unknown", "Who is at home with you these days?"),
        ("unknown", "When is your birthday?"),
        ("always", "What has been good since we last met?"),
    ]


def test_what_they_told_you_comes_before_what_you_do_not_know():
    known = KnownPerson(
        next_time=("ask about the boat",),
        talks=((9, "nice weather"), (16, "Looking for a new van."), (20, "exam on Friday")),
        plans=("lunch", "walk"),
        help=("got", "lent me her van"),
    )
    assert texts(known)[:5] == [
        'You wanted to bring up: "ask about the boat"',
        '"Looking for a new van.": how is that going?',
        'They helped: "lent me her van". Tell them how it turned out',
        "Shall we find a day for the lunch?",
        "Who is at home with you these days?",
    ]


def test_help_you_gave_is_asked_about():
    assert texts(KnownPerson(help=("gave", "moving house")))[0] == (
        'You helped: "moving house". How did it turn out?'
    )


def test_an_old_talk_is_let_rest():
    assert (
        texts(KnownPerson(talks=((366, "a new job"),)))[0] == "Who is at home with you these days?"
    )


def test_of_somebody_well_known_only_the_welfare_is_asked():
    assert texts(ALL_KNOWN) == [
        "How is Nora?",
        "What has been good since we last met?",
        "What are you looking forward to?",
        "What is on your mind these days?",
    ]


def test_a_child_whose_age_is_not_known_is_asked_for_by_name():
    assert "How old is Leo now?" in texts(KnownPerson(family=(("son", "Leo", False),)))
    assert not [
        text for text in texts(KnownPerson(family=(("wife", "Ida", False),))) if "old" in text
    ]


def test_a_child_whose_age_is_asked_is_not_asked_about_twice():
    known = KnownPerson(family=(("daughter", "Nora", False),), birthday=True)
    assert [ask.text for ask in pick_questions(questions(known))] == [
        "How old is Nora now?",
        "What keeps you busy at the moment?",
        "What has been good since we last met?",
    ]


def test_a_fact_answers_a_question_too():
    asked = texts(KnownPerson(facts=("Kids", "lives in", "Job")))
    assert asked[:2] == [
        "When is your birthday?",
        "What do you do when nobody needs anything from you?",
    ]


def test_words_of_something_under_way():
    assert is_under_way("His NEW job!")
    assert not is_under_way("we had cake in the renewed cafe")


def test_a_long_note_is_quoted_in_part():
    assert quoted("a  b\n" + "x" * 80) == f'"a b {"x" * 55}…"'


@given(
    st.lists(st.text(max_size=5), max_size=4),
    st.lists(st.tuples(st.integers(0, 400), st.text(max_size=9)), max_size=3),
    st.booleans(),
    st.booleans(),
)
@example(["\r", "\x0c", "a", " a"], [], False, False)
def test_there_are_always_three_different_questions(notes, talks, birthday, work):
    asks = questions(
        KnownPerson(next_time=tuple(set(notes)), talks=tuple(talks), birthday=birthday, work=work)
    )
    few = pick_questions(asks)
    assert len({ask.text for ask in few}) == len(few) == ASKED
    assert sum(ask.why == "unknown" for ask in few) <= 2
    places = [next(at for at, ask in enumerate(asks) if ask is one) for one in few]
    assert places == sorted(places)
    assert all(isinstance(ask, Ask) and ask.text for ask in few)
