"""tinynet archive: leave a person out of the lists, keeping everything."""

from __future__ import annotations

from tinynet.friendship import attention

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Off, WhoOrMany
    from tinynet.friendship.attention import Attention
    from tinynet.friendship.documents import ArchiveDocument, ArchiveManyDocument
    from tinynet.output.answer import Answer

EXAMPLES = (
    "tinynet archive anne",
    "tinynet archive anne --off    back among your friends",
    "tinynet archive @oldjob       everybody with that tag",
    "tinynet list --archived",
)


def run(
    env: Env, who: WhoOrMany, *, off: Off = False
) -> Answer[ArchiveDocument | ArchiveManyDocument]:
    """Put somebody away: out of the lists, with everything about them kept."""
    value = None if off else env.today.isoformat()
    describe = describe_returned if off else describe_archived
    did = "Back from the archive" if off else "In the archive now, with everything kept"
    return attention.put(env, who, "archived_on", value, describe, did=did)


def describe_archived(to: Attention) -> list[str]:
    """Describe that a person was archived."""
    if to.runs:
        return [f"{to.name} has been in the archive since {to.say(to.was)}."]
    back = f"When you want them back: tinynet archive {to.handle} --off"
    return [f"{to.name} is in the archive now, with everything kept.", back]


def describe_returned(to: Attention) -> list[str]:
    """Describe that a person was taken back from the archive."""
    if not to.runs:
        return [f"{to.name} was not in the archive."]
    return [f"{to.name} is back from the archive.", to.due()]
