"""COMMANDS: every command's name and what it does in one line; importing this costs nothing.

A command is a module of its room (ROOMS) with a function `run(env, ...)` whose signature is its
command line: what may stand by position is positional, options are keyword-only, `False` is a flag,
`None` an option with a value, `()` one that may be repeated, or a list of words. The annotations
are the names of `options.py`. The module's EXAMPLES end its --help.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "add": "a new person",
    "log": "what happened, with one or several people",
    "jot": "what happened, as a sentence",
    "met": "after an evening: many people at once, met and logged",
    "due": "the daily check: who to get in touch with, and why",
    "rank": "friendships by depth and recency",
    "why": "every number of a person's score, from the rows behind it",
    "show": "one person on one screen",
    "list": "people",
    "history": "what happened, newest first",
    "note": "a note, a next-time note or a fact about somebody",
    "tag": "words about somebody, shared interests among them",
    "link": "what one person is to another",
    "edit": "correct what you know of somebody",
    "amend": "correct something you logged",
    "unlog": "take something you logged out again",
    "plan": "what you mean to do with somebody, and by when",
    "plans": "what is planned, and for how long",
    "favour": "help, given or received",
    "favours": "who helped whom, in words",
    "snooze": "leave somebody out of the due list for a while",
    "skip": "start somebody's clock again without having met",
    "pause": "leave somebody out until you say so",
    "archive": "put somebody away, keeping everything",
    "merge": "two entries of one person made one, and who may be there twice",
    "remove": "take somebody out altogether",
    "forget": "take somebody out for good, of the backups too",
    "undo": "take the last commands back",
    "redo": "do again what was undone",
    "upcoming": "birthdays, anniversaries and due days ahead",
    "circles": "your 5, 15, 50 and 150",
    "year": "a year in friends: who was new, who came closer, and when",
    "stats": "the same over all time",
    "sources": "where friends come from: people, hours, money",
    "brief": "before you meet: what to remember, and what to ask",
    "quiz": "names and facts, before you would forget them",
    "introduce": "two people who now know each other through you",
    "introductions": "whom you introduced, and what became of it",
    "through": "the tree of how you met everybody",
    "common": "what people share, and what they do not",
    "ask": "who may help with something, and why",
    "match": "who should meet",
    "gather": "a guest list that works",
    "kinds": "the kinds of contact, and your own",
    "import": "bring people in from a file",
    "email": "addresses, for your mail program to look up",
    "feed": "a calendar of birthdays, plans and due days",
    "export": "everything as JSON, vCards, CSV, Markdown or friends.md",
    "backup": "a copy of everything, and the list of those there are",
    "restore": "back to a backup",
    "doctor": "is everything sound, and what to do where it is not",
    "config": "settings",
    "init": "completion and a daily greeting for your shell",
    "prompt": "a short segment for your prompt",
    "demo": "a throwaway network to try everything on",
    "help": "more about a command or a topic",
}

# Each room of the house, and its commands.
ROOMS: dict[str, str] = {
    "people": "add show list note tag link edit archive remove",
    "contacts": "log jot met history amend unlog kinds",
    "friendship": "due rank why snooze skip pause upcoming circles",
    "plans": "plan plans favour favours",
    "gatherings": "introduce introductions through common ask match gather",
    "memory": "brief quiz",
    "year": "year stats sources",
    "duplicates": "merge",
    "safety": "undo redo forget backup restore doctor",
    "exchange": "import export email feed",
    "shell": "config init prompt demo",
    "cli": "help",
}

SUMMARY = "tinynet.friendship.summary"  # what is shown without a command

# The options that every command has, by their Python names; True are flags.
COMMON: dict[str, bool] = {
    "json": True,
    "nl": True,
    "plain": True,
    "format": False,
    "db": False,
    "no_color": True,
    "yes": True,
    "dry_run": True,
}


def module_name(command: str) -> str:
    """The module of a command; Python's keywords get an underscore."""
    room = next(room for room, commands in ROOMS.items() if command in commands.split())
    return f"tinynet.{room}.{command}{'_' if command == 'import' else ''}"
