"""Find and replace mentions of a person in texts about others and in imported cards.

A relation to somebody who is only a name says nothing but that, so it can be taken out. A sentence
about somebody else cannot be decided by a program: it is found, and changed only when asked to.
"""

from __future__ import annotations

import _sqlite3 as sqlite3
import unicodedata
from collections import deque
from functools import cached_property
from itertools import islice

from tinynet.core.compiled_tables import TABLES
from tinynet.core.fields import OTHERS, OWN, in_order, table_named
from tinynet.core.names import first_name, fold
from tinynet.db import sql
from tinynet.db.store import json_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.db.store import Row, Store

    Place = tuple[str, str, str]

SOMEBODY = "somebody"
AT_ONCE = 100  # texts searched at once
OWNER = "person_id"
# In this order mentions are listed; the other tables follow.
ORDER = (
    "person", "detail", "tag", "fact", "note", "relation", "anniversary", "interaction", "origin",
    OTHERS,
)  # fmt: skip
WHERE = [table_named(name) for name in in_order(ORDER, (one["name"] for one in TABLES))]
# Every column that holds words about people. Names are not among them: those of others are theirs.
TEXTS = {one["name"]: one["texts"] for one in WHERE if one["texts"]}
UNOWNED = {one["name"] for one in WHERE if OWNER not in one["owners"]} - {"person"}
# A way to reach two people belongs to both: it is found, but never changed.
SHARED = {one["name"]: one["shared"] for one in WHERE if one["shared"]}
CARD = "record"  # the column that holds what was read, as JSON
CARD_TEXTS = (
    "notes", "extra", "role", "tags", "dates", "facts", "more", "file",
    *(field["record"] for field in OWN if field["text"]),
)  # fmt: skip


class Mention:
    """A text about somebody else that names the person.

    Attributes:
        table: Where it is.
        id: The row's number; the owner's where the rows have none.
        handle: Whose it is; "" for an interaction, which may be of several people.
        field: The column.
        text: The whole text.
    """

    def __init__(self, table: str, number: int, handle: str, field: str, text: str) -> None:
        self.table, self.id, self.handle, self.field = table, number, handle, field
        self.text = text

    @property
    def place(self) -> Place:
        """What finds it in any copy of the database, where its row may have another number."""
        return self.table, self.field, self.text


class SearchTerms:
    """The names and ids by which texts refer to a person.

    Attributes:
        names: Their names, folded.
        ids: The ids of their cards, which other cards refer to.
        words: Full names, e-mail addresses, telephones, as they are written.
        short: First names and nicknames, which others may have, too.
    """

    def __init__(
        self, names: set[str], ids: set[str], words: set[str], short: Iterable[str] = ()
    ) -> None:
        self.names, self.ids, self.words = names, ids, words
        self.short = set(short) - {""}

    @classmethod
    def of(cls, store: Store, people: Sequence[int]) -> SearchTerms:
        """The terms for one person with these ids."""

        def of_them(statement: Any) -> set[str]:
            return {row[0] for row in store.rows(statement, people=json_list(people))}

        names = of_them(sql.names_of_these)
        folded = {fold(name) for name in names}
        return cls(
            folded,
            of_them(sql.ids_elsewhere) - {""},
            names | folded | of_them(sql.reached_by),
            of_them(sql.nicknamed) | set(map(first_name, names)),
        )

    def add(self, other: SearchTerms) -> SearchTerms:
        """These terms and another's."""
        return SearchTerms(
            self.names | other.names,
            self.ids | other.ids,
            self.words | other.words,
            self.short | other.short,
        )

    def are(self, name: str | None) -> bool:
        """Whether a text is one of their names, or the id of one of their cards."""
        return name is not None and (fold(name) in self.names or name in self.ids)

    def pattern(self) -> WordPattern:
        """A pattern that finds any of the terms."""
        return WordPattern({word for word in self.words if word})

    def short_pattern(self) -> WordPattern | None:
        """The same for what they are called for short; None where that is nothing."""
        return WordPattern(self.short) if self.short else None


class WordPattern:
    """A pattern that finds any of some words or names, whole, in any case and spacing.

    Nearly no text holds one, and to see that takes 30 times as long with a regular expression as by
    looking for the longest part of each as it is, in texts without upper case.

    Args:
        words: What it finds.
    """

    def __init__(self, words: set[str]) -> None:
        forms = words | {unicodedata.normalize(form, w) for w in words for form in ("NFC", "NFD")}
        self.forms = sorted(forms, key=lambda form: (-len(form), form))  # the longest first
        self.parts = {_without_case(max(form.split(), key=len, default="")) for form in forms}

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """The regular expression, made for the first text that may hold one."""
        import re

        return re.compile("|".join(map(_whole, self.forms)), re.IGNORECASE)

    def may_be_in(self, text: str) -> bool:
        """Whether a text may hold one; where this says no, it holds none."""
        lower = _without_case(text)
        return any(part in lower for part in self.parts)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in a text."""
        return self.exact.search(text) if self.may_be_in(text) else None

    def sub(self, by: str, text: str) -> str:
        """A text with all of them replaced."""
        return self.exact.sub(by, text) if self.may_be_in(text) else text


def _without_case(text: str) -> str:
    """A text in which letters are alike wherever a regular expression takes them to be alike.

    Besides what `casefold` does, a Turkish i is any i to it.
    """
    return text.replace("\u0130", "i").replace("\u0131", "i").casefold()


def _whole(word: str) -> str:
    """A pattern for a whole word; in scripts without spaces it may stand anywhere."""
    import re

    before = r"(?<!\w)" if word[0].isdigit() or word[0].lower() != word[0].upper() else ""
    after = r"(?!\w)" if word[-1].isdigit() or word[-1].lower() != word[-1].upper() else ""
    return before + r"\s+".join(map(re.escape, word.split())) + after


def take_out(store: Store, needles: SearchTerms) -> None:
    """Remove a name from relations by name, and from what others' cards say of their people."""
    for number, name in store.rows(sql.relations_by_name):
        if needles.are(name):
            store.run(sql.drop_relation, relation=number)
    for number, _, record in store.rows(sql.texts_origin_record):
        card = parsed(record)
        without = dict(card)
        if "relations" in card:
            without["relations"] = [r for r in card["relations"] if not needles.are(r.get("name"))]
        if needles.are(card.get("met_via")):
            del without["met_via"]
        if without != card:
            store.run(sql.set_text_origin_record, key_0=number, text=written(without))


