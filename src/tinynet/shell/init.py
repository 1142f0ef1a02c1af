"""tinynet init: what a shell needs to complete, and to greet once a day."""

from __future__ import annotations

import os

from tinynet.cli import checks
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Shell
    from tinynet.shell.documents import InitDocument

EXAMPLES = (
    'eval "$(tinynet init bash)"      in ~/.bashrc',
    'eval "$(tinynet init zsh)"       in ~/.zshrc',
    "tinynet init fish | source       in ~/.config/fish/config.fish",
    "tinynet init nushell             into a file of nushell's: see docs/shell.md",
)
SHELLS = ("bash", "zsh", "fish", "nushell")
PARTS = ("complete", "greet")  # the first alone is what a package puts where shells look


def run(env: Env, shell: Shell) -> Answer[InitDocument]:
    """Print the script that completes tinynet in your shell and says once a day who is due.

    TINYNET_NO_GREETING=1 keeps it silent.
    """
    del env
    shell = checks.word_of(shell, SHELLS)
    if shell not in SHELLS:
        raise UsageError(
            f'There is no script for the shell "{shell}"', "It is bash, zsh, fish or nushell"
        )
    script = "\n".join(read_script(f"{part}.{shell}") for part in PARTS)
    document: InitDocument = {"shell": shell, "script": script}
    return Answer("output.lines", document, plain=[(line,) for line in script.splitlines()])


def read_script(name: str) -> str:
    """The text of a shell's script; pathlib would cost each start of a shell a third of a base."""
    path = os.path.join(os.path.dirname(__file__), "scripts", name)
    with open(path, encoding="utf-8") as file:
        return file.read()
