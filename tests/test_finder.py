"""The finder of our own modules answers what Python's search answers, and leaves the rest to it."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from types import CodeType

import pytest
from command_line import Tinynet

import tinynet as package
from tinynet import finder

SAME = ("name", "origin", "cached", "has_location", "submodule_search_locations", "parent")
RUN_LAUNCHER = """
import runpy, sys
import tinynet.__main__
def show(arguments):
    import datetime
    print(arguments, datetime.__name__, *[getattr(one, "__module__", "") for one in sys.meta_path])
tinynet.__main__.main = show
launcher, *sys.argv[1:] = sys.argv[1:]
runpy.run_path(launcher, run_name="__main__")
"""


def found_by_python(name: str) -> object:
    parent = importlib.import_module(name.rpartition(".")[0])
    return PathFinder.find_spec(name, parent.__path__)


def test_every_module_is_found_as_python_finds_it() -> None:
    files = sorted(Path(finder.ROOT).rglob("*.py"))
    assert len(files) > 400
    for file in files:
        name = ".".join(("tinynet", *file.relative_to(finder.ROOT).with_suffix("").parts))
        name = name.removesuffix(".__init__")
        if name != "tinynet" and "versions" not in name:  # Alembic loads these by their files
            found, sought = finder.Finder.find_spec(name), found_by_python(name)
            assert {key: getattr(found, key) for key in SAME} == {
                key: getattr(sought, key) for key in SAME
            }


@pytest.mark.parametrize("name", ["tinynet.cli.env", "tinynet.core", "tinynet.db.sql_seldom"])
def test_a_module_has_the_code_that_python_would_load(name: str) -> None:
    found, sought = finder.Finder.find_spec(name), found_by_python(name)
    assert found.loader.get_code(name) == sought.loader.get_code(name)


@pytest.mark.parametrize("name", ["tinynet.nothing", "tinynet", "tinynetwork.cli", "json", "cli"])
def test_other_modules_are_left_to_python(name: str) -> None:
    assert finder.Finder.find_spec(name) is None


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module of ours, `VALUE = 1`, with its byte code."""
    monkeypatch.setattr(finder, "ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "sample.py"
    file.write_text("VALUE = 1\n")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert value() == 1
    return file


def value() -> object:
    """VALUE of the sample, as a process would load it now."""
    spec = finder.Finder.find_spec("tinynet.sample")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.__file__ == spec.origin
    return module.VALUE


def byte_code(file: Path) -> Path:
    return file.parent / "__pycache__" / f"sample{finder.ENDING}"


def test_byte_code_is_written_where_there_is_none(sample: Path) -> None:
    assert byte_code(sample).exists()


def test_byte_code_is_read_instead_of_the_source(sample: Path) -> None:
    sample.write_text("VALUE = 2\n")
    os.utime(sample, (1_700_000_000, 1_700_000_000))  # as long as before, and as old
    assert value() == 1


@pytest.mark.parametrize(("text", "time"), [("VALUE = 2\n", 1), ("VALUE = 22\n", 0)])
def test_a_source_that_has_changed_is_compiled_anew(sample: Path, text: str, time: int) -> None:
    sample.write_text(text)
    os.utime(sample, (1_700_000_000 + time, 1_700_000_000 + time))
    assert value() == int(text.rsplit(maxsplit=1)[-1])
    assert value() == int(text.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:0],
        lambda data: data[:10],
        lambda data: b"\x00" * 4 + data[4:],  # of another Python
        lambda data: data[:4] + b"\x01\x00\x00\x00" + bytes(8) + data[16:],  # known by a hash
    ],
    ids=["empty", "cut off", "of another python", "known by a hash that is never checked"],
)
def test_byte_code_that_is_not_as_usual_is_left_to_python(sample: Path, harm) -> None:
    file = byte_code(sample)
    file.write_bytes(harm(file.read_bytes()))
    sample.write_text("VALUE = 2\n")
    os.utime(sample, (1_700_000_000, 1_700_000_000))
    python = PathFinder.find_spec("sample", [str(sample.parent)])
    module = importlib.util.module_from_spec(python)
    python.loader.exec_module(module)
    assert value() == module.VALUE


def test_a_long_module_is_read_whole(sample: Path) -> None:
    sample.write_text(f"TEXT = {'x' * 3 * finder.FEW!r}\nVALUE = len(TEXT)\n")
    assert value() == 3 * finder.FEW
    assert isinstance(finder.Finder.find_spec("tinynet.sample").loader.get_code("x"), CodeType)
    assert value() == 3 * finder.FEW


@pytest.mark.parametrize(("flags", "asks"), [([], True), (["-O"], False), (["-X"], False)])
def test_the_launcher_installs_it_unless_byte_code_is_kept_elsewhere(
    tinynet: Tinynet, flags: list[str], *, asks: bool
) -> None:
    if flags == ["-X"]:
        flags = ["-X", f"pycache_prefix={tinynet.folder}"]
    launcher = str(Path(str(package.__file__)).with_name("launcher.py"))
    done = subprocess.run(
        [sys.executable, *flags, "-c", RUN_LAUNCHER, launcher, "due"],
        capture_output=True, text=True, check=True, env=tinynet.environ,
    )  # fmt: skip
    arguments, dates, first, *_ = done.stdout.split()
    assert (arguments, first == "tinynet.finder") == ("['due']", asks)
    assert dates == ("_datetime" if sys.version_info < (3, 12) else "datetime")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="it is Python's own way from there on")
def test_dates_from_c_alone_have_all_that_the_module_has() -> None:
    ours = __import__("_datetime")
    assert [key for key in dt.__all__ if getattr(ours, key) is not getattr(dt, key)] == []
