"""Generated documents of tinynet's own JSON, and their import and export."""

from __future__ import annotations

import json
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from command_line import Tinynet
from hypothesis import strategies as st

from tinynet.core.first_kinds import FIRST_KINDS

NAMES = (
    "Anne Baker", "Zoë Ørsted-Çelik", "Ирина Соколова", "Ελένη Παππά", "山田 太郎", "김민서",
    "نور الدين", "רות לוי", "प्रिया शर्मा", "สมชาย ใจดี", "ნინო", "👩\u200d🚀 Ada", "Dr. O'Neil, Jr.",
    "[b]Bob[/b] *Marsh*", "=cmd()|' /C calc'!A0", "Tab\u00a0Space",
)  # fmt: skip
HOSTILE = (
    "", " ", '"quoted", \\back\\', "two\nlines\r\nand a tab\t", "\x1b[31mred\x1b[0m", "\u202eevil",
    "\u2028\u2029\x85\x7f", "</script>", "=1+1", "[link=x]y[/link]", "💥" * 20, "{", "null",
    "\ufeff",
)  # fmt: skip
RECORD = '{"file": "a.vcf", "source": "vcard", "fingerprint": "f", "line": 1, "name": "A"}'
TAGS = ("running", "été", "book-club", "x")
PARTIAL = ("1980-04-12", "1980-04", "1980", "--04-12", "--04", "1999~", "--02-29", "1970-01~")
DAYS = ("1999-12-31", "2024-02-29", "2025-06-01", "2026-02-28", "2026-03-01")
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
)
KINDS = [
    {"id": n, "name": name, "in_person": in_person, "minutes": minutes, "weight": weight}
    for n, (name, in_person, minutes, weight) in enumerate(FIRST_KINDS, 1)
]


