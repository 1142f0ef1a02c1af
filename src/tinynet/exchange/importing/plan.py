"""What an import does, or would do."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.exchange.documents import (
        ImportCounts,
        KnownCorrespondent,
        RecordCounts,
        UnknownCorrespondent,
    )

ACTIONS = ("new", "changed", "unchanged", "refused")  # of a row: a person, or what cannot be read
CHARACTER_LAST = "\U0010ffff"  # sorts behind every file's name
OTHERS = ("new", "changed", "unchanged")  # of notes, favours and places


@dataclass
class Correspondent:
    """Somebody in a conversation or calendar.

    Attributes:
        name: As the file calls them; may be empty.
        address: An e-mail address or a phone number, or "".
        line: Where they are named first.
        days: The days on which you were in touch, ISO.
    """

    name: str
    address: str
    line: int
    days: set[str] = field(default_factory=set)

    def to_json(self) -> UnknownCorrespondent:
        """The JSON: number of days, first and last."""
        return {
            "name": self.name,
            "address": self.address,
            "days": len(self.days),
            "first": min(self.days),
            "last": max(self.days),
        }


@dataclass
class ImportPlan:
    """What an import does: a row per person, with the columns of `import_.COLUMNS`, and counts.

    Attributes:
        file: The file's name.
        starts: For a folder the line at which each of its files begins, and its name.
        matched: Handle, name, by what, and how often, of correspondents who are here.
        unmatched: Those who are not.
        later: Whether something in the file is still to come.
        left: The contacts that stay as they were edited here; None for one that was taken out here.
    """

    file: str
    starts: list[tuple[int, str]] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    contacts: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    favours: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    matched: list[KnownCorrespondent] = field(default_factory=list)
    unmatched: list[UnknownCorrespondent] = field(default_factory=list)
    later: bool = False
    left: list[int | None] = field(default_factory=list)

    def add(
        self, action: str, handle: str = "", name: str = "", *, matched: str = "",
        fields: Iterable[str] = (), where: str, reason: str = "",
    ) -> None:  # fmt: skip
        """Add a row."""
        self.rows.append((action, handle, name, matched, ",".join(fields), where, reason))

    def refuse(self, where: str, reason: str) -> None:
        """Add a row for something unreadable at "file:line"."""
        file, _, line = where.rpartition(":")
        is_here = file == self.file and line.isdigit()
        self.add("refused", where=self.where(int(line)) if is_here else where, reason=reason)

    def warn(self, warnings: Iterable[str]) -> None:
        """Add warnings of a record, "line 5: ..."."""
        for warning in warnings:
            number, _, what = warning.removeprefix("line ").partition(": ")
            located = f"{self.where(int(number))}: {what}" if number.isdigit() else warning
            self.warnings.append(located)

    def refuse_later(self, on: str, line: int) -> None:
        """Refuse a contact that is still to come."""
        self.add("refused", where=self.where(line), reason=f"{on} is still to come")
        self.later = True

    def where(self, line: int) -> str:
        """File and line."""
        after = bisect_right(self.starts, (line, CHARACTER_LAST))
        if not after:
            return f"{self.file}:{line}"
        start, file = self.starts[after - 1]
        return f"{file}:{line - start + 1}"

    def counted(self) -> dict[str, Counter[str]]:
        """The counts by type of record."""
        return {
            "contacts": self.contacts,
            "notes": self.notes,
            "favours": self.favours,
            "places": self.places,
        }

    def document(self) -> ImportCounts:
        """The JSON document, without the rows."""
        actions = Counter(row[0] for row in self.rows)
        return {
            "new": actions["new"],
            "changed": actions["changed"],
            "unchanged": actions["unchanged"],
            "refused": actions["refused"],
            "contacts": {
                **record_counts(self.contacts), "already": self.contacts["already"],
                "left": self.contacts["left"], "taken_back": self.contacts["taken_back"],
            },
            "notes": record_counts(self.notes),
            "favours": record_counts(self.favours),
            "places": record_counts(self.places),
            "matched": self.matched,
            "unmatched": self.unmatched,
            "warnings": sorted(self.warnings, key=_by_line),
        }  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be read."""
        read = any(row[0] != "refused" for row in self.rows)
        return not (read or self.unmatched or any(self.counted().values()))


def record_counts(counts: Counter[str]) -> RecordCounts:
    """What became of notes, favours or places, as JSON."""
    return {
        "new": counts["new"], "changed": counts["changed"], "unchanged": counts["unchanged"],
    }  # fmt: skip


def _by_line(warning: str) -> tuple[str, int]:
    """Sort key of a warning "file:12: ..."; a diary is read from its end."""
    file, _, rest = warning.partition(":")
    line = rest.partition(":")[0]
    return (file, int(line)) if line.isdecimal() and line.isascii() else (file, 0)
