"""Find people who did something to or for the writer: "Bob drove me home", "Sam called"."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.tale import begins
from tinynet.contacts.sentences.text import has, words_of
from tinynet.contacts.sentences.verbs import is_adverb, is_past
from tinynet.contacts.sentences.where import FEASTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.tale import Tale
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_NOT_TO_ME = words_of("about like than without except of")
_TO_MY = words_of("at on to into in round by over")
_NEAR = words_of("to at by in on with into")
_ON_THE_WAY = ("on his way", "on her way", "on the way", "on their way")
_HEARD = words_of("said sounded")
_ON_THE_PHONE = (("on", "the", "phone"), ("over", "the", "phone"), ("down", "the", "phone"))
_HELPING = words_of("has have had did just he's she's been")
_VISITING = words_of("see visit stay help")
_WHOM = words_of("the a an our my how if us me")
_MUST_FOLLOW = {
    "made": words_of("over round to here back"),
    "turned": words_of("at with"),
    "showed": words_of("at with"),
}
_ERRANDS = words_of(
    "say tell ask talk chat borrow help see return collect pick drop watch share show give bring "
    "check have catch wish thank apologise invite discuss cook play celebrate let get lend meet "
    "use fix mend repair build paint install look measure cut feed walk eat drink practise "
    "practice study work sign swap try teach learn dye plant move lift carry hang"
)
_DEEDS_TO_ME = (
    verbs.MEETING
    | verbs.SPEAKING
    | verbs.FEEDING
    | verbs.TO_THEM
    | verbs.TOGETHER
    | verbs.DONE_TO_ME
) | frozenset(verbs.ARRIVING)


def by_them(tale: Tale, number: int) -> list[Named]:
    """People who are the subject of an action on the writer: "Bob drove me home"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who != "them" or clause.verb >= clause.end or not begins(tale, clause, names):
        return []
    if not (_does_to_me(sentence.masked(clause.verb, clause.end)) or _touches_me(sentence, clause)):
        return []
    for at in range(clause.verb + 1, clause.end):
        word, before = sentence.word(at), sentence.word(at - 1)
        if sentence.role(at) in {"who", "said"} or before in _NOT_TO_ME:
            continue
        whose = before in _TO_MY or sentence.word(at + 1) in verbs.BODY
        if word in verbs.MINE or (word in verbs.MY and whose):
            return names
    return []


def _touches_me(sentence: Sentence, clause: Clause) -> bool:
    """Whether it was done to the writer's body, whatever it was: "Grace plaited my hair"."""
    deed, body = sentence.word(clause.verb), sentence.texts(clause.verb + 1, clause.verb + 3)
    mine = len(body) == 2 and body[0] in verbs.MY and body[1] in verbs.BODY
    return mine and is_past(deed) and deed not in verbs.AWAY | _ADMIRED


_ADMIRED = words_of("said loved admired praised noticed copied saw preferred")


def _does_to_me(words: Sequence[str]) -> bool:
    """Whether the words from the verb on describe an action that brings people together."""
    states = words[0] in {"was", "were"} and not (words[1:2] and words[1].endswith("ing"))
    deeds = [word for word in words if is_past(word) or word in {"has", "have"}]
    away = any(word in verbs.AWAY for word in words[:3]) and not has(words, "me in", "us in")
    return not states and not away and any(word in _DEEDS_TO_ME for word in deeds[:2])


def by_arriving(tale: Tale, number: int) -> list[Named]:
    """People who are the subject of an action without an object: "Sam called", "Bob popped in"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who != "them":
        return []
    if clause.verb >= clause.end:
        return _round_at(tale, clause)
    if clause.verb == clause.end - 1 and _is_host(tale, number):
        return names if sentence.word(clause.verb) in _ATTENDED else []
    at = clause.verb
    while at + 1 < clause.end and (sentence.word(at) in _HELPING or is_adverb(sentence.word(at))):
        at += 1
    return names if _arrives(tale, clause, at) else []


def _is_host(tale: Tale, number: int) -> bool:
    """Whether the clause before is the heading of the writer's feast: "My birthday lunch: ..."."""
    before, sentence = tale.clauses[number - 1] if number else None, tale.sentence
    if before is None or before.verb < before.end:
        return False
    mine = sentence.word(before.start) in verbs.MY
    return mine and any(
        sentence.role(n) == "kind" or sentence.word(n) in FEASTS
        for n in range(before.start, before.end)
    )


_ATTENDED = words_of("came joined attended turned")


