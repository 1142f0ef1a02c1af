"""Find known names in a sentence, in any spelling.

A name is found by handle, full name, nickname, "Anne B.", first name, and by surname where a title
or "with" leads to it; the longest first. Ordinary words that are names, too (will, mark, rose),
count in small letters only where a name must stand.
"""

from __future__ import annotations

from tinynet.contacts.sentences.text import keys, words_of
from tinynet.contacts.sentences.verbs import is_adverb, is_past, is_verb
from tinynet.core.kind_words import kind_for
from tinynet.core.names import SEPARATOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tinynet.contacts.sentences.text import Sentence

    Words = tuple[str, ...]
    Row = tuple[int, str, str, str]  # id, handle, name, search text

WHOLE, SHORT, FIRST, LAST = range(4)  # how sure a spelling is, the surest first
LEADS = words_of(
    "with and saw seen met called phoned rang rung texted visited emailed messaged whatsapped "
    "facetimed skyped helped hugged picked collected fetched thanked told asked"
)
_RAN = words_of("ran bumped run bump")
TITLES = words_of("dr prof mr mrs ms miss sir rev")
_ORDINARY = words_of(
    "will may mark bill grace hope faith joy art rose pat sue dawn frank june april august "
    "summer sky rich drew chase chip guy lane sandy penny skip "
    "wade ward young an so in see dot sunny ivy lily daisy iris heather ginger olive holly "
    "violet amber pearl ruby crystal sage basil angel christian christmas case dean duke earl king "
    "prince page parker hunter mason cook carter walker wood woods brown green white black gray "
    "long short day night early best love noble ford hall hill forest brook river stone bush bell "
    "march do an my mine me you her him it at on to as or if he she we so no yes park church major "
    "price reed rice ross rush sharp small strong sweet wise work house kitchen"
)
_COMMON = words_of(
    "with and in the on at for from to of had was were is we he she his her an my it"
)
_AT_THEIRS = frozenset({"at", "round"})
_MONTHS = frozenset({"april", "may", "june", "august"})
_MONTH_LEADS = frozenset({"in", "since", "until", "till", "by", "during", "last", "next", "this"})
KIN = words_of(
    "husband wife boyfriend girlfriend partner spouse brother sister mother father mum mom dad son "
    "daughter child kid baby grandmother grandfather grandson granddaughter stepson stepdaughter "
    "cousin aunt uncle niece nephew fiance fiancee colleague boss flatmate roommate housemate "
    "neighbour neighbor friend dog cat twin sibling parent godson goddaughter ex"
)


def possible_name_words(sentence: Sentence) -> list[str]:
    """The words that may be a part of somebody's name; a letter would be one of half of all."""
    words = {word.text for word in sentence.words if not word.role}
    return sorted(w for w in words - _COMMON if len(w) > 1 or not w.isascii())


class Named:
    """A name in a sentence, and the people it may mean.

    Attributes:
        start: The place of its first word.
        end: The place behind its last one.
        typed: As it was typed.
        people: The ids of those who may be meant; nobody where the name is not known.
        owns: Whether a possessive 's stands behind it.
    """

    def __init__(
        self, start: int, end: int, typed: str, people: Sequence[int], *, owns: bool = False
    ) -> None:
        self.start, self.end, self.typed, self.people, self.owns = start, end, typed, people, owns


