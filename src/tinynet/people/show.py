"""tinynet show: one person on one screen."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import ShowPhoto, Whos
    from tinynet.contacts.documents import Interaction
    from tinynet.db.sql import FactsOfRecord
    from tinynet.db.store import Store
    from tinynet.people.documents import (
        Note,
        PhotoDocument,
        Relation,
        ShowDocument,
        ShownPerson,
        YearlyDay,
    )
    from tinynet.plans.documents import KeptFavour

EXAMPLES = (
    "tinynet show anne",
    "tinynet show anne --photo                the photo of an imported card",
    "tinynet show anne --json | jq .facts",
)
TALKS = 5  # of what happened last


def run(
    env: Env, who: Whos = (), *, photo: ShowPhoto = False
) -> Answer[ShowDocument | PhotoDocument]:
    """Who somebody is, how you met, their family, facts, dates, and your last five contacts."""
    from tinynet.cli.find_people import find_one
    from tinynet.friendship.dates_ahead_rows import planned
    from tinynet.friendship.why import tie_of

    store = env.reading()
    found = find_one(env, store, who)
    if photo:
        from tinynet.people.show_photo import photo_of

        shown = photo_of(env, store, found)
        store.close()
        return shown
    dates = dates_of(store, found.id, env.today)
    born = next((day["on"] for day in dates if day["what"] == "birthday"), None)
    facts = store.records(sql.facts_of, who=found.id)
    document: ShowDocument = {
        "person": person_of(store, found.id, born, env.today),
        "tie": tie_of(env, store, found.id),
        "relations": relations_of(store, found.id),
        "facts": facts_by_key(facts),
        "fact_rows": facts,
        "notes": notes_of(store, found.id),
        "interactions": last_of(store, found.id),
        "dates": dates,
        "plans": [
            planned(record, env.today)
            for record in store.records(sql.plans_with, who=found.id, all=0)
        ],
        "favours": favours_of(store, found.id),
    }
    # On a screen alone: agents may not read imported cards, and programs ask for the photo itself.
    has_photo = env.output == "human" and store.value(sql.photo_of, who=found.id)
    store.close()
    photos = [f"tinynet show {found.handle} --photo"] if has_photo else []
    return Answer("people.show", document, plain=lines(document), message=photos)


def person_of(store: Store, who: int, born: str | None, today: date) -> ShownPerson:
    """The person's own row, names, tags and contact methods."""
    from tinynet.core.partial import age_on

    return {
        **store.records(sql.whole_person, who=who)[0],
        "nicknames": [name for (name,) in store.rows(sql.nicknames_of, who=who)],
        "details": store.records(sql.details_of, who=who),
        "tags": [name for (name,) in store.rows(sql.tags_of, who=who)],
        "birthday": born,
        "age": age_on(born, today) if born else None,
    }


def relations_of(store: Store, who: int) -> list[Relation]:
    """Relations of this person, recorded from either side.

    Returns:
        Records with id, relation, handle (None where only a name is known) and name.
    """
    from tinynet.core.relations import inverse

    return [
        {
            "id": number,
            "relation": relation if seen else inverse(relation),
            "handle": handle,
            "name": name,
        }
        for number, relation, seen, handle, name in store.rows(sql.relations_of, who=who)
    ]


def facts_by_key(rows: Sequence[FactsOfRecord]) -> dict[str, str]:
    """Facts by their keys; several values of one are joined, and what is done is left out."""
    values_of: dict[str, list[str]] = {}
    for row in rows:
        if row["done_on"] is None:
            values_of.setdefault(row["key"], []).append(row["value"])
    return {key: ", ".join(values) for key, values in values_of.items()}


def notes_of(store: Store, who: int) -> list[Note]:
    """All notes, newest first."""
    notes = store.records(sql.notes_of, who=who)
    notes.sort(key=lambda note: (note["on"], note["id"]), reverse=True)
    return [{**note, "next_time": bool(note["next_time"])} for note in notes]


def last_of(store: Store, who: int) -> list[Interaction]:
    """The last five interactions, with the keys of `history`."""
    from tinynet.contacts.history import ANYTHING, COLUMNS

    rows = store.rows(sql.history_with, first=who, others="[]", limit=TALKS, **ANYTHING)
    return records(COLUMNS, rows)


def favours_of(store: Store, who: int) -> list[KeptFavour]:
    """Help given and received, the latest first: id, way (gave, got), on, text."""
    found = store.records(sql.favours, who=who)
    return [
        {"id": one["id"], "way": one["way"], "on": one["on"], "text": one["text"]} for one in found
    ]


def dates_of(store: Store, who: int, today: date) -> list[YearlyDay]:
    """Yearly days, nearest first.

    Returns:
        Records with what, on (a partial date), next_on (ISO, None where month or day is not
        known) and the age reached then (None where the year is not known).
    """
    from tinynet.core.partial import age_on, next_on

    dates: list[YearlyDay] = []
    for what, on in store.rows(sql.dates_of, who=who):
        coming = next_on(on, today)
        dates.append(
            {
                "what": what,
                "on": on,
                "next_on": coming.isoformat() if coming else None,
                "age": age_on(on, coming) if coming else None,
            }
        )
    return sorted(dates, key=lambda day: day["next_on"] or "9")


def lines(document: ShowDocument) -> list[tuple[str, str, Any]]:
    """One line per thing known: handle, what it is, its value."""
    person = document["person"]
    known: list[tuple[str, Any]] = [
        (key, value) for key, value in person.items() if not isinstance(value, list)
    ]
    known += [("nickname", name) for name in person["nicknames"]]
    known += [("tag", name) for name in person["tags"]]
    known += [(detail["what"], detail["value"]) for detail in person["details"]]
    known += [(other["relation"], other["name"]) for other in document["relations"]]
    known += [(fact["key"], fact["value"]) for fact in document["fact_rows"]]
    known += [(day["what"], day["on"]) for day in document["dates"] if day["what"] != "birthday"]
    known += [("note", note["text"]) for note in document["notes"]]
    known += [(one["kind"], one["on"]) for one in document["interactions"]]
    known += [("plan", plan["kind"]) for plan in document["plans"]]
    known += [(favour["way"], favour["text"]) for favour in document["favours"]]
    known += list(document["tie"].items())
    handle = person["handle"]
    return [(handle, key, value) for key, value in known if value not in (None, "")]
