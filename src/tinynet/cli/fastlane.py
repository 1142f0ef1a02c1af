"""Binds the plain daily command lines to the commands' functions without importing Typer.

It answers None for anything it does not fully understand, which Typer then parses: help, errors,
abbreviations. tests/cli/test_binders.py holds the two to the same binding.
"""

from __future__ import annotations

from tinynet.cli.commands import COMMANDS, COMMON, SHORT, module_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from tinynet.output.answer import Answer

    Bound = tuple[Callable[..., Answer], dict[str, Any], dict[str, Any]]


def bind(arguments: Sequence[str]) -> Bound | None:  # noqa: C901  one loop is quicker than two
    """Bind a plain command line: its function, arguments and common options; None if not plain."""
    if not arguments or arguments[0] not in COMMANDS or "" in arguments:
        return None
    function = load(arguments[0])
    positions, options = signature(function)
    given: dict[str, Any] = {}
    common: dict[str, Any] = {}
    words: list[str] = []
    rest = iter(arguments[1:])
    for word in rest:
        if not word.startswith("-"):
            words.append(word)
            continue
        name = SHORT.get(word) or word[2:].replace("-", "_")
        known = name if name in options else f"{name}_"
        is_one = word[:2] == "--" or word in SHORT
        if not is_one or "_" in word or (known not in options and name not in COMMON):
            return None
        into, key = (given, known) if known in options else (common, name)
        is_flag = options[known] is False if known in options else COMMON[name]
        value = True if is_flag else next(rest, "-")
        repeats = into is given and options[known] == ()
        if str(value).startswith("-") or (key in into and not repeats):
            return None
        into[key] = (*given.get(key, ()), value) if repeats else value
    for name, default in positions.items():
        if default == ():
            given[name], words = tuple(words), []
        elif words:
            given[name] = words.pop(0)
        elif default is ...:
            return None
    if words:
        return None
    return function, given, common


def load(command: str) -> Callable[..., Answer]:
    """The function of a command; importing only its own module."""
    return load_module(module_name(command))


def load_module(name: str) -> Callable[..., Answer]:
    """The function `run` of a module that is known by name only."""
    module = __import__(name, fromlist=["run"])
    function: Callable[..., Answer] = module.run
    return function


def signature(function: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a command's parameters from its function; importing `inspect` doubles the start-up time.

    Returns:
        Its positional parameters and its options, each with the default; `...` is "required".
    """
    code, names = function.__code__, function.__code__.co_varnames
    places = names[1 : code.co_argcount]
    defaults = function.__defaults__ or ()
    required = len(places) - len(defaults)
    positions = dict.fromkeys(places[:required], ...) | dict(
        zip(places[required:], defaults, strict=True)
    )
    only = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    return positions, {name: (function.__kwdefaults__ or {})[name] for name in only}
