"""Escapes of vCard: whatever is written, they answer as icalendar's own functions do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from icalendar import parser

from tinynet.exchange.vcard import escapes

TEXTS = st.text(
    st.sampled_from("\\\\,;:nN^'\"\N{RIGHT SINGLE QUOTATION MARK}ab \r\nü"), max_size=14
)


@given(TEXTS)
def test_values_are_unescaped_and_split_as_icalendar_does_it(text):
    assert escapes.unescaped(text) == parser.unescape_backslash(text)
    assert escapes.split_unescaped(text, ",") == parser.split_on_unescaped_comma(text)
    assert escapes.split_unescaped(text, ";") == parser.split_on_unescaped_semicolon(text)


@given(TEXTS, st.sampled_from(",;"))
def test_heads_are_split_outside_quotes_as_icalendar_does_it(text, mark):
    assert escapes.split_unquoted(text, mark) == parser.q_split(text, mark)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_parameters_are_read_and_written_as_icalendar_does_it(texts):
    assert escapes.written_parameter(texts) == parser.param_value(texts)
    for text in texts:
        assert escapes.parameter_value(text) == parser.rfc_6868_unescape(text)
