"""Sentences that differ in their people only are read once, and come to the same as one by one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tinynet.exchange.friends_md import text
from tinynet.exchange.friends_md.text import Sentence, Sentences, read_sentence

LISTED = frozenset({"york", "b c"})
PIECES = st.sampled_from([
    "**", "**Anne**", "**Bo Holt**", "**!!**", "*", "_", "__", "_York_", "_Bath_", "to",
    "to _Bath_", "_Bath", "York_", "@tea", "@", "Bo@", "x", " ", "  ", "called", "**_A_**",
    "**C @D**", "**E *", "\0", "** F**", ".", "美咲",
])  # fmt: skip
SENTENCES = st.lists(PIECES, max_size=9).map("".join) | st.lists(PIECES, max_size=9).map(" ".join)


@settings(max_examples=600, deadline=None)
@given(st.lists(SENTENCES, max_size=5))
@example(["**A** to _Bath_", "**_A_** to _Bath_", "**!!** to _Bath_"])
@example(["**Bo**_Bath_", "**Bo.**_Bath_", "_Bath_**Bo**", "_Bath_**.Bo**"])
@example(["**Bo**to _Bath_", "**Bo!**to _Bath_", "_a **Bo** is b_", "a_ **Bo** _b"])
@example(["**Bo** * 2", "***Bo***", "**_Bath_**", "**Bo @tea**", "**Bo** a\0b"])
def test_sentences_come_to_the_same_whatever_was_read_before(sentences):
    reader = Sentences(LISTED)
    expected = [read_sentence(sentence, LISTED) for sentence in sentences]
    assert [reader.read(sentence) for sentence in [*sentences, *sentences]] == expected * 2


def test_what_stands_around_people_is_read_once(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []

    def noted(sentence: str, listed: frozenset[str]) -> Sentence:
        read.append(sentence)
        return read_sentence(sentence, listed)

    monkeypatch.setattr(text, "read_sentence", noted)
    reader = Sentences(LISTED)
    for name in ("Anne", "Bo Holt", "美咲"):
        assert reader.read(f"Flew to _Bath_ with **{name}**. @sun") == Sentence(
            f"Flew to Bath with {name}. @sun", (name,), ("Bath",), "Bath", ("sun",),
            "Flew to _Bath_ with  . @sun", (),
        )  # fmt: skip
    assert len(read) == 1
