"""tinynet import: bring people in from a file."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.core.answer import Answer
from tinynet.errors import TinynetError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import File, Format

EXAMPLES = (
    "tinynet import vcard contacts.vcf --dry-run     shows what would happen",
    "tinynet import vcard contacts.vcf",
    "curl -s https://example.org/book.vcf | tinynet import vcard -",
)
FORMATS = ("vcard",)
BYTES_MAX = 500_000_000
COLUMNS = ("action", "handle", "name", "matched_by", "fields", "where", "reason")


def run(env: Env, source: Format, file: File) -> Answer:
    """Bring people in from an address book. Doing it again changes only what changed there."""
    if source not in FORMATS:
        raise UsageError(
            f'There is no importer for "{source}"', f"It is one of {', '.join(FORMATS)}", FORMATS
        )
    data, name = contents(env, file)
    check(data, name)
    from tinynet.cli import importing
    from tinynet.formats import vcard

    cards = data.count(b"BEGIN:VCARD")
    plan = importing.take_in(env, vcard.read(data, name), name, cards)
    counts = plan.counts()
    people = counts["new"] + counts["changed"] + counts["unchanged"]
    document = {"file": name, "dry_run": env.dry_run, **counts, "warnings": plan.warnings}
    return Answer(
        "imported",
        document,
        key="cards",
        columns=COLUMNS,
        rows=plan.rows,
        exit_code=1 if counts["refused"] and not people else 0,
        wrote=not env.dry_run,
    )


def contents(env: Env, file: str) -> tuple[bytes, str]:
    """The bytes of a file or of stdin, and its name for messages.

    Raises:
        TinynetError: It cannot be read, or is larger than 500 MB.
    """
    from pathlib import Path

    path = Path(file)
    try:
        if file == "-":
            buffer = getattr(env.stdin, "buffer", None)
            data = buffer.read(BYTES_MAX + 1) if buffer else env.stdin.read().encode()
        else:
            with path.open("rb") as opened:  # a pipe has no size to ask for
                data = opened.read(BYTES_MAX + 1)
    except FileNotFoundError as error:
        raise TinynetError(f"There is no file {file}", "Look at the path") from error
    except IsADirectoryError as error:
        raise TinynetError(
            f"{file} is a folder",
            f"Give one file, or all of them: cat {file}/*.vcf | tinynet import vcard -",
        ) from error
    except (OSError, ValueError) as error:
        raise checks.unreadable(file, error) from error
    if len(data) > BYTES_MAX:
        raise TinynetError(f"{file} is larger than 500 MB", "Split it and import the parts")
    return data, "-" if file == "-" else path.name


def check(data: bytes, name: str) -> None:
    """See that a file holds at least the beginning of a vCard.

    Raises:
        TinynetError: It is empty, or something else.
    """
    import re

    from tinynet.formats import vcard

    if not data.strip():
        raise TinynetError(f"{name} is empty", "Export the contacts again, as vCard (.vcf)")
    if vcard.sniff(data[:4096]) or re.search(rb"(?i)BEGIN[ \t]*:[ \t]*VCARD", data):
        return
    signs = ((b"%PDF", "a PDF"), (b"PK\3\4", "a ZIP archive; unpack it first"))
    what = next((f", but {it}" for sign, it in signs if data.startswith(sign)), "")
    raise TinynetError(
        f"{name} is no vCard file{what}",
        "It would begin with BEGIN:VCARD; export the contacts as vCard (.vcf)",
    )
