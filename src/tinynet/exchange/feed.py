"""tinynet feed: a calendar of birthdays, plans and due days."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Calendar, Days, NoDue
    from tinynet.db.database import Store
    from tinynet.exchange.calendar.write import Day

EXAMPLES = (
    "tinynet feed ~/calendars/friends.ics             for khal or Thunderbird",
    "tinynet feed ~/calendars/friends.ics --no-due    birthdays and plans only",
    "tinynet feed > friends.ics                       without FILE into a pipe",
)
DAYS = "60"
BIRTHDAY = "birthday"
STDOUT = "-"
NO_CHANGE = ", as it was"


def run(env: Env, file: Calendar = None, *, no_due: NoDue = False, days: Days = None) -> Answer:
    """Write an iCalendar file; written again, it changes only where something has changed.

    Birthdays and anniversaries come back every year, plans stand on their day. Due days are those
    of the last and the next 60 days, or as many as you say.
    """
    from tinynet.cli import checks
    from tinynet.cli.env import is_terminal
    from tinynet.exchange.calendar import write as feed
    from tinynet.exchange.exporting import file as export_file

    if no_due and days is not None:
        raise UsageError("--no-due and --days exclude each other", "Give one of them")
    span = checks.whole_number(DAYS if days is None else days, "--days") or 0
    place = file or STDOUT
    if place == STDOUT and (env.format or (file is None and is_terminal(env.stdout))):
        raise UsageError(
            "The calendar itself would go to stdout", "Name a file: tinynet feed friends.ics"
        )
    store = env.reading()
    found = [*yearly(store), *plans(store)]
    if not no_due:
        today = env.today.toordinal()
        found += due(store, today - span, today + span)
    store.close()
    data = feed.write(found)
    if place == STDOUT:
        env.stdout.write(data.decode())
        return Answer("output.lines")
    target = target_of(env, place)
    changed = export_file.put_if_changed(env, target, data)
    count = len(found)
    said = f"{count} {'day' if count == 1 else 'days'} in {target}" + ("" if changed else NO_CHANGE)
    document = {"file": target, "days": count, "changed": changed}
    return Answer("output.done", document, plain=[(target,)], said=[said], wrote=changed)


def target_of(env: Env, typed: str) -> str:
    """The whole path of the calendar; one of our own is replaced without asking.

    Raises:
        TinynetError: It cannot be replaced, or shall not.
    """
    import os

    from tinynet.exchange.calendar.write import BEGINNING
    from tinynet.exchange.exporting import file as export_file

    target = env.file(typed)
    try:
        if not os.path.isfile(target):
            return export_file.file_at(env, typed)
        with open(target, "rb") as there:
            ours = there.read(len(BEGINNING)) == BEGINNING
    except OSError:
        ours = False
    return target if ours and not os.path.islink(target) else export_file.file_at(env, typed)


def yearly(store: Store) -> list[Day]:
    """Birthdays and all else that comes back every year."""
    from tinynet.exchange.calendar.write import Day
    from tinynet.exchange.content_lines import stable_id

    made: list[Day] = []
    seen: dict[tuple[str, str], int] = {}
    for handle, name, added_on, what, partial in store.rows(sql.yearly_days):
        number = seen[handle, what] = seen.get((handle, what), 0) + 1
        on = partial.removesuffix("~")
        if on != partial:  # about that year
            on = f"--{on[-5:]}"
        year = "" if on.startswith("--") else f" ({on[:4]})"
        said = f"{name}'s birthday{year}" if what == BIRTHDAY else f"{name}: {what}{year}"
        uid = stable_id(handle, what, str(number))
        made.append(Day(uid, on, said, what, added_on, yearly=True))
    return made


def plans(store: Store) -> list[Day]:
    """What you keep meaning to do, where it has a day."""
    from tinynet.exchange.calendar.write import Day
    from tinynet.exchange.content_lines import stable_id

    return [
        Day(
            stable_id("plan", str(number), made_on),
            by_on,
            f"{kind.capitalize()} with {', '.join(names.splitlines())}",
            "plan",
            made_on,
            note or "",
        )
        for number, kind, names, made_on, by_on, note in store.rows(sql.planned)
        if names
    ]


def due(store: Store, first: int, last: int) -> list[Day]:
    """The day each person becomes due, between two ordinal days."""
    from tinynet.exchange.calendar.write import Day
    from tinynet.exchange.content_lines import stable_id

    return [
        Day(
            stable_id("due", handle),
            listed_on,
            f"Get in touch with {name}",
            "due",
            since,
            f"Last in touch on {last_on}" if last_on else "",
        )
        for handle, name, since, listed_on, last_on in store.rows(
            sql.due_days, first=first, last=last
        )
    ]
