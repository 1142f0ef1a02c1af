r"""The sanitiser: makes text that people typed or imported safe for terminals and pipes.

What could steer a terminal, change the order of what is read or hide something in it becomes a
visible escape such as `\x1b` or `\u202e`. Everything else stays as it is: right-to-left names,
accents, the joiners of emoji families and of Persian and Indic words, variation selectors, and
Rich markup too, which whoever draws must not interpret (`rich.text.Text`, never markup).
Runs of combining marks are not capped: they cannot move the cursor.

The daily path imports this file, so it imports nothing.
"""

from __future__ import annotations

ELLIPSIS = "…"
LAST_NARROW = "\u02ff"  # up to which each character takes one cell: Latin, but no marks to combine
COMMAND = ": tinynet "  # what stands before a command that ends a sentence
HIDDEN = (
    (0x00, 0x1F),  # C0: NUL, BEL, BS, TAB, LF, CR, ESC
    (0x7F, 0x9F),  # DEL and C1, where CSI and OSC are one character
    (0xAD, 0xAD),  # soft hyphen
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200B),  # zero-width space; the joiners 200C and 200D stay
    (0x200E, 0x200F),  # left-to-right and right-to-left mark
    (0x2028, 0x202E),  # line and paragraph separator, bidi embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, bidi isolates
    (0xD800, 0xDFFF),  # lone surrogates, which no encoding can write
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE007F),  # tags, except for the three flags that are made of them
)
# England, Scotland and Wales: a black flag, "gbeng" and so on in tag letters, and an end tag.
_TAGGED_FLAGS = tuple(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)


class _Shown(dict[int, int | str]):
    """The table of `str.translate`, filled as characters occur.

    Built whole it has 2,274 rows, which would cost every daily check a millisecond.
    """

    def __missing__(self, code: int) -> int | str:
        hidden = any(first <= code <= last for first, last in HIDDEN)
        is_byte = 0xDC80 <= code < 0xDD00  # of a file's name that is not UTF-8
        self[code] = ascii(chr(code & 0xFF if is_byte else code))[1:-1] if hidden else code
        return self[code]


_SHOWN = _Shown()


def clean(text: str) -> str:
    r"""Sanitise a text and put it on one line.

    Cleaning twice changes nothing more. A backslash stays as it is, so an escape that was typed
    looks like one made here: JSON is the output that can be read back exactly.

    Args:
        text: Any text, lone surrogates included.

    Returns:
        The text with `\n`, `\t`, `\r`, `\x1b`, `\u202e`, `\U000e0041` in place of what is hidden.
    """
    # Nothing in HIDDEN is printable, in any language; this answers for nearly every name.
    if text.isprintable():
        return text
    for flag in _TAGGED_FLAGS:
        if flag in text:
            return flag.join(map(clean, text.split(flag)))
    return text.translate(_SHOWN)


def clean_lines(text: str) -> str:
    """Sanitise a text of several lines, keeping line feeds; CR LF becomes one."""
    return "\n".join(map(clean, text.replace("\r\n", "\n").split("\n")))


def width(text: str) -> int:
    """The width in terminal cells of a clean text on one line."""
    if text.isascii() or max(text.replace(ELLIPSIS, ".")) <= LAST_NARROW:
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """Cut a clean text on one line to a number of cells, with an ellipsis if it was longer.

    Args:
        text: The text.
        cells: How many terminal cells there are; without any the result is empty.

    Returns:
        A text at most that wide, in which no wide character is halved and no accent lost.
    """
    if (text.isascii() and len(text) <= cells) or width(text) <= max(cells, 0):
        return text
    if cells < 1:
        return ""
    if text.isascii():
        return text[: cells - 1] + ELLIPSIS
    from bisect import bisect_right

    # The longest prefix that leaves a cell for the ellipsis, its last accents included.
    ends = range(len(text) + 1)
    end = bisect_right(ends, cells - 1, key=lambda end: width(text[:end])) - 1
    return text[:end] + ELLIPSIS


def wrap(text: str, cells: int) -> list[str]:
    """A clean line in lines of so many cells, parted between words; a longer word is cut in two.

    A path stays whole and where it is: it is there to be copied. "tinynet undo" is one word.
    """
    if width(text) <= cells:
        return [text]
    lines = [""]
    words = text.replace("tinynet ", "tinynet\0").split(" ")
    for typed in filter(None, words):
        word = typed.replace("\0", " ")
        if word.startswith("/"):
            lines[-1] += f" {word}" if lines[-1] else word
            continue
        if lines[-1] and width(lines[-1]) + 1 + width(word) > cells:
            lines.append("")
        while width(word) > cells:
            part = fit(word, cells + 1)[:-1]
            lines[-1:] = [part, ""]
            word = word[len(part) :]
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def wrap_message(text: str, cells: int) -> str:
    """Clean lines parted between words, so that they fit; a command to be copied stays whole.

    A sentence ends in such a command after ": tinynet "; it gets a line of its own where it does
    not fit beside the rest. Where a line begins, those that continue it begin too.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        before, mark, command = line.rpartition(COMMAND)
        if width(line) <= cells:
            lines.append(line)
        elif mark:
            *parts, last = wrap(f"{before.strip()}:", cells - len(indent))
            typed = f"{COMMAND[2:]}{command}"
            fits = len(indent) + width(last) + 1 + width(typed) <= cells
            parts += [f"{last} {typed}"] if fits else [last, typed]
            lines += [indent + part for part in parts]
        else:
            lines += [indent + part for part in wrap(line.strip(), cells - len(indent))]
    return "\n".join(lines)
