"""`tinynet show WHO --photo`: the photo that came with an imported card."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes

from tinynet.db import sql
from tinynet.errors import TinynetError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.db.store import Store
    from tinynet.people.documents import PhotoDocument


class NoPhotoError(TinynetError):
    """There is no photo of somebody."""

    code = "no_photo"


def photo_of(env: Env, store: Store, found: Found) -> Answer[PhotoDocument]:
    """Show the latest photo: on a terminal the picture, in a pipe its bytes.

    Raises:
        NoPhotoError: There is none, or only the address of one.
        BadPictureError: It is not a picture.
        MissingExtraError: What draws it is not installed.
    """
    uri = str(store.value(sql.photo_of, who=found.id) or "")
    if not uri:
        raise NoPhotoError(
            f"There is no photo of {found.name}",
            "Photos come with the cards of an address book: tinynet import contacts.vcf",
        )
    kind, data = read(uri, found.name)
    document: PhotoDocument = {
        "handle": found.handle,
        "name": found.name,
        "type": kind,
        "bytes": len(data),
        "photo": uri,
    }
    if env.format in {"", "human"}:
        show(env, data)
        return Answer("output.lines", document)
    return Answer("output.lines", document, plain=[(found.handle, kind, len(data))])


def read(uri: str, name: str) -> tuple[str, bytes]:
    """The type and the bytes of a data: URI.

    Raises:
        NoPhotoError: It is the address of a photo somewhere else, or broken.
    """
    if uri[:5].lower() != "data:":
        raise NoPhotoError(
            f"Of {name} there is only the address of a photo, and nothing is fetched: {uri}",
            "Open it in a browser",
        )
    head, _, coded = uri[5:].partition(",")
    kind, *more = head.lower().split(";")
    try:
        data = base64.b64decode(coded) if "base64" in more else unquote_to_bytes(coded)
    except (binascii.Error, ValueError):
        data = b""
    if not data:
        raise NoPhotoError(f"The photo of {name} is broken", "Import the card again")
    return kind or "image/jpeg", data


def show(env: Env, data: bytes) -> None:
    """Show a picture where the answer goes."""
    from tinynet.cli import boundary
    from tinynet.output import pixels

    buffer = getattr(env.stdout, "buffer", None)
    if env.output != "human" and buffer is not None:
        env.stdout.flush()
        buffer.write(data)
        return
    terminal = pixels.terminal(env.environ, env.stdout)
    env.stdout.write(pixels.show(data, terminal, colour=boundary.page(env).colour))
