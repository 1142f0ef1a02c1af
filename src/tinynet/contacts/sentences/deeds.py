"""Find people to whom the writer did something: "hugged Sam", "wrote to Bob"."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.tale import is_only_to
from tinynet.contacts.sentences.text import has, phrases_of, words_of
from tinynet.contacts.sentences.verbs import is_adverb, is_past
from tinynet.core.kind_words import kind_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.tale import Tale
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_PARTICLES = words_of("up back round again home over through along across aside both")
_OUT_OR_OFF = frozenset(
    {("dropped", "off"), ("saw", "off"), ("helped", "out"), ("took", "out"), ("waved", "off")}
)
_UPBRINGING = words_of("brought gave wrote made looked")  # "brought up Bob" only names him
_HAD_OVER = phrases_of(
    "over, round, around, in for, to stay, for dinner, for lunch, for tea, up to, here, visit, "
    "visiting, on the phone, on the line"
)
_CARED_FOR = phrases_of(
    "got hold of, get hold of, caught hold of, took care of, looked after, shouted at, yelled at, "
    "waved at, smiled at"
)
_BESIDE = frozenset({"to", "beside", "opposite", "by", "near"})
_LEADS = {  # from which deeds a preposition leads to somebody
    "in": frozenset({"confided"}),
    "into": verbs.ONTO,
    "onto": verbs.ONTO,
    "on": verbs.ONTO,
    "for": verbs.FOR_THEM,
    "at": frozenset({"been", "was", "were"}),  # "I have been at Anne for dinner"
}
_FOODS = frozenset({"coffee", "lunch", "dinner", "drinks"})


def by_deed(tale: Tale, number: int) -> list[Named]:
    """People who are the object of the writer's action: "hugged Sam", "wrote to Bob"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    it_was = sentence.texts(clause.start, clause.verb + 1) == ("it", "was")
    if who not in {"me", ""} and not it_was:
        return []
    made: list[Named] = []
    for at in range(clause.verb + 1, clause.end):
        named = tale.at.get(at)
        pronoun = sentence.word(at) in verbs.OBJECTS and not sentence.role(at)
        if named is None and not pronoun:
            continue
        after = sentence.word(named.end if named else at + 1)
        if named is not None and named.owns and after not in verbs.BODY:
            continue
        if pronoun and sentence.word(at) == "her" and _is_her(sentence, at, clause):
            continue
        if not (_set_out(sentence, clause, at - 1) if it_was else _reaches(sentence, clause, at)):
            continue
        made += tale.group(at, clause.end) or ([named] if named else tale.meant(clause, at))
    return made


def _is_her(sentence: Sentence, at: int, clause: Clause) -> bool:
    """Whether "her" is possessive: "her mum"."""
    after = sentence.word(at + 1)
    ends = at + 1 >= clause.end or bool(sentence.role(at + 1)) or sentence.comma(at + 1)
    return not (
        ends
        or after in verbs.OBJECTLESS | verbs.BODY | _PARTICLES | {"off", "to", "up"}
        or is_adverb(after)
        or after in {"a", "an", "the", "my", "some", "goodbye", "all"}
    )


