"""tinynet undo: take back the last commands."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.output.answer import Answer
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
    anything = bool(undo_rows.stack(store, way, 1))
    store.close()
    units: list[dict[str, Any]] = []
    if anything:
        unit = env.unit(replays=True)
        with unit as writing:
            units = undo_rows.move(unit, writing, way, count)
    document = {"did": way, "dry_run": env.dry_run}
    return _answer(units, document, wrote=bool(units) and not env.dry_run)


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
