"""What the tests of all CSV readers share: samples, whole records, and mutations of files."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from tinynet.core.names import check_name
from tinynet.core.partial import parse_partial
from tinynet.formats.record import PersonRecord, Refused

SAMPLES = Path(__file__).parent / "samples"
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


def mutated(rng, data):
    """The bytes of a file with one to eight things done to them."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data) + 1)
        end = min(at + rng.choice((1, 2, 10, 200)), len(data))
        match rng.randrange(6):
            case 0:
                data[at:end] = rng.randbytes(end - at)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * rng.randint(1, 20)
            case 3 | 4:
                data[at:at] = rng.choice(TOKENS)
            case _:
                data[:] = data[:at] + data[end:] if rng.random() < 0.9 else data[:at]
    return bytes(data)


def check(found):
    """What holds of everything that is read, however broken."""
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
    json.dumps(asdict(found), ensure_ascii=False).encode()  # no half characters
