"""tinynet as a Python module: the commands as methods, their JSON as dictionaries.

    import tinynet.api

    with tinynet.api.open() as friends:
        for person in friends.due()["due"]:
            print(person["name"], person["days_since"])
        friends.log("coffee", "anne", note="her new job")

What the methods return are the documents of docs/json.md, as TypedDicts; they follow semantic
versioning with the JSON. Where a command may list very many, the method yields records instead.
Nothing is printed, nothing is asked, no signal is caught: what goes wrong is a `TinynetError` with
`message`, `remedy`, `code` and `candidates`. Every call opens the database and closes it again, so
one `Friends` may be used by several threads, and several processes may write: they wait for each
other, and after eight seconds there is a `LockedError`.
"""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import IO, TYPE_CHECKING, Any, Self

from tinynet.cli import fastlane
from tinynet.cli.env import FIRST_YEAR, LAST_YEAR, Env, fixed_day
from tinynet.errors import (
    AmbiguousNamesError,
    AmbiguousPersonError,
    BadDateError,
    BadValueError,
    DatabaseError,
    LockedError,
    NoSuchPersonError,
    TinynetError,
    UnknownKindError,
    UsageError,
)
from tinynet.output import nl, spool

if TYPE_CHECKING:
    from types import TracebackType

    from tinynet.contacts.documents import Interaction, LogDocument
    from tinynet.friendship.documents import (
        DueDocument,
        RankedPerson,
        UpcomingDocument,
        WhyDocument,
    )
    from tinynet.gatherings.documents import AskDocument, CommonDocument
    from tinynet.memory.documents import BriefDocument
    from tinynet.people.documents import (
        AddDocument,
        ListedPerson,
        NoteDocument,
        ShowDocument,
        TagDocument,
    )
    from tinynet.plans.documents import PlanDocument, PlansDocument
    from tinynet.safety.documents import UndoDocument
    from tinynet.search.documents import FindDocument

__all__ = [
    "AmbiguousNamesError", "AmbiguousPersonError", "BadDateError", "BadValueError",
    "DatabaseError", "Friends", "LockedError", "NoSuchPersonError",
    "TinynetError", "UnknownKindError", "UsageError", "open",
]  # fmt: skip

Who = str | Iterable[str]
Day = date | str | None
Texts = str | Iterable[str]
_FLAGS = frozenset({"add", "all", "archived", "attempt", "deep", "next", "remove"})
_SHOWN = 60  # characters of a wrong value
LOGGER = logging.getLogger("tinynet")
LOGGER.addHandler(logging.NullHandler())  # what the commands would say on stderr; silent if unasked


def open(path: str | os.PathLike[str] | None = None, today: date | str | None = None) -> Friends:  # noqa: A001  as it is read: tinynet.api.open
    """Your friends, as the database at a path has them.

    Args:
        path: The database; the one that the commands use unless given. It is made by the first
            call that writes.
        today: The day it is, for tests and for looking back; today unless given.

    Raises:
        BadDateError: That is not a day.
        BadValueError: The path is not one.
    """
    return Friends(path, today)


