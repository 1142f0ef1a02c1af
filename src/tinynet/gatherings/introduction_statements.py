"""Introductions, how everybody was met, and who may know about something, as expressions.

See `statements.py`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, delete, func, insert, null, or_, select, update
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.core.strength import FAMILY_TAG
from tinynet.db import formulas as f
from tinynet.db.expressions import is_foreign, is_no_reference, texts_of, unless
from tinynet.db.formulas import T, members, number, param
from tinynet.db.tables import MET, WORK

person, participant, interaction = T["person"].c, T["participant"].c, T["interaction"].c
kind, introduction, spoken = T["kind"].c, T["introduction"].c, T["interaction_tag"].c
relation, tie = T["relation"].c, T["tie"].c
tag, fact, note, favour = T["tag"].c, T["fact"].c, T["note"].c, T["favour"].c
COLUMNS = ("one_id", "other_id", "on", "note", "outcome")


def introductions() -> Select[Any]:
    """Introductions of `who` or of everybody, latest first."""
    one, other = T["person"].alias("one"), T["person"].alias("other")
    return (
        select(
            introduction.id,
            introduction.on,
            introduction.one_id,
            one.c.handle.label("one"),
            one.c.name.label("one_name"),
            introduction.other_id,
            other.c.handle.label("other"),
            other.c.name.label("other_name"),
            introduction.note,
            introduction.outcome,
        )
        .join_from(T["introduction"], one, one.c.id == introduction.one_id)
        .join(other, other.c.id == introduction.other_id)
        .where(
            unless(
                "who",
                or_(introduction.one_id == param("who"), introduction.other_id == param("who")),
            )
        )
        .order_by(introduction.on.desc(), introduction.id.desc())
    )


def seen_since() -> Select[Any]:
    """The days since an introduction on which you were with both, earliest first.

    A message that went to both is not a meeting: a kind that takes no time.
    """
    there = T["participant"].alias("there")
    return (
        select(introduction.id, f.iso(participant.day))
        .distinct()
        .join_from(
            T["introduction"], T["participant"], participant.person_id == introduction.one_id
        )
        .join(
            there,
            (there.c.person_id == introduction.other_id)
            & (there.c.day == participant.day)
            & (there.c.interaction_id == participant.interaction_id),
        )
        .join(T["interaction"], interaction.id == participant.interaction_id)
        .join(T["kind"], kind.id == interaction.kind_id)
        .where(
            participant.credit.is_not(None),
            participant.day >= f.ordinal(introduction.on),
            or_(kind.in_person == number(1), kind.minutes > number(0)),
        )
        .order_by(introduction.id, participant.day)
    )


def may_speak_of(text: Any) -> ColumnElement[Any]:
    """Whether a text may match a topic: it is like one of the topic's patterns.

    Letters outside ASCII are folded in Python, so every text with such a letter may match. Of
    patterns that are not given it is only asked whether they are: to compare with none takes as
    long as with one.
    """
    one, *more = map(param, ("one", "two", "three"))
    others = (and_(pattern.is_not(None), text.like(pattern)) for pattern in more)
    return or_(text.like(one), *others, is_foreign(text))


def is_one_that_may_speak(name: Any) -> ColumnElement[Any]:
    """Whether an indexed word is one that may match a topic: each word is compared once.

    See `each_once`; of 100,000 words that are 20 different ones this takes a twentieth of the time.
    """
    used = f.each_once(name, "used")
    speaking: ColumnElement[bool] = name.in_(select(used).where(may_speak_of(used)))
    return speaking


def talks() -> Select[Any]:
    """The notes of interactions that may match a topic, a row per person and note.

    Interactions are read in the order of the file: in the order of the index on their day that
    takes five times as long, and to sort what is found a fifth more; so the day is asked later, by
    `contacts_asked`, of what is shown. `unlikely` tells SQLite that few match, so that it does not
    begin with the participants, of whom there are more.
    """
    return (
        select(interaction.id, participant.person_id, interaction.note)
        .join_from(T["interaction"], T["participant"], participant.interaction_id == interaction.id)
        .where(interaction.note.is_not(None), func.unlikely(may_speak_of(interaction.note)))
        .order_by(interaction.id)
    )


def talk_tags() -> Select[Any]:
    """The tags of interactions that may match a topic, a row per person and tag."""
    return (
        select(spoken.interaction_id, participant.person_id, spoken.name)
        .join_from(
            T["interaction_tag"],
            T["participant"],
            participant.interaction_id == spoken.interaction_id,
        )
        .where(is_one_that_may_speak(spoken.name))
        .order_by(spoken.name, spoken.interaction_id)
    )


def own_texts(group: str) -> Select[Any]:
    """The texts of one group of fields, of everybody whose may match a topic."""
    texts = texts_of(group)
    return select(person.id, *texts).where(or_(*map(may_speak_of, texts)))


def relation_texts() -> Select[Any]:
    """The words of relations that may match a topic, and the name of whose they are."""
    return (
        select(
            relation.person_id,
            relation.relation,
            relation.other_id,
            relation.other_name,
            person.name,
        )
        .join_from(T["relation"], T["person"], person.id == relation.person_id)
        .where(
            may_speak_of(relation.relation),
            relation.relation != f.word("avoid"),
            is_no_reference(),
            person.archived_on.is_(None),
        )
        .order_by(relation.id)
    )


def known_texts() -> CompoundSelect[Any]:
    """Work, facts and favours of people who are not archived, each text once.

    A row has as many columns as a person's work has texts.
    """
    work = texts_of(WORK)
    rest = [null()] * (len(work) - 1)
    return (
        select(*work)
        .where(person.archived_on.is_(None), or_(*(text.is_not(None) for text in work)))
        .union(
            select(fact.value, *rest).where(fact.person_id.not_in(archived())),
            select(favour.text, *rest).where(
                favour.way == f.word("got"), favour.person_id.not_in(archived())
            ),
        )
    )


def archived() -> Select[Any]:
    """The ids of those who are put away: a walk over all people, but made once and kept small."""
    return select(person.id).where(person.archived_on.is_not(None))


def askable() -> Select[Any]:
    """Everybody who is not archived, and how near they are; unsorted, which is twice as quick."""
    today = param("today")
    return (
        select(
            person.id,
            person.handle,
            person.name,
            (f.depth(today) * f.warmth(today)).label("strength"),
        )
        .join_from(T["person"], T["tie"], tie.person_id == person.id)
        .where(person.archived_on.is_(None))
    )


STATEMENTS: dict[str, Executable] = {
    "introductions": introductions(),
    "seen_since": seen_since(),
    "put_introduction": insert(T["introduction"]).values({name: param(name) for name in COLUMNS}),
    "set_introduction": update(T["introduction"])
    .where(introduction.id == param("introduction"))
    .values({name: param(name) for name in COLUMNS[2:]}),
    "drop_introduction": delete(T["introduction"]).where(
        introduction.id == param("introduction")
    ),
    "tree": select(
        person.id, person.handle, person.name, person.met_via, person.met_how, person.met_at,
        person.met_on,
    ).order_by(person.id),
    "work_texts": own_texts(WORK),
    "meeting_texts": own_texts(MET),
    "all_tags": select(tag.person_id, tag.name).where(is_one_that_may_speak(tag.name)),
    "all_facts": select(fact.person_id, fact.key, fact.value)
    .where(or_(may_speak_of(fact.key), may_speak_of(fact.value)))
    .order_by(fact.id),
    "all_notes": select(note.person_id, note.text, note.on)
    .where(may_speak_of(note.text))
    .order_by(note.on.desc(), note.id.desc()),
    "all_favours": select(favour.person_id, favour.way, favour.text, favour.on)
    .where(may_speak_of(favour.text))
    .order_by(favour.on.desc(), favour.id.desc()),
    "all_talks": talks(),
    "all_talk_tags": talk_tags(),
    "contacts_asked": select(interaction.id, interaction.on, kind.name)
    .join_from(T["interaction"], T["kind"], kind.id == interaction.kind_id)
    .where(interaction.id.in_(members("ids"))),
    "relation_texts": relation_texts(),
    "askable": askable(),
    "how_many_askable": select(func.count(), func.min(person.handle)).where(
        person.archived_on.is_(None)
    ),
    "known_tags": select(tag.name, func.count())
    .where(tag.name != f.word(FAMILY_TAG), tag.person_id.not_in(archived()))
    .group_by(tag.name)
    .order_by(func.count().desc(), tag.name),
    "known_texts": known_texts(),
}  # fmt: skip
