"""tinynet log --batch: one contact a line, in one transaction."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find_all
from tinynet.contacts import rows as interactions
from tinynet.contacts.rows import Kind, NewInteraction, find_kind, fulfil_plans
from tinynet.db import sql
from tinynet.errors import BadValueError, TinynetError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.contacts.documents import BatchDocument, InteractionDetails, RefusedLine
    from tinynet.db.store import Store

CHUNK = 10_000  # interactions held in memory at once
LINE_MAX = 20_000  # characters
REFUSED_SHOWN = 20
FIELDS = 5
TEXTS = ("kind", "on", "place", "note", "by", "occasion")  # keys of NDJSON whose values are texts
FLAGS = ("deep", "attempt")
KEYS = frozenset({"id", "people", "minutes", "schema", *TEXTS, *FLAGS})
ID_MAX = 2**63 - 1


class BadLineError(BadValueError):
    """A line of a batch that cannot be logged."""

    code = "bad_line"


class BatchReader:
    """Turns lines into interactions, looking up each kind and person once."""

    def __init__(self, env: Env, store: Store, *, add: bool) -> None:
        self.env, self.store = env, store
        self.add = self.add_person if add else None
        self.added: list[Found] = []
        self.kinds: dict[str, Kind] = {}
        self.people: dict[str, list[int]] = {}
        self.days: dict[str, date] = {}
        self.lengths: dict[str, int | None] = {"": None}
        self.known = 0  # lines of contacts that are here already
        self.unread: set[str] = set()  # keys of NDJSON that mean nothing here

    def happening(self, line: str) -> NewInteraction | None:
        """Read the interaction on one line; None for one that is here already.

        Raises:
            TinynetError: The line cannot be read.
        """
        if len(line) > LINE_MAX:
            raise BadLineError(f"The line has {len(line)} characters", f"{LINE_MAX} are the most")
        if line.lstrip().startswith("{"):
            return self.from_json(line)
        fields = line.split("\t")
        if not 2 <= len(fields) <= FIELDS:
            many = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
            raise BadLineError(
                f"It has {many} between tabs",
                "Write kind, who[,who...], day, duration, note with a tab between two",
            )
        kind, who, day, length, note = fields + [""] * (FIELDS - len(fields))
        what, on, minutes = self.kind(kind), self.day(day), self.length(length)
        text = checks.text(note, "The note") if note.strip() else None
        # The people last: --add must not add those of a line that is refused.
        people = self.ids(word for word in who.split(",") if word.strip())
        return NewInteraction(what, on, people, minutes=minutes, note=text)

    def from_json(self, line: str) -> NewInteraction | None:
        """Read one line of NDJSON with the keys of `history`; other keys are kept as `unread`.

        Its id says whether it came from here: then it is not logged again.
        """
        import json

        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLineError("It is not a JSON object", "Write a whole object a line") from error
        self.unread.update(record.keys() - KEYS)
        if self.is_here(record):
            self.known += 1
            return None
        people = record.get("people")
        if isinstance(people, str):
            people = [people]
        if not isinstance(people, list) or not all(isinstance(word, str) for word in people):
            raise BadLineError('"people" is missing, or not a list of names', 'Write ["anne"]')
        texts = {key: record[key] for key in TEXTS if record.get(key) is not None}
        minutes = record.get("minutes")
        if not all(isinstance(text, str) for text in texts.values()) or "kind" not in texts:
            raise BadLineError(
                "A value is missing, or not a text",
                'Write {"kind": "coffee", "people": ["anne"]}',
            )
        flags = _flags(record)
        if any("\ud800" <= letter <= "\udfff" for letter in "".join([*people, *texts.values()])):
            raise BadLineError("It has a broken character", "Write it as UTF-8")
        if minutes is not None and (type(minutes) is not int or not 1 <= minutes <= 1440):
            raise BadLineError('"minutes" has to be a whole number from 1 to 1440', "Leave it out")
        if "by" in texts:
            texts["by"] = checks.choice(texts["by"], '"by"', checks.ME_OR_THEM)
        what, on = self.kind(texts.pop("kind")), self.day(texts.pop("on", ""))
        details: InteractionDetails = {
            "minutes": minutes,
            "place": checks.text(texts.get("place"), '"place"'),
            "note": checks.text(texts.get("note"), '"note"'),
            "by": checks.text(texts.get("by"), '"by"'),
            "occasion": checks.text(texts.get("occasion"), '"occasion"'),
            "deep": flags.get("deep", False),
            "attempt": flags.get("attempt", False),
        }
        return NewInteraction(what, on, self.ids(people), **details)

    def is_here(self, record: Mapping[str, object]) -> bool:
        """Whether there is a contact with the id of a record, on its day and of its kind."""
        number = record.get("id")
        if type(number) is not int or not 0 < number <= ID_MAX:
            return False
        found = self.store.records(sql.interaction, id=number)
        return any(
            (one["on"], one["kind"]) == (record.get("on"), record.get("kind")) for one in found
        )

    def kind(self, typed: str) -> Kind:
        """A kind, looked up once."""
        if typed not in self.kinds:
            self.kinds[typed] = find_kind(self.store, typed)
        return self.kinds[typed]

    def ids(self, typed: Iterable[str]) -> list[int]:
        """Look up the people's ids, each name once."""
        found: dict[int, None] = {}
        for word in typed:
            if word not in self.people:
                if word.strip() == "-":  # standard input may be the batch itself
                    raise BadLineError("- stands for nobody in a batch", "Write names, or a @tag")
                people = find_all(self.env, self.store, [word.strip()], self.add)
                self.people[word] = [person.id for person in people]
            found |= dict.fromkeys(self.people[word])
        if not found:
            raise BadLineError("It names nobody", "Say with whom, in the second field")
        return list(found)

    def add_person(self, name: str) -> Found:
        """Add a person known only by name."""
        from tinynet.people.rows import add_named

        self.added.append(Found(add_named(self.store, name, self.env.today.isoformat())))
        return self.added[-1]

    def day(self, typed: str) -> date:
        """Read a day; today if the field is empty. Each text is read once."""
        if typed not in self.days:
            self.days[typed] = checks.past_day(self.env, typed.strip() or None) or self.env.today
        return self.days[typed]

    def length(self, typed: str) -> int | None:
        """Read a duration; each text is read once."""
        if typed not in self.lengths:
            self.lengths[typed] = checks.minutes(typed.strip() or None)
        return self.lengths[typed]


