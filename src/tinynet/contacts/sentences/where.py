"""Find the place in a sentence: a marked one, a known one, or "at the Red Lion"."""

from __future__ import annotations

from tinynet.contacts.sentences.text import keys, words_of
from tinynet.contacts.sentences.verbs import is_adverb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

    Words = tuple[str, ...]

_LONGEST = 6  # words of a place
_LEADS = frozenset({"at", "in", "by", "near", "inside", "outside", "around"})
_KNOWN_LEADS = _LEADS | {"to", "from", "on", "over", "the", "our", "my", "through"}
_MOVES = words_of(
    "went flew drove walked ran cycled travelled traveled trip train sailed hiked go came"
)
_INNER = words_of("of de la le du des del di da den der van von am an on the")
_HOSTED = words_of("at to round chez by")
ROOMS = words_of("place flat house home garden office studio apartment kitchen")
FEASTS = words_of(
    "party wedding birthday barbecue bbq dinner concert show gig funeral housewarming graduation "
    "recital exhibition picnic"
)
_BARE = words_of("home work school uni church university")
_SMALL_LEADS = frozenset({"at", "in", "by", "near"})
_OWNED = frozenset({"the", "my", "our", "his", "her", "their"})
_NOWHERE = words_of(
    "moment end last same time weekend beginning start first best worst once all least noon night "
    "midnight lunch dinner breakfast party usual very way risk ease length large front middle "
    "morning afternoon evening background meantime mood name rain sun dark past future hope "
    "english french german spanish italian general particular person tears love"
)
_ENDS = words_of(
    "with for and on in at from to while where but after before who which around about until till "
    "by"
)


class Places:
    """Known places, by their words.

    Args:
        places: A spelling and the name to keep, which is another one where that is an alias.
    """

    def __init__(self, places: Iterable[tuple[str, str]] = ()) -> None:
        self._known: dict[Words, str] = {}
        for spelling, name in places:
            words = keys(spelling)
            self._known.setdefault(words, name)
            if len(words) > 1 and words[0] == "the":
                self._known.setdefault(words[1:], name)

    def at(self, words: Words) -> str | None:
        """The place of these words."""
        return self._known.get(words)


def marked(sentence: Sentence, known: Places) -> str | None:
    """Claim what is between underscores, as in friends.md; the first is the place."""
    found: list[str] = []
    for span in sentence.places:
        start, end = sentence.within(span)
        if end > start:
            sentence.claim("where", start, end)
            typed = sentence.text[span[0] : span[1]].strip()
            found.append(known.at(sentence.texts(start, end)) or typed)
    return found[0] if found else None


def known_place(sentence: Sentence, known: Places, least: int) -> str | None:
    """Claim the first known place, with the longest match.

    Args:
        sentence: The sentence.
        known: The places.
        least: The fewest words; places of several words are sought before people are, so that
            Grace Cathedral is not somebody called Grace.
    """
    for start in range(len(sentence.words)):
        for end in range(min(start + _LONGEST, len(sentence.words)), start + least - 1, -1):
            place = known.at(sentence.texts(start, end))
            if place is None or not sentence.free(start, end):
                continue
            if sentence.capital(start) or sentence.word(start - 1) in _KNOWN_LEADS:
                _claim(sentence, start, end)
                return place
    return None


def host(sentence: Sentence, found: list[Named]) -> tuple[str | None, Named | None]:
    """Claim "at Anne's", where Anne was there, and "at Marie's Diner", where Marie was not.

    Args:
        sentence: The sentence.
        found: The names in it; who only names a house is taken out.

    Returns:
        The place, and who it belongs to; both None where there is none, and no place where it is
        what they gave: "at Anne's wedding".
    """
    for named in list(found):
        hosts = co_hosts(sentence, found, named)
        start = hosts[0].start
        if not named.owns or sentence.word(start - 1) not in _HOSTED:
            continue
        here = sentence.words[named.end :][:1]
        if here and here[0].gap.strip(" '\u2019"):  # "at Anne's. Durham was nice"
            typed = _with_s(sentence, start, named.end)
            _claim(sentence, start, named.end)
            return typed, named
        end = _capitals(sentence, named.end)
        if end > named.end:
            for one in hosts:
                found.remove(one)
            typed = _with_s(sentence, start, end)
            _claim(sentence, start, end)
            return typed, None
        if sentence.word(named.end) in FEASTS:
            return None, named
        if sentence.word(named.end) in ROOMS and sentence.free(named.end, named.end + 1):
            end = named.end + 1
        elif not (_closes(sentence, named.end) or _goes_on(sentence.word(named.end))):
            continue
        typed = _with_s(sentence, start, end)
        _claim(sentence, start, end)
        return typed, named
    return None, None


