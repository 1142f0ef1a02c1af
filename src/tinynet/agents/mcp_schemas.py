"""The JSON schema of what a tool answers, made from the TypedDicts of the commands' JSON."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, is_typeddict

from tinynet.agents.documents import WriteDocument
from tinynet.agents.rules.tools import READING
from tinynet.cli import json_reference

KINDS = {
    str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null",
}  # fmt: skip
ENVELOPE = {"schema": {"type": "integer"}, "notice": {"type": "string"}}
PAGED = {"page": {"type": "integer"}, "more": {"type": "boolean"}}


@cache
def output_schema(tool: str) -> dict[str, Any]:
    """The schema of a tool's answer.

    Args:
        tool: One of `READING` or `WRITING`.
    """
    shared: dict[str, Any] = {}
    if tool in READING:
        # Of several documents a tool gets the usual one: no tool has the options of the others.
        made = record_schema(json_reference.documents(tool)[0], shared)
        extra = {**ENVELOPE, **(PAGED if READING[tool].lists else {})}
    else:
        made, extra = record_schema(WriteDocument, shared), {"schema": ENVELOPE["schema"]}
    made["properties"] |= extra
    made["required"] = sorted({*made["required"], *extra})
    return {**made, **({"$defs": shared} if shared else {})}


def record_schema(record: Any, shared: dict[str, Any]) -> dict[str, Any]:
    """The schema of a TypedDict; keys may come with later versions.

    Args:
        record: The TypedDict.
        shared: The schemas of those that it holds, by name, which are added.
    """
    keys = json_reference.keys(record)
    return {
        "type": "object",
        "properties": {key: schema_of(hint, shared) for key, hint in keys.items()},
        "required": [key for key, hint in keys.items() if get_origin(hint) is not NotRequired],
    }


def schema_of(hint: Any, shared: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0911  a line a kind of type
    """The schema of a value of some type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Annotated, NotRequired}:
        return schema_of(parts[0], shared)
    if hint in {Any, object}:
        return {}
    if hint in KINDS:
        return {"type": KINDS[hint]}
    if is_typeddict(hint):
        if hint.__name__ not in shared:
            shared[hint.__name__] = {}  # one that holds itself finds it
            shared[hint.__name__] |= record_schema(hint, shared)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in {UnionType, Union}:
        each = [schema_of(part, shared) for part in parts]
        types = [one["type"] for one in each if list(one) == ["type"]]
        return {"type": types} if len(types) == len(each) else {"anyOf": each}
    if issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(parts[1], shared)}
    return {"type": "array", "items": schema_of(parts[0], shared)}
