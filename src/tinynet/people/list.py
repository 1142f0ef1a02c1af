"""tinynet list: people."""

from __future__ import annotations

from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Archived, Circle, InPlace, Sort, TagOption, Words
    from tinynet.people.documents import ListDocument

EXAMPLES = (
    "tinynet list",
    "tinynet list --tag running --sort last",
    "tinynet list --in york             by any part of an address",
    "tinynet list | fzf | cut -f1        pick a handle",
)
KEYS = ("name", "strength", "depth", "warmth", "hours", "last", "added")
ON_SCREEN = 200  # more than a village; beyond that a pager does better than a table


def run(
    env: Env,
    query: Words = (),
    *,
    tag: TagOption = None,
    circle: Circle = None,
    in_: InPlace = None,
    sort: Sort = "name",
    archived: Archived = False,
) -> Answer[ListDocument]:
    """The people you know, by name; each word of the query must be in a name or work, or a tag.

    --in takes any part of an address; who has none lives where their partner or flatmate does.
    A terminal shows at most 200, a pipe and --json everybody.
    """
    from tinynet.cli import checks
    from tinynet.friendship.rank import people

    sort = checks.choice(sort, "--sort", KEYS)
    asked = {
        "circle": checks.circle(circle),
        "tag": checks.tags((tag,))[0] if tag is not None else None,
        **searched(env, query),
        "people": None,
        "archived": int(archived),
    }
    if in_ is not None:
        asked["people"] = living_in(env, checks.text(in_, "--in") or "")
    return people(env, "people.list", sort, checks.most(env, None, ON_SCREEN), asked)


def living_in(env: Env, place: str) -> str:
    """The ids of the people at a place, as a JSON array."""
    from tinynet.db.store import json_list
    from tinynet.people import rows

    store = env.reading()
    found = rows.living_in(store, place)
    store.close()
    return json_list(found)


def searched(env: Env, query: tuple[str, ...]) -> dict[str, str | None]:
    """The parameters of a query: its folded words, and at whose work each occurs, as JSON."""
    if not query:
        return {"words": None, "at_work": None}
    from tinynet.core import names
    from tinynet.db.store import json_list
    from tinynet.people import rows

    words = names.typed_words(" ".join(query))
    if not words:
        return {"words": None, "at_work": None}
    store = env.reading()
    found = rows.at_work(store, words)
    store.close()
    return {"words": json_list(words), "at_work": json_list(found)}
