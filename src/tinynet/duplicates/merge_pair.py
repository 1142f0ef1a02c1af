"""Merge two entries, or dismiss a suggested pair."""

from __future__ import annotations

from tinynet.cli.find_people import find, missing
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.db.store import Store
    from tinynet.duplicates.documents import DismissDocument, DroppedRelation, MergeDocument
    from tinynet.duplicates.rows import KeptBetween, Merged
    from tinynet.duplicates.rules.combine import Conflict
    from tinynet.output.documents import Standing

SIDES = ("who", "into")  # --prefer: whose word counts, as in `merge WHO INTO`
CELLS = 40  # of a value in a message


def find_pair(env: Env, store: Store, who: str, into: str) -> tuple[Found, Found]:
    """Resolve the two people.

    Raises:
        UsageError: They are one already.
    """
    one, other = find(env, store, who), find(env, store, into)
    if one.id == other.id:
        raise UsageError(
            f"Both are {one.name} ({one.handle}) already",
            "Name two people; see who may be there twice: tinynet merge",
        )
    return one, other


def merge_people(env: Env, who: str, into: str, prefer: str | None = None) -> Answer[MergeDocument]:
    """Merge one person into another.

    Args:
        env: The run.
        who: The one who goes, as typed.
        into: The one who stays, as typed.
        prefer: One of SIDES; None asks about each conflict.
    """
    from tinynet.duplicates import rows as merging

    reading = env.reading()
    one, other = find_pair(env, reading, who, into)
    _, made = merging.compare_profiles(reading, one.id, other.id, {})
    related = merging.relations_between(reading, one.id, other.id)
    reading.close()  # an open question must not keep other commands waiting
    if related:
        from tinynet.duplicates.views.merge import say_kept_between

        names = {True: (one.name, other.name), False: (other.name, one.name)}
        kept = [say_kept_between(each.relation, *names[each.from_who]) for each in related]
        env.confirm(f"{'; '.join(kept)}. Are they one person all the same?")
    decided = settle_conflicts(env, (one, other), made.conflicts, prefer)
    unit = env.unit(f"merge {one.handle} {other.handle}", backup="merge")
    with unit as store:
        ids = [refind_person(store, person) for person in (one, other)]
        done = merging.merge(store, ids[0], ids[1], decided, env.today.isoformat())
        unit.refresh()
        tie = store.records(sql.standing, who=ids[1], today=env.today.toordinal())[0]
    return merge_answer(env, one, done, tie, is_open=env.dry_run and not prefer)


def refind_person(store: Store, person: Found) -> int:
    """Look up the id again of a person found earlier, who may have changed since."""
    found = store.rows(sql.person_by_handle, handle=person.handle)
    if not found:
        raise missing(store, person.handle)
    number: int = found[0][0]
    return number


def settle_conflicts(
    env: Env, pair: tuple[Found, Found], conflicts: Sequence[Conflict], prefer: str | None
) -> dict[tuple[str, str], str]:
    """Decide the conflicts between two people, by the conflicts' keys.

    Raises:
        UsageError: Nobody is there to ask; the message names every conflict.
    """
    if prefer or env.dry_run:
        return {conflict.key: prefer or SIDES[1] for conflict in conflicts}
    if conflicts and (env.yes or not env.can_ask()):
        from tinynet.core.names import join_names

        differ = [f"{c.what} ({shortened(c.who)} or {shortened(c.into)})" for c in conflicts]
        raise UsageError(
            f"{pair[0].handle} and {pair[1].handle} differ in {join_names(differ)}",
            "Say whose to keep with --prefer who or --prefer into; a note keeps the other",
            tuple(conflict.what for conflict in conflicts),
        )
    if conflicts:
        env.say("They differ. What you do not choose is kept as a note.")
    return {conflict.key: ask_which_to_keep(env, pair, conflict) for conflict in conflicts}


def ask_which_to_keep(env: Env, pair: tuple[Found, Found], conflict: Conflict) -> str:
    """Ask which value to keep, until answered; Enter keeps that of the one who stays."""
    env.say(f"{conflict.what}:")
    env.say(f"  1  {shortened(conflict.into)}  ({pair[1].handle})")
    env.say(f"  2  {shortened(conflict.who)}  ({pair[0].handle})")
    answers = {"": SIDES[1], "1": SIDES[1], "2": SIDES[0]}
    while True:
        answer = env.ask("Which one? [1]", "--prefer who or --prefer into")
        if answer in answers:
            return answers[answer]
        env.say("1 or 2, please; Enter takes 1.")


def shortened(value: str) -> str:
    """A value cut to the room in a message."""
    from tinynet.output.text import clean, fit

    return fit(clean(value), CELLS)


def merge_answer(
    env: Env, gone: Found, done: Merged, tie: Standing, *, is_open: bool
) -> Answer[MergeDocument]:
    """Build the answer about what was moved.

    Args:
        env: Knows whether it was only tried.
        gone: The one who went.
        done: What the merge did.
        tie: How the one who stays stands now.
        is_open: Whether the conflicts are still to be decided.
    """
    stays = done.combined.profile
    document: MergeDocument = {
        "handle": stays.handle,
        "name": stays.name,
        "merged": {"handle": gone.handle, "name": gone.name},
        "moved": done.moved,
        "both": done.both,
        "changed": done.filled,
        "conflicts": [
            {"what": c.what, "into": c.into, "who": c.who, "kept": None if is_open else kept}
            for c, kept in zip(done.combined.conflicts, done.combined.kept, strict=True)
        ],
        "notes": [] if is_open else done.combined.notes,
        "dropped": [dropped(one, gone.handle, stays.handle) for one in done.dropped],
        "back": done.back,
        "tie": tie,
        "dry_run": env.dry_run,
    }
    plain = [(stays.handle, stays.name, gone.handle)]
    return Answer("duplicates.merge", document, plain=plain, wrote=not env.dry_run)


def dropped(kept: KeptBetween, gone: str, stays: str) -> DroppedRelation:
    """What was kept between the two, as JSON."""
    one, other = (gone, stays) if kept.from_who else (stays, gone)
    return {"one": one, "relation": kept.relation, "other": other}


def dismiss_pair(env: Env, who: str, into: str) -> Answer[DismissDocument]:
    """Record that two people are not the same, so that they are not suggested again."""
    from tinynet.duplicates import rows as merging

    reading = env.reading()
    one, other = find_pair(env, reading, who, into)
    reading.close()
    with env.unit(f"merge --dismiss {one.handle} {other.handle}") as store:
        new = merging.dismiss(store, refind_person(store, one), refind_person(store, other))
    lines = [
        f"{one.name} ({one.handle}) and {other.name} ({other.handle}) are two people.",
        "They will not be suggested again; tinynet undo takes that back."
        if new
        else "That was kept already.",
    ]
    document: DismissDocument = {
        "one": {"handle": one.handle, "name": one.name},
        "other": {"handle": other.handle, "name": other.name},
        "dismissed": True,
    }
    plain = [(one.handle, other.handle)]
    return Answer("output.done", document, plain=plain, message=lines, wrote=new)
