"""Those who were with the writer as the object of what the writer did: "hugged Sam", "wrote to Bob"."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.beginnings import is_only_to
from tinynet.contacts.sentences.text import has, words_of
from tinynet.contacts.sentences.verbs import is_adverb, is_past
from tinynet.core.kind_words import kind_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.together import Together
    from tinynet.contacts.sentences.who import Named

_PARTICLES = words_of("up back round again home over through along across aside both")
_OUT_OR_OFF = frozenset(
    {("dropped", "off"), ("saw", "off"), ("helped", "out"), ("took", "out"), ("waved", "off")}
)
_UPBRINGING = words_of("brought gave wrote made looked")  # "brought up Bob" only names him
_FOODS = frozenset({"coffee", "lunch", "dinner", "drinks"})


def by_deed(tale: Together, number: int) -> list[Named]:
    """As the object of what the writer did: "hugged Sam", "wrote to Bob", "cried on her shoulder"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    if who not in {"me", ""}:
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
        if not _reaches(sentence, clause, at):
            continue
        made += tale.group(at, clause.end) or ([named] if named else tale.meant(clause, at))
    return made


def _is_her(sentence: Sentence, at: int, clause: Clause) -> bool:
    """Whether "her" is what is hers, "her mum", and not she."""
    after = sentence.word(at + 1)
    ends = at + 1 >= clause.end or bool(sentence.role(at + 1)) or sentence.comma(at + 1)
    return not (
        ends
        or after in verbs.OBJECTLESS | verbs.BODY | _PARTICLES | {"off", "to", "up"}
        or after in {"a", "an", "the", "my", "some", "goodbye", "all"}
    )


def _reaches(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether what the writer did leads to the person at a place."""
    before = at - 1
    while before > clause.verb and (
        sentence.word(before) in (verbs.BEFORE_NAMES | verbs.PEOPLE) - {"and"}
        or sentence.role(before) == "when"
        or (sentence.words[before].owns and sentence.role(before) == "who")
    ):
        before -= 1
    led = before
    while led > clause.verb and (sentence.word(led) in _PARTICLES or is_adverb(sentence.word(led))):
        led -= 1
    if (sentence.word(led - 1), sentence.word(led)) in _OUT_OR_OFF and led > clause.verb:
        led -= 1
    if sentence.word(led + 1) == "up" and led < before and sentence.word(led) in _UPBRINGING:
        return False
    if _did(sentence, clause, led, verbs.MEETING | verbs.SPEAKING):
        return True
    if _did(sentence, clause, led, verbs.FEEDING):
        return not verbs.MEALS.isdisjoint(sentence.texts(at, at + 6)) or any(
            sentence.role(n) == "kind" and kind_for(sentence.word(n)) in _FOODS
            for n in range(at, clause.end)
        )
    if sentence.word(led) == "had" and led == clause.verb:
        after = sentence.texts(at, clause.end)
        return has(
            after,
            "over",
            "round",
            "in for",
            "to stay",
            "for dinner",
            "for lunch",
            "for tea",
            "up to",
            "here",
            "visit",
            "visiting",
            "around",
            "on the phone",
            "on the line",
        )
    if sentence.word(led) in verbs.TO_DO and sentence.word(led - 1) in {"to", "and"}:
        deed = sentence.texts(clause.verb, led)
        had_to = sentence.texts(led - 2, led) == ("had", "to")
        return (
            had_to
            or any(word in verbs.GOING for word in deed)
            or any(word in verbs.GOOD for word in deed)
        )
    word, deed = sentence.word(before), sentence.texts(clause.verb, before)
    if word == "to" and is_only_to(sentence, clause, before):
        return False
    if word == "to":
        return (
            any(_is_deed(one, verbs.TO_THEM) for one in deed)
            or sentence.word(before - 1) == "phone"
        )
    if word == "in":
        return "confided" in deed
    if word in {"into", "on"}:
        return any(one in verbs.ONTO for one in deed)
    if word in {"to", "beside", "opposite", "by", "near"} and any(
        one in verbs.NEXT_TO for one in deed
    ):
        return True
    if word == "by":
        return _is_passive(sentence, clause, before)
    if word == "for":
        return any(one in verbs.FOR_THEM for one in deed)
    if word in {"from", "off"}:
        sent = any(one in verbs.MESSAGES for one in deed) or "heard" in deed
        return sent and any(one in verbs.FROM_THEM for one in deed)
    if word == "at" and any(one in {"been", "was", "were"} for one in deed):
        return True
    if word in {"of", "after", "at"}:
        return has(sentence.texts(clause.verb, at), "got hold of", "took care of", "looked after", "get hold of",
                   "shouted at", "yelled at", "waved at", "smiled at", "caught hold of")  # fmt: skip
    return False


def _did(sentence: Sentence, clause: Clause, at: int, deeds: frozenset[str]) -> bool:
    """Whether the writer's deed at a place is of a class, in a tense of what happened."""
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
    """Whether a word is one of the deeds, or its form in -ing."""
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
