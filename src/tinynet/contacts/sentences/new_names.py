"""Find names of unknown people in a sentence: strangers, and members of families."""

from __future__ import annotations

from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import is_adverb, is_verb
from tinynet.contacts.sentences.who import FOLLOWS, KIN, TITLES, Named, is_led

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.text import Sentence

_RELATIONS = {"kid": "child", "baby": "child", "fiancee": "fiance"}  # as `link` says them
_NO_RELATION = frozenset({"dog", "cat"})
_NO_NAMES = words_of(
    "i the a an my our his her their your some friends everybody everyone all both others him them "
    "me us you it this that kids colleagues family people somebody someone who then we he she they "
    "work team monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december no not lots many two three four "
    "in at on to for about from of with and or but so as by finally great nice lovely good later "
    "afterwards also again ok yes well wow"
)
_NAME_WORDS = 4


class Relative:
    """What a sentence says somebody is to somebody: Grace's daughter Mia."""

    def __init__(self, of: Named, relation: str, who: Named) -> None:
        self.of, self.relation, self.who = of, relation, who


def relatives(sentence: Sentence, found: list[Named]) -> list[Relative]:
    """Claim relations between people: "Grace's daughter Mia", "Grace and her son Tom"."""
    relatives: list[Relative] = []
    for of in list(found):
        number = of.end if of.owns else _theirs(sentence, of, found)
        word = sentence.word(number) if number else ""
        if word not in KIN or not sentence.free(number, number + 1):
            continue
        who = next((other for other in found if other.start == number + 1), None)
        if who is None:
            end = _name_end(sentence, number + 1)
            if end == number + 1:
                continue
            who = Named(number + 1, end, sentence.typed(number + 1, end), ())
            sentence.claim("who", who.start, who.end)
            if of.owns and is_led(sentence, of.start):
                found.append(who)  # "lunch with Grace's brother Tom": Tom was there
        if word not in _NO_RELATION:
            relatives.append(Relative(of, _RELATIONS.get(word, word), who))
    return relatives


def _theirs(sentence: Sentence, of: Named, found: Sequence[Named]) -> int:
    """Where "son" stands in "Grace and her son Tom"; 0 where it does not.

    Further on, as in "Grace came with her son Tom", only where nobody else could be meant.
    """
    clause = range(of.end, sentence.clause_end(of.end - 1))
    around = range(sentence.clause_start(of.start), clause.stop)
    named = [n for n in found if n.start in around and sentence.word(n.start - 1) not in KIN]
    alone = len(named) == 1
    for number in clause if alone else clause[1:2]:
        if sentence.word(number) in {"her", "his", "their"}:
            return number + 1
    return 0


def strangers(sentence: Sentence, found: Sequence[Named]) -> list[Named]:
    """Claim unknown names: after "with", in a list of people, before "called"."""
    made: list[Named] = []
    people = list(found)
    for number, word in enumerate(sentence.words):
        if word.role or sentence.people:
            continue
        led = is_led(sentence, number)
        calls = number == 0 and sentence.capital(0)
        calls = calls and sentence.word(max(_name_end(sentence, 0), 1)) in FOLLOWS
        calls = calls and not is_verb(word.text) and not is_adverb(word.text)
        if sentence.word(1) == "and":  # "Dora and I", not "Tears and tea"
            listed = sentence.role(2) == "who" or sentence.word(2) == "i"
            calls = calls and (listed or _name_end(sentence, 2) > 2)
        asked = sentence.texts(number - 2, number) in {("call", "from"), ("heard", "from")}
        to = sentence.texts(number - 2, number) in {("talked", "to"), ("spoke", "to")}
        led = led and sentence.word(number - 1) != "saw"  # "saw Hamlet"
        if not (led or calls or asked or to):
            continue
        end = _name_end(sentence, number)
        if end == number and led:
            end = number + _is_small_name(sentence, number, people)
        if end > number:
            name = Named(number, end, sentence.typed(number, end), (), owns=word.owns)
            sentence.claim("who", number, end)
            made.append(name)
            people = sorted([*people, name], key=lambda named: named.start)
    return made + _leading(sentence)


def _leading(sentence: Sentence) -> list[Named]:
    """Claim the unknown names of a list that a sentence begins with: "Dora, Eve and Sam came"."""
    made: list[Named] = []
    joined = False
    number = next((n for n, word in enumerate(sentence.words) if word.role != "when"), 0)
    while number < len(sentence.words):
        end = _name_end(sentence, number)
        if end > number:
            made.append(Named(number, end, sentence.typed(number, end), ()))
        elif sentence.role(number) == "who" or sentence.word(number) == "i":
            end = number + 1
            while sentence.role(end) == "who" and not sentence.comma(end):
                end += 1
        else:
            break
        number = end + (sentence.word(end) == "and")
        joined = joined or number > end
        if number == end and not (end < len(sentence.words) and sentence.comma(end)):
            break
    ends = _name_end(sentence, number) > number or sentence.role(number - 1) == "who"
    closed = bool(made) and number == made[-1].end
    last = ends or closed or sentence.word(number - 1) == "i"
    if not joined or not last or sentence.people:
        return []
    for named in made:
        sentence.claim("who", named.start, named.end)
    return made


def _name_end(sentence: Sentence, start: int) -> int:
    """Where a name in capitals ends that begins at a word; there where none does."""
    end = start
    while end < len(sentence.words) and end - start < _NAME_WORDS:
        word = sentence.words[end]
        apart = end > start and (word.gap.strip(" .") or sentence.breaks(end))
        if word.role or apart or word.text in _NO_NAMES or not sentence.capital(end):
            break
        if word.text[-1].isdigit() and not any(letter.isalpha() for letter in word.text):
            break  # £3.50
        end += 1
        if word.owns:
            break
    return end


def _is_small_name(sentence: Sentence, number: int, people: Sequence[Named]) -> bool:
    """Whether a word in small letters stands where a name must: "coffee with dora"."""
    word = sentence.words[number]
    ordinary = word.text in _NO_NAMES | KIN | TITLES or is_verb(word.text) or is_adverb(word.text)
    if ordinary or not word.text.isalpha():
        return False
    before, ends = sentence.word(number - 1), number + 1 >= len(sentence.words)
    if before not in {"with", "and"} and (ends or not sentence.comma(number)):
        return False  # "lunch with anne, meh"
    if any(sentence.capital(named.start) for named in people):
        return False  # who writes names with capitals would write this one so
    after = number + 1
    following = sentence.word(after) in {"and", "at", "in", "on", "for", "about", "today"}
    return sentence.ends(after) or following or bool(sentence.role(after))
