"""tinynet gather: propose guest lists."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find_each
from tinynet.db import sql
from tinynet.errors import BadValueError, TinynetError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import Around, Guests, Limit, Size, Without
    from tinynet.db.sql import GuestsRecord
    from tinynet.db.store import Store
    from tinynet.gatherings.acquaintance_rows import Acquaintance
    from tinynet.gatherings.documents import GatherDocument
    from tinynet.gatherings.rules.common_ground import Thing
    from tinynet.gatherings.rules.gathering import Party

EXAMPLES = (
    "tinynet gather                             three lists of six",
    "tinynet gather --size 4 --around running",
    "tinynet gather --with anne --with bob --without caroline",
    "tinynet gather --limit 1 --plain | cut -f2",
)
PROPOSED = 3  # lists, unless asked for more
LARGEST = 50  # guests; a wedding is not a table
INVITED = ("dinner", "event", "party")  # kinds that are an invitation however few came


def run(
    env: Env,
    *,
    size: Size = "6",
    around: Around = None,
    with_: Guests = (),
    without: Without = (),
    limit: Limit = None,
) -> Answer[GatherDocument]:
    """Propose guest lists: people who share interests and have not all met, and whom you know well.

    The size counts the guests without you. Whoever was not invited lately goes first, couples come
    together, and people who avoid each other never do. Diets are listed for the cook.
    """
    from tinynet.db.store import json_list
    from tinynet.gatherings import rows as grounds
    from tinynet.gatherings.acquaintance_rows import acquaintance_among, relations
    from tinynet.gatherings.rules import common_ground, gathering

    seats = checks.whole_number(size, "--size", least=2) or 0
    count = checks.whole_number(limit, "--limit") or PROPOSED
    store = env.reading()
    must = find_each(env, store, with_)
    out = find_each(env, store, without)
    contradictions(must, out, seats)
    everybody = store.records(
        sql.guests, today=env.today.toordinal(), asked=json_list([person.id for person in must])
    )
    handles = {person["id"]: person["handle"] for person in everybody}
    having = grounds.holders(store, handles, all_=True)
    topic = asked_topic(around, having)
    about = {
        who
        for thing, people in having.items()
        if topic and common_ground.is_about(thing, topic)
        for who in people
    }
    related = relations(store, handles)
    refuse_avoiding(must, related)
    possible = candidates(env, everybody, must, out)
    guests = {
        person["handle"]: gathering.Guest(
            person["handle"],
            person["depth"],
            topic=person["id"] in about,
            near=bool(person["contact_days"] or person["circle"]),
        )
        for person in possible
    }
    everyone = gathering.Party(
        guests, seats, frozenset(person.handle for person in must), avoiding=related.avoiding,
        couples=related.couples,
        telling=common_ground.rarity_among({person["id"] for person in possible}, having),
    )  # fmt: skip
    enough(everyone)
    ids = {handle: number for number, handle in handles.items()}
    invited, compared = last_invitations(env, store, everyone, ids)
    asked = {ids[handle]: handle for handle in compared}
    have = grounds.things_of(asked, having)
    for handle, things in common_ground.bonds(have).items():
        everyone.give(handle, things)
    knows = acquaintance_among(store, handles, related, list(asked))
    store.close()
    everyone.known = knows.known.keys()
    party, found = gathering.propose_lists(everyone, count)
    if not found:
        raise TinynetError(
            f"No table of {seats} can be made without two who avoid each other",
            fewer(seats - 1),
        )
    from tinynet.gatherings import gather_why
    from tinynet.gatherings.views.gather import in_words

    names = {person["handle"]: person["name"] for person in everybody}
    explainer = gather_why.ListExplainer(party, knows, names, have, invited, topic)
    document = {
        "size": seats,
        "around": topic or None,
        "people": len(party.guests),
        "about": sum(guest.topic for guest in party.guests.values()),
        "exact": gathering.is_exact(party),
        "lists": [explainer.table(number, chosen) for number, chosen in enumerate(found, 1)],
    }
    answer: Answer[GatherDocument] = Answer(
        "gatherings.gather",
        document,
        key="guests",
        columns=gather_why.COLUMNS,
        rows=gather_why.rows(explainer, found),
    )
    in_sheet = list(in_words(answer.envelope()))
    answer.plain = [(*row[:3], "; ".join(row[3])) for row in in_sheet]
    answer.sheet = gather_why.COLUMNS, in_sheet
    return answer


def last_invitations(
    env: Env, store: Store, everyone: Party, ids: Mapping[str, int]
) -> tuple[dict[str, str], set[str]]:
    """Set in a party when its guests were last invited: of those whom lists may be made of.

    Returns:
        The ISO days, by handle, and these guests. Where none of them ever was invited, everybody's
        days, since that nobody was invited is not a reason.
    """
    from tinynet.db.store import json_list
    from tinynet.gatherings.rules import gathering

    kinds = json_list(INVITED)
    invited: dict[str, str] = {}

    def look_up(asked: Iterable[str]) -> dict[str, int]:
        people = {ids[handle]: handle for handle in asked}
        rows = store.rows(sql.last_invited, kinds=kinds, people=json_list(list(people)))
        invited.update((people[who], on) for who, on in rows)
        return {people[who]: days_since(env, on) for who, on in rows}

    compared = gathering.set_last_invitations(everyone, look_up)
    if not invited:
        look_up(ids)
    return invited, compared


def contradictions(must: Sequence[Found], out: Sequence[Found], seats: int) -> None:
    """Refuse options that contradict each other."""
    gone = {person.id for person in out}
    for person in must:
        if person.id in gone:
            raise UsageError(
                f"{person.name} is to come and to stay away", "Give --with or --without, not both"
            )
    if len(must) > seats:
        raise UsageError(
            f"{len(must)} people are to come with --with, and the table is for {seats}",
            f"Say --size {len(must)}, or name fewer",
        )


def refuse_avoiding(must: Sequence[Found], knows: Acquaintance) -> None:
    """Refuse a list if two required guests avoid each other."""
    from tinynet.gatherings.rules.common_ground import pair

    for at, one in enumerate(must):
        for other in must[at + 1 :]:
            if pair(one.handle, other.handle) in knows.avoiding:
                raise TinynetError(
                    f"{one.name} and {other.name} avoid each other",
                    "Leave one of them out, or end it: "
                    f"tinynet link {one.handle} avoid {other.handle} --remove",
                    (one.handle, other.handle),
                )


def asked_topic(typed: str | None, everything: Iterable[Thing]) -> str:
    """The topic of the evening, folded; "" if none was given.

    Raises:
        BadValueError: Nothing in it.
        TinynetError: Nobody has to do with it; near words are suggested.
    """
    from tinynet.core.names import fold
    from tinynet.gatherings.rules import common_ground

    if typed is None:
        return ""
    topic = fold(typed).lstrip("@#").strip()
    if not topic:
        raise BadValueError("--around is empty", "Leave it out, or name an interest")
    if any(common_ground.is_about(thing, topic) for thing in everything):
        return topic
    from rapidfuzz import process

    words = sorted({thing.key for thing in everything if thing.what == common_ground.INTEREST})
    near = tuple(word for word, _, _ in process.extract(topic, words, limit=3, score_cutoff=60))
    tag_it = f"tinynet tag anne {topic.replace(' ', '-')} says that somebody is"
    raise TinynetError(
        f'Nobody is known for "{typed}"',
        f"Did you mean {' or '.join(near)}?" if near else tag_it,
        near or tuple(words[:9]),
    )


def candidates(
    env: Env, everybody: Sequence[GuestsRecord], must: Sequence[Found], out: Sequence[Found]
) -> list[GuestsRecord]:
    """The possible guests: required ones, and everybody not excluded, archived or paused."""
    asked, gone = {person.id for person in must}, {person.id for person in out}
    today = env.today.isoformat()
    return [
        person
        for person in everybody
        if person["id"] not in gone
        and (person["id"] in asked or (person["paused_until"] or "") <= today)
    ]


def enough(party: Party) -> None:
    """Refuse a size above the number of possible guests, or above the maximum."""
    from tinynet.gatherings.rules.gathering import possible_guests

    if not party.guests:
        raise TinynetError(
            "There is nobody to invite yet", 'Add somebody first: tinynet add "Anne Baker"'
        )
    there = len(possible_guests(party)) + len(party.must)
    if there < party.size:
        could = "one person" if there == 1 else f"{there} people"
        raise TinynetError(
            f"A table of {party.size} is larger than the {could} who could come",
            fewer(there),
        )
    if party.size > LARGEST:
        raise BadValueError(
            f"--size takes up to {LARGEST} guests, not {party.size}", "Plan it table by table"
        )


def fewer(seats: int) -> str:
    """The remedy for a size that is too large."""
    if seats < 2:
        return 'Add more people: tinynet add "Anne Baker"'
    return f"Ask for fewer: tinynet gather --size {seats}"


def days_since(env: Env, on: str) -> int:
    """How many days ago an ISO day was."""
    from datetime import date

    return (env.today - date.fromisoformat(on)).days
