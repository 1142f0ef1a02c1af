"""Each rule by which a clause tells no contact, and each by which it says who was there."""

from __future__ import annotations

import pytest

from tinynet.contacts.sentences import arrivals, company, contests, deeds, happened, homes
from tinynet.contacts.sentences.clauses import clauses
from tinynet.contacts.sentences.tale import Tale
from tinynet.contacts.sentences.text import Sentence
from tinynet.contacts.sentences.where import host
from tinynet.contacts.sentences.who import Names, find
from tinynet.core.names import search_text

NAMES = Names(
    (number, name.lower(), name, search_text(name.lower(), name, ()))
    for number, name in enumerate(("Anne", "Bob", "Grace", "Li", "Sam", "Will"))
)
NOT_TOLD = {
    "question": ("Did I call Bob?", "When did I last see Grace?", "How is Sam?"),
    "memory": (
        "Bob and I used to play chess",
        "Remember that dinner with Sam",
        "Grace and I shared a flat ten years ago",
        "When we were kids Li and I built a raft",
    ),
    "failed": (
        "Turned down dinner with Bob",
        "Coffee with Anne cancelled",
        "Lunch with Bob fell through",
        "Sam stood me up",
    ),
    "ahead": (
        "I'll call Sam",
        "We're going to Bob's",
        "Looking forward to lunch with Sam",
        "Need to ring Grace",
        "Seeing Grace soon",
    ),
    "order": ("Ask Sam about the tent", "Text Bob", "Don't call Anne"),
    "negated": (
        "Neither Bob nor Grace came",
        "Didn't see Anne",
        "Never heard from Li",
        "No sign of Sam",
    ),
    "tried": ("Meant to ring Grace", "Was supposed to meet Bob", "Tried to see Sam"),
    "wish": (
        "Wish I had seen Bob",
        "I would have visited Grace",
        "Almost ran into Sam",
        "If only I'd called Li",
    ),
    "habit": ("Sam and I usually play squash", "Saw Bob every week", "Lunch with Anne on Fridays"),
    "thought": ("Dreamt of Bob", "Thinking of Grace", "Worried about Sam"),
    "hearsay": ("Saw Li on television", "Heard about Bob", "Found a photo of Anne"),
    "bond": ("Lost touch with Sam", "Friends with Bob since school", "Lived with Li"),
    "present": ("I work with Li", "Sam and I share an office"),
}
TOLD = (
    "Coffee with Anne",
    "I called Bob back",
    "Grace and I ran 10k",
    "Will and I discussed the will",
    "I'd been to Sam's before",
    "Saw Grace for the first time in years",
    "Rang Anne to wish her luck",
    "Spent the week with Bob",
    "Got to Sam's around six",
    "Saw the new Bond film with Grace",
    "Bob texted me a picture of his van",
)
WITH = {
    company.by_with: (
        ("Coffee with Anne and Bob", ["Anne", "Bob"]),
        ("Spent the evening with my friend Sam", ["Sam"]),
        ("Lunch with Li was fine", ["Li"]),
        ("Bob had lunch with Anne", []),
        ("Becky's lunch with Anne", []),
        ("My sister spoke with Sam", []),
    ),
    company.by_us: (
        ("Grace and I ran 10k", ["Grace"]),
        ("Bob, Anne and I took the kids out", ["Bob", "Anne"]),
        ("The summer Grace and I spent in Spain", []),
        ("Bob and I are cousins", []),
    ),
    company.by_house: (
        ("Tea at Anne's", ["Anne"]),
        ("Went to Bob's party", ["Bob"]),
        ("Dinner at Bob and Anne's", ["Bob", "Anne"]),
        ("Got to Anne's just before six", ["Anne"]),
        ("Left my umbrella at Bob's", []),
        ("Got an invitation to Grace's wedding", []),
        ("Anne popped round to Sam's", []),
    ),
    company.by_letter: (
        ("A call from Bob", ["Bob"]),
        ("Letter to Li", ["Li"]),
        ("My letter to Anne came back", []),
    ),
    deeds.by_deed: (
        ("Hugged Sam", ["Sam"]),
        ("Was taken out for sushi by Grace", ["Grace"]),
        ("Cried on Anne's shoulder", ["Anne"]),
        ("Bumped into Sam at the station", ["Sam"]),
        ("Went to see Bob", ["Bob"]),
        ("Got a text from Grace", ["Grace"]),
        ("Spoke to Sam's landlord", []),
        ("Bob hugged Sam", []),
        ("Bought Bob a ticket", []),
        ("Brought up Bob", []),
        ("Lost my chance to talk to Grace", []),
        ("Overheard Bob talking to Anne", []),
    ),
    arrivals.by_them: (
        ("Bob drove me to the airport", ["Bob"]),
        ("Sam cooked for us", ["Sam"]),
        ("Grace cut my hair", ["Grace"]),
        ("Bob drove Anne to the airport", []),
        ("Grace plaited my hair", ["Grace"]),
        ("Sam stood me up", []),
        ("Grace admired my hair", []),
        ("Bob told Anne about me", []),
        ("The book Li lent me", []),
    ),
    arrivals.by_arriving: (
        ("Sam called", ["Sam"]),
        ("Anne popped in to borrow a ladder", ["Anne"]),
        ("Bob stayed for tea", ["Bob"]),
        ("Sam phoned Bob", []),
        ("Grace called in sick", []),
        ("Bob came into money", []),
        ("Anne called for a taxi", []),
        ("Bob's brother came over", []),
        ("My birthday lunch: Anne and Bob came", ["Anne", "Bob"]),
        ("Grace's birthday lunch: Bob came", []),
    ),
    contests.by_contest: (
        ("Lost at chess to Bob", ["Bob"]),
        ("Lost 3-1 to Sam", ["Sam"]),
        ("Lost a fiver to Bob", ["Bob"]),
        ("Beaten at darts by Grace", ["Grace"]),
        ("Squash vs Sam", ["Sam"]),
        ("Played Sam at squash", ["Sam"]),
        ("Took a set off Li", ["Li"]),
        ("Anne whupped me at Scrabble", ["Anne"]),
        ("Lost my job to Bob", []),
        ("Voted against Sam", []),
        ("Bob lost at chess to Sam", []),
        ("Inspired by Grace to run", []),
    ),
    homes.by_their_home: (
        ("Met Bob's mum over tea at his place", ["Bob"]),
        ("Met Sam's puppy at his new flat", ["Sam"]),
        ("Met Bob's mum at her house", []),
        ("Watered Bob's plants at his place", []),
    ),
    homes.by_baby: (
        ("Met Anne's new baby", ["Anne"]),
        ("Went to meet Grace's newborn", ["Grace"]),
        ("Heard Grace's baby has arrived", []),
        ("Bob met Anne's baby", []),
    ),
}


