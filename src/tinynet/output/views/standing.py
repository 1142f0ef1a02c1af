"""The line about a person's tie that several views end with."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.documents import Standing
    from tinynet.output.page import Page

SHOWN = 6  # ties echoed; a dinner with twenty is one line longer, not twenty


def standing(tie: Standing, page: Page) -> list[str | tuple[str, str]]:
    """The new strength and the next due day of one person."""
    when = "never due"
    if tie["due_on"]:
        day = date.fromisoformat(tie["due_on"])
        when = f"{'next due' if day > page.today else 'due since'} {say_day(day, page.today)}"
    if not page.scores:
        return [when]
    numbers = f"depth {tie['depth']:.2f} x warmth {tie['warmth']:.2f}"
    return [when, (f"  strength {tie['strength']:.2f} = {numbers}", "dim")]
