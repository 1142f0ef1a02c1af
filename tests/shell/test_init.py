"""The shells' scripts, tried in the shells themselves."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from command_line import Tinynet

from tinynet.shell import init
from tinynet.shell.init import SHELLS, read_script

# What a shell would run, if it were let; folded, as tags are.
HOSTILE = (
    "$(touch${ifs}pwned)",
    "`touch${ifs}pwned`",
    "it's",
    'a"b',
    "a;touch${ifs}pwned",
    "x&y|z",
)
BARE = {
    "bash": ["bash", "--norc", "--noprofile"],
    "zsh": ["zsh", "-d", "-f"],
    "fish": ["fish", "--no-config"],
    "nushell": ["nu", "--no-config-file", "--no-history"],
}


def needs(shell: str) -> pytest.MarkDecorator:
    there = shutil.which(BARE[shell][0])
    return pytest.mark.skipif(not there, reason=f"{shell} is not installed here")


SCRIPTS = Path(init.__file__).parent / "scripts"
EVERY_SHELL = [
    pytest.param(shell, marks=[needs(shell)] if shell != "bash" else []) for shell in SHELLS
]


def shim(tinynet: Tinynet, script: str) -> dict[str, str]:
    """An environment in which `tinynet` on the PATH is this script, and which is nobody's home."""
    folder = tinynet.folder / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "tinynet").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "tinynet").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**tinynet.environ, "PATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def real(tinynet: Tinynet) -> dict[str, str]:
    return shim(tinynet, f'exec "{sys.executable}" -m tinynet "$@"')


def whole(shell: str) -> str:
    """The line that reads all that `tinynet init` prints for a shell."""
    return f"source {SCRIPTS}/complete.{shell}; source {SCRIPTS}/greet.{shell}"


def run(shell: str, text: str, environ: dict[str, str], folder: Path) -> str:
    """What a shell prints that runs this text in this folder."""
    done = subprocess.run(
        [*BARE[shell], "-c", text],
        env=environ, cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def bash_tab(tinynet: Tinynet, *words: str) -> list[str]:
    """What bash puts behind `tinynet` for these words, of which the last is being typed."""
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in ("tinynet", *words))
    text = (
        f". {SCRIPTS}/complete.bash; COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _tinynet; "
        "((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    return run("bash", text, real(tinynet), tinynet.folder).splitlines()


def zsh_tab(tinynet: Tinynet, *words: str) -> list[str]:
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in ("tinynet", *words))
    text = (
        "compdef() { : }; compadd() { print -rl -- $values }; _files() { print files };"
        f". {SCRIPTS}/complete.zsh; typeset -A compstate; words=({quoted}); CURRENT=$#words; "
        "PREFIX=$words[-1]; _tinynet"
    )
    return run("zsh", text, real(tinynet), tinynet.folder).splitlines()


def fish_tab(tinynet: Tinynet, line: str) -> list[str]:
    text = f"source {SCRIPTS}/complete.fish; complete --do-complete 'tinynet {line}'"
    return run("fish", text, real(tinynet), tinynet.folder).splitlines()


def nushell_tab(tinynet: Tinynet, *words: str) -> list[tuple[str, str | None]] | None:
    """What nushell offers for these words and says of it; None where it offers its files."""
    spans = json.dumps(["tinynet", *words], ensure_ascii=False)
    text = (
        f"source {SCRIPTS}/complete.nushell; "
        f"do $env.config.completions.external.completer {spans} | to json --raw"
    )
    found = json.loads(run("nushell", text, real(tinynet), tinynet.folder))
    return found if found is None else [(one["value"], one["description"]) for one in found]


@pytest.mark.parametrize("shell", SHELLS)
def test_init_prints_the_script_unchanged_in_every_form(tinynet: Tinynet, shell: str) -> None:
    script = read_script(f"complete.{shell}") + "\n" + read_script(f"greet.{shell}")
    assert tinynet.ok(f"init {shell}").out == script
    assert tinynet.ok(f"init {shell}", human=True).out == script
    assert tinynet.ok(f"init {shell} --json").json == {
        "schema": 1, "shell": shell, "script": script,
    }  # fmt: skip


def test_another_shell_is_refused(tinynet: Tinynet) -> None:
    result = tinynet("init tcsh")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        'tinynet: There is no script for the shell "tcsh".\nIt is bash, zsh, fish or nushell.\n'
    )


