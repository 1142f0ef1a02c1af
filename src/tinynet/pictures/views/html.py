"""Pages that need nothing but themselves: no script, no request."""

from __future__ import annotations

from tinynet.pictures.views import svg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.pictures.views.svg import Drawing

# A page that loads nothing from anywhere, whatever a name in it may try.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
ROOM = "body{margin:0;display:grid;place-items:center}svg{max-width:100%;height:auto}"


def head(name: str, style: str) -> str:
    """The beginning of a page, up to its body."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{svg.escaped(name)}</title><style>{style}</style></head>\n"
    )


def page(drawing: Drawing) -> str:
    """A picture as a page."""
    style = svg.sheet() + svg.backgrounds() + ROOM
    return f"{head(drawing.name, style)}<body>{svg.inline(drawing, 'picture')}</body></html>\n"
