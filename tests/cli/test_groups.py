"""`@tag` for everybody with a tag, and `-` for the handles on standard input."""

from __future__ import annotations

import io

import pytest
from built import Built
from command_line import Terminal, Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env


@pytest.fixture
def club(network: Tinynet, built: Built) -> Tinynet:
    """Anne, Bob and Li are in the book club; Max was, and is in the archive."""
    return built(network, write_club)


def write_club(network: Tinynet) -> None:
    network.ok("add 'Li Wei' --email li@example.org")
    network.ok("add Max --tag bookclub --email max@example.org")
    network.ok("archive max")
    for who in ("anne", "bob", "li"):
        network.ok(f"tag {who} bookclub")


def everything(tinynet: Tinynet) -> str:
    """Whatever is written, as the JSON export tells it."""
    return tinynet.ok("export json -").out


def test_a_tag_stands_for_everybody_with_it_who_is_not_in_the_archive(club):
    logged = club.ok("log dinner @bookclub --json").json
    assert logged["people"] == ["anne", "bob-m", "li-w"]


def test_somebody_may_stay_away(club):
    assert club.ok("log dinner @bookclub --without li --json").json["people"] == ["anne", "bob-m"]
    assert club.ok("log dinner @BookClub caroline --without @bookclub --json").json["people"] == [
        "caroline-o"
    ]


def test_of_a_tag_only_those_who_were_there_stay_away(club):
    club.ok("tag bob york")
    club.ok("tag caroline york")
    line = "log dinner @bookclub --without @york --json"
    assert club.ok(line).json["people"] == ["anne", "li-w"]
    refused = club("log dinner anne li --without @york")
    assert (refused.code, refused.err) == (
        2,
        "tinynet: Bob Marsh and Caroline Øvergård are not among those who were there.\n"
        "Leave --without away.\n",
    )


@pytest.mark.parametrize(
    "line",
    [
        "show {}", "note {} hello", "link {} spouse anne", "link anne spouse {}", "remove {} --yes",
        "forget {}", "merge {} anne", "introduce {} anne", "favour got {} tea", "favours {}",
        "plan --done {}", "plan --drop {}", "through {}", "add Zed --via {}", "edit anne --via {}",
        "picture days --with {}", "why {}",
    ],
)  # fmt: skip
def test_where_one_person_is_wanted_a_tag_of_several_is_refused(club, line):
    before = everything(club)
    refused = club(line.format("@bookclub"))
    people = [row.split("\t") for row in club.ok("list @bookclub").out.splitlines()]
    listed = ", ".join(f"{handle} ({name})" for handle, name, *_ in people)
    assert sorted(refused.err.split("could be ")[1].splitlines()[0].rstrip(".").split(", ")) == (
        sorted(listed.split(", "))
    )
    assert (refused.code, refused.out) == (4, "")
    assert refused.err.startswith('tinynet: "@bookclub" could be ')
    assert refused.err.endswith("\nSay which by the handle.\n")
    nobody = club(line.format("@sailing"))
    assert (nobody.code, nobody.err.splitlines()[0]) == (4, "tinynet: Nobody is tagged sailing.")
    assert everything(club) == before


def test_where_one_person_is_wanted_a_tag_of_one_is_them(club):
    club.ok("tag li sailing")
    assert club.ok("note @sailing hello").out == "1\tli-w\thello\n"
    assert club.ok("note - hello", stdin="anne\n").out == "2\tanne\thello\n"


def test_the_marks_of_a_text_file_are_no_part_of_a_handle(club):
    piped = "\ufeffanne\r\nbob-m\r\nanne\r\n"
    assert club.ok("tag - york", stdin=piped).out == (
        "anne\tbookclub,running,york\nbob-m\tbookclub,york\n"
    )


def test_who_is_named_and_tagged_is_there_once(club):
    assert club.ok("log dinner li @bookclub --json").json["people"] == ["li-w", "anne", "bob-m"]
    planned = club.ok("plan dinner li @bookclub --json").json
    assert sorted(planned["people"]) == ["anne", "bob-m", "li-w"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "log dinner @booklub",
            "tinynet: Nobody is tagged booklub.\nDid you mean @bookclub?\n",
        ),
        (
            "log dinner @sailing",
            "tinynet: Nobody is tagged sailing.\nTag somebody: tinynet tag anne sailing\n",
        ),
        (
            "log dinner @bookclub --without caroline",
            "tinynet: Caroline Øvergård is not among those who were there.\n"
            "Leave --without away.\n",
        ),
        (
            "log dinner anne --without anne",
            "tinynet: Nobody is left to log it with.\nName somebody who was there.\n",
        ),
        (
            "edit @bookclub --email a@example.org",
            "tinynet: --email is one person's.\nGive it to one at a time.\n",
        ),
        (
            "edit @bookclub",
            "tinynet: The form is about one person.\n"
            "Give options to change several: --circle close.\n",
        ),
        ("edit", "tinynet: Correct whom?\nFor example: tinynet edit anne --circle close\n"),
        (
            "archive @old",
            "tinynet: Nobody is tagged old.\nTag somebody: tinynet tag anne old\n",
        ),
        (
            "tag - york",
            "tinynet: The input names nobody.\n"
            "Give a handle a line, as this does: tinynet list | cut -f1\n",
        ),
    ],
)
def test_who_cannot_be_meant_is_reported_and_nothing_is_written(club, line, said):
    before = everything(club)
    result = club(line)
    assert (result.code in {2, 4}, result.out, result.err) == (True, "", said)
    assert everything(club) == before


