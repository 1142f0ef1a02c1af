"""The page of a year in a real browser, headless Chromium."""

from __future__ import annotations

import re
import subprocess

from payloads import PAYLOADS

from trials.world import Tally, World, needs, trial

SHEETS = 2  # that a page may be printed on
NAMES = (
    "<script>alert(1)</script>", "</style><img src=http://x/ onerror=alert(1)>", "משה בן־מימון",
    "</title><svg onload=alert(1)>", "{{7*7}}", "Bartholomew Featherstonehaugh " * 6,
)  # fmt: skip
CONSOLE = re.compile(r":CONSOLE[:(]")
RUNS = re.compile(r"<(script|img|iframe|link)|<[a-z]+[^<>]*\son\w+=")
SHEET = re.compile(rb"/Type\s*/Page\b")


def browse(world: World, *asked: str) -> subprocess.CompletedProcess[str]:
    """Open the year's page; what its console says stands on stderr."""
    return subprocess.run(
        [
            needs("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={world.folder}/chromium", "--enable-logging=stderr", *asked,
            f"file://{world.folder}/year.html",
        ],
        capture_output=True, text=True, errors="replace", timeout=120, check=False,
    )  # fmt: skip


@trial("a year's page in a browser: no error, no request, two sheets", suite=1, quick=2, full=8)
def the_page_of_a_year(world: World, count: int) -> Tally:
    needs("chromium")
    tally = Tally()
    names = [*NAMES, *(typed for typed, _ in PAYLOADS)]
    for number in range(count):
        for at, name in enumerate(names[: 12 * (number + 1)]):
            world(["add", name, "--handle", f"n{number}-{at}", "--yes"])
            world(["log", "coffee", f"n{number}-{at}", "--on", f"2025-{at % 12 + 1:02}-11"])
        world.ok(["picture", "year", "2025", "--out", f"{world.folder}/year.html", "--yes"])
        shown = browse(world, "--dump-dom")
        # The page's policy forbids every request, and the console tells of whatever it forbade.
        tally.check(not CONSOLE.search(shown.stderr), shown.stderr[-500:])
        tally.check("<h1>2025 in friends</h1>" in shown.stdout, "it is not shown")
        tally.check(not RUNS.search(shown.stdout), RUNS.search(shown.stdout))
        browse(world, "--no-pdf-header-footer", f"--print-to-pdf={world.folder}/year.pdf")
        sheets = len(SHEET.findall((world.folder / "year.pdf").read_bytes()))
        tally.check(0 < sheets <= SHEETS, f"{sheets} sheets")
    return tally
