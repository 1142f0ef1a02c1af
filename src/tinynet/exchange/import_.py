"""tinynet import: bring people, and what happened with them, in from a file."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.db import files as db_files
from tinynet.errors import UsageError
from tinynet.exchange.foreign_dates import ORDERS
from tinynet.exchange.importing.import_formats import ONLY_FOR, READERS, ImportOptions
from tinynet.exchange.record import UndecidedError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import AddPeople, Columns, Files, Format, Me, MinDays, Order
    from tinynet.exchange.documents import ImportDocument, ReadBackDocument
    from tinynet.exchange.importing.import_formats import ImportSource
    from tinynet.exchange.importing.seen_before_rows import LastTime

EXAMPLES = (
    "tinynet import contacts.vcf --dry-run         shows what would happen",
    "tinynet import contacts.vcf",
    "tinynet import *.vcf                          all cards, as one book",
    "tinynet import friends.md",
    'tinynet import csv people.csv --map name="Full name" --map email=Mail',
    "tinynet import mbox Sent.mbox --min-days 5    whom you wrote with on 5 days",
    "curl -s https://example.org/book.vcf | tinynet import vcard -",
)
FORMATS = tuple(READERS)
WARNINGS_SAID = 15  # as many as on a terminal
COLUMNS = ("action", "handle", "name", "matched_by", "fields", "where", "reason")


def run(
    env: Env,
    source: Format = "",
    file: Files = (),
    *,
    map_: Columns = (),
    me: Me = (),
    order: Order = None,
    add_people: AddPeople = False,
    min_days: MinDays = None,
) -> Answer[ImportDocument | ReadBackDocument]:
    """Bring in an address book, a diary, mail, a calendar or chats; again, only what changed."""
    from tinynet.exchange.importing import files as import_files
    from tinynet.exchange.importing import import_formats

    format_, paths = split_format(env, source, file)
    found = import_files.open_source(env, paths, format_)
    if not format_:
        format_ = "csv" if map_ else found.source or import_formats.guess_format(found)
    if not map_:  # which names the columns that nothing else names
        import_files.check(found, format_, paths[0])
    check_options(
        format_,
        {"--map": map_, "--me": me, "--order": order, "--add-people": add_people,
         "--min-days": min_days},
    )  # fmt: skip
    asked = ImportOptions(
        me,
        own_addresses(env),
        checks.choice(order, "--order", ORDERS) if order else "",
        mapped_columns(map_),
        env.today,
    )
    days = checks.whole_number(min_days, "--min-days") or (1 if add_people else None)
    if source not in READERS or not file:
        env.say(f"{found.display_name} looks like a {READERS[format_][1]}.")
    if format_ == "json":
        from tinynet.exchange.document import import_document as import_json

        answer: Answer[Any] = import_json.run(env, found)
    else:
        if format_ == "csv" and asked.mapping is None:
            confirm_columns(env, found)
        answer = take_in_asking(env, found, format_, asked, days)
    if not env.dry_run and db_files.has_sync_state(env.path):
        from tinynet.sync import sync_restored

        if sync_restored.is_anybody_back(env):
            env.say(
                "Somebody in it was forgotten, and is forgotten again by the next sync. "
                "To have them back after all: tinynet add"
            )
    return answer


def take_in_asking(
    env: Env, found: ImportSource, source: str, asked: ImportOptions, days: int | None
) -> Answer[ImportDocument]:
    """Read a file, and ask on a terminal what it leaves open, each thing once."""
    open_ = {"--me", "--order"}
    while True:
        try:
            return take_in(env, found, source, asked, days)
        except UndecidedError as error:
            if error.option not in open_ or not env.can_ask():
                raise
            open_.remove(error.option)
            asked.say(error.option, decided(env, error))


def decided(env: Env, error: UndecidedError) -> str:
    """Ask what a file leaves open; one of the choices."""
    choices = list(error.choices)
    env.say(f"{error.message}.")
    for number, (choice, means) in enumerate(error.choices.items(), 1):
        env.say(f"  {number}  {choice}" + (f"  {means}" if means else ""))
    answer = env.ask("Which one?", error.option)
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1]
    if answer in choices:
        return answer
    raise error


def take_in(
    env: Env, found: ImportSource, source: str, asked: ImportOptions, days: int | None
) -> Answer[ImportDocument]:
    """Read a file and write what is new in it."""
    from tinynet.exchange.importing import files as import_files
    from tinynet.exchange.importing import import_formats, seen_before_rows

    key = seen_before_rows.key_of(found, source, asked, days)
    again = seen_before_rows.recall(env, key, source, found.name)
    before: LastTime | None = None
    if again is not None:
        plan, before = again
    else:
        from tinynet.exchange.importing import driver

        with import_files.on_disk(found, source) as there, driver.known_cards(env) as known:
            records = import_formats.records(source, there, asked, known)
            total = import_formats.estimate_count(source, there)
            plan = driver.take_in(
                env, records, there, total=total, least_days=days, source=source, key=key,
                anew=bool(asked.order or asked.mapping),
            )  # fmt: skip
    say_warnings(env, plan.warnings)
    refused = sum(row[0] == "refused" for row in plan.rows)
    document = {
        "file": found.name, "format": source, "dry_run": env.dry_run, **plan.document(),
        **(before._asdict() if before else {}), "same_file": before is not None,
    }  # fmt: skip
    return Answer(
        "exchange.imported",
        document,
        key="cards",
        columns=COLUMNS,
        rows=plan.rows,
        exit_code=1 if refused and plan.is_empty else 0,
        wrote=not env.dry_run,
    )


def say_warnings(env: Env, warnings: list[str]) -> None:
    """Say on stderr what was left out, changed or guessed, where the output has rows only."""
    if env.output in {"human", "json"}:
        return
    for warning in warnings[:WARNINGS_SAID]:
        env.say(warning)
    if len(warnings) > WARNINGS_SAID:
        env.say(f"and {len(warnings) - WARNINGS_SAID} others (--json shows all)")


def split_format(env: Env, source: str, files: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The format, "" where it is to be found out, and the paths.

    Raises:
        UsageError: There is no such format, or a format and no file.
    """
    from os.path import exists

    if not source:
        raise UsageError("Import which file?", "For example: tinynet import contacts.vcf")
    is_there = exists(env.as_given(source))
    if not is_there:
        source = checks.word_of(source, READERS)
    if not files and source in READERS and not is_there:
        raise UsageError(
            f"Which file is to be read as {source}?", f"Name it: tinynet import {source} FILE"
        )
    if files and source not in READERS and not is_there:
        raise UsageError(
            f'There is no importer for "{source}"', f"It is one of {', '.join(FORMATS)}", FORMATS
        )
    return (source, files) if files and source in READERS else ("", (source, *files))


