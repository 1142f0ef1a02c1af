"""The events of one UID: the meeting itself, in its latest edition, and what was changed of it."""

from __future__ import annotations

from dataclasses import dataclass

from tinynet.exchange.calendar.cancelled import was_cancelled
from tinynet.exchange.calendar.events import Event
from tinynet.exchange.calendar.guests import answered_no
from tinynet.exchange.calendar.repeats import Change, repeats

_PROPOSALS = frozenset({"COUNTER", "DECLINECOUNTER", "REFRESH"})  # methods of what is not a meeting
_ANSWER = "REPLY"


@dataclass(slots=True)
class Series:
    """The events of one UID.

    Attributes:
        masters: The event itself, in its latest edition; several where nothing tells which is.
        changes: Changes of single days, and of all days from one on.
        gone: Addresses of those who declined by an answer of their own.
        alone: Whether there is one event only, in its latest edition, which is on one day only.
        earlier: When it was to begin by earlier editions, as an identity has it.
    """

    masters: list[Event]
    changes: list[Event]
    gone: set[str]
    alone: bool
    earlier: tuple[str, ...] = ()

    @property
    def all(self) -> list[Event]:
        """All of them."""
        return self.masters + self.changes


def editions(events: list[Event]) -> Series:
    """Tell the events of one UID apart: of several editions the latest counts."""
    held = [event for event in events if event.calendar.method not in _PROPOSALS]
    answers = [event for event in held if event.calendar.method == _ANSWER]
    if len(answers) == len(held):
        answers = []
    else:  # an answer is not an edition of the meeting
        held = [event for event in held if event.calendar.method != _ANSWER]
    gone: set[str] = set()
    gone.update(*(answered_no(one) for one in answers if not one.all("RECURRENCE-ID")))
    changes: dict[tuple[str, str], Event] = {}
    for event in (event for event in held if event.all("RECURRENCE-ID")):
        again = event.lines["RECURRENCE-ID"][0]
        key = again.text, again.first("RANGE").upper()
        if key not in changes or _edition(event) >= _edition(changes[key]):
            changes[key] = event
    masters = [event for event in held if not event.all("RECURRENCE-ID")]
    latest = max((event.version for event in masters), default=None)
    old = (event.start() for event in masters if event.version != latest)
    earlier = tuple(dict.fromkeys(start.written() for start in old if start is not None))
    masters = [event for event in masters if event.version == latest]
    # Programs that give all their meetings one UID also give them one edition.
    several: dict[str, Event] = {}
    for event in sorted(masters, key=lambda event: (not was_cancelled(event), event.line)):
        several.setdefault(event.text("DTSTART"), event)
    called_off = [event for event in masters if event.calendar.method == "CANCEL"]
    masters = called_off[:1] or sorted(several.values(), key=lambda event: event.line)
    left = list(changes.values())
    if len(masters) == 1 and was_cancelled(masters[0]):
        left = [event for event in left if event.version[0] > masters[0].version[0]]
    alone = len(masters) == 1 and not left and not any(map(repeats, masters))
    return Series(masters, left, gone, alone, earlier if len(masters) == 1 else ())


def _edition(event: Event) -> tuple[tuple[int, str, str], bool]:
    return event.version, was_cancelled(event)


def change_of(event: Event) -> Change | None:
    """What an event changes of a series; None where it does not say of which day."""
    try:
        of = event.when("RECURRENCE-ID")
    except ValueError:
        of = event.start()
    return Change(of, event, event.start()) if of else None
