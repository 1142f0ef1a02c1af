"""tinynet common: what people share, and what they do not."""

from __future__ import annotations

from tinynet.cli.find_people import find_all
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Whos
    from tinynet.db.store import Store
    from tinynet.gatherings.acquaintance_rows import Acquaintance, Meeting
    from tinynet.gatherings.documents import CommonDocument, CommonThing, HowTheyMet
    from tinynet.gatherings.rules.common_ground import Thing

EXAMPLES = (
    "tinynet common anne bob",
    "tinynet common anne bob caroline",
    "tinynet common anne bob --json | jq -r '.shared[].text'",
)
COLUMNS = ("what", "text", "people")


def run(env: Env, who: Whos = ()) -> Answer[CommonDocument]:
    """What two or more people have in common, and what only one of them is interested in.

    Tags and the words of your talks are interests; facts that say the same, work, places where you
    see them and people they know count where at least two share them.
    """
    from tinynet.gatherings import rows as grounds
    from tinynet.gatherings.acquaintance_rows import acquaintance
    from tinynet.gatherings.rules import common_ground

    store = env.reading()
    asked = find_all(env, store, who)
    if len(asked) < 2:
        raise UsageError("Two people or more are needed", "For example: tinynet common anne bob")
    handles = {person.id: person.handle for person in asked}
    have = grounds.things(store, handles, all_=False)
    for handle, places in grounds.places(store, handles).items():
        have[handle] |= places
    everybody: dict[int, str] = dict(store.rows(sql.handles))
    knows = acquaintance(store, everybody, list(handles))
    add_friends(store, have, knows)
    store.close()
    ground = common_ground.ground(have)
    document = {
        "people": [
            {
                "handle": person.handle,
                "name": person.name,
                "interests": [thing.text
                              for thing in common_ground.sorted_things(have[person.handle])
                              if thing.what == common_ground.INTEREST],
            }
            for person in asked
        ],
        "shared": [record(thing) for thing in ground.shared],
        "only": {
            handle: [record(thing) for thing in things] for handle, things in ground.only.items()
        },
        "pairs": [
            {
                "people": list(pair),
                "shared": [record(thing) for thing in common_ground.sorted_things(
                    have[pair[0]] & have[pair[1]]
                )],
                "met": met(knows.known.get(pair)),
                "avoid": pair in knows.avoiding,
            }
            for pair in common_ground.pairs(have)
        ],
    }  # fmt: skip
    all_ = ",".join(have)
    rows = [
        *((thing.what, thing.text, all_) for thing in ground.shared),
        *((thing.what, thing.text, ",".join(some)) for thing, some in ground.some),
        *((t.what, t.text, handle) for handle, things in ground.only.items() for t in things),
    ]
    plain = [(people, what, text) for what, text, people in rows]
    return Answer(
        "gatherings.common", document, key="things", columns=COLUMNS, rows=rows, plain=plain
    )


def add_friends(store: Store, have: dict[str, set[Thing]], knows: Acquaintance) -> None:
    """Add the acquaintances of each person, except each other."""
    from tinynet.gatherings.rules.common_ground import PERSON, Thing

    names: dict[str, str] = dict(store.rows(sql.names))
    for one, other in knows.known:
        for asked, friend in ((one, other), (other, one)):
            if asked in have and friend not in have:
                have[asked].add(Thing(PERSON, friend, names[friend]))


def record(thing: Thing) -> CommonThing:
    """A shared thing as JSON; a person with the handle."""
    made: CommonThing = {"what": thing.what, "text": thing.text}
    if thing.what == "person":
        made["handle"] = thing.key
    return made


def met(meeting: Meeting | None) -> HowTheyMet | None:
    """How two people know each other, as JSON."""
    return None if meeting is None else {"how": meeting.how, "on": meeting.on}
