r"""From one unfolded line to a property: group, name, parameters and text.

This is where the versions differ, so that nobody after it has to care: bare parameters of 2.1
(`TEL;HOME;VOICE:`) become types, quoted-printable is decoded, CHARSET is honoured. icalendar's own
Contentline is not used for the head of a line: it keeps only the last of `TYPE=HOME;TYPE=PREF`,
which is how phones write them, and refuses the rest of the file over one bare parameter.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Mapping
from functools import lru_cache

from tinynet.exchange.vcard.escapes import (
    parameter_value,
    split_unquoted,
    unescaped,
    written_parameter,
)
from tinynet.exchange.vcard.lines import Line

HEAD_MAX = 2_000  # bytes before the colon; more, and the line is left out with a warning
SHOWN = 60  # characters of a value that a warning repeats

# Up to the first colon that is not in quotes. Possessive, so that a failure costs no second look.
_HEAD = re.compile(rb'[^":]*+(?:"[^"]*+"[^":]*+)*+:')
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w/-]+)", re.ASCII)  # X-messaging/xmpp-All of KDE
_KEY = re.compile(r"[\w-]+", re.ASCII)
# A label of one's own on Android: TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=53=70=61):
_CUSTOM = re.compile(r"(?i)X-CUSTOM\((CHARSET=[^,]*,ENCODING=QUOTED-PRINTABLE,)?([^()]*)\)")
_NO_LABEL = str.maketrans('",', "  ")  # what would end it
# A semicolon within a part, where bare ones stand between the parts; after a backslash it is one.
_QUOTED_MARK = re.compile(rb"(?i)(?<!\\)(?<!=5C)=3B")
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_WINDOWS = "tinynet.windows-1252"  # the name of our decoding error handler
_CHARSET = re.compile(r"[\w:.-]{1,40}", re.ASCII)
# Character sets that address books were written in. Python knows more codecs, among them ones
# that are slow (punycode), complain (unicode_escape) or let half characters through (utf-7).
_CODECS = re.compile(
    r"utf-8|utf-16|ascii|iso8859|iso2022|cp\d|koi8|mac|shift_jis|euc|gb|hz|big5|tis|latin"
)


class Head:
    """What stands before the colon: names in capitals, parameter values as written.

    A file repeats a few heads (`read_head`), so what they say is worked out once.

    Args:
        group: Before the point, in lower case; or "".
        name: In capitals.
        spelled: Group and name as written.
        params: The parameters.

    Attributes:
        types: The TYPE parameters in lower case.
        preference: 1 for the preferred of several up to 101 for one of which nothing is said.
        is_label: Whether the property is Apple's label of the others in its group.
        says_more: Whether there are parameters that say more than how the line was encoded.
        written: The head as it stands in a line of vCard 3 or 4, with the colon.
        compared: The name and the parameters as they are compared.
    """

    __slots__ = (
        "compared", "group", "is_label", "name", "params", "preference", "says_more", "types",
        "written",
    )  # fmt: skip

    def __init__(
        self, group: str, name: str, spelled: str, params: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.group, self.name, self.params = group, name, params
        self.types = tuple(word.lower() for word in params.get("TYPE", ()))
        self.preference = _preference(next(iter(params.get("PREF", ())), ""), self.types)
        self.is_label = name == "X-ABLABEL" and group != ""
        said = _meaningful(params)
        self.says_more = bool(said)
        words = (f";{key}={written_parameter(values)}" for key, values in said.items())
        self.written = f"{spelled}{''.join(words)}:"
        compared = sorted(
            f"{key}={','.join(sorted(map(str.lower, values)))}" for key, values in said.items()
        )
        self.compared = f"{name};{';'.join(compared)};"


class Property:
    """One property.

    Args:
        line: The number of its line.
        head: What stands before the colon.
        value: What stands behind it, decoded; its backslashes still stand.

    Attributes:
        name: The name in capitals.
        text: The value as text: backslashes taken away, trimmed.
    """

    __slots__ = ("head", "line", "name", "text", "value")

    def __init__(self, line: int, head: Head, value: str) -> None:
        self.line, self.head, self.value = line, head, value
        self.name = head.name
        self.text = (unescaped(value) if "\\" in value else value).strip()

    @property
    def types(self) -> tuple[str, ...]:
        """The TYPE parameters in lower case."""
        return self.head.types

    def first(self, parameter: str) -> str:
        """The first value of a parameter, or ""."""
        return next(iter(self.head.params.get(parameter, ())), "")

    def written(self) -> str:
        """The property as one unfolded line of vCard 3 or 4 in UTF-8."""
        return self.head.written + self.value.replace("\n", "\\n")


def _preference(number: str, types: tuple[str, ...]) -> int:
    if number.isascii() and number.isdigit():
        return min(max(int(number[:4]), 1), 101)
    return 1 if "pref" in types else 101


def _meaningful(params: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The parameters without those that only say how the line was encoded."""
    return {
        key: values
        for key, values in params.items()
        if key != "CHARSET" and (key != "ENCODING" or values[0].upper() in {"B", "BASE64"})
    }


