"""Split a sentence into clauses, each with its conjunction, subject and verb.

A clause begins behind a stop, behind a comma that parts no list of names, with a conjunction, and
with a pronoun that can only be a subject. What hangs on the clause before it ("that we meet",
"when he comes") is `attached`: it is no surer than that one is.
"""

from __future__ import annotations

from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import (
    HE,
    I_AM,
    MEN,
    PEOPLE,
    PREPOSITIONS,
    SHE,
    SUBJECTS,
    THEY_ARE,
    WOMEN,
    is_adverb,
    is_verb,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

    Cut = tuple[str, bool, int] | None

_COORDINATE = words_of("but so then yet")
_SUBORDINATE = words_of(
    "because cos although though while whilst when whenever if unless who who'd who's which where "
    "since until till before after once whether as what how"
)
_TELLS = words_of(
    "told tells tell said says say texted wrote thinks think thought heard hear knows know hope "
    "hopes wish agreed suggested saw see read asked reckon reckons mentioned promised announced "
    "discovered learned learnt found news confirmed dreamt dreamed decided replied remember "
    "explained admitted realised realized noticed"
)
_ALL_BUT = words_of("nothing nobody everyone everybody anyone one all anything")
_TOLD_TO = words_of("me us him her them")
_HERE = ("", False, 0)  # a clause that begins with the word itself
_LINKING = words_of("and or nor")
_LEADING = frozenset({"when", "clock", "long", "where", "tag"})  # roles before a subject


class Clause:
    """A stretch of a sentence with one verb, or none.

    Attributes:
        start: The place of its first word, the conjunction left out.
        end: The place behind its last one.
        marker: The conjunction that begins it, "that" where it is told by somebody; or "".
        attached: Whether it hangs on the clause before it.
        joined: How it goes on from the one before it: "and", "but", ","; "" where it does not.
        verb: The place of its first verb; its end where it has none.
    """

    def __init__(self, start: int, end: int, marker: str, *, attached: bool, joined: str) -> None:
        self.start, self.end, self.marker, self.attached = start, end, marker, attached
        self.joined, self.verb = joined, end


def clauses(sentence: Sentence, begin: int = 0) -> list[Clause]:
    """Split a sentence into clauses, in order.

    Args:
        sentence: Its names and times claimed already.
        begin: Where the text begins, behind a day in front.
    """
    made: list[Clause] = []
    start, marker, attached, joined = begin, "", False, ""
    for at in range(begin + 1, len(sentence.words) + 1):
        ends = at == len(sentence.words)
        cut = None if ends else _cut(sentence, start, at)
        if not ends and cut is None:
            continue
        if at > start:
            made.append(Clause(start, at, marker, attached=attached, joined=joined))
        if cut is not None:
            marker, attached, skipped = cut
            start = at + skipped
            joined = _joint(sentence, at)
    for clause in made:
        _take_marker(sentence, clause)
        clause.verb = _verb(sentence, clause)
    return [clause for clause in made if clause.end > clause.start]


def is_name(sentence: Sentence, number: int) -> bool:
    """Whether a word belongs to a name that stands for a person, not a possessive."""
    return sentence.role(number) == "who" and not sentence.words[number].owns


def _joint(sentence: Sentence, number: int) -> str:
    """How a clause that begins at a word is joined to the one before it."""
    if sentence.breaks(number):
        return ""
    word = sentence.word(number)
    if word in {"and", "but", "except", "then", "or", "yet"}:
        return word
    return "," if sentence.comma(number) and word != "so" else ""


def _take_marker(sentence: Sentence, clause: Clause) -> None:
    """Skip a conjunction at the very beginning: "Although it poured"."""
    first = sentence.word(clause.start)
    if clause.marker or clause.end - clause.start < 2:
        return
    joins = first in {"and", "or"}
    subordinate = first in _SUBORDINATE and not sentence.role(clause.start)
    if joins or first in _COORDINATE or (subordinate and first != "who"):
        clause.marker = "" if joins else first
        clause.start += 1


def _cut(sentence: Sentence, start: int, at: int) -> Cut:
    """Whether a clause begins with a word: its marker, whether attached, the words skipped."""
    role, comma = sentence.role(at), sentence.comma(at)
    if sentence.breaks(at) or _behind_initial(sentence, at) or _behind_emoji(sentence, at):
        return _HERE
    if role not in {"", "kind", "who"}:
        return None
    if not role and (cut := _with_conjunction(sentence, at)):
        return cut
    if sentence.word(at) in {"and", "then"} and _opens_clause(sentence, at + 1):
        pair = sentence.word(at) == "and" and _is_pair(sentence, at, start)
        return None if pair else ("", False, 1)
    if comma:
        return None if _in_list(sentence, start, at) else _HERE
    return _bare_subject(sentence, start, at)


def _with_conjunction(sentence: Sentence, at: int) -> Cut:
    """A clause that begins with but, so, when, that and the like."""
    word, before, after = (sentence.word(n) for n in (at, at - 1, at + 1))
    opens = _opens_clause(sentence, at + 1)
    if word == "that":
        is_reported = before in _TOLD_TO or before in _TELLS or _told_name(sentence, at)
        return ("that", True, 1) if is_reported else None
    if word == "as":
        return (word, True, 1) if after in SUBJECTS and before not in {"well", "as"} else None
    if word in {"what", "how"}:
        return (word, True, 1) if opens else None
    if word in _SUBORDINATE:
        return word, True, 1
    one_of_all = before in _ALL_BUT or (sentence.role(at + 1) == "who" and not opens)
    coordinate = (
        (word == "but" and not one_of_all)
        or (word == "except" and after in SUBJECTS | I_AM | THEY_ARE)
        or (word in _COORDINATE and (sentence.comma(at) or (opens and not one_of_all)))
    )
    return (word, False, 1) if coordinate else None


def _behind_initial(sentence: Sentence, at: int) -> bool:
    """Whether a name begins a clause behind the stop of "Anne B."."""
    dotted = sentence.role(at - 1) == "who" and len(sentence.word(at - 1)) == 1
    gap = sentence.words[at].gap
    return dotted and sentence.role(at) == "who" and "." in gap and "," not in gap


def _behind_emoji(sentence: Sentence, at: int) -> bool:
    """Whether an emoji that is no name and no kind ends a clause: "hugs from Sam 🤗 needed it"."""
    before = sentence.words[at - 1]
    is_sign = not before.role and not any(letter.isalnum() for letter in before.text)
    return is_sign and sentence.word(at) not in PREPOSITIONS | _LINKING


def _bare_subject(sentence: Sentence, start: int, at: int) -> Cut:
    """A pronoun, or a name behind "told me", that begins a clause without a conjunction."""
    word, before = sentence.word(at), sentence.word(at - 1)
    is_reported = before in _TOLD_TO or before in _TELLS
    if word not in SUBJECTS | I_AM | THEY_ARE or sentence.role(at):
        return ("that", True, 0) if is_reported and _is_told_of(sentence, start, at) else None
    led = before in _LINKING or all(
        sentence.role(n) in _LEADING or not _has_content(sentence, n) for n in range(start, at)
    )
    inverted = at == start + 1 and before == "had"  # "Had I called him, ..."
    if led or inverted or before in {"with", "like", "than"}:
        return None
    if not any(_is_verb(sentence, n) for n in range(start, at)):
        return ("", True, 0) if sentence.role(at - 1) == "who" else None
    return ("that" if is_reported or _told_name(sentence, at) else "", True, 0)


def _is_told_of(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a name begins what somebody told: "Anne told me Bob is ill"."""
    end = _names_end(sentence, at)
    while is_adverb(sentence.word(end)):
        end += 1
    verb = sentence.word(end)
    free = sentence.role(end) in {"", "kind"}  # "texted Bob this morning" tells nothing of Bob
    written_to = sentence.word(at - 1) in _WRITTEN  # nor does "texted Bob photos"
    does = is_verb(verb) or (verb.endswith("s") and not written_to)
    does = does and free and verb not in _NO_VERBS
    tells = any(sentence.word(n) in _TELLS for n in range(start, at))
    return is_name(sentence, at) and does and tells and not sentence.breaks(end)


_WRITTEN = words_of("texted wrote messaged emailed whatsapped wired")
_NO_VERBS = words_of("this his its as us")


def _told_name(sentence: Sentence, at: int) -> bool:
    """Whether a name that was told something stands before a word: "told Anne that"."""
    number = at - 1
    while sentence.role(number) == "who":
        number -= 1
    return number < at - 1 and sentence.word(number) in _TELLS


def _is_verb(sentence: Sentence, number: int) -> bool:
    """Whether a word is a verb, and not May or a name."""
    return sentence.role(number) in {"", "kind"} and is_verb(sentence.word(number))


def _has_content(sentence: Sentence, number: int) -> bool:
    return _is_verb(sentence, number) or sentence.role(number) in {"who", "kind"}


def _names_end(sentence: Sentence, number: int) -> int:
    while sentence.role(number) == "who" or (
        sentence.word(number) == "and" and sentence.role(number + 1) == "who"
    ):
        number += 1
    return number


def _opens_clause(sentence: Sentence, number: int) -> bool:
    """Whether a subject with its verb, or a verb, begins with a word."""
    while is_adverb(sentence.word(number)):
        number += 1
    word = sentence.word(number)
    if sentence.role(number) == "who":
        after = _names_end(sentence, number)
        while is_adverb(sentence.word(after)):
            after += 1
        apart = after < len(sentence.words) and bool(sentence.words[after].gap.strip())
        return is_verb(sentence.word(after)) and not apart and not sentence.words[number].owns
    if sentence.role(number) in {"when", "long", "where", "clock"}:
        return False
    begins_clause = word in SUBJECTS | I_AM | THEY_ARE or (
        word == "it" and is_verb(sentence.word(number + 1))
    )
    return begins_clause or is_verb(word)


def _is_pair(sentence: Sentence, at: int, start: int) -> bool:
    """Whether "and" joins two subjects: "Sam and I", "he and I", "Bob and Sam played"."""
    after = sentence.word(at + 1)
    before = sentence.word(at - 1)
    listed = sentence.role(at - 1) == "who" or before in SUBJECTS | {"me", "her", "him"}
    if not listed:
        return False
    subject = not any(_is_verb(sentence, n) for n in range(start, at))
    return subject and (after in SUBJECTS | {"myself"} or sentence.role(at + 1) == "who")


def _in_list(sentence: Sentence, start: int, at: int) -> bool:
    """Whether the comma before a word separates two names of one list."""
    if sentence.role(at) != "who":
        joined = sentence.word(at) == "and" and sentence.role(at + 1) == "who"
        pair = sentence.word(at) in {"me", "i"} and sentence.role(at - 1) == "who"
        pair = pair or _is_kin_listed(sentence, at)  # "Anne, her husband and the twins"
        return (joined or pair) and sentence.role(at - 1) == "who"
    if sentence.role(at - 1) != "who" and sentence.word(at - 1) not in {"me", "us"}:
        return False
    end = at
    while end < len(sentence.words) and (
        sentence.role(end) == "who" or sentence.word(end) == "and"
    ):
        end += 1
    follows = end < len(sentence.words) and not sentence.breaks(end)
    verb = follows and (is_verb(sentence.word(end)) or is_adverb(sentence.word(end)))
    names = all(
        sentence.role(n) in {"who", "when"} or sentence.word(n) in {"and", "me"}
        for n in range(start, at)
    )
    return names or not verb


def _is_kin_listed(sentence: Sentence, at: int) -> bool:
    """Whether their family goes on a list: "her husband and", "the kids,"."""
    whose = sentence.word(at) in {"her", "his", "their", "the"}
    return whose and sentence.word(at + 1) in PEOPLE and sentence.word(at + 2) == "and"


def _verb(sentence: Sentence, clause: Clause) -> int:
    """The position of the first verb of a clause; its end if there is none."""
    for number in range(clause.start, clause.end):
        word = sentence.word(number)
        if sentence.role(number) in {"who", "when", "long", "clock", "where", "tag", "said"}:
            continue
        if is_verb(word):
            return number
    return clause.end


def antecedents(
    sentence: Sentence,
    found: Sequence[Named],
    before: int,
    scope: Sequence[Clause],
    pronoun: str = "",
) -> list[Named]:
    """The people a pronoun may mean: those of the nearest clause before it that names some.

    Args:
        sentence: The sentence.
        found: The names in it.
        before: The place of the pronoun.
        scope: The clauses up to and with that of the pronoun.
        pronoun: It, where it says whether it is a man or a woman.
    """
    for clause in reversed(scope):
        inside = [
            named
            for named in found
            if clause.start <= named.start < min(clause.end, before)
            and named.people
            and not (named.owns and _may_mean(sentence, named, pronoun))
        ]
        if inside:
            return inside
    return []


def _may_mean(sentence: Sentence, named: Named, pronoun: str) -> bool:
    """Whether a pronoun may mean somebody of theirs: not "him" behind "Bob's mum"."""
    other = WOMEN if pronoun in HE else MEN if pronoun in SHE else ()
    kin = sentence.texts(named.end, named.end + 2)
    return has_person(sentence, named) and not any(word in other for word in kin)


def has_person(sentence: Sentence, named: Named) -> bool:
    """Whether a possessive leads to a person: "Bob's old boss", not "his baby shower"."""
    return any(
        word.text in PEOPLE and not word.owns and sentence.word(number + 1) != "shower"
        for number, word in enumerate(sentence.words[named.end : named.end + 2], named.end)
    )
