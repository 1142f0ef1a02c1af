"""What is found, against a plain scan in Python over the same records."""

# ruff: noqa: RUF001  other scripts are what it is about

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tinynet.core.names import fold
from tinynet.db import create
from tinynet.db.store import Store
from tinynet.search import rows
from tinynet.search.rules import digits_of, parts

SCRIPTS = {
    "latin": "the Red Lion CAFÉ Cafe\u0301 ﬁne Straße ǅ",
    "turkish": "İstanbul ışık Iğdır",
    "greek": "Σίσυφος ΟΔΟΣ 𝚺𝛔",
    "cyrillic": "Москва ёлка ЙОД",
    "hebrew": "שָׁלוֹם חבר",
    "arabic": "مَرْحَبًا ﷺ ١٢٣",
    "devanagari": "नमस्ते दोस्त",
    "thai": "สวัสดี เพื่อน",
    "hangul": "한국 하나 ㅎㅏ",
    "han": "東京 カﾞ ㌔",
    "signs": '100% a_b 5" ½ 🎂 ❤\ufe0f ´x \u00a0y \t. \n 020-7946 +44',
}
LETTERS = st.sampled_from(sorted(SCRIPTS)).map(SCRIPTS.__getitem__)
WORD = LETTERS.flatmap(lambda script: st.text(script, min_size=1, max_size=4))
WHOLE = LETTERS.map(str.split).flatmap(st.sampled_from)
TEXT = st.lists(WORD | WHOLE, min_size=1, max_size=5).map(" ".join)
MAYBE = st.none() | TEXT
DAY = st.integers(1, 9).map(lambda day: f"2026-03-0{day}")
PERSON = st.integers(1, 3)

# Each kind of record: its table, its columns, and its text, from those.
TABLES: dict[str, tuple[str, dict[str, Any], str]] = {
    "nickname": ("nickname", {"name": TEXT}, "{name}"),
    "address": ("detail", {"what": "address", "value": TEXT, "label": "", "key": ""}, "{value}"),
    "phone": ("detail", {"what": "phone", "value": TEXT, "label": "", "key": ""}, "{value}"),
    "tag": ("tag", {"name": TEXT}, "{name}"),
    "fact": ("fact", {"key": TEXT, "value": TEXT}, "{key}: {value}"),
    "note": ("note", {"on": DAY, "text": TEXT, "next_time": 0}, "{text}"),
    "next": ("note", {"on": DAY, "text": TEXT, "next_time": 1}, "{text}"),
    "relation": ("relation", {"relation": TEXT, "other_name": TEXT}, "{relation}: {other_name}"),
    "favour": ("favour", {"on": DAY, "text": TEXT, "way": "got"}, "{text}"),
}
RECORD = st.sampled_from(sorted(TABLES)).flatmap(
    lambda what: st.tuples(
        st.just(what),
        PERSON,
        st.fixed_dictionaries(
            {k: st.just(v) if isinstance(v, str | int) else v for k, v in TABLES[what][1].items()}
        ),
    )
)
CONTACT = st.fixed_dictionaries(
    {"on": DAY, "kind": TEXT, "occasion": MAYBE, "place": MAYBE, "note": MAYBE,
     "tags": st.lists(TEXT, max_size=2, unique=True), "people": st.sets(PERSON, min_size=1)}
)  # fmt: skip
OWN = st.fixed_dictionaries(
    {"name": TEXT, "title": MAYBE, "organisation": MAYBE, "met_how": MAYBE, "met_at": MAYBE,
     "met_on": st.sampled_from([None, "2026", "2026-03~", "--03-04", "2026-03-04"])}
)  # fmt: skip


