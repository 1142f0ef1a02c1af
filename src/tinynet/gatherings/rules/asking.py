"""Who is likely to help with something, why, and who could introduce you to them.

What is known of somebody counts by how telling the place is where it stands, times how well it fits
the topic (`topics.py`). Several reasons are independent signs: two of .5 leave .5 * .5 of doubt.
How likely somebody is to help is that evidence times how near they are, (1 + s) / (2 + s) of their
strength s: .5 for somebody you have never met, .75 at strength 2, and never 1.
"""

from __future__ import annotations

from itertools import islice
from operator import itemgetter

from tinynet.core.names import fold
from tinynet.core.relations import inverse, sentence
from tinynet.gatherings.rules import topics

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from tinynet.gatherings.rules.topics import Topic

    # A text about somebody: whose it is (an id or a handle), where it stands (one of WEIGHTS), the
    # words, the ISO day if it has one, what goes with it (the kind of contact, whose doctor
    # somebody is, a fact's key), of how many people it is at once (a talk of a whole table says
    # little of each), the name of somebody not in the list whom it is about, the contact.
    # Of a contact, NOTE or TAG goes with it until its day and kind are known: see `in_order`.
    Said = tuple[int | str, str, str, str | None, str, int, str | None, int | None]
    # Why somebody may help: the text, how telling it is from 0 to 1, the words that fit on one
    # line, whether it is about somebody they know ("her brother is a plumber"), and the contacts of
    # which this is so. Of 20,000 such tuples a few are shown; objects take five times as long.
    Reason = tuple[Said, float, str, bool, list[int]]
    # Who may help, how likely from 0 to 1, and why, in no order.
    Helper = tuple[str, float, Collection[Reason]]
    Contacts = Mapping[int, tuple[str, str]]  # the ISO day and the kind of each

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
_WEIGHT = itemgetter(1)  # of a reason
_SOMEBODY = frozenset(("friend", "friends", "mate", "neighbour", "neighbor"))


class Introducer:
    """Somebody who could introduce you.

    Attributes:
        handle: Who could.
        score: How likely that leads somewhere, from 0 to 1.
        to: The handle of whom they know; None where that is somebody not in the list.
        to_name: The name of that one, where it is known.
        reason: What says that they know somebody, where no acquaintance does.
    """

    def __init__(
        self,
        handle: str,
        score: float,
        to: str | None = None,
        to_name: str | None = None,
        reason: Reason | None = None,
    ) -> None:
        self.handle, self.score, self.to, self.to_name = handle, score, to, to_name
        self.reason = reason


def willingness(strength: float) -> float:
    """How likely a person with this tie strength is to help, from .5 to 1."""
    return (1 + strength) / (2 + strength)


def reasons(
    texts: Iterable[Said], topic: Topic
) -> tuple[dict[int | str, Collection[Reason]], set[int | str]]:
    """Find the texts about a topic, each quote of a person once.

    Args:
        texts: What is known; of texts that are quoted alike and say as much the first stays, with
            all contacts of which it is known.
        topic: What was asked about.

    Returns:
        Everybody's reasons, in no order; and of whom a text may be about somebody they know.
    """
    found: dict[int | str, dict[tuple[str, str], Reason]] = {}
    knowing: set[int | str] = set()
    # Many texts are the same: tags, employers, what talks are about.
    judged: dict[str, dict[str, tuple[float, tuple[str, str], bool]]] = {
        where: {} for where in WEIGHTS
    }
    for one in texts:
        who, where, text, _, label, people, other, contact = one
        key = f"{label}: {text}" if where == FACT else text
        judgement = judged[where].get(key)
        if judgement is None:
            judgement = judged[where][key] = judge(where, label, text, topic)
        weight, quoted, another = judgement
        if not weight:
            continue
        weight /= people
        theirs = found.get(who)
        if theirs is None:
            theirs = found[who] = {}
        same = theirs.get(quoted)
        if same is None or same[1] < weight:
            about = another or other is not None
            if about:
                knowing.add(who)
            theirs[quoted] = one, weight, quoted[1], about, [contact] if contact else []
        elif contact and same[1] == weight and same[0][4] == label:
            same[4].append(contact)
    return {who: theirs.values() for who, theirs in found.items()}, knowing


def in_order(found: Iterable[Reason], contacts: Contacts) -> list[Reason]:
    """Reasons, the strongest first, then the latest.

    Args:
        found: Of one person.
        contacts: Those of these reasons; the latest of each gives it its day and its kind.
    """
    made = [
        (dated(said, contacts, numbers), weight, quote, another, numbers)
        for said, weight, quote, another, numbers in found
    ]
    return sorted(made, key=lambda one: (-one[1], _backwards(one[0][3]), one[2]))


