"""The tree of how you met everybody, drawn with characters.

The columns are set by hand and not by `Page.table`, whose Rich takes seconds for 10,000 rows.
"""

from __future__ import annotations

from tinynet.contacts.views.history import one_line
from tinynet.core.partial import say_partial
from tinynet.gatherings.rules.tree import nodes_that_fit
from tinynet.output.page import count_of
from tinynet.output.text import ELLIPSIS, clean, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinynet.gatherings.documents import PersonInTree, ThroughDocument
    from tinynet.output.answer import Answer
    from tinynet.output.documents import PersonName
    from tinynet.output.page import Page

    Line = tuple[str, PersonInTree | str, bool]  # indent, a person or a remark, more below

PEOPLE = 40  # drawn unless --all
TREES = 12  # begun, of those
BRANCHES = 8  # of one person
STEP = 3  # columns of one level
GAP = 2
NAME_WIDTH = 40


def show(answer: Answer[ThroughDocument], page: Page) -> None:
    """The way to one person if asked for; the tree; whom it leaves out."""
    document = answer.envelope()
    people = document["people"]
    if not document["total"]:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
        return
    of = document["of"]
    if of:
        way(document["path"], people[0], page)
        if len(people) == 1:
            brought_nobody(people[0], page)
            return
        page.say()
    elif not document["through"]:
        nobody(people, document, page)
        if not document["all"]:
            return
        page.say()
    below = branches(people)
    first = [one["handle"] for one in people if one["level"] == 0]
    if not of and not document["all"]:
        first = [one["handle"] for one in people if one["level"] == 0 and one["in_all"]]
    drawn = {one["handle"] for one in people}
    if not document["all"]:
        drawn = nodes_that_fit(below, first[:TREES], most=PEOPLE, branches=BRANCHES)
    known = {one["handle"]: one for one in people}
    draw(lines(first, below, known, drawn), page)
    left_out(document, first, known, drawn, page)


def branches(people: Sequence[PersonInTree]) -> dict[str | None, list[str]]:
    """Whom somebody brought, in their order."""
    below: dict[str | None, list[str]] = {}
    for one in people:
        below.setdefault(one["via"], []).append(one["handle"])
    return below


def lines(
    first: list[str],
    below: dict[str | None, list[str]],
    known: Mapping[str, PersonInTree],
    drawn: set[str],
) -> list[Line]:
    """The lines of the tree, from the top."""
    made: list[Line] = []
    waiting: list[tuple[str, str, str]] = [
        ("", "", handle) for handle in reversed(first) if handle in drawn
    ]
    while waiting:
        indent, elbow, handle = waiting.pop()
        if handle not in known:
            made.append((indent + elbow, handle, False))
            continue
        shown = [child for child in below.get(handle, ()) if child in drawn]
        more = known[handle]["brought"] - len(shown)
        made.append((indent + elbow, known[handle], bool(more and not shown)))
        deeper = indent + {"": "", "├─ ": "│  ", "└─ ": "   "}[elbow]
        ends = [*shown, f"and {more:,} more"] if more and shown else shown
        for number, child in enumerate(reversed(ends)):
            waiting.append((deeper, "├─ " if number else "└─ ", child))
    return made


def draw(made: list[Line], page: Page) -> None:
    """Names with their branches, how many each brought, how you met."""
    most = page.width // 2
    rows = []
    for branch, what, more in made:
        indent = near_end(branch, most // 2)
        if isinstance(what, str):
            rows.append((indent, what, "dim", "", ""))
            continue
        name = fit(clean(what["name"]), most - len(indent))
        rows.append((indent, name, "bold", brought(what) + (f" {ELLIPSIS}" if more else ""),
                     meeting(what)))  # fmt: skip
    wide = max(width(row[0] + row[1]) for row in rows) + GAP
    counts = max(len(row[3]) for row in rows)
    counts += GAP if counts else 0
    for indent, name, style, count, how in rows:
        pad = " " * (wide - width(indent + name))
        room = page.width - wide - counts
        page.say(
            (indent, "dim"), (name, style), pad, (count.ljust(counts), "cyan"),
            (fit(how, max(room, 0)), "dim"),
        )  # fmt: skip


def near_end(indent: str, most: int) -> str:
    """The branches before a name; of a long chain only the near ones, or it has no room."""
    if len(indent) <= most:
        return indent
    return ELLIPSIS + indent[-(most // STEP * STEP) :]


def brought(one: PersonInTree) -> str:
    """How many friends somebody brought."""
    if not one["in_all"]:
        return ""
    more = f", {one['in_all']:,} in all" if one["in_all"] > one["brought"] else ""
    return f"brought {one['brought']:,}{more}"


def meeting(one: PersonInTree) -> str:
    """How, where and when you met somebody, on one line."""
    parts = [one["met_how"], one["met_at"], one["met_on"] and say_partial(one["met_on"])]
    return clean(one_line(", ".join(filter(None, parts))))


def way(path: Sequence[PersonName], last: PersonInTree, page: Page) -> None:
    """Through whom you met one person."""
    *above, who = [fit(clean(step["name"]), NAME_WIDTH) for step in path]
    if above:
        page.text(f"You met {' through '.join([who, *reversed(above)])}.")
        return
    how = meeting(last)
    page.text(f"You met {who} by yourself{f': {how}' if how else ''}.")


def brought_nobody(one: PersonInTree, page: Page) -> None:
    """What to say of somebody through whom you met nobody."""
    page.say(("nobody came through them yet:  ", "dim"),
             f"tinynet edit WHO --via {one['handle']}")  # fmt: skip


def nobody(people: Sequence[PersonInTree], document: ThroughDocument, page: Page) -> None:
    """What to say where nobody is known to have come through anybody."""
    page.say("Nobody is known yet to have come through somebody else.")
    one, other = (people[0]["handle"], people[-1]["handle"]) if len(people) > 1 else ("anne", "bob")
    page.say((f"  tinynet edit {other} --via {one}", "bold"))
    if not document["all"]:
        page.say(("by way and place of meeting:  ", "dim"), "tinynet sources")


def left_out(
    document: ThroughDocument,
    first: list[str],
    known: Mapping[str, PersonInTree],
    drawn: set[str],
    page: Page,
) -> None:
    """Whom the drawing leaves out, and how to see them."""
    if document["all"]:
        return
    in_trees = sum(1 + known[handle]["in_all"] for handle in first)
    hidden = in_trees - len(drawn)
    if hidden:
        whose = f" {document['of']['handle']}" if document["of"] else ""
        page.say((f"and {hidden:,} not drawn:  ", "dim"), f"tinynet through{whose} --all")
    alone = 0 if document["of"] else document["total"] - in_trees
    if alone:
        others = count_of(alone, "more person", "more people")
        page.say((f"{others} you met by yourself, and nobody through them", "dim"))
