"""Suggest commands for an unknown one."""

from __future__ import annotations

from tinynet.cli.commands import COMMANDS
from tinynet.errors import UsageError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# The words of other programs for a command, and ours.
SYNONYMS = {
    "agenda": "upcoming",
    "birthday": "upcoming",
    "birthdays": "upcoming",
    "calendar": "upcoming",
    "contacts": "list",
    "people": "list",
    "ls": "list",
    "delete": "remove",
    "del": "remove",
    "rm": "remove",
    "rename": "edit",
    "change": "edit",
    "update": "edit",
    "remind": "plan",
    "reminder": "plan",
    "todo": "plan",
    "meet": "met",
    "search": "find",
    "grep": "find",
    "lookup": "find",
    "view": "show",
    "info": "show",
    "new": "add",
    "create": "add",
    "favor": "favour",
    "favors": "favours",
    "settings": "config",
    "today": "due",
    "score": "why",
    "dedupe": "merge",
    "guests": "gather",
    "save": "backup",
}
NEAREST = 2
ALIKE = 0.75  # of the letters of a synonym: serach is search, but sea is not, nor anne rename


def unknown_command(word: str, more: tuple[str, ...] = (), after: Sequence[str] = ()) -> UsageError:
    """The error for an unknown command, with suggestions.

    Args:
        word: What was typed where a command is to be.
        more: What else may stand there: the topics of help.
        after: What follows it: looked for if find is meant, and logged if the word is a kind.
    """
    from itertools import takewhile

    from tinynet.core.kind_words import kind_for

    if after and word.casefold() not in SYNONYMS and kind_for(word):
        line = " ".join(map(quoted, (word, *after)))
        return UsageError(f'There is no command "{word}"', f"Write: tinynet log {line}", ("log",))
    words = list(takewhile(lambda one: not one.startswith("-"), after))
    near = tuple(nearest(word, more))
    noun = "command or topic" if more else "command"
    hints = [f"Did you mean {' or '.join(near)}?"] if near else []
    if not more and "find" not in near:
        hints.append(f"To look for the word: tinynet find {quoted(word)}")
    elif not more and words:
        hints.append(f"To look for it: tinynet find {' '.join(map(quoted, words))}")
    return UsageError(
        f'There is no {noun} "{word}"', " ".join(hints) or "All there are: tinynet help", near
    )


def nearest(word: str, more: tuple[str, ...] = ()) -> list[str]:
    """The commands that a synonym means, and those with a similar spelling."""
    from difflib import get_close_matches

    wanted = word.casefold()
    synonym = [SYNONYMS[wanted]] if SYNONYMS.get(wanted) in COMMANDS else []
    spelled = get_close_matches(wanted, [*COMMANDS, *more], n=NEAREST)
    others = get_close_matches(wanted, SYNONYMS, n=NEAREST, cutoff=ALIKE)
    meant = dict.fromkeys([*spelled, *(SYNONYMS[name] for name in others)])
    return synonym or [name for name in meant if name in COMMANDS or name in more][:NEAREST]
