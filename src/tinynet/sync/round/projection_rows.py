"""Write what the state shows into the tables, only what hangs on rows that were touched.

Foreign keys are off meanwhile, so that nothing is taken along by a cascade; all that hangs on a row
is looked at itself. Dead rows let go of their ids before new ones get theirs. Then keys are
checked, and that what was written is what was meant.
"""

from __future__ import annotations

import json

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.core.names import search_text
from tinynet.db import sql
from tinynet.errors import DatabaseError
from tinynet.sync.round.writer_rows import RowWriter, chunks
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import GONE, is_alive
from tinynet.sync.state import table_rows
from tinynet.sync.state.shown_rows import BY_NAME, CONTACT, KIND, PERSON, Row, Shown
from tinynet.sync.state.state_rows import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tinynet.core.field_types import Cells
    from tinynet.db.store import Store
    from tinynet.sync.rules.cells import Record

FEW_PAGES = 2_500  # of the database: 10 MB, which are looked through in a moment
MANY = 20_000  # touched rows, from which on all ties are rebuilt, and not those of some people


class Projection:
    """Writes the tables.

    Args:
        store: The database, with the state attached, in a transaction without foreign keys.
        state: The state.
        merged: Who was merged into whom before the round.

    Attributes:
        written: How many rows were written or deleted.
        people: The ids of people whose ties are to be computed again.
        whole: Whether all there is was written.
    """

    def __init__(self, store: Store, state: State, merged: identity.Merged) -> None:
        self.merged = merged
        self.store, self.connection, self.state = store, store.connection, state
        self.shown = Shown(state)
        self.written = 0
        self.people: set[int] = set()
        self.searched: set[int] = set()
        self.queue: dict[str, set[str]] = {spec["name"]: set() for spec in SPECS}
        self.last_ids: dict[str, int] = {}
        self.writer = RowWriter(self.connection)
        self.recounted: set[int] = set()
        self.different: list[str] = []
        self.uncompared: list[str] = []
        self.hidden: list[tuple[str, int]] = []
        self.whole = False

    def run(self, touched: Iterable[str]) -> None:
        """Write all that hangs on some rows, table by table, and what follows from it."""
        self.spread(touched)
        self.drop_unused_kinds()
        self.finish()

    def begin_bulk(self, touched: Iterable[str]) -> None:
        """Write what contacts point at, before they are written themselves in large numbers."""
        self.whole = True
        self.spread(touched)
        self.check()
        self.merged = self.state.merged
        self.hidden.clear()
        self.recounted.clear()  # there was nothing to count
        for gids in self.queue.values():
            gids.clear()

    def spread(self, touched: Iterable[str]) -> None:
        """Write some rows and all that hang on them."""
        self.shown.stay()
        for gid in touched:
            self.add(gid)
        self.follow_merges()
        self.widen_people()
        for spec in SPECS:
            seen: set[str] = set()
            while fresh := sorted(self.queue[spec["name"]] - seen):
                seen |= set(fresh)
                several = list(chunks(fresh))
                while sum(self.place(spec, some) for some in several) and self.is_nested(spec):
                    pass  # what a row belongs to may have come after it
                for some in several:
                    self.write(spec, some)
            if spec["name"] == KIND:
                self.writer.kinds.clear()

    def stir_everybody(self) -> None:
        """Have everything computed again that is derived."""
        everybody = table_rows.every_id(self.connection, BY_NAME[PERSON])
        self.people.update(everybody)
        self.searched.update(everybody)

    def add(self, gid: str) -> None:
        """Have a row looked at, and those that wait for it."""
        queue = self.queue[identity.table_of(gid)]
        if gid in queue:
            return
        queue.add(gid)
        for other in self.state.waiting_for(gid):
            self.add(other)
        for other in self.shown.same_key(gid):
            if self.state.get(other) is not None:
                queue.add(other)
        if gid in self.state.merged:
            self.add(self.shown.root(gid))

    def follow_merges(self) -> None:
        """Have all looked at that hung on somebody who is one with another now, or no more."""
        now = self.state.merged
        for gid in {*self.merged, *now}:
            before, after = identity.root(gid, self.merged), identity.root(gid, now)
            if before == after:
                continue
            for one in (gid, before, after):
                self.add(one)
                if one.startswith("person.") and (local := self.state.local(one)) is not None:
                    for table, ids in table_rows.pointing_at(
                        self.connection, PERSON, local
                    ).items():
                        for other in sorted(ids):
                            if known := self.state.gid_at(table, other):
                                self.add(known)

    def widen_people(self) -> None:
        """Have those looked at, too, who are the same person, or want the same handle."""
        together = {identity.root(gid, self.state.merged) for gid in self.queue[PERSON]}
        for gid in sorted(together):
            for other in self.state.one_with(gid):
                self.add(other)
        if self.queue[PERSON]:
            for gid in self.state.contested():  # who wants anne may get anne-2, or get anne back
                self.add(gid)
        for gid in list(self.queue[PERSON]):
            for other in self.shown.around(gid, "met_via"):
                self.add(other)

    # Which rows are shown -------------------------------------------------------------------

    def is_nested(self, spec: Cells) -> bool:
        """Whether rows of a table may belong to others of it: another name of a place."""
        return any(spec["refs"][column] == spec["name"] for column in spec["owned"])

    def place(self, spec: Cells, gids: Sequence[str]) -> bool:
        """Take rows out that are not to be shown, and give an id to those that are.

        Returns:
            Whether there were such rows.
        """
        hidden = 0
        coming: list[tuple[int, int, str]] = []
        for gid, record in self.state.get_many(gids).items():
            local = self.state.local(gid)
            if self.is_shown(spec, gid, record):
                if local is None:
                    first = min((c[0] for c in record.get("c", {}).values()), default=0)
                    coming.append((first, len(gid), gid))
            elif local is not None:
                self.hide(spec, gid, local, record)
                hidden += 1
        self.show(spec, [gid for _, _, gid in sorted(coming)])  # as they were written
        return bool(coming or hidden)

    def is_shown(self, spec: Cells, gid: str, record: Record) -> bool:
        """Whether a row is to be shown; if not yet, it waits."""
        name = spec["name"]
        if name == KIND and not is_alive(record):
            return self.state.local(gid) is not None  # in use, or dropped in the end
        if not self.shown.may_stand(gid, record):
            return False
        if name != PERSON:
            self.force_kinds(spec, gid, record)
            if missing := self.shown.awaited(gid, record):
                self.state.wait(gid, missing)
                return False
        for other in self.shown.same_key(gid):
            twin = self.state.get(other)
            if other < gid and twin is not None and self.shown.may_stand(other, twin):
                self.state.wait(gid, [other])
                return False
        return True

    def force_kinds(self, spec: Cells, gid: str, record: Record) -> None:
        """Have a removed kind back that is in use."""
        for column, table in spec["refs"].items():
            if table != KIND or spec["types"][column].endswith("?"):
                continue
            kind = self.shown.columns(gid, record, spec)[column]
            known = self.state.get(kind) if self.state.local(kind) is None else None
            if known and len(known.get("c", {})) == len(BY_NAME[KIND]["cells"]):
                self.show(BY_NAME[KIND], [kind])
                self.write(BY_NAME[KIND], [kind])

    def show(self, spec: Cells, gids: Sequence[str]) -> None:
        """Give rows an id, and have those looked at that wait for them."""
        name = spec["name"]
        if name not in self.last_ids:
            self.last_ids[name] = table_rows.last_id(self.connection, name)
        first = self.last_ids[name] + 1
        self.last_ids[name] += len(gids)
        self.state.bind({gid: local for local, gid in enumerate(gids, first)})
        for gid in gids:
            for other in self.state.waiting_for(gid):
                self.add(other)

    def hide(self, spec: Cells, gid: str, local: int, record: Record) -> None:
        """Delete a row; what hangs on it is looked at afterwards, and waits for it."""
        name = spec["name"]
        for table, ids in table_rows.pointing_at(self.connection, name, local).items():
            for one in sorted(ids):
                if other := self.state.gid_at(table, one):
                    self.add(other)
        mark = None
        if not spec["key"] and GONE not in record:
            mark = self.shown.mark(gid, record)
        self.touch_people(spec, local)
        self.state.unbind(gid, mark)
        table_rows.drop(self.connection, spec, local)
        self.hidden.append((name, local))
        if name == PERSON:
            self.people.discard(local)
            self.searched.discard(local)
        self.written += 1

    def touch_people(self, spec: Cells, local: int) -> None:
        """Have the ties computed again of all who hang on a row."""
        if spec["name"] == CONTACT:
            found = self.connection.execute(
                "SELECT person_id FROM main.participant WHERE interaction_id = ?", (local,)
            )
            self.people.update(row[0] for row in found)
        elif spec["name"] == "nickname":
            found = self.connection.execute(
                "SELECT person_id FROM main.nickname WHERE id = ?", (local,)
            )
            self.searched.update(row[0] for row in found)

    # What they hold -------------------------------------------------------------------------

    def write(self, spec: Cells, gids: Sequence[str]) -> None:
        """Write the rows that are shown and differ from what there is."""
        name = spec["name"]
        meant: dict[int, Row] = {}
        for gid, record in self.state.get_many(gids).items():
            local = self.state.local(gid)
            if local is not None:
                meant[local] = self.shown.row(gid, record)
                self.state.wait(gid, meant[local].waits)
        rows = table_rows.read(self.connection, spec, meant)
        columns = table_rows.columns_of(spec)
        new = [local for local in meant if local not in rows]
        changed = [n for n in rows if rows[n] != {c: meant[n].values[c] for c in columns}]
        if name == PERSON:
            self.writer.free_handles(meant, rows, changed)
            self.people.update((*new, *changed))
            self.searched.update((*new, *changed))
        elif name == "nickname":
            for one in (*new, *changed):
                self.searched.add(meant[one].values["person_id"])
                if one in rows:
                    self.searched.add(rows[one]["person_id"])
        elif name == KIND:
            self.recounted.update(changed)
        self.writer.update(spec, columns, [(meant[n].values, n) for n in changed])
        self.writer.insert(spec, columns, [(meant[n].values, n) for n in new])
        self.written += len(new) + len(changed)
        if spec["parts"]:
            written, people = self.writer.write_parts(spec, meant)
            self.written += written
            self.people |= people
        if self.is_large():
            self.different += self.unlike(spec, meant)
        else:
            self.uncompared += gids

    def is_large(self) -> bool:
        """Whether so much is written that it is compared piece by piece, not all in the end."""
        return self.whole or sum(map(len, self.queue.values())) > MANY

    def unlike(self, spec: Cells, meant: Mapping[int, Row]) -> list[str]:
        """The rows that are not in the tables as they are meant to be."""
        columns = table_rows.columns_of(spec)
        rows = table_rows.read(self.connection, spec, meant)
        return [
            str(self.state.gid_at(spec["name"], local))
            for local, row in meant.items()
            if rows.get(local) != {c: row.values[c] for c in columns}
        ]

    # What follows from it -------------------------------------------------------------------

    def drop_unused_kinds(self) -> None:
        """Take out removed kinds that nothing uses any more."""
        for gid, local in self.state.execute(
            "SELECT gid, local FROM state.row WHERE tbl = 'kind' AND local IS NOT NULL"
        ).fetchall():
            record = self.state.get(gid)
            if record is None or is_alive(record):
                continue
            users = [
                f"SELECT 1 FROM main.{spec['name']} WHERE {column} = {int(local)}"  # noqa: S608  names of the schema
                for spec in SPECS
                for column, table in spec["refs"].items()
                if table == KIND
            ]
            if not any(self.connection.execute(f"{text} LIMIT 1").fetchone() for text in users):
                self.hide(BY_NAME[KIND], gid, local, record)

    def finish(self) -> None:
        """Compute again what is derived: search texts, credits and ties."""
        for person in sorted(self.searched):
            found = self.connection.execute(
                "SELECT handle, name FROM main.person WHERE id = ?", (person,)
            ).fetchone()
            if found:
                nicknames = self.connection.execute(
                    "SELECT name FROM main.nickname WHERE person_id = ? ORDER BY id", (person,)
                )
                text = search_text(found[0], found[1], [row[0] for row in nicknames])
                self.connection.execute(
                    "UPDATE main.person SET search = ? WHERE id = ?", (text, person)
                )
        if self.recounted:
            self.writer.recount(self.recounted)
        many = self.whole or len(self.people) > MANY
        if many or self.store.settings_changed() or self.recounted:
            self.store.rebuild()
        elif self.people:
            text = json.dumps(sorted(self.people))
            self.store.run(sql.refresh_ties, people=text, **self.store.cadences)

    def differing(self, gids: Iterable[str]) -> list[str]:
        """The rows that are not in the tables as the state shows them."""
        by_table: dict[str, list[str]] = {}
        for gid in gids:
            by_table.setdefault(identity.table_of(gid), []).append(gid)
        wrong: list[str] = []
        for name, some in by_table.items():
            for chunk in chunks(some):
                wrong += self.unlike(BY_NAME[name], self.meant(chunk))
        return wrong

    def meant(self, gids: Iterable[str]) -> dict[int, Row]:
        """What is to be seen of those of some rows that are shown, by their ids here."""
        found: dict[int, Row] = {}
        for gid, record in self.state.get_many(gids).items():
            if (local := self.state.local(gid)) is not None:
                found[local] = self.shown.row(gid, record)
        return found

    def broken(self) -> list[tuple[str, int]]:
        """Rows that point at nothing; in a large file only what hangs on those that were touched.

        All of a million contacts take 2 seconds.
        """
        (pages,) = self.connection.execute("PRAGMA main.page_count").fetchone()
        if self.is_large() or pages < FEW_PAGES:
            found = self.connection.execute("PRAGMA main.foreign_key_check").fetchmany(3)
            return [row[:2] for row in found]
        wrong: list[tuple[str, int]] = []
        for name, gids in self.queue.items():
            here = [local for gid in gids if (local := self.state.local(gid)) is not None]
            wrong += [(name, n) for n in table_rows.dangling(self.connection, BY_NAME[name], here)]
        for name, local in self.hidden:
            pointing = table_rows.pointing_at(self.connection, name, local)
            wrong += [(table, n) for table, ids in pointing.items() for n in ids]
        return wrong

    def check(self) -> None:
        """Check that keys hold, and that what was written is what was meant.

        Raises:
            DatabaseError: It is not; nothing is kept of it then.
        """
        broken = self.broken()
        looked_at: Iterable[str] = self.uncompared  # before so much was found to hang on them
        if not self.is_large():
            looked_at = (gid for some in self.queue.values() for gid in some)
        wrong = self.different + self.differing(looked_at)
        if broken or wrong:
            named = ", ".join([*(f"{row[0]} {row[1]}" for row in broken), *wrong[:3]])
            raise DatabaseError(
                f"What came in does not fit together ({named}), so nothing of it was kept",
                "See what is wrong: tinynet doctor",
            )
