"""The questions of the quiz, made from what you noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2s

from tinynet.core.names import fold, join_names
from tinynet.core.partial import month_day, say_partial
from tinynet.memory.rules.questions import FAMILY, broader_relation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK_BYTES = 8
HINT_MAX = 60  # characters
CLAUSE = 4  # words from which on how you met is a sentence: "we shared a kitchen"
NAMELESS = "the "  # somebody met and not yet named: "the tall one with the podcast"
LEADS = frozenset((
    "around", "at", "by", "during", "from", "in", "on", "outside", "over", "through", "via",
    "while", "with",
))  # fmt: skip
ARTICLES = frozenset(("a", "an", "her", "his", "my", "our", "the", "their"))
# What a fact's key begins with where it is what somebody does: "lives in", "allergic to".
VERBS = frozenset((
    "allergic", "drinks", "drives", "eats", "hates", "knows", "likes", "lives", "loves", "owns",
    "plays", "reads", "speaks", "studied", "studies", "supports", "teaches", "works",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of a person that you may forget; None or empty if unknown."""

    id: int
    handle: str
    name: str
    met_how: str | None = None
    met_at: str | None = None
    met_on: str | None = None  # a partial date
    met_via: str | None = None  # a name
    organisation: str | None = None
    title: str | None = None
    birthday: str | None = None  # a partial date
    address: str | None = None
    nicknames: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # (key, value)
    relations: tuple[tuple[str, str], ...] = ()  # (what they are to this person, name)


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a person, its answer, and what it asks for, which identifies its card."""

    person: int
    handle: str
    name: str
    what: str
    text: str
    answer: str

    @property
    def id(self) -> str:
        """The id that scripts use: anne:birthday."""
        return f"{self.handle}:{self.what}"

    @property
    def mark(self) -> str:
        """A fingerprint of the answer; when it changes, the question is learnt again."""
        return blake2s(fold(self.answer).encode(), digest_size=MARK_BYTES).hexdigest()


def all_questions(people: Iterable[Remembered]) -> list[Question]:
    """Every question about these people, person by person, the name first."""
    everybody = list(people)
    met = distinct_meetings(everybody)
    made = []
    for person in everybody:
        if person.id in met:
            made.append(question(person, "name", f"{met[person.id]}?", person.name))
        made += family(person)
        made += details(person)
    return made


def question(person: Remembered, what: str, text: str, answer: str) -> Question:
    """A question about a person."""
    return Question(person.id, person.handle, person.name, what, text, answer)


def distinct_meetings(people: Sequence[Remembered]) -> dict[int, str]:
    """How you met each person, with a hint where several were met in the same way.

    Where several were met in the same way their work or a fact is added, which other questions ask
    for and which is not given away without need; then the letter that the name begins with.
    """
    met = {person.id: met_question(person) for person in people}
    same = Counter(met.values())
    by_id = {person.id: person for person in people}
    for who, text in met.items():
        if same[text] > 1:
            hint = next((hint for hint in hints(by_id[who]) if is_clue(by_id[who], hint)), "")
            met[who] = f"{text}, {hint}" if text and hint else text
    same = Counter(met.values())
    letter = ", whose name begins with"
    return {
        who: f"{text}{letter} {initial(by_id[who].name)}" if same[text] > 1 else text
        for who, text in met.items()
        if text
    }


def initial(name: str) -> str:
    """The first letter of a name, or its first character if it has no letter."""
    return next((letter for letter in name if letter.isalnum()), name[0])


def met_question(person: Remembered) -> str:
    """The question whom you met there and then, without the question mark.

    What would give the name away is left out; "" where too little is left.
    """
    if person.name.startswith(NAMELESS):
        return ""
    met = [place(person.met_at)] if person.met_at and is_clue(person, person.met_at) else []
    met += (
        [with_preposition(person.met_how)]
        if person.met_how and is_clue(person, person.met_how)
        else []
    )
    met += [f"through {person.met_via}"] if person.met_via else []
    if not met:
        return ""
    met += [when(person.met_on)] if person.met_on else []
    nameless = [f", {name}" for name in person.nicknames if name.startswith(NAMELESS)]
    return f"Who did you meet {' '.join(met)}{''.join(nameless[:1])}"


def is_clue(person: Remembered, text: str) -> bool:
    """Whether a text is a hint that does not contain the name."""
    own = {word for word in fold(person.name).split() if len(word) > 2}
    return own.isdisjoint(fold(text).replace("'", " ").split())


def hints(person: Remembered) -> list[str]:
    """Short hints about a person: work, facts."""
    work = [text for text in (person.title, person.organisation) if text]
    found = [", ".join(work)] if work else []
    found += [f"{key} {value}" for key, value in person.facts]
    return [" ".join(text.split()) for text in found if len(text) <= HINT_MAX]


def place(text: str) -> str:
    """A place with its preposition: "at the chamber dinner", "at Noma"."""
    first, *more = text.split()
    bare = more and text[0].islower() and first not in ARTICLES | LEADS
    return text if first.lower() in LEADS else f"at the {text}" if bare else f"at {text}"


def with_preposition(text: str) -> str:
    """A way of meeting with its preposition: "at the stall on Fridays", "via twitter".

    A sentence of its own stands as it was written: ("we shared a kitchen").
    """
    first, *more = text.lower().split()
    if first in LEADS:
        return text
    if first in ARTICLES:
        return f"at {text}"
    return f'("{text}")' if len(more) >= CLAUSE - 1 else f"via {text}"


def when(partial: str) -> str:
    """A partial date in a sentence: "on 5 March 2026", "in March", "in about 2019"."""
    return f"{'on' if month_day(partial) else 'in'} {say_partial(partial)}"


def family(person: Remembered) -> list[Question]:
    """Questions about relatives: one for all children, one for the partner, and so on."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for word, name in person.relations:
        if broader_relation(word) in FAMILY:
            groups.setdefault(broader_relation(word), []).append((word, name))
    made = []
    for kind, who in groups.items():
        asked = f"is {genitive_of(person.name)} {who[0][0]}"
        if len(who) > 1:
            asked = f"are {genitive_of(person.name)} {FAMILY[kind]}"
        names = join_names([name for _, name in who])
        made.append(question(person, kind, f"What {asked} called?", names))
    return made


def details(person: Remembered) -> list[Question]:
    """Birthday, work, home, facts."""
    made = []
    if person.birthday and month_day(person.birthday):
        asked = f"When is {genitive_of(person.name)} birthday?"
        made.append(question(person, "birthday", asked, say_partial(person.birthday)))
    work = [text for text in (person.title, person.organisation) if text]
    if work:
        asked = (
            f"What does {person.name} do?" if person.title else f"Where does {person.name} work?"
        )
        made.append(question(person, "work", asked, ", ".join(work)))
    if person.address:
        made.append(question(person, "home", f"Where does {person.name} live?", person.address))
    for key, value in person.facts:
        made.append(question(person, f"fact:{key}", fact(person.name, key), value))
    return made


def fact(name: str, key: str) -> str:
    """The question for a fact: "What is Anne's favourite biscuit?", "Anne lives in ...?"."""
    words = fold(key).split() or [""]
    if words[0] in VERBS:
        is_ = "is " if words[0] == "allergic" else ""
        return f"{name} {is_}{key} ...?"
    many = words[-1] in FAMILY.values() or (
        words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))
    )
    return f"What {'are' if many else 'is'} {genitive_of(name)} {key}?"


def genitive_of(name: str) -> str:
    """A name in the genitive: Anne's, James'."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
