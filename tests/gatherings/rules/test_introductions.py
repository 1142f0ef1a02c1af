from __future__ import annotations

from datetime import date, timedelta

import pytest

from tinynet.gatherings.rules.introductions import outcome

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("ago", "became"),
    [
        ([], None),
        ([0], "met"),
        ([365], "met"),
        ([366], "faded"),
        ([30, 0], "met"),
        ([31, 0], "stuck"),
        ([500, 365], "stuck"),
        ([500, 366], "faded"),
    ],
)
def test_an_outcome_follows_from_the_days_with_both(ago, became):
    assert outcome([TODAY - timedelta(days=days) for days in ago], TODAY) == became
