"""Texts as agents may read them: without those that name somebody hidden, with initials if asked.

Whether a sentence speaks of somebody cannot be decided by a program, so a text is left out as soon
as it holds any word of a hidden person's names, in any case: rather one note too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinynet.core.names import fold

WORD = re.compile(r"\w+")
DIGITS = 7  # at the end of a telephone number, by which it is known however it begins


class Redactor:
    """Decides which texts may be read.

    Args:
        hidden: The names and handles of those who are hidden, folded.
        ways: Their ways to reach, folded.
        seen: The names and handles of those who are seen, folded: a word they share is theirs.
        initials: Whether to cut the names of those who are seen to their first letters.
    """

    def __init__(
        self,
        hidden: Iterable[str],
        ways: Iterable[str],
        seen: Iterable[str],
        *,
        initials: bool,
    ) -> None:
        self.seen = {word for name in seen for word in WORD.findall(name)}
        self.words: set[str] = set()
        self.phrases: set[str] = set()  # names all of whose words are also those of others
        self.inside: set[str] = set()  # in scripts without spaces a name may stand anywhere
        self.numbers: set[str] = set()
        self.initials = initials
        for name in hidden:
            self._hide(name)
        for way in ways:
            self.phrases.add(" ".join(WORD.findall(way)))
            digits = "".join(filter(str.isdigit, way))
            if len(digits) >= DIGITS and not any(map(str.isalpha, way)):
                self.numbers.add(digits[-DIGITS:])
        self.phrases.discard("")

    def _hide(self, name: str) -> None:
        parts = WORD.findall(name)
        own = {word for word in parts if len(word) > 1 and word not in self.seen}
        self.words |= {word for word in own if not word.isdigit()}
        if parts and (not own or len(parts) > 1):
            self.phrases.add(" ".join(parts))
        if parts and _is_unspaced(name):
            self.inside |= own or {name}

    @property
    def is_idle(self) -> bool:
        """Whether every text may be read as it is."""
        return not (self.phrases or self.words or self.numbers or self.initials)

    def shown(self, text: str | None) -> str | None:
        """A text as it may be read; None where it may not."""
        if text is None or self.names_hidden(text):
            return None
        return WORD.sub(self._initial, text) if self.initials else text

    def names_hidden(self, text: str) -> bool:
        """Whether a text names somebody who is hidden."""
        folded = fold(text)
        words = WORD.findall(folded)
        bare = [word.removesuffix("s") for word in words]  # Anne's, Annes
        if not (self.words.isdisjoint(words) and self.words.isdisjoint(bare)):
            return True
        if any(name in folded for name in self.inside):
            return True
        whole = f" {' '.join(words)} "
        if any(f" {phrase} " in whole for phrase in self.phrases):
            return True
        digits = "".join(filter(str.isdigit, text)) if self.numbers else ""
        return any(number in digits for number in self.numbers)

    def _initial(self, found: re.Match[str]) -> str:
        word = found[0]
        is_name = word[0].lower() != word[0] or word[0].upper() == word[0].lower()
        return f"{word[0]}." if is_name and fold(word) in self.seen else word


def initials(name: str | None) -> str | None:
    """A name as its first letters: A. B."""
    if name is None:
        return None
    return " ".join(f"{word[0]}." for word in WORD.findall(name)) or "?"


def _is_unspaced(name: str) -> bool:
    return any(letter.isalpha() and letter.lower() == letter.upper() for letter in name)
