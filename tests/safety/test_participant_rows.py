"""Whether participants, their index and their contacts say the same, shown by sums."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from command_line import Tinynet

from tinynet.db.database import Store
from tinynet.safety import participant_rows

HUGE = 2**62


@pytest.fixture
def full(tinynet: Tinynet) -> Tinynet:
    """Three people and contacts of all sorts, some with several of them."""
    for line in (
        "add Anne", "add Bob", "add Cleo", "log coffee anne", "log lunch anne bob --deep",
        "log call bob --attempt", "log walk anne cleo --for 2h --on yesterday",
        "log text cleo", "log dinner anne bob cleo",
    ):  # fmt: skip
        tinynet.ok(line)
    return tinynet


def agree_after(path: object, change: str) -> bool:
    """Whether they agree once a database was changed."""
    with closing(sqlite3.connect(str(path), isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA ignore_check_constraints=1; {change}")
        agrees = participant_rows.agree(Store(connection, {}))
        assert connection.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)
        return agrees


@pytest.mark.parametrize("change", ["", "DELETE FROM participant; DELETE FROM interaction"])
def test_what_is_right_agrees(full: Tinynet, change: str) -> None:
    assert agree_after(full.path, change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE participant SET credit = credit + 1 WHERE interaction_id = 1",
        "UPDATE participant SET credit = NULL WHERE interaction_id = 1",
        "UPDATE participant SET credit = 0 WHERE credit IS NULL",
        "UPDATE participant SET minutes = minutes - 1 WHERE interaction_id = 2 AND person_id = 2",
        "UPDATE participant SET minutes = minutes + iif(interaction_id = 1, 1, -1) "
        "WHERE person_id = 1 AND interaction_id < 3",
        "UPDATE participant SET day = day + 1 WHERE interaction_id = 4",
        "UPDATE participant SET interaction_id = 99 WHERE interaction_id = 3",
        "UPDATE participant SET minutes = 'an hour' WHERE interaction_id = 1",
        "UPDATE participant SET minutes = CAST('60' AS BLOB) WHERE minutes = 60",
        f"UPDATE participant SET person_id = {HUGE} WHERE interaction_id = 3",
        "UPDATE interaction SET kind_id = 99 WHERE id = 1",
        "UPDATE interaction SET minutes = 5000 WHERE id = 1",
        "UPDATE interaction SET minutes = 0 WHERE id = 1",
        "UPDATE interaction SET deep = 1 WHERE id = 1",
        "UPDATE interaction SET [on] = 'once' WHERE id = 1",
        "UPDATE kind SET weight = 'much'",
        "UPDATE kind SET weight = weight * 2",
        "DELETE FROM interaction WHERE id = 6",
        "DELETE FROM participant WHERE interaction_id = 2 AND person_id = 2",
        "CREATE INDEX mine ON participant (minutes)",
        "DROP INDEX ix_participant_interaction",
        "DROP INDEX ix_participant_interaction; "
        "CREATE INDEX ix_participant_interaction ON participant (person_id)",
        "DROP TABLE kind",
    ],
)
def test_what_is_wrong_or_odd_is_not_shown_to_agree(full: Tinynet, change: str) -> None:
    assert not agree_after(full.path, change)


def test_keys_are_new_every_time_and_leave_room_for_what_they_multiply() -> None:
    several = [participant_rows.new_keys() for _ in range(20)]
    assert len({tuple(keys.values()) for keys in several}) == 20
    largest = {"contact": 2**31, "person": 2**31, "day": 2**22, "minutes": 1440, "credit": 2**36}
    for keys in several:
        assert all(keys.values())
        assert sum(largest[name] * key for name, key in keys.items()) < 2**63
