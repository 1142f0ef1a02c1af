"""Undo restores what was there before exactly, redo what was there after; and so do N of them."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from command_line import Tinynet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import delete, select

from tinynet.contacts import rows as interactions
from tinynet.db.database import Store, Unit, open_reading
from tinynet.db.schema import JOURNALLED
from tinynet.db.session import session
from tinynet.db.tables import Interaction, Kind, Participant, Person, Tag
from tinynet.safety import undo_rows

CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}
SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
TABLES = [str(model.__tablename__) for model in JOURNALLED]
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


def dump(path: Path, tables: list[str] = TABLES) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables
        }


def rebuilt_ties(path: Path) -> dict[str, list[tuple]]:
    """The ties as a rebuild makes them; the file stays as it is."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        store = Store(connection, CADENCES)
        connection.execute("BEGIN")
        connection.execute("DELETE FROM tie")
        store.run("rebuild_ties", **CADENCES)
        rows = sorted(connection.execute("SELECT * FROM tie"), key=repr)
        connection.execute("ROLLBACK")
    return {"tie": rows}


def units(path: Path) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, undone FROM unit ORDER BY id").fetchall()


def move(path: Path, way: str, count: int = 1) -> list[str]:
    unit = Unit(str(path), CADENCES, label="", at="", replays=True)
    with unit as store:
        return [record["label"] for record in undo_rows.move(unit, store, way, count)]


def write(path: Path, label: str = "", kept: int = 1000) -> Unit:
    return Unit(str(path), CADENCES, label=label, at="2026-03-01T12:00:00", kept=kept)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """A network to copy: three people, one met through another, five interactions."""
    tinynet = Tinynet(tmp_path_factory.mktemp("begun"))
    tinynet.ok("add Anne --tag running --birthday 1980-03-04 --note 'likes boats'")
    tinynet.ok("add 'Bob Marsh' --circle friends --email bob@example.org --via anne")
    tinynet.ok("add 'Caroline Øvergård' --via anne --every 2w")
    tinynet.ok("log --batch -", stdin=BATCH)
    tinynet.ok("log dinner bob anne --on 2025-06-01 --for 3h --note 'his new job'")
    tinynet.ok("log call caroline --on 2025-07-01")
    return tinynet.path


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_any_history_of_commands_undos_and_redos_goes_back_and_forth_exactly(begun, steps):
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


def test_one_unit_that_does_everything_at_once_comes_back_and_goes_again(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    before = dump(path)
    with write(path) as store:
        first = (store.value("last_interaction") or 0) + 1
        store.run("put_kind", name="sauna", in_person=1, minutes=90, weight=1.0)
        kind = interactions.Kind(store.rows("kind", name="sauna")[0])
        days = [interactions.Happening(kind, _day(n), [1, 2], note=str(n)) for n in range(1, 5)]
        interactions.put_many(store, days)
        with session(store) as opened:
            anne, bob, caroline = opened.exec(select(Person).order_by(Person.id)).all()
            names = (anne.handle, bob.handle)
            anne.handle = "for-a-moment"
            opened.flush()
            bob.handle = names[0]
            opened.flush()
            anne.handle = names[1]
            opened.flush()
            opened.get(Interaction, first).note = "changed in the same breath"
            opened.delete(opened.get(Interaction, first + 1))
            opened.flush()
            newest = opened.connection()
            newest.execute(delete(Participant).where(Participant.interaction_id == first + 2))
            newest.execute(delete(Interaction).where(Interaction.id == 5))
            newest.execute(delete(Tag))
            opened.get(Kind, kind.id).name = "steam"
            opened.flush()
            newest.execute(delete(Person).where(Person.id == caroline.id))
            newest.execute(delete(Person).where(Person.id == anne.id))
    after = dump(path)
    for _ in range(2):
        move(path, undo_rows.UNDO)
        assert dump(path) == before
        assert dump(path, ["tie"]) == rebuilt_ties(path)
        move(path, undo_rows.REDO)
        assert dump(path) == after
        assert dump(path, ["tie"]) == rebuilt_ties(path)


def _day(number: int) -> date:
    return date(2026, 2, number)


def test_changes_are_taken_back_in_order_across_chunks(begun, tmp_path, monkeypatch):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    before = dump(path)
    with write(path) as store:
        for number in range(10):
            store.run("set_snoozed", who=1, value=f"2026-04-{number + 10}")
    after = dump(path)
    monkeypatch.setattr(undo_rows, "CHUNK", 3)
    move(path, undo_rows.UNDO)
    assert dump(path) == before
    move(path, undo_rows.REDO)
    assert dump(path) == after


def test_a_batch_is_one_range_in_the_journal_and_as_many_changes_in_the_list(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    with write(path, "batch") as store:
        kind = interactions.Kind(store.rows("kind", name="coffee")[0])
        days = [interactions.Happening(kind, _day(1), [1, 2]) for _ in range(300)]
        interactions.put_many(store, days)
    assert not [row for row in dump(path, ["change"])["change"] if row[1] == units(path)[-1][0]]
    before = dump(path)
    for way in (undo_rows.UNDO, undo_rows.REDO, undo_rows.UNDO):
        store = open_reading(str(path), CADENCES)
        told = [(unit["label"], unit["changes"]) for unit in undo_rows.stack(store, way, 1)]
        store.close()
        assert told == [("batch", 300)]
        move(path, way)
    assert len(before["interaction"]) - len(dump(path)["interaction"]) == 300


def test_a_new_change_ends_what_could_be_redone_and_a_command_without_one_does_not(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    move(path, undo_rows.UNDO, 2)
    with write(path):
        pass
    assert [undone for _, undone in units(path)] == [0, 0, 0, 0, 1, 1]
    with write(path) as store:
        store.run("set_snoozed", who=1, value="2026-04-01")
    assert [undone for _, undone in units(path)] == [0, 0, 0, 0, 0]


def test_only_as_many_units_are_kept_as_the_setting_says(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    move(path, undo_rows.UNDO, 2)
    for number in range(5):
        with write(path, f"write {number}", kept=3) as store:
            store.run("set_snoozed", who=1, value=f"2026-04-{number + 10}")
    assert move(path, undo_rows.UNDO, 3) == ["write 4", "write 3", "write 2"]
    assert len(units(path)) == 3


def test_undo_and_redo_add_no_unit_of_their_own(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    before = units(path)
    move(path, undo_rows.UNDO, 4)
    assert [number for number, _ in units(path)] == [number for number, _ in before]
    move(path, undo_rows.REDO, 4)
    assert units(path) == before


def test_too_many_moves_none(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    before = dump(path)
    with pytest.raises(
        undo_rows.TooManyError, match="There are 6 commands to undo, not 7; nothing"
    ):
        move(path, undo_rows.UNDO, 7)
    assert dump(path) == before
    assert move(path, undo_rows.REDO) == []
