"""tinynet log: what happened, with one or several people."""

from __future__ import annotations

import json

import pytest
from command_line import Result, Tinynet

from tinynet.cli.env import Env

STANDING = {
    "handle": "anne",
    "name": "Anne",
    "state": "ok",
    "days_since": 0,
    "last_on": "2026-03-01",
    "cadence_days": 14.0,
    "cadence_from": "rhythm",
    "ratio": 0.0,
    "due_on": "2026-03-22",
    "depth": pytest.approx(3.120188, abs=1e-6),
    "warmth": 1.0,
    "strength": pytest.approx(3.120188, abs=1e-6),
    "usual_gap_days": 8.8,
}


def test_a_log_echoes_the_record_with_the_new_strength_and_due_day(network: Tinynet) -> None:
    assert network.ok("log coffee anne --json").json == {
        "schema": 1,
        "id": 6,
        "on": "2026-03-01",
        "kind": "coffee",
        "people": ["anne"],
        "minutes": 60,
        "place": None,
        "note": None,
        "deep": False,
        "by": None,
        "attempt": False,
        "occasion": None,
        "today": "2026-03-01",
        "ties": [STANDING],
        "ticked": [],
        "fulfilled": [],
        "left_open": [],
        "again": None,
        "added": [],
    }


def test_the_same_contact_logged_again_within_ten_minutes_says_so(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(clock: str) -> None:
        monkeypatch.setattr(Env, "unit_time", lambda _: f"2026-03-02T{clock}")

    at("10:00:00")
    network.ok("log dinner anne bob")
    at("10:09:59")
    assert network.ok("log dinner bob anne", human=True).out.splitlines()[1] == (
        "  that is #6 again; tinynet undo"
    )
    network.ok("undo")
    assert network.ok("log dinner bob anne --json").json["again"] == 6
    for line in (
        "log dinner anne", "log lunch anne bob", "log dinner anne bob --on yesterday",
        "log dinner anne bob --attempt", "log dinner anne bob caroline",
    ):  # fmt: skip
        assert network.ok(f"{line} --json").json["again"] is None, line
    at("10:20:00")
    assert network.ok("log dinner anne bob --json").json["again"] is None


def test_what_is_logged_again_after_undo_is_nothing_twice(network: Tinynet) -> None:
    network.ok("log dinner anne bob")
    network.ok("undo")
    assert network.ok("log dinner anne bob --json").json["again"] is None


def test_the_occasion_is_echoed(network: Tinynet) -> None:
    shown = network.ok("log coffee anne --occasion 'book fair' --at Leeds", human=True).out
    assert shown.splitlines()[0] == "coffee with Anne  today, 1h, Leeds, book fair  #6"


def test_the_worked_example_of_the_score_comes_out_of_the_log(network: Tinynet) -> None:
    row = network.ok("rank --json").json["people"][0]
    assert (row["handle"], row["contact_days"], row["usual_gap_days"], row["hours"]) == (
        "anne", 4, 8.75, 4.0,
    )  # fmt: skip
    assert row["depth"] == pytest.approx(2.82986, abs=5e-6)
    assert row["warmth"] == pytest.approx(0.85366, abs=5e-6)
    assert row["strength"] == pytest.approx(2.41573, abs=5e-6)
    due = {r["handle"]: r for r in network.ok("due --within 2w --json").json["due"]}
    assert (due["anne"]["state"], due["anne"]["due_on"]) == ("ok", "2026-03-13")
    assert network.at("2026-03-05").ok("due --count").out == "1\n"
    assert network.at("2026-03-13").ok("due --count").out == "2\n"


def test_the_screen_names_the_day_and_where_it_leaves_everybody(network: Tinynet) -> None:
    line = "log dinner anne bob --on 'last friday' --for 3h --at 'The Red Lion' --deep --by them"
    assert network.ok(line, human=True).out == (
        "dinner with Anne and Bob Marsh  Fri 27 Feb, 3h, The Red Lion  #6\n"
        "  Anne: next due Fri 20 Mar  strength 3.21 = depth 3.33 x warmth 0.96\n"
        "  Bob Marsh: next due Fri 28 Aug  strength 2.48 = depth 2.50 x warmth 0.99\n"
    )


def test_everything_that_is_said_is_kept(network: Tinynet) -> None:
    network.ok(
        "log walk anne bob --on 2026-02-28 --for 1h30 --at 'the canal' --note 'he is moving'"
        " --deep --by me --occasion 'spring walk'"
    )
    assert network.ok("history anne --limit 1 --json").json["interactions"] == [
        {
            "id": 6, "on": "2026-02-28", "kind": "walk", "people": ["anne", "bob-m"],
            "minutes": 90, "place": "the canal", "note": "he is moving", "deep": True,
            "by": "me", "attempt": False, "occasion": "spring walk",
        }
    ]  # fmt: skip


def test_an_attempt_is_kept_and_counts_nothing(network: Tinynet) -> None:
    before = network.ok("why anne --json").json["tie"]
    assert network.ok("log call anne --attempt", human=True).out.startswith(
        "tried a call with Anne"
    )
    assert network.ok("why anne --json").json["tie"] == before
    assert network.ok("history anne --limit 1 --json").json["interactions"][0]["attempt"] is True


def test_somebody_named_twice_was_there_once(network: Tinynet) -> None:
    assert network.ok("log coffee anne anne --json").json["people"] == ["anne"]


def test_two_people_share_the_credit_by_the_root_of_two(network: Tinynet) -> None:
    network.ok("log coffee bob caroline --on 2026-03-01")
    day = network.ok("why caroline --json").json["days"][0]
    assert (day["people"], day["credit"]) == (2, pytest.approx(1.5849625 / 2**0.5, abs=1e-6))


def test_add_adds_the_people_who_are_missing(network: Tinynet) -> None:
    done = network.ok("log coffee 'Dora Lane' anne --add --json").json
    assert (done["people"], done["added"]) == (["dora-l", "anne"], ["dora-l"])


def test_a_next_time_note_is_ticked_off_by_a_talk_but_not_by_a_text(network: Tinynet) -> None:
    network.ok("note anne --next 'ask about the exam'")
    assert network.ok("log text anne --json").json["ticked"] == []
    ticked = network.ok("log coffee anne --json").json["ticked"]
    assert [note["text"] for note in ticked] == ["ask about the exam"]
    assert network.ok("log coffee anne --json").json["ticked"] == []
    network.ok("undo 2")
    assert network.ok("log coffee anne --json").json["ticked"][0]["text"] == "ask about the exam"


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("log", 2, "tinynet: Log what, with whom?\nFor example: tinynet log coffee anne\n"),
        ("log coffee", 2, "tinynet: Log what, with whom?\nFor example: tinynet log coffee anne\n"),
        (
            "log cofee anne", 2,
            'tinynet: There is no kind of contact called "cofee".\nDid you mean coffee? '
            "tinynet kinds lists all; to add it: tinynet kinds add cofee\n",
        ),
        (
            "log coffee caro bbo", 4,
            'tinynet: There is nobody called "bbo".\nDid you mean bob-m (Bob Marsh)?\n',
        ),
        (
            "log coffee 'anne baker'", 4,
            'tinynet: There is nobody called "anne baker".\nDid you mean anne (Anne)?\n',
        ),
        ("log coffee anne --for 40h", 2, "40h"),
        ("log coffee anne --for 0m", 2, "0m"),
        ("log coffee anne --for 10", 2, "10"),
        ("log coffee anne --on tomorrow", 2, "tomorrow"),
        ("log coffee anne --on 03/04", 2, "03/04"),
        ("log coffee anne --by you", 2, '--by cannot be "you"'),
        ("log coffee anne --note ''", 2, "--note is empty"),
        ("log coffee ''", 2, "empty"),
        ("log coffee anne --batch -", 2, "--batch reads"),
        ("log --batch - --on yesterday", 2, "--batch reads"),
        ("log --batch - --note ''", 2, "--batch reads"),
        ("log --batch - --attempt", 2, "--batch reads"),
        ("log --batch - --without anne", 2, "--batch reads"),
    ],
)  # fmt: skip
def test_what_cannot_be_logged_is_refused_and_changes_nothing(
    network: Tinynet, line: str, code: int, message: str
) -> None:
    before = network.path.read_bytes()
    result = network(line)
    assert (result.code, result.out) == (code, "")
    assert result.err == message if message.startswith("tinynet") else message in result.err
    assert network.path.read_bytes() == before


