"""tinynet circles: your 5, 15, 50 and 150."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.friendship.documents import Circle, CirclesDocument

COLUMNS = ("circle", "size", "people", "cadence_days", "handles", "names")
EXAMPLES = (
    "tinynet circles",
    "tinynet circles --plain | cut -f1,2        how many are in each",
)


def run(env: Env) -> Answer[CirclesDocument]:
    """The circles, how often each is seen, and who is in them.

    The sizes are what most people can keep up: 5 inner, 15 close, 50 friends, 150 in the village.
    """
    from tinynet.core.cadence import CIRCLE_SIZES

    store = env.reading()
    people = store.rows(sql.circled)
    store.close()
    cadences = env.cadences()
    circles: list[Circle] = []
    for circle, size in CIRCLE_SIZES.items():
        inside = [(handle, name) for handle, name, theirs in people if theirs == circle]
        circles.append(
            {
                "circle": circle,
                "size": size,
                "people": len(inside),
                "cadence_days": cadences[circle],
                "handles": [handle for handle, _ in inside],
                "names": [name for _, name in inside],
            }
        )
    unassigned = sum(circle is None for _, _, circle in people)
    plain = [
        (c["circle"], c["people"], c["size"], c["cadence_days"], ",".join(c["handles"]))
        for c in circles
    ]
    document: CirclesDocument = {"circles": circles, "unassigned": unassigned}
    rows = [tuple(circle.values()) for circle in circles]
    return Answer("friendship.circles", document, columns=COLUMNS, rows=rows, plain=plain)
