from __future__ import annotations

import sqlite3

import pytest
from command_line import Tinynet


def rows(tinynet, text):
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute(text).fetchall()
    connection.close()
    return found


NOTES = 'SELECT id, person_id, "on", text, next_time, done_on FROM note ORDER BY id'
FACTS = "SELECT person_id, key, value FROM fact ORDER BY id"


def test_a_note_is_kept_with_its_day(network):
    assert network.ok("note anne her daughter starts school --dry-run", human=True).out == (
        "Noted about Anne: her daughter starts school\n"
    )
    result = network.ok("note anne her daughter starts school --json")
    assert result.json == {
        "schema": 1,
        "id": 1,
        "handle": "anne",
        "name": "Anne",
        "on": "2026-03-01",
        "text": "her daughter starts school",
        "next_time": False,
    }
    assert rows(network, NOTES) == [(1, 1, "2026-03-01", "her daughter starts school", 0, None)]


def test_the_plain_form_is_the_id_the_handle_and_the_text(network):
    assert network.ok("note bob 'likes jazz'").out == "1\tbob-m\tlikes jazz\n"


def test_a_next_time_note_waits_until_it_is_ticked_off(network):
    assert network.ok("note anne --next ask about the marathon --json").json["next_time"] is True
    network.ok("note anne her tea is green")
    network.ok("note bob --next lend him the book")
    network.at("2026-03-02")
    assert network.ok("note anne --done --dry-run", human=True).out == (
        "Ticked off for Anne: ask about the marathon\n"
    )
    ticked = network.ok("note anne --done --json")
    assert ticked.json == {
        "schema": 1,
        "handle": "anne",
        "name": "Anne",
        "ticked": [
            {
                "id": 1,
                "handle": "anne",
                "name": "Anne",
                "on": "2026-03-01",
                "text": "ask about the marathon",
            }
        ],
    }
    assert rows(network, NOTES) == [
        (1, 1, "2026-03-01", "ask about the marathon", 1, "2026-03-02"),
        (2, 1, "2026-03-01", "her tea is green", 0, None),
        (3, 2, "2026-03-01", "lend him the book", 1, None),
    ]


def test_ticking_off_says_when_nothing_waits_and_writes_nothing(network):
    units = rows(network, "SELECT count(*) FROM unit")
    shown = network.ok("note anne --done", human=True).out
    assert shown == "Nothing was waiting for the next time with Anne.\n"
    assert rows(network, "SELECT count(*) FROM unit") == units


def test_a_fact_is_kept_under_its_folded_key(network):
    assert network.ok(
        "note anne --fact ' Favourite  Bíscuit ' ginger nut --dry-run", human=True
    ).out == ("Anne: favourite biscuit = ginger nut\n")
    result = network.ok("note anne --fact ' Favourite  Bíscuit ' ginger nut --json")
    assert result.json == {
        "schema": 1,
        "id": 1,
        "handle": "anne",
        "name": "Anne",
        "fact": "favourite biscuit",
        "value": "ginger nut",
        "was": None,
    }
    assert network.ok("note anne --fact tea green").out == "anne\ttea\tgreen\n"
    assert rows(network, FACTS) == [(1, "favourite biscuit", "ginger nut"), (1, "tea", "green")]


def test_a_fact_replaces_the_old_one_and_says_what_it_was(network):
    network.ok("note anne --fact tea green")
    network.ok("note bob --fact tea black")
    shown = network.ok("note anne --fact TEA white", human=True).out
    assert shown == "Anne: tea = white\nIt was green\n"
    assert rows(network, FACTS) == [(1, "tea", "white"), (2, "tea", "black")]


def test_a_fact_that_is_known_writes_nothing(network):
    network.ok("note anne --fact tea green")
    units = rows(network, "SELECT count(*) FROM unit")
    shown = network.ok("note anne --fact tea green", human=True).out
    assert shown == "Anne: tea = green\nIt is known already.\n"
    assert rows(network, "SELECT count(*) FROM unit") == units


def test_a_dash_reads_the_whole_of_stdin(network):
    network.ok("note anne -", stdin="  first line\nsecond\tline\x00\n\n")
    assert rows(network, "SELECT text FROM note") == [("first line\nsecond\tline",)]


def test_the_echo_shows_a_long_note_short_and_harmless(network):
    shown = network.ok("note anne -", stdin="a\x1b[31m\n" + "long " * 1000, human=True).out
    assert shown == "Noted about Anne: a\\x1b[31m " + "long " * 10 + "lon ...\n"


def test_a_text_with_broken_letters_is_kept_readable(network):
    network.ok("note anne -", stdin="caf\udce9")
    assert rows(network, "SELECT text FROM note") == [("caf\\udce9",)]


