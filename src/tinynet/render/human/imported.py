"""What an import did, or would do."""

from __future__ import annotations

from tinynet.render.human.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.core.answer import Answer
    from tinynet.render.human.page import Cell, Page

SHOWN = 15  # rows of each action, and warnings; the rest is in --plain and --json
STYLES = {"new": "green", "changed": "yellow", "unchanged": "dim", "refused": "red"}
WORDS = {"details": "ways to reach", "anniversaries": "dates", "every_days": "cadence"}


def show(answer: Answer, page: Page) -> None:
    """The counts, then who is new, changed or refused, then what to do next."""
    done = answer.document
    name = "standard input" if done["file"] == "-" else done["file"]
    counts = [f"{done[action]:,} {action}" for action in STYLES if done[action]]
    would = "would be " if done["dry_run"] and counts else ""
    page.say((name, "bold"), f": {would}{', '.join(counts) or 'nobody is in it'}")
    records = answer.records()
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
    if done["warnings"]:
        page.say()
        page.say(("left out or changed", "yellow"))
        for warning in done["warnings"][:SHOWN]:
            page.text(warning)
        rest(page, len(done["warnings"]) - SHOWN, "--json")
    if done["dry_run"]:
        page.say()
        page.say(("Nothing was written; leave --dry-run out to import.", "dim"))
    elif done["new"] or done["changed"]:
        page.say()
        page.say(("tinynet list shows them; tinynet undo takes it all back.", "dim"))


def cells(row: dict[str, Any]) -> list[Cell]:
    """Somebody new, with whom it may be all the same, or changed, with what."""
    fields = ", ".join(WORDS.get(field, field) for field in row["fields"])
    return [(row["name"], "bold"), (row["handle"], "dim"), fields or (row["reason"], "yellow")]


def rest(page: Page, more: int, option: str) -> None:
    """How many are not shown, and how to see them."""
    if more > 0:
        page.say((f"and {count_of(more, 'other')} ({option} shows all)", "dim"))
