"""Everybody's uid: made once, kept through everything, and what decides who is who in files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from command_line import Tinynet
from documents import export, take_in

from tinynet.exchange.content_lines import stable_id

MAIL = """From: me@example.com
To: Zoe Fox <zoe@example.org>
Date: Mon, 2 Feb 2026 10:00:00 +0000
Message-ID: <1@example.org>

Hi
"""


def uids(tinynet: Tinynet) -> dict[str, str]:
    """Everybody's uid by their handle."""
    return {one["handle"]: one["uid"] for one in json.loads(export(tinynet))["people"]}


def names(tinynet: Tinynet) -> list[str]:
    return sorted(one["name"] for one in tinynet.ok("list --json").json["people"])


def other(tinynet: Tinynet, name: str = "other") -> Tinynet:
    folder = tinynet.folder / name
    folder.mkdir()
    return Tinynet(folder)


def cards(tinynet: Tinynet, *more: str) -> str:
    """The file into which everybody's card was written."""
    file = tinynet.folder / "friends.vcf"
    tinynet.ok(["export", "vcard", str(file), "--yes", *more])
    return str(file)


@pytest.fixture
def namesakes(tinynet: Tinynet) -> Tinynet:
    """Two of one name, and Bob."""
    tinynet.ok("add 'Alex Reed' --handle alex --note 'the tall one'")
    tinynet.ok("add 'Alex Reed' --handle alex-2 --note 'the other one'")
    tinynet.ok("add 'Bob Marsh' --handle bob --email bob@example.org")
    return tinynet


def test_everybody_gets_one_of_their_own_however_they_are_added(tinynet: Tinynet) -> None:
    (tinynet.folder / "a.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Cara Holm\nEND:VCARD\n")
    (tinynet.folder / "b.csv").write_text("Name,Email\nDan Ito,dan@example.org\n")
    (tinynet.folder / "c.eml").write_text(MAIL)
    tinynet.ok("add 'Anne Baker'")
    tinynet.ok("log coffee 'Grace Okafor' --add")
    tinynet.ok("met 'Li Wei' --at fair --yes")
    tinynet.ok(["import", str(tinynet.folder / "a.vcf")])
    tinynet.ok(["import", str(tinynet.folder / "b.csv"), "--yes"])
    tinynet.ok(["import", str(tinynet.folder / "c.eml"), "--me", "me@example.com", "--add-people"])
    found = uids(tinynet)
    assert len(found) == len(set(found.values())) >= 6
    assert {UUID(uid).version for uid in found.values()} == {4}
    assert {str(UUID(uid)) for uid in found.values()} == set(found.values())


def test_it_is_shown_nowhere_but_in_files(namesakes: Tinynet) -> None:
    uid = uids(namesakes)["bob"]
    for line in ("show bob", "list", "why bob", "due --all", "brief bob"):
        for way in ("--json", "--plain", "--format human"):
            assert uid not in namesakes.ok(f"{line} {way}").out
    assert "uid" not in namesakes.ok("show bob --json").out
    file = cards(namesakes)
    with open(file, encoding="utf-8") as opened:
        assert f"UID:urn:uuid:{uid}\n" in opened.read()


def test_undo_redo_edit_merge_and_salvage_keep_it(namesakes: Tinynet) -> None:
    before = uids(namesakes)
    namesakes.ok("edit bob --name 'Robert Marsh' --handle robert")
    assert uids(namesakes)["robert"] == before["bob"]
    namesakes.ok("undo")
    namesakes.ok("remove bob --yes")
    namesakes.ok("undo")
    assert uids(namesakes) == before
    namesakes.ok("redo")
    namesakes.ok("undo")
    namesakes.ok("merge alex-2 alex --yes")
    assert uids(namesakes)["alex"] == before["alex"]
    namesakes.ok("undo")
    assert uids(namesakes) == before
    new = namesakes.folder / "new.db"
    namesakes.ok(["doctor", "--salvage", str(new)])
    namesakes.path = new
    namesakes.environ["TINYNET_DB"] = str(new)
    assert uids(namesakes) == before


