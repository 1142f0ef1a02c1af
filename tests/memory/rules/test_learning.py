"""Schedule quiz questions by spaced repetition."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.memory.rules.learning import GRADES, QuizCard, grade_card, quiz_queue
from tinynet.memory.rules.quiz_cards import Question

TODAY = date(2026, 3, 1)


def quiz(person: int, what: str = "birthday", answer: str = "x") -> Question:
    return Question(person, f"p{person}", f"P{person}", what, "?", answer)


def learnt(question: Question, due: date, began: date = date(2026, 1, 1)) -> QuizCard:
    return QuizCard(f"{due}T00:00:00", {"mark": question.mark, "began": str(began)})


def test_what_waits_longest_comes_first_and_then_what_is_new():
    first, second, later, new = quiz(1), quiz(2), quiz(3), quiz(4)
    cards = {
        (1, "birthday"): learnt(first, TODAY),
        (2, "birthday"): learnt(second, TODAY - timedelta(9)),
        (3, "birthday"): learnt(later, TODAY + timedelta(3)),
    }
    found = quiz_queue([first, second, later, new], cards, TODAY, 5)
    assert (found.due, found.new, found.next_on) == ([second, first], [new], date(2026, 3, 4))


def test_new_questions_go_round_the_people_and_those_of_today_count():
    questions = [quiz(1), quiz(1, "work"), quiz(2), quiz(2, "work"), quiz(3)]
    begun = {(3, "birthday"): learnt(quiz(3), TODAY + timedelta(2), began=TODAY)}
    found = quiz_queue(questions, begun, TODAY, 3)
    assert found.new == [quiz(1), quiz(2)]
    assert found.next_on == TODAY + timedelta(1)
    assert quiz_queue(questions, begun, TODAY, 1).new == []


def test_a_changed_answer_is_learnt_anew():
    old, now = quiz(1, answer="ginger nut"), quiz(1, answer="shortbread")
    cards = {(1, "birthday"): grade_card(old, None, "easy", TODAY)}
    assert quiz_queue([old], cards, TODAY, 5).new == []
    assert quiz_queue([now], cards, TODAY, 5).new == [now]
    assert grade_card(now, cards[1, "birthday"], "good", TODAY) == grade_card(
        now, None, "good", TODAY
    )


def test_days_of_the_four_grades_and_of_a_second_answer():
    def days(card: QuizCard, since: date) -> int:
        return (date.fromisoformat(card.due[:10]) - since).days

    first = {grade: grade_card(quiz(1), None, grade, TODAY) for grade in GRADES}
    assert [days(card, TODAY) for card in first.values()] == [1, 1, 2, 8]
    then = TODAY + timedelta(2)
    second = {grade: grade_card(quiz(1), first["good"], grade, then) for grade in GRADES}
    assert [days(card, then) for card in second.values()] == [1, 8, 11, 19]
    assert second["good"].state["began"] == "2026-03-01"
    assert second["good"].due == "2026-03-14T00:00:00"


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(GRADES), st.integers(0, 30)), max_size=12))
def test_every_answer_puts_a_question_off_by_a_day_at_least(answers):
    card, day = None, TODAY
    for grade, pause in answers:
        day += timedelta(pause)
        card = grade_card(quiz(1), card, grade, day)
        assert date.fromisoformat(card.due[:10]) > day
        assert quiz_queue([quiz(1)], {(1, "birthday"): card}, day, 5).due == []
