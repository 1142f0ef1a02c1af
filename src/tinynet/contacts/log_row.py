"""tinynet log --repeat and --until: a row of contacts alike, in one unit."""

from __future__ import annotations

from datetime import timedelta

from tinynet.cli import checks
from tinynet.contacts import rows as interactions
from tinynet.contacts.log_notices import mention
from tinynet.contacts.rows import NewInteraction, find_kind, fulfil_plans, tick_off_notes
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.core.ranges import months
from tinynet.core.spans import parse_step
from tinynet.db import sql
from tinynet.errors import BadValueError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.contacts.documents import InteractionDetails, LogRowDocument

MOST_REPEATS = 500
MOST_DAYS = 60  # of a stay


def days(
    env: Env, *, on: str | None, repeat: str | None, since: str | None, until: str | None
) -> list[date]:
    """The days of a row, as the options say them.

    Raises:
        UsageError: They do not go together, or say nothing.
        BadValueError: Too many days, or one that cannot be read.
    """
    if repeat is not None:
        if on is not None:
            raise UsageError("--on is one day, and --repeat many", "Say the first with --since")
        if since is None:
            raise UsageError(
                "--repeat needs a first day", 'Add --since, for example --since "3 oct"'
            )
        first, last = checks.span(env, since, until)
        return repeated(first or env.today, min(last or env.today, env.today), parse_step(repeat))
    if since is not None:
        raise UsageError(
            "--since is for --repeat", "Say the first day of a stay with --on, or add --repeat 1w"
        )
    if on is None:
        raise UsageError("--until needs the first day", "Say it with --on")
    begin = checks.past_day(env, on) or env.today
    _, last = checks.span(env, None, until)
    return stay(begin, min(last or env.today, env.today))


def repeated(first: date, last: date, step: tuple[int, int]) -> list[date]:
    """Each day of a row up to the last.

    Raises:
        BadValueError: There are more than 500.
    """
    found: list[date] = []
    day = first
    while day <= last:
        found.append(day)
        if len(found) > MOST_REPEATS:
            raise BadValueError(
                f"From {first} to {last} that is more than {MOST_REPEATS} times",
                "Log fewer of them, or further apart",
            )
        day = later(first, len(found), step)
    return found


def later(first: date, times: int, step: tuple[int, int]) -> date:
    """The day so many steps after the first; months keep its day, or end with the month."""
    every_months, every_days = step
    if not every_months:
        return first + timedelta(days=every_days * times)
    month = first.month - 1 + every_months * times
    whole = months(first.year + month // 12, month % 12 + 1, 1)
    if whole is None:  # beyond all that is read
        return first.max
    return min(whole[0] + timedelta(days=first.day - 1), whole[1])


def stay(first: date, last: date) -> list[date]:
    """Every day of a stay.

    Raises:
        UsageError: It ends before it begins.
        BadValueError: It has more than 60 days.
    """
    if last < first:
        raise UsageError(f"--on {first} is after --until {last}", "Give the earlier one to --on")
    count = (last - first).days + 1
    if count > MOST_DAYS:
        raise BadValueError(
            f"From {first} to {last} is a stay of {count} days; {MOST_DAYS} are the most",
            "Log a part of it, or how often you met with --repeat",
        )
    return [first + timedelta(days=number) for number in range(count)]


def run(
    env: Env,
    kind: str,
    row: Sequence[date],
    guests: Callable[..., list[Found]],
    details: InteractionDetails,
    *,
    ask: bool,
) -> Answer[LogRowDocument]:
    """Log a contact on each of the days.

    Args:
        env: The run.
        kind: As typed.
        row: The days.
        guests: Looks up who was there, and adds who is new unless it is to `only_look`.
        details: What is the same of all of them.
        ask: Say how many there are, and go on after a yes.
    """
    if ask:
        store = env.reading()
        name, people = find_kind(store, kind).name, guests(store, only_look=True)
        store.close()
        names = join_names([person.name for person in people])
        env.confirm(f"Log {name} with {names} {times(env, row)}?")
    unit = env.unit()
    with unit as store:
        what = find_kind(store, kind)
        there = guests(store)
        ids = [person.id for person in there]
        happenings = [NewInteraction(what, day, ids, **details) for day in row]
        numbers = interactions.put_interactions(store, happenings)
        ticked = [note for one in happenings for note in tick_off_notes(store, one)]
        fulfilled = fulfil_plans(store, numbers[0], numbers[-1])
        same = [
            interactions.logged_again(store, one, number, unit.at)
            for one, number in zip(happenings, numbers, strict=True)
        ]
        unit.refresh()
        today = env.today.toordinal()
        ties = [store.records(sql.standing, who=who, today=today)[0] for who in ids]
    handles = [person.handle for person in there]
    document: LogRowDocument = {
        "logged": len(numbers),
        "kind": what.name,
        "people": handles,
        "first": row[0].isoformat(),
        "last": row[-1].isoformat(),
        "ids": numbers,
        "attempt": details["attempt"],
        "today": env.today.isoformat(),
        "ties": ties,
        "ticked": ticked,
        "fulfilled": fulfilled,
        "again": [number for number in same if number is not None],
        "added": [],
    }
    mention(env, ticked=ticked, fulfilled=fulfilled)
    plain = [
        (number, day.isoformat(), what.name, ",".join(handles))
        for number, day in zip(numbers, row, strict=True)
    ]
    return Answer("contacts.log_row", document, plain=plain, wrote=True)


def times(env: Env, row: Sequence[date]) -> str:
    """How often, and from when to when."""
    first, last = (say_day(day, env.today) for day in (row[0], row[-1]))
    return f"once, {first}" if len(row) == 1 else f"{len(row)} times, {first} to {last}"
