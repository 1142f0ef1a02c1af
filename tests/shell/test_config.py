"""tinynet config: what is shown, written, refused, and what it changes elsewhere."""

from __future__ import annotations

import shlex
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from tinynet.config import KEYS
from tinynet.db import journal


def file_of(tinynet) -> Path:
    return tinynet.folder / "config" / "tinynet" / "config.toml"


def write(tinynet, text: str) -> Path:
    path = file_of(tinynet)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def editor(tinynet):
    """Sets an editor that replaces the text by this one, after showing it to the test."""

    def set_(text: str, variable: str = "EDITOR") -> Path:
        seen = tinynet.folder / "seen"
        script = tinynet.folder / "editor.py"
        script.write_text(
            "import pathlib, shutil, sys\n"
            f"shutil.copy(sys.argv[1], {str(seen)!r})\n"
            f"pathlib.Path(sys.argv[1]).write_text({text!r})\n"
        )
        tinynet.environ[variable] = shlex.join([sys.executable, str(script)])
        return seen

    return set_


def test_the_list_has_every_setting_with_its_default_and_where_it_is_from(tinynet):
    write(tinynet, "[due]\nlimit = 7\n")
    told = tinynet.ok("config --json").json
    assert told["path"] == str(file_of(tinynet))
    assert told["settings"] == [
        {
            "key": key,
            "value": 7 if key == "due.limit" else default,
            "default": default,
            "from": "file" if key == "due.limit" else "default",
            "about": about,
        }
        for key, (default, about) in KEYS.items()
    ]
    assert tinynet.ok("config list").out.splitlines()[0] == (
        "due.limit\t7\t5\tfile\thow many people the due list shows at most"
    )


def test_the_list_on_screen_marks_what_was_chosen(tinynet):
    write(tinynet, "[due]\nlimit = 7\n")
    screen = tinynet.ok("config", human=True).out.splitlines()
    assert screen[0].split("  ")[0] == "due.limit"
    assert [" ".join(line.split()) for line in screen[:2]] == [
        "due.limit 7 default 5 how many people the due list shows at most",
        "due.cadence 90d default how often, unless person, circle or rhythm says",
    ]
    assert screen[-1] == f"tinynet config set KEY VALUE · {file_of(tinynet)}"


def test_get_gives_one_value_as_a_script_reads_it(tinynet):
    write(tinynet, 'scores = false\n[due]\ncadence = "3w"\n')
    assert tinynet.ok("config get scores").out == "false\n"
    assert tinynet.ok("config get due.cadence").out == "3w\n"
    assert tinynet.ok("config get due.limit --json").json == {
        "schema": 1, "key": "due.limit", "value": 5
    }  # fmt: skip


def test_set_writes_a_private_file_in_a_private_folder(tinynet):
    told = tinynet.ok("config set due.limit 7 --json").json
    assert told == {"schema": 1, "key": "due.limit", "value": 7, "was": 5}
    path = file_of(tinynet)
    assert path.read_text() == "[due]\nlimit = 7\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_set_leaves_comments_and_everything_else_as_they_are(tinynet):
    path = write(tinynet, '# mine\n[cadence] # often\nclose = "30d"  # monthly\ncolour = "red"\n')
    tinynet.ok("config set cadence.close 3w")
    tinynet.ok("config set scores off")
    assert path.read_text() == (
        '# mine\nscores = false\n\n[cadence] # often\nclose = "3w"  # monthly\ncolour = "red"\n'
    )


def test_set_says_what_it_was(tinynet):
    assert tinynet.ok("config set cadence.close 3w", human=True).out == (
        "cadence.close is now 3w  was 30d\n"
    )
    assert tinynet.ok("config set cadence.close 3w", human=True).out == (
        "cadence.close is 3w, as before\n"
    )


@pytest.mark.parametrize(
    ("text", "key", "value", "after"),
    [
        ("due.limit = 3\n", "due.limit", "4", {"due.limit": "4"}),
        ("due = {limit = 3}\n", "due.cadence", "4w", {"due.limit": "3", "due.cadence": "4w"}),
        ('"due.limit" = 3\n', "due.limit", "4", {"due.limit": "4"}),
        ("[due]\n[cadence]\n", "due.limit", "4", {"due.limit": "4"}),
    ],
)
def test_set_finds_its_way_in_other_ways_of_writing_toml(tinynet, text, key, value, after):
    write(tinynet, text)
    tinynet.ok(["config", "set", key, value])
    assert {name: tinynet.ok(f"config get {name}").out.strip() for name in after} == after


def test_a_link_to_elsewhere_stays_a_link(tinynet):
    target = tinynet.folder / "dotfiles.toml"
    target.write_text("# kept elsewhere\n")
    path = write(tinynet, "")
    path.unlink()
    path.symlink_to(target)
    tinynet.ok("config set due.limit 7")
    assert path.is_symlink()
    assert target.read_text() == "# kept elsewhere\n\n[due]\nlimit = 7\n"


