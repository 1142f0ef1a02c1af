"""Over which days those who piled up were put."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.output.views import done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.friendship.documents import SpreadDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer[SpreadDocument], page: Page) -> None:
    """One line."""
    document = answer.envelope()
    days = [one["snoozed_until"] for one in document["spread"]]
    stay = document["total"] - len(days)
    today = (
        f"{stay:,} {'person is' if stay == 1 else 'people are'} due today"
        if stay
        else "nobody is due today"
    )
    if not days:
        done.say(page, f"Nothing has piled up: {today}.")
        return
    first, last = (say_day(date.fromisoformat(day), page.today) for day in (days[0], days[-1]))
    counts = sorted({days.count(day) for day in days})
    a_day = f", {' or '.join(map(str, counts))} a day" if len(days) > 1 else ""
    when = f"from {first} to {last}{a_day}" if first != last else first
    many = "person comes" if len(days) == 1 else "people come"
    done.say(page, f"{len(days):,} {many} back {when}; {today}.")
