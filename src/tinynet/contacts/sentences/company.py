"""Find people who were with the writer: "with", "and I", "we", their house, letters."""

from __future__ import annotations

from tinynet.contacts.sentences import phrases, verbs
from tinynet.contacts.sentences.clauses import antecedents
from tinynet.contacts.sentences.happened import why_not
from tinynet.contacts.sentences.tale import begins, is_attribute, is_only_to
from tinynet.contacts.sentences.text import has, words_of
from tinynet.contacts.sentences.verbs import is_past
from tinynet.contacts.sentences.where import co_hosts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.tale import Tale
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_LEFT = words_of("left knocked rang dropped posted delivered parked forgot passed past lost")
# "lunch with Li was fine", and not "... fell through"
_WENT = words_of(
    "was were went lasted took turned ended did made cheered gave started felt got helped left "
    "proved became came has been"
)
_TOPIC = 4  # words from "about" to "with"
_TIMES = words_of("hour day night yesterday today week month minute morning evening afternoon")


def by_with(tale: Tale, number: int) -> list[Named]:
    """People after "with": "coffee with Bob", "spent the evening with him"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    made: list[Named] = []
    for at in range(clause.start, clause.end):
        if sentence.word(at) != "with" or sentence.role(at) not in {"", "kind"}:
            continue
        inside = at < clause.verb
        if who == "other" or (who == "them" and not _names_me(sentence, clause)):
            continue
        good = _was_good(sentence, clause)
        if who == "thing" and not (inside or good or _is_event(sentence, clause)):
            continue
        if who == "thing" and clause.verb < clause.end and sentence.word(clause.verb) not in _WENT:
            continue
        if any(
            _is_owner(sentence, n) and (n not in tale.at or tale.at[n] is not tale.owner)
            for n in range(clause.start, min(at, clause.verb))
        ):
            continue
        if not inside and (is_only_to(sentence, clause, at) or _is_topic(tale, clause, at)):
            continue
        there = tale.group(at + 1, clause.end)
        if not there and sentence.word(at + 1) in verbs.OBJECTS:
            there = tale.meant(clause, at + 1)
        elif sentence.word(at + 1) in verbs.OBJECTS and sentence.word(at + 2) == "and":
            there = [*tale.meant(clause, at + 1), *there]
        made += there
    return made


def _is_topic(tale: Tale, clause: Clause, at: int) -> bool:
    """Whether it is what somebody else was told about: "called Bob about lunch with Grace"."""
    near = range(max(at - _TOPIC, clause.verb), at)
    about = next((n for n in near if tale.sentence.word(n) == "about"), 0)
    return any(clause.start <= named.start < about for named in tale.found)


def _is_owner(sentence: Sentence, number: int) -> bool:
    """Whether a word says whose it was: "Becky's lunch", and not "last night's"."""
    word = sentence.words[number]
    return (
        word.owns
        and sentence.role(number) not in {"when", "long", "where"}
        and word.text not in _TIMES
        and not is_attribute(sentence, number)
    )


def _names_me(sentence: Sentence, clause: Clause) -> bool:
    return any(word in verbs.MINE for word in sentence.texts(clause.start, clause.end))


def _was_good(sentence: Sentence, clause: Clause) -> bool:
    """Whether it was good to do it: "it was so nice to have dinner with Anne"."""
    it_was = sentence.texts(clause.start, clause.verb + 1) == ("it", "was")
    return it_was and not verbs.GOOD.isdisjoint(sentence.texts(clause.verb, clause.verb + 4))


def _is_event(sentence: Sentence, clause: Clause) -> bool:
    """Whether what a clause is about is a meeting by its kind: "dinner was with Bob"."""
    return sentence.holds(clause.start, clause.verb, "kind")


def by_us(tale: Tale, number: int) -> list[Named]:
    """People who are the subject with the writer: "Grace and I ran 10k", "he and I sat there"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who != "me" or not names or not begins(tale, clause, names):
        return []
    if clause.verb >= clause.end:
        return [] if _is_bare(sentence, clause) and not _beside_us(tale, number) else names
    verb = sentence.word(clause.verb)
    if verb in {"are", "am", "is", "do", "can"}:
        return names if has(sentence.texts(clause.verb, clause.verb + 4), "back from") else []
    at = clause.verb + 1
    if verb in {"were", "was"}:
        word, role = sentence.word(at), sentence.role(at)
        doing = word.endswith("ing") and len(word) > 4
        return names if doing or role or word in {"in", "at", "out", "on", "partners", "up"} else []
    return names


