"""Files of every format with damage in them: read whole or refused, never half-imported."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hostile_cards as vcards
from databases import dump

from tinynet.core.names import check_name
from tinynet.core.partial import parse_partial
from tinynet.errors import TinynetError
from tinynet.exchange.document import format as tinynet_json
from tinynet.exchange.document import import_document as import_json
from tinynet.exchange.importing import import_formats
from tinynet.exchange.record import CancelledRecord, LeftOut, PersonRecord, PlaceRecord, Refused
from trials.world import Tally, World, calm, query, trial

SAMPLES = vcards.SAMPLES
SLOW = 1.0  # seconds of the processor, whatever else is running
ONE_IN = 100  # mutations go through the whole import
OWN = ("me@example.org", "Me Myself")
TABLE = (
    b",", b";", b"\t", b'"', b'","', b"\r", b"\n", b",,,,,,,,", b" ::: ", b": ", b"0/0/00",
    b"31/02/2001", b"--02-29", b"'=", b"First Name", b"E-mail 1 - Value", b"sep=;\n",
)  # fmt: skip
DOCUMENT = (
    b"{", b"}", b"[", b"]", b'"', b":", b",", b"null", b"true", b"-1", b"1e999", b"NaN", b"9" * 400,
    b"[" * 2_000, b'{"a":' * 2_000, b"\\ud83d", b"\\u0000", b'"type"', b'"id": 1,', b'"people": []',
)  # fmt: skip
ANYWHERE = (
    b"\r\n", b"\n", b"\r", b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3",
    b"\xe2\x80\xae", b"\x1b]0;", b"\xc2\x9d", b"\xed\xa0\xbd", b"(" * 400, b"9" * 400, b"a" * 9_000,
)  # fmt: skip
# Format: which samples there are of it, and what is put into them.
FORMATS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "google": ("google*.csv", TABLE),
    "linkedin": ("linkedin*.csv", TABLE),
    "outlook": ("outlook*.csv", TABLE),
    "csv": ("[st]*.csv", TABLE),
    "friends": ("friends/*.md", (
        b"### Activities:", b"### Friends:", b"### Notes:", b"### Locations:", b"- ", b"**", b"_",
        b"@", b" (a.k.a. ", b" a.k.a. ", b")", b" [", b"]", b"2026-02-30: ", b"- 2026-01-05: ",
    )),
    "monica": ("monica/*.json", DOCUMENT),
    "mbox": ("*.mbox", (
        b"\nFrom ", b"From: ", b"To: ", b"Cc: ", b"Date: ", b"Message-ID: <", b"=?utf-8?q?", b"?=",
        b"=?klingon?b?", b"@", b"<", b">", b"undisclosed-recipients:;", b",", b"\n\n", b"\n ",
        b"friends: ", b";", b"(", b")", b'"', b"2381\n", b"Sender: ",
    )),
    "ics": ("*.ics", (
        b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VCALENDAR\n", b"RRULE:FREQ=SECONDLY\n",
        b"RRULE:FREQ=DAILY\n", b";VALUE=DATE", b";TZID=Nowhere/None", b"ATTENDEE;CN=", b"mailto:",
        b"DTSTART:99991231T235959Z\n", b"DURATION:P99999D\n", b"RECURRENCE-ID:", b"EXDATE:", b":",
        b";INTERVAL=0", b";BYMONTHDAY=31", b";COUNT=999999999", b"\n ",
    )),
    "whatsapp": ("*hats*.txt", (
        b" - ", b": ", b"[", b"] ", b", ", b"/", b".", b"31/12/19", b"13/13/13", b"99:99", b" PM",
        b"\xe2\x80\x8e", b"\xe2\x80\xaf", b"Missed voice call", b"PK\x03\x04",
        b"[13:25, 8/8/2019] ", b" h ", b"created group", *map(str.encode, ("٢٠١٩", "下午", "年")),
    )),
    "telegram": ("telegram*.json", (*DOCUMENT, b'"messages": [', b'"date_unixtime": "9"')),
    "json": ("made", (*DOCUMENT, b'"on": "2026-02-30"', b'"handle": "anne"', b'"tinynet": 2')),
}  # fmt: skip


def samples(world: World, source: str) -> list[bytes]:
    """Whole files of a format; tinynet's own is made of a network, and a chat is zipped as well."""
    if source == "json":
        return [furnished(world.copy()).ok("export json").out.encode()]
    found = [path.read_bytes() for path in sorted(SAMPLES.glob(FORMATS[source][0]))]
    assert found, source
    return [*found, zipped(found[0])] if source == "whatsapp" else found


