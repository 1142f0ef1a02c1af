"""The lines of the documentation that hand data to a shell, in the real programs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import time
from contextlib import suppress
from pathlib import Path

from trials.history import TESTS
from trials.world import PROGRAM, Tally, World, needs, trial

RECIPES = TESTS.parent / "docs" / "recipes.md"
QUERIES = (
    "a; touch x", "$(touch x)", "a' ; touch x '", "O'Brien", "`touch x`", 'say "hi"', "a|b", "&& b",
)  # fmt: skip
SECONDS = 10


def block(beginning: str) -> str:
    """The block of code of the page that begins so."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```$", RECIPES.read_text(), re.MULTILINE | re.DOTALL)
    return next(text for text in blocks if text.startswith(beginning))


def on_path(world: World) -> dict[str, str]:
    """An environment in which `tinynet` is ours, and writes down what it was given."""
    folder = world.folder / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "tinynet").write_text(
        "#!/bin/sh\n"
        f'for word in "$@"; do printf "%s\\0" "$word"; done >"{world.folder}/given"\n'
        f'exec {" ".join(PROGRAM)} "$@"\n'
    )
    (folder / "tinynet").chmod(0o755)
    return {
        **world.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }  # fmt: skip


def at_terminal(words: list[str], environ: dict[str, str], folder: Path, until: Path) -> None:
    """Run a program at a terminal until a file is there and written, or some seconds have gone."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=folder,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    os.set_blocking(ours, False)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None and not until.exists():
        with suppress(OSError):
            os.read(ours, 65536)
        time.sleep(0.05)
    time.sleep(0.3)  # what was smuggled in comes after the query
    process.kill()
    process.wait(SECONDS)
    os.close(ours)


@trial("mutt looks up names that look like commands", quick=4, full=8)
def mutt(world: World, count: int) -> Tally:
    """The query comes as one word, as it was typed, and nothing in it is run."""
    program = needs("mutt")
    tally = Tally()
    world.peopled()
    muttrc = world.folder / "muttrc"
    muttrc.write_text(block("set query_command") + "set folder=.\nset spoolfile=/dev/null\n")
    environ, given = on_path(world), world.folder / "given"
    for query in (*QUERIES[:count],):
        given.unlink(missing_ok=True)
        typed = re.sub(r'["$`]', r"\\\g<0>", query)
        push = f'push "<query>{typed}<enter>"'
        words = [program, "-n", "-F", str(muttrc), "-f", "/dev/null", "-e", push]
        at_terminal(words, environ, world.folder, given)
        words = given.read_text().split("\0")[:-1] if given.exists() else None
        ran = (world.folder / "x").exists()
        tally.check(words == ["email", query] and not ran, (query, words, ran))
    return tally


@trial("the recipe with fzf in bash and zsh, nobody, one and two picked", quick=1, full=1)
def fzf(world: World, count: int) -> Tally:
    """The real fzf filters by itself instead of asking; what it lets through is what is picked."""
    assert count
    needs("fzf")
    tally = Tally()
    world.peopled()
    environ = on_path(world)
    for shell in ("bash", "zsh"):
        for query, people in (("qqqq", 0), ("Marsh", 1), ("r", 2)):
            before = len(world.notes())
            done = subprocess.run(
                [needs(shell), "-c", f"{block('coffee()')}\ncoffee --on 2026-02-28"],
                env={**environ, "FZF_DEFAULT_OPTS": f"--filter={query} --exact"},
                cwd=world.folder, capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
            logged = len(world.notes()) - before
            said = world("history --limit 1 --json").json["interactions"][0]["people"]
            right = logged == bool(people) and (not people or len(said) >= people)
            tally.check(right and "tinynet:" not in done.stderr, (shell, query, said, done))
            if logged:
                world.ok("undo")
    return tally
