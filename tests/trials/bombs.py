"""Files of every format made to break their readers: limits hold, what is good still arrives."""

from __future__ import annotations

import json
import os
import resource
import time
from functools import partial
from typing import Any

from command_line import Result

from tinynet.exchange.importing.import_formats import ONLY_FOR
from trials.mutations import OWN
from trials.talk_bombs import DEEP, LONG, PHOTO, Bomb, calendar, chat, mailbox, messages, nested
from trials.world import Tally, World, calm, trial

SECONDS, MEGABYTES = 60, 700  # of the processor, and of memory, for one file


def measured(world: World, words: list[str]) -> tuple[Result, float, float]:
    """Run a command line: what it gave, its seconds of the processor and its peak in megabytes."""
    told, erred = world.folder / "told", world.folder / "erred"

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    with told.open("w") as out, erred.open("w") as err:
        process = world.start(words, stdout=out, stderr=err, preexec_fn=bound)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    result = Result(process.returncode, told.read_text(), erred.read_text())
    return result, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def table(header: bytes, row: bytes, rows: int) -> dict[str, Bomb]:
    """Bombs for a CSV reader; `row` has {} for a first name."""
    good, columns = row.replace(b"{}", b"Anne"), header.count(b",")
    other = [row.replace(b"{}", b"Person%d" % number) for number in range(rows)]
    files = {
        "a cell of 5 MB": [header, b"Bea,Hatt," + PHOTO, good],
        "a name of 1 MB": [header, row.replace(b"{}", LONG), good],
        "a million columns in a row": [header, b"Bea" + b"," * 1_000_000, good],
        "quotation marks that never end": [header, good, b'"Bea' + LONG],
        "a hundred thousand quotation marks": [header, b'"' * 100_001, good, b'"', good],
        "NUL bytes": [header, *[good] * 60, b"\x00" * 1_000, good],
        "bytes of no known charset": [header, b"\xff\xfe\x81\x8d" * 1_000, good],
        "nothing but separators": [header, *[b"," * columns] * 100_000, good],
        f"{rows:,} rows": [header, *other, good],
    }
    found = {name: Bomb(b"\n".join([*lines, b""])) for name, lines in files.items()}
    wide = Bomb(header + b"," * 1_000_000 + b"\n" + good, arrives=False)
    return found | {"a million columns in the header": wide}


