"""From a word to a kind of contact."""

from __future__ import annotations

from tinynet.core.names import fold
from tinynet.errors import UnknownKindError
from tinynet.store.interactions import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.store.db import Store


def find_kind(store: Store, typed: str) -> Kind:
    """The kind of that name.

    Raises:
        UnknownKindError: There is none; the nearest are suggested.
    """
    name = fold(typed)
    found = store.rows("kind", name=name)
    if found:
        return Kind(found[0])
    from rapidfuzz import process

    known = [row[1] for row in store.rows("kinds")]
    near = [word for word, _, _ in process.extract(name, known, limit=3, score_cutoff=60)]
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    raise UnknownKindError(
        f'There is no kind of contact called "{typed}"',
        f"{hint}tinynet kinds lists them; tinynet kinds add {name or 'NAME'} makes one",
        tuple(near or known),
    )
