"""One round: take in what others sent, send what is new here, and tell of it."""

from __future__ import annotations

import os
from contextlib import suppress

from tinynet.core.extras import MissingExtraError
from tinynet.db import database
from tinynet.errors import TinynetError
from tinynet.output.page import count_of
from tinynet.sync import forgotten_rows, sync_folder
from tinynet.sync.round import restored_rows
from tinynet.sync.round.purge_rows import REWRITE, hash_of
from tinynet.sync.round.round_rows import (
    CATCH_UP,
    TAKE_BACK,
    RestoredError,
    Round,
    Rounds,
    SyncUnit,
    change_counter,
)  # fmt: skip
from tinynet.sync.rules import identity
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.sync_folder import NoFolderError
from tinynet.sync.sync_receive import Receiver, copied, heed
from tinynet.sync.sync_send import DAY, Sender

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tinynet.cli.env import Env
    from tinynet.sync.state.state_rows import State


class NotSetUpError(TinynetError):
    """This database takes no part in a sync yet."""

    code = "not_set_up"


def need_state(env: Env) -> str:
    """The file of the state.

    Raises:
        NotSetUpError: There is none.
    """
    file = state_rows.path_of(env.path)
    if not os.path.exists(file):
        raise NotSetUpError(
            "This database is not kept in step with another device",
            "The others join; begin on the first: tinynet sync init FOLDER --name NAME",
        )
    return file


def folder_of(env: Env) -> str:
    """The folder that is carried, as this device knows it."""
    return state_rows.peek(env.path, "folder")["folder"]


def unit(
    env: Env, file: str, *, new: bool = False, backup: str = "", now: str | None = None
) -> SyncUnit:
    """A transaction of the database and the state; with `now=""` no backup is made of a new day."""
    return SyncUnit(
        env.path, file, new=new, cadences=env.cadences(), label="", at=env.unit_time(),
        now=env.now if now is None else now, dry_run=env.dry_run, backup=backup,
    )  # fmt: skip


def go(env: Env, *, answer: str = "", moved: bool = False, ask: bool = True) -> Round:
    """Do a round.

    Args:
        env: For the database, the clock and the terminal.
        answer: What is to become of a database that was restored; see `Rounds.settle`.
        moved: Whether the database was moved, and is not a copy.
        ask: Whether somebody at a terminal may be asked; a greeting or a timer does not.
    """
    file = need_state(env)
    if not (answer or moved) and nothing_new(env):
        return Round()
    sync_folder.pyrage()
    if moved and not env.dry_run:  # also where the folder is not found: it may have moved, too
        with state_rows.alone(env.path) as state:
            state.set_meta(machine=device_rows.place(file))
    try:
        done = do(env, file, answer, moved=moved)
    except RestoredError as error:
        if not (ask and env.can_ask()):
            raise
        done = do(env, file, asked(env, by_hand=error.by_hand), moved=moved)
    if not env.dry_run:
        if (forgotten := heed(env)) is not None:
            again = do(env, file, "", moved=False)  # what hung on them is looked at again
            done.forgotten, done.counter = forgotten, again.counter
        finish(env, counter=done.counter)
    return done


def asked(env: Env, *, by_hand: bool) -> str:
    """Ask what is to become of a database that was restored; see `RestoredError`."""
    what = "a backup was restored" + ", or a copy put in its place" * by_hand
    env.say(f"The database is not as the last sync left it: {what}.")
    only = "; what was done here since is in a backup only" if by_hand else ""
    env.say(f"  1  bring this device back up to date{only}")
    env.say("  2  take all your devices back to what is here")
    typed = env.ask("Which one?", "--catch-up or --take-back")
    return {"1": CATCH_UP, "2": TAKE_BACK}.get(typed, "")


