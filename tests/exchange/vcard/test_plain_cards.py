"""A card without anything odd is read as a whole, and nobody can tell the difference."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tinynet.exchange.vcard.lines import LINE_MAX, cards
from tinynet.exchange.vcard.plain_cards import plain_properties
from tinynet.exchange.vcard.property import parse

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.vcf"))
CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\xab \r\n Ortiz\r\n"
    b"item1.EMAIL;type=INTERNET;type=pref:zoe@example.org\r\n"
    b"item1.X-ABLabel:_$!<Home>!$_\r\nNOTE:likes tea\\, not\r\n\t coffee\r\n"
    b'TEL;TYPE="home,voice";PREF=1:+44 7700 900101\r\n'
    b"PHOTO;ENCODING=b;TYPE=JPEG:AAEC\r\n  AwQF  \r\n\tBgcI\r\nUID:1\r\nEND:VCARD\r\n"
)
PIECES = (
    b"=\n", b"\n ", b"\n\t", b"\n \n", b"\n\n", b"\n \x0b x", b"\n\x0b\n", b"\r", b"\r\r\n",
    b"\x00", b"\xff", b"\xc3\n \xab", b":", b";", b'"', b"\nFoo", b"\nfoo: bar", b"\nNOTE:a\nb: c",
    b"\nVERSION:2.1", b"\nVERSION:2\n .1", b"\nKIND:gr\n oup", b"\nKIND:individual",
    b"\nBEGIN:VCARD", b"\nBE\n GIN:VCARD", b"\nEND:VCARD", b"\nAGENT:",
    b"\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3D=\nb", b"\nNOTE;QUOTED-PRINTABLE:=20",
    b"\nNOTE;CHARSET=iso-8859-1:\xc3\xab", b"\nNO\n TE:x", b"\nPHOTO;BASE64:AA=\nBB\nTEL:1",
    b"\nLABEL:x\nX-Y", b"\n=", b"\n:", b'\nTEL;X="a:b":1',
    b"\n" + b"X" * 600 + b":1",
)  # fmt: skip


def by_lines(card: bytes, first: int) -> tuple[list[object], list[object]]:
    """What is read line by line: the cards' properties, and what is wrong."""
    warnings: list[tuple[int, str]] = []
    found = list(cards(card, first))
    return [
        (one and (one.line, one.head.written, one.head.group, one.value, one.text))
        for card in found
        for one in [parse(line, warnings) for line in card.lines]
    ], [*warnings, *(card.problem for card in found if card.problem), *([""] * (len(found) - 1))]


def at_once(card: bytes, first: int) -> list[object] | None:
    found = plain_properties(card, first)
    return found and [(p.line, p.head.written, p.head.group, p.value, p.text) for p in found]


def test_a_card_with_folds_labels_quotes_and_a_photo_is_read_as_a_whole():
    expected, problems = by_lines(CARD, 7)
    assert at_once(CARD, 7) == expected
    assert not problems
    assert [line for line, *_ in expected] == [8, 9, 11, 12, 13, 15, 16, 19]
    assert expected[1][3:] == ("Zoë Ortiz", "Zoë Ortiz")
    assert expected[6][3] == "AAECAwQFBgcI"


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_wherever_something_odd_stands_the_card_is_left_or_read_the_same(piece):
    body = CARD.replace(b"\r\n", b"\n")
    for at in [found.start() for found in re.finditer(rb"[\n:;]", body)]:
        card = body[:at] + piece + body[at:]
        found = at_once(card, 3)
        assert found is None or (found, []) == by_lines(card, 3)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_cards_of_other_programs_are_left_or_read_the_same(path):
    dice = random.Random(3)
    pieces = [b"BEGIN:VCARD" + rest for rest in path.read_bytes().split(b"BEGIN:VCARD")[1:]]
    for card in pieces:
        for _ in range(30):
            at = dice.randrange(len(card))
            mangled = card[:at] + dice.choice(PIECES) + card[at + dice.choice([0, 0, 2]) :]
            for one in (card, mangled):
                found = at_once(one, 1)
                assert found is None or (found, []) == by_lines(one, 1)


def test_a_card_longer_than_a_line_may_be_is_left():
    assert plain_properties(CARD.replace(b"likes", b"x" * LINE_MAX), 1) is None