def _reaches(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether the writer's action has the person at a position as its object."""
    before = at - 1
    while before > clause.verb and _goes_before_names(sentence, before):
        before -= 1
    deed = before
    while deed > clause.verb and (
        sentence.word(deed) in _PARTICLES or is_adverb(sentence.word(deed))
    ):
        deed -= 1
    if (sentence.word(deed - 1), sentence.word(deed)) in _OUT_OR_OFF and deed > clause.verb:
        deed -= 1
    if deed < before and sentence.word(deed + 1) == "up" and sentence.word(deed) in _UPBRINGING:
        return False
    return (
        _did(sentence, clause, deed, verbs.MEETING | verbs.SPEAKING)
        or _fed(sentence, clause, deed, at)
        or _set_out(sentence, clause, deed)
        or _by_preposition(sentence, clause, before)
    )


def _goes_before_names(sentence: Sentence, number: int) -> bool:
    """Whether a word may stand before a name: "my friend", "Sam's sister", "yesterday"."""
    owner = sentence.words[number].owns and sentence.role(number) == "who"
    listed = sentence.word(number) in (verbs.BEFORE_NAMES | verbs.PEOPLE) - {"and"}
    return listed or owner or sentence.role(number) == "when"


def _fed(sentence: Sentence, clause: Clause, deed: int, at: int) -> bool:
    """Whether the writer gave them something to eat, or had them over."""
    if _did(sentence, clause, deed, verbs.FEEDING):
        return not verbs.MEALS.isdisjoint(sentence.texts(at, at + 6)) or any(
            sentence.role(n) == "kind" and kind_for(sentence.word(n)) in _FOODS
            for n in range(at, clause.end)
        )
    had = sentence.word(deed) == "had" and deed == clause.verb
    return had and has(sentence.texts(at, clause.end), *_HAD_OVER)


def _set_out(sentence: Sentence, clause: Clause, deed: int) -> bool:
    """Whether the writer set out to see them, or it was good to: "went to see", "nice to meet"."""
    if sentence.word(deed) not in verbs.TO_DO or sentence.word(deed - 1) not in {"to", "and"}:
        return False
    words = sentence.texts(clause.verb, deed)
    had_to = sentence.texts(deed - 2, deed) == ("had", "to")
    return had_to or any(word in verbs.GOING | verbs.GOOD for word in words)


def _by_preposition(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether a preposition connects the writer's action with them: "wrote to", "cried on"."""
    word, deed = sentence.word(at), sentence.texts(clause.verb, at)
    if word == "to" and sentence.word(at - 1) in {"in", "on"}:  # "bumped in to Tom"
        word = f"{sentence.word(at - 1)}to"
    if _is_theirs(sentence, clause, at) or (word == "to" and is_only_to(sentence, clause, at)):
        return False
    if word == "by" and _is_passive(sentence, clause, at):
        return True
    if word in _BESIDE and not verbs.NEXT_TO.isdisjoint(deed):
        return True
    if word in {"from", "off"}:
        sent = "heard" in deed or not verbs.MESSAGES.isdisjoint(deed)
        return sent and not verbs.FROM_THEM.isdisjoint(deed)
    if word == "to":
        phoned = sentence.word(at - 1) == "phone"
        return phoned or any(_is_deed(one, verbs.TO_THEM) for one in deed)
    leads = _LEADS.get(word, frozenset())
    return not leads.isdisjoint(deed) or has(sentence.texts(clause.verb, at + 1), *_CARED_FOR)


def _is_theirs(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether somebody else does it: Bob, in "saw Bob talking to Anne"."""
    return any(
        sentence.role(n - 1) == "who" and sentence.word(n).endswith("ing")
        for n in range(clause.verb + 2, at)
    )


def _did(sentence: Sentence, clause: Clause, at: int, deeds: frozenset[str]) -> bool:
    """Whether the writer's action at a position is of a class, in a past tense."""
    word = sentence.word(at)
    if at < clause.verb or sentence.role(at) in {"who", "when", "where"}:
        return False
    if word == "found" and sentence.word(at + 1) == "out":
        return False
    if word in deeds:
        return word != "got" or at == clause.verb
    return (
        word.endswith("ing")
        and _is_deed(word, deeds)
        and any(
            one
            in {"was", "were", "been", "kept", "ended", "spent", "just", "enjoyed", "loved", "i'd"}
            for one in sentence.texts(clause.verb, at)
        )
    )


def _is_deed(word: str, deeds: frozenset[str]) -> bool:
    """Whether a word is one of the verbs, or its form in -ing."""
    if word in deeds:
        return True
    if not word.endswith("ing"):
        return False
    stem = word[:-3]
    return any(form in deeds for form in (f"{stem}ed", f"{stem}d", f"{stem}{stem[-1:]}ed"))


def _is_passive(sentence: Sentence, clause: Clause, by: int) -> bool:
    """Whether "by" names who did it to the writer: "was taken out for sushi by Grace"."""
    deed = sentence.texts(clause.verb, by)
    return any(one in verbs.PASSIVE | verbs.I_AM for one in deed) and any(
        is_past(one) and one not in verbs.PASSIVE for one in deed[1:]
    )
