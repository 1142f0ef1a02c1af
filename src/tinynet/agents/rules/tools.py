"""The tools that agents have: what they do, and their arguments, named as the commands' words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinynet.agents.rules.shares import TIES
from tinynet.errors import BadValueError

TEXT_MOST = 2_000  # characters of an argument
WHO_MOST = 20  # people in an argument
PER_PAGE, PER_PAGE_MOST, PAGE_MOST = 20, 50, 1_000

WHO = {
    "description": "a handle, a name or part of one, @tag, or a list of them",
    "anyOf": [
        {"type": "string", "maxLength": TEXT_MOST},
        {"type": "array", "maxItems": WHO_MOST, "items": {"type": "string", "maxLength": 200}},
    ],
}
LIMIT = {
    "type": "integer", "minimum": 1, "maximum": PER_PAGE_MOST,
    "description": f"at most so many of each list; {PER_PAGE} unless given",
}  # fmt: skip
PAGE = {
    "type": "integer", "minimum": 1, "maximum": PAGE_MOST,
    "description": "the next so many; 1 unless given",
}  # fmt: skip


def text(description: str) -> dict[str, Any]:
    """The schema of an argument that is a text."""
    return {"type": "string", "maxLength": TEXT_MOST, "description": description}


SINCE, UNTIL = text("from this day on: 2026-01-31, last month, 2025"), text("up to this day")
WITHIN = text("so far ahead: 2w, 1 month")
TOKEN = text("of the answer that said what would be done; leave it out to get that answer")


class Tool:
    """A tool.

    Args:
        says: What it does.
        arguments: The schema of each argument.
        required: Those that must be given.
        lists: The lists of its answer that are paged.
        needs: What must be shared for it to be there.
        names: What the command calls an argument, where that is another word.
        counted: Whether the command itself takes a limit.
    """

    def __init__(
        self,
        says: str,
        arguments: Mapping[str, Any],
        *,
        required: tuple[str, ...] = (),
        lists: tuple[str, ...] = (),
        needs: str = "",
        names: Mapping[str, str] | None = None,
        counted: bool = False,
    ) -> None:
        self.says, self.required, self.lists = says, required, lists
        self.arguments = {**arguments, **({"limit": LIMIT, "page": PAGE} if lists else {})}
        self.needs, self.names, self.counted = needs, names or {}, counted

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments."""
        return {
            "type": "object",
            "properties": self.arguments,
            "required": list(self.required),
            "additionalProperties": False,
        }


READING = {
    "due": Tool(
        "Who to get in touch with now, the best reason first, with the birthdays, plans and "
        "next-time notes that fall now.",
        {"within": WITHIN},
        lists=("due", "dates", "plans", "notes"), needs=TIES, counted=True,
    ),
    "find": Tool(
        "Every record that holds all of the words: names, facts, contacts, plans and whatever "
        "else is shared; the newest first.",
        {"query": text("words, or a phrase in quotes"), "who": WHO, "since": SINCE, "until": UNTIL},
        required=("query",), lists=("hits",), names={"query": "words", "who": "with_"},
        counted=True,
    ),
    "brief": Tool(
        "What to remember before meeting one or several people, and what to ask them.",
        {"who": WHO},
        required=("who",), needs=TIES,
    ),
    "upcoming": Tool(
        "Birthdays, anniversaries, plans and due days ahead.",
        {"within": WITHIN},
        lists=("dates", "due", "plans"), needs=TIES,
    ),
    "history": Tool(
        "What happened, the newest first; with several people, what all of them were there for.",
        {"who": WHO, "since": SINCE, "until": UNTIL},
        lists=("interactions",), needs=TIES, counted=True,
    ),
    "why": Tool(
        "Every number of a friendship's score and due day, and the contacts behind it.",
        {"who": WHO},
        required=("who",), lists=("days",), needs=TIES,
    ),
    "ask": Tool(
        "Who may help with a topic, and who could introduce the owner to somebody who would.",
        {"topic": text("a word or a few: baking, moving house")},
        required=("topic",), lists=("helpers", "introducers"), counted=True,
    ),
    "common": Tool(
        "What two or more people have in common, and what they do not.",
        {"who": WHO},
        required=("who",), lists=("things",),
    ),
}  # fmt: skip
ONCE_MORE = (
    " The first call changes nothing: it says what would be written, with a token. Show that to "
    "the owner; only with their consent call again with the same arguments and the token."
)
WRITING = {
    "log": Tool(
        "Log a contact with one or several people." + ONCE_MORE,
        {
            "kind": text("coffee, call, dinner, ..."), "who": WHO,
            "on": text("the day: yesterday, 2026-01-31; today unless given"),
            "for": text("how long: 45m, 1h30"), "at": text("where"), "note": text("a note"),
            "token": TOKEN,
        },
        required=("kind", "who"), names={"for": "for_"},
    ),
    "note": Tool(
        "Keep a note about somebody, or with next what to bring up when they meet next."
        + ONCE_MORE,
        {
            "who": WHO, "text": text("the note"), "token": TOKEN,
            "next": {"type": "boolean", "description": "show it before they meet next"},
        },
        required=("who", "text"),
    ),
    "plan": Tool(
        "Keep an intention to do something with somebody." + ONCE_MORE,
        {
            "kind": text("coffee, call, dinner, ..."), "who": WHO,
            "by": text("the day it is for, if any"), "note": text("a note"), "token": TOKEN,
        },
        required=("kind", "who"),
    ),
}  # fmt: skip


def check(tool: Tool, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """The arguments of a call, `who` as a tuple of words as they would be typed.

    Raises:
        BadValueError: One is missing, unknown, too long or of another type.
    """
    found = {name: value for name, value in (given or {}).items() if value is not None}
    for name in found:
        if name not in tool.arguments:
            raise BadValueError(
                f'There is no argument "{name[:40]}"', f"There are {', '.join(tool.arguments)}"
            )
    for name in tool.required:
        if name not in found:
            raise BadValueError(
                f"The argument {name} is missing", tool.arguments[name]["description"]
            )
    return {name: value_of(name, tool.arguments[name], value) for name, value in found.items()}


def value_of(name: str, schema: Mapping[str, Any], value: Any) -> Any:
    """One argument, checked."""
    if schema is WHO:
        words = value.split() if isinstance(value, str) else value
        is_list = isinstance(words, list) and all(isinstance(word, str) for word in words)
        if is_list and 0 < len(words) <= WHO_MOST and sum(map(len, words)) <= TEXT_MOST:
            return tuple(words)
        raise BadValueError(
            f"The argument {name} names nobody, or too many",
            f"Give a handle or a name, or a list of at most {WHO_MOST}",
        )
    kind: type = {"string": str, "integer": int, "boolean": bool}[schema["type"]]
    if type(value) is not kind:
        raise BadValueError(f"The argument {name} is no {schema['type']}", schema["description"])
    if isinstance(value, str) and len(value) > TEXT_MOST:
        raise BadValueError(
            f"The argument {name} has {len(value):,} characters",
            f"{TEXT_MOST:,} are the most there can be",
        )
    if isinstance(value, int) and kind is int and not 1 <= value <= schema["maximum"]:
        raise BadValueError(
            f"The argument {name} cannot be {value}", f"It is from 1 to {schema['maximum']}"
        )
    return value
