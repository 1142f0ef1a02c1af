"""The entry point: the fast lane first, else the Typer app."""

from __future__ import annotations

import gc
import os
import sys

from tinynet.cli import boundary
from tinynet.cli.env import Env, readable


def main(arguments: list[str]) -> None:
    """Run one command line and end the process with its exit code.

    `os._exit` skips tearing the interpreter down, which is 15% of the daily check; everything is
    flushed and closed by then.
    """
    gc.disable()  # a process this short leaves its rubbish to the system; saves 3% (app.py enables)
    os.umask(0o077)  # whatever is written is its owner's alone
    if sys.stdout is None or sys.stderr is None or sys.stdin is None:  # `>&-`: nobody wants it
        nobody = open(os.devnull, "r+", encoding="utf-8")  # noqa: SIM115  open to the end
        sys.stdin, sys.stdout = sys.stdin or nobody, sys.stdout or nobody
        sys.stderr = sys.stderr or nobody
    for name in ("stdin", "stdout", "stderr"):  # names come in every script, whatever the locale
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    typed, arguments = arguments, [readable(word) for word in arguments]
    env = Env(os.environ, arguments, raw=None if typed == arguments else unreadable(typed))
    if arguments[:1] == ["__complete"]:
        from tinynet.cli import complete

        os._exit(complete.run(env, arguments[1:]))
    code = boundary.run(env, arguments)
    if code == boundary.CUT_OFF:
        end_by_signal()
    os._exit(code)


def end_by_signal() -> None:
    """End as other tools do whose reader closed the pipe, which systemd and make know as harmless.

    Python itself ignores the signal, and so whoever wrote was told by an error.
    """
    import signal

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGPIPE)


def unreadable(words: list[str]) -> dict[str, str]:
    """Words in which bytes are not UTF-8, and the values in `--option=value`, as they are shown.

    The names of files may be such.
    """
    values = [word.partition("=")[2] for word in words]
    return {readable(word): word for word in values + words if readable(word) != word}


if __name__ == "__main__":
    main(sys.argv[1:])
