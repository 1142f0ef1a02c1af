"""tinynet backup: a copy of everything, here or elsewhere, and the list of those there are."""

from __future__ import annotations

from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import BackupFile, Encrypt, ListBackups
    from tinynet.safety.documents import BackupDocument, BackupsDocument

EXAMPLES = (
    "tinynet backup                          beside the database, if changed",
    "tinynet backup /media/stick/            a copy to take away",
    "tinynet backup friends.age --encrypt    locked with a passphrase",
    "tinynet backup --list",
)
COLUMNS = ("number", "at", "why", "good", "bytes", "path")
PASSPHRASE = "TINYNET_PASSPHRASE"  # noqa: S105  the variable's name


def run(
    env: Env,
    file: BackupFile = None,
    *,
    list: ListBackups = False,  # noqa: A002  the option's name is the parameter's
    encrypt: Encrypt = False,
) -> Answer[BackupDocument | BackupsDocument]:
    """Copy everything. tinynet does so by itself, once a day and before anything risky."""
    if list:
        if file is not None or encrypt:
            raise UsageError("--list takes nothing else", "Write: tinynet backup --list")
        return list_backups(env)
    if encrypt and file is None:
        raise UsageError(
            "--encrypt needs a file", "For example: tinynet backup friends.age --encrypt"
        )
    if file is not None and file.endswith(".age") and not encrypt:
        raise UsageError(f"{file} would not be locked", "Add --encrypt, or choose another name")
    from tinynet.db import database

    if database.schema_version(env.path) is None:
        raise TinynetError(
            "There is nothing to back up yet", 'Add somebody first: tinynet add "Anne Baker"'
        )
    return make_backup(env) if file is None else export_backup(env, file, encrypt=encrypt)


def list_backups(env: Env) -> Answer[BackupsDocument]:
    """List the backups, newest first, each checked."""
    from tinynet.cli.progress import tracked
    from tinynet.db.backup_list import list_backups

    found = list_backups(env.path)
    rows = [
        (number, backup.at, backup.why, backup.good, backup.size, backup.path)
        for number, backup in enumerate(tracked(env, found, len(found), "Checking"), 1)
    ]
    plain = [
        (number, at, why, "good" if good else "damaged", size, path)
        for number, at, why, good, size, path in rows
    ]
    return Answer("safety.backups", key="backups", columns=COLUMNS, rows=rows, plain=plain)


def make_backup(env: Env) -> Answer[BackupDocument]:
    """Make a managed backup, unless nothing has changed since the last one."""
    from contextlib import closing

    from tinynet.db import backup_list, backups, copies, files

    if env.dry_run:
        there = backup_list.list_backups(env.path)
        same = bool(there) and copies.same(env.path, there[0].path)
        backup = there[0] if same else None
        line = "Nothing has changed since the last backup." if same else "A backup would be made."
        return _answer(backup.path if backup else None, [line], new=False, encrypted=False)
    with closing(files.Lock(env.path)):
        new = backups.make(env.path, at=env.now, why="asked")
        backup = new or backup_list.list_backups(env.path)[0]
    line = "Everything is backed up." if new else "Nothing has changed since the last backup."
    return _answer(backup.path, [line, backup.path], new=bool(new), encrypted=False)


def export_backup(env: Env, file: str, *, encrypt: bool) -> Answer[BackupDocument]:
    """Copy the database to a file of the user's choice, which tinynet does not manage."""
    import os

    from tinynet.db import copies, failures, files
    from tinynet.safety import age

    if encrypt:
        age.pyrage()
    target = env.file(file)
    if os.path.isdir(target):
        ending = "age" if encrypt else "db"
        target = os.path.join(target, f"{files.stem(env.path)}-{env.now.replace(':', '')}.{ending}")
    if files.is_kept_here(env.path, target):
        raise TinynetError(f"{target} cannot be replaced by a backup", "Choose another name")
    if os.path.islink(target):
        raise TinynetError(f"{target} is a link, which is not followed", "Name the file itself")
    if os.path.exists(target):
        if not os.path.isfile(target):
            raise TinynetError(f"{target} cannot be replaced by a backup", "Choose another name")
        env.confirm(f"{target} is there already. Replace it?")
    if env.dry_run:
        return _answer(
            target, ["Everything would be copied.", target], new=False, encrypted=encrypt
        )
    secret = new_passphrase(env) if encrypt else ""
    with copies.opened(env.path, copies.QUICK, failures.damaged) as source:
        if encrypt:
            copies.put_parts(target, [age.lock(copies.bytes_of(source), secret)])
        else:
            copies.put_copy(source, target)
    lines = ["Everything is copied.", target]
    if encrypt:
        lines = [
            "Everything is copied, locked with your passphrase.",
            target,
            "Without the passphrase nobody can open it, you included.",
        ]
    return _answer(target, lines, new=True, encrypted=encrypt)


def new_passphrase(env: Env) -> str:
    """Read a new passphrase: from the environment, else typed twice."""
    first = passphrase(env, "A passphrase to lock it with:")
    if PASSPHRASE not in env.environ and first != passphrase(env, "Once more:"):
        raise UsageError("The two passphrases differ", "Run it again; nothing was written")
    return first


def passphrase(env: Env, question: str) -> str:
    """Read a passphrase: from the environment, else from the terminal.

    Raises:
        UsageError: It is empty, or nobody is there to ask.
    """
    given = env.environ.get(PASSPHRASE)
    typed = env.ask(question, f"it in {PASSPHRASE}", secret=True) if given is None else given
    if not typed:
        raise UsageError("The passphrase is empty", "Choose several words that only you know")
    return typed


def _answer(
    path: str | None, lines: list[str], *, new: bool, encrypted: bool
) -> Answer[BackupDocument]:
    document: BackupDocument = {"path": path, "made": new, "encrypted": encrypted}
    plain = [(path,)] if path else []
    return Answer("output.done", document, plain=plain, message=lines, wrote=new)
