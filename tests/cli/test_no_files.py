"""Pipes, devices, sockets and folders where a file is expected are refused, not waited for."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from command_line import Tinynet

LINES = (
    "import {}", "import vcard {}", "import csv {}", "import mbox {}", "import json {}",
    "log --batch {}", "restore {}", "restore {} --yes", "feed {}", "export json {} --yes",
    "export csv {} --yes", "backup {} --yes", "doctor --salvage {}",
)  # fmt: skip


@pytest.fixture(params=["pipe", "device", "socket"])
def thing(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    if request.param == "device":
        return "/dev/zero"
    if request.param == "pipe":
        os.mkfifo("thing.vcf")
    else:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("thing.vcf")
    return str(tmp_path / "thing.vcf")


@pytest.mark.parametrize("line", LINES)
def test_what_is_no_file_is_refused_and_not_waited_for(network: Tinynet, thing: str, line: str):
    result = network.process(line.format(thing), timeout=20)
    assert result.code in {1, 5}
    assert result.out == ""
    assert result.err.startswith("tinynet: ")
    assert "mistake" not in result.err


def test_a_pipe_in_a_folder_of_cards_or_pages_is_not_waited_for(network: Tinynet, tmp_path: Path):
    cards, pages = tmp_path / "cards", tmp_path / "pages"
    network.ok(f"export vcard {cards}/")
    os.mkfifo(cards / "pipe.vcf")
    assert network.process(f"import vcard {cards}", timeout=20).code == 0
    assert network.process(f"export vcard {cards}", timeout=20).code == 0
    pages.mkdir()
    os.mkfifo(pages / "anne.md")
    refused = network.process(f"export markdown {pages}/", timeout=20)
    assert (refused.code, "cannot be replaced" in refused.err) == (1, True)
