"""Show the devices, when they were last seen, and what waits for them."""

from __future__ import annotations

from datetime import datetime

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.sync.documents import DeviceRecord

HOUR = 60  # minutes
DAY = 24 * HOUR


def show(answer: Answer, page: Page) -> None:
    """A line a device."""
    document = answer.document
    names = [device["name"] for device in document["devices"]]
    labels = [
        f"{device['name']} ({device['id']})" if names.count(device["name"]) > 1 else device["name"]
        for device in document["devices"]
    ]
    longest = max(map(len, labels), default=0)
    for label, device in zip(labels, document["devices"], strict=True):
        page.say((label.ljust(longest), "bold"), f"  {line(device, document['at'])}")
    if document["conflicts"]:
        count = count_of(document["conflicts"], "conflict")
        page.say((f"{count}: tinynet sync conflicts", "yellow"))


def line(device: DeviceRecord, now: str) -> str:
    """What is to say of a device."""
    if device["this"]:
        waiting = device["waiting"]
        count = count_of(waiting, "change")
        return f"this device, {f'{count} to send' if waiting else 'nothing to send'}"
    if device["gone"]:
        return f"has {device['gone']}" if device["gone"] == "left" else "removed"
    text = f"seen {ago(device['seen'], now)}" if device["seen"] else "not seen yet"
    if device["waiting"]:
        verb = "waits" if device["waiting"] == 1 else "wait"
        text += f"; {count_of(device['waiting'], 'change')} {verb} for it"
    if device["forgetting"]:
        text += f"; has not yet forgotten {count_of(device['forgetting'], 'person', 'people')}"
    return text


def ago(at: str, now: str) -> str:
    """How long ago a moment was."""
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(at)
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < HOUR:
        return f"{count_of(minutes, 'minute')} ago"
    if minutes < DAY:
        return f"{count_of(minutes // HOUR, 'hour')} ago"
    return f"{count_of(minutes // DAY, 'day')} ago"
