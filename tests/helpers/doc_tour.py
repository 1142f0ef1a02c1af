"""Types the first five minutes at a reader's pace, to be recorded by asciinema 2.

asciinema rec --overwrite --cols 80 --rows 24 --title "tinynet: the first five minutes" \
  --command ".venv/bin/python tests/helpers/doc_tour.py" docs/first-five-minutes.cast
sed -i 's#/tmp/home-[a-z0-9_]*#/home/you#' docs/first-five-minutes.cast

`--check` plays it at once and without typing, to see that every command works.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TODAY = "2026-03-20"
KEY, LINE, READ = 0.04, 0.4, 2.5  # seconds
STEPS = (
    "# A few friends: one line each, and how you met.",
    'tinynet add "Anne Baker" --met "the stall on Fridays" --birthday "24 march"',
    'tinynet add "Bob Marsh" --via anne --every 2w',
    "# What happened, in one short line or as a sentence.",
    "tinynet log coffee anne --repeat 1w --since 2026-01-30 --until 2026-02-20 --yes",
    'tinynet log dinner anne bob --on 2026-02-27 --at "The Red Lion" --deep',
    'tinynet jot "yesterday: lunch with Bob in Paris #food"',
    "# What is worth remembering.",
    'tinynet note anne --fact "favourite biscuit" ginger nut',
    'tinynet note bob --next "how was the half marathon?"',
    "# Each morning: who would be glad to hear from you, and why.",
    "tinynet due",
    "tinynet brief anne",
    "tinynet find biscuit",
    "# Everything can be taken back.",
    "tinynet undo",
)


def play(*, slowly: bool) -> int:
    """Type and run every line in a home of its own; returns how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="home-") as home:
        environ = {
            "HOME": home, "TINYNET_TODAY": TODAY, "TERM": "xterm-256color", "COLUMNS": "80",
            "LANG": "C.UTF-8", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }  # fmt: skip
        for line in STEPS:
            sys.stdout.write("\033[1;32m$\033[0m ")
            for letter in line:
                sys.stdout.write(letter)
                sys.stdout.flush()
                time.sleep(KEY if slowly else 0)
            sys.stdout.write("\n")
            sys.stdout.flush()
            time.sleep(LINE if slowly else 0)
            if line[0] != "#":
                done = subprocess.run(line, shell=True, env=environ, check=False)
                failed += done.returncode != 0
                time.sleep(READ if slowly else 0)
    return failed


if __name__ == "__main__":
    sys.exit(play(slowly="--check" not in sys.argv))