def parsed(card: str) -> Any:
    """An imported card as it was read."""
    import json  # most have none, and importing it takes longer than all their texts

    return json.loads(card)


def written(card: Any) -> str:
    """An imported card as it is stored."""
    import json

    return json.dumps(card, ensure_ascii=False)


def find(store: Store, needles: SearchTerms) -> tuple[list[Mention], list[Mention]]:
    """Find the texts that mention the person, in the order of the tables.

    Returns:
        Those that do, and others in which they, or somebody else, may be called for short.
    """
    pattern, short = needles.pattern(), needles.short_pattern()
    either = [pattern, short] if short else [pattern]
    found = list(_found(store, either, TEXTS))  # in one walk, which takes as long as two searches
    named = [mention for mention, _, _, by in found if by is pattern]
    named += [mention for mention, *_ in _found(store, [pattern], SHARED)]
    return named, [mention for mention, _, _, by in found if by is not pattern]


def read_all(store: Store) -> None:
    """Read every text, so that one which cannot be read any more raises SQLite's error."""
    for table in TEXTS.keys() | SHARED.keys():
        joined = _joined(store, table)
        for field in (*TEXTS.get(table, ()), *SHARED.get(table, ())):
            if field not in joined:
                deque(store.each(getattr(sql, f"texts_{table}_{field}")), maxlen=0)


def replace(store: Store, pattern: WordPattern, chosen: Collection[Place] | None = None) -> None:
    """Replace mentions by "somebody", unless that would make a duplicate row.

    Args:
        store: Open to write.
        pattern: What is replaced.
        chosen: The only texts in which it is; None for all.
    """
    if chosen is not None and not chosen:
        return
    for mention, key, text, _ in list(_found(store, [pattern], TEXTS)):
        if chosen is not None and mention.place not in chosen:
            continue
        where = {f"key_{number}": value for number, value in enumerate(key)}
        store.run(getattr(sql, f"set_text_{mention.table}_{mention.field}"), text=text, **where)


def _found(
    store: Store, patterns: Sequence[WordPattern], columns: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Mention, list[Any], str, WordPattern]]:
    """Yield each mention, the key of its row, the text without it, and the first pattern in it."""
    handles: dict[int, str] = {}
    for table, field in _likely_columns(store, patterns, columns):
        texts = store.each(getattr(sql, f"texts_{table}_{field}"))
        for *key, text in _likely(texts, field, patterns):
            for pattern in patterns:
                without = _without(field, text, pattern)
                if without != text:
                    handles = handles or dict(store.rows(sql.handles))
                    handle = "" if table in UNOWNED else handles[key.pop()]
                    yield Mention(table, key[0], handle, field, text), key, without, pattern
                    break


def _likely_columns(
    store: Store, patterns: Sequence[WordPattern], columns: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """The columns, skipping those without a mention."""
    for table, fields in columns.items():
        joined = _joined(store, table)
        for field in fields:
            whole = joined.get(field)
            if whole is None or any(pattern.may_be_in(whole) for pattern in patterns):
                yield table, field


def _joined(store: Store, table: str) -> dict[str, str]:
    """All texts in a column as one, for each that need not be read one by one."""
    statement = getattr(sql, f"joined_{table}", None)  # none where there are cards only
    try:
        found = store.records(statement) if statement else [{}]
    except sqlite3.DataError:  # longer than a text may be in SQLite
        return {}
    return {field: text or "" for field, text in found[0].items()}


def _likely(rows: Iterator[Row], field: str, patterns: Sequence[WordPattern]) -> Iterator[Row]:
    """The rows, skipping whole batches without a mention: a third faster than one by one."""
    while many := list(islice(rows, AT_ONCE)):
        text = "" if field == CARD else "\0".join([row[-1] for row in many])
        if field == CARD or any(pattern.search(text) for pattern in patterns):
            yield from many


def _without(field: str, text: str, pattern: WordPattern) -> str:
    """Replace the person by "somebody" in a text, or in the texts of a card."""
    if field != CARD:
        return pattern.sub(SOMEBODY, text)

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(SOMEBODY, value)
        if isinstance(value, list):
            return [walk(item) for item in value]
        return {k: walk(v) for k, v in value.items()} if isinstance(value, dict) else value

    card = parsed(text)
    without = card | {key: walk(card[key]) for key in CARD_TEXTS if key in card}
    return text if without == card else written(without)
