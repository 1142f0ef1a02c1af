"""Build the note: what remains of a sentence without its people, day, kind and place."""

from __future__ import annotations

from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import is_verb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_FILLERS = words_of(
    "a an the with and at in on to for from of by up out i we me us my our it had have has was "
    "were did got get went met saw together today or over again then but been quick just came "
    "joined"
)
_VERBS = words_of(
    "called phoned rang texted emailed wrote messaged visited back grabbed told said heard caught "
    "talked spoke chatted calling ringing phoning texting but"
)
_MARKS = '"\u201c\u201d'
_OPENS = words_of("with at in on for from about re")


def left_over(
    sentence: Sentence, people: Sequence[Named], phrases: Sequence[str] = ()
) -> str | None:
    """The words of a sentence that were not parsed; None if there are none.

    It is cut at its stops, its commas, and before "with", "at", "in" and the like; a piece of which
    every word was read goes, the others stay as they were typed.

    Args:
        sentence: Its words claimed.
        people: Those who are read from it; of whoever else it says something.
        phrases: Phrases that were read, too.
    """
    read = {n for named in people for n in range(named.start, named.end)}
    read |= _phrases(sentence, phrases)
    pieces: list[str] = []
    behind = -1
    for start, end in _pieces(sentence):
        if all(_is_read(sentence, n, read) for n in range(start, end)):
            continue
        if start != behind or not pieces:
            first = _without_joint(sentence, start, end, read)
            pieces.append(_typed(sentence, first, end))
        else:
            gap = sentence.words[start].gap
            pieces[-1] += gap + _typed(sentence, start, end)
        behind = end
    pieces = [
        piece.strip(" ,;:.-\u2013\u2014") if n + 1 < len(pieces) else piece
        for n, piece in enumerate(pieces)
    ]
    return "; ".join(piece for piece in pieces if piece).strip(" ,;:-\u2013\u2014") or None


def _pieces(sentence: Sentence) -> list[tuple[int, int]]:
    starts = [0]
    for number in range(1, len(sentence.words)):
        word = sentence.word(number)
        before = sentence.role(number - 1)
        named = sentence.role(number + 1) == "who" or is_verb(sentence.word(number + 1))
        parts = word in _OPENS and sentence.role(number) != "who"
        parts = parts or (word == "and" and named and before != "who")
        quoted = sentence.role(number) == "said" and before == "said"
        inner = sentence.role(number) == before == "where"
        listed = sentence.role(number) == before == "who"  # a comma between two names
        marked = sentence.breaks(number) or (sentence.comma(number) and not listed)
        if (parts or marked) and not quoted and not inner:
            starts.append(number)
    return list(zip(starts, [*starts[1:], len(sentence.words)], strict=True))


def _phrases(sentence: Sentence, phrases: Sequence[str]) -> set[int]:
    """The positions of the words of all phrases that occur."""
    made: set[int] = set()
    for phrase in phrases:
        words = tuple(phrase.split())
        for start in range(len(sentence.words)):
            if sentence.texts(start, start + len(words)) == words:
                made.update(range(start, start + len(words)))
    return made


def _is_read(sentence: Sentence, number: int, read: set[int]) -> bool:
    word, role = sentence.word(number), sentence.role(number)
    if number in read or role == "who":
        return number in read
    return (bool(role) and role != "said") or word in _FILLERS | _VERBS


def _without_joint(sentence: Sentence, start: int, end: int, read: set[int]) -> int:
    """Without the "and" that a piece begins with, and the people and days read before the rest."""
    first = start
    while start < end - 1 and (
        sentence.word(start) in {"and", "but", "then", "that"}
        or sentence.role(start) in {"when", "tag", "long"}
        or (start in read and sentence.word(first) in {"with", "and"})
        or (start == first and sentence.word(start) == "with" and start + 1 in read)
    ):
        start += 1
    return start


def _typed(sentence: Sentence, start: int, end: int) -> str:
    stop = end
    while stop > start + 1 and sentence.role(stop - 1) == "tag":
        stop -= 1
    until = (
        len(sentence.text)
        if end == len(sentence.words) and stop == end
        else sentence.words[stop - 1].end
    )
    first = sentence.words[start]
    opening = len(first.gap) - len(first.gap.rstrip(_MARKS)) if first.gap else 0
    if stop == end and end < len(sentence.words):
        gap = sentence.words[end].gap
        until += len(gap) - len(gap.lstrip(_MARKS))
    return sentence.text[first.start - opening : until].strip()
