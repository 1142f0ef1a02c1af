"""tinynet export vcard: a file of everybody, and a folder in step with an address book."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from books import SAMPLES, card, everything
from command_line import Tinynet

ANNE = "1f8a5b35-5b0e-4e5a-9d76-0c9a3f4b7a11"
COUNTS = {
    "new": 0, "changed": 0, "unchanged": 0, "waiting": 0, "taken_out": 0, "left": 0, "deleted": 0,
}  # fmt: skip


@pytest.fixture
def book(tinynet: Tinynet) -> Path:
    """A folder of two cards, as an address book elsewhere wrote them, read once."""
    folder = tinynet.folder / "book"
    folder.mkdir()
    lines = ("EMAIL;TYPE=INTERNET,HOME:anne@example.org", "ADR:;;1 Mill Lane;Bath;;;UK",
             "CATEGORIES:Book Club", "X-KEPT:yes", "REV:2025-01-01T00:00:00Z")  # fmt: skip
    (folder / "anne.vcf").write_text(card("Anne Baker", *lines, uid=ANNE))
    (folder / "bob.vcf").write_text(card("Bob Marsh", "TEL:+44 77 1", uid="bob"))
    tinynet.ok(["import", "vcard", str(folder)])
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def counts(tinynet: Tinynet, folder: Path, *options: str) -> dict[str, int]:
    done = tinynet.ok(["export", "vcard", str(folder), "--json", *options]).json
    return {action: done[action] for action in COUNTS if done[action]}


def imported(tinynet: Tinynet, folder: Path) -> dict[str, int]:
    done = tinynet.ok(["import", "vcard", str(folder), "--json"]).json
    return {key: done[key] for key in ("new", "changed", "unchanged", "refused") if done[key]}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


# One file -----------------------------------------------------------------------------------------


def test_a_file_of_everybody(network: Tinynet) -> None:
    path = network.folder / "friends.vcf"
    done = network.ok(["export", "vcard", str(path)], human=True)
    assert done.out == (
        f"3 people -> {path}\nIt does not hold everything; tinynet export json does.\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_bytes().decode()
    assert network.ok("export vcard -").out.replace("\r", "") == text.replace("\r", "")
    assert text.count("\n") == text.count("\r\n")
    lines = [line for line in text.split("\r\n") if not line.startswith("UID:urn:uuid:")]
    assert lines == [
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//tinynet//EN", "FN:Anne", "N:;Anne;;;",
        "BDAY:19800304", "CATEGORIES:running", "X-TINYNET-MET-HOW:the stall on Fridays",
        "END:VCARD",
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//tinynet//EN", "FN:Bob Marsh", "N:;Bob Marsh;;;",
        "EMAIL:bob@example.org", "X-TINYNET-CIRCLE:friends", "END:VCARD",
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//tinynet//EN", "FN:Caroline Øvergård",
        "N:;Caroline Øvergård;;;", "X-TINYNET-EVERY:14", "X-TINYNET-MET-VIA:Anne", "END:VCARD", "",
    ]  # fmt: skip


@pytest.mark.parametrize("version", ["3", "4"])
@pytest.mark.parametrize("sample", ["apple-ios-3.0.vcf", "nextcloud-4.0.vcf", "khard-android.vcf"])
def test_out_in_and_out_again_is_the_same_to_the_byte(
    tinynet: Tinynet, version: str, sample: str, tmp_path: Path
) -> None:
    tinynet.ok(["import", "vcard", str(SAMPLES / sample)])
    first = tinynet.folder / "first.vcf"
    tinynet.ok(["export", "vcard", str(first), "--version", version])
    other = Tinynet(tmp_path / "other")
    other.ok(["import", "vcard", str(first)])
    second = tinynet.folder / "second.vcf"
    other.ok(["export", "vcard", str(second), "--version", version])
    assert second.read_bytes() == first.read_bytes()
    here, there = everything(tinynet), everything(other)
    assert {table: sorted(map(str, rows)) for table, rows in there.items()} == {
        table: sorted(map(str, rows)) for table, rows in here.items()
    }


def test_what_cannot_be_asked_for(network: Tinynet) -> None:
    result = network("export vcard - --version 2")
    assert (result.code, result.err) == (
        2, 'tinynet: --version cannot be "2".\nIt is one of 3, 4.\n',
    )  # fmt: skip
    assert network("export vcard friends.vcf --delete").code == 2
    assert network("export vcard - --json").code == 2


# A folder -----------------------------------------------------------------------------------------


def test_nothing_is_written_where_nothing_has_changed(tinynet: Tinynet, book: Path) -> None:
    before = texts(book)
    assert counts(tinynet, book) == {"unchanged": 2}
    assert texts(book) == before


def test_a_change_here_goes_out_and_leaves_the_rest_of_the_card(
    tinynet: Tinynet, book: Path
) -> None:
    tinynet.ok("edit anne --phone '+44 77 2'")
    tinynet.ok("tag anne running")
    assert counts(tinynet, book) == {"changed": 1, "unchanged": 1}
    assert (book / "anne.vcf").read_bytes().decode() == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//tinynet//EN\r\n"
        f"UID:{ANNE}\r\nFN:Anne Baker\r\n"
        "EMAIL;TYPE=INTERNET,HOME:anne@example.org\r\nADR:;;1 Mill Lane;Bath;;;UK\r\n"
        "CATEGORIES:Book Club\r\nX-KEPT:yes\r\n"
        "N:;Anne Baker;;;\r\nTEL:+44 77 2\r\nCATEGORIES:running\r\nEND:VCARD\r\n"
    ).replace("N:;Anne Baker;;;\r\n", "")
    assert (book / "anne.vcf").stat().st_mode & 0o777 == 0o600
    assert imported(tinynet, book) == {"unchanged": 2}
    assert counts(tinynet, book) == {"unchanged": 2}


def test_a_change_there_is_not_written_over_and_both_edited_keeps_both(
    tinynet: Tinynet, book: Path
) -> None:
    edit(book / "anne.vcf", "anne@example.org", "anne@new.example")
    tinynet.ok("edit anne --phone '+44 77 2'")
    screen = tinynet.ok(["export", "vcard", str(book)], human=True).out
    assert (
        screen.split()
        == (
            f"{book}: 1 unchanged, 1 waiting\n\nwaiting\nAnne Baker  anne-b  anne.vcf\n"
            f"Changed or new there: tinynet import vcard {book} first.\n"
        ).split()
    )
    assert imported(tinynet, book) == {"changed": 1, "unchanged": 1}
    assert counts(tinynet, book) == {"changed": 1, "unchanged": 1}
    text = (book / "anne.vcf").read_text()
    assert "anne@new.example" in text
    assert "TEL:+44 77 2" in text
    details = tinynet.ok("show anne --json").out
    assert "anne@new.example" in details
    assert "+44 77 2" in details
    assert imported(tinynet, book) == {"unchanged": 2}


def test_who_is_new_here_gets_a_file_that_the_next_import_knows(
    tinynet: Tinynet, book: Path
) -> None:
    tinynet.ok("add Caroline --email caro@example.org --circle close")
    tinynet.ok("link anne knows caroline")
    assert counts(tinynet, book) == {"new": 1, "changed": 1, "unchanged": 1}
    (name,) = set(texts(book)) - {"anne.vcf", "bob.vcf"}
    assert f"UID:urn:uuid:{name.removesuffix('.vcf')}\n" in texts(book)[name]
    assert (book / name).stat().st_mode & 0o777 == 0o600
    assert imported(tinynet, book) == {"unchanged": 3}
    assert counts(tinynet, book) == {"unchanged": 3}


def test_who_is_there_but_was_never_read_is_not_written_a_second_time(
    tinynet: Tinynet, book: Path
) -> None:
    tinynet.ok("add Dora --email dora@example.org")
    (book / "d.vcf").write_text(card("Dora", "EMAIL:dora@example.org", uid="d"))
    (book / "e.vcf").write_text(card("Ed", uid="e"))
    assert counts(tinynet, book) == {"unchanged": 2, "waiting": 2}
    assert len(texts(book)) == 4


def test_what_was_taken_out_there_stays_out_and_stays_here(tinynet: Tinynet, book: Path) -> None:
    counts(tinynet, book)
    (book / "bob.vcf").unlink()
    assert counts(tinynet, book) == {"unchanged": 1, "taken_out": 1}
    assert counts(tinynet, book) == {"unchanged": 1, "taken_out": 1}
    assert imported(tinynet, book) == {"unchanged": 1}
    assert len(tinynet.ok("list --json").json["people"]) == 2


def test_an_emptied_folder_takes_nobody_out_and_is_filled_again(
    tinynet: Tinynet, book: Path
) -> None:
    counts(tinynet, book)
    for path in book.iterdir():
        path.unlink()
    assert counts(tinynet, book) == {"new": 2}
    text = texts(book)[f"{ANNE}.vcf"]
    assert "X-KEPT:yes" in text
    assert imported(tinynet, book) == {"unchanged": 2}


def test_who_is_gone_here_stays_there_until_asked(tinynet: Tinynet, book: Path) -> None:
    counts(tinynet, book)
    tinynet.ok("remove bob --yes")
    screen = tinynet.ok(["export", "vcard", str(book)], human=True).out
    assert (
        screen.split()
        == (
            f"{book}: 1 unchanged, 1 gone here\n\ngone here\nBob Marsh    bob.vcf\n"
            "They are not in tinynet any more; --delete takes their cards out, too.\n"
        ).split()
    )
    assert counts(tinynet, book, "--delete", "--dry-run") == {"unchanged": 1, "deleted": 1}
    assert "bob.vcf" in texts(book)
    assert counts(tinynet, book, "--delete") == {"unchanged": 1, "deleted": 1}
    assert list(texts(book)) == ["anne.vcf"]


def test_a_dry_run_writes_nothing(tinynet: Tinynet, book: Path) -> None:
    tinynet.ok("edit anne --phone '+44 77 2'")
    tinynet.ok("add Caroline")
    before = texts(book)
    for _ in range(2):
        assert counts(tinynet, book, "--dry-run") == {"new": 1, "changed": 1, "unchanged": 1}
    assert texts(book) == before


def test_groups_links_and_what_cannot_be_read_are_left_alone(tinynet: Tinynet, book: Path) -> None:
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Boat\nMEMBER:urn:uuid:bob\nEND:VCARD\n"
    (book / "group.vcf").write_text(group)
    (book / "broken.vcf").write_text("BEGIN:VCARD\nFN:Eve\n")
    (book / ".hidden.vcf").write_text(card("Hidden"))
    outside = tinynet.folder / "outside.vcf"
    outside.write_text(card("Outside"))
    (book / "link.vcf").symlink_to(outside)
    before = texts(book)
    assert counts(tinynet, book, "--delete") == {"unchanged": 1, "waiting": 1}
    assert texts(book) == before  # Bob is in the boat club now, which an import has to tell


def test_undo_of_an_export_is_healed_by_the_next_export(tinynet: Tinynet, book: Path) -> None:
    tinynet.ok("edit anne --phone '+44 77 2'")
    counts(tinynet, book)
    tinynet.ok("undo")
    assert counts(tinynet, book) == {"unchanged": 2}


def test_nobody_to_export_makes_no_database(tinynet: Tinynet) -> None:
    result = tinynet(["export", "vcard", str(tinynet.folder / "book") + "/"])
    assert result.code == 1
    assert result.err == (
        'tinynet: There is nobody to export yet.\nAdd somebody first: tinynet add "Anne Baker"\n'
    )
    assert list(tinynet.folder.iterdir()) == []


def test_the_whole_document_of_a_folder(tinynet: Tinynet, book: Path) -> None:
    tinynet.ok("edit bob --nickname Bobby")
    done = tinynet.ok(["export", "vcard", str(book), "--json"]).json
    assert done == {
        "schema": 1, "folder": str(book), "dry_run": False, **COUNTS, "changed": 1, "unchanged": 1,
        "cards": [
            {"action": "changed", "handle": "bob-m", "name": "Bob Marsh", "file": "bob.vcf"},
            {"action": "unchanged", "handle": "anne-b", "name": "Anne Baker", "file": "anne.vcf"},
        ],
    }  # fmt: skip
    with sqlite3.connect(tinynet.path) as connection:
        ((value,),) = connection.execute("SELECT value FROM setting WHERE key LIKE 'vdir:%'")
    connection.close()
    assert ANNE not in value
    assert "bob" not in value


def foreign(name: str, uid: str) -> str:
    return f"BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:{name}\nEND:VCARD\n"


@pytest.fixture
def shared(tinynet):
    """A folder with cards of others in it, and two namesakes and Bob here."""
    book = tinynet.folder / "book"
    book.mkdir()
    for number, name in enumerate(("Bob Marsh", "Alex Reed", "Cara Holm"), 1):
        (book / f"x{number}.vcf").write_text(foreign(name, f"x{number}"))
    tinynet.ok("add 'Alex Reed' --handle a1")
    tinynet.ok("add 'Alex Reed' --handle a2")
    tinynet.ok("add 'Bob Marsh' --handle bob")
    return tinynet


def actions(tinynet, *more: str) -> list[tuple[str, str]]:
    done = tinynet.ok(["export", "vcard", f"{tinynet.folder}/book/", *more, "--json"]).json
    return [(card["action"], card["handle"] or card["file"]) for card in done["cards"]]


WAITING = [("waiting", "x2.vcf"), ("waiting", "x3.vcf"), ("waiting", "bob")]
OURS = [("unchanged", "a1"), ("unchanged", "a2")]


def test_cards_that_nobody_imported_wait_however_often_it_is_exported(shared):
    assert actions(shared) == [("new", "a1"), ("new", "a2"), *WAITING]
    assert actions(shared) == [*OURS, *WAITING]
    assert actions(shared, "--delete") == [*OURS, *WAITING]
    shared.ok("remove bob --yes")
    actions(shared, "--delete")
    assert {file.name for file in (shared.folder / "book").glob("x*")} == {
        "x1.vcf", "x2.vcf", "x3.vcf",
    }  # fmt: skip


def test_nobody_took_cards_out_where_only_what_was_remembered_of_them_is_gone(shared):
    actions(shared)
    shared.ok("undo")
    assert actions(shared) == [*OURS, *WAITING]
    shared.ok("edit a2 --work Acme")
    assert actions(shared)[0] == ("changed", "a2")
    shared.ok(["import", f"{shared.folder}/book"])
    assert {action for action, _ in actions(shared)} == {"unchanged"}
