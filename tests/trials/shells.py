"""The lines of the documentation that hand data to a shell, in the real programs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import sqlite3
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from trials.history import TESTS
from trials.world import PROGRAM, Tally, World, needs, trial

DOCS = TESTS.parent / "docs"
QUERIES = (
    "a; touch x", "$(touch x)", "a' ; touch x '", "O'Brien", "`touch x`", 'say "hi"', "a|b", "&& b",
)  # fmt: skip
SECONDS = 10


HANDLES = ("$(touch${IFS}x)", "`touch${IFS}x`", "#(touch x)", "%(!.x.y)", "a;touch x", "#{pid}")


def block(beginning: str, page: str = "recipes") -> str:
    """The block of code of the page that begins so."""
    text = (DOCS / f"{page}.md").read_text()
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
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


def at_terminal(
    words: list[str],
    environ: dict[str, str],
    folder: Path,
    done: Callable[[], bool],
    typed: Sequence[tuple[str, str]] = (),
) -> str:
    """Run a program at a terminal until it has done something, or some seconds have gone.

    Args:
        words: The command line.
        environ: Its environment.
        folder: Where it runs.
        done: Whether it has.
        typed: What is typed, each once the screen has shown what stands before it.

    Returns:
        What it showed.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=folder,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  no threads
    )  # fmt: skip
    os.close(theirs)
    os.set_blocking(ours, False)
    seen, waiting, end = "", list(typed), time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None and not done():
        with suppress(OSError):
            seen += os.read(ours, 65536).decode(errors="replace")
        if waiting and waiting[0][0] in seen:
            os.write(ours, waiting.pop(0)[1].encode())
        time.sleep(0.05)
    time.sleep(0.3)  # what was smuggled in comes after the query
    with suppress(OSError):
        seen += os.read(ours, 65536).decode(errors="replace")
    process.kill()
    process.wait(SECONDS)
    os.close(ours)
    return seen


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
        at_terminal(words, environ, world.folder, given.exists)
        words = given.read_text().split("\0")[:-1] if given.exists() else None
        ran = (world.folder / "x").exists()
        tally.check(words == ["email", query] and not ran, (query, words, ran))
    return tally


@trial("aerc looks up names that look like commands", quick=4, full=6)
def aerc(world: World, count: int) -> Tally:
    """As the recipe says, of all but a single quote: one word, as it was typed, and nothing run."""
    program = needs("aerc")
    tally = Tally()
    world.peopled()
    environ, given = on_path(world), world.folder / "given"
    settings = world.folder / "config" / "aerc"
    settings.mkdir(parents=True)
    mail = world.folder / "mail"
    for name in ("cur", "new", "tmp"):
        (mail / name).mkdir(parents=True)
    account = f"[me]\nsource = maildir://{mail}\nfrom = Me <me@example.org>\noutgoing = /bin/true\n"
    (settings / "accounts.conf").write_text(account)
    (settings / "accounts.conf").chmod(0o600)
    (settings / "aerc.conf").write_text(block("[compose]"))
    for query in [query for query in QUERIES if "'" not in query][:count]:
        given.unlink(missing_ok=True)
        expected = f"email\0--no-header\0{query}\0"

        def is_given(expected: str = expected) -> bool:
            return given.exists() and given.read_text() == expected

        typed = [("(no messages)", ":compose\r"), ("To:", query)]
        shown = at_terminal([program], environ, world.folder, is_given, typed)
        said = given.read_text() if given.exists() else None
        ran = (world.folder / "x").exists()
        tally.check(said == expected and not ran, (query, said, ran, shown))
    return tally


def with_handle(world: World, handle: str) -> World:
    """A world in which whoever is due has a handle that only an altered database can hold."""
    other = world.copy()
    with closing(sqlite3.connect(other.path)) as connection:
        connection.execute("UPDATE person SET handle = ?, every_days = 1", (handle,))
        connection.commit()
    return other


@trial("tmux, bash and zsh show who is due, whatever the handle", quick=3, full=6)
def prompts(world: World, count: int) -> Tally:
    """What the prompt prints is shown and never run."""
    tally = Tally()
    world.ok("add Bob --every 1d")
    world.ok("log coffee bob --on 2020-01-01")
    line = next(line for line in block("PS1=", "shell").splitlines() if line)
    right = block("setopt prompt_subst", "shell")
    for handle in HANDLES[:count]:
        other = with_handle(world, handle)
        environ = on_path(other)
        name = f"tinynet-trial-{os.getpid()}"
        settings = other.folder / "tmux.conf"
        settings.write_text(block("set -g status-interval"))
        environ.pop("TMUX", None)
        tmux = [needs("tmux"), "-L", name, "-f", str(settings)]
        words = [*tmux, "new-session", "sleep 3"]  # it draws the line again after a second
        shown = at_terminal(words, environ, other.folder, lambda: False)
        subprocess.run([*tmux, "kill-server"], env=environ, capture_output=True, check=False)
        tally.check("1 due" in shown, ("tmux", handle, shown[-400:]))
        for shell, text in (
            ("bash", f"PS1=; {line}\nprintf '%s' \"${{PS1@P}}\""),
            ("zsh", f'{right}\nprint -P -- "$RPROMPT"'),
        ):
            done = subprocess.run(
                [needs(shell), "-c", text], env=environ, cwd=other.folder, capture_output=True,
                text=True, timeout=60, check=False,
            )  # fmt: skip
            tally.check("1 due" in done.stdout, (shell, handle, done))
        tally.check(not (other.folder / "x").exists(), (handle, "something was run"))
        other.gone()
    return tally


@trial("timers and loops over names that look like commands", quick=4, full=8)
def timers(world: World, count: int) -> Tally:
    """The lines of timers.md and shell.md that take names out of tinynet, in a shell."""
    tally = Tally()
    world.ok("add Bob --every 1d")
    world.ok("log coffee bob --on 2020-01-01")
    environ, home = on_path(world), world.folder / "home"
    (home / ".local").mkdir(parents=True)
    (home / ".local" / "bin").symlink_to(world.folder / "bin")
    notify = world.folder / "bin" / "notify-send"
    notify.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    notify.chmod(0o755)
    unit = re.search(r"ExecStart=/bin/sh -c '(.*)'", block("[Unit]\nDescription=Who", "timers"))
    assert unit
    cron = re.sub(r"^(\S+ +){5}", "", block("30 8", "timers")).strip()
    loop = block("tinynet list | fzf", "shell").splitlines()[1]
    for query in QUERIES[:count]:
        world.ok(["edit", "bob", "--name", f"-{query} Bob"])
        for text in (unit[1].replace("$$", "$"), cron, loop):
            done = subprocess.run(
                [needs("bash"), "-c", text], env={**environ, "HOME": str(home)},
                cwd=world.folder, capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
            ran = (world.folder / "x").exists()
            tally.check(f"-{query} Bob" in done.stdout and not ran, (text, query, done))
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
