"""tinynet history: what happened, newest first."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import At, Kind, Limit, Since, Until, Whos
    from tinynet.contacts.documents import HistoryDocument

EXAMPLES = (
    "tinynet history anne",
    "tinynet history anne bob --since 2025-01-01    what you did together",
    "tinynet history @bookclub                      with any of them",
    'tinynet history --kind dinner --at "red lion"',
    'tinynet history --since "last month"           or 2025, jan, "last week"',
)
COLUMNS = (
    "id", "on", "kind", "people", "minutes", "place", "note", "deep", "by", "attempt",
    "occasion",
)  # fmt: skip
# What the statements of `history` are asked for where all is wanted.
ANYTHING = dict.fromkeys(("kind", "since", "until", "like"))
ON_SCREEN = 20


def run(
    env: Env,
    who: Whos = (),
    *,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    at: At = None,
    limit: Limit = None,
) -> Answer[HistoryDocument]:
    """What happened, newest first; with several people, what they all were there for.

    Of a @tag any of them is enough.

    A terminal shows the latest 20, a pipe and --json everything, unless --limit says how many.
    """
    from tinynet.cli import checks
    from tinynet.cli.find_people import find_groups
    from tinynet.db.store import json_list

    most = checks.most(env, limit, ON_SCREEN)
    first_day, last_day = checks.span(env, since, until)
    store = env.reading()
    groups = find_groups(env, store, who)
    people = list({person.id: person for group in groups for person in group}.values())
    found: Any
    asked: dict[str, Any] = {
        **ANYTHING,
        "since": first_day.isoformat() if first_day else None,
        "until": last_day.isoformat() if last_day else None,
        "limit": most if most == checks.EVERYTHING else most + 1,  # one more tells that there is
    }
    place = checks.text(at, "--at")
    if place is not None:
        from tinynet.core.names import fold, likely

        place = fold(place)
        # Of places in other letters all are read, and folded here.
        asked |= {"like": likely([place]) or "", "limit": checks.EVERYTHING}
    if kind is not None:
        from tinynet.contacts.rows import find_kind

        asked["kind"] = find_kind(store, kind).name
    if any(len(group) > 1 for group in groups):
        ids = [json_list([person.id for person in group]) for group in groups]
        found = store.each(sql.history_of, any=ids[0], others=json_list(ids[1:]), **asked)
    elif people:
        first, *others = (person.id for person in people)
        found = store.each(sql.history_with, first=first, others=json_list(others), **asked)
    elif place is None and most == checks.EVERYTHING:
        from tinynet.contacts.history_rows import whole_history
        from tinynet.output.answer import Columns

        del asked["limit"]
        found = Columns(whole_history(store, asked))
    else:
        found = store.each(sql.history_all, **asked)
    if place is not None:
        found = at_place(found, place, most if most == checks.EVERYTHING else most + 1)
    document = {"with": [person.handle for person in people], "more": False}
    answer = Answer("contacts.history", document, key="interactions", columns=COLUMNS, rows=())
    if most == checks.EVERYTHING:
        answer.read_from(store, found)
        return answer
    rows = list(found)
    store.close()
    document["more"] = len(rows) > most
    answer.rows = answer.plain = rows[:most]
    return answer


def at_place(rows: Iterable[tuple[Any, ...]], place: str, most: int) -> Iterator[tuple[Any, ...]]:
    """The first so many rows whose place holds a folded text; all of them if `most` is negative."""
    from itertools import islice

    from tinynet.core.names import fold

    at = COLUMNS.index("place")
    there = (row for row in rows if place in fold(row[at]))
    return islice(there, most) if most >= 0 else there
