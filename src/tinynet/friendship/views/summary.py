"""Show the day's short summary."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago
from tinynet.core.partial import MONTHS, WEEKDAYS
from tinynet.friendship.views import due
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.friendship.documents import SummaryDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

WIDEST = 24  # cells of a name: the reason beside it matters more
FIRST = 3  # people shown; `tinynet due` shows the rest
# One a day, in turn.
HINTS = (
    ("tinynet why WHO", "explains every number"),
    ('tinynet note WHO --next "..."', "keeps what to ask them"),
    ("tinynet snooze WHO 2w", "leaves somebody out for a while"),
    ("tinynet log call WHO --attempt", "when nobody answers"),
    ("tinynet circles", "shows your 5, 15, 50 and 150"),
    ("tinynet edit WHO --every 2w", "asks after somebody as often as you choose"),
    ("tinynet upcoming", "looks a month ahead"),
    ("tinynet help dates", "shows what may be typed as a day"),
)


def show(answer: Answer[SummaryDocument], page: Page) -> None:
    """Show the date, who is due, what comes up, the last contact, one hint."""
    document, today = answer.envelope(), page.today
    page.say((f"{WEEKDAYS[today.weekday()].title()} {today.day} {MONTHS[today.month - 1]}", "bold"))
    page.say()
    people = document["due"]
    if document["away_days"]:
        page.say(due.FRESH_START)
        page.say()
    if people:
        page.table([
            [(shortened(p["name"]), "bold"), (shortened(p["handle"]), "dim"), due.reason(p)]
            for p in people[:FIRST]
        ], align="  w")  # fmt: skip
    else:
        nobody = ("Nobody is waiting to hear from you today.",)
        page.say(*(due.DAY_OFF if document["day_off"] else nobody))
    more = document["total"] - min(len(people), FIRST)
    if document["away_days"]:
        due.others(more, page)
    elif people and more > 0:
        page.say((f"and {count_of(more, 'other')} ", "dim"), ("(tinynet due)", "dim"))
    if document["dates"] or document["plans"] or document["notes"]:
        page.say()
        due.coming(document["dates"], page)
        first = {p["handle"] for p in people[:FIRST]}
        due.planned([p for p in document["plans"] if p["by"] or first & {*p["people"]}], page)
        due.notes([note for note in document["notes"] if note["handle"] in first], page)
    page.say()
    last = document["last"]
    if last:
        days = (today - date.fromisoformat(last["on"])).days
        who = last["people"]
        others = f" and {count_of(len(who) - FIRST, 'other')}" if len(who) > FIRST else ""
        silent = ", no answer" if last["attempt"] else ""
        with_whom = f"{', '.join(who[:FIRST])}{others}{silent}"
        kind = "a contact" if last["kind"] == "other" else last["kind"]
        page.say(("Last  ", "dim"), f"{kind} with {with_whom}, {say_ago(days)}")
    command, does = HINTS[today.toordinal() % len(HINTS)]
    page.say(("Hint  ", "dim"), (command, "cyan"), f" {does}")


def shortened(name: str) -> str:
    """A name or a handle cut to the room there is."""
    return fit(clean(name), WIDEST)
