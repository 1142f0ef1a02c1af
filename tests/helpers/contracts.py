"""Compares what a command answers as JSON with the TypedDicts that it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, is_typeddict

from tinynet.cli import json_reference

KINDS = {str: str, int: int, float: (int, float), bool: bool, NoneType: NoneType}
documents = cache(json_reference.documents)
keys = cache(json_reference.keys)


def check(command: str, document: dict[str, Any]) -> None:
    """Check that a document has exactly the keys of one of the command's TypedDicts.

    Raises:
        AssertionError: It has not, with the key's name and place.
        LookupError: The command names none.
    """
    known = documents(command)
    without = {key: value for key, value in document.items() if key != "schema"}
    assert document.get("schema") == 1, f"{command}: no schema"
    found = [faults(without, record, record.__name__) for record in known]
    assert [] in found, f"{command} --json: {'; '.join(min(found, key=len))}"


def faults(value: Any, hint: Any, where: str) -> list[str]:  # noqa: PLR0911  a line a kind of type
    """What is wrong with a value of JSON, each with its place."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Annotated, NotRequired}:
        return faults(value, parts[0], where)
    if hint in {Any, object}:
        return []
    if origin in {UnionType, Union}:
        each = [faults(value, part, where) for part in parts]
        return min(each, key=len)
    if origin is Literal:
        return [] if value in parts else [f"{where} is {value!r}"]
    if is_typeddict(hint):
        return faults_of_record(value, hint, where)
    if hint in KINDS:
        fits = isinstance(value, KINDS[hint]) and (hint is bool or not isinstance(value, bool))
        return [] if fits else [f"{where} is {value!r}, no {hint.__name__}"]
    if issubclass(origin, Mapping):
        if not isinstance(value, dict):
            return [f"{where} is {value!r}, no object"]
        inner = [(one, parts[1], f"{where}.{key}") for key, one in value.items()]
    elif isinstance(value, list):
        inner = [(one, parts[0], f"{where}[]") for one in value]
    else:
        return [f"{where} is {value!r}, no list"]
    return [fault for one in inner for fault in faults(*one)]


def faults_of_record(value: Any, record: Any, where: str) -> list[str]:
    """What is wrong with an object: keys missing or not told of, values that do not fit."""
    if not isinstance(value, dict):
        return [f"{where} is {value!r}, no object"]
    known = keys(record)
    found = [f"{where}.{key} is not in {record.__name__}" for key in value if key not in known]
    for key, hint in known.items():
        if key in value:
            found += faults(value[key], hint, f"{where}.{key}")
        elif get_origin(hint) is not NotRequired:
            found.append(f"{where}.{key} is missing")
    return found