class World:
    """A database, and every record in it as (what, id, text, day, people)."""

    def __init__(self, people: Any, records: Any, contacts: Any) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        create.fill(connection, "")
        self.connection, self.store = connection, Store(connection, {})
        self.known: list[tuple[Any, ...]] = []
        for who, own in enumerate(people, 1):
            self.put("person", id=who, handle=f"p{who}", search="", added_on="2026-01-01",
                     counts_from="2026-01-01", **own)  # fmt: skip
            self.know("name", who, own["name"], None, who)
            for what, one, other in (("work", "title", "organisation"),
                                     ("met", "met_how", "met_at")):  # fmt: skip
                said = ", ".join(text for text in (own[one], own[other]) if text is not None)
                self.know(what, who, said, own["met_on"] if what == "met" else None, who)
        for what, who, columns in records:
            table, _, text = TABLES[what]
            if table == "tag" and (what, 0, columns["name"], None, [who]) in self.known:
                continue
            unique = {"key": f"{columns['key']} {len(self.known)}"} if what == "fact" else {}
            number = self.put(table, person_id=who, **(columns | unique))
            said = text.format(**(columns | unique))
            self.know(what, 0 if table == "tag" else number, said, columns.get("on"), who)
        for number, one in enumerate(contacts, 1):
            kind = self.put("kind", name=f"{one['kind']} {number}", in_person=1, minutes=1,
                            weight=1)  # fmt: skip
            texts = {key: one[key] for key in ("occasion", "place", "note")}
            self.put("interaction", id=number, kind_id=kind, on=one["on"], deep=0, attempt=0,
                     **texts)  # fmt: skip
            for who in one["people"]:
                self.put("participant", person_id=who, day=1, interaction_id=number, minutes=0)
            for tag in one["tags"]:
                self.put("interaction_tag", interaction_id=number, name=tag)
            tags = " ".join(sorted(one["tags"], key=str.encode)) or None
            said = [f"{one['kind']} {number}", *texts.values(), tags]
            whole = "\n".join(text for text in said if text is not None)
            self.know("interaction", number, whole, one["on"], *sorted(one["people"]))

    def close(self) -> None:
        self.connection.close()

    def put(self, table: str, **columns: Any) -> int:
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" for _ in columns)
        text = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        return self.connection.execute(text, tuple(columns.values())).lastrowid or 0

    def know(self, what: str, number: int, text: str, day: str | None, *who: int) -> None:
        self.known.append((what, number, text, day, list(who)))

    def scanned(
        self, query: str, who: list[int] | None, since: str | None
    ) -> list[tuple[Any, ...]]:
        """What a plain scan finds."""

        def fits(what: str, text: str) -> bool:
            in_number = [
                what == "phone" and set(word) <= set("+-()./ 0123456789") and digits_of(word)
                for word in parts(query)
            ]
            return all(
                word in fold(text) or (digits and digits in digits_of(text))
                for word, digits in zip(parts(query), in_number, strict=True)
            )

        def in_time(day: str | None) -> bool:
            return since is None or (
                day is not None and day.rstrip("~") >= since[: len(day.rstrip("~"))]
            )

        return sorted(
            (what, number, text, day, people)
            for what, number, text, day, people in self.known
            if fits(what, text) and in_time(day) and (who is None or set(who) & set(people))
        )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(OWN, min_size=3, max_size=3),
    st.lists(RECORD, max_size=12),
    st.lists(CONTACT, max_size=5),
    st.tuples(st.none() | st.lists(PERSON, max_size=2), st.none() | DAY),
    st.data(),
)
def test_what_is_found_is_what_a_plain_scan_finds(people, records, contacts, asked_for, data):
    who, since = asked_for
    with closing(World(people, records, contacts)) as world:
        text = data.draw(st.sampled_from([record[2] for record in world.known]) | TEXT)
        start = data.draw(st.integers(0, max(len(text) - 1, 0)))
        query = text[start : start + data.draw(st.integers(1, 12))]
        query = data.draw(st.sampled_from([query, f'"{query}"', query.upper(), query.lower()]))
        assume(parts(query))
        asked = {"who": who, "since": since, "until": None}
        total, hits = rows.find(world.store, parts(query), rows.WHATS, most=-1, **asked)
        found = sorted((hit.what, hit.id, hit.text, hit.on, hit.people) for hit in hits)
        assert found == world.scanned(query, who, since)
        assert total == len(hits)
        least = data.draw(st.integers(1, 3))
        fewer, first = rows.find(world.store, parts(query), rows.WHATS, most=least, **asked)
        assert (fewer, [hit.order for hit in first]) == (total, [hit.order for hit in hits[:least]])
