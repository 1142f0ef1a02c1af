"""Where a picture goes: into a file, into a pipe, or onto the terminal."""

from __future__ import annotations

import os
from dataclasses import dataclass

from tinynet.errors import UsageError, quoted
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.pictures.views.svg import Drawing

STDOUT = "-"
ENDINGS = {
    "orbit": ("svg", "png", "html"),
    "days": ("svg", "png", "html"),
    "tree": ("svg", "png", "html"),
    "ties": ("svg", "png", "html", "dot"),
    "person": ("svg", "png", "html"),
    "year": ("html",),
}
TERMINAL = "terminal"
MOST_PIXELS = 3_500_000  # of a PNG: 500 people take 0.3 to 0.9 s and 61 MB, not 3 s and 148
ZOOM = 2  # of a PNG: screens have twice the pixels


@dataclass(frozen=True, slots=True)
class Made:
    """A picture that is made.

    Attributes:
        picture: Which.
        document: Its data, for JSON.
        plain: The same a line each.
        drawing: What it looks like; None for a page that is more than a picture.
        what: What it is, in a few words.
        page: The whole page, where it is more than the picture.
        dot: The same for Graphviz, where it is a graph.
        view: The view that draws it with characters, on a terminal without pixels; "" for none.
    """

    picture: str
    document: Mapping[str, Any]
    plain: Sequence[tuple[Any, ...]]
    drawing: Drawing | None
    what: str
    page: str = ""
    dot: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where it goes.

    Attributes:
        form: "svg", "png", "html", "terminal", or "" where only the data are asked for.
        file: The path; "" for stdout and the terminal.
    """

    form: str
    file: str = ""


def target(env: Env, picture: str, out: str | None, who: Sequence[str] = ()) -> Target:
    """Where the picture is to go, asked before anything is read.

    Args:
        env: The run.
        picture: Its name.
        out: Where it is to go, as typed.
        who: Whom or which year it is of, as typed: for what an error tells to type.

    Raises:
        UsageError: It cannot go there.
        MissingExtraError: What draws PNG is not installed.
    """
    endings = ENDINGS[picture]
    again = " ".join(["tinynet picture", picture, *map(quoted, who)])
    if out is None or out == STDOUT:
        if out == STDOUT and env.format:
            raise UsageError(
                "The picture itself goes to stdout, and nothing else can",
                f"Leave --{env.format} out, or name a file: --out {picture}.{endings[0]}",
            )
        if out is None and env.format not in {"", "human"}:
            return Target("")
        if out == STDOUT or env.output != "human":
            return Target(endings[0])
        if "svg" not in endings:
            raise UsageError(
                "A page does not fit into a terminal",
                f"Name a file: {again} --out {picture}.html",
            )
        return Target(TERMINAL)
    from tinynet.exchange.exporting import file as export_file

    if export_file.is_folder(env, out):
        inside = quoted(os.path.join(out, f"{picture}.{endings[0]}"))
        raise UsageError(f"{out} is a folder", f"Name a file in it: {again} --out {inside}")
    form = os.path.splitext(out)[1].lower().removeprefix(".")
    if form not in endings:
        raise UsageError(
            f"{out} does not say what to write" if len(endings) > 1 else f"{picture} is a page",
            f"End it in {' or '.join(f'.{ending}' for ending in endings)}",
        )
    if form == "png":
        from tinynet.output import pixels

        pixels.library("resvg_py")
    return Target(form, export_file.file_at(env, out))


def deliver(env: Env, where: Target, made: Made) -> Answer[Any]:
    """Write the picture, show it, or answer with its data."""
    document = {
        "picture": made.picture,
        "today": str(env.today),
        "file": where.file or None,
        "format": where.form if where.file else None,
        "dry_run": env.dry_run,
        **made.document,
    }
    if where.file:
        from tinynet.exchange.exporting import file as export_file

        export_file.put(env, where.file, [_bytes(where.form, made)])
        would = " would be written" if env.dry_run else ""
        lines = [f"{made.what} -> {where.file}{would}"]
        return Answer("output.done", document, plain=[(where.file,)], message=lines)
    if where.form == TERMINAL:
        return _shown(env, made, document)
    if where.form:
        env.stdout.write(_text(where.form, made))
        return Answer("output.lines", document)
    return Answer("output.done", document, plain=made.plain)


def _bytes(form: str, made: Made) -> bytes:
    from tinynet.pictures.views import svg

    if form != "png" or not made.drawing:
        return _text(form, made).encode()
    from tinynet.output import pixels

    wide, high = made.drawing.width, made.drawing.height
    zoom = min(ZOOM, (MOST_PIXELS / (wide * high)) ** 0.5)
    return pixels.png(svg.document(made.drawing, "light", zoom), max(int(wide * zoom), 1))


def _text(form: str, made: Made) -> str:
    from tinynet.pictures.views import html, svg

    if made.page or not made.drawing:
        return made.page
    if form == "dot":
        return made.dot
    return html.page(made.drawing) if form == "html" else svg.document(made.drawing)


def _shown(env: Env, made: Made, document: Mapping[str, Any]) -> Answer[Any]:
    """Show it: in pixels, else in characters, else in half blocks."""
    from tinynet.core.extras import MissingExtraError
    from tinynet.output import pixels
    from tinynet.pictures.views import svg

    assert made.drawing is not None  # noqa: S101  `target` lets nothing else come here
    view: Answer[Any] = Answer(made.view, document)
    try:
        pixels.library("resvg_py")
        pixels.library("PIL.Image")
    except MissingExtraError:
        if made.view:
            return view
        raise
    terminal = pixels.terminal(env.environ, env.stdout)
    if terminal.way == "blocks" and made.view:
        return view
    if terminal.way == "blocks":
        from tinynet.cli import boundary
        from tinynet.pictures.views import cells

        page = boundary.page(env)
        cells.draw(made.drawing, terminal, page)
        env.stdout.write(page.result())
        return Answer("output.lines", document)
    scheme = "dark" if terminal.is_dark else "light"
    wide = min(terminal.columns * terminal.cell[0], round(made.drawing.width * ZOOM))
    zoom = wide / made.drawing.width
    data = pixels.png(svg.document(made.drawing, scheme, zoom), wide)
    env.stdout.write(pixels.show(data, terminal, colour=True))
    return Answer("output.lines", document)
