"""One record a line, tab-separated, never truncated, the handle or id first."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from tinynet.output.answer import Answer


def pieces(answer: Answer) -> Iterator[str]:
    """Yield the answer's rows, a thousand at a time; nothing but a heading for an empty list."""
    from tinynet.output.answer import columns

    yield lines([(answer.heading,)] if answer.heading else [])
    yield from map(joined, columns(answer.plain))


def lines(rows: Iterable[tuple[Any, ...]]) -> str:
    """Render rows as text: floats with two decimals, nothing for None."""
    return joined(list(zip(*rows, strict=True)))


def joined(columns: Sequence[Sequence[Any]]) -> str:
    """Render the rows of these columns as text.

    Columns are made one at a time, since all of one are usually alike: 10,000 people take half
    the time that a call a cell does, and that is as long as the whole daily check.
    """
    made = "\n".join(map("\t".join, zip(*map(column, columns), strict=True)))
    return f"{made}\n" if columns else ""


def column(cells: Sequence[Any]) -> Sequence[str]:
    """The values of one column as text that cannot break a line or a column."""
    kinds = set(map(type, cells))
    if kinds == {float}:
        return list(map("%.2f".__mod__, cells))
    if kinds == {int}:
        return list(map(str, cells))
    if kinds == {int, type(None)}:
        return ["" if number is None else str(number) for number in cells]
    if kinds <= {str, type(None)}:
        texts = [text or "" for text in cells] if type(None) in kinds else cells
        # One look at all of them: what is printable needs no cleaning.
        return texts if "".join(texts).isprintable() else cleaned(texts)
    return list(map(cell, cells))


def cleaned(texts: Iterable[str]) -> list[str]:
    """Sanitise texts for a terminal; rarely needed, so loaded on use."""
    from tinynet.output.text import clean

    return list(map(clean, texts))


def cell(value: Any) -> str:
    """One value as text that cannot break its line or its column."""
    if value is None:
        return ""
    if type(value) is float:
        return f"{value:.2f}"
    if type(value) is bool:
        return "yes" if value else ""
    return cleaned([str(value)])[0]
