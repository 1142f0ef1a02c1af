"""Telephone numbers as they are dialled from abroad."""

from __future__ import annotations

import pytest

from tinynet.core.details import dialled


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("+49 170 1234567", "+491701234567"),
        ("0049 170 / 1234567", "+491701234567"),
        ("+49 (0)170 1234567", "+491701234567"),
        ("0044 (0) 20 7946 0123", "+442079460123"),
        ("+39 06 1234 5678", "+390612345678"),  # in Italy it is dialled
        ("+1 0", "+10"),
        ("0170 1234567", "01701234567"),
        ("112", "112"),
    ],
)
def test_a_number_has_one_key_however_it_is_written(typed: str, key: str) -> None:
    assert dialled("phone", typed) == key


def test_an_address_is_no_number() -> None:
    assert dialled("email", "00Pia@example.org") == "00pia@example.org"