class Friends:
    """The commands as methods, named and documented as they are.

    Where several people may be meant, a text is one name, handle or `@tag`, and a list several.
    A day is a `date`, or whatever the command line takes: "yesterday", "2026-03-01".
    With `dry_run=True` a method that writes says what it would have written.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, today: Day = None) -> None:
        self._environ: Mapping[str, str] = os.environ
        self._path = None if path is None else _place(path)
        if today is not None:
            self._environ = {**os.environ, "TINYNET_TODAY": _fixed_day(today)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Do nothing: between two calls nothing is open."""

    # Reading --------------------------------------------------------------------------------

    def due(
        self, *, limit: int | None = None, within: str | None = None, circle: str | None = None
    ) -> DueDocument:
        """Who to get in touch with, the best reason first, and the days that come up."""
        document: DueDocument = self._document(
            "due", limit=_number(limit), within=within, circle=circle
        )
        return document

    def rank(
        self, *, by: str = "strength", circle: str | None = None, limit: int | None = None
    ) -> Iterator[RankedPerson]:
        """Friendships by depth and recency: a record a person."""
        return self._records("rank", by=by, circle=circle, limit=_number(limit))

    def people(
        self,
        query: str = "",
        *,
        tag: str | None = None,
        circle: str | None = None,
        in_: str | None = None,
        sort: str = "name",
        archived: bool = False,
    ) -> Iterator[ListedPerson]:
        """The people you know, as `list` has them: a record a person."""
        return self._records(
            "list", query=_words(query), tag=tag, circle=circle, in_=in_, sort=sort,
            archived=archived,
        )  # fmt: skip

    def show(self, who: str) -> ShowDocument:
        """Everything about one person."""
        document: ShowDocument = self._document("show", who=(who,))
        return document

    def why(self, who: str) -> WhyDocument:
        """Every number of a person's score and due day, from the rows behind it."""
        document: WhyDocument = self._document("why", who=(who,))
        return document

    def history(
        self,
        who: Who = (),
        *,
        kind: str | None = None,
        since: Day = None,
        until: Day = None,
        at: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Interaction]:
        """What happened, the newest first: a record a contact."""
        return self._records(
            "history", who=_several(who), kind=kind, since=_day(since), until=_day(until), at=at,
            limit=_number(limit),
        )  # fmt: skip

    def find(
        self,
        query: str,
        *,
        what: Texts | None = None,
        with_: str | None = None,
        since: Day = None,
        until: Day = None,
        limit: int | None = None,
    ) -> FindDocument:
        """Every record in which all the words occur."""
        document: FindDocument = self._document(
            "find", words=(_one("query", query),),
            what=None if what is None else ",".join(_several(what)), with_=with_, since=_day(since),
            until=_day(until), limit=_number(limit),
        )  # fmt: skip
        return document

    def upcoming(self, *, within: str | None = None) -> UpcomingDocument:
        """Birthdays, anniversaries, plans and due days ahead."""
        document: UpcomingDocument = self._document("upcoming", within=within)
        return document

    def brief(self, who: Who) -> BriefDocument:
        """What to remember before you meet, and what to ask."""
        document: BriefDocument = self._document("brief", who=_several(who))
        return document

    def common(self, who: Iterable[str]) -> CommonDocument:
        """What two or more people share, and what they do not."""
        document: CommonDocument = self._document("common", who=_several(who))
        return document

    def ask(self, topic: str, *, limit: int | None = None) -> AskDocument:
        """Who may help with something, and why."""
        document: AskDocument = self._document("ask", topic=(topic,), limit=_number(limit))
        return document

    def plans(self, who: str | None = None, *, all: bool = False) -> PlansDocument:  # noqa: A002  as the option
        """What is planned, and for how long."""
        document: PlansDocument = self._document("plans", who=who, all=all)
        return document

    # Writing: each is a unit of undo --------------------------------------------------------

    def add(
        self,
        name: str,
        *,
        met: str | None = None,
        via: str | None = None,
        on: Day = None,
        circle: str | None = None,
        every: str | None = None,
        email: Texts = (),
        phone: Texts = (),
        address: Texts = (),
        birthday: Day = None,
        work: str | None = None,
        title: str | None = None,
        tag: Texts = (),
        note: str | None = None,
        handle: str | None = None,
        dry_run: bool = False,
    ) -> AddDocument:
        """A new person."""
        document: AddDocument = self._written(
            "add", f"add {name}", dry_run, name=_one("name", name), met=met, via=via, on=_day(on),
            circle=circle, every=every, email=_several(email), phone=_several(phone),
            address=_several(address), birthday=_day(birthday), work=work, title=title,
            tag=_several(tag), note=note, handle=handle,
        )  # fmt: skip
        return document

    def log(
        self,
        kind: str,
        who: Who,
        *,
        on: Day = None,
        minutes: int | None = None,
        at: str | None = None,
        note: str | None = None,
        deep: bool = False,
        by: str | None = None,
        attempt: bool = False,
        occasion: str | None = None,
        add: bool = False,
        dry_run: bool = False,
    ) -> LogDocument:
        """What happened, with one or several people; `add` adds those who are not there yet."""
        people = _several(who)
        document: LogDocument = self._written(
            "log", f"log {kind} {_label(people)}", dry_run, kind=kind, who=people, on=_day(on),
            for_=_duration(minutes), at=at, note=note, deep=deep, by=by,
            attempt=attempt, occasion=occasion, add=add,
        )  # fmt: skip
        return document

    def note(
        self,
        who: str,
        text: str,
        *,
        next: bool = False,  # noqa: A002  as the option
        dry_run: bool = False,
    ) -> NoteDocument:
        """A note, or with `next` what to bring up when you meet next."""
        document: NoteDocument = self._written(
            "note", f"note {who}", dry_run, who=_one("who", who), text=(text,), next=next
        )
        return document

    def tag(
        self, who: str, tags: Texts, *, remove: bool = False, dry_run: bool = False
    ) -> TagDocument:
        """Words about somebody; with `remove` they are taken away."""
        document: TagDocument = self._written(
            "tag", f"tag {who}", dry_run, who=_one("who", who), tags=_several(tags), remove=remove
        )
        return document

    def plan(
        self,
        kind: str,
        who: Who,
        *,
        by: Day = None,
        note: str | None = None,
        said: str | None = None,
        dry_run: bool = False,
    ) -> PlanDocument:
        """What you mean to do with somebody, and by when."""
        people = _several(who)
        document: PlanDocument = self._written(
            "plan", f"plan {kind} {_label(people)}", dry_run, kind=kind, who=people,
            by=_day(by), note=note, said=said,
        )  # fmt: skip
        return document

    def undo(self, count: int = 1) -> UndoDocument:
        """Take the last commands back."""
        document: UndoDocument = self._written("undo", "undo", dry_run=False, number=str(count))
        return document

    def redo(self, count: int = 1) -> UndoDocument:
        """Do again what was undone."""
        document: UndoDocument = self._written("redo", "redo", dry_run=False, number=str(count))
        return document

    # How ------------------------------------------------------------------------------------

    def _env(self, label: str = "") -> Env:
        """A run of its own for each call: nobody at a terminal, and nothing to share."""
        nobody = io.StringIO()
        env = _Quiet(self._environ, [label], stdin=io.StringIO(), stdout=nobody, stderr=nobody)
        env.format, env.database = "json", self._path
        return env

    def _document(self, command: str, **options: Any) -> Any:
        env = self._env()
        with _explained(env):
            return fastlane.load(command)(env, **_given(options)).envelope()

    def _written(self, command: str, label: str, dry_run: bool, **options: Any) -> Any:
        env = self._env(f"python: {label}")
        env.dry_run = dry_run
        with _explained(env):
            return fastlane.load(command)(env, **_given(options)).envelope()

    def _records(self, command: str, **options: Any) -> Iterator[Any]:
        """The records of an answer, all of them read before the first: nobody waits for a loop."""
        env = self._env()
        with _explained(env):
            answer = fastlane.load(command)(env, **_given(options))
            if answer.store is None:
                return iter(answer.records())
            return _parsed(spool.made(nl.pieces(answer)))


