"""A friendship over the years with characters: sparklines of depth and contacts, peaks named."""

from __future__ import annotations

from datetime import date

from tinynet.core.partial import MONTHS
from tinynet.core.spans import say_duration
from tinynet.output.bars import sparkline
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.pictures.documents import FriendshipDocument, MonthOfFriendship, PeakOfFriendship

LABEL = 9  # cells
LEAST = 4  # months that are shown on the narrowest screen
BESIDE = 5  # cells of the number behind them
ROOMY = 50  # columns, from which on peaks have their depth beside them


def show(answer: Answer[FriendshipDocument], page: Page) -> None:
    """Depth and contacts, a column a month; then the peaks."""
    document = answer.envelope()
    page.title(document["name"], (f"  {document['handle']}", "dim"))
    whole = document["months"]
    if not any(month["contacts"] for month in whole):
        page.text("No contact yet.")
        page.say((f"tinynet log coffee {document['handle']}", "bold"))
        return
    months = whole[-max(page.width - LABEL - BESIDE, LEAST) :]
    page.say()
    page.verbatim(" " * LABEL + years(months))
    depths, contacts = ([month[key] for month in months] for key in ("depth", "contacts"))
    depth_text = f"  {depths[-1]:.1f}" if page.scores else ""
    page.say(("depth".ljust(LABEL), "dim"),
             (sparkline(depths, blocks=page.blocks), "cyan"), (depth_text, "dim"))  # fmt: skip
    page.say(("contacts".ljust(LABEL), "dim"),
             (sparkline(contacts, blocks=page.blocks), "green"),
             (f"  {contacts[-1]}", "dim"))  # fmt: skip
    if len(months) < len(whole):
        page.say((f"the last {count_of(len(months), 'month')} of {len(whole):,}", "dim"))
    page.say()
    for number, peak in enumerate(document["peaks"]):
        page.say(("" if number else "peaks").ljust(LABEL), *named(peak, page))
    most = max(months, key=lambda month: (month["contacts"], month["month"]))
    if most["contacts"]:
        page.say(
            ("busiest".ljust(LABEL), "dim"),
            f"{say_month(most['month'])}, {count_of(most['contacts'], 'contact')}",
        )


def years(months: Sequence[MonthOfFriendship]) -> str:
    """The year over its first month, where there is room for it."""
    made = ""
    for number, month in enumerate(months):
        begins = month["month"].endswith("-01") or number == 0
        room = len(made) <= number and (number == 0 or len(months) - number >= 4)
        until = next((at for at in range(1, 5) if number + at < len(months)
                      and months[number + at]["month"].endswith("-01")), 5)  # fmt: skip
        if begins and room and (number or until == 5):
            made = made.ljust(number) + month["month"][:4] + " "
    return made.rstrip()


def named(peak: PeakOfFriendship, page: Page) -> list[str | tuple[str, str]]:
    """A peak: the month, what happened, and how deep it was."""
    long = f", {say_duration(peak['minutes'])}" if peak["minutes"] else ""
    where = f", {clean(peak['place'])}" if peak["place"] else ""
    day = date.fromisoformat(peak["on"])
    line = f"{day.day} {say_month(peak['on'])}: {peak['kind']}{long}{where}"
    deep = f"  depth {peak['depth']:.1f}" if page.scores and page.width >= ROOMY else ""
    return [fit(line, max(page.width - LABEL - len(deep), LABEL)), (deep, "dim")]


def say_month(day: str) -> str:
    """The month of an ISO day or month: Jul 2025."""
    return f"{MONTHS[int(day[5:7]) - 1][:3]} {day[:4]}"
