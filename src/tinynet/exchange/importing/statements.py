"""Statements of an import of interactions."""

from __future__ import annotations

from sqlalchemy import Select, Update, delete, func, insert, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import put, unindexed
from tinynet.db.formulas import T, members, param, word

participant, interaction, trace = T["participant"].c, T["interaction"].c, T["trace"].c
kind, about, origin = T["kind"].c, T["interaction_tag"].c, T["origin"].c
person, nickname, detail, place = (T[name].c for name in ("person", "nickname", "detail", "place"))
note, remark, favour, relation = (T[name].c for name in ("note", "remark", "favour", "relation"))
CARD = (
    "$.source_id", "$.fingerprint", "$.name", "$.nicknames", "$.emails", "$.phones",
)  # fmt: skip
GAPS = ("minutes", "place", "note", "by")
REPLACED = ("on", "kind_id", "minutes", "place", "note", "deep", "by", "attempt")
TRACE = ("source", "key", "interaction_id", "fingerprint")


def logged_between() -> Select[tuple[object, ...]]:
    """Interactions with `people` (a JSON array of ids) between two ordinal days.

    It tells the person, the day, the kind, whether it was an attempt, and the interaction.
    """
    return (
        select(
            participant.person_id,
            participant.day,
            interaction.kind_id,
            interaction.attempt,
            interaction.id,
        )
        .join_from(T["participant"], T["interaction"], interaction.id == participant.interaction_id)
        .where(
            participant.person_id.in_(members("people")),
            participant.day.between(param("first"), param("last")),
        )
        .order_by(interaction.id)
    )


def contents() -> Select[tuple[object, ...]]:
    """The contents of the interactions in a JSON array of ids, with people and tags last."""
    there = select(func.group_concat(participant.person_id)).where(
        participant.interaction_id == interaction.id
    )
    words = select(func.group_concat(about.name)).where(about.interaction_id == interaction.id)
    return (
        select(
            interaction.id, interaction.on, kind.name, interaction.minutes, interaction.place,
            interaction.note, interaction.deep, interaction.by, interaction.attempt,
            there.scalar_subquery(), words.scalar_subquery(),
        )
        .join_from(T["interaction"], T["kind"], interaction.kind_id == kind.id)
        .where(interaction.id.in_(members("interactions")))
    )  # fmt: skip


def rewrite(table: str, *columns: str) -> Update:
    """Set columns of one row, of the id under the table's name."""
    rows = T[table]
    values = {name: param(name) for name in columns}
    return update(rows).where(rows.c.id == param(table)).values(values)


STATEMENTS: dict[str, Executable] = {
    "traces": select(trace.key, trace.interaction_id, trace.fingerprint).where(
        trace.source == param("source"), trace.key.in_(members("keys"))
    ),
    "any_trace": select(trace.key).where(trace.source == param("source")).limit(1),
    "logged_between": logged_between(),
    "contents": contents(),
    "traces_here": select(trace.key, trace.fingerprint).where(
        trace.source == param("source"), trace.interaction_id == param("interaction")
    ),
    "set_trace_key": update(T["trace"])
    .where(trace.source == param("source"), trace.key == param("was"))
    .values(key=param("key")),
    "raw_cards": select(func.json_extract(origin.record, word("$.raw")), origin.id).where(
        origin.source == param("source")
    ),
    "card": select(func.json_extract(origin.record, *map(word, CARD))).where(
        origin.id == param("origin")
    ),
    "state_people": select(person.id, person.name).order_by(person.id),
    "state_details": select(detail.person_id, detail.what, detail.key).order_by(detail.id),
    "state_origins": select(
        origin.person_id, origin.source, origin.source_id, origin.fingerprint
    ).order_by(origin.id),
    # By the index on the source, each of 200,000 rows is looked up: half a second more.
    "state_traces": select(trace.key, trace.interaction_id, trace.fingerprint)
    .where(unindexed(trace.source) == param("source"))
    .order_by(trace.id),
    "state_kinds": select(kind.id, kind.name).order_by(kind.id),
    "state_places": select(place.id, place.name, place.same_as).order_by(place.id),
    "everybodys_notes": select(note.person_id, note.id, note.on, note.text),
    "every_remark": select(remark.id, remark.on, remark.text),
    "everybodys_favours": select(favour.person_id, favour.id, favour.on, favour.text, favour.way),
    "everybodys_relations": select(
        relation.id, relation.person_id, relation.relation, relation.other_id, relation.other_name
    ),
    "drop_notes": delete(T["note"]).where(note.id.in_(members("notes"))),
    "drop_relations": delete(T["relation"]).where(relation.id.in_(members("relations"))),
    "rewrite_note": rewrite("note", "on", "text"),
    "rewrite_remark": rewrite("remark", "on", "text"),
    "rewrite_favour": rewrite("favour", "on", "way", "text"),
    "put_place": put("place", "name", "same_as"),
    "fill_interaction": update(T["interaction"])
    .where(interaction.id == param("interaction"))
    .values({name: func.coalesce(interaction[name], param(f"found_{name}")) for name in GAPS}),
    "replace_interaction": rewrite("interaction", *REPLACED),
    "drop_interaction_tags": delete(T["interaction_tag"]).where(
        about.interaction_id == param("interaction")
    ),
    "drop_kinds": delete(T["kind"]),
    "there_is_interaction": select(interaction.id).where(interaction.id == param("interaction")),
    "everybodys_traces": select(trace.source, trace.key, trace.interaction_id),
    "put_trace": insert(T["trace"]).values({name: param(name) for name in TRACE}),
    "traces_of": select(trace.source, trace.key).where(
        trace.interaction_id == param("interaction")
    ),
    "drop_trace": delete(T["trace"]).where(
        trace.source == param("source"), trace.key == param("key")
    ),
    "set_trace": update(T["trace"])
    .where(trace.source == param("source"), trace.key == param("key"))
    .values(fingerprint=param("fingerprint")),
}
