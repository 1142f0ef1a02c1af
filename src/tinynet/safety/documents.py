"""What the JSON of second thoughts and of keeping it safe holds; mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypedDict, final

from tinynet.core.fields import counted
from tinynet.db.statement_types import Totals
from tinynet.output.documents import Handle, PersonName

Moment = Annotated[str, "moment (ISO)"]
Way = Annotated[str, "`undo` or `redo`"]
Level = Annotated[str, "`ok`, `note`, `warn` or `bad`"]


class UndoUnit(TypedDict):
    """A command that can be undone, or redone where it is `undone`; `changes` counts its rows.

    What is `final` came from another device, and undo does not take it back.
    """

    id: int
    at: Moment
    label: str
    undone: bool
    final: bool
    changes: int


@final
class UndoListDocument(TypedDict):
    """What can be redone and undone, newest first."""

    units: Sequence[UndoUnit]


class UndoDocument(TypedDict):
    """What was undone or redone; `stayed` are settings that were changed since."""

    did: Way
    dry_run: bool
    stayed: Sequence[str]
    units: Sequence[UndoUnit]


class BackupDocument(TypedDict):
    """The backup; `made` is false where nothing had changed since the last one."""

    path: str | None
    made: bool
    encrypted: bool


class ListedBackup(TypedDict):
    """A backup; `why` is what it was made before, and `good` says that it is sound."""

    number: int
    at: Moment
    why: str
    good: bool
    bytes: int
    path: str


class BackupsDocument(TypedDict):
    """The backups that tinynet manages, the last one made first."""

    backups: Sequence[ListedBackup]


class RestoreDocument(TypedDict):
    """What was restored; `kept` is the backup of what was there before."""

    path: str
    at: Moment | None
    why: str
    now: Totals | None
    then: Totals | None
    kept: str | None
    dry_run: bool


class Finding(TypedDict):
    """What a check found, and what to do about it."""

    check: str
    level: Level
    message: str
    remedy: str


class DoctorDocument(TypedDict):
    """What was found; `ok` says that nothing is bad."""

    ok: bool
    findings: Sequence[Finding]


class RebuiltCounts(TypedDict):
    """How many values were wrong."""

    contacts: int
    names: int
    ties: int


class RebuiltDocument(TypedDict):
    """What was recomputed."""

    rebuilt: RebuiltCounts
    dry_run: bool


class SavedTable(TypedDict):
    """How many rows of a table were saved; `lost` is null where nobody can say."""

    table: str
    saved: int
    lost: int | None


class SalvagedDocument(TypedDict):
    """What of a damaged database was saved into `file`."""

    file: str
    dry_run: bool
    tables: Sequence[SavedTable]


class NamingText(TypedDict):
    """A text about somebody else that names the person."""

    table: str
    id: int
    handle: Handle
    field: str


if TYPE_CHECKING:

    class LostRows(TypedDict):
        """What is counted by name; the tables of a person's rows are counted, too."""

        contacts: int
        shared: int
        met_through: int
        undo: int
else:
    LOST = ("undo", "met_through", *counted(), "contacts", "shared")
    LostRows = TypedDict("LostRows", dict.fromkeys(LOST, int))


class ForgetDocument(PersonName, LostRows):
    """What goes or went with a person; `mentions` are texts about others that name them.

    `maybe` are others with their first name or a nickname, which may be somebody else's.
    """

    forgotten: bool
    copies: int
    deleted: Sequence[str]
    replaced: bool
    mentions: Sequence[NamingText]
    maybe: Sequence[NamingText]
