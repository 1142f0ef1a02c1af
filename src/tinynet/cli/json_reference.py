"""What every command's JSON holds, read from the TypedDicts in the rooms' documents.py.

A command names its documents in what its `run` returns: `Answer[DueDocument | CountDocument]`. They
cost nothing at run time; only the reference and the tests import this file.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints
from typing import is_typeddict as is_record

from tinynet.cli import fastlane
from tinynet.cli.commands import COMMANDS, ROOMS

OTHER_SHELVES = ("output", "friendship")  # whose documents commands of other rooms answer, too
TABLE_HEAD = "| command | keys beside `schema` |\n|---|---|\n"
WORDS = {
    str: "text", int: "whole number", float: "number", bool: "true or false", NoneType: "null",
    object: "any value",
}  # fmt: skip


def documents(command: str) -> list[Any]:
    """The TypedDicts of a command's JSON, as its `run` says; the first is the usual one.

    Raises:
        LookupError: It names none.
    """
    returned = str(fastlane.load(command).__annotations__["return"])
    names = re.findall(r"\w+", returned)[1:]  # without Answer
    room = next(room for room, commands in ROOMS.items() if command in commands.split())
    if not names:
        raise LookupError(f"{command} names no document of its JSON in what run returns")
    shelves = [import_module(f"tinynet.{place}.documents") for place in (room, *OTHER_SHELVES)]
    return [next(vars(shelf)[name] for shelf in shelves if name in vars(shelf)) for name in names]


def keys(record: Any) -> dict[str, Any]:
    """The keys of a TypedDict with their types."""
    return get_type_hints(record, include_extras=True)


def with_keys(topic: str) -> str:
    """The topic of help about JSON, its table of commands and keys written again."""
    head, _, rest = topic.partition(TABLE_HEAD)
    _, _, after = rest.partition("\n\n")
    rows = []
    for command in COMMANDS:
        several = documents(command)
        usual = keys(several[0])
        more = {key: None for other in several[1:] for key in keys(other) if key not in usual}
        also = f"; or {', '.join(more)}" if more else ""
        rows.append(f"| `tinynet {command}` | {', '.join(usual) or 'none'}{also} |")
    return head + TABLE_HEAD + "\n".join(rows) + "\n\n" + after


def records() -> str:
    """The part of the page that says what stands under each key, a section a command."""
    parts = ["\n## What stands under the keys\n"]
    described: set[str] = set()
    for command in COMMANDS:
        parts.append(f"### {command}\n")
        for record in documents(command):
            parts += [section(one) for one in nested(record) if one.__name__ not in described]
            described |= {one.__name__ for one in nested(record)}
        if parts[-1] == f"### {command}\n":
            names = " or ".join(link(record) for record in documents(command))
            parts.append(f"As {names} above.\n")
    return "\n".join(parts)


def nested(record: Any) -> Iterator[Any]:
    """A TypedDict and those it holds, each once, the outermost first."""
    seen: dict[str, Any] = {}
    waiting = [record]
    while waiting:
        one = waiting.pop(0)
        if one.__name__ not in seen:
            seen[one.__name__] = one
            waiting += [inner for hint in keys(one).values() for inner in inside(hint)]
    yield from seen.values()


def inside(hint: Any) -> list[Any]:
    """The TypedDicts that a type mentions."""
    if is_record(hint):
        return [hint]
    return [record for part in get_args(hint) for record in inside(part)]


def section(record: Any) -> str:
    """A table of one TypedDict's keys."""
    rows = "".join(f"| `{key}` | {say(hint)} |\n" for key, hint in keys(record).items())
    about = (inspect.getdoc(record) or "").replace("\n", " ")
    return f"**{record.__name__}**: {about}\n\n| key | holds |\n|---|---|\n{rows}"


def link(record: Any) -> str:
    """A TypedDict's name as the page prints it."""
    return f"**{record.__name__}**"


def say(hint: Any) -> str:  # noqa: PLR0911  a line a kind of type
    """A type in words."""
    origin, parts = get_origin(hint), get_args(hint)
    if is_record(hint):
        return link(hint)
    if hint is Any:
        return WORDS[object]
    if hint in WORDS:
        return WORDS[hint]
    if origin is NotRequired:
        return f"{say(parts[0])}; may be missing"
    if origin is Annotated:
        return str(parts[1])
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in parts)
    if origin in {UnionType, Union}:
        return " or ".join(map(say, parts))
    if issubclass(origin or hint, Mapping):
        return f"{say(parts[1])}, by {say(parts[0])}"
    return f"list: {say(parts[0])}"
