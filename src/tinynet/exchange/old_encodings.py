"""Read text that is not Unicode: which of the old encodings it is in, its words tell.

A file does not say in which encoding it was written, and every byte is a letter in each of them:
what is "Jiří" in Windows-1250 is "Jiøí" in 1252, which no language writes. So that encoding is
taken in which most words have letters of one language only.
"""

# ruff: noqa: RUF001  letters and signs of many scripts
from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

_TRIED = 65_536  # bytes of lines that are not UTF-8; more say no more
_LINES_TRIED = 1000
_PIECE = 1024 * 1024  # bytes; with one emoji all of a text takes four times what it has
_LINE = re.compile(rb"[^\r\n]*+(?:\r?\r?\n|\r|\Z)")
_STRAY = "tinynet.stray"
_NULS_LOOKED_AT = 400  # bytes in which NULs tell UTF-16 without a byte order mark
_MOSTLY = 0.8  # of which this part are NULs, on one side of each character

# The words of a language in small letters. "õ" stands before "e" in Portuguese, and at no end of a
# word in Estonian, unlike "ő" in Hungarian.
_ESTONIAN = "[a-xzäöõüšž]*[a-xzäöüšž]"
_WESTERN = (
    "[a-zäöüßé]+", "[a-zàâçéèêëîïôùûüÿœæ]+", "[a-záéíñóúüªº]+", "(?:[a-záâãàçéêíóôúüªº]|õe)+",
    "[a-zàèéìíîòóùú]+", "[a-zàçéèíïóòúü·]+", "[a-zæøåéèêóäöü]+", "[a-zåäöéüšž]+", _ESTONIAN,
    "[a-zéëïöüèáó]+", "[abd-pr-vxyáéíóúýþæöð]+",
)  # fmt: skip
_CENTRAL = (
    "[a-ząćęłńóśźż]+", "[a-záčďéěíňóřšťúůýž]+", "[a-záäčďéíĺľňóôŕšťúýž]+", "[a-záéíóöőúüű]+",
    "[a-zăâîşţ]+", "[a-zćčđšž]+", "[a-zäöüßé]+",
)  # fmt: skip
_TURKISH = "[a-pr-vyzçğıöşüâî]+"
_BALTIC = ("[a-ząčęėįšųūž]+", "[a-zāčēģīķļņšūž]+", _ESTONIAN)
_CYRILLIC = "[а-яёђѓєѕіїјљњћќўџґ]+"
_GREEK = "(?=.*[ά-ίό-ώ])[ά-ία-ρσ-ώϊϋ]+ς?"  # with an accent, as all but the shortest words have
_HAN = "[一-鿿]+"
# Which codec tells whether words fit, by encoding; of those that fit equally well the first is
# taken. GB 18030 has a character for nearly all bytes, GB 2312 only for those that are usual.
_CODECS = {"gb18030": "gb2312"}
_LANGUAGES = {
    "cp1252": _WESTERN,
    "cp1254": (_TURKISH,),
    "cp1250": _CENTRAL,
    "cp1253": (_GREEK,),
    "cp1251": (_CYRILLIC,),
    "cp1257": _BALTIC,
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "koi8_r": (_CYRILLIC,),
    "cp932": ("[ぁ-ヶー々一-鿿]+",),
    "cp949": ("[가-힣]+",),
    "gb18030": (_HAN,),
    "big5": (_HAN,),
}
ENCODINGS = tuple(_LANGUAGES)
# Letters, and all that is not ASCII: a sign within a word shows that the encoding is wrong.
# A word with a letter outside ASCII, in time that grows with the text, even where that is one word.
_WORD = re.compile(
    r"(?<![A-Za-z\x80-\U0010ffff])[A-Za-z]*+[\x80-\U0010ffff][A-Za-z\x80-\U0010ffff]*+"
)
_SIGNS = "\xa0«»“”„‚‘’‹›–—…•™©®¡¿、。，．：；！？（）「」『』　"  # around words, in all languages
_ALONE = frozenset("£¥€§°·")  # beside a number
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def likeliest(data: bytes) -> str:
    """The encoding in which most words of a text have the letters of one language.

    Args:
        data: A text; its lines that are UTF-8 tell nothing.

    Returns:
        Python's name of it; "cp1252" where two fit equally well.
    """
    old_lines = (line for line in lines_of(data) if not is_unicode(line))
    old = b"".join(islice(old_lines, _LINES_TRIED))[:_TRIED]
    return max(_LANGUAGES, key=lambda encoding: _explained(old, encoding)) if old else "cp1252"


def decoded(data: bytes, encoding: str = "") -> str:
    """A text whose lines are UTF-8 or in an old encoding, both where files were joined.

    Args:
        data: The text.
        encoding: The one of lines that are not UTF-8; "" for the likeliest.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        encoding = encoding or ("cp1252" if _is_cut_off(error) else likeliest(data))
    return "".join(_line(line, encoding) for line in lines_of(data))


def utf_16_of(data: bytes) -> str:
    """Python's name of the UTF-16 that a text is in: by its mark, or a NUL at every second byte.

    Returns:
        "" where it is in none.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:_NULS_LOOKED_AT]
    mostly = [half.count(0) > _MOSTLY * len(half) for half in (head[::2], head[1::2])]
    if all(mostly):  # nothing but NULs, of a disk that failed, is no text in UTF-16
        return ""
    return "utf-16-be" if mostly[0] else "utf-16-le" if mostly[1] else ""


def lines_of(data: bytes) -> Iterator[bytes]:
    """The lines of a text with their ends, whatever those are."""
    return (match[0] for match in _LINE.finditer(data))


def is_unicode(text: bytes) -> bool:
    """Whether some bytes are UTF-8, as ASCII is; of a large file a piece is decoded at a time."""
    try:
        if len(text) <= _PIECE:
            text.decode()
        else:
            for _ in codecs.iterdecode(_pieces(text), "utf-8"):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _pieces(text: bytes) -> Iterator[bytes]:
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def _line(line: bytes, encoding: str) -> str:
    if encoding == "cp1252" or is_unicode(line):
        return line.decode("utf-8", _STRAY)
    return line.decode(encoding, "replace")


def _is_cut_off(error: UnicodeDecodeError) -> bool:
    """Whether it is the end that is missing; one byte alone may be a letter of another encoding."""
    return error.reason == "unexpected end of data" and error.end - error.start > 1


def _stray(error: UnicodeError) -> tuple[str, int]:
    """What one byte that is not UTF-8 was meant to be; a character that is cut off is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if _is_cut_off(error):
        return "\N{REPLACEMENT CHARACTER}", error.end
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error(_STRAY, _stray)


def _explained(data: bytes, encoding: str) -> int:
    """How many more words beyond ASCII are of one language than are not."""
    text = data.decode(_CODECS.get(encoding, encoding), "replace")
    return sum(1 if _is_word(word, encoding) else -1 for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def _is_word(word: str, encoding: str) -> bool:
    plain = word.strip(_SIGNS).replace(_APOSTROPHE, "").replace("İ", "I")
    small = plain.lower()
    is_cased = plain in {small, plain.upper(), small[:1].upper() + small[1:]}
    if plain.isascii() or plain in _ALONE:
        return True
    return is_cased and _words(encoding).fullmatch(small) is not None


@lru_cache(maxsize=len(_LANGUAGES))
def _words(encoding: str) -> re.Pattern[str]:
    return re.compile("|".join(_LANGUAGES[encoding]))
