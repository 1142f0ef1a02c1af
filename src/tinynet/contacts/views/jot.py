"""Show on one line how a sentence was read, and what was guessed."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views import batch
from tinynet.contacts.views.log import planned
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.core.spans import say_duration
from tinynet.output.answer import Answer
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import fit
from tinynet.output.views import done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.page import Page

SHOWN = 6  # guesses and offers of a batch
_SAID = {
    "question": "it is a question", "memory": "it was long ago", "failed": "it came to nothing",
    "negated": "it did not happen", "tried": "it was only meant or tried",
    "wish": "it is a wish or a condition", "habit": "it is so in general",
    "thought": "it was only in mind", "hearsay": "it was heard, read or seen from afar",
    "bond": "it says what they are to each other",
}  # fmt: skip


def show(answer: Answer, page: Page) -> None:
    """The contact or the note that a sentence became; or how many lines were read."""
    kept = answer.document
    if "written" in kept:
        _lines(answer, page)
        return
    if kept["outcome"] == "planned":
        head = _plan(kept, page)
    else:
        head = _contact(kept, page) if kept["kind"] else _note(kept, page)
    said = [head, *(f"  {line}" for line in _more(kept, page))]
    ties: list[Any] = [{**tie, "name": fit(tie["name"], NAME_WIDTH)} for tie in kept["ties"]]
    done.say(page, *said)
    done.ties(ties, page)


def _contact(kept: dict[str, Any], page: Page) -> str:
    """Kind, people, day, length, place, tags, on one line."""
    names = join_names([fit(name, NAME_WIDTH) for name in kept["names"]])
    kind = ("talk" if kept["deep"] else "contact") if kept["kind"] == "other" else kept["kind"]
    what = f"{'deep ' if kept['deep'] else ''}{kind}"
    parts = [say_day(date.fromisoformat(kept["on"]), page.today)]
    if kept["minutes"] and not kept["attempt"]:
        parts.append(say_duration(kept["minutes"]))
    if kept["place"]:
        parts.append(kept["place"])
    if kept["by"] and not kept["attempt"]:
        parts.append("you reached out" if kept["by"] == "me" else "they reached out")
    parts += [f"#{tag}" for tag in kept["tags"]]
    tried = "tried a " if kept["attempt"] else ""
    return f"{tried}{what} with {names}  {', '.join(parts)}  #{kept['id']}"


def _note(kept: dict[str, Any], page: Page) -> str:
    names = join_names([fit(name, NAME_WIDTH) for name in kept["names"]])
    return fit(f"noted about {names}: {kept['note']}", page.width)


def _plan(kept: dict[str, Any], page: Page) -> str:
    names = join_names([fit(name, NAME_WIDTH) for name in kept["names"]])
    day = kept["by_day"]
    by = f" by {say_day(date.fromisoformat(day), page.today)}" if day else ""
    return f"planned: {kept['planned']} with {names}{by}  (plan {kept['plan']})"


def _more(kept: dict[str, Any], page: Page) -> list[str]:
    """What follows: guesses, who was only mentioned, the note, what is new."""
    made = [f"{_guess(guess)}; if not, tinynet undo" for guess in kept["guessed"]]
    if kept["mentioned"]:
        made.append(f"only mentioned: {', '.join(kept['mentioned'])}")
    if kept["kind"] and kept["note"]:
        made.append(fit(f"note: {kept['note']}", page.width - 2))
    if kept["kind"] == "other":
        made.append(f"no kind was said; tinynet amend {kept['id']} --kind coffee gives it one")
    if not kept["kind"] and kept["why"] in _SAID:
        made.append(f"no contact: {_SAID[kept['why']]}")
    made += [f"{line}." for line in kept["relations"]]
    made += [f"ticked off: {note['text']}" for note in kept.get("ticked", ())]
    made += [f"that was the {planned(plan, page.today)}" for plan in kept.get("fulfilled", ())]
    made += [f"new: {handle}" for handle in kept["added"]]
    return made


def _guess(guess: dict[str, Any]) -> str:
    name = fit(guess["name"], NAME_WIDTH)
    others = join_names([fit(other, NAME_WIDTH) for other in guess["with"]])
    why = (
        f"because you met them with {others}" if guess["why"] == "together" else "whom you saw last"
    )
    return f"{guess['typed']} is taken for {name} ({guess['handle']}), {why}"


def _lines(answer: Answer, page: Page) -> None:
    kept = answer.document
    batch.show(answer, page)
    if kept["noted"]:
        page.say(f"{count_of(kept['noted'], 'note')} kept")
    for offer in kept["offers"][:SHOWN]:
        page.say(
            f"  line {offer['line']}: {'a plan' if offer['why'] else 'unclear'}: {offer['offer']}"
        )
    if len(kept["offers"]) > SHOWN:
        page.say((f"  and {count_of(len(kept['offers']) - SHOWN, 'more of these', 'more')}", "dim"))
    for guess in kept["guessed"][:SHOWN]:
        page.say((f"  line {guess['line']}: {_guess(guess)}", "dim"))
    if len(kept["guessed"]) > SHOWN:
        page.say((f"  and {count_of(len(kept['guessed']) - SHOWN, 'more guess', 'more')}", "dim"))
