"""tinynet show WHO --photo shows the photo of an imported card."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys

import pytest

PIL = pytest.importorskip("PIL.Image", reason="the extra pictures")


def red() -> bytes:
    out = io.BytesIO()
    PIL.new("RGB", (4, 4), "#ff0000").save(out, "PNG")
    return out.getvalue()


def card(photo: str) -> str:
    return f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dora Lind\r\nPHOTO:{photo}\r\nEND:VCARD\r\n"


@pytest.fixture
def photographed(tinynet, tmp_path):
    file = tmp_path / "dora.vcf"
    file.write_text(card("data:image/png;base64," + base64.b64encode(red()).decode()))
    tinynet.ok(["import", "vcard", str(file)])
    tinynet.ok("add Anne")
    return tinynet


def test_on_a_terminal_it_is_shown(photographed):
    photographed.environ |= {"FORCE_COLOR": "1", "COLORTERM": "truecolor"}
    shown = photographed.ok("show dora --photo", human=True).out
    assert "38;2;255;0;0;48;2;255;0;0m" in shown
    assert set(re.sub(r"\x1b\[[^m]*m", "", shown)) == {"▀", "\n"}


def test_into_a_pipe_goes_the_photo_itself(photographed):
    done = subprocess.run(
        [sys.executable, "-m", "tinynet", "show", "dora", "--photo"],
        env=photographed.environ, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == red()


def test_its_json_has_it_as_it_was_read(photographed):
    document = photographed.ok("show dora --photo --json").json
    assert document == {
        "schema": 1, "handle": "dora-l", "name": "Dora Lind", "type": "image/png",
        "bytes": len(red()),
        "photo": "data:image/png;base64," + base64.b64encode(red()).decode(),
    }  # fmt: skip


def test_without_a_photo_it_says_where_photos_come_from(photographed):
    result = photographed("show anne --photo")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "tinynet: There is no photo of Anne.\n"
        "Photos come with the cards of an address book: tinynet import contacts.vcf\n"
    )


def test_an_address_is_not_fetched(tinynet, tmp_path):
    file = tmp_path / "dora.vcf"
    file.write_text(card("https://photos.example/dora.jpg"))
    tinynet.ok(["import", "vcard", str(file)])
    result = tinynet("show dora --photo")
    assert result.code == 1
    assert "nothing is fetched: https://photos.example/dora.jpg" in result.err


def test_what_is_no_picture_is_refused_in_a_sentence(tinynet, tmp_path):
    file = tmp_path / "dora.vcf"
    file.write_text(card("data:image/png;base64," + base64.b64encode(b"no picture").decode()))
    tinynet.ok(["import", "vcard", str(file)])
    result = tinynet("show dora --photo", human=True)
    assert result.code == 1
    assert "That picture cannot be shown" in result.err


def test_the_screen_of_somebody_says_that_there_is_a_photo(photographed):
    assert (
        "\nphoto      tinynet show dora-l --photo\n" in photographed.ok("show dora", human=True).out
    )
    assert "photo" not in photographed.ok("show anne", human=True).out
