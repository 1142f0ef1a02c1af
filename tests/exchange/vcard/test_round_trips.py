"""Our cards through what others do with them, and back: nothing is lost, doubled or taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import vobject
from built import Built
from command_line import Tinynet
from documents import export

Way = Callable[[str], str]


def escaped(card: str) -> str:
    """Every semicolon of our own lines escaped, as servers do with what they do not know."""
    return "\n".join(
        line.replace("\\;", ";").replace(";", "\\;") if line.startswith("X-TINYNET") else line
        for line in unfolded(card)
    )


def unescaped(card: str) -> str:
    """No semicolon or comma of our own lines escaped."""
    return "\n".join(
        line.replace("\\;", ";").replace("\\,", ",") if line.startswith("X-TINYNET") else line
        for line in unfolded(card)
    )


def unfolded(card: str) -> list[str]:
    return card.replace("\r\n", "\n").replace("\n ", "").split("\n")


def folded_short(card: str) -> str:
    """Lines of 20 characters at most."""
    cut = (
        "\n ".join(line[start : start + 20] for start in range(0, len(line) or 1, 20))
        for line in unfolded(card)
    )
    return "\r\n".join(cut)


def other_case(card: str) -> str:
    """Names and parameters of properties in small letters."""
    lines = (line.partition(":") for line in unfolded(card))
    return "\n".join(head.lower() + colon + value for head, colon, value in lines)


def reordered(card: str) -> str:
    """The last property of each card first."""
    made = []
    for part in card.replace("\r\n", "\n").split("END:VCARD\n"):
        begin, *lines = unfolded(part)
        made += [begin, *reversed([line for line in lines if line]), "END:VCARD"] if lines else []
    return "\n".join(made) + "\n"


def without_parameters(card: str) -> str:
    """Our own lines without any parameter, as programs leave them that know none of ours."""
    lines = (line.partition(":") for line in unfolded(card))
    return "\n".join(
        (head.partition(";")[0] if head.startswith("X-TINYNET") else head) + colon + value
        for head, colon, value in lines
    )


def through_vobject(card: str) -> str:
    """What Python's vobject, and so Radicale and khard, write of what they have read."""
    return "".join(one.serialize() for one in vobject.readComponents(card))


WAYS: list[Way] = [
    escaped, unescaped, folded_short, other_case, reordered, without_parameters, through_vobject,
]  # fmt: skip


@pytest.fixture
def full(tinynet: Tinynet, built: Built) -> Tinynet:
    """Anne, of whom everything is known that a card holds; two of one name; Bob, put away."""
    return built(tinynet, write_full)


def write_full(tinynet: Tinynet) -> None:
    tinynet.ok("add 'Bob Marsh' --handle bob")
    tinynet.ok("add 'Alex Reed' --handle alex")
    tinynet.ok("add 'Alex Reed' --handle alex-2")
    tinynet.ok(
        ["add", "Anne Baker", "--handle", "anne", "--email", "a@example.org", "--phone", "+49 1",
         "--circle", "close", "--every", "2w", "--met", "at, the; market", "--on", "2019",
         "--via", "bob", "--birthday", "--04-12", "--tag", "running", "--tag", "book-club",
         "--note", "one\nline; two, three", "--work", "Acme; Sons, Ltd", "--title", "CEO",
         "--address", "1 Hill; York, UK"]
    )  # fmt: skip
    tinynet.ok("link anne spouse bob")
    tinynet.ok("link anne friend alex-2")
    tinynet.ok("link anne child 'Mia O; Neil'")
    tinynet.ok(["note", "anne", "--fact", "biscuit", "ginger nut; dark, \\ sweet"])
    tinynet.ok(["note", "anne", "--fact", "a; 50% b", "c"])
    tinynet.ok("archive bob")


def cards(tinynet: Tinynet, version: str) -> str:
    file = tinynet.folder / "friends.vcf"
    tinynet.ok(["export", "vcard", str(file), "--version", version, "--yes"])
    return file.read_text(encoding="utf-8")


def take_in(tinynet: Tinynet, text: str, name: str = "back.vcf") -> dict[str, object]:
    file = tinynet.folder / name
    file.write_text(text, encoding="utf-8")
    found: dict[str, object] = tinynet.ok(["import", "vcard", str(file), "--json"]).json
    return found


@pytest.mark.parametrize("version", ["3", "4"])
def test_our_own_card_of_somebody_met_through_one_of_two_namesakes_changes_nothing(
    full: Tinynet, version: str
) -> None:
    full.ok("edit anne --via alex-2")
    before = export(full)
    assert take_in(full, cards(full, version))["changed"] == 0
    assert export(full) == before


ZOE = r"""BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:9b0e8b3c-41fb-4f0a-9a51-8d3b6f2f3c11
FN:Zoë Ortiz
NICKNAME:Zo,Zed
URL:https://zoe.example/a,b;c
URL;TYPE=work:https://work.example/a,b;c
item1.URL:https://shop.example/a,b
item1.X-ABLabel:Shop
RELATED;VALUE=uri:https://bo.example/a,b
X-BOATS;X-IN="a,b":red,blue;green\,
X-SOCIALPROFILE;TYPE=mastodon:https://social.example/a,b
PHOTO:data:image/png;base64,iVBORw0KGgo=
END:VCARD
"""


