"""tinynet match: who should meet."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Limit, MaybeWho
    from tinynet.gatherings.documents import MatchDocument

EXAMPLES = (
    "tinynet match                 who should meet",
    "tinynet match anne            whom Anne should meet",
    "tinynet match --limit 20 --plain",
)
PROPOSED = 5  # pairs, unless asked for more
COLUMNS = ("one", "other", "shared", "things", "score")
IN_SHEET = ("one", "other", "shared", "score")


def run(env: Env, who: MaybeWho = None, *, limit: Limit = None) -> Answer[MatchDocument]:
    """Pairs who share interests and have not met, as far as you know, the most telling first.

    What few people share counts more. Nobody is named more than twice unless you ask for one
    person. People who avoid each other and people put away are left out.
    """
    from tinynet.db.store import json_list
    from tinynet.gatherings import rows as grounds
    from tinynet.gatherings.acquaintance_rows import acquaintance
    from tinynet.gatherings.common import record
    from tinynet.gatherings.rules import common_ground, pairing

    most = checks.whole_number(limit, "--limit") or PROPOSED
    store = env.reading()
    asked = find(env, store, who) if who is not None else None
    ids = [asked.id] if asked else []
    people = store.records(sql.guests, today=env.today.toordinal(), asked=json_list(ids))
    handles = {person["id"]: person["handle"] for person in people}
    have = common_ground.bonds(grounds.things(store, handles, all_=True))
    knows = acquaintance(store, handles, ids or None)
    store.close()
    found = pairing.matches(
        have,
        {person["handle"]: person["strength"] for person in people},
        knows.known.keys() | knows.avoiding,
        who=asked.handle if asked else None,
    )
    names = {person["handle"]: person["name"] for person in people}
    rows: list[tuple[object, ...]] = []
    plain: list[tuple[str, str, str]] = []
    for match in found[:most] if asked else pairing.limit_repeats(found, most):
        one, other = match.people
        if asked and other == asked.handle:
            one, other = other, one
        things = pairing.shared(have, match.people)
        shared = [thing.describe() for thing in things]
        sides = ({"handle": handle, "name": names[handle]} for handle in (one, other))
        rows.append((*sides, shared, [record(thing) for thing in things], round(match.score, 2)))
        plain.append((one, other, ", ".join(shared)))
    document = {
        "total": len(found),
        "limit": most,
        "who": {"handle": asked.handle, "name": asked.name} if asked else None,
        "people": len(people),
        "known": sum(bool(have[handle]) for handle in ([asked.handle] if asked else have)),
    }
    answer: Answer[MatchDocument] = Answer(
        "gatherings.match", document, key="pairs", columns=COLUMNS, rows=rows, plain=plain
    )
    answer.sheet = IN_SHEET, [(*row[:3], row[4]) for row in rows]
    return answer
