"""When a question of the quiz is asked again.

It is asked when you would be about to forget its answer: FSRS, the free spaced repetition scheduler
(the `fsrs` package), learns from the four grades how long you keep it. It counts in whole days
here, from midnight UTC of the day it is, and without its random spread: what is due is the same the
whole day and for everybody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.memory.rules.quiz_cards import Question

GRADES = ("again", "hard", "good", "easy")  # the keys 1 to 4
DAY_LENGTH = len("2026-03-01")


@dataclass(frozen=True, slots=True)
class QuizCard:
    """A stored quiz card.

    Attributes:
        due: UTC, ISO to the second.
        state: The scheduler's, with `mark` and `began`, the ISO day of the first answer, in it.
    """

    due: str
    state: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuizQueue:
    """The questions to ask, due ones before new ones, and the next day with a question."""

    due: list[Question]
    new: list[Question]
    next_on: date | None


def quiz_queue(
    questions: Sequence[Question],
    cards: Mapping[tuple[int, str], QuizCard],
    today: date,
    new_a_day: int,
) -> QuizQueue:
    """Build the queue: the longest due first, then the new ones.

    Of the new questions the first of each person comes before the second of anybody.

    Args:
        questions: All of them.
        cards: Those answered before, by person and what is asked; one whose answer has changed
            since is new again.
        today: The day it is.
        new_a_day: How many new questions a day there may be, those of today included.
    """
    known = {
        q: cards[q.person, q.what]
        for q in questions
        if (q.person, q.what) in cards and cards[q.person, q.what].state.get("mark") == q.mark
    }
    day = str(today)
    due = sorted((q for q in known if known[q].due[:DAY_LENGTH] <= day), key=lambda q: known[q].due)
    of_person: Counter[int] = Counter()
    turns = []
    for q in questions:
        if q not in known:
            turns.append((of_person[q.person], q))
        of_person[q.person] += 1
    turns.sort(key=lambda turn: turn[0])
    began = sum(card.state.get("began") == day for card in known.values())
    room = max(new_a_day - began, 0)
    ahead = [card.due[:DAY_LENGTH] for card in known.values() if card.due[:DAY_LENGTH] > day]
    later = [date.fromisoformat(on) for on in ahead]
    if turns[room:] and new_a_day:
        later.append(date.fromordinal(today.toordinal() + 1))
    return QuizQueue(due, [q for _, q in turns[:room]], min(later, default=None))


def grade_card(question: Question, card: QuizCard | None, grade: str, today: date) -> QuizCard:
    """The card after an answer, one of GRADES; a new one where there was none."""
    from fsrs import Card, Rating, Scheduler

    moment = datetime.combine(today, time(), UTC)
    kept = card.state if card and card.state.get("mark") == question.mark else None
    before = Card(card_id=0, due=moment)  # given both, the package does not ask the clock
    if kept:
        whole: Any = {**kept, "card_id": 0, "due": str(moment)}
        before = Card.from_dict(whole)
    # No steps within a day: a session asks a question once, and a forgotten one comes tomorrow.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    after, _ = scheduler.review_card(before, Rating[grade.capitalize()], moment)
    state: Any = dict(after.to_dict())
    del state["card_id"], state["due"]
    began = kept["began"] if kept else str(today)
    due = after.due.replace(tzinfo=None).isoformat(timespec="seconds")
    return QuizCard(due, state | {"mark": question.mark, "began": began})
