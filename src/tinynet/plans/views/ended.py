"""The plan that is over: done, as somebody says, or let go."""

from __future__ import annotations

from tinynet.core.dates import say_ago
from tinynet.output.views import done
from tinynet.plans.views.plans import what

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.plans.documents import DonePlanDocument, DroppedPlanDocument


def show(answer: Answer[DonePlanDocument | DroppedPlanDocument], page: Page) -> None:
    """One line."""
    plan = answer.envelope()
    how = "Done" if "done" in plan else "Let go"
    done.say(page, f"{how}: {what(plan)}, planned {say_ago(plan['age_days'])}.")