def run(env: Env, source: str, *, add: bool, keep_going: bool) -> Answer[BatchDocument]:
    """Log every line of a file or of stdin; all of them or none, unless `keep_going`."""
    refused: list[RefusedLine] = []
    written = 0
    waiting: list[NewInteraction] = []
    with env.unit() as store:
        store.make_room()
        reader = BatchReader(env, store, add=add)
        for number, line in _lines(env, source):
            try:
                happening = reader.happening(line)
                if happening is not None:
                    waiting.append(happening)
            except TinynetError as error:
                message = f"Line {number}: {error.message}"
                if not keep_going:
                    nothing = "; nothing was logged"
                    if "tinynet " in error.remedy:  # a command to type, with nothing behind it
                        raise BadLineError(f"{message}{nothing}", error.remedy) from error
                    raise BadLineError(message, f"{error.remedy}{nothing}") from error
                refused.append({"line": number, "reason": error.message})
            if len(waiting) == CHUNK:
                interactions.put_interactions(store, waiting)
                written += len(waiting)
                waiting = []
        interactions.put_interactions(store, waiting)
        written += len(waiting)
        fulfilled = fulfil_plans(store, store.first_new, store.first_new + written)
    for key in sorted(reader.unread)[:REFUSED_SHOWN]:
        env.say(_unread(key))
    for row in refused[:REFUSED_SHOWN]:
        env.say(f"Line {row['line']}: {row['reason']}.")
    if len(refused) > REFUSED_SHOWN:
        env.say(f"... and {len(refused) - REFUSED_SHOWN} more lines were left out.")
    added = [person.handle for person in reader.added]
    document: BatchDocument = {
        "written": written, "known": reader.known, "added": added, "refused": refused,
        "fulfilled": fulfilled,
    }  # fmt: skip
    code = 1 if refused and not written and not reader.known else 0
    return Answer("contacts.batch", document, plain=[(written,)], exit_code=code, wrote=True)


def _flags(record: Mapping[str, Any]) -> dict[str, bool]:
    """Those of deep and attempt that a record has.

    Raises:
        BadLineError: One is neither true nor false.
    """
    flags = {key: record[key] for key in FLAGS if record.get(key) is not None}
    for key, value in flags.items():
        if not isinstance(value, bool):
            raise BadLineError(f'"{key}" has to be true or false', "Leave it out")
    return flags


def _unread(key: str) -> str:
    """Describe a key of NDJSON that was left out, and the one that may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(key.casefold(), KEYS, n=1)
    return f'The key "{key}" is not read{f"; did you mean {near[0]}?" if near else "."}'


def _lines(env: Env, source: str) -> Iterator[tuple[int, str]]:
    """The lines with content, numbered from 1; # begins a comment."""
    if source == "-":
        yield from _telling(env.piped_lines())
        return
    place = env.as_given(source)
    try:
        with open(checks.readable_file(place), encoding="utf-8-sig", errors="replace") as file:
            yield from _telling(file)
    except (OSError, ValueError) as error:
        raise checks.unreadable(source, error) from error


def _telling(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        if text.strip() and not text.startswith("#"):
            yield number, text
