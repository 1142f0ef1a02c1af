"""tinynet restore: go back to a backup, after a preview and a backup of the present state."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.errors import BadDateError, BadValueError, TinynetError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

    from tinynet.cli.env import Env
    from tinynet.cli.options import Which
    from tinynet.db.backup_list import Backup
    from tinynet.db.statement_types import Totals
    from tinynet.safety.documents import RestoreDocument

EXAMPLES = (
    "tinynet restore --dry-run      what the newest backup would change",
    "tinynet restore                the newest one; again, to go back",
    "tinynet restore 3              the third of tinynet backup --list",
    "tinynet restore yesterday      as in that day's last backup",
    "tinynet restore friends.age    a file of your own",
)


class NoBackupError(TinynetError):
    """No backup matches."""

    code = "no_backup"


def run(env: Env, which: Which = None) -> Answer[RestoreDocument]:
    """Go back to a backup: the newest good one, a number of the list, a day, or a file."""
    import os

    from tinynet.db import copies, failures, files, restoring

    if os.path.exists(env.path) and not os.path.isfile(env.path):
        raise failures.not_a_file(env.path)  # it would be put aside: a device, say /dev/null
    backup = find_backup(env, which)
    file = identity(backup.path)
    in_step = files.has_sync_state(env.path) and not env.dry_run
    with contents(env, backup.path) as source:
        then, now = copies.totals(source), copies.totals_at(env.path)
        if not env.yes:
            for line in preview(env, backup, now, then):
                env.say(line)
        env.confirm("Restore it?")
        kept = None
        if in_step:
            from tinynet.sync import sync_restored

            sync_restored.before(env, source)
        if not env.dry_run:
            kept = restoring.restore(
                env.path, source, at=env.now, is_same=lambda: identity(backup.path) == file
            )
    if not env.dry_run:
        with env.unit(replays=True):
            pass  # rebuilds the ties where the backup's were computed in another way
    if in_step:
        sync_restored.after(env)
    document: RestoreDocument = {
        "path": backup.path,
        "at": backup.at or None,
        "why": backup.why,
        "now": now,
        "then": then,
        "kept": kept,
        "dry_run": env.dry_run,
    }
    lines = describe_restore(env, backup, then, kept)
    plain = [(backup.path, kept)]
    return Answer("output.done", document, plain=plain, message=lines, wrote=not env.dry_run)


def find_backup(env: Env, which: str | None) -> Backup:
    """Find the backup meant.

    Raises:
        NoBackupError: There is no such backup.
        BadValueError: It is not a number, day or file.
    """
    import os

    from tinynet.db.backup_list import Backup, list_backups

    there = list_backups(env.path)
    if which is not None and (os.sep in which or os.path.isfile(env.as_given(which))):
        file = env.file(which)
        known = [backup for backup in there if backup.path == file]
        return known[0] if known else Backup(file, "", "")
    is_number = which is not None and which.isascii() and which.isdigit()
    day = day_of(env, which) if which is not None and not is_number else None
    if not there:
        raise NoBackupError(
            f"There are no backups beside {env.path} yet",
            "Name a file, if you have one elsewhere: tinynet restore ./FILE.db",
        )
    if day is not None:
        return of_day(day, there)
    if which is None:
        good = next((backup for backup in there if backup.good), None)
        if good is None:
            raise NoBackupError(
                f"No backup beside {env.path} is sound",
                "Name a file, if you have one elsewhere: tinynet restore ./FILE.db",
            )
        return good
    if not 1 <= int(which[:9]) <= len(there):
        raise NoBackupError(
            f"There is no backup {which}; there {'is' if len(there) == 1 else 'are'} {len(there)}",
            "See what there is: tinynet backup --list",
        )
    return there[int(which) - 1]


def identity(file: str) -> tuple[int, int, int] | None:
    """What tells a file from one that is put in its place; None where there is none."""
    import os

    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def day_of(env: Env, typed: str) -> str:
    """The day that was typed, in ISO.

    Raises:
        BadValueError: It is not a day, so it was meant as a file, which is not there.
    """
    try:
        return str(checks.past_day(env, typed))
    except BadDateError as error:
        raise BadValueError(
            f'"{typed}" is not a file, a day or a number of the list',
            "See what there is: tinynet backup --list",
        ) from error


def of_day(day: str, there: list[Backup]) -> Backup:
    """The last backup of a day, or else the last one before it."""
    before = [backup for backup in there if backup.at[:10] <= day]
    if not before:
        first = min(backup.at for backup in there)[:10]
        raise NoBackupError(
            f"There is no backup from {day} or before; the first is from {first}",
            "See what there is: tinynet backup --list",
        )
    return max(before, key=lambda backup: (backup.at[:10], backup.made))


def contents(env: Env, file: str) -> AbstractContextManager[Connection]:
    """Open a backup for reading, unlocked if necessary and checked."""
    from tinynet.db import copies
    from tinynet.safety import age

    data = copies.read_locked(file, age.is_locked)
    if data is None:
        return copies.opened(file)
    age.pyrage()
    from tinynet.safety.backup import passphrase

    unlocked = age.unlock(data, passphrase(env, f"The passphrase of {file}:"), file)
    return copies.opened_bytes(unlocked, file)


def preview(env: Env, backup: Backup, now: Totals | None, then: Totals | None) -> Iterator[str]:
    """Describe what would change, in two lines."""
    yield f"Now:  {describe_totals(now)}"
    yield f"Then: {describe_totals(then)} ({made_at(env, backup)})"


def describe_restore(env: Env, backup: Backup, then: Totals | None, kept: str | None) -> list[str]:
    """Describe what was done, and the way back."""
    if env.dry_run:
        return [f"The backup of {made_at(env, backup)} would be restored."]
    lines = [f"Restored: {describe_totals(then)} ({made_at(env, backup)})."]
    if kept and ".damaged-" in kept:
        lines.append(f"The damaged file is kept as {kept}; delete it when you no longer need it.")
    elif kept:
        lines.append("What was here before is a backup too; tinynet restore brings it back.")
    return lines


def describe_totals(totals: Totals | None) -> str:
    """Describe how much a database holds."""
    from tinynet.output.page import count_of

    if totals is None:
        return "nothing that can be read"
    people = count_of(totals["people"], "person", "people")
    return f"{people} and {count_of(totals['contacts'], 'contact')}"


def made_at(env: Env, backup: Backup) -> str:
    """When a backup was made and before what, in words."""
    from tinynet.safety.views.backups import when, why

    if not backup.at:
        return backup.path
    return ", ".join(filter(None, [when(backup.at, env.today), why(backup.why)]))
