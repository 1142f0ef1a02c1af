"""How the echo of what was written repeats it."""

from __future__ import annotations

ECHO_MAX = 60  # characters


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: 4 * ECHO_MAX].split())
    return line if len(line) <= ECHO_MAX else f"{line[:ECHO_MAX].rstrip()} ..."
