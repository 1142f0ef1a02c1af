"""Draw pictures as PNG and in the terminal: the only file that asks for the extra `pictures`.

kitty and iTerm2 take a PNG as it is; for sixels textual-image makes the codes; everywhere else two
pixels stand in a cell, as half blocks. What it can do a terminal is asked in one question whose end
every terminal answers, so that only what is not a terminal at all makes us wait, for a second.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, TextIO

from tinynet.core.extras import load_extra
from tinynet.errors import TinynetError
from tinynet.output import colours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

# resvg knows no generic families but by the name of one font, so the usual ones are named. A text
# in none of them would not be drawn at all.
FONTS = (
    "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans", "Helvetica", "Helvetica Neue", "Roboto",
    "Ubuntu", "Cantarell", "Adwaita Sans", "Open Sans", "Segoe UI", "FreeSans", "Nimbus Sans",
)  # fmt: skip
# The name of kitty's graphics, the colour of the background, the size of a cell; then what every
# terminal answers (DA1), whose answer ends ours.
QUESTION = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b]11;?\x1b\\\x1b[16t\x1b[c"
LAST = re.compile(rb"\x1b\[\?([\d;]*)c")
BACKGROUND = re.compile(rb"\x1b\]11;rgb:([0-9a-fA-F]{2})[0-9a-fA-F]*/([0-9a-fA-F]{2})[0-9a-fA-F]*/"
                        rb"([0-9a-fA-F]{2})")  # fmt: skip
CELL = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
PATIENCE = 1.0  # seconds
USUAL_CELL = (9, 18)  # pixels, where a terminal does not say
SIXEL = b"4"  # among the attributes of DA1
CHUNK = 4096  # characters of base64 in one message to kitty
MOST_PIXELS = 40_000_000  # of a photo: a small file can be a gigantic picture
HALF = "\u2580"  # the upper half of a cell
SHADES = " ·░▒▓█"  # without colours, from the paper to the ink
PAPER = 0.4  # of a step: so much darker than white is white still


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a terminal can show.

    Attributes:
        way: "kitty", "iterm", "sixel" or "blocks".
        columns: How wide it is.
        rows: How high it is.
        cell: The width and height of a cell in pixels.
        is_dark: Whether its background is.
        colours: How many it has.
    """

    way: str
    columns: int
    rows: int
    cell: tuple[int, int] = USUAL_CELL
    is_dark: bool = True
    colours: int = colours.MILLIONS

    @property
    def room(self) -> int:
        """The rows of a picture: with the command above it and the next prompt all are taken."""
        return max(self.rows - 2, 1)


@dataclass(frozen=True, slots=True)
class Written:
    """A text that stands in a picture of half blocks.

    Attributes:
        text: On one line.
        cells: How many it takes.
        ink: Its colour: red, green and blue.
    """

    text: str
    cells: int
    ink: bytes


class BadPictureError(TinynetError):
    """What should be a picture is not one."""

    code = "bad_picture"


def library(name: str) -> ModuleType:
    """Import one of the extra's packages.

    Raises:
        MissingExtraError: It is not installed.
    """
    return load_extra(
        name,
        "PNG files and pictures in the terminal need resvg_py and textual-image, which are not "
        "installed",
        'Run pip install "tinynet-crm[pictures]", or pipx inject tinynet-crm resvg_py '
        "textual-image; --out FILE.svg needs neither",
    )


def png(svg: str, width: int | None = None) -> bytes:
    """An SVG as PNG.

    Raises:
        MissingExtraError: The extra is not installed.
    """
    resvg: Any = library("resvg_py")
    named = ",".join(f"'{font}'" for font in FONTS)
    style = f"text{{font-family:{named} !important}}"
    return bytes(resvg.svg_to_bytes(svg_string=svg, width=width, style_sheet=style))


