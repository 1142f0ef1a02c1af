"""A file that is as it was is not read again, as long as nothing here would make a difference."""

from __future__ import annotations

import re

import pytest
from books import SAMPLES, units
from import_cases import ask, happened

from tinynet.exchange.importing import import_formats

FRIENDS = SAMPLES / "friends/friends.md"
MAIL = SAMPLES / "friends.mbox"
READ = ["import", "friends", str(FRIENDS), "--json"]


@pytest.fixture
def unread(monkeypatch):
    """From now on, whatever is read is an error."""

    def begin() -> None:
        monkeypatch.setattr(import_formats, "records", None)

    yield begin
    monkeypatch.undo()


def test_the_same_file_is_known_without_reading_it(tinynet, unread):
    first = tinynet.ok(READ).json
    had, before = units(tinynet), happened(tinynet)
    unread()
    again = tinynet.ok(READ).json
    assert again == {
        **first,
        "new": 0,
        "unchanged": 6,
        "contacts": {
            "new": 0,
            "changed": 0,
            "unchanged": 6,
            "already": 0,
            "left": 0,
            "taken_back": 0,
        },
        "notes": {"new": 0, "changed": 0, "unchanged": 3},
        "places": {"new": 0, "changed": 0, "unchanged": 4},
        "warnings": [],
        "same_file": True,
        "strangers": 0,
        "cards": [
            {**row, "action": "unchanged", "matched_by": "same card"} for row in first["cards"]
        ],
    }
    assert (units(tinynet), happened(tinynet)) == (had, before)


def test_what_was_refused_and_who_is_not_here_is_counted(tinynet, unread):
    tinynet.ok("add 'Zoë Ortiz' --email zoe.ortiz@example.org")
    line = ["import", "mbox", str(MAIL)]
    tinynet.ok(line)
    unread()
    assert tinynet.ok(line, human=True).out == (
        "friends.mbox: 2 refused\n"
        "contacts  2 unchanged\n"
        "The file is as it was when it was imported, 2 people not here; --dry-run reads it again.\n"
    )


@pytest.mark.parametrize(
    "change",
    [
        "undo", "unlog 1 --yes", "add Gavin", "edit anne --nickname Nan", "remove anne --yes",
        "edit anne --email a@example.org", "kinds add chess",
    ],
)  # fmt: skip
def test_whatever_might_make_a_difference_has_the_file_read(tinynet, unread, change):
    tinynet.ok(READ)
    tinynet.ok(change)
    unread()
    assert tinynet(READ).code == 1


@pytest.mark.parametrize(
    "change", ["log coffee anne", "note anne hello", "edit anne --circle close"]
)
def test_what_makes_none_does_not(tinynet, unread, change):
    tinynet.ok(READ)
    tinynet.ok(change)
    unread()
    assert tinynet.ok(READ).json["same_file"]


def test_a_file_of_which_something_was_left_alone_is_known_too(tinynet, unread):
    tinynet.ok(READ)
    file = tinynet.folder / FRIENDS.name
    file.write_text(FRIENDS.read_text("utf-8").replace("Flew to _Lisbon_", "Flew"), "utf-8")
    line = ["import", "friends", str(file), "--json"]
    edited = next(one["id"] for one in tinynet.ok("history --json").json["interactions"]
                  if one["on"] == "2026-02-06")  # fmt: skip
    tinynet.ok(["amend", str(edited), "--at", "Porto"])
    tinynet.ok("unlog 1 --yes")
    assert tinynet.ok(line).json["same_file"] is False
    read = tinynet.ok([*line, "--dry-run"]).json
    assert read["contacts"]["left"] > 0
    unread()
    assert tinynet.ok(line).json["contacts"] == read["contacts"]
    tinynet.ok(["amend", str(edited), "--at", "Lisbon"])
    assert tinynet(line).code == 1


def test_another_file_another_option_and_a_dry_run_are_read(tinynet, unread):
    tinynet.ok("add Zoë --email zoe.ortiz@example.org")
    other = tinynet.folder / FRIENDS.name
    other.write_text(FRIENDS.read_text("utf-8") + "- Somebody New\n", encoding="utf-8")
    line = ["import", "mbox", str(MAIL)]
    tinynet.ok(READ)
    tinynet.ok(line)
    unread()
    assert tinynet([*READ, "--dry-run"]).code == 1
    assert tinynet(["import", "friends", str(other)]).code == 1
    assert tinynet([*line, "--add-people"]).code == 1
    assert tinynet([*line, "--me", "robin@hazel.example"]).code == 1


def test_what_was_undone_comes_back_and_then_the_file_is_known_again(tinynet, unread):
    tinynet.ok(READ)
    before = happened(tinynet)
    tinynet.ok("undo")
    assert tinynet.ok(READ).json["new"] == 6
    assert happened(tinynet) == before
    unread()
    assert tinynet.ok(READ).json["same_file"]


def test_nothing_is_remembered_of_a_dry_run_and_no_names_at_all(tinynet):
    tinynet.ok([*READ, "--dry-run"])
    assert not tinynet.path.exists()
    tinynet.ok(READ)
    ((kept,),) = ask(tinynet, "SELECT value FROM setting WHERE key LIKE 'imported:%'")
    assert set(re.findall("[A-Za-z]{4,}", re.sub("[0-9a-f]{64}", "", kept))) == {
        "state", "left", "people", "same", "card", "refused", "unmatched", "counts", "contacts",
        "notes", "favours", "places",
    }  # fmt: skip
