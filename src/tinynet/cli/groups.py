"""Many people in one word: `@tag` is everybody with that tag, `-` the handles on standard input."""

from __future__ import annotations

from tinynet.core.names import fold, join_names
from tinynet.db import sql
from tinynet.errors import NoSuchPersonError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.db.store import Store

STDIN = "-"
NAMED = 6  # people whom a sentence about many names
NEAR = 60  # of 100: how near another tag must be to be suggested


def is_group(typed: str) -> bool:
    """Whether a word stands for many people: @tag, or - for those on standard input."""
    return typed == STDIN or (typed.startswith("@") and len(typed) > 1)


def expand(env: Env, store: Store, typed: str) -> list[tuple[int, str, str]] | None:
    """The people a word stands for, as (id, handle, name); None where it is somebody's name.

    Who is in the archive is left out of a tag, and not of a list that names them.

    Raises:
        NoSuchPersonError: Nobody has the tag, the input is empty, or a line of it is not a handle.
    """
    if not is_group(typed):
        return None
    return piped(env, store) if typed == STDIN else tagged(store, fold(typed[1:]))


def tagged(store: Store, tag: str) -> list[tuple[int, str, str]]:
    """Everybody with a tag who is not in the archive, by handle.

    Raises:
        NoSuchPersonError: There is nobody.
    """
    rows = store.rows(sql.tagged_people, tag=tag)
    here = [(row[0], row[1], row[2]) for row in rows if row[3] is None]
    if here:
        return here
    if rows:
        raise NoSuchPersonError(
            f"Everybody tagged {tag} is in the archive",
            f"See them: tinynet list --archived --tag {quoted(tag)}",
        )
    from rapidfuzz import process

    known = [name for (name,) in store.rows(sql.tag_names)]
    near = [word for word, _, _ in process.extract(tag, known, limit=3, score_cutoff=NEAR)]
    remedy = f"Did you mean {join_names([f'@{word}' for word in near])}?"
    raise NoSuchPersonError(
        f"Nobody is tagged {tag}",
        remedy if near else f"Tag somebody: tinynet tag anne {quoted(tag)}",
        tuple(f"@{word}" for word in near),
    )


def piped(env: Env, store: Store) -> list[tuple[int, str, str]]:
    """The people whose handles begin the lines of standard input, once each, in that order.

    Raises:
        NoSuchPersonError: There is no line, or one that begins with no handle.
    """
    if env.piped is None:  # a command may run again once it has asked something
        lines = env.piped_text().split("\n")
        env.piped = [line.split("\t")[0].strip() for line in lines]
    found: dict[int, tuple[int, str, str]] = {}
    for number, handle in enumerate(env.piped, 1):
        if not handle:
            continue
        rows = store.rows(sql.person_by_handle, handle=fold(handle))
        if not rows:
            raise NoSuchPersonError(
                f'Line {number} of the input: there is no handle "{handle}"; nothing was done',
                "Give a handle a line, as this does: tinynet list | cut -f1",
            )
        found[rows[0][0]] = rows[0][:3]
    if not found:
        raise NoSuchPersonError(
            "The input names nobody", "Give a handle a line, as this does: tinynet list | cut -f1"
        )
    return list(found.values())


def describe_change(did: str, moved: Sequence[str], same: Sequence[str]) -> list[str]:
    """What was done to many people, a sentence a line.

    Args:
        did: "Tagged york".
        moved: The names of those to whom it was.
        same: Of those who were so before.
    """
    done = [f"{did}: {few_names(moved)}."] if moved else []
    return [*done, f"No change for {few_names(same)}."] if same else done


def few_names(names: Sequence[str]) -> str:
    """The first names of many, and how many more there are."""
    more = len(names) - NAMED
    if more <= 1:
        return join_names(names)
    return join_names([*names[:NAMED], f"{more} others"])