def _arrives(tale: Tale, clause: Clause, at: int) -> bool:
    """Whether the action at a position brought them to the writer."""
    sentence = tale.sentence
    deed, particles = sentence.word(at), verbs.ARRIVING.get(sentence.word(at))
    if deed in _HEARD and sentence.texts(at + 1, at + 4) in _ON_THE_PHONE:
        return True
    if particles is None:
        return False
    number, moved = at + 1, False
    while number < clause.end and (
        sentence.word(number) in particles or sentence.role(number) in {"when", "long"}
    ):
        moved = moved or sentence.word(number) in particles
        number += 1
    if not moved and deed in _STAYING:
        return _STAYING[deed](sentence, at, number)
    while is_adverb(sentence.word(number)):
        number += 1
    following = _MUST_FOLLOW.get(deed)
    if (deed in verbs.MUST_HAVE and not moved) or (
        following and sentence.word(number) not in following
    ):
        return False
    return number >= clause.end or _is_objectless(tale, clause, number)


def _came(sentence: Sentence, at: int, number: int) -> bool:
    """Whether they came for a meal, or to visit the writer: "came to see the baby"."""
    if sentence.word(number) == "to" and sentence.word(number + 1) in _VISITING:
        whose = sentence.word(number + 2) in _WHOM
        return whose and sentence.role(number + 3) != "who"
    meal = not verbs.MEALS.isdisjoint(sentence.texts(number, number + 4))
    return sentence.word(at + 1 + (sentence.word(at + 1) == "in")) == "for" and meal


def _stayed(sentence: Sentence, at: int, number: int) -> bool:
    """Whether they stayed for a meal or a while."""
    stay = sentence.texts(number, number + 4)
    meal = stay[:1] == ("for",) and not verbs.MEALS.isdisjoint(stay)
    timed = sentence.holds(at, number, "long")
    return meal or timed or has(stay, "the night", "the weekend", "till", "until")


def _is_objectless(tale: Tale, clause: Clause, number: int) -> bool:
    """Whether no object follows that was visited or called instead."""
    sentence = tale.sentence
    for at in range(number, clause.end):
        if at in tale.at and sentence.word(at - 1) in {"to", "at", "by", "on", "and", "for"}:
            return False
    word = sentence.word(number)
    if sentence.word(clause.verb) in verbs.CALLING and _is_other_call(sentence, clause, number):
        return False
    if sentence.role(number) == "where":
        return has(sentence.texts(number, clause.end), "my", "our", "mine", "ours", "home")
    after = sentence.word(number + 1)
    aside = sentence.role(number) in verbs.ASIDE
    kind = sentence.role(number) == "kind" and word != "to"
    meal = sentence.word(number - 1) == "for" and not verbs.MEALS.isdisjoint((word, after))
    if aside or kind or meal or word not in _NEAR:
        return aside or kind or meal or word in verbs.OBJECTLESS
    mine = after in verbs.MINE | verbs.MY | {"here", "tears", "person", "passing"}
    errand = word == "to" and after in _ERRANDS
    soon = word == "at" and after in {"last", "once"}
    along = sentence.word(number - 1) == "along" and word in {"to", "on"}
    on_the_way = has(sentence.texts(number, number + 3), *_ON_THE_WAY)
    return mine or errand or soon or along or on_the_way or word == "with"


def _is_other_call(sentence: Sentence, clause: Clause, number: int) -> bool:
    """Whether it is another call or another letter: "called for a taxi", "wrote about his trip"."""
    word, after = sentence.word(number), sentence.word(number + 1)
    if word in {"up", "out", "down", "off", "over"}:
        return number + 1 < clause.end and not sentence.role(number + 1)
    if word == "for":
        return after in {"a", "an", "the", "help", "his", "her"} and not has(
            sentence.texts(number, number + 3), "a chat", "a natter", "a catch-up", "an hour"
        )
    return word == "about" and sentence.word(clause.verb) == "wrote"


def _round_at(tale: Tale, clause: Clause) -> list[Named]:
    """People who came round, without a verb: "Bob and Anne round for the match"."""
    names = tale.subject(clause)[1]
    if not names:
        return []
    after = tale.sentence.texts(names[-1].end, min(names[-1].end + 2, clause.end))
    came = after[:1] in {("round",), ("over",), ("here",)}
    return names if came and after[1:] in {(), ("for",), ("at",)} else []


_STAYING = {"came": _came, "stayed": _stayed}
