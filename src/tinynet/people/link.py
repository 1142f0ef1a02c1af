"""tinynet link: record what one person is to another."""

from __future__ import annotations

from tinynet.cli.find_people import find, find_if_known
from tinynet.core import names
from tinynet.core.relations import check_relation, inverse, known_relations, sentence
from tinynet.db import sql
from tinynet.errors import BadValueError, TinynetError, UsageError, quoted
from tinynet.output.answer import Answer
from tinynet.people.add import look_alikes
from tinynet.people.note_by_id import missing
from tinynet.people.rules.record_ids import read_id
from tinynet.people.show import relations_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import RecordId, Related, RelationName, Remove, Who
    from tinynet.db.store import Store
    from tinynet.people.documents import LinkDocument

NEAR = 0.8  # alike: spuose and spouse, not landlady and landlord
EXAMPLES = (
    "tinynet link anne spouse sam        Sam is Anne's spouse, and she is his",
    "tinynet link anne child Emma        Emma need not be in your list",
    "tinynet link anne avoid bob         do not invite them together",
    "tinynet link anne spouse sam --remove",
    "tinynet link anne --remove --id r5   the id that tinynet show gives it",
)


def run(
    env: Env,
    who: Who,
    relation: RelationName = None,
    other: Related = None,
    *,
    remove: Remove = False,
    id: RecordId = None,  # noqa: A002  the option's name is the parameter's
) -> Answer[LinkDocument]:
    """Keep what one person is to another: "link anne child sam" means Sam is Anne's child.

    A relation is taken out by the same words, or by the id that show gives it.
    """
    if id is not None:
        return drop_by_id(env, who, id, alone=remove and relation is None)
    if relation is None or other is None:
        raise UsageError("Who is what to whom?", "For example: tinynet link anne spouse sam")
    word = check_relation(relation)
    with env.unit() as store:
        one = find(env, store, who)
        two = find_if_known(env, store, other)
        if two is not None and two.id == one.id:
            raise BadValueError(
                f"{one.name} cannot be linked with themselves", "Name somebody else as the second"
            )
        name = two.name if two else names.check_name(other)
        described = sentence(one.name, word, name)
        named = kept_by_name(store, one, word, {names.fold(name), names.fold(other)})
        kept = kept_between(store, one, word, two) if two else named
        number = next(iter([*kept, *named]), None)
        if remove:
            if number is None:
                raise TinynetError(
                    f"There is no record that {described}",
                    f"See what is kept: tinynet show {one.handle}",
                )
            take_out(store, {*kept, *named})
        elif not kept:
            take_out(store, set(named))  # who was only a name is in the list now
            number = store.run(
                sql.put_relation,
                person_id=one.id,
                relation=word,
                other_id=two.id if two else None,
                other_name=None if two else name,
            )
        like = [] if two or kept else [found["handle"] for found in look_alikes(store, name)]
    handle = two.handle if two else None
    lines = describe_link(described, name, two=two, kept=bool(kept), remove=remove)
    meant = [] if kept or remove else suggestions(word, one.handle, handle or name, like)
    if env.output == "plain":  # where stdout has one line, for scripts
        for line in meant:
            env.say(line)
    else:
        lines += meant
    document: LinkDocument = {
        "id": number,
        "handle": one.handle,
        "name": one.name,
        "relation": word,
        "other": handle,
        "other_name": name,
        "inverse": inverse(word),
        "removed": remove,
    }
    plain = (number, one.handle, word, handle or name)
    return Answer("output.done", document, plain=[plain], message=lines, wrote=remove or not kept)


def describe_link(
    relation: str, name: str, *, two: Found | None, kept: bool, remove: bool
) -> list[str]:
    """What was done with a relation, a sentence already; `two` is None for a name alone."""
    if remove:
        lines = [f"No longer kept: {relation}."]
    elif kept:
        lines = [f"Kept already: {relation}."]
    else:
        lines = [f"{relation}."]
        if two is None:
            lines.append(f"{name} is not in your list and is kept as a name.")
    return lines


def drop_by_id(env: Env, who: str, typed: str, *, alone: bool) -> Answer[LinkDocument]:
    """Take one relation of somebody out, whichever side it was written down from.

    Raises:
        UsageError: More was given than --remove.
        NoSuchRecordError: They have none of that id.
    """
    letter, number = read_id(typed, "r")
    if not alone:
        raise UsageError(
            "--id is for taking a relation out",
            f"Write: tinynet link {quoted(who)} --remove --id {quoted(typed)}",
        )
    with env.unit() as store:
        one = find(env, store, who)
        known = {row["id"]: row for row in relations_of(store, one.id)}
        if number not in known:
            raise missing(one, letter, number)
        take_out(store, {number})
    row = known[number]
    document: LinkDocument = {
        "id": number,
        "handle": one.handle,
        "name": one.name,
        "relation": row["relation"],
        "other": row["handle"],
        "other_name": row["name"],
        "inverse": inverse(row["relation"]),
        "removed": True,
    }
    lines = [f"No longer kept: {sentence(one.name, row['relation'], row['name'])}."]
    plain = (number, one.handle, row["relation"], row["handle"] or row["name"])
    return Answer("output.done", document, plain=[plain], message=lines, wrote=True)


def suggestions(word: str, one: str, other: str, like: Sequence[str]) -> list[str]:
    """Who may have been meant, and which relation, where a word is hardly one.

    Args:
        word: The relation.
        one: The handle of whom it is told of.
        other: Whom it is to, as typed.
        like: Handles of people who may be that.
    """
    said = [f"If you meant {' or '.join(like)}: tinynet undo, and link again."] if like else []
    if word in known_relations():
        return said
    if names.fold(other) in known_relations():  # link anne sam spouse
        return [*said, undo_then(one, other, word)]
    from difflib import get_close_matches

    near = get_close_matches(word, known_relations(), n=1, cutoff=NEAR)
    return [*said, *(undo_then(one, relation, other) for relation in near)]


def undo_then(one: str, relation: str, other: str) -> str:
    """The question whether a relation was meant, with the commands that put it right."""
    line = f"tinynet link {one} {quoted(relation)} {quoted(other)}"
    return f"Did you mean {relation}? tinynet undo, then {line}"


def kept_between(store: Store, one: Found, word: str, two: Found) -> list[int]:
    """Ids of the relations of this kind between two people, from either side."""
    rows = store.rows(sql.relations_between, who=one.id, other=two.id)
    return [
        number
        for number, person, relation in rows
        if word == (relation if person == one.id else inverse(relation))
    ]


def kept_by_name(store: Store, one: Found, word: str, folded: set[str]) -> list[int]:
    """Ids of the relations of this kind to somebody known only by name."""
    rows = store.rows(sql.relations_to_names, who=one.id)
    return [
        number
        for number, name, relation in rows
        if relation == word and names.fold(name or "") in folded
    ]


def take_out(store: Store, relations: set[int]) -> None:
    """Remove relations by their ids."""
    for number in relations:
        store.run(sql.drop_relation, relation=number)
