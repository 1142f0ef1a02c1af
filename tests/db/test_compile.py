"""What the compile step finds out about a statement."""

from __future__ import annotations

import pytest

from tinynet.db.compile import moved_by_delete


@pytest.mark.parametrize(
    ("table", "triggers"),
    [
        ("tag", {"tag_D"}),
        ("kind", {"kind_D"}),  # what was logged as it keeps it from going
        ("place", {"place_D"}),
        ("plan", {"plan_D", "plan_person_D"}),
        (
            "interaction",
            {"interaction_D", "interaction_tag_D", "participant_D", "plan_U", "trace_U"},
        ),
        (
            "person",
            {
                "person_D", "person_U", "nickname_D", "detail_D", "tag_D", "fact_D", "note_D",
                "relation_D", "anniversary_D", "participant_D", "origin_D", "plan_person_D",
                "favour_D", "introduction_D", "card_D", "dismissal_D",
            },
        ),
    ],
)  # fmt: skip
def test_a_delete_needs_the_triggers_of_all_rows_that_its_foreign_keys_move(
    table: str, triggers: set[str]
) -> None:
    assert set(moved_by_delete(table)) == triggers
