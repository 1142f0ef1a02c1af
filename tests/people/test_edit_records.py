"""Notes, relations and plans in the form of edit."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from command_line import Result, Tinynet

LINES = """\
# Notes, relations and plans: a line without an id is a new one, such as
# "likes tea", "next: ask about the exam", "child: Emma", "walk by 2027-05-01: the canal".
notes = [
    "n2 next: ask about the exam",
    "n1: likes ginger nuts",
]
relations = [
    "r1 child: Nora Marsh",
    "r2 spouse: bob-m",
]
plans = [
    "#1 walk by 2026-04-01: the canal",
]
"""


@pytest.fixture
def anne(network: Tinynet) -> Tinynet:
    network.ok("note anne likes ginger nuts")
    network.ok("note anne --next ask about the exam")
    network.ok("link anne child 'Nora Marsh'")
    network.ok("link anne spouse bob")
    network.ok("plan walk anne --by 2026-04-01 --note 'the canal'")
    return network


def edit(tinynet: Tinynet, *changes: tuple[str, str], ok: bool = True) -> Result:
    """Run `edit anne` with an editor that makes replacements in the form."""
    script = tinynet.folder / "editor.py"
    script.write_text(
        f"#!{sys.executable}\nimport sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        f"open({str(tinynet.folder / 'seen')!r}, 'w').write(text)\n"
        f"for old, new in {changes!r}:\n    assert old in text, old\n"
        "    text = text.replace(old, new)\nopen(path, 'w').write(text)\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    tinynet.environ["EDITOR"] = str(script)
    result = tinynet("edit anne --json")
    assert (result.code == 0) is ok, result
    return result


def seen(tinynet: Tinynet) -> str:
    return Path(tinynet.folder / "seen").read_text()


def shown(tinynet: Tinynet) -> dict:
    return tinynet.ok("show anne --json").json


def test_the_form_has_every_note_relation_and_plan_above_its_tables(anne: Tinynet) -> None:
    before = anne.path.read_bytes()
    edit(anne)
    assert LINES in seen(anne)
    assert seen(anne).index("[facts]") > seen(anne).index("plans = [")
    assert anne.path.read_bytes() == before


def test_lines_are_changed_added_and_taken_out_as_one_unit_of_undo(anne: Tinynet) -> None:
    before = anne.ok("export json").out
    made = edit(
        anne,
        ("n1: likes ginger nuts", "n1: likes custard creams"),
        (
            '    "n2 next: ask about the exam",\n',
            '    "next: the new flat",\n    "plays: cello",\n',
        ),
        ("r1 child: Nora Marsh", "child: Emma Marsh"),
        ("#1 walk by 2026-04-01: the canal", "#1 walk by 2026-05-01"),
        ("plans = [\n", 'plans = [\n    "dinner: at ours",\n'),
    ).json
    assert made["changed"] == ["notes", "relations", "plans"]
    now = shown(anne)
    assert sorted((n["id"], n["next_time"], n["text"]) for n in now["notes"]) == [
        (1, False, "likes custard creams"), (3, True, "the new flat"), (4, False, "plays: cello"),
    ]  # fmt: skip
    assert sorted((r["relation"], r["name"]) for r in now["relations"]) == [
        ("child", "Emma Marsh"), ("spouse", "Bob Marsh"),
    ]  # fmt: skip
    assert sorted((p["kind"], p["by"], p["note"]) for p in now["plans"]) == [
        ("dinner", None, "at ours"), ("walk", "2026-05-01", None),
    ]  # fmt: skip
    anne.ok("undo")
    assert anne.ok("export json").out == before


def test_a_list_that_is_gone_from_the_form_stays_as_it_is(anne: Tinynet) -> None:
    before = anne.ok("export json").out
    edit(anne, ('plans = [\n    "#1 walk by 2026-04-01: the canal",\n]\n', ""))
    assert anne.ok("export json").out == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("n1: likes", "n9: likes", "There is no n9 here"),
        ("n2 next: ask", "n1: ask", "The form has n1 twice"),
        ("n2 next: ask", "n2: ask", "n2 cannot become another sort of note"),
        ("r1 child: Nora Marsh", "child: anne", "Anne cannot be linked with themselves"),
        ("#1 walk by", "#1 dinner by", "#1 is a walk"),
        ("by 2026-04-01", "by 2020-04-01", "2020"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_written(
    anne: Tinynet, old: str, new: str, message: str
) -> None:
    before = anne.path.read_bytes()
    assert message in edit(anne, (old, new), ok=False).error["message"]
    assert anne.path.read_bytes() == before


def test_a_note_whose_text_begins_with_next_keeps_that_word(anne: Tinynet) -> None:
    anne.ok("note anne 'next: of kin is Bob'")
    edit(anne, ("of kin is Bob", "of kin is Caroline"))
    assert anne.ok("show anne --json").json["notes"][0]["text"] == "next: of kin is Caroline"