@pytest.mark.parametrize("shell", EVERY_SHELL)
def test_the_script_is_good_for_eval_and_leaves_nothing_behind_but_completion(
    tinynet: Tinynet, shell: str
) -> None:
    text = {
        "bash": 'eval "$(tinynet init bash)"; complete -p tinynet; declare -F; echo "${file-}"',
        "zsh": 'compdef() { print "$@" }; eval "$(tinynet init zsh)"; print -l ${(ok)functions}',
        "fish": "tinynet init fish | source; functions --all | grep tinynet",
        "nushell": f"{whole(shell)}; "
        "scope variables | get name | where $it =~ before | to text; "
        "$env.config.completions.external.completer | describe",
    }[shell]
    assert (
        run(shell, text, real(tinynet), tinynet.folder).splitlines()
        == {
            "bash": [
                "complete -F _tinynet tinynet",
                "declare -f _tinynet",
                "declare -f _tinynet_replace",
                "",
            ],
            "zsh": ["_tinynet tinynet", "_tinynet", "compdef"],
            "fish": ["__tinynet_complete"],
            "nushell": ["closure"],
        }[shell]
    )


def test_bash_completes_what_is_typed_quoted_or_not(network: Tinynet) -> None:
    assert bash_tab(network, "lo") == ["log"]
    assert bash_tab(network, "log", "cof") == ["coffee"]
    assert bash_tab(network, "log", "coffee", "anne", "ØV") == ["caroline-o"]
    assert bash_tab(network, "log", "coffee", '"Bob Ma') == ["bob-m"]
    assert bash_tab(network, "log", "coffee", "Bob\\ Ma") == ["bob-m"]
    assert bash_tab(network, "history", "--kind", "=") == bash_tab(network, "history", "--kind", "")
    assert bash_tab(network, "log", "--batch", "x") == []


def test_bash_leaves_what_is_typed_alone_where_the_candidates_begin_otherwise(
    network: Tinynet,
) -> None:
    network.ok("add 'Anne Marsh'")
    assert bash_tab(network, "why", "mar") == ["bob-m", "anne-m", ""]


def at_bash(tinynet: Tinynet, *steps: tuple[str, str]) -> str:
    """What bash shows at a terminal that answers; each step says what is typed once it shows what.

    Nothing that was seen counts twice.
    """
    script = tinynet.folder / "bashrc"
    script.write_text(f". {SCRIPTS}/complete.bash\nPS1='> '\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    shell = subprocess.Popen(
        ["bash", "--noprofile", "--rcfile", str(script), "-i"],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=tinynet.folder, start_new_session=True,
        env={**real(tinynet), "TERM": "dumb", "TINYNET_NO_GREETING": "1"},
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  no threads here
    )  # fmt: skip
    os.close(theirs)
    seen, told, end = "", "", time.monotonic() + 30
    waiting = list(steps)
    while waiting and time.monotonic() < end:
        if waiting[0][0] in seen:
            seen = seen.partition(waiting[0][0])[2]
            os.write(ours, waiting.pop(0)[1].encode())
        elif select.select([ours], [], [], 0.1)[0]:
            more = os.read(ours, 4096).decode(errors="replace")
            seen, told = seen + more, told + more
            if "\x1b[5n" in more:
                os.write(ours, b"\x1b[0n")
    shell.kill()
    shell.wait()
    os.close(ours)
    return told


@pytest.mark.parametrize("typed", ["O'", "O'Br", "O\\'", "'Pat O", "\"O'"])
def test_bash_replaces_the_quote_that_was_opened(network: Tinynet, typed: str) -> None:
    network.ok(["add", "Pat O'Brien", "--work", "Mill Lane"])
    steps = ("> ", f"tinynet show {typed}"), (typed, "\t"), ("pat-o", "\r"), ("Mill Lane", "")
    assert "Mill Lane" in at_bash(network, *steps)


def test_bash_quotes_what_it_inserts_and_runs_nothing(tinynet: Tinynet) -> None:
    tags = [f"--tag={word}" for word in HOSTILE]
    tinynet.ok(["add", " ".join(HOSTILE), "--handle", "mallory", *tags])
    offered = bash_tab(tinynet, "list", "--tag", "")
    echoed = run("bash", f"printf '%s\\n' {' '.join(offered)}", real(tinynet), tinynet.folder)
    assert echoed.splitlines() == sorted(HOSTILE)
    for typed in ('"', "'", "$(touch pwned)", "`touch pwned`", '"$(touch pwned)', "a;touch pwned"):
        assert bash_tab(tinynet, "list", "--tag", typed) in ([], [""])
        bash_tab(tinynet, "why", typed)
    assert bash_tab(tinynet, "why", "it") == ["mallory"]
    assert not list(tinynet.folder.rglob("*pwned*"))


@needs("zsh")
def test_zsh_is_given_candidates_as_they_are_and_runs_nothing(network: Tinynet) -> None:
    network.ok(["tag", "bob", *HOSTILE])
    assert zsh_tab(network, "log", "cof") == ["coffee"]
    assert zsh_tab(network, "why", "mar") == ["bob-m"]
    assert zsh_tab(network, "why", "Bob\\ M") == ["bob-m"]
    assert zsh_tab(network, "list", "--tag", "a;") == ["a;touch${ifs}pwned"]
    assert zsh_tab(network, "why", "$(touch pwned)") == []
    assert zsh_tab(network, "log", "--batch", "x") == ["files"]
    assert not list(network.folder.rglob("*pwned*"))


