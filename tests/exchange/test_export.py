"""`tinynet export`: where it goes, what it says, and what it refuses."""

from __future__ import annotations

import io
import json
import stat

import pytest
from command_line import Terminal, Tinynet
from counting import counted

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.exchange.exporting import rows
from tinynet.people import profile_rows

ANNE_MD = """# Anne

`anne` · \\#running

- met: the stall on Fridays

## Dates

- birthday: 4 March 1980

## 2026

- 20 February: coffee
- 13 February: coffee
- 6 February: coffee
- 30 January: coffee
"""
BOB_MD = """# Bob Marsh

`bob-m` · friends

- e-mail: bob@example.org

## 2025

- 1 June: dinner, 3h, at The Red Lion\\
  his new job
"""
CAROLINE_MD = """# Caroline Øvergård

`caroline-o` · 2 weeks

- met: through Anne
"""
CSV = (
    "handle,name,nicknames,circle,every,tags,emails,phones,addresses,urls,messengers,birthday,"
    "dates,organisation,title,met_how,met_at,met_on,met_via,facts,notes,relations,archived\r\n"
    "anne,Anne,,,,running,,,,,,1980-03-04,,,,the stall on Fridays,,,,,,,\r\n"
    "bob-m,Bob Marsh,,friends,,,bob@example.org,,,,,,,,,,,,,,,,\r\n"
    "caroline-o,Caroline Øvergård,,,2 weeks,,,,,,,,,,,,,,Anne,,,,\r\n"
)
FRIENDS = """### Activities:
- 2026-02-20: Coffee with **Anne**
- 2026-02-13: Coffee with **Anne**
- 2026-02-06: Coffee with **Anne**
- 2026-01-30: Coffee with **Anne**
- 2025-06-01: Dinner with **Bob Marsh** at _The Red Lion_: his new job

### Notes:

### Friends:
- Anne @running
- Bob Marsh
- Caroline Øvergård

### Locations:
- The Red Lion
"""


def test_into_a_pipe_without_a_name(network):
    assert network.ok("export csv").out == CSV
    assert network.ok("export friends -").out == FRIENDS
    assert network.ok("export markdown").out == f"{ANNE_MD}\n{BOB_MD}\n{CAROLINE_MD}"
    assert [p["handle"] for p in network.ok("export json").json["people"]] == [
        "anne", "bob-m", "caroline-o",
    ]  # fmt: skip


def test_people_are_sorted_by_their_handles(network):
    network.ok("add 'Abe Young'")
    handles = [line.split(",")[0] for line in network.ok("export csv").out.splitlines()]
    assert handles == ["handle", "abe-y", "anne", "bob-m", "caroline-o"]
    assert network.ok("export markdown").out.startswith("# Abe Young\n")


def test_into_a_file_that_only_you_can_read(network):
    file = network.folder / "friends.csv"
    assert network.ok(["export", "csv", str(file)], human=True).out == (
        f"3 people, 5 contacts -> {file}\nIt does not hold everything; tinynet export json does.\n"
    )
    assert file.read_bytes() == b"\xef\xbb\xbf" + CSV.encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert network.ok(["export", "json", str(network.folder / "a.json")], human=True).out == (
        f"3 people, 5 contacts -> {network.folder / 'a.json'}\n"
    )
    assert (network.folder / "a.json").read_text() == network.ok("export json").out


def test_the_answer_of_a_file_for_scripts(network):
    file = str(network.folder / "friends.json")
    assert network.ok(["export", "json", file, "--json"]).json == {
        "schema": 1, "format": "json", "target": file, "people": 3, "contacts": 5,
        "dry_run": False,
    }  # fmt: skip
    assert network.ok(["export", "json", file, "--yes"]).out == f"{file}\t3\t5\n"


def test_an_existing_file_stays_without_a_yes(network):
    file = network.folder / "friends.json"
    file.write_text("mine")
    result = network(["export", "json", str(file)])
    assert (result.code, result.err) == (
        2,
        f"tinynet: This needs an answer: {file} is there already. Replace it?\nGive --yes.\n",
    )
    assert file.read_text() == "mine"
    network.ok(["export", "json", str(file), "--yes"])
    assert file.read_text().startswith('{"tinynet": 2')


def test_a_dry_run_writes_nothing(network):
    file = network.folder / "friends.json"
    shown = network.ok(["export", "json", str(file), "--dry-run"], human=True).out
    assert shown.split() == f"3 people, 5 contacts -> {file} would be written".split()
    network.ok(["export", "markdown", f"{network.folder}/pages/", "--dry-run"])
    assert not file.exists()
    assert not (network.folder / "pages").exists()


@pytest.mark.parametrize("format_", ["json", "csv", "markdown", "friends"])
def test_a_link_is_not_followed_and_the_database_not_replaced(network, format_):
    (network.folder / "target").write_text("mine")
    link = network.folder / "link"
    link.symlink_to(network.folder / "target")
    wrong = {link: "is a link, which is not followed", network.path: "cannot be replaced"}
    for place, said in wrong.items():
        result = network(["export", format_, str(place), "--yes", "--json"])
        assert (result.code, result.error["code"]) == (1, "unwritable")
        assert result.error["message"] == f"{place} {said}"
    assert (network.folder / "target").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(network):
    place = network.folder / "nowhere" / "friends.json"
    result = network(["export", "json", str(place)])
    assert (result.code, result.err) == (
        1,
        f"tinynet: {place} cannot be written (No such file or directory).\n"
        "Look at who owns it and at its mode, or choose another place.\n",
    )


