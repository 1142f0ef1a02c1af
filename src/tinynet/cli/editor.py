"""Open the user's editor on a private file; what was typed is never lost.

What runs an editor is imported where one is run: `forget` only asks what was kept.
"""

from __future__ import annotations

import os
import stat

from tinynet.db.files import temporary_folder
from tinynet.errors import NoSuchPersonError, TinynetError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from tinynet.cli.env import Env

    T = TypeVar("T")

EDITORS = ("nano", "vim", "vi")  # where neither VISUAL nor EDITOR is set
OPENED_MOST = 5  # times; an editor that is a script might never mend it
PREFIX = "tinynet-"  # of the folders of texts
MARK = "#! "  # begins a line that says what is wrong with the next one


class EditorError(TinynetError):
    """The editor failed, or its result cannot be read; the text is kept."""

    code = "editor"


class VanishedError(NoSuchPersonError):
    """The person a text is about is gone, and no change of the text can mend that.

    Args:
        message: What has happened.
        remedy: What to do.
        is_kept: Whether the text stays in its file; not that of somebody who was forgotten.
    """

    def __init__(self, message: str, remedy: str, *, is_kept: bool) -> None:
        super().__init__(message, remedy)
        self.is_kept = is_kept


def edit(env: Env, text: str, *, name: str, instead: str, use: Callable[[str], T]) -> T | None:
    """Let the user change a text in their editor, and use what came of it.

    That is VISUAL or EDITOR, or on a terminal the first of nano, vim and vi. The file is 0600 in a
    folder of its own, where editors leave their copies, and goes away once its text was used. What
    cannot be used is opened again on a terminal, the reason as a comment above the line, a few
    times at the most. The file stays where that did not help, or where anything else fails, and
    the error names it.

    Args:
        env: For the environment and the terminal.
        text: What the editor shows first; `#` begins a comment in it.
        name: The file's name; its ending is for the editor's colours.
        instead: What to do where there is no editor, for the error.
        use: Takes the new text; may raise TinynetError.

    Returns:
        What `use` returned; None where the text was left unchanged or emptied.

    Raises:
        UsageError: There is no editor.
        EditorError: See above.
    """
    import shutil
    import subprocess
    import tempfile

    command = editor_of(env)
    if not command:
        raise UsageError("No editor is set", f"Set VISUAL or EDITOR, or {instead}")
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=temporary_folder())  # for its owner only
    path = os.path.join(folder, os.path.basename(name))
    put_first(path, text)
    shown, result, opened = text, None, 0
    try:
        while (typed := edited(command, path)).strip() and typed != text:
            opened += 1
            try:
                result = use(typed)
                break
            except VanishedError:
                raise
            except TinynetError as error:
                if typed == shown or opened == OPENED_MOST or not env.can_ask():
                    raise
                shown = explained(typed, error)
                write(path, shown)
    except VanishedError as error:
        if not error.is_kept:
            shutil.rmtree(folder)
            raise
        remedy = f"{error.remedy}. Your text is kept in {path}"
        raise VanishedError(error.message, remedy, is_kept=True) from error
    except TinynetError as error:
        raise EditorError(
            f"{error.message}; nothing was changed", f"{error.remedy}. Your text is kept in {path}"
        ) from error
    except (OSError, ValueError, subprocess.CalledProcessError, KeyboardInterrupt) as error:
        kept = f"Your text is kept in {path}" if os.path.exists(path) else "Run it again"
        raise EditorError(f"The editor {command} failed; nothing was changed", kept) from error
    shutil.rmtree(folder)
    return result


def discard_kept(name: str) -> None:
    """Delete the texts under this name that were kept in their files, with an editor's copies.

    Their folders stay: an editor may be open on one. What it writes there goes once it is closed.
    """
    with os.scandir(temporary_folder()) as entries:
        folders = [entry.path for entry in entries if entry.name.startswith(PREFIX)]
    for folder in folders:
        ours = os.lstat(folder)
        if not stat.S_ISDIR(ours.st_mode) or ours.st_uid != os.getuid():
            continue
        files = os.listdir(folder)
        if os.path.basename(name) in files:
            for file in files:
                os.unlink(os.path.join(folder, file))


def editor_of(env: Env) -> str:
    """The command of the editor; "" where there is none, or nobody who would sit before it."""
    import shlex
    import shutil

    chosen = env.environ.get("VISUAL") or env.environ.get("EDITOR")
    if chosen or not env.can_ask():
        return chosen or ""
    path = env.environ.get("PATH")
    found = (shutil.which(name, path=path) for name in EDITORS)
    return next((shlex.quote(place) for place in found if place), "")


def put_first(path: str, text: str) -> None:
    """Write the text that the editor is to open first.

    Raises:
        EditorError: It cannot; nothing is left of it.
    """
    try:
        write(path, text)
    except OSError as error:
        import shutil

        folder = os.path.dirname(path)
        shutil.rmtree(folder)
        raise EditorError(
            f"{os.path.dirname(folder)} cannot be written ({error.strerror}); nothing was changed",
            "Free some space there, or name another folder in TMPDIR",
        ) from error


def write(path: str, text: str) -> None:
    """Write a text for its owner only."""
    with open(path, "w", encoding="utf-8", newline="", opener=private) as file:
        file.write(text)


def edited(command: str, path: str) -> str:
    """The text of a file as the editor leaves it."""
    import shlex
    import subprocess

    subprocess.run([*shlex.split(command), path], check=True)  # noqa: S603  it is the user's own editor
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:  # they are forgotten meanwhile, or the user deleted it
        return ""


def private(path: str, flags: int) -> int:
    """Open a file for its owner only, for `open`."""
    return os.open(path, flags, 0o600)


def explained(text: str, error: TinynetError) -> str:
    """A text with what is wrong with it as a comment above the line that is meant.

    That is the line which a parser names, else the first that holds what the error quotes, else
    the first of all.
    """
    import re

    # Not splitlines(), which parts at characters that are a part of a text in TOML.
    written = text.removesuffix("\n").split("\n")
    lines = [line for line in written if not line.startswith(MARK)]
    at = 0
    if named := re.search(r"at line (\d+)", error.message):
        at = int(named[1]) - 1 - sum(
            line.startswith(MARK) for line in written[: int(named[1])]
        )  # fmt: skip
    elif quoted := re.search(r'"(.+?)"|called (\S+)$', error.message):
        wanted = quoted[1] or quoted[2]
        values = (n for n, line in enumerate(lines) if wanted in line and line[:1] != "#")
        at = next(values, 0)
    reason = " ".join(f"{error.message}. {error.remedy}.".split())
    lines.insert(max(min(at, len(lines)), 0), f"{MARK}{reason}")
    return "\n".join(lines) + "\n"
