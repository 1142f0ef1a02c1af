"""How many rows a list gives: all of them to programs, a screenful to people."""

from __future__ import annotations

from tinynet.cli import checks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env

EVERYTHING = -1  # SQLite's LIMIT for "no limit"


def most(env: Env, typed: str | None, on_screen: int) -> int:
    """How many rows to fetch.

    Args:
        env: Knows whether a person reads the answer, or a program.
        typed: What --limit was given, if it was.
        on_screen: How many a person is shown who gives no limit.

    Returns:
        A number of rows, or EVERYTHING.

    Raises:
        BadValueError: The limit is no whole number from 1 on.
    """
    asked = checks.whole_number(typed, "--limit")
    if asked is not None:
        return asked
    return on_screen if env.output == "human" else EVERYTHING
