"""What was merged: what went where, what was decided, and that there is a way back."""

from __future__ import annotations

from tinynet.core.compiled_tables import TABLES
from tinynet.core.fields import OTHERS, in_order
from tinynet.core.names import join_names
from tinynet.core.relations import sentence
from tinynet.output.page import count_of
from tinynet.output.text import fit
from tinynet.output.views.standing import standing
from tinynet.people.views.edit import WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.duplicates.documents import MergeDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

QUIET = {"origin", "card"}  # what moves without a word about it
_NOUNS = {one["counted"]: one["noun"] for one in TABLES if one["name"] not in QUIET}
ORDER = (
    "contacts", "notes", "facts", "ways", "relations", "plans", "favours", "introductions", OTHERS,
)  # fmt: skip
NOUNS = {counted: _NOUNS[counted] for counted in in_order(ORDER, filter(None, _NOUNS))}
COUNTED = {"details", "facts"}  # fields shown as a count
NAME_WIDTH = 40  # columns


def show(answer: Answer[MergeDocument], page: Page) -> None:
    """One line for the merge, one for each thing to know about it."""
    done = answer.envelope()
    gone, name = fit(done["merged"]["name"], NAME_WIDTH), fit(done["name"], NAME_WIDTH)
    verb = "would become" if done["dry_run"] else "is now"
    page.say((f"{gone} {verb} one with {name} ({done['handle']}).", "bold"))
    for line in lines(done):
        page.text(line, indent=2)
    handle = done["merged"]["handle"]
    if done["dry_run"]:
        page.say(("Nothing was written; leave --dry-run out to merge.", "dim"))
        return
    standing({**done["tie"], "name": done["name"]}, page)
    page.say((f"The handle {handle} is gone; tinynet undo brings both back.", "dim"))


def lines(done: MergeDocument) -> list[str]:
    """What moved, what was filled in, decided and dropped."""
    found = []
    counts = [count_of(done["moved"][key], *noun) for key, noun in NOUNS.items()
              if done["moved"].get(key, 0) > 0]  # fmt: skip
    if counts:
        found.append(f"{'moves' if done['dry_run'] else 'moved'}: {join_names(counts)}")
    if done["both"]:
        found.append(f"{count_of(done['both'], 'contact')} of both, each counted once now")
    differ = {conflict["what"] for conflict in done["conflicts"]}  # which have lines of their own
    differ |= {"dates"} if "birthday" in differ else set()
    fields = [field for field in done["changed"] if field not in COUNTED]
    changed = [word for word in (WORDS.get(field, field) for field in fields) if word not in differ]
    if changed:
        found.append(f"changed: {', '.join(changed)}")
    for conflict in done["conflicts"]:
        into, who = fit(conflict["into"], NAME_WIDTH), fit(conflict["who"], NAME_WIDTH)
        kept = into if conflict["kept"] == "into" else who
        other = who if conflict["kept"] == "into" else into
        if conflict["kept"] is None:
            found.append(f"to decide: {conflict['what']}, {into} or {who}")
        else:
            found.append(f"{conflict['what']}: {kept}; a note keeps {other}")
    names = {done["handle"]: done["name"], done["merged"]["handle"]: done["merged"]["name"]}
    found += [
        f"dropped: {say_kept_between(one['relation'], names[one['one']], names[one['other']])}"
        for one in done["dropped"]
    ]
    if done["back"]:
        found.append("back from the archive")
    return found


def say_kept_between(relation: str | None, one: str, other: str) -> str:
    """What is kept between two people, as a sentence without a stop.

    Args:
        relation: What the other is to the one; None where you introduced them.
        one: The name of the one.
        other: The name of the other.
    """
    if relation is None:
        return f"You introduced {one} and {other}"
    return sentence(one, relation, other)
