"""Everybody has a place in the orbit that says how strong the friendship is."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from tinynet.pictures.rules.orbit import Standing, lay_out, mark_radius, ring_count


def people(count: int, *, before: float = 1.0) -> list[Standing]:
    return [
        Standing(f"p{n}", f"Name{n} Of Somebody", None, n % 40, 5 - 5 * n / count,
                 (5 - 5 * n / count) * before)
        for n in range(count)
    ]  # fmt: skip


def distances(orbit):
    x, y = orbit.middle
    return [hypot(body.x - x, body.y - y) for body in orbit.bodies]


@pytest.mark.parametrize("count", [1, 2, 5, 6, 12, 15, 16, 50, 51, 150, 151, 500])
def test_the_stronger_the_nearer_and_within_each_ring_are_as_many_as_it_holds(count):
    orbit = lay_out(people(count))
    found = distances(orbit)
    assert len(found) == count
    assert all(one <= other + 1e-6 for one, other in pairwise(found))
    for radius, limit in orbit.rings[:-1]:
        assert sum(distance <= radius for distance in found) == limit


def test_there_are_only_rings_that_are_needed():
    assert [ring_count(n) for n in (0, 5, 6, 15, 16, 50, 51, 150, 151)] == [
        1, 1, 2, 2, 3, 3, 4, 4, 5,
    ]  # fmt: skip
    assert [limit for _, limit in lay_out(people(500)).rings] == [5, 15, 50, 150, None]
    assert [limit for _, limit in lay_out(people(12)).rings] == [5, 15]


def test_the_picture_of_nobody_is_a_ring_with_you_in_it():
    orbit = lay_out([])
    assert orbit.bodies == ()
    assert len(orbit.rings) == 1


@pytest.mark.parametrize("count", [12, 50, 150])
def test_up_to_150_everybody_is_named(count):
    assert [body.who.handle for body in lay_out(people(count)).bodies if not body.label] == []


def test_of_500_the_strongest_fifty_are_named():
    bodies = lay_out(people(500)).bodies
    assert all(body.label for body in bodies[:50])
    assert not any(body.label for body in bodies[50:])


def test_who_cooled_has_a_tail_that_begins_where_they_were_and_who_did_not_has_none():
    strong = people(10)
    cooled = Standing("cool", "Cool", None, 3, 1.0, 4.0)
    orbit = lay_out([*strong, cooled])
    body = next(b for b in orbit.bodies if b.who is cooled)
    assert body.tail
    x, y = orbit.middle
    was = hypot(body.tail[0] - x, body.tail[1] - y)
    assert was < hypot(body.x - x, body.y - y)
    as_strong = next(b for b in orbit.bodies if b.who.now == 4.0)
    assert was == pytest.approx(hypot(as_strong.x - x, as_strong.y - y))
    # along one line through the middle
    assert (body.tail[0] - x) * (body.y - y) == pytest.approx((body.tail[1] - y) * (body.x - x))
    assert not any(b.tail for b in orbit.bodies if b is not body)


def test_who_warmed_has_no_tail():
    assert not any(body.tail for body in lay_out(people(20, before=0.5)).bodies)


def test_the_order_in_which_people_come_makes_no_difference():
    forwards = lay_out(people(60))
    assert lay_out(people(60)[::-1]) == forwards


def test_the_more_hours_the_larger_the_mark_up_to_where_it_would_hide_others():
    sizes = [mark_radius(hours, 12) for hours in (0, 1, 10, 90, 200)]
    assert sizes == sorted(set(sizes))
    assert mark_radius(10_000, 12) == mark_radius(100_000, 12)


def test_people_without_any_contact_stand_at_the_edge():
    nobody_seen = [Standing(f"p{n}", f"P{n}", None, 0.0, 0.0, 0.0) for n in range(7)]
    orbit = lay_out(nobody_seen)
    assert distances(orbit) == pytest.approx([orbit.rings[-1][0]] * 7)
