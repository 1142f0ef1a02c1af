"""Turn a conflict round: write what lost, as a command of one's own that undo takes back."""

from __future__ import annotations

import json
from typing import NamedTuple

from tinynet.contacts.rows import recount
from tinynet.db import sql
from tinynet.errors import TinynetError
from tinynet.people.profile_rows import unsearchable
from tinynet.people.removal_rows import remove_interaction
from tinynet.sync.rules import identity
from tinynet.sync.state import table_rows
from tinynet.sync.state.conflict_rows import DOUBLE
from tinynet.sync.state.shown_rows import BY_NAME, CONTACT, PERSON, Shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.db.store import Store
    from tinynet.sync.state.state_rows import State

KEPT_FROM_BOTH = ("minutes", "place", "note", "by", "occasion")  # of a contact logged twice


class Change(NamedTuple):
    """What is to be written.

    Attributes:
        table: Of which table.
        local: The row's id here.
        values: Its columns; for a contact logged twice empty.
        twin: The other contact, which goes; 0 for none.
    """

    table: str
    local: int
    values: dict[str, Any]
    twin: int


def planned(state: State, number: int) -> Change:
    """What turning a conflict round would write."""
    kind, gid, cell, lost = state.execute(
        "SELECT kind, gid, cell, lost FROM state.conflict WHERE id = ?", (number,)
    ).fetchone()
    table = identity.table_of(gid)
    local = state.local(gid) or 0
    if kind == DOUBLE:
        return Change(table, local, {}, state.local(cell) or 0)
    shown, spec = Shown(state), BY_NAME[table]
    values = dict(zip(spec["cells"][cell], json.loads(lost)[3], strict=True))
    here = {c: shown.here(value) for c, value in values.items() if c in spec["refs"]}
    return Change(table, local, {**values, **here}, 0)


def turn(store: Store, change: Change) -> None:
    """Write it.

    Raises:
        TinynetError: It does not fit any more: a handle went to somebody else, say.
    """
    if change.twin:
        make_one(store, change.local, change.twin)
        return
    try:
        update(store, change.table, change.local, change.values)
    except store.connection.IntegrityError as error:
        raise TinynetError(
            "That value does not fit any more; nothing was changed",
            "Correct it by hand, with edit or amend; see it: tinynet sync conflicts",
        ) from error
    if change.table == CONTACT:
        recount(store, [change.local])
    if change.table in {PERSON, "nickname"}:
        search_anew(store, change.local if change.table == PERSON else None)
    if change.table == "kind":
        found = store.execute("SELECT id FROM interaction WHERE kind_id = ?", (change.local,))
        recount(store, [row[0] for row in found.fetchall()])


def update(store: Store, table: str, local: int, values: dict[str, Any]) -> None:
    """Write columns of a row, so that undo knows of it."""
    store.journal(f"{table}_U")
    sets = ", ".join(f'"{column}" = ?' for column in values)
    store.connection.execute(
        f"UPDATE {table} SET {sets} WHERE id = ?",  # noqa: S608  names of the schema
        (*values.values(), local),
    )


def search_anew(store: Store, person: int | None) -> None:
    """Compute the search text of somebody again, or of everybody."""
    for who, text in unsearchable(store).items():
        if person in {None, who}:
            store.run(sql.set_search, who=who, search=text)


def make_one(store: Store, kept: int, twin: int) -> None:
    """Make one of a contact that was logged twice: what only the other says is kept, too."""
    spec = BY_NAME[CONTACT]
    rows = table_rows.read(store.connection, spec, [kept, twin])
    mine, theirs = rows[kept], rows[twin]
    values = {c: theirs[c] for c in KEPT_FROM_BOTH if mine[c] is None and theirs[c] is not None}
    if theirs["deep"] and not mine["deep"]:
        values["deep"] = 1
    if values:
        update(store, CONTACT, kept, values)
    store.journal("interaction_tag_I")
    store.connection.execute(
        "INSERT OR IGNORE INTO interaction_tag SELECT ?, name FROM interaction_tag "
        "WHERE interaction_id = ?",
        (kept, twin),
    )
    remove_interaction(store, twin)
    recount(store, [kept])
