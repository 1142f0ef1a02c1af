"""Check the values of options: numbers, circles, spans, days; each error is one sentence."""

from __future__ import annotations

from tinynet.errors import BadDateError, BadValueError, TinynetError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tinynet.cli.env import Env
    from tinynet.core.field_types import Field

ME_OR_THEM = ("me", "them")  # who reached out, whose idea it was
DIGITS_MOST = 9  # of a number that somebody types
EVERYTHING = -1  # SQLite's LIMIT for "no limit"


def whole_number(typed: str | None, flag: str, *, least: int = 1) -> int | None:
    """Read a whole number; None if the option was not given.

    Raises:
        BadValueError: No whole number, or less than `least`.
    """
    if typed is None:
        return None
    whole = typed.isascii() and typed.isdigit()
    if whole and len(typed.lstrip("0")) > DIGITS_MOST:
        raise BadValueError(f'"{typed}" is too large for {flag}', "Give a smaller number")
    if not (whole and int(typed) >= least):
        raise BadValueError(
            f'{flag} takes a whole number of at least {least}, not "{typed}"',
            f"For example: {flag if flag.startswith('-') else f'tinynet {flag}'} 5",
        )
    return int(typed)


def most(env: Env, typed: str | None, on_screen: int) -> int:
    """The number of rows of a list to fetch: all for programs, a screenful for people.

    Args:
        env: Knows who reads the answer.
        typed: What --limit was given, if it was.
        on_screen: How many a person is shown who gives no limit.

    Returns:
        A number of rows, or EVERYTHING.

    Raises:
        BadValueError: The limit is not a whole number from 1 on.
    """
    asked = whole_number(typed, "--limit")
    if asked is not None:
        return asked
    return on_screen if env.output == "human" else EVERYTHING


def interaction_id(typed: str) -> int:
    """Read the number of an interaction, with or without the # that `log` shows.

    Raises:
        BadValueError: No number.
    """
    digits = typed.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise BadValueError(
            f'"{typed}" is not the number of an interaction', "See the numbers: tinynet history"
        )
    return int(digits)


def circle(typed: str | None) -> str | None:
    """Check a circle's name.

    Raises:
        BadValueError: There is no such circle.
    """
    if typed is None:
        return None
    from tinynet.core.cadence import CIRCLES

    found = word_of(typed, CIRCLES)
    if found in CIRCLES:
        return found
    raise BadValueError(
        f'There is no circle "{typed}"', f"It is one of {', '.join(CIRCLES)}", tuple(CIRCLES)
    )


def word_of(typed: str, choices: Iterable[str]) -> str:
    """The one of several words that was typed, in any capitals; as typed where it is not there."""
    folded = typed.strip().casefold()
    return next((word for word in choices if word.casefold() == folded), typed)


def choice(typed: str, flag: str, choices: tuple[str, ...]) -> str:
    """The one of several words that was typed, in any capitals.

    Raises:
        BadValueError: None of them.
    """
    found = word_of(typed, choices)
    if found in choices:
        return found
    remedy = f"It is one of {', '.join(choices)}"
    raise BadValueError(f'{flag} cannot be "{typed}"', remedy, choices)


def period(typed: str | None) -> int:
    """Read a period ahead in days; 0 if none was given."""
    if typed is None:
        return 0
    from tinynet.core.spans import parse_period

    return parse_period(typed)


def ahead(env: Env, typed: str) -> date:
    """Read the end of a snooze or pause: a period from now such as 2w, or a day such as "friday".

    Raises:
        BadValueError: Neither, today or before, or more than 10 years ahead.
    """
    from datetime import timedelta

    from tinynet.core.spans import LONGEST_DAYS, UnreadSpanError, parse_period

    try:
        day = env.today + timedelta(days=parse_period(typed))
    except UnreadSpanError:
        day = _day_ahead(env, typed)
    else:
        mention_months(env, typed)
        return day
    days = (day - env.today).days
    if not days:
        raise BadValueError(f'"{typed}" is today', "Give a later day, or a time such as 2w")
    if days > LONGEST_DAYS:
        raise BadValueError(f'"{typed}" is more than 10 years ahead', "Write 10y at most")
    return day