def filled(**fields: Any) -> dict[str, Any]:
    """A record without None values, as in documents."""
    return {name: value for name, value in fields.items() if value is not None}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Generate a document as an export writes it, with up to five people."""

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    def several(make: Any, most: int = 4) -> list[dict[str, Any]]:
        ids = sorted(draw(st.sets(st.integers(1, 999), max_size=most)))
        return [make(number) for number in ids]

    day, partial = st.sampled_from(DAYS), st.sampled_from(PARTIAL)
    kinds = KINDS[draw(st.integers(0, 3)) :]
    kinds += draw(st.sampled_from([[], [filled(id=77, name="padel", in_person=True, minutes=90,
                                               weight=1.25)]]))  # fmt: skip
    kind = st.sampled_from([kind["name"] for kind in kinds])
    numbers = sorted(draw(st.sets(st.integers(1, 99), max_size=5)))
    handles = [f"h-{number}" for number in numbers]
    nicknames = iter(sorted(draw(st.sets(st.integers(1, 99), max_size=5))))
    people = [
        filled(
            id=number,
            handle=handle,
            name=draw(st.sampled_from(NAMES)),
            uid=str(draw(st.uuids())),
            circle=maybe(st.sampled_from(["inner", "close", "friends", "village"])),
            every_days=maybe(st.integers(0, 3660)),
            met_how=maybe(TEXTS),
            met_at=maybe(TEXTS),
            met_on=maybe(partial),
            met_via=maybe(st.sampled_from(sorted({*handles} - {handle}) or [None])),
            organisation=maybe(TEXTS),
            title=maybe(TEXTS),
            added_on=draw(day),
            counts_from=draw(day),
            snoozed_until=maybe(day),
            paused_until=maybe(st.just("9999-12-31")),
            archived_on=maybe(day),
            nicknames=[{"id": n, "name": draw(TEXTS)} for n in islice(nicknames, 2)] or None,
            tags=sorted(draw(st.sets(st.sampled_from(TAGS)))) or None,
        )
        for number, handle in zip(numbers, handles, strict=True)
    ]
    who = st.sampled_from(handles or [""])
    pair = st.lists(who, min_size=2, max_size=2, unique=True)

    def of_people(make: Any, least: int = 1, most: int = 4) -> list[dict[str, Any]]:
        return several(make, most) if len(handles) >= least else []

    def there() -> list[str] | None:
        chosen = draw(st.sets(who, max_size=3)) if handles else set()
        return sorted(chosen, key=handles.index) or None

    def relation(number: int) -> dict[str, Any]:
        one, other = draw(pair)
        named = draw(st.booleans())
        return filled(
            id=number,
            person=one,
            relation=draw(st.sampled_from(["spouse", "vet"])),
            other=None if named else other,
            other_name=draw(TEXTS) if named else None,
        )

    keys = iter(f"{n:02}" for n in range(99))
    source = st.sampled_from(["mbox", "ics"])
    trace = st.fixed_dictionaries({"source": source, "fingerprint": TEXTS})
    interactions = several(
        lambda number: filled(
            id=number,
            on=draw(day),
            kind=draw(kind),
            minutes=maybe(st.integers(1, 1440)),
            place=maybe(TEXTS),
            note=maybe(TEXTS),
            deep=maybe(st.just(value=True)),
            by=maybe(st.sampled_from(["me", "them"])),
            attempt=maybe(st.just(value=True)),
            occasion=maybe(TEXTS),
            people=there(),
            tags=sorted(draw(st.sets(st.sampled_from(["food", "walk"])))) or None,
            traces=[draw(trace) | {"key": next(keys)} for _ in range(draw(st.integers(0, 1)))]
            or None,
        ),
        6,
    )
    happened = st.sampled_from([one["id"] for one in interactions] or [None])
    places = [filled(id=1, name="The Red Lion", same_as=maybe(st.just("Lisboa"))),
              filled(id=2, name="Lisboa")]  # fmt: skip
    dismissed = sorted(draw(pair), key=handles.index) if len(handles) > 1 else []
    return {
        "tinynet": 2,
        "kinds": kinds,
        "people": people,
        "details": of_people(
            lambda n: filled(id=n, person=draw(who), label=maybe(st.just("work")),
                             what=draw(st.sampled_from(["email", "phone", "url", "address", "im"])),
                             value=draw(TEXTS))
        ),
        "facts": of_people(lambda n: {"id": n, "person": draw(who), "key": f"k{n}",
                                      "value": draw(TEXTS)}),
        "notes": of_people(lambda n: filled(id=n, person=draw(who), on=draw(day), text=draw(TEXTS),
                                            next_time=maybe(st.just(value=True)),
                                            done_on=maybe(day))),
        "relations": of_people(relation, 2),
        "anniversaries": of_people(lambda n: {"id": n, "person": draw(who), "on": draw(partial),
                                              "what": draw(st.sampled_from(["birthday", "x"]))}),
        "origins": of_people(lambda n: {"id": n, "person": draw(who), "source": "vcard",
                                        "source_id": draw(TEXTS), "fingerprint": "f",
                                        "record": RECORD}, 1, 2),
        "interactions": interactions,
        "traces": draw(st.sampled_from([[], [{"source": "ics", "key": "z", "fingerprint": "f"}]])),
        "remarks": several(lambda n: {"id": n, "on": draw(day), "text": draw(TEXTS)}, 2),
        "places": draw(st.sampled_from([[], places])),
        "occasions": several(lambda n: filled(id=n, name=f"dinner {n}", on=draw(day),
                                              cost=maybe(st.integers(0, 10**6)),
                                              drained=maybe(st.booleans())), 2),
        "plans": several(lambda n: filled(id=n, kind=draw(kind), made_on=draw(day),
                                          by_on=maybe(day), note=maybe(TEXTS),
                                          said_by=maybe(st.sampled_from(["me", "them"])),
                                          done_on=maybe(day), interaction=maybe(happened),
                                          people=there()), 3),
        "favours": of_people(lambda n: {"id": n, "person": draw(who), "on": draw(day),
                                        "way": draw(st.sampled_from(["gave", "got"])),
                                        "text": draw(TEXTS)}),
        "introductions": of_people(
            lambda n: filled(id=n, **dict(zip(("one", "other"), draw(pair), strict=True)),
                             on=draw(day), note=maybe(TEXTS),
                             outcome=maybe(st.sampled_from(["met", "stuck", "faded"]))), 2),
        "cards": of_people(lambda n: {"id": n, "person": draw(who), "what": f"fact:{n}",
                                      "due": "2026-03-01T08:00:00", "state": '{"stability": 2.5}'}),
        "dismissals": [{"one": dismissed[0], "other": dismissed[1]}] if dismissed else [],
    }  # fmt: skip


def export(tinynet: Tinynet) -> str:
    """The document of a database."""
    return tinynet.ok("export json").out


def take_in(tinynet: Tinynet, document: Any, *more: str, name: str = "told.json") -> Any:
    """Import a document or a broken one."""
    path = Path(tinynet.folder) / name
    data = document if isinstance(document, bytes | str) else json.dumps(document)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return tinynet(["import", "json", str(path), *more])


def check_round_trip(document: dict[str, Any]) -> None:
    """Check that an imported document is exported unchanged, and imported again without effect."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = Tinynet(Path(folder, "1")), Tinynet(Path(folder, "2"))
        one.folder.mkdir()
        two.folder.mkdir()
        done = take_in(one, document)
        assert done.code == 0, done.err
        told = export(one)
        assert json.loads(told) == document
        assert take_in(two, told).code == 0
        assert export(two) == told
        nothing = dict.fromkeys(document.keys() - {"tinynet"}, 0)
        assert take_in(two, told, "--json").json["added"] == nothing
        assert export(two) == told
