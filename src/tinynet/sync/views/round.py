"""Show what a round of sync did."""

from __future__ import annotations

from tinynet.output.page import count_of
from tinynet.sync.views.conflicts import show_one, with_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.sync.documents import ReceivedRecord


IS = ("is", "are")
RESTORED = {
    "catch_up": "This device is up to date again, with all that was done here.",
    "catch_up_only": "This device is up to date again, without what was done since the copy was "
    "put in its place; the newest backup has that.",
    "take_back": "The others go back to what is here when they sync.",
}


def show(answer: Answer, page: Page) -> None:
    """Sent 4 changes. From desktop: 3 contacts, 1 note."""
    document = answer.document
    parts = [f"Sent {count_of(document['sent'], 'change')}."] if document["sent"] else []
    by_device: dict[str, list[ReceivedRecord]] = {}
    for one in document["received"]:
        by_device.setdefault(one["device"], []).append(one)
    for device, some in by_device.items():
        counts = ", ".join(f"{one['count']:,} {one['what']}" for one in some)
        parts.append(f"From {device}: {counts}.")
    if document["forgotten"]:
        count = count_of(document["forgotten"], "person", "people")
        parts.append(
            f"{count} whom another device forgot {IS[document['forgotten'] > 1]} forgotten."
        )
    if document["restored"]:
        parts.append(RESTORED[document["restored"]])
    page.text(" ".join(parts) or "Nothing new.", style="bold" if parts else "")
    for person in document["back"]:
        text = (
            f"{person['name']} was taken out on one device and changed on another, so "
            f"{person['handle']} is here."
        )
        with_command(text, f"tinynet remove {person['handle']}", page)
    for conflict in document["conflicts"]:
        show_one(conflict, page)
    for wrong in document["wrong"]:
        page.text(f"{wrong['file']} was left out: {wrong['reason']}.", style="yellow")
    if document["undo_anew"]:
        page.text("What came in is not taken back by undo, which starts over here.", style="dim")
