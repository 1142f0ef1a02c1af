"""How long finding takes: `python tests/benchmarks/find.py [--rounds N] [--keep FOLDER]`.

Builds two databases, seeded: 200 people, 4,000 contacts and 800 notes; 10,000 people, 1,000,000
contacts and 100,000 notes. Every contact has a note of five words, every third a place, and a
tenth of all texts has a letter that is not ASCII. Runs each query as a whole process with its
output going to a pipe, interleaved, and prints the median as a ratio to `python -I -S -c "import
sqlite3"` of the same environment, in seconds, and the peak memory.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import build
import speed

SIZES = {"small": (200, 4_000, 800), "large": (10_000, 1_000_000, 100_000)}
QUERIES: dict[str, list[str]] = {
    "a rare word": ["{rare}"],
    "two words and a phrase": ["{rare}", '"{one} {other}"'],
    "a word in a hundred texts, 20 of them": ["{one}", "--limit", "20"],
    "a word in another script": ["встреча"],
    "a word, with somebody": ["{one}", "--with", "{who}"],
    "notes only": ["{one}", "--what", "note", "--limit", "20"],
}
WORDS, FOREIGN = 500, ("Élodie", "Zoë", "café", "naïve", "Ægir", "Москва")
RARE = "quixotic"


def texts(dice: random.Random) -> Iterator[str]:
    """Invented texts without end."""
    words = ["".join(dice.choices(build.SYLLABLES, k=3)) for _ in range(WORDS)]
    number = 0
    while True:
        number += 1
        said = dice.choices(words, k=5)
        if dice.random() < 0.1:
            said[dice.randrange(5)] = dice.choice(FOREIGN)
        if number % 10_007 == 500:
            said[2] = RARE
        yield " ".join(said)


def fill(path: Path, people: int, contacts: int, notes: int) -> None:
    """Build a database and write into it as an import does: there is nothing to undo."""
    build.build(path, people, contacts)
    dice = random.Random(12)
    more = texts(dice)
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "UPDATE interaction SET note = ?, place = ? WHERE id = ?",
            ((next(more), None if at % 3 else next(more)[:12], at)
             for at in range(1, contacts + 1)),
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO note (text, person_id, \"on\", next_time) VALUES (?, ?, '2026-01-01', 0)",
            ((next(more), dice.randint(1, people)) for _ in range(notes)),
        )
    connection.close()


def lines(path: Path) -> dict[str, list[str]]:
    """The command lines to measure on a database."""
    connection = sqlite3.connect(path)
    who = connection.execute("SELECT handle FROM person WHERE id = 3").fetchone()[0]
    said = connection.execute("SELECT text FROM note WHERE text NOT LIKE '%quix%'").fetchone()[0]
    connection.close()
    one, other = said.split()[:2]
    known = {"rare": RARE, "one": one, "other": other, "who": who}
    return {
        name: [speed.TINYNET, "find", *(word.format(**known) for word in words)]
        for name, words in QUERIES.items()
    }


def main() -> None:
    """Build, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--keep", help="a folder in which the databases stay")
    given = options.parse_args()
    folder = Path(given.keep or tempfile.mkdtemp(prefix="tinynet-find-"))
    runs: dict[tuple[str, str], tuple[list[str], dict[str, str]]] = {}
    for size, numbers in SIZES.items():
        path = folder / f"{size}.db"
        if not path.exists():
            fill(path, *numbers)
        environ = speed.environment(path)
        runs |= {(size, name): (words, environ) for name, words in lines(path).items()}
        runs["base", ""] = ([speed.PYTHON, "-I", "-S", "-c", "import sqlite3"], environ)
    for words, environ in runs.values():  # writes the byte code, warms the disk's cache
        subprocess.run(words, stdout=subprocess.DEVNULL, env=environ, check=True)
    spent: dict[tuple[str, str], list[float]] = {key: [] for key in runs}
    for _ in range(given.rounds):
        for key, (words, environ) in runs.items():
            spent[key].append(speed.timed(words, environ))
    base = statistics.median(spent["base", ""])
    print(f"base {base * 1000:.1f} ms, median of {given.rounds}\n")
    print("| query | small, x base | large, seconds | large, MB |\n|---|---|---|---|")
    for name in QUERIES:
        small, large = (statistics.median(spent[size, name]) for size in SIZES)
        peak = speed.peak_megabytes(*runs["large", name])
        print(f"| {name} | {small / base:.1f} | {large:.2f} | {peak:.0f} |")
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
