"""tinynet introduce: two people who now know each other through you."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.db import sql
from tinynet.errors import BadValueError, TinynetError, UsageError
from tinynet.gatherings.introductions import introduction_rows, plain_row
from tinynet.gatherings.rules.introductions import OUTCOMES
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import NoteOption, On, Other, Outcome, Remove, Who
    from tinynet.db.store import Store
    from tinynet.gatherings.documents import IntroduceDocument, Introduction

EXAMPLES = (
    "tinynet introduce anne bob",
    'tinynet introduce anne bob --note "both run" --on saturday',
    "tinynet introduce anne bob --outcome stuck    what became of it",
)


def run(
    env: Env,
    who: Who,
    other: Other,
    *,
    note: NoteOption = None,
    outcome: Outcome = None,
    on: On = None,
    remove: Remove = False,
) -> Answer[IntroduceDocument]:
    """Keep that you introduced two people to each other.

    The same two again correct it: what you say now counts, and an empty value takes it away. An
    outcome is met, stuck or faded; unless you say, it follows from when you see both.
    """
    if remove and (note, outcome, on) != (None, None, None):
        raise UsageError("--remove takes no more than the two people", "Leave the rest out")
    wanted: dict[str, Any] = {}
    if note is not None:
        wanted["note"] = checks.text(note, "--note") if note.strip() else None
    if outcome is not None:
        kept = outcome.strip()
        wanted["outcome"] = checks.choice(kept, "--outcome", OUTCOMES) if kept else None
    if on is not None:
        wanted["on"] = str(checks.past_day(env, on))
    before = "" if remove else known_before(env, who, other)
    with env.unit() as store:
        one, two = both(env, store, who, other)
        was = between(env, store, one, two)
        if remove:
            return removed(store, one, two, was)
        if was:
            by_user = was["outcome"] if was["outcome_from"] == "said" else None
            values = {"on": was["on"], "note": was["note"], "outcome": by_user}
            store.run(sql.set_introduction, introduction=was["id"], **(values | wanted))
        else:
            values = {"on": env.today.isoformat(), "note": None, "outcome": None}
            store.run(
                sql.put_introduction,
                one_id=one.id,
                other_id=two.id,
                **(values | wanted),
            )
        made = between(env, store, one, two)
    assert made is not None  # noqa: S101  it was written just now
    lines = sentences(env, made, was, wanted)
    if before and not was:
        lines.append(before)
    return answer(made, lines, refreshed=bool(was), removed=False)


def both(env: Env, store: Store, who: str, other: str) -> tuple[Found, Found]:
    """The two people.

    Raises:
        BadValueError: They are one.
    """
    one, two = find(env, store, who), find(env, store, other)
    if one.id == two.id:
        raise BadValueError(
            f"{one.name} cannot be introduced to themselves", "Name somebody else as the second"
        )
    return one, two


def between(env: Env, store: Store, one: Found, two: Found) -> Introduction | None:
    """Find the introduction of two people, as a row of `introductions`."""
    return next(
        (
            made
            for made in introduction_rows(env, store, one.id)
            if two.handle in (made["one"], made["other"])
        ),
        None,
    )


def known_before(env: Env, who: str, other: str) -> str:
    """How two people knew each other before, as a sentence; "" if they did not.

    Where they avoid each other it is asked whether to go on, with the database closed: an open
    question must not keep other commands waiting.
    """
    from tinynet.gatherings.acquaintance_rows import acquaintance
    from tinynet.gatherings.rules.common_ground import pair

    store = env.reading()
    one, two = both(env, store, who, other)
    handles = {one.id: one.handle, two.id: two.handle}
    knows = acquaintance(store, handles, [one.id, two.id])
    store.close()
    key = pair(one.handle, two.handle)
    if key in knows.avoiding:
        env.confirm(f"{one.name} and {two.name} avoid each other. Introduce them all the same?")
        return ""
    meeting = knows.known.get(key)
    if meeting is None or meeting.how == "introduced":
        return ""
    if meeting.how == "through":
        return "They knew each other: you met one through the other."
    if meeting.on is None:
        return f"They know each other already ({meeting.how})."
    from datetime import date

    from tinynet.core.dates import say_day

    when = say_day(date.fromisoformat(meeting.on), env.today)
    return f"You have seen both at one table before ({meeting.how}, {when})."


def sentences(
    env: Env, made: Introduction, was: Introduction | None, wanted: Mapping[str, object]
) -> list[str]:
    """Describe the introduction and its outcome."""
    from datetime import date

    from tinynet.core.dates import say_day
    from tinynet.gatherings.views.introductions import became
    from tinynet.people.rules.echo import short

    on = date.fromisoformat(made["on"])
    when = f", {say_day(on, env.today)}" if on != env.today or was else ""
    note = f": {short(made['note'])}" if made["note"] else ""
    already = " already" if was and not wanted else ""
    first = f"You{already} introduced {made['one_name']} and {made['other_name']}{when}{note}"
    lines = [first if first.endswith((".", "!", "?")) else f"{first}."]
    if made["outcome"]:
        lines.append(f"{became(made, env.today).capitalize()}.")
    return lines


def removed(
    store: Store, one: Found, two: Found, was: Introduction | None
) -> Answer[IntroduceDocument]:
    """Remove an introduction.

    Raises:
        TinynetError: There is none.
    """
    if was is None:
        raise TinynetError(
            f"There is no record that you introduced {one.name} and {two.name}",
            "See all of them: tinynet introductions",
        )
    store.run(sql.drop_introduction, introduction=was["id"])
    lines = [f"No longer kept: you introduced {was['one_name']} and {was['other_name']}."]
    return answer(was, lines, refreshed=False, removed=True)


def answer(
    made: Introduction, lines: Sequence[str], *, refreshed: bool, removed: bool
) -> Answer[IntroduceDocument]:
    """An introduction, as it was written."""
    document: IntroduceDocument = {**made, "refreshed": refreshed, "removed": removed}
    return Answer("output.done", document, plain=[plain_row(made)], message=lines, wrote=True)
