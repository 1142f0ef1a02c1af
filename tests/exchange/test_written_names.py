"""Names as programs write them: in which order, and which of several says most."""

from __future__ import annotations

import pytest

from tinynet.exchange.written_names import composed, in_order, is_office, name_rank


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lund, Pia", "Pia Lund"),
        ("Lund,Pia", "Pia Lund"),
        ("LUND, Pia", "Pia LUND"),
        ("LUND, LI", "LI LUND"),
        ("Lund, Pia (Berlin)", "Pia Lund"),
        ("Müller, Jörg [EXT]", "Jörg Müller"),
        ("Lund, Dr. Pia", "Dr. Pia Lund"),
        ("CN=Pia Lund/OU=Paris/O=Acme/C=FR", "Pia Lund"),
        ("Lund, P. J.", "P. J. Lund"),
        ("O'Brien, Mary-Jane", "Mary-Jane O'Brien"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Иванова, Анна", "Анна Иванова"),
    ],
)
def test_a_family_name_before_a_comma_goes_behind(written, said):
    assert in_order(written) == said


@pytest.mark.parametrize(
    "name",
    ["", ",", "Pia Lund", "Pia", "Baker, MBA", "Baker, Ph.D.", "Baker, Jr.", "Lund, UK",
     "Acme, Inc.", "Pia Lund, PhD", "Pia Lund, Berlin", "Lund, Pia, PhD", "Pia, Bo and Cyn",
     "Marsh & Co, Bob", "Lund, R2D2", "Lund, Pia - Acme", "Lund, a b c d", "李, 伟",
     "Ludwig, von"],
)  # fmt: skip
def test_any_other_comma_stays(name):
    assert in_order(name) == name


def test_a_whole_name_says_more_than_a_part_or_one_in_one_case():
    names = ["Pia Lund", "Pia", "PIA LUND", "PIA", ""]
    assert sorted(names, key=name_rank) == ["", "PIA", "PIA LUND", "Pia", "Pia Lund"]
    assert name_rank("Pia Lund") == name_rank("Pia Maria Lund")


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Lund", "Pia", "Maria", "Dr.", "Jr."), "Dr. Pia Maria Lund Jr."),
        (("佐藤", "健", "", "", ""), "佐藤健"),
        (("佐藤", "さくら", "", "", ""), "佐藤さくら"),
        (("김", "민수", "", "", ""), "김민수"),
        (("スミス", "ジョン", "", "", ""), "ジョン スミス"),
        (("李", "Wei", "", "", ""), "Wei 李"),
    ],
)
def test_a_name_in_parts_is_composed_as_people_say_it(parts, name):
    assert " ".join(composed(*parts).split()) == name


def test_what_a_firm_reads_is_no_persons_address():
    assert is_office("Info@firm.example")
    assert not is_office("infante@firm.example")
