"""tinynet tag: words about somebody, shared interests among them."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeTags, Remove, Who

EXAMPLES = (
    "tinynet tag anne running book-club",
    "tinynet tag anne                    their tags",
    "tinynet tag anne running --remove",
    "tinynet tag mum family              family stays close twice as long",
)


def run(env: Env, who: Who, tags: MaybeTags = (), *, remove: Remove = False) -> Answer:
    """Tag somebody, or list their tags. The tag family makes depth fade half as fast."""
    words = checks.tags(tags)
    if not words:
        if remove:
            raise UsageError("Remove which tag?", "Write it behind the name")
        return list_tags(env, who)
    unit = env.unit()
    with unit as store:
        person = find(env, store, who)
        had = [row[0] for row in store.rows(sql.tags_of, who=person.id)]
        if remove:
            moved = words
            missing = [word for word in words if word not in had]
            if missing:
                raise TinynetError(
                    f'{person.name} has no tag "{missing[0]}"',
                    f"They have {', '.join(had)}" if had else "They have none at all",
                    tuple(had),
                )
            for word in moved:
                store.run(sql.drop_tag, person_id=person.id, name=word)
        else:
            moved = [word for word in words if word not in had]
            for word in moved:
                store.run(sql.put_tag, person_id=person.id, name=word)
        unit.refresh()
        now = [row[0] for row in store.rows(sql.tags_of, who=person.id)]
        today = env.today.toordinal()
        ties = (
            store.records(sql.standing, who=person.id, today=today) if FAMILY_TAG in moved else []
        )
    document: dict[str, Any] = {
        "handle": person.handle,
        "name": person.name,
        "tags": now,
        "added": [] if remove else moved,
        "removed": moved if remove else [],
        **({"tie": ties[0]} if ties else {}),
        "said": describe_tags(person.name, now, words, moved, remove=remove),
    }
    return Answer(
        "output.done", document, plain=[(person.handle, ",".join(now))], wrote=bool(moved)
    )


def list_tags(env: Env, who: str) -> Answer:
    """Somebody's tags."""
    store = env.reading()
    person = find(env, store, who)
    tags = [row[0] for row in store.rows(sql.tags_of, who=person.id)]
    store.close()
    told = f"{person.name}: {', '.join(tags)}" if tags else f"{person.name} has no tags yet."
    document = {"handle": person.handle, "name": person.name, "tags": tags, "said": [told]}
    return Answer("output.done", document, plain=[(person.handle, ",".join(tags))])


def describe_tags(
    name: str, now: Sequence[str], words: Sequence[str], moved: Sequence[str], *, remove: bool
) -> list[str]:
    """What was done, and what it changes."""
    if not moved:
        return [f"{name} is tagged {', '.join(words)} already."]
    did = "is no longer tagged" if remove else "is tagged"
    told = [f"{name} {did} {', '.join(moved)}."]
    rest = [tag for tag in now if tag not in moved]
    if rest:
        told.append(f"{'Still' if remove else 'Also'} tagged: {', '.join(rest)}.")
    if FAMILY_TAG in moved:
        span = "one year instead of two" if remove else "two years instead of one"
        told.append(f"Time together now fades to half in {span}.")
    return told
