"""What `find` reads, as expressions: the rows whose text may hold a word.

Each gives (id, on, text, person, other person). LIKE knows no case in ASCII, so it is right for
texts that are ASCII; the others are folded by Python. A million texts take 0.2 s in this way,
folding all of them 3 to 4 s.

The words of a text are parted by white space, which no word sought has: a text may therefore be
searched column by column.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, exists, func, null, or_, select
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db.expressions import is_foreign, texts_of, unless
from tinynet.db.formulas import T, members, number, param, word
from tinynet.db.tables import MET, WORK

person, interaction, participant = T["person"].c, T["interaction"].c, T["participant"].c
tag, kind, plan, plan_person = T["interaction_tag"].c, T["kind"].c, T["plan"].c, T["plan_person"].c
detail, note, relation = T["detail"].c, T["note"].c, T["relation"].c
LINE = func.char(number(10))


def has_word(*texts: ColumnElement[Any]) -> ColumnElement[Any]:
    """One of the texts is like `like`, or has letters outside ASCII and holds the longest word.

    `folds_to_hold` is a function of Python's, which `rows.find` gives to the connection: making the
    whole text of a row only to fold it there took half as long again.
    """
    foreign = (and_(is_foreign(text), func.folds_to_hold(text)) for text in texts)
    return or_(*(text.op("LIKE")(param("like")) for text in texts), *foreign)


def joined(between: ColumnElement[Any], *texts: ColumnElement[Any]) -> ColumnElement[Any]:
    """The texts that there are, with something between two of them."""
    parts = [func.coalesce(between.concat(text), word("")) for text in texts]
    whole: ColumnElement[Any] = parts[0]
    for part in parts[1:]:
        whole = whole.concat(part)
    return func.substr(whole, func.length(between) + number(1))


def within(on: ColumnElement[Any]) -> ColumnElement[Any]:
    """A day from `since` to `until`; a partial date that may be."""
    bare = func.rtrim(on, word("~"))
    since = func.substr(param("since"), number(1), func.length(bare))
    return and_(unless("since", bare >= since), unless("until", bare <= param("until")))


def found(
    table: str,
    text: ColumnElement[Any],
    who: ColumnElement[Any],
    *only: ColumnElement[Any],
    on: ColumnElement[Any] | None = None,
    other: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """The rows of a table that is about one person, or about two.

    Args:
        table: Its name.
        text: What is searched.
        who: Whom a row is about.
        only: What else must be so.
        on: Its day.
        other: The second person it is about.
    """
    theirs = [column.in_(members("who")) for column in (who, other) if column is not None]
    days = [] if on is None else [within(on)]
    return select(
        T[table].c.id if "id" in T[table].c else number(0),
        null() if on is None else on,
        text.label("text"),
        who,
        null() if other is None else other,
    ).where(unless("who", or_(*theirs)), *days, *only, has_word(text))


def details() -> Select[Any]:
    """Ways to reach somebody of one sort; with `all` every one of them, whose digits matter."""
    theirs = unless("who", detail.person_id.in_(members("who")))
    fits = or_(param("all") == number(1), has_word(detail.value))
    return select(detail.id, null(), detail.value, detail.person_id, null()).where(
        detail.what == param("what"), theirs, fits
    )


def interactions() -> Select[Any]:
    """What happened: kind, occasion, place, note and tags, a line each; nobody of those there."""
    tagged = select(tag.interaction_id).where(has_word(tag.name))
    named = select(kind.id).where(has_word(kind.name))
    there = select(participant.interaction_id).where(participant.person_id.in_(members("who")))
    sorted_tags = (
        select(tag.name)
        .where(tag.interaction_id == interaction.id)
        .order_by(tag.name)
        .correlate(T["interaction"])
        .subquery()
    )
    tags = select(func.group_concat(sorted_tags.c.name, word(" "))).scalar_subquery()
    name = select(kind.name).where(kind.id == interaction.kind_id).scalar_subquery()
    texts = (interaction.occasion, interaction.place, interaction.note)
    return select(
        interaction.id, interaction.on, joined(LINE, name, *texts, tags), null(), null()
    ).where(
        or_(has_word(*texts), interaction.id.in_(tagged), interaction.kind_id.in_(named)),
        within(interaction.on),
        unless("who", interaction.id.in_(there)),
    )


def plans() -> Select[Any]:
    """What is or was planned: kind and note, a line each."""
    theirs = exists().where(
        plan_person.plan_id == plan.id, plan_person.person_id.in_(members("who"))
    )
    text = joined(LINE, kind.name, plan.note)
    return (
        select(plan.id, plan.made_on, text, null(), null())
        .join_from(T["plan"], T["kind"], kind.id == plan.kind_id)
        .where(has_word(text), within(plan.made_on), unless("who", theirs))
    )


def about_nobody(table: str, text: str) -> Select[Any]:
    """The rows of a table that names no person, which are asked for where nobody is."""
    rows = T[table].c
    return select(rows.id, rows.on, rows[text], null(), null()).where(
        has_word(rows[text]), within(rows.on), param("who").is_(None)
    )


def simple(table: str, *columns: str, on: str = "", between: str = ", ") -> Select[Any]:
    """The rows of a table with a person_id."""
    rows = T[table].c
    texts = [rows[name] for name in columns]
    text = joined(word(between), *texts) if texts[1:] else texts[0]
    return found(table, text, rows.person_id, on=rows[on] if on else None)


met = joined(word(", "), *texts_of(MET))
work = joined(word(", "), *texts_of(WORK))
introduction = T["introduction"].c
STATEMENTS: dict[str, Executable] = {
    "find_name": found("person", person.name, person.id),
    "find_nickname": simple("nickname", "name"),
    "find_detail": details(),
    "find_work": found("person", work, person.id),
    "find_tag": simple("tag", "name"),
    "find_fact": simple("fact", "key", "value", between=": "),
    "find_note": found(
        "note", note.text, note.person_id, note.next_time == param("next"), on=note.on
    ),
    "find_remark": about_nobody("remark", "text"),
    "find_relation": found(
        "relation",
        joined(word(": "), relation.relation, relation.other_name),
        relation.person_id,
        other=relation.other_id,
    ),
    "find_met": found("person", met, person.id, on=person.met_on),
    "find_interaction": interactions(),
    "find_plan": plans(),
    "find_favour": simple("favour", "text", on="on"),
    "find_introduction": found(
        "introduction",
        joined(LINE, introduction.note, introduction.outcome),
        introduction.one_id,
        on=introduction.on,
        other=introduction.other_id,
    ),
    "find_occasion": about_nobody("occasion", "name"),
    "people_of_interactions": select(participant.interaction_id, participant.person_id)
    .where(participant.interaction_id.in_(members("ids")))
    .order_by(participant.interaction_id, participant.person_id),
    "people_of_plans": select(plan_person.plan_id, plan_person.person_id)
    .where(plan_person.plan_id.in_(members("ids")))
    .order_by(plan_person.plan_id, plan_person.person_id),
    "people_by_id": select(person.id, person.handle, person.name).where(
        person.id.in_(members("ids"))
    ),
}
