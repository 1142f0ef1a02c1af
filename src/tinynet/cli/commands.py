"""COMMANDS: every command's name and what it does in one line; importing this costs nothing.

A command is a module of its room (ROOMS) with a function `run(env, ...)` whose signature is its
command line: what may stand by position is positional, options are keyword-only, `False` is a flag,
`None` an option with a value, `()` one that may be repeated, or a list of words. The annotations
are the names of `options.py`. The module's EXAMPLES end its --help.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "add": "a new person",
    "show": "one person on one screen",
    "list": "people",
    "edit": "correct what you know of somebody",
    "note": "a note, a next-time note or a fact about somebody",
    "tag": "words about somebody, shared interests among them",
    "link": "what one person is to another",
    "archive": "put somebody away, keeping everything",
    "remove": "take somebody out altogether",
    "log": "what happened, with one or several people",
    "jot": "what happened, as a sentence",
    "met": "after an evening: many people at once, met and logged",
    "history": "what happened, newest first",
    "amend": "correct something you logged",
    "unlog": "take something you logged out again",
    "kinds": "the kinds of contact, and your own",
    "due": "the daily check: who to get in touch with, and why",
    "why": "every number of a person's score, from the rows behind it",
    "rank": "friendships by depth and recency",
    "circles": "your 5, 15, 50 and 150",
    "upcoming": "birthdays, anniversaries and due days ahead",
    "snooze": "leave somebody out of the due list for a while",
    "skip": "start somebody's clock again without having met",
    "pause": "leave somebody out until you say so",
    "plan": "what you mean to do with somebody, and by when",
    "plans": "what is planned, and for how long",
    "favour": "help, given or received",
    "favours": "who helped whom, in words",
    "find": "search everything you wrote",
    "brief": "before you meet: what to remember, and what to ask",
    "quiz": "names and facts, before you would forget them",
    "introduce": "two people who now know each other through you",
    "introductions": "whom you introduced, and what became of it",
    "through": "the tree of how you met everybody",
    "common": "what people share, and what they do not",
    "ask": "who may help with something, and why",
    "match": "who should meet",
    "gather": "a guest list that works",
    "year": "a year in friends: who was new, who came closer, and when",
    "stats": "the same for all time",
    "sources": "where friends come from: people, hours, money",
    "picture": "to look at: orbit, days, tree, ties, a friendship, a year",
    "browse": "the full screen: look through your friends, and log from there",
    "undo": "take the last commands back",
    "redo": "do again what was undone",
    "backup": "a copy of everything, and the list of those there are",
    "restore": "go back to a backup",
    "doctor": "is everything sound, and what to do where it is not",
    "forget": "take somebody out for good, from the backups too",
    "merge": "two entries of one person made one, and who may be there twice",
    "import": "bring people in from a file",
    "export": "everything as JSON, vCards, CSV, Markdown or friends.md",
    "email": "addresses, for your mail program to look up",
    "feed": "a calendar of birthdays, plans and due days",
    "mcp": "tools for agents, and what they asked",
    "sync": "all your machines, in step through a folder",
    "config": "settings",
    "init": "completion and a daily greeting for your shell",
    "prompt": "a short segment for your prompt",
    "demo": "a throwaway network to try everything on",
    "help": "more about a command or a topic",
}

# Each room of the house with its commands, in the order in which one meets them; COMMANDS keeps it.
ROOMS: dict[str, str] = {
    "people": "add show list edit note tag link archive remove",
    "contacts": "log jot met history amend unlog kinds",
    "friendship": "due why rank circles upcoming snooze skip pause",
    "plans": "plan plans favour favours",
    "search": "find",
    "memory": "brief quiz",
    "gatherings": "introduce introductions through common ask match gather",
    "year": "year stats sources",
    "pictures": "picture",
    "screen": "browse",
    "safety": "undo redo backup restore doctor forget",
    "duplicates": "merge",
    "exchange": "import export email feed",
    "agents": "mcp",
    "sync": "sync",
    "shell": "config init prompt demo",
    "cli": "help",
}

# What the rooms are called where people read them: help, the overview and docs/commands.md.
HEADINGS: dict[str, str] = {
    "people": "People",
    "contacts": "What happened",
    "friendship": "Staying in touch",
    "plans": "Plans and favours",
    "search": "Finding again",
    "memory": "Before you meet",
    "gatherings": "Bringing people together",
    "year": "Looking back",
    "pictures": "To look at",
    "screen": "On a full screen",
    "safety": "Second thoughts, and keeping it safe",
    "duplicates": "Who is there twice",
    "exchange": "In and out",
    "agents": "For agents",
    "sync": "All your machines",
    "shell": "Setting up",
    "cli": "Help",
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
SHORT = {"-f": "format", "-y": "yes"}


def by_room() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each room's heading, and its commands with what they do."""
    return [
        (HEADINGS[room], [(name, COMMANDS[name]) for name in commands.split()])
        for room, commands in ROOMS.items()
    ]


def module_name(command: str) -> str:
    """The module of a command; Python's keywords get an underscore."""
    room = next(room for room, commands in ROOMS.items() if command in commands.split())
    return f"tinynet.{room}.{command}{'_' if command == 'import' else ''}"