def check_options(source: str, given: dict[str, object]) -> None:
    """Check that no option of another format was given.

    Raises:
        UsageError: One was.
    """
    for option in (name for name, value in given.items() if value):
        if source not in ONLY_FOR[option]:
            raise UsageError(
                f"{option} is for {', '.join(ONLY_FOR[option])}",
                f"Leave it out of an import of {source}",
            )


def own_addresses(env: Env) -> tuple[str, ...]:
    """Your own addresses and names, as the settings have them."""
    names = str(env.settings["import.me"]).split(",")
    return tuple(one.strip() for one in names if one.strip())


def mapped_columns(typed: tuple[str, ...]) -> dict[str, str] | None:
    """The columns of --map by field; None where there are none.

    Raises:
        UsageError: One has no "=".
    """
    pairs = [word.partition("=") for word in typed]
    for field, equals, column in pairs:
        if not (field.strip() and equals and column.strip()):
            raise UsageError(
                f'--map cannot be "{field}{equals}{column}"', 'Write it as --map name="Full name"'
            )
    return {field.strip(): column.strip() for field, _, column in pairs} or None


def confirm_columns(env: Env, found: ImportSource) -> None:
    """Show which columns are taken for what, and ask on a terminal whether that is right.

    Raises:
        CancelledError: It is not.
    """
    from tinynet.exchange.tables import read as csv_people

    guess = csv_people.guess(found.data)
    if not guess or "handle" in guess:  # tinynet's own columns need no question
        return
    env.say("Columns: " + ", ".join(f"{field} = {column}" for field, column in guess.items()))
    if env.can_ask():
        if rest := csv_people.unread(found.data):
            env.say("Not read: " + ", ".join(rest))
        env.confirm("Is that right? --map FIELD=COLUMN says otherwise.")
