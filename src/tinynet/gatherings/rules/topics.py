"""Match texts against a topic by word stems: "baking" in "runs a bakery".

Texts are folded (case and accents do not matter) and parted into words. Two words fit by 1 where
they are the same except for a plural, by 0.9 where they are of one family (bake, baker, bakery,
baking), by 0.7 where the longer one begins with the shorter one of five letters and more (photo,
photography), and else not at all. A topic of several words fits by the square of the share of them
that is found, so that "bicycle repair" is more than any bicycle. Languages without spaces between
words are searched for the topic as it stands.
"""

from __future__ import annotations

from tinynet.core.names import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Patterns = tuple[str, str | None, str | None]

SAME, FAMILY, BEGINS = 1.0, 0.9, 0.7
PREFIX = 5  # letters of a word that a longer one may begin with
STEM = 3  # letters that are left of a word at least
QUOTE = 70  # characters
_SMALL = frozenset((
    "a", "about", "an", "and", "at", "for", "from", "help", "how", "in", "my", "of", "on", "or",
    "our", "some", "somebody", "someone", "the", "to", "who", "with",
))  # fmt: skip
# Ends of English words that go, the longest first.
_ENDS = (
    "ments", "iers", "ists", "ings", "ians", "ions", "ment", "yers",
    "ers", "ors", "ery", "ies", "ing", "ist", "ian", "ion", "ied", "yer",
    "er", "or", "ed", "es", "ic", "al", "ry", "y", "s", "e",
)  # fmt: skip
_VOWELS = "aeiou"


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters and digits."""
    folded = fold(text).replace("'s ", " ")
    if not folded.replace(" ", "").isalnum():
        folded = "".join(letter if letter.isalnum() else " " for letter in folded)
    return folded.split()


def singular(word: str) -> str:
    """A folded word without the s of its plural: biscuits, parties, boxes."""
    if len(word) > STEM + 1 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > STEM + 1 and word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    plural = len(word) > STEM and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def stem(word: str) -> str:
    """The stem of a word: bak for bake, baker, bakery, baking; run for running."""
    if not word.isascii():
        return word
    kept = word
    for _ in range(2):  # bakeries: es and er
        end = next((e for e in _ENDS if kept.endswith(e) and len(kept) - len(e) >= STEM), "")
        kept = kept.removesuffix(end)
    doubled = len(kept) > STEM and kept[-1] == kept[-2] and kept[-1] not in _VOWELS
    return kept[:-1] if doubled else kept


class Topic:
    """The topic of a question.

    Args:
        typed: In the words it was typed.

    Attributes:
        words: Those of them that say something; all, where none does.
    """

    def __init__(self, typed: str) -> None:
        every = words(typed)
        self.words = [word for word in every if word not in _SMALL] or every
        if not self.words and fold(typed) and not fold(typed).isascii():
            self.words = [fold(typed)]  # an emoji
        self._sought = [(word, singular(word), stem(word)) for word in dict.fromkeys(self.words)]
        # Every word that fits begins like this: most texts need no closer look.
        self._starts = [stem_[:PREFIX] for _, _, stem_ in self._sought]
        self._fits: dict[str, tuple[float, ...]] = {}

    def fit(self, text: str) -> float:
        """How well a text matches the topic, from 0 to 1."""
        folded = text.casefold() if text.isascii() else fold(text)
        if not any(start in folded for start in self._starts):
            return 0.0
        found = [0.0] * len(self._sought)
        for word in words(text):
            found = list(map(max, found, self._word(word)))
        for number, (sought, _, _) in enumerate(self._sought):
            if not sought.isascii() and sought in folded:
                found[number] = max(found[number], FAMILY)
        share = sum(found) / len(found)
        return share * share if len(found) > 1 else share

    def patterns(self) -> Patterns:
        """Patterns of SQL's LIKE: every text of ASCII letters that fits is like one of them.

        A topic of more than three words is looked for in all texts.
        """
        one, two, three, *more = [*(f"%{start}%" for start in self._starts), None, None]
        return ("%", None, None) if any(more) else (one or "%", two, three)

    def is_word(self, word: str) -> bool:
        """Whether one folded word is one of the topic's."""
        return any(self._word(word))

    def _word(self, word: str) -> tuple[float, ...]:
        known = self._fits.get(word)
        if known is None:
            known = self._fits[word] = tuple(_fit(word, *sought) for sought in self._sought)
        return known

    def quote(self, text: str) -> str:
        """The text around the first matching word, on one line, at most 70 characters."""
        line = " ".join(text.split())
        if len(line) <= QUOTE:
            return line
        parts = line.split(" ")
        at = next((n for n, part in enumerate(parts) if self.fit(part)), 0)
        first, last = at, at + 1
        while True:  # a word after, a word before, as long as there is room
            longer = first, last + 1
            if first and (at - first < last - at - 1 or last == len(parts)):
                longer = first - 1, last
            if longer[1] > len(parts) or len(" ".join(parts[slice(*longer)])) > QUOTE:
                break
            first, last = longer
        middle = " ".join(parts[first:last])[:QUOTE]
        return f"{'…' if first else ''}{middle}{'…' if last < len(parts) else ''}"


def _doubles(word: str) -> bool:
    """Whether the last letter doubles before an ending: run, running; so caring is not of car."""
    vowels = sum(letter in _VOWELS for letter in word)
    return vowels == 1 and word[-2:-1] in tuple(_VOWELS) and word[-1] not in "wxy"


def _fit(word: str, sought: str, one: str, family: str) -> float:
    if word == sought or singular(word) == one:
        return SAME
    short, long = sorted((word, sought), key=len)
    if stem(word) == family and not (_doubles(short) and long[len(short) :][:1] in tuple(_VOWELS)):
        return FAMILY
    return BEGINS if len(short) >= PREFIX and long.startswith(short) else 0.0


def near(topic: Topic, known: Iterable[str]) -> list[str]:
    """At most five topics with a similar spelling, most similar first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    texts = set(known)  # of 10,000 people many have the same work and tags
    choices = sorted({word for text in texts for word in words(text) if len(word) > STEM})
    found = {
        word: score
        for sought in topic.words
        for word, score, _ in process.extract(
            sought, choices, scorer=OSA.normalized_similarity, limit=5, score_cutoff=0.65
        )
    }
    return sorted(found, key=lambda word: (-found[word], word))[:5]
