"""Contact methods, as the table `detail` holds them."""

from __future__ import annotations


def detail_key(what: str, value: str) -> str:
    """A key that is equal for two spellings of one e-mail address or phone number."""
    if what == "phone":
        digits = "".join(filter(str.isdigit, value))
        return f"+{digits}" if value.strip().startswith("+") else digits
    return value.strip().casefold()
