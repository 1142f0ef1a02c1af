"""Fixtures of command-line tests: an empty tinynet, or a small network."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from built import Built, Filled, write_network
from command_line import Tinynet
from hypothesis import HealthCheck, settings

from tinynet.db import create

# The machine may be busy: how long an example takes says nothing of what is tried.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


# Where temporary folders are in memory, if there is room for them: every command waits for a disk
# several times, and half of what the system does in a run is that.
MEMORY = "/dev/shm"
ROOM = 4 << 30
if os.path.isdir(MEMORY) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


USUAL = gc.get_threshold()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect without looking for garbage: hundreds of thousands of objects are made to stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)  # most goes by itself; looking took 7 in 100 of the time
        gc.enable()


@pytest.fixture(scope="session")
def temporary_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The names of folders to be made, one after the other."""
    all_of_them = tmp_path_factory.mktemp("tmp")
    return (f"{all_of_them}/{number}" for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_temporary_folder(
    temporary_folders: Iterator[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts that `edit` keeps, and whatever else stays in the system's folder, are the test's."""
    folder = next(temporary_folders)
    os.mkdir(folder, 0o700)
    monkeypatch.setattr(tempfile, "tempdir", folder)
    monkeypatch.setenv("TMPDIR", folder)


@pytest.fixture(scope="session", autouse=True)
def _tables_made_once() -> Iterator[None]:
    """New databases of this process are copies of the first; except for the tests of `db`.

    Those of other processes are all made as users have them.
    """
    filled = Filled(create.fill)
    with pytest.MonkeyPatch.context() as patch, closing(filled):
        patch.setattr(create, "fill", filled)
        yield


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


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """Programs that are started hear Ctrl-C, also where the tests run behind a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def usual_garbage() -> Iterator[None]:
    """Python looks for garbage as often as it does for users, where memory is measured."""
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)
