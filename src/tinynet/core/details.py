"""Contact methods, as the table `detail` holds them."""

from __future__ import annotations

# Countries within which numbers begin with a 0 that nobody dials from abroad: +44 (0)20 7946.
_TRUNK = """
    20 27 31 32 33 40 41 43 44 46 49 60 61 62 63 64 66 81 82 84 90 91 92 93 94 95 98 212 213 218 233
    234 251 254 255 256 353 358 380 381 385 386 387 389 421 880 886 961 962 963 964 966 967 971 972
    975 976 977
"""


def detail_key(what: str, value: str) -> str:
    """A key that is equal for two spellings of one e-mail address or phone number."""
    if what == "phone":
        digits = "".join(filter(str.isdigit, value))
        return f"+{digits}" if value.strip().startswith("+") else digits
    return value.strip().casefold()


def dialled(what: str, value: str) -> str:
    """The key with numbers as they are dialled from abroad: 0049 170, +49 (0)170 are +49170.

    `core/phones.py` tells more, and takes a tenth of a second to load.
    """
    key = detail_key(what, value)
    return from_abroad(key) if what == "phone" else key


def from_abroad(key: str) -> str:
    """The same of a number whose key is stored."""
    number = key[2:] if key[:2] == "00" else key[1:] if key[:1] == "+" else ""
    if not number:
        return key
    for end in (2, 3):
        if number[end : end + 1] == "0" and number[:end] in _TRUNK.split():
            return f"+{number[:end]}{number[end + 1 :]}"
    return f"+{number}"
