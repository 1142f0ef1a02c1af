"""What a connection promises: nothing acknowledged is lost, nothing deleted can be read again."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from command_line import Tinynet

from tinynet.db import database, files

CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}


def test_a_writer_is_durable_keeps_its_keys_and_wipes_what_it_deletes(network: Tinynet) -> None:
    connection = files.connect_writing(str(network.path), 1)
    pragmas = ("synchronous", "foreign_keys", "secure_delete", "journal_mode")
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    connection.close()
    assert found == [2, 1, 1, "delete"]


def test_every_folder_on_the_way_is_private_whatever_the_umask(tinynet: Tinynet) -> None:
    deep = tinynet.folder / "a" / "b" / "tinynet.db"
    before = os.umask(0)
    try:
        assert tinynet.process("add Anne", TINYNET_DB=str(deep)).code == 0
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (deep.parent.parent, deep.parent, deep)]
    assert modes == [0o700, 0o700, 0o600]


def test_a_unit_that_fails_at_its_end_leaves_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.db"
    unit = database.Unit(str(path), CADENCES, label="x", at="2026-03-01T00:00:00")

    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr(unit, "finish", fail)
    with pytest.raises(RuntimeError), unit:
        pass
    assert not path.exists()


def test_a_session_cannot_end_the_units_transaction(network: Tinynet) -> None:
    from sessions import session

    from tinynet.db.tables import Tag

    unit = database.Unit(
        str(network.path), CADENCES, label="x", at="2026-03-01T00:00:00", dry_run=True
    )
    with unit as store, session(store) as opened:
        opened.add(Tag(person_id=1, name="half-written"))
        opened.commit()
    assert "half-written" not in network.ok("tag anne").out


def test_a_device_is_no_empty_file_to_be_deleted(tinynet: Tinynet) -> None:
    refused = tinynet("list --db /dev/null")
    assert (refused.code, refused.out, refused.err) == (
        5, "", "tinynet: /dev/null is not a file but a pipe, a device or a socket.\n"
        "Name a file, with --db or TINYNET_DB.\n",
    )  # fmt: skip
