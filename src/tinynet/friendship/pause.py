"""tinynet pause: leave somebody out until told otherwise."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.core.cadence import FOREVER
from tinynet.core.dates import say_day
from tinynet.errors import BadDateError, UsageError
from tinynet.friendship import attention

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Back, Off, WhoOrMany
    from tinynet.friendship.attention import Attention
    from tinynet.friendship.documents import PauseDocument, PauseManyDocument
    from tinynet.output.answer import Answer

EXAMPLES = (
    "tinynet pause anne",
    'tinynet pause anne --until "1 september"',
    "tinynet pause @sailing      everybody with that tag",
    "tinynet pause anne --off    they are due again when their time comes",
)


def run(
    env: Env, who: WhoOrMany, *, until: Back = None, off: Off = False
) -> Answer[PauseDocument | PauseManyDocument]:
    """Leave somebody out of the due list until a day, or until you end it with --off."""
    if until is not None and off:
        raise UsageError("--until and --off cannot be used together", "Give one of the two")
    if off:
        return attention.put(env, who, "paused_until", None, ended, did="Paused no longer")
    day = checks.future_day(env, until)
    if day == env.today:
        raise BadDateError("A pause cannot end today", "Give a later day, or end one with --off")
    value = day.isoformat() if day else FOREVER
    did = f"Paused until {say_day(day, env.today) if day else 'you say so'}"
    return attention.put(env, who, "paused_until", value, paused, did=did)


def paused(to: Attention) -> list[str]:
    """Describe a pause."""
    already = " already" if to.was == to.now else ""
    if to.now == FOREVER:
        back = f"When you want them back: tinynet pause {to.handle} --off"
        return [f"{to.name} is paused{already}, until you say so.", back]
    return [f"{to.name} is paused until {to.say(to.now)}{already}."]


def ended(to: Attention) -> list[str]:
    """Describe the end of a pause."""
    if not to.runs:
        return [f"{to.name} was not paused."]
    return [f"{to.name} is no longer paused.", to.due()]
