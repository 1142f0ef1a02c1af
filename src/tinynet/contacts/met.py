"""tinynet met: log an evening with many people at once, and add those who are new."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, candidates, find_all, meant, single_names
from tinynet.cli.groups import is_group
from tinynet.contacts import occasion_rows
from tinynet.contacts import rows as interactions
from tinynet.contacts.log_notices import mention_consequences
from tinynet.contacts.rows import (
    NewInteraction,
    find_kind,
    follow_up,
    plans_left_open,
    tick_off_notes,
)
from tinynet.core import names
from tinynet.core.meeting_sources import HUNDREDTHS, hundredths
from tinynet.db import sql
from tinynet.errors import AmbiguousPersonError, UsageError, quoted
from tinynet.output.answer import Answer
from tinynet.people.add import look_alikes
from tinynet.people.rows import is_free, put_person
from tinynet.plans.plan import ONESELF

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        AtOccasion,
        Cost,
        Drained,
        For,
        Kind,
        Lifted,
        NoteOption,
        On,
        Whos,
    )
    from tinynet.contacts.documents import Consequences, InteractionDetails, MetDocument
    from tinynet.contacts.occasion_rows import Cost as CostAndMood
    from tinynet.contacts.occasion_rows import Evening
    from tinynet.db.store import Store
    from tinynet.output.documents import PersonName
    from tinynet.plans.documents import FulfilledPlan

EXAMPLES = (
    'tinynet met "Caroline Marsh" bob "the tall one" --at "chamber dinner"',
    'tinynet met sam --at "chamber dinner" --on yesterday --cost 30 --drained',
    'tinynet edit the-tall-one --name "Paul Reed"    once you know it',
)
KIND = "event"  # of the contact, unless told
JOINTS = frozenset({"with", "from", "who", "of", "in", "at", "on", "by", "and", "whose", "near"})
CALLED_BY = 3  # words of a description that make the handle: the-tall-one


def run(
    env: Env,
    who: Whos = (),
    *,
    at: AtOccasion = None,
    on: On = None,
    kind: Kind = None,
    for_: For = None,
    cost: Cost = None,
    drained: Drained = False,
    lifted: Lifted = False,
    note: NoteOption = None,
) -> Answer[MetDocument]:
    """Log an evening with everybody you talked to; who is new is added, with where you met.

    The same occasion on the same day again adds to it: people who are not in it yet, and what it
    cost. Somebody without a name yet goes by a description.
    """
    if at is None:
        raise UsageError("What was the occasion?", 'Give it with --at, such as --at "book club"')
    if drained and lifted:
        raise UsageError("--drained and --lifted cannot be used together", "Give one of them")
    name = " ".join((checks.text(at, "--at") or "").split())
    given: CostAndMood = {}
    if drained or lifted:
        given["drained"] = drained
    if cost is not None:
        given["cost"] = hundredths(cost) if cost.strip() else None
    if not who and (kind or for_ or note or not given):
        raise UsageError("Whom did you meet?", f"For example: tinynet met anne --at {quoted(name)}")
    day = checks.past_day(env, on) or env.today
    more: InteractionDetails = {
        "minutes": checks.minutes(for_),
        "note": checks.text(note, "--note"),
    }
    unit = env.unit()
    with unit as store:
        evening = occasion_rows.find_occasion(store, name, day.isoformat())
        everybody = [
            one if isinstance(one, Found) else add(env, store, one, evening)
            for one in resolve_guests(env, store, who)
        ]
        added = [one for one in everybody if isinstance(one, New)]
        what = find_kind(store, kind or KIND)
        people = [one.id for one in everybody]
        more["occasion"] = evening.name
        happening = NewInteraction(what, day, people, **more)
        done = log_interaction(store, evening, happening, kind_given=kind is not None, at=unit.at)
        occasion_rows.put_occasion(store, evening, given)
        unit.refresh()
        today = env.today.toordinal()
        ties = [store.records(sql.standing, who=one, today=today)[0] for one in done.fresh]
        number = done.number
        logged = store.records(sql.interaction, id=number)[0] if number else None
    handles = [tie["handle"] for tie in ties]
    document: MetDocument = {
        "id": number,
        "on": evening.on,
        "kind": logged["kind"] if logged else None,
        "people": logged["people"].split(",") if logged else [],
        "minutes": logged["minutes"] if logged else None,
        "place": logged["place"] if logged else None,
        "note": logged["note"] if logged else None,
        "deep": bool(logged and logged["deep"]),
        "by": logged["by"] if logged else None,
        "attempt": bool(logged and logged["attempt"]),
        "occasion": evening.name,
        "today": env.today.isoformat(),
        "cost": None if evening.cost is None else evening.cost / HUNDREDTHS,
        "drained": evening.drained,
        "ties": ties,
        **done.followed,
        "reopened": done.reopened,
        "added": [one.handle for one in added],
        "unnamed": [one.handle for one in added if names.is_description(one.name)],
        "already": [one.handle for one in everybody if one.handle not in handles],
        "like": [{"new": one.handle, **other} for one in added for other in one.like],
    }
    for one in added:
        for other in one.like:
            env.say(
                f"{one.name} looks like {other['name']}, whom you have already; if they are one: "
                f"tinynet merge {one.handle} {other['handle']}"
            )
    mention_consequences(env, done.followed, reopened=done.reopened)
    people_then = ",".join(document["people"])
    plain = [(number, document["on"], document["kind"], people_then)] if number else []
    return Answer("contacts.met", document, plain=plain, wrote=True)


class New(Found):
    """A person added by this command, and people with similar names."""

    like: list[PersonName]


class Done:
    """What this command wrote.

    Attributes:
        number: The interaction; None where nobody was named.
        fresh: The ids of those who were not in it before.
        followed: What it ticked off and fulfilled.
        reopened: The plans that it fulfils no longer.
    """

    def __init__(self, number: int | None, fresh: Sequence[int] = ()) -> None:
        self.number, self.fresh = number, fresh
        self.followed: Consequences = {
            "ticked": [], "fulfilled": [], "left_open": [], "again": None,
        }  # fmt: skip
        self.reopened: list[FulfilledPlan] = []


def resolve_guests(env: Env, store: Store, typed: Sequence[str]) -> list[Found | str]:
    """Resolve the typed names, once each, to known people or names of new ones.

    All are looked up before anybody is added, so that "Dora Lane" and "Dora" are two people.

    Raises:
        AmbiguousPersonError: Somebody could be several.
        UsageError: Oneself.
    """
    found: dict[int | str, Found | str] = {}
    for word in single_names(store, typed):
        if is_group(word):
            found |= {person.id: person for person in find_all(env, store, [word])}
            continue
        if names.fold(word) in ONESELF and not store.rows(
            sql.person_by_handle, handle=names.fold(word)
        ):
            raise UsageError("You were there anyway", "Name only the others")
        people = [
            one
            for one in meant(env, store, word)
            if word in env.chosen or words_begin_names(store, one, word)
        ]
        if len(people) > 1:
            error = AmbiguousPersonError(word, [(one.id, one.handle, one.name) for one in people])
            error.remedy = "Say which by the handle, or the whole name of somebody new"
            raise error
        if people:
            found[people[0].id] = people[0]
        else:
            name = names.check_name(word)
            found.setdefault(names.fold(name), name)
    return list(found.values())


def words_begin_names(store: Store, person: Found, typed: str) -> bool:
    """Whether every typed word is the beginning of a word of the person's names.

    Ed, whom you met tonight, is not Frederic, in whom `log_interaction` would find the letters.
    """
    known_as = [person.handle, person.name]
    known_as += [name for (name,) in store.rows(sql.nicknames_of, who=person.id)]
    parts = names.fold(" ".join(known_as)).replace("-", " ").split()
    words = names.fold(typed).replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def add(env: Env, store: Store, name: str, evening: Evening) -> New:
    """Add a person met on this evening; a description instead of a name becomes a note too."""
    described = names.is_description(name)
    like = [] if described else similar_people(store, name)
    handle = names.make_handle(
        handle_words(name) if described else name, lambda handle: is_free(store, handle)
    )
    today = env.today.isoformat()
    who = put_person(store, handle, name, today, met_at=evening.name, met_on=evening.on)
    if described:
        store.run(sql.put_note, person_id=who, on=evening.on, text=name, next_time=0)
    made = New((who, handle, name))
    made.like = like
    return made


def similar_people(store: Store, name: str) -> list[PersonName]:
    """People with nearly the same name, or with only this first name."""
    first, *rest = names.fold(name).split()
    short_names = candidates(store, first) if rest else []
    known = [one for one in short_names if names.fold(one.name) == first]
    return look_alikes(store, name) + [{"handle": p.handle, "name": p.name} for p in known]


def handle_words(description: str) -> str:
    """The words of a description that its handle is made from: the-tall-one."""
    words = description.split()[:CALLED_BY]
    end = next((at for at, word in enumerate(words) if at > 1 and word in JOINTS), len(words))
    return "-".join(words[:end])


def log_interaction(
    store: Store, evening: Evening, happening: NewInteraction, *, kind_given: bool, at: str
) -> Done:
    """Write one interaction with all of them, or add the missing ones to an existing one.

    Args:
        store: Open in a unit.
        evening: With what is logged of it already.
        happening: What to write; of one that is there, only what was given is changed.
        kind_given: Whether its kind was given.
        at: Now, UTC, ISO to the second.
    """
    if not evening.logged:
        if not happening.people:
            return Done(None)
        number = interactions.put_interaction(store, happening)
        done = Done(number, happening.people)
        done.followed = follow_up(store, happening, number, at)
        return done
    from tinynet.contacts import amend_rows

    there = {
        who for known, _ in evening.logged
        for (who,) in store.rows(sql.people_in, interaction=known)
    }  # fmt: skip
    number, old = evening.logged[0]
    done = Done(number, [one for one in happening.people if one not in there])
    values: dict[str, int | str] = {}
    if kind_given:
        values["kind_id"] = happening.kind.id
    if happening.minutes:
        values["minutes"] = happening.minutes
    if happening.note and happening.note not in (old or ""):
        values["note"] = f"{old}\n{happening.note}" if old else happening.note
    if not done.fresh and not values:
        return done
    now = [who for (who,) in store.rows(sql.people_in, interaction=number)]
    people = [*now, *done.fresh] if done.fresh else []
    fulfilled, done.reopened = amend_rows.amend(store, number, values, people) or ([], [])
    fresh = NewInteraction(happening.kind, happening.on, done.fresh)
    done.followed = {
        "ticked": tick_off_notes(store, fresh) if done.fresh else [],
        "fulfilled": fulfilled,
        "left_open": plans_left_open(store, number),
        "again": None,
    }
    return done
