"""People who wait to be written: all come back as they were, and few are held."""

from __future__ import annotations

from pathlib import Path

import pytest

from tinynet.exchange.importing import record_spool
from tinynet.exchange.importing.record_spool import RecordSpool
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    KnownRecord,
    PersonRecord,
    Refused,
    RelationRecord,
)
from tinynet.exchange.vcard import read as vcard

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.vcf"))
FULL = PersonRecord(
    "vcard", "id", "print", 7, "Zoë \U0001f600 \ud83d",
    name_parts=("Ortiz", "Zoë", "", "", ""), nicknames=("Zo",), emails=(Contact("home", "z@x.io"),),
    phones=(Contact("", "1"), Contact("work", "2")), urls=(Contact("", "http://x.org"),),
    ims=(Contact("xmpp", "z"),), addresses=(Contact("home", "1 Hill"),), birthday="--04-12",
    dates=(DateRecord("anniversary", "2001-01-01"),), tags=("a", "b"), notes=("a\nb", "\0"),
    relations=(RelationRecord("spouse", "Sam"),), facts=(("tea", "oo"),), every=30, archived=True,
    photo="data:,", lines=("ORG:a;b",), extra=("X-A:1",), raw="ff", warnings=("line 8: odd",),
    ours=True, more=(("pronouns", "she/her"),),
)  # fmt: skip


def told(record):
    names = record.__dataclass_fields__
    return type(record), {name: getattr(record, name) for name in names}


@pytest.mark.parametrize("held", [0, 1, 3, 1_000])
def test_all_come_back_in_their_order_as_they_were(monkeypatch, held):
    monkeypatch.setattr(record_spool, "HELD", held)
    records = [FULL, Refused("x:9", "no name"), KnownRecord("vcard", "", "f", 12, "Bob", raw="aa")]
    for path in SAMPLES:
        records += vcard.read(path.read_bytes(), path.name)
    spool = RecordSpool()
    for record in records:
        spool.put(record)
        assert spool.held <= max(held, 1)
    assert len(spool) == len(records)
    assert [told(record) for record in spool.drained()] == [told(record) for record in records]
    assert not spool.held


def test_a_record_is_let_go_of_as_soon_as_it_is_taken_out():
    spool = RecordSpool()
    for number in range(5):
        spool.put(Refused(f"x:{number}", "no name"))
    assert [spool.held for _ in spool.drained()] == [4, 3, 2, 1, 0]
