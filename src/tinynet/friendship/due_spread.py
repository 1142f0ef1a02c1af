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
    from tinynet.friendship.documents import SpreadDocument

COLUMNS = ("handle", "name", "snoozed_until")


def run(env: Env, duration: Sequence[str], most: int, circle: str | None) -> Answer[SpreadDocument]:
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
        return Answer("friendship.spread", {"total": total, "spread": []}, columns=COLUMNS)
    with env.unit() as store:
        rows = due(store, EVERYBODY, total, today=day, **asked)
        ids = {handle: number for number, handle in store.rows(sql.handles)}
        people = [(row[0], row[1]) for row in rows[stay:]]
        off = weekdays(str(env.settings["due.days_off"]))
        days = spread(len(people), env.today, over=over, most=most, off=off)
        to = [(handle, name, str(on)) for (handle, name), on in zip(people, days, strict=True)]
        until: Iterable[SetSnoozedValues] = ({"who": ids[w], "value": on} for w, _, on in to)
        store.run_many(sql.set_snoozed, until)
    document: SpreadDocument = {
        "total": len(rows),
        "spread": [
            {"handle": handle, "name": name, "snoozed_until": on} for handle, name, on in to
        ],
    }
    plain = [(handle, on, name) for handle, name, on in to]
    return Answer(
        "friendship.spread", document, columns=COLUMNS, rows=to, plain=plain, wrote=bool(to)
    )