def _is_same(one: str, other: str) -> bool:
    """Whether two spell one name: O'Neil and oneil, Müller and mueller."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    for typed, kept in (("'", ""), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        name = name.replace(typed, kept)
    return name


class Names:
    """The spellings of all people's names, by first word.

    Args:
        people: (id, handle, name, search text) of everybody who may be named.
    """

    def __init__(self, people: Iterable[Row]) -> None:
        self._spelled: dict[str, dict[Words, dict[int, set[int]]]] = {}
        for person in people:
            self.add(person)

    def add(self, person: Row) -> None:
        """Add a person."""
        number, handle, _, search = person
        whole, *nicknames = search.split(SEPARATOR)[1:]
        for name in (handle, *nicknames):
            self._add(keys(name), WHOLE, number)
        for name in (whole, *(one for one in nicknames if _is_same(one, whole))):
            self._add_name(keys(name), number)

    def _add_name(self, words: Words, number: int) -> None:
        self._add(words, WHOLE, number)
        title, bare = (words[:1], words[1:]) if words[:1] and words[0] in TITLES else ((), words)
        if len(bare) > 1:
            first, *_, last = bare
            self._add((first, last), SHORT, number)
            for word in bare[1:]:
                self._add((first, word[0]), SHORT, number)
            self._add((last,), LAST, number)
            for one in [title] if title else [(name,) for name in ("mr", "mrs", "ms", "dr")]:
                self._add((*one, last), FIRST, number)
        if bare and len(bare[0]) > 1 - (not bare[0].isascii()):
            self._add(bare[:1], FIRST, number)

    def _add(self, words: Words, sureness: int, number: int) -> None:
        if words:
            spelled = self._spelled.setdefault(words[0], {}).setdefault(words, {})
            spelled.setdefault(sureness, set()).add(number)

    def at(self, sentence: Sentence, start: int, *, led: bool) -> Named | None:
        """The longest name that begins at a word.

        Args:
            sentence: The sentence.
            start: The word's place.
            led: Whether a name must stand there, after "with" and the like.
        """
        found = self._spelled.get(sentence.word(start), {})
        word = sentence.words[start]
        if not found and word.text.endswith("s") and sentence.word(start - 1) in _AT_THEIRS:
            bare = self._spelled.get(word.text[:-1], {})  # "at sams"
            if (word.text[:-1],) in bare:
                word.text, word.owns, found = word.text[:-1], True, bare
        for words in sorted(found, key=len, reverse=True):
            end = start + len(words)
            sureness = min(found[words])
            if sentence.texts(start, end) != words or not sentence.free(start, end):
                continue
            if sentence.parted(start, end, " ."):
                continue
            if any(word.owns for word in sentence.words[start : end - 1]):
                continue
            if not _is_meant(sentence, start, end, sureness, led=led):
                continue
            last = sentence.words[end - 1]
            if len(words) == 1 and not last.owns and _has_surname(sentence, end, led=led):
                return None  # Sam Cooke is not Sam Reed
            people = sorted(found[words][sureness])
            return Named(start, end, sentence.typed(start, end), people, owns=last.owns)
        return None


def _has_surname(sentence: Sentence, end: int, *, led: bool) -> bool:
    """Whether a first name goes on as somebody's whole name, which nobody here has."""
    start = end - 1
    may_be = led or start == 0 or sentence.word(start - 1) in _WHOSE or sentence.breaks(start)
    if end >= len(sentence.words) or not may_be or sentence.text.isupper():
        return False
    word = sentence.words[end]
    ordinary = word.text in _NO_SURNAMES or is_verb(word.text)
    named = not (word.role or ordinary or word.gap.strip()) and word.text.isalpha()
    return named and sentence.capital(start) and sentence.capital(end)


_WHOSE = words_of("to from by of about against for like as")
_NO_SURNAMES = (
    KIN
    | TITLES
    | words_of(
        "i a christmas xmas easter boxing halloween hogmanay thanksgiving new pancake mother's "
        "and with in the on at for from to of is her his my she he they we it so but then"
    )
)


def _is_meant(sentence: Sentence, start: int, end: int, sureness: int, *, led: bool) -> bool:
    """Whether words that spell a name are used as a name."""
    first, last = sentence.words[start], sentence.words[end - 1]
    if sureness == SHORT and len(last.text) == 1:
        following = sentence.text[last.end : last.end + 1]
        return sentence.capital(end - 1) and (following == "." or last.text not in {"a", "i"})
    if len(first.text) < 2 and first.text.isascii() and end - start == 1:
        return sentence.capital(start) and led
    if sureness == LAST or first.text in LEADS:
        return led and (sentence.capital(start) or _is_only_a_name(first.text))
    if first.text in _MONTHS and sentence.word(start - 1) in _MONTH_LEADS:
        return False
    if end - start == 1 and first.text in _ORDINARY and not (led or last.owns):
        opens = sentence.breaks(start) or sentence.role(start - 1) == "when"
        does = opens and is_past(sentence.word(end))
        sure = sentence.capital(start) or does if start else _does(sentence.word(end))
        return sure or _is_noted(sentence, start, end)
    return True


