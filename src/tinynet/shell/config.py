"""tinynet config: settings, in a TOML file that stays yours; its comments are kept."""

from __future__ import annotations

from tinynet import config
from tinynet.cli import checks
from tinynet.cli.config_file import content, keep, save, text_with
from tinynet.errors import BadValueError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tinynet.cli.env import Env
    from tinynet.cli.options import Action, Key, Value
    from tinynet.shell.documents import (
        ChangedSettingDocument,
        EditedSettingsDocument,
        SettingDocument,
        SettingsDocument,
        SettingsFileDocument,
    )

EXAMPLES = (
    "tinynet config         all, and where each comes from",
    "tinynet config set cadence.close 3w",
    "tinynet config unset cadence.close",
    "tinynet config edit    the whole file, in your editor",
)
ACTIONS = ("list", "get", "set", "unset", "edit", "path")
COLUMNS = ("key", "value", "default", "from", "about")
WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
DIGITS = 10  # no setting has a number this long
TEMPLATE = "# Settings of tinynet. Take the # away from a line to change it.\n"


class UnknownSettingError(UsageError):
    """A setting that tinynet does not have."""

    code = "unknown_setting"


def run(
    env: Env, action: Action = None, key: Key = None, value: Value = None
) -> Answer[
    SettingsDocument
    | SettingDocument
    | ChangedSettingDocument
    | SettingsFileDocument
    | EditedSettingsDocument
]:
    """Show or change settings: list (as without a word), get, set, unset, edit or path."""
    asked = action or "list"
    asked = checks.word_of(asked, ACTIONS)
    wanted = {"get": 1, "set": 2, "unset": 1}.get(asked, 0)
    if asked not in ACTIONS:
        near = f"; to read it: tinynet config get {asked}" if asked in config.KEYS else ""
        raise UsageError(
            f'config cannot "{asked}"', f"It is one of {', '.join(ACTIONS)}{near}", ACTIONS
        )
    words = [word for word in (key, value) if word is not None]
    if len(words) != wanted:
        usage = f"tinynet config {asked}" + "".join((" KEY", " VALUE")[:wanted])
        takes = ("no more words", "a key", "a key and a value")[wanted]
        raise UsageError(f"config {asked} takes {takes}", f"Write: {usage}")
    if words:
        words[0] = checks.word_of(words[0], config.KEYS)
    if asked in {"get", "set"}:
        check_known(words[0])
    acts: dict[str, Callable[..., Answer]] = {
        "list": list_settings, "get": get_setting, "set": set_setting, "unset": unset,
        "edit": edit_file, "path": path,
    }  # fmt: skip
    return acts[asked](env, *words)


def check_known(key: str) -> None:
    """Refuse a key that is not a setting.

    Raises:
        UnknownSettingError: The nearest one is suggested.
    """
    if key not in config.KEYS:
        from difflib import get_close_matches

        near = get_close_matches(key, config.KEYS, n=3)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UnknownSettingError(
            f'There is no setting "{key}"', f"{hint}See them all: tinynet config", tuple(near)
        )


def list_settings(env: Env) -> Answer[SettingsDocument]:
    """Every setting: its value, its default, where the value is from, what it is."""
    chosen = config.read_settings(config.config_path(env.environ))
    rows = [
        (key, env.settings[key], default, "file" if key in chosen else "default", about)
        for key, (default, about) in config.KEYS.items()
    ]
    plain = [
        (key, plain_value(value), plain_value(default), *rest)
        for key, value, default, *rest in rows
    ]
    document = {"path": config.config_path(env.environ)}
    return Answer("shell.config", document, key="settings", columns=COLUMNS, rows=rows, plain=plain)


def get_setting(env: Env, key: str) -> Answer[SettingDocument]:
    """One setting's value."""
    value = env.settings[key]
    return Answer("shell.config", {"key": key, "value": value}, plain=[(plain_value(value),)])


