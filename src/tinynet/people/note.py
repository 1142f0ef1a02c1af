"""tinynet note: a note, a next-time note or a fact about somebody."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find
from tinynet.core import names
from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Done, Fact, Next, NoteText, Who
    from tinynet.db.database import Store

EXAMPLES = (
    'tinynet note anne "her daughter starts school in September"',
    'tinynet note anne --next "ask about the marathon"',
    "tinynet note anne --done        the next-time notes are ticked off",
    'tinynet note anne --fact "favourite biscuit" ginger nut',
    "tinynet note anne - < letter.txt",
)
STDIN_MAX = 1_000_000  # characters read before the text is refused for its length
KEY_MAX = 60  # characters
ECHO_MAX = 60  # characters of a note that the echo repeats


def run(
    env: Env,
    who: Who,
    text: NoteText = (),
    *,
    next: Next = False,  # noqa: A002  the option's name is the parameter's
    fact: Fact = None,
    done: Done = False,
) -> Answer:
    """Keep a note, a fact (--fact KEY), or what to bring up when you meet next (--next)."""
    chosen = [flag for flag, on in (("--next", next), ("--fact", fact), ("--done", done)) if on]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} exclude each other", "Give one of them")
    if bool(text) == done:
        if done:
            raise UsageError("--done takes no text", "Give the note by itself, without --done")
        raise UsageError("The note has no text", "Write it behind the name, or - to read stdin")
    key = None if fact is None else check_key(fact)
    kept = "" if done else read(env, text)
    with env.unit() as store:
        person = find(env, store, who)
        if done:
            return tick_off(env, store, person)
        if key is not None:
            return put_fact(store, person, key, kept)
        on = env.today.isoformat()
        number = store.run(sql.put_note, person_id=person.id, on=on, text=kept, next_time=int(next))
    where = f"For the next time with {person.name}" if next else f"Noted about {person.name}"
    document = {
        "id": number,
        "handle": person.handle,
        "name": person.name,
        "on": on,
        "text": kept,
        "next_time": next,
        "said": [f"{where}: {short(kept)}"],
    }
    return Answer("output.done", document, plain=[(number, person.handle, kept)], wrote=True)


def read(env: Env, words: tuple[str, ...]) -> str:
    """The words joined, or all of stdin for "-"."""
    typed = env.stdin.read(STDIN_MAX) if words == ("-",) else " ".join(words)
    return checks.text(typed, "The note") or ""


def check_key(typed: str) -> str:
    """A fact's key as it is kept: folded, single spaces.

    Raises:
        UsageError: Nothing in it, more than 60 characters, or characters that cannot be seen.
    """
    key = names.fold(typed)
    if not key or len(key) > KEY_MAX or not key.isprintable():
        raise UsageError(
            f'"{typed}" cannot be the key of a fact',
            f'Use a few words such as "favourite biscuit", {KEY_MAX} characters at the most',
        )
    return key


def put_fact(store: Store, person: Found, key: str, value: str) -> Answer:
    """Keep a fact; nothing is written where it is known already."""
    known = store.rows(sql.fact, who=person.id, key=key)
    number, was = known[0] if known else (0, None)
    if not known:
        number = store.run(sql.put_fact, person_id=person.id, key=key, value=value)
    elif was != value:
        store.run(sql.set_fact, fact=number, value=value)
    said = [f"{person.name}: {key} = {short(value)}"]
    if known:
        said.append("It is known already." if was == value else f"It was {short(was or '')}")
    document = {
        "id": number,
        "handle": person.handle,
        "name": person.name,
        "fact": key,
        "value": value,
        "was": was,
        "said": said,
    }
    return Answer("output.done", document, plain=[(person.handle, key, value)], wrote=was != value)


def tick_off(env: Env, store: Store, person: Found) -> Answer:
    """Tick off the next-time notes that wait for a person."""
    today = env.today.isoformat()
    waiting = store.records(sql.waiting_notes, who=person.id, until=today)
    for note in waiting:
        store.run(sql.set_note_done, note=note["id"], value=today)
    said = [f"Ticked off for {person.name}: {short(note['text'])}" for note in waiting]
    document = {
        "handle": person.handle,
        "name": person.name,
        "ticked": waiting,
        "said": said or [f"Nothing was waiting for the next time with {person.name}."],
    }
    plain = [(note["id"], note["handle"], note["text"]) for note in waiting]
    return Answer("output.done", document, plain=plain, wrote=bool(waiting))


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: 4 * ECHO_MAX].split())
    return line if len(line) <= ECHO_MAX else f"{line[:ECHO_MAX].rstrip()} ..."