def _goes_on(word: str) -> bool:
    """Whether a word says how or when: "at Anne's helping", "at Anne's just before six"."""
    return word.endswith("ing") or is_adverb(word)


def co_hosts(sentence: Sentence, found: Sequence[Named], owner: Named) -> list[Named]:
    """Everybody whose house it is: Bob and Anne of "at Bob and Anne's"."""
    ends = {named.end: named for named in found}
    hosts = [owner]
    while True:
        start = hosts[0].start
        joined = sentence.word(start - 1) == "and"
        before = ends.get(start - 1 if joined else start)
        if before is None or not (joined or sentence.comma(start)):
            return hosts
        hosts.insert(0, before)


def new_place(sentence: Sentence) -> str | None:
    """Claim the first unknown place after a preposition.

    In capitals behind at, in, near or "went to"; in small letters only as "at the pub", "at home".
    """
    for number, word in enumerate(sentence.words):
        before = sentence.word(number - 1)
        moved = before == "to" and not _MOVES.isdisjoint(sentence.texts(number - 4, number - 1))
        if word.role or not (before in _LEADS or moved) or sentence.breaks(number):
            continue
        end = _capitals(sentence, number)
        skip = word.text == "the" and not sentence.capital(number)
        if skip and end == number:
            end = _capitals(sentence, number + 1)
            end = 0 if end == number + 1 else end
        if end > number:
            start = number + skip
            typed = _with_s(sentence, start, end)
            _claim(sentence, number, end)
            return typed
        end = _small(sentence, number)
        if end:
            typed = sentence.typed(number, end)
            _claim(sentence, number, end)
            return typed
    return None


def _claim(sentence: Sentence, start: int, end: int) -> None:
    while sentence.word(start - 1) in _KNOWN_LEADS and not sentence.role(start - 1):
        start -= 1
    sentence.claim("where", start, end)


def _with_s(sentence: Sentence, start: int, end: int) -> str:
    """The words as typed, a final 's included: "Anne's", "St John's"."""
    return sentence.text[sentence.words[start].start : sentence.words[end - 1].end]


def _capitals(sentence: Sentence, start: int) -> int:
    """Where a name in capitals ends that begins at a word; there where none does."""
    end = start
    while end < len(sentence.words) and end - start < _LONGEST:
        word = sentence.words[end]
        if word.role or (end > start and word.gap.strip(" .'")) or word.text in {"i", "i'm"}:
            break
        if not sentence.capital(end):
            if end == start or not _is_inner(sentence, start, end):
                break
        elif end == start and word.text in _NOWHERE:
            break
        end += 1
        if end > start + 1 and sentence.breaks(end - 1):
            return end - 1
    return end


def _is_inner(sentence: Sentence, start: int, number: int) -> bool:
    """Whether a small word is inside a name: Café de la Paix, The Eagle and Child."""
    after = number + 1
    if sentence.word(after) in _INNER and not sentence.capital(after):
        after += 1
    if after >= len(sentence.words) or sentence.role(after) or not sentence.capital(after):
        return False
    word = sentence.word(number)
    return word in _INNER or (word == "and" and sentence.word(start) == "the")


def _small(sentence: Sentence, number: int) -> int:
    """Where "the pub" of "at the pub" ends; 0 where it is not a place."""
    before, word = sentence.word(number - 1), sentence.word(number)
    if before == "at" and word in _BARE and _closes(sentence, number + 1):
        return number + 1
    if before not in _SMALL_LEADS or word not in _OWNED:
        return 0
    for end in (number + 2, number + 3):
        inside = sentence.texts(number + 1, end)
        if (
            sentence.parted(number, end)
            or not sentence.free(number, end)
            or not _NOWHERE.isdisjoint(inside)
        ):
            break
        if _closes(sentence, end):
            return end
    return 0


def _closes(sentence: Sentence, end: int) -> bool:
    """Whether a phrase ends before a word: at the end, a stop, a preposition, something claimed."""
    return sentence.ends(end) or sentence.word(end) in _ENDS or bool(sentence.role(end))
