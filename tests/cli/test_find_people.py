"""Who is suggested where nobody has the name that was typed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("anne bakr", "anna-b (Anna Baker), zoe-ba (Zoe Baker), zoe-b (Zoë Bakker)"),
        ("bakerr", "anna-b (Anna Baker), zoe-ba (Zoe Baker), zoe-b (Zoë Bakker)"),
        ("annabell", "annabel-b (Annabel Bakerman)"),
    ],
)
def test_the_nearest_by_handle_name_or_a_word_of_it_are_suggested(tinynet, typed, near):
    for name in ("Zoë Bakker", "Anna Baker", "Zoe Baker", "Annabel Bakerman", "Ana Ana", "Li"):
        tinynet.ok(f"add '{name}'")
    assert tinynet(["show", typed]).err == (
        f'tinynet: There is nobody called "{typed}".\nDid you mean {near}?\n'
    )
