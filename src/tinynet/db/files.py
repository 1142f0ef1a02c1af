"""The database as a file: folder, connections, lock, modes, names of backups."""

from __future__ import annotations

import _sqlite3 as sqlite3  # what the package adds (dates as values) is not used, and takes 0.6 ms
import _thread
import os

from tinynet.db import sql
from tinynet.errors import LockedError, TinynetError

TEMPORARY = ("/tmp", "/var/tmp", "/usr/tmp")  # noqa: S108  what is put there has a private folder
APPLICATION_ID = 0x74_69_6E_79  # "tiny"
SCHEMA_VERSION = sql.SCHEMA_VERSION
BACKUPS = "backups"  # the folder beside the database
LOCK_SECONDS = 8.0  # a writer needs some 10 ms; 8 parallel loops waited 0.6 s at most
PID_WIDTH = 20  # one length for every PID: nothing to cut off, which costs 0.2 ms
AGENTS_LOG = ".agents"  # how the name of the log of what agents asked ends
SYNC_STATE = ".sync"  # the same of what sync knows
RESTORED = ".restored"  # the same of the copy of a restored database, until sync has settled it
# A foreign journal would be rolled back.
BESIDE = ("", ".lock", "-journal", "-wal", "-shm", ".new", AGENTS_LOG)
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

NOTHING: dict[None, None] = {}
# Else each is asked how it would like to be stored, which takes thrice as long as storing it.
sqlite3.register_adapter(type(None), NOTHING.get)
sqlite3.register_adapter(bool, int)


def connect_reading(path: str, busy: float) -> sqlite3.Connection:
    """Open an existing database read-only.

    After a crash its journal must be rolled back first, which needs a writable open.
    """
    if os.path.exists(f"{path}-journal"):
        roll_back(path, busy)
    return sqlite3.connect(read_only(path), uri=True, timeout=busy, isolation_level=None)


def read_only(path: str) -> str:
    """The address under which SQLite opens a file read-only."""
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{escaped}?mode=ro"


