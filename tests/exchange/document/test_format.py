"""tinynet's own JSON as a file: one record a line out, any layout of it in."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.exchange.document import format as tinynet_json
from tinynet.exchange.document.format import (
    BadDocumentError,
    DocumentRecord,
    Records,
    read,
    sniff,
    write,
)

KNOWN = ("people", "notes")
SMALL = '{"tinynet": 2,\n"people": [\n{"id": 1, "name": "Zoë"},\n{"id": 2}\n],\n"notes": []\n}\n'
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)  # fmt: skip


def told(text: str | bytes) -> dict[str, list[DocumentRecord]]:
    data = text if isinstance(text, bytes) else text.encode()
    return {section: list(records) for section, records in read(io.BytesIO(data), "f", KNOWN)}


def test_a_record_a_line():
    people = [['{"id": 1, "name": "Zoë"}'], ['{"id": 2}']]
    assert "".join(write([("people", people), ("notes", [])])) == SMALL


def test_records_know_their_lines():
    assert told(SMALL) == {
        "people": [
            DocumentRecord("people", 0, 3, {"id": 1, "name": "Zoë"}),
            DocumentRecord("people", 1, 4, {"id": 2}),
        ],
        "notes": [],
    }  # fmt: skip


def test_what_cannot_be_seen_is_written_in_ascii():
    assert tinynet_json.visible('{"a": "Zoë\u202e\x85", "b": 0.1}') == (
        r'{"a": "Zo\u00eb\u202e\u0085", "b": 0.1}'
    )
    assert tinynet_json.visible('{"a": "Zoë\\n"}') == '{"a": "Zoë\\n"}'


@settings(max_examples=80, deadline=None)
@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 0, 4]), st.integers(1, 40))
def test_any_layout_is_read_in_pieces_of_any_size(values, indent, piece):
    text = json.dumps({"tinynet": 1, "people": values}, indent=indent, ensure_ascii=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tinynet_json, "PIECE", piece)
        found = told("\ufeff" + text)["people"]
    assert [one.value for one in found] == values
    assert [one.number for one in found] == list(range(len(values)))


def read_text(text: str) -> Iterator[tuple[str, Records]]:
    return read(io.BytesIO(text.encode()), "f", KNOWN)


def taken(records: Records) -> Iterator[DocumentRecord]:
    while records.more():
        if values := records.ahead():
            places = [records.place(index) for index in range(len(values))]
            yield from (replace(at, value=one) for at, one in zip(places, values, strict=True))
            records.take(len(values))
        else:
            yield next(records)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), max_size=9),
    st.integers(1, 60),
)
def test_many_at_once_are_what_they_are_one_at_a_time(values, piece):
    lines = [[json.dumps(value, ensure_ascii=False)] for value in values]
    text = "".join(write([("people", lines), ("notes", [["{}", '{"id": 1}']])]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tinynet_json, "PIECE", piece)
        found = {section: list(taken(records)) for section, records in read_text(text)}
    assert found == told(text)


def test_a_whole_list_is_ahead_at_once():
    _, records = next(read_text(SMALL))
    assert records.ahead() == [{"id": 1, "name": "Zoë"}, {"id": 2}]
    assert list(records) == told(SMALL)["people"]  # they were only looked at


ONE, TWO = '{"id": 1}', '{"id": 2}'


@pytest.mark.parametrize(
    "listed",
    [f"{ONE}, {TWO}", f"{ONE},\n\n{TWO}", f'{ONE},\n{{"id": [1,\n{{}}]}}', f"{ONE},\n{{",
     f"{ONE},\n5", '{"id": [\n]}'],
)  # fmt: skip
def test_records_that_do_not_stand_one_a_line_are_read_one_at_a_time(listed):
    _, records = next(read_text(f'{{"tinynet": 2,\n"people": [\n{listed}\n],\n"notes": []}}'))
    assert records.ahead() == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_document_that_was_hurt_is_read_or_refused(data):
    hurt = bytearray(SMALL.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(hurt) - 1))
        hurt[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=2))
    with suppress(BadDocumentError):
        told(bytes(hurt))


@pytest.mark.parametrize("end", range(len(SMALL.encode()) - 2))
def test_every_document_that_was_cut_off_is_refused(end):
    with pytest.raises(BadDocumentError):
        told(SMALL.encode()[:end])


@pytest.mark.parametrize(
    ("head", "is_one"),
    [(b'{"tinynet": 1', True), (b'\xef\xbb\xbf{\n  "tinynet" : 1', True), (b'{"version": 1', False),
     (b"", False), (b"BEGIN:VCARD", False), (b'["tinynet"]', False)],
)  # fmt: skip
def test_a_document_is_known_by_its_beginning(head, is_one):
    assert sniff(head) is is_one


@pytest.mark.usefixtures("usual_garbage")
def test_a_huge_document_is_read_piece_by_piece():
    record = json.dumps({"id": 1, "note": "x" * 100})
    data = "".join(write([("people", ([record] for _ in range(30_000)))])).encode()
    tracemalloc.start()
    for _, records in read(io.BytesIO(data), "f", KNOWN):
        assert sum(1 for _ in records) == 30_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(data)  # 3.8 MB; the pieces are of a quarter


def test_kinds_of_version_1_that_nobody_changed_get_the_weight_of_now():
    weights = {"text": 0.25, "email": 0.25, "letter": 0.3, "social": 0.25, "call": 0.25}
    old = [{"name": name, "weight": weight} for name, weight in weights.items()]
    for version, expected in ((1, [0.5, 0.5, 0.3, 0.5, 0.25]), (2, list(weights.values()))):
        text = json.dumps({"tinynet": version, "kinds": old}).encode()
        (found,) = [
            list(records) for _, records in tinynet_json.read(io.BytesIO(text), "x", ["kinds"])
        ]
        assert [told.value["weight"] for told in found] == expected
