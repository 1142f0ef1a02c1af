from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr

from tinynet.exchange.calendar.rules import Bounds, times_of
from tinynet.exchange.calendar.when import When

FIRST = datetime(2000, 2, 20)  # noqa: DTZ001  as on the wall


def rules():
    """Rules by the day and the week: even ones, and such as are nearly."""
    dice = random.Random(4)
    for _ in range(300):
        start = FIRST + timedelta(days=dice.randint(0, 700), hours=dice.randint(0, 23))
        rule = {"FREQ": dice.choice(["DAILY", "WEEKLY"])}
        if dice.random() < 0.7:
            rule["INTERVAL"] = str(dice.choice([1, 2, 3, 13, 99_999, 999_999_999]))
        if dice.random() < 0.5:
            rule["COUNT"] = str(dice.randint(0, 9))
        if dice.random() < 0.3:
            rule["WKST"] = dice.choice(["MO", "SU", "TH"])
        if dice.random() < 0.5:
            rule["BYDAY"] = dice.choice([f"{start:%a}"[:2].upper(), "WE", "MO,TH"])
        until = start + timedelta(days=dice.randint(-1, 90), hours=dice.randint(0, 23))
        yield ";".join(f"{name}={value}" for name, value in rule.items()), start, until


def test_the_times_of_a_rule_by_the_day_or_week_are_those_of_dateutil():
    found = [list(times_of(text, When(at), until, {}, Bounds())) for text, at, until in rules()]
    assert found == [
        list(takewhile(lambda at, until=until: at < until, rrulestr(text, dtstart=start)))
        for text, start, until in rules()
    ]
    assert sum(map(len, found)) > 1000


def test_an_even_rule_is_counted_like_any_other():
    bounds = Bounds()
    until = FIRST + timedelta(days=90)
    times = times_of("FREQ=WEEKLY;COUNT=4", When(FIRST), until, {}, bounds)
    assert (len(list(times)), bounds.found) == (4, 4)
