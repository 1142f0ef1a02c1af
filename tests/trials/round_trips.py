"""Our cards through the real servers, programs and libraries, and back: what comes back of each.

Radicale and vobject are of Python; khard is Debian's, and ical.js is npm's: `npm install ical.js`
in a folder that NODE_PATH names.
"""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from urllib.request import Request, urlopen

from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard import read as vcard
from trials.world import NotHereError, Tally, World, needs, trial

SECONDS = 60
# A card of somebody else's program, with what tinynet has no place for.
FOREIGN = """BEGIN:VCARD
VERSION:3.0
UID:{uid}
FN:Zoë Ortiz
N:Ortiz;Zoë;Ann;Dr.;PhD
NICKNAME:Zo,Zed
EMAIL;TYPE=HOME,PREF:zoe@example.org
TEL;TYPE=CELL:+44 7700 900001
item1.TEL:+44 20 7946 0001
item1.X-ABLabel:Studio
ADR;TYPE=HOME:;Flat 2;1 Hill Road;York;North Yorkshire;YO1 7AA;UK
ORG:Acme\\, Ltd;Boats;Sails
TITLE:Sailor
BDAY:1980-04-12
ANNIVERSARY:2011-06-18
IMPP:xmpp:zoe@chat.example
URL:https://zoe.example/a,b;c?d=e
X-SPOUSE:Sam Reed
NOTE:one\\nline\\; two\\, three
CATEGORIES:Book club,running
X-CUSTOM;TYPE=x:a;b,c
PHOTO;ENCODING=b;TYPE=PNG:{photo}
END:VCARD
"""
PHOTO = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(200))).decode()
UID = "9b0e8b3c-41fb-4f0a-9a51-8d3b6f2f3c11"
KHARD = """[addressbooks]
[[friends]]
path = {}
[general]
editor = true
merge_editor = true
"""
ICAL_JS = """
const ICAL = require("ical.js").default || require("ical.js");
const text = require("fs").readFileSync(0, "utf-8");
const cards = ICAL.parse(text);
const list = typeof cards[0] === "string" ? [cards] : cards;
for (const one of list) process.stdout.write(new ICAL.Component(one).toString() + "\\r\\n");
"""
# What is the reading's own; and labels that programs give what has none.
PASSING = {"source", "fingerprint", "line", "raw", "warnings", "lines", "source_id"}
NO_LABELS = {"internet", "voice", "other"}
# ical.js takes an escaped semicolon of 3.0 for a backslash and one; cards of 4.0 have none.
KNOWN = {("ical.js 3.0", "zoe-o notes text")}
Cards = dict[str, str]  # by UID
Way = Callable[[World, Cards], Cards]


def through_radicale(world: World, cards: Cards) -> Cards:
    """Put on a CardDAV server, and taken from it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-m", "radicale", "--server-hosts", f"127.0.0.1:{port}",
            "--auth-type", "none", "--storage-filesystem-folder", str(world.folder / "radicale"),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    book = f"http://127.0.0.1:{port}/me/friends/"

    def ask(method: str, name: str = "", data: str = "", kind: str = "text/vcard") -> str:
        me = "Basic " + base64.b64encode(b"me:any").decode()
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Authorization": me}
        request = Request(book + name, data.encode() or None, headers, method=method)
        with urlopen(request, timeout=SECONDS) as answer:
            return str(answer.read().decode())

    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        ask(
            "MKCOL", "", '<?xml version="1.0"?><d:mkcol xmlns:d="DAV:" '
            'xmlns:c="urn:ietf:params:xml:ns:carddav"><d:set><d:prop><d:resourcetype>'
            "<d:collection/><c:addressbook/></d:resourcetype></d:prop></d:set></d:mkcol>",
            "application/xml",
        )  # fmt: skip
        for uid, card in cards.items():
            ask("PUT", f"{uid}.vcf", card)
        return {uid: ask("GET", f"{uid}.vcf") for uid in cards}
    finally:
        server.terminate()
        server.wait(SECONDS)


def through_vobject(_: World, cards: Cards) -> Cards:
    """Read and written by vobject."""
    import vobject

    return {uid: vobject.readOne(card).serialize() for uid, card in cards.items()}


def through_ical_js(world: World, cards: Cards) -> Cards:
    """Read and written by ical.js, as Thunderbird does."""
    node, script = needs("node"), world.folder / "cards.js"
    script.write_text(ICAL_JS)
    found = {}
    for uid, card in cards.items():
        done = subprocess.run(
            [node, str(script)], input=card, capture_output=True, text=True, timeout=SECONDS,
            check=False,
        )  # fmt: skip
        if "Cannot find module" in done.stderr:
            raise NotHereError("ical.js is not installed: npm install ical.js, and NODE_PATH")
        found[uid] = done.stdout
    return found


def through_khard(world: World, cards: Cards) -> Cards:
    """Edited with khard: everybody gets a role."""
    khard, folder = needs("khard"), world.folder / "khard"
    folder.mkdir(exist_ok=True)
    config = world.folder / "khard.conf"
    config.write_text(KHARD.format(folder))
    for uid, card in cards.items():
        (folder / f"{uid}.vcf").write_text(card, newline="")

    def run(*words: str, say: str = "") -> str:
        done = subprocess.run(
            [khard, "-c", str(config), *words], input=say, capture_output=True, text=True,
            timeout=SECONDS, env={**os.environ, "HOME": str(world.folder)}, check=False,
        )  # fmt: skip
        return done.stdout

    for path in folder.glob("*.vcf"):
        uid = next(
            line for line in path.read_text().splitlines() if line.startswith("UID:")
        ).removeprefix("UID:")
        form = run("show", "--format", "yaml", f"uid:{uid}")
        lines = ["Role : Cook" if one.startswith("Role") else one for one in form.splitlines()]
        (world.folder / "form.yaml").write_text("\n".join(lines) + "\n")
        run("edit", "-i", str(world.folder / "form.yaml"), f"uid:{uid}", say="y\n")
    return {uid: (folder / f"{uid}.vcf").read_text() for uid in cards}


WAYS: dict[str, Way] = {
    "Radicale": through_radicale, "vobject": through_vobject, "khard": through_khard,
    "ical.js": through_ical_js,
}  # fmt: skip


def filled(world: World) -> None:
    """Everything that a card of ours can hold."""
    world.ok("add 'Sam Reed'")
    world.ok("add 'Otto Lind'")
    (world.folder / "zoe.vcf").write_text(FOREIGN.format(uid=UID, photo=PHOTO))
    world.ok(f"import {world.folder}/zoe.vcf")
    world.ok(
        ["edit", "zoe", "--circle", "close", "--every", "2w", "--met", 'at, the; "market"',
         "--on", "2019-05", "--via", "otto"]
    )  # fmt: skip
    world.ok("met sam --at 'a dinner' --on 2026-01-01")
    world.ok("link zoe child 'Mia O; Neil'")
    world.ok(["note", "zoe", "--fact", "biscuit", "ginger nut; dark, \\ sweet"])
    world.ok(["note", "zoe", "--fact", "a; 50% b", "c\nd"])
    world.ok("archive sam")


def exported(world: World, version: str) -> Cards:
    """Everybody's card, by their handle."""
    folder = world.folder / f"out{version}"
    world.ok(f"export vcard {folder}/ --version {version}")
    return {path.stem: path.read_bytes().decode() for path in sorted(folder.glob("*.vcf"))}


