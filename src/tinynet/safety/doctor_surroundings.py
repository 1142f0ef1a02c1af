"""The doctor's checks around the database: modes, owners, the disk, SQLite."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from shlex import join, quote
from typing import NamedTuple

from tinynet.config import at_once
from tinynet.db import files
from tinynet.safety.rules.findings import BAD, NOTE, OK, WARN, Finding, list_names

SQLITE_NEEDED = (3, 35, 0)  # RETURNING, MATERIALIZED
SQLITE_SOUND_WAL = (3, 51, 3)
WAL = 2  # what bytes 18 and 19 of the file say in that mode
OTHERS, WRITABLE_BY_OTHERS = 0o077, 0o022
REMOTE = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smbfs", "smb2", "smb3", "afpfs", "webdav", "davfs", "9p", "afs",
    "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs",
    "fuse.gvfsd-fuse", "fuse.s3fs",
})  # fmt: skip
SYNCED = (
    "dropbox", "onedrive", "nextcloud", "owncloud", "icloud", "mobile documents", "google drive",
    "googledrive", "syncthing", "pcloud",
)  # fmt: skip
SYNC_MARKS = (".stfolder", ".dropbox.cache")


class Places(NamedTuple):
    """Where things are.

    Attributes:
        database: The file.
        folder: The folder that is tinynet's own, where the database lies unless another is named.
        config: The config file.
    """

    database: str
    folder: str
    config: str


def look_around(places: Places) -> Iterator[Finding]:
    """Run all checks that do not open the database."""
    yield from modes(places)
    yield from disk(places.database)
    yield from sqlite(places.database)


def modes(places: Places) -> Iterator[Finding]:
    """Check that nobody else can read or change private files, and who owns them."""
    path = places.database
    backups = files.backup_folder(path)
    kept = [os.path.join(backups, name) for name in files.backup_names(path)]
    named = [path, f"{path}.lock", f"{path}-journal", *kept, places.config]
    private = [backups, *filter(os.path.isfile, named)]  # /dev/null stays open to others
    around = os.path.dirname(path)
    ours = os.path.realpath(around) == os.path.realpath(places.folder)
    shown = {file: found for file in (around, *private) if (found := status(file))}
    wide = [
        file
        for file, found in shown.items()
        if found.st_mode & (OTHERS if file != around or ours else writable(found))
    ]
    yield from mode_findings(wide, shown)
    yield from closed(file for file in (around, path) if file in shown)
    strangers = [file for file, found in shown.items() if found.st_uid != os.geteuid()]
    if strangers:
        yield Finding(
            "owner", WARN, f"{list_names(strangers)} belongs to another user",
            "Make it yours with chown, or run tinynet as that user",
        )  # fmt: skip


def writable(folder: os.stat_result) -> int:
    """The mode bits that must be off in a shared folder, so that others cannot replace files."""
    return 0 if folder.st_mode & stat.S_ISVTX else WRITABLE_BY_OTHERS


def mode_findings(wide: list[str], shown: dict[str, os.stat_result]) -> Iterator[Finding]:
    """A finding for the files and one for the folders that are open to others."""
    folders = [file for file in wide if stat.S_ISDIR(shown[file].st_mode)]
    for found, mode in (([f for f in wide if f not in folders], "600"), (folders, "700")):
        if found:
            opened = "is open to other users" if len(found) == 1 else "are open to other users"
            yield Finding(
                "modes", WARN, f"{list_names(found)} {opened}", f"Run: chmod {mode} {join(found)}"
            )
    if not wide and shown:
        yield Finding("modes", OK, "only you can read your files")


def closed(places: Iterable[str]) -> Iterator[Finding]:
    """A finding for each of these places that cannot be written, so that nothing is saved."""
    for place in places:
        if not os.access(place, os.W_OK):
            yield Finding(
                "modes", WARN, f"{place} cannot be written, so nothing can be saved",
                f"Run: chmod u+w {quote(place)}; where that fails, the disk may be read-only",
            )  # fmt: skip


def status(path: str) -> os.stat_result | None:
    """The `stat` of a file; None if there is none."""
    try:
        return os.stat(path)
    except OSError:
        return None


def disk(path: str) -> Iterator[Finding]:
    """Whether the database is on a network file system or in a folder that is synced elsewhere."""
    kind = file_system(os.path.realpath(path), mounts())
    if kind in REMOTE:
        yield Finding(
            "disk", WARN,
            f"the database is on a network file system ({kind}), whose locks may fail",
            "Keep it on a disk of this computer, and copy backups to the network instead",
        )  # fmt: skip
    elif program := synced_by(os.path.realpath(path)):
        yield Finding(
            "disk", WARN, f"the database is in a synced folder ({program}), which may copy it "
            "while it is being written, or bring an old one back",
            "Keep it elsewhere, and let tinynet backup write into the synced folder",
        )  # fmt: skip
    else:
        yield Finding("disk", OK, f"the disk is local ({kind})" if kind else "the disk seems local")


def mounts() -> list[tuple[str, str]]:
    """The mount points and their file systems; empty if the system does not list them in a file."""
    try:
        with open("/proc/mounts", encoding="utf-8", errors="surrogateescape") as file:
            rows = [line.split(" ")[1:3] for line in file]
    except OSError:
        return []
    return [(point.replace("\\040", " "), kind) for point, kind in rows]


def file_system(path: str, mounted: Iterable[tuple[str, str]]) -> str:
    """The type of file system a path is on; "" if unknown."""
    under = [
        (len(point), number, kind)
        for number, (point, kind) in enumerate(mounted)
        if f"{path}/".startswith(f"{point.rstrip('/')}/")
    ]
    return max(under, default=(0, 0, ""))[2]


def synced_by(path: str) -> str:
    """The synced folder that a path is in; "" for none."""
    place = os.path.dirname(path)
    while place != os.path.dirname(place):
        name = os.path.basename(place)
        marked = any(os.path.exists(os.path.join(place, mark)) for mark in SYNC_MARKS)
        if marked or name.lower().startswith(SYNCED):
            return name
        place = os.path.dirname(place)
    return ""


def sqlite(path: str, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """Whether SQLite is new enough, and whether one of its known faults matters here."""
    found = f"SQLite {'.'.join(map(str, version))}"
    if version < SQLITE_NEEDED:
        needed = ".".join(map(str, SQLITE_NEEDED))
        yield Finding(
            "sqlite", BAD, f"{found} is older than tinynet needs ({needed})",
            "Use a newer Python, or one that is linked with a newer SQLite",
        )  # fmt: skip
        return
    in_wal, faulty = in_wal_mode(path), version < SQLITE_SOUND_WAL
    if in_wal:
        fault = ", in which this SQLite can lose data" if faulty else ""
        yield Finding(
            "sqlite", WARN, f"somebody has set the database to WAL mode{fault} ({found})",
            f"Run: sqlite3 {quote(path)} 'PRAGMA journal_mode=DELETE'",
        )  # fmt: skip
    elif faulty:
        yield Finding(
            "sqlite", NOTE, f"{found} has a fault in WAL mode (fixed in 3.51.3), "
            "a mode that tinynet does not use",
        )  # fmt: skip
    else:
        yield Finding("sqlite", OK, found)
    if not has_mathematics():
        yield Finding("sqlite", NOTE, "SQLite lacks its mathematics; tinynet brings its own")


def in_wal_mode(path: str) -> bool:
    """Whether the file's header says that it uses a write-ahead log."""
    try:
        with open(path, "rb", opener=at_once) as file:
            return WAL in file.read(20)[18:20]
    except OSError:
        return False


def has_mathematics() -> bool:
    """Whether SQLite was built with log2 and pow."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("SELECT log2(pow(2.0, 1.0))")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
