"""Ask about a sentence that may be a contact or a plan, or name the command that logs it."""

from __future__ import annotations

from tinynet.contacts.sentences.reading import PLAN, UNCLEAR
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.errors import TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.contacts.rows import Kind
    from tinynet.contacts.sentences.reading import Reading


class UnsettledError(TinynetError):
    """A sentence that may be a contact, a plan or a note; the user is asked which.

    Args:
        question: What to ask.
        yes: What the sentence is if the answer is yes: "contact" or "plan".
    """

    code = "unsettled_sentence"

    def __init__(self, question: str, yes: str) -> None:
        super().__init__(question)
        self.question, self.yes = question, yes

    def ask(self, env: Env) -> str:
        """Ask the user; return "contact", "plan" or "note"."""
        answer = env.ask(f"{self.question} [y/N]", "the line that logs it").lower()
        return self.yes if answer in {"y", "yes"} else "note"


def unsettled(env: Env, reading: Reading, kind: Kind, people: Sequence[Found]) -> UnsettledError:
    """Build the question whether a sentence is a plan or a contact."""
    names = join_names([person.name for person in people])
    if reading.state == PLAN:
        by_day = reading.by_day
        by = f" by {say_day(by_day, env.today)}" if by_day else ""
        return UnsettledError(
            f"That is still to come. Keep it as a plan: {kind.name} with {names}{by}?", PLAN
        )
    day = say_day(reading.on or env.today, env.today)
    return UnsettledError(
        f"Did you and {names} meet, speak or write? It would be logged as {kind.name}, {day}.",
        "contact",
    )


def line(env: Env, reading: Reading, kind: Kind, people: Sequence[Found]) -> str | None:
    """Build the command line that would log or plan it; None if there is none."""
    handles = [person.handle for person in people]
    if reading.state not in {PLAN, UNCLEAR} or not handles:
        return None
    from shlex import join

    if reading.state == PLAN:
        by = ["--by", reading.by_day.isoformat()] if reading.by_day else []
        return join(["tinynet", "plan", kind.name, *handles, *by])
    on = (reading.on or env.today).isoformat()
    return join(["tinynet", "log", kind.name, *handles, "--on", on])
