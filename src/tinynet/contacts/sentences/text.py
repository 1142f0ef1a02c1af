"""A sentence as words: each one folded, with where it stands, so that readers can claim them.

The words of people's names pass the same splitter, so that a name is a run of equal words in any
script. Scripts without spaces (Chinese, Japanese, Korean particles, Thai) give a word a character.
Loaded at every `jot`, so without `re` and `dataclasses`: characters are looked at one by one.
"""

from __future__ import annotations

from tinynet.core.kind_words import WITH
from tinynet.core.names import fold
from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2_000  # characters of one sentence
_BREAKS = frozenset(".!?;:()\u2014\u2013\u2026\u3002\uff1a\uff01\uff1f\n")
_LINKS = {"&": "and", "+": "and", "/": "and", "@": "at"}
_SLIPS = dict.fromkeys(WITH, "with") | {"n": "and", "jsut": "just"}
_CONTRACTED = frozenset({"let's", "it's", "that's", "he's", "she's", "who's", "there's", "here's"})
_AFTER_W = ("", " ", "/", ".")  # "w/ anne", "w. anne", "w anne"
_JOINERS = "\u200c\u200d"  # they stand inside emoji and Indic words
_DOTTED = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "rev"})
# What is called, spoken of as two words, of which the second is the deed.
_SEEN_OR_HEARD = {
    ("video", "called"): "called", ("video", "chatted"): "chatted", ("voice", "called"): "called",
    ("voice", "messaged"): "messaged", ("voice", "noted"): "messaged",
    ("face", "timed"): "facetimed",
}  # fmt: skip
# Folding takes Korean apart into letters, which stand from U+1100 on.
_SOLID = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set to look words up in."""
    return frozenset(text.split())


def phrases_of(text: str) -> tuple[str, ...]:
    """The phrases of a text, which stand between commas."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


class UnreadableError(BadValueError):
    """The sentence does not say what happened, or with whom."""

    code = "unreadable_sentence"


class Word:
    """One word of a sentence.

    Attributes:
        text: Folded, without a possessive 's.
        start: Where it begins in the sentence.
        end: Where it ends there, the 's included.
        owns: Whether it had a possessive 's.
        gap: What stands between the word before and this one.
        role: What has claimed it: "when", "long", "who", "kind", "where", "tag"; "" is free.
    """

    __slots__ = ("end", "gap", "owns", "role", "start", "text")

    def __init__(self, text: str, start: int, end: int, gap: str, role: str = "") -> None:
        self.owns = text.endswith("'s") and text not in _CONTRACTED
        self.text = text[:-2] if self.owns else text
        self.start, self.end, self.gap, self.role = start, end, gap, role