def test_a_tag_of_archived_people_says_so(network):
    network.ok("tag bob sailing")
    network.ok("archive bob")
    assert network("log walk @sailing").err == (
        "tinynet: Everybody tagged sailing is in the archive.\n"
        "See them: tinynet list --archived --tag sailing\n"
    )


def test_history_takes_any_of_a_tag_and_all_of_the_names(club):
    club.ok("log walk anne caroline --on 2026-02-25")
    club.ok("log walk caroline --on 2026-02-26")

    def found(line):
        return [row.split("\t")[1:4] for row in club.ok(line).out.splitlines()]

    assert found("history @bookclub --since 2025-01-01 --limit 2") == [
        ["2026-02-25", "walk", "anne,caroline-o"],
        ["2026-02-20", "coffee", "anne"],
    ]
    assert found("history @bookclub caroline") == [["2026-02-25", "walk", "anne,caroline-o"]]
    assert found("history caroline @bookclub --kind coffee") == []
    assert found("history @bookclub --until 2025-12-31") == [["2025-06-01", "dinner", "bob-m"]]
    assert club.ok("history @bookclub --json").json["with"] == ["anne", "bob-m", "li-w"]


def test_addresses_of_a_tag(club):
    club.ok("add Zoe --email zoe@bookclub.example")
    assert club.ok("email @bookclub --no-header").out == (
        "bob@example.org\tBob Marsh\t\nli@example.org\tLi Wei\t\n"
    )
    assert club.ok("email @bookclub li --no-header").out == "li@example.org\tLi Wei\t\n"
    assert club.ok("email @bookclub.example --no-header").out == "zoe@bookclub.example\tZoe\t\n"


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("plan dinner @bookclub --json", lambda found: found["people"]),
        ("brief @bookclub --json", lambda found: [p["person"]["handle"] for p in found["people"]]),
        ("common @bookclub --json", lambda found: [p["handle"] for p in found["people"]]),
        ("met @bookclub --at fair --json", lambda found: found["people"]),
        (
            "gather --with @bookclub --size 3 --json",
            lambda found: found["lists"][0]["handles"],
        ),
    ],
)
def test_wherever_people_are_given(club, line, people):
    assert sorted(people(club.ok(line).json)) == ["anne", "bob-m", "li-w"]


