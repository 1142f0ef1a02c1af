"""List possible duplicates, and on a terminal ask about each pair."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.db import sql
from tinynet.duplicates import merge_pair
from tinynet.errors import CancelledError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.db.sql import ComparedPeopleRecord
    from tinynet.duplicates.documents import (
        ComparedPerson,
        ReviewDocument,
        SignOfOne,
        SuggestionsDocument,
    )
    from tinynet.duplicates.rules.name_similarity import Sign

    Row = tuple[ComparedPerson, ComparedPerson, float, list[SignOfOne]]

COLUMNS = ("one", "other", "score", "reasons")
SHOWN = 8  # pairs on a screen
QUESTION = "[m]erge, [n]ot the same, [l]ater, [q]uit?"


def run(env: Env, limit: str | None) -> Answer[SuggestionsDocument] | Answer[ReviewDocument]:
    """List who may be there twice; on a terminal, ask about each pair."""
    most = checks.most(env, limit, SHOWN)
    from tinynet.db.store import json_list
    from tinynet.duplicates import suggest_rows

    store = env.reading()
    found = suggest_rows.suggestions(store, str(env.settings["phone.region"]))
    shown = found if most == checks.EVERYTHING else found[:most]
    ids = {person for pair in shown for person in (pair.one, pair.other)}
    people = {
        record["id"]: compared(record)
        for record in store.records(sql.compared_people, people=json_list(sorted(ids)))
    }
    store.close()
    rows: list[Row] = []
    for pair in shown:
        one, other = sorted((pair.one, pair.other), key=lambda id_: merge_order(people[id_], id_))
        rows.append(
            (people[one], people[other], pair.score, [sign_of_one(sign) for sign in pair.reasons])
        )
    answer = suggestions_answer(rows, len(found))
    if rows and env.output == "human" and env.can_ask() and not (env.yes or env.dry_run):
        return review_pairs(env, rows, len(found))
    return answer


def compared(record: ComparedPeopleRecord) -> ComparedPerson:
    """One of the two of a pair, as JSON."""
    return {
        "handle": record["handle"],
        "name": record["name"],
        "circle": record["circle"],
        "contact_days": record["contact_days"],
        "last_on": record["last_on"],
        "added_on": record["added_on"],
        "archived_on": record["archived_on"],
    }


def sign_of_one(reason: Sign) -> SignOfOne:
    """A reason why two may be one, as JSON."""
    return {"sign": reason.sign, "value": reason.value, "of": reason.of}


def merge_order(person: ComparedPerson, number: int) -> tuple[bool, int, int]:
    """A sort key for who stays, the last one: known better, known longer."""
    return person["archived_on"] is None, person["contact_days"], -number


def suggestions_answer(
    rows: Sequence[Row], total: int, *, asking: bool = False
) -> Answer[SuggestionsDocument]:
    """Build the answer with the pairs."""
    from tinynet.duplicates.views.suggest import reasons_in_words

    in_words = [(one, other, score, reasons_in_words(why)) for one, other, score, why in rows]
    plain = [(one["handle"], other["handle"], score, "; ".join(why))
             for one, other, score, why in in_words]  # fmt: skip
    document = {"total": total, "asking": asking} if asking else {"total": total}
    answer: Answer[SuggestionsDocument] = Answer(
        "duplicates.suggest", document, key="suggestions", columns=COLUMNS, rows=rows, plain=plain
    )
    answer.sheet = COLUMNS, in_words
    return answer


def review_pairs(env: Env, rows: Sequence[Row], total: int) -> Answer[ReviewDocument]:
    """Ask about one pair after another; each answer is its own unit of undo."""
    merged: list[str] = []
    dismissed: list[list[str]] = []
    for number, row in enumerate(rows):
        one, other = row[0]["handle"], row[1]["handle"]
        if {one, other} & set(merged):
            continue
        show(env, suggestions_answer([row], total, asking=True))
        answer = ask_action(env)
        if answer == "q":
            break
        if answer == "m" and try_merge(env, one, other):
            merged.append(one)
        elif answer == "n":
            show(env, merge_pair.dismiss_pair(env, one, other))
            dismissed.append([one, other])
        if number < len(rows) - 1:
            env.say("")
    left = total - len(merged) - len(dismissed)
    from tinynet.output.page import count_of

    result = f"{count_of(len(merged), 'pair')} merged, {len(dismissed)} kept apart, {left} left."
    document: ReviewDocument = {"merged": merged, "dismissed": dismissed, "left": left}
    return Answer("output.done", document, message=[result], wrote=bool(merged or dismissed))


def ask_action(env: Env) -> str:
    """Ask for an action; return its letter. The end of the input quits, Enter is later."""
    while True:
        try:
            answer = env.ask(QUESTION, "tinynet merge WHO INTO").lower()[:1] or "l"
        except CancelledError:
            env.say("")
            return "q"
        if answer in "mnlq":
            return answer
        env.say("One of the four letters, please.")


def try_merge(env: Env, one: str, other: str) -> bool:
    """Merge a pair; return False if the user cancelled at a question."""
    try:
        done = merge_pair.merge_people(env, one, other)
    except CancelledError:
        env.say("Left as they are.")
        return False
    show(env, done)
    return True


def show(env: Env, answer: Answer) -> None:
    """Show an answer on stderr, between the questions."""
    from tinynet.cli.boundary import page
    from tinynet.output import human

    env.stderr.write(human.render(answer, page(env)))
    env.stderr.flush()
