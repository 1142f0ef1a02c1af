"""Bars and sparklines, drawn with characters; plain ones for terminals that have no others."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FULL, EIGHTHS, LEVELS = "█", "▏▎▍▌▋▊▉", "▁▂▃▄▅▆▇█"
PLAIN_FULL, PLAIN_LEVELS = "#", "_.:-=+*#"


def bar(value: float, most: float, cells: int, *, blocks: bool = True) -> str:
    """A bar as long as `value` is beside `most`; whatever is above 0 can be seen.

    Args:
        value: What it stands for, not negative; more than `most` is drawn as long as `most`.
        most: What would fill all cells.
        cells: How many there are.
        blocks: Draw to an eighth of a cell; otherwise in whole ones, with `#`.
    """
    if value <= 0 or most <= 0:
        return ""
    share = min(value / most, 1)
    if not blocks:
        return PLAIN_FULL * max(round(share * cells), 1)
    whole, rest = divmod(max(round(share * cells * 8), 1), 8)
    return FULL * whole + (EIGHTHS[rest - 1] if rest else "")


def sparkline(values: Sequence[float], *, wide: int = 1, blocks: bool = True) -> str:
    """A column for each value, as high as it is beside the highest; only 0 is as low as 0.

    Args:
        values: Not negative.
        wide: Cells a column; from 2 on there is a gap between two.
        blocks: Draw eight heights of blocks; otherwise characters that look heavier and heavier.
    """
    levels, most = LEVELS if blocks else PLAIN_LEVELS, max(values, default=0)
    steps = len(levels) - 1
    # Rounded up; a fraction may come out above the highest by its last bit.
    heights = [min(-(-value * steps // most), steps) if most else 0 for value in values]
    return ("" if wide == 1 else " ").join(levels[int(height)] * wide for height in heights)