def read(card: str) -> PersonRecord | None:
    """What tinynet reads on a card."""
    found = list(vcard.read(card.encode(), "card.vcf"))
    return found[0] if found and isinstance(found[0], PersonRecord) else None


def said(record: PersonRecord) -> dict[str, object]:
    """What a card says, by what tinynet calls it; our own fields by their names."""
    told: dict[str, object] = {
        one.name: getattr(record, one.name) for one in fields(record) if one.name not in PASSING
    }
    for name in ("emails", "phones", "urls", "ims", "addresses"):
        told[name] = sorted(
            (" ".join(sorted(set(way.kind_label.lower().split()) - NO_LABELS)), way.value)
            for way in getattr(record, name)
        )
    told["uid"] = record.source_id.removeprefix("urn:uuid:")
    told["extra"] = sorted(line.partition(":")[2] for line in record.extra)
    for name in ("facts", "tags", "nicknames", "relations", "dates"):
        told[name] = sorted(map(str, getattr(record, name)))
    return {name: value for name, value in told.items() if value not in ("", (), [], None, False)}


@trial("our cards through Radicale, vobject, khard and ical.js, and back", quick=1, full=1)
def round_trips(world: World, count: int) -> Tally:
    """No property of ours is lost, and what comes back takes nothing out here."""
    assert count
    tally = Tally()
    filled(world)
    table: dict[str, dict[str, str]] = {}
    missing = []
    for name in WAYS:
        try:
            for version in ("3", "4"):
                one_way(world, name, version, tally, table)
        except NotHereError as why:
            missing.append(f"{name} was not tried: {why}")
    tally.aside = "\n" + shown(table) + "".join(f"\n{line}" for line in missing)
    return tally


def one_way(
    world: World, name: str, version: str, tally: Tally, table: dict[str, dict[str, str]]
) -> None:
    """Send everybody's card one way, and look at what comes back and what becomes of it here."""
    other, column = world.copy(), f"{name} {version}.0"
    try:
        cards = exported(other, version)
        back = WAYS[name](other, cards)
        for uid, card in cards.items():
            sent, came = read(card), read(back.get(uid, ""))
            mine = said(sent) if sent else {}
            theirs = said(came) if came else {}
            for what, value in mine.items():
                held = theirs.get(what) == value
                row = table.setdefault(what, {})
                row[column] = "changed" if not held else row.get(column, "comes back")
        before = people(other)
        for uid, card in back.items():
            (other.folder / f"{uid}-back.vcf").write_text(card, newline="")
            other.ok(f"import vcard {other.folder}/{uid}-back.vcf")
        after = people(other)
        for what, value in before.items():
            held = after.get(what) == value or (column, what) in KNOWN
            tally.check(held, (column, what, value, after.get(what)))
    finally:
        other.gone()


def people(world: World) -> dict[str, object]:
    """Everything that is known of everybody, without where it was read, and without roles."""
    found: dict[str, object] = {}
    document = world.ok("export json -").json
    for section in ("people", "details", "facts", "notes", "relations", "anniversaries"):
        for row in document[section]:
            who = row.get("handle") or row["person"]
            row.pop("id", None)
            for key, value in row.items():
                if key not in {"handle", "person", "label"}:
                    told = sorted(one["name"] for one in value) if key == "nicknames" else value
                    found.setdefault(f"{who} {section} {key}", []).append(told)  # type: ignore[attr-defined]
    return {what: sorted(map(str, values)) for what, values in found.items()}  # type: ignore[call-overload]


def shown(table: dict[str, dict[str, str]]) -> str:
    """The table of properties and ways."""
    columns = list(dict.fromkeys(column for row in table.values() for column in row))
    lines = ["| property | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {what} | " + " | ".join(row.get(column, "") for column in columns) + " |"
        for what, row in table.items()
    ]
    return "\n".join(lines)
