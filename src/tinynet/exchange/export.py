"""tinynet export: write everything in a format for other programs."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.env import BYTE_ORDER_MARK
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tinynet.cli.env import Env
    from tinynet.cli.options import CardVersion, Delete, ExportFormat, Target
    from tinynet.db.store import Store
    from tinynet.exchange.documents import (
        CardFolderDocument,
        ExportDocument,
        MarkdownFolderDocument,
    )

EXAMPLES = (
    "tinynet export json friends.json        all there is, to be imported again",
    "tinynet export vcard friends.vcf        for an address book",
    "tinynet export markdown friends/        a page a person",
    "tinynet export csv | less               into a pipe where no file is named",
)
FORMATS = ("json", "vcard", "csv", "markdown", "friends")
SUGGESTED = {
    "json": "friends.json", "vcard": "friends.vcf", "csv": "friends.csv", "markdown": "friends/",
    "friends": "friends.md",
}  # fmt: skip
STDOUT = "-"


def run(
    env: Env,
    what: ExportFormat,
    target: Target = None,
    *,
    version: CardVersion = None,
    delete: Delete = False,
) -> Answer[ExportDocument | MarkdownFolderDocument | CardFolderDocument]:
    """Write everything into a file that only you can read. Only json holds all of it."""
    what = checks.word_of(what, FORMATS)
    if what not in FORMATS:
        raise UsageError(
            f'There is no export to "{what}"', f"It is one of {', '.join(FORMATS)}", FORMATS
        )
    if what != "vcard" and (delete or version is not None):
        option = "--delete" if delete else "--version"
        raise UsageError(f"{option} is for vCards", f"Leave it out of an export to {what}")
    place = piped(env, what) if target is None else target
    if what == "vcard":
        from tinynet.exchange.exporting import vcards

        return vcards.run(env, place, version or "4", delete=delete)
    if what == "markdown" and place != STDOUT:
        from tinynet.exchange.exporting import file as export_file
        from tinynet.exchange.exporting import markdown_pages

        if export_file.is_folder(env, place):
            return markdown_pages.run(env, place)
    return write_to_stdout(env, what) if place == STDOUT else write_file(env, what, place)


def piped(env: Env, what: str) -> str:
    """Where it goes when nobody says: into the pipe, if there is one.

    Raises:
        UsageError: stdout is a terminal.
    """
    from tinynet.cli.env import is_terminal

    if is_terminal(env.stdout):
        raise UsageError(
            "All of it would run over your terminal",
            f"Name a file: tinynet export {what} {SUGGESTED[what]}",
        )
    return STDOUT


def write_to_stdout(env: Env, what: str) -> Answer[ExportDocument]:
    """Write to stdout.

    Raises:
        UsageError: A format of the answer was asked for, which would stand in the export.
    """
    if env.format:
        raise UsageError(
            f"The {what} itself goes to stdout, and nothing else can",
            "Leave --json and --format out, or name a file: "
            f"tinynet export {what} {SUGGESTED[what]}",
        )
    from tinynet.exchange.exporting.file import moment
    from tinynet.output import spool

    with moment(env) as store:
        spool.write(env.stdout, writer(what)(store), store)
    return Answer("output.lines")


def write_file(env: Env, what: str, place: str) -> Answer[ExportDocument]:
    """Write a file, and say what is in it."""
    from itertools import chain

    from tinynet.exchange.exporting import file as export_file

    target = export_file.file_at(env, place)
    with export_file.moment(env) as store:
        people, contacts = store.rows(sql.totals)[0]
        parts = writer(what)(store)
        if what == "csv":
            # Excel takes a file without it for the system's old encoding. Not so in a pipe, where
            # the first column's name would begin with it.
            parts = chain([BYTE_ORDER_MARK], parts)
        export_file.put(env, target, (part.encode() for part in parts))
    return export_answer(env, what, target, people, contacts)


def export_answer(
    env: Env, what: str, target: str, people: int, contacts: int
) -> Answer[ExportDocument]:
    """What was written, in words and numbers."""
    from tinynet.exchange.exporting.file import counted

    would = " would be written" if env.dry_run else ""
    lines = [f"{counted(people, contacts)} -> {target}{would}"]
    if what != "json":
        lines.append("It does not hold everything; tinynet export json does.")
    document: ExportDocument = {
        "format": what, "target": target, "people": people, "contacts": contacts,
        "dry_run": env.dry_run,
    }  # fmt: skip
    return Answer("output.done", document, plain=[(target, people, contacts)], message=lines)


def writer(what: str) -> Callable[[Store], Iterator[str]]:
    """The function that writes a format from an open database, piece by piece."""
    return {"json": _json, "csv": _csv, "markdown": _markdown, "friends": _friends}[what]


def _json(store: Store) -> Iterator[str]:
    from tinynet.exchange.document import dump_rows
    from tinynet.exchange.document import format as tinynet_json

    yield from tinynet_json.write(dump_rows.sections(store))


def _csv(store: Store) -> Iterator[str]:
    from tinynet.exchange.exporting import record_rows as export_records
    from tinynet.exchange.tables import write as csv_write

    yield from csv_write.write(export_records.people(store))


def _markdown(store: Store) -> Iterator[str]:
    from tinynet.exchange.exporting import markdown, markdown_pages

    for number, page in enumerate(markdown_pages.pages(store)):
        yield ("\n" if number else "") + markdown.write(page)


def _friends(store: Store) -> Iterator[str]:
    from tinynet.exchange.exporting import record_rows
    from tinynet.exchange.friends_md import write as friends_write

    yield from friends_write.write(
        [person for _, person in record_rows.people(store)],
        record_rows.places(store),
        record_rows.interactions(store),
        record_rows.notes(store),
    )
