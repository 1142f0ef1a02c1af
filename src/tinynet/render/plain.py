"""One record a line, tab-separated, never truncated, the handle or id first."""

from __future__ import annotations

from tinynet.render.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from tinynet.core.answer import Answer


def render(answer: Answer) -> str:
    """The answer's rows; nothing for an empty list."""
    return lines(answer.plain)


def lines(rows: Iterable[tuple[Any, ...]]) -> str:
    """Rows as text: a float with two decimals, nothing for None."""
    return "".join(["\t".join(map(cell, row)) + "\n" for row in rows])


def cell(value: Any) -> str:
    """One value as text that cannot break its line or its column."""
    if value is None:
        return ""
    if type(value) is float:
        return f"{value:.2f}"
    if type(value) is bool:
        return "yes" if value else ""
    return clean(str(value))
