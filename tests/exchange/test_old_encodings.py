"""Texts that are not Unicode: their words tell in which encoding they are."""

# ruff: noqa: RUF001  letters and signs of many scripts
from __future__ import annotations

import pytest

from tinynet.exchange import old_encodings
from tinynet.exchange.old_encodings import decoded, is_unicode, likeliest, utf_16_of

TEXTS = [
    ("cp1252", "Jörg Müller, Zoë, José García, João Conceição, Søren, Åsa, Ásgeir Þórðarson"),
    ("cp1252", "“hello” – Anne’s best friend, 1 m², £20, 20 °C, nº 5"),
    ("cp1252", "Hélène Lefèvre, caffè, Tõnu Kõiv, MÜLLER"),
    ("cp1250", "Łukasz Żółć, cześć z Gdańska"),
    ("cp1250", "Jiří Dvořák"),
    ("cp1250", "Győző Lőrincné, Ernő, Fűtő"),
    ("cp1251", "Иван Петров, привет из Москвы"),
    ("cp1251", "Олександр Їжак"),
    ("cp1253", "Γιώργος Παπαδόπουλος"),
    ("cp1254", "Şule Yıldız, Gümüşoğlu, İbrahim"),
    ("cp1257", "Žydrūnas Ąžuolas, Jānis Bērziņš"),
    ("mac_roman", "Jörg Müller, Hélène"),
    ("cp850", "Jörg Müller, Käthe Groß"),
    ("koi8_r", "Иван Петров"),
    ("cp932", "山田花子, たなか, ヤマダ"),
    ("cp949", "김철수, 이영희"),
    ("gb18030", "王小明, 张伟, 老同学"),
    ("big5", "王小明, 陳大文, 台北市"),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS, ids=[f"{e} {t[:12]}" for e, t in TEXTS])
def test_the_words_tell_the_encoding(encoding, text):
    data = f"name,note\n{text}\n".encode(encoding)
    assert (likeliest(data), decoded(data)) == (encoding, f"name,note\n{text}\n")


@pytest.mark.parametrize("word", ["Søren", "Ondøej", "Ayþe", "Zoë", "è"])
def test_of_two_that_fit_equally_well_the_western_one_is_taken(word):
    assert decoded(word.encode("cp1252")) == word


def test_lines_of_utf_8_stay_so_among_lines_of_an_old_encoding():
    joined = "Zoë\n".encode() + "Łukasz Żółć\n".encode("cp1250")
    assert decoded(joined) == "Zoë\nŁukasz Żółć\n"


def test_a_stray_byte_or_a_character_that_is_cut_off_spoils_nothing_else():
    assert decoded("Zoë – ".encode() + b"J\xf6rg") == "Zoë – Jörg"
    assert decoded("Zoë\nZoë ☕".encode()[:-1]) == "Zoë\nZoë \N{REPLACEMENT CHARACTER}"


def test_text_in_ascii_or_utf_8_is_read_as_it_is():
    assert decoded(b"\xef\xbb\xbf" + "Zoë".encode()) == "Zoë"
    assert likeliest(b"") == likeliest(b"Zoe") == "cp1252"


@pytest.mark.parametrize("piece", [1, 2, 3, 100])
def test_a_large_text_is_looked_at_in_pieces_which_may_part_a_character(monkeypatch, piece):
    monkeypatch.setattr(old_encodings, "_PIECE", piece)
    text = "Zoë \N{GRINNING FACE} Žofie".encode()
    assert is_unicode(text)
    assert not is_unicode(text[:-1] + b"\xeb")
    assert not is_unicode("Zoë".encode()[:-1])


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Anne\n".encode("utf-16"), "utf-16"),
        ("Anne\n".encode("utf-16-le"), "utf-16-le"),
        ("Anne\n".encode("utf-16-be"), "utf-16-be"),
        (b"### Notes:\n" + b"\x00" * 1_000 + b"Anne\n", ""),
        (b"Anne\n", ""),
        (b"", ""),
    ],
)
def test_utf_16_has_a_nul_beside_each_letter_and_a_damaged_file_has_nuls_alone(data, encoding):
    assert utf_16_of(data) == encoding
