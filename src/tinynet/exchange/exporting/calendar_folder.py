"""A calendar as a folder of single events, as khal and vdirsyncer keep them.

An event has the same file every time, so that a program which watches the folder sees only what has
changed. What is over is deleted, if the file is ours and no program has written into it since.
"""

from __future__ import annotations

import os
import re

from tinynet.exchange.calendar.write import BEGINNING, write_event
from tinynet.exchange.exporting import file as export_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinynet.cli.env import Env
    from tinynet.exchange.calendar.write import Day

ENDING = ".ics"
# What the lines of our events begin with; programs that change one add a SEQUENCE, a CREATED ...
OURS = re.compile(
    rb"(?:(?:BEGIN|END|VERSION|PRODID|CALSCALE|UID|DTSTAMP|DTSTART|RRULE|SUMMARY|DESCRIPTION"
    rb"|CATEGORIES|CLASS|TRANSP|ACTION|TRIGGER)[:;]| )[^\r\n]*\r\n"
)
EVENT = b"BEGIN:VEVENT\r\n"
BYTES_MAX = 1_000_000  # of a file that is looked at; ours have some hundred


def update(env: Env, place: str, days: Iterable[Day], *, alarms: bool) -> dict[str, int]:
    """Bring a folder up to date.

    Args:
        env: For what is written where.
        place: The folder's full path; it is there.
        days: What is to stand in it.
        alarms: Whether each rings in the morning.

    Returns:
        How many files were `written` and `deleted`, and how many were `left` as somebody else has
        changed them.

    Raises:
        TinynetError: A file cannot be written or deleted.
    """
    wanted = {day.uid + ENDING: write_event(day, alarms=alarms) for day in days}
    counts = {"written": 0, "deleted": 0, "left": 0}
    for name, data in wanted.items():
        path = os.path.join(place, name)
        if os.path.lexists(path) and not is_ours(path):
            counts["left"] += 1
        else:
            counts["written"] += export_file.put_if_changed(env, path, data)
    there = sorted(os.listdir(place)) if os.path.isdir(place) else []  # not yet, in a dry run
    for name in there:
        path = os.path.join(place, name)
        if name not in wanted and is_ours(path):
            delete(env, path)
            counts["deleted"] += 1
    return counts


def is_ours(path: str) -> bool:
    """Whether a file is an event as tinynet wrote it: by its name, its one event, its lines."""
    name = os.path.basename(path)
    if not name.endswith(ENDING) or os.path.islink(path) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            data = file.read(BYTES_MAX)
    except OSError:
        return False
    uid = f"\r\nUID:{name.removesuffix(ENDING)}\r\n".encode()
    is_event = data.startswith(BEGINNING) and data.count(EVENT) == 1 and uid in data
    return is_event and all(OURS.fullmatch(line) for line in data.splitlines(keepends=True))


def delete(env: Env, path: str) -> None:
    """Delete a file; nothing with --dry-run.

    Raises:
        UnwritableError: It cannot be deleted.
    """
    if env.dry_run:
        return
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise export_file.unwritable(path, error) from error
