"""tinynet forget: the one thing that cannot be undone."""

from __future__ import annotations

from tinynet.cli.find_people import find, missing
from tinynet.core.names import fold, join_names
from tinynet.db import sql
from tinynet.errors import CancelledError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import Confirm, Mentions, Who
    from tinynet.safety.documents import ForgetDocument, LostRows, NamingText
    from tinynet.safety.forget_rows import Loss
    from tinynet.safety.mention_rows import Mention, Place

SHOWN = 300  # characters of a text about which is asked
EXAMPLES = (
    "tinynet forget bob --dry-run                 what there is of him",
    'tinynet forget bob --confirm "Bob Marsh"     without being asked',
)


def run(
    env: Env, who: Who, *, confirm: Confirm = None, mentions: Mentions = False
) -> Answer[ForgetDocument]:
    """Take somebody out for good: of the database, the undo history and the backups."""
    reading = env.reading()
    person = find(env, reading, who)
    reading.close()  # an open question must not keep other commands waiting
    from tinynet.safety import forget_rows

    copies = len(forget_rows.copies_of(env.path))
    chosen: list[Place] = []
    if env.dry_run or confirm is None:
        planned = forget_rows.plan(env.path, env.cadences(), person.id, replace=mentions)
        answer = forget_answer(person, planned, copies, replaced=mentions)
        if env.dry_run:
            return answer
        check_name(person, confirm_name(env, person, answer))
        chosen = choose_short(env, person, planned)
    else:
        check_name(person, confirm)
    loss, deleted = forget_person(env, person, replace=mentions, chosen=chosen)
    return forget_answer(person, loss, copies, replaced=mentions, deleted=deleted)


def check_name(person: Found, typed: str) -> None:
    """Check that a person's whole name was typed.

    Raises:
        CancelledError: It is another text.
    """
    if fold(typed) != fold(person.name):
        raise CancelledError(
            f'"{typed}" is not their whole name; nobody was forgotten',
            f"They are called {person.name}",
        )


def confirm_name(env: Env, person: Found, listing: Answer[ForgetDocument]) -> str:
    """Show what would be removed, and ask for the name; --yes does not suffice."""
    flag = f'--confirm "{person.name}"'
    if env.can_ask():
        from tinynet.cli.boundary import page
        from tinynet.output import human

        env.tell(f"{human.render(listing, page(env))}\n")
    return env.ask(f"To forget {person.name} for good, type the whole name:", flag)


def choose_short(env: Env, person: Found, loss: Loss) -> list[Place]:
    """Ask of each text with their first name or a nickname whether they are meant in it."""
    chosen: list[Place] = []
    for mention in loss.maybe:
        where = f"{mention.handle or 'a contact'}, {mention.table} {mention.id}"
        env.say(f"{where}: {' '.join(mention.text.split())[:SHOWN]}")
        answer = env.ask(f"Is that {person.name}, to be replaced by somebody? [y/N/q]", "").lower()
        if answer in {"q", "quit"}:
            break
        if answer in {"y", "yes"}:
            chosen.append(mention.place)
    return chosen


def forget_person(
    env: Env, person: Found, *, replace: bool, chosen: Sequence[Place] = ()
) -> tuple[Loss, list[str]]:
    """Forget a person; return what is lost, and the unreadable copies that were deleted."""
    from contextlib import closing

    from tinynet.cli import editor
    from tinynet.cli.progress import tracked
    from tinynet.db import files
    from tinynet.safety import forget_rows

    files.check_writable(env.path)
    if in_step := files.has_sync_state(env.path):
        from tinynet.sync import sync_round
    with closing(files.Lock(env.path)):
        store = env.reading()
        found = store.rows(sql.person_by_handle, handle=person.handle)
        if not found or tuple(found[0][:3]) != (person.id, person.handle, person.name):
            raise missing(store, person.handle)
        uid = str(store.value(sql.person_uid, who=found[0][0]))
        store.close()
        same = sync_round.one_with(env, uid) if in_step else None
        forgetting = forget_rows.Forgetting(
            env.path,
            env.cadences(),
            [person.id],
            replace=replace,
            chosen=chosen,
            is_meant=same or uid.__eq__,
        )
        total = len(forget_rows.copies_of(env.path)) + 1
        rewritten = tracked(env, forgetting.files(env.now), total, "Forgetting")
        deleted = [file for file in rewritten if file]
        editor.discard_kept(f"{person.handle}.toml")
    if in_step and (others := sync_round.forget_here(env, uid)):
        env.say(f"When they sync, {join_names(others)} will forget, too: tinynet sync status")
    return forgetting.losses[0], deleted


def forget_answer(
    person: Found, loss: Loss, copies: int, *, replaced: bool, deleted: list[str] | None = None
) -> Answer[ForgetDocument]:
    """Build the answer: what is or was removed, and what stays.

    Args:
        person: Who.
        loss: What goes from the database.
        copies: How many backups there are.
        replaced: Whether texts about others were changed.
        deleted: Copies that could not be read; None where nobody was forgotten.
    """
    done = deleted is not None
    counted: LostRows = loss.counts  # type: ignore[assignment]  # its other keys: the tables'
    document: ForgetDocument = {
        "handle": person.handle,
        "name": person.name,
        "forgotten": done,
        **counted,
        "copies": copies,
        "deleted": deleted or [],
        "replaced": replaced,
        "mentions": [naming_text(one) for one in loss.mentions],
        "maybe": [naming_text(one) for one in loss.maybe],
    }
    counts = [(person.handle, what, str(n)) for what, n in loss.counts.items() if n]
    named = [
        (person.handle, how, f"{m.table} {m.id} {m.handle}".rstrip())
        for how, found in (("mention", loss.mentions), ("maybe", loss.maybe))
        for m in found
    ]
    return Answer("safety.forget", document, plain=counts + named, wrote=done)


def naming_text(mention: Mention) -> NamingText:
    """A mention, for scripts."""
    return {
        "table": mention.table,
        "id": mention.id,
        "handle": mention.handle,
        "field": mention.field,
    }
