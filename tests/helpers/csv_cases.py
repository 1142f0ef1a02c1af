"""Helpers of the CSV readers' tests: samples, whole records, mutated files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import hostile_cards

from tinynet.core.names import check_name
from tinynet.core.partial import parse_partial
from tinynet.exchange.record import LeftOut, PersonRecord, Refused

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
TOKENS = (
    b",", b";", b"\t", b'"', b'""', b'","', b"\r", b"\n", b"\r\n", b",,,,,,,,", b"\x00", b"\xff",
    b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80\xae", b"\x1b]0;", b"\xc2\x9d", b" ::: ",
    b": ", b"0/0/00", b"31/02/2001", b"--02-29", b"9" * 400, b"(" * 400, b"'=", b"First Name",
    b"E-mail 1 - Value", b"sep=;\n",
)  # fmt: skip


def sample(name):
    return (SAMPLES / name).read_bytes()


def plain(found):
    """Records without their fingerprints, which a test of their own looks at."""
    return [replace(r, fingerprint="") if isinstance(r, PersonRecord) else r for r in found]


mutated = partial(hostile_cards.mutated, tokens=TOKENS)


def check(found):
    """Check what must hold for every result, however broken the file."""
    if isinstance(found, LeftOut):
        assert found.line > 0
        assert found.text
        return
    if isinstance(found, Refused):
        file, line = found.where.split(":")
        assert file == "bad.csv"
        assert int(line) > 0
        assert found.reason
        return
    assert check_name(found.name) == found.name
    days = [*(date.on for date in found.dates), found.birthday, found.met_on]
    assert all(parse_partial(day) == day for day in days if day)
    lines = (found.met_how, found.met_via, found.organisation, found.title, *found.tags)
    assert all(line.isprintable() or "\n" not in line for line in lines)
    assert all("\x1b" not in text for text in (*found.notes, *found.warnings))
    hostile_cards.no_half_characters(found)