def parse(line: Line, warnings: list[tuple[int, str]]) -> Property | None:
    """Read one unfolded line.

    Args:
        line: From `vcard_lines.cards`.
        warnings: What is wrong with the line is added here, with its number.

    Returns:
        The property; None when the line is not one.
    """
    if line.too_long:
        name = re.split(rb"[;:]", line.raw)[0].decode("ascii", "replace")
        warnings.append((line.number, f"{name[:SHOWN]} is too long and was left out"))
        return None
    match = _HEAD.match(line.raw)
    cut = match.end() if match else line.raw.find(b":") + 1  # a quote without its fellow
    head = read_head(line.raw[: cut - 1]) if 0 < cut <= HEAD_MAX else None
    if head is None:
        shown = line.raw.decode("utf-8", "replace")[:SHOWN]
        warnings.append((line.number, f'"{shown}" is no property and was left out'))
        return None
    raw = line.raw[cut:]
    codec = ""
    if head.params:
        encoding = next(iter(head.params.get("ENCODING", ())), "").upper()
        if encoding == "QUOTED-PRINTABLE":
            raw = quopri.decodestring(_QUOTED_MARK.sub(rb"=5C=3B", raw) if b";" in raw else raw)
        charset = next(iter(head.params.get("CHARSET", ())), "")
        codec = _codec(charset)
        if charset and not codec:
            what = f"{head.name} has the unknown CHARSET {charset[:SHOWN]} and was read as UTF-8"
            warnings.append((line.number, what))
    value = _decoded(raw, codec).replace("\r\n", "\n").replace("\r", "\n")
    return Property(line.number, head, value)


@lru_cache(maxsize=4096)  # a file repeats a few heads; this saves a fifth of the time
def read_head(raw: bytes) -> Head | None:
    """Take a head apart; None when there is no name in it."""
    name, *parts = split_unquoted(_decoded(raw, ""), ";") or [""]
    match = _NAME.fullmatch(name.strip())
    if match is None:
        return None
    params: dict[str, tuple[str, ...]] = {}
    for part in map(_plain_part, parts):
        key, equals, value = part.partition("=")
        key = key.strip().upper()
        if not equals:
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), part
        values = [parameter_value(v.strip().strip('"')) for v in split_unquoted(value, ",")]
        if key == "TYPE":  # TYPE="HOME,VOICE" is written as well, and TYPE=HOME,TYPE=VOICE
            words = (word.strip() for v in values for word in v.split(","))
            values = [word[5:] if word[:5].upper() == "TYPE=" else word for word in words]
        if _KEY.fullmatch(key) and any(values):
            params[key] = params.get(key, ()) + tuple(v for v in values if v)
    return Head((match[1] or "").lower(), match[2].upper(), match[0], params)


def _plain_part(part: str) -> str:
    """A parameter, a label in X-CUSTOM(...) as a type without the signs that end one."""
    custom = _CUSTOM.fullmatch(part.strip())
    if custom is None:
        return part
    label = custom[2]
    if custom[1]:
        label = _decoded(quopri.decodestring(label.encode()), "")
    words = label.translate(_NO_LABEL).split()
    return f'TYPE="{" ".join(words)}"'


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """Python's name of a character set, or "" when no text is written in it."""
    if not _CHARSET.fullmatch(charset):
        return ""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return ""
    return name if _CODECS.match(name) else ""


def _decoded(raw: bytes, codec: str) -> str:
    """The text of some bytes: by the codec, else as UTF-8 with stray bytes as Windows-1252."""
    if codec:
        try:
            return raw.decode(codec)
        except UnicodeError:
            pass
    return raw.decode("utf-8", _WINDOWS)


def _windows(error: UnicodeError) -> tuple[str, int]:
    """What one byte that is not UTF-8 was meant to be, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error(_WINDOWS, _windows)
