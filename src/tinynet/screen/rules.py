"""What the lists hold, and how a typed line is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tinynet.core.dates import say_ago, say_day
from tinynet.core.names import join_names
from tinynet.errors import UsageError
from tinynet.plans.rules.plans import say_age

LISTS = ("due", "everybody", "circles", "upcoming", "plans")
EMPTY = {
    "due": "Nobody is due today. tab shows everybody.",
    "everybody": "There is nobody yet. a adds somebody.",
    "circles": "Nobody is in a circle yet.",
    "upcoming": "Nothing is coming up.",
    "plans": "Nothing is planned. p plans something.",
    "find": "Nothing is found.",
}
QUOTES = "\"'"


class Row(NamedTuple):
    """A line of a list; a heading has no name of a person, and `handle` may be nobody's."""

    handle: str
    name: str
    about: str
    heading: bool = False


def due(document: Mapping[str, Any]) -> list[Row]:
    """Who is due, the best reason first."""
    return [
        Row(one["handle"], one["name"], state(one["state"], one["days_since"]))
        for one in document["due"]
    ]


def state(word: str, days: int | None) -> str:
    """How it stands with somebody: "overdue, 3 weeks ago"."""
    return "not yet" if days is None else f"{word}, {say_ago(days)}"


def everybody(
    due_ones: Sequence[Row], people: Sequence[Mapping[str, Any]], today: date
) -> list[Row]:
    """Who is due first, then the others by rank."""
    first = {row.handle for row in due_ones}
    rows = list(due_ones)
    for one in people:
        if one["handle"] not in first:
            on = one["last_on"]
            ago = say_ago((today - date.fromisoformat(on)).days) if on else "not yet"
            rows.append(Row(one["handle"], one["name"], ago))
    return rows


def circles(document: Mapping[str, Any]) -> list[Row]:
    """Each circle, and who is in it."""
    rows: list[Row] = []
    for one in document["circles"]:
        if one["people"]:
            rows.append(Row("", one["circle"], f"{one['people']} of {one['size']}", heading=True))
            rows += [
                Row(handle, name, "")
                for handle, name in zip(one["handles"], one["names"], strict=True)
            ]
    if rows and document["unassigned"]:
        rows.append(Row("", "in no circle", f"{document['unassigned']:,}", heading=True))
    return rows


def upcoming(document: Mapping[str, Any], today: date) -> list[Row]:
    """What comes, day by day."""
    found: list[tuple[str, Row]] = []

    def add(on: str, handle: str, name: str, what: str) -> None:
        day = say_day(date.fromisoformat(on), today)
        found.append((on, Row(handle, name, f"{day}, {what}")))

    for one in document["dates"]:
        age = "" if one["age"] is None else f" ({one['age']})"
        add(one["on"], one["handle"], one["name"], f"{one['what']}{age}")
    for one in document["due"]:
        add(one["listed_on"], one["handle"], one["name"], "due")
    for one in document["plans"]:
        if one["people"]:
            add(one["by"], one["people"][0], join_names(one["names"]), one["kind"])
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def plans(document: Mapping[str, Any], today: date) -> list[Row]:
    """What is planned, and since when."""
    rows: list[Row] = []
    for one in document["plans"]:
        by = f", by {say_day(date.fromisoformat(one['by']), today)}" if one["by"] else ""
        about = f"{one['kind']}, {say_age(one['age_days'])}{by}"
        name = join_names(one["names"]) or "somebody"
        rows.append(Row(one["people"][0] if one["people"] else "", name, about))
    return rows


def found(document: Mapping[str, Any]) -> list[Row]:
    """Whom a search finds, once each, with the first of what was found."""
    rows: dict[str, Row] = {}
    for hit in document["hits"]:
        text = " ".join(hit["text"].split())
        if hit["handle"] is None:
            rows[f"{hit['what']} {hit['id']}"] = Row("", text, hit["what"])
            continue
        about = "" if hit["what"] == "name" else f"{hit['what']}: {text}"
        rows.setdefault(hit["handle"], Row(hit["handle"], hit["name"], about))
    return list(rows.values())


def split_line(line: str) -> list[str]:
    """The words of a line, as a shell parts them; a quote inside a word is an apostrophe.

    Nothing is expanded: no variables, no wildcards, no backslashes.

    Raises:
        UsageError: A quotation is not closed.
    """
    words, is_open = read(line)
    if is_open:
        raise UsageError("A quotation is not closed", 'Put " where it ends')
    return words


def words_before(text: str) -> list[str]:
    """The words of an unfinished line up to the cursor, the last one as far as it is typed."""
    words, is_open = read(text)
    return words if words and (is_open or not text[-1:].isspace()) else [*words, ""]


def read(line: str) -> tuple[list[str], bool]:
    """The words of a line, and whether a quotation is still open."""
    words: list[str] = []
    word, quote, is_word = "", "", False
    for at, letter in enumerate(line):
        ends = at + 1 == len(line) or line[at + 1].isspace()
        if quote and letter == quote and (quote == '"' or ends):
            quote = ""
        elif quote:
            word += letter
        elif letter == '"' or (letter == "'" and (not word or word.endswith("="))):
            quote, is_word = letter, True
        elif letter.isspace():
            if is_word:
                words.append(word)
            word, is_word = "", False
        else:
            word, is_word = word + letter, True
    if is_word:
        words.append(word)
    return words, bool(quote)


def as_word(text: str) -> str:
    """A text as one word of a line."""
    plain = text and not any(letter.isspace() or letter == '"' for letter in text)
    return text if plain and text[0] not in QUOTES else f'"{text}"'


def completed(line: str, cursor: int, candidate: str) -> tuple[str, int]:
    """A line in which the word at the cursor is replaced by a candidate, and the cursor then."""
    before, after = line[:cursor], line[cursor:]
    start = max(before.rfind(" "), before.rfind("\t")) + 1
    word = as_word(candidate)
    space = "" if after.startswith(" ") or word.endswith("=") else " "
    made = before[:start] + word + space
    return made + after, len(made) + (1 if after.startswith(" ") else 0)
