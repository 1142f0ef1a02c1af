"""The rows of the table of speed: what is measured, where, and what is to be reached.

In the words of a command stand, in braces, what differs: {who}, {other} (handles), {other_name},
{start} (the beginning of a handle), {new} (a word that nobody has typed yet), {last} (the number of
the latest contact), and files that are made for it: {card}, {cards}, {friends}, {calendar}, {json},
{batch}.
"""

from __future__ import annotations

from dataclasses import dataclass

# People and contacts; `p` is many people, `few` what instructions are counted with.
SIZES = {
    "two": (2, 20),
    "few": (60, 2_000),
    "s": (1_000, 20_000),
    "m": (10_000, 200_000),
    "l": (10_000, 1_000_000),
    "p": (100_000, 200_000),
}
CARDS = {"s": 500, "m": 5_000, "l": 50_000}
SERIES = {"s": 20, "m": 200, "l": 2_000}
FRIENDS = {"s": (1_000, 20_000), "m": (10_000, 200_000)}


@dataclass(frozen=True)
class Row:
    """A row of the table.

    Attributes:
        name: What is measured, for people.
        words: The command line.
        sizes: The databases, or for imports the sizes of the file, that it is measured with.
        times: The goal as a ratio to the base.
        seconds: The goal in seconds of the processor.
        megabytes: The goal of the peak memory.
        at: The size that the goal is for; "" is all of them.
        writes: Whether it needs a fresh copy of the database each time.
        terminal: Whether its output is a terminal.
        before: A command line that comes before, unmeasured, each time.
        empty: Whether it begins without a database.
        stdin: A file for its input.
        code: How it ends.
    """

    name: str
    words: str
    sizes: tuple[str, ...] = ("s", "m", "l")
    times: float = 0
    seconds: float = 0
    megabytes: float = 0
    at: str = ""
    writes: bool = False
    terminal: bool = False
    before: str = ""
    empty: bool = False
    stdin: str = ""
    code: int = 0

    @property
    def in_seconds(self) -> bool:
        """Whether it is shown in seconds, not as a ratio to the base."""
        return bool(self.seconds or self.megabytes)


def daily(name: str, words: str, times: float, **more: bool) -> Row:
    """What is done every day."""
    return Row(name, words, times=times, **more)


def correction(name: str, words: str, times: float, **more: str) -> Row:
    """What puts something right, or takes it out."""
    return Row(name, f"{words} --yes", times=times, at="s", writes=True, **more)


ROWS = (
    daily("due", "due", 1.30),
    daily("log KIND WHO", "log coffee {who}", 1.42, writes=True),
    daily("add NAME", "add Zelda-{new}", 1.6, writes=True),
    daily("prompt", "prompt", 1.6),
    daily("complete a name", "__complete bash log coffee {start}", 1.6),
    daily("due on a terminal", "due", 2.5, terminal=True),
    daily("history WHO --limit 20", "history {who} --limit 20", 3),
    daily("--help", "--help", 9),
    daily("due --help", "due --help", 9),
    daily("due --json", "due --json", 3),
    daily("show WHO", "show {who}", 3),
    daily("why WHO", "why {who}", 3),
    daily("note WHO TEXT", "note {who} likes-ginger-nuts", 3, writes=True),
    daily("undo", "undo", 3, writes=True),
    daily("rank", "rank", 5),
    daily("list", "list", 5),
    daily("upcoming", "upcoming", 5),
    daily("circles", "circles", 5),
    correction("edit WHO --circle", "edit {who} --circle close", 2.5),
    correction("amend ID --note", "amend {last} --note better", 2.5),
    correction("unlog ID", "unlog {last}", 2.5),
    correction("tag --remove", "tag {who} zebra --remove", 2.5, before="tag {who} zebra"),
    correction(
        "link --remove", "link {who} friend {other} --remove", 2.5,
        before="link {who} friend {other}",
    ),
    correction("favour --remove", "favour --remove 1", 2.5, before="favour gave {who} lift"),
    correction(
        "introduce --remove", "introduce {who} {other} --remove", 2.5,
        before="introduce {who} {other}",
    ),
    correction("remove WHO", "remove {other}", 4),
    correction("merge WHO INTO", "merge {other} {who}", 4),
    correction("forget WHO", "forget {other} --confirm {other_name}", 4),
    correction("import of a vCard with one person", "import {card}", 10),
    Row("export json, of two people", "export json", ("two",), times=6),
    Row("export csv, of two people", "export csv", ("two",), times=6),
    Row("export vcard, of two people", "export vcard", ("two",), times=6),
    Row("history, lines", "history", seconds=7.5, megabytes=120, at="l"),
    Row("history --json", "history --json", seconds=9, megabytes=120, at="l"),
    Row("history --nl", "history --nl", seconds=7, megabytes=120, at="l"),
    Row("history -f csv", "history -f csv", seconds=11, megabytes=120, at="l"),
    Row("list --json", "list --json", ("s", "m", "p"), megabytes=120, at="p"),
    Row("export friends", "export friends", megabytes=120, at="l"),
    Row("export vcard", "export vcard", ("s", "m", "p"), megabytes=120, at="p"),
    Row("merge --suggest", "merge --suggest", ("s", "m", "p"), megabytes=120, at="p"),
    Row("doctor, people", "doctor", ("p",), megabytes=120),
    Row("ask, a topic of many", "ask baking", seconds=0.3, at="l"),
    Row("ask, a topic of nobody", "ask falconry", seconds=0.3, at="l"),
    Row("kinds", "kinds", seconds=0.3, at="l"),
    Row("doctor", "doctor", seconds=8, at="l"),
    Row("year", "year", seconds=0.9, at="l"),
    Row("stats", "stats", seconds=0.8, at="l"),
    Row("gather", "gather", seconds=0.9, at="l"),
    Row(
        "show, a name that nobody has", "show Zzyzx", ("s", "m", "l", "p"), seconds=0.25, at="p",
        code=4,
    ),
    Row("due, people", "due", ("p",), seconds=0.04),
    Row("import friends", "import friends {friends}", ("s", "m"), seconds=12, at="m", empty=True),
    Row(
        "import friends, again", "import friends {friends}", ("s", "m"), seconds=2, at="m",
        empty=True, before="import friends {friends}",
    ),
    Row("import vcard", "import {cards}", seconds=22, megabytes=300, at="l", empty=True),
    Row("import json", "import {json}", seconds=20, megabytes=150, at="l", empty=True),
    Row("export json", "export json", seconds=7, megabytes=150, at="l"),
    Row("import ics", "import {calendar} --add-people", seconds=2.5, at="l", empty=True),
    Row(
        "log --batch, 100,000 lines", "log --batch -", ("l",), seconds=6, megabytes=200,
        writes=True, stdin="{batch}",
    ),
)  # fmt: skip
# What is counted in instructions: the goal is a ratio to those of the base.
COUNTED = (
    Row("due", "due", times=1.32),
    Row("log KIND WHO", "log coffee {who}", times=1.38, writes=True),
    Row("add NAME", "add Zelda-{new}", times=1.34, writes=True),
    Row("prompt", "prompt", times=1.25),
)
