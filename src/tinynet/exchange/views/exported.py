"""Show what an export to a folder of vCards did or would do."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tinynet.exchange.documents import CardFolderDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

SHOWN = 15  # rows of each action; --plain shows all
WORDS = {
    "new": ("new", "green"),
    "changed": ("changed", "yellow"),
    "unchanged": ("unchanged", "dim"),
    "waiting": ("waiting", "yellow"),
    "taken_out": ("taken out there", "yellow"),
    "left": ("gone here", "yellow"),
    "deleted": ("deleted", "red"),
}


def show(answer: Answer[CardFolderDocument], page: Page) -> None:
    """The counts, the cards that were written or need a decision, and what to do about these."""
    done = answer.envelope()
    each: Mapping[str, Any] = done
    counts = [f"{each[action]:,} {word}" for action, (word, _) in WORDS.items() if each[action]]
    would = "would be " if done["dry_run"] and counts else ""
    page.say((done["folder"], "bold"), f": {would}{', '.join(counts) or 'nobody is in it'}")
    hints = {
        "waiting": f"Changed or new there: tinynet import vcard {done['folder']} first.",
        "taken_out": "Somebody took these cards out of the folder; nothing is deleted here.",
        "left": "They are not in tinynet any more; --delete takes their cards out, too.",
    }
    for action, (word, style) in WORDS.items():
        rows = [row for row in answer.rows if row[0] == action]
        if not rows or action == "unchanged":
            continue
        page.say()
        page.say((word, style))
        shown = [[(name, "bold"), (handle, "dim"), file] for _, handle, name, file in rows[:SHOWN]]
        page.table([cells if action in hints else cells[:2] for cells in shown])
        if len(rows) > SHOWN:
            page.say((f"and {count_of(len(rows) - SHOWN, 'other')} (--plain shows all)", "dim"))
        if action in hints:
            page.say((hints[action], "dim"))
