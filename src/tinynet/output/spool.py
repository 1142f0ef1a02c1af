"""Answers too long to hold: made whole, then written, with the database let go in between.

Whoever reads a long answer may be a pager, which reads a page and waits. The database is not kept
from being written meanwhile, and nothing is told of an answer that could not be made.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from tinynet.output.answer import Store

HELD = 1 << 20  # characters that are held in memory; a longer answer goes to a file
COPIED = 1 << 16  # characters


def write(out: TextIO, pieces: Iterable[str], store: Store) -> None:
    """Make a long text piece by piece, let the database go, and write it.

    Args:
        out: Where it goes.
        pieces: The text.
        store: What it is read from; it is closed before anything is written.
    """
    try:
        text = made(pieces)
    finally:
        store.close()
    if isinstance(text, list):
        out.writelines(text)
        return
    from shutil import copyfileobj

    with text:
        if getattr(out, "encoding", None) == text.encoding == "utf-8":
            out.flush()
            copyfileobj(text.buffer, out.buffer, COPIED)  # to decode all of it would take a second
        else:
            copyfileobj(text, out, COPIED)


def made(pieces: Iterable[str]) -> list[str] | TextIO:
    """All pieces; those of a long answer in a file without a name, its owner's alone."""
    held: list[str] = []
    length = 0
    rest = iter(pieces)
    for piece in rest:
        held.append(piece)
        length += len(piece)
        if length > HELD:
            break
    else:
        return held
    from tempfile import TemporaryFile

    file = TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115  whoever reads it closes it
    file.writelines(held)
    held.clear()
    file.writelines(rest)
    file.seek(0)
    return file
