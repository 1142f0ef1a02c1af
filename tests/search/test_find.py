"""tinynet find."""

# ruff: noqa: RUF001  other scripts are what it is about

from __future__ import annotations

import sqlite3

import pytest
from rich.cells import cell_len


@pytest.fixture
def written(network, built):
    """The network, with something of every kind written down."""
    return built(network, write_hits)


def write_hits(network):
    for line in (
        "edit anne --phone '+44 20 7946 0123' --nickname Annie --email lion@example.org",
        "note anne --fact 'favourite biscuit' 'Ginger nut'",
        "note anne 'met the ginger lion tamer at the café'",
        "note bob --next 'ask about the red lion'",
        "link bob child 'Lionel'",
        "plan coffee anne bob --note 'at the Lion'",
        "favour got caroline 'lent me the lion suit'",
        "introduce anne bob --note 'over ginger beer'",
        "log dinner anne bob --on 2026-02-25 --note 'Москва, and LIONS'",
        "met anne --at 'Lion club' --on 2026-02-27",
    ):
        network.ok(line)


def texts(result):
    return [hit["text"] for hit in result.json["hits"]]


def test_json_is_a_hit_a_record(written):
    assert written.ok("find ginger --json").json == {
        "schema": 1,
        "query": "ginger",
        "total": 3,
        "hits": [
            {
                "handle": "anne", "name": "Anne", "people": ["anne"], "what": "fact", "id": 1,
                "on": None, "text": "favourite biscuit: Ginger nut", "marks": [[19, 25]],
            },
            {
                "handle": "anne", "name": "Anne", "people": ["anne"], "what": "note", "id": 1,
                "on": "2026-03-01", "text": "met the ginger lion tamer at the café",
                "marks": [[8, 14]],
            },
            {
                "handle": "anne", "name": "Anne", "people": ["anne", "bob-m"],
                "what": "introduction", "id": 1, "on": "2026-03-01", "text": "over ginger beer",
                "marks": [[5, 11]],
            },
        ],
    }  # fmt: skip


def test_plain_is_a_line_a_record_with_the_id_as_it_is_typed(written):
    assert written.ok("find lion").out == (
        "anne\temail\tw2\t\tlion@example.org\n"
        "bob-m\trelation\tr1\t\tchild: Lionel\n"
        "anne\tnote\tn1\t2026-03-01\tmet the ginger lion tamer at the café\n"
        "bob-m\tnext\tn2\t2026-03-01\task about the red lion\n"
        "anne\tplan\t1\t2026-03-01\tcoffee · at the Lion\n"
        "caroline-o\tfavour\t1\t2026-03-01\tlent me the lion suit\n"
        "anne\tinteraction\t7\t2026-02-27\tevent · Lion club\n"
        "\toccasion\t1\t2026-02-27\tLion club\n"
        "anne\tinteraction\t6\t2026-02-25\tdinner · Москва, and LIONS\n"
        "bob-m\tinteraction\t5\t2025-06-01\tdinner · The Red Lion · his new job\n"
    )


SCREEN = """\
Anne  anne
  w2  email                        lion@example.org
  n1  note         today           met the ginger lion tamer at the café
  #1  plan         today           coffee · at the Lion  with bob-m
  #7  interaction  Fri 27 Feb      event · Lion club
  #6  interaction  Wed 25 Feb      dinner · Москва, and LIONS  with bob-m
Bob Marsh  bob-m
  r1  relation                     child: Lionel
  n2  next         today           ask about the red lion
  #5  interaction  Sun 1 Jun 2025  dinner · The Red Lion · his new job
Caroline Øvergård  caroline-o
  #1  favour       today           lent me the lion suit
Nobody in particular
  #1  occasion     Fri 27 Feb      Lion club
"""


def test_screen_groups_by_person_the_newest_first(written):
    assert written.ok("find lion", human=True).out == SCREEN


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("GINGER tamer", ["met the ginger lion tamer at the café"]),
        ("cafe lion", ["met the ginger lion tamer at the café"]),
        ("'\"red lion\"' dinner", ["dinner\nThe Red Lion\nhis new job"]),
        ("'\"lion red\"'", []),
        ("red lion job", ["dinner\nThe Red Lion\nhis new job"]),
        ("'\"lion his\"'", ["dinner\nThe Red Lion\nhis new job"]),
        ("москва", ["dinner\nМосква, and LIONS"]),
        ("dinner москва", ["dinner\nМосква, and LIONS"]),  # each in a column of its own
        ("annie", ["Annie"]),
        ("overgard", ["Caroline Øvergård"]),
        ("stall", ["the stall on Fridays"]),
        ("79460123", ["+44 20 7946 0123"]),
        ("bob@example", ["bob@example.org"]),
        ("running", ["running"]),
        ("🎂", []),
        ("100%", []),
        ("-- -z", []),
    ],
)
def test_all_words_occur_in_one_record(written, query, found):
    assert texts(written.ok(f"find --json {query}")) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--what fact", ["favourite biscuit: Ginger nut"]),
        ("--what fact,introduction", ["favourite biscuit: Ginger nut", "over ginger beer"]),
        ("--with bob", ["over ginger beer"]),
        ("--with caroline", []),
        ("--since 2026-03-01",
         ["met the ginger lion tamer at the café", "over ginger beer"]),
        ("--until yesterday", []),
        ("--limit 1", ["favourite biscuit: Ginger nut"]),
    ],
)  # fmt: skip
def test_options_narrow_it_down(written, options, found):
    assert texts(written.ok(f"find ginger --json {options}")) == found