@contextmanager
def _explained(env: Env) -> Iterator[None]:
    """Turn what SQLite says into an error of ours, and leave nothing open."""
    try:
        yield
    except TinynetError:
        raise
    except Exception as error:
        from tinynet.db.failures import explain

        known = explain(error, env.path)
        if known is None:
            raise
        raise known from error
    finally:
        env.close()


class _Quiet(Env):
    """An environment that prints nothing: what a command says goes to the logger "tinynet"."""

    def say(self, text: str) -> None:
        """Log a message."""
        LOGGER.info("%s", text)


def _parsed(text: list[str] | IO[str]) -> Iterator[Any]:
    """Records from NDJSON: pieces of many lines each, or a file, which is closed at its end."""
    with nullcontext(text) if isinstance(text, list) else text as pieces:
        for piece in pieces:
            for line in piece.split("\n"):
                if line:
                    yield json.loads(line)


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that say something, which are texts by now, tuples of texts, True or False.

    Raises:
        BadValueError: One is something else: what a command line cannot hold.
    """
    given = {name: value for name, value in options.items() if value is not None}
    for name, value in given.items():
        if name in _FLAGS:
            if not isinstance(value, bool):
                raise _bad(name, value, "True or False")
            continue
        for text in value if isinstance(value, tuple) else (value,):
            _one(name, text)
    return given


def _one(name: str, value: Any) -> str:
    """The same text.

    Raises:
        BadValueError: It is something else.
    """
    if not isinstance(value, str):
        raise _bad(name, value, "a text")
    return value


def _bad(name: str, value: Any, wanted: str) -> BadValueError:
    return BadValueError(
        f"{name.rstrip('_')} has to be {wanted}, not {repr(value)[:_SHOWN]}",
        "help(tinynet.api.Friends) says what each method takes",
    )


def _several(texts: Texts) -> tuple[str, ...]:
    """A tuple of texts; what is none stands in it as it is, for `_given` to name."""
    if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
        return (texts,)
    return tuple(texts)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split()) if isinstance(text, str) else (text,)


def _label(people: tuple[str, ...]) -> str:
    return " ".join(map(str, people))


def _duration(minutes: int | None) -> str | None:
    if minutes is None:
        return None
    if isinstance(minutes, bool) or not (isinstance(minutes, int) or str(minutes).isdigit()):
        raise _bad("minutes", minutes, "a whole number")
    return f"{minutes}m"


def _place(path: str | os.PathLike[str]) -> str:
    if not isinstance(path, str | os.PathLike) or not os.fspath(path):
        raise _bad("path", path, "the path of a database")
    return os.fspath(path)


def _fixed_day(today: date | str) -> str:
    """The day it is to be, as TINYNET_TODAY has it."""
    typed = today.isoformat()[: len("2026-03-01")] if isinstance(today, date) else str(today)
    try:
        fixed_day(typed)
    except BadDateError:
        raise BadDateError(
            f'today has to be a day from {FIRST_YEAR} to {LAST_YEAR}, not "{today}"',
            "Write it as 2026-03-01",
        ) from None
    return typed


def _day(day: Day) -> str | None:
    return None if day is None else str(day)


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)
