"""Cards that are known are not parsed again, and nobody can tell the difference."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard import read as vcard
from tinynet.exchange.vcard import read_again

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.vcf"))
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%d\r\nFN:Anne %d\r\nTEL:none\r\nEND:VCARD\r\n"
CARDS = b"".join(CARD % (n, n) for n in range(3))
AGENT = b"BEGIN:VCARD\nVERSION:2.1\nFN:Bob\nAGENT:\nBEGIN:VCARD\nFN:Sam\nEND:VCARD\nEND:VCARD\n"


def first(data: bytes) -> list[object]:
    return list(read_again.read(data, "x", lambda *_: None))


def bare(records: list[object]) -> list[object]:
    return [replace(r, raw="") if isinstance(r, PersonRecord) else r for r in records]


class Memory(dict[str, PersonRecord]):
    """What was read of files before."""

    def __init__(self, *files: bytes) -> None:
        found = (record for data in files for record in first(data))
        people = [record for record in found if isinstance(record, PersonRecord) and record.raw]
        super().__init__({person.raw: replace(person, warnings=()) for person in people})

    def known(self, raw: str, line: int) -> PersonRecord | None:
        return replace(self[raw], line=line) if raw in self else None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_first_reading_gives_what_the_reader_gives(path):
    data = path.read_bytes()
    assert bare(first(data)) == list(vcard.read(data, "x"))


def test_a_second_reading_takes_all_from_memory_with_the_lines_of_now(monkeypatch):
    known = Memory(CARDS)
    assert len(known) == 3
    monkeypatch.setattr(vcard, "read", None)
    monkeypatch.setattr(vcard, "record_of", None)
    again = list(read_again.read(b"hello\n\n" + CARDS, "x", known.known))
    assert [(r.name, r.line) for r in again] == [("Anne 0", 3), ("Anne 1", 9), ("Anne 2", 15)]


def test_only_what_changed_is_read(monkeypatch):
    known, read = Memory(CARDS), []
    real = vcard.record_of
    monkeypatch.setattr(vcard, "record_of", lambda *given: read.append(given[2]) or real(*given))
    changed = CARDS.replace(b"Anne 1", b"Anna 1")
    again = list(read_again.read(changed, "x", known.known))
    assert read == [("x", 7)]
    assert bare(again)[1] == list(vcard.read(changed, "x"))[1]
    assert (len(again), again[1].warnings) == (3, ('line 11: TEL "none" is not a phone number',))


@pytest.mark.parametrize(
    "data",
    [
        AGENT + CARDS,
        CARDS[:-14] + CARDS,  # a card without its END
        b"BEGIN:VCARD\nFN:Bob\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\n" + CARDS,
        CARDS.replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + CARDS,
        ("\ufeff" + CARDS.decode()).encode("utf-16-le"),
        CARDS + b"BEGIN:VCARD\nKIND:group\nFN:Boat club\nMEMBER:urn:uuid:1\nEND:VCARD\n",
        CARDS + b"BEGIN:VCARD\nKIND:group\nFN:Boat club\nEND:VCARD\n",
        CARDS + b"BEGIN:VCARD\nX-EVOLUTION-LIST:TRUE\nFN:Boat club\nEND:VCARD\n",
        CARDS.replace(b"END:VCARD\r\n", b"END : VCARD  "),
        b"nothing",
        b"",
    ],
)
def test_knowing_every_card_changes_nothing_in_files_that_are_odd(data):
    known = Memory(CARDS, AGENT, data)
    again = list(read_again.read(data, "x", known.known))
    expected = [r if not isinstance(r, PersonRecord) else replace(r, warnings=())
                for r in vcard.read(data, "x")]  # fmt: skip
    assert [replace(r, raw="", warnings=()) if isinstance(r, PersonRecord) else r
            for r in again] == expected  # fmt: skip


def test_knowing_every_card_changes_nothing_in_files_that_were_mangled():
    dice = random.Random(5)
    whole = b"".join(path.read_bytes() for path in SAMPLES if not path.name.startswith("nextcloud"))
    known = Memory(CARDS, whole)
    for _ in range(60):
        at, cut = dice.randrange(len(whole)), dice.randrange(1, 200)
        data = CARDS + whole[at : at + 3_000] + CARDS + whole[at + cut : at + 3_000]
        again = [replace(r, raw="", warnings=()) if isinstance(r, PersonRecord) else r
                 for r in read_again.read(data, "x", known.known)]  # fmt: skip
        assert again == [replace(r, warnings=()) if isinstance(r, PersonRecord) else r
                         for r in vcard.read(data, "x")]  # fmt: skip
