"""Show on one line how a sentence was read, and what was guessed."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views import batch
from tinynet.contacts.views.log import describe_again, describe_open, planned
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.core.relations import sentence
from tinynet.core.spans import say_duration
from tinynet.output.answer import Answer
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import fit
from tinynet.output.views import done
from tinynet.output.views.standing import standings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.documents import (
        Guess,
        JotLinesDocument,
        JottedContact,
        JottedNote,
        JottedPlan,
    )
    from tinynet.output.documents import Standing
    from tinynet.output.page import Page

    JottedSentence = JottedContact | JottedNote | JottedPlan

SHOWN = 6  # guesses and offers of a batch
NO_CONTACT = {
    "question": "it is a question", "memory": "it was long ago", "failed": "it came to nothing",
    "negated": "it did not happen", "tried": "it was only meant or tried",
    "wish": "it is a wish or a condition", "habit": "it is true in general",
    "thought": "it was only a thought", "hearsay": "it was heard, read or seen from afar",
    "bond": "it says what they are to each other", "nobody": "it names nobody you know",
}  # fmt: skip


def show(answer: Answer[JottedSentence | JotLinesDocument], page: Page) -> None:
    """The contact, plan or note that a sentence became; or how many lines were read."""
    kept = answer.envelope()
    if "written" in kept:
        _lines(kept, page)
        return
    if "plan" in kept:
        head, more = _plan(kept, page), []
    elif "notes" in kept:
        head, more = _note(kept, page), _no_contact(kept)
    else:
        head, more = _contact(kept, page), _of_contact(kept, page)
    lines = [*_guesses(kept), *more, *_relations(kept), *_news(kept, page)]
    ties: list[Standing] = [{**tie, "name": fit(tie["name"], NAME_WIDTH)} for tie in kept["ties"]]
    done.say(page, head, *(f"  {line}" for line in lines))
    standings(ties, page)


def _contact(kept: JottedContact, page: Page) -> str:
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


def _note(kept: JottedNote, page: Page) -> str:
    names = join_names([fit(name, NAME_WIDTH) for name in kept["names"]])
    return fit(f"noted{f' about {names}' if names else ''}: {kept['note']}", page.width)


def _plan(kept: JottedPlan, page: Page) -> str:
    names = join_names([fit(name, NAME_WIDTH) for name in kept["names"]])
    day = kept["by_day"]
    by = f" by {say_day(date.fromisoformat(day), page.today)}" if day else ""
    return f"planned: {kept['planned']} with {names}{by}  #{kept['plan']}"


def _guesses(kept: JottedSentence) -> list[str]:
    """Who was taken for whom, and who was only mentioned."""
    made = [f"{_guess(guess)}; if not, tinynet undo" for guess in kept["guessed"]]
    if kept["mentioned"]:
        made.append(f"only mentioned: {', '.join(kept['mentioned'])}")
    return made


def _of_contact(kept: JottedContact, page: Page) -> list[str]:
    """The note of a contact, and what its kind is if none was named."""
    made = []
    if kept["again"]:
        made.append(describe_again(kept["again"]))
    if kept["note"]:
        made.append(fit(f"note: {kept['note']}", page.width - 2))
    if kept["kind"] == "other":
        made.append(f"no kind was said; tinynet amend {kept['id']} --kind coffee gives it one")
    return made


def _no_contact(kept: JottedNote) -> list[str]:
    """Why a sentence is only noted, where that is not plain."""
    why = NO_CONTACT.get(kept["why"] or "")
    return [f"no contact: {why}"] if why else []


def _relations(kept: JottedSentence) -> list[str]:
    """What people are to each other, as far as it is new."""
    return [
        f"{sentence(one['name'], one['relation'], one['other_name'])}." for one in kept["related"]
    ]


def _news(kept: JottedSentence, page: Page) -> list[str]:
    """What follows from a contact, and who is new."""
    made = []
    if "ticked" in kept:
        made += [f"ticked off: {note['text']}" for note in kept["ticked"]]
        made += [f"that was the {planned(plan, page.today)}" for plan in kept["fulfilled"]]
        made += [describe_open(plan, page.today) for plan in kept["left_open"]]
    return made + [f"new: {handle}" for handle in kept["added"]]


def _guess(guess: Guess) -> str:
    name = fit(guess["name"], NAME_WIDTH)
    others = join_names([fit(other, NAME_WIDTH) for other in guess["with"]])
    why = (
        f"because you met them with {others}" if guess["why"] == "together" else "whom you saw last"
    )
    return f"{guess['typed']} is taken for {name} ({guess['handle']}), {why}"


def _lines(kept: JotLinesDocument, page: Page) -> None:
    batch.counts(kept, 0, page)
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
