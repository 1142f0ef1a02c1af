"""What a card says in more detail than we keep goes out as it came in, until it is edited here."""

from __future__ import annotations

import json

import pytest
from command_line import Tinynet
from documents import export

CARD = r"""BEGIN:VCARD
VERSION:{}
UID:pia-1
FN:Pia Lund
N:Lund;Pia;;;
EMAIL;TYPE=INTERNET,HOME,PREF:pia@example.org
TEL;TYPE=CELL,VOICE;PREF=1:+44 1
item1.URL;TYPE=pref:https://pia.example
item1.X-ABLabel:_$!<HomePage>!$_
ADR;TYPE=HOME;LABEL="1 Hill, York":PO 7;Flat 2;1 Hill Road;York;North Yorkshire;YO1 7AA;UK
ORG:Acme;Boats;Sales
X-SOCIALPROFILE;TYPE=mastodon:https://social.example/@pia
X-JABBER;TYPE=WORK:pia@chat.example
X-CUSTOM;X-A=b:kept
URL:https://boats.example/?with=1,2;3
RELATED;VALUE=uri:https://bo.example/a,b
X-LIST:a,b;c\,d
END:VCARD
"""
DETAILED = [line for line in CARD.splitlines() if line.split(":")[0].split(";")[0] in {
    "EMAIL", "TEL", "item1.URL", "item1.X-ABLabel", "ADR", "ORG", "X-SOCIALPROFILE", "X-CUSTOM",
    "X-JABBER", "URL", "RELATED", "X-LIST",
}]  # fmt: skip


def exported(tinynet: Tinynet, version: str) -> list[str]:
    out = tinynet.ok(["export", "vcard", "-", "--version", version]).out
    return out.replace("\r\n", "\n").replace("\n ", "").splitlines()


@pytest.fixture(params=["3.0", "4.0"])
def pia(tinynet: Tinynet, request: pytest.FixtureRequest) -> Tinynet:
    file = tinynet.folder / "pia.vcf"
    file.write_text(CARD.format(request.param))
    tinynet.ok(["import", str(file)])
    return tinynet


@pytest.mark.parametrize("version", ["3", "4"])
def test_what_was_not_edited_goes_out_as_it_came_in(pia: Tinynet, version: str) -> None:
    lines = exported(pia, version)
    assert [line for line in DETAILED if line not in lines] == []
    assert sum(line.split(";")[0].split(":")[0] in {"ADR", "ORG", "TEL"} for line in lines) == 3


def test_what_was_edited_goes_out_as_it_is_here_and_the_rest_as_it_came(pia: Tinynet) -> None:
    pia.ok("edit pia --work 'Acme, Ferries' --phone '+44 2'")
    lines = exported(pia, "4")
    assert r"ORG:Acme\, Ferries" in lines
    assert "TEL:+44 2" in lines
    assert "ORG:Acme;Boats;Sales" not in lines
    assert DETAILED[4] in lines


def test_it_comes_back_from_json(pia: Tinynet) -> None:
    told = pia.folder / "all.json"
    pia.ok(["export", "json", str(told)])
    folder = pia.folder / "other"
    folder.mkdir()
    two = Tinynet(folder)
    two.ok(["import", str(told)])
    assert exported(two, "4") == exported(pia, "4")


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("X-MESSAGING/XMPP-ALL:pia@chat.example", "xmpp", "pia@chat.example"),
        ("X-messaging/aim-All:pia", "aim", "pia"),
        ("X-KADDRESSBOOK-X-IMAddress:pia", "im", "pia"),
        ("X-JABBER;TYPE=HOME:pia@chat.example", "jabber", "pia@chat.example"),
        ("X-TELEGRAM:@pia", "telegram", "@pia"),
        ("X-MATRIX:@pia:example.org", "matrix", "@pia:example.org"),
        ("IMPP;X-SERVICE-TYPE=Skype:skype:pia", "skype", "pia"),
        ("X-SIGNAL:+44 1", "signal", "+44 1"),
    ],
)
def test_what_phones_and_desktops_write_for_messengers_is_one(
    tinynet: Tinynet, line: str, label: str, value: str
) -> None:
    file = tinynet.folder / "pia.vcf"
    file.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Pia Lund\n{line}\nEND:VCARD\n")
    done = tinynet.ok(["import", str(file), "--json"]).json
    assert done["warnings"] == []
    (detail,) = json.loads(export(tinynet))["details"]
    assert (detail["what"], detail["label"], detail["value"]) == ("im", label, value)


def test_a_line_with_a_label_of_ones_own_keeps_its_types(tinynet: Tinynet) -> None:
    lines = ["item1.EMAIL;TYPE=INTERNET:p@example.org", "item1.X-ABLabel:Studio"]
    file = tinynet.folder / "pia.vcf"
    file.write_text("\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Pia", *lines, "END:VCARD", ""]))
    tinynet.ok(["import", str(file)])
    assert [line for line in exported(tinynet, "3") if line.startswith("item1.")] == lines
