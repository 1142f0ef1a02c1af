"""tinynet rank: friendships by depth and recency."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import ByKey, Circle, Limit
    from tinynet.db.store import Row, Store
    from tinynet.friendship.documents import RankDocument

EXAMPLES = (
    "tinynet rank",
    "tinynet rank --by depth --circle close      who is close, however long ago",
    "tinynet rank --by hours --limit 10",
)
KEYS = ("strength", "depth", "warmth", "hours")
COLUMNS = (
    "handle", "name", "circle", "depth", "warmth", "strength", "contact_days", "usual_gap_days",
    "first_on", "last_on", "hours", "tags",
)  # fmt: skip
LISTED = ("title", "organisation", "address")  # of `list` only
ON_SCREEN = 20


def run(
    env: Env, *, by: ByKey = "strength", circle: Circle = None, limit: Limit = None
) -> Answer[RankDocument]:
    """Your friendships, by depth (what there was) and warmth (how lately).

    Strength is the two multiplied. A terminal shows the first 20, a pipe and --json everybody,
    unless --limit says how many.
    """
    from tinynet.cli import checks

    by = checks.choice(by, "--by", KEYS)
    asked = dict.fromkeys(("tag", "words", "at_work", "people")) | {
        "circle": checks.circle(circle),
        "archived": 0,
    }
    return people(env, "friendship.rank", by, checks.most(env, limit, ON_SCREEN), asked)


def people(env: Env, view: str, by: str, most: int, asked: dict[str, Any]) -> Answer[Any]:
    """The matching people, with the keys of `rank` and `list`.

    Args:
        env: For the database and today.
        view: The human view, `friendship.rank` or `people.list`.
        by: What they are sorted by.
        most: How many at most, or `checks.EVERYTHING`.
        asked: The parameters circle, tag, words, at_work, people and archived of `people`.
    """
    from tinynet.cli.checks import EVERYTHING

    store = env.reading()
    columns = (*COLUMNS, *LISTED) if view == "people.list" else COLUMNS
    if most == EVERYTHING and env.output != "plain":
        return everybody(store, view, {"today": env.today.toordinal(), "by": by, **asked}, columns)
    # Lines have a statement of their own: see people/list_statements.py.
    today = env.today.toordinal()
    rows: Sequence[Row]
    is_list = view == "people.list"
    if env.output != "plain" and is_list:
        rows = store.rows(sql.listed, today=today, by=by, limit=most, **asked)
    elif env.output != "plain":
        rows = store.rows(sql.people, today=today, by=by, limit=most, **asked)
    elif is_list:
        rows = store.rows(sql.list_lines, today=today, by=by, limit=most, **asked)
    else:
        rows = store.rows(sql.rank_lines, today=today, by=by, limit=most, **asked)
    total = store.value(sql.people_count, **asked) if len(rows) == most else len(rows)
    anybody = bool(rows) or bool(store.value(sql.anybody))
    why = nobody_tagged(store, asked["tag"]) if asked["tag"] and anybody and not rows else []
    store.close()
    document = {"by": by, "total": total, "anybody": anybody}
    return Answer(view, document, key="people", columns=columns, rows=rows, message=why)


def nobody_tagged(store: Store, tag: str) -> list[str]:
    """What to say where nobody has a tag, such as which others are near; nothing elsewhere."""
    from tinynet.cli import groups
    from tinynet.cli.boundary import with_full_stop
    from tinynet.errors import NoSuchPersonError

    try:
        groups.tagged(store, tag)
    except NoSuchPersonError as error:
        return [*map(with_full_stop, (error.message, error.remedy))]
    return []


def everybody(
    store: Store, view: str, asked: dict[str, Any], columns: Sequence[str]
) -> Answer[Any]:
    """All people asked for, who are read while they are written: there may be very many."""
    from tinynet.cli.checks import EVERYTHING

    about = {
        name: asked[name] for name in ("circle", "tag", "words", "at_work", "people", "archived")
    }
    total = store.value(sql.people_count, **about)
    anybody = bool(total) or bool(store.value(sql.anybody))
    rows = (
        store.each(sql.listed, limit=EVERYTHING, **asked)
        if view == "people.list"
        else store.each(sql.people, limit=EVERYTHING, **asked)
    )
    document = {"by": asked["by"], "total": total, "anybody": anybody}
    answer: Answer[Any] = Answer(view, document, key="people", columns=columns, rows=())
    answer.read_from(store, rows)
    return answer
