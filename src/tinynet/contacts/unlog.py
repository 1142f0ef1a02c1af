"""tinynet unlog: take something you logged out again."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.contacts.log_notices import mention
from tinynet.core.dates import say_day
from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import Id
    from tinynet.contacts.documents import UnlogDocument

EXAMPLES = ("tinynet unlog 12", "tinynet history anne --limit 3        shows the numbers")


def run(env: Env, id: Id) -> Answer[UnlogDocument]:  # noqa: A002  the argument's name is the parameter's
    """Take one interaction out, with what it counted for everybody in it."""
    number = checks.interaction_id(id)
    unit = env.unit()
    with unit as store:
        found = store.records(sql.interaction, id=number)
        if not found:
            from tinynet.contacts.amend_rows import NoSuchInteractionError

            raise NoSuchInteractionError(number)
        record = found[0]
        people = [row[0] for row in store.rows(sql.people_in, interaction=number)]
        from tinynet.people.removal_rows import remove_interaction

        reopened = remove_interaction(store, number)
        unit.refresh()
        today = env.today.toordinal()
        ties = [store.records(sql.standing, who=who, today=today)[0] for who in people]
    record |= {
        "people": [tie["handle"] for tie in ties],
        "deep": bool(record["deep"]),
        "attempt": bool(record["attempt"]),
    }
    from datetime import date

    from tinynet.contacts.views.log import planned
    from tinynet.core.names import join_names

    when = say_day(date.fromisoformat(record["on"]), env.today)
    lines = [
        f"Taken out: {record['kind']} with {join_names([tie['name'] for tie in ties])}, {when}."
    ]
    lines += [f"The {planned(plan, env.today)} is open again." for plan in reopened]
    mention(env, reopened=reopened)
    plain = (number, record["on"], record["kind"], ",".join(record["people"]))
    document: Any = {**record, "ties": ties, "reopened": reopened}
    return Answer("output.done", document, plain=[plain], message=lines, wrote=True)
