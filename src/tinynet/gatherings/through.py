"""tinynet through: the tree of how you met everybody."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Depth, MaybeWho, WholeTree
    from tinynet.gatherings.documents import ThroughDocument

EXAMPLES = (
    "tinynet through",
    "tinynet through anne            how you met Anne, and whom she brought",
    "tinynet through --all --depth 2",
)
COLUMNS = (
    "handle", "name", "via", "level", "brought", "in_all", "met_how", "met_at", "met_on",
)  # fmt: skip


def run(
    env: Env, who: MaybeWho = None, *, depth: Depth = None, all_: WholeTree = False
) -> Answer[ThroughDocument]:
    """Draw who came through whom, with how many friends each brought.

    It is what add --via and edit --via keep. A long tree is cut on the screen, the far ends
    first; --all draws everybody, and programs always get all of it.
    """
    from tinynet.cli.find_people import find
    from tinynet.gatherings.rules.tree import tree

    levels = checks.whole_number(depth, "--depth")
    store = env.reading()
    person = find(env, store, who) if who is not None else None
    people = store.records(sql.tree)
    store.close()
    handles = {one["id"]: one["handle"] for one in people}
    people.sort(key=lambda one: (one["name"].casefold(), one["handle"]))
    known = {one["handle"]: one for one in people}
    grown = tree((one["handle"], handles.get(one["met_via"] or 0)) for one in people)
    rows = []
    for level, handle in grown.walk(person.handle if person else None, levels):
        one = known[handle]
        brought = len(grown.children.get(handle, ()))
        rows.append((
            handle, one["name"], grown.parents[handle], level, brought, grown.in_all[handle],
            one["met_how"], one["met_at"], one["met_on"],
        ))  # fmt: skip
    above = grown.path(person.handle) if person else []
    document = {
        "of": {"handle": person.handle, "name": person.name} if person else None,
        "path": [{"handle": handle, "name": known[handle]["name"]} for handle in above],
        "total": len(people),
        "through": sum(parent is not None for parent in grown.parents.values()),
        "all": all_,
    }
    plain = [(row[0], row[2], row[3], row[4], row[5], row[1]) for row in rows]
    return Answer(
        "gatherings.through", document, key="people", columns=COLUMNS, rows=rows, plain=plain
    )
