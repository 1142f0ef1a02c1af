"""Show what an import did or would do."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from tinynet.exchange.documents import (
        ImportDocument,
        ImportedCard,
        KnownCorrespondent,
        UnknownCorrespondent,
    )
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page

SHOWN = 15  # rows of each action, and warnings; the rest is in --plain and --json
STYLES = {"new": "green", "changed": "yellow", "unchanged": "dim", "refused": "red"}
WORDS = {"details": "ways to reach", "anniversaries": "dates", "every_days": "cadence"}
COUNTS = {
    "already": "logged already", "left": "left as you have them",
    "taken_back": "taken back, since cancelled",
}  # fmt: skip


def show(answer: Answer[ImportDocument], page: Page) -> None:
    """The counts, then who is new, changed, refused or not known, then what to do next."""
    done = answer.envelope()
    head(done, page)
    records = done["cards"]
    for action in ("new", "changed", "refused"):
        rows = [record for record in records if record["action"] == action]
        if not rows:
            continue
        page.say()
        page.say((action, STYLES[action]))
        if action == "refused":  # the reason may be wrapped, but is never cut
            for row in rows[:SHOWN]:
                page.text(f"{row['where']}: {row['reason']}")
        else:
            page.table([cells(row) for row in rows[:SHOWN]])
        rest(page, len(rows) - SHOWN, "--plain")
        if action == "new" and any(row["reason"] for row in rows):
            page.say(("If two of them are one person: tinynet merge", "dim"))
    correspondents(done, page)
    if done["same_file"]:
        number = done.get("strangers", 0)
        strangers = f", {count_of(number, 'person', 'people')} not here" if number else ""
        as_it_was = f"The file is as it was when it was imported{strangers}"
        page.text(f"{as_it_was}; --dry-run reads it again.", style="dim")
    if done["warnings"]:
        page.say()
        page.say(("left out, changed or guessed", "yellow"))
        for warning in done["warnings"][:SHOWN]:
            page.text(warning)
        rest(page, len(done["warnings"]) - SHOWN, "--json")
    afterwards(done, page)


def head(done: ImportDocument, page: Page) -> None:
    """The counts of the import, in words."""
    name = "standard input" if done["file"] == "-" else done["file"]
    people = describe_counts(done, STYLES)
    parts = [
        (name, describe_counts(counts, counts))
        for name, counts in parts_of(done)
        if any(counts.values())
    ]
    would = "would be " if done["dry_run"] and people else ""
    if people or not (parts or done["unmatched"]):
        page.say((name, "bold"), f": {would}{people or 'nobody is in it'}")
    else:
        page.say((name, "bold"))
    if parts:
        page.table([[part, counts] for part, counts in parts])


def parts_of(done: ImportDocument) -> list[tuple[str, Mapping[str, Any]]]:
    """The counts of what is not people."""
    return [
        ("contacts", done["contacts"]),
        ("notes", done["notes"]),
        ("favours", done["favours"]),
        ("places", done["places"]),
    ]


def describe_counts(counts: Mapping[str, Any], order: Iterable[str]) -> str:
    """Several counts in words, without the zeros."""
    return ", ".join(f"{counts[key]:,} {COUNTS.get(key, key)}" for key in order if counts[key])


def correspondents(done: ImportDocument, page: Page) -> None:
    """Those you talked to who are here, and those who are not."""
    for rows, title, style in (
        (done["matched"], "here", "green"),
        (done["unmatched"], "not here", "yellow"),
    ):
        if not rows:
            continue
        page.say()
        page.say((title, style))
        page.table([correspondent(row) for row in rows[:SHOWN]], align=" crw")
        rest(page, len(rows) - SHOWN, "--json")
    if done["unmatched"]:
        page.text(
            "--add-people makes people of them, --min-days 5 of those with five days or more."
        )


def correspondent(row: KnownCorrespondent | UnknownCorrespondent) -> list[Cell]:
    """Who, their handle or address, on how many days, and when."""
    when = row["last"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
    name = row["name"] or row["address"]
    other, by = row["address"] if row["name"] else "", ""
    if "handle" in row:
        other, by = row["handle"], f" by {row['matched_by']}"
    return [(name, "bold"), (other, "dim"), count_of(row["days"], "day"), (f"{when}{by}", "dim")]


def cells(row: ImportedCard) -> list[Cell]:
    """Somebody new, with whom it may be all the same, or changed, with what."""
    fields = ", ".join(WORDS.get(field, field) for field in row["fields"])
    return [(row["name"], "bold"), (row["handle"], "dim"), fields or (row["reason"], "yellow")]


def rest(page: Page, more: int, option: str) -> None:
    """How many are not shown, and how to see them."""
    if more > 0:
        page.say((f"and {count_of(more, 'other')} ({option} shows all)", "dim"))


def afterwards(done: ImportDocument, page: Page) -> None:
    """What to do next."""
    people = done["new"] or done["changed"]
    other = any(counts["new"] or counts["changed"] for _, counts in parts_of(done))
    if done["dry_run"]:
        page.say()
        page.say(("Nothing was written; leave --dry-run out to import.", "dim"))
    elif people or other:
        where = "tinynet list shows them" if people else "tinynet history shows it"
        page.say()
        page.say((f"{where}; tinynet undo takes it all back.", "dim"))
