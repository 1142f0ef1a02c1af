"""Lines of the documentation that go into a shell, with stand-ins for the programs in them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command_line import Tinynet

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"
ROOMS = PROJECT / "src" / "tinynet"
PAGES = [PROJECT / "README.md", *DOCS.glob("*.md"), *ROOMS.rglob("*.py"), *ROOMS.rglob("*.md")]
SHELLS = [
    pytest.param(shell, marks=pytest.mark.skipif(not shutil.which(shell), reason=f"no {shell}"))
    for shell in ("bash", "zsh", "dash")
]


def blocks(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def run(shell: str, text: str, tinynet: Tinynet, **programs: str) -> tuple[str, str]:
    """What a shell prints where these programs are on the PATH, each of them a script of sh."""
    folder = tinynet.folder / "bin"
    folder.mkdir(exist_ok=True)
    programs["tinynet"] = f'exec "{sys.executable}" -m tinynet "$@"'
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        [shell, "-c", text], cwd=tinynet.folder, capture_output=True, text=True, timeout=60,
        env={**tinynet.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}, check=False,
    )  # fmt: skip
    return done.stdout, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_line_quotes_what_the_mail_program_quotes_or_names_a_stranger_s_package(page: Path):
    text = page.read_text(encoding="utf-8")
    assert not re.findall(r"address-book-cmd = .*[^']%s", text)
    assert not re.findall(r"query_command = .*['\\]%s", text)
    assert not re.findall(r"pipx? (?:install|inject)[^\n`]* [\"']?tinynet\b(?!-)", text)


def test_every_extra_that_people_may_want_is_in_the_table_of_the_page() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = re.findall(r"^\| `(\w+)` \|", (DOCS / "install.md").read_text(), flags=re.MULTILINE)
    assert set(table) == set(project["optional-dependencies"]) - {"test", "dev"}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("picked", [0, 1, 2])
def test_the_coffee_of_the_recipe_is_with_whom_one_picks(network: Tinynet, shell: str, picked: int):
    coffee = next(block for block in blocks("recipes.md") if block.startswith("coffee()"))
    fzf = f"head -{picked}" if picked else "cat >/dev/null; exit 130"
    out, err = run(shell, f"{coffee}\ncoffee --on 2026-02-28", network, fzf=fzf)
    logged = network.ok("history --since 2026-02-28 --json").json["interactions"]
    assert [len(row["people"]) for row in logged] == ([picked] if picked else [])
    assert "tinynet:" not in err
    assert bool(out) == bool(picked)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_distinguishes_somebody_due_nobody_and_an_error(network: Tinynet, shell: str):
    lines = next(block for block in blocks("scripts.md") if block.startswith("due="))
    said = 'printf "%s\\n" "$@"'
    network.ok("edit bob --name '-Bob $(touch x)' --every 1d")
    out, err = run(shell, lines, network, **{"notify-send": said})
    assert out.splitlines()[:2] == ["--", "A friend would be glad to hear from you"]
    assert "-Bob $(touch x)" in out
    assert (err, (network.folder / "x").exists()) == ("", False)
    for handle in ("anne", "bob-m", "caroline-o"):
        network.ok(f"edit {handle} --every never")
    assert run(shell, lines, network, **{"notify-send": said}) == ("", "")
    network.path.write_bytes(b"none of ours")
    out, err = run(shell, lines, network, **{"notify-send": said})
    assert out == ""
    assert err.endswith("tinynet could not tell who is due\n")


@pytest.mark.skipif(not shutil.which("lbdbq"), reason="no lbdb")
def test_lbdb_asks_tinynet_too(network: Tinynet) -> None:
    text = (DOCS / "recipes.md").read_text(encoding="utf-8")
    section = text.partition("## lbdb\n")[2].partition("\n## ")[0]
    module, settings, quoted = re.findall(r"```text\n(.*?)```", section, flags=re.DOTALL)
    (network.folder / ".lbdb").mkdir()
    (network.folder / ".lbdb" / "m_tinynet").write_text(module)
    (network.folder / ".lbdbrc").write_text(settings)
    network.ok("edit bob --work Harbour")
    assert "lbdbq-quoted %s" in section
    found = "lbdbq: 1 matches\nbob@example.org\tBob Marsh\tHarbour\n"
    for typed in ("a; touch pwned", "$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "\\"):
        line = f"lbdbq-quoted marsh; lbdbq-quoted {shlex.quote(typed)}"
        out, err = run("sh", line, network, **{"lbdbq-quoted": quoted})
        assert (out, err) == (f"{found}lbdbq: no matches\n", "")
    network.ok('edit bob --name "Bob O\'Marsh"')
    out, _ = run("sh", 'lbdbq-quoted "o\'marsh"', network, **{"lbdbq-quoted": quoted})
    assert "bob@example.org" in out
    assert not list(network.folder.rglob("*pwned*"))


@pytest.mark.skipif(not shutil.which("khal"), reason="no khal")
def test_khal_shows_what_feed_writes(network: Tinynet) -> None:
    text = (DOCS / "recipes.md").read_text(encoding="utf-8")
    section = text.partition("## khal")[2].partition("\n## ")[0]
    (config,) = re.findall(r"```ini\n(.*?)```", section, flags=re.DOTALL)
    (feed,) = re.findall(r"```sh\n(.*?)```", section, flags=re.DOTALL)
    (network.folder / "config" / "khal").mkdir(parents=True)
    (network.folder / "config" / "khal" / "config").write_text(config)
    network.ok("plan dinner bob --by 2026-03-10")
    out, err = run("sh", f"{feed}khal list 2026-03-01 30d", network)
    assert err == ""
    assert "Anne's birthday (1980)" in out
    assert "Dinner with Bob Marsh" in out
    network.ok("log dinner bob")
    out, _ = run("sh", f"{feed}khal list 2026-03-01 30d", network)
    assert "Anne's birthday (1980)" in out
    assert "Dinner with Bob Marsh" not in out
