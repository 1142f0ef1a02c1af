"""Notes, relations and plans in the form of `edit`, a line each: its id, then what it says.

A line without an id is a new record; a record whose line is gone is taken out, a plan dropped.
"""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find_if_known
from tinynet.contacts.rows import find_kind
from tinynet.core import names
from tinynet.core.relations import check_relation
from tinynet.db import sql
from tinynet.errors import BadValueError
from tinynet.people.link import kept_between, take_out
from tinynet.people.show import notes_of, relations_of
from tinynet.plans import rows as plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.db.store import Store

    Lines = dict[str, list[str]]

SIGNS = {"notes": "n", "relations": "r", "plans": "#"}  # what an id begins with
NEXT, BY = "next", "by"
HINT = (
    "Notes, relations and plans: a line without an id is a new one, such as",
    '"likes tea", "next: ask about the exam", "child: Emma", "walk by 2027-05-01: the canal".',
)


def record_lines(store: Store, person: int) -> Lines:
    """The lines of somebody's notes, relations and open plans."""
    return {
        "notes": [
            f"n{note['id']}{f' {NEXT}' if note['next_time'] else ''}: {note['text']}"
            for note in notes_of(store, person)
            if note["done_on"] is None
        ],
        "relations": [
            f"r{one['id']} {one['relation']}: {one['handle'] or one['name']}"
            for one in relations_of(store, person)
        ],
        "plans": [
            f"#{plan['id']} {plan['kind']}"
            + (f" {BY} {plan['by']}" if plan["by"] else "")
            + (f": {plan['note']}" if plan["note"] else "")
            for plan in store.records(sql.plans_with, who=person, all=0)
        ],
    }


def write_lines(
    env: Env, store: Store, person: Found, before: Lines, after: Mapping[str, Sequence[str]]
) -> list[str]:
    """Write what was changed in the lines.

    Args:
        env: For today.
        store: Open in a unit.
        person: Whose form it is.
        before: The lines as the form showed them.
        after: The lines as they are now; a group that is not there stays as it is.

    Returns:
        The groups in which something changed.

    Raises:
        BadValueError: A line has an id that is not theirs, or says what cannot be.
    """
    writers: dict[str, type[_Notes | _Relations | _Plans]]
    writers = {"notes": _Notes, "relations": _Relations, "plans": _Plans}
    changed = []
    for group, lines in after.items():
        old = {line.split()[0].rstrip(":"): line for line in before[group]}
        if list(lines) == before[group]:
            continue
        writer = writers[group](env, store, person)
        kept: set[str] = set()
        for line in lines:
            sign, typed = _parted(line, SIGNS[group])
            if sign and (sign not in old or sign in kept):
                raise BadValueError(
                    f"The form has {sign} twice" if sign in kept else f"There is no {sign} here",
                    "A new line has no id in front",
                )
            kept.add(sign)
            if not sign:
                writer.add(typed)
            elif line != old[sign]:
                writer.change(int(sign[1:]), typed, _parted(old[sign], SIGNS[group])[1])
        for sign in old.keys() - kept:
            writer.remove(int(sign[1:]))
        changed.append(group)
    return changed


def _parted(line: str, sign: str) -> tuple[str, str]:
    """The id in front of a line, or "", and the rest."""
    first, _, rest = line.strip().partition(" ")
    word = first.rstrip(":")
    digits = word.removeprefix(sign)
    if word.startswith(sign) and digits.isascii() and digits.isdigit() and len(digits) < 19:
        return word, rest.strip()
    return "", line.strip()


def _headed(typed: str) -> tuple[str, str]:
    """What stands before the first colon, and what behind it."""
    head, colon, text = typed.partition(":")
    return (head.strip(), text.strip()) if colon else (typed.strip(), "")


class _Notes:
    """Notes: "likes tea", or "next: ask about the exam"."""

    def __init__(self, env: Env, store: Store, person: Found) -> None:
        self.env, self.store, self.person = env, store, person

    def read(self, typed: str) -> tuple[bool, str]:
        head, text = _headed(typed)
        is_next = head.casefold() == NEXT and bool(text)
        return is_next, checks.text(text if is_next else typed, "a note") or ""

    def add(self, typed: str) -> None:
        is_next, text = self.read(typed)
        today = self.env.today.isoformat()
        self.store.run(
            sql.put_note, person_id=self.person.id, on=today, text=text, next_time=int(is_next)
        )

    def change(self, number: int, typed: str, was: str) -> None:
        notes = notes_of(self.store, self.person.id)
        was_next = next(note["next_time"] for note in notes if note["id"] == number)
        if self.read(was)[0] and not was_next:  # "next:" is how its text begins
            is_next, text = False, checks.text(typed, "a note") or ""
        else:
            is_next, text = self.read(typed)
        if is_next != was_next:
            raise BadValueError(
                f"n{number} cannot become another sort of note",
                "Take its line out, and write a new one",
            )
        self.store.run(sql.set_note, note=number, text=text)

    def remove(self, number: int) -> None:
        self.store.run(sql.drop_note, note=number)


class _Relations:
    """Relations: "child: Emma", where Emma is a handle, a name or only a name."""

    def __init__(self, env: Env, store: Store, person: Found) -> None:
        self.env, self.store, self.person = env, store, person

    def add(self, typed: str) -> None:
        head, other = _headed(typed)
        word = check_relation(head)
        two = find_if_known(self.env, self.store, other)
        if two is not None and two.id == self.person.id:
            raise BadValueError(
                f"{two.name} cannot be linked with themselves",
                "Name somebody else behind the colon",
            )
        if two is not None and kept_between(self.store, self.person, word, two):
            return
        self.store.run(
            sql.put_relation,
            person_id=self.person.id,
            relation=word,
            other_id=two.id if two else None,
            other_name=None if two else names.check_name(other),
        )

    def change(self, number: int, typed: str, was: str) -> None:
        del was
        self.remove(number)
        self.add(typed)

    def remove(self, number: int) -> None:
        take_out(self.store, {number})


class _Plans:
    """Plans: "walk", "walk by 2027-05-01" or "walk by 2027-05-01: the canal"."""

    def __init__(self, env: Env, store: Store, person: Found) -> None:
        self.env, self.store, self.person = env, store, person

    def read(self, typed: str, kept: str | None = None) -> tuple[str, dict[str, Any]]:
        head, note = _headed(typed)
        kind, _, when = head.partition(f" {BY} ")
        day = when.strip() or None
        if day and day != kept:
            day = str(checks.future_day(self.env, day))
        return kind.strip(), {"by_on": day, "note": checks.text(note, "a plan") if note else None}

    def add(self, typed: str) -> None:
        kind, values = self.read(typed)
        plans.put(
            self.store,
            [self.person.id],
            kind_id=find_kind(self.store, kind).id,
            made_on=self.env.today.isoformat(),
            said_by=None,
            **values,
        )

    def change(self, number: int, typed: str, was: str) -> None:
        kept = _headed(was)[0].partition(f" {BY} ")
        kind, values = self.read(typed, kept[2].strip())
        if kind != kept[0].strip():
            raise BadValueError(
                f"#{number} is a {kept[0].strip()}", "Take its line out, and write a new plan"
            )
        found = self.store.records(sql.plans_with, who=self.person.id, all=0)
        said_by = next(plan["said_by"] for plan in found if plan["id"] == number)
        today = self.env.today.isoformat()
        self.store.run(sql.set_plan, plan=number, offered_on=today, said_by=said_by, **values)

    def remove(self, number: int) -> None:
        self.store.run(sql.set_plan_dropped, plan=number, on=self.env.today.isoformat())
