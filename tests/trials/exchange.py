"""Out and in again: whoever leaves takes everything along, and nothing that obeys others."""

from __future__ import annotations

import unicodedata

from documents import check_round_trip, documents
from hypothesis import HealthCheck, given, settings
from payloads import PAYLOADS

from trials.hostile import plant
from trials.world import Tally, World, calm, has, trial

# What is exported, and what ends a line there.
FILES = {
    "export json out.json": "\n", "export vcard out.vcf": "\r\n", "export vcard cards/": "\r\n",
    "export vcard old.vcf --version 3": "\r\n", "export csv out.csv": "\r\n",
    "export markdown out.md": "\n", "export markdown pages/": "\n", "export friends out.md": "\n",
    "feed out.ics": "\r\n",
}  # fmt: skip
TEXT = dict.fromkeys(map(ord, "\t\n\r"))  # a note has tabs and lines of its own


@trial("export, import, export over generated worlds", quick=20, full=300)
def round_trip(world: World, count: int) -> Tally:
    """The property of the suite with more worlds: identical bytes; a second time nothing is new."""
    has("export")
    assert world
    tally = Tally()

    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(documents())
    def worlds(document: dict[str, object]) -> None:
        tally.tried += 1
        check_round_trip(document)

    try:
        worlds()
    except Exception as error:  # noqa: BLE001  Hypothesis tells the world that broke
        tally.failed = 1
        tally.notes = ["\n".join([str(error), *getattr(error, "__notes__", [])])[:2000]]
    return tally


@trial("60 payloads in every field, exported to files", suite=2, quick=6, full=60)
def exported(world: World, count: int) -> Tally:
    """No control character but the ends of lines; json holds them escaped, and gives them back."""
    tally = Tally()
    all_ = [payload for payload, _ in PAYLOADS]
    for number in range(count):
        planted = world.copy()
        plant(planted, all_[number::count])
        for line, end in FILES.items():
            other = planted.copy()
            words = line.split()
            at = 1 if words[0] == "feed" else 2
            place = words[at]
            words[at] = f"{other.folder}/{place}"
            result = other(words)
            out = other.folder / place
            files = sorted(out.iterdir()) if out.is_dir() else [out]
            bad = {path.name: raw(path.read_bytes(), end) for path in files}
            tally.check(
                result.code == 0 and calm(result) and not any(bad.values()), (line, bad, result)
            )
            other.gone()
        planted.gone()
    return tally


def raw(data: bytes, end: str) -> list[str]:
    """The control characters in a file except for tabs and the ends of lines."""
    text = data.decode().replace(end, "").translate(TEXT)
    return sorted({char for char in text if unicodedata.category(char) == "Cc"})
