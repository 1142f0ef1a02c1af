"""A value that a program cuts off at a comma is whole again; what was edited is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tinynet.exchange.importing.cut_values import whole_again
from tinynet.exchange.record import Contact, PersonRecord, RelationRecord

BOATS = 'X-BOATS;X-IN="a,b:":red,blue;green\\,'
THEN = PersonRecord(
    "vcard", "pia-1", "", 1, "Pia Lund",
    urls=(Contact("", "https://pia.example/a,b"), Contact("work", "https://work.example/a,b")),
    ims=(Contact("xmpp", "pia@x.example/a,b"),),
    relations=(RelationRecord("friend", "https://bo.example/a,b"), RelationRecord("child", "A, B")),
    lines=("URL:https://pia.example/a,b",),
    extra=(BOATS, "X-PLAIN:a"),
)  # fmt: skip


def cut(**fields: tuple[object, ...]) -> PersonRecord:
    return replace(THEN, lines=(), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "now",
    [
        cut(urls=(Contact("", "https://pia.example/a"), THEN.urls[1])),
        cut(urls=(THEN.urls[0], Contact("work", "https://work.example/a"))),
        cut(ims=(Contact("xmpp", "pia@x.example/a"),)),
        cut(relations=(RelationRecord("friend", "https://bo.example/a"), THEN.relations[1])),
        cut(extra=('X-BOATS;X-IN="a,b:":red', "X-PLAIN:a")),
    ],
    ids=["address", "address of the work", "messenger", "relation", "line of another program"],
)
def test_what_stood_behind_the_first_comma_comes_back_with_its_lines(now: PersonRecord) -> None:
    assert whole_again(now, THEN) == THEN


@pytest.mark.parametrize(
    "now",
    [
        THEN,
        cut(),
        cut(urls=(Contact("", "https://pia.example/ax"),)),
        cut(urls=(Contact("home", "https://work.example/a"),)),
        cut(urls=(*THEN.urls, Contact("", "https://new.example/a"))),
        cut(relations=(RelationRecord("child", "A"),)),
        cut(extra=('X-BOATS;X-IN="a,b:":red\\', "X-PLAIN:a")),
        cut(extra=()),
    ],
)  # fmt: skip
def test_what_was_edited_or_taken_out_stays_so(now: PersonRecord) -> None:
    assert whole_again(now, THEN) == now


def test_a_value_that_is_there_both_whole_and_cut_stays_both() -> None:
    both = replace(THEN, urls=(*THEN.urls, Contact("", "https://pia.example/a")))
    assert whole_again(both, both) == both