def test_a_salvaged_database_of_0_2_gets_them(namesakes: Tinynet) -> None:
    with closing(sqlite3.connect(namesakes.path)) as connection:
        connection.executescript(
            "DROP VIEW v_contacts; DROP VIEW v_people; CREATE TABLE old AS SELECT * FROM person;"
            "ALTER TABLE old DROP COLUMN uid; DROP TABLE person; ALTER TABLE old RENAME TO person"
        )
    new = namesakes.folder / "new.db"
    namesakes.ok(["doctor", "--salvage", str(new)])
    namesakes.environ["TINYNET_DB"] = str(new)
    assert len(set(uids(namesakes).values())) == 3


@pytest.mark.parametrize("version", ["3", "4"])
def test_cards_of_two_namesakes_are_read_back_as_the_two(namesakes: Tinynet, version: str) -> None:
    before = names(namesakes)
    done = namesakes.ok(["import", cards(namesakes, "--version", version), "--json"]).json
    assert (done["new"], done["unchanged"]) == (0, 3)
    assert names(namesakes) == before


def test_a_card_of_ours_is_known_when_they_are_called_otherwise(namesakes: Tinynet) -> None:
    file = cards(namesakes)
    namesakes.ok("edit bob --name 'Robert Stone' --handle robert")
    done = namesakes.ok(["import", file, "--json"]).json
    assert done["new"] == 0
    assert namesakes.ok("show robert --json").json["person"]["name"] == "Robert Stone"


def test_a_card_gives_its_uuid_to_a_new_person(namesakes: Tinynet) -> None:
    two = other(namesakes)
    two.ok(["import", cards(namesakes)])
    assert sorted(uids(two).values()) == sorted(uids(namesakes).values())


def test_one_uuid_for_everybody_is_nobodys(tinynet: Tinynet) -> None:
    uid = "F3B0B5D6-6A0E-4B8E-8A3F-2C1D9E7A4B22"
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:{}\nFN:{}\nEND:VCARD\n"
    file = tinynet.folder / "all.vcf"
    file.write_text(card.format(uid, "Ada Moss") + card.format(uid, "Bo Lind"))
    tinynet.ok(["import", str(file)])
    found = uids(tinynet)
    assert found["ada-m"] == uid.lower()
    assert found["bo-l"] != found["ada-m"]
    assert tinynet.ok(["import", str(file), "--json"]).json["unchanged"] == 2


@pytest.mark.parametrize("renamed", [False, True])
def test_a_card_of_0_2_is_known_by_the_uid_that_it_wrote(tinynet: Tinynet, renamed: bool) -> None:
    tinynet.ok("add 'Sam Reed' --handle sam")
    tinynet.ok("add 'Sam Reed' --handle sam-2")
    old = stable_id("sam-2", "Sam Reed", "2026-03-01")
    if renamed:
        tinynet.ok("edit sam-2 --name 'Samira Stone'")
    file = tinynet.folder / "old.vcf"
    file.write_text(
        f"BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:{old}\nFN:Sam Reed\nTEL:+49 1\nEND:VCARD\n"
    )
    done = tinynet.ok(["import", str(file), "--json"]).json
    assert [(c["action"], c["handle"]) for c in done["cards"]] == [("changed", "sam-2")]


def test_json_of_a_copy_where_everybody_was_renamed_doubles_nobody(namesakes: Tinynet) -> None:
    namesakes.ok("log lunch bob --on 2026-02-01")
    namesakes.ok("log walk alex alex-2 --on 2026-02-02")
    two = other(namesakes)
    take_in(two, export(namesakes))
    for handle, name in (("bob", "Rob Stone"), ("alex", "Lex Moor"), ("alex-2", "Sasha Hill")):
        two.ok(["edit", handle, "--name", name, "--handle", name.split()[0].lower()])
    done = take_in(namesakes, export(two), "--json").json
    assert (done["matched"], {k: n for k, n in done["added"].items() if n}) == (3, {})
    assert names(namesakes) == ["Alex Reed", "Alex Reed", "Bob Marsh"]
    assert len(namesakes.ok("history --json").json["interactions"]) == 2


