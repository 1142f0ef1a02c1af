"""What snooze, skip, pause and archive share: one day in a person's row, and what it changes."""

from __future__ import annotations

from tinynet.cli.find_people import Found, find
from tinynet.core.dates import say_day
from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from tinynet.cli.env import Env

FOREVER = "9999-12-31"  # a pause that lasts until told otherwise
WRITES = {
    "snoozed_until": sql.set_snoozed,
    "skipped_on": sql.set_skipped,
    "paused_until": sql.set_paused,
    "archived_on": sql.set_archived,
}


class Attention:
    """One of WRITES in a person's row, before and after, and how the person stands.

    Args:
        env: The run.
        person: Whom it is about.
        was: The day it held, ISO text, or None.
        now: The day it is to hold, or None to end it.
        lasts: Whether the day is an end that lies ahead; or a beginning.
    """

    def __init__(
        self, env: Env, person: Found, was: str | None, now: str | None, *, lasts: bool
    ) -> None:
        self.today = env.today
        self.name, self.handle, self.was, self.now = person.name, person.handle, was, now
        self.runs = was is not None and (not lasts or was > env.today.isoformat())
        self.tie: Mapping[str, Any] = {}

    def due(self) -> str:
        """When they are due next, as a sentence."""
        due_on = self.tie["due_on"]
        if due_on is None:
            return "They are never due, as their cadence says."
        if due_on < self.today.isoformat():
            return f"They have been due since {self.say(due_on)}."
        return f"Next due {self.say(due_on)}."

    def say(self, day: str | None) -> str:
        """A day in words, beside today; "" for none."""
        from datetime import date

        return say_day(date.fromisoformat(day), self.today) if day else ""


def put(
    env: Env, who: str, column: str, now: str | None, told: Callable[[Attention], list[str]]
) -> Answer:
    """Set one of WRITES for one person, unless it holds that day or has ended already.

    Args:
        env: The run.
        who: As typed.
        column: One of WRITES.
        now: An ISO day, or None to end it.
        told: Says what was done, a sentence a line.
    """
    unit = env.unit()
    with unit as store:
        person = find(env, store, who)
        before: Mapping[str, Any] = store.records(sql.attention, who=person.id)[0]
        was = before[column]
        to = Attention(env, person, was, now, lasts=column.endswith("until"))
        kept = column == "archived_on" and to.runs  # since when they are there is worth keeping
        writes = to.runs if now is None else was != now and not kept
        if writes:
            store.run(WRITES[column], who=person.id, value=now)
            unit.refresh()
        to.tie = store.records(sql.standing, who=person.id, today=env.today.toordinal())[0]
    day = now if writes else was
    document = {
        "handle": person.handle,
        "name": person.name,
        column: day,
        "was": was,
        "tie": to.tie,
        "said": told(to),
    }
    return Answer("output.done", document, plain=[(person.handle, day)], wrote=writes)
