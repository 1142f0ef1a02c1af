"""What `find` looks for, whether a text holds it, and where.

All of it is compared as `core/names.py` folds it: without case and accents, single spaces.
"""

from __future__ import annotations

from tinynet.core.names import fold, fold_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUOTE = '"'
IN_NUMBERS = frozenset("+-()./ 0123456789")  # what a telephone number may be written with


def parts(query: str) -> list[str]:
    """The words of a query, folded, and its phrases in quotes; once each.

    A quote that is never closed is a character like others: 5" is five inches.
    """
    pieces = query.split(QUOTE)
    if len(pieces) % 2 == 0:
        pieces[-2:] = [QUOTE.join(pieces[-2:])]
    found: list[str] = []
    for number, piece in enumerate(pieces):
        found += [fold(piece)] if number % 2 else fold(piece).split()
    return list(dict.fromkeys(filter(None, found)))


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds all of the words."""
    folded = fold_letters(text)
    if all(word in folded for word in words):
        return True
    # Only a phrase may have several spaces or a line's end where it has one.
    return any(" " in word for word in words) and all(word in fold(text) for word in words)


def holds_number(text: str, words: Sequence[str]) -> bool:
    """The same of a telephone number, in which digits are found however they are spaced."""
    folded, digits = fold(text), digits_of(text)
    return all(word in folded or (as_digits(word) or "-") in digits for word in words)


def as_digits(word: str) -> str:
    """The digits of a word that a telephone number may have in it; "" of any other."""
    return digits_of(word) if IN_NUMBERS.issuperset(fold(word)) else ""


def digits_of(text: str) -> str:
    """The digits in a text."""
    return "".join(filter(str.isdecimal, fold(text)))


def marks(text: str, words: Sequence[str], *, is_number: bool = False) -> list[list[int]]:
    """Where a text holds the words: [start, end] in characters, in order, overlapping ones as one.

    Args:
        text: What was found.
        words: The parts of the query.
        is_number: Look for digits however they are spaced, too.
    """
    folded, places = located(text)
    found = [span for word in words for span in spans(folded, places, word)]
    if is_number:
        kept = [
            (letter, at) for letter, at in zip(folded, places, strict=True) if letter.isdecimal()
        ]
        digits, at_digits = "".join(digit for digit, _ in kept), [at for _, at in kept]
        found += [span for word in words for span in spans(digits, at_digits, as_digits(word))]
    made: list[list[int]] = []
    for start, end in sorted(found):
        while end < len(text) and not fold_letters(text[end]):
            end += 1  # noqa: PLW2901  accents belong to their letter
        if made and start <= made[-1][1]:
            made[-1][1] = max(made[-1][1], end)
        else:
            made.append([start, end])
    return made


def spans(folded: str, places: Sequence[int], word: str) -> Iterator[tuple[int, int]]:
    """Every place of a word in a folded text, as places of the text itself."""
    at = folded.find(word) if word else -1
    while at >= 0:
        yield places[at], places[at + len(word) - 1] + 1
        at = folded.find(word, at + 1)


def located(text: str) -> tuple[str, Sequence[int]]:
    """A folded text, and for each of its characters where in the text it comes from."""
    if text.isascii() and " ".join(text.split()) == text:
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for part in fold_letters(letter):
            if not part.isspace():
                letters.append(part)
                places.append(at)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                places.append(at)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places
