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
    from tinynet.db.store import Store
    from tinynet.people.documents import GoingWith, RemoveDocument

EXAMPLES = ("tinynet remove anne", "tinynet remove anne --yes        without asking")


def run(env: Env, who: Who) -> Answer[RemoveDocument]:
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
    document: RemoveDocument = {"handle": person.handle, "name": person.name, **going}
    lines = [f"{person.name} is removed.", "tinynet undo brings everything back."]
    plain = [(person.handle, person.name)]
    return Answer("output.done", document, plain=plain, message=lines, wrote=True)


def counted(store: Store, person: int) -> GoingWith:
    """Count what is removed with a person, and the shared interactions, which stay."""
    every, shared, notes, facts = store.rows(sql.going_with, who=person)[0]
    return {"interactions": every - shared, "shared": shared, "notes": notes, "facts": facts}


def question(person: Found, going: GoingWith) -> str:
    """The question asked before a person is removed, listing what goes with them."""
    from tinynet.core.names import join_names
    from tinynet.output.page import NAME_WIDTH, count_of
    from tinynet.output.text import fit

    counts = (going["interactions"], "contact"), (going["notes"], "note"), (going["facts"], "fact")
    goes = [count_of(count, noun) for count, noun in counts if count]
    with_ = f" with {join_names(goes)}" if goes else ""
    shared = going["shared"]
    stays = f" ({count_of(shared, 'contact')} with others, too, will stay.)" if shared else ""
    return f"Remove {fit(person.name, NAME_WIDTH)} ({person.handle}){with_}?{stays}"