@pytest.mark.parametrize("version", ["3", "4"])
def test_what_stands_behind_a_comma_survives_a_library_that_cuts_there(
    tinynet: Tinynet, version: str
) -> None:
    take_in(tinynet, ZOE)
    before = sorted(unfolded(cards(tinynet, "4")))
    take_in(tinynet, through_vobject(cards(tinynet, version)))
    assert sorted(unfolded(cards(tinynet, "4"))) == before


def test_a_photo_that_a_program_cuts_off_stays_as_it_was(tinynet: Tinynet) -> None:
    take_in(tinynet, ZOE)
    cut = ZOE.replace(",iVBORw0KGgo=", "").replace("Zed", "Zz")
    take_in(tinynet, cut)
    assert r"PHOTO:data:image/png;base64\,iVBORw0KGgo=" in cards(tinynet, "4")
    take_in(tinynet, "\n".join(line for line in cut.split("\n") if not line.startswith("PHOTO")))
    assert "PHOTO" not in cards(tinynet, "4")


@pytest.mark.parametrize("version", ["3", "4"])
@pytest.mark.parametrize("way", [str, *WAYS], ids=lambda way: way.__name__)
def test_own_cards_come_back_as_they_went_and_change_no_byte(
    full: Tinynet, way: Way, version: str
) -> None:
    before = export(full)
    done = take_in(full, way(cards(full, version)))
    assert (done["unchanged"], done["warnings"]) == (4, [])
    assert export(full) == before


@pytest.mark.parametrize("version", ["3", "4"])
@pytest.mark.parametrize("way", [str, *WAYS], ids=lambda way: way.__name__)
def test_somebody_elses_tinynet_reads_the_same_of_them(
    full: Tinynet, way: Way, version: str
) -> None:
    folder = full.folder / "other"
    folder.mkdir()
    two = Tinynet(folder)
    take_in(two, way(cards(full, version)))
    there, here = (sorted(unfolded(cards(one, "4"))) for one in (two, full))
    assert there == here


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_folder_that_a_server_has_rewritten_takes_nothing_out(full: Tinynet, way: Way) -> None:
    book = full.folder / "book"
    full.ok(["export", "vcard", f"{book}/"])
    before = [full.ok(f"show {who} --json").json for who in ("anne", "bob", "alex-2")]
    for file in book.glob("*.vcf"):
        file.write_text(way(file.read_text(encoding="utf-8")), encoding="utf-8")
    done = full.ok(["import", str(book), "--json"]).json
    assert (done["new"], done["changed"], done["warnings"]) == (0, 0, [])
    assert [full.ok(f"show {who} --json").json for who in ("anne", "bob", "alex-2")] == before
    again = full.ok(["export", "vcard", f"{book}/", "--json"]).json
    assert (again["unchanged"], again["taken_out"], again["waiting"]) == (4, 0, 0)


def anne(book: Path) -> Path:
    return next(file for file in book.glob("*.vcf") if "FN:Anne" in file.read_text())


@pytest.mark.parametrize(
    "line",
    [
        "X-TINYNET-FACT:biscuit", "X-TINYNET-CIRCLE:near", "X-TINYNET-EVERY:often",
        "X-TINYNET-MET-ON:in spring",
    ],
)  # fmt: skip
def test_a_line_of_ours_that_cannot_be_read_takes_nothing_out_and_is_named(
    full: Tinynet, line: str
) -> None:
    book = full.folder / "book"
    full.ok(["export", "vcard", f"{book}/"])
    before = full.ok("show anne --json").json
    name, file = line.partition(":")[0], anne(book)
    lines = unfolded(file.read_text())
    assert any(one.startswith(name) for one in lines)
    file.write_text("\n".join(line if one.startswith(name) else one for one in lines))
    done = full.ok(["import", str(book), "--json"]).json
    assert full.ok("show anne --json").json == before
    assert any(f"{name} " in warning for warning in done["warnings"])


def test_a_program_that_drops_all_our_lines_takes_nothing_out(full: Tinynet) -> None:
    book = full.folder / "book"
    full.ok(["export", "vcard", f"{book}/"])
    before = full.ok("show anne --json").json
    file = anne(book)
    file.write_text("\n".join(x for x in unfolded(file.read_text()) if "X-TINYNET" not in x))
    full.ok(["import", str(book)])
    assert full.ok("show anne --json").json == before


def test_a_fact_taken_out_elsewhere_is_taken_out_here(full: Tinynet) -> None:
    book = full.folder / "book"
    full.ok(["export", "vcard", f"{book}/"])
    file = anne(book)
    file.write_text("\n".join(x for x in unfolded(file.read_text()) if "biscuit" not in x))
    full.ok(["import", str(book)])
    assert list(full.ok("show anne --json").json["facts"]) == ["a; 50% b"]
