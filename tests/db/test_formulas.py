"""The score and the due rule in SQL say what core/ says, for any log."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.contacts import rows as interactions
from tinynet.core import cadence, strength
from tinynet.db import database, sql
from tinynet.db.store import add_missing_functions
from tinynet.friendship.rows import DEEP, EVERYBODY, MANY, due
from tinynet.people.rows import put_person

TODAY = date(2026, 3, 1)
CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}

contacts = st.lists(
    st.tuples(
        st.integers(0, 1500),  # days ago
        st.integers(0, 15),  # kind
        st.none() | st.integers(1, 1440),  # minutes
        st.booleans(),  # deep
        st.booleans(),  # attempt
        st.integers(1, 3),  # people
    ),
    max_size=12,
)
people = st.fixed_dictionaries(
    {
        "circle": st.sampled_from([None, "inner", "close", "friends", "village"]),
        "every_days": st.none() | st.integers(0, 400),
    }
)


def expected(log: list, who: dict, added: date, family: bool) -> dict:
    """What core/ makes of the same log."""
    best: dict[int, float] = {}
    for ago, kind, minutes, deep, attempt, count in log:
        if not attempt:
            day = TODAY.toordinal() - ago
            credit = strength.credit(
                in_person=kind.in_person,
                weight=kind.weight,
                minutes=kind.minutes if minutes is None else minutes,
                deep=deep,
                people=count,
            )
            best[day] = max(best.get(day, 0), credit)
    today = TODAY.toordinal()
    half_life = strength.FAMILY_HALF_LIFE if family else strength.HALF_LIFE
    evidence = sum(strength.decayed(w, today - day, half_life) for day, w in best.items())
    gap = strength.usual_gap(min(best), max(best), len(best)) if best else None
    warmth = strength.warmth(today - max(best), gap) if best else 0.0
    days, source = cadence.cadence(
        who["every_days"], CADENCES.get(who["circle"]), gap, len(best), CADENCES["default_days"]
    )
    clock = max(best) if best else added.toordinal()
    due_on = cadence.due_on(clock, days, source in {"person", "circle"})
    ratio = max(today - clock, 0) / days if days else None
    return {
        "state": cadence.state(ratio or 0, source in {"person", "circle"}),
        "days_since": today - max(best) if best else None,
        "last_on": date.fromordinal(max(best)).isoformat() if best else None,
        "cadence_days": pytest.approx(days),
        "cadence_from": source,
        "ratio": None if ratio is None else pytest.approx(ratio),
        "due_on": None if due_on is None else date.fromordinal(due_on).isoformat(),
        "depth": pytest.approx(strength.depth(evidence), abs=1e-7),
        "warmth": pytest.approx(warmth),
        "strength": pytest.approx(strength.depth(evidence) * warmth, abs=1e-7),
        "usual_gap_days": None if gap is None else pytest.approx(gap),
    }


@settings(max_examples=60, deadline=None)
@given(log=contacts, who=people, added=st.integers(0, 800), family=st.booleans())
def test_the_standing_of_one_person_is_what_core_computes(
    log: list, who: dict, added: int, family: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "t.db")
        added_on = TODAY - timedelta(days=added)
        with database.Unit(path, CADENCES, label="test", at="2026-03-01T00:00:00") as store:
            kinds = [interactions.Kind(row) for row in store.rows(sql.kinds)]
            person = put_person(store, "anne", "Anne", added_on.isoformat(), **who)
            others = [put_person(store, f"o{n}", f"O{n}", "2026-01-01") for n in (1, 2)]
            if family:
                store.run(sql.put_tag, person_id=person, name="family")
            log = [(ago, kinds[kind], *rest) for ago, kind, *rest in log]
            for ago, kind, minutes, deep, attempt, count in log:
                happening = interactions.NewInteraction(
                    kind, TODAY - timedelta(days=ago), [person, *others][:count],
                    minutes=minutes, deep=deep, attempt=attempt,
                )  # fmt: skip
                interactions.put_interaction(store, happening)
        store = database.open_reading(path, CADENCES)
        record = store.records(sql.standing, who=person, today=TODAY.toordinal())[0]
        store.close()
    wanted = expected(log, who, added_on, family)
    assert record == {"handle": "anne", "name": "Anne", **wanted}


@pytest.mark.parametrize("limit", [1, 5, 30, 31, 32, 33, 60])
def test_the_order_of_many_is_the_whole_order_cut_off(tmp_path: Path, limit: int) -> None:
    path = str(tmp_path / "t.db")
    with database.Unit(path, CADENCES, label="test", at="2026-03-01T00:00:00") as store:
        visit = interactions.Kind(store.rows(sql.kind, name="visit")[0])
        for number in range(60):  # depths from next to nothing to 2, some of them family
            who = put_person(store, f"p{number}", f"P{number}", "2024-01-01")
            if number % 4 == 0:
                store.run(sql.put_tag, person_id=who, name="family")
            day, minutes = date(2023, 1, 1) + timedelta(days=15 * number), 10 + number % 7 * 200
            contact = interactions.NewInteraction(visit, day, [who], minutes=minutes, deep=True)
            interactions.put_interaction(store, contact)
    store = database.open_reading(path, CADENCES)
    asked = {"today": TODAY.toordinal(), "horizon": TODAY.toordinal(), "circle": None}
    whole = due(store, EVERYBODY, MANY + 1, **asked)
    reasons = [row[9] * (1 - row[10]) for row in whole]
    deep = sum(reason >= DEEP for reason in reasons)
    assert (deep, reasons) == (32, sorted(reasons, reverse=True))  # the limits lie on both sides
    assert due(store, limit, MANY + 1, **asked) == whole[:limit]
    store.close()


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 40])
def test_the_quick_order_is_the_whole_order_cut_off(tmp_path: Path, limit: int) -> None:
    path = str(tmp_path / "t.db")
    with database.Unit(path, CADENCES, label="test", at="2026-03-01T00:00:00") as store:
        coffee = interactions.Kind(store.rows(sql.kind, name="coffee")[0])
        for number in range(40):  # many are even: the same dinner, or never seen at all
            letters = f"{chr(97 + number * 7 % 26)}{chr(97 + number % 26)}"
            who = put_person(store, f"p{number}", letters, "2024-01-01")
            if number % 3:
                day = date(2025, 1, 1 + number % 3)
                interactions.put_interaction(store, interactions.NewInteraction(coffee, day, [who]))
    store = database.open_reading(path, CADENCES)
    asked = {"today": TODAY.toordinal(), "horizon": TODAY.toordinal(), "circle": None}
    whole = due(store, EVERYBODY, 40, **asked)
    assert due(store, limit, 40, **asked) == whole[:limit]
    assert len(whole) == 40
    reasons = [row[9] * (1 - row[10]) for row in whole]
    assert reasons == sorted(reasons, reverse=True)
    store.close()


def test_ties_can_be_computed_where_sqlite_has_no_mathematics() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, arguments in (("log2", 1), ("pow", 2)):
            connection.create_function(name, arguments, None)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT log2(8)")
        add_missing_functions(connection)
        assert connection.execute("SELECT log2(8.0), pow(2.0, 0.5)").fetchone() == (3.0, 2**0.5)