def mention_months(env: Env, typed: str) -> None:
    """Say that "30m" is read as months, where minutes may have been meant."""
    from tinynet.core.spans import as_many_months

    count = as_many_months(typed)
    if count is not None:
        env.say(f"{typed.strip()} is {count} months here.")


def span(env: Env, since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Read --since and --until, days or ranges: the first day of one, the last of the other.

    Raises:
        BadDateError: One cannot be read, or has not begun.
        UsageError: The first day is after the last.
    """
    if since is None and until is None:
        return None, None
    from tinynet.core.dates import range_of

    first = range_of(since, env.today, env.date_order)[0] if since is not None else None
    last = range_of(until, env.today, env.date_order)[1] if until is not None else None
    if first and last and first > last:
        raise UsageError(
            f"--since {first} is after --until {last}", "Give the earlier one to --since"
        )
    return first, last


def year(typed: str) -> int:
    """Read a year.

    Raises:
        BadDateError: No year from 1900 to 2200.
    """
    from tinynet.cli.env import FIRST_YEAR, LAST_YEAR

    if typed.isascii() and typed.isdigit() and len(typed) == len("2025"):
        read = int(typed)
        if FIRST_YEAR <= read <= LAST_YEAR:
            return read
    raise BadDateError(
        f'The year has to be from {FIRST_YEAR} to {LAST_YEAR}, not "{typed}"',
        "Write all four digits: 2025",
    )


def past_day(env: Env, typed: str | None) -> date | None:
    """Read the day something happened; None if none was given."""
    if typed is None:
        return None
    from tinynet.core.dates import resolve

    return resolve(typed, today=env.today, past=True, order=env.date_order)


def future_day(env: Env, typed: str | None) -> date | None:
    """Read a day ahead; None if none was given."""
    return None if typed is None else _day_ahead(env, typed)


def partial(env: Env, typed: str | None) -> str | None:
    """Read a partial date; return its canonical form, or None if none was given."""
    if typed is None:
        return None
    from tinynet.core.partial import parse_partial

    return parse_partial(typed, order=env.date_order)


def past_partial(env: Env, typed: str | None) -> str | None:
    """Read a partial date not in the future, or a day such as "yesterday"; None if none was given.

    Raises:
        BadDateError: It cannot be read, or lies ahead.
    """
    if typed is None:
        return None
    try:
        partial(env, typed)
    except BadDateError as error:
        try:
            return str(past_day(env, typed))
        except BadDateError:
            raise error from None
    return birthday(env, typed)


def birthday(env: Env, typed: str | None) -> str | None:
    """Read a birthday, a partial date not in the future; "the 5th" and "christmas" are refused.

    Raises:
        BadDateError: It cannot be read, or lies ahead.
    """
    found = partial(env, typed)
    begun = (found or "").rstrip("~")
    if not begun.startswith("--") and begun > env.today.isoformat()[: len(begun)]:
        raise BadDateError(f'"{typed}" is still to come', "Write a day up to today")
    return found


def minutes(typed: str | None) -> int | None:
    """Read a duration in minutes; None if none was given."""
    if typed is None:
        return None
    from tinynet.core.spans import parse_duration

    return parse_duration(typed)


def cadence(typed: str | None) -> int | None:
    """Read a cadence in days, 0 for never; None if none was given."""
    if typed is None:
        return None
    from tinynet.core.spans import parse_cadence

    return parse_cadence(typed)


def own_field(env: Env, field: Field, typed: str, label: str) -> str | int | None:
    """Check a field of a person's own row, called `label` in errors; not one that names people."""
    shape = field["shape"]
    if shape == "partial date":
        return past_partial(env, typed)
    if shape in {"circle", "cadence"}:
        if shape == "circle":
            return circle(typed)
        days = cadence(typed)
        mention_months(env, typed)
        return days
    return text(typed, label)


def one_line(typed: str, what: str) -> str:
    """Check what is kept on one line, such as an address; commas stand between its lines.

    Raises:
        BadValueError: As `text`.
    """
    lines = (" ".join(line.split()) for line in (text(typed, what) or "").splitlines())
    return ", ".join(line.rstrip(",") for line in lines if line)


def text(typed: str | None, what: str) -> str | None:
    """Check a text and trim it; None if none was given.

    Raises:
        BadValueError: Nothing in it, or more than 10,000 characters.
    """
    if typed is None:
        return None
    from tinynet.core.names import TEXT_MAX, is_seen

    # SQLite's JSON, and so the journal, ends at a NUL; a lone surrogate is not text to it at all.
    kept = typed.replace("\0", "").encode("utf-8", "backslashreplace").decode().strip()
    if not is_seen(kept):
        raise BadValueError(f"{what} is empty", "Leave it out, or say something")
    if len(kept) > TEXT_MAX:
        raise BadValueError(
            f"{what} has {len(kept)} characters; {TEXT_MAX} are the most there can be",
            "Keep the rest in a file and note where it is",
        )
    return kept


def tags(typed: tuple[str, ...]) -> list[str]:
    """Read tags as they are stored: folded, without @ or #, in order, once each.

    Raises:
        UsageError: A tag with a space or a comma, or with nothing in it.
    """
    from tinynet.core.names import fold, is_seen

    found: dict[str, None] = {}
    for word in typed:
        tag = fold(word).lstrip("@#")
        is_word = is_seen(tag) and tag.isprintable() and " " not in tag and "," not in tag
        if not is_word or len(tag) > 60:
            raise UsageError(f'"{word}" cannot be a tag', "Use one word, such as book-club")
        found[tag] = None
    return list(found)


def email(typed: str) -> str:
    """Check an e-mail address: something, one @, something; stricter rules refuse valid ones.

    Raises:
        BadValueError: It has no such shape.
    """
    address = typed.strip()
    before, at, after = address.rpartition("@")
    if not (before and at and after) or " " in address or not address.isprintable():
        raise BadValueError(f'"{typed}" is not an e-mail address', "Write it as anne@example.org")
    return address


def phone(typed: str) -> str:
    """Check a phone number: any spelling with at least three digits.

    Raises:
        BadValueError: It has no digits, or letters.
    """
    number = typed.strip()
    digits = sum(letter.isdigit() for letter in number)
    if digits < 3 or len(number) > 40 or not all(c.isdigit() or c in "+-()./ x#*," for c in number):
        raise BadValueError(f'"{typed}" is not a phone number', "Write it as +44 20 7946 0123")
    return number


def readable_file(file: str) -> str:
    """The same path, unless a pipe, a device or a socket is there, which would be waited for.

    What a shell puts in for `<(command)` has its writer already, and is read.

    Raises:
        TinynetError: It is something else than a file or a folder.
    """
    import os
    import stat

    try:
        mode = os.stat(file).st_mode
    except (OSError, ValueError):
        return file  # whoever opens it will tell
    given = stat.S_ISFIFO(mode) and file.startswith(("/dev/fd/", "/proc/self/fd/"))
    if given or stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return file
    raise TinynetError(
        f"{file} is not a file but a pipe, a device or a socket",
        "Name a file, or give what is in it on standard input, with - for the file",
    )


def unreadable(file: str, error: OSError | ValueError) -> TinynetError:
    """The error for a file named by the user that cannot be read."""
    reason = (error.strerror if isinstance(error, OSError) else "") or "no file's name"
    return TinynetError(f"{file} cannot be read ({reason})", "Look at the path and its mode")


def _day_ahead(env: Env, typed: str) -> date:
    """A day ahead."""
    from tinynet.core.dates import resolve

    return resolve(typed, today=env.today, past=False, order=env.date_order)