def of_0_2(told: str, **called: str) -> str:
    """A document as 0.2 wrote it, where somebody was called otherwise."""
    document = json.loads(told) | {"tinynet": 1}
    for one in document["people"]:
        del one["uid"]
        one["name"] = called.get(one["handle"].replace("-", "_"), one["name"])
    return json.dumps(document)


def test_json_of_0_2_knows_somebody_by_handle_and_day_added(namesakes: Tinynet) -> None:
    told = of_0_2(export(namesakes), bob="Robert Stone", alex_2="Sasha Hill")
    done = take_in(namesakes, told.replace("bob@example.org", "rob@example.org"), "--json").json
    assert (done["matched"], done["added"]["people"]) == (3, 0)
    nicknames = [one["name"] for one in json.loads(export(namesakes))["people"][2]["nicknames"]]
    assert nicknames == ["Robert Stone"]


def test_json_of_0_2_where_another_has_the_handle_since_another_day_adds_them(
    namesakes: Tinynet,
) -> None:
    told = of_0_2(export(namesakes), bob="Bo Stone").replace("2026-03-01", "2026-02-01")
    done = take_in(namesakes, told.replace("bob@example.org", "bo@example.org"), "--json").json
    assert done["added"]["people"] == 1
    assert len(set(uids(namesakes).values())) == 4


def test_a_restored_document_of_0_2_gives_everybody_a_uid(namesakes: Tinynet) -> None:
    two = other(namesakes)
    assert take_in(two, of_0_2(export(namesakes))).code == 0
    found = uids(two)
    assert set(found) == {"alex", "alex-2", "bob"}
    assert len(set(found.values())) == 3


@pytest.mark.parametrize("uid", ["x", "F3B0B5D6-6A0E-4B8E-8A3F-2C1D9E7A4B22", ""])
def test_a_document_whose_uid_is_none_is_refused(namesakes: Tinynet, uid: str) -> None:
    told = export(namesakes).replace(uids(namesakes)["bob"], uid)
    result = take_in(other(namesakes), told, "--json")
    assert result.code == 1
    assert f'uid is no uid: "{uid}"' in result.error["message"]


def test_cards_and_documents_of_somebody_merged_find_the_one_who_stays(namesakes: Tinynet) -> None:
    file, document = cards(namesakes), export(namesakes)
    namesakes.ok("merge alex-2 alex --yes")
    before = len(names(namesakes))
    told = namesakes.ok(["import", file, "--json"]).json
    assert (told["new"], [one["handle"] for one in told["cards"]]) == (0, ["alex", "alex", "bob"])
    take_in(namesakes, document)
    assert len(names(namesakes)) == before


def test_uids_of_several_merges_lead_to_the_last_one(namesakes: Tinynet) -> None:
    file = cards(namesakes)
    namesakes.ok("merge alex-2 alex --yes")
    namesakes.ok("merge alex bob --prefer into --yes")
    assert namesakes.ok(["import", file, "--json"]).json["new"] == 0
    assert names(namesakes) == ["Bob Marsh"]


def test_a_folder_names_the_card_of_somebody_merged_and_leaves_or_deletes_it(
    namesakes: Tinynet,
) -> None:
    folder = str(namesakes.folder / "book") + "/"
    namesakes.ok(["export", "vcard", folder])
    namesakes.ok("merge alex-2 alex --yes")
    told = namesakes.ok(["export", "vcard", folder, "--json"]).json
    assert (told["left"], told["new"]) == (1, 0)
    assert namesakes.ok(["export", "vcard", folder, "--delete", "--json"]).json["deleted"] == 1
    assert len(list((namesakes.folder / "book").iterdir())) == 2