def path(env: Env) -> Answer[SettingsFileDocument]:
    """Where the file is, whether it exists or not."""
    place = config.config_path(env.environ)
    env.format = env.format or "plain"  # a page asks the settings, and the file may be broken
    return Answer("shell.config", {"path": place}, plain=[(place,)])


def set_setting(env: Env, key: str, typed: str) -> Answer[ChangedSettingDocument]:
    """Set one key, leaving the rest of the file as it is."""
    place = config.config_path(env.environ)
    try:
        value = check(key, read(key, typed))
    except config.ConfigError as error:
        raise BadValueError(error.message, error.remedy) from error
    before = config.read_settings(place)
    save(env, place, text_with(place, key, value))
    keep(env, before)
    document: ChangedSettingDocument = {
        "key": key,
        "value": value,
        "was": before.get(key, config.KEYS[key][0]),
    }
    return Answer("shell.config", document, plain=[(key, plain_value(value))], wrote=True)


def check(key: str, value: config.Value) -> config.Value:
    """A value that is to be written, checked as readers do, and that a region is one there is.

    Raises:
        ConfigError: It cannot be the setting's.
    """
    checked = config.check(key, value)
    if key in config.REGIONS and checked:
        from tinynet.core.phones import is_region

        if not is_region(str(checked)):
            raise config.ConfigError(
                f"The setting {key} cannot be {config.written(checked)}",
                "No country has these letters; write it like GB or DE",
            )
    return checked


def unset(env: Env, key: str) -> Answer[ChangedSettingDocument]:
    """Take one key out of the file, known or not, so that its default holds again."""
    place = config.config_path(env.environ)
    before = config.read_settings(place)
    if key not in before:
        check_known(key)
    else:
        save(env, place, text_with(place, key, None))
        keep(env, before)
    default = config.KEYS[key][0] if key in config.KEYS else None
    document: ChangedSettingDocument = {
        "key": key,
        "value": default,
        "was": before.get(key, default),
    }
    return Answer(
        "shell.config", document, plain=[(key, plain_value(default))], wrote=key in before
    )


def edit_file(env: Env) -> Answer[EditedSettingsDocument]:
    """The whole file in VISUAL or EDITOR; what is not valid settings is refused, and kept."""
    from tinynet.cli import editor

    place = config.config_path(env.environ)

    def use(text: str) -> bool:
        for key, value in config.read_toml(text, place).items():
            if key in config.KEYS:
                check(key, value)
        before = config.read_toml(content(place), place) if is_sound(place) else None
        save(env, place, text)
        if before is not None:
            keep(env, before)
        return True

    text = content(place) or template()
    done = editor.edit(env, text, name="config.toml", instead=f"change {place} yourself", use=use)
    changed = bool(done) and not env.dry_run
    return Answer(
        "shell.config", {"path": place, "changed": changed}, plain=[(place,)], wrote=changed
    )


def is_sound(place: str) -> bool:
    """Whether the file can be read as it is; mending a broken one is not a unit of undo."""
    try:
        config.read_settings(place)
    except config.ConfigError:
        return False
    return True


def read(key: str, typed: str) -> config.Value:
    """A value as typed, in the setting's type where it can be read as one."""
    default = config.KEYS[key][0]
    if isinstance(default, bool):
        return WORDS.get(typed.lower(), typed)
    if isinstance(default, int) and typed.isascii() and typed.isdigit() and len(typed) < DIGITS:
        return int(typed)
    return checks.word_of(typed, config.CHOICES.get(key, ()))


def plain_value(value: config.Value | None) -> str:
    """A value as a script reads it: true, 5, 90d."""
    return value if isinstance(value, str) else "" if value is None else config.written(value)


def template() -> str:
    """What the editor shows where there is no file yet: every setting, commented out."""
    lines, section = [TEMPLATE], ""
    for key, (default, about) in sorted(config.KEYS.items(), key=lambda item: "." in item[0]):
        before, _, name = key.rpartition(".")
        if before != section:
            lines.append(f"\n[{before}]\n")
            section = before
        lines.append(f"# {about}\n# {name} = {config.written(default)}\n")
    return "".join(lines)
