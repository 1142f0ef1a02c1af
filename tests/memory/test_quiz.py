"""tinynet quiz."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from signal import SIGINT

import pytest
from command_line import Tinynet

from tinynet.cli.env import Env


@pytest.fixture
def known(network: Tinynet) -> Tinynet:
    """What one may forget of Anne and Caroline: six questions."""
    network.ok("link anne daughter Nora")
    network.ok("note anne 'ginger nut' --fact 'favourite biscuit'")
    network.ok("edit caroline --birthday '12 april'")
    return network


@pytest.fixture
def terminal(known: Tinynet, monkeypatch: pytest.MonkeyPatch) -> Tinynet:
    """Where somebody types lines."""
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    return known


FIRST = {
    "id": "caroline-o:name",
    "handle": "caroline-o",
    "what": "name",
    "question": "Who did you meet through Anne?",
    "answer": "Caroline Øvergård",
}
SECOND = {
    "id": "anne:name",
    "handle": "anne",
    "what": "name",
    "question": "Who did you meet at the stall on Fridays?",
    "answer": "Anne",
}


def test_json_is_the_next_question_with_its_answer(known):
    assert known.ok("quiz --json").json == {
        "schema": 1,
        "today": "2026-03-01",
        "answered": [],
        "card": FIRST | {"due_on": None},
        "due": 0,
        "new": 5,
        "next_on": "2026-03-02",
        "questions": 6,
    }


def test_an_answer_is_recorded_and_the_next_question_told(known):
    told = known.ok("quiz --answer caroline-o:name --grade good --json").json
    assert told == {
        "schema": 1,
        "today": "2026-03-01",
        "answered": [FIRST | {"grade": "good", "due_on": "2026-03-03"}],
        "card": SECOND | {"due_on": None},
        "due": 0,
        "new": 4,
        "next_on": "2026-03-02",
        "questions": 6,
    }
    known.at("2026-03-04")
    assert known.ok("quiz --json").json["card"] == FIRST | {"due_on": "2026-03-03"}


def test_plain_is_a_line(known):
    assert known.ok("quiz").out == (
        "caroline-o:name\tWho did you meet through Anne?\tCaroline Øvergård\n"
    )
    assert known.ok("quiz --answer anne:birthday --grade easy").out == (
        "anne:birthday\teasy\t2026-03-09\n"
    )


def test_five_new_questions_a_day_unless_set(known):
    for _ in range(5):
        known.ok(
            ["quiz", "--answer", known.ok("quiz --json").json["card"]["id"], "--grade", "easy"]
        )
    assert known.ok("quiz --json").json["card"] is None
    assert known.ok("quiz", human=True).out == (
        "Nothing to ask today. The next question comes tomorrow.\n"
    )
    known.ok("config set quiz.new 6")
    assert known.ok("quiz --json").json["card"]["id"] == "anne:fact:favourite biscuit"


def test_a_fact_that_was_changed_is_asked_anew(known):
    answer = ["quiz", "--answer", "anne:fact:favourite biscuit", "--grade", "easy", "--json"]
    assert known.ok(answer).json["answered"][0]["due_on"] == "2026-03-09"
    known.at("2026-03-09")
    assert known.ok("quiz --json").json["due"] == 1
    known.ok("note anne shortbread --fact 'favourite biscuit'")
    told = known.ok("quiz --json").json
    assert (told["due"], told["new"]) == (0, 5)
    assert known.ok(answer).json["answered"][0] == {
        "id": "anne:fact:favourite biscuit",
        "handle": "anne",
        "what": "fact:favourite biscuit",
        "question": "What is Anne's favourite biscuit?",
        "answer": "shortbread",
        "grade": "easy",
        "due_on": "2026-03-17",
    }


def test_nobody_archived_is_asked_about(known):
    known.ok("archive anne")
    told = known.ok("quiz --json").json
    assert (told["card"]["id"], told["questions"]) == ("caroline-o:name", 2)


def test_nothing_to_ask_yet_says_what_to_note(tinynet):
    assert tinynet.ok("quiz --json").json["card"] is None
    assert tinynet.ok("quiz").out == ""
    assert tinynet.ok("quiz", human=True).out == (
        "There is nothing to ask yet. Note something, and the quiz asks for it:\n"
        "a name      tinynet add anne --met 'the stall on Fridays'\n"
        "family      tinynet link anne daughter Nora\n"
        "a birthday  tinynet edit anne --birthday '12 april'\n"
        "a fact      tinynet note anne 'ginger nut' --fact 'favourite biscuit'\n"
    )


def test_screen_of_a_question_where_nobody_can_be_asked(known):
    assert known.ok("quiz", human=True).out == (
        "Who did you meet through Anne?\n"
        "Caroline Øvergård\n"
        "tinynet quiz --answer 'caroline-o:name' --grade good\n"
    )
    assert known.ok("quiz --answer anne:birthday --grade hard", human=True).out == (
        "Marked hard; the question comes back tomorrow. 4 questions left for today.\n"
    )


SESSION = """\
1/5  Who did you meet through Anne?
     any key shows the answer, q stops
     Caroline Øvergård
     1 again  2 hard  3 good  4 easy  q stop
     good: again in 2 days

2/5  Who did you meet at the stall on Fridays?
     Anne
     1 again  2 hard  3 good  4 easy  q stop
     again: again tomorrow

