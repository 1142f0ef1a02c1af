"""What a repeated import changes, and what it leaves alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tinynet.people.rules.profile import FIELDS, Profile
from tinynet.people.rules.three_way import merged

OLD = ("email", "", "old@example.org")
NEW = ("email", "work", "new@example.org")
PHONE = ("phone", "", "+44 7700 900101")
SOURCE = Profile(
    "h", "Anne Baker", organisation="Bakery", details=(OLD, PHONE), tags=("choir",),
    anniversaries=(("birthday", "--04-12"),),
)  # fmt: skip
HERE = SOURCE.replaced(handle="anne-b")


def test_what_changed_at_the_source_moves_and_what_was_edited_here_stays():
    here = HERE.replaced(circle="inner", every_days=14).born("1980-04-12")
    after = SOURCE.replaced(details=(PHONE, NEW), tags=(), organisation=None)
    assert merged(here, SOURCE, after) == here.replaced(
        details=(PHONE, NEW), tags=(), organisation=None
    )


def test_what_was_edited_here_stays_though_its_source_changed_it_or_took_it_out():
    edited = ("email", "mine", "old@example.org")
    here = HERE.replaced(name="Annie", details=(edited,), organisation="My bakery").born("1980")
    after = SOURCE.replaced(name="Anne B", details=(), organisation="Bread").born("--05-12")
    assert merged(here, SOURCE, after) == here


def test_what_was_taken_out_here_does_not_come_back():
    here = HERE.replaced(details=(), tags=(), organisation=None, anniversaries=())
    assert merged(here, SOURCE, SOURCE.replaced(title="Baker")) == here.replaced(title="Baker")


def test_the_first_time_only_what_is_missing_is_filled_in():
    spelled = ("phone", "mine", "+447700900101")
    here = Profile("anne", "Anne", details=(spelled,), tags=("running",)).born("1980")
    assert merged(here, None, SOURCE) == here.replaced(
        organisation="Bakery", details=(spelled, OLD), tags=("running", "choir")
    )


def test_a_label_that_changed_at_the_source_moves_in_its_place():
    after = SOURCE.replaced(details=(("email", "work", "old@example.org"), PHONE))
    assert merged(HERE, SOURCE, after).details == after.details


def test_two_dates_of_one_name_are_distinguished_by_the_day():
    several = (("date", "2001-01-01"), ("date", "2002-02-02"))
    before = SOURCE.replaced(anniversaries=several)
    after = SOURCE.replaced(anniversaries=(several[1], ("date", "2003-03-03")))
    here = HERE.replaced(anniversaries=several)
    assert merged(here, before, after).anniversaries == after.anniversaries


TEXT = st.sampled_from(["a", "b", "c", "A"])
MAYBE = st.none() | TEXT


def several(value):
    return st.lists(value, max_size=3, unique=True).map(tuple)


PROFILES = st.builds(
    Profile,
    st.just("handle"),
    TEXT,
    circle=MAYBE,
    organisation=MAYBE,
    nicknames=several(TEXT),
    details=several(st.tuples(st.sampled_from(["email", "phone"]), TEXT, TEXT)),
    tags=several(TEXT),
    facts=several(st.tuples(TEXT, TEXT)),
    anniversaries=several(st.tuples(TEXT, TEXT)),
)


@given(PROFILES, st.none() | PROFILES, PROFILES)
def test_doing_it_again_changes_nothing(here, before, after):
    once = merged(here, before, after)
    assert merged(once, after, after) == once


@given(PROFILES, PROFILES)
def test_an_unchanged_source_changes_nothing(here, source):
    assert merged(here, source, source) == here


@given(PROFILES, PROFILES)
def test_who_is_as_the_source_had_them_becomes_as_the_source_is(before, after):
    assert not merged(before, before, after).differences(after)


@given(PROFILES, PROFILES, PROFILES)
def test_edits_survive(here, before, after):
    done = merged(here, before, after)
    for field in FIELDS:
        mine, then = getattr(here, field), getattr(before, field)
        if not isinstance(mine, tuple):
            assert mine == then or getattr(done, field) == mine
        elif field == "tags":
            assert {tag for tag in mine if tag not in then} <= set(done.tags)
            assert not {tag for tag in then if tag not in mine} & set(done.tags) & set(then)
