"""What no tinynet wrote is refused before any of it is joined."""

from __future__ import annotations

import pytest

from tinynet.core.compiled_cells import CELLS
from tinynet.db.schema import JOURNALLED, copies, table_of
from tinynet.sync.rules import sane

SPECS = {spec["name"]: spec for spec in CELLS}
ANNE = "person.00000000-0000-4000-8000-000000000001"
NOTE = ["note.k3fz2a.1", {"c": {"": [5, "k3fz2a", 1, ["2026-03-01", "hello", 0]]}}]


def changed(**more):
    gid, record = NOTE
    return [gid, {**record, **more}]


@pytest.mark.parametrize(
    "given",
    [
        NOTE,
        [ANNE, {"c": {"name": [5, "a", 1, ["Anne"]], "tag/running": [5, "a", 1, 1]}}],
        ['kind["coffee"]', {"c": {"": [0, "a", 1, [1, 60, 1.0]]}, "t": {"a": 1}}],
        ["interaction.a.1", {"c": {f"participant/{ANNE}": [5, "a", 1, 0]}, "e": {"b": 2}}],
    ],
)
def test_what_tinynet_writes_is_taken(given):
    assert sane.Checker(SPECS).check(given) == (given[0], given[1])


@pytest.mark.parametrize(
    "given",
    [
        {},
        [1, {}],
        ["pet.a.1", {}],
        ["note.a", {}],
        ["note.a.x", {}],
        ["person.short", {}],
        ["kind[]", {}],
        ['kind["a", "b"]', {}],
        ['kind[ "coffee"]', {}],
        ["kind" + "[" * 20_000, {}],
        changed(x=1),
        changed(c=[]),
        changed(e={"a": -1}),
        changed(t={"a": 1 << 60}),
        changed(c={"": [5, "a", 1]}),
        changed(c={"": [-5, "a", 1, ["2026-03-01", "x", 0]]}),
        changed(c={"": [1 << 60, "a", 1, ["2026-03-01", "x", 0]]}),
        changed(c={"": [5, "../a", 1, ["2026-03-01", "x", 0]]}),
        changed(c={"": [5, "a", 1, ["2026-03-01", "x"]]}),
        changed(c={"": [5, "a", 1, ["2026-03-01", 7, 0]]}),
        changed(c={"": [5, "a", 1, ["2026-03-01", None, 0]]}),
        changed(c={"": [5, "a", 1, ["2026-03-01", "x", True]]}),
        changed(c={"": [5, "a", 1, ["2026-03-01", ["x"], 0]]}),
        changed(c={"": [5, "a", 1, ["2026-03-01", "\0", 0]]}),
        changed(c={"colour": [5, "a", 1, ["red"]]}),
        changed(c={"person_id": [5, "a", 1, ["note.a.1"]]}),
        changed(c={"=": [5, "a", 1, ANNE]}),
        ["interaction.a.1", {"c": {"participant/x": [5, "a", 1, 1]}}],
        ["interaction.a.1", {"c": {f"participant/{ANNE}": [5, "a", 1, 2]}}],
    ],
)
def test_what_cannot_be_is_refused(given):
    for before in ([], [NOTE, ["interaction.a.1", {"c": {f"participant/{ANNE}": [5, "a", 1, 1]}}]]):
        checker = sane.Checker(SPECS)
        for right in before:  # what it remembers of these makes nothing else right
            checker.check(right)
        with pytest.raises(sane.UnsoundError):
            checker.check(given)


def test_no_table_and_no_column_is_forgotten():
    kept = {spec["name"] for spec in CELLS} | {part for spec in CELLS for part in spec["parts"]}
    assert kept == {str(model.__tablename__) for model in JOURNALLED}
    for spec in CELLS:
        table = next(table_of(m) for m in JOURNALLED if str(m.__tablename__) == spec["name"])
        columns = {c for some in spec["cells"].values() for c in some} | set(spec["key"])
        assert columns | set(copies(table)) | {"id"} == set(table.columns.keys())
    parts = {part for spec in CELLS for part in spec["parts"]}
    for model in JOURNALLED:
        table = table_of(model)
        if table.name in parts:
            assert len(table.columns) - len(copies(table)) == 2
