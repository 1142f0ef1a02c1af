"""Parse an unfinished command line: for completion, and for the format of errors.

The binders answer only for whole lines that are right. This reads, with the same signatures, lines
that are unfinished or wrong, and never fails.
"""

from __future__ import annotations

from tinynet.cli import fastlane
from tinynet.cli.commands import COMMANDS, COMMON, SHORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class PartialLine:
    """The meaning of the words of an unfinished command line.

    Attributes:
        command: The command's name; "" while there is none.
        options: The command's own options that may be given now, with their defaults.
        waits_for: The parameter whose value comes next, a common option with its dashes; "" where
            none is awaited.
        database: What --db says.
        format: The format asked for first; "" where none is.
        only_words: Whether `--` was typed: no more options.
        positions: The command's parameters by position, with their defaults.
        words: How many words stand by position.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.command = self.waits_for = self.format = ""
        self.database: str | None = None
        self.only_words = False
        self.positions: dict[str, Any] = {}
        self.options: dict[str, Any] = {}
        self.words = 0
        for word in words:
            self._read(word)

    def _read(self, word: str) -> None:
        if word == "=":  # bash parts --kind=coffee into three words
            return
        if self.waits_for:
            self._set(self.waits_for, word)
            self.waits_for = ""
        elif word == "--" and self.command:
            self.only_words = True
        elif word.startswith("-") and not self.only_words:
            self._read_option(word)
        elif not self.command:
            self._begin(word)
        else:
            self.words += 1

    def _read_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        waits_for = self.awaited_by(name)
        if equals:
            self._set(waits_for, value)
        elif waits_for:
            self.waits_for = waits_for
        elif name[2:] in {"json", "nl", "plain"}:
            self._set("--format", name[2:])
        key = self._key(name)
        if self.options.get(key) != ():
            self.options.pop(key, None)

    def _set(self, parameter: str, value: str) -> None:
        if parameter == "--db":
            self.database = value
        elif parameter == "--format":
            self.format = self.format or value

    def _begin(self, command: str) -> None:
        self.command = command
        if command in COMMANDS:
            self.positions, self.options = fastlane.signature(fastlane.load(command))

    def _key(self, option: str) -> str:
        name = option.lstrip("-").replace("-", "_")
        return name if name in self.options else f"{name}_"

    def awaited_by(self, option: str) -> str:
        """The parameter whose value an option takes; "" for flags and unknown options."""
        key, name = self._key(option), SHORT.get(option, option[2:].replace("-", "_"))
        if key in self.options:
            return "" if self.options[key] is False else key
        return "" if COMMON.get(name, True) else f"--{name}"

    def next_position(self) -> str:
        """The parameter of the next positional word; "" if there is none left."""
        names = list(self.positions)
        if self.words < len(names):
            return names[self.words]
        return names[-1] if names and self.positions[names[-1]] == () else ""
