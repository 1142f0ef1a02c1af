"""Broken vCards: mutated files, and what must hold for every result."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from tinynet.core.names import check_name
from tinynet.core.partial import parse_partial
from tinynet.exchange.record import Refused
from tinynet.exchange.vcard import read as vcard

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"


GOOD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anne Baker\r\nEND:VCARD\r\n"


TOKENS = (
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"BEGIN:X\r\n", b"AGENT:\r\n", b"KIND:group\r\n",
    b"VERSION:2.1\r\n", b"MEMBER:", b"X-ABLABEL", b"BDAY:", b"tel:", b"data:", b"=\r\n", b"\r\n ",
    b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";CHARSET=utf-16", b";CHARSET=hz", b"=C3",
    b"\r", b"\n", b"\\", b'"', b":", b";", b",", b"=", b"\x00", b"\x1b]0;", b"\xff\xfe",
    b"\xe2\x80\xae", b"9" * 400, b"(" * 400,
)  # fmt: skip


def read(data):
    return list(vcard.read(data, "bad.vcf"))


def card(*lines):
    return b"\r\n".join((b"BEGIN:VCARD", b"FN:Bea", *lines, b"END:VCARD", b""))


def mutated(rng, data, tokens=TOKENS):
    """A file with up to a dozen random changes; two in three are UTF-8 again.

    Nearly every change leaves bytes that are not, and then what takes the time, and is tried, is
    how its encoding is found.
    """
    data = bytearray(data)
    for _ in range(rng.randint(1, 12)):
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
                data[at:at] = rng.choice(tokens)
            case _:
                data[:] = data[:at] + data[end:] if rng.random() < 0.9 else data[:at]
    return bytes(data) if rng.random() < 1 / 3 else data.decode(errors="replace").encode()


def check(found):
    """Check what must hold for every result, however broken the file."""
    if isinstance(found, Refused):
        assert found.where.startswith("bad.vcf:")
        return
    assert check_name(found.name) == found.name
    assert all(parse_partial(date.on) == date.on for date in found.dates)
    assert found.birthday in {"", found.birthday and parse_partial(found.birthday)}
    assert not any("\n" in line or "\r" in line for line in found.extra)
    no_half_characters(found)


def no_half_characters(found):
    """Check that every text of a record can be written; `asdict` would take five times as long."""
    json.dumps(found, ensure_ascii=False, default=values).encode()


def values(record):
    """The values of a record's fields."""
    return [getattr(record, field.name) for field in fields(record)]
