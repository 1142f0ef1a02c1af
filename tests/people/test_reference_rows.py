"""Relations to people who were only a name or an id are linked once these people are here."""

from command_line import Tinynet

UUID = "f81d4fae-7dec-11d0-a765-00a0c91e0000"
OUTLOOK = "First Name,Last Name,E-mail Address,Referred By\nNia,Obi,nia@example.com,Otto Lind\n"


def card(name, *lines):
    """A card of version 4.0."""
    return "\n".join(["BEGIN:VCARD", "VERSION:4.0", f"FN:{name}", *lines, "END:VCARD", ""])


def elsewhere(tinynet, name):
    """Another tinynet, with nobody."""
    folder = tinynet.folder / name
    folder.mkdir()
    return Tinynet(folder)


def relations(tinynet, who):
    told = tinynet.ok(f"show {who} --json").json["relations"]
    return [(one["relation"], one["handle"], one["name"]) for one in told]


def via(tinynet, who):
    return tinynet.ok(f"show {who} --json").json["person"]["met_via"]


def take(tinynet, name, data):
    path = tinynet.folder / name
    path.write_text(data)
    return tinynet.ok(f"import {path} --yes")


def test_who_referred_somebody_is_kept_as_a_name_and_linked_when_added(tinynet):
    take(tinynet, "contacts.csv", OUTLOOK)
    assert relations(tinynet, "nia") == [("referred by", None, "Otto Lind")]
    tinynet.ok("add 'otto lind'")
    assert (via(tinynet, "nia"), relations(tinynet, "nia")) == ("otto-l", [])
    tinynet.ok("undo")
    assert relations(tinynet, "nia") == [("referred by", None, "Otto Lind")]


def test_who_referred_somebody_goes_out_and_comes_back_in_every_format(tinynet):
    take(tinynet, "contacts.csv", OUTLOOK)
    for name in ("vcard", "json", "csv"):
        tinynet.ok(f"export {name} {tinynet.folder}/out.{name}")
    for name in ("vcard", "json", "csv"):
        other = elsewhere(tinynet, name)
        other.ok("add 'Otto Lind'")
        other.ok(f"import {name} {tinynet.folder}/out.{name}")
        assert (via(other, "nia"), relations(other, "nia")) == ("otto-l", [])


def test_the_id_of_a_card_is_linked_when_its_card_comes_and_goes_out_as_it_came(tinynet):
    pia = card("Pia Lund", "UID:urn:uuid:aa", f"RELATED;TYPE=friend:urn:uuid:{UUID}")
    take(tinynet, "pia.vcf", pia)
    assert relations(tinynet, "pia") == [("friend", None, f"urn:uuid:{UUID}")]
    assert "somebody who is not here" in tinynet.ok("show pia -f human").out
    take(tinynet, "bo.vcf", card("Bo Vik", f"UID:{UUID.upper()}"))
    assert relations(tinynet, "pia") == [("friend", "bo-v", "Bo Vik")]
    assert f"RELATED;TYPE=friend:urn:uuid:{UUID}\r\n" in tinynet.ok("export vcard -").out
    take(tinynet, "pia.vcf", pia)
    assert relations(tinynet, "pia") == [("friend", "bo-v", "Bo Vik")]


def test_of_two_namesakes_neither_is_meant(tinynet):
    tinynet.ok("add Pia")
    tinynet.ok("link pia spouse 'Sam Reed'")
    (tinynet.folder / "two.vcf").write_text(card("Sam Reed") + card("Sam Reed", "NOTE:two"))
    tinynet.ok(f"import {tinynet.folder}/two.vcf")
    assert relations(tinynet, "pia") == [("spouse", None, "Sam Reed")]


def test_what_is_recorded_from_the_other_side_does_not_double(tinynet):
    tinynet.ok("add Pia")
    tinynet.ok("link pia spouse 'Sam Reed'")
    take(tinynet, "sam.vcf", card("Sam Reed", "X-SPOUSE:Pia"))
    assert relations(tinynet, "pia") == [("spouse", "sam-r", "Sam Reed")]


def test_somebody_renamed_is_who_was_meant(tinynet):
    tinynet.ok("add Pia")
    tinynet.ok("add Sam")
    tinynet.ok("link pia child 'Samira Reed'")
    tinynet.ok("edit sam --name 'Samira Reed'")
    assert relations(tinynet, "pia") == [("child", "sam", "Samira Reed")]


def test_a_document_that_brings_somebody_links_what_was_said_of_them(tinynet):
    tinynet.ok("add Pia")
    tinynet.ok("link pia spouse 'Sam Reed'")
    other = elsewhere(tinynet, "other")
    other.ok("add 'Sam Reed'")
    other.ok(f"export json {tinynet.folder}/sam.json")
    for _ in range(2):
        tinynet.ok(f"import {tinynet.folder}/sam.json")
        assert relations(tinynet, "pia") == [("spouse", "sam-r", "Sam Reed")]
    assert tinynet.ok(f"import {tinynet.folder}/sam.json --json").json["matched"] == 1
