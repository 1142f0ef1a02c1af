from __future__ import annotations

import pytest

from tinynet.contacts.many_rows import credit_of, day_number
from tinynet.contacts.rows import Kind, interaction_credit

DINNER = Kind((3, "dinner", 1, 150, 1.0))
CALL = Kind((11, "call", 0, 20, 0.5))


def test_a_day_has_the_number_that_its_ties_are_reckoned_by():
    assert (day_number("2026-03-01"), day_number("0001-01-01")) == (739_676, 1)


@pytest.mark.parametrize("on", ["2026-02-30", "20260301", "2026-W09-7", "soon", ""])
def test_what_is_no_day_as_tinynet_writes_it_has_no_number(on):
    with pytest.raises(ValueError):  # noqa: PT011  Python's words for it, or none
        day_number(on)


def test_a_credit_is_the_same_the_second_time_and_each_kind_has_its_own():
    for kind in (DINNER, CALL, Kind((3, "dinner", 1, 150, 0.5))):
        for minutes, deep, attempt, people in ((None, 0, 0, 1), (45, 1, 0, 3), (1, 0, 1, 2)):
            expected = interaction_credit(kind, minutes, deep=deep, attempt=attempt, people=people)
            assert credit_of(kind, minutes, deep, attempt, people) == expected
            assert credit_of(kind, minutes, deep, attempt, people) == expected
