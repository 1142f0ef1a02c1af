"""What to ask somebody next time: what they told you about first, then what you do not know yet."""

from __future__ import annotations

from dataclasses import dataclass

from tinynet.core.names import fold
from tinynet.core.relations import inverse

ASKED = 3  # questions; more would be an interrogation
UNKNOWN_AT_MOST = 2  # of them about gaps in what you know, for the same reason
FRESH_DAYS = 365  # how old a talk may be to be asked about again
QUOTED = 60  # characters of a note in a question
# Words of a note that something was under way: looking for a flat, exam on Friday, new job.
UNDER_WAY = frozenset((
    "about", "application", "applied", "applies", "applying", "baby", "begins", "building",
    "buying", "course", "exam", "exams", "expecting", "hopes", "hoping", "hospital", "hunting",
    "ill", "injured", "interview", "job", "launch", "learning", "leaving", "looking", "married",
    "marrying", "moves", "moving", "new", "next", "operation", "planning", "plans", "pregnant",
    "renovating", "repairs", "searching", "selling", "sick", "soon", "started", "starting",
    "starts", "stressed", "surgery", "thesis", "tomorrow", "training", "travelling", "trip",
    "trying", "unwell", "waiting", "wants", "wedding", "will", "worried", "writing",
))  # fmt: skip
# Family, by the widest word for it, and how several of them are called.
FAMILY = {
    "spouse": "partners", "partner": "partners", "fiance": "fiances", "child": "children",
    "stepchild": "stepchildren", "parent": "parents", "step-parent": "step-parents",
    "sibling": "siblings", "twin": "twins", "grandchild": "grandchildren",
    "grandparent": "grandparents", "godchild": "godchildren", "godparent": "godparents",
    "parent-in-law": "parents-in-law", "child-in-law": "children-in-law",
    "aunt or uncle": "aunts and uncles", "niece or nephew": "nieces and nephews",
    "cousin": "cousins", "relative": "relatives",
}  # fmt: skip
COUPLE = ("spouse", "partner", "fiance")
CHILDREN = ("child", "stepchild")
HOUSEHOLD = (*COUPLE, *CHILDREN)
# Keys of facts that say what a question would ask for.
SAYS_FAMILY = frozenset((
    "child", "children", "daughter", "daughters", "family", "husband", "kids", "partner", "son",
    "sons", "spouse", "wife",
))  # fmt: skip
SAYS_HOME = frozenset(("address", "city", "country", "home", "lives", "lives in", "town"))
SAYS_WORK = frozenset(
    ("company", "employer", "job", "occupation", "profession", "work", "works at")
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What is known of a person that leads to questions.

    Attributes:
        next_time: Next-time notes that wait, the oldest first.
        talks: What was noted of the last talks, with their age in days, the newest first.
        plans: The kinds of contact you have open plans for, the oldest first.
        help: The last favour of this year as (way, text), if any.
        family: Relations as (word, name, whether the age is known).
        facts: The keys of what is noted as a fact.
        birthday: Whether it is known.
        work: Whether organisation or title is.
        home: Whether an address is.
        interests: Whether any is.
    """

    next_time: tuple[str, ...] = ()
    talks: tuple[tuple[int, str], ...] = ()
    plans: tuple[str, ...] = ()
    help: tuple[str, str] | None = None
    family: tuple[tuple[str, str, bool], ...] = ()
    facts: tuple[str, ...] = ()
    birthday: bool = False
    work: bool = False
    home: bool = False
    interests: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, and why it is worth asking: next, talk, help, plan, unknown or always."""

    why: str
    text: str


def questions(known: KnownPerson) -> list[Ask]:
    """All questions for a person, best first; at least three."""
    return [*follow_up_questions(known), *questions_about_gaps(known), *general_questions(known)]


def pick_questions(asks: list[Ask], most: int = ASKED) -> list[Ask]:
    """Choose a few questions in order, with only some about gaps."""
    gaps_taken = [ask for ask in asks if ask.why == "unknown"][:UNKNOWN_AT_MOST]
    return [ask for ask in asks if ask.why != "unknown" or ask in gaps_taken][:most]


def follow_up_questions(known: KnownPerson) -> list[Ask]:
    """Questions that follow up on notes, interactions, favours and plans."""
    waiting = dict.fromkeys(quoted(note) for note in known.next_time if note.split())
    asks = [Ask("next", f"You wanted to bring up: {note}") for note in waiting]
    asks += [
        Ask("talk", f"{quoted(note)}: how is that going?")
        for age, note in known.talks
        if age <= FRESH_DAYS and is_under_way(note)
    ][:1]
    if known.help:
        way, text = known.help
        wording = "You helped: {}. How did it turn out?"
        if way == "got":
            wording = "They helped: {}. Tell them how it turned out"
        asks.append(Ask("help", wording.format(quoted(text))))
    return asks + [Ask("plan", f"Shall we find a day for the {kind}?") for kind in known.plans[:1]]


def questions_about_gaps(known: KnownPerson) -> list[Ask]:
    """Questions about what you do not know yet."""
    keys = {fold(key) for key in known.facts}
    home = [name for word, name, _ in known.family if broader_relation(word) in HOUSEHOLD]
    ageless = [
        name for word, name, aged in known.family if broader_relation(word) in CHILDREN and not aged
    ]  # fmt: skip
    found = [
        (bool(home) or not keys.isdisjoint(SAYS_FAMILY), "Who is at home with you these days?"),
        (not ageless, f"How old is {ageless[0]} now?" if ageless else ""),
        (known.birthday, "When is your birthday?"),
        (known.work or not keys.isdisjoint(SAYS_WORK), "What keeps you busy at the moment?"),
        (known.interests, "What do you do when nobody needs anything from you?"),
        (known.home or not keys.isdisjoint(SAYS_HOME), "Where are you living now?"),
    ]
    return [Ask("unknown", text) for is_known, text in found if not is_known]


def general_questions(known: KnownPerson) -> list[Ask]:
    """Questions that can always be asked, except about a child whose age is asked already."""
    home = [
        name
        for word, name, aged in known.family
        if broader_relation(word) in COUPLE or (broader_relation(word) in CHILDREN and aged)
    ]
    asks = [Ask("always", f"How is {home[0]}?")] if home else []
    texts = (
        "What has been good since we last met?",
        "What are you looking forward to?",
        "What is on your mind these days?",
    )
    return asks + [Ask("always", text) for text in texts]


def is_under_way(note: str) -> bool:
    """Whether a note is about something that was still going on."""
    return any(word.strip(".,;:!?()\"'") in UNDER_WAY for word in fold(note).split())


def broader_relation(word: str) -> str:
    """The widest word for a relation: "son" -> "child", "husband" -> "spouse", "vet" -> "vet"."""
    return inverse(inverse(word))


def quoted(text: str) -> str:
    """A text as a question quotes it, on one line and cut."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"}"'
