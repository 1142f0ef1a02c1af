"""Sealed files: what opens, what is refused before it is decoded, and a folder that fails."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

import pyrage
import pytest

from tinynet.sync import sync_folder
from tinynet.sync.rules.sane import UnsoundError
from tinynet.sync.sync_folder import SealedError

KEY = str(pyrage.x25519.Identity.generate())


def locked(raw: bytes, key: str = KEY) -> bytes:
    return pyrage.encrypt(raw, [pyrage.x25519.Identity.from_str(key).to_public()])


def test_what_is_sealed_opens_with_the_key(tmp_path: Path):
    data = sync_folder.seal({"kind": "head"}, ['["a",{}]', '["b",{}]'], KEY)
    sync_folder.put(str(tmp_path), "laptop.a.head.age", data)
    header, lines = sync_folder.unseal(str(tmp_path), "laptop.a.head.age", [KEY])
    assert header == {"tinynet": 1, "kind": "head"}
    assert list(lines) == [(["a", {}], '["a",{}]'), (["b", {}], '["b",{}]')]
    assert (tmp_path / "laptop.a.head.age").stat().st_mode & 0o777 == 0o600
    assert [name for name, _, _ in sync_folder.entries(str(tmp_path))] == ["laptop.a.head.age"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not locked by age"),
        (b"hello", "not locked by age"),
        (sync_folder.seal({}, [], KEY)[:-20], "is not whole"),
        (locked(b"x", str(pyrage.x25519.Identity.generate())), "does not open with the key"),
        (locked(b"hello"), "damaged"),
        (locked(zlib.compress(b"hello\n")), "no record"),
        (locked(zlib.compress(b"[" * 20_000 + b"\n")), "no record"),
        (locked(zlib.compress(b"{}\n")), "no tinynet wrote it"),
        (locked(zlib.compress(b'{"tinynet": 2}\n')), "a newer tinynet"),
        (locked(zlib.compress(b'{"tinynet": 1}')), "its end is missing"),
        (locked(zlib.compress(b"x" * 9_000_000)), "a line of it is too long"),
    ],
)
def test_what_is_no_file_of_ours_says_why(tmp_path: Path, data: bytes, reason: str):
    (tmp_path / "x.age").write_bytes(data)
    with pytest.raises(SealedError, match=reason):
        sync_folder.unseal(str(tmp_path), "x.age", [KEY])


def test_a_file_that_unpacks_to_too_much_is_left_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(sync_folder, "UNPACKED_MAX", 1 << 16)
    line = json.dumps(["note.a.1", {}]).encode() + b"\n"
    packed = zlib.compress(line * 100_000)
    with pytest.raises(UnsoundError, match="unpacks to more than"):
        for _ in sync_folder.lines_of(packed):
            pass


def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path):
    with (tmp_path / "x.age").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(SealedError, match="larger than"):
        sync_folder.unseal(str(tmp_path), "x.age", [KEY])


def test_pipes_and_links_are_not_followed(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.age")
    (tmp_path / "link.age").symlink_to("/etc/passwd")
    assert [name for name, _, _ in sync_folder.entries(str(tmp_path))] == ["link.age"]
    with pytest.raises(SealedError):
        sync_folder.unseal(str(tmp_path), "link.age", [KEY])


def test_a_file_system_without_renaming_over_files_gets_them_all_the_same(tmp_path, monkeypatch):
    def refuse(*_: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "replace", refuse)
    for data in (b"one", b"two"):
        sync_folder.put(str(tmp_path), "a.b.head.age", data)
    assert (tmp_path / "a.b.head.age").read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["a.b.head.age"]


def test_names_say_whose_a_file_is():
    assert sync_folder.parse_name("laptop.k3fz2a.000012-000015.age") == ("k3fz2a", "000012-000015")
    assert sync_folder.part_range("000012-000015") == (12, 15)
    assert sync_folder.parse_name("laptop.k3fz2a.all.copy-1.age") == ("k3fz2a", "all.copy-1")
    assert sync_folder.parse_name("laptop (conflicted copy).age") is None
