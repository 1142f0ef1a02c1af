"""tinynet tag: words about somebody, shared interests among them."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find_all
from tinynet.cli.groups import describe_change, is_group
from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.options import MaybeTags, Remove, WhoOrMany
    from tinynet.db.store import Store
    from tinynet.people.documents import (
        TagDocument,
        TagManyDocument,
        TagsDocument,
        TagsManyDocument,
    )

EXAMPLES = (
    "tinynet tag anne running book-club",
    "tinynet tag anne                    their tags",
    "tinynet tag anne running --remove",
    "tinynet list --in york | cut -f1 | tinynet tag - york",
    "tinynet tag @york sailing           everybody with that tag",
    "tinynet tag mum family              family stays close twice as long",
)


def run(
    env: Env, who: WhoOrMany, tags: MaybeTags = (), *, remove: Remove = False
) -> Answer[TagDocument | TagManyDocument | TagsDocument | TagsManyDocument]:
    """Tag somebody, or list their tags. The tag family makes depth fade half as fast."""
    words = checks.tags(tags)
    if not words:
        if remove:
            raise UsageError("Remove which tag?", "Write it behind the name")
        return list_tags(env, who)
    unit = env.unit()
    with unit as store:
        people = find_all(env, store, [who])
        each = [
            tag_one(store, one, words, remove=remove, alone=not is_group(who)) for one in people
        ]
        unit.refresh()
        today = env.today.toordinal()
        for person, document in zip(people, each, strict=True):
            document["tags"] = tags_of(store, person)
            if FAMILY_TAG in (document["removed"] if remove else document["added"]):
                document["tie"] = store.records(sql.standing, who=person.id, today=today)[0]
    moved = [one["name"] for one in each if one["added"] or one["removed"]]
    plain = [(one["handle"], ",".join(one["tags"])) for one in each]
    if is_group(who):
        did = f"{'No longer tagged' if remove else 'Tagged'} {', '.join(words)}"
        same = [one["name"] for one in each if one["name"] not in moved]
        lines = describe_change(did, moved, same)
        many: TagManyDocument = {"people": each}
        return Answer("output.done", many, plain=plain, message=lines, wrote=bool(moved))
    lines = describe_tags(each[0], words, remove=remove)
    return Answer("output.done", each[0], plain=plain, message=lines, wrote=bool(moved))


def tag_one(
    store: Store, person: Found, words: list[str], *, remove: bool, alone: bool
) -> TagDocument:
    """Tag one person, or take their tags away, and tell which were.

    Args:
        store: Open in a unit.
        person: Whom.
        words: The tags.
        remove: Take them away.
        alone: It is about this person only, who must have what is taken away.

    Raises:
        TinynetError: They have not.
    """
    had = tags_of(store, person)
    missing = [word for word in words if word not in had]
    if remove and alone and missing:
        raise TinynetError(
            f'{person.name} has no tag "{missing[0]}"',
            f"They have {', '.join(had)}" if had else "They have none at all",
            tuple(had),
        )
    moved = [word for word in words if word in had] if remove else missing
    for word in moved:
        if remove:
            store.run(sql.drop_tag, person_id=person.id, name=word)
        else:
            store.run(sql.put_tag, person_id=person.id, name=word)
    return {
        "handle": person.handle,
        "name": person.name,
        "tags": had,
        "added": [] if remove else moved,
        "removed": moved if remove else [],
    }


def tags_of(store: Store, person: Found) -> list[str]:
    """Somebody's tags."""
    return [row[0] for row in store.rows(sql.tags_of, who=person.id)]


def list_tags(env: Env, who: str) -> Answer[TagsDocument | TagsManyDocument]:
    """Somebody's tags."""
    store = env.reading()
    each: list[TagsDocument] = [
        {"handle": person.handle, "name": person.name, "tags": tags_of(store, person)}
        for person in find_all(env, store, [who])
    ]
    store.close()
    lines = [
        f"{one['name']}: {', '.join(one['tags'])}"
        if one["tags"]
        else f"{one['name']} has no tags yet."
        for one in each
    ]
    plain = [(one["handle"], ",".join(one["tags"])) for one in each]
    document: TagsManyDocument | TagsDocument = {"people": each} if is_group(who) else each[0]
    return Answer("output.done", document, plain=plain, message=lines)


def describe_tags(done: TagDocument, words: Sequence[str], *, remove: bool) -> list[str]:
    """What was done to one person, and what it changes."""
    name, now, moved = done["name"], done["tags"], done["removed"] if remove else done["added"]
    if not moved:
        return [f"{name} is tagged {', '.join(words)} already."]
    did = "is no longer tagged" if remove else "is tagged"
    lines = [f"{name} {did} {', '.join(moved)}."]
    rest = [tag for tag in now if tag not in moved]
    if rest:
        lines.append(f"{'Still' if remove else 'Also'} tagged: {', '.join(rest)}.")
    if FAMILY_TAG in moved:
        span = "one year instead of two" if remove else "two years instead of one"
        lines.append(f"Time together now fades to half in {span}.")
    return lines
