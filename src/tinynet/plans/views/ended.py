"""The plan that is done, as somebody says."""

from __future__ import annotations

from tinynet.core.dates import say_ago
from tinynet.output.views import done
from tinynet.plans.views.plans import what

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.plans.documents import DonePlanDocument


def show(answer: Answer[DonePlanDocument], page: Page) -> None:
    """One line."""
    plan = answer.envelope()
    done.say(page, f"Done: {what(plan)}, planned {say_ago(plan['age_days'])}.")