class Sentence:
    """A sentence, its words, and the marks in it, as in friends.md.

    Attributes:
        text: The sentence, on one line, without the ** and _ of its marks.
        words: Its words.
        people: The spans of the text that were between `**`.
        places: The spans that were between `_`.
    """

    def __init__(self, typed: str) -> None:
        line = " ".join(typed.split())
        if len(line) > LONGEST:
            raise UnreadableError(
                f"The sentence has {len(line)} characters; {LONGEST} are the most",
                "Say what happened in a sentence, and keep the rest as a note",
            )
        self.text, self.people, self.places = _unmarked(line)
        self.words = _joined(split(self.text))

    def capital(self, number: int) -> bool:
        """Whether a word may be a name: it does not begin with a small letter or a digit."""
        first = self.text[self.words[number].start]
        return not (first.islower() or first.isdigit())

    def breaks(self, number: int) -> bool:
        """Whether a new clause begins with a word: after a stop, a colon, a dash."""
        word = self.words[number]
        if not word.gap.strip() or number == 0:
            return False
        if "(" in word.gap and word.text in {"and", "with"}:
            return False
        before = self.words[number - 1]
        said = {"(": word, ")": before}.get(word.gap.strip())
        if said is not None and said.role in {"long", "when"}:  # lunch (45 min) with Anne
            return False
        dotted = len(before.text) == 1 or before.text in _DOTTED
        gap = word.gap.lstrip(".") if dotted and before.role != "tag" else word.gap
        return " - " in gap or not _BREAKS.isdisjoint(gap)

    def clause_start(self, number: int) -> int:
        """Where the clause around a word begins."""
        return next((n for n in range(number, 0, -1) if self.breaks(n)), 0)

    def clause_end(self, number: int) -> int:
        """Where the clause around a word ends."""
        stops = range(number + 1, len(self.words))
        return next((n for n in stops if self.breaks(n)), len(self.words))

    def comma(self, number: int) -> bool:
        """Whether a comma stands before a word."""
        return "," in fold(self.words[number].gap) or "\u3001" in self.words[number].gap

    def gap(self, number: int) -> str:
        """What stands before a word; behind the last one, the rest of the text."""
        if number < len(self.words):
            return self.words[number].gap
        return self.text[self.words[-1].end :] if self.words else ""

    def ends(self, number: int) -> bool:
        """Whether nothing follows from a position on, or a mark stands there."""
        return number >= len(self.words) or bool(self.words[number].gap.strip())

    def parted(self, start: int, end: int, joints: str = " ") -> bool:
        """Whether more than joints stands between the words from one position up to another."""
        return any(word.gap.strip(joints) for word in self.words[start + 1 : end])

    def holds(self, start: int, end: int, *roles: str) -> bool:
        """Whether a word from one position up to another has one of the roles."""
        return any(word.role in roles for word in self.words[max(start, 0) : end])

    def in_address(self, number: int) -> bool:
        """Whether a word is a part of an address: bob@example.org."""
        word = self.words[number]
        return "@" in (self.text[word.end : word.end + 1], self.text[: word.start][-1:])

    def word(self, number: int) -> str:
        """The folded word at a position; "" outside the sentence."""
        return self.words[number].text if 0 <= number < len(self.words) else ""

    def role(self, number: int) -> str:
        """The role that has claimed the word at a position; "" outside the sentence."""
        return self.words[number].role if 0 <= number < len(self.words) else ""

    def texts(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words from one position up to another."""
        return tuple(word.text for word in self.words[max(start, 0) : end])

    def masked(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words with * for each word of a name, so that "Will" is not read as a verb."""
        inside = self.words[max(start, 0) : end]
        return tuple("*" if word.role == "who" else word.text for word in inside)

    def typed(self, start: int, end: int) -> str:
        """The words from one position up to another as typed, without a final 's."""
        last = self.words[end - 1]
        cut = 2 if last.owns and self.text[last.end - 1] in "sS" else 0
        return self.text[self.words[start].start : last.end - cut].strip()

    def claim(self, role: str, start: int, end: int) -> None:
        """Claim the words from one position up to another for a role."""
        for word in self.words[start:end]:
            word.role = role

    def release(self, role: str, start: int, end: int) -> None:
        """Release the words from one position up to another that have a role."""
        for word in self.words[start:end]:
            if word.role == role:
                word.role = ""

    def free(self, start: int, end: int) -> bool:
        """Whether the words from one position up to another are unclaimed."""
        return end <= len(self.words) and not any(word.role for word in self.words[start:end])

    def within(self, span: tuple[int, int]) -> tuple[int, int]:
        """The places of the first word inside a span of the text and of the first behind it."""
        inside = [n for n, w in enumerate(self.words) if span[0] <= w.start < span[1]]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _joined(words: list[Word]) -> list[Word]:
    """The words, with deeds of two words as one: "video called"."""
    made: list[Word] = []
    for word in words:
        before = made[-1] if made and word.gap == " " else None
        deed = _SEEN_OR_HEARD.get((before.text, word.text)) if before else None
        if before and deed:
            before.text, before.end = deed, word.end
        else:
            made.append(word)
    return made


def split(text: str, *, name: bool = False) -> list[Word]:
    """Split a text into words; a tag (`#food`, `@food`) is a word that is claimed already.

    Args:
        text: A sentence, or a name.
        name: It is a name, in which "w" is not "with".
    """
    folded, at = _folded(text)
    words: list[Word] = []
    number, end, length = 0, 0, len(folded)
    while number < length:
        letter = folded[number]
        start, role, spelled = number, "", ""
        tagged = letter in "#@" and _tag_begins(folded, number)
        if tagged or _is_word(letter):
            number += 1
            if tagged or not _is_solid(letter):
                while number < length and _goes_on(folded, number, tagged=tagged):
                    number += 1
            spelled = folded[start:number]
            if tagged:
                role = "tag"
            elif not name and text[at[start]] == letter and folded[number:][:1] in _AFTER_W:
                number += spelled == "w" and folded[number : number + 1] in {"/", "."}
                spelled = _SLIPS.get(spelled, spelled)
        else:
            number += 1
            spelled = _LINKS.get(letter, "")
        if spelled:
            finish = at[number - 1] + 1
            word = Word(spelled, at[start], finish, text[end : at[start]], role)
            if spelled.endswith("s") and folded[number : number + 1] == "'" and not role:
                word.owns, word.end = True, finish + 1
            words.append(word)
            end = word.end
    return words


def keys(text: str) -> tuple[str, ...]:
    """The words of a name, as they are compared.

    Most names are plain: to split 10,000 of them a character at a time would take a second.
    """
    parts = text.replace(" ", "-").split("-")
    if text.isascii() and all(part.isalnum() for part in parts):
        return tuple(text.lower().split())
    return tuple(word.text for word in split(text, name=True))


def has(words: Sequence[str], *phrases: str) -> bool:
    """Whether one of the phrases occurs in the words, whole words only."""
    line = f" {' '.join(words)} "
    for phrase in phrases:  # noqa: SIM110  asked some hundred times a sentence: twice as fast
        if phrase in line and f" {phrase} " in line:
            return True
    return False


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and the original position of each of its characters."""
    if text.isascii():
        return text.lower(), range(len(text))
    made, at = "", []
    for number, letter in enumerate(text):
        folded = " " if letter.isspace() else "" if letter == "\ufe0f" else fold(letter)
        made += folded
        at += [number] * len(folded)
    return made, at


def _is_word(letter: str) -> bool:
    """Letters, digits, marks, emoji; not punctuation, spaces and the invisible."""
    if letter.isascii():
        return letter.isalnum()
    from unicodedata import category

    return category(letter)[0] in "LNMS" or letter in _JOINERS


def _is_solid(letter: str) -> bool:
    code = ord(letter)
    return code > 0xDFF and any(first <= code <= last for first, last in _SOLID)


def _goes_on(folded: str, number: int, *, tagged: bool) -> bool:
    """Whether the character there belongs to the word before it."""
    letter, after = folded[number], folded[number + 1 : number + 2]
    if _is_word(letter):
        return tagged or not _is_solid(letter)
    if not after or not _is_word(after):
        return False
    if tagged:
        return letter in "-:_"
    if letter in ".:/":
        return folded[number - 1].isdigit() and after.isdigit()
    return letter in "'-_" and not _is_solid(after)


def _tag_begins(folded: str, number: int) -> bool:
    before, after = folded[number - 1 : number], folded[number + 1 : number + 2]
    return not (before and before.isalnum()) and bool(after) and after.isalpha()


def _unmarked(line: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """The line without its marks, and the spans that **people** and _places_ have in it."""
    text = ""
    people: list[tuple[int, int]] = []
    places: list[tuple[int, int]] = []
    number = 0
    while number < len(line):
        mark = "**" if line.startswith("**", number) else line[number]
        end = line.find(mark, number + len(mark)) if mark in {"**", "_"} else -1
        inside = line[number + len(mark) : end] if end > 0 else ""
        if mark == "_" and not _is_edge(line, number, end):
            inside = ""
        if inside.strip():
            spans = people if mark == "**" else places
            spans.append((len(text), len(text) + len(inside)))
            text += inside
            number = end + len(mark)
        else:
            text += line[number]
            number += 1
    return text, people, places


def _is_edge(line: str, start: int, end: int) -> bool:
    """Whether two underscores stand at the edges of words: a_b_c is not a place."""
    outside = line[start - 1 : start] + line[end + 1 : end + 2]
    return not any(letter.isalnum() or letter in "/@" for letter in outside)