def test_a_word_longer_than_any_pattern_is_looked_for_like_others(network):
    long = "ab" * 4_500
    network.ok(["note", "anne", f"x {long}"])
    assert texts(network.ok(["find", "--json", long])) == [f"x {long}"]
    assert texts(network.ok(["find", "--json", "AB" * 30_000])) == []


def test_with_takes_everybody_of_a_tag(written):
    written.ok("tag anne club")
    written.ok("tag caroline club")
    found = written.ok("find lion --with @club --what favour,introduction,note --json")
    assert texts(found) == ["met the ginger lion tamer at the café", "lent me the lion suit"]
    assert written("find lion --with @none").code == 4


def test_total_counts_before_the_limit(written):
    found = written.ok("find lion --limit 2 --json").json
    assert (found["total"], len(found["hits"])) == (10, 2)
    shown = written.ok("find lion --limit 2", human=True).out
    assert shown.splitlines()[-1] == "and 8 others (--limit 20)"


def test_a_screen_shows_twenty_and_a_pipe_everything(network):
    network.ok("log --batch -", stdin="text\tbob\t2026-01-02\t\thello\n" * 25)
    assert len(network.ok("find hello").out.splitlines()) == 25
    shown = network.ok("find hello", human=True).out.splitlines()
    assert (len(shown), shown[-1]) == (22, "and 5 others (--limit 200)")


@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_long_text_is_cut_around_the_first_mark(network, columns):
    network.environ["COLUMNS"] = columns
    network.ok(["note", "anne", "word " * 100 + "the Needle" + " more" * 100])
    network.ok(["note", "bob", "東京" * 100 + "needle" + "京都" * 100])
    lines = network.ok("find needle", human=True).out.splitlines()
    assert [line for line in lines if "eedle" in line] == [lines[1], lines[3]]
    assert all(int(columns) - 3 <= cell_len(lines[at]) <= int(columns) for at in (1, 3))
    assert all(lines[at].count("…") == 2 for at in (1, 3))


def test_the_words_are_marked_where_there_is_colour(network):
    network.environ |= {"FORCE_COLOR": "1"}
    shown = network.ok("find red", human=True).out
    assert "The \x1b[1;33mRed\x1b[0m Lion" in shown


def test_nothing_found_is_said_and_is_no_error(network):
    assert network.ok("find zebra", human=True).out == "Nothing is written that fits.\n"
    assert network.ok("find zebra").out == ""
    assert network.ok("find zebra --json").json == {
        "schema": 1, "query": "zebra", "total": 0, "hits": [],
    }  # fmt: skip


def test_hostile_texts_reach_neither_terminal_nor_pipe_raw(network):
    network.ok(["note", "anne", "needle \x1b[31m\ttab\r\nline\u202e [bold]x[/bold]"])
    assert network.ok("find needle").out == (
        "anne\tnote\tn1\t2026-03-01\tneedle \\x1b[31m\\ttab · line\\u202e [bold]x[/bold]\n"
    )
    assert network.ok("find needle", human=True).out == (
        "Anne  anne\n  n1  note  today  needle \\x1b[31m tab · line\\u202e [bold]x[/bold]\n"
    )
    assert "\\u202e" in network.ok("find needle --json").out


def test_finding_writes_nothing(network):
    before = network.path.read_bytes()
    network.ok("find lion")
    assert network.path.read_bytes() == before


def test_notes_about_nobody_are_found(network):
    connection = sqlite3.connect(network.path)
    with connection:
        connection.execute("INSERT INTO remark (\"on\", text) VALUES ('2026-01-01', 'the needle')")
    connection.close()
    assert network.ok("find needle").out == "\tnote\tn1\t2026-01-01\tthe needle\n"
    assert network.ok("find needle --with anne").out == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "There is nothing to find.\nGive a word or two: tinynet find ginger nut\n"),
        ([""], "There is nothing to find.\nGive a word or two: tinynet find ginger nut\n"),
        (["  ", "\t"], "There is nothing to find.\nGive a word or two: tinynet find ginger nut\n"),
        ([f"w{number}" for number in range(1000)],
         "1000 words are too many; 50 are the most there can be.\n"
         "A few are enough: all of them must occur in one record.\n"),
        (["x", "--what", "note,luck"],
         '--what cannot be "luck".\nIt is one or several, with commas, of name, nickname, email, '
         "phone, url, im, address, work, tag, fact, note, next, relation, met, interaction, plan, "
         "favour, introduction, occasion.\n"),
        (["x", "--limit", "0"],
         '--limit takes a whole number of at least 1, not "0".\nFor example: --limit 5.\n'),
    ],
)  # fmt: skip
def test_what_cannot_be_found_is_refused(network, words, message):
    result = network(["find", *words])
    assert (result.code, result.out, result.err) == (2, "", f"tinynet: {message}")


def test_a_word_that_is_no_command_is_offered_to_find(network):
    result = network("zebra")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        'tinynet: There is no command "zebra".\nTo look for the word: tinynet find zebra\n',
    )
    assert network(["red lion"]).err.endswith("To look for the word: tinynet find 'red lion'\n")


def test_ranges_have_a_beginning_and_an_end_and_go_forward(network):
    network.ok("log call anne --on 2025-12-31 --note marathon")
    network.ok("log call anne --on 2026-01-02 --note marathon")

    def days(options):
        return [hit["on"] for hit in network.ok(f"find marathon {options} --json").json["hits"]]

    assert days("--since 2026") == ["2026-01-02"]
    assert days("--until 2025") == ["2025-12-31"]
    assert days("--since 2025 --until 2026") == ["2026-01-02", "2025-12-31"]
    assert network("find marathon --since 2026 --until 2025").code == 2