def do(env: Env, file: str, answer: str, *, moved: bool) -> Round:
    """The part of a round that is one transaction."""
    taking = unit(env, file, backup="sync" if answer == CATCH_UP else "")
    with taking as store:
        rounds = Rounds(store, env.unit_time())
        rounds.begin()
        place = device_rows.place(file)
        if rounds.state.meta("machine") != place:
            if not moved:
                raise copied(rounds.state.meta("name"), rounds.state.meta("folder"))
            rounds.state.set_meta(machine=place)
        settled = rounds.settle(answer)
        if not settled:
            rounds.take_local(rounds.changes())
        receiver = Receiver(rounds)
        receiver.receive()
        rounds.done.wrong = receiver.wrong
        names = rounds.done.names = device_rows.names(rounds.state)
        if rounds.state.meta("whole") == "1":
            rounds.touched |= rounds.everything_here()
            rounds.state.set_meta(whole=0)
        rounds.project(rounds.touched, lambda done: label(done, names))
        rounds.keep()
    if not env.dry_run:
        restored_rows.discard(env.path)
    rounds.done.counter = taking.counter
    return rounds.done


def finish(env: Env, *, left: bool = False, anew: bool = False, counter: str = "") -> int:
    """Send what is committed, and keep how the database was when all of it was looked at.

    Args:
        env: For the database and the clock.
        left: Whether this device leaves.
        anew: Whether all its files are to be written again.
        counter: How often the database had been changed at the end of a round; "" where this
            follows none, so that what was changed here may not be looked at yet.
    """
    with state_rows.alone(env.path) as state:
        # Each step is kept by itself: a head's word above all before the head is there to be read.
        if state.meta(REWRITE) == "1":
            state.execute("VACUUM state")  # pages keep traces of rows that were moved
            anew = True
        sent = Sender(state, env.unit_time()).send(left=left, anew=anew)
        state.set_meta(rewrite=0, unsent=0)
        if counter:
            state.set_meta(counter=counter)
    return sent


def nothing_new(env: Env) -> bool:
    """Whether nothing is to be done: nobody has written since the last round, here or elsewhere."""
    with state_rows.alone(env.path) as state:
        if database.schema_version(env.path) is None:
            return False
        if state.meta("machine") != device_rows.place(state_rows.path_of(env.path)):
            return False
        if state.meta(REWRITE) == "1" or state.meta("counter") != change_counter(env.path):
            return False
        return is_looked_at(state, env.unit_time())


def is_looked_at(state: State, at: str) -> bool:
    """Whether all files of the folder were looked at, and this device's own are there."""
    looked = device_rows.looked_at(state)
    there: Mapping[str, tuple[int, int]] = {
        name: (size, mtime) for name, size, mtime in sync_folder.entries(state.meta("folder"))
    }
    ours = {part[4] for part in device_rows.parts(state)}
    ours.add(sync_folder.file_name(state.meta("name"), state.device, device_rows.HEAD))
    if not ours <= there.keys() or state.meta("head").find(f'"at":"{at[:DAY]}') < 0:
        return False
    return all(
        known[:2] == (size, mtime) and not known[2]
        for name, (size, mtime) in there.items()
        for known in [looked.get(name, (0, 0, None))]
    )


def label(done: Round, names: Mapping[str, str]) -> str:
    """What `undo --list` shows of what came in."""
    devices = sorted({names.get(device, device) for device, _ in done.news})
    count = count_of(sum(done.news.values()), "change")
    return f"sync: {count} from {', '.join(devices) or 'elsewhere'}"


def one_with(env: Env, uid: str) -> Callable[[str], bool]:
    """Whether a uid is that of somebody, or of one who is the same after all merges."""
    hashes = set(forgotten_rows.members(env.path, uid))
    return lambda other: hash_of(identity.person(other)) in hashes


def forget_here(env: Env, uid: str) -> list[str]:
    """Forget somebody in the state and in this device's files, where the folder is there.

    Returns:
        The names of the devices that forget when they sync.
    """
    forgotten = forgotten_rows.members(env.path, uid)
    forgotten_rows.forget(env.path, forgotten, env.unit_time(), was_here=True)
    with suppress(NoFolderError, MissingExtraError):  # the next sync does it
        finish(env)
    with state_rows.alone(env.path) as state:
        return [device.name for device in device_rows.others(state)]