@pytest.mark.parametrize(
    ("line", "code", "message", "remedy"),
    [
        ("note anne", 2, "The note has no text", "Write it behind the name, or - to read stdin"),
        ("note anne '  '", 2, "The note is empty", "Leave it out, or say something"),
        ("note anne -", 2, "The note is empty", "Leave it out, or say something"),
        ("note anne --done x", 2, "--done takes no text",
         "Give the note by itself, without --done"),
        ("note anne --next --fact a x", 2, "--next and --fact cannot be used together",
         "Give one of them"),
        ("note anne --fact ' ' x", 2, '" " cannot be the key of a fact',
         'Use a few words such as "favourite biscuit", 60 characters at the most'),
        ("note zoe hello", 4, 'There is nobody called "zoe"', "Add them: tinynet add zoe"),
    ],
)  # fmt: skip
def test_what_cannot_be_noted_is_refused(network, line, code, message, remedy):
    result = network(f"{line} --json")
    error = result.error
    assert (result.code, result.out, error["message"], error["remedy"]) == (
        code, "", message, remedy,
    )  # fmt: skip
    assert rows(network, "SELECT 1 FROM note UNION ALL SELECT 1 FROM fact") == []


@pytest.mark.parametrize(("length", "said"), [(10_001, 10_001), (2_000_000, 1_000_000)])
def test_a_note_has_ten_thousand_characters_at_most(network, length, said):
    result = network("note anne -", stdin="x" * length)
    assert result.code == 2
    assert result.err == (
        f"tinynet: The note has {said} characters; 10000 are the most there can be.\n"
        "Keep the rest in a file and note where it is.\n"
    )
    network.ok("note anne -", stdin="x" * 10_000)


@pytest.fixture
def noted(network):
    """Two notes about Anne, one of them for the next time, two gift ideas, and a note about Bob."""
    for line in (
        "note anne her tea is green",
        "note anne --next ask about the marathon",
        "note bob likes jazz",
        "note anne --fact 'gift idea' a red kettle",
        "note anne --fact 'Gift idea' --add a book on knots",
    ):
        network.ok(line)
    return network


def values(tinynet):
    return rows(tinynet, "SELECT id, value, done_on FROM fact ORDER BY id")


def texts(tinynet):
    return rows(tinynet, "SELECT id, text, done_on FROM note ORDER BY id")


def test_a_note_is_changed_by_its_id(noted):
    assert noted.ok("note anne her tea is white --id n1 --dry-run", human=True).out == (
        "Noted about Anne: her tea is white\nIt was her tea is green\n"
    )
    assert noted.ok("note anne her tea is white --id n1 --json").json == {
        "schema": 1, "id": 1, "handle": "anne", "name": "Anne", "on": "2026-03-01",
        "text": "her tea is white", "next_time": False, "done_on": None, "removed": False,
    }  # fmt: skip
    assert texts(noted)[0] == (1, "her tea is white", None)
    noted.ok("undo")
    assert texts(noted)[0] == (1, "her tea is green", None)


def test_a_note_is_taken_out_by_its_id(noted):
    assert noted.ok("note anne --remove --id N1", human=True).out == (
        "No longer kept about Anne: her tea is green\n"
    )
    assert [row[0] for row in texts(noted)] == [2, 3]
    noted.ok("undo")
    assert [row[0] for row in texts(noted)] == [1, 2, 3]


def test_one_next_time_note_is_ticked_off_by_its_id(noted):
    noted.ok("note anne --next lend her the book")
    assert noted.ok("note anne --done --id n2").out == "2\tanne\task about the marathon\n"
    assert [row[2] for row in texts(noted)] == [None, "2026-03-01", None, None]
    noted.ok("undo")
    assert [row[2] for row in texts(noted)] == [None, None, None, None]


def test_a_fact_has_several_values(noted):
    assert noted.ok("note anne --fact 'gift idea' --add socks", human=True).out == (
        "Anne: gift idea = socks\nBeside a red kettle, a book on knots\n"
    )
    assert noted.ok("note anne --fact 'gift idea' --add socks", human=True).out == (
        "Anne: gift idea = socks\nIt is known already.\nBeside a red kettle, a book on knots\n"
    )
    assert [value for _, value, _ in values(noted)] == ["a red kettle", "a book on knots", "socks"]
    shown = noted.ok("show anne --json").json
    assert shown["facts"] == {"gift idea": "a red kettle, a book on knots, socks"}
    assert shown["fact_rows"][1] == {
        "id": 2, "key": "gift idea", "value": "a book on knots", "done_on": None,
    }  # fmt: skip


def test_what_was_given_has_its_day_and_is_suggested_no_more(noted):
    assert noted.at("2026-03-04").ok("note anne --done --id f1 --dry-run", human=True).out == (
        "Given to Anne: gift idea = a red kettle\n"
    )
    assert noted.at("2026-03-04").ok("note anne --done --id f1 --json").json == {
        "schema": 1, "id": 1, "handle": "anne", "name": "Anne", "fact": "gift idea",
        "value": "a red kettle", "was": None, "done_on": "2026-03-04", "removed": False,
    }  # fmt: skip
    assert noted.ok("show anne --json").json["facts"] == {"gift idea": "a book on knots"}
    assert "a red kettle" not in noted.ok("brief anne", human=True).out
    shown = noted.ok("show anne", human=True).out
    assert "gift idea  a red kettle  given today  f1\n           a book on knots  f2\n" in shown
    noted.ok("undo")
    assert values(noted)[0] == (1, "a red kettle", None)


