"""Two or three sets that overlap, drawn with characters."""

from __future__ import annotations

from tinynet.output.text import clean, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinynet.output.page import Page, Part

    Inside = Mapping[tuple[int, ...], Sequence[str]]

NARROWEST = 60  # columns of a page that three sets fit on
WIDEST = 80
FIELD_MIN = 14  # columns of one field
LINES = 8  # of one field
SLIVER = 2  # columns of the first and the second set beside the third
LINE = "dim"


def draw(page: Page, names: Sequence[str], inside: Inside) -> None:
    """Draw the sets of two or three people.

    Args:
        page: At least `NARROWEST` columns wide.
        names: What the sets are called.
        inside: The lines of each field, by the numbers of the sets that it is in: (0,), (0, 1)...
    """
    edges = 4 if len(names) == 2 else 6 + 2 * SLIVER
    wanted = [width(clean(line)) + 2 for lines in inside.values() for line in lines[:LINES]]
    wanted += [width(clean(name)) + 5 for name in names]
    room = (min(page.width, WIDEST) - edges) // 3
    field = min(max([FIELD_MIN, *wanted]), room)
    if len(names) == 2:
        two(page, names, inside, field)
    else:
        three(page, names, inside, field)


def two(page: Page, names: Sequence[str], inside: Inside, m: int) -> None:
    """Side by side, the second a line lower; `m` is the width of a field."""
    page.say(*top(names[0], 2 * m + 1))
    page.say(line(f"│{' ' * m}╭{'─' * m}┼"), *right(names[1], m), line("╮"))
    fields = [((0,), m), ((0, 1), m), ((1,), m)]
    band(page, inside, fields, "", "")
    page.say(line(f"│{' ' * m}╰{'─' * m}┼{'─' * m}╯"))
    page.say(line(f"╰{'─' * (2 * m + 1)}╯"))


def three(page: Page, names: Sequence[str], inside: Inside, m: int) -> None:
    """The third below the two others and across both; `m` is the width of a field."""
    s, wide = SLIVER, SLIVER + 1 + m
    page.say(*top(names[0], wide + 1 + m))
    page.say(line(f"│{' ' * wide}╭{'─' * m}┼"), *right(names[1], wide), line("╮"))
    band(page, inside, [((0,), wide), ((0, 1), m), ((1,), wide)], "", "")
    page.say(line(f"│{' ' * s}╭{'─' * m}┼{'─' * m}┼{'─' * m}╮{' ' * s}│"))
    fields = [((0, 2), m), ((0, 1, 2), m), ((1, 2), m)]
    band(page, inside, fields, f"│{' ' * s}", f"{' ' * s}│")
    page.say(line(f"╰{'─' * s}┼{'─' * m}┼{'─' * m}╯{' ' * m}│{' ' * s}│"))
    left = " " * (s + 1)
    page.say(line(f"{left}│{' ' * m}╰{'─' * (2 * m + 1)}┼{'─' * s}╯"))
    band(page, inside, [((2,), 3 * m + 2)], left, "")
    bottom = f" {fit(clean(names[2]), 3 * m - 4)} "
    rest = "─" * (3 * m + 1 - width(bottom))
    page.say(line(f"{left}╰─"), (bottom, "bold"), line(f"{rest}╯"))


def top(name: str, inner: int) -> list[Part]:
    """The upper edge of a set that is `inner` columns wide, with its name at the left."""
    label = f" {fit(clean(name), inner - 4)} "
    return [line("╭─"), (label, "bold"), line(f"{'─' * (inner - 1 - width(label))}╮")]


def right(name: str, inner: int) -> list[Part]:
    """The same edge with the name at the right, without its corners."""
    label = f" {fit(clean(name), inner - 4)} "
    return [line("─" * (inner - 1 - width(label))), (label, "bold"), line("─")]


def band(
    page: Page,
    inside: Inside,
    fields: Sequence[tuple[tuple[int, ...], int]],
    left: str,
    rest: str,
) -> None:
    """The lines of fields side by side, as many as the fullest of them has."""
    texts = [cut(inside.get(sets, ())) for sets, _ in fields]
    most = max(len(sets) for sets in inside)
    for number in range(max(1, *map(len, texts))):
        parts: list[Part] = [line(left)]
        for (sets, room), lines in zip(fields, texts, strict=True):
            text = fit(lines[number], room - 2) if number < len(lines) else ""
            style = "cyan" if len(sets) == most else ""
            parts += [line("│ "), (text, style), " " * (room - 1 - width(text))]
        page.say(*parts, line(f"│{rest}"))


def cut(lines: Sequence[str]) -> list[str]:
    """The lines that a field has room for."""
    texts = [clean(text) for text in lines]
    if len(texts) <= LINES:
        return texts
    return [*texts[: LINES - 1], f"and {len(texts) - LINES + 1} more"]


def line(text: str) -> Part:
    """A piece of an edge."""
    return (text, LINE)
