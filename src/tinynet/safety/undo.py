"""tinynet undo: take back the last commands."""

from __future__ import annotations

from tinynet.cli import checks, config_file
from tinynet.core.dates import say_day
from tinynet.output.answer import Answer
from tinynet.output.text import clean, fit
from tinynet.safety import undo_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import Count, ListOnly

EXAMPLES = (
    "tinynet undo",
    "tinynet undo --list        what would be taken back, newest first",
    "tinynet undo 3             the last three commands",
)
RECENT = 60  # minutes: what is older, one may have forgotten
SHOWN = 10  # commands that a question lists
QUESTION_WIDTH = 79  # columns
COLUMNS = ("id", "at", "label", "undone", "changes")


def run(env: Env, number: Count = None, *, list: ListOnly = False) -> Answer:  # noqa: A002  the option's name is the parameter's
    """Take the last command back, or the last N: any command that writes, an import too."""
    count = checks.whole_number(number, "undo")
    return list_units(env, count) if list else move_units(env, undo_rows.UNDO, count or 1)


def list_units(env: Env, count: int | None) -> Answer:
    """What can be redone and undone, newest first.

    Args:
        env: For the database.
        count: How many of those that can be undone; None for all.
    """
    store = env.reading()
    ahead = undo_rows.stack(store, undo_rows.REDO)[::-1]
    behind = undo_rows.stack(store, undo_rows.UNDO, count or undo_rows.EVERYTHING)
    store.close()
    return _answer(ahead + behind, {}, wrote=False)


def move_units(env: Env, way: str, count: int) -> Answer:
    """Undo or redo a number of commands; the answer is empty if there are none."""
    store = env.reading()
    ahead = undo_rows.stack(store, way, count)
    store.close()
    units: list[dict[str, Any]] = []
    stayed: list[str] = []
    if ahead:
        if way == undo_rows.UNDO:
            make_sure(env, ahead)
        unit = env.unit(replays=True)
        with unit as writing:
            units, settings = undo_rows.move(unit, writing, way, count)
            if settings:
                stayed = config_file.put_back(env, settings)
    document = {"did": way, "dry_run": env.dry_run, "stayed": stayed}
    return _answer(units, document, wrote=bool(units) and not env.dry_run)


def make_sure(env: Env, units: Sequence[dict[str, Any]]) -> None:
    """On a terminal, show what would go and ask, where it is long ago or an import.

    Raises:
        CancelledError: The answer was no.
    """
    from datetime import datetime, timedelta

    if not env.can_ask() or env.yes or env.dry_run:
        return
    recent = (datetime.fromisoformat(env.unit_time()) - timedelta(minutes=RECENT)).isoformat()
    if all(unit["at"] >= recent and "import" not in unit["label"].split()[:1] for unit in units):
        return
    for unit in units[:SHOWN]:
        at = datetime.fromisoformat(f"{unit['at']}Z").astimezone()
        when = f"{say_day(at.date(), env.today)} {at:%H:%M}"
        env.say(fit(f"  {when}  {clean(unit['label'])}", QUESTION_WIDTH))
    if units[SHOWN:]:
        env.say(f"  and {len(units) - SHOWN} older")
    env.confirm("Take this back?" if len(units) == 1 else f"Take these {len(units)} back?")


def _answer(units: Sequence[dict[str, Any]], document: dict[str, Any], *, wrote: bool) -> Answer:
    rows = [
        (unit["id"], f"{unit['at']}Z", unit["label"], unit["undone"], unit["changes"])
        for unit in units
    ]
    plain = [
        (number, at, label, "undone" if undone else "done", changes)
        for number, at, label, undone, changes in rows
    ]
    return Answer(
        "safety.undo", document, key="units", columns=COLUMNS, rows=rows, plain=plain, wrote=wrote
    )
