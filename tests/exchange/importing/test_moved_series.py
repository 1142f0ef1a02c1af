"""What the days of a moved series were named before."""

from __future__ import annotations

from tinynet.exchange.importing.moved_series import names_before


def test_a_week_around_a_day_is_tried_at_the_same_hour_and_earlier_days_first() -> None:
    names = list(names_before("u 1@x 20240603T100000Z"))
    assert names[:2] == ["u 1@x 20240602T100000Z", "u 1@x 20240601T100000Z"]
    assert names[6] == "u 1@x 20240604T100000Z"
    assert len(names) == 12
    assert next(names_before("u1 20240603")) == "u1 20240602"


def test_what_names_no_day_of_a_series_was_named_nothing_else() -> None:
    assert list(names_before("u1@example.org")) == []
    assert list(names_before("u1 20249999T100000")) == []
    assert list(names_before("u1 00010101")) == []