def test_unset_brings_the_default_back_and_takes_an_empty_section_away(tinynet):
    path = write(tinynet, "# mine\nscores = false\n\n[due]\nlimit = 7\n")
    assert tinynet.ok("config unset due.limit --json").json == {
        "schema": 1, "key": "due.limit", "value": 5, "was": 7
    }  # fmt: skip
    assert path.read_text() == "# mine\nscores = false\n\n"
    assert tinynet.ok("config unset due.limit", human=True).out == "due.limit is 5, as before\n"


def test_unset_takes_its_line_and_keeps_every_comment_line_end_and_the_mode(tinynet):
    lines = (
        "# top", "scores = true # shown", "", "# about due", "[due]", "# how many",
        "limit = 3  ## three", "# the end", "", "[plan]", 'stale = "90d"', '"odd.key" = 1', "",
    )  # fmt: skip
    path = write(tinynet, "")
    path.write_bytes("\r\n".join(lines).encode())
    path.chmod(0o600)
    for key in ("due.limit", "scores", "plan.stale", "plan.odd.key"):
        tinynet.ok(f"config unset {key}")
    left = (
        "# top", "# shown", "", "# about due", "[due]", "# how many", "## three",
        "# the end", "", "",
    )  # fmt: skip
    assert path.read_bytes().decode() == "\r\n".join(left)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    tinynet.ok("config set due.limit 4")
    tinynet.ok("config unset due.limit")
    assert "# how many" in path.read_text()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("due = { limit = 3, cadence = '30d' }\n", "due = {  cadence = '30d' }\n"),
        ("due.limit = 3 # few\n", "# few\n"),
        ('"due.limit" = 3\n', ""),
        ("[due]\nlimit = 3\n[plan]\nstale = '9d'\n", "[plan]\nstale = '9d'\n"),
    ],
)
def test_unset_finds_a_key_however_it_is_written(tinynet, text, left):
    path = write(tinynet, text)
    tinynet.ok("config unset due.limit")
    assert path.read_text() == left


def test_unset_takes_an_unknown_key_out_of_the_file(tinynet):
    path = write(tinynet, "colour = 1\nscores = false\n")
    result = tinynet.ok("config unset colour", human=True)
    assert (result.out, result.err) == ("colour is gone from the file  was 1\n", "")
    assert path.read_text() == "scores = false\n"


@pytest.mark.parametrize("line", ["get due.limt", "set due.limt 5", "unset due.limt"])
def test_an_unknown_key_is_refused_with_the_nearest(tinynet, line):
    result = tinynet(f"config {line} --json")
    assert (result.code, result.out) == (2, "")
    assert result.error["code"] == "unknown_setting"
    assert result.error["message"] == 'There is no setting "due.limt"'
    assert result.error["candidates"][0] == "due.limit"
    assert not file_of(tinynet).exists()


def test_an_unknown_key_in_the_file_warns_and_nothing_more(network):
    path = write(network, "[due]\nlimt = 3\n")
    result = network.ok("due --count")
    assert result.out == "1\n"
    assert result.err == f"{path}: unknown setting due.limt; did you mean due.limit?\n"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("due.limit", "0", "The setting due.limit cannot be 0"),
        ("due.limit", "many", 'The setting due.limit cannot be "many"'),
        ("scores", "7", 'The setting scores cannot be "7"'),
        ("date_order", "ymd", 'The setting date_order cannot be "ymd"'),
        ("cadence.inner", "soon", 'The setting cadence.inner: "soon" is not a cadence'),
    ],
)
def test_a_value_that_does_not_fit_is_refused(tinynet, key, value, message):
    result = tinynet(f"config set {key} {value} --json")
    assert (result.code, result.error["code"], result.error["message"]) == (
        2, "bad_value", message
    )  # fmt: skip
    assert not file_of(tinynet).exists()


def test_a_bad_value_in_the_file_is_reported_and_can_be_mended(network):
    write(network, "[due]\nlimit = 0\n")
    result = network("due")
    assert (result.code, result.err) == (
        1,
        "tinynet: The setting due.limit cannot be 0.\nIt takes a number from 1 to 1,000,000.\n",
    )
    network.ok("config set due.limit 3", human=True)
    network.ok("due")


def test_a_broken_file_is_reported_and_its_path_is_still_found(tinynet, monkeypatch):
    path = write(tinynet, "[due\n")
    for line in ("due", "config", "config get scores", "config set scores off"):
        result = tinynet(line)
        assert result.code == 1
        assert result.err.startswith(f"tinynet: The config file {path} is not valid TOML")
    monkeypatch.setattr("tinynet.cli.env.is_terminal", lambda _: True)
    assert tinynet.ok("config path").out == f"{path}\n"
    assert path.read_text() == "[due\n"


