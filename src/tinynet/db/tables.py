"""The SQLModel tables: the one definition of the schema.

Here stand people, what happened with them, and the tie that is derived from that. Plans, favours,
introductions and occasions are in `tables_friends.py`, undo and settings in `tables_keeping.py`;
`schema.py` knows all of them.

Calendar days are ISO text where a person wrote them, and ordinals (`date.toordinal()`) in the rows
that are there to be computed with. Partial dates are the canonical text of `core/partial.py`.
Table models do not validate, so the rules stand here as CHECK constraints.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

NAME_MAX = 200
TEXT_MAX = 10_000
_DAY = "GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"


def day_check(column: str) -> CheckConstraint:
    """A rule that a column holds a day, or nothing."""
    return CheckConstraint(f'"{column}" {_DAY}', name=f"{column}_is_a_day")


def flag_check(column: str) -> CheckConstraint:
    """A rule that a column holds 0 or 1, or nothing."""
    return CheckConstraint(f'"{column}" IN (0, 1)', name=f"{column}_is_a_flag")


def owner(*, primary_key: bool = False, index: bool = True) -> int:
    """A column that points at a person and goes when they go."""
    field: int = Field(
        foreign_key="person.id",
        ondelete="CASCADE",
        primary_key=primary_key,
        index=index and not primary_key,
        nullable=False,
    )
    return field


class Person(SQLModel, table=True):
    """Somebody you know."""

    __table_args__ = (
        CheckConstraint(f"length(name) BETWEEN 1 AND {NAME_MAX}", name="name_has_a_length"),
        CheckConstraint("length(handle) BETWEEN 1 AND 60", name="handle_has_a_length"),
        CheckConstraint(
            "circle IN ('inner', 'close', 'friends', 'village')", name="circle_is_known"
        ),
        CheckConstraint("every_days BETWEEN 0 AND 3660", name="every_days_is_a_cadence"),
        CheckConstraint("met_via <> id", name="nobody_is_met_through_themselves"),
        *(day_check(c) for c in ("added_on", "counts_from", "skipped_on", "snoozed_until")),
        *(day_check(c) for c in ("paused_until", "archived_on")),
    )

    id: int | None = Field(default=None, primary_key=True)
    handle: str = Field(unique=True)
    name: str
    search: str = Field(description="folded name, nicknames and handle, from core/names.py")
    circle: str | None = None
    every_days: int | None = Field(default=None, description="their own cadence; 0 is never")
    met_how: str | None = None
    met_at: str | None = None
    met_on: str | None = Field(default=None, description="a partial date")
    met_via: int | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True
    )
    organisation: str | None = None
    title: str | None = None
    added_on: str
    counts_from: str = Field(description="where the clock of somebody never contacted starts")
    skipped_on: str | None = None
    snoozed_until: str | None = None
    paused_until: str | None = Field(default=None, description="9999-12-31: until told otherwise")
    archived_on: str | None = None


class Nickname(SQLModel, table=True):
    """Another name somebody goes by; two people may share one."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    name: str


