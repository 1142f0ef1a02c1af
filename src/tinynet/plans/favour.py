"""tinynet favour: help, given or received."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.core.names import TEXT_MAX
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import Answer
from tinynet.plans.rules.favours import GAVE, WAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeWay, MaybeWho, NoteText, On, RemoveFavour
    from tinynet.db.store import Store
    from tinynet.plans.documents import Favour, FavourDocument, RemovedFavourDocument

EXAMPLES = (
    "tinynet favour gave anne fixed her bicycle",
    'tinynet favour got bob "lent me his van" --on saturday',
    "tinynet favour --remove 3       the number that tinynet favours shows",
)


class NoSuchFavourError(TinynetError):
    """No favour has that number."""

    code = "no_such_favour"


def run(
    env: Env,
    way: MaybeWay = None,
    who: MaybeWho = None,
    text: NoteText = (),
    *,
    on: On = None,
    remove: RemoveFavour = None,
) -> Answer[FavourDocument | RemovedFavourDocument]:
    """Keep who helped whom: gave is help from you, got is help you received."""
    if remove is not None:
        if way or who or text or on:
            raise UsageError(
                "--remove takes no more than a number", "See the numbers: tinynet favours"
            )
        return removed(env, remove)
    if way is None or who is None or not text:
        raise UsageError(
            "Who helped whom with what?", "For example: tinynet favour gave anne fixed her bicycle"
        )
    way = checks.word_of(way, WAYS)
    if way not in WAYS:
        raise UsageError(
            f'Help is given or received, not "{way}"',
            "Write gave where you helped, got where they did",
            WAYS,
        )
    typed = env.piped_text(TEXT_MAX * 2) if text == ("-",) else " ".join(text)
    kept = checks.text(typed, "The favour") or ""
    day = (checks.past_day(env, on) or env.today).isoformat()
    with env.unit() as store:
        person = find(env, store, who)
        number = store.run(sql.put_favour, person_id=person.id, way=way, on=day, text=kept)
        gave, got = counted(store, person.id)
    document: FavourDocument = {
        "id": number,
        "handle": person.handle,
        "name": person.name,
        "way": way,
        "on": day,
        "text": kept,
        "gave": gave,
        "got": got,
    }
    return Answer("plans.favour", document, plain=[line(document)], wrote=True)


def removed(env: Env, typed: str) -> Answer[RemovedFavourDocument]:
    """Remove a favour noted by mistake."""
    digits = typed.removeprefix("#")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else 0
    with env.unit() as store:
        found = [one for one in store.records(sql.favours, who=None) if one["id"] == number]
        if not found:
            raise NoSuchFavourError(
                f'There is no favour "{typed}"', "See the numbers: tinynet favours"
            )
        store.run(sql.drop_favour, favour=number)
        person = store.rows(sql.person_by_handle, handle=found[0]["handle"])[0]
        gave, got = counted(store, person[0])
    document: RemovedFavourDocument = {**found[0], "gave": gave, "got": got, "removed": True}
    return Answer("plans.favour", document, plain=[line(document)], wrote=True)


def counted(store: Store, who: int) -> tuple[int, int]:
    """Count how often you helped a person, and how often they helped you."""
    ways = [row[3] for row in store.rows(sql.favours, who=who)]
    return ways.count(GAVE), len(ways) - ways.count(GAVE)


def line(favour: Favour) -> tuple[Any, ...]:
    """A favour on a line for programs."""
    return favour["id"], favour["handle"], favour["way"], favour["on"], favour["text"]
