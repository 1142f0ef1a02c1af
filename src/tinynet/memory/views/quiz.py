"""The quiz: the next question, or what came of the last answers."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.history import one_line
from tinynet.core.dates import say_ago
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.memory.documents import QuizDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

NOTING = (
    ("a name", "tinynet add anne --met 'the stall on Fridays'"),
    ("family", "tinynet link anne daughter Nora"),
    ("a birthday", "tinynet edit anne --birthday '12 april'"),
    ("a fact", "tinynet note anne 'ginger nut' --fact 'favourite biscuit'"),
)


def show(answer: Answer[QuizDocument], page: Page) -> None:
    """What was answered; else the next question; else when there is one, or how to make some."""
    document = answer.envelope()
    if document["answered"]:
        done(document, page)
    elif document["card"]:
        card = document["card"]
        page.say((card["question"], "bold"))
        page.say(one_line(card["answer"]))
        page.say((f"tinynet quiz --answer '{card['id']}' --grade good", "dim"))
    elif document["questions"]:
        page.say(f"Nothing to ask today. {coming(document, page)}")
    else:
        page.say("There is nothing to ask yet. Note something, and the quiz asks for it:")
        page.table([[(what, "dim"), (line, "bold")] for what, line in NOTING], align=" w")


def done(document: QuizDocument, page: Page) -> None:
    """How many answers, and what is left."""
    answered = document["answered"]
    known = sum(one["grade"] != "again" for one in answered)
    result = f"{known} of {len(answered)} known. " if len(answered) > 1 else ""
    if len(answered) == 1:
        one = answered[0]
        result = f"Marked {one['grade']}; the question comes back {ahead(one['due_on'], page)}. "
    left = document["due"] + document["new"]
    more = f"{count_of(left, 'question')} left for today." if left else coming(document, page)
    page.say(result, (more, "dim"))


def coming(document: QuizDocument, page: Page) -> str:
    """When there is something to ask again."""
    on = document["next_on"]
    return f"The next question comes {ahead(on, page)}." if on else ""


def ahead(on: str, page: Page) -> str:
    """A day ahead in words."""
    return say_ago((page.today - date.fromisoformat(on)).days)
