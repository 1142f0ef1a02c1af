"""What the JSON of setting up holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict, final

from tinynet.output.documents import Handle

Value = str | int | bool

# `from` is a word of Python's own, so it cannot be written as an attribute.
Setting = TypedDict(
    "Setting",
    {
        "key": str,
        "value": Value,
        "default": Value,
        "from": Annotated[str, "`file` or `default`"],
        "about": str,
    },
)
Setting.__doc__ = "A setting, where its value comes from, and what it is about."


@final
class SettingsDocument(TypedDict):
    """All settings, and the file that holds them."""

    path: str
    settings: Sequence[Setting]


@final
class SettingDocument(TypedDict):
    """One setting."""

    key: str
    value: Value


@final
class ChangedSettingDocument(TypedDict):
    """A setting as it is now and as it was; null where there is no such setting."""

    key: str
    value: Value | None
    was: Value | None


@final
class SettingsFileDocument(TypedDict):
    """The file that holds the settings."""

    path: str


@final
class EditedSettingsDocument(TypedDict):
    """Whether the file was changed in the editor."""

    path: str
    changed: bool


class InitDocument(TypedDict):
    """What a shell runs as it starts."""

    shell: str
    script: str


class PromptDocument(TypedDict):
    """How many are due, and who comes first where they are few."""

    due: int
    first: Handle | None


class DemoStep(TypedDict):
    """A command, and what it prints."""

    command: str
    output: str


class DemoDocument(TypedDict):
    """The commands of the demo."""

    steps: Sequence[DemoStep]
