"""Two databases that differ by one person, who is private: agents must not tell them apart."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from command_line import Tinynet

from tinynet.agents.mcp_calls import Calls
from tinynet.cli.env import Env
from tinynet.errors import TinynetError

MARK = "quux"  # in every text of the private person and about them
EVERYTHING = "names ties facts notes ways"

# What both are told; what stands in <> only the one with the private person. The others are first
# and last, so that all numbers are the same.
PEOPLE = (
    "add 'Anne Baker' --circle inner --tag running --tag book-club --work Bakery --title baker "
    "--birthday 1980-03-04 --email anne@example.org --address '1 Mill Lane' --met 'the stall' "
    "--on 2019",
    "add 'Bob Marsh' --circle friends --tag running --via anne --phone '+44 20 7946 0123'",
    "add 'Caroline Øvergård' --every 2w --tag book-club",
)
PRIVATE = (
    "add 'Quuxa Quuxley' --circle inner --tag private --tag running --tag quuxtag "
    "--work 'Quuxworks' --title quuxer --birthday 1970-03-03 --email quux@quux.example "
    "--phone '+44 20 7946 9999' --address '2 Quux Street' --met 'the quuxstall' --every 1w",
    "edit quuxa --nickname Quuxie",
)
SHARED = (
    "log coffee anne bob <quuxa> --on 2026-01-30 <--note 'quuxnote with all' --at 'Quuxplace'>",
    "log dinner anne <quuxa> --on 2026-02-06 --deep <--note 'the quuxdivorce'>",
    "log call bob --on 2026-02-10 --note 'his new job' --at 'The Red Lion'",
    "log walk anne caroline bob <quuxa> --on 2026-02-20",
    "jot 'yesterday: lunch with anne #food'",
    "note anne 'starts school in September'",
    "note anne --next 'ask about the marathon'",
    "note bob --fact 'favourite biscuit' 'ginger nut'",
    "link bob child Ida",
    "link anne colleague bob",
    "plan coffee anne --by 2026-03-05 --note 'the new place'",
    "plan dinner bob <quuxa> --by 2026-03-04 <--note 'at quuxhome'>",
    "favour got bob 'fixed the roof'",
    "introduce anne caroline --note 'both bake'",
)
ABOUT = (
    "edit anne --via quuxa",
    "note quuxa 'a quuxnote'",
    "note quuxa --next 'quuxnext'",
    "note quuxa --fact 'favourite quux' 'quuxbiscuit'",
    "note anne 'moved in with Quuxa'",
    "note bob 'Quuxley called'",
    "note bob 'write to quux@quux.example'",
    "note bob 'her number is 020 7946 9999'",
    "note caroline --fact partner Quuxa",
    "link anne spouse quuxa",
    "link quuxa child Quuxlet",
    "link bob knows 'Quuxie Quuxley'",
    "plan call quuxa --by 2026-03-02 --note quuxplan",
    "favour gave quuxa 'quuxhelp'",
    "favour got caroline 'drove Quuxa home'",
    "introduce quuxa bob --note quuxintro",
    "log call quuxa --on 2026-02-27 --note 'quuxcall' --at 'Quuxtown' --occasion quuxcon",
    "met quuxa --at 'quuxfest'",
)
ONLY_WITH = re.compile("<(.*?)>")


def twins(folder: Path) -> tuple[Tinynet, Tinynet]:
    """A database with the private person, and the same one without."""
    with_them, without = Tinynet(folder / "with"), Tinynet(folder / "without")
    for one in (with_them, without):
        one.at("2026-02-28")
        for line in PEOPLE:
            one.ok(line)
    for line in PRIVATE:
        with_them.ok(line)
    for line in SHARED:
        with_them.ok(ONLY_WITH.sub(r"\1", line))
        without.ok(ONLY_WITH.sub("", line))
    for line in ABOUT:
        with_them.ok(line)
    return with_them.at("2026-03-01"), without.at("2026-03-01")


def calls(tinynet: Tinynet, *, allow_writes: bool = False) -> Calls:
    """The tools on a database, in this process."""
    env = Env(tinynet.environ, stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO())
    return Calls(env, allow_writes=allow_writes)


def asked(made: Calls, tool: str, given: dict[str, Any]) -> dict[str, Any]:
    """What a tool answers, or its error."""
    try:
        if tool == "person":
            return made.person(given["who"], "test")
        return made.call(tool, given, "test")
    except TinynetError as error:
        return {
            "code": error.code,
            "message": error.message,
            "remedy": error.remedy,
            "candidates": list(error.candidates),
        }