def zipped(chat: bytes) -> bytes:
    """A chat as a phone exports it, with a picture beside it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", chat)
        archive.writestr("photo.jpg", b"\xff\xd8")
    return file.getvalue()


def furnished(world: World) -> World:
    """Anne, Bob and Caroline with something of everything that can be typed."""
    world.peopled()
    for line in FURNITURE:
        world.ok(line)
    return world


FURNITURE = (
    "note anne 'ginger nut' --fact biscuit", "note anne 'the exam' --next",
    "edit anne --nickname Nan --email a@example.org --phone '+44 1632 960123'",
    "link anne spouse 'Sam Stone'", "link bob colleague caroline",
    "log coffee anne --at here --note long --occasion fair --on 2025-12-01",
    "jot 'yesterday: lunch with bob in Lisbon #food'",
    "met bob caroline --at 'chamber dinner' --on 2026-01-09 --cost 30 --drained --note talked",
    "plan dinner anne bob --by 2026-05-01 --note 'the new place'", "plan walk caroline",
    "favour gave anne 'fixed her bicycle'", "favour got bob 'lent me his van'",
    "introduce anne caroline --note 'both sing'", "merge --dismiss anne bob",
    "quiz --answer anne:name --grade good",
)  # fmt: skip


def read(source: str, data: bytes, file: Path) -> Iterator[Any]:
    """What the reader of a format makes of bytes, as `import` asks it."""
    if source == "json":
        for _, told in tinynet_json.read(io.BytesIO(data), file.name, import_json.ORDER):
            yield from told
        return
    if source == "mbox":
        file.write_bytes(data)
    given = import_formats.ImportSource(file.name, data, data[: import_formats.HEAD], file)
    asked = import_formats.ImportOptions(OWN, (), "dmy", None, date(2026, 3, 1))
    yield from import_formats.records(source, given, asked, lambda _: None)


def check(found: Any, name: str) -> None:
    """Check what must hold for every result, however broken the file."""
    if isinstance(found, tinynet_json.DocumentRecord):
        return  # a value as it stands there; the store looks at it
    if isinstance(found, Refused):
        file, _, line = found.where.rpartition(":")
        assert file.startswith(name), found
        assert int(line) > 0, found
        assert found.reason, found
        return
    assert found.line >= 1, found
    if isinstance(found, LeftOut | CancelledRecord):
        assert found.text, found
        return
    vcards.no_half_characters(found)
    if isinstance(found, PersonRecord):
        assert check_name(found.name) == found.name
        days = [*(day.on for day in found.dates), found.birthday, found.met_on]
        assert all(parse_partial(day) == day for day in days if day), days
    elif not isinstance(found, PlaceRecord):
        assert date.fromisoformat(found.on), found
        assert found.source_id, found
        # A contact is known by what it comes to, so its reader need not hash it.
        assert len(found.fingerprint) in {0, 64}, found


def failure(source: str, data: bytes, file: Path) -> str:
    """What is wrong with how bytes are read; "" where they are read, or refused in a sentence."""
    start = time.process_time()
    try:
        for found in read(source, data, file):
            check(found, file.name)
    except TinynetError as error:
        if not (error.message and error.remedy):
            return f"no sentence: {error!r}"
    except Exception as error:  # noqa: BLE001  any is a failure
        return f"{error!r:.300}"
    spent = time.process_time() - start
    return f"{spent:.2f} s" if spent >= SLOW else ""


def imported(world: World, source: str, file: Path) -> str:
    """What is wrong with a whole import into a database; "" if nothing. Takes it back again."""
    before, units = dump(world.path), done(world)
    own = ["--me", OWN[0], "--min-days", "1"] if source in import_formats.ONLY_FOR["--me"] else []
    result = world(["import", source, str(file), "--json", *own])
    after, wrote = dump(world.path), done(world) != units
    if not calm(result) or result.code not in {0, 1, 2}:
        return str(result)[:500]
    if (result.code or not wrote) and after != before:
        return f"half-imported: {str(result)[:500]}"
    sound = world("doctor --json")
    if sound.code or rebuilt(world) != query(world.path, "SELECT * FROM tie ORDER BY person_id"):
        return f"not sound: {sound.out[:500]}"
    if wrote and (world("undo").code or dump(world.path) != before):
        return "undo does not take it back"
    return ""


def done(world: World) -> int:
    """How many commands could be undone."""
    return int(query(world.path, "SELECT count(*) FROM unit WHERE NOT undone")[0][0])


def rebuilt(world: World) -> list[tuple[Any, ...]]:
    """The ties as a rebuild makes them."""
    from databases import rebuilt_ties

    return sorted(rebuilt_ties(world.path)["tie"])


def mutations(source: str, world: World, count: int) -> Tally:
    """No exception, none over 1 s; one in a hundred goes through the whole import and back."""
    tally = Tally()
    originals = samples(world, source)
    furnished(world)
    file = world.folder / "bad.file"
    for number in range(count):
        original = originals[number % len(originals)]
        data = vcards.mutated(world.dice, original, (*ANYWHERE, *FORMATS[source][1]))
        wrong = failure(source, data, file)
        if number % ONE_IN == 0:
            file.write_bytes(data)
            wrong = wrong or imported(world, source, file)
        tally.check(not wrong, f"mutation {number} of {source}: {wrong}\n  {data[:300]!r}")
    return tally


def entered(source: str) -> None:
    """Enter the trial of one format into the list."""

    @trial(f"mutated files: {source}", suite=20, quick=400, full=10_000)
    def run(world: World, count: int) -> Tally:
        return mutations(source, world, count)


for each in FORMATS:
    entered(each)
