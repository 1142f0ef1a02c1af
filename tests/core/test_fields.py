"""Reading what the tables say of themselves."""

from __future__ import annotations

from tinynet.core import fields


def test_an_order_takes_what_it_does_not_mention_where_it_says_so():
    order = ("b", fields.OTHERS, "a", "gone")
    assert fields.in_order(order, ("a", "x", "b", "y")) == ["b", "x", "y", "a"]


def test_fields_that_are_shown_together_stand_together_the_leading_one_first():
    groups = {group: [one["name"] for one in inside] for group, inside in fields.groups().items()}
    assert groups == {
        "circle": ["circle"],
        "cadence": ["every_days"],
        "how you met": ["met_how", "met_at", "met_on", "met_via"],
        "work": ["title", "organisation"],
    }


def test_forget_counts_every_table_that_goes_with_a_person():
    assert {key: table["name"] for key, table in fields.counted().items()} == {
        "notes": "note", "facts": "fact", "ways": "detail", "dates": "anniversary",
        "relations": "relation", "cards": "origin", "plans": "plan_person", "favours": "favour",
        "introductions": "introduction", "questions": "card",
    }  # fmt: skip