3/5  When is Caroline Øvergård's birthday?
"""


def test_a_session_shows_asks_and_stops(terminal):
    result = terminal.ok("quiz", stdin="\n3\n\nx\n1\nq\n", human=True)
    assert result.err == SESSION
    assert result.out == "1 of 2 known. 3 questions left for today.\n"


def test_a_session_has_as_many_questions_as_wanted(terminal):
    result = terminal.ok("quiz --limit 1", stdin="\n4\n\n4\n", human=True)
    assert result.err.startswith("1/1  Who did you meet through Anne?\n")
    assert result.out == (
        "Marked easy; the question comes back in 8 days. 4 questions left for today.\n"
    )


def test_what_would_steer_a_terminal_is_shown_and_an_answer_stays_on_its_line(terminal):
    terminal.ok(["note", "bob", "one\ntwo \x1b[31mred", "--fact", "dog"])
    terminal.ok("archive anne")
    terminal.ok("archive caroline")
    result = terminal.ok("quiz", stdin="\nq\n", human=True)
    assert "     one two \\x1b[31mred\n" in result.err
    assert result.out.splitlines()[1] == "one two \\x1b[31mred"


def test_one_undo_takes_a_session_back_and_one_redo_brings_it_again(terminal):
    before = terminal.ok("quiz --json").json
    terminal.ok("quiz", stdin="\n3\n" * 5, human=True)
    after = terminal.ok("quiz --json").json
    assert after["card"] is None
    assert terminal.ok("undo --list --json").json["units"][0]["label"].startswith("quiz")
    terminal.ok("undo")
    assert terminal.ok("quiz --json").json == before
    assert terminal.ok("list --json").json["people"]
    terminal.ok("redo")
    assert terminal.ok("quiz --json").json == after


def test_what_is_written_meanwhile_stays_a_command_of_its_own(terminal, monkeypatch):
    from tinynet.cli import keys

    read, asked = keys.line_key, []

    def between(env: Env) -> str:
        asked.append(env)
        if len(asked) == 3:
            terminal.ok("note bob 'met him in the queue'")
        return read(env)

    monkeypatch.setattr(keys, "line_key", between)
    terminal.ok("quiz", stdin="\n3\n\n3\nq\n", human=True)
    labels = [unit["label"] for unit in terminal.ok("undo --list --json").json["units"][:3]]
    assert [label.split()[0] for label in labels] == ["quiz", "note", "quiz"]


def test_somebody_taken_out_during_a_session_is_let_go(terminal, monkeypatch):
    from tinynet.cli import keys

    read = keys.line_key

    def after_removing(env: Env) -> str:
        if terminal("show caroline").code == 0:
            terminal.ok("remove caroline --yes")
        return read(env)

    monkeypatch.setattr(keys, "line_key", after_removing)
    terminal.ok("quiz", stdin="\n3\n\n3\nq\n", human=True)
    assert terminal.ok("quiz --json").json["card"]["id"] == "anne:child"


def test_the_end_of_the_input_loses_no_answer(terminal):
    result = terminal.ok("quiz", stdin="\n3\n\n", human=True)
    assert result.out.startswith("Marked good; the question comes back in 2 days.")
    assert terminal.ok("quiz --json").json["new"] == 4


def test_a_dry_run_keeps_nothing(terminal):
    terminal.ok("quiz --dry-run", stdin="\n3\n\n3\nq\n", human=True)
    assert terminal.ok("quiz --json").json["new"] == 5


@pytest.mark.usefixtures("hears_ctrl_c")
def test_keys_are_single_ones_and_ctrl_c_keeps_what_was_answered(known):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tinynet", "quiz", "--format", "human"],
        stdin=theirs, stderr=theirs, stdout=theirs, env=known.environ,
    )  # fmt: skip
    os.close(theirs)
    read_until(ours, "q stops")
    os.write(ours, b"\x1b[A")  # an arrow is one key
    read_until(ours, "q stop")
    os.write(ours, b"3")
    read_until(ours, "2/5")
    process.send_signal(SIGINT)  # what a terminal makes of Ctrl-C
    assert process.wait(timeout=20) == 130
    os.close(ours)
    assert known.ok("quiz --json").json["card"]["id"] == "anne:name"


def read_until(stream: int, text: str) -> None:
    seen = ""
    while text not in seen:
        seen += os.read(stream, 1000).decode()


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("quiz --answer anne:shoe --grade good", 2,
         'tinynet: There is no question "anne:shoe".\n'
         "See the id of the next one: tinynet quiz --json\n"),
        ("quiz --answer anne:birthday", 2,
         "tinynet: --answer and --grade belong together.\n"
         "Give both: --answer ID --grade good.\n"),
        ("quiz --grade good", 2,
         "tinynet: --answer and --grade belong together.\n"
         "Give both: --answer ID --grade good.\n"),
        ("quiz --answer anne:birthday --grade 5", 2,
         'tinynet: --grade cannot be "5".\nIt is one of again, hard, good, easy.\n'),
        ("quiz --limit 0", 2,
         'tinynet: --limit takes a whole number of at least 1, not "0".\n'
         "For example: --limit 5.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(tinynet, line, code, message):
    result = tinynet(line)
    assert (result.code, result.err) == (code, message)
