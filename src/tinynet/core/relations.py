"""Relations between people, seen from either side.

A relation is kept once, from one side: "anne child sam" means that Sam is Anne's child. `inverse`
says what the first is to the second. Any word may be a relation; one that is not in the tables
below reads "landlord" from one side and "landlord of" from the other.
"""

from __future__ import annotations

from tinynet.core.names import fold, is_seen
from tinynet.errors import BadValueError

RELATION_MAX = 40  # characters
REFERRED_BY = "referred by"  # whoever it is turns into "met through" once they are here
IDS = ("urn:", "mailto:", "tel:", "http:", "https:")  # how an id in the place of a name begins
COMMON_RELATIONS = (  # offered for completion; any other word may be one, too
    "spouse", "partner", "parent", "child", "sibling", "friend", "colleague", "neighbour", "cousin",
    "knows", "avoid",
)  # fmt: skip

_SAME = (
    "avoid", "classmate", "colleague", "cousin", "ex", "fiance", "flatmate", "friend", "housemate",
    "knows", "neighbor", "neighbour", "partner", "relative", "roommate", "sibling", "spouse",
    "teammate", "twin",
)  # fmt: skip
_PAIRS = (
    ("parent", "child"),
    ("grandparent", "grandchild"),
    ("step-parent", "stepchild"),
    ("godparent", "godchild"),
    ("parent-in-law", "child-in-law"),
    ("aunt or uncle", "niece or nephew"),
    ("boss", "report"),
    ("employer", "employee"),
    ("mentor", "mentee"),
    ("teacher", "student"),
    ("doctor", "patient"),
    ("landlord", "tenant"),
    ("guardian", "ward"),
)
# Words that say more than the other side can know: whose brother Sam is may be a sister.
_CLOSER = {
    "spouse": ("husband", "wife"),
    "partner": ("boyfriend", "girlfriend"),
    "sibling": ("brother", "sister"),
    "parent": ("mother", "father", "mum", "mom", "dad"),
    "child": ("son", "daughter"),
    "grandparent": ("grandmother", "grandfather"),
    "grandchild": ("grandson", "granddaughter"),
    "step-parent": ("stepmother", "stepfather"),
    "stepchild": ("stepson", "stepdaughter"),
    "godparent": ("godmother", "godfather"),
    "godchild": ("godson", "goddaughter"),
    "parent-in-law": ("mother-in-law", "father-in-law"),
    "child-in-law": ("son-in-law", "daughter-in-law"),
    "aunt or uncle": ("aunt", "uncle"),
    "niece or nephew": ("niece", "nephew"),
    "boss": ("manager",),
}
_INVERSE = {word: word for word in _SAME}
for _one, _other in _PAIRS:
    _INVERSE |= {_one: _other, _other: _one}
_INVERSE |= {word: _INVERSE[wide] for wide, words in _CLOSER.items() for word in words}
_OF = " of"
# Whose address is theirs, too.
AT_HOME = frozenset({
    "spouse", "husband", "wife", "partner", "boyfriend", "girlfriend", "fiance", "flatmate",
    "housemate", "roommate",
})  # fmt: skip


def inverse(relation: str) -> str:
    """The inverse of a relation: what the first person is to the second.

    "spouse" -> "spouse", "mother" -> "child", "child" -> "parent", "landlord" -> "tenant";
    a word that is not known gets an " of", or loses it: "vet" -> "vet of" -> "vet".
    """
    known = _INVERSE.get(relation)
    if known is not None:
        return known
    return relation.removesuffix(_OF) if relation.endswith(_OF) else relation + _OF


def sentence(one: str, relation: str, other: str) -> str:
    """What one person is to another, as a sentence without a stop: "Sam is Anne's spouse"."""
    if relation == "avoid":
        return f"{one} and {other} avoid each other"
    if relation == "knows":
        return f"{one} knows {other}"
    if relation.endswith(_OF):
        return f"{other} is {relation} {one}"
    whose = f"{one}'" if one.endswith("s") else f"{one}'s"
    return f"{other} is {whose} {relation}"


def check_relation(typed: str) -> str:
    """Check a relation; return it as stored: folded, single spaces.

    Raises:
        BadValueError: Nothing in it, more than 40 characters, or characters that cannot be seen.
    """
    relation = fold(typed)
    is_word = any(map(str.isalnum, relation)) and is_seen(relation)
    if not is_word or not relation.isprintable():
        raise BadValueError(
            f'"{typed}" cannot be a relation', "Use a word such as spouse, child or colleague"
        )
    if len(relation) > RELATION_MAX:
        raise BadValueError(
            f"The relation has {len(relation)} characters; {RELATION_MAX} are the most",
            "Use a short word, and put the rest into a note",
        )
    return relation


def is_id(name: str) -> bool:
    """Whether what stands for a name is an id, by which address books name people."""
    return name.startswith(IDS)


def known_relations() -> list[str]:
    """Every word that says what somebody is to somebody, as far as tinynet knows them."""
    return list(dict.fromkeys([*COMMON_RELATIONS, *_INVERSE]))
