"""What else there is to know of a contact, said on stderr where stdout has a line for scripts."""

from __future__ import annotations

from tinynet.contacts.views.log import notices

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Unpack

    from tinynet.cli.env import Env
    from tinynet.contacts.documents import Notices


def mention(env: Env, **known: Unpack[Notices]) -> None:
    """Say what a plain line has no place for: notes that are ticked off, and plans.

    That it is the same again is for people at a terminal: a script may well log it on purpose.
    """
    if env.output == "plain":
        for line in notices(known, env.today):
            env.say(line)
