"""The user's editor on a private file; what was typed is never lost."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from typing import TypeVar

from tinynet.cli.env import Env
from tinynet.errors import TinynetError, UsageError

T = TypeVar("T")


class EditorError(TinynetError):
    """The editor failed, or what came of it cannot be read; the text is kept."""

    code = "editor"


def edit(env: Env, text: str, *, suffix: str, instead: str, use: Callable[[str], T]) -> T | None:
    """Let the user change a text in VISUAL or EDITOR, and use what came of it.

    The file is 0600 and goes away once its text was used. On any failure it stays, and the error
    names it.

    Args:
        env: For the environment and the terminal.
        text: What the editor shows first.
        suffix: The file's ending, for the editor's colours.
        instead: What to do where there is no editor, for the error.
        use: Takes the new text; may raise TinynetError.

    Returns:
        What `use` returned; None where the text was left unchanged or emptied.

    Raises:
        UsageError: No editor is set.
        EditorError: See above.
    """
    command = env.environ.get("VISUAL") or env.environ.get("EDITOR")
    if not command:
        raise UsageError("No editor is set", f"Set VISUAL or EDITOR, or {instead}")
    number, path = tempfile.mkstemp(prefix="tinynet-", suffix=suffix)  # mkstemp makes it 0600
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        subprocess.run([*shlex.split(command), path], check=True)  # noqa: S603  it is the user's own editor
        with open(path, encoding="utf-8") as file:
            typed = file.read()
        result = use(typed) if typed.strip() and typed != text else None
    except TinynetError as error:
        raise EditorError(
            f"{error.message}; nothing was changed", f"{error.remedy}. Your text is kept in {path}"
        ) from error
    except (OSError, ValueError, subprocess.CalledProcessError, KeyboardInterrupt) as error:
        kept = f"Your text is kept in {path}" if os.path.exists(path) else "Run it again"
        raise EditorError(f"The editor {command} failed; nothing was changed", kept) from error
    os.unlink(path)
    return result
