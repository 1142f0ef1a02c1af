"""tinynet edit, by options and in the editor."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest
from command_line import Tinynet

from tinynet.cli.editor import OPENED_MOST
from tinynet.cli.env import Env
from tinynet.db.files import temporary_folder

FORM = """\
# Anne. Save and close to keep what you changed; close unchanged to leave it.
# An empty text means "not known". A label stands before a colon: "work: anne@example.org".
# Dates may be partial: 1980-04-12, "april 1980", --04-12, circa 1980.
name = "Anne"
handle = "anne"
nicknames = []
circle = "" # inner, close, friends or village
every = "" # how often: 2w, monthly, never
birthday = "1980-03-04"
met_how = "the stall on Fridays"
met_at = ""
met_on = ""
met_via = "" # the handle of whoever brought you together
organisation = ""
title = ""
tags = ["running"]
emails = []
phones = []
urls = []
addresses = []
messengers = []

# Notes, relations and plans: a line without an id is a new one, such as
# "likes tea", "next: ask about the exam", "child: Emma", "walk by 2027-05-01: the canal".
notes = []
relations = []
plans = []

[facts]

[dates]
"""


def editor(folder: Path, body: str) -> str:
    """An editor that is a small program: `text` is the form, and what it leaves is saved."""
    script = folder / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"pathlib.Path({str(folder / 'seen')!r}).write_text(path.read_text())\n"
        f"pathlib.Path({str(folder / 'mode')!r}).write_text(oct(path.stat().st_mode))\n"
        f"text = path.read_text()\n{body}\npath.write_text(text)\n"
    )
    return f"{sys.executable} {script}"


def test_options_replace_add_and_take_away(network: Tinynet) -> None:
    done = network.ok(
        "edit anne --circle inner --every 2w --email a@example.org --tag family --nickname Annie"
        " --name 'Anne Baker' --birthday '' --met '' --json"
    ).json
    assert done == {
        "schema": 1, "handle": "anne", "name": "Anne Baker", "circle": "inner", "every_days": 14,
        "met_how": None, "met_at": None, "met_on": None, "birthday": None, "organisation": None,
        "title": None, "nicknames": ["Annie"], "tags": ["running", "family"],
        "emails": ["a@example.org"], "phones": [], "addresses": [],
        "changed": [
            "name", "circle", "every_days", "met_how", "nicknames", "details", "tags",
            "anniversaries",
        ],
    }  # fmt: skip
    row = network.ok("list annie --json").json["people"][0]
    assert (row["name"], row["circle"], row["tags"]) == (
        "Anne Baker",
        "inner",
        ["family", "running"],
    )
    assert (
        network.ok("edit anne --every '' --circle ''").out
        == "anne\tAnne Baker\tcircle,every_days\n"
    )


def test_an_option_that_changes_nothing_says_so(network: Tinynet) -> None:
    assert network.ok("edit anne --tag running", human=True).out == "Anne stays as before.\n"
    assert "edit anne" not in network.ok("undo --list").out


def test_the_form_shows_what_is_known(network: Tinynet) -> None:
    network.environ["EDITOR"] = editor(network.folder, "")
    assert network.ok("edit anne", human=True).out == "Anne stays as before.\n"
    assert (network.folder / "seen").read_text() == FORM
    assert stat.S_IMODE(int((network.folder / "mode").read_text(), 8)) == 0o600


def test_the_form_writes_what_was_changed_in_it(network: Tinynet) -> None:
    network.environ["EDITOR"] = editor(
        network.folder,
        "for old, new in {\n"
        " 'circle = \"\"': 'circle = \"close\"',\n"
        " 'every = \"\"': 'every = \"3 weeks\"',\n"
        " 'emails = []': 'emails = [\"work: anne@example.org\"]',\n"
        " 'met_via = \"\"': 'met_via = \"bob-m\"',\n"
        " '[facts]': '[facts]\\n\"Favourite biscuit\" = \"ginger nut\"',\n"
        " '[dates]': '[dates]\\nwedding = \"june 2009\"',\n"
        "}.items(): text = text.replace(old, new)",
    )
    assert network.ok("edit anne").out == (
        "anne\tAnne\tcircle,every_days,met_via,details,facts,anniversaries\n"
    )
    network.environ["EDITOR"] = editor(network.folder, "")
    network.ok("edit anne")
    form = tomllib.loads((network.folder / "seen").read_text())
    assert form == tomllib.loads(FORM) | {
        "circle": "close",
        "every": "3 weeks",
        "met_via": "bob-m",
        "emails": ["work: anne@example.org"],
        "facts": {"favourite biscuit": "ginger nut"},
        "dates": {"wedding": "2009-06"},
    }


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("text = text.replace('[facts]', '[facts')", "The form is not valid TOML"),
        (
            "text = text.replace('circle = \"\"', 'circle = \"outer\"')",
            'There is no circle "outer"',
        ),
        ("text = text.replace('1980-03-04', '31 february')", "31 February"),
        ("text = 'pet = \"Rex\"\\n' + text", "The form has no field called pet"),
        ("sys.exit(3)", "failed; nothing was changed"),
    ],
)
def test_a_form_that_cannot_be_used_is_kept(network: Tinynet, body: str, message: str) -> None:
    before = network.ok("show anne --json").json
    network.environ["VISUAL"] = editor(network.folder, body)
    result = network("edit anne")
    assert result.code == 1
    assert message in result.err
    kept = Path(result.err.split("kept in ")[1].strip().rstrip("."))
    assert kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.unlink()
    assert network.ok("show anne --json").json == before


@pytest.mark.parametrize(
    ("wrong", "right", "above"),
    [
        ('circle = "outer"', 'circle = "close"',
         '#! There is no circle "outer". It is one of inner, close, friends, village.'),
        ('circle = "close', 'circle = "close"', "#! The form is not valid TOML ("),
        ('pet = "Rex"', 'circle = "close"', "#! The form has no field called pet. "),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_used_is_opened_again_with_the_reason_above_the_line(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch, wrong: str, right: str, above: str
) -> None:
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    network.environ["EDITOR"] = editor(
        network.folder,
        f"old = 'circle = \"\" #' if '#! ' not in text else {wrong + ' #'!r}\n"
        f"new = {wrong + ' #'!r} if '#! ' not in text else {right + ' #'!r}\n"
        "text = text.replace(old, new)",
    )
    assert network.ok("edit anne").out == "anne\tAnne\tcircle\n"
    seen = (network.folder / "seen").read_text().splitlines()
    reason = next(number for number, line in enumerate(seen) if line.startswith("#! "))
    assert seen[reason].startswith(above)
    assert seen[reason + 1].startswith(wrong)


def test_a_form_that_is_left_wrong_is_kept(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    network.environ["EDITOR"] = editor(
        network.folder, "text = text.replace('circle = \"\"', 'circle = \"outer\"')"
    )
    result = network("edit anne")
    assert (result.code, 'There is no circle "outer"; nothing was changed' in result.err) == (
        1, True,
    )  # fmt: skip
    kept = Path(result.err.split("kept in ")[1].strip().rstrip("."))
    assert 'circle = "outer"' in kept.read_text()
    kept.unlink()


def test_an_editor_that_never_mends_the_form_is_opened_a_few_times_only(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    network.environ["EDITOR"] = editor(network.folder, "text += 'circle: outer\\n'")
    result = network("edit anne")
    assert (result.code, "; nothing was changed" in result.err) == (1, True)
    kept = Path(result.err.split("kept in ")[1].strip().rstrip("."))
    assert kept.read_text().count("circle: outer") == OPENED_MOST
    kept.unlink()


def meanwhile(network: Tinynet, *words: str) -> str:
    """An editor in which a circle is typed while another command runs."""
    line = [sys.executable, "-m", "tinynet", *words, "--db", str(network.path)]
    return editor(
        network.folder,
        f"import subprocess; subprocess.run({line!r}, check=True, stdout=subprocess.DEVNULL)\n"
        "text = text.replace('circle = \"\"', 'circle = \"close\"')",
    )


@pytest.mark.parametrize(
    "words", [("remove", "dora", "--yes"), ("merge", "dora", "bob", "--yes"), ("undo", "--yes")]
)
def test_a_form_of_somebody_who_was_taken_out_meanwhile_is_kept(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    network.ok("add Dora")
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    network.environ["EDITOR"] = meanwhile(network, *words)
    result = network("edit dora --json")
    assert (result.code, result.error["code"]) == (4, "no_such_person")
    assert result.error["message"] == (
        "Dora was taken out while the form was open; nothing was changed"
    )
    remedy, _, kept = result.error["remedy"].partition(". Your text is kept in ")
    assert remedy == "See what did it: tinynet undo --list"
    assert 'circle = "close"' in Path(kept).read_text()
    assert len(network.ok("list").out.splitlines()) == 3


def test_nothing_is_left_of_the_form_of_somebody_who_was_forgotten_meanwhile(
    network: Tinynet,
) -> None:
    network.environ["EDITOR"] = editor(network.folder, "text += 'circle: outer\\n'")
    network("edit anne")  # a form that was kept
    network.environ["EDITOR"] = meanwhile(network, "forget", "anne", "--confirm", "Anne")
    result = network("edit anne")
    assert (result.code, result.err) == (
        4,
        "tinynet: Anne was forgotten while the form was open; nothing was changed.\n"
        "The form is gone, too.\n",
    )
    kept = Path(tempfile.gettempdir()).rglob("*")
    assert not [path for path in kept if path.is_file()]
    assert b"Anne" not in network.path.read_bytes()
    assert network.ok("doctor").code == 0


def test_a_form_is_not_written_to_somebody_new_who_has_the_same_number(network: Tinynet) -> None:
    network.environ["EDITOR"] = editor(
        network.folder,
        "import subprocess\n"
        "forget = ['forget', 'caroline-o', '--confirm', 'Caroline Øvergård']\n"
        "for line in (forget, ['add', 'Zed']):\n"
        f"    words = [sys.executable, '-m', 'tinynet', *line, '--db', {str(network.path)!r}]\n"
        "    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)\n"
        "text = text.replace('circle = \"\"', 'circle = \"close\"')",
    )
    assert network("edit caroline").code == 4
    assert network.ok("show zed --json").json["person"]["circle"] is None


def test_nano_vim_and_vi_are_taken_where_no_editor_is_set(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = network.folder / "bin"
    programs.mkdir()
    for name in ("vi", "vim"):
        program = programs / name
        program.write_text(f"#!/bin/sh\necho {name} > {network.folder / 'taken'}\n")
        program.chmod(0o755)
    network.environ["PATH"] = f"{programs}"
    assert network("edit anne").code == 2  # in a script, nobody sits before an editor
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    assert network.ok("edit anne", human=True).out == "Anne stays as before.\n"
    assert (network.folder / "taken").read_text() == "vim\n"


def test_without_an_editor_the_options_are_named(network: Tinynet) -> None:
    assert network("edit anne") == (
        type(network("edit anne"))(
            2,
            "",
            "tinynet: No editor is set.\n"
            "Set VISUAL or EDITOR, or give options: tinynet edit anne --circle close\n",
        )
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("--handle bob-m", 2), ("--via anne", 2), ("--via nobody", 4), ("--circle outer", 2),
        ("--every 0", 2), ("--birthday '31 feb'", 2), ("--email nowhere", 2), ("--name ' '", 2),
    ],
)  # fmt: skip
def test_a_refused_option_changes_nothing(network: Tinynet, options: str, code: int) -> None:
    before = network.ok("show anne --json").json
    assert network(f"edit anne --tag other {options}").code == code
    assert network.ok("show anne --json").json == before


@pytest.fixture
def reachable(network: Tinynet) -> Tinynet:
    network.ok("edit anne --email a@example.org --email old@example.org --phone '020 7946 0123'")
    return network


def ways(tinynet: Tinynet) -> list[tuple[int, str]]:
    details = tinynet.ok("show anne --json").json["person"]["details"]
    return [(way["id"], way["value"]) for way in details]


BEFORE = [(2, "a@example.org"), (3, "old@example.org"), (4, "020 7946 0123")]


def test_a_way_is_changed_by_its_id_which_stays(reachable: Tinynet) -> None:
    assert ways(reachable) == BEFORE
    assert reachable.ok("edit anne --email new@example.org --id w3").out == "anne\tAnne\tdetails\n"
    assert ways(reachable) == [BEFORE[0], (3, "new@example.org"), BEFORE[2]]
    reachable.ok("undo")
    assert ways(reachable) == BEFORE


def test_a_way_is_taken_out_by_its_id_or_by_its_value(reachable: Tinynet) -> None:
    reachable.ok("edit anne --remove --id w2")
    assert ways(reachable) == BEFORE[1:]
    reachable.ok("edit anne --remove --phone '(020) 79460123' --tag running")
    assert ways(reachable) == BEFORE[1:2]
    assert reachable.ok("show anne --json").json["person"]["tags"] == []


def test_a_relation_is_taken_out_by_its_id(network: Tinynet) -> None:
    network.ok("link anne spouse bob")
    assert network.ok("edit anne --remove --id r1", human=True).out == (
        "No longer kept: Bob Marsh is Anne's spouse.\n"
    )
    assert network.ok("show anne --json").json["relations"] == []


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ("--remove --id w1", 1, "Anne has no way to reach them under w1"),
        ("--email x@example.org --id w4", 2, "w4 is one of their phones"),
        ("--email x --id w3", 2, '"x" is not an e-mail address'),
        ("--id w3", 2, "w3 is one of their emails"),
        ("--remove --id n1", 2, "n1 is a note"),
        ("--id f1 --email x@example.org", 2, "f1 is a fact"),
        ("--remove --email x@example.org --id w3", 2, "--remove --id takes no more than the id"),
        ("--remove", 2, "Remove what?"),
        ("--remove --email x@example.org", 1, "Anne has no x@example.org"),
        ("--remove --circle close", 2, "--remove takes no --circle"),
        ("bob --remove --id w3", 2, "--id is for one thing of one person"),
        ("--id w3 --note x", 2, "--id and --note cannot be used together"),
    ],
)
def test_what_is_not_theirs_is_not_corrected(
    reachable: Tinynet, options: str, code: int, message: str
) -> None:
    result = reachable(f"edit anne {options} --json")
    assert (result.code, result.error["message"]) == (code, message)
    assert ways(reachable) == BEFORE


def test_the_form_has_all_values_of_a_fact_and_keeps_their_ids(network: Tinynet) -> None:
    network.ok("note anne --fact 'gift idea' a red kettle")
    network.ok("note anne --fact 'gift idea' --add socks")
    network.ok("note anne --done --id f1")
    before = network.ok("show anne --json").json["fact_rows"]
    network.environ["EDITOR"] = editor(
        network.folder, "text = text.replace('circle = \"\"', 'circle = \"close\"')"
    )
    assert network.ok("edit anne").out == "anne\tAnne\tcircle\n"
    form = tomllib.loads((network.folder / "seen").read_text())
    assert form["facts"] == {"gift idea": ["a red kettle", "socks"]}
    assert network.ok("show anne --json").json["fact_rows"] == before
    network.environ["EDITOR"] = editor(network.folder, "text = text.replace('socks', 'a hat')")
    assert network.ok("edit anne").out == "anne\tAnne\tfacts\n"
    now = network.ok("show anne --json").json["fact_rows"]
    assert [(row["value"], row["done_on"]) for row in now] == [
        ("a red kettle", "2026-03-01"),
        ("a hat", None),
    ]


def test_an_empty_value_takes_all_of_several_away(network):
    def emails():
        return network.ok("edit bob --title x --json").json["emails"]

    network.ok("edit bob --email a@b.org")
    network.ok("edit bob --email '' --email c@d.org --email e@f.org")
    assert emails() == ["c@d.org", "e@f.org"]
    network.ok("edit bob --remove --email c@d.org")
    assert emails() == ["e@f.org"]
    network.ok("edit bob --email ''")
    assert emails() == []
    network.ok("edit bob --nickname Bobby --nickname Rob")
    assert network.ok("edit bob --nickname '' --json").json["nicknames"] == []


def test_a_value_that_is_changed_in_the_form_keeps_its_id_and_the_day_it_was_given(
    network: Tinynet,
) -> None:
    network.ok("note anne a red kettle --fact 'gift idea'")
    network.ok("note anne a pan --fact 'gift idea' --add")
    network.ok("note anne --done --id f1 --on '25 dec'")
    ways = network.ok("show bob --json").json["person"]["details"]
    network.environ["EDITOR"] = editor(network.folder, "text = text.replace('red', 'green')")
    network.ok("edit anne")
    assert network.ok("show anne --json").json["fact_rows"] == [
        {"id": 1, "key": "gift idea", "value": "a green kettle", "done_on": "2025-12-25"},
        {"id": 2, "key": "gift idea", "value": "a pan", "done_on": None},
    ]
    network.environ["EDITOR"] = editor(network.folder, "text = text.replace('bob@', 'b@')")
    network.ok("edit bob")
    now = network.ok("show bob --json").json["person"]["details"]
    assert [(way["id"], way["value"]) for way in now] == [(ways[0]["id"], "b@example.org")]
    network.ok("undo 2 --yes")
    assert network.ok("show anne --json").json["fact_rows"][0]["value"] == "a red kettle"


@pytest.mark.parametrize("named", [{}, {"TMPDIR": "no/such"}, {"TEMP": "."}, {"TMP": "."}])
def test_forms_stand_where_the_standard_library_puts_temporary_files(
    named: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", None)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in named.items():
        monkeypatch.setenv(name, folder)
    assert temporary_folder() == str(Path(tempfile.gettempdir()).absolute())


def test_a_form_that_has_no_room_names_the_folder_and_leaves_nothing(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def full(path: str, _text: str) -> None:
        Path(path).write_text("", encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tinynet.cli.editor.write", full)
    network.environ["EDITOR"] = "true"
    assert network("edit anne").err == (
        f"tinynet: {tmp_path} cannot be written (No space left on device); nothing was changed.\n"
        "Free some space there, or name another folder in TMPDIR.\n"
    )
    assert [path for path in tmp_path.iterdir() if path.name.startswith("tinynet-")] == []
