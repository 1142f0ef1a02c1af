"""tinynet quiz: names and facts, before you would forget them."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.errors import BadValueError, UsageError
from tinynet.memory.rules.learning import GRADES
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinynet.cli.env import Env
    from tinynet.cli.options import AnswerTo, Grade, Questions
    from tinynet.memory.documents import (
        AnsweredQuestion,
        NextQuestion,
        QuizDocument,
        QuizQuestion,
    )
    from tinynet.memory.rules.learning import QuizCard, QuizQueue
    from tinynet.memory.rules.quiz_cards import Question

EXAMPLES = (
    "tinynet quiz",
    "tinynet quiz --json | jq -r .card.question          the next question",
    "tinynet quiz --answer anne:birthday --grade good    or again, hard, easy",
)
SESSION = 10  # questions
FLAGS = "--answer and --grade"
INDENT = " " * 4


def run(
    env: Env, *, answer: AnswerTo = None, grade: Grade = None, limit: Questions = None
) -> Answer[QuizDocument]:
    """Ask you what you noted about your friends, when you would be about to forget it.

    On a terminal any key shows the answer and 1 to 4 say how well you knew it; q stops. Every
    answer is kept at once, and one undo takes the whole session back.
    """
    most = checks.whole_number(limit, "--limit") or SESSION
    if (answer is None) != (grade is None):
        raise UsageError(f"{FLAGS} belong together", "Give both: --answer ID --grade good")
    quiz = Quiz(env)
    if answer is not None:
        chosen = checks.choice(grade or "", "--grade", GRADES)
        quiz.keep(quiz.find(answer), chosen)
    elif env.output == "human" and env.can_ask():
        quiz.session(most)
    return quiz.session_answer()


class Quiz:
    """A quiz session: the open questions, and the answers given.

    Args:
        env: For the database, the day and the terminal.
    """

    def __init__(self, env: Env) -> None:
        from tinynet.memory import rows as cards
        from tinynet.memory.rules.quiz_cards import all_questions

        store = env.reading()
        self.env = env
        self.questions: list[Question] = all_questions(cards.load_remembered(store))
        self.cards: dict[tuple[int, str], QuizCard] = cards.cards(store)
        store.close()
        self.answered: list[AnsweredQuestion] = []
        self.unit = 0  # of undo, the session's

    def waiting(self) -> QuizQueue:
        """The questions to ask now."""
        from tinynet.memory.rules.learning import quiz_queue

        new = int(self.env.settings["quiz.new"])
        return quiz_queue(self.questions, self.cards, self.env.today, new)

    def find(self, typed: str) -> Question:
        """Find a question by the id that scripts use.

        Raises:
            BadValueError: There is none.
        """
        found = next((q for q in self.questions if q.id == typed), None)
        if found is None:
            raise BadValueError(
                f'There is no question "{typed}"', "See the id of the next one: tinynet quiz --json"
            )
        return found

    def keep(self, question: Question, grade: str) -> str:
        """Write an answer in its own transaction, as part of the session's unit of undo.

        Returns:
            The ISO day the question comes again.
        """
        from tinynet.memory import rows as cards
        from tinynet.memory.rules.learning import grade_card

        key = (question.person, question.what)
        card = grade_card(question, self.cards.get(key), grade, self.env.today)
        done = False
        if self.unit:
            with self.env.unit(replays=True) as store:
                done = cards.join_latest_unit(store, self.unit)
                if done:
                    cards.put(store, question, card)
        if not done:
            with self.env.unit() as store:
                cards.put(store, question, card)
                self.unit = store.unit
        self.cards[key] = card
        due_on = card.due.partition("T")[0]
        self.answered.append(
            {**record(question), "grade": grade, "due_on": due_on}
        )  # fmt: skip
        return due_on

    def session(self, most: int) -> None:
        """Ask questions on the terminal until the limit or until the user quits."""
        from tinynet.cli.keys import keys

        now = self.waiting()
        asked = [*now.due, *now.new][:most]
        grades = dict(zip("1234", GRADES, strict=True))
        help_ = "  ".join(f"{key} {grade}" for key, grade in grades.items())
        with keys(self.env) as key:
            for number, question in enumerate(asked, 1):
                self.env.say(f"{number}/{len(asked)}  {question.text}")
                if number == 1:
                    self.env.say(f"{INDENT} any key shows the answer, q stops")
                if is_quit_key(key()):
                    return
                self.env.say(f"{INDENT} {' '.join(question.answer.split())}")
                self.env.say(f"{INDENT} {help_}  q stop")
                pressed = key()
                while pressed not in grades and not is_quit_key(pressed):
                    pressed = key()
                if is_quit_key(pressed):
                    return
                due_on = self.keep(question, grades[pressed])
                self.env.say(f"{INDENT} {grades[pressed]}: again {self.ahead(due_on)}\n")

    def ahead(self, on: str) -> str:
        """When a question comes again, in words."""
        from datetime import date

        from tinynet.core.dates import say_ago

        return say_ago((self.env.today - date.fromisoformat(on)).days)

    def session_answer(self) -> Answer[QuizDocument]:
        """Build the answer: what was answered, and what comes next."""
        now = self.waiting()
        following = next(iter([*now.due, *now.new]), None)
        document: QuizDocument = {
            "today": self.env.today.isoformat(),
            "answered": self.answered,
            "card": next_card(following, self.cards) if following else None,
            "due": len(now.due),
            "new": len(now.new),
            "next_on": now.next_on.isoformat() if now.next_on else None,
            "questions": len(self.questions),
        }
        plain = [(one["id"], one["grade"], one["due_on"]) for one in self.answered]
        if not plain and following:
            plain = [(following.id, following.text, following.answer)]
        return Answer("memory.quiz", document, plain=plain, wrote=bool(self.answered))


def is_quit_key(key: str) -> bool:
    """Whether a key ends the session: q, or the end of the input."""
    return key.lower() in {"q", ""}


def record(question: Question) -> QuizQuestion:
    """A question as JSON."""
    return {
        "id": question.id,
        "handle": question.handle,
        "what": question.what,
        "question": question.text,
        "answer": question.answer,
    }


def next_card(question: Question, cards: Mapping[tuple[int, str], QuizCard]) -> NextQuestion:
    """The next question with the day it was due, None for a new one."""
    card = cards.get((question.person, question.what))
    known = card is not None and card.state.get("mark") == question.mark
    return {**record(question), "due_on": card.due.partition("T")[0] if card and known else None}
