from __future__ import annotations

import pytest

from tinynet.plans.rules.favours import balance


@pytest.mark.parametrize(
    ("gave", "got", "said"),
    [
        (2, 3, "you helped twice, they helped three times"),
        (1, 0, "you helped once"),
        (0, 6, "they helped six times"),
        (7, 12, "you helped 7 times, they helped 12 times"),
        (0, 0, ""),
    ],
)
def test_a_balance_is_a_sentence(gave, got, said):
    assert balance(gave, got) == said