def test_a_section_that_is_a_value_is_reported(tinynet):
    write(tinynet, "due = 4\n")
    result = tinynet("config set due.limit 4 --json")
    assert (result.code, result.error["code"]) == (1, "config")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("config shine", 'config cannot "shine"'),
        ("config due.limit", 'config cannot "due.limit"'),
        ("config get", "config get takes a key"),
        ("config set due.limit", "config set takes a key and a value"),
        ("config path due.limit", "config path takes no more words"),
    ],
)
def test_too_few_or_too_many_words_are_refused(tinynet, line, message):
    result = tinynet(f"{line} --json")
    assert (result.code, result.error["message"]) == (2, message)


def test_a_dry_run_writes_nothing(tinynet, editor):
    editor("scores = false\n")
    tinynet.ok("config set scores off --dry-run")
    tinynet.ok("config edit --dry-run")
    assert not file_of(tinynet).exists()


def test_edit_shows_every_setting_commented_out_where_there_is_no_file(tinynet, editor):
    seen = editor("scores = false\n")
    told = tinynet.ok("config edit --json").json
    assert told == {"schema": 1, "path": str(file_of(tinynet)), "changed": True}
    assert file_of(tinynet).read_text() == "scores = false\n"
    shown = seen.read_text()
    uncommented = "\n".join(
        line.removeprefix("# ") for line in shown.splitlines() if " = " in line or "[" in line
    )
    write(tinynet, uncommented)
    assert {s["key"]: s["value"] for s in tinynet.ok("config --json").json["settings"]} == {
        key: default for key, (default, _) in KEYS.items()
    }


def test_edit_prefers_visual_and_shows_the_file_as_it_is(tinynet, editor):
    write(tinynet, "# mine\n")
    tinynet.environ["EDITOR"] = "false"
    seen = editor("# mine\nscores = false\n", "VISUAL")
    tinynet.ok("config edit")
    assert seen.read_text() == "# mine\n"
    assert stat.S_IMODE(file_of(tinynet).stat().st_mode) == 0o600


def test_edit_without_a_change_changes_nothing(tinynet, editor):
    path = write(tinynet, "# mine\n")
    editor("# mine\n")
    assert tinynet.ok("config edit", human=True).out == "Nothing was changed.\n"
    assert path.read_text() == "# mine\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[due", "is not valid TOML"),
        ("[due]\nlimit = 0\n", "The setting due.limit cannot be 0; nothing was changed"),
    ],
)
def test_edit_refuses_what_is_not_valid_and_keeps_the_text(tinynet, editor, text, message):
    path = write(tinynet, "# mine\n")
    editor(text)
    result = tinynet("config edit --json")
    assert (result.code, result.error["code"]) == (1, "editor")
    assert message in result.error["message"]
    kept = Path(result.error["remedy"].partition("Your text is kept in ")[2])
    assert kept.read_text() == text
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.unlink()
    assert path.read_text() == "# mine\n"


def test_edit_without_an_editor_says_what_to_do(tinynet):
    result = tinynet("config edit")
    assert (result.code, result.err) == (
        2,
        (
            "tinynet: No editor is set.\n"
            f"Set VISUAL or EDITOR, or change {file_of(tinynet)} yourself.\n"
        ),
    )


@pytest.mark.parametrize(
    ("key", "who", "cadence_from"),
    [("cadence.friends", "bob-m", "circle"), ("due.cadence", "dora", "default")],
)
def test_a_changed_cadence_holds_for_readers_at_once_and_for_writers_after(
    network, key, who, cadence_from
):
    network.ok("log call Dora --add --on 2026-02-20")

    def due() -> dict:
        people = network.ok("due --all --within 5y --json").json["due"]
        return {p["handle"]: (p["cadence_days"], p["cadence_from"], p["due_on"]) for p in people}

    before = due()
    network.ok(f"config set {key} 8d")
    file_before = network.path.read_bytes()
    now = due()
    assert (now[who][:2], before[who][1]) == ((8, cadence_from), cadence_from)
    assert now[who][2] < before[who][2]
    assert {k: v for k, v in now.items() if k != who} == {
        k: v for k, v in before.items() if k != who
    }
    assert network.path.read_bytes() == file_before
    network.ok("note anne something")
    assert due() == now
    assert network.path.read_bytes() != file_before
    network.ok("undo")
    assert due() == now
    network.ok(f"config unset {key}")
    assert due() == before


def test_undo_keep_bounds_the_history(network):
    network.ok("config set undo.keep 2")
    network.ok("note anne one more")
    assert len(network.ok("undo --list").out.splitlines()) == 2


def test_a_setting_is_saved_and_said_to_be_where_the_database_is_full(network, monkeypatch):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(journal, "put_setting", full)
    result = network("config set due.limit 3")
    assert result.code == 0
    assert result.err == (
        "Saved, but undo does not know of it: "
        "The disk would not take it (database or disk is full).\n"
    )
    assert network.ok("config get due.limit").out == "3\n"


def test_what_a_setting_does_is_whole_on_a_narrow_screen(tinynet):
    tinynet.environ["COLUMNS"] = "60"
    assert "…" not in tinynet.ok("config", human=True).out