def roll_back(path: str, busy: float) -> None:
    """Roll back what a crash left half-written; if that fails, the next read reports it."""
    try:
        connection = sqlite3.connect(path, timeout=busy, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return  # a read-only folder, or a writer at work: the read itself will tell


def connect_writing(path: str, busy: float) -> sqlite3.Connection:
    """Open an existing database to write, with settings that survive a power cut."""
    connection = sqlite3.connect(path, timeout=busy, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def has_sync_state(path: str) -> bool:
    """Whether a database is one of several that sync keeps in step."""
    return os.path.exists(f"{os.path.realpath(path)}{SYNC_STATE}")


def make_folder(path: str) -> None:
    """Make the private folder of the database."""
    folder = os.path.dirname(path)
    if os.path.isdir(folder):
        return
    try:
        make_folders(folder)
    except OSError as error:
        raise unwritable(path, error) from error


def make_folders(folder: str) -> None:
    """Make a private folder, and those that it is in, where they are missing."""
    missing = []
    place = folder.rstrip(os.sep)
    while not os.path.lexists(place):
        missing.append(place)
        place = os.path.dirname(place)
    os.makedirs(folder, mode=PRIVATE_FOLDER, exist_ok=True)  # another first run may be quicker
    for made in reversed(missing):
        give_to_owner(made, os.path.dirname(made))


def new_file(path: str) -> int:
    """Make a private file where there is none, and open it to write; a link is not followed."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    number = os.open(path, flags, PRIVATE_FILE)
    give_to_owner(number, os.path.dirname(path))
    return number


def give_to_owner(made: int | str, folder: str) -> None:
    """Give what root has made to whoever the folder belongs to, whom it would lock out."""
    if os.geteuid():
        return
    owner = os.stat(folder)
    if isinstance(made, int):
        os.fchown(made, owner.st_uid, owner.st_gid)
    else:
        os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=False)


def backup_folder(path: str) -> str:
    """The folder with the backups of the database at `path`."""
    return os.path.join(os.path.dirname(path), BACKUPS)


def backup_names(path: str, day: str = "") -> list[str]:
    """The names of this database's backups, of one day or all."""
    start, endings = f"{stem(path)}-{day}", backup_endings(path)
    try:
        names = os.listdir(backup_folder(path))
    except OSError:
        return []
    return [name for name in names if name.startswith(start) and name.endswith(endings)]


def stem(path: str) -> str:
    """The database's name, as its backups' names begin."""
    return os.path.basename(path).removesuffix(".db")


def backup_endings(path: str) -> tuple[str, ...]:
    """How the names of its backups end, the one for new ones first: `x` and `x.db` share none.

    The backups of `x` ended in .db, too, before 0.3.
    """
    if path.endswith(".db"):
        return (".db",)
    return (".backup",) if os.path.exists(f"{path}.db") else (".backup", ".db")


def backup_draft(path: str) -> str:
    """The name under which a backup is written."""
    ending = ".new" if path.endswith(".db") else ".new-backup"
    return os.path.join(backup_folder(path), f"{stem(path)}{ending}")


def is_kept_here(path: str, target: str) -> bool:
    """Whether a whole path is spoken for: the database, what is put beside it, a backup."""
    database, backups = os.path.realpath(path), os.path.realpath(backup_folder(path))
    place = os.path.realpath(os.path.dirname(target))
    whole = os.path.join(place, os.path.basename(target))
    beside = {f"{name}{ending}" for name in (path, database) for ending in BESIDE}
    return place == backups or whole in beside or os.path.realpath(target) == database


class Lock:
    """An advisory lock beside the database, holding the writer's PID: one writer at a time."""

    def __init__(self, path: str, wait: float = LOCK_SECONDS) -> None:
        import fcntl

        self.path = f"{path}.lock"
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            self.file = os.open(self.path, flags, PRIVATE_FILE)
            give_to_owner(self.file, os.path.dirname(path))
        except OSError as error:
            raise unwritable(path, error) from error
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if not Queue(self.file).reaches_its_turn(wait):
                raise locked(path, self.holder()) from error
        except OSError as error:  # a file system without locks
            os.close(self.file)
            raise unwritable(path, error) from error
        os.pwrite(self.file, f"{os.getpid():<{PID_WIDTH}}".encode(), 0)

    def holder(self) -> str:
        """The PID in the file, or nothing."""
        with open(self.path, "rb") as file:
            return file.read(PID_WIDTH).decode("ascii", "replace").strip()

    def close(self) -> None:
        """Release the lock."""
        os.close(self.file)


class Queue:
    """A place in the kernel's queue for a lock, for so many seconds.

    Whoever asks again and again meets a free lock by luck only: of 8 loops of `log`, one waited
    4 seconds. In the queue the lock comes to each in turn; but flock() waits without end, so a
    thread does.
    """

    def __init__(self, file: int) -> None:
        self.file = file
        self.ends: dict[str, str] = {}  # how the wait ended; the first word in it stays
        self.ended = _thread.allocate_lock()

    def reaches_its_turn(self, seconds: float) -> bool:
        """Wait; if the lock does not come in time the file is closed, and the lock with it."""
        self.ended.acquire()
        _thread.start_new_thread(self.wait, ())
        try:
            self.ended.acquire(timeout=seconds)
        except BaseException:
            if self.ends.setdefault("with", "leaving") == "the lock":
                os.close(self.file)
            raise
        return self.ends.setdefault("with", "leaving") == "the lock"

    def wait(self) -> None:
        """Wait without end, in a thread, which is not to catch the signals that end the program."""
        import fcntl
        import signal

        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX)
            kept = self.ends.setdefault("with", "the lock") == "the lock"
        except OSError:
            kept = False
        if not kept:
            os.close(self.file)
        self.ended.release()


def locked(path: str, holder: str = "") -> LockedError:
    """The error that names who holds the lock; only our own lock knows, SQLite's does not."""
    who = f"process {holder}" if holder.isdigit() else "another program"
    return LockedError(
        f"The database {path} is being written by {who}",
        "Wait until it is done and run the command again; nothing was saved",
    )


def temporary_folder() -> str:
    """The folder for temporary files; to import what finds it elsewhere takes long."""
    named = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")]
    folders = [os.path.abspath(folder) for folder in (*named, *TEMPORARY) if folder]
    return next((one for one in folders if os.access(one, os.W_OK | os.X_OK)), os.getcwd())


def full_folder(*folders: str) -> str:
    """The first of some folders on whose disk there is no room left; "" where there is in all."""
    for folder in folders:
        try:
            disk = os.statvfs(folder or ".")
        except (OSError, AttributeError):  # it is gone, or the system cannot say
            continue
        if not disk.f_bavail:
            return folder
    return ""


def temporary_folders() -> tuple[str, ...]:
    """Where temporary files go: SQLite's and all others."""
    return tuple(filter(None, (os.environ.get("SQLITE_TMPDIR"), temporary_folder())))


def check_writable(path: str) -> None:
    """Check that the database may be replaced, which its folder alone would allow.

    Raises:
        TinynetError: Somebody has made it read-only.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.access(target, os.W_OK):
        import errno

        raise unwritable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def unwritable(path: str, error: OSError | None = None) -> TinynetError:
    """The error for a path that cannot be written."""
    reason = f" ({error.strerror})" if error else ""
    return TinynetError(
        f"The database {path} cannot be written{reason}; nothing was saved",
        "Look at who owns the file and its folder, or name another with --db or TINYNET_DB",
    )