@needs("nushell")
def test_nushell_completes_what_is_typed_and_quotes_what_it_could_run(network: Tinynet) -> None:
    network.ok(["tag", "bob", *HOSTILE])
    assert nushell_tab(network, "log", "cof") == [("coffee", None)]
    assert nushell_tab(network, "why", "an") == [("anne", "Anne")]
    assert nushell_tab(network, "why", '"Bob M') == [("bob-m", "Bob Marsh")]
    assert nushell_tab(network, "log", "coffee", "anne", "ØV") == [
        ("caroline-o", "Caroline Øvergård")
    ]
    assert ("--kind=coffee", None) in (nushell_tab(network, "history", "--kind=") or [])
    assert nushell_tab(network, "log", "--batch", "x") is None
    offered = [value for value, _ in nushell_tab(network, "list", "--tag", "") or []]
    text = f"[{' '.join(offered)}] | to json --raw"
    words = json.loads(run("nushell", text, real(network), network.folder))
    assert sorted(words) == sorted([*HOSTILE, "running"])
    assert not list(network.folder.rglob("*pwned*"))


@needs("nushell")
def test_nushell_keeps_the_completer_of_other_programs(network: Tinynet) -> None:
    text = (
        "$env.config.completions.external.completer = {|spans| [theirs]}; "
        f"source {SCRIPTS}/complete.nushell; "
        "do $env.config.completions.external.completer [git ''] | to json --raw"
    )
    assert json.loads(run("nushell", text, real(network), network.folder)) == ["theirs"]


@needs("fish")
def test_fish_completes_by_handle_and_by_name_and_runs_nothing(network: Tinynet) -> None:
    network.ok(["tag", "bob", *HOSTILE])
    assert fish_tab(network, "log cof") == ["coffee"]
    assert fish_tab(network, "why an") == ["anne\tAnne"]
    assert fish_tab(network, "why mar") == ["Bob Marsh\tbob-m"]
    assert fish_tab(network, "list --tag it") == ["it's"]
    assert fish_tab(network, "why (touch pwned") == fish_tab(network, "zzz ")
    assert not list(network.folder.rglob("*pwned*"))


def interactive(shell: str, environ: dict[str, str], folder: Path) -> None:
    """Start an interactive shell on a terminal that reads its script and ends."""
    ours, theirs = pty.openpty()
    load = whole(shell)
    before = "compdef() { : };" if shell == "zsh" else ""
    try:
        subprocess.run(
            [*BARE[shell], "-i", "-c", before + load],
            env=environ, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, timeout=60,
            check=False, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize("shell", EVERY_SHELL)
def test_the_first_interactive_shell_of_a_day_greets_and_no_other_starts_anything(
    tinynet: Tinynet, shell: str
) -> None:
    environ = shim(tinynet, f'echo "$@" >> {tinynet.folder}/calls')
    calls = tinynet.folder / "calls"
    greeted = tinynet.folder / ".local" / "state" / "tinynet" / "greeted"
    before = "compdef() { : };" if shell == "zsh" else ""
    run(shell, before + whole(shell), environ, tinynet.folder)
    assert not calls.exists()  # not interactive
    interactive(shell, {**environ, "TINYNET_NO_GREETING": "1"}, tinynet.folder)
    assert not calls.exists()
    interactive(shell, environ, tinynet.folder)
    assert calls.read_text() == "due\n"
    day = greeted.read_text()
    assert len(day) == len("2026-03-01\n")
    interactive(shell, environ, tinynet.folder)
    assert calls.read_text() == "due\n"
    greeted.write_text("2020-01-01\n")
    interactive(shell, {**environ, "XDG_STATE_HOME": ""}, tinynet.folder)
    assert calls.read_text() == "due\ndue\n"
    assert greeted.read_text() == day


def test_a_state_folder_that_cannot_be_written_means_no_greeting(tinynet: Tinynet) -> None:
    environ = shim(tinynet, f'echo "$@" >> {tinynet.folder}/calls')
    (tinynet.folder / "file").write_text("")
    interactive("bash", {**environ, "XDG_STATE_HOME": f"{tinynet.folder}/file"}, tinynet.folder)
    assert not (tinynet.folder / "calls").exists()


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not here")
def test_zsh_loads_the_completion_from_a_folder_of_functions(network: Tinynet) -> None:
    shutil.copy(SCRIPTS / "complete.zsh", network.folder / "_tinynet")
    text = (
        "compadd() { print -rl -- $values }; fpath=($PWD $fpath); autoload -Uz compinit;"
        "compinit -D -u; print $_comps[tinynet]; typeset -A compstate;"
        "words=(tinynet why an) CURRENT=3 PREFIX=an; _tinynet; _tinynet"
    )
    printed = run("zsh", text, real(network), network.folder).splitlines()
    assert printed == ["_tinynet", "anne", "anne"]
