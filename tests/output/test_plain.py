"""The plain form: what scripts cut and read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.output import plain

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)
)


def test_a_line_a_row_and_a_tab_between_values():
    rows = [("anne", 1.234, 3, None, True), ("bob", 0.0, None, "x", False)]
    assert plain.lines(rows) == "anne\t1.23\t3\t\tyes\nbob\t0.00\t\tx\t\n"


def test_nothing_for_no_rows():
    assert plain.lines([]) == ""


def test_rows_may_come_one_at_a_time():
    assert plain.lines(iter([("a", 1), ("b", 2)])) == "a\t1\nb\t2\n"


def test_what_would_break_a_line_or_steer_a_terminal_is_escaped():
    rows = [("a\tb\nc", "\x1b[31m"), ("fine", "\u202e")]
    assert plain.lines(rows) == "a\\tb\\nc\t\\x1b[31m\nfine\t\\u202e\n"


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[VALUES] * n), max_size=6)))
@settings(max_examples=80, deadline=None)
def test_columns_at_once_give_what_cells_one_by_one_do(rows):
    expected = "".join("\t".join(map(plain.cell, row)) + "\n" for row in rows)
    assert plain.lines(rows) == expected
