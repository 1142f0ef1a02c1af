"""tinynet feed: a calendar of birthdays, plans and due days."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinynet.cli.env import Env
    from tinynet.cli.options import Alarms, Calendar, Days, NoDue
    from tinynet.db.store import Store
    from tinynet.exchange.calendar.write import Day
    from tinynet.exchange.documents import FeedDocument

EXAMPLES = (
    "tinynet feed ~/calendars/friends.ics             for khal or Thunderbird",
    "tinynet feed ~/calendars/friends.ics --no-due    birthdays and plans only",
    "tinynet feed ~/calendars/friends/ --alarms     a file an event; with alarms",
    "tinynet feed > friends.ics                       without FILE into a pipe",
)
DAYS = "60"
BIRTHDAY = "birthday"
STDOUT = "-"
NO_CHANGE = ", as it was"


def run(
    env: Env,
    file: Calendar = None,
    *,
    no_due: NoDue = False,
    days: Days = None,
    alarms: Alarms = False,
) -> Answer[FeedDocument]:
    """Write an iCalendar file; written again, it changes only where something has changed.

    A folder (DIR/) gets a file an event, and what is over is deleted; other files stay.
    Birthdays and anniversaries come back every year, plans stand on their day. Due days are those
    of the last and the next 60 days, or as many as you say.
    """
    from tinynet.cli import checks
    from tinynet.cli.env import is_terminal
    from tinynet.exchange.calendar import write as feed
    from tinynet.exchange.exporting import file as export_file

    if no_due and days is not None:
        raise UsageError("--no-due and --days cannot be used together", "Give one of them")
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
    if place != STDOUT and export_file.is_folder(env, place):
        from tinynet.exchange.exporting import calendar_folder

        place = export_file.folder_at(env, place)
        counts = calendar_folder.update(env, place, found, alarms=alarms)
        return answer(place, len(found), counts)
    data = feed.write(found, alarms=alarms)
    if place == STDOUT:
        env.stdout.write(data.decode())
        return Answer("output.lines")
    target = target_of(env, place)
    changed = export_file.put_if_changed(env, target, data)
    return answer(target, len(found), {"written": int(changed), "deleted": 0, "left": 0})


def answer(place: str, days: int, counts: Mapping[str, int]) -> Answer[FeedDocument]:
    """What was done, in words and numbers: `counts` are of the files."""
    from tinynet.output.page import count_of

    changed = bool(counts["written"] or counts["deleted"])
    lines = [f"{count_of(days, 'day')} in {place}" + ("" if changed else NO_CHANGE)]
    if counts["deleted"]:
        lines.append(f"{count_of(counts['deleted'], 'file')} of what is over deleted.")
    if counts["left"]:
        files = count_of(counts["left"], "file")
        lines.append(
            f"{files} left as another program has written them; delete them to renew them."
        )
    document: FeedDocument = {
        "file": place, "days": days, "changed": changed, "written": counts["written"],
        "deleted": counts["deleted"], "left": counts["left"],
    }  # fmt: skip
    return Answer("output.done", document, plain=[(place,)], message=lines, wrote=changed)


def target_of(env: Env, typed: str) -> str:
    """The whole path of the calendar; one of our own is replaced without asking.

    Raises:
        TinynetError: It cannot be replaced, or is to stay.
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
        title = f"{name}'s birthday{year}" if what == BIRTHDAY else f"{name}: {what}{year}"
        uid = stable_id(handle, what, str(number))
        made.append(Day(uid, on, title, what, added_on, yearly=True))
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
