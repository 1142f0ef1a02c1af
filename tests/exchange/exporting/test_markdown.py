"""A page of Markdown about somebody, in which nothing that people wrote is markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tinynet.exchange.exporting.markdown import Page, escape, item, write
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    FavourRecord,
    InteractionRecord,
    PersonRecord,
    RelationRecord,
    Someone,
)

ANNE = PersonRecord(
    source="tinynet", source_id="", fingerprint="", line=0, name="Anne *B* Baker",
    nicknames=("Annie",), circle="inner", every=14, tags=("running",), archived=True,
    emails=(Contact("work", "a_b@example.org"),), phones=(Contact("", "+44 123"),),
    addresses=(Contact("home", "12 High Street"),), urls=(Contact("", "https://example.org/a_b"),),
    ims=(Contact("matrix", "@anne:example.org"),), birthday="--03-04",
    dates=(DateRecord("anniversary", "2010-06-05"),), organisation="Baker & Sons", title="Roaster",
    met_how="the stall", met_at="York", met_on="2019~", met_via="Bob",
    facts=(("biscuit", "ginger nut"),), relations=(RelationRecord("spouse", "Sam"),),
)  # fmt: skip
TALK = InteractionRecord(
    source="tinynet", source_id="1", fingerprint="", line=0, on="2026-02-20", kind="coffee",
    people=(Someone("Anne Baker", source_id="anne-b"),),
)  # fmt: skip
PAGE = Page(
    "anne-b",
    ANNE,
    notes=[("2026-01-02", "# loud\n\n- and <b>bold</b>\n  1. more")],
    waiting=[("2026-01-03", "ask about boats")],
    favours=[
        FavourRecord("tinynet", "1", "", 0, "2026-01-04", "gave", "a lift", Someone("Anne"))
    ],
    talks=[
        replace(TALK, on="2025-06-01", kind="call", attempt=True),
        replace(TALK, minutes=90, place="The Red Lion", deep=True, note="her new job",
                tags=("food",), people=(*TALK.people, Someone("Bob Marsh", source_id="bob-m"))),
        replace(TALK, on="2026-02-21"),
    ],
)  # fmt: skip
WHOLE = r"""# Anne \*B\* Baker

`anne-b` · inner · 2 weeks · archived · \#running

- also called: Annie
- met: the stall, at York, about 2019, through Bob
- works as: Roaster, Baker & Sons
- e-mail: a_b@example.org (work)
- phone: +44 123
- address: 12 High Street (home)
- web: https://example.org/a_b
- messenger: @anne:example.org (matrix)

## Family and others

- Sam is Anne \*B\* Baker's spouse

## Next time

- 2026-01-03: ask about boats

## Facts

- biscuit: ginger nut

## Dates

- birthday: 4 March
- anniversary: 5 June 2010

## Notes

- 2026-01-02: # loud

  \- and \<b\>bold\</b\>\
  1\. more

## Help

- 2026-01-04: you gave: a lift

## 2026

- 21 February: coffee
- 20 February: coffee with Bob Marsh, 1h30, at The Red Lion, a talk that mattered, #food\
  her new job

## 2025

- 1 June: call, nobody answered
"""
NOBODY = replace(
    ANNE, name="Bob", nicknames=(), circle="", every=None, tags=(), archived=False, emails=(),
    phones=(), addresses=(), urls=(), ims=(), birthday="", dates=(), organisation="", title="",
    met_how="", met_at="", met_on="", met_via="", facts=(), relations=(),
)  # fmt: skip


def test_a_whole_page():
    assert write(PAGE) == WHOLE


def test_of_whom_nothing_is_known_there_is_still_a_page():
    assert write(Page("bob", NOBODY)) == "# Bob\n\n`bob`\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no head", "\\# no head"),
        ("- no item", "\\- no item"),
        ("+ no item", "\\+ no item"),
        ("12. no number", "12\\. no number"),
        ("2026 was good", "2026 was good"),
        ("snake_case stays", "snake_case stays"),
        ("_not this_", "\\_not this\\_"),
        ("a & b, &amp; c", "a & b, \\&amp; c"),
        ("[x](http://y)", "\\[x\\](http://y)"),
        ("\x1b[31mred\u202e\x00", "\\[31mred"),
        ("a\tb  c", "a b c"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("=====", "\\====="),
        ("C #", "C \\#"),
    ],
)
def test_text_is_never_markup(text, shown):
    assert escape(text) == shown


TEXT = st.text(
    st.sampled_from("ab1 \n\r\t#*_`[]()<>!&;|~\\.-+=:\"'é\x1b\u202e山/x")
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


def seen(text: str) -> str:
    """What of a text a page shows."""
    kept = (c if c.isprintable() or c in "\u200c\u200d\ufe0f" else " " for c in text)
    return " ".join("".join(kept).split())


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_a_reader_shows_every_text_as_it_was_typed(text):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(item(f"x{text}"))
    inline = [child for token in tokens for child in token.children or []]
    assert {token.type for token in tokens} <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close",
        "list_item_close", "bullet_list_close",
    }  # fmt: skip
    assert {child.type for child in inline} <= {"text", "text_special", "hardbreak", "softbreak"}
    shown = " ".join(
        "".join(child.content or " " for child in token.children) for token in tokens
        if token.children
    )  # fmt: skip
    assert "".join(shown.split()) == "".join(seen(f"x{text}").split())
