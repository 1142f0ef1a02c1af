"""Which cells a spreadsheet computes instead of showing them."""

from __future__ import annotations

# What a cell to be computed begins with; the full-width signs are those of an East Asian keyboard.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
