"""tinynet export vcard: one file, or a folder kept in step with an address book."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.exchange.exporting import file as export_file
from tinynet.exchange.exporting import record_rows
from tinynet.exchange.vcard.write import VERSIONS, write
from tinynet.output import spool
from tinynet.output.answer import Answer
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.exchange.documents import CardFolderDocument, ExportDocument

STDOUT = "-"


def run(
    env: Env, target: str, version: str, *, delete: bool = False
) -> Answer[ExportDocument] | Answer[CardFolderDocument]:
    """Write everybody.

    Args:
        env: For the database.
        target: A file, "-", or a folder (see `export_vdir`).
        version: "4" or "3".
        delete: Take the cards of people who are gone out of the folder.

    Raises:
        TinynetError: No such version, or the target cannot be written.
    """
    checks.choice(version, "--version", VERSIONS)
    if target != STDOUT and export_file.is_folder(env, target):
        from tinynet.exchange.exporting import vcard_folder  # reads cards, too: 100 ms of imports

        return vcard_folder.run(env, target, version, delete=delete)
    if delete:
        raise UsageError("--delete is for a folder", "Name one, such as contacts/")
    if target == STDOUT and env.format:
        raise UsageError(
            "The vcard itself goes to stdout, where nothing else can stand beside it",
            "Name a file: tinynet export vcard friends.vcf",
        )
    place = "" if target == STDOUT else export_file.file_at(env, target)
    with export_file.moment(env) as store:
        people, _ = store.rows(sql.totals)[0]
        cards = write((record for _, record in record_rows.people_with_uids(store)), version)
        if not place:
            spool.write(env.stdout, map(bytes.decode, cards), store)
            return Answer("output.lines")
        export_file.put(env, place, cards)
    count = count_of(people, "person", "people")
    lines = [
        f"{count} -> {place}{' would be written' if env.dry_run else ''}",
        "It does not hold everything; tinynet export json does.",
    ]
    document: ExportDocument = {
        "format": "vcard", "target": place, "people": people, "dry_run": env.dry_run,
    }  # fmt: skip
    return Answer("output.done", document, plain=[(place, people)], message=lines)
