"""tinynet brief: before you meet, what to remember and what to ask."""

from __future__ import annotations

from tinynet.cli.find_people import find_all
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.errors import UsageError
from tinynet.output.answer import Answer, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import Whos
    from tinynet.contacts.documents import Interaction
    from tinynet.db.store import Store
    from tinynet.memory.documents import (
        BriefDocument,
        BriefPerson,
        BriefQuestion,
        NearDay,
        Relative,
        Together,
    )
    from tinynet.memory.rules.questions import Ask
    from tinynet.people.documents import YearlyDay

EXAMPLES = (
    "tinynet brief anne",
    "tinynet brief anne bob caroline    who has met, and what they share",
    "tinynet brief anne --json | jq -r '.questions[].text'",
)
TALKS = 3
READ = 12  # interactions read for them; attempts are not talks
NEAR_DAYS = 30  # how far ahead a date is near
HELP_DAYS = 183  # how long help is asked about


def run(env: Env, who: Whos = ()) -> Answer[BriefDocument]:
    """One screen before you meet somebody: the last talks, family and ages, plans, what to ask."""
    store = env.reading()
    found = find_all(env, store, who)
    if not found:
        raise UsageError("Whom do you meet?", "For example: tinynet brief anne")
    people = [person_brief(env, store, person) for person in found]
    together = connections(store, found) if len(found) > 1 else None
    store.close()
    document: BriefDocument = {
        "today": env.today.isoformat(),
        "people": people,
        "together": together,
        "questions": questions_to_take(people, env.today),
    }
    return Answer("memory.brief", document, plain=lines(document))


def person_brief(env: Env, store: Store, found: Found) -> BriefPerson:
    """All there is to know of one person before you meet."""
    from tinynet.friendship.dates_ahead_rows import planned
    from tinynet.friendship.why import tie_of
    from tinynet.gatherings import rows as grounds
    from tinynet.gatherings.rules.common_ground import INTEREST, sorted_things
    from tinynet.people import show

    dates = show.dates_of(store, found.id, env.today)
    born = next((day["on"] for day in dates if day["what"] == "birthday"), None)
    facts = show.facts_by_key(store.records(sql.facts_of, who=found.id))
    notes = show.notes_of(store, found.id)
    kin = relatives(store, found, facts, env.today)
    things = grounds.things(store, {found.id: found.handle}, all_=False)[found.handle]
    return {
        "person": show.person_of(store, found.id, born, env.today),
        "tie": tie_of(env, store, found.id),
        "interactions": talks(store, [found]),
        "family": [one for one in kin if one["family"]],
        "others": [one for one in kin if not one["family"]],
        "facts": facts,
        "interests": [thing.text for thing in sorted_things(things) if thing.what == INTEREST],
        "notes": [note for note in notes if not note["next_time"]],
        "next_time": [
            note for note in reversed(notes) if note["next_time"] and not note["done_on"]
        ],
        "plans": [
            planned(record, env.today)
            for record in store.records(sql.plans_with, who=found.id, all=0)
        ],
        "favours": show.favours_of(store, found.id),
        "dates": dates_near(dates, kin, env.today),
    }


def talks(store: Store, people: list[Found]) -> list[Interaction]:
    """The last interactions with all of these people, with the keys of `history`."""
    from tinynet.contacts.history import ANYTHING, COLUMNS

    first, *others = [person.id for person in people]
    rows = store.rows(
        sql.history_with, first=first, others=json_list(others), limit=READ, **ANYTHING
    )
    last: list[Interaction] = records(COLUMNS, rows)
    return [one for one in last if not one["attempt"]][:TALKS]


def relatives(store: Store, found: Found, facts: dict[str, str], today: date) -> list[Relative]:
    """The relatives and other relations of a person.

    Returns:
        Records with relation, handle and name as `show` has them, family (whether they belong to
        it), birthday (a partial date), age and about (whether the age is not certain).
    """
    from tinynet.core.relations import is_id
    from tinynet.memory.rules.family_ages import age, birthday_in
    from tinynet.memory.rules.questions import FAMILY, broader_relation
    from tinynet.people.show import relations_of

    known = [one for one in relations_of(store, found.id) if not is_id(one["name"])]
    handles = json_list([one["handle"] for one in known if one["handle"]])
    born = {handle: on for _, handle, on in store.rows(sql.born, handles=handles)}
    days: dict[str, str] = {**facts, **dict(store.rows(sql.dates_of, who=found.id))}
    made: list[Relative] = []
    for one in known:
        birthday = born.get(one["handle"] or "") or birthday_in(days, one["name"])
        years, about = age(birthday, today) if birthday else (None, False)
        made.append(
            {
                **one,
                "family": broader_relation(one["relation"]) in FAMILY,
                "birthday": birthday,
                "age": years,
                "about": about,
            }
        )
    return made


