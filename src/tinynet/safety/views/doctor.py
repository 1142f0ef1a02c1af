"""What the doctor found: what is wrong with what to do about it, then what is fine in a line."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.safety.documents import DoctorDocument

STYLES = {"bad": "red", "warn": "yellow", "note": "cyan"}
SHOWN = 5  # findings of one check; the JSON has them all


def show(answer: Answer[DoctorDocument], page: Page) -> None:
    """Two rows a finding, what and what to do; then the checks that found nothing."""
    findings = answer.envelope()["findings"]
    rows: list[list[Cell]] = []
    counts: dict[str, int] = {}
    for number, finding in enumerate(findings):
        check, level, remedy = finding["check"], finding["level"], finding["remedy"]
        counts[check] = counts.get(check, 0) + (level != "ok")
        if level == "ok" or counts[check] > SHOWN:
            continue
        following = findings[number + 1]["remedy"] if number + 1 < len(findings) else ""
        rows.append([(level, STYLES[level]), finding["message"]])
        if remedy and (remedy != following or counts[check] == SHOWN):
            rows.append(["", (remedy, "dim")])
    more = [
        f"{count - SHOWN:,} more of {check}" for check, count in counts.items() if count > SHOWN
    ]
    rows += [["", (f"and {words}; tinynet doctor --json has them all", "dim")] for words in more]
    fine = list(
        dict.fromkeys(finding["check"] for finding in findings if not counts[finding["check"]])
    )
    if fine:
        rows.append(
            [("ok", "green"), [count_of(len(fine), "check"), (f": {', '.join(fine)}", "dim")]]
        )
    page.table(rows, align=" w")
