"""tinynet email: what mutt and aerc ask."""

from __future__ import annotations

import sqlite3

import pytest
from command_line import Tinynet


@pytest.fixture
def book(network: Tinynet) -> Tinynet:
    network.ok("edit anne --email anne@bakery.example --email anne@home.example --nickname Annie")
    network.ok("edit caroline --email caro@anne-street.example")
    with sqlite3.connect(network.path) as connection:
        connection.execute("UPDATE detail SET label = 'work' WHERE value = 'anne@bakery.example'")
        connection.execute("UPDATE person SET organisation = 'Baker, Ovens' WHERE handle = 'anne'")
    connection.close()
    return network


def test_mutt_gets_a_first_line_and_the_strongest_tie_first(book: Tinynet) -> None:
    result = book.ok("email ann")
    assert result.out == (
        "tinynet: 3 addresses\n"
        "anne@bakery.example\tAnne\twork, Baker, Ovens\n"
        "anne@home.example\tAnne\tBaker, Ovens\n"
        "caro@anne-street.example\tCaroline Øvergård\t\n"
    )
    assert book.ok("email ann --no-header").out == "".join(result.out.splitlines(True)[1:])


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ("annie bakery", ["anne@bakery.example"]),
        ("running home", ["anne@home.example"]),
        ("ÖVERGARD", ["caro@anne-street.example"]),
        ("BOB@example.org", ["bob@example.org"]),
        ("'bob marsh'", ["bob@example.org"]),
        ("", ["anne@bakery.example", "anne@home.example", "bob@example.org",
              "caro@anne-street.example"]),
    ],
)  # fmt: skip
def test_every_word_fits_a_name_a_nickname_the_address_or_a_tag(
    book: Tinynet, query: str, addresses: list[str]
) -> None:
    lines = book.ok(f"email {query} --no-header").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == addresses


def test_nobody_ends_with_1_and_says_so_on_the_first_line(book: Tinynet) -> None:
    result = book("email nobody")
    assert (result.code, result.out, result.err) == (1, "tinynet: no addresses\n", "")
    assert book("email nobody --no-header").out == ""
    assert book("email nobody", human=True).out == (
        "No address fits.\ntinynet edit WHO --email ADDRESS keeps one.\n"
    )
    assert book("email run").code == 1  # half a tag is none


def test_who_is_archived_comes_last(book: Tinynet) -> None:
    book.ok("archive anne")
    lines = book.ok("email example --no-header").out.splitlines()
    assert [line.split("\t")[1] for line in lines] == [
        "Bob Marsh", "Caroline Øvergård", "Anne", "Anne",
    ]  # fmt: skip


def test_a_person_and_a_program_read_the_same(book: Tinynet) -> None:
    assert book.ok("email anne", human=True).out == (
        "Anne               anne@bakery.example       work, Baker, Ovens\n"
        "Anne               anne@home.example         Baker, Ovens\n"
        "Caroline Øvergård  caro@anne-street.example\n"
    )
    assert book.ok("email bob --json").json == {
        "schema": 1,
        "query": "bob",
        "emails": [
            {"address": "bob@example.org", "name": "Bob Marsh", "other": "", "handle": "bob-m"}
        ],
    }


def test_hostile_names_stay_in_their_column(tinynet: Tinynet) -> None:
    tinynet.ok(["add", "Eve", "--email", "eve@example.org"])
    with sqlite3.connect(tinynet.path) as connection:
        connection.execute("UPDATE person SET name = 'E' || char(9) || 've' || char(27) || '[2J'")
    connection.close()
    assert tinynet.ok("email eve --no-header").out == "eve@example.org\tE\\tve\\x1b[2J\t\n"


def test_a_dash_reads_handles_as_list_writes_them(book: Tinynet) -> None:
    listed = book.ok("list --tag running").out
    assert listed.startswith("anne\t")
    assert book.ok("email - --no-header", stdin=listed).out == (
        "anne@bakery.example\tAnne\twork, Baker, Ovens\nanne@home.example\tAnne\tBaker, Ovens\n"
    )
    assert book.ok("email - home --no-header", stdin=listed).out.startswith("anne@home.example")
    assert book("email -", stdin="zoe\n").code == 4