def dates_near(dates: list[YearlyDay], kin: list[Relative], today: date) -> list[NearDay]:
    """Yearly days of the next weeks, of a person and their family, nearest first.

    Returns:
        Records with name (None: their own), what, on (ISO) and the age reached (None: not known).
    """
    from tinynet.core.partial import age_on, next_on

    days: list[tuple[str | None, str, str]] = [(None, day["what"], day["on"]) for day in dates]
    days += [(one["name"], "birthday", one["birthday"]) for one in kin if one["birthday"]]
    made: list[NearDay] = []
    for name, what, partial in days:
        on = next_on(partial, today)
        if on and (on - today).days <= NEAR_DAYS:
            years = age_on(partial, on) or None
            made.append({"name": name, "what": what, "on": on.isoformat(), "age": years})
    return sorted(made, key=lambda day: day["on"])


def all_questions(known: BriefPerson, today: date) -> list[Ask]:
    """All questions for a person, best first."""
    from datetime import date

    from tinynet.memory.rules.questions import KnownPerson, questions

    def ago(on: str) -> int:
        return (today - date.fromisoformat(on)).days

    person = known["person"]
    helped = [one for one in known["favours"][:1] if ago(one["on"]) <= HELP_DAYS]
    talked = [(ago(one["on"]), one["note"]) for one in known["interactions"] if one["note"]]
    talked += [(ago(note["on"]), note["text"]) for note in known["notes"][:TALKS]]
    return questions(
        KnownPerson(
            next_time=tuple(note["text"] for note in known["next_time"]),
            talks=tuple(sorted(talked, key=lambda talk: talk[0])),
            plans=tuple(
                plan["kind"] for plan in sorted(known["plans"], key=lambda p: p["made_on"])
            ),
            help=(helped[0]["way"], helped[0]["text"]) if helped else None,
            family=tuple(
                (one["relation"], one["name"], one["age"] is not None) for one in known["family"]
            ),
            facts=tuple(known["facts"]),
            birthday=person["birthday"] is not None,
            work=bool(person["organisation"] or person["title"]),
            home=any(detail["what"] == "address" for detail in person["details"]),
            interests=bool(known["interests"]),
        )
    )


def questions_to_take(people: list[BriefPerson], today: date) -> list[BriefQuestion]:
    """Choose the questions to show: three for one person, one each for three or more."""
    from tinynet.memory.rules.questions import ASKED, pick_questions

    each = [(known["person"], pick_questions(all_questions(known, today))) for known in people]
    turns: list[BriefQuestion] = [
        {"handle": person["handle"], "name": person["name"], "why": few[turn].why,
         "text": few[turn].text}
        for turn in range(ASKED)
        for person, few in each
    ]  # fmt: skip
    return turns[: max(ASKED, len(people))]


def connections(store: Store, found: list[Found]) -> Together:
    """What several people have in common, and who has met whom."""
    from tinynet.gatherings import rows as grounds
    from tinynet.gatherings.acquaintance_rows import acquaintance
    from tinynet.gatherings.common import met, record
    from tinynet.gatherings.rules import common_ground

    handles = {person.id: person.handle for person in found}
    have = grounds.things(store, handles, all_=False)
    ground = common_ground.ground(have)
    knows = acquaintance(store, handles, list(handles))
    return {
        "interactions": talks(store, found),
        "shared": [record(thing) for thing in ground.shared],
        "some": [{**record(thing), "people": some} for thing, some in ground.some],
        "pairs": [
            {"people": list(pair), "met": met(knows.known.get(pair)),
             "avoid": pair in knows.avoiding}
            for pair in common_ground.pairs(have)
        ],
    }  # fmt: skip


def lines(document: BriefDocument) -> list[tuple[str, str, Any]]:
    """The brief as rows: handle, what it is, its value."""
    made: list[tuple[str, str, Any]] = []
    for known in document["people"]:
        handle = known["person"]["handle"]
        values: list[tuple[str, Any]] = [("last_on", known["tie"]["last_on"])]
        values += [(one["kind"], f"{one['on']} {one['note'] or ''}".strip())
                 for one in known["interactions"]]  # fmt: skip
        values += [(one["relation"], one["name"]) for one in known["family"]]
        values += known["facts"].items()
        values += [("interest", text) for text in known["interests"]]
        values += [("next_time", note["text"]) for note in known["next_time"]]
        values += [("plan", plan["kind"]) for plan in known["plans"]]
        values += [(one["way"], one["text"]) for one in known["favours"]]
        values += [(day["what"], day["on"]) for day in known["dates"]]
        made += [(handle, what, text) for what, text in values if text]
    made += [(ask["handle"], "ask", ask["text"]) for ask in document["questions"]]
    return made
