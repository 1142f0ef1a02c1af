"""Write people and their contact methods."""

from __future__ import annotations

from tinynet.core import names
from tinynet.db import sql
from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.db.store import Store


def is_free(store: Store, handle: str) -> bool:
    """Whether nobody has that handle."""
    return not store.rows(sql.person_by_handle, handle=handle)


def free_handle(store: Store, person: int, typed: str) -> str:
    """Check that a handle is free or already this person's.

    Raises:
        BadValueError: Somebody else has it, or it cannot be a handle.
    """
    handle = names.check_handle(typed)
    owner = store.rows(sql.person_by_handle, handle=handle)
    if owner and owner[0][0] != person:
        raise BadValueError(
            f"Somebody else has the handle {handle}",
            f"See who that is: tinynet show {handle}",
            (handle,),
        )
    return handle


def own_fields() -> dict[str, Any]:
    """The optional fields of a person's own row, all None.

    The compiled statement knows them; the declaration of all fields would be one import more.
    """
    write: Any = sql.put_person
    _, _, optional = write
    return dict.fromkeys(optional)


def put_person(store: Store, handle: str, name: str, added_on: str, **known: Any) -> int:
    """Add a person; unknown fields are None.

    Args:
        store: Open in a unit.
        handle: Checked and free.
        name: Checked.
        added_on: ISO day.
        known: Other columns of the person table.

    Returns:
        The person's id.
    """
    row: dict[str, Any] = {"counts_from": added_on, **known}
    search = names.search_text(handle, name)
    who = store.run(
        sql.put_person, handle=handle, name=name, search=search, added_on=added_on, **row
    )
    if store.rows(sql.references_to, name=name):
        from tinynet.people import reference_rows

        reference_rows.link(store, {who: name})
    return who


def add_named(store: Store, typed: str, today: str) -> tuple[int, str, str]:
    """Add a person known only by name, with a handle made from it.

    Returns:
        The id, the handle and the name.
    """
    name = names.check_name(typed)
    handle = names.make_handle(name, lambda handle: is_free(store, handle))
    return put_person(store, handle, name, today), handle, name


def at_work(store: Store, words: Sequence[str]) -> list[str]:
    """Who has a folded word in their title or at their work: "word id" for each of both."""
    marks = [
        (who, names.spellings(f"{title or ''} {organisation or ''}"))
        for who, title, organisation in store.each(sql.jobs)
    ]
    return [f"{word} {who}" for who, text in marks for word in dict.fromkeys(words) if word in text]


def living_in(store: Store, place: str) -> list[int]:
    """The ids of the people at whose address all the words of a place occur, in any case.

    Who has no address of their own lives where their spouse, partner, flat- or housemate does.
    """
    from tinynet.core.relations import AT_HOME

    words = names.fold(place).split()
    where: dict[int, list[str]] = {}
    for who, address in store.each(sql.addresses):
        where.setdefault(who, []).append(names.spellings(address))
    homes = dict(where)
    for one, relation, other, _ in store.each(sql.all_relations):
        if other is not None and relation in AT_HOME:
            for who, host in ((one, other), (other, one)):
                if who not in where:
                    homes[who] = [*homes.get(who, ()), *where.get(host, ())]
    return [
        who
        for who, addresses in homes.items()
        if any(all(word in address for word in words) for address in addresses)
    ]


def put_detail(store: Store, person: int, what: str, value: str, label: str = "") -> None:
    """Add a contact method to the person."""
    from tinynet.core.details import detail_key  # most who are added have none yet

    key = detail_key(what, value)
    store.run(sql.put_detail, person_id=person, what=what, label=label, value=value, key=key)
