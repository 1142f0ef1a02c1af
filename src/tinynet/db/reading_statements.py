"""What the reading commands ask, as expressions: one person, their tie, and what happened.

See `statements.py`, which the daily statements share these with.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.formulas import T, number, param, word

person, tie, tag = T["person"].c, T["tie"].c, T["tag"].c
participant, interaction, kind = T["participant"].c, T["interaction"].c, T["kind"].c
relation = T["relation"].c
today = param("today")
HOUR = 60.0


def unless(name: str, condition: ColumnElement[Any]) -> ColumnElement[Any]:
    """A condition that holds where its parameter is not given."""
    return or_(param(name).is_(None), condition)


def standing(*more: ColumnElement[Any]) -> Select[Any]:
    """One person as `due` shows them; the columns are the keys of its JSON."""
    return select(
        person.handle,
        person.name,
        f.state(today).label("state"),
        (today - tie.last_day).label("days_since"),
        f.iso(tie.last_day).label("last_on"),
        tie.cadence_days,
        tie.cadence_from,
        f.silence_ratio(today).label("ratio"),
        f.iso(tie.due_day).label("due_on"),
        f.depth(today).label("depth"),
        f.warmth(today).label("warmth"),
        (f.depth(today) * f.warmth(today)).label("strength"),
        *more,
    ).join_from(T["tie"], T["person"], tie.person_id == person.id)


def whole_tie() -> Select[Any]:
    """All that is known of one person's tie, for `why` and `show`."""
    return standing(
        tie.contact_days,
        tie.gap.label("usual_gap_days"),
        f.iso(tie.first_day).label("first_on"),
        tie.half_life.label("half_life_days"),
        (tie.minutes / number(HOUR)).label("hours"),
        f.iso(tie.clock_day).label("clock_on"),
    ).where(person.id == param("who"))


def interactions(only: ColumnElement[Any]) -> Select[Any]:
    """What happened; the columns are the keys of `history` in JSON, people as a joined text."""
    who = (
        select(func.group_concat(person.handle, word(",")))
        .join_from(T["participant"], T["person"], participant.person_id == person.id)
        .where(participant.interaction_id == interaction.id)
        .correlate(T["interaction"])
        .scalar_subquery()
    )
    return (
        select(
            interaction.id,
            interaction.on,
            kind.name.label("kind"),
            who.label("people"),
            func.coalesce(interaction.minutes, func.nullif(kind.minutes, number(0))).label(
                "minutes"
            ),
            interaction.place,
            interaction.note,
            interaction.deep,
            interaction.by,
            interaction.attempt,
            interaction.occasion,
        )
        .join_from(T["interaction"], T["kind"], interaction.kind_id == kind.id)
        .where(only)
    )


def asked() -> ColumnElement[Any]:
    """What `history` is asked for."""
    place = func.instr(func.lower(interaction.place), func.lower(param("place")))
    return and_(
        unless("kind", kind.name == param("kind")),
        unless("since", interaction.on >= param("since")),
        unless("until", interaction.on <= param("until")),
        unless("place", place > number(0)),
    )


def history_all() -> Select[Any]:
    """Everything, newest first."""
    found = interactions(asked())
    return found.order_by(interaction.on.desc(), interaction.id.desc()).limit(param("limit"))


def history_with() -> Select[Any]:
    """What happened with `first` and with all of `others` (a JSON array of ids), newest first."""
    others = func.json_each(param("others")).table_valued("value")
    here = T["participant"].alias("here")
    present = (
        exists()
        .select_from(here)
        .where(here.c.interaction_id == interaction.id, here.c.person_id == others.c.value)
        .correlate(T["interaction"], others)
    )
    missing = exists().select_from(others).where(~present)
    found = interactions(and_(participant.person_id == param("first"), ~missing, asked()))
    return (
        found.join(T["participant"], participant.interaction_id == interaction.id)
        .order_by(participant.day.desc(), participant.interaction_id.desc())
        .limit(param("limit"))
    )


def contacts() -> Select[Any]:
    """What counts for one person, newest day first: what `core.strength.credit` is asked of."""
    there = T["participant"].alias("there")
    people_there = (
        select(func.count())
        .select_from(there)
        .where(there.c.interaction_id == interaction.id)
        .scalar_subquery()
    )
    return (
        select(
            participant.day,
            interaction.on,
            kind.name.label("kind"),
            kind.in_person,
            kind.weight,
            func.coalesce(interaction.minutes, kind.minutes).label("minutes"),
            interaction.deep,
            people_there.label("people"),
        )
        .join_from(T["participant"], T["interaction"], participant.interaction_id == interaction.id)
        .join(T["kind"], interaction.kind_id == kind.id)
        .where(participant.person_id == param("who"), participant.credit.is_not(None))
        .order_by(participant.day.desc(), participant.interaction_id)
    )


def whole_person() -> Select[Any]:
    """The row of one person, and who they were met through."""
    via = T["person"].alias("via")
    columns = (
        "handle", "name", "circle", "every_days", "met_how", "met_at", "met_on", "organisation",
        "title", "added_on", "skipped_on", "snoozed_until", "paused_until", "archived_on",
    )  # fmt: skip
    return (
        select(
            *(person[name] for name in columns),
            via.c.handle.label("met_via"),
            via.c.name.label("met_via_name"),
        )
        .select_from(T["person"].outerjoin(via, via.c.id == person.met_via))
        .where(person.id == param("who"))
    )


def relations_of() -> Select[Any]:
    """Relations of one person, seen from here (`seen` 1) and from the other side (0)."""
    other = T["person"].alias("other")
    here = relation.person_id == param("who")
    other_side = case((here, relation.other_id), else_=relation.person_id)
    return (
        select(
            relation.relation,
            here.label("seen"),
            other.c.handle,
            func.coalesce(other.c.name, relation.other_name).label("name"),
        )
        .select_from(T["relation"].outerjoin(other, other.c.id == other_side))
        .where(or_(here, relation.other_id == param("who")))
        .order_by(relation.id)
    )


def of_person(table: Any, *columns: str) -> Select[Any]:
    """The rows of one person in a table."""
    keys = table.primary_key.columns
    return select(*(table.c[name] for name in columns)).where(
        table.c.person_id == param("who")
    ).order_by(*keys)  # fmt: skip


READING: dict[str, Executable] = {
    "history_all": history_all(),
    "history_with": history_with(),
    "contacts": contacts(),
    "whole_tie": whole_tie(),
    "whole_person": whole_person(),
    "relations_of": relations_of(),
    "nicknames_of": of_person(T["nickname"], "name"),
    "details_of": of_person(T["detail"], "what", "label", "value"),
    "tags_of": of_person(T["tag"], "name"),
    "facts_of": of_person(T["fact"], "key", "value"),
    "notes_of": of_person(T["note"], "id", "on", "text", "next_time", "done_on"),
    "dates_of": of_person(T["anniversary"], "what", "on"),
    "due_before": select(func.count()).select_from(T["tie"]).where(tie.listed_day < today),
}
