"""Write exports to a file or folder of the user's choice, private and never half-written."""

from __future__ import annotations

import os
from contextlib import contextmanager

from tinynet.errors import TinynetError, is_full
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tinynet.cli.env import Env
    from tinynet.db.store import Store


@contextmanager
def moment(env: Env) -> Iterator[Store]:
    """A snapshot of the database, unaffected by other writers."""
    store = env.reading()
    try:
        store.connection.execute("BEGIN")
        yield store
    finally:
        store.close()


class UnwritableError(TinynetError):
    """The file of an export cannot be written."""

    code = "unwritable"


def is_folder(env: Env, typed: str) -> bool:
    """Whether a path is a folder: an existing one, or a name that ends with a slash."""
    return typed.endswith(os.sep) or os.path.isdir(env.file(typed))


def file_at(env: Env, typed: str) -> str:
    """The full path of a file to write; an existing one is replaced only after confirmation.

    Raises:
        UnwritableError: A link or something that is not a file stands there, or it is the database,
            one of its backups, or a name that SQLite or tinynet uses beside it.
        CancelledError, UsageError: The file is there and is to stay, or nobody can be asked.
    """
    target = env.file(typed)
    if os.path.islink(target):
        raise UnwritableError(f"{target} is a link, which is not followed", "Name the file itself")
    from tinynet.db import files

    there = os.path.exists(target)
    if files.is_kept_here(env.path, target) or (there and not os.path.isfile(target)):
        raise UnwritableError(f"{target} cannot be replaced", "Choose another name")
    if there:
        env.confirm(f"{target} is there already. Replace it?")
    return target


def folder_at(env: Env, typed: str) -> str:
    """The full path of a folder to write into, created if missing.

    Raises:
        UnwritableError: A link or a file stands there, or it cannot be made.
    """
    target = env.file(typed)
    if os.path.islink(target):
        raise UnwritableError(
            f"{target} is a link, which is not followed", "Name the folder itself"
        )
    if not env.dry_run:
        from tinynet.db import files

        try:
            files.make_folders(target)
        except OSError as error:
            raise unwritable(target, error) from error
    return target


def put(env: Env, target: str, parts: Iterable[bytes]) -> None:
    """Write a file atomically with mode 0600; nothing with --dry-run.

    Raises:
        UnwritableError: It cannot be written; what stood there still does.
    """
    from tinynet.db import copies

    if not env.dry_run:
        copies.put_parts(target, parts, unwritable)


def put_if_changed(env: Env, target: str, data: bytes) -> bool:
    """Write a file unless its content is the same; return whether it was written.

    Raises:
        UnwritableError: It cannot be written, or a link stands there.
    """
    if os.path.islink(target):
        raise UnwritableError(f"{target} is a link, which is not followed", "Move it away")
    if os.path.exists(target) and not os.path.isfile(target):
        raise UnwritableError(f"{target} cannot be replaced", "Move it away")
    try:
        with open(target, "rb") as file:
            if file.read() == data:
                return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise unwritable(target, error) from error
    put(env, target, [data])
    return True


def unwritable(place: str, error: OSError) -> UnwritableError:
    """The error for a path that cannot be written."""
    return UnwritableError(
        f"{place} cannot be written ({error.strerror})",
        "Free some space there and run the command again"
        if is_full(error)
        else "Look at who owns it and at its mode, or choose another place",
    )


def counted(people: int, contacts: int) -> str:
    """How much was written: "1 person, 4,000 contacts"."""
    return f"{count_of(people, 'person', 'people')}, {count_of(contacts, 'contact')}"
