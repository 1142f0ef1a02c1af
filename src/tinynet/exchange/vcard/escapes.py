r"""The marks of vCard's texts: backslashes in values, quotes and carets in parameters.

icalendar has functions for the same, with the same answers (a test compares them); but to import
its package takes as long as all the rest of an import of one card, and where nothing is escaped
these are more than ten times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ESCAPED = re.compile(r"\\([\\,;:nN])")
_PIECES = {mark: re.compile(rf"\\.|[^\\{mark}]+|{mark}|\\", re.DOTALL) for mark in (",", ";")}
_CARETS = {"^^": "^", "^n": "\n", "^'": '"'}  # RFC 6868
_CARET = re.compile(r"\^[\^n']")
_TO_CARET = re.compile(r'\^|\r\n|\r|\n|"')
_TO_QUOTE = re.compile("[,;:’]")  # noqa: RUF001  as icalendar does


def unescaped(text: str) -> str:
    r"""A text without its backslashes: `\n` is a line feed, `\,` a comma."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def split_unescaped(text: str, mark: str) -> list[str]:
    """Split a value at each comma or semicolon without a backslash, and unescape the parts."""
    if "\\" not in text:
        return text.split(mark)
    parts: list[list[str]] = [[]]
    for piece in _PIECES[mark].findall(text):
        if piece == mark:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [unescaped("".join(part)) for part in parts]


def split_unquoted(text: str, mark: str) -> list[str]:
    """Split the head of a line, or a parameter's values, at each mark that is not in quotes."""
    if '"' not in text:
        return text.split(mark) if text else []
    parts = [""]
    for number, piece in enumerate(text.split('"')):
        parts[-1] += '"' if number else ""
        if number % 2:
            parts[-1] += piece
        else:
            first, *others = piece.split(mark)
            parts[-1] += first
            parts += others
    return parts


def parameter_value(text: str) -> str:
    """A parameter's value as it was meant, its carets replaced."""
    return _CARET.sub(lambda found: _CARETS[found[0]], text) if "^" in text else text


def written_parameter(values: Iterable[str]) -> str:
    """A parameter's values as they are written, in quotes where that is needed."""
    return ",".join(map(_quoted, values))


def _quoted(value: str) -> str:
    text = _TO_CARET.sub(_caret, value)
    return f'"{text}"' if _TO_QUOTE.search(text) else text


def _caret(found: re.Match[str]) -> str:
    return {"^": "^^", '"': "^'"}.get(found[0], "^n")