def tale(text: str) -> Tale:
    sentence = Sentence(text)
    found = find(sentence, NAMES)
    _, owner = host(sentence, found)
    return Tale(sentence, found, 0, owner)


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in NOT_TOLD.items() for text in texts]
)
def test_a_clause_that_is_no_contact_is_excluded_by_its_rule(rule: str, text: str) -> None:
    sentence = Sentence(text)
    find(sentence, NAMES)
    rules = dict(happened.RULES)
    assert any(rules[rule](sentence, clause) for clause in clauses(sentence))


@pytest.mark.parametrize("text", TOLD)
def test_a_clause_about_what_happened_is_excluded_by_no_rule(text: str) -> None:
    sentence = Sentence(text)
    find(sentence, NAMES)
    assert [happened.why_not(sentence, clause) for clause in clauses(sentence)] == [""]


def test_every_rule_has_its_examples() -> None:
    assert set(NOT_TOLD) == {name for name, _ in happened.RULES}


@pytest.mark.parametrize(
    ("rule", "text", "people"),
    [(rule, text, people) for rule, texts in WITH.items() for text, people in texts],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_who_was_with_the_writer_by_one_rule(rule, text: str, people: list[str]) -> None:
    told = tale(text)
    there = [named for number in range(len(told.clauses)) for named in rule(told, number)]
    assert [named.typed for named in there] == people


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Sam cancelled, so I had dinner with Grace", ["sam", "i"]),
        ("Anne told me Bob is ill", ["anne", "bob"]),
        ("Li came over for dinner and we talked", ["li", "we"]),
        ("Coffee with Anne, Bob and Sam", ["coffee"]),
        ("Sam and I played and lost", ["sam", "lost"]),
        ("Saw Bob. He looked well", ["saw", "he"]),
    ],
)
def test_clauses_begin_where_somebody_else_does_something(text: str, starts: list[str]) -> None:
    told = tale(text)
    assert [told.sentence.word(clause.start) for clause in told.clauses] == starts
