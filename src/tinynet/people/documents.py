"""What the JSON of people holds; only mypy and the reference load it.

A field of a person's own row is declared on the table alone (`db/tables.py`): mypy knows it from
the statement that reads it, the reference from the compiled list of fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NotRequired, TypedDict

from tinynet.contacts.documents import Interaction
from tinynet.core.fields import OWN
from tinynet.friendship.documents import RankedPerson, Tie, WaitingNote
from tinynet.output.documents import Day, Days, Handle, PartialDay, PersonName, Standing
from tinynet.plans.documents import KeptFavour, Plan

if TYPE_CHECKING:
    from tinynet.db.sql import WholePersonRecord as PersonRow

    class OwnFields(TypedDict):
        """The fields of somebody's own row that a view reads by name."""

        circle: str | None

    EditedFields = OwnFields
else:
    SHAPES = {"cadence": Days | None, "partial date": PartialDay | None, "person": Handle | None}
    KNOWN = {one["name"]: SHAPES.get(one["shape"], str | None) for one in OWN if one["group"]}
    DAYS = ("skipped_on", "snoozed_until", "paused_until", "archived_on")
    OwnFields = TypedDict("OwnFields", KNOWN)
    EditedFields = TypedDict(
        "EditedFields", {name: hint for name, hint in KNOWN.items() if name != "met_via"}
    )
    PersonRow = TypedDict(
        "PersonRow",
        {
            "handle": Handle, "name": str, **KNOWN, "met_via_name": str | None, "added_on": Day,
            **dict.fromkeys(DAYS, Day | None),
        },
    )  # fmt: skip


class ListedPerson(RankedPerson):
    """A person and the friendship's numbers, with work and address."""

    title: str | None
    organisation: str | None
    address: str | None


class ListDocument(TypedDict):
    """People; `total` counts those beyond the limit, too."""

    people: Sequence[ListedPerson]
    by: str
    total: int
    anybody: bool


class ContactMethod(TypedDict):
    """A way to reach somebody."""

    id: int
    what: str
    label: str
    value: str


class ShownPerson(PersonRow):
    """All of a person's own."""

    nicknames: Sequence[str]
    details: Sequence[ContactMethod]
    tags: Sequence[str]
    birthday: PartialDay | None
    age: int | None


class Relation(TypedDict):
    """What somebody else is to a person; `handle` is null where only the name is known."""

    id: int
    relation: str
    handle: Handle | None
    name: str


class Note(TypedDict):
    """A note; one for the next time is ticked off on `done_on`."""

    id: int
    on: Day
    text: str
    next_time: bool
    done_on: Day | None


class Fact(TypedDict):
    """One value of a fact; what is done with, such as an idea that was given, has its day."""

    id: int
    key: str
    value: str
    done_on: Day | None


class YearlyDay(TypedDict):
    """A day that comes back every year; `age` is the one reached on `next_on`."""

    what: str
    on: PartialDay
    next_on: Day | None
    age: int | None


class ShowDocument(TypedDict):
    """One person, the friendship, and the last contacts."""

    person: ShownPerson
    tie: Tie
    relations: Sequence[Relation]
    facts: Mapping[str, str]
    fact_rows: Sequence[Fact]
    notes: Sequence[Note]
    interactions: Sequence[Interaction]
    dates: Sequence[YearlyDay]
    plans: Sequence[Plan]
    favours: Sequence[KeptFavour]


class AddDocument(OwnFields):
    """The person who was added; `like` names others who may be the same."""

    handle: Handle
    name: str
    birthday: PartialDay | None
    emails: Sequence[str]
    phones: Sequence[str]
    addresses: Sequence[str]
    tags: Sequence[str]
    note: str | None
    added_on: Day
    like: Sequence[PersonName]


class EditDocument(EditedFields):
    """The fields as they are now; `changed` names those that were written."""

    handle: Handle
    name: str
    birthday: PartialDay | None
    nicknames: Sequence[str]
    tags: Sequence[str]
    emails: Sequence[str]
    phones: Sequence[str]
    addresses: Sequence[str]
    changed: Sequence[str]


class TagDocument(PersonName):
    """Somebody's tags now; `tie` is there where the tag family moved."""

    tags: Sequence[str]
    added: Sequence[str]
    removed: Sequence[str]
    tie: NotRequired[Standing]


class TagsDocument(PersonName):
    """Somebody's tags."""

    tags: Sequence[str]


class NoteDocument(PersonName):
    """The note that was kept."""

    id: int
    on: Day
    text: str
    next_time: bool


class FactDocument(PersonName):
    """The fact that is known now, and what it was."""

    id: int
    fact: str
    value: str
    was: str | None


class CorrectedNoteDocument(NoteDocument):
    """A note that was changed, ticked off or taken out by its id."""

    done_on: Day | None
    removed: bool


class CorrectedFactDocument(FactDocument):
    """A fact that was changed, given or taken out by its id."""

    done_on: Day | None
    removed: bool


class RemovedFactDocument(PersonName):
    """A fact that was taken out with all its values."""

    fact: str
    removed: bool


class TickedDocument(PersonName):
    """The next-time notes that were ticked off."""

    ticked: Sequence[WaitingNote]


class LinkDocument(PersonName):
    """What `other_name` is to this person; `other` is null where they are kept as a name."""

    id: int | None
    relation: str
    other: Handle | None
    other_name: str
    inverse: str
    removed: bool


class TagManyDocument(TypedDict):
    """The same of everybody in a group, a record each."""

    people: Sequence[TagDocument]


class TagsManyDocument(TypedDict):
    """The tags of everybody in a group."""

    people: Sequence[TagsDocument]


class EditManyDocument(TypedDict):
    """The same of everybody who was named, a record each."""

    people: Sequence[EditDocument]


class PhotoDocument(PersonName):
    """Somebody's photo: its media type, its size, and itself as a data: URI."""

    type: Annotated[str, "media type"]
    bytes: int
    photo: str


class GoingWith(TypedDict):
    """What goes with somebody; contacts `shared` with others stay."""

    interactions: int
    shared: int
    notes: int
    facts: int


class RemoveDocument(GoingWith):
    """Who was removed, and how much with them; contacts `shared` with others stay."""

    handle: Handle
    name: str
