"""The paths of the data, and the settings; no side effects on import.

The daily path reads this file, so it asks platformdirs and tomllib only where its own few lines do
not suffice: importing them costs 1.0 and 0.6 x the base (`python -c "import sqlite3"`).
tests/test_config.py holds both short cuts to what the libraries answer.
"""

from __future__ import annotations

import os
import sys

from tinynet.errors import BadValueError, DatabaseError, TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Value = str | int | bool

# key: (default, what it is); the default's type is the setting's type. Spans are written "90d".
KEYS: dict[str, tuple[Value, str]] = {
    "due.limit": (5, "how many people the due list shows at most"),
    "due.cadence": ("90d", "how often, unless person, circle or rhythm says"),
    "due.least_rhythm": ("14d", "what a quicker rhythm of your own counts as"),
    "due.days_off": ("", "days on which due asks after nobody: sat sun"),
    "due.dates": ("7d", "how far ahead due looks for birthdays"),
    "plan.stale": ("182d", "after how long plans asks if something is still meant"),
    "quiz.new": (5, "how many new questions quiz asks a day at most"),
    "cadence.inner": ("7d", "how often, for the inner circle"),
    "cadence.close": ("30d", "how often, for the close circle"),
    "cadence.friends": ("182d", "how often, for the friends circle"),
    "cadence.village": ("365d", "how often, for the village"),
    "date_order": ("", "what 03/04 is: dmy or mdy; unset, it is refused"),
    "import.me": ("", "your own addresses and names in mail and chats, with commas between"),
    "phone.region": ("", "whose telephone numbers have no country code: GB, DE; unset, a guess"),
    "undo.keep": (1000, "how many commands undo remembers"),
    "agents.share": ("names ties facts", "what agents may see: names ties facts notes ways"),
    "agents.circles": ("", "agents see only people in these circles: inner close"),
    "agents.tags": ("", "agents see only people with one of these tags"),
    "agents.names": ("full", "how agents see names: full or initials"),
    "sync.auto": (False, "whether tinynet alone syncs first, once this machine has joined others"),
    "scores": (True, "whether people see depth, warmth, strength and hours"),
}
SIZE_MAX = 100_000  # characters of the config file
NUMBER_MAX = 1_000_000
CHOICES = {"date_order": ("", "dmy", "mdy"), "agents.names": ("full", "initials")}
LISTS = {  # words of a few, with blanks or commas between them
    "agents.share": ("names", "ties", "facts", "notes", "ways"),
    "agents.circles": ("inner", "close", "friends", "village"),
}
REGIONS = ("phone.region",)
FREE = ("import.me", "agents.tags")  # any text
WEEKDAYS = ("due.days_off",)
PERIODS = ("due.dates",)  # spans ahead; the other spans are cadences, which may be "never"


class ConfigError(TinynetError):
    """The config file cannot be read."""

    code = "config"


def data_folder(environ: Mapping[str, str]) -> str:
    """The folder that holds the database unless told otherwise."""
    return _folder(environ, "XDG_DATA_HOME", ".local/share", "user_data_dir")


def config_path(environ: Mapping[str, str]) -> str:
    """The config file, whether it exists or not."""
    folder = _folder(environ, "XDG_CONFIG_HOME", ".config", "user_config_dir")
    return os.path.join(folder, "config.toml")


def database_path(environ: Mapping[str, str], flag: str | None) -> str:
    """The database: flag > TINYNET_DB > default, as an absolute path."""
    given = flag or environ.get("TINYNET_DB")
    path = os.path.join(data_folder(environ), "tinynet.db")
    if given:
        path = os.path.abspath(expand(given, environ))
    if not os.path.islink(path):
        return path
    # The lock, the journal and the backups stand beside the file itself, whatever led to it.
    real = os.path.realpath(path)
    if os.path.exists(real):
        return real
    raise DatabaseError(
        f"{path} leads to {real}, which is not there",
        "Bring back the disk or folder it is on, or name another with --db or TINYNET_DB",
    )


def _folder(environ: Mapping[str, str], variable: str, default: str, library: str) -> str:
    home = environ.get(variable, "").strip()
    if os.path.isabs(home):
        return os.path.join(home, "tinynet")
    if sys.platform.startswith("linux"):
        return os.path.join(expand("~", environ), default, "tinynet")
    import platformdirs

    return str(getattr(platformdirs, library)("tinynet", appauthor=False))


def expand(path: str, environ: Mapping[str, str]) -> str:
    """A path with the home in place of `~`; a HOME that is empty or relative does not count."""
    ours = path == "~" or path.startswith("~/")
    if not ours or os.path.isabs(environ.get("HOME", "/")):
        return os.path.expanduser(path)
    import pwd

    try:
        home = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:  # a user whom the system does not know
        home = ""
    return os.path.join("/", home, path[2:])


