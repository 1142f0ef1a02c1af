"""The keys: which action each starts, and what it is called."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A key and its action.

    Attributes:
        key: As Textual names it, several with commas.
        shown: As people read it.
        action: The name of the action.
        word: What it does, in a word, for the last line of the screen; "" where it is not there.
        about: The same in a sentence, for the list of keys and the palette.
    """

    key: str
    shown: str
    action: str
    word: str
    about: str


KEYS = (
    Key("l", "l", "log", "log", "Log what happened with this person"),
    Key("n", "n", "note", "note", "Note something about this person"),
    Key("p", "p", "plan", "plan", "Plan something with this person"),
    Key("s", "s", "snooze", "snooze", "Leave this person out of the due list for a while"),
    Key("x", "x", "skip", "skip", "Start this person's clock again without having met"),
    Key("e", "e", "edit", "", "Edit everything about this person in your editor"),
    Key("a", "a", "add", "add", "Add somebody"),
    Key("u", "u", "undo", "undo", "Take the last command back"),
    Key("U", "U", "redo", "", "Do again what was taken back"),
    Key("slash", "/", "find", "find", "Find over everything that is written"),
    Key("question_mark", "?", "keys", "keys", "Show the keys"),
    Key("q", "q", "leave", "leave", "Leave"),
)
# Actions whose keys are on the last line only where all keys have room.
WITH_ROOM = frozenset({"note", "plan", "snooze", "skip", "add"})
# Keys that are not an action of the palette.
MOVES = (
    ("arrows, j k", "Move, or scroll"),
    ("enter", "Open: the keys scroll what is shown of the person"),
    ("esc", "Back; it also ends a line and a search"),
    ("tab", "The next list: due, everybody, circles, upcoming, plans"),
    ("ctrl+p", "Every action by its name"),
    ("ctrl+z", "To the shell for a while; fg comes back"),
)