def test_an_ambiguous_name_lists_the_candidates(network: Tinynet) -> None:
    network.ok("add 'Anne Baker'")
    network.ok("add 'Annette Lund'")
    assert network("log coffee ann") == Result(
        4,
        "",
        'tinynet: "ann" could be anne (Anne), anne-b (Anne Baker), annette-l (Annette Lund).\n'
        "Say which by the handle.\n",
    )
    error = json.loads(network("log coffee ann --json").err)
    assert error == {
        "schema": 1,
        "error": {
            "code": "ambiguous_person",
            "message": '"ann" could be anne (Anne), anne-b (Anne Baker), annette-l (Annette Lund)',
            "remedy": "Say which by the handle",
            "candidates": ["anne", "anne-b", "annette-l"],
        },
    }


def test_history_put_back_into_a_batch_doubles_nothing(network: Tinynet) -> None:
    told = network.ok("history --nl").out
    before = network.ok("history --json").json
    done = network.ok("log --batch - --json", stdin=told).json
    assert (done["written"], done["known"]) == (0, len(before["interactions"]))
    assert network.ok("history --json").json == before
    other = json.loads(told.splitlines()[0]) | {"on": "2026-01-31"}  # from another database
    new = network.ok("log --batch - --json", stdin=json.dumps(other)).json
    assert (new["written"], new["known"]) == (1, 0)


