"""Single keys from a terminal, without waiting for Enter.

Ours, and not `typer.getchar`: that sets the terminal again for each key and throws away what was
typed ahead, so a quick answer was lost (a test of the quiz found it).
"""

from __future__ import annotations

import os
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from tinynet.cli.env import Env

END = ""  # the end of the input, or Ctrl-D
CTRL_D, ESCAPE = b"\x04", 0x1B
SECOND = 1.0


@contextmanager
def keys(env: Env) -> Iterator[Callable[[], str]]:
    """A function that reads single keys; the terminal is restored afterwards.

    Where no keys can be read one by one, a line is asked for and its first letter taken.
    """
    before = mode(env)
    if before is None:
        yield lambda: line_key(env)
        return
    import termios
    import tty

    number = env.stdin.fileno()
    try:
        # Ctrl-C still interrupts; what is typed ahead stays.
        tty.setcbreak(number, termios.TCSANOW)
        yield lambda: one_key(number)
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)


def mode(env: Env) -> list[Any] | None:
    """The terminal's settings; None if stdin is not a terminal, or the system has none."""
    try:
        import termios
    except ImportError:
        return None
    try:
        return termios.tcgetattr(env.stdin.fileno())
    except (OSError, ValueError, termios.error):
        return None


def line_key(env: Env) -> str:
    """The first letter of a line, a space for an empty one, END at the end."""
    line = env.stdin.readline()
    return (line.strip() or " ")[0] if line else END


def one_key(number: int) -> str:
    """Read one key, with all bytes of an arrow key or a multi-byte letter."""
    from select import select

    while not select([number], [], [], SECOND)[0]:
        pass  # a Ctrl-C from just before the wait is heard here; reading would wait for a key first
    key = os.read(number, 1)
    if key and (key[0] == ESCAPE or key[0] > 0x7F):
        while select([number], [], [], 0)[0] and os.read(number, 1):
            pass
        return " "
    return END if key in {b"", CTRL_D} else key.decode()
