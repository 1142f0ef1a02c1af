"""The names of columns: each means one thing, and is written as it is compared."""

from __future__ import annotations

from collections import Counter

from tinynet.exchange.tables import column_words as words
from tinynet.exchange.tables.table import key

LATIN = (words.WESTERN, words.CENTRAL, words.TURKISH)


def test_a_column_means_one_field():
    several = Counter(
        word
        for fields in (*LATIN, words.OTHERS, words.RELATIONS)
        for text in fields.values()
        for word in map(key, text.split())
    )
    assert [word for word, count in several.items() if count > 1] == []


def test_latin_words_are_written_as_they_are_compared():
    written = [word for fields in LATIN for text in fields.values() for word in text.split()]
    assert [word for word in written if key(word) != word] == []


def test_half_names_are_no_whole_ones():
    halves = {*words.FIRST_OR_NAME.split(), *words.LAST_OR_NAME.split()}
    assert halves.isdisjoint(" ".join(fields["name"] for fields in LATIN).split())