def test_a_batch_is_one_unit(network: Tinynet) -> None:
    lines = "# a comment\n\ncoffee\tanne,bob\t2026-02-27\t45m\tby the canal\nlunch\tcaro\n"
    lines += '{"kind": "call", "people": ["bob-m"], "on": "2026-02-26", "deep": true}\n'
    assert network.ok("log --batch - --json", stdin=lines).json == {
        "schema": 1, "written": 3, "known": 0, "added": [], "refused": [], "fulfilled": [],
    }  # fmt: skip
    shown = network.ok("history --since 2026-02-26 --json").json["interactions"]
    assert [
        (row["on"], row["kind"], row["people"], row["minutes"], row["note"]) for row in shown
    ] == [
        ("2026-03-01", "lunch", ["caroline-o"], 75, None),
        ("2026-02-27", "coffee", ["anne", "bob-m"], 45, "by the canal"),
        ("2026-02-26", "call", ["bob-m"], 20, None),
    ]
    network.ok("undo")
    assert network.ok("history --since 2026-02-26").out == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("coffee", "It has 1 field between tabs"),
        ("coffee\tanne\tyesterday\t1h\tnote\tmore", "It has 6 fields between tabs"),
        ("coffee\t,", "It names nobody"),
        ("cofee\tanne", 'There is no kind of contact called "cofee"'),
        ("coffee\tnobody", 'There is nobody called "nobody"'),
        ("coffee\tanne\tmay", "may"),
        ("coffee\tanne\t\t99h", "99h"),
        ("{", "It is not a JSON object"),
        ('{"kind": "coffee"}', '"people" is missing, or not a list of names'),
        ('{"people": ["anne"]}', "A value is missing, or not a text"),
        (
            '{"kind": "coffee", "people": ["anne"], "minutes": 0}',
            '"minutes" has to be a whole number',
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    network: Tinynet, line: str, reason: str
) -> None:
    before = network.path.read_bytes()
    result = network("log --batch -", stdin=f"coffee\tanne\n{line}\n")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("tinynet: Line 2: ")
    assert reason in result.err
    assert network.path.read_bytes() == before


def test_keep_going_writes_the_good_lines_and_names_the_bad_ones(network: Tinynet) -> None:
    result = network.ok("log --batch - --keep-going", stdin="coffee\tanne\ncoffee\tnobody\n")
    assert result == Result(0, "1\n", 'Line 2: There is nobody called "nobody".\n')


def test_a_history_can_be_logged_again_elsewhere(network: Tinynet) -> None:
    lines = network.ok("history --nl").out
    other = Tinynet(network.folder / "other")
    result = other.ok("log --batch - --add", stdin=lines)
    assert result.out == "5\n"
    assert other.ok("history --nl").out.count("\n") == 5


def test_a_batch_names_keys_that_it_does_not_read(network: Tinynet) -> None:
    lines = '{"kind": "call", "people": ["bob"], "onn": "2026-02-27", "colour": "red"}\n' * 2
    assert network.ok("log --batch -", stdin=lines) == Result(
        0, "2\n",
        'The key "colour" is not read.\nThe key "onn" is not read; did you mean on?\n',
    )  # fmt: skip
    assert network.ok("log --batch -", stdin=network.ok("history --nl").out).err == ""


@pytest.mark.parametrize("value", ['"yes"', "1", "[]"])
@pytest.mark.parametrize("key", ["deep", "attempt"])
def test_a_flag_in_a_batch_is_true_or_false(network: Tinynet, key: str, value: str) -> None:
    line = f'{{"kind": "call", "people": ["bob"], "{key}": {value}}}'
    assert network("log --batch -", stdin=line) == Result(
        2, "", f'tinynet: Line 1: "{key}" has to be true or false.\n'
        "Leave it out; nothing was logged.\n",
    )  # fmt: skip


def test_an_object_in_a_batch_may_be_indented(network: Tinynet) -> None:
    assert network.ok("log --batch -", stdin='  {"kind": "call", "people": ["bob"]}').out == "1\n"


def test_keep_going_wants_lines(network: Tinynet) -> None:
    assert network("log coffee anne --keep-going") == Result(
        2, "", "tinynet: --keep-going is for many lines.\nRead them: tinynet log --batch FILE\n"
    )


def test_an_occasion_is_spelled_as_it_is_already(network: Tinynet) -> None:
    network.ok("met anne --at 'Chamber Dinner' --on 2026-02-01")
    assert network.ok("log dinner bob --occasion 'chamber DINNER' --json").json["occasion"] == (
        "Chamber Dinner"
    )
    network.ok(
        "log --batch -", stdin='{"kind": "walk", "people": ["bob"], "occasion": "CHAMBER dinner"}'
    )
    assert {one["occasion"] for one in network.ok("history --json").json["interactions"]} == {
        None, "Chamber Dinner",
    }  # fmt: skip


def test_who_is_only_described_or_has_a_title_is_not_called_by_its_first_word(tinynet):
    for name in ("the tall one with the podcast", "Dr Finch", "Anne Baker"):
        tinynet.ok(["add", name])
    said = tinynet.ok("log dinner finch anne the-p", human=True).out
    assert "  next due: Dr Finch 14 Jul · Anne 14 Jul · the tall one with t… 14 Jul\n" in said
