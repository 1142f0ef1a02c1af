"""Which texts name somebody hidden."""

from __future__ import annotations

import pytest

from tinynet.agents.rules.redaction import Redactor, initials

HIDDEN = ("zoe-s", "zoe smith", "zozo", "anne-b", "anne brown", "小明")
WAYS = ("zoe@example.org", "+44 20 7946 9999", "1 high street, london")
SEEN = ("anne", "anne baker", "bob", "bob smithson")


@pytest.fixture
def redactor():
    return Redactor(HIDDEN, WAYS, SEEN, initials=False)


@pytest.mark.parametrize(
    "text",
    [
        "Zoe came too", "ZOE", "zoé", "with zozo.", "Zoe's new flat", "at the Zoes", "Smith called",
        "write to zoe@example.org", "020 7946 9999", "0044-20-79469999", "和小明吃饭",
        "Anne Brown", "anne  brown", "the handle anne-b", "at 1 High Street, London",
    ],
)  # fmt: skip
def test_a_text_that_names_somebody_hidden_is_left_out(redactor, text):
    assert redactor.shown(text) is None


@pytest.mark.parametrize(
    "text",
    ["Anne came too", "brownies", "smithy", "London", "example.org", "7946 0000", "吃饭", ""],
)
def test_any_other_text_is_as_it_was(redactor, text):
    assert redactor.shown(text) == text


def test_no_text_stays_none(redactor):
    assert redactor.shown(None) is None


def test_nobody_hidden_leaves_nothing_to_do():
    assert Redactor((), (), SEEN, initials=False).is_idle
    assert not Redactor((), (), SEEN, initials=True).is_idle
    assert not Redactor(HIDDEN, (), SEEN, initials=False).is_idle


def test_names_in_texts_are_cut_to_initials():
    redactor = Redactor((), (), SEEN, initials=True)
    assert redactor.shown("Anne Baker and Bob baker") == "A. B. and B. baker"


@pytest.mark.parametrize(
    ("name", "cut"),
    [("Anne Baker", "A. B."), ("Øyvind", "Ø."), ("", "?"), (None, None), ("李 小龙", "李. 小.")],
)
def test_initials(name, cut):
    assert initials(name) == cut
