"""tinynet ask: who is likely to help with something."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.gatherings.common import met
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import AskTopic, Limit
    from tinynet.db.database import Store
    from tinynet.gatherings.acquaintance_rows import Meeting
    from tinynet.gatherings.documents import AskDocument, Introducer, ReasonToAsk
    from tinynet.gatherings.rules.asking import KnownText, Reason
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


def run(env: Env, topic: AskTopic = (), *, limit: Limit = None) -> Answer[AskDocument]:
    """Who is likely to help with something, and who could introduce you to somebody who would.

    It goes by what you know: help before, work, relations, tags, facts, notes, talks; the words may
    have other endings. People near to you come first. People put away are left out.
    """
    from tinynet.gatherings.ask_rows import known_texts, short_texts
    from tinynet.gatherings.rules import asking
    from tinynet.gatherings.rules.common_ground import pair
    from tinynet.gatherings.rules.topics import Topic
    from tinynet.gatherings.views.ask import describe, describe_introducer

    most = checks.whole_number(limit, "--limit") or LIKELY
    typed = " ".join(" ".join(topic).split())
    about = Topic(typed)
    if not about.words or len(typed) > TOPIC_MAX:
        raise UsageError("Ask about what? A word or a few", "For example: tinynet ask baking")
    store = env.reading()
    people = store.records(sql.guests, today=env.today.toordinal(), asked="[]")
    handles = {person["id"]: person["handle"] for person in people}
    names = {person["handle"]: person["name"] for person in people}
    strengths = {person["handle"]: person["strength"] for person in people}
    found = asking.reasons(known_texts(store, handles, names, about.patterns()), about)
    likely = asking.helpers(found, strengths)
    ids = {handle: number for number, handle in handles.items()}
    weak = [ids[one.handle] for one in asking.distant_helpers(likely, strengths)]
    knows = acquainted(store, handles, weak)
    other_topics = elsewhere(about, [] if found else short_texts(store, handles))
    store.close()
    through = asking.introducers(found, likely, strengths, knows)

    rows = [
        (one.handle, names[one.handle], strengths[one.handle], round(one.score, 2),
         [record_reason(each) for each in one.reasons])
        for one in likely[:most]
    ]  # fmt: skip
    introducers: list[Introducer] = [
        {
            "handle": one.handle, "name": names[one.handle], "strength": strengths[one.handle],
            "score": round(one.score, 2), "to": one.to,
            "to_name": names[one.to] if one.to else one.to_name,
            "met": met(knows[pair(one.handle, one.to)]) if one.to else None,
            "reason": record_reason(one.reason) if one.reason else None,
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
        **other_topics,
    }
    plain = [
        *((handle, "helps", name, describe(reasons[0], env.today))
          for handle, name, _, _, reasons in rows),
        *((one["handle"], "introduces", one["name"], describe_introducer(one, env.today))
          for one in introducers),
    ]  # fmt: skip
    answer: Answer[AskDocument] = Answer(
        "gatherings.ask", document, key="helpers", columns=COLUMNS, rows=rows, plain=plain
    )
    in_words = [(*row[:-1], [describe(one, env.today) for one in row[-1]]) for row in rows]
    answer.sheet = COLUMNS, in_words
    return answer


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


def record_reason(one: Reason) -> ReasonToAsk:
    """A reason as JSON."""
    known = one.known
    return {"what": known.where, "quote": one.quote, "on": known.on, "label": known.label or None,
            "other": known.other}  # fmt: skip


def elsewhere(about: Topic, texts: list[KnownText]) -> dict[str, list[str]]:
    """Topics to suggest if nobody fits: similar spellings, and the most common ones."""
    from collections import Counter

    from tinynet.gatherings.rules import asking, topics

    telling = {asking.WORK, asking.TAG, asking.FACT, asking.HELPED}
    near = topics.near(about, (one.text for one in texts if one.where in telling)) if texts else []
    tags = Counter(one.text for one in texts if one.where == asking.TAG)
    known = sorted(tags, key=lambda tag: (-tags[tag], tag))[:KNOWN]
    return {"near": near, "known": known}
