"""tinynet ask: who is likely to help with something."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import AskTopic, Limit
    from tinynet.db.store import Store
    from tinynet.gatherings.acquaintance_rows import Meeting
    from tinynet.gatherings.documents import AskDocument, HowTheyMet, Introducer, ReasonToAsk
    from tinynet.gatherings.rules import asking as rules
    from tinynet.gatherings.rules.asking import Reason
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
    from tinynet.gatherings import ask_rows
    from tinynet.gatherings.rules import asking
    from tinynet.gatherings.rules.topics import Topic
    from tinynet.gatherings.views.ask import describe, describe_introducer

    most = checks.whole_number(limit, "--limit") or LIKELY
    typed = " ".join(" ".join(topic).split())
    about = Topic(typed)
    if not about.words or len(typed) > TOPIC_MAX:
        raise UsageError("Ask about what? A word or a few", "For example: tinynet ask baking")
    store = env.reading()
    said, knowing_ids = asking.reasons(ask_rows.texts(store, about.patterns()), about)
    # Where nothing speaks of the topic, nobody's name is read, nor how near they are.
    people = store.rows(sql.askable, today=env.today.toordinal()) if said else []
    handles = {number: handle for number, handle, _, _ in people}
    names = {handle: name for _, handle, name, _ in people}
    strengths = {handle: strength for _, handle, _, strength in people}
    found = {handles[who]: theirs for who, theirs in said.items() if who in handles}
    knowing = {handles[who] for who in knowing_ids if who in handles}
    likely = asking.helpers(found, knowing, strengths)
    weak = {handle for handle, _, _ in asking.distant_helpers(likely, strengths)}
    knows = acquainted(store, handles, weak) if weak else {}
    listed, example = store.rows(sql.how_many_askable)[0]
    other_topics = {"near": [], "known": []} if found else elsewhere(store, about)
    told = [*(own for _, _, own in likely[:most]), *(found[handle] for handle in knowing)]
    contacts = ask_rows.contacts(store, {number for of in told for one in of for number in one[4]})
    store.close()
    through = asking.introducers(found, knowing, likely, strengths, knows, contacts=contacts)

    rows = [
        (handle, names[handle], strengths[handle], round(score, 2),
         [record_reason(each) for each in asking.in_order(own, contacts)])
        for handle, score, own in likely[:most]
    ]  # fmt: skip
    introducers: list[Introducer] = [
        {
            "handle": one.handle, "name": names[one.handle], "strength": strengths[one.handle],
            "score": round(one.score, 2), "to": one.to,
            "to_name": names[one.to] if one.to else one.to_name,
            "met": how_they_met(knows, one),
            "reason": record_reason(one.reason) if one.reason else None,
        }
        for one in through[:most]
    ]  # fmt: skip
    document = {
        "topic": typed,
        "people": listed,
        "example": example,
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
    store: Store, handles: dict[int, str], weak: set[str]
) -> dict[tuple[str, str], Meeting]:
    """Who could introduce you to a person you hardly know, except those who avoid them."""
    from tinynet.gatherings.acquaintance_rows import acquaintance

    ids = [number for number, handle in handles.items() if handle in weak]
    knows = acquaintance(store, handles, ids)
    return {
        pair: meeting
        for pair, meeting in knows.known.items()
        if pair not in knows.avoiding and meeting.how != "introduced"
    }


def how_they_met(knows: dict[tuple[str, str], Meeting], one: rules.Introducer) -> HowTheyMet | None:
    """How somebody knows whom they could introduce you to, as JSON."""
    if one.to is None:
        return None
    from tinynet.gatherings.common import met
    from tinynet.gatherings.rules.common_ground import pair

    return met(knows[pair(one.handle, one.to)])


def record_reason(one: Reason) -> ReasonToAsk:
    """A reason as JSON."""
    (_, where, _, on, label, _, other, _), _, quote, *_ = one
    return {"what": where, "quote": quote, "on": on, "label": label or None, "other": other}


def elsewhere(store: Store, about: Topic) -> dict[str, list[str]]:
    """Topics to suggest if nobody fits: similar spellings, and the most common tags."""
    from tinynet.gatherings.rules.topics import near

    tags = [tag for tag, _ in store.each(sql.known_tags)]
    texts = [*tags, *(text for texts in store.each(sql.known_texts) for text in texts if text)]
    return {"near": near(about, texts) if texts else [], "known": tags[:KNOWN]}
