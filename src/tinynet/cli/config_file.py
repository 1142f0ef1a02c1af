"""The config file as commands change it, and what of it the undo history keeps.

`tinynet undo` takes a change of a setting back like any other, unless it was changed since.
"""

from __future__ import annotations

import os

from tinynet import config
from tinynet.db import journal
from tinynet.errors import TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env


def keep(env: Env, before: Mapping[str, object]) -> None:
    """Make what has changed in the file a unit of undo, in the database that is open now.

    A database that cannot be written is no reason to lose the setting, which is saved by now.

    Args:
        env: Whose settings are read anew.
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
    except TinynetError as error:
        env.say(f"Saved, but undo does not know of it: {error.message}.")


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
    from pathlib import Path

    try:
        return Path(place).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise config.unreadable(place, error) from error


def text_with(place: str, key: str, value: config.Value | None) -> str:
    """The file's text with one key set, or taken out where the value is None."""
    from collections.abc import MutableMapping

    import tomlkit

    document: Any = tomlkit.parse(content(place))
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
            "Mend it with `tinynet config edit`",
        )
    if value is not None:
        holder[name] = value
    elif name in holder:
        del holder[name]
        if section and not holder:
            del document[section]
    return tomlkit.dumps(document)


def save(env: Env, place: str, text: str) -> None:
    """Write the file as a whole, readable by its owner alone; nothing on a dry run.

    It is written under another name first and then renamed; a link to elsewhere stays a link.
    """
    if env.dry_run:
        return
    import tempfile
    from pathlib import Path

    target = Path(place).resolve()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, draft = tempfile.mkstemp(dir=target.parent, prefix=".config-")  # it is made 0600
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
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
