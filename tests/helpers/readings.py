"""What was understood of a file, as short lines to compare, and that it stays so."""

from __future__ import annotations

import codecs
from collections import defaultdict
from pathlib import Path
from typing import Any

from command_line import Tinynet

OWN = ("organisation", "title", "met_at", "met_on", "met_via", "circle", "archived_on")
TODAY = "2026-11-26"


def people_in(document: dict[str, Any]) -> dict[str, list[str]]:
    """What is known of everybody, by their name: "email [work] anne@example.org", sorted."""
    names = {one["handle"]: one["name"] for one in document["people"]}
    found: dict[str, list[str]] = defaultdict(list)
    for one in document["people"]:
        lines = found[one["name"]]
        lines += [f"{key} {one[key]}" for key in OWN if one.get(key)]
        lines += [f"nickname {nickname['name']}" for nickname in one.get("nicknames", ())]
        lines += [f"tag {tag}" for tag in one.get("tags", ())]
    for one in document["details"]:
        label = f"[{one['label']}] " if one.get("label") else ""
        found[names[one["person"]]].append(f"{one['what']} {label}{one['value']}")
    for one in document["facts"]:
        found[names[one["person"]]].append(f"fact {one['key']}: {one['value']}")
    for one in document["notes"]:
        found[names[one["person"]]].append(f"note {one['text']}")
    for one in document["relations"]:
        other = names.get(one.get("other", ""), one.get("other_name"))
        found[names[one["person"]]].append(f"{one['relation']}: {other}")
    for one in document["anniversaries"]:
        found[names[one["person"]]].append(f"{one['what']} {one['on']}")
    return {name: sorted(lines) for name, lines in found.items()}


def contacts_in(document: dict[str, Any]) -> list[str]:
    """What happened: "2024-07-01 lunch Anne Baker, Bob Marsh 75m: at the market", by day."""
    names = {one["handle"]: one["name"] for one in document["people"]}
    found = []
    for one in document["interactions"]:
        words = [one["on"], one["kind"], ", ".join(sorted(names[who] for who in one["people"]))]
        words += ["(attempt)"] if one.get("attempt") else []
        words += [f"{one['minutes']}m"] if one.get("minutes") else []
        found.append(" ".join(words) + (f": {one['note']}" if one.get("note") else ""))
    return sorted(found)


def everything(tinynet: Tinynet) -> dict[str, Any]:
    """The whole of a database."""
    document: dict[str, Any] = tinynet.ok("export json -").json
    return document


def understood(tinynet: Tinynet, name: str, data: str | bytes, *options: str) -> dict[str, Any]:
    """Import a file, make sure that it changes nothing a second time, and return everything."""
    tinynet.at(TODAY)
    file = tinynet.folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    tinynet.ok(["import", *options, str(file)])
    document = everything(tinynet)
    again = tinynet.folder / "again" / name  # other bytes, so that the file is read
    again.parent.mkdir()
    is_wide = file.read_bytes().startswith(codecs.BOM_UTF16_LE)
    again.write_bytes(file.read_bytes() + "\n".encode("utf-16-le" if is_wide else "ascii"))
    tinynet.ok(["import", *options, str(again)])
    assert people_in(everything(tinynet)) == people_in(document)
    assert contacts_in(everything(tinynet)) == contacts_in(document)
    return document


def comes_back(tinynet: Tinynet, folder: Path) -> None:
    """Make sure that our own cards change nothing here, and say the same elsewhere."""
    document = everything(tinynet)
    for version in "34":
        card = folder / f"out{version}.vcf"
        tinynet.ok(f"export vcard --version {version} {card}")
        tinynet.ok(f"import {card}")
        assert everything(tinynet) == document
        (folder / version).mkdir()
        other = Tinynet(folder / version).at(TODAY)
        other.ok(f"import {card}")
        assert people_in(everything(other)) == people_in(document)