def test_a_batch_takes_tags_and_no_standard_input(club):
    club.ok("log --batch -", stdin="walk\t@bookclub,caroline\t2026-02-28\n")
    assert club.ok("history --limit 1").out.split("\t")[3] == "anne,bob-m,caroline-o,li-w"
    refused = club("log --batch -", stdin="walk\t-\t2026-02-28\nwalk\tanne\n")
    assert refused.err == (
        "tinynet: Line 1: - stands for nobody in a batch.\n"
        "Write names, or a @tag; nothing was logged.\n"
    )


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize(
    ("line", "shown", "plain"),
    [
        (
            "tag {} york",
            "Tagged york: Anne and Bob Marsh.\nNo change for Li Wei.\n",
            "anne\tbookclub,running,york\nbob-m\tbookclub,york\nli-w\tbookclub,york\n",
        ),
        (
            "tag {} running --remove",
            "No longer tagged running: Anne.\nNo change for Bob Marsh and Li Wei.\n",
            "anne\tbookclub\nbob-m\tbookclub\nli-w\tbookclub,york\n",
        ),
        (
            "tag {}",
            "Anne: bookclub, running\nBob Marsh: bookclub\nLi Wei: bookclub, york\n",
            "anne\tbookclub,running\nbob-m\tbookclub\nli-w\tbookclub,york\n",
        ),
        (
            "snooze {} 2w",
            "Out of the due list until Sun 15 Mar: Anne, Bob Marsh and Li Wei.\n",
            "anne\t2026-03-15\nbob-m\t2026-03-15\nli-w\t2026-03-15\n",
        ),
        (
            "pause {} --until 2026-04-01",
            "Paused until Wed 1 Apr: Anne, Bob Marsh and Li Wei.\n",
            "anne\t2026-04-01\nbob-m\t2026-04-01\nli-w\t2026-04-01\n",
        ),
        (
            "pause {} --off",
            "No change for Anne, Bob Marsh and Li Wei.\n",
            "anne\t\nbob-m\t\nli-w\t\n",
        ),
        (
            "skip {}",
            "Skipped: Anne, Bob Marsh and Li Wei.\n",
            "anne\t2026-03-01\nbob-m\t2026-03-01\nli-w\t2026-03-01\n",
        ),
        (
            "archive {}",
            "In the archive now, with everything kept: Anne, Bob Marsh and Li Wei.\n",
            "anne\t2026-03-01\nbob-m\t2026-03-01\nli-w\t2026-03-01\n",
        ),
        (
            "edit {} --circle friends --every 6w",
            "Changed circle, cadence: Anne, Bob Marsh and Li Wei.\n",
            "anne\tAnne\tcircle,every_days\nbob-m\tBob Marsh\tevery_days\n"
            "li-w\tLi Wei\tcircle,every_days\n",
        ),
    ],
)  # fmt: skip
def test_one_thing_is_done_to_many_in_one_unit(club, columns, line, shown, plain):
    club.ok("tag li york")
    club.environ["COLUMNS"] = columns
    before = everything(club)
    of_tag, of_stdin = line.format("@bookclub"), line.format("-")
    handles = "anne\tAnne, as list has her\nbob-m\n\nli-w\nanne\n"

    tried = club.ok(f"{of_tag} --dry-run", human=True)
    assert tried.out == shown
    assert everything(club) == before
    assert club.ok(of_tag).out == plain
    after = everything(club)
    if after != before:
        club.ok("undo")
        assert everything(club) == before
    assert club.ok(of_stdin, stdin=handles, human=True).out == shown
    assert everything(club) == after


def test_the_record_of_many_has_the_record_of_each(club):
    one = club.ok("snooze li 2w --json").json
    club.ok("undo")
    assert club.ok("snooze @bookclub 2w --dry-run", human=True).out == (
        "Out of the due list until Sun 15 Mar: Anne, Bob Marsh and Li Wei.\n"
    )
    many = club.ok("snooze @bookclub 2w --json").json
    assert list(many) == ["schema", "people"]
    assert {"schema": 1, **many["people"][2]} == one
    assert club.ok("edit @bookclub --circle close --json").json == {
        "schema": 1,
        "people": [
            {k: v for k, v in club.ok(f"edit {who} --circle close --json").json.items()
             if k != "schema"} | {"changed": ["circle"]}
            for who in ("anne", "bob", "li")
        ],
    }  # fmt: skip


def test_a_tag_of_one_has_the_shape_of_many(club):
    assert club.ok("tag @running fast --json").json == {
        "schema": 1,
        "people": [
            {"handle": "anne", "name": "Anne", "tags": ["bookclub", "fast", "running"],
             "added": ["fast"], "removed": []},
        ],
    }  # fmt: skip


def test_a_line_of_input_that_is_no_handle_stops_everything(club):
    before = everything(club)
    result = club("tag - york", stdin="anne\nbob\n")
    assert (result.code, result.err) == (
        4,
        'tinynet: Line 2 of the input: there is no handle "bob"; nothing was done.\n'
        "Give a handle a line, as this does: tinynet list | cut -f1\n",
    )
    assert everything(club) == before


def test_more_than_a_few_names_are_counted(tinynet):
    for number in range(9):
        tinynet.ok(f"add Friend{number} --tag many")
    assert tinynet.ok("skip @many", human=True).out == (
        "Skipped: Friend0, Friend1, Friend2, Friend3, Friend4, Friend5 and 3 others.\n"
    )


def test_a_tab_offers_tags_behind_an_at(club):
    assert club.process("__complete fish log dinner @b").out == "@bookclub\n"


def test_list_finds_a_tag_with_its_at(club):
    assert [line.split("\t")[0] for line in club.ok("list @bookclub").out.splitlines()] == [
        "anne", "bob-m", "li-w",
    ]  # fmt: skip


def test_a_terminal_asks_who_of_a_tag_is_meant(club, monkeypatch):
    monkeypatch.setattr(Env, "can_ask", lambda _env: True)
    out, err = io.StringIO(), Terminal()
    words = ["note", "@bookclub", "hello"]
    env = Env(club.environ, words, stdin=Terminal("bob-m\n"), stdout=out, stderr=err)
    assert boundary.run(env, words) == 0
    assert out.getvalue().split("\t")[1:] == ["bob-m", "hello\n"]
    assert "Which one? " in err.getvalue()
