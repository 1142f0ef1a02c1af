"""Notice two contacts in one sentence: "called Bob and texted Grace".

As one contact it would say that all of them were there together.
"""

from __future__ import annotations

from tinynet.contacts.sentences.text import UnreadableError, words_of
from tinynet.contacts.sentences.verbs import is_past
from tinynet.core.kind_words import OTHER, kind_in
from tinynet.errors import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_GOES_ON = words_of("and then before after plus later followed")
_ABOUT = 3  # words from "about" to what was only talked about


def refuse_two(sentence: Sentence, people: Sequence[Named]) -> None:
    """Refuse a sentence in which two words of a kind each have people of their own.

    Args:
        sentence: Its names and its kind claimed.
        people: Everybody who was with the writer.

    Raises:
        UnreadableError: It tells of two contacts.
    """
    if len(people) < 2:
        return
    parts: list[tuple[int, int, str, Named]] = []
    for start, end, kind in _kinds(sentence):
        named = _with_whom(sentence, people, start, end)
        if named is not None:
            parts.append((start, end, kind, named))
    for number, (start, end, kind, named) in enumerate(parts):
        for begun, stop, other, first in parts[:number]:
            differ = kind != other or sentence.texts(begun, stop) == sentence.texts(start, end)
            parted = _goes_on(sentence, max(stop, first.end), min(start, named.start))
            if differ and parted and first.people != named.people:
                one = sentence.typed(min(begun, first.start), max(stop, first.end))
                two = sentence.typed(min(start, named.start), max(end, named.end))
                raise UnreadableError(
                    f'It says two contacts, "{one}" and "{two}"',
                    f"Give each its own sentence: tinynet jot {quoted(one)}",
                )


def _kinds(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Where words of a kind stand, each with its kind, in order."""
    words = sentence.words
    blank = sentence.text
    for number, word in enumerate(words):
        if word.role not in {"", "kind"} or "about" in sentence.texts(number - _ABOUT, number):
            blank = blank[: word.start] + "." * (word.end - word.start) + blank[word.end :]
    found: list[tuple[int, int, str]] = []
    while True:
        kind, span = kind_in(blank) or ("", (0, 0))
        start, end = sentence.within(span)
        if end <= start or kind == OTHER:
            return sorted(found)
        found.append((start, end, kind))
        blank = blank[: span[0]] + "." * (span[1] - span[0]) + blank[span[1] :]


def _goes_on(sentence: Sentence, end: int, start: int) -> bool:
    """Whether the second contact is one more: not the "dinner" of "helped Li cook dinner"."""
    return any(
        sentence.word(n) in _GOES_ON or sentence.comma(n) or sentence.breaks(n)
        for n in range(end, start + 1)
    )


def _with_whom(sentence: Sentence, people: Sequence[Named], start: int, end: int) -> Named | None:
    """Whom the words of a kind have: behind them, behind their "with", or before their verb."""
    after = end + (sentence.word(end) == "with")
    for named in people:
        if named.start == after and not sentence.comma(after) and not sentence.breaks(after):
            return named
    does = is_past(sentence.word(start)) and not sentence.comma(start)
    return next((named for named in people if does and named.end == start), None)
