"""The recipe with vdirsyncer and a CardDAV server, as docs/recipes.md shows it, on loopback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from command_line import Tinynet

pytest.importorskip("radicale")
pytest.importorskip("vdirsyncer")

from click.testing import CliRunner

PAGE = Path(__file__).parents[2] / "docs" / "recipes.md"
ME = "Basic " + b64encode(b"me:any").decode()
PROPFIND = (
    '<?xml version="1.0"?><d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>'
)


@dataclass
class Phone:
    """What a phone does with the address book on the server."""

    url: str

    def ask(self, method: str, name: str = "", data: str = "", **headers: str) -> str:
        request = Request(
            self.url + name,
            data.encode() or None,
            {"Content-Type": "text/vcard; charset=utf-8", "Authorization": ME, **headers},
            method=method,
        )
        with urlopen(request, timeout=10) as answer:
            return answer.read().decode()

    def cards(self) -> dict[str, str]:
        listed = self.ask("PROPFIND", "", PROPFIND, Depth="1")
        found = re.findall(r"href>/me/friends/([^<]+)</", listed)
        return {name: self.ask("GET", name) for name in found}

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.ask("GET", name)
        assert old in text
        self.ask("PUT", name, text.replace(old, new))


@dataclass
class World:
    """A tinynet, a phone, and what keeps them in step."""

    tinynet: Tinynet
    phone: Phone
    environ: dict[str, str]

    def sync(self) -> None:
        """The four lines of the page."""
        for line in block("sh", 2).splitlines():
            program, *words = line.replace("~", self.environ["HOME"]).split()
            if program == "vdirsyncer":
                self.vdirsyncer(*words)
            elif words[0] == "export" or os.listdir(words[-1]):
                self.tinynet.ok(words)

    def vdirsyncer(self, *words: str) -> None:
        from vdirsyncer.cli import app  # half a second, which only this test needs

        # In this process, where what it imports is imported once.
        done = CliRunner().invoke(app, words, input="y\n" * 4, env=self.environ)
        assert done.exit_code == 0, done.output


def block(language: str, number: int) -> str:
    """The first, second, ... block of code of a language on the page."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    return blocks[number - 1]


@pytest.fixture
def world(tinynet: Tinynet) -> Iterator[World]:
    home = Path(tinynet.environ["HOME"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [
            sys.executable, "-m", "radicale", "--server-hosts", f"127.0.0.1:{port}",
            "--auth-type", "none", "--storage-filesystem-folder", str(home / "radicale"),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(home)},
    )  # fmt: skip
    try:
        wait_for(port)
        config = home / "config" / "vdirsyncer" / "config"
        config.parent.mkdir(parents=True)
        text = block("ini", 1).replace("https://dav.example.org/", url)
        config.write_text(re.sub(r"password\.fetch = .*", 'password = "any"', text))
        environ = {**tinynet.environ, "VDIRSYNCER_CONFIG": str(config)}
        made = World(tinynet, Phone(f"{url}me/friends/"), environ)
        made.vdirsyncer("discover")
        yield made
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    pytest.fail("the server did not start")


def test_the_phone_and_tinynet_stay_in_step(world: World) -> None:
    tinynet, phone = world.tinynet, world.phone
    tinynet.ok("add Anne --email anne@example.org --met 'the stall' --birthday --04-12")
    phone.ask("PUT", "bob.vcf", card("Bob Marsh", "TEL;TYPE=CELL:+44 77 1", uid="bob"))
    world.sync()

    # Both know both.
    names = {
        name: re.findall(r"^FN:(.*?)\r?$", text, re.MULTILINE)
        for name, text in phone.cards().items()
    }
    assert sorted(names.values()) == [["Anne"], ["Bob Marsh"]]
    assert handles(tinynet) == ["anne", "bob-m"]
    anne = next(name for name, found in names.items() if found == ["Anne"])

    # A change on the phone arrives, a change here goes out, both edited keeps both.
    phone.edit(anne, "anne@example.org", "anne@new.example")
    phone.edit("bob.vcf", "FN:Bob Marsh", "FN:Bob Marsh\r\nORG:Marsh Boats")
    tinynet.ok("edit bob --phone '+44 77 2' --phone '+44 77 1'")
    world.sync()
    assert tinynet.ok("email anne --no-header").out == "anne@new.example\tAnne\t\n"
    assert tinynet.ok("show bob --json").json["person"]["organisation"] == "Marsh Boats"
    bob = phone.cards()["bob.vcf"]
    assert "ORG:Marsh Boats" in bob
    assert "+44 77 2" in bob
    assert "TEL;TYPE=CELL:+44 77 1" in bob

    # A card taken out on the phone takes nobody out here, and is not written again.
    phone.ask("DELETE", "bob.vcf")
    before = {anne: phone.cards()[anne]}
    world.sync()
    assert phone.cards() == before
    assert handles(tinynet) == ["anne", "bob-m"]

    # An emptied server deletes nobody: vdirsyncer refuses, and if told to, tinynet does not follow.
    phone.ask("DELETE", anne)
    book = Path(world.environ["HOME"], "contacts", "friends")
    with pytest.raises(AssertionError, match="force-delete"):
        world.vdirsyncer("sync")
    assert len(list(book.iterdir())) == 1
    world.vdirsyncer("sync", "--force-delete")
    assert list(book.iterdir()) == []
    tinynet(["import", "vcard", str(book)])
    assert handles(tinynet) == ["anne", "bob-m"]
    tinynet.ok(["export", "vcard", str(book)])
    world.vdirsyncer("sync")
    assert len(phone.cards()) == 2


def handles(tinynet: Tinynet) -> list[str]:
    return [person["handle"] for person in tinynet.ok("list --json").json["people"]]


def card(name: str, *lines: str, uid: str) -> str:
    head = ("BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{name}", f"N:;{name};;;")
    return "\r\n".join((*head, *lines, "END:VCARD", ""))
