"""More tables: what goes on between friends beside the daily log."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from tinynet.core import same_rows
from tinynet.db import declare as d
from tinynet.db.tables import day_check, flag_check, owner


class Remark(SQLModel, table=True):
    """A note about nobody in particular."""

    __table_args__ = (
        day_check("on"),
        d.table("notes about nobody", "remarks", same=("on", "text")),
    )

    id: int | None = Field(default=None, primary_key=True)
    on: str
    text: str = d.text()


class Place(SQLModel, table=True):
    """A place, or another name of one."""

    __table_args__ = (
        CheckConstraint("same_as <> id", name="no_place_is_another_name_of_itself"),
        d.table("places", "places", same=("name",)),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = d.text(unique=True)
    same_as: int | None = Field(
        default=None,
        foreign_key="place.id",
        ondelete="CASCADE",
        index=True,
        description="the place that this is another name of",
    )


class Occasion(SQLModel, table=True):
    """A dinner or a conference: the evening and the money it cost, and how it left you.

    Interactions and `person.met_at` name it; the day tells one dinner from the next.
    """

    __table_args__ = (
        day_check("on"),
        flag_check("drained"),
        CheckConstraint("cost >= 0", name="cost_is_spent"),
        Index("ix_occasion_name", "name", "on", unique=True),
        d.table("occasions", "occasions", same=("name", "on")),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = d.text()
    on: str
    cost: int | None = Field(default=None, description="in hundredths of your currency")
    drained: bool | None = Field(default=None, description="None: not said")


class Plan(SQLModel, table=True):
    """An intention: we keep meaning to meet. Open until it is done or dropped."""

    __table_args__ = (
        *(day_check(c) for c in ("made_on", "by_on", "done_on", "dropped_on", "offered_on")),
        CheckConstraint("said_by IN ('me', 'them')", name="said_by_is_known"),
        d.table(
            "plans", "plans", same=("kind_id", "made_on", "by_on", "note", "people"),
            apart=(("done_on", "interaction_id"),), noun=("plan", "plans"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    kind_id: int = Field(foreign_key="kind.id", ondelete="RESTRICT")
    made_on: str
    by_on: str | None = None
    note: str | None = d.text(default=None)
    said_by: str | None = d.column(d.WORD, default=None)
    done_on: str | None = None
    interaction_id: int | None = Field(
        default=None,
        foreign_key="interaction.id",
        ondelete="SET NULL",
        index=True,
        description="what fulfilled it",
    )
    dropped_on: str | None = None
    offered_on: str | None = Field(default=None, description="when it was offered to be dropped")


class PlanPerson(SQLModel, table=True):
    """Whom a plan is with."""

    __tablename__ = "plan_person"
    __table_args__ = (
        d.table(
            "whom plans are with", "plans.people", merge=d.MOVES, alike=("plan_id",),
            counted="plans", noun=("plan", "plans"), sqlite_with_rowid=False,
        ),
    )  # fmt: skip

    plan_id: int = Field(primary_key=True, foreign_key="plan.id", ondelete="CASCADE")
    person_id: int = owner(primary_key=True)


class Favour(SQLModel, table=True):
    """Help, given or received; never a debt."""

    __table_args__ = (
        day_check("on"),
        CheckConstraint("way IN ('gave', 'got')", name="way_is_known"),
        d.table(
            "favours", "favours", same=("person_id", "way", "on", "text"), merge=d.MOVES,
            counted="favours", noun=("favour", "favours"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    way: str = d.column(d.WORD)
    on: str
    text: str = d.text()


class Introduction(SQLModel, table=True):
    """Two people whom you introduced to each other."""

    __table_args__ = (
        day_check("on"),
        CheckConstraint("one_id <> other_id", name="nobody_is_introduced_to_themselves"),
        CheckConstraint("outcome IN ('met', 'stuck', 'faded')", name="outcome_is_known"),
        d.table(
            "introductions", "introductions", same=same_rows.introduction, merge=d.BY_HAND,
            counted="introductions", noun=("introduction", "introductions"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    one_id: int = owner()
    other_id: int = owner()
    on: str
    note: str | None = d.text(default=None)
    outcome: str | None = d.column(
        d.WORD, default=None, description="as it was said; None: derived"
    )


class Card(SQLModel, table=True):
    """A question of the quiz, and when to ask it again."""

    __table_args__ = (
        Index("ix_card_person", "person_id", "what", unique=True),
        d.table(
            "questions of the quiz", "cards", same=("person_id", "what"),
            merge=d.MOVES, alike=("what",),
            counted="questions", noun=("question of the quiz", "questions of the quiz"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner(index=False)
    what: str = d.text(description="what is asked: name, birthday, fact:biscuit, child")
    due: str = d.column(d.MOMENT, description="UTC, ISO to the second")
    state: str = d.column(d.OBJECT, description="JSON of fsrs: stability, difficulty and so on")


class Dismissal(SQLModel, table=True):
    """Two people who were suggested to be one, and are not."""

    __table_args__ = (
        CheckConstraint("one_id < other_id", name="the_older_one_first"),
        d.table(
            "pairs told apart", "dismissals", same=same_rows.pair, merge=d.BY_HAND,
            sqlite_with_rowid=False,
        ),
    )  # fmt: skip

    one_id: int = owner(primary_key=True)
    other_id: int = owner(primary_key=True)