def diary(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of friends.md."""
    good = b"### Friends:\n- Anne Baker [London] @coffee\n"
    day = b"### Activities:\n- 2026-01-05: "
    files = {
        "a line of 1 MB": day + LONG,
        "stars that are never closed": day + b"**" * 4_900,
        "underscores that are never closed": day + b" _" * 4_900,
        "nicknames without end": b"### Friends:\n- Bea (a.k.a. " + b"x a.k.a. " * 1_000,
        "brackets without end": b"### Friends:\n- Bea " + b"[" * 9_000,
        "headers without end": b"### Notes:\n" + b"### What:\n" * 100_000,
        "NUL bytes": b"### Notes:\n" + b"\x00" * 1_000_000,
        "bytes of no known charset": day + b"\xff\xfe\x81" * 1_000,
        f"{rows:,} lines": b"### Activities:\n" + b"".join(
            b"- 2025-%02d-%02d: Lunch with **Person %dx** in _Lisbon_. @food\n"
            % (n % 12 + 1, n % 28 + 1, n % 1_000) for n in range(rows)
        ),
    }  # fmt: skip
    return {name: Bomb(data + b"\n\n" + good) for name, data in files.items()}


def monica(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of Monica's JSON."""
    good = contact(0, "Anne", "Baker")
    many = [contact(number, f"Person{number}", "Hatt") for number in range(1, rows)]
    return {
        "a description of 5 MB": Bomb(account([contact(1, "Bea", PHOTO.decode()), good])),
        "a note nested 90 deep": Bomb(account([good, contact(1, "Bea", nested(80))])),
        "nested too deep": Bomb(account([good]).replace(b'"Anne"', b"[" * DEEP), arrives=False),
        "no end": Bomb(account([good, *many[:10]])[:-20]),
        "a number of 5,000 digits": Bomb(account([good]) + b"9" * 5_000),
        f"{rows:,} contacts": Bomb(account([*many, good])),
    }


def contact(number: int, first: str, last: Any) -> dict[str, Any]:
    """A contact of Monica's."""
    told = {"first_name": first, "last_name": last, "is_partial": False}
    return {"uuid": f"00000000-0000-4000-8000-{number:012}", "properties": told}


def account(contacts: list[dict[str, Any]]) -> bytes:
    """An export of Monica's."""
    data = [{"count": len(contacts), "type": "contact", "values": contacts}]
    told = {"version": "1.0-preview.1", "app_version": "4.0.0", "account": {"data": data}}
    return json.dumps(told).encode()


def documents(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of tinynet's own JSON, which takes a document whole or not at all."""
    anne = person(0, "Anne Baker")
    many = [person(number, f"Person {number}x") for number in range(1, rows)]
    name = b'"Anne Baker"'
    return {
        "a name of 5 MB": Bomb(document([person(0, PHOTO.decode())]), arrives=False),
        "nested too deep": Bomb(document([anne]).replace(name, b"[" * DEEP), arrives=False),
        "objects nested too deep": Bomb(
            document([anne]).replace(name, b'{"a":' * DEEP), arrives=False
        ),
        "a number of 5,000 digits": Bomb(
            document([anne]).replace(name, b"9" * 5_000), arrives=False
        ),
        "no end": Bomb(document([anne, *many[:10]])[:-5], arrives=False),
        "NUL bytes behind it": Bomb(document([anne]) + b"\x00" * 1_000_000, arrives=False),
        "one person twice": Bomb(document([anne, anne]), arrives=False),
        f"{rows:,} people": Bomb(document([*many, anne])),
    }


def person(number: int, name: str) -> dict[str, Any]:
    """A person of ours."""
    found = {"id": number + 1, "handle": f"p{number}", "name": name}
    return found | {"added_on": "2026-01-05", "counts_from": "2026-01-05"}


def document(people: list[dict[str, Any]]) -> bytes:
    """A document of ours."""
    return json.dumps({"tinynet": 1, "people": people}).encode()


GOOGLE = b"First Name,Middle Name,Last Name,Nickname,Notes,E-mail 1 - Label,E-mail 1 - Value,Labels"
LINKEDIN = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On"
OUTLOOK = b"First Name,Middle Name,Last Name,Company,E-mail Address,Birthday,Referred By,Spouse"
MAKERS = {
    "google": partial(table, GOOGLE, b"{},,Baker,,,,,"),
    "linkedin": partial(table, LINKEDIN, b"{},Baker,https://l.example/{},,Ltd,Cook,15 Jun 2025"),
    "outlook": partial(table, OUTLOOK, b"{},,Baker,,,0/0/00,,"),
    "csv": partial(table, b"First Name,Last Name,Email,City", b"{},Baker,{}@example.org,Bath"),
    "friends": diary, "monica": monica, "mbox": mailbox, "ics": calendar, "whatsapp": chat,
    "telegram": messages, "json": documents,
}  # fmt: skip


@trial("bombs for every other reader", quick=2_000, full=50_000)
def others(world: World, count: int) -> Tally:
    """Within bounds of time and memory, and what is good still arrives or all is refused."""
    tally = Tally()
    slowest, largest = (0.0, ""), (0.0, "")
    for source, make in MAKERS.items():
        own = ["--me", OWN[source == "whatsapp"], "--min-days", "1"]
        more = own if source in ONLY_FOR["--me"] else []
        for name, bomb in make(count).items():
            other = world.copy()
            file = other.folder / "bomb"
            file.write_bytes(bomb.data)
            start = time.monotonic()
            result, seconds, size = measured(other, ["import", source, str(file), *more])
            there = "Anne Baker" in other.run("list").out
            slowest = max(slowest, (seconds, f"{source}, {name}"))
            largest = max(largest, (size, f"{source}, {name}"))
            right = calm(result) and result.code == (0 if bomb.arrives else 1)
            bounded = seconds < SECONDS and size < MEGABYTES
            tally.check(
                right and bounded and there == bomb.arrives,
                f"{source}, {name}: {there=} {seconds:.1f} s {size:.0f} MB "
                f"{time.monotonic() - start:.0f} s in all, {str(result)[-600:]}",
            )
            other.gone()
    tally.aside = (
        f"at most {slowest[0]:.1f} s of the processor ({slowest[1]}), {largest[0]:.0f} MB "
        f"({largest[1]})"
    )
    return tally
