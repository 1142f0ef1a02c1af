"""The entry point: the fast lane first, else the Typer app."""

from __future__ import annotations

import gc
import os
import sys

from tinynet.cli import boundary
from tinynet.cli.env import Env


def main(arguments: list[str]) -> None:
    """Run one command line and end the process with its exit code.

    `os._exit` skips tearing the interpreter down, which is 15% of the daily check; everything is
    flushed and closed by then.
    """
    gc.disable()  # a process this short leaves its rubbish to the system; saves 3% (app.py enables)
    os.umask(0o077)  # whatever is written is its owner's alone
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Names come in every script, whatever the locale says; a name that is no valid UTF-8 on
        # the command line must not end in a traceback.
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # a TextIOWrapper until somebody replaces it
    arguments = [readable(word) for word in arguments]
    env = Env(os.environ, arguments)
    if arguments[:1] == ["__complete"]:
        from tinynet.cli import complete

        os._exit(complete.run(env, arguments[1:]))
    code = boundary.run(env, arguments)
    os._exit(code)


def readable(word: str) -> str:
    """A word of the command line in which bytes that are no UTF-8 are shown as such."""
    if word.isascii():
        return word
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


if __name__ == "__main__":
    main(sys.argv[1:])
