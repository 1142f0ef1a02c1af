"""tinynet ask: who is likely to help with something."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import AskTopic, Limit
    from tinynet.db.database import Store
    from tinynet.gatherings.acquaintance_rows import Meeting
    from tinynet.gatherings.rules.asking import Introducer, KnownText
    from tinynet.gatherings.rules.topics import Topic

EXAMPLES = (
    "tinynet ask baking",
    "tinynet ask moving house --limit 10",
    "tinynet ask plumbing --json | jq -r '.helpers[].handle'",
)
LIKELY = 5  # of each list, unless asked for more
TOPIC_MAX = 200  # characters
KNOWN = 8  # topics told where nobody fits
COLUMNS = ("handle", "name", "strength", "score", "reasons")


def run(env: Env, topic: AskTopic = (), *, limit: Limit = None) -> Answer:
    """Who is likely to help with something, and who could introduce you to somebody who would.

    It goes by what you know: help before, work, relations, tags, facts, notes, talks; the words may
    have other endings. People near to you come first. People put away are left out.
    """
    from tinynet.gatherings.ask_rows import sayings
    from tinynet.gatherings.rules import asking
    from tinynet.gatherings.rules.topics import Topic

    most = checks.whole_number(limit, "--limit") or LIKELY
    typed = " ".join(" ".join(topic).split())
    about = Topic(typed)
    if not about.words or len(typed) > TOPIC_MAX:
        raise UsageError("Ask about what? A word or a few", "For example tinynet ask baking")
    store = env.reading()
    people = store.records(sql.guests, today=env.today.toordinal(), asked="[]")
    handles = {person["id"]: person["handle"] for person in people}
    names = {person["handle"]: person["name"] for person in people}
    strengths = {person["handle"]: person["strength"] for person in people}
    said = list(sayings(store, handles, names, about))
    found = asking.reasons(said, about)
    likely = asking.helpers(found, strengths)
    ids = {handle: number for number, handle in handles.items()}
    weak = [ids[one.handle] for one in asking.distant_helpers(likely, strengths)]
    knows = acquainted(store, handles, weak)
    store.close()
    through = asking.introducers(found, likely, strengths, knows)

    def reason(one: asking.Reason) -> dict[str, Any]:
        return {"what": one.said.where, "quote": one.quote, "on": one.said.on,
                "text": asking.say(one, env.today)}  # fmt: skip

    rows = [
        (one.handle, names[one.handle], strengths[one.handle], round(one.score, 2),
         [reason(each) for each in one.reasons])
        for one in likely[:most]
    ]  # fmt: skip
    introducers = [
        {
            "handle": one.handle, "name": names[one.handle], "strength": strengths[one.handle],
            "score": round(one.score, 2), "to": one.to,
            "to_name": names[one.to] if one.to else one.to_name,
            "text": why(env, one, names, knows),
        }
        for one in through[:most]
    ]  # fmt: skip
    document = {
        "topic": typed,
        "people": len(people),
        "example": people[0]["handle"] if people else None,
        "total": len(likely),
        "total_introducers": len(through),
        "introducers": introducers,
        **elsewhere(about, said if not likely and not through else []),
    }
    plain = [
        *((handle, "helps", name, reasons[0]["text"]) for handle, name, _, _, reasons in rows),
        *((one["handle"], "introduces", one["name"], one["text"]) for one in introducers),
    ]
    return Answer(
        "gatherings.ask", document, key="helpers", columns=COLUMNS, rows=rows, plain=plain
    )


def acquainted(
    store: Store, handles: dict[int, str], weak: list[int]
) -> dict[tuple[str, str], Meeting]:
    """Who could introduce you to a person you hardly know, except those who avoid them."""
    if not weak:
        return {}
    from tinynet.gatherings.acquaintance_rows import acquaintance

    knows = acquaintance(store, handles, weak)
    return {
        pair: meeting
        for pair, meeting in knows.known.items()
        if pair not in knows.avoiding and meeting.how != "introduced"
    }


def why(
    env: Env, one: Introducer, names: dict[str, str], knows: dict[tuple[str, str], Meeting]
) -> str:
    """Why this person could introduce you, in words."""
    from datetime import date

    from tinynet.core.dates import say_ago
    from tinynet.gatherings.rules import asking
    from tinynet.gatherings.rules.common_ground import pair

    if one.to is None:
        return asking.say(one.reason, env.today) if one.reason else ""
    meeting = knows[pair(one.handle, one.to)]
    told = "you met one through the other" if meeting.how == "through" else meeting.how
    days = (env.today - date.fromisoformat(meeting.on)).days if meeting.on else None
    ago = f", {say_ago(days)}" if days is not None else ""
    return f"knows {names[one.to]} ({told}{ago})"


def elsewhere(about: Topic, said: list[KnownText]) -> dict[str, list[str]]:
    """Topics to suggest if nobody fits: similar spellings, and the most common ones."""
    from collections import Counter

    from tinynet.gatherings.rules import asking, topics

    telling = {asking.WORK, asking.TAG, asking.FACT, asking.HELPED}
    near = topics.near(about, (one.text for one in said if one.where in telling)) if said else []
    tags = Counter(one.text for one in said if one.where == asking.TAG)
    known = sorted(tags, key=lambda tag: (-tags[tag], tag))[:KNOWN]
    return {"near": near, "known": known}
