"""How long finding common ground takes: `python tests/benchmarks/gather.py [--rounds N]`.

Builds 500 invented people with three to six interests, three notes, a fact and an employer each,
couples, and 10,000 contacts of which a tenth are with several and half have a note, all seeded.
Runs each command as a whole process with
its output going to a pipe, interleaved, and prints the median as a ratio to `python -I -S -c
"import sqlite3"` of the same environment, and in seconds.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import build
import speed

from tinynet.db import sql

PEOPLE, CONTACTS, INTERESTS, NOTES = 500, 10_000, 60, 3
LIMIT = 1.0  # seconds
COMMANDS: tuple[list[str], ...] = (
    ["common", "{one}", "{other}"],
    ["match"],
    ["match", "{one}"],
    ["gather"],
    ["gather", "--size", "8", "--around", "{topic}"],
    ["gather", "--size", "4", "--with", "{one}", "--with", "{other}"],
    ["ask", "{topic}"],
)


def grow(path: Path) -> None:
    """Give everybody interests, the first of them to many and the last to few."""
    dice = random.Random(7)
    words = ["".join(dice.choices(build.SYLLABLES, k=3)) for _ in range(INTERESTS)]
    popular = list(itertools.accumulate(1 / (rank + 3) for rank in range(INTERESTS)))
    grown = build.database.Unit(str(path), build.CADENCES, label="grow", at="2026-03-01T00:00:00")
    with grown as store:
        for person in range(1, PEOPLE + 1):
            for tag in set(dice.choices(words, cum_weights=popular, k=dice.randint(3, 6))):
                store.run(sql.put_tag, person_id=person, name=tag)
            if person % 10 == 0:
                relation = dice.choice(["spouse", "avoid"])
                store.run(
                    sql.put_relation, person_id=person, relation=relation,
                    other_id=dice.randint(1, person - 1), other_name=None,
                )  # fmt: skip
    written = sqlite3.connect(path)  # as an import leaves it: nothing to undo
    with written:
        said = [
            (" ".join(dice.choices(words, k=8)), person)
            for person in range(1, PEOPLE + 1)
            for _ in range(NOTES)
        ]
        written.executemany(
            "INSERT INTO note (text, person_id, \"on\", next_time) VALUES (?, ?, '2026-01-01', 0)",
            said,
        )
        written.executemany(
            "INSERT INTO fact (value, person_id, key) VALUES (?, ?, 'favourite')",
            [(text[:20], person) for text, person in said[::NOTES]],
        )
        written.executemany(
            "UPDATE person SET organisation = ? WHERE id = ?",
            [(dice.choice(words), person) for person in range(1, PEOPLE + 1)],
        )
        written.executemany(
            "UPDATE interaction SET note = ? WHERE id = ?",
            [(" ".join(dice.choices(words, k=8)), at) for at in range(1, CONTACTS, 2)],
        )
    written.close()


def main() -> None:
    """Build, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    rounds = options.parse_args().rounds
    folder = Path(tempfile.mkdtemp(prefix="tinynet-gather-"))
    path = folder / "people.db"
    build.build(path, PEOPLE, CONTACTS)
    grow(path)
    reader = sqlite3.connect(path)
    one, other = (row[0] for row in reader.execute("SELECT handle FROM person WHERE id IN (3, 30)"))
    topic = reader.execute(
        "SELECT name FROM tag GROUP BY name ORDER BY count(*) DESC, name LIMIT 1"
    ).fetchone()[0]
    reader.close()
    environ = speed.environment(path)
    lines = {"base": [speed.PYTHON, "-I", "-S", "-c", "import sqlite3"]}
    lines |= {
        " ".join(words): [
            speed.TINYNET,
            *(w.format(one=one, other=other, topic=topic) for w in words),
        ]
        for words in COMMANDS
    }
    for words in lines.values():  # writes the byte code, warms the disk's cache
        subprocess.run(words, stdout=subprocess.DEVNULL, env=environ, check=True)
    spent: dict[str, list[float]] = {name: [] for name in lines}
    for _ in range(rounds):
        for name, words in lines.items():
            spent[name].append(speed.timed(words, environ))
    base = statistics.median(spent.pop("base"))
    print(f"base {base * 1000:.1f} ms, median of {rounds}\n")
    print("| command | x base | seconds | limit |\n|---|---|---|---|")
    for name, times in spent.items():
        median = statistics.median(times)
        print(f"| {name} | {median / base:.1f} | {median:.2f} | {LIMIT:g} |")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
