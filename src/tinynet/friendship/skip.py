"""tinynet skip: restart a person's clock without a contact."""

from __future__ import annotations

from tinynet.friendship import attention

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import WhoOrMany
    from tinynet.friendship.attention import Attention
    from tinynet.friendship.documents import SkipDocument, SkipManyDocument
    from tinynet.output.answer import Answer

EXAMPLES = ("tinynet skip anne", "tinynet skip anne && tinynet due")


def run(env: Env, who: WhoOrMany) -> Answer[SkipDocument | SkipManyDocument]:
    """Start somebody's clock again today. Skipping is not seeing: it counts as no contact."""
    return attention.put(env, who, "skipped_on", env.today.isoformat(), skipped, did="Skipped")


def skipped(to: Attention) -> list[str]:
    """Describe a skip."""
    already = " already" if to.was == to.now else ""
    return [
        f"{to.name} is skipped this time{already}. {to.due()}",
        "Skipping is not seeing: depth and warmth stay as they are.",
    ]
