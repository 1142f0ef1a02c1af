"""Write this device's own files: what is new, and a whole state for those who join or were away.

A change goes into a part of its own. Twelve parts become one, twelve such one again, and when all
have grown as large as the whole state, that is written again, so that each change is copied about
four times in all.
"""

from __future__ import annotations

import json

from tinynet.sync import sync_folder
from tinynet.sync.state import device_rows
from tinynet.sync.state.device_rows import ALL, HEAD, PART
from tinynet.sync.state.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MANY = 12  # parts of one level
WHOLE_LEVEL, GROWN = 9, 64 << 10  # bytes of parts, from which on a new whole state pays
DAY = 10  # characters of a moment that say the day


class Sender:
    """Writes this device's files.

    Args:
        state: The state, committed.
        at: Now, UTC, ISO to the second.
    """

    def __init__(self, state: State, at: str) -> None:
        self.state, self.at = state, at
        self.folder = state.meta("folder")
        self.key = state.keys()[0]
        self.name, self.device = state.meta("name"), state.device
        self.written = 0

    def send(self, *, left: bool = False, anew: bool = False) -> int:
        """Write what is new and what is missing; returns how many bytes.

        Args:
            left: This device takes part no more.
            anew: Write all of it, because the key has changed, or somebody was forgotten.
        """
        there = {name: (size, mtime) for name, size, mtime in sync_folder.entries(self.folder)}
        if anew or not self.is_whole(there):
            self.write_all()
        else:
            self.write_parts(there)
        self.write_head(there, left=left, anew=anew)
        ours = {part[4] for part in device_rows.parts(self.state)} | {self.head_name}
        for name in there:
            known = sync_folder.parse_name(name)
            if known and known[0] == self.device and name not in ours:
                sync_folder.discard(self.folder, name)
        sync_folder.discard_drafts(self.folder, f"{self.name}.{self.device}.")
        return self.written

    @property
    def head_name(self) -> str:
        """The name of the file in which this device tells of itself."""
        return sync_folder.file_name(self.name, self.device, HEAD)

    def is_whole(self, there: Mapping[str, Any]) -> bool:
        """Whether the whole state is in the folder, and the parts need no new one."""
        mine = device_rows.parts(self.state)
        whole = [part for part in mine if part[2] == WHOLE_LEVEL]
        rest = [part for part in mine if part[2] < WHOLE_LEVEL]
        if len(whole) != 1 or there.get(whole[0][4], (0,))[0] != whole[0][3]:
            return False
        return sum(part[3] for part in rest) <= max(GROWN, whole[0][3])

    def write_all(self) -> None:
        """Write everything that is known here."""
        state, known = self.state, self.state.known()
        seen = [[d, n, vv] for (d, n), vv in sorted(state.batches().items())]
        header = device_rows.header(state, ALL, vv=known, seen=seen)
        name = sync_folder.file_name(self.name, self.device, ALL)
        size = self.put(name, header, state.every_line())
        gone = [part[4] for part in device_rows.parts(state)]
        device_rows.replace_parts(state, gone, (0, state.number, WHOLE_LEVEL, size, name))
        state.set_meta(all_vv=dumps(known))

    def write_parts(self, there: Mapping[str, Any]) -> None:
        """Write what is new since the last part, and again what is missing."""
        state, number = self.state, self.state.number
        mine = device_rows.parts(state)
        sent = max((part[1] for part in mine), default=0)
        rest = [part for part in mine if part[2] < WHOLE_LEVEL]
        missing = [part for part in rest if there.get(part[4], (0,))[0] != part[3]]
        if missing:  # and all after it, since a row may have been written again there
            self.write_part(missing[0][0], [p for p in rest if p[0] >= missing[0][0]], 0)
        elif number > sent:
            level = 0
            gone: list[tuple[int, int, int, int, str]] = []
            while len(small := [part for part in rest if part[2] == level]) + 1 >= MANY:
                level, gone = level + 1, small + gone
            self.write_part(gone[0][0] if gone else sent, gone, level)

    def write_part(
        self, first: int, gone: list[tuple[int, int, int, int, str]], level: int
    ) -> None:
        """Write the changes above a number in one file, in the place of others."""
        state, number = self.state, self.state.number
        header = device_rows.header(
            state, PART, first=first, last=number, seen=device_rows.seen_since(state, first)
        )
        name = sync_folder.file_name(self.name, self.device, f"{first:06}-{number:06}")
        records = device_rows.part_records(state, first, number)
        size = self.put(name, header, records)
        names = [part[4] for part in gone]
        device_rows.replace_parts(state, names, (first, number, level, size, name))

    def write_head(self, there: Mapping[str, Any], *, left: bool, anew: bool) -> None:
        """Write what this device says of itself, where that has changed, or once a day."""
        head = device_rows.head(self.state, self.at, left=left)
        before: dict[str, Any] = json.loads(self.state.meta("head", "{}"))
        same = {**head, "at": ""} == {**before, "at": ""}
        today = before.get("at", "")[:DAY] == self.at[:DAY]
        if same and today and self.head_name in there and not anew:
            return
        nonce = device_rows.new_nonce(self.state)
        self.put(self.head_name, {**head, "nonce": nonce}, ())
        self.state.set_meta(head=dumps(head))

    def put(self, name: str, header: dict[str, Any], records: Any) -> int:
        """Seal and write a file."""
        data = sync_folder.seal(header, records, self.key)
        size, mtime = sync_folder.put(self.folder, name, data)
        device_rows.look(self.state, name, size, mtime)
        self.written += size
        return size
