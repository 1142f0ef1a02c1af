"""From plain words to a kind of contact, and from anything else to none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.core.kind_words import kind_for, kind_in

SENTENCES = {
    "had coffee with Anne": ("coffee", "coffee"),
    "Cup of tea at Caroline's": ("coffee", "Cup of tea"),
    "Lunch with Grace": ("lunch", "Lunch"),
    "brunched at the Market": ("lunch", "brunched"),
    "dinner party at Bob's": ("dinner", "dinner party"),
    "grabbed a beer after work": ("drinks", "beer"),
    "went for a drink": ("drinks", "a drink"),
    "bumped into Sam at the pub": ("drinks", "pub"),
    "went for a walk": ("walk", "walk"),
    "HIKED up the hill": ("walk", "HIKED"),
    "visited Mum": ("visit", "visited"),
    "Sam came over": ("visit", "came over"),
    "Anne's wedding!": ("event", "wedding"),
    "pub quiz with the neighbours": ("event", "pub quiz"),
    "helped Anne move": ("help", "helped"),
    "gave Bob a birthday present": ("gift", "gave"),
    "gave me a lift": ("help", "gave me a lift"),
    "called Sam": ("call", "called"),
    "phone call from Mum": ("call", "phone call"),
    "video chat with Zoë": ("video", "video chat"),
    "video-called Zoë": ("video", "video-called"),
    "on Zoom with the others": ("video", "Zoom"),
    "texted Øyvind": ("text", "texted"),
    "sent an e-mail": ("email", "e-mail"),
    "wrote a letter to Anne": ("letter", "wrote"),
    "commented on her photo": ("social", "commented"),
    "met up in town": ("other", "met up"),
    "caught up over lunch": ("lunch", "lunch"),
    "told me about the wedding over coffee": ("coffee", "coffee"),
    "told me about the wedding": ("event", "wedding"),
    "called off dinner": ("dinner", "dinner"),
    "his daughter, who is called Mia, called": ("call", "called"),
    "I called. Off we went": ("call", "called"),
    "coffee, then lunch": ("coffee", "coffee"),
    "Anne\u2019s dinner\u2019 was late": ("dinner", "dinner"),
}
NONE = (
    "", "Anne", "called it a day", "the trip was called off", "her son is called Sam",
    "my so-called friend", "a wake-up call", "she walked out on us", "zoomed in on the map",
    "the third party", "textbook", "newsletter", "recall", "Kaffee mit Anne", "scallops", "???",
    "got a new phone case", "wedding ring", "rang a bell",
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), [(t, *k) for t, k in SENTENCES.items()])
def test_plain_words_say_the_kind_and_where_they_stand(text, kind, words):
    found = kind_in(text)
    assert found is not None
    assert (found[0], text[slice(*found[1])]) == (kind, words)


@pytest.mark.parametrize("text", NONE)
def test_words_that_are_not_plain_say_nothing(text):
    assert kind_in(text) is None


def test_every_kind_of_a_new_database_is_found_by_some_words():
    assert {kind for kind, _ in SENTENCES.values()} == {kind for kind, *_ in FIRST_KINDS}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(["a", *SENTENCES])).map(" - ".join))
def test_what_is_found_stands_in_the_text_and_is_known(text):
    found = kind_in(text)
    if found is not None:
        kind, (start, end) = found
        assert kind in {name for name, *_ in FIRST_KINDS}
        assert 0 <= start < end <= len(text)
        again = kind_in(text[start:end])
        assert again == (kind, (0, end - start))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("beer", "drinks"), ("Pint", "drinks"), ("run", "walk"), ("hike", "walk"), ("tea", None),
        ("cup of tea", "coffee"), ("pizza", "dinner"), ("phone call", "call"), ("coffee", "coffee"),
        ("anne", None), ("coffee with Anne", None), ("called off", None), ("", None),
    ],
)  # fmt: skip
def test_a_word_alone_stands_for_a_kind_or_for_none(word: str, kind: str | None) -> None:
    assert kind_for(word) == kind


def test_the_names_of_own_kinds_come_before_the_list() -> None:
    assert kind_for("Beer", own=["climbing", "beer"]) == "beer"
    assert kind_for("climbing", own=["climbing"]) == "climbing"


def test_a_hug_is_no_gift() -> None:
    assert kind_in("gave Grace a big hug") is None
    assert kind_in("gave Grace a book") == ("gift", (0, 4))
