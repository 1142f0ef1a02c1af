"""Histories of commands, undos and redos, and what must hold after each step."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from command_line import Tinynet
from databases import dump, rebuilt_ties
from hypothesis import strategies as st

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
COMMANDS = [
    "add 'Dora Lind' --tag running --tag family --note hello --email dora@example.org --via anne",
    "add 'Emil Sand' --birthday 1990-02-28 --phone '+44 20 7946 0123' --every 3w --met 'a train'",
    "add Anne",
    "log coffee anne",
    "log dinner anne bob caroline --for 3h --deep --note 'long talk' --on 2026-02-27",
    "log text bob --by them --attempt",
    "log walk dora anne --add --at 'the park'",
    "log --batch -",
    "note anne a loose thought",
    "note bob ask about the boat --next",
    "note bob --done",
    "note anne ginger nut --fact biscuit",
    "note anne shortbread --fact biscuit",
    "tag anne dancing family",
    "tag anne running --remove",
    "tag caroline family",
    "link anne spouse bob",
    "link caroline colleague 'Somebody Else'",
    "edit anne --circle inner --handle annie --nickname Annie",
    "edit bob --via caroline --email b@example.org --birthday 04-01",
    "edit bob --via ''",
    "amend 1 --on 2026-02-01 --with bob --with caroline",
    "amend 5 --kind call --note changed",
    "unlog 2",
    "unlog 6",
    "snooze anne 2w",
    "skip bob",
    "pause caroline --until 2026-05-01",
    "archive bob",
    "merge bob anne --prefer into --yes",
    "merge anne caroline --prefer who --yes",
    "merge --dismiss bob caroline",
    "remove anne --yes",
    "remove caroline --yes",
    "kinds add sauna --in-person --minutes 90",
    "kinds edit coffee --minutes 30 --weight 0.75",
    "kinds edit dinner --remote",
    "kinds remove letter",
    "log sauna bob",
    "jot 'yesterday: lunch with anne in Lisbon #food'",
    "jot 'bob has a new boat'",
    "met bob caroline 'Dora Lind' --at 'chamber dinner' --on 2026-01-09 --cost 30 --drained",
    "plan dinner anne bob --by 2026-05-01 --note 'the new place'",
    "plan coffee anne",
    "plan --drop anne",
    "favour gave anne fixed her bicycle",
    "favour got bob 'lent me his van'",
    "favour --remove 1",
    "introduce anne bob --note 'both sing'",
    "introduce anne bob --outcome stuck",
    "quiz --answer anne:birthday --grade good",
    f"import friends {SAMPLES}/friends/friends.md",
    f"import ics {SAMPLES}/calendar.ics --add-people",
]
BATCH = "call\tbob\tyesterday\n" + "".join(f"coffee\tanne,bob\t2026-01-{d:02}\n" for d in (3, 9))
STEPS = st.one_of(
    st.sampled_from(COMMANDS),
    st.sampled_from(COMMANDS),
    st.builds("undo {}".format, st.integers(1, 4)),
    st.builds("redo {}".format, st.integers(1, 4)),
)


def units(path: Path) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, undone FROM unit ORDER BY id").fetchall()


def begin(folder: Path) -> Path:
    """A network to copy: three people, one met through another, six interactions."""
    tinynet = Tinynet(folder)
    tinynet.ok("add Anne --tag running --birthday 1980-03-04 --note 'likes boats'")
    tinynet.ok("add 'Bob Marsh' --circle friends --email bob@example.org --via anne")
    tinynet.ok("add 'Caroline Øvergård' --via anne --every 2w")
    tinynet.ok("log --batch -", stdin=BATCH)
    tinynet.ok("log dinner bob anne --on 2025-06-01 --for 3h --note 'his new job'")
    tinynet.ok("log call caroline --on 2025-07-01")
    return tinynet.path


def check_history(begun: Path, steps: Sequence[str]) -> None:
    """Undo and redo bring every state of a history back exactly, with ties that fit.

    Args:
        begun: The database it begins with, which is copied.
        steps: Command lines.
    """
    with tempfile.TemporaryDirectory() as folder:
        tinynet = Tinynet(Path(folder))
        tinynet.path.parent.mkdir()
        shutil.copy(begun, tinynet.path)
        path = tinynet.path
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("DELETE FROM unit")
        states, here = [dump(path)], 0
        for step in steps:
            before = units(path)
            result = tinynet(step, stdin=BATCH)
            assert "Traceback" not in result.err
            word, _, number = step.partition(" ")
            if word in {"undo", "redo"}:
                there = here - int(number) if word == "undo" else here + int(number)
                nothing = here == (0 if word == "undo" else len(states) - 1)
                assert result.code == (0 if nothing or 0 <= there < len(states) else 1)
                here = here if nothing or result.code else there
            elif units(path) != before:
                states, here = [*states[: here + 1], dump(path)], here + 1
            assert dump(path) == states[here], step
            assert dump(path, ["tie"]) == rebuilt_ties(path), step
        for state in reversed(states[:here]):
            tinynet.ok("undo")
            assert dump(path) == state
        for state in states[1:]:
            tinynet.ok("redo")
            assert dump(path) == state
        if states[1:]:
            tinynet.ok(f"undo {len(states) - 1}")
            assert dump(path) == states[0]
            assert dump(path, ["tie"]) == rebuilt_ties(path)
