"""What can go wrong for a user in several places: its sentence, stable code and exit code.

An error says what is wrong in one sentence and what to do in another. It is raised where the
fact is known and told once, in `cli/boundary.py`. An error of one place stands there, since each
class here costs every command two thousandths of the base.
"""

from __future__ import annotations


class TinynetError(Exception):
    """Something a user can act on.

    Args:
        message: What is wrong, one sentence without a final stop.
        remedy: What to do about it, one sentence without a final stop; may be empty.
        candidates: Handles of the people (or names of the things) that might have been meant.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str, remedy: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.candidates = candidates


def quoted(word: str) -> str:
    """A word as it stands in a command line to be copied, whatever a shell would make of it."""
    from shlex import quote

    if word.isascii() or word.isprintable():
        return quote(word)
    escaped = word.replace("\\", r"\\").replace("'", r"\'").encode("utf-8", "surrogateescape")
    shown = escaped.decode("utf-8", "backslashreplace")
    return quote(word) if shown == word else f"$'{shown}'"  # a file's name that is not UTF-8


def is_full(error: OSError) -> bool:
    """Whether there is no room: on the disk, in a quota, or under a limit of a file's size."""
    import errno

    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class UsageError(TinynetError):
    """The command line does not say what to do."""

    code = "usage"
    exit_code = 2


class BadValueError(UsageError):
    """A value that cannot be read: a date, a duration, a cadence, a number, a name."""

    code = "bad_value"


class BadDateError(BadValueError):
    """A date that cannot be read, or that would have to be guessed."""

    code = "bad_date"


class UnknownKindError(UsageError):
    """A kind of contact that nobody has added."""

    code = "unknown_kind"


class CancelledError(TinynetError):
    """The user said no."""

    code = "cancelled"
    exit_code = 3


class NoSuchPersonError(TinynetError):
    """No person is found by what was typed."""

    typed = ""  # the name that is nobody's
    code = "no_such_person"
    exit_code = 4


class AmbiguousPersonError(TinynetError):
    """More than one person is found by what was typed.

    Args:
        typed: What was typed.
        people: The id, the handle and the name of each who may be meant.
        shown: How many of them the sentence lists.
    """

    code = "ambiguous_person"
    exit_code = 4

    def __init__(self, typed: str, people: list[tuple[int, str, str]], shown: int = 9) -> None:
        listed = ", ".join(f"{handle} ({name})" for _, handle, name in people[:shown])
        more = f" and {len(people) - shown} more" if len(people) > shown else ""
        super().__init__(
            f'"{typed}" could be {listed}{more}',
            "Say which by the handle",
            tuple(handle for _, handle, _ in people),
        )
        self.typed = typed
        self.people = [(handle, name) for _, handle, name in people]
        self.ids = {handle: id_ for id_, handle, _ in people}
        self.hints: dict[str, str] = {}  # what tells them apart, by handle


class AmbiguousNamesError(TinynetError):
    """Words without quotes can be parted into names in more than one way.

    Args:
        typed: The words.
        readings: The names of each way.
    """

    code = "ambiguous_person"
    exit_code = 4

    def __init__(self, typed: str, readings: list[list[str]]) -> None:
        choices = [" and ".join(f'"{name}"' for name in names) for names in readings]
        super().__init__(
            f'"{typed}" could be {", or ".join(choices)}',
            "Put and between two people, and quotes around one name of several words",
        )


class DatabaseError(TinynetError):
    """The file is damaged, foreign, empty or newer than the program."""

    code = "database"
    exit_code = 5


class LockedError(TinynetError):
    """Another process is writing."""

    code = "locked"
    exit_code = 6
