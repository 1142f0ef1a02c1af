"""Where else somebody is named: in what is written about others, and in what was read of them.

A relation to somebody who is only a name says nothing but that, so it can be taken out. A sentence
about somebody else cannot be decided by a program: it is found, and changed only when asked to.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from tinynet.core.compiled_tables import TABLES
from tinynet.core.fields import OTHERS, OWN, in_order, table_called
from tinynet.core.names import fold
from tinynet.db.schema import METADATA
from tinynet.db.tables import Detail, Origin, Person, Relation

SOMEBODY = "somebody"
OWNER = "person_id"
# In this order mentions are listed; the other tables follow.
ORDER = (
    "person", "detail", "tag", "fact", "note", "relation", "anniversary", "interaction", "origin",
    OTHERS,
)  # fmt: skip
WHERE = [table_called(name) for name in in_order(ORDER, (one["name"] for one in TABLES))]
# Every column that holds words about people. Names are not among them: those of others are theirs.
TEXTS = {one["name"]: one["texts"] for one in WHERE if one["texts"]}
UNOWNED = {one["name"] for one in WHERE if OWNER not in one["owners"]}
# A way to reach two people belongs to both: it is found, but never changed.
SHARED = {one["name"]: one["shared"] for one in WHERE if one["shared"]}
CARD = "record"  # the column that holds what was read, as JSON
CARD_TEXTS = (
    "notes", "extra", "role", "tags", "dates", "facts", "more", "file",
    *(field["record"] for field in OWN if field["text"]),
)  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """A text about somebody else that names a person.

    Attributes:
        table: Where it is.
        id: The row's number; the owner's where the rows have none.
        handle: Whose it is; "" for an interaction, which may be of several people.
        field: The column.
    """

    table: str
    id: int
    handle: str
    field: str


@dataclass
class Needles:
    """What somebody is named by, as it is written in texts."""

    names: set[str]  # folded
    ids: set[str]  # of their cards, which other cards refer to
    words: set[str]  # full names, e-mail addresses, telephones, as they are written

    @classmethod
    def of(cls, session: Session, people: Iterable[int]) -> Needles:
        """What the people with these ids are named by; they are one person's rows."""
        execute = session.connection().execute
        ids = list(people)
        names = execute(select(col(Person.name)).where(col(Person.id).in_(ids))).scalars().all()
        reach = select(col(Detail.value)).where(
            col(Detail.person_id).in_(ids), col(Detail.what).in_(("email", "phone"))
        )
        cards = select(col(Origin.source_id)).where(col(Origin.person_id).in_(ids))
        return cls(
            {fold(name) for name in names},
            set(execute(cards).scalars()) - {""},
            {*names, *map(fold, names), *execute(reach).scalars()},
        )

    def add(self, other: Needles) -> Needles:
        """These and those of another."""
        return Needles(self.names | other.names, self.ids | other.ids, self.words | other.words)

    def are(self, name: str | None) -> bool:
        """Whether that is their name, or the id of a card of theirs."""
        return name is not None and (fold(name) in self.names or name in self.ids)

    def pattern(self) -> re.Pattern[str]:
        """Finds any of the words in a text: as a whole, whatever their case and spaces."""
        words = {word for word in self.words if word}
        forms = words | {unicodedata.normalize(form, w) for w in words for form in ("NFC", "NFD")}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        return re.compile("|".join(map(_whole, longest_first)), re.IGNORECASE)


def _whole(word: str) -> str:
    """A word as a pattern; in a script that has no spaces between words it may stand anywhere."""
    before = r"(?<!\w)" if word[0].isdigit() or word[0].lower() != word[0].upper() else ""
    after = r"(?!\w)" if word[-1].isdigit() or word[-1].lower() != word[-1].upper() else ""
    return before + r"\s+".join(map(re.escape, word.split())) + after


def take_out(session: Session, needles: Needles) -> None:
    """Take a name out of what is related to it: relations by name, and those in others' cards."""
    execute = session.connection().execute
    rows = execute(
        select(col(Relation.id), col(Relation.other_name)).where(
            col(Relation.other_name).is_not(None)
        )
    )
    gone = [number for number, name in rows if needles.are(name)]
    execute(delete(Relation).where(col(Relation.id).in_(gone)))
    for number, record in execute(select(col(Origin.id), col(Origin.record))).all():
        card = json.loads(record)
        kept = [r for r in card.get("relations", []) if not needles.are(r.get("name"))]
        if len(kept) < len(card.get("relations", [])):
            execute(
                update(Origin)
                .where(col(Origin.id) == number)
                .values(record=written(card | {"relations": kept}))
            )


def written(card: Any) -> str:
    """A card as it is kept."""
    return json.dumps(card, ensure_ascii=False)


def find(session: Session, pattern: re.Pattern[str]) -> list[Mention]:
    """Every text that mentions them, in the order of the tables."""
    return [mention for mention, _, _ in _found(session, pattern, TEXTS, SHARED)]


def replace(session: Session, pattern: re.Pattern[str]) -> None:
    """Put "somebody" wherever they are mentioned; a row that would be there twice stays."""
    for mention, row, text in list(_found(session, pattern, TEXTS)):
        table = METADATA.tables[mention.table]
        session.connection().execute(
            update(table).prefix_with("OR IGNORE").where(*row).values({mention.field: text})
        )


def _found(
    session: Session, pattern: re.Pattern[str], *columns: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Mention, list[Any], str]]:
    """Each mention, what its row is found by, and the text without it."""
    execute = session.connection().execute
    people = execute(select(col(Person.id), col(Person.handle)))
    handles = {row.id: row.handle for row in people}
    for name, field in ((n, f) for some in columns for n, fields in some.items() for f in fields):
        table = METADATA.tables[name]
        keys = list(table.primary_key.columns)
        owner = "id" if name == "person" else None if name in UNOWNED else OWNER
        chosen = select(*keys, *([table.c[owner]] if owner else []), table.c[field])
        for *key, text in execute(chosen.where(table.c[field].is_not(None))):
            without = _without(field, text, pattern)
            if without != text:
                handle = handles[key.pop()] if owner else ""
                row = [column == value for column, value in zip(keys, key, strict=True)]
                yield Mention(name, key[0], handle, field), row, without


def _without(field: str, text: str, pattern: re.Pattern[str]) -> str:
    """A text with "somebody" for them; of a card, the texts in it."""
    if field != CARD:
        return pattern.sub(SOMEBODY, text)

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(SOMEBODY, value)
        if isinstance(value, list):
            return [walk(item) for item in value]
        return {k: walk(v) for k, v in value.items()} if isinstance(value, dict) else value

    card = json.loads(text)
    without = card | {key: walk(card[key]) for key in CARD_TEXTS if key in card}
    return text if without == card else written(without)
