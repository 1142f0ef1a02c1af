"""One round of sync in the database and the state, in one transaction of both.

First what was changed here goes into the state, then what others sent is joined to it, then the
tables are written as the state shows them. What came in is one unit of the undo history, which
starts over with it: undoing a command from before would put whole rows back over what others
changed meanwhile.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.db.database import Unit
from tinynet.errors import TinynetError
from tinynet.sync.round import journal_rows, restored_rows
from tinynet.sync.round.bulk_rows import Bulk, is_blank
from tinynet.sync.round.incoming_rows import Incoming, checked_vector, seen_of
from tinynet.sync.round.journal_rows import Changes, milliseconds
from tinynet.sync.round.local_rows import LocalChanges
from tinynet.sync.round.projection_rows import Projection
from tinynet.sync.rules import cells, identity, sane
from tinynet.sync.rules.sane import UnsoundError
from tinynet.sync.state import state_rows, table_rows
from tinynet.sync.state.device_rows import UNSOUGHT
from tinynet.sync.state.shown_rows import CONTACT, Shown
from tinynet.sync.state.state_rows import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from tinynet.db.store import Store
    from tinynet.sync.rules.sane import Lines

DOUBLES_MAX = 5_000  # new contacts among which those logged twice are looked for
FAR = 3_653 * 86_400_000  # milliseconds; all that is written after it would be stamped as late
SEEN_KEPT = 200  # changes of each device of which it is known what they had seen
UNSENT = "unsent"  # rows that were changed here and are in no file yet
COUNTER = slice(24, 28)  # of the header of an SQLite file: how often it was changed
CATCH_UP, TAKE_BACK, CATCH_UP_ONLY = "catch_up", "take_back", "catch_up_only"


class RestoredError(TinynetError):
    """The database is not the one that the last sync left: it was restored, or copied back.

    Args:
        by_hand: Whether nothing tells what was done since.
    """

    code = "restored"
    exit_code = 2

    def __init__(self, *, by_hand: bool) -> None:
        without = ", without what was done here since" if by_hand else ""
        super().__init__(
            "The database is not as the last sync left it: a backup was restored, or a copy put in "
            "its place; nothing was sent or taken in",
            "Take all your devices back to what is here with --take-back, or bring this one up to "
            f"date{without}: tinynet sync --catch-up",
        )
        self.by_hand = by_hand


class SyncUnit(Unit):
    """A writing command with the state attached, in one transaction.

    Args:
        state_file: The state; a new one is filled first.
        new: Whether it is new.
        options: See `Unit`.

    Attributes:
        counter: How often the database had been changed when this was committed.
    """

    def __init__(self, path: str, state_file: str, *, new: bool = False, **options: Any) -> None:
        super().__init__(path, **options, replays=True)
        self.state_file, self.new, self.counter = state_file, new, ""

    def open_transaction(self) -> None:
        """Attach the state and what was restored, and have nothing taken along by a cascade."""
        connection = self.store.connection
        state_rows.attach(connection, self.state_file)
        restored_rows.attach(connection, self.path)
        connection.execute("PRAGMA foreign_keys=OFF")
        super().open_transaction()
        if self.new:  # many scattered writes
            self.store.make_room()
            state_rows.make_room(connection)
            state_rows.fill(connection)

    def finish(self) -> None:
        """Do nothing: whoever wrote has computed the ties."""

    def end(self) -> None:
        """Commit, and count while nobody else can write."""
        super().end()
        self.counter = change_counter(self.path)


class Round:
    """What a round of sync did.

    Attributes:
        sent: How many rows were changed here since what was last sent.
        news: How many rows others changed, by the device's id and the table.
        back: Handles and names of people who were taken out on one device and changed on another.
        wrong: Files that were left out, and why.
        conflicts: The numbers of new conflicts.
        forgotten: How many were forgotten, as on another device.
        restored: What became of a database that was restored: CATCH_UP, TAKE_BACK or ""; and
            CATCH_UP_ONLY where a copy was put in its place by hand.
        anew: Whether the undo history started over.
        names: The names of the devices, by their ids.
        counter: How often the database had been changed when the round was over.
    """

    def __init__(self) -> None:
        self.sent = 0
        self.news: Counter[tuple[str, str]] = Counter()
        self.back: list[tuple[str, str]] = []
        self.wrong: dict[str, str] = {}
        self.conflicts: list[int] = []
        self.forgotten = 0
        self.restored = ""
        self.anew = False
        self.names: dict[str, str] = {}
        self.counter = ""


class Rounds:
    """The steps of a round.

    Args:
        store: The database with the state attached, in the transaction of a `SyncUnit`.
        at: Now, UTC, ISO to the second.
    """

    def __init__(self, store: Store, at: str) -> None:
        self.store, self.connection = store, store.connection
        self.state, self.at, self.now = State(store.connection), at, milliseconds(at)
        self.done = Round()
        self.touched: set[str] = set()
        self.seen: dict[tuple[str, int], Any] = {}
        self.merged = identity.Merged()
        self.caught_up = False
        self.bulk: Bulk | None = None

    # This device ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Keep what was known before the round."""
        self.seen, self.merged = self.state.batches(), self.state.merged

    def found(self, name: str, folder: str, keys: Iterable[str], token: str, machine: str) -> None:
        """Begin a state: this device's name and id, the folder and the key."""
        self.state.set_meta(
            name=name, device=new_device(), folder=folder, keys=json.dumps(list(keys)),
            folder_token=token, machine=machine, number=0, clock=0, serial=0,
        )  # fmt: skip
        self.keep_self()

    def begin_again(self, name: str, folder: str, key: str, machine: str) -> None:
        """Be a new device with all that is known: this one was removed, or is a copy of another."""
        self.state.set_meta(
            name=name, device=new_device(), folder=folder, machine=machine, number=0, serial=0,
            keys=json.dumps([key]), head="{}", all_vv="{}",
        )  # fmt: skip
        self.connection.execute("UPDATE state.row SET num = NULL WHERE num IS NOT NULL")
        for table in ("part", "nonce", "file"):
            self.connection.execute(f"DELETE FROM state.{table}")  # noqa: S608  our own names
        self.keep_self()

    def mark_all(self) -> None:
        """Have rows known again that this device brings along and others sent, too."""
        if not self.connection.execute("SELECT EXISTS (SELECT 1 FROM main.person)").fetchone()[0]:
            return
        shown = Shown(self.state)
        for gid, data in self.state.execute("SELECT gid, data FROM state.row").fetchall():
            table = identity.table_of(gid)
            if spec := next((s for s in SPECS if s["name"] == table and not s["key"]), None):
                columns = shown.columns(gid, json.loads(data))
                content = [columns.get(c) for c in spec["cells"][""]]
                self.state.unbind(gid, table_rows.mark_of(table, content))

    def keep_self(self) -> None:
        """Have this device among the devices."""
        self.connection.execute(
            "INSERT INTO state.device (id, name, num) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, num = excluded.num",
            (self.state.device, self.state.meta("name"), self.state.number),
        )

    def token(self) -> str:
        """What binds the database to its state, as the database has it."""
        return restored_rows.token(self.connection)

    # What was changed here ------------------------------------------------------------------

    def changes(self) -> Changes:
        """What is known of what happened here since the last round."""
        return journal_rows.changes(self.connection, self.state, self.now)

    def take_local(self, changes: Changes, *, joining: bool = False) -> None:
        """Take what was changed here into the state."""
        local = LocalChanges(self.connection, self.state, changes, self.now, joining=joining)
        local.take()
        for table, number in local.doubles:
            self.connection.execute(f"DELETE FROM main.{table} WHERE id = ?", (number,))  # noqa: S608  names of the schema
        if local.anything:
            self.state.put_batch(self.state.device, local.number, self.state.known())
            self.seen[self.state.device, local.number] = self.state.known()
            self.state.set_meta(number=local.number)
            self.keep_self()
        self.keep_clock(local.latest)
        self.merged = self.state.merged  # as the tables have it, where one was merged here
        self.done.sent = len(local.written) + local.contacts
        self.touched |= local.written

    def settle(self, answer: str) -> bool:
        """Check whether the database is the one that the last round left, and settle it if not.

        Args:
            answer: CATCH_UP, TAKE_BACK, or "" where nobody has said.

        Returns:
            Whether everything is to be written as the state has it.

        Raises:
            RestoredError: It is another, and nobody has said what is to become of it.
        """
        if self.token() == self.state.meta("token"):
            return False
        self.done.restored = answer
        self.state.set_meta(**{UNSOUGHT: 1})  # what came back may have somebody who was forgotten
        if answer == TAKE_BACK:
            self.take_local(Changes(whole=True))
            return False
        if answer == CATCH_UP:
            self.catch_up()
            return True
        self.connection.execute("SAVEPOINT look")
        self.take_local(Changes(whole=True))
        differs, self.touched, self.done.sent = bool(self.touched), set(), 0
        self.connection.execute("ROLLBACK TO look")
        self.connection.execute("RELEASE look")
        self.state = State(self.connection)
        if differs:
            raise RestoredError(by_hand=not restored_rows.is_known(self.connection))
        return False

    def catch_up(self) -> None:
        """Keep what was done since the restore, and let go of all else that the state has not."""
        if restored_rows.is_known(self.connection):
            restored_rows.number_as_then(self.connection, self.state)
            self.take_local(restored_rows.changes(self.connection, self.state, self.changes()))
        else:
            self.done.restored = CATCH_UP_ONLY
        for spec in SPECS:
            name = spec["name"]
            for local in table_rows.unbound(self.connection, name):
                table_rows.drop(self.connection, spec, local)
        self.touched |= self.everything_here()
        self.caught_up = True

    def take_before_restore(self) -> None:
        """Take what was done since a restore into the state, as another one is about to follow.

        The state is then as this device would be after catching up, though the database is not: a
        row that it lacks gets a number that no row has.
        """
        if not restored_rows.is_known(self.connection):
            return
        self.connection.execute("SAVEPOINT before")
        restored_rows.number_as_then(self.connection, self.state)
        if changes := restored_rows.changes(self.connection, self.state, self.changes()):
            self.take_local(changes)
            restored_rows.number_rest(self.connection, self.state)
            self.state.set_meta(token=self.new_token(), round=self.state.round)
            self.keep_unsent()
        else:
            self.connection.execute("ROLLBACK TO before")
        self.connection.execute("RELEASE before")

    def keep_clock(self, latest: int) -> None:
        """Never stamp below what was seen."""
        self.state.set_meta(clock=max(latest, int(self.state.meta("clock", "0"))))

    # What others sent -----------------------------------------------------------------------

    def join(self, header: Mapping[str, Any], lines: Lines, *, joining: bool = False) -> bool:
        """Join a file that was opened.

        Args:
            header: Its header.
            lines: Its records.
            joining: Whether this device is new.

        Returns:
            Whether it was of use: it continues what is here, or knows more.

        Raises:
            UnsoundError: It holds what no tinynet wrote; nothing of it is kept.
        """
        known = self.state.known()
        reach = self.reach(header)
        if not any(number > known.get(device, 0) for device, number in reach.items()):
            return False
        self.seen.update(seen_of(header))
        bulk = None
        if joining and is_blank(self.connection) and not self.state.forgotten():
            bulk = Bulk(self.store, self.state)
        incoming = Incoming(self.state, self.seen, str(header["dev"]), bulk)
        self.connection.execute("SAVEPOINT file")
        try:
            incoming.take(lines)
            sane.need(
                incoming.latest <= self.now + FAR,
                "it was written more than ten years from now, by the clock there or the one here",
            )
        except UnsoundError:
            self.connection.execute("ROLLBACK TO file")
            self.state = State(self.connection)
            raise
        finally:
            incoming.close()
            self.connection.execute("RELEASE file")
        for (device, number), vv in seen_of(header).items():
            self.state.put_batch(device, number, vv)
        for device, number in reach.items():
            if device != self.state.device:
                self.connection.execute(
                    "INSERT INTO state.device (id, name, num) VALUES (?, '', ?) ON CONFLICT (id) "
                    "DO UPDATE SET num = max(num, excluded.num)",
                    (device, number),
                )
        self.keep_clock(incoming.latest)
        self.touched |= incoming.touched
        self.done.news.update({place: len(gids) for place, gids in incoming.news.items()})
        if bulk is not None and bulk.begun:
            self.bulk, self.merged = bulk, bulk.projection.merged
            self.done.news.update({(device, CONTACT): n for device, n in bulk.news.items()})
        self.back(incoming.back)
        return True

    def reach(self, header: Mapping[str, Any]) -> dict[str, int]:
        """How far a file brings each device, if it continues what is here; else nothing."""
        device, known = str(header["dev"]), self.state.known()
        if header["kind"] == "all":
            return {d: n for d, n in checked_vector(header.get("vv")).items() if n}
        first, last = header.get("first"), header.get("last")
        sane.check_number(device, first)
        sane.check_number(device, last)
        return {device: int(str(last))} if int(str(first)) <= known.get(device, 0) else {}

    def back(self, gids: Iterable[str]) -> None:
        """Keep who was taken out on one device and is there all the same."""
        shown = Shown(self.state)
        for gid in sorted(gids):
            record = self.state.get(gid)
            if record is not None and shown.may_stand(gid, record):
                columns = shown.columns(gid, record)
                self.done.back.append((columns["handle"], columns["name"]))

    # What the tables show -------------------------------------------------------------------

    def project(self, gids: Iterable[str], label: Callable[[Round], str]) -> None:
        """Write the tables, and start the undo history over if that changed anything."""
        projection = Projection(self.store, self.state, self.merged)
        if self.bulk is not None:
            projection = self.bulk.projection
        if self.caught_up:  # rows went that nobody looks at any more
            projection.stir_everybody()
        projection.run(gids)
        projection.check()
        self.find_doubles(gids)
        first = int(self.state.meta("last_conflict", "0"))
        found = self.connection.execute(
            "SELECT id FROM state.conflict WHERE id > ? ORDER BY id", (first,)
        )
        self.done.conflicts = [row[0] for row in found]
        if projection.written:
            self.done.anew = True
            self.connection.execute("DELETE FROM main.change")
            last = self.connection.execute("SELECT max(id) FROM main.unit").fetchone()[0] or 0
            self.connection.execute("DELETE FROM main.unit")
            self.connection.execute(
                "INSERT INTO main.unit (id, at, label, undone, final) VALUES (?, ?, ?, 0, 1)",
                (last + 1, self.at, label(self.done)),
            )

    def find_doubles(self, gids: Iterable[str]) -> None:
        """Find contacts of one day, kind and people that two devices logged without knowing."""
        mine = self.state.device
        new = [g for g in gids if identity.table_of(g) == CONTACT]
        if len(new) > DOUBLES_MAX:
            return
        known = {
            frozenset(row)
            for row in self.connection.execute(
                "SELECT gid, cell FROM state.conflict WHERE kind = 'double'"
            )
        }
        for gid in sorted(new):
            local, record = self.state.local(gid), self.state.get(gid)
            if local is None or record is None:
                continue
            for other in self.alike(local):
                pair, twin = frozenset((gid, other)), self.state.get(other)
                if pair in known or twin is None or mine not in {g.split(".")[1] for g in pair}:
                    continue
                one, two = record["c"][""], twin["c"][""]
                first = [g for _, g in sorted([(cells.stamp(one), gid), (cells.stamp(two), other)])]
                if gid.split(".")[1] != other.split(".")[1] and cells.unaware(one, two, self.seen):
                    known.add(pair)
                    self.connection.execute(
                        "INSERT INTO state.conflict (kind, gid, cell, kept, lost) "
                        "VALUES ('double', ?, ?, '', '')",
                        first,
                    )

    def alike(self, local: int) -> list[str]:
        """Other contacts of the same day and kind with the same people."""
        people = "SELECT json_group_array(person_id) FROM (SELECT person_id FROM main.participant "
        of = people + "WHERE interaction_id = {} ORDER BY person_id)"
        found = self.connection.execute(
            f"SELECT b.id FROM main.interaction a JOIN main.interaction b "  # noqa: S608  no names but ours
            f'ON b."on" = a."on" AND b.kind_id = a.kind_id AND b.id <> a.id WHERE a.id = ? '
            f"AND ({of.format('a.id')}) = ({of.format('b.id')})",
            (local,),
        )
        gids = [self.state.gid_at(CONTACT, row[0]) for row in found.fetchall()]
        return [gid for gid in gids if gid is not None]

    # The end --------------------------------------------------------------------------------

    def keep(self) -> None:
        """Bind the database and the state to each other as they are now."""
        if self.touched or self.bulk or self.state.meta("token") != self.token():
            token = self.new_token()
            self.connection.execute(
                "REPLACE INTO main.setting VALUES (?, ?)", (restored_rows.TOKEN, token)
            )
            self.state.set_meta(token=token, round=self.state.round)
        found = self.connection.execute("SELECT max(id) FROM state.conflict").fetchone()
        self.state.set_meta(last_conflict=found[0] or 0)
        journal_rows.keep_seen(self.connection, self.state)
        self.keep_unsent()
        self.connection.execute(
            "DELETE FROM state.batch WHERE num <= (SELECT max(num) FROM state.batch b "
            "WHERE b.dev = batch.dev) - ?",
            (SEEN_KEPT,),
        )

    def new_token(self) -> str:
        """What binds the database to the state from this round on."""
        return f"{secrets.token_hex(8)}.{self.state.round}"

    def keep_unsent(self) -> None:
        """Keep how many rows were changed that are in no file yet."""
        self.done.sent += int(self.state.meta(UNSENT, "0"))
        self.state.set_meta(**{UNSENT: self.done.sent})

    def everything_here(self) -> set[str]:
        """All rows of the state."""
        return {row[0] for row in self.connection.execute("SELECT gid FROM state.row")}


def change_counter(path: str) -> str:
    """How often the database was changed: the same number, and nobody wrote to it."""
    with open(path, "rb") as file:
        return file.read(100)[COUNTER].hex()


def new_device() -> str:
    """A new id of a device."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(letters) for _ in range(6))
