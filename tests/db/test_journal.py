"""Undo restores what was there before exactly, redo what was there after; and so do N of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from databases import CADENCES, dump, rebuilt_ties
from histories import STEPS, begin, check_history, units
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sessions import session
from sqlmodel import delete, select

from tinynet.contacts import rows as interactions
from tinynet.db import sql
from tinynet.db.database import Unit, open_reading
from tinynet.db.tables import Interaction, Kind, Participant, Person, Tag
from tinynet.safety import undo_rows


def move(path: Path, way: str, count: int = 1) -> list[str]:
    unit = Unit(str(path), CADENCES, label="", at="", replays=True)
    with unit as store:
        return [record["label"] for record in undo_rows.move(unit, store, way, count)[0]]


def write(path: Path, label: str = "", kept: int = 1000) -> Unit:
    return Unit(str(path), CADENCES, label=label, at="2026-03-01T12:00:00", kept=kept)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    return begin(tmp_path_factory.mktemp("begun"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_any_history_of_commands_undos_and_redos_goes_back_and_forth_exactly(begun, steps):
    check_history(begun, steps)


def test_one_unit_that_does_everything_at_once_comes_back_and_goes_again(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    before = dump(path)
    with write(path) as store:
        first = (store.value(sql.last_interaction) or 0) + 1
        store.run(sql.put_kind, name="sauna", in_person=1, minutes=90, weight=1.0)
        kind = interactions.Kind(store.rows(sql.kind, name="sauna")[0])
        days = [
            interactions.NewInteraction(kind, _day(n), [1, 2], note=str(n)) for n in range(1, 5)
        ]
        interactions.put_interactions(store, days)
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
            store.run(sql.set_snoozed, who=1, value=f"2026-04-{number + 10}")
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
        kind = interactions.Kind(store.rows(sql.kind, name="coffee")[0])
        days = [interactions.NewInteraction(kind, _day(1), [1, 2]) for _ in range(300)]
        interactions.put_interactions(store, days)
    assert not [row for row in dump(path, ["change"])["change"] if row[1] == units(path)[-1][0]]
    before = dump(path)
    for way in (undo_rows.UNDO, undo_rows.REDO, undo_rows.UNDO):
        store = open_reading(str(path), CADENCES)
        told = [(unit["label"], unit["changes"]) for unit in undo_rows.stack(store, way, 1)]
        store.close()
        assert told == [("batch", 300)]
        move(path, way)
    assert len(before["interaction"]) - len(dump(path)["interaction"]) == 300


@pytest.mark.parametrize("has_trigger", [False, True])
def test_rows_added_at_once_are_journalled_as_if_one_by_one(begun, tmp_path, has_trigger):
    rows = [
        {"person_id": 1, "on": "2026-03-01", "text": text, "next_time": 0}
        for text in ("a", "b", "c")
    ]
    journals = []
    for at_once in ("by name", "by position", ""):
        path = tmp_path / f"{at_once}.db"
        shutil.copy(begun, path)
        before = dump(path)
        with write(path, "notes") as store:
            if has_trigger:
                store.journal("note_I")
            for values in [rows[:2], rows[2:]] if at_once else [[row] for row in rows]:
                if at_once == "by name":
                    store.run_many(sql.put_note, values)
                elif at_once:
                    order = "person_id", "on", "text", "next_time"
                    store.put_rows(sql.put_note, [tuple(map(row.get, order)) for row in values])
                else:
                    store.run(sql.put_note, **values[0])
        journals.append(dump(path, ["change"])["change"])
        move(path, undo_rows.UNDO)
        assert dump(path) == before
    assert journals[0] == journals[1] == journals[2]
    assert len(journals[0]) >= len(rows)


def test_a_new_change_ends_what_could_be_redone_and_a_command_without_one_does_not(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    move(path, undo_rows.UNDO, 2)
    with write(path):
        pass
    assert [undone for _, undone in units(path)] == [0, 0, 0, 0, 1, 1]
    with write(path) as store:
        store.run(sql.set_snoozed, who=1, value="2026-04-01")
    assert [undone for _, undone in units(path)] == [0, 0, 0, 0, 0]


def test_only_as_many_units_are_kept_as_the_setting_says(begun, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(begun, path)
    move(path, undo_rows.UNDO, 2)
    for number in range(5):
        with write(path, f"write {number}", kept=3) as store:
            store.run(sql.set_snoozed, who=1, value=f"2026-04-{number + 10}")
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
