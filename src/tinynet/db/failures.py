"""Errors for a database that cannot be used, with the way back; imported only then."""

from __future__ import annotations

import _sqlite3 as sqlite3
import os

from tinynet.db import files
from tinynet.db.backup_list import list_backups
from tinynet.errors import DatabaseError, TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


SqliteError = sqlite3.Error


class ChangedMeanwhileError(TinynetError):
    """Another command took out what had been counted on while a file was read."""

    code = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__("Something was changed while the file was read", "Do it once more")


class ForeignFileError(DatabaseError):
    """The file is the database of another program."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is the SQLite database of another program",
            "Name another file with --db or TINYNET_DB",
        )


def describe_failure(error: sqlite3.Error, path: str) -> TinynetError:
    """Turn an error of SQLite into one for users."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return files.locked(path)
    if "full" in text or "disk I/O" in text:
        own = os.path.dirname(path)
        place = files.full_folder(own, *files.temporary_folders()) or own
        return TinynetError(
            f"The disk would not take it ({text}); nothing was saved",
            f"Free some space near {place} and run the command again",
        )
    if "readonly" in text or "unable to open" in text:
        return files.unwritable(path)
    return damaged(path, text)


def explain(error: Exception, path: str) -> TinynetError | None:
    """What an error that SQLite raised means for users; None for any other, which is a mistake."""
    failure: Any = getattr(error, "orig", None) or error  # SQLAlchemy wraps what SQLite says
    if type(failure) not in {sqlite3.DatabaseError, sqlite3.OperationalError}:
        return None
    return describe_failure(failure, path)


def damaged(path: str, reason: str) -> DatabaseError:
    """The error for a database that SQLite cannot read completely."""
    return DatabaseError(f"The database {path} is damaged ({reason})", recovery_hint(path))


def damaged_history() -> DatabaseError:
    """The error for an undo history that puts back what does not fit the database."""
    return DatabaseError(
        "The undo history does not fit the database; nothing was changed",
        "See what is wrong: tinynet doctor",
    )


def not_a_file(path: str) -> DatabaseError:
    """The error for something else where the database should be."""
    what = "a folder" if os.path.isdir(path) else "a pipe, a device or a socket"
    return DatabaseError(f"{path} is not a file but {what}", "Name a file, with --db or TINYNET_DB")


def unusable(path: str, *, empty: bool) -> DatabaseError:
    """The error for a file that does not begin as a database does."""
    if not os.path.isfile(path):
        return not_a_file(path)
    if empty:
        return DatabaseError(
            f"The database {path} is an empty file",
            recovery_hint(path, "Restore a copy of it; if it never held anything, delete it"),
        )
    return DatabaseError(
        f"{path} is not a tinynet database, or its beginning is damaged",
        recovery_hint(path, "Name another file with --db or TINYNET_DB, or restore a copy of it"),
    )


def missing(path: str) -> None:
    """Refuse a missing database if there are backups of it.

    Raises:
        DatabaseError: There are.
    """
    if list_backups(path):
        raise DatabaseError(
            f"The database {path} is missing, but there are backups of it",
            f"To start over, move {files.backup_folder(path)} away. {recovery_hint(path)}",
        )


def recovery_hint(
    path: str, otherwise: str = "Leave the file as it is and restore a copy of it"
) -> str:
    """What to do about a database that cannot be used."""
    return "Bring the newest backup back: tinynet restore" if list_backups(path) else otherwise