def at_once(path: str, flags: int) -> int:
    """Open a file, for `open`; a pipe nobody writes to reads as empty instead of hanging."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_settings(path: str) -> dict[str, Value]:
    """What the config file says, by dotted key; unknown keys are kept, for a warning.

    Args:
        path: The config file; a missing one says nothing.

    Raises:
        ConfigError: The file is not TOML or cannot be read.
    """
    try:
        with open(path, encoding="utf-8", opener=at_once) as file:
            text = file.read(SIZE_MAX + 1)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error
    if len(text) > SIZE_MAX:
        raise ConfigError(
            f"The config file {path} is longer than {SIZE_MAX:,} characters",
            "Look at what is in it: tinynet config edit",
        )
    simple = read_simple(text)
    return read_toml(text, path) if simple is None else simple


def read_simple(text: str) -> dict[str, Value] | None:
    """Read TOML that is as plain as tinynet writes it; None for anything more."""
    values: dict[str, Value] = {}
    sections = {""}
    prefix = ""
    for raw in text.split("\n"):
        line = raw.strip(" \t")
        if not line or line[0] == "#":
            if not line.isprintable():
                return None
            continue
        if line[0] == "[":
            section = line[1:-1]
            if line[-1] != "]" or not _is_bare(section) or section in sections:
                return None
            sections.add(section)
            prefix = f"{section}."
            continue
        key, equals, value = (part.strip(" \t") for part in line.partition("="))
        plain = _plain_value(value)
        if not equals or not _is_bare(key) or prefix + key in values or plain is None:
            return None
        values[prefix + key] = plain
    clash = any(section in values for section in sections)
    return None if clash else values


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("_", "").replace("-", "").isalnum()


def _plain_value(text: str) -> Value | None:
    if text in {"true", "false"}:
        return text == "true"
    if text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and len(text) < 16:
        return int(text)
    inner = text[1:-1]
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    if quoted and inner.isprintable() and '"' not in inner and "\\" not in inner:
        return inner
    return None


def read_toml(text: str, path: str) -> dict[str, Value]:
    """Read any TOML, flattened to dotted keys.

    Raises:
        ConfigError: It is not TOML.
    """
    import tomllib

    try:
        tree = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, or nested 1,000 deep
        raise ConfigError(
            f"The config file {path} is not valid TOML: {error}",
            "Fix it: tinynet config edit",
        ) from error
    flat: dict[str, Value] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": item for inner, item in value.items()})
        else:
            flat[key] = value
    return flat


def unreadable(path: str, error: OSError | UnicodeDecodeError) -> ConfigError:
    """The error for a config file that cannot be read."""
    reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
    return ConfigError(
        f"The config file {path} cannot be read ({reason})",
        "Make it a readable text file, or move it away",
    )


def settings(environ: Mapping[str, str], say: Callable[[str], None]) -> dict[str, Value]:
    """Every setting, the config file's over the defaults.

    Args:
        environ: The environment variables.
        say: Where to warn of unknown keys.

    Raises:
        ConfigError: The file cannot be read, or a value is of the wrong type.
    """
    path = config_path(environ)
    found = {key: default for key, (default, _) in KEYS.items()}
    for key, value in read_settings(path).items():
        if key in KEYS:
            found[key] = check(key, value)
        else:
            say(f"{path}: unknown setting {key}{suggestion(key)}")
    return found


def check(key: str, value: Value) -> Value:
    """A known setting's value, checked.

    Raises:
        ConfigError: It is of the wrong type, or cannot be read.
    """
    default = KEYS[key][0]
    if type(value) is not type(default):
        wanted = {bool: "true or false", int: "a whole number", str: 'text in "quotes"'}
        raise ConfigError(
            f"The setting {key} cannot be {written(value)}",
            f"It takes {wanted[type(default)]}; its default is {written(default)}",
        )
    if key in CHOICES and value not in CHOICES[key]:
        raise ConfigError(
            f"The setting {key} cannot be {written(value)}",
            f"It takes one of {', '.join(choice for choice in CHOICES[key] if choice)}",
        )
    if type(value) is int and not 1 <= value <= NUMBER_MAX:
        raise ConfigError(
            f"The setting {key} cannot be {value}", f"It takes a number from 1 to {NUMBER_MAX:,}"
        )
    if key in REGIONS:
        if value and not (len(str(value)) == 2 and str(value).isascii() and str(value).isupper()):
            raise ConfigError(
                f"The setting {key} cannot be {written(value)}",
                "It takes the two capital letters of a country, such as GB",
            )
    elif isinstance(default, str) and key not in (*CHOICES, *FREE) and value != default:
        _check_text(key, str(value))
    return value


def _check_text(key: str, text: str) -> None:
    if key in LISTS:
        for word in text.replace(",", " ").split():
            if word.casefold() not in LISTS[key]:
                raise ConfigError(
                    f'The setting {key} cannot hold "{word}"',
                    f"It takes one or several of {', '.join(LISTS[key])}",
                )
        return
    from tinynet.core.days_off import weekdays
    from tinynet.core.spans import parse_cadence, parse_period

    try:
        if key in WEEKDAYS:
            weekdays(text)
        else:
            (parse_period if key in PERIODS else parse_cadence)(text)
    except BadValueError as error:
        raise ConfigError(f"The setting {key}: {error.message}", error.remedy) from error


def written(value: object) -> str:
    """A value as people read and type it: true, 5, "90d"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def days(span: str) -> int:
    """The days of a cadence that was checked; "90d" is read without loading the table of spans."""
    if span.endswith("d") and span[:-1].isdigit():
        return int(span[:-1])
    from tinynet.core.spans import parse_cadence

    return parse_cadence(span)


def suggestion(key: str) -> str:
    """The nearest known setting, as the end of a sentence."""
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1)
    return f"; did you mean {near[0]}?" if near else ""
