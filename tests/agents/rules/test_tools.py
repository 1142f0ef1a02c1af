"""The arguments of tools."""

from __future__ import annotations

import pytest

from tinynet.agents.rules.tools import READING, WRITING, check
from tinynet.errors import BadValueError


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("anne", ("anne",)),
        ("Anne Baker and Bob", ("Anne", "Baker", "and", "Bob")),
        (["Anne Baker", "bob"], ("Anne Baker", "bob")),
    ],
)
def test_who_is_read_as_it_would_be_typed(who, words):
    assert check(READING["brief"], {"who": who}) == {"who": words}


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("brief", {}),
        ("brief", {"who": ""}),
        ("brief", {"who": [1]}),
        ("brief", {"who": ["x"] * 21}),
        ("brief", {"who": "x " * 21}),
        ("brief", {"who": "x" * 2_001}),
        ("due", {"limit": 51}),
        ("due", {"limit": True}),
        ("due", {"page": 0}),
        ("due", {"within": 5}),
        ("due", {"who": "anne"}),
        ("find", {"query": "x" * 2_001}),
        ("note", {"who": "anne", "text": "x", "next": "yes"}),
    ],
)
def test_what_cannot_be_an_argument_is_refused(tool, given):
    with pytest.raises(BadValueError):
        check({**READING, **WRITING}[tool], given)


def test_null_is_as_if_it_were_left_out():
    assert check(READING["due"], {"within": None, "limit": 3}) == {"limit": 3}


def test_every_argument_is_described():
    for tool in (*READING.values(), *WRITING.values()):
        assert all(schema["description"] for schema in tool.arguments.values())
        assert set(tool.required) <= set(tool.arguments)
