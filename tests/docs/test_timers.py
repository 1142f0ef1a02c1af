"""The timers of the page are such that systemd and launchd read them."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "timers.md").read_text(encoding="utf-8")
UNITS = dict(
    re.findall(r"`~/\.config/systemd/user/([\w.-]+)`.*?\n+```ini\n(.*?)```", PAGE, re.DOTALL)
)
AGENTS = re.findall(
    r"`~/Library/LaunchAgents/([\w-]+)\.plist`.*?\n+```xml\n(.*?)```", PAGE, re.DOTALL
)
VERIFY = shutil.which("systemd-analyze")


def test_the_page_has_a_service_and_a_timer_for_each_of_both() -> None:
    assert sorted(UNITS) == [
        "tinynet-sync.service", "tinynet-sync.timer", "tinynet.service", "tinynet.timer",
    ]  # fmt: skip


@pytest.mark.skipif(VERIFY is None, reason="there is no systemd-analyze here")
def test_systemd_finds_nothing_wrong_with_them(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("tinynet")
    for name, text in UNITS.items():
        (tmp_path / name).write_text(text.replace("%h/.local/bin/tinynet", str(program)))
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    done = subprocess.run(
        [str(VERIFY), "verify", "--user", *map(str, sorted(tmp_path.glob("tinynet*")))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(run), "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_launchd_reads_its_agents() -> None:
    agents = {name: plistlib.loads(text.encode()) for name, text in AGENTS}
    assert {name: agent["Label"] for name, agent in agents.items()} == {
        "tinynet": "tinynet", "tinynet-sync": "tinynet-sync",
    }  # fmt: skip
    line = agents["tinynet-sync"]["ProgramArguments"][-1]
    assert line == 'exec "$HOME/.local/bin/tinynet" sync --quiet'