def terminal(environ: Mapping[str, str], stdout: TextIO) -> Terminal:
    """What the terminal behind a stream can do; any other stream gets half blocks."""
    try:
        stream = stdout.fileno()
        is_one = os.isatty(stream)
    except (OSError, ValueError, AttributeError):
        is_one = False
    if not is_one:
        return Terminal("blocks", *_size(environ, -1), colours=colours.count(environ))
    stdout.flush()
    return ask(environ, stream)


def ask(environ: Mapping[str, str], stream: int) -> Terminal:
    """What the terminal can do."""
    columns, rows = _size(environ, stream)
    if environ.get("TERM", "dumb") in {"dumb", "linux"}:
        return Terminal("blocks", columns, rows, colours=colours.count(environ))
    answer = _asked(stream)
    ends = LAST.search(answer)
    if b"_Gi=31;OK" in answer:
        way = "kitty"
    elif "iTerm" in environ.get("TERM_PROGRAM", "") or "iTerm" in environ.get("LC_TERMINAL", ""):
        way = "iterm"
    elif ends and SIXEL in ends[1].split(b";"):
        way = "sixel"
    else:
        way = "blocks"
    cell = CELL.search(answer)
    high, wide = (int(cell[1]), int(cell[2])) if cell else (0, 0)
    paper = BACKGROUND.search(answer)
    light = sum(int(part, 16) for part in paper.groups()) if paper else 0
    size = (wide, high) if wide and high else USUAL_CELL
    is_dark = light < 3 * 128
    return Terminal(way, columns, rows, size, is_dark=is_dark, colours=colours.count(environ))


def _size(environ: Mapping[str, str], stream: int) -> tuple[int, int]:
    """Columns and rows."""
    asked = environ.get("COLUMNS", "")
    try:
        columns, rows = os.get_terminal_size(stream)
    except (OSError, ValueError):
        columns, rows = 80, 24
    if asked.isascii() and asked.isdigit() and 0 < int(asked) < 10_000:
        columns = int(asked)
    return columns or 80, rows or 24


def _asked(stream: int) -> bytes:
    """What the terminal answers; nothing where it is another's turn to read from it."""
    import termios
    import tty

    try:
        if os.tcgetpgrp(stream) != os.getpgrp():  # in the background, where reading would stop us
            return b""
        before = termios.tcgetattr(stream)
    except (OSError, termios.error):
        return b""
    try:
        tty.setcbreak(stream, termios.TCSANOW)
        return _answer(stream)
    except (OSError, termios.error):
        return b""
    finally:
        termios.tcsetattr(stream, termios.TCSAFLUSH, before)


def _answer(stream: int) -> bytes:
    os.write(stream, QUESTION)
    ends, answer = time.monotonic() + PATIENCE, b""
    while not LAST.search(answer) and (left := ends - time.monotonic()) > 0:
        if select.select([stream], [], [], left)[0]:
            answer += os.read(stream, 1024)
    return answer


def show(data: bytes, terminal: Terminal, *, colour: bool) -> str:
    """A picture as the terminal takes it, as wide as that at most, and no higher.

    Args:
        data: A PNG, or another format of photos.
        terminal: What it can do.
        colour: Whether colours are wanted where characters draw it.

    Raises:
        BadPictureError: It is not a picture.
        MissingExtraError: The extra is not installed.
    """
    if terminal.way == "blocks":
        return half_blocks(data, terminal, colour=colour)
    image = _opened(data)
    wide, high = terminal.cell[0] * terminal.columns, terminal.cell[1] * terminal.room
    image.thumbnail((wide, high))
    if terminal.way == "sixel":
        return _sixels(image, terminal)
    out = BytesIO()
    image.save(out, "PNG")
    return _kitty(out.getvalue()) if terminal.way == "kitty" else _iterm(out.getvalue())


