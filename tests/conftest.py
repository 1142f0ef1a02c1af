"""Fixtures of command-line tests: an empty tinynet, or a small network."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from command_line import Tinynet
from hypothesis import HealthCheck, settings

# The machine may be busy: how long an example takes says nothing of what is tried.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture(autouse=True)
def _own_temporary_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts that `edit` keeps, and whatever else stays in the system's folder, are the test's."""
    folder = str(tmp_path_factory.mktemp("tmp"))
    monkeypatch.setattr(tempfile, "tempdir", folder)
    monkeypatch.setenv("TMPDIR", folder)


@pytest.fixture
def tinynet(tmp_path: Path) -> Tinynet:
    """An empty tinynet."""
    return Tinynet(tmp_path)


@pytest.fixture
def network(tinynet: Tinynet) -> Tinynet:
    """Anne with four Friday coffees (the worked example), Bob once, Caroline never."""
    tinynet.ok("add Anne --met 'the stall on Fridays' --tag running --birthday 1980-03-04")
    tinynet.ok("add 'Bob Marsh' --circle friends --email bob@example.org")
    tinynet.ok("add 'Caroline Øvergård' --via anne --every 2w")
    lines = "".join(
        f"coffee\tanne\t{day}\n" for day in ("2026-01-30", "2026-02-06", "2026-02-13", "2026-02-20")
    )
    tinynet.ok("log --batch -", stdin=lines)
    tinynet.ok("log dinner bob --on 2025-06-01 --for 3h --at 'The Red Lion' --note 'his new job'")
    return tinynet