def test_nothing_runs_over_a_terminal(network):
    words = ["export", "json"]
    streams = {name: Terminal() for name in ("stdout", "stderr")}
    env = Env(network.environ, words, stdin=io.StringIO(), **streams)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tinynet.cli.env.is_terminal", lambda stream: isinstance(stream, Terminal))
        assert boundary.run(env, words) == 2
    assert streams["stderr"].getvalue() == (
        "tinynet: All of it would run over your terminal.\n"
        "Name a file: tinynet export json friends.json\n"
    )


@pytest.mark.parametrize(
    ("line", "said", "remedy"),
    [
        ("export xml", 'There is no export to "xml"',
         "It is one of json, vcard, csv, markdown, friends"),
        ("export csv --version 3", "--version is for vCards", "Leave it out of an export to csv"),
        ("export json - --delete", "--delete is for vCards", "Leave it out of an export to json"),
        ("export json --json", "The json itself goes to stdout, and nothing else can",
         "Leave --json and --format out, or name a file: tinynet export json friends.json"),
    ],
)  # fmt: skip
def test_what_is_refused(network, line, said, remedy):
    result = network(f"{line} --json" if "--json" not in line else line)
    assert (result.code, result.out) == (2, "")
    assert (result.error["message"], result.error["remedy"]) == (said, remedy)


def test_of_nobody(tinynet):
    assert tinynet.ok("export csv").out.count("\n") == 1
    assert tinynet.ok("export markdown").out == ""
    assert json.loads(tinynet.ok("export json").out)["people"] == []
    assert not tinynet.path.exists()


def pages(tinynet: Tinynet) -> dict[str, str]:
    return {path.name: path.read_text() for path in (tinynet.folder / "md").iterdir()}


def test_a_folder_gets_a_page_a_person_and_is_brought_up_to_date(network):
    folder = network.folder / "md"
    line = ["export", "markdown", f"{folder}/"]
    assert network.ok(line, human=True).out == (
        f"3 people, 5 contacts -> {folder}\n3 written, 0 as they were.\n"
    )
    assert pages(network) == {
        "anne.md": ANNE_MD, "bob-m.md": BOB_MD, "caroline-o.md": CAROLINE_MD,
    }  # fmt: skip
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    (folder / "README.md").write_text("# Mine\n\nmine\n")
    before = (folder / "anne.md").stat().st_mtime_ns
    network.ok("note bob 'likes boats'")
    network.ok("remove caroline --yes")
    assert network.ok([*line[:2], str(folder), "--dry-run"], human=True).out == (
        f"2 people, 5 contacts -> {folder}\n1 would be written, 1 as it was.\n"
        "Of nobody here, and left: caroline-o.md.\n"
    )
    assert network.ok([*line[:2], str(folder), "--json"]).json == {
        "schema": 1, "format": "markdown", "target": str(folder), "people": 2, "contacts": 5,
        "dry_run": False, "changed": ["bob-m"], "gone": ["caroline-o.md"],
    }  # fmt: skip
    assert (folder / "anne.md").stat().st_mtime_ns == before
    assert "## Notes\n\n- 2026-03-01: likes boats\n" in (folder / "bob-m.md").read_text()
    assert (folder / "caroline-o.md").read_text() == CAROLINE_MD
    assert (folder / "README.md").read_text() == "# Mine\n\nmine\n"


def test_a_link_in_the_folder_is_not_followed(network):
    folder = network.folder / "md"
    folder.mkdir()
    (network.folder / "target").write_text("mine")
    (folder / "bob-m.md").symlink_to(network.folder / "target")
    result = network(["export", "markdown", str(folder), "--json"])
    assert (result.code, result.error["code"]) == (1, "unwritable")
    assert (network.folder / "target").read_text() == "mine"


def test_an_export_is_of_one_moment(network):
    """Whoever writes while the first people are read does not come into the last contacts."""
    from tinynet.exchange.exporting import file as export_file

    env = Env(network.environ, ["export", "json"])
    with export_file.moment(env) as store:
        before = store.rows(sql.totals)
        assert store.connection.in_transaction
        list(export_all(store))
        assert store.connection.in_transaction
        assert store.rows(sql.totals) == before


def export_all(store):
    from tinynet.exchange import export

    yield from export.writer("friends")(store)


@pytest.mark.parametrize("format_", ["vcard", "csv", "markdown"])
def test_people_are_written_while_they_are_read(tinynet, format_, monkeypatch):
    for number in range(20):
        tinynet.ok(["add", f"Person Number{number}", "--note", f"note {number}"])
    whole = tinynet.ok(["export", format_, "-"]).out

    profile = counted(profile_rows.Profile)
    monkeypatch.setattr(profile_rows, "Profile", profile)
    monkeypatch.setattr(rows, "AT_ONCE", 3)
    assert tinynet.ok(["export", format_, "-"]).out == whole
    assert 0 < profile.most <= 2 * 3
