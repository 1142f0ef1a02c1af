"""A topic of help: the little Markdown that its text is made of, drawn for a terminal."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.documents import HelpDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page


def show(answer: Answer[HelpDocument], page: Page) -> None:
    """Headings in bold, tables aligned, everything else wrapped."""
    waiting: list[str] = []
    for line in answer.envelope()["text"].splitlines():
        if line.startswith("|"):
            waiting.append(line)
            continue
        table(waiting, page)
        waiting = []
        text = line.replace("`", "")
        if line.startswith("#"):
            page.say((text.lstrip("# "), "bold"))
        elif line.startswith(" "):
            page.say(("  " + text.strip(), "cyan"))
        else:
            page.text(text)
    table(waiting, page)


def table(lines: list[str], page: Page) -> None:
    """A table's lines: the head, a rule, the rows; nothing where there are none."""
    if not lines:
        return
    head, _, *rows = map(cells, lines)
    drawn: list[list[Cell]] = [[(first, "cyan"), *rest] for first, *rest in rows]
    page.table(drawn, head=head, align=" " + "w" * (len(head) - 1))


def cells(row: str) -> list[str]:
    """The cells of a table's row, without the marks of code."""
    return [cell.strip().replace("`", "") for cell in row.strip("|").split("|")]
