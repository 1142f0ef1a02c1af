"""Show what a round of sync did."""

from __future__ import annotations

from tinynet.output.page import count_of
from tinynet.sync.views.conflicts import sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.sync.documents import ReceivedRecord


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
    page.text(" ".join(parts) or "Nothing new.", style="bold" if parts else "")
    for person in document["back"]:
        page.text(
            f"{person['name']} was taken out on one device and changed on another, so "
            f"{person['handle']} is here.  tinynet remove {person['handle']}"
        )
    for conflict in document["conflicts"]:
        page.text(sentence(conflict, page))
    for wrong in document["wrong"]:
        page.text(f"{wrong['file']} was left out: {wrong['reason']}.", style="yellow")
    if document["undo_anew"]:
        page.text("What came in is not taken back by undo, which begins anew here.", style="dim")
