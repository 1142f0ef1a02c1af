"""The folder that something carries around: sealed files of each device, written by it alone.

A file is age, in it zlib with words that are in every file, in that lines of JSON: a header, and a
record a line. What is opened is
bounded before it is decoded: the file's size, what it unpacks to, the length of a line.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress

from tinynet.core.extras import load_extra
from tinynet.db.files import PRIVATE_FILE
from tinynet.errors import TinynetError, is_full
from tinynet.sync.rules.sane import LINE_MAX, UnsoundError, need

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType
    from typing import Any

    from tinynet.sync.rules.sane import Lines

ENDING, DRAFT = ".age", ".new"
FORMAT = 1
SIZE_MAX = 128 << 20  # bytes of a file; a million contacts have 36
UNPACKED_MAX, RATIO_MAX = 64 << 20, 60  # bytes that it may unpack to, or so many times its size,
UNPACKED_AT_ALL = 1 << 30  # and never more
PIECE, TOGETHER = 1 << 20, 500  # bytes that are unpacked, and records that are packed, at a time
NAME_MAX = 32
COMMON = (  # what is in every file, the commonest last; it halves what is packed of a day
    b'["favour.["introduction.["relation.["anniversary.["occasion[["place[["fact[["detail.["plan.'
    b'{"c":{"done_on":[17,null,null]],"person_id":["person.","dinner","drinks","letter","video",'
    b'["interaction.{"c":{"":[17,1,["2026-01-02","kind[\\"coffee\\"]lunch\\"]walk\\"]call\\"]text\\"]'
    b'",null,null,null,0,null,0,null]],"interaction_tag/participant/person.,1,1]}}]\n'
    b'["note.{"c":{"person_id":["":[17,["2026-",0]]}}]\n["person.-4{"e":{"1}}]\n'
    b'{"tinynet":1,"kind":"all","dev":"part","dev":"desktop","name":"laptop","token":"","schema":3,'
    b'"first":1,"last":2,"seen":[[",1,{"]]}\n"kind":"head","dev":"name":"token":"","schema":3,'
    b'"number":1,"vv":{"1},"all":{"1},"removed":[],"forgotten":{},"left":false,"at":"2026-01-01T0",'
    b'"nonce":"'
)
DECODE = json.JSONDecoder().raw_decode
LOCKED = "it does not open with the key, or is not whole"
ENTRIES_MAX = 10_000  # files of a folder that are looked at


class NoFolderError(TinynetError):
    """The folder is not there, or cannot be read or written."""

    code = "no_folder"


class UnwritableError(NoFolderError):
    """The folder is there and cannot be written: it is full, or read-only."""


class SealedError(Exception):
    """A file that does not open, or holds what no tinynet wrote."""


def pyrage() -> ModuleType:
    """Import pyrage.

    Raises:
        MissingExtraError: It is not installed.
    """
    return load_extra(
        "pyrage",  # it comes without types
        "sync needs pyrage, which is not installed",
        "Run pip install pyrage, or pipx inject tinynet-crm pyrage",
    )


def new_key() -> str:
    """A new key that locks the files."""
    return str(pyrage().x25519.Identity.generate())


def is_key(text: str) -> bool:
    """Whether a text is a key."""
    library = pyrage()
    try:
        library.x25519.Identity.from_str(text)
    except (library.IdentityError, ValueError):
        return False
    return True


def entries(folder: str) -> list[tuple[str, int, int]]:
    """The sealed files of a folder: name, size and time of the last change.

    Raises:
        NoFolderError: It is not there, or cannot be read.
    """
    found = []
    try:
        with os.scandir(folder) as there:
            for entry in there:
                if entry.name.startswith(".") or not entry.name.endswith(ENDING):
                    continue
                with suppress(FileNotFoundError):
                    if entry.is_file():
                        info = entry.stat()
                        found.append((entry.name, info.st_size, info.st_mtime_ns))
    except OSError as error:
        raise absent(folder, error) from error
    return sorted(found)[:ENTRIES_MAX]


def absent(folder: str, error: OSError) -> NoFolderError:
    """The error for a folder that is not there."""
    reason = "it is not there" if isinstance(error, FileNotFoundError) else str(error.strerror)
    return NoFolderError(
        f"{folder} cannot be read now ({reason}); nothing was sent or taken in",
        "Everything works without it, and catches up when it is back. If it is elsewhere now: "
        "tinynet sync join FOLDER",
    )


def unseal(folder: str, name: str, keys: Sequence[str]) -> tuple[dict[str, Any], Lines]:
    """Open a file: its header, and its records one at a time.

    Raises:
        SealedError: It does not open, or is not ours.
    """
    path = os.path.join(folder, name)
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(number, "rb") as file:
            if os.fstat(file.fileno()).st_size > SIZE_MAX:
                raise SealedError(f"it is larger than {SIZE_MAX >> 20} MB")
            data = file.read(SIZE_MAX + 1)
    except OSError as error:
        raise SealedError(f"it cannot be read ({error.strerror})") from error
    lines = lines_of(opened(data, keys))
    try:
        header, _ = next(lines, (None, ""))
    except UnsoundError as error:
        raise SealedError(str(error)) from error
    if not isinstance(header, dict) or header.get("tinynet") != FORMAT:
        newer = isinstance(header, dict) and isinstance(header.get("tinynet"), int)
        raise SealedError(
            "a newer tinynet wrote it; update here first" if newer else "no tinynet wrote it"
        )
    return header, lines


def opened(data: bytes, keys: Sequence[str]) -> bytes:
    """What is in a locked file.

    Raises:
        SealedError: None of the keys opens it.
    """
    library = pyrage()
    identities = [library.x25519.Identity.from_str(key) for key in keys]
    try:
        found: bytes = library.decrypt(data, identities)
    except (library.DecryptError, ValueError) as error:
        whole = data.startswith(b"age-encryption.org/v1")
        raise SealedError(LOCKED if whole else "it is not locked by age") from error
    return found


def lines_of(packed: bytes) -> Lines:
    """The lines of a file, decoded one at a time and never more than may be.

    Raises:
        UnsoundError: It is no such file, or too large.
    """
    limit = min(UNPACKED_AT_ALL, max(UNPACKED_MAX, RATIO_MAX * len(packed)))
    unpacking = zlib.decompressobj(zdict=COMMON)
    rest, waiting, total = b"", packed, 0
    while True:
        try:
            piece = unpacking.decompress(waiting, PIECE)
        except zlib.error as error:
            raise UnsoundError("what is in it is damaged") from error
        waiting = unpacking.unconsumed_tail
        total += len(piece)
        if total > limit:
            raise UnsoundError(f"it unpacks to more than {limit >> 20} MB")
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield decoded(line)
        if len(rest) > LINE_MAX:
            raise UnsoundError("a line of it is too long")
        if not piece and not waiting:
            break
    if rest or not unpacking.eof:
        raise UnsoundError("its end is missing")


def decoded(line: bytes) -> tuple[Any, str]:
    """One line of JSON, and its text.

    Raises:
        UnsoundError: It is not JSON, or nested too deep.
    """
    if len(line) > LINE_MAX:
        raise UnsoundError("a line of it is too long")
    try:
        text = line.decode()
        found, end = DECODE(text)
        whole = end == len(text)
        if b"\\u" in line:  # half a character could be written nowhere
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise UnsoundError("a line of it is no record") from error
    need(whole, "a line of it is no record")
    return found, text


def seal(header: dict[str, Any], records: Iterable[str], key: str) -> bytes:
    """Lock a header and records, which are text already."""
    library = pyrage()
    packing = zlib.compressobj(6, zdict=COMMON)  # 9 takes twice as long for a hundredth less
    text = json.dumps({"tinynet": FORMAT, **header}, ensure_ascii=False, separators=(",", ":"))
    parts = [packing.compress(f"{text}\n".encode())]
    some: list[str] = []
    for record in records:
        some.append(record)
        if len(some) >= TOGETHER:
            parts.append(packing.compress("\n".join([*some, ""]).encode()))
            some = []
    parts.append(packing.compress("\n".join([*some, ""]).encode()))
    parts.append(packing.flush())
    locked: bytes = library.encrypt(
        b"".join(parts), [library.x25519.Identity.from_str(key).to_public()]
    )
    return locked


def put(folder: str, name: str, data: bytes) -> tuple[int, int]:
    """Write a file of this device; it appears whole, or not at all.

    Returns:
        Its size and the time of its last change, as `entries` has them.

    Raises:
        NoFolderError: It cannot be written.
    """
    path, draft = os.path.join(folder, name), os.path.join(folder, f".{name}{DRAFT}")
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        number = os.open(draft, flags, PRIVATE_FILE)
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.replace(draft, path)
        except OSError:  # some file systems do not rename over what is there
            with suppress(FileNotFoundError):
                os.unlink(path)
            os.rename(draft, path)
        info = os.stat(path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(draft)
        raise unwritable(folder, error) from error
    return info.st_size, info.st_mtime_ns


def unwritable(folder: str, error: OSError) -> NoFolderError:
    """The error for a folder that cannot be written."""
    kind = NoFolderError if isinstance(error, FileNotFoundError) else UnwritableError
    return kind(
        f"{folder} cannot be written ({error.strerror}); what came in is here, nothing was sent",
        "Make room there, and run tinynet sync again"
        if is_full(error)
        else "Look at its mode and at who carries it, and run tinynet sync again",
    )


def discard_drafts(folder: str, start: str) -> None:
    """Delete what a crash left of files whose names begin so."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(f".{start}") and name.endswith(DRAFT):
                discard(folder, name)


def discard(folder: str, name: str) -> None:
    """Delete a file of this device; one that is gone does not matter."""
    with suppress(OSError):
        os.unlink(os.path.join(folder, name))


def file_name(device_name: str, device: str, what: str) -> str:
    """The name of a file: laptop.k3fz2a.all.age."""
    return f"{device_name}.{device}.{what}{ENDING}"


def parse_name(name: str) -> tuple[str, str] | None:
    """The device and the kind of a file by its name, which may be wrong; None if it is another.

    Of a copy that a carrier made the kind has what it wrote behind: "all (conflicted copy)",
    "all.sync-conflict-20261127-101500-ABCDEFG".
    """
    _, _, rest = name.removesuffix(ENDING).partition(".")
    device, _, what = rest.partition(".")
    return (device, what) if what else None


def part_range(what: str) -> tuple[int, int] | None:
    """The numbers between which the changes of a part lie, by its name."""
    first, _, last = what.partition("-")
    if first.isascii() and last.isascii() and first.isdigit() and last.isdigit():
        return int(first), int(last)
    return None
