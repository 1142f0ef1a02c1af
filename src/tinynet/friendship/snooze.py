"""tinynet snooze: leave somebody out of the due list for a while."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.core.dates import say_day
from tinynet.errors import UsageError
from tinynet.friendship import attention

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Off, PeriodWords, WhoOrMany
    from tinynet.friendship.attention import Attention
    from tinynet.friendship.documents import SnoozeDocument, SnoozeManyDocument
    from tinynet.output.answer import Answer

EXAMPLES = (
    "tinynet snooze anne 2w",
    "tinynet snooze anne 1 month",
    "tinynet snooze anne until monday",
    "tinynet snooze anne --off    back in the due list at once",
    "tinynet snooze @family 1w    everybody with that tag",
)


def run(
    env: Env, who: WhoOrMany, duration: PeriodWords = (), *, off: Off = False
) -> Answer[SnoozeDocument | SnoozeManyDocument]:
    """Leave somebody out of the due list for a while, or up to a day. Their clock runs on.

    10 years are the most.
    """
    if bool(duration) == off:
        raise UsageError("Snooze for how long?", "Give a time such as 2w, a day, or --off")
    if off:
        return attention.put(env, who, "snoozed_until", None, woken, did="Snoozed no longer")
    until = checks.ahead(env, " ".join(duration))
    did = f"Out of the due list until {say_day(until, env.today)}"
    return attention.put(env, who, "snoozed_until", until.isoformat(), snoozed, did=did)


def snoozed(to: Attention) -> list[str]:
    """Describe a snooze."""
    if to.was == to.now:
        return [f"{to.name} stays out of the due list until {to.say(to.now)} already."]
    lines = [f"{to.name} stays out of the due list until {to.say(to.now)}."]
    return [*lines, f"It was until {to.say(to.was)}."] if to.runs else lines


def woken(to: Attention) -> list[str]:
    """Describe the end of a snooze."""
    if not to.runs:
        return [f"{to.name} was not snoozed."]
    return [f"{to.name} is no longer snoozed.", to.due()]
