"""Set or clear a day in a person's row: shared by snooze, skip, pause and archive."""

from __future__ import annotations

from tinynet.cli.find_people import Found, find_all
from tinynet.core.dates import say_day
from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.store import Store

WRITES = {
    "snoozed_until": sql.set_snoozed,
    "skipped_on": sql.set_skipped,
    "paused_until": sql.set_paused,
    "archived_on": sql.set_archived,
}


class Attention:
    """A day of a person before and after the change, and the person's tie.

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
        self.id, self.name, self.handle = person.id, person.name, person.handle
        self.was, self.now = was, now
        self.runs = was is not None and (not lasts or was > env.today.isoformat())
        self.wrote = False
        self.tie: Mapping[str, Any] = {}

    def due(self) -> str:
        """A sentence about when the person is due next."""
        due_on = self.tie["due_on"]
        if due_on is None:
            return "They are never due, as their cadence says."
        if due_on < self.today.isoformat():
            return f"They have been due since {self.say(due_on)}."
        return f"Next due {self.say(due_on)}."

    def say(self, day: str | None) -> str:
        """A day in words, relative to today; "" for none."""
        from datetime import date

        return say_day(date.fromisoformat(day), self.today) if day else ""


def put(
    env: Env,
    who: str,
    column: str,
    now: str | None,
    describe: Callable[[Attention], list[str]],
    *,
    did: str,
) -> Answer:
    """Set one of WRITES, unless it holds that day or has ended already.

    Args:
        env: The run.
        who: As typed: somebody, or many by a @tag or on standard input.
        column: One of WRITES.
        now: An ISO day, or None to end it.
        describe: Says what was done to one person, a sentence a line.
        did: What was done, before the names of many: "Archived".
    """
    from tinynet.cli.groups import describe_change, is_group

    unit = env.unit()
    with unit as store:
        each = [set_one(env, store, one, column, now) for one in find_all(env, store, [who])]
        wrote = any(to.wrote for to in each)
        if wrote:
            unit.refresh()
        for to in each:
            to.tie = store.records(sql.standing, who=to.id, today=env.today.toordinal())[0]
    people = [
        {
            "handle": to.handle,
            "name": to.name,
            column: now if to.wrote else to.was,
            "was": to.was,
            "tie": to.tie,
        }
        for to in each
    ]
    plain = [(one["handle"], one[column]) for one in people]
    if is_group(who):
        moved, same = [t.name for t in each if t.wrote], [t.name for t in each if not t.wrote]
        lines = describe_change(did, moved, same)
        return Answer("output.done", {"people": people}, plain=plain, message=lines, wrote=wrote)
    return Answer("output.done", people[0], plain=plain, message=describe(each[0]), wrote=wrote)


def set_one(env: Env, store: Store, person: Found, column: str, now: str | None) -> Attention:
    """Set one of WRITES for one person, and tell how it was."""
    before: Mapping[str, Any] = store.records(sql.attention, who=person.id)[0]
    to = Attention(env, person, before[column], now, lasts=column.endswith("until"))
    kept = column == "archived_on" and to.runs  # since when they are there is worth keeping
    to.wrote = to.runs if now is None else to.was != now and not kept
    if to.wrote:
        store.run(WRITES[column], who=person.id, value=now)
    return to
