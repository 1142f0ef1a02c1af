from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.gatherings.rules.topics import QUOTE, Topic, near, stem, words


@pytest.mark.parametrize(
    "family",
    [
        "bake baker bakers bakery bakeries baking bakes",
        "run runner running runs",
        "photograph photography photographer photographs",
        "law lawyer lawyers",
        "garden gardener gardening",
        "carpenter carpentry",
        "translate translator translation",
        "teach teacher teaches",
        "violin violinist",
    ],
)
def test_words_of_one_family_fit_each_other(family):
    every = family.split()
    assert all(Topic(one).fit(other) >= 0.9 for one in every for other in every)


@pytest.mark.parametrize(
    ("topic", "text", "fit"),
    [
        ("baking", "Baking, on Sundays", 1),
        ("biscuit", "favourite biscuits", 1),
        ("bakery", "she BAKES", 0.9),
        ("photo", "photography", 0.7),
        ("photography", "a photo", 0.7),
        ("cafe", "runs the Café", 1),
        ("bicycle repair", "repairs bicycles", 1),
        ("bicycle repair", "her bicycle", 0.25),
        ("help with my taxes", "tax", 1),
        ("car", "takes care of her mother", 0),
        ("car", "caring", 0),
        ("plan", "a plane", 0),
        ("run", "rung", 0),
        ("oven", "lovely", 0),
        ("料理", "日本料理が好き", 0.9),
        ("🎸", "plays 🎸", 0.9),
    ],
)
def test_a_text_fits_a_topic_as_well_as_its_words_do(topic, text, fit):
    assert Topic(topic).fit(text) == fit


def test_a_topic_of_small_words_only_is_taken_at_its_words():
    assert Topic("the who").words == ["the", "who"]
    assert Topic("?!").words == []


def test_the_quote_of_a_long_text_is_where_it_fits():
    text = f"{'before ' * 30}runs a bakery\nby the canal {'after ' * 30}"
    quote = Topic("baking").quote(text)
    assert quote == "…before before before runs a bakery by the canal after after after…"
    assert Topic("baking").quote("bakes " * 2 + "bread " * 30).startswith("bakes bakes bread bread")
    assert Topic("baking").quote(" runs a\nbakery ") == "runs a bakery"


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_can_be_asked_of_and_quoted(text, typed):
    topic = Topic(typed)
    if topic.words:
        assert 0 <= topic.fit(text) <= 1
        assert len(topic.quote(text)) <= QUOTE + 2


@given(st.text("abeginrsy", min_size=1, max_size=12))
def test_every_word_fits_itself_and_begins_with_its_stem(word):
    assert Topic(word).fit(word) == 1
    assert word.startswith(stem(word))


def test_topics_spelled_nearly_so_are_suggested():
    assert near(Topic("sialing"), ["sailing", "sewing", "the mill"]) == ["sailing"]
    assert near(Topic("xyz"), ["sailing"]) == []
    assert words("Anne's garden-party, 2 o'clock") == ["anne", "garden", "party", "2", "o", "clock"]