def test_a_value_is_changed_or_taken_out_by_its_id(noted):
    assert noted.ok("note anne a blue kettle --id f1", human=True).out == (
        "Anne: gift idea = a blue kettle\nIt was a red kettle\n"
    )
    noted.ok("note anne --remove --id f2")
    assert values(noted) == [(1, "a blue kettle", None)]


def test_a_fact_is_taken_out_with_all_its_values(noted):
    assert noted.ok("note anne --remove --fact 'GIFT idea'", human=True).out == (
        "No longer kept: Anne: gift idea = a red kettle\n"
        "No longer kept: Anne: gift idea = a book on knots\n"
    )
    assert values(noted) == []


@pytest.mark.parametrize(
    ("line", "code", "message", "remedy"),
    [
        ("note anne x --id n3", 1, "Anne has no note n3", "See the ids: tinynet show anne"),
        ("note bob --remove --id f1", 1, "Bob Marsh has no fact f1",
         "See the ids: tinynet show bob-m"),
        ("note anne --remove --id n99", 1, "Anne has no note n99",
         "See the ids: tinynet show anne"),
        ("note anne x --id w1", 2, "w1 is a way to reach somebody", "tinynet edit changes it"),
        ("note anne x --id r1", 2, "r1 is a relation", "tinynet link changes it"),
        ("note anne x --id 12", 2, '"12" is not an id',
         "Write it as show has it: n12, f3, r5 or w7"),
        ("note anne x --id n²", 2, '"n²" is not an id',
         "Write it as show has it: n12, f3, r5 or w7"),
        ("note anne --done --id n1", 2, "n1 is not a next-time note, so it cannot be ticked off",
         "To take it out: tinynet note anne --remove --id n1"),
        ("note anne --remove", 2, "Remove which note?",
         "Give its id, as in --id n1; see them: tinynet show anne"),
        ("note anne --remove x --id n1", 2, "--remove takes no text",
         "Give the note by itself, without --remove"),
        ("note anne --remove --done --id n1", 2, "--done and --remove cannot be used together",
         "Give one of them"),
        ("note anne --id n1", 2, "The note has no text",
         "Write it behind the name, or - to read stdin"),
        ("note anne --add x", 2, "--add adds a value to a fact",
         "Say which: --fact KEY --add TEXT"),
        ("note anne --next --id n1 x", 2, "--next and --id cannot be used together",
         "Give one of them"),
        ("note anne --fact 'gift idea' socks", 2, "Anne has 2 values for gift idea",
         "Add another with --add, or change one by its id: tinynet show anne"),
        ("note anne --remove --fact hat", 1, 'Anne has no fact "hat"',
         "See all there are: tinynet show anne"),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_refused(noted, line, code, message, remedy):
    before = (texts(noted), values(noted))
    result = noted(f"{line} --json")
    error = result.error
    assert (result.code, result.out, error["message"], error["remedy"]) == (
        code, "", message, remedy,
    )  # fmt: skip
    assert (texts(noted), values(noted)) == before


def test_what_is_ticked_off_may_have_been_on_an_earlier_day(network: Tinynet) -> None:
    network.ok("note anne a kettle --fact 'gift idea'")
    network.ok("note anne --next 'ask about the exam'")
    given = network.ok("note anne --done --id f1 --on '25 dec'", human=True)
    assert given.out == "Given to Anne: gift idea = a kettle, Thu 25 Dec 2025\n"
    again = network.ok("note anne --done --id f1 --on '24 dec' --json").json
    assert again["done_on"] == "2025-12-24"
    assert network.ok("note anne --done --id f1 --json").json["done_on"] == "2025-12-24"
    network.ok("note anne --done --on yesterday")
    notes = network.ok("show anne --json").json["notes"]
    assert [note["done_on"] for note in notes if note["next_time"]] == ["2026-02-28"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("note anne x --on friday", "--on is the day of --done"),
        ("note anne --remove --id n1 --on friday", "--on is the day of --done"),
        ("note anne --done --on 2027-01-01", '"2027-01-01" is still to come: Fri 1 Jan 2027'),
        ("note anne --done --on may", '"may" is a whole month, not a day'),
    ],
)
def test_the_day_of_what_is_ticked_off_is_checked(
    network: Tinynet, line: str, message: str
) -> None:
    result = network([*line.split(), "--json"])
    assert (result.code, result.error["message"]) == (2, message)


def test_a_fact_without_text_names_the_line_for_that_person(network):
    assert network("note bob --fact drink=tea").err == (
        "tinynet: The fact has no text.\n"
        "Write it behind the name: tinynet note bob tea --fact drink\n"
    )
