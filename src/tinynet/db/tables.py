"""The SQLModel tables: the only definition of the schema.

Here stand people, what happened with them, and the tie that is derived from that. Plans, favours,
introductions and occasions are in `tables_friends.py`, undo and settings in `tables_keeping.py`;
`schema.py` knows all of them.

Calendar days are ISO text where a person wrote them, and ordinals (`date.toordinal()`) in the rows
that are there to be computed with. Partial dates are the canonical text of `core/partial.py`.
Table models do not validate, so the rules stand here as CHECK constraints.

What a column and a table are to the rest of tinynet they say themselves, in the words of
`declare.py`. People's tables stand in the order of their lists in our JSON: whatever is pointed at
before whatever points at it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Index, String, literal_column, text
from sqlmodel import Field, SQLModel

from tinynet.core import same_rows
from tinynet.core.names import NAME_MAX
from tinynet.core.same_rows import BIRTHDAY
from tinynet.db import declare as d
from tinynet.db.declare import several

NEW_UID: Any = literal_column(  # a UUID of version 4 (RFC 9562), new in every row
    "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' "
    "|| substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) "
    "|| substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))",
    String(),
)
MET, WORK = "how you met", "work"  # groups of fields shown together
_DAY = "GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"


def day_check(column: str) -> CheckConstraint:
    """A rule that a column holds a day, or nothing."""
    return CheckConstraint(f'"{column}" {_DAY}', name=f"{column}_is_a_day")


def flag_check(column: str) -> CheckConstraint:
    """A rule that a column holds 0 or 1, or nothing."""
    return CheckConstraint(f'"{column}" IN (0, 1)', name=f"{column}_is_a_flag")


def owner(*, primary_key: bool = False, index: bool = True) -> int:
    """A column that refers to a person; its rows are deleted with them."""
    field: int = Field(
        foreign_key="person.id",
        ondelete="CASCADE",
        primary_key=primary_key,
        index=index and not primary_key,
        nullable=False,
    )
    return field


class Kind(SQLModel, table=True):
    """A kind of contact, and what it counts."""

    __table_args__ = (
        flag_check("in_person"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_fit_a_day"),
        CheckConstraint("weight > 0 AND weight <= 10", name="weight_is_sane"),
        d.table("kinds of contact", "kinds", same=("name",)),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = d.column(d.NAME, unique=True)
    in_person: bool
    minutes: int = Field(description="how long it lasts unless told")
    weight: float


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
        CheckConstraint("length(uid) = 36", name="uid_has_a_length"),
        *(day_check(c) for c in ("added_on", "counts_from", "skipped_on", "snoozed_until")),
        *(day_check(c) for c in ("paused_until", "archived_on")),
        d.table("people", "people", merge=d.BY_HAND, noun=("person", "people")),
    )

    id: int | None = Field(default=None, primary_key=True)
    handle: str = d.own(d.HANDLE, option="handle", vcard="", unique=True)
    name: str = d.own(d.NAME, option="name", vcard="FN")
    search: str = d.code(
        derived=True, info={"local": True},
        description="folded name, nicknames and handle, from core/names.py",
    )  # fmt: skip
    uid: str = d.column(
        d.UID, made=NEW_UID, unique=True,
        description="who they are, whatever they are called; never shown but in files",
    )  # fmt: skip
    circle: str | None = d.own(
        d.CIRCLE, option="circle", hint="inner, close, friends or village", default=None
    )
    every_days: int | None = d.own(
        d.CADENCE,
        words="cadence", option="every", form="every", csv="every", map="every", record="every",
        vcard="X-TINYNET-EVERY", hint="how often: 2w, monthly, never",
        default=None, description="their own cadence; 0 is never",
    )  # fmt: skip
    met_how: str | None = d.own(
        d.TEXT, words="how you met", option="met", map="met", group=MET, default=None
    )
    met_at: str | None = d.own(
        d.TEXT, words="where you met", group=MET, phrase="at {}", default=None
    )
    met_on: str | None = d.own(
        d.PARTIAL, words="when you met", option="on", group=MET, default=None,
        description="a partial date",
    )  # fmt: skip
    met_via: int | None = d.own(
        d.PERSON,
        words="through whom you met", option="via", map="via", group=MET, phrase="through {}",
        hint="the handle of whoever brought you together",
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True,
    )  # fmt: skip
    organisation: str | None = d.own(d.TEXT, option="work", group=WORK, vcard="ORG", default=None)
    title: str | None = d.own(
        d.TEXT, option="title", group=WORK, leads=True, vcard="TITLE", default=None
    )
    added_on: str = d.day(d.EARLIEST)
    counts_from: str = d.day(
        d.EARLIEST, description="where the clock of somebody never contacted starts"
    )
    skipped_on: str | None = d.day(d.LATEST, default=None)
    snoozed_until: str | None = d.day(d.SOONEST, default=None)
    paused_until: str | None = d.day(
        d.SOONEST, default=None, description="9999-12-31: until told otherwise"
    )
    archived_on: str | None = d.day(d.SOONEST, default=None)


class Nickname(SQLModel, table=True):
    """Another name somebody goes by; two people may share one."""

    __table_args__ = (
        d.table(
            "nicknames", "people.nicknames", merge=d.PROFILE,
            fields=(several("nicknames", d.NAMES, option="nickname", map="nickname",
                            vcard="NICKNAME"),),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    name: str = d.column(d.NAME)


class Detail(SQLModel, table=True):
    """A way to reach somebody: e-mail, phone, address, URL, messenger."""

    __table_args__ = (
        CheckConstraint("what IN ('email', 'phone', 'url', 'address', 'im')", name="what_is_known"),
        Index("ix_detail_key", "what", "key"),
        d.table(
            "ways to reach them", "details", same=("person_id", "what", "key"), merge=d.PROFILE,
            counted="ways", noun=("way to reach them", "ways to reach them"),
            fields=(
                several("emails", d.WAYS, what="email", option="email", map="email",
                        vcard="EMAIL"),
                several("phones", d.WAYS, what="phone", option="phone", map="phone", vcard="TEL"),
                several("urls", d.WAYS, what="url", map="url", vcard="URL"),
                several("addresses", d.WAYS, what="address", option="address", map="address",
                        vcard="ADR"),
                several("messengers", d.WAYS, what="im", map="im", record="ims", vcard="IMPP"),
            ),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    what: str = d.column(d.WORD)
    label: str = d.text(default="")
    value: str = d.column(d.NAME, info={"shared": True})  # may be another's, too
    key: str = d.code(derived=True, description="what two spellings of the same address share")


class Tag(SQLModel, table=True):
    """A word about somebody, an interest you could share among them."""

    __table_args__ = (
        d.table(
            "tags", "people.tags", merge=d.PROFILE,
            fields=(several("tags", d.TAGS, option="tag", vcard="CATEGORIES"),),
            sqlite_with_rowid=False,
        ),
    )  # fmt: skip

    person_id: int = owner(primary_key=True)
    name: str = d.text(primary_key=True, index=True)


class Fact(SQLModel, table=True):
    """Something to remember under a key: favourite biscuit = ginger nut; a key may have several."""

    __table_args__ = (
        day_check("done_on"),
        Index("ix_fact_person_key", "person_id", "key"),
        d.table(
            "facts", "facts", same=("person_id", "key", "value"), merge=d.PROFILE,
            key=("person_id", "key", "value"), counted="facts", noun=("fact", "facts"),
            fields=(several("facts", d.FACTS, vcard="X-TINYNET-FACT"),),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner(index=False)
    key: str = d.text()
    value: str = d.text()
    done_on: str | None = Field(default=None, description="when it was given: a gift idea, say")


class Note(SQLModel, table=True):
    """A note; a next-time note is shown before you meet and ticked off after."""

    __table_args__ = (
        day_check("on"),
        day_check("done_on"),
        flag_check("next_time"),
        d.table(
            "notes", "notes", same=("person_id", "on", "text", "next_time"),
            # An address book with two cards of somebody often has one note in both.
            merge=d.MOVES, alike=("text", "next_time", "done_on"), apart=(("done_on",),),
            counted="notes", noun=("note", "notes"),
            fields=(several("notes", d.NOTES, option="note", form="", map="note", vcard="NOTE"),),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    on: str
    text: str = d.text()
    next_time: bool = False
    done_on: str | None = None


class Relation(SQLModel, table=True):
    """What one person is to another: Sam is Anne's spouse; or to somebody who is only a name."""

    __table_args__ = (
        CheckConstraint("other_id <> person_id", name="nobody_is_related_to_themselves"),
        CheckConstraint("(other_id IS NULL) <> (other_name IS NULL)", name="other_is_one_of_two"),
        Index(
            "ix_relation_other_name", "other_name", sqlite_where=text("other_name IS NOT NULL")
        ),  # looked through whenever somebody comes
        d.table(
            "relations", "relations", same=same_rows.relation, merge=d.BY_HAND,
            counted="relations", noun=("relation", "relations"),
            fields=(several("relations", d.RELATIONS, form="", vcard="RELATED"),),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    relation: str = d.text()
    other_id: int | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True
    )
    other_name: str | None = d.column(d.NAME, default=None)


class Anniversary(SQLModel, table=True):
    """A day that comes back every year: a birthday first of all."""

    __table_args__ = (
        Index("ix_anniversary_month_day", "month_day"),
        d.table(
            "birthdays and anniversaries", "anniversaries", same=same_rows.anniversary,
            merge=d.PROFILE, counted="dates", noun=("date", "dates"),
            fields=(
                several("birthday", d.BIRTHDAY, what=BIRTHDAY, option="birthday", vcard="BDAY"),
                several("dates", d.DATES, vcard="ANNIVERSARY"),
            ),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    what: str = d.text()
    on: str = d.column(d.PARTIAL)
    month_day: str | None = d.code(
        default=None, derived=True, description="MM-DD where both are known"
    )


class Origin(SQLModel, table=True):
    """Where somebody was imported from, and what was read there, to tell what has changed since."""

    __table_args__ = (
        Index("ix_origin_source", "source", "source_id"),
        d.table(
            "where they were imported from", "origins",
            same=("person_id", "source", "source_id", "fingerprint"), merge=d.MOVES,
            counted="cards", noun=("imported card", "imported cards"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = owner()
    source: str = d.code()
    source_id: str = d.code()
    fingerprint: str = d.code()
    record: str = d.column(
        d.OBJECT, info={"text": True}, description="JSON of the record as last read"
    )


class Interaction(SQLModel, table=True):
    """What happened on one day with one or several people; an attempt is one nobody answered."""

    __table_args__ = (
        day_check("on"),
        flag_check("deep"),
        flag_check("attempt"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_fit_a_day"),
        CheckConstraint("\"by\" IN ('me', 'them')", name="by_is_known"),
        Index("ix_interaction_on", "on"),
        # All that is counted per kind and day: a million contacts without a sort or a look-up.
        Index("ix_interaction_kind", "kind_id", "on", "attempt", "by", "minutes"),
        d.table("contacts", "interactions", noun=("contact", "contacts")),
    )

    id: int | None = Field(default=None, primary_key=True)
    on: str
    kind_id: int = Field(foreign_key="kind.id", ondelete="RESTRICT")
    minutes: int | None = Field(default=None, description="None: the kind's")
    place: str | None = d.text(default=None)
    note: str | None = d.text(default=None)
    deep: bool = False
    by: str | None = d.column(d.WORD, default=None)
    attempt: bool = False
    occasion: str | None = d.text(default=None)


class Participant(SQLModel, table=True):
    """A person in an interaction, with copies for the score, so that a tie needs one index scan.

    `day`, `minutes` and `credit` are copies: of the interaction's day, of the minutes that count as
    hours together, and of `core.strength.credit` in billionths, which are whole numbers so that
    the journal restores them exactly. Credit is NULL for an attempt.
    """

    __table_args__ = (
        Index("ix_participant_interaction", "interaction_id", "person_id"),
        d.table(
            "who took part", "interactions.people", merge=d.MOVES, alike=("interaction_id",),
            counted="contacts", noun=("contact", "contacts"), sqlite_with_rowid=False,
        ),
    )  # fmt: skip

    person_id: int = owner(primary_key=True)
    day: int = d.copy(primary_key=True)
    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    minutes: int = d.copy()
    credit: int | None = d.copy(default=None)


class InteractionTag(SQLModel, table=True):
    """A word about what happened: food, running."""

    __tablename__ = "interaction_tag"
    __table_args__ = (
        d.table("words about contacts", "interactions.tags", sqlite_with_rowid=False),
    )

    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    name: str = d.text(primary_key=True, index=True)


class Trace(SQLModel, table=True):
    """Where an interaction was imported from, so that a second import adds nothing.

    A row whose interaction was taken out here stays, without it: what somebody threw away does not
    come back.
    """

    __table_args__ = (
        Index("ix_trace_source_key", "source", "key", unique=True),
        d.table("where contacts were imported from", "interactions.traces", same=("source", "key")),
    )

    id: int | None = d.copy(default=None, primary_key=True)  # nothing points at it
    source: str = d.code()
    key: str = d.code(description="SHA-256 in hex of the source's own id")
    interaction_id: int | None = Field(
        default=None, foreign_key="interaction.id", ondelete="SET NULL", index=True
    )
    fingerprint: str = d.code(description="of what was read, to tell what has changed since")


class Tie(SQLModel, table=True):
    """Derived: everything that `due` and `rank` need about one person."""

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
