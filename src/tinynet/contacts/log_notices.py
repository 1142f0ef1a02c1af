"""What else there is to know of a contact, said on stderr where stdout has a line for scripts."""

from __future__ import annotations

from tinynet.contacts.views.log import notices

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Unpack

    from tinynet.cli.env import Env
    from tinynet.contacts.documents import Consequences, Notices
    from tinynet.plans.documents import FulfilledPlan


def mention(env: Env, **known: Unpack[Notices]) -> None:
    """Say what a plain line has no place for: notes that are ticked off, and plans.

    That it is the same again is for people at a terminal: a script may well log it on purpose.
    """
    if env.output == "plain":
        for line in notices(known, env.today):
            env.say(line)


def mention_consequences(
    env: Env, followed: Consequences, *, reopened: Sequence[FulfilledPlan] = ()
) -> None:
    """The same of all that a contact ticked off, fulfilled, no longer fulfils or may have been."""
    mention(
        env,
        ticked=followed["ticked"],
        fulfilled=followed["fulfilled"],
        reopened=reopened,
        left_open=followed["left_open"],
    )