def dated(said: Said, contacts: Contacts, numbers: list[int]) -> Said:
    """A text with the day and the kind of its latest contact; as it is where it has none."""
    if not numbers:
        return said
    latest = max(numbers, key=lambda number: (contacts[number][0], number))
    who, where, text, _, _, people, other, contact = said
    return (who, where, text, *contacts[latest], people, other, contact)


def judge(where: str, label: str, text: str, topic: Topic) -> tuple[float, tuple[str, str], bool]:
    """How telling a text is, where it says which words, and whether it is about another."""
    whole = f"{label}: {text}" if where == FACT else text
    fit = topic.fit(whole)
    if not fit:
        return 0.0, ("", ""), False
    quoted = where, topic.quote(whole)
    return WEIGHTS[where] * fit, quoted, about_another(where, label, text, topic)


def evidence(found: Collection[Reason]) -> float:
    """The combined certainty of the reasons, from 0 to 1.

    They are multiplied from the strongest on, whatever order they are in: so the last digit stays.
    """
    weights = map(_WEIGHT, found)
    doubt = 1.0
    for weight in weights if len(found) == 1 else sorted(weights, reverse=True):
        doubt *= 1 - weight
    return 1 - doubt


def helpers(
    found: Mapping[str, Collection[Reason]],
    knowing: Collection[str],
    strengths: Mapping[str, float],
) -> list[Helper]:
    """Rank the people who may help, the likeliest first.

    What is about somebody else, her brother, is not a reason to ask her; see `introducers`.

    Args:
        found: What `reasons` found, by handle.
        knowing: Of whom some of that is about somebody else.
        strengths: Everybody's.
    """
    made: list[tuple[float, float, str, Collection[Reason]]] = []
    for handle, all_ in found.items():
        own = [one for one in all_ if not one[3]] if handle in knowing else all_
        if own:
            strength = strengths[handle]
            made.append((-evidence(own) * willingness(strength), -strength, handle, own))
    made.sort()  # nobody shares a handle, so reasons are never compared
    return [(handle, -score, own) for score, _, handle, own in made]


def introducers(
    found: Mapping[str, Collection[Reason]],
    knowing: Iterable[str],
    likely: list[Helper],
    strengths: Mapping[str, float],
    known: Iterable[tuple[str, str]],
    *,
    contacts: Contacts,
) -> list[Introducer]:
    """Rank the people who could introduce you to a helper, the likeliest first.

    These are people who know somebody not in your list, by what is kept of them, and people near
    to you who know somebody likely whom you hardly know.

    Args:
        found: What `reasons` found, by handle.
        knowing: Of whom some of that is about somebody they know.
        likely: What `helpers` made of it.
        strengths: Everybody's.
        known: Pairs who know each other, of everybody in `distant_helpers`.
        contacts: Those of what is about somebody they know.
    """
    best: dict[tuple[str, str], Introducer] = {}

    def offer(made: Introducer) -> None:
        key = (made.handle, made.to or made.to_name or "")
        if key not in best or best[key].score < made.score:
            best[key] = made

    for handle in knowing:
        for reason in in_order((one for one in found[handle] if one[3]), contacts):
            score = reason[1] * willingness(strengths[handle])
            offer(Introducer(handle, score, None, reason[0][6], reason))
    weak = {handle: evidence(own) for handle, _, own in distant_helpers(likely, strengths)}
    for pair in known:
        for target, broker in (pair, pair[::-1]):
            if target in weak and strengths[broker] >= max(WEAK, strengths[target]):
                offer(Introducer(broker, weak[target] * willingness(strengths[broker]), target))
    return sorted(best.values(), key=lambda one: (-one.score, one.handle, one.to or ""))


def distant_helpers(likely: list[Helper], strengths: Mapping[str, float]) -> list[Helper]:
    """The likeliest helpers among people you hardly know, with enough evidence to ask for them."""
    found = (one for one in likely if strengths[one[0]] < WEAK and evidence(one[2]) >= TELLING)
    return list(islice(found, ASKED_FOR))


def about_another(where: str, label: str, text: str, topic: Topic) -> bool:
    """Whether a text is about somebody this person knows, instead of the person.

    It is where a fact's key is a relation (daughter: plays the violin); and where in each sentence
    of a note that fits, somebody else is named before: "her brother is a plumber", "knows a
    plumber", but not "runs a bakery with her brother".
    """
    if where == FACT:
        return any(is_relation(word) for word in topics.words(label))
    if where not in {NOTE, TALK} or not may_name_another(text):
        return False
    fitting = [
        spoken[:at]
        for spoken in map(topics.words, text.translate(_STOPS).split("\n"))
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
