"""Files locked with a passphrase, in the age format (age-encryption.org), by the optional pyrage.

Everything is in memory: what is locked never lies on the disk unlocked.
"""

from __future__ import annotations

from types import ModuleType

from tinynet.core.extras import load_extra
from tinynet.errors import TinynetError

BEGINNINGS = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE")


class PassphraseError(TinynetError):
    """A locked file cannot be opened with this passphrase."""

    code = "passphrase"


def is_locked(beginning: bytes) -> bool:
    """Whether a file that begins so is locked."""
    return beginning.startswith(BEGINNINGS)


def lock(data: bytes, passphrase: str) -> bytes:
    """Lock with a passphrase; it takes about a second, and so does every guess at it."""
    locked: bytes = pyrage().passphrase.encrypt(data, passphrase)
    return locked


def unlock(data: bytes, passphrase: str, name: str) -> bytes:
    """Unlock with the passphrase.

    Raises:
        PassphraseError: It is another one, or a bit of the file is not as it was.
    """
    library = pyrage()
    try:
        unlocked: bytes = library.passphrase.decrypt(data, passphrase)
    except library.DecryptError as error:
        raise PassphraseError(
            f"{name} cannot be opened: the passphrase is wrong, or the file is damaged",
            "Nothing was changed; try again, or take another copy of the file",
        ) from error
    return unlocked


def pyrage() -> ModuleType:
    """Import pyrage; call this before asking for a passphrase.

    Raises:
        MissingExtraError: It is not installed.
    """
    return load_extra(
        "pyrage",  # it comes without types
        "Locking with a passphrase needs pyrage, which is not installed",
        "Run pip install pyrage, or pipx inject tinynet-crm pyrage",
    )
