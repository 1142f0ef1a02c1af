"""tinynet sync: all your machines, each with its own whole database, in step through a folder."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.errors import UsageError, quoted
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        CatchUp,
        DeviceName,
        Moved,
        NewKey,
        OtherValue,
        Quiet,
        SyncAction,
        SyncWhat,
        TakeBack,
    )
    from tinynet.sync.documents import (
        SyncConflictsDocument,
        SyncDocument,
        SyncDoneDocument,
        SyncSetUpDocument,
        SyncStatusDocument,
    )
    from tinynet.sync.round.round_rows import Round

EXAMPLES = (
    "tinynet sync init ~/Sync/tinynet --name laptop    the first device",
    "tinynet sync join ~/Sync/tinynet --name desktop   asks for the key",
    "tinynet sync                                      send and take in",
    "tinynet sync status",
    "tinynet sync conflicts 1 --other                    take the value that lost",
    "tinynet sync remove server                          it is lost, or sold",
)
ACTIONS = ("init", "join", "status", "conflicts", "leave", "remove", "key")
WRONG = 5  # a file does not open, or does not check
TAKES = {  # the options that each action takes
    "": {"quiet", "catch_up", "take_back", "moved"},
    "init": {"name"},
    "join": {"name"},
    "conflicts": {"other"},
    "key": {"new"},
}
NEEDS = {"init": "FOLDER", "join": "FOLDER", "remove": "DEVICE"}


def run(  # noqa: PLR0911  a line an action
    env: Env,
    action: SyncAction = None,
    what: SyncWhat = None,
    *,
    name: DeviceName = None,
    quiet: Quiet = False,
    other: OtherValue = False,
    new: NewKey = False,
    catch_up: CatchUp = False,
    take_back: TakeBack = False,
    moved: Moved = False,
) -> Answer[
    SyncDocument | SyncSetUpDocument | SyncStatusDocument | SyncConflictsDocument | SyncDoneDocument
]:
    """Keep all your machines in step through a folder that something carries, locked.

    The folder may be Syncthing's, Nextcloud's, a stick: nobody who carries it can read it. Without
    a word, send what is new here and take in what is new there.
    """
    asked = checks.choice(action, "sync", ACTIONS) if action else ""
    given = {
        "name": name, "quiet": quiet, "other": other, "new": new, "catch_up": catch_up,
        "take_back": take_back, "moved": moved,
    }  # fmt: skip
    check_options(asked, what, {option for option, value in given.items() if value})
    if not asked:
        answer = "catch_up" if catch_up else "take_back" if take_back else ""
        return sync(env, answer, moved=moved, quiet=quiet)
    from tinynet.sync import sync_devices, sync_setup, sync_status

    if asked == "init":
        return set_up(env, sync_setup.init(env, str(what), needed_name(name, str(what))), {})
    if asked == "join":
        document, done = sync_setup.join(env, str(what), name)
        return set_up(env, document, done.wrong)
    if asked == "status":
        return sync_status.status(env)
    if asked == "conflicts":
        return sync_status.conflicts(env, checks.whole_number(what, "sync conflicts"), other=other)
    if asked == "leave":
        return sync_devices.leave(env)
    if asked == "remove":
        return sync_devices.remove(env, str(what))
    return sync_devices.key(env, new=new)


def check_options(asked: str, what: str | None, given: set[str]) -> None:
    """Check that what was typed goes together.

    Raises:
        UsageError: It does not.
    """
    words = f"sync {asked}".rstrip()
    for option in sorted(given - TAKES.get(asked, set())):
        raise UsageError(f"{words} takes no --{option.replace('_', '-')}", f"Write tinynet {words}")
    if asked in NEEDS and what is None:
        raise UsageError(
            f"{words} needs a {NEEDS[asked].lower()}", f"tinynet {words} {NEEDS[asked]}"
        )
    if what is not None and asked not in {*NEEDS, "conflicts"}:
        raise UsageError(f"{words} takes nothing else", f"Write tinynet {words}")
    if {"catch_up", "take_back"} <= given:
        raise UsageError(
            "--catch-up and --take-back cannot be used together", "Give one of the two"
        )
    if "other" in given and what is None:
        raise UsageError("Which conflict?", "See them with their numbers: tinynet sync conflicts")


def needed_name(name: str | None, folder: str) -> str:
    """The name of this device.

    Raises:
        UsageError: There is none.
    """
    if name is None:
        raise UsageError(
            "This device needs a name",
            f"Such as laptop: tinynet sync init {quoted(folder)} --name laptop",
        )
    return name


def sync(env: Env, answer: str, *, moved: bool, quiet: bool) -> Answer[SyncDocument]:
    """Send and take in; with `quiet` a folder that is not there is no error, but a full one is."""
    from tinynet.sync import sync_round
    from tinynet.sync.round.round_rows import Round
    from tinynet.sync.sync_folder import NoFolderError, UnwritableError

    try:
        done = sync_round.go(env, answer=answer, moved=moved, ask=not quiet)
    except NoFolderError as error:
        if not quiet or isinstance(error, UnwritableError):
            raise
        env.say(error.message)
        done = Round()
    return round_answer(env, done, quiet=quiet)


def round_answer(env: Env, done: Round, *, quiet: bool = False) -> Answer[SyncDocument]:
    """What a round did."""
    from tinynet.sync import sync_round, sync_status
    from tinynet.sync.sync_folder import LOCKED

    received = sync_status.received(done)
    document: SyncDocument = {
        "sent": done.sent,
        "received": received,
        "back": [{"handle": handle, "name": name} for handle, name in done.back],
        "conflicts": sync_status.conflict_records(env, done.conflicts),
        "wrong": wrong_files(env, done.wrong),
        "forgotten": done.forgotten,
        "restored": done.restored,
        "undo_anew": done.anew,
        "dry_run": env.dry_run,
    }
    silent = quiet and not (received or done.wrong or done.conflicts or done.back or done.forgotten)
    plain = [("sent", "", "", done.sent)] if done.sent else []
    plain += [("forgotten", "", "", done.forgotten)] if done.forgotten else []
    plain += [("received", one["device"], one["what"], one["count"]) for one in received]
    if any(reason == LOCKED for reason in done.wrong.values()):
        env.say(
            "If another device made a new key, see it there with tinynet sync key, and give it "
            f"here: tinynet sync join {quoted(sync_round.folder_of(env))}"
        )
    return Answer(
        "output.lines" if silent else "sync.round",
        document,
        plain=[] if silent else plain,
        exit_code=WRONG if done.wrong else 0,
        wrote=bool(done.sent or received),
    )


def wrong_files(env: Env, wrong: dict[str, str]) -> list[Any]:
    """Files that were left out, and why; said on stderr where lines for scripts have no place."""
    left_out = sorted(wrong.items())
    if env.output == "plain":
        for file, reason in left_out:
            env.say(f"{file} was left out: {reason}.")
    return [{"file": file, "reason": reason} for file, reason in left_out]


def set_up(env: Env, document: dict[str, Any], wrong: dict[str, str]) -> Answer[SyncSetUpDocument]:
    """This device has begun."""
    whole: Any = {**document, "wrong": wrong_files(env, wrong), "dry_run": env.dry_run}
    plain = [(document["name"], document["folder"], document["people"], document["contacts"])]
    if document["key"]:
        plain.append(("key", document["key"], "", ""))
    return Answer("sync.set_up", whole, plain=plain, wrote=True, exit_code=WRONG if wrong else 0)
