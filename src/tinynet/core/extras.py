"""Packages of the extras, which are loaded where they are used and may not be installed."""

from __future__ import annotations

from importlib import import_module

from tinynet.errors import TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


class MissingExtraError(TinynetError):
    """A package that this needs is not installed."""

    code = "missing_extra"


def load_extra(name: str, message: str, remedy: str) -> ModuleType:
    """Import a package of an extra.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(message, remedy) from error
