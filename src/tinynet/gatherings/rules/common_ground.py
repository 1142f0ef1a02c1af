"""Compute what people have in common, and how rare it is.

People go by their handles here, so that whatever is sorted comes out the same every time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, combinations
from math import log2

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from typing import Self

    Pair = tuple[str, str]  # two handles, the first in the alphabet first

# What a thing may be, in the order things are listed.
INTEREST, FACT, WORK, PLACE, PERSON = "interest", "fact", "work", "place", "person"
ORDER = {what: at for at, what in enumerate((INTEREST, FACT, WORK, PLACE, PERSON))}
LABELS = {WORK: "work: ", PLACE: "place: ", PERSON: "knows "}
# Tags that say how somebody eats. They are not an interest to bring two people together by.
DIETS = frozenset((
    "alcohol-free", "celiac", "coeliac", "dairy-free", "diabetic", "egg-free", "gluten-free",
    "halal", "kosher", "lactose-free", "lactose-intolerant", "low-carb", "no-pork", "nut-allergy",
    "nut-free", "pescatarian", "pescetarian", "sober", "teetotal", "vegan", "vegetarian", "veggie",
))  # fmt: skip
# Keys of facts that say so.
DIET_KEYS = frozenset((
    "allergic to", "allergies", "allergy", "can't eat", "cannot eat", "diet", "dietary",
    "does not eat", "doesn't eat", "eats", "food", "food allergies", "food allergy",
    "food preferences", "intolerance", "no food",
))  # fmt: skip


class Thing(tuple[str, str]):  # noqa: SLOT001  a tuple has no room for more without
    """Something that two people may share: an interest, a fact, work, a place, somebody they know.

    A tuple of what makes two of them the same, since sets of 100,000 compare tuples in a third of
    the time of objects with a method for it.

    Attributes:
        what: Which of these.
        key: What two spellings of it share.
        text: As it was written.
    """

    text: str

    def __new__(cls, what: str, key: str, text: str) -> Self:
        """Make one of its parts."""
        made = super().__new__(cls, (what, key))
        made.text = text
        return made

    @property
    def what(self) -> str:
        """Which of these it is."""
        return self[0]

    @property
    def key(self) -> str:
        """What two spellings of it share."""
        return self[1]

    def describe(self) -> str:
        """Describe the thing in a word or two: "running", "work: the mill"."""
        return describe_thing(self.what, self.text)


class Ground:
    """Common ground: each thing with the people who share it.

    Attributes:
        shared: What all have.
        some: What several have but not all, with who.
        only: What each has alone.
    """

    def __init__(
        self,
        shared: list[Thing],
        some: list[tuple[Thing, list[str]]],
        only: dict[str, list[Thing]],
    ) -> None:
        self.shared, self.some, self.only = shared, some, only


def describe_thing(what: str, text: str) -> str:
    """Describe a thing in a word or two."""
    return LABELS.get(what, "") + text


def sorted_things(things: Iterable[Thing]) -> list[Thing]:
    """Sort things by their type, then alphabetically."""
    return sorted(things, key=lambda thing: (ORDER[thing.what], thing.key))


def ground(have: Mapping[str, AbstractSet[Thing]]) -> Ground:
    """Compute what people share and what only one of them has.

    Only an interest is worth telling of one person alone; where somebody works, whom they know and
    where you meet them says something only if another shares it.

    Args:
        have: What each of two or more people has, by handle.
    """
    holders: dict[Thing, list[str]] = defaultdict(list)
    for handle, things in have.items():
        for thing in things:
            holders[thing].append(handle)
    shared, some = [], []
    only: dict[str, list[Thing]] = {handle: [] for handle in have}
    for thing in sorted_things(holders):
        having = holders[thing]
        if len(having) == len(have):
            shared.append(thing)
        elif len(having) > 1:
            some.append((thing, having))
        elif thing.what == INTEREST:
            only[having[0]].append(thing)
    return Ground(shared, some, only)


def bonds(have: Mapping[str, AbstractSet[Thing]]) -> dict[str, frozenset[Thing]]:
    """The things that connect people: all except diets."""
    diets = {thing for thing in set().union(*have.values()) if is_diet(thing)}
    return {handle: frozenset(things - diets) for handle, things in have.items()}


def is_diet(thing: Thing) -> bool:
    """Whether a thing is a diet."""
    if thing.what == FACT:
        return thing.key.partition(": ")[0] in DIET_KEYS
    return thing.what == INTEREST and thing.key in DIETS


def diet(thing: Thing) -> str:
    """A diet as the cook should read it: "vegan", "allergy: nuts"."""
    key, colon, value = thing.text.partition(": ")
    return value if colon and key.casefold() in {"diet", "dietary", "eats"} else thing.text


def is_about(thing: Thing, topic: str) -> bool:
    """Whether the words of a folded topic occur in a thing: "book club" in book-club."""
    spaced = thing.key.replace("-", " ").replace(":", " ")
    return f" {' '.join(topic.replace('-', ' ').split())} " in f" {' '.join(spaced.split())} "


def rarity(have: Mapping[str, AbstractSet[Thing]]) -> dict[Thing, float]:
    """The rarity of a thing: log2(1 + people / people who have it).

    1 for what everybody has, 3.5 for what two of twenty have; the logarithm is the information in
    finding somebody else who has it, kept above 0.
    """
    count = Counter(chain.from_iterable(have.values()))
    return {thing: log2(1 + len(have) / holders) for thing, holders in count.items()}


def rarity_among(
    people: AbstractSet[int], having: Mapping[Thing, AbstractSet[int]]
) -> dict[Thing, float]:
    """The rarity of what connects people among some of them, by who has each thing."""
    return {
        thing: log2(1 + len(people) / holders)
        for thing, whose in having.items()
        if not is_diet(thing) and (holders := len(whose & people))
    }


def pairs(handles: Iterable[str]) -> list[Pair]:
    """All pairs of people, in alphabetical order."""
    return list(combinations(sorted(handles), 2))


def pair(one: str, other: str) -> Pair:
    """Two people as a pair."""
    return (one, other) if one < other else (other, one)
