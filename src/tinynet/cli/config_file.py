"""The config file as commands change it, and what of it the undo history keeps.

`tinynet undo` takes a change of a setting back like any other, unless it was changed since.
"""

from __future__ import annotations

import os

from tinynet import config
from tinynet.db import failures, journal
from tinynet.errors import TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env


def keep(env: Env, before: Mapping[str, object]) -> None:
    """Make what has changed in the file a unit of undo, in the database that is open now.

    A database that cannot be written is not a reason to lose the setting, which is saved by now.

    Args:
        env: Whose settings are read again.
        before: What the file had, by dotted key.
    """
    if env.dry_run or not os.path.lexists(env.path):
        return
    env.read_settings_anew()
    now = config.read_settings(config.config_path(env.environ))
    changed = [key for key in {**before, **now} if value_of(before, key) != value_of(now, key)]
    if not changed:
        return
    try:
        with env.unit() as store:
            for key in changed:
                journal.put_setting(store, store.unit, value_of(now, key), value_of(before, key))
    except (TinynetError, failures.SqliteError) as error:
        problem = error
        if not isinstance(problem, TinynetError):
            problem = failures.describe_failure(problem, env.path)
        reason = problem.message.removesuffix("; nothing was saved")
        env.say(f"Saved, but undo does not know of it: {reason}.")


def value_of(settings: Mapping[str, object], key: str) -> dict[str, object]:
    """A key with its value in a file; without one where it has none."""
    return {"key": key, "value": settings[key]} if key in settings else {"key": key}


def put_back(env: Env, changes: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[str]:
    """Put settings back as they were, in the file.

    Args:
        env: For the file; a dry run leaves it as it is.
        changes: What each was changed to and what it was before, the last change first.

    Returns:
        The keys that were changed since, which stay as they are.
    """
    place = config.config_path(env.environ)
    stayed = []
    for now, before in changes:
        key = now["key"]
        if value_of(config.read_settings(place), key) != now and not env.dry_run:
            stayed.append(key)
        else:
            save(env, place, text_with(place, key, before.get("value")))
    env.read_settings_anew()
    return stayed


def content(place: str) -> str:
    """The file's text; nothing where there is none.

    Raises:
        ConfigError: It cannot be read.
    """
    try:
        # Line ends stay as they are.
        with open(place, encoding="utf-8", newline="", opener=config.at_once) as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise config.unreadable(place, error) from error


def text_with(place: str, key: str, value: config.Value | None) -> str:
    """The file's text with one key set, or taken out where the value is None."""
    from collections.abc import MutableMapping

    import tomlkit

    document: Any = tomlkit.parse(content(place))
    if value is None:
        take_out(document, key)
        return tomlkit.dumps(document)
    section, _, name = key.rpartition(".")
    if key in document:
        section, name = "", key  # written as one quoted key
    holder = document
    if section:
        if section not in document:
            document[section] = tomlkit.table()
        holder = document[section]
    if not isinstance(holder, MutableMapping):
        raise config.ConfigError(
            f"The config file {place} has a value where the section [{section}] would be",
            "Fix it: tinynet config edit",
        )
    holder[name] = value
    return tomlkit.dumps(document)


def take_out(holder: Any, key: str) -> None:
    """Take a key out of the file or of one of its tables, and a table that has nothing else.

    A comment behind the value stays, on a line of its own.
    """
    import tomlkit
    from tomlkit.container import Container
    from tomlkit.items import AbstractTable, Comment

    if key not in holder:
        dots = [at for at, letter in enumerate(key) if letter == "."]
        for section, inner in ((key[:at], key[at + 1 :]) for at in dots):
            table = holder.get(section)
            if isinstance(table, AbstractTable):
                take_out(table, inner)
                if not table and not any(isinstance(line, Comment) for _, line in table.value.body):
                    holder.remove(section)
        return
    lines = holder if isinstance(holder, Container) else holder.value
    at = next(n for n, (name, _) in enumerate(lines.body) if name is not None and name.key == key)
    gone = lines.body[at][1].trivia
    holder.remove(key)
    if gone.comment:
        line = tomlkit.comment("")
        line.trivia.comment, line.trivia.trail = gone.comment, gone.trail
        lines.body[at] = (None, line)


def save(env: Env, place: str, text: str) -> None:
    """Write the file as a whole, readable by its owner alone; nothing on a dry run.

    It is written under another name first and then renamed; a link to elsewhere stays a link.
    """
    if env.dry_run:
        return
    import tempfile
    from pathlib import Path

    from tinynet.db import files

    target = Path(place).resolve()
    if target.exists() and not target.is_file():
        raise config.ConfigError(  # a file would take its place: that of /dev/null, say
            f"The config file {place} is not a file but a folder, a pipe, a device or a socket",
            "Move it away and run the command again; nothing was changed",
        )
    try:
        files.make_folders(str(target.parent))
        number, draft = tempfile.mkstemp(dir=target.parent, prefix=".config-")  # it is made 0600
        try:
            files.give_to_owner(number, str(target.parent))
            with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink()
            raise
    except OSError as error:
        raise config.ConfigError(
            f"The config file {place} cannot be written ({error.strerror}); nothing was changed",
            "Look at who owns it and its folder, and at the space that is left",
        ) from error
