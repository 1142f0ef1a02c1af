"""What the JSON of brief and quiz holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypedDict

from tinynet.contacts.documents import Interaction
from tinynet.friendship.documents import Tie
from tinynet.gatherings.documents import CommonThing, HowTheyMet
from tinynet.output.documents import Day, Handle, PartialDay, PersonName
from tinynet.people.documents import Note, Relation, ShownPerson
from tinynet.plans.documents import KeptFavour, Plan

Grade = Annotated[str, "`again`, `hard`, `good` or `easy`"]


class Relative(Relation):
    """A relation with the age; `about` says that it is not certain, `family` that they are some."""

    family: bool
    birthday: PartialDay | None
    age: int | None
    about: bool


class NearDay(TypedDict):
    """A yearly day of the next weeks; `name` is whose, null for their own."""

    name: str | None
    what: str
    on: Day
    age: int | None


class BriefPerson(TypedDict):
    """What to remember of one person."""

    person: ShownPerson
    tie: Tie
    interactions: Sequence[Interaction]
    family: Sequence[Relative]
    others: Sequence[Relative]
    facts: Mapping[str, str]
    interests: Sequence[str]
    notes: Sequence[Note]
    next_time: Sequence[Note]
    plans: Sequence[Plan]
    favours: Sequence[KeptFavour]
    dates: Sequence[NearDay]


class SharedBySome(CommonThing):
    """Something that some of those you meet share."""

    people: Sequence[Handle]


class BriefPair(TypedDict):
    """Two of those you meet: how they know each other, and whether they avoid each other."""

    people: Sequence[Handle]
    met: HowTheyMet | None
    avoid: bool


class Together(TypedDict):
    """What several people have to do with one another; `interactions` are those with all."""

    interactions: Sequence[Interaction]
    shared: Sequence[CommonThing]
    some: Sequence[SharedBySome]
    pairs: Sequence[BriefPair]


class BriefQuestion(PersonName):
    """Something to ask, and why: `next`, `talk`, `help`, `plan`, `unknown` or `always`."""

    why: str
    text: str


class BriefDocument(TypedDict):
    """Whom you meet, and what to ask; `together` is null for one person."""

    today: Day
    people: Sequence[BriefPerson]
    together: Together | None
    questions: Sequence[BriefQuestion]


class QuizQuestion(TypedDict):
    """A question of the quiz."""

    id: str
    handle: Handle
    what: str
    question: str
    answer: str


class AnsweredQuestion(QuizQuestion):
    """A question that was answered, and when it is asked again."""

    grade: Grade
    due_on: Day


class NextQuestion(QuizQuestion):
    """The next question; `due_on` is null for a new one."""

    due_on: Day | None


class QuizDocument(TypedDict):
    """What was answered and what is asked next; `due` and `new` count what is left for today."""

    today: Day
    answered: Sequence[AnsweredQuestion]
    card: NextQuestion | None
    due: int
    new: int
    next_on: Day | None
    questions: int
