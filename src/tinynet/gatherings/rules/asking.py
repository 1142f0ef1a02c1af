"""Who is likely to help with something, why, and who could introduce you to them.

What is known of somebody counts by how telling the place is where it stands, times how well it fits
the topic (`topics.py`). Several reasons are independent signs: two of .5 leave .5 * .5 of doubt.
How likely somebody is to help is that evidence times how near they are, (1 + s) / (2 + s) of their
strength s: .5 for somebody you have never met, .75 at strength 2, and never 1.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

from tinynet.core.names import fold
from tinynet.core.relations import inverse, sentence
from tinynet.gatherings.rules import topics

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from tinynet.gatherings.rules.topics import Topic

# Where something is said of somebody, and how telling it is.
HELPED, WORK, RELATION, TAG, FACT = "helped", "work", "relation", "tag", "fact"
NOTE, HELPED_THEM, MET, TALK = "note", "helped_them", "met", "talk"
WEIGHTS = {
    HELPED: 0.95, WORK: 0.9, RELATION: 0.8, TAG: 0.7, FACT: 0.6,
    NOTE: 0.5, HELPED_THEM: 0.3, MET: 0.3, TALK: 0.3,
}  # fmt: skip
WEAK = 1.0  # strength below which somebody else had better ask for you
ASKED_FOR = 20  # of the likeliest weak ties, for whom somebody in between is sought
TELLING = 0.4  # evidence from which on it is worth to be introduced
_STOPS = str.maketrans(dict.fromkeys(".;!?", "\n"))
_WHOSE = frozenset(("her", "his", "their", "has", "whose"))
_TELLTALE = ("knows", *_WHOSE)
_SOMEBODY = frozenset(("friend", "friends", "mate", "neighbour", "neighbor"))


class KnownText(NamedTuple):
    """A text recorded about a person.

    Attributes:
        handle: Of whom.
        where: One of WEIGHTS.
        text: The words.
        on: The ISO day, if it has one.
        label: What goes with it: the kind of contact, whose doctor somebody is, a fact's key.
        people: How many it was said of at once: a talk of a whole table says little of each.
        other: The name of somebody who is not in the list and whom it is about.
    """

    handle: str
    where: str
    text: str
    on: str | None = None
    label: str = ""
    people: int = 1
    other: str | None = None


class Reason(NamedTuple):
    """Why somebody may help.

    Attributes:
        known: What is known of them.
        weight: How telling it is, from 0 to 1.
        quote: The words that fit, on one line.
        another: Whether it is about somebody they know: "her brother is a plumber".
    """

    known: KnownText
    weight: float
    quote: str
    another: bool


class Helper(NamedTuple):
    """Somebody who may help.

    Attributes:
        handle: Who.
        score: How likely, from 0 to 1.
        reasons: Why, the most telling first.
    """

    handle: str
    score: float
    reasons: tuple[Reason, ...]


class Introducer(NamedTuple):
    """Somebody who could introduce you.

    Attributes:
        handle: Who could.
        score: How likely that leads somewhere, from 0 to 1.
        to: The handle of whom they know; None where that is somebody not in the list.
        to_name: The name of that one, where it is known.
        reason: What says that they know somebody, where no acquaintance does.
    """

    handle: str
    score: float
    to: str | None = None
    to_name: str | None = None
    reason: Reason | None = None


def willingness(strength: float) -> float:
    """How likely a person with this tie strength is to help, from .5 to 1."""
    return (1 + strength) / (2 + strength)


def reasons(texts: Iterable[KnownText], topic: Topic) -> dict[str, list[Reason]]:
    """The texts about a topic, by handle, the strongest first, then the latest."""
    found: dict[str, dict[tuple[str, str], Reason]] = {}
    judged: dict[tuple[str, ...], tuple[float, tuple[str, str], bool]] = {}
    for one in texts:
        handle, where, text, _, label, people, other = one
        # Many texts are the same: tags, employers, what talks are about.
        key = (where, label, text) if where == FACT else (where, text)
        judgement = judged.get(key)
        if judgement is None:
            judgement = judged[key] = judge(one, topic)
        weight, quoted, another = judgement
        if not weight:
            continue
        weight /= people
        theirs = found.get(handle)
        if theirs is None:
            theirs = found[handle] = {}
        same = theirs.get(quoted)
        if same is None or same.weight < weight:
            theirs[quoted] = Reason(one, weight, quoted[1], another or other is not None)
    return {handle: in_order(theirs.values()) for handle, theirs in found.items()}


def in_order(found: Collection[Reason]) -> list[Reason]:
    """Reasons, the strongest first, then the latest."""
    if len(found) == 1:
        return [*found]
    return sorted(
        found, key=lambda reason: (-reason.weight, _backwards(reason.known.on), reason.quote)
    )


def judge(known: KnownText, topic: Topic) -> tuple[float, tuple[str, str], bool]:
    """How telling a text is, where it says which words, and whether it is about another."""
    text = f"{known.label}: {known.text}" if known.where == FACT else known.text
    fit = topic.fit(text)
    if not fit:
        return 0.0, ("", ""), False
    quoted = known.where, topic.quote(text)
    return WEIGHTS[known.where] * fit, quoted, about_another(known, topic)


def evidence(found: Iterable[Reason]) -> float:
    """The combined certainty of the reasons, from 0 to 1."""
    return 1 - prod([1 - reason.weight for reason in found])


def helpers(found: Mapping[str, list[Reason]], strengths: Mapping[str, float]) -> list[Helper]:
    """Rank the people who may help, the likeliest first.

    Args:
        found: What `reasons` found. What is about somebody else, her brother, is not a reason to
            ask her; see `introducers`.
        strengths: Everybody's.
    """
    made: list[Helper] = []
    for handle, all_ in found.items():
        own = tuple([reason for reason in all_ if not reason.another])
        if own:
            made.append(Helper(handle, evidence(own) * willingness(strengths[handle]), own))
    return sorted(made, key=lambda one: (-one.score, -strengths[one.handle], one.handle))


def introducers(
    found: Mapping[str, list[Reason]],
    likely: list[Helper],
    strengths: Mapping[str, float],
    known: Iterable[tuple[str, str]],
) -> list[Introducer]:
    """Rank the people who could introduce you to a helper, the likeliest first.

    These are people who know somebody not in your list, by what is kept of them, and people near
    to you who know somebody likely whom you hardly know.

    Args:
        found: What `reasons` found.
        likely: What `helpers` made of it.
        strengths: Everybody's.
        known: Pairs who know each other, of everybody in `distant_helpers`.
    """
    best: dict[tuple[str, str], Introducer] = {}

    def offer(made: Introducer) -> None:
        key = (made.handle, made.to or made.to_name or "")
        if key not in best or best[key].score < made.score:
            best[key] = made

    for handle, all_ in found.items():
        for reason in all_:
            if reason.another:
                score = reason.weight * willingness(strengths[handle])
                offer(Introducer(handle, score, None, reason.known.other, reason))
    weak = {one.handle: evidence(one.reasons) for one in distant_helpers(likely, strengths)}
    for pair in known:
        for target, broker in (pair, pair[::-1]):
            if target in weak and strengths[broker] >= max(WEAK, strengths[target]):
                offer(Introducer(broker, weak[target] * willingness(strengths[broker]), target))
    return sorted(best.values(), key=lambda one: (-one.score, one.handle, one.to or ""))


def distant_helpers(likely: list[Helper], strengths: Mapping[str, float]) -> list[Helper]:
    """The likeliest helpers among people you hardly know, with enough evidence to ask for them."""
    return [
        one for one in likely if strengths[one.handle] < WEAK and evidence(one.reasons) >= TELLING
    ][:ASKED_FOR]


def about_another(known: KnownText, topic: Topic) -> bool:
    """Whether a text is about somebody this person knows, instead of the person.

    It is where a fact's key is a relation (daughter: plays the violin); and where in each sentence
    of a note that fits, somebody else is named before: "her brother is a plumber", "knows a
    plumber", but not "runs a bakery with her brother".
    """
    if known.where == FACT:
        return any(is_relation(word) for word in topics.words(known.label))
    if known.where not in {NOTE, TALK} or not may_name_another(known.text):
        return False
    fitting = [
        spoken[:at]
        for spoken in map(topics.words, known.text.translate(_STOPS).split("\n"))
        if (at := next((n for n, word in enumerate(spoken) if topic.is_word(word)), None))
        is not None
    ]
    return bool(fitting) and all(map(_names_another, fitting))


def may_name_another(text: str) -> bool:
    """Whether one of the words that `_names_another` looks for stands anywhere in a text.

    Few texts have one, and this is twenty times as quick as parting a text into its words.
    """
    folded = text.casefold() if text.isascii() else fold(text)
    return any(word in folded for word in _TELLTALE)


def _names_another(before: list[str]) -> bool:
    """Whether the words name a relative or a friend, or end in "knows a"."""
    for gap in (1, 2):  # her brother, her old friend
        if any(
            one in _WHOSE and is_relation(two)
            for one, two in zip(before, before[gap:], strict=False)
        ):
            return True
    return "knows" in before[-3:]


def is_relation(word: str) -> bool:
    """Whether a word is a relation: brother, friend, boss."""
    return word in _SOMEBODY or not inverse(word).endswith(" of")


def describe(
    what: str, quote: str, *, on: str | None, label: str | None, other: str | None, today: date
) -> str:
    """A reason in words: "runs a bakery (work)", "helped you in 2024: moving house".

    Args:
        what: Where it is written, one of WEIGHTS.
        quote: The words that fit.
        on: The ISO day, if it has one.
        label: What goes with it, see `KnownText`.
        other: The name of somebody else whom it is about.
        today: The day it is.
    """
    label = label or ""
    year = f" in {on[:4]}" if on else ""
    if what == HELPED:
        return f"helped you{year}: {quote}"
    if what == HELPED_THEM:
        return f"you helped{year}: {quote}"
    if what == RELATION:
        return sentence(label, quote, other) if other else (
            f"{label}'{'' if label.endswith('s') else 's'} {quote}"
        )  # fmt: skip
    if what == MET:
        return f"{quote} (how you met)"
    return f"{quote} ({label if what == TALK else what}{_ago(on, today)})"


def _ago(on: str | None, today: date) -> str:
    if on is None:
        return ""
    from datetime import date as day

    from tinynet.core.dates import say_ago

    return f", {say_ago((today - day.fromisoformat(on)).days)}"


def _backwards(on: str | None) -> int:
    """A sort key: latest day first, no day last."""
    return -int(on.replace("-", "")) if on else 0