def by_only_us(tale: Tale, number: int) -> list[Named]:
    """People who were all there were with the writer: "it was just Anne and me"."""
    clause, sentence = tale.clauses[number], tale.sentence
    if sentence.texts(clause.verb - 1, clause.verb + 1) != ("it", "was"):
        return []
    at = clause.verb + 1
    while sentence.word(at) in {"just", "only", "then"}:
        at += 1
    end, me = at, False
    while end < clause.end and (
        sentence.role(end) == "who" or sentence.word(end) in _US | {"and", "with"}
    ):
        me = me or sentence.word(end) in _US
        end += 1
    return [named for named in tale.found if at <= named.start < end] if me else []


_US = words_of("me us i")


def _is_bare(sentence: Sentence, clause: Clause) -> bool:
    return not sentence.holds(clause.start, clause.end, "kind", "where", "long")


def _beside_us(tale: Tale, number: int) -> bool:
    """Whether the clause before tells what "Sam and I" did: "We had our picnic, Sam and me"."""
    if not number:
        return False
    before = tale.clauses[number - 1]
    words = tale.sentence.texts(before.start, before.end)
    first_person = any(word in {"we", "our"} for word in words) or (
        before.joined == "and" and tale.subject(before)[0] == "me"
    )
    heading = before.verb >= before.end and not any(
        n in tale.at for n in range(before.start, before.end)
    )
    return (first_person or heading or not _is_bare(tale.sentence, before)) and not why_not(
        tale.sentence, before
    )


def by_we(tale: Tale, number: int) -> list[Named]:
    """People whom "we" means: "Bob dropped in, we talked for an hour"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    first = next(
        (n for n in range(clause.start, clause.end) if sentence.word(n) in {"we", "we've", "we'd"}),
        -1,
    )
    if who != "me" or first < 0 or names:
        return []
    deeds = [
        n
        for n in range(first + 1, min(first + 6, clause.end))
        if not sentence.role(n) or sentence.role(n) == "kind"
    ]
    did = next(
        (
            sentence.word(n)
            for n in deeds
            if is_past(sentence.word(n)) or sentence.word(n) in verbs.HISTORIC
        ),
        "",
    )
    together = "together" in sentence.texts(first, clause.end) and is_past(did)
    if not together and did not in verbs.TOGETHER | verbs.HISTORIC:
        return []
    if did in verbs.HISTORIC and not clause.attached and number == 0:
        return []
    scope = tale.clauses[:number]
    return antecedents(sentence, tale.found, clause.start, scope)


def by_house(tale: Tale, number: int) -> list[Named]:
    """The host: "tea at Anne's", "at Grace's party"."""
    clause, sentence, owner = tale.clauses[number], tale.sentence, tale.owner
    first = tale.at.get(clause.start)
    if first and first.owns and clause.verb >= clause.end and sentence.word(first.end) == "for":
        return [first]  # "Anne's for tea"
    if owner is None or not clause.start <= owner.start < clause.end:
        return []
    hosts = co_hosts(sentence, tale.found, owner)
    who, _ = tale.subject(clause)
    if who in {"other", "them"} or (
        who == "thing" and clause.verb < hosts[0].start and not _is_event(sentence, clause)
    ):
        return []
    led = sentence.texts(clause.start, hosts[0].start)
    if (
        led[-1:] == ("to",)
        and led[-2:-1] != ("got",)
        and clause.verb < clause.end
        and (verbs.GOING - {"got", "took", "met"}).isdisjoint(led)
    ):
        return []  # "an invitation to Anne's wedding"
    passed = any(word in _LEFT for word in sentence.texts(clause.start, hosts[0].start))
    return [] if passed else hosts


def by_letter(tale: Tale, number: int) -> list[Named]:
    """The sender or recipient, without a verb: "a call from Bob", "letter to Zoe"."""
    clause, sentence = tale.clauses[number], tale.sentence
    if clause.verb < clause.end and sentence.word(clause.verb) not in {"was", "lasted", "took"}:
        return []
    made: list[Named] = []
    for at in range(clause.start + 2, clause.end):
        if at in tale.at and not tale.at[at].owns and sentence.word(at - 1) in {"from", "to"}:
            before = sentence.texts(max(clause.start, at - 4), at - 1)
            own = any(word.owns for word in sentence.words[clause.start : at])
            if (
                any(word in verbs.MESSAGES | {"phone", "chat", "talk"} for word in before)
                and not own
            ):
                made += tale.group(at, clause.end)
    return made


def by_hello(tale: Tale, number: int) -> list[Named]:
    """People whom the writer greeted: "spotted Sam and went over to say hi"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    words = sentence.texts(clause.start, clause.end)
    hello = has(words, *phrases.HELLO)
    named = any(n in tale.at for n in range(clause.start, clause.end))
    if who not in {"me", ""} or not hello or named:
        return []
    return tale.meant(clause, clause.start) if number else []
