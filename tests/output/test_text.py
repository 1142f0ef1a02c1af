from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import MARKS, PAYLOADS, steers

from tinynet.output import text as module
from tinynet.output.text import clean, clean_lines, fit, width, wrap, wrap_message

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FAMILY = "👨\u200d👩\u200d👧"
NASTY = (
    *"\x00\x07\t\n\r\x1b\x7f\x85\x9b\x9d\\[]mé日\u0301\u200b\u200c\u200d\u2028\u202e\u2066\ufeff\ufe0f",
    *MARKS,
    *("\ud83d", "\U000e0041", "\U000e007f", "\U0001f3f4", ENGLAND, SCOTLAND, "\r\n", FAMILY),
)
# Any code point, lone surrogates too, and often those that matter.
texts = st.lists(st.characters() | st.sampled_from(NASTY), max_size=30).map("".join)


def test_there_are_sixty_payloads():
    assert len(dict(PAYLOADS)) == 60


@pytest.mark.parametrize(("payload", "shown"), PAYLOADS, ids=[shown for _, shown in PAYLOADS])
def test_a_payload_is_shown_and_does_nothing(payload, shown):
    assert clean(payload) == shown
    assert clean(f"Anne {payload} é") == f"Anne {shown} é"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Anne Baker, 7 ~ \\x1b C:\\new {x} %s", id="ASCII"),
        pytest.param("Zoë Nováková", id="accents"),
        pytest.param("Zoe\u0308", id="combining accents"),
        pytest.param("z\u0300\u0301\u0302\u0303\u0304\u0305" * 9, id="stacked accents"),
        pytest.param("عليّ", id="Arabic"),
        pytest.param("נועה", id="Hebrew"),
        pytest.param("می\u200cروم", id="Persian with a non-joiner"),
        pytest.param("क्\u200dष", id="Indic with a joiner"),
        pytest.param("山田 太郎", id="Japanese"),
        pytest.param("山田\u3000太郎", id="wide space"),
        pytest.param("10\xa0km", id="no-break space"),
        pytest.param(FAMILY, id="emoji family"),
        pytest.param("❤\ufe0f ☎\ufe0e", id="variation selectors"),
        pytest.param("葛\U000e0100", id="ideographic variation"),
        pytest.param("👍🏽 🇫🇷", id="skin tone and flag"),
        pytest.param(f"{ENGLAND} {SCOTLAND} {WALES}", id="flags made of tags"),
        pytest.param("\U0001fadc \ue0b0 \U0001fffd", id="newer emoji and private icons"),
    ],
)
def test_names_and_notes_of_every_language_survive(text):
    assert (clean(text), clean_lines(text)) == (text, text)
    assert clean(f"{text}\x1b") == f"{text}\\x1b"


def test_a_flag_survives_beside_tags_that_hide():
    assert clean(f"{ENGLAND}\U000e0041\x1b{SCOTLAND}{ENGLAND}") == (
        f"{ENGLAND}\\U000e0041\\x1b{SCOTLAND}{ENGLAND}"
    )


def test_lines_stay_lines_where_they_are_asked_for():
    text = "one\r\ntwo\x1b[2K\nthree\tfour\rfive\n\n\u2028six\x85"
    assert clean_lines(text) == "one\ntwo\\x1b[2K\nthree\\tfour\\rfive\n\n\\u2028six\\x85"


def test_every_control_and_bidi_character_of_unicode_is_shown():
    for code in (*range(0x10000), *range(0xE0000, 0xE0200)):
        char = chr(code)
        assert (clean(char) != char) >= steers(char), hex(code)


@given(texts)
def test_no_text_can_steer_a_terminal(text):
    assert not [char for char in clean(text) if steers(char)]
    assert not [char for char in clean_lines(text) if char != "\n" and steers(char)]


@given(texts)
def test_what_is_clean_can_be_written_and_stays_as_it_is(text):
    once, lines = clean(text), clean_lines(text)
    once.encode()
    lines.encode()
    assert (clean(once), clean_lines(lines)) == (once, lines)


@given(texts)
def test_cleaning_hides_nothing(text):
    assert len(clean(text)) >= len(text)
    assert text.isprintable() <= (clean(text) == text)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("Anne", 4), ("Zoë", 3), ("Zoe\u0308", 3), ("山田", 4), ("עלי", 3), ("a❤b", 3)],
)
def test_width_counts_cells(text, cells):
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "fitted"),
    [
        ("Anne Baker", ["", "…", "A…", "An…", "Ann…"]),
        ("Zoë", ["", "…", "Z…", "Zoë", "Zoë"]),
        ("a\u0301e\u0301i\u0301", ["", "…", "a\u0301…", "a\u0301e\u0301i\u0301"]),
        ("山田太郎", ["", "…", "…", "山…", "山…", "山田…", "山田…", "山田太…", "山田太郎"]),
    ],
)
def test_fit_cuts_with_an_ellipsis_between_whole_characters(text, fitted):
    assert [fit(text, cells) for cells in range(len(fitted))] == fitted


@given(texts.map(clean), st.integers(-1, 40))
def test_fit_is_never_wider_and_changes_only_what_is_too_wide(text, cells):
    fitted = fit(text, cells)
    assert width(fitted) <= max(cells, 0)
    assert (fitted == text) == (width(text) <= max(cells, 0))
    assert fitted == text or text.startswith(fitted.removesuffix(module.ELLIPSIS))


def test_cleaning_and_cutting_ascii_import_nothing():
    program = (
        "import sys; before = set(sys.modules); from tinynet.output import text;"
        "text.clean('Zo\\u00eb\\x1b'); text.fit('Anne', 2);"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['__future__', 'tinynet', 'tinynet.output', 'tinynet.output.text']\n"


def test_a_line_is_parted_between_words_and_a_longer_word_is_cut() -> None:
    assert wrap("Anne and Bob", 20) == ["Anne and Bob"]
    assert wrap("if that is not so: tinynet undo", 27) == ["if that is not so:", "tinynet undo"]
    assert wrap("log coffee anne-b with anne-b", 20) == ["log coffee anne-b", "with anne-b"]
    assert wrap("to " + "x" * 25, 20) == ["to", "x" * 20, "x" * 5]
    assert wrap("日本 " + "語" * 12, 20) == ["日本", "語" * 10, "語" * 2]
    assert wrap("kept in /a/very/long/folder for you", 20) == [
        "kept in /a/very/long/folder",
        "for you",
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("short: tinynet due", "short: tinynet due"),
        ("Nobody here has a name like this one", "Nobody here has a\nname like this one"),
        (
            "Say which by its number: tinynet plan --drop 12",
            "Say which by its\nnumber:\ntinynet plan --drop 12",
        ),
        ("See all there are: tinynet due", "See all there are:\ntinynet due"),
        ("  1  Anne Baker  (anne-b)  seen today", "  1 Anne Baker\n  (anne-b) seen\n  today"),
        ("one\ntwo words beside others", "one\ntwo words beside\nothers"),
    ],
)
def test_a_message_is_parted_between_words_and_its_command_stays_whole(
    line: str, shown: str
) -> None:
    assert wrap_message(line, 18) == shown
    assert wrap_message(line, 80) == line