def _opened(data: bytes) -> Any:
    """The picture in some bytes, not larger than anybody looks at.

    Raises:
        BadPictureError: There is none.
    """
    pillow: Any = library("PIL.Image")
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = pillow.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP", "BMP"))
        if image.width * image.height > MOST_PIXELS:
            raise BadPictureError("The picture is too large to be shown", "Use a smaller one")
        return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Warning, pillow.DecompressionBombError) as error:
        raise BadPictureError("That picture cannot be shown", "Use a JPEG or PNG") from error


def half_blocks(
    data: bytes,
    terminal: Terminal,
    *,
    colour: bool,
    written: Mapping[tuple[int, int], Written] | None = None,
) -> str:
    """A picture in characters, each of which has two pixels in the colours that there are.

    Args:
        data: A PNG, or another format of photos.
        terminal: How many cells it may be wide and high.
        colour: Whether to use colours; without, cells are shaded.
        written: What stands in it, by row and column.
    """
    image = _opened(data)
    image.thumbnail((terminal.columns, 2 * terminal.room))
    wide, high = image.size
    pixels = image.tobytes()
    texts = written or {}
    lines = []
    for top in range(0, high, 2):
        line, before, x = "", b"", 0
        while x < wide:
            upper = 3 * (top * wide + x)
            lower = upper + 3 * wide if top + 1 < high else upper
            pair = pixels[upper : upper + 3] + pixels[lower : lower + 3]
            here = texts.get((top // 2, x))
            if not colour:
                line += here.text if here else _shade(pair, is_dark=terminal.is_dark)
            else:
                both = here.ink + _under(pair, terminal) if here else pair
                if both != before:
                    line += colours.code(both[:3], both[3:], terminal.colours)
                    before = both
                line += here.text if here else HALF
            x += here.cells if here else 1
        lines.append(f"{line}\x1b[0m\n" if colour else f"{line.rstrip()}\n")
    return "".join(lines)


def _under(pair: bytes, terminal: Terminal) -> bytes:
    """The colour under a text: between those of two pixels; black or white where few are."""
    if terminal.colours == colours.FEW:
        return b"\0\0\0" if terminal.is_dark else b"\xff\xff\xff"
    return bytes((one + other) // 2 for one, other in zip(pair[:3], pair[3:], strict=True))


def _shade(pair: bytes, *, is_dark: bool) -> str:
    """Two pixels as a character that is the heavier the more they stand out from the paper."""
    light = sum(pair) / (255 * len(pair))
    ink = light if is_dark else 1 - light
    return SHADES[min(int(ink * len(SHADES) + PAPER), len(SHADES) - 1)]


def _kitty(data: bytes) -> str:
    from base64 import b64encode

    coded = b64encode(data).decode("ascii")
    parts = [coded[at : at + CHUNK] for at in range(0, len(coded), CHUNK)]
    made = []
    for number, part in enumerate(parts, 1):
        first = "a=T,f=100,q=2," if number == 1 else ""
        made.append(f"\x1b_G{first}m={int(number < len(parts))};{part}\x1b\\")
    return "".join(made) + "\n"


def _iterm(data: bytes) -> str:
    from base64 import b64encode

    coded = b64encode(data).decode("ascii")
    return f"\x1b]1337;File=inline=1;size={len(data)}:{coded}\x07\n"


def _sixels(image: Any, terminal: Terminal) -> str:
    from io import StringIO

    from rich.console import Console

    # As it is imported, textual-image asks the terminal byte by byte, which we have done already.
    stdout, sys.__stdout__ = sys.__stdout__, None  # type: ignore[misc]
    try:
        library("textual_image.renderable")
    finally:
        sys.__stdout__ = stdout  # type: ignore[misc]
    sixel: Any = library("textual_image.renderable.sixel")
    out = StringIO()
    console = Console(
        file=out, width=terminal.columns, force_terminal=True, color_system="truecolor",
        legacy_windows=False,
    )  # fmt: skip
    wide, high = (
        -(-pixels // cell) for pixels, cell in zip(image.size, terminal.cell, strict=True)
    )
    console.print(sixel.Image(image, width=wide, height=high))
    return out.getvalue()
