"""Show what was saved of a damaged database, and how to continue with it."""

from __future__ import annotations

from tinynet.core.compiled_tables import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.safety.documents import SalvagedDocument, SavedTable

WORDS = {table["name"]: table["words"] for table in TABLES}


def show(answer: Answer[SalvagedDocument], page: Page) -> None:
    """A row a table that has or had any, then where it is."""
    document = answer.envelope()
    tables = [record for record in document["tables"] if record["saved"] or record["lost"] != 0]
    page.table([row(table) for table in tables], head=("", "saved", "lost"), align=" rr")
    file = document["file"]
    if document["dry_run"]:
        page.say(f"This would be in {file}")
        return
    page.say("It is in ", (file, "bold"), "; the damaged file was not touched.")
    page.say((f"Look at it with tinynet doctor --db {file}", "dim"))
    page.say(("Undo starts over there; what was done before cannot be taken back.", "dim"))


def row(table: SavedTable) -> list[Cell]:
    """One table; what nobody can say is a question mark."""
    lost = table["lost"]
    missing: Cell = "?" if lost is None else (f"{lost:,}", "yellow") if lost else ("-", "dim")
    return [WORDS.get(table["table"], table["table"]), f"{table['saved']:,}", missing]
