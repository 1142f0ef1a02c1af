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
    stay = (
        "depth and warmth stay as they are" if env.settings["scores"] else "it counts as no contact"
    )

    def skipped(to: Attention) -> list[str]:
        already = " already" if to.was == to.now else ""
        said = f"{to.name} is skipped this time{already}. {to.due()}"
        return [said, f"Skipping is not seeing: {stay}."]

    return attention.put(env, who, "skipped_on", env.today.isoformat(), skipped, did="Skipped")
