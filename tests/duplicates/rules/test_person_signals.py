"""What identifies a person, for finding possible duplicates."""

from __future__ import annotations

from tinynet.duplicates.rules.person_signals import PersonSignals


def test_somebody_goes_by_their_name_and_their_nicknames_with_and_without_the_surname():
    somebody = PersonSignals(1, "Catherine Baker", ("Kit", "catherine baker"))
    assert [(name.text, name.is_nickname) for name in somebody.names] == [
        ("Catherine Baker", False), ("Kit", True), ("Kit Baker", True),
    ]  # fmt: skip
