"""Fold, check and match names, and make handles from them.

The daily path imports this file, so it asks unicodedata only for names that are not ASCII.
"""

from __future__ import annotations

from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

NAME_MAX = 200  # characters
TEXT_MAX = 10_000  # of a note, a fact, a place
HANDLE_MAX = 60
LIKE_MAX = 100  # letters of a pattern
SEPARATOR = "\n"  # between the names of one person in the search text
# Letters that do not decompose into a base letter and an accent.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i",
    "\u2019": "'",
})  # fmt: skip

_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
JOINING = frozenset({"with", "and", "&", "+", "und", "mit", "et", "avec", "och", "og"})
LEAST_BEGINNING = 3  # letters of a name's beginning that find somebody
ARTICLES = frozenset({"the", "a", "an", "that"})  # in small letters: no name, a description

# Letters and signs that draw nothing: fillers of Hangul, a braille cell, a note without its head.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
# Signs of direction and of where a line may part, which come along when a name is copied: the
# first are never kept in a name, and none of them counts where names are compared.
_DIRECTIONS = frozenset("\u200b\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = _DIRECTIONS | set("\u200e\u200f\u061c\u00ad\u2060")
_TITLES = frozenset({  # no handle begins so
    "dr", "dra", "prof", "profa", "mr", "mrs", "ms", "miss", "sir", "rev", "herr", "frau", "mme",
    "mlle", "sra", "ing", "dr-ing", "dipl-ing", "mgr", "dott", "dottssa", "drs", "judr", "mudr",
})  # fmt: skip
_SUFFIXES = frozenset({  # nor is the second half of one of these
    "jr", "sr", "jnr", "snr", "ii", "iii", "iv", "phd", "md", "esq", "csc", "mba", "msc", "dds",
})  # fmt: skip


def fold(text: str) -> str:
    """Fold a text for comparison: lower case, without accents, single spaces."""
    return " ".join(fold_letters(text).split())


def fold_letters(text: str) -> str:
    """The same with all its white space; each letter is folded by itself, whatever is around it."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def _folded_letter(letter: str) -> str:
    if letter in _UNSEEN:
        return ""
    import unicodedata

    parts = unicodedata.normalize("NFKD", letter.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    # Once more, since NFKD makes capitals of some signs; then what has no base letter, so that ǽ
    # is ae, and what is folded stays so.
    return bare.casefold().translate(_LETTERS)


def likely(words: Sequence[str]) -> str | None:
    """The pattern of SQL's LIKE for texts of ASCII that may hold the longest of some folded words.

    It is the beginning of that word: SQLite refuses patterns of more than 50,000 letters.
    What it finds is looked at again in any case, so that a % or _ in it does no harm. None where no
    text of ASCII can hold the word. The other words may be in another script: they may stand in
    another column of the same row.
    """
    rarest = longest(words)
    return f"%{rarest[:LIKE_MAX]}%" if rarest.isascii() else None


def longest(words: Sequence[str]) -> str:
    """The longest of the single words in some words and phrases; "" where there is none."""
    return max((single for word in words for single in word.split()), key=len, default="")


class _Folded(dict[int, str]):
    """The table of `str.translate`, filled as letters occur: a sixth of folding whole texts."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded_letter(chr(code))
        return self[code]


_FOLDED = _Folded()


def join_names(names: Sequence[str]) -> str:
    """Join names for a sentence: Anne, Bob and Caroline; "" for none."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


def check_name(typed: str) -> str:
    """Check a name; return it as stored: printable, trimmed, single spaces.

    Raises:
        BadValueError: Nothing is left of it, or more than 200 characters.
    """
    shown = typed if typed.isprintable() else "".join(_visible(letter) for letter in typed)
    name = " ".join(shown.split())
    if not any(letter.isalnum() or ord(letter) > 0x2000 for letter in name) or not is_seen(name):
        raise BadValueError(
            "A name needs at least one letter", 'Give it in quotes, such as "Anne Baker"'
        )
    if len(name) > NAME_MAX:
        raise BadValueError(
            f"The name has {len(name)} characters; {NAME_MAX} are the most there can be",
            "Use the name you call them by, and put the rest into a note",
        )
    return name


def _visible(letter: str) -> str:
    """The letter itself; a space for white space; nothing for control and bidi characters."""
    code = ord(letter)
    if letter.isspace():
        return " "
    control = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
    return "" if control or letter in _DIRECTIONS else letter


def is_seen(text: str) -> bool:
    """Whether anything of a text can be seen: joiners, fillers, tags and marks alone cannot."""
    return " " < text[:1] < "\x7f" or any(map(_is_seen, text))


def _is_seen(letter: str) -> bool:
    code = ord(letter)
    if code < 0x7F:
        return code > 0x20
    if letter in _BLANK:
        return False
    import unicodedata

    category = unicodedata.category(letter)
    if category == "Cn":  # not in this Python's tables yet, as new emoji are
        return not (code == 0x2065 or 0xFFF0 <= code < 0xFFF9 or 0xE0000 <= code < 0xE1000)
    return category[0] in "LNPS" or category == "Co"


def search_text(handle: str, name: str, nicknames: Iterable[str] = ()) -> str:
    """A person's search text: the folded handle, name and nicknames, a line each.

    A name with letters that are also written as two has a line for that: Müller is mueller, too.
    So has one with an apostrophe, which a shell takes for a quote: O'Brien is obrien.
    """
    names = [name, *nicknames]
    lines = [handle, *map(fold, names)]
    spelled = [fold(_spelled_out(one)) for one in names if not one.isascii()]
    spelled += [one.replace("'", "") for one in (*lines[1:], *spelled) if "'" in one]
    return SEPARATOR.join([*lines, *dict.fromkeys(one for one in spelled if one not in lines)])


def spellings(text: str) -> str:
    """A folded text, and where it differs the same with ae, oe and ue for umlauts, a line each."""
    folded = fold(text)
    spelled = folded if text.isascii() else fold(_spelled_out(text))
    return folded if spelled == folded else SEPARATOR.join((folded, spelled))


def _spelled_out(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text.casefold()).translate(_TWO_LETTERS)


def typed_words(typed: str) -> list[str]:
    """The folded words that all must occur in a person's search text."""
    return fold(typed).split()


def best_matches(typed: str, found: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The best matches among people in whose names all typed words occur.

    The best of these that anybody fits: a whole name; whole words; words that begin so, from three
    letters on, and any part in scripts that write no spaces. A joining word alone is only a whole
    name. Nothing else counts: what finds nobody here may still be suggested.

    Args:
        typed: What was typed.
        found: (id, handle, name, search text) of each person.

    Returns:
        The rows of the best class.
    """
    whole = fold(typed)
    words = whole.split()
    classes: list[list[tuple[Any, ...]]] = [[], [], []]
    for row in found:
        names = row[3].split(SEPARATOR)
        if whole in names[1:]:
            classes[0].append(row)
        elif is_description(row[2]):
            if len(whole) >= LEAST_BEGINNING and any(name.startswith(whole) for name in names):
                classes[2].append(row)
        else:
            parts = [f"{name} {name.replace('-', ' ')}".split() for name in names]
            if len(whole) < LEAST_BEGINNING:  # the initial in a handle is not a name
                parts[0] = []
            if any(all(word in part for word in words) for part in parts[1:]):
                classes[1].append(row)
            elif any(all(_begins_one(word, part) for word in words) for part in parts):
                classes[2].append(row)
    if whole in JOINING:  # "and" is not Andrew
        return classes[0]
    return classes[0] or classes[1] or classes[2]


def _begins_one(word: str, parts: Sequence[str]) -> bool:
    """Whether a typed word is one of a name's, or begins one and is long enough for that."""
    if word in parts or (
        len(word) >= LEAST_BEGINNING and any(part.startswith(word) for part in parts)
    ):
        return True
    return not word.isascii() and _is_unspaced(word) and any(word in part for part in parts)


def _is_unspaced(word: str) -> bool:
    """Whether a word is in a script that writes no spaces: Thai, kana, Han, Hangul."""
    return any(
        0x0E00 <= ord(letter) < 0x0F00
        or 0x1100 <= ord(letter) < 0x1200
        or 0x3040 <= ord(letter) < 0x3400
        or 0x3400 <= ord(letter) < 0xA000
        or 0xAC00 <= ord(letter) < 0xD800
        or 0x20000 <= ord(letter) < 0x32000
        for letter in word
    )


def first_name(name: str) -> str:
    """The first name in a name of several words, without a title; "" in all others."""
    words = name.split()
    while words and fold(words[0]).strip(".") in _TITLES:
        words = words[1:]
    return "" if len(words) < 2 or is_description(name) else words[0]


def is_description(name: str) -> bool:
    """Whether a name is only a description: "the tall one with the podcast"."""
    first, *rest = name.split() or [""]
    return first in ARTICLES and bool(rest)


def make_handle(name: str, is_free: Callable[[str], bool]) -> str:
    """A short unique handle: anne, anne-b, anne-ba ... anne-baker, anne-baker-2.

    A name of two words begins with its initial, so that `anne` stays a question once you know two.
    """
    words = [
        word if word.isalnum() else "".join(c for c in word if c.isalnum() or c == "-")
        for word in fold(name).split()
    ]
    words = [word.strip("-") for word in words if is_seen(word.strip("-"))] or ["friend"]
    if words[0].isdigit():
        words.insert(0, "friend")
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    first, last = words[0][:30], words[-1][:24] if len(words) > 1 else ""
    handle = first
    for length in range(1, len(last) + 1):
        handle = f"{first}-{last[:length]}"
        if is_free(handle):
            return handle
    if not last and is_free(first):
        return first
    number = 2
    while not is_free(f"{handle}-{number}"):
        number += 1
    return f"{handle}-{number}"


def check_handle(typed: str) -> str:
    """Check a handle; return it as stored: folded letters, digits, `-`, `_` and `.`, no spaces.

    Raises:
        BadValueError: Empty, too long, only digits, or with other characters.
    """
    handle = fold(typed)
    plain = handle.replace("-", "").replace("_", "").replace(".", "")
    is_word = plain.isalnum() and not plain.isdigit() and is_seen(plain)
    if not is_word or len(handle) > HANDLE_MAX or handle[0] in "-.":
        raise BadValueError(
            f'"{typed}" cannot be a handle',
            "Use letters, digits, - and _, and at least one letter, such as anne-b",
        )
    return handle


def looks_like(one: str, other: str) -> bool:
    """Whether two names are the same except for case, accents, word order or one letter."""
    a, b = fold(one), fold(other)
    if sorted(a.split()) == sorted(b.split()):
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    rest = short[at:] if len(short) < len(long) else short[at + 1 :]
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :] == long
    return rest == long[at + 1 :] or swapped