class Detail(SQLModel, table=True):
    """A way to reach somebody: e-mail, phone, address, URL, messenger."""

    __table_args__ = (
        CheckConstraint("what IN ('email', 'phone', 'url', 'address', 'im')", name="what_is_known"),
        Index("ix_detail_key", "what", "key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    what: str
    label: str = ""
    value: str
    key: str = Field(description="what two spellings of the same address share")


class Tag(SQLModel, table=True):
    """A word about somebody, an interest you could share among them."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    person_id: int = owner(primary_key=True)
    name: str = Field(primary_key=True, index=True)


class Fact(SQLModel, table=True):
    """Something to remember under a key: favourite biscuit = ginger nut."""

    __table_args__ = (Index("ix_fact_person_key", "person_id", "key", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner(index=False)
    key: str
    value: str


class Note(SQLModel, table=True):
    """A note; a next-time note is shown before you meet and ticked off after."""

    __table_args__ = (day_check("on"), day_check("done_on"), flag_check("next_time"))

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    on: str
    text: str
    next_time: bool = False
    done_on: str | None = None


class Relation(SQLModel, table=True):
    """What one person is to another: Sam is Anne's spouse; or to somebody who is only a name."""

    __table_args__ = (
        CheckConstraint("other_id <> person_id", name="nobody_is_related_to_themselves"),
        CheckConstraint("(other_id IS NULL) <> (other_name IS NULL)", name="other_is_one_of_two"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    relation: str
    other_id: int | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True
    )
    other_name: str | None = None


class Anniversary(SQLModel, table=True):
    """A day that comes back every year: a birthday first of all."""

    __table_args__ = (Index("ix_anniversary_month_day", "month_day"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    what: str
    on: str = Field(description="a partial date")
    month_day: str | None = Field(default=None, description="MM-DD where both are known")


class Kind(SQLModel, table=True):
    """A kind of contact, and what it counts."""

    __table_args__ = (
        flag_check("in_person"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_fit_a_day"),
        CheckConstraint("weight > 0 AND weight <= 10", name="weight_is_sane"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    in_person: bool
    minutes: int = Field(description="how long it lasts unless told")
    weight: float


class Interaction(SQLModel, table=True):
    """What happened on one day with one or several people; an attempt is one nobody answered."""

    __table_args__ = (
        day_check("on"),
        flag_check("deep"),
        flag_check("attempt"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_fit_a_day"),
        CheckConstraint("\"by\" IN ('me', 'them')", name="by_is_known"),
        Index("ix_interaction_on", "on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    on: str
    kind_id: int = Field(foreign_key="kind.id", ondelete="RESTRICT")
    minutes: int | None = Field(default=None, description="None: the kind's")
    place: str | None = None
    note: str | None = None
    deep: bool = False
    by: str | None = None
    attempt: bool = False
    occasion: str | None = None


class Participant(SQLModel, table=True):
    """Who was there, with what the score needs, so that a tie is one walk along this key.

    `day`, `minutes` and `credit` are copies: of the interaction's day, of the minutes that count as
    hours together, and of `core.strength.credit` in billionths, which are whole numbers so that
    the journal restores them exactly. Credit is NULL for an attempt.
    """

    __table_args__ = (
        Index("ix_participant_interaction", "interaction_id", "person_id"),
        {"sqlite_with_rowid": False},
    )

    person_id: int = owner(primary_key=True)
    day: int = Field(primary_key=True)
    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    minutes: int
    credit: int | None = None


class Origin(SQLModel, table=True):
    """Where somebody was imported from, and what was read there, to tell what has changed since."""

    __table_args__ = (Index("ix_origin_source", "source", "source_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    source: str
    source_id: str
    fingerprint: str
    record: str = Field(description="JSON of the record as last read")


class Trace(SQLModel, table=True):
    """Where an interaction was imported from, so that a second import adds nothing.

    A row whose interaction was taken out here stays, without it: what somebody threw away does not
    come back.
    """

    __table_args__ = (Index("ix_trace_source_key", "source", "key", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str = Field(description="SHA-256 in hex of the source's own id")
    interaction_id: int | None = Field(
        default=None, foreign_key="interaction.id", ondelete="SET NULL", index=True
    )
    fingerprint: str = Field(description="of what was read, to tell what has changed since")


class InteractionTag(SQLModel, table=True):
    """A word about what happened: food, running."""

    __tablename__ = "interaction_tag"
    __table_args__ = ({"sqlite_with_rowid": False},)

    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    name: str = Field(primary_key=True, index=True)


class Tie(SQLModel, table=True):
    """Derived: all that `due` and `rank` need to know of one person."""

    # All that the due list is ordered by, so that it reads this index alone: 1.1 ms instead of 1.8
    # with 2,000 people due.
    __table_args__ = (
        Index("ix_tie_due", "listed_day", "last_day", "gap", "credit", "half_life", "clock_day"),
    )

    person_id: int = owner(primary_key=True)
    contact_days: int
    first_day: int | None = None
    last_day: int | None = None
    credit: float = Field(description="sum of credits, each worth 2^((day - landmark)/half_life)")
    half_life: int
    gap: float | None = Field(default=None, description="usual gap in days")
    minutes: int
    cadence_days: float = Field(description="0 is never")
    cadence_from: str
    clock_day: int = Field(description="silence is counted from here: last, skipped or added")
    due_day: int | None = Field(default=None, description="None is never")
    listed_day: int | None = Field(
        default=None, description="from when `due` lists them: due, and no snooze, pause, archive"
    )
