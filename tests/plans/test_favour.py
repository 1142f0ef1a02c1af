"""tinynet favour and favours."""

from __future__ import annotations

import pytest


@pytest.fixture
def helping(network):
    network.ok("favour gave anne fixed her bicycle --on 2026-01-10")
    network.ok("favour got anne 'lent me her van' --on 2026-02-14")
    network.ok("favour gave bob 'read his letter' --on 2026-02-20")
    network.ok("favour got anne wrote me a reference")
    return network


def test_help_is_kept_in_words(network):
    assert network.ok(
        "favour gave anne fixed her bicycle --on yesterday --dry-run", human=True
    ).out == ("You helped Anne: fixed her bicycle\n")
    assert network.ok("favour gave anne fixed her bicycle --on yesterday --json").json == {
        "schema": 1, "id": 1, "handle": "anne", "name": "Anne", "way": "gave", "on": "2026-02-28",
        "text": "fixed her bicycle", "gave": 1, "got": 0,
    }  # fmt: skip
    assert network.ok("favour got anne -", stdin="lent me\nher van\n", human=True).out == (
        "Anne helped you: lent me her van\nSo far you helped once, they helped once.\n"
    )
    assert network.ok("favour got bob cake").out == "3\tbob-m\tgot\t2026-03-01\tcake\n"


def test_the_list_goes_by_recency_with_the_balance_in_words(helping):
    assert helping.ok("favours --json").json == {
        "schema": 1,
        "today": "2026-03-01",
        "of": None,
        "people": [
            {"handle": "anne", "name": "Anne", "gave": 1, "got": 2, "last_on": "2026-03-01",
             "last_way": "got", "last": "wrote me a reference"},
            {"handle": "bob-m", "name": "Bob Marsh", "gave": 1, "got": 0, "last_on": "2026-02-20",
             "last_way": "gave", "last": "read his letter"},
        ],
        "favours": [
            {"id": 4, "handle": "anne", "name": "Anne", "way": "got", "on": "2026-03-01",
             "text": "wrote me a reference"},
            {"id": 3, "handle": "bob-m", "name": "Bob Marsh", "way": "gave", "on": "2026-02-20",
             "text": "read his letter"},
            {"id": 2, "handle": "anne", "name": "Anne", "way": "got", "on": "2026-02-14",
             "text": "lent me her van"},
            {"id": 1, "handle": "anne", "name": "Anne", "way": "gave", "on": "2026-01-10",
             "text": "fixed her bicycle"},
        ],
    }  # fmt: skip
    assert helping.ok("favours", human=True).out == (
        "Anne       you helped once, they helped twice  today, they: wrote me a reference\n"
        "Bob Marsh  you helped once                     9 days ago, you: read his letter\n"
    )


def test_one_person_has_a_line_a_favour(helping):
    assert helping.ok("favours anne", human=True).out == (
        "Anne: you helped once, they helped twice\n"
        "\n"
        "today       they  wrote me a reference  #4\n"
        "Sat 14 Feb  they  lent me her van       #2\n"
        "Sat 10 Jan  you   fixed her bicycle     #1\n"
    )
    assert helping.ok("favours bob").out == "3\tbob-m\tgave\t2026-02-20\tread his letter\n"


def test_show_shows_the_last_two_and_the_balance(helping):
    shown = helping.ok("show anne", human=True).out
    assert (
        "help       you helped once, they helped twice\n"
        "           today  they: wrote me a reference\n"
        "           Sat 14 Feb  they: lent me her van\n"
    ) in shown
    assert helping.ok("show bob --json").json["favours"] == [
        {"id": 3, "way": "gave", "on": "2026-02-20", "text": "read his letter"}
    ]
    assert "anne\tgot\tlent me her van\n" in helping.ok("show anne").out


def test_a_mistake_is_taken_out_and_undone(helping):
    before = helping.ok("favours").out
    assert helping.ok("favour --remove '#2'", human=True).out == (
        "Taken out: Anne helped you: lent me her van\nSo far you helped once, they helped once.\n"
    )
    assert "van" not in helping.ok("favours").out
    helping.ok("undo")
    assert helping.ok("favours").out == before
    helping.ok("undo")
    assert helping.ok("favours anne --json").json["people"][0]["got"] == 1


def test_nothing_noted_says_how_to_begin(network):
    assert network.ok("favours", human=True).out == (
        'No help is noted yet. tinynet favour got anne "lent me her van" notes some.\n'
    )
    assert network.ok("favours bob", human=True).out == (
        "No help is noted with Bob Marsh yet."
        ' tinynet favour got bob-m "lent me her van" notes some.\n'
    )
    assert network.ok("favours").out == ""
    assert "help" not in network.ok("show bob", human=True).out


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("favour", 2, "Who helped whom with what?\nFor example: tinynet favour gave anne"),
        ("favour gave anne", 2, "Who helped whom with what?"),
        ("favour took anne x", 2, 'Help is given or received, not "took".\nWrite gave where'),
        ("favour gave anne ''", 2, "The favour is empty."),
        ("favour gave anne x --on tomorrow", 2, '"tomorrow" is still to come: Mon 2 Mar.'),
        ("favour gave nobody-here x", 4, 'There is nobody called "nobody-here".'),
        ("favour --remove 7", 1, 'There is no favour "7".\nSee the numbers: tinynet favours'),
        ("favour --remove anne", 1, 'There is no favour "anne".'),
        ("favour gave anne x --remove 7", 2, "--remove takes no more than a number."),
        ("favours nobody-here", 4, 'There is nobody called "nobody-here".'),
    ],
)
def test_wrong_input_is_refused_in_a_sentence(network, line, code, told):
    result = network(line)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(f"tinynet: {told}")
