"""A friendship over the years is the score of earlier days."""

from __future__ import annotations

from datetime import date

import pytest

from tinynet.core.strength import decayed, depth, usual_gap, warmth
from tinynet.pictures.rules.story import Contact, story

TODAY = date(2026, 3, 1).toordinal()


def contacts(*ago: int, credit: float = 1.5) -> list[Contact]:
    return [Contact(TODAY - days, credit, 60, "coffee", True, None) for days in ago]


def test_depth_and_warmth_of_each_day_are_what_the_score_was_on_it():
    told = story(contacts(800, 400, 30), TODAY)
    for moment in told.moments:
        seen = [one.day for one in told.contacts if one.day <= moment.day]
        if not seen:
            assert (moment.depth, moment.warmth) == (0, 0)
            continue
        evidence = sum(decayed(1.5, moment.day - day) for day in seen)
        gap = usual_gap(seen[0], seen[-1], len(seen))
        assert moment.depth == pytest.approx(depth(evidence))
        assert moment.warmth == pytest.approx(warmth(moment.day - seen[-1], gap))
    assert told.moments[-1].day == TODAY


def test_two_contacts_of_a_day_count_as_the_one_that_counts_most():
    two = [*contacts(10, credit=0.5), *contacts(10, credit=1.5)]
    assert story(two, TODAY).moments[-1] == story(contacts(10), TODAY).moments[-1]


def test_the_half_life_of_the_family_is_longer():
    assert (
        story(contacts(900), TODAY, 730).moments[-1].depth
        > story(contacts(900), TODAY, 365).moments[-1].depth
    )


def test_peaks_stand_out_from_the_valleys_between_them():
    told = story(contacts(1700, 1695, 1690, 700, 690, 685, 20, 15, 10), TODAY)
    assert [TODAY - peak.day for peak in told.peaks] == [1690, 685, 10]


def test_a_steady_rise_has_one_peak():
    told = story(contacts(*range(300, 0, -10)), TODAY)
    assert [TODAY - peak.day for peak in told.peaks] == [10]


def test_twelve_months_are_told_even_of_somebody_new_and_more_where_there_are_more():
    assert len(story([], TODAY).months) == 12
    assert len(story(contacts(3), TODAY).months) == 12
    months = story(contacts(800, 3), TODAY).months
    assert (months[0].month, months[-1].month, len(months)) == ("2023-12", "2026-03", 28)
    assert sum(month.contacts for month in months) == 2


def test_what_is_still_to_come_is_not_counted():
    assert story(contacts(5, -3), TODAY).contacts == tuple(contacts(5))
