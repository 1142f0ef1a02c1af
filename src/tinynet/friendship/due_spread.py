"""tinynet due --spread: spread the backlog of due people over the coming weeks."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.sql import SetSnoozedValues


def run(env: Env, duration: Sequence[str], most: int, circle: str | None) -> Answer:
    """Snooze whoever is due beyond today's few, each to a day ahead, the best reason first.

    Args:
        env: Knows today and the days off.
        duration: Over how long, as typed; four weeks unless said.
        most: How many people a day.
        circle: Whom of, or everybody.
    """
    from tinynet.core.days_off import SPREAD, spread, weekdays
    from tinynet.core.spans import parse_period
    from tinynet.friendship.rows import EVERYBODY, due

    over = parse_period(" ".join(duration)) if duration else SPREAD
    day = env.today.toordinal()
    stay = 0 if env.is_day_off else most
    asked: dict[str, Any] = {"horizon": day, "circle": circle}
    reading = env.reading()
    total = reading.value(sql.due_count, **asked) or 0
    reading.close()
    if total <= stay:
        said = [describe_spread(env, total, [])]
        return Answer("output.done", {"spread": [], "said": said}, plain=[])
    with env.unit() as store:
        rows = due(store, EVERYBODY, today=day, **asked)
        ids = {handle: number for number, handle in store.rows(sql.handles)}
        people = [(row[0], row[1]) for row in rows[stay:]]
        off = weekdays(str(env.settings["due.days_off"]))
        days = spread(len(people), env.today, over=over, most=most, off=off)
        to = [(handle, name, str(on)) for (handle, name), on in zip(people, days, strict=True)]
        until: Iterable[SetSnoozedValues] = ({"who": ids[w], "value": on} for w, _, on in to)
        store.run_many(sql.set_snoozed, until)
    document = {
        "spread": [
            {"handle": handle, "name": name, "snoozed_until": on} for handle, name, on in to
        ],
        "said": [describe_spread(env, len(rows), [on for *_, on in to])],
    }
    plain = [(handle, on, name) for handle, name, on in to]
    return Answer("output.done", document, plain=plain, wrote=bool(to))


def describe_spread(env: Env, total: int, days: Sequence[str]) -> str:
    """Describe the spread in one line.

    Args:
        env: Knows today.
        total: How many people were due.
        days: The day of each who was put on one, ISO, in order.
    """
    from datetime import date

    from tinynet.core.dates import say_day

    stay = total - len(days)
    today = (
        f"{stay:,} {'person is' if stay == 1 else 'people are'} due today"
        if stay
        else "nobody is due today"
    )
    if not days:
        return f"Nothing has piled up: {today}."
    first, last = (say_day(date.fromisoformat(day), env.today) for day in (days[0], days[-1]))
    counts = sorted({days.count(day) for day in days})
    a_day = f", {' or '.join(map(str, counts))} a day" if len(days) > 1 else ""
    when = f"from {first} to {last}{a_day}" if first != last else first
    many = "person comes" if len(days) == 1 else "people come"
    return f"{len(days):,} {many} back {when}; {today}."
