"""tinynet note: a note, a next-time note or a fact about somebody."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find
from tinynet.core import names
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError, quoted
from tinynet.output.answer import Answer
from tinynet.people.rules.echo import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        AddValue,
        Done,
        Fact,
        Next,
        NoteText,
        On,
        RecordId,
        Remove,
        Who,
    )
    from tinynet.db.store import Store
    from tinynet.people.documents import (
        CorrectedFactDocument,
        CorrectedNoteDocument,
        FactDocument,
        NoteDocument,
        RemovedFactDocument,
        TickedDocument,
    )

EXAMPLES = (
    'tinynet note anne "her daughter starts school in September"',
    'tinynet note anne --next "ask about the marathon"',
    "tinynet note anne --done        the next-time notes are ticked off",
    'tinynet note anne --fact "favourite biscuit" ginger nut',
    'tinynet note anne --fact "gift idea" --add "a red kettle"',
    'tinynet note anne --done --id f3 --on "25 dec"    it was given',
    'tinynet note anne "her son starts school" --id n12',
    "tinynet note anne --remove --id n12",
    "tinynet note anne - < letter.txt",
)
STDIN_MAX = 1_000_000  # characters read before the text is refused for its length
KEY_MAX = 60  # characters


def run(
    env: Env,
    who: Who,
    text: NoteText = (),
    *,
    next: Next = False,  # noqa: A002  the option's name is the parameter's
    fact: Fact = None,
    add: AddValue = False,
    id: RecordId = None,  # noqa: A002  as above
    done: Done = False,
    on: On = None,
    remove: Remove = False,
) -> Answer[
    NoteDocument
    | FactDocument
    | TickedDocument
    | RemovedFactDocument
    | CorrectedNoteDocument
    | CorrectedFactDocument
]:
    """Keep a note, a fact (--fact KEY), or what to bring up when you meet next (--next).

    A fact replaces what was kept under its key; --add keeps it as another value. What is written
    can be corrected by the id that show and find give it.
    """
    flags = (("--next", next), ("--fact", fact is not None), ("--id", id is not None))
    refuse_two(*flags, ("--done", done and id is None))
    refuse_two(("--done", done), ("--remove", remove))
    if add and fact is None:
        raise UsageError("--add adds a value to a fact", "Say which: --fact KEY --add TEXT")
    if remove and fact is None and id is None:
        raise UsageError(
            "Remove which note?",
            f"Give its id, as in --id n1; see them: tinynet show {quoted(who)}",
        )
    if on is not None and not done:
        raise UsageError("--on is the day of --done", "Give --done, too, or leave --on out")
    day = checks.past_day(env, on)
    flag = "--done" if done else "--remove" if remove else ""
    if text and flag:
        raise UsageError(f"{flag} takes no text", f"Give the note by itself, without {flag}")
    if not (text or flag):
        raise without_text(who, fact)
    key = None if fact is None else check_key(fact)
    kept = "" if flag else read(env, text)
    if id is not None:
        from tinynet.people import note_by_id

        return note_by_id.run(env, who, id, flag[2:] or note_by_id.CHANGE, kept, day=day)
    with env.unit() as store:
        person = find(env, store, who)
        if done:
            return tick_off(env, store, person, str(day or env.today))
        if key is not None and remove:
            return drop_fact(store, person, key)
        if key is not None:
            return put_fact(store, person, key, kept, add=add)
        on = env.today.isoformat()
        number = store.run(sql.put_note, person_id=person.id, on=on, text=kept, next_time=int(next))
    where = f"For the next time with {person.name}" if next else f"Noted about {person.name}"
    document: NoteDocument = {
        "id": number,
        "handle": person.handle,
        "name": person.name,
        "on": on,
        "text": kept,
        "next_time": next,
    }
    plain = [(number, person.handle, kept)]
    return Answer(
        "output.done", document, plain=plain, message=[f"{where}: {short(kept)}"], wrote=True
    )


def without_text(who: str, fact: str | None) -> UsageError:
    """The error for a note without its text, or for a fact such as --fact drink=tea."""
    if fact is None:
        return UsageError("The note has no text", "Write it behind the name, or - to read stdin")
    key, _, value = fact.partition("=")
    fitting = f"tinynet note {quoted(who)} {quoted(value or 'tea')} --fact {quoted(key)}"
    return UsageError("The fact has no text", f"Write it behind the name: {fitting}")


def read(env: Env, words: tuple[str, ...]) -> str:
    """The words joined, or all of stdin for "-"."""
    typed = env.piped_text(STDIN_MAX) if words == ("-",) else " ".join(words)
    return checks.text(typed, "The note") or ""


def check_key(typed: str) -> str:
    """Check a fact's key and return it as stored: folded, single spaces.

    Raises:
        UsageError: Nothing in it, more than 60 characters, or characters that cannot be seen.
    """
    key = names.fold(typed)
    if not names.is_seen(key) or len(key) > KEY_MAX or not key.isprintable():
        raise UsageError(
            f'"{typed}" cannot be the key of a fact',
            f'Use a few words such as "favourite biscuit", {KEY_MAX} characters at the most',
        )
    return key


def refuse_two(*flags: tuple[str, bool]) -> None:
    """Check that at most one of some options is given.

    Raises:
        UsageError: There are more.
    """
    chosen = [flag for flag, on in flags if on]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} cannot be used together", "Give one of them")


def put_fact(
    store: Store, person: Found, key: str, value: str, *, add: bool
) -> Answer[FactDocument]:
    """Write a fact, unless it is known already.

    Raises:
        UsageError: There are several values, of which one would have to be replaced.
    """
    open_ones = [
        (number, kept)
        for number, kept, done_on in store.rows(sql.values_of_fact, who=person.id, key=key)
        if done_on is None
    ]
    known = [pair for pair in open_ones if pair[1] == value] or ([] if add else open_ones)
    if len(known) > 1:
        raise UsageError(
            f"{person.name} has {len(known)} values for {key}",
            f"Add another with --add, or change one by its id: tinynet show {person.handle}",
        )
    number, was = known[0] if known else (0, None)
    if not known:
        number = store.run(sql.put_fact, person_id=person.id, key=key, value=value)
    elif was != value:
        store.run(sql.set_fact, fact=number, value=value)
    lines = [f"{person.name}: {key} = {short(value)}"]
    if known:
        lines.append("It is known already." if was == value else f"It was {short(was or '')}")
    others = [one for _, one in open_ones if one not in {was, value}]
    if add and others:
        lines.append(f"Beside {', '.join(map(short, others))}")
    document: FactDocument = {
        "id": number,
        "handle": person.handle,
        "name": person.name,
        "fact": key,
        "value": value,
        "was": was,
    }
    plain = [(person.handle, key, value)]
    return Answer("output.done", document, plain=plain, message=lines, wrote=was != value)


def drop_fact(store: Store, person: Found, key: str) -> Answer[RemovedFactDocument]:
    """Take a fact out, with all of its values.

    Raises:
        TinynetError: There is none under that key.
    """
    values = store.rows(sql.values_of_fact, who=person.id, key=key)
    if not values:
        raise TinynetError(
            f'{person.name} has no fact "{key}"', f"See all there are: tinynet show {person.handle}"
        )
    for number, _, _ in values:
        store.run(sql.drop_fact_by_id, fact=number)
    document: RemovedFactDocument = {
        "handle": person.handle,
        "name": person.name,
        "fact": key,
        "removed": True,
    }
    lines = [f"No longer kept: {person.name}: {key} = {short(v)}" for _, v, _ in values]
    plain = [(person.handle, key, value) for _, value, _ in values]
    return Answer("output.done", document, plain=plain, message=lines, wrote=True)


def tick_off(env: Env, store: Store, person: Found, day: str) -> Answer[TickedDocument]:
    """Tick off the open next-time notes about a person, on an ISO day."""
    today = env.today.isoformat()
    waiting = store.records(sql.waiting_notes, who=person.id, until=today)
    for note in waiting:
        store.run(sql.set_note_done, note=note["id"], value=day)
    lines = [f"Ticked off for {person.name}: {short(note['text'])}" for note in waiting]
    lines = lines or [f"Nothing was waiting for the next time with {person.name}."]
    document: TickedDocument = {
        "handle": person.handle,
        "name": person.name,
        "ticked": waiting,
    }
    plain = [(note["id"], note["handle"], note["text"]) for note in waiting]
    return Answer("output.done", document, plain=plain, message=lines, wrote=bool(waiting))
