"""tinynet log: what happened, with one or several people."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find_all, missing, offer_to_add
from tinynet.contacts import rows as interactions
from tinynet.contacts.rows import NewInteraction, find_kind, follow_up
from tinynet.db import sql
from tinynet.errors import NoSuchPersonError, UnknownKindError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        AddMissing,
        At,
        Attempt,
        Batch,
        By,
        Deep,
        For,
        KeepGoing,
        MaybeKind,
        NoteOption,
        Occasion,
        On,
        Repeat,
        Since,
        Until,
        Whos,
        Without,
    )
    from tinynet.contacts.documents import (
        BatchDocument,
        InteractionDetails,
        LogDocument,
        LogRowDocument,
    )
    from tinynet.db.store import Store

EXAMPLES = (
    "tinynet log coffee anne",
    'tinynet log dinner anne caroline --on "last friday" --at "The Red Lion"',
    "tinynet log dinner @bookclub --without li    all with that tag but Li",
    "tinynet log call bob --attempt               nobody answered; counts nothing",
    'tinynet log coffee anne --repeat 1w --since "3 oct"   each week since',
    'tinynet log visit mum --on "20 dec" --until "26 dec"  a contact a day',
    "printf 'coffee\\tanne\\tyesterday\\n' | tinynet log --batch -",
)


def run(
    env: Env,
    kind: MaybeKind = None,
    who: Whos = (),
    *,
    on: On = None,
    for_: For = None,
    at: At = None,
    note: NoteOption = None,
    deep: Deep = False,
    by: By = None,
    attempt: Attempt = False,
    occasion: Occasion = None,
    without: Without = (),
    repeat: Repeat = None,
    since: Since = None,
    until: Until = None,
    add: AddMissing = False,
    batch: Batch = None,
    keep_going: KeepGoing = False,
) -> Answer[LogDocument | LogRowDocument | BatchDocument]:
    """Log a contact: what kind, and with whom. The day is today unless you say.

    --repeat logs a whole row, from --since to --until or today; --on with --until a stay, a
    contact a day.
    """
    if batch is not None:
        from tinynet.contacts import log_batch

        said = (kind, on, for_, at, note, by, occasion, repeat, since, until)
        if any((*who, *without, deep, attempt)) or any(value is not None for value in said):
            raise UsageError(
                "--batch reads the kinds and the people, and all else, from its lines",
                "Give either --batch FILE, or a kind and people",
            )
        return log_batch.run(env, batch, add=add, keep_going=keep_going)
    if keep_going or kind is None or not who:
        raise not_said(keep_going=keep_going)
    details: InteractionDetails = {
        "minutes": checks.minutes(for_),
        "place": checks.text(at, "--at"),
        "note": checks.text(note, "--note"),
        "deep": deep,
        "by": by if by is None else checks.choice(by, "--by", checks.ME_OR_THEM),
        "attempt": attempt,
        "occasion": checks.text(occasion, "--occasion"),
    }
    guests = Guests(env, who, without, all_new=add)

    def write() -> Answer[LogDocument | LogRowDocument]:
        if repeat is None and since is None and until is None:
            return one(env, kind, checks.past_day(env, on) or env.today, guests, details)
        from tinynet.contacts import log_row

        days = log_row.days(env, on=on, repeat=repeat, since=since, until=until)
        answer = log_row.run(env, kind, days, guests.find, details, ask=repeat is not None)
        answer.document["added"] = [person.handle for person in guests.added]
        return answer

    while True:
        try:
            return write()
        except NoSuchPersonError as error:
            from tinynet.contacts.log_order import named_option

            told = named_option(env, error, who)
            # Asked here, between two runs, so that nobody holds the lock while waiting.
            if told is not error or not guests.unknown or env.yes or not env.can_ask():
                raise told from None
            env.confirm(offer_to_add(error, guests.unknown))
            guests.new.add(guests.unknown)
        except UnknownKindError as error:
            from tinynet.contacts.log_order import kind_first

            raise kind_first(env, error, kind, who) from error


def not_said(*, keep_going: bool) -> UsageError:
    """The error for a command line that does not say what to log."""
    if keep_going:
        return UsageError("--keep-going is for many lines", "Read them: tinynet log --batch FILE")
    return UsageError("Log what, with whom?", "For example: tinynet log coffee anne")


class Guests:
    """Who was there, as typed.

    Args:
        env: The run.
        who: Whom the command line names.
        without: Whom it leaves out of them.
        all_new: Whether every name may be added that nobody has.

    Attributes:
        new: Those names that may, one by one.
        added: Who was added.
        unknown: The name that nobody has and that may not be added.
    """

    def __init__(
        self, env: Env, who: Sequence[str], without: Sequence[str], *, all_new: bool
    ) -> None:
        self.env, self.who, self.without, self.all_new = env, who, without, all_new
        self.new: set[str] = set()
        self.added: list[Found] = []
        self.unknown = ""

    def find(self, store: Store, *, only_look: bool = False) -> list[Found]:
        """Look them up, and add who is new; unless it is `only_look`, which gives those no id.

        Raises:
            NoSuchPersonError: Somebody is not here who may not be added.
        """
        self.added, self.unknown = [], ""

        def add(name: str) -> Found:
            if not self.all_new and name not in self.new:
                self.unknown = name
                raise missing(store, name)
            return Found((f"new {name}", name, name)) if only_look else self.add(store, name)

        people = find_all(self.env, store, self.who, add)
        if self.without:
            people = leave_out(people, [find_all(self.env, store, [w]) for w in self.without])
        return people

    def add(self, store: Store, name: str) -> Found:
        """Add somebody of whom only the name is known."""
        from tinynet.people.rows import add_named

        self.added.append(Found(add_named(store, name, self.env.today.isoformat())))
        return self.added[-1]


def one(
    env: Env, kind: str, day: date, guests: Guests, details: InteractionDetails
) -> Answer[LogDocument]:
    """Log one contact, in a unit of its own."""
    unit = env.unit()
    with unit as store:
        what = find_kind(store, kind)
        people = guests.find(store)
        happening = NewInteraction(what, day, [person.id for person in people], **details)
        number = interactions.put_interaction(store, happening)
        followed = follow_up(store, happening, number, unit.at)
        unit.refresh()
        today = env.today.toordinal()
        ties = [store.records(sql.standing, who=p.id, today=today)[0] for p in people]
    document: LogDocument = {
        "id": number,
        "on": day.isoformat(),
        "kind": what.name,
        "people": [person.handle for person in people],
        "minutes": happening.minutes or what.minutes or None,
        "place": happening.place,
        "note": happening.note,
        "deep": happening.deep,
        "by": happening.by,
        "attempt": happening.attempt,
        "occasion": happening.occasion,
        "today": env.today.isoformat(),
        "ties": ties,
        **followed,
        "added": [person.handle for person in guests.added],
    }
    if followed["ticked"] or followed["fulfilled"] or followed["left_open"]:
        from tinynet.contacts.log_notices import mention_consequences

        mention_consequences(env, followed)
    plain = (number, document["on"], what.name, ",".join(document["people"]))
    return Answer("contacts.log", document, plain=[plain], wrote=True)


def leave_out(people: list[Found], out: list[list[Found]]) -> list[Found]:
    """The people except for those who were not there.

    Args:
        people: Who would be logged.
        out: The people behind each value of --without, one or all of a tag.

    Raises:
        UsageError: None of those behind a value is among them, or nobody is left.
    """
    here, gone = {person.id for person in people}, {person.id for group in out for person in group}
    strangers = next((one for one in out if here.isdisjoint(person.id for person in one)), None)
    if strangers:
        from tinynet.cli.groups import few_names

        verb = "is" if len(strangers) == 1 else "are"
        raise UsageError(
            f"{few_names([person.name for person in strangers])} {verb} not among those who were "
            "there",
            "Leave --without away",
        )
    if here <= gone:
        raise UsageError("Nobody is left to log it with", "Name somebody who was there")
    return [person for person in people if person.id not in gone]
