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

    from tinynet.cli.env import Env
    from tinynet.cli.options import Count, ListOnly
    from tinynet.db.sql import UnitsRecord
    from tinynet.safety.documents import UndoDocument, UndoListDocument

EXAMPLES = (
    "tinynet undo",
    "tinynet undo --list        what would be taken back, newest first",
    "tinynet undo 3             the last three commands",
)
RECENT = 60  # minutes: what is older, one may have forgotten
SHOWN = 10  # commands that a question lists
QUESTION_WIDTH = 79  # columns
VIEW, KEY = "safety.undo", "units"
COLUMNS = ("id", "at", "label", "undone", "final", "changes")


def run(
    env: Env,
    number: Count = None,
    *,
    list: ListOnly = False,  # noqa: A002  the option's name is the parameter's
) -> Answer[UndoDocument | UndoListDocument]:
    """Take the last command back, or the last N: any command that writes, an import too."""
    count = checks.whole_number(number, "undo")
    return list_units(env, count) if list else move_units(env, undo_rows.UNDO, count or 1)


def list_units(env: Env, count: int | None) -> Answer[UndoListDocument]:
    """What can be redone and undone, newest first.

    Args:
        env: For the database.
        count: How many of those that can be undone; None for all.
    """
    store = env.reading()
    ahead = undo_rows.stack(store, undo_rows.REDO)[::-1]
    behind = undo_rows.stack(store, undo_rows.UNDO, count or undo_rows.EVERYTHING)
    store.close()
    units = ahead + behind
    rows = rows_of(units)
    return Answer(VIEW, key=KEY, columns=COLUMNS, rows=rows, plain=lines(units))


def move_units(env: Env, way: str, count: int) -> Answer[UndoDocument]:
    """Undo or redo a number of commands; the answer is empty if there are none."""
    store = env.reading()
    ahead = undo_rows.stack(store, way, count)
    store.close()
    units: list[UnitsRecord] = []
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
    wrote = bool(units) and not env.dry_run
    return Answer(
        VIEW, document, key=KEY, columns=COLUMNS, rows=rows_of(units), plain=lines(units),
        wrote=wrote,
    )  # fmt: skip


def make_sure(env: Env, units: Sequence[UnitsRecord]) -> None:
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


def rows_of(units: Sequence[UnitsRecord]) -> list[tuple[int, str, str, int, bool, int]]:
    """Units as the rows of an answer, their moments in UTC."""
    return [
        (unit["id"], f"{unit['at']}Z", unit["label"], unit["undone"], final, unit["changes"])
        for unit in units
        for final in [bool(unit["final"])]
    ]


def lines(units: Sequence[UnitsRecord]) -> list[tuple[int, str, str, str, int]]:
    """Units on a line each, for programs."""
    return [
        (number, at, label, "undone" if undone else "final" if final else "done", changes)
        for number, at, label, undone, final, changes in rows_of(units)
    ]
