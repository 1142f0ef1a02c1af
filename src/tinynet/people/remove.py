"""tinynet remove: delete a person."""

from __future__ import annotations

from tinynet.cli.find_people import find, missing
from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import Who
    from tinynet.db.database import Store

EXAMPLES = ("tinynet remove anne", "tinynet remove anne --yes        without asking")


def run(env: Env, who: Who) -> Answer:
    """Take somebody out, with everything about them. What others were part of stays theirs."""
    reading = env.reading()
    person = find(env, reading, who)
    going = counted(reading, person.id)
    reading.close()  # an open question must not keep other commands waiting
    env.confirm(question(person, going))
    with env.unit() as store:
        found = store.rows(sql.person_by_handle, handle=person.handle)
        if not found:
            raise missing(store, person.handle)
        number = found[0][0]
        going = counted(store, number)
        from tinynet.people.removal_rows import remove_person

        remove_person(store, number)
    document = {
        "handle": person.handle,
        "name": person.name,
        **going,
        "said": [f"{person.name} is removed.", "tinynet undo brings everything back."],
    }
    return Answer("output.done", document, plain=[(person.handle, person.name)], wrote=True)


def counted(store: Store, person: int) -> dict[str, int]:
    """Count what is removed with a person, and the shared interactions, which stay."""
    every, shared, notes, facts = store.rows(sql.going_with, who=person)[0]
    return {"interactions": every - shared, "shared": shared, "notes": notes, "facts": facts}


def question(person: Found, going: dict[str, int]) -> str:
    """The question asked before a person is removed, listing what goes with them."""
    from tinynet.core.names import join_names
    from tinynet.output.page import count_of

    kinds = (("interactions", "contact"), ("notes", "note"), ("facts", "fact"))
    goes = [count_of(going[key], noun) for key, noun in kinds if going[key]]
    with_ = f" with {join_names(goes)}" if goes else ""
    shared = going["shared"]
    stays = f", but not {count_of(shared, 'contact')} shared with others" if shared else ""
    return f"Remove {person.name} ({person.handle}){with_}{stays}?"
