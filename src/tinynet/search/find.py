"""tinynet find: search everything you wrote."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.errors import BadValueError, UsageError
from tinynet.output.answer import Answer
from tinynet.people.rules.record_ids import shown_id
from tinynet.search import rows, rules
from tinynet.search.rows import WHATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import FindWhat, FindWith, FindWords, Limit, Since, Until
    from tinynet.search.documents import FindDocument

EXAMPLES = (
    "tinynet find ginger nut             both words in one record",
    "tinynet find '\"red lion\" dinner'    a phrase in quotes, and a word",
    "tinynet find 7946 0123              a phone number, however spaced",
    "tinynet find marathon --what note,next --with anne --since 2025-01-01",
)
COLUMNS = ("handle", "name", "people", "what", "id", "on", "text", "marks")
ON_SCREEN = 20
WORDS_MAX = 50


def run(
    env: Env,
    words: FindWords = (),
    *,
    what: FindWhat = None,
    with_: FindWith = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
) -> Answer[FindDocument]:
    """Every record in which all the words occur, the newest first; case and accents do not matter.

    What is so without a day, such as names and facts, comes first. A terminal shows 20, a pipe and
    --json everything, unless --limit says how many.
    """
    query = " ".join(words).strip()
    sought = check_query(query)
    whats = check_whats(what)
    most = checks.most(env, limit, ON_SCREEN)
    first, last = checks.span(env, since, until)
    store = env.reading()
    who = None
    if with_ is not None:
        from tinynet.cli.find_people import find_all

        who = [person.id for person in find_all(env, store, [with_])]
    total, hits = rows.find(
        store,
        sought,
        whats,
        who=who,
        since=first.isoformat() if first else None,
        until=last.isoformat() if last else None,
        most=most,
    )
    people = rows.people_of(store, hits)
    store.close()
    made = [row(hit, sought, [people[number] for number in hit.people]) for hit in hits]
    return Answer(
        "search.find",
        {"query": query, "total": total},
        key="hits",
        columns=COLUMNS,
        rows=made,
        plain=[line(hit) for hit in made],
    )


def check_query(query: str) -> list[str]:
    """What is sought, each part folded.

    Raises:
        UsageError: Nothing that could be found, or too much.
    """
    sought = rules.parts(query)
    if not sought:
        raise UsageError("There is nothing to find", "Give a word or two: tinynet find ginger nut")
    if len(sought) > WORDS_MAX:
        raise UsageError(
            f"{len(sought)} words are too many; {WORDS_MAX} are the most there can be",
            "A few are enough: all of them must occur in one record",
        )
    return sought


def check_whats(typed: str | None) -> tuple[str, ...]:
    """The kinds of record to look at; all of them where none is given.

    Raises:
        BadValueError: There is no such kind.
    """
    if typed is None:
        return WHATS
    given = []
    for word in typed.split(","):
        what = checks.word_of(word, WHATS)
        if what not in WHATS:
            raise BadValueError(
                f'--what cannot be "{word.strip()}"',
                f"It is one or several, with commas, of {', '.join(WHATS)}",
                WHATS,
            )
        given.append(what)
    return tuple(given)


def row(hit: rows.Hit, sought: list[str], people: list[tuple[str, str]]) -> tuple[Any, ...]:
    """A hit as the JSON tells it."""
    handle, name = people[0] if people else (None, None)
    number = None if hit.what in rows.UNNUMBERED else hit.id
    marks = rules.marks(hit.text, sought, is_number=hit.what == "phone")
    handles = ",".join(handle for handle, _ in people)
    return handle, name, handles, hit.what, number, hit.on, hit.text, marks


def line(hit: tuple[Any, ...]) -> tuple[Any, ...]:
    """A hit as a line of the plain form: handle, what, id, day, text."""
    handle, _, _, what, number, on, text, _ = hit
    shown = "" if number is None else shown_id(what, number)
    return handle, what, shown, on, " · ".join(text.splitlines())
