"""Many records at once become the rows that they become one at a time, or none."""

from __future__ import annotations

import pytest

from tinynet.exchange.document.columns import rows_of
from tinynet.exchange.document.fields import NoRecordError
from tinynet.exchange.document.sections import BY_NAME

IDS = {"person": {"anne": 1, "bob": 2}, "kind": {"coffee": 1, "walk": 5}}
ANNE = {"id": 1, "on": "2026-01-05", "kind": "coffee", "people": ["anne"]}
FULL = {
    "id": 7, "on": "2026-01-06", "kind": "walk", "minutes": 90, "place": "Lisbon", "note": "x\n",
    "deep": True, "by": "me", "attempt": False, "occasion": "fair", "people": ["bob", "anne"],
    "tags": ["a", "b"], "traces": [{"source": "ics", "key": "k", "fingerprint": "f"}],
}  # fmt: skip
ALONE = {"id": 3, "on": "2026-01-05", "kind": "walk", "note": None, "people": []}
SECTION = BY_NAME["interactions"]


def one_at_a_time(records):
    """The same of `Section.row`."""
    made, inside = [], {key: [] for key in SECTION.lists}
    for record in records:
        row, within = SECTION.row(record, IDS)
        made.append(tuple(row.values()))
        for key, rows in within.items():
            inside[key].append([tuple(one.values()) for one in rows])
    return made, inside


def test_rows_are_those_of_one_record_at_a_time():
    assert rows_of(SECTION, [ANNE, FULL, ALONE], IDS) == one_at_a_time([ANNE, FULL, ALONE])


def test_a_list_that_no_record_has_is_none():
    rows, inside = rows_of(SECTION, [ANNE], IDS)
    assert rows == [(1, "2026-01-05", 1, None, None, None, False, None, False, None)]
    assert inside == {"people": [[(1,)]]}


@pytest.mark.parametrize(
    "wrong",
    [{"id": 0}, {"id": None}, {"id": True}, {"id": 2**53 + 1}, {"id": 1.0}, {"on": "2026-02-30"},
     {"on": 5}, {"kind": "tea"}, {"kind": ["coffee"]}, {"minutes": "90"}, {"minutes": 1.5},
     {"deep": 1}, {"note": "\0"}, {"note": "\ud83d"}, {"note": "x" * 1_000_001}, {"more": 1},
     {"people": None}, {"people": ["nobody"]}, {"people": ["anne", "anne"]}, {"people": [None]},
     {"people": [["anne"]]}, {"tags": "word"}, {"tags": ["a", "a"]}, {"traces": [{}]},
     {"traces": [5]}, {"traces": [{"source": "ics", "key": "k", "fingerprint": "f", "x": 1}]}],
)  # fmt: skip
def test_one_record_that_is_wrong_leaves_all_to_be_read_one_at_a_time(wrong):
    assert rows_of(SECTION, [ANNE, FULL | wrong, ALONE], IDS) is None
    with pytest.raises(NoRecordError):
        one_at_a_time([FULL | wrong])


@pytest.mark.parametrize("missing", ["id", "on", "kind"])
def test_a_record_without_what_it_must_have_is_left(missing):
    assert rows_of(SECTION, [ANNE, {k: v for k, v in FULL.items() if k != missing}], IDS) is None


@pytest.mark.parametrize("record", [None, [], "x", 5])
def test_what_is_no_record_is_left(record):
    assert rows_of(SECTION, [ANNE, record], IDS) is None
