"""Count messages and calls into one contact per person, day and kind.

A reader tells of each message, once; what was said never gets here. Three mails of a morning and
their answers are one contact, and so is a chat that went to and fro until midnight.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tinynet.core.spans import DAY_MINUTES
from tinynet.exchange.old_encodings import decoded
from tinynet.exchange.record import InteractionRecord, Someone
from tinynet.exchange.vcard.lines import without_mark

ME, THEM = "me", "them"  # who reached out
CALL, EMAIL, TEXT, VIDEO = "call", "email", "text", "video"  # kinds of contact


@dataclass(slots=True)
class _Talk:
    """What is known of one person, day and kind; `at` is when the first message was."""

    at: float
    by: str
    line: int
    seconds: int | None
    attempt: bool


class Talks:
    """The contacts of one source, as they are counted.

    Args:
        source: The format, "mbox".
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._found: dict[tuple[str, str, str], _Talk] = {}

    def add(
        self, on: str, key: str, kind: str, *, at: float, by: str, line: int,
        seconds: int | None = None, attempt: bool = False,
    ) -> None:  # fmt: skip
        """Count one message or call; what comes later that day only adds its seconds.

        Args:
            on: The day, ISO.
            key: What names the person in the source: an address, a number, a name.
            kind: A kind of contact.
            at: Anything that grows with the time, to tell which was first.
            by: "me", "them" or "".
            line: Where it begins in its file, from 1.
            seconds: How long; None where it is not known.
            attempt: Whether nobody answered; of no account once they talked.
        """
        talk = self._found.setdefault((on, key, kind), _Talk(at, by, line, None, attempt))
        if attempt < talk.attempt or (attempt == talk.attempt and at < talk.at):
            talk.at, talk.by, talk.line, talk.attempt = at, by, line, attempt
        if seconds is not None and not attempt:
            talk.seconds = (talk.seconds or 0) + seconds

    def records(self, people: Mapping[str, Someone]) -> Iterator[InteractionRecord]:
        """Every contact, by day, then as they came.

        Args:
            people: Each person by their key.

        Returns:
            One record for each person, day and kind. A missed call is left out on a day on which
            they were in touch some other way.
        """
        reached = {(on, key) for (on, key, _), talk in self._found.items() if not talk.attempt}
        for (on, key, kind), talk in sorted(
            self._found.items(), key=lambda item: (item[0][0], item[1].at, item[0])
        ):
            if not talk.attempt or (on, key) not in reached:
                yield InteractionRecord(
                    source=self.source,
                    source_id=f"{on} {kind} {key}",
                    fingerprint="",
                    line=talk.line,
                    on=on,
                    kind=kind,
                    people=(people[key],),
                    minutes=None if talk.seconds is None else minutes_of(talk.seconds),
                    by=talk.by,
                    attempt=talk.attempt,
                )


def minutes_of(seconds: int) -> int:
    """Whole minutes, begun ones counted, between 1 and a day."""
    return min(max(-(-seconds // 60), 1), DAY_MINUTES)


def fingerprint(*parts: object) -> str:
    """SHA-256 in hex of what a source says."""
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


def text_of(data: bytes) -> str:
    """A text file in UTF-8, in UTF-16 with a byte order mark, or else in an old encoding."""
    return decoded(without_mark(data))


def storable(text: str) -> str:
    """A text without halves of characters, which some encodings can smuggle in."""
    return text.encode("utf-8", "replace").decode()


def clear_winner(counts: Counter[str]) -> str:
    """What was counted most; "" when two were, or nothing."""
    top = counts.most_common(2)
    return top[0][0] if len(top) == 1 or (top and top[0][1] > top[1][1]) else ""