def _is_noted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a short note has a kind beside it: "grace, phone, an hour", "call grace 25 min"."""
    ends = end >= len(sentence.words)
    apart = not ends and bool(sentence.words[end].gap.strip(" '\u2019"))
    if start:
        alone = bool(sentence.words[start].gap.strip(" '\u2019")) and (ends or apart)
        listed = alone or sentence.role(end) in _ASIDE
        return listed and kind_for(sentence.word(start - 1)) is not None
    by_phone = sentence.word(end) == "on"  # "Grace on FaceTime"
    return (apart or by_phone) and kind_for(sentence.word(end + by_phone)) is not None


_ASIDE = frozenset({"when", "long"})


def _is_only_a_name(word: str) -> bool:
    """Whether a surname in small letters is hardly anything else: "okafor", not "baker"."""
    common = word in _ORDINARY or word in _TRADES or word in LEADS or is_verb(word)
    return len(word) > len("reed") and not common


_TRADES = KIN | words_of(
    "baker butcher fisher fishers taylor tailor miller potter farmer gardener shepherd archer "
    "bishop priest abbot friends family guest guests fowler marsh porter turner weaver barber "
    "brewer carpenter clerk fletcher sailor singer sawyer skinner spicer thatcher driver dyer "
    "glover harper piper plumber painter ranger reader rider roper slater summers winters waters "
    "woodward woodman field fields banks brooks bridge bridges castle cross england france english "
    "french german scott welsh irish ireland holland london people others another everyone"
)


def _does(word: str) -> bool:
    """Whether a word goes on from a name that begins a sentence: "Grace flew", "Mark plays"."""
    sure = word in FOLLOWS or is_verb(word) or is_adverb(word)
    return sure or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))


FOLLOWS = words_of(
    "called phoned rang texted emailed wrote messaged visited and is was has had came told said "
    "says got moved invited tried picked answered just skyped and didn't"
)


def find(sentence: Sentence, names: Names) -> list[Named]:
    """Claim all known names, in order.

    Where the sentence marks people with ** (friends.md), those are all there are.
    """
    found: list[Named] = []
    if sentence.people:
        for span in sentence.people:
            start, end = sentence.within(span)
            if start == end:
                continue
            known = names.at(sentence, start, led=True)
            same = known is not None and known.end == end
            typed = sentence.typed(start, end)
            found.append(known if known and same else Named(start, end, typed, ()))
            sentence.claim("who", start, end)
        return found
    number = 0
    while number < len(sentence.words):
        led = is_led(sentence, number)
        taken = sentence.role(number) or sentence.in_address(number)
        named = None if taken else names.at(sentence, number, led=led)
        if named is None:
            number += 1
            continue
        sentence.claim("who", named.start, named.end)
        if named.owns and _is_state(sentence, named):
            named.owns = sentence.words[named.end - 1].owns = False
        found.append(named)
        number = named.end
    return found


def _is_state(sentence: Sentence, named: Named) -> bool:
    """Whether the 's behind a name is an "is" or "has": "Anne's back from Chile and came round"."""
    if named.end >= len(sentence.words) or sentence.breaks(named.end):
        return False
    if sentence.word(named.start - 1) in _LED_HOME:
        return False
    word, after = sentence.word(named.end), sentence.word(named.end + 1)
    return word in _STATES or (word in {"back", "home", "here"} and after in _BEHIND_STATE)


_STATES = words_of(
    "in on off out away a an the not been got gone just still now so very too really"
)
_BEHIND_STATE = words_of("from in to at on for and now again safely") | {""}
_LED_HOME = words_of(
    "at to round from of in by with near outside behind about over "
    "heard hear think thought know knew hope said says"
)


def is_led(sentence: Sentence, number: int) -> bool:
    """Whether a name must stand at a word: after "with", or behind a name in a list."""
    before = sentence.word(number - 1)
    if before == "and" or sentence.comma(number):
        return sentence.role(number - 1 - (before == "and")) == "who"
    if sentence.role(number - 1) == "who" and sentence.word(number + 1) == "and":
        return True  # "with ruth grace and mei", without commas
    if sentence.word(number + 1) == "and" and sentence.word(number + 2) in {"i", "me", "myself"}:
        return True  # "bill and i went"
    if before == "into" and sentence.word(number - 2) in _RAN:
        return True
    return before in LEADS or (before in KIN and sentence.capital(number))
