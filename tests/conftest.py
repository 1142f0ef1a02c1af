"""Fixtures of command-line tests: an empty tinynet, or a small network."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from built import Built, write_network
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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What a fixture writes, written once and copied for each other test."""
    return Built(lambda: tmp_path_factory.mktemp("built"))


@pytest.fixture
def network(tinynet: Tinynet, built: Built) -> Tinynet:
    """Anne with four Friday coffees (the worked example), Bob once, Caroline never."""
    return built(tinynet, write_network)
