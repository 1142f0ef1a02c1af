"""What is planned now, and what ends it."""

from __future__ import annotations

from tinynet.output.views import done
from tinynet.plans.rules.plans import say_age
from tinynet.plans.views.plans import by_day, suggested_by, what

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.plans.documents import PlanDocument


def show(answer: Answer[PlanDocument], page: Page) -> None:
    """The plan, and the line that logs it."""
    plan = answer.envelope()
    more = [text for text in (by_day(plan, page.today), suggested_by(plan)) if text]
    start = f"Planned already, {say_age(plan['age_days'])}: " if plan["refreshed"] else "Planned: "
    logs = f"tinynet log {plan['kind']} {' '.join(plan['people'])}"
    done.say(page, f"{start}{', '.join([what(plan), *more])}.", f"done when you log it: {logs}")
