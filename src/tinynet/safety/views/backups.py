"""Show the backups, newest first."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.safety.documents import BackupsDocument

ASKED = "asked"


def show(answer: Answer[BackupsDocument], page: Page) -> None:
    """A row a backup, which begins with what to type after tinynet to go back to it."""
    backups = answer.envelope()["backups"]
    if not backups:
        page.say("There is no backup yet; they make themselves once there is something to keep.")
        page.say(("tinynet backup makes one now", "dim"))
        return
    page.table(
        [
            [
                (f"restore {backup['number']}", "cyan"),
                (when(backup["at"], page.today), "bold"),
                (why(backup["why"]), "dim"),
                (size(backup["bytes"]), "dim"),
                "" if backup["good"] else ("damaged", "red"),
            ]
            for backup in backups
        ],
        align="  cr",
    )
    page.say()
    page.say(("--dry-run shows what going back would change", "dim"))


def when(at: str, today: date) -> str:
    """The day and the time of a backup: "yesterday 18:05"."""
    return f"{say_day(date.fromisoformat(at[:10]), today)} {at[11:16]}"


def why(word: str) -> str:
    """What a backup was made for: "before an import"; "" for the day's own."""
    if word == ASKED:
        return "asked for"
    article = "an" if word[:1] in set("aeiou") else "a"
    return f"before {article} {word}" if word else ""


def size(count: int) -> str:
    """So many bytes, rounded: 240 kB, 97 MB."""
    return f"{count / 1e6:.0f} MB" if count >= 10_000_000 else f"{max(count // 1000, 1)} kB"
