"""Writing a friends.md that the program `friends` reads, and that `friends.read` reads back.

What the format cannot hold is left out: e-mail addresses, phones, birthdays and other dates, notes
in a person's record, facts but "lives in", relations, circles, cadences, how you met, favours; of
what happened the minutes, who reached out, whether it was deep, and attempts altogether.
It is changed where it must be:

- Brackets, @, * and _ are left out of names, and other characters than letters and digits out of
  tags, since nothing is escaped there.
- A note becomes one line. A friend whom it names in short ("anne", "Anne B.") is named in full,
  and what it does not say is put in front of it: "Lunch with **Anne Baker** at _Market_: sheep".
- A kind that no words of English tell reads back as what the words say, or as "other".
- An activity without a place that follows one "to _Lisbon_" takes that place, as in that program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from tempfile import TemporaryFile

from tinynet.core.kind_words import OTHER
from tinynet.core.names import join_names
from tinynet.exchange.friends_md.read import LIVES_IN
from tinynet.exchange.friends_md.text import ALSO, Sentence, read_sentence, stored_name, tags_in
from tinynet.exchange.kind_titles import kind_of
from tinynet.exchange.record import (
    InteractionRecord,
    NoteRecord,
    PersonRecord,
    PlaceRecord,
    Someone,
)
from tinynet.exchange.vcard.values import one_line

_NOT_IN_NAMES = str.maketrans(dict.fromkeys("()[]@*_"))
_EDGE = re.compile(r"(?<!\w)_+|_+(?!\w)|\*\*+")  # where a mark could begin or end
_TAG_WORD = re.compile(r"[^\W_]+")
# Kinds whose own name is no plain word at the beginning of a sentence.
_SAID = {
    "video": "video call", "text": "texts", "email": "emails", "social": "social media",
    "help": "helping", "letter": "letters", OTHER: "",
}  # fmt: skip

AT_ONCE = 1000  # lines that are held
_ANY_LETTER = ("utf-8", "surrogatepass")

Span = tuple[int, int, str]  # from and up to in a note, and what is written there


def write(
    people: Iterable[PersonRecord],
    places: Iterable[PlaceRecord],
    activities: Iterable[InteractionRecord],
    notes: Iterable[NoteRecord],
) -> Iterator[str]:
    """The text of a friends.md, piece by piece.

    Args:
        people: Everybody; those whom only activities name need not be among them.
        places: With their other names; places of activities are added.
        activities: From the oldest to the newest, as they were added within a day.
        notes: Of one day as they were added.
    """
    known = list(people)
    located = {_name(place.name): [_name(n) for n in place.other_names] for place in places}
    writer = _Writer(located, {person.name: person.nicknames for person in known})
    lines = (writer.activity(record) for record in activities if not record.attempt)
    yield "### Activities:\n"
    yield from _backwards(lines)
    yield "\n### Notes:\n"
    noted = (writer.note(record) for record in sorted(notes, key=lambda record: record.on))
    yield from _backwards(noted)
    friends = sorted(_friend(person) for person in known if _name(person.name))
    places_known = sorted(_listed(name, others) for name, others in located.items() if name)
    for title, listed in (("Friends", friends), ("Locations", places_known)):
        yield "".join(f"{line}\n" for line in ("", f"### {title}:", *listed))


def _backwards(lines: Iterable[str]) -> Iterator[str]:
    """Lines that come from the oldest to the newest, the newest first.

    They wait in a file without a name: the lines of a million activities would take 300 MB.
    """
    rest = iter(lines)
    with TemporaryFile() as file:
        starts = [0]
        while some := list(islice(rest, AT_ONCE)):
            file.write("".join(f"{line}\n" for line in reversed(some)).encode(*_ANY_LETTER))
            starts.append(file.tell())
        for start, end in reversed(list(pairwise(starts))):
            file.seek(start)
            yield file.read(end - start).decode(*_ANY_LETTER)


def _friend(person: PersonRecord) -> str:
    place = _name(next((value for key, value in person.facts if key == LIVES_IN), ""))
    tags = [f" @{tag}" for tag in dict.fromkeys(map(_tag, person.tags)) if tag]
    return _listed(_name(person.name), map(_name, person.nicknames)) + "".join(
        [f" [{place}]" if place else "", *tags]
    )


def _listed(name: str, others: Iterable[str]) -> str:
    also = [f"{ALSO}{other}" for other in dict.fromkeys(others) if other not in {"", name}]
    return f"- {name} ({' '.join(also)})" if also else f"- {name}"


@lru_cache(maxsize=10_000)  # a few names stand in a million activities
def _name(text: str) -> str:
    """A name as the format can hold it; "" where nothing is left of it."""
    return stored_name(one_line(text).translate(_NOT_IN_NAMES).replace(ALSO.strip(), ""))


def _tag(text: str) -> str:
    """A tag of letters and digits with - between; "" when there are none."""
    tag = text.lower()
    return tag if tags_in(f"@{tag}") == (tag,) else "-".join(_TAG_WORD.findall(tag))


class _Writer:
    """Sentences with their marks.

    Args:
        located: The places with their other names; those of activities are put there, too.
        nicknames: Other names by name.
    """

    def __init__(
        self, located: dict[str, list[str]], nicknames: Mapping[str, Sequence[str]]
    ) -> None:
        self.located = located
        self.listed = {
            name.lower() for place, others in located.items() for name in (place, *others)
        }
        self.nicknames = nicknames
        self.here = ""  # where the reader takes an activity to be that names no place

    def activity(self, record: InteractionRecord) -> str:
        """The line of an activity; they come from the oldest to the newest."""
        names, place = _names(record.people), _name(record.place)
        self.located.setdefault(place, [])
        self.listed.add(place.lower())
        text, marks = self.marked(record.note, names, place)
        where = "" if marks.places or place == self.here else place
        named = _SAID.get(record.kind, one_line(record.kind))
        kind = "" if kind_of(f"{where}: {marks.words}") == record.kind else named
        missing = join_names([f"**{name}**" for name in names if name not in marks.people])
        lead = [kind] if kind else []
        lead += [f"with {missing}"] if missing else []
        lead += [f"at _{where}_"] if where else []
        text = ": ".join(filter(None, (_sentence(lead), text)))
        self.here = marks.moved_to or self.here
        return f"- {record.on}: {_with_tags(text, record.tags)}"

    def note(self, record: NoteRecord) -> str:
        """The line of a note."""
        names = _names(record.people)
        text, marks = self.marked(record.text, names, "")
        missing = join_names([f"**{name}**" for name in names if name not in marks.people])
        text = ": ".join(filter(None, (missing, text)))
        return f"- {record.on}: {_with_tags(text, record.tags)}"

    def marked(self, note: str, names: Sequence[str], place: str) -> tuple[str, Sentence]:
        """A note with marks around people and place, and how it reads.

        Marks of its own are taken out, where it would read as if others had been there.
        """
        note = one_line(note)
        text = _insert(note, self.spans(note, names, place))
        marks = read_sentence(text, self.listed)
        if not ({*marks.people} <= {*names} and {*marks.places} <= {place} and not marks.unread):
            note = _EDGE.sub("", note)
            text = _insert(note, self.spans(note, names, place))
            marks = read_sentence(text, self.listed)
        return text, marks

    def spans(self, note: str, names: Sequence[str], place: str) -> list[Span]:
        """Where people and place stand in a note, the longer ones first, none twice.

        Whole names first, wherever there are any; else what people are called for short.
        """
        sought = [(name, f"**{name}**", True) for name in names]
        sought += [(place, f"_{place}_", True)] if place else []
        sought += [
            (short, f"**{name}**", False)
            for name in names
            if name not in note
            for short in self.short(name, names)
        ]
        sought.sort(key=lambda one: (not one[2], -len(one[0])))
        spans: list[Span] = []
        for words, mark, whole in sought:
            for start, end in _whole(words, note) if whole else _in_short(words, note):
                if all(end <= s or e <= start for s, e, _ in spans):
                    spans.append((start, end, mark))
        return sorted(spans)

    def short(self, name: str, names: Sequence[str]) -> Iterator[str]:
        """What somebody may be called in a note beside others: nickname, "Anne B.", "Anne"."""
        yield from self.nicknames.get(name, ())
        first, _, last = name.partition(" ")
        if last:
            yield f"{first} {last[0]}."
            yield f"{first} {last[0]}"
            if all(other == name or other.partition(" ")[0] != first for other in names):
                yield first


def _names(people: Iterable[Someone]) -> list[str]:
    return list(dict.fromkeys(filter(None, (_name(someone.name) for someone in people))))


def _whole(words: str, note: str) -> list[tuple[int, int]]:
    """Where words stand in a note as words of their own, else the first place where they stand.

    The latter is for scripts that do not part words.
    """
    first = start = note.find(words)
    found: list[tuple[int, int]] = []
    while start >= 0:
        end = start + len(words)
        if not (note[start - 1 : start].isalnum() or note[end : end + 1].isalnum()):
            found.append((start, end))
        start = note.find(words, end)
    return found or ([(first, first + len(words))] if first >= 0 else [])


def _in_short(words: str, note: str) -> list[tuple[int, int]]:
    """Where words stand in a note as words of their own, in any case."""
    return [found.span() for found in _pattern(words).finditer(note)]


@lru_cache(maxsize=10_000)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", re.IGNORECASE)


def _insert(note: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, mark in spans:
        pieces += [note[done:start], mark]
        done = end
    return "".join([*pieces, note[done:]])


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _with_tags(text: str, tags: Iterable[str]) -> str:
    """The text with its tags as @tag, those that it does not have behind it."""
    for tag in dict.fromkeys(map(_tag, tags)):
        if tag:
            text = text.replace(f"#{tag}", f"@{tag}")
        if tag and tag not in tags_in(text):
            text = f"{text} @{tag}".lstrip()
    return text
