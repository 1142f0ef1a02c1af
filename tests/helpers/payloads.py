"""Texts that could control a terminal, and how each must be shown."""

from __future__ import annotations

import unicodedata

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


MARKS = "\u061c\u200e\u200f"


# What is typed or imported, and what is shown of it.
PAYLOADS = [
    # CSI: colours, cursor, erasing, scrolling, reports, modes
    ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
    ("\x1b[2J\x1b[H", r"\x1b[2J\x1b[H"),
    ("\x1b[1A\x1b[2K", r"\x1b[1A\x1b[2K"),
    ("\x1b[8mconcealed", r"\x1b[8mconcealed"),
    ("\x1b[6n", r"\x1b[6n"),
    ("\x1b[c", r"\x1b[c"),
    ("\x1b[21t", r"\x1b[21t"),
    ("\x1b[?1049h", r"\x1b[?1049h"),
    ("\x1b[?25l", r"\x1b[?25l"),
    ("\x1b[1000;1000H", r"\x1b[1000;1000H"),
    ("\x1b[3;5r", r"\x1b[3;5r"),
    ("\x1b[38;2;255;0;0m", r"\x1b[38;2;255;0;0m"),
    ("Anne\x1b", r"Anne\x1b"),
    # OSC: title, link, colour, clipboard, notification
    ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
    ("\x1b]2;title\x1b\\", "\\x1b]2;title\\x1b\\"),
    (
        "\x1b]8;;https://example.org\x1b\\click\x1b]8;;\x1b\\",
        "\\x1b]8;;https://example.org\\x1b\\click\\x1b]8;;\\x1b\\",
    ),
    ("\x1b]8;;file:///etc/passwd\x07x", r"\x1b]8;;file:///etc/passwd\x07x"),
    ("\x1b]4;1;rgb:ff/00/00\x07", r"\x1b]4;1;rgb:ff/00/00\x07"),
    ("\x1b]52;c;cm0gLXJmIC8=\x07", r"\x1b]52;c;cm0gLXJmIC8=\x07"),
    ("\x1b]52;c;?\x07", r"\x1b]52;c;?\x07"),
    ("\x1b]9;ping\x07", r"\x1b]9;ping\x07"),
    ("\x1b]1337;File=:AAAA\x07", r"\x1b]1337;File=:AAAA\x07"),
    # DCS, APC, PM, SOS, single shifts, reset
    ("\x1bP$q\x22p\x1b\\", '\\x1bP$q"p\\x1b\\'),
    ("\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\", "\\x1bPtmux;\\x1b\\x1b]0;x\\x07\\x1b\\"),
    ("\x1b_Ga=T;AAAA\x1b\\", "\\x1b_Ga=T;AAAA\\x1b\\"),
    ("\x1b^pm\x1b\\", "\\x1b^pm\\x1b\\"),
    ("\x1bXsos\x1b\\", "\\x1bXsos\\x1b\\"),
    ("\x1bc", r"\x1bc"),
    ("\x1b(0lqk", r"\x1b(0lqk"),
    ("\x1b#8", r"\x1b#8"),
    # C1: the same in one character
    ("\x9b31mred", r"\x9b31mred"),
    ("\x9d0;title\x9c", r"\x9d0;title\x9c"),
    ("\x90q\x9c", r"\x90q\x9c"),
    ("\x9fapc\x9c", r"\x9fapc\x9c"),
    ("a\x85b", r"a\x85b"),
    ("\x80\x84\x8d\x8e", r"\x80\x84\x8d\x8e"),
    # Single control characters
    ("Anne\rEve ", r"Anne\rEve "),
    ("ring\x07", r"ring\x07"),
    ("NUL\x00end", r"NUL\x00end"),
    ("Eve\x08\x08\x08Bob", r"Eve\x08\x08\x08Bob"),
    ("a\tb", r"a\tb"),
    ("one\ntwo", r"one\ntwo"),
    ("a\x0bb\x0cc", r"a\x0bb\x0cc"),
    ("\x0e\x0f", r"\x0e\x0f"),
    ("DEL\x7f", r"DEL\x7f"),
    ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
    # Bidi
    ("\u202egnp.exe", r"\u202egnp.exe"),
    ("\u202aa\u202bb\u202cc\u202dd", r"\u202aa\u202bb\u202cc\u202dd"),
    ("\u2066a\u2067b\u2068c\u2069", r"\u2066a\u2067b\u2068c\u2069"),
    ("a\u200eb\u200fc\u061cd", r"a\u200eb\u200fc\u061cd"),
    # What cannot be seen
    ("An\u200bne", r"An\u200bne"),
    ("\ufeffAnne\ufff9x\ufffb", r"\ufeffAnne\ufff9x\ufffb"),
    ("An\u2060ne\u2063\u180e", r"An\u2060ne\u2063\u180e"),
    ("An\xadne", r"An\xadne"),
    ("\U000e0041\U000e0042", r"\U000e0041\U000e0042"),
    ("\U0001f3f4\U000e0078\U000e007f", "\U0001f3f4" + r"\U000e0078\U000e007f"),
    ("lone\ud83d", r"lone\ud83d"),
    # What only a careless renderer would take for its own
    ("[/b]", "[/b]"),
    ("[link=https://example.org]x[/link]", "[link=https://example.org]x[/link]"),
    (":smile:", ":smile:"),
]


def steers(char):
    return (
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in BIDI
        or char in MARKS
    )
