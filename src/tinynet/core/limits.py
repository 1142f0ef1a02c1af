"""How long a text may be that is kept."""

from __future__ import annotations

TEXT_MAX = 10_000  # characters of a note, a fact, a place
