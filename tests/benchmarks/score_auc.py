"""Does the score foresee who stays in touch? `python tests/benchmarks/score_auc.py FILE...`.

Each FILE is a CSV (or .csv.gz) with the columns `ego,alter,day`: a row for each day on which two
people were in touch, or for each message; `day` counts from any day.

Protocol: the log is cut every 90 days, first after a year of history and as long as 90 full days
follow. What is before a cut ranks an ego's alters; those the ego is in touch with in the 90 days
from the cut on are the ones that should come first. An ego counts at a cut if before it they have
10 or more rows over all alters and 10 or more different alters (in a file of contacts the second
implies the first), and if some alters, but not all, are in touch afterwards. Figures are averaged
over an ego's cuts first and over the egos then, so that every ego weighs the same.

AUC is the chance that an alter who stays in touch is ranked above one who does not, a tie counting
half. P@5 is the share of the first five who stay in touch; among ties, the share to be expected.
The last columns are the mean difference of an ego's AUC and P@5 to the shipped score's, each with
its standard error over the egos. Of several files each has its table, and a last one holds the mean
over the files, whatever their size; its standard error is that of a mean of independent figures.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from statistics import mean, stdev

from tinynet.core import strength

WINDOW = 90  # days, from a cut to the next
FIRST_CUT = 360  # days of history before the first cut
LEAST_ROWS = 10
LEAST_ALTERS = 10
TOP = 5
EMAIL_WEIGHT = 0.5

Days = Sequence[int]  # the days of one tie's rows before the cut, ascending
Score = Callable[[Days, int], float]  # from those and the cut's day
Log = dict[str, dict[str, list[int]]]  # ego -> alter -> days


def read(path: Path) -> Log:
    """The log in a file, every tie's days ascending."""
    log: Log = defaultdict(lambda: defaultdict(list))
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            log[row["ego"]][row["alter"]].append(int(row["day"]))
    for ties in log.values():
        for days in ties.values():
            days.sort()
    return log


# What is compared ---------------------------------------------------------------------------


def evidence(
    days: Days, today: int, weight: float = EMAIL_WEIGHT, half_life: int = strength.HALF_LIFE
) -> float:
    """The sum of decayed credits, one a day."""
    credit = strength.credit(in_person=False, weight=weight, minutes=0, deep=False, people=1)
    return sum(strength.decayed(credit, today - day, half_life) for day in set(days))


def depth(days: Days, today: int) -> float:
    """The shipped depth."""
    return strength.depth(evidence(days, today))


def gap(days: Days) -> float:
    """The shipped usual gap."""
    return strength.usual_gap(days[0], days[-1], len(set(days)))


def warmth(days: Days, today: int) -> float:
    """The shipped warmth."""
    return strength.warmth(today - days[-1], gap(days))


def shipped(days: Days, today: int) -> float:
    """Strength = depth * warmth."""
    return depth(days, today) * warmth(days, today)


RIVALS: dict[str, Score] = {
    "depth alone": depth,
    "exponential decay, half-life 60 d": lambda days, today: sum(
        2 ** ((d - today) / 60) for d in set(days)
    ),
    "distinct days": lambda days, _: len(set(days)),
    "count of rows": lambda days, _: len(days),
    "recency": lambda days, _: days[-1],
}


def variants() -> dict[str, Score]:
    """Simple changes to the shipped formula, one constant or one term at a time.

    A scaled gap is what other WARM_GAPS would give: only their product enters H.
    """

    def horizon(gaps: float) -> Score:
        return lambda days, today: (
            depth(days, today)
            * strength.warmth(today - days[-1], gap(days) * gaps / strength.WARM_GAPS)
        )

    def clamped(least: float, most: float) -> Score:
        return lambda days, today: (
            depth(days, today)
            / (1 + (today - days[-1]) / min(max(strength.WARM_GAPS * gap(days), least), most))
        )

    def half_life(span: int) -> Score:
        return lambda days, today: (
            strength.depth(evidence(days, today, half_life=span)) * warmth(days, today)
        )

    def weight(credit: float) -> Score:
        return lambda days, today: (
            strength.depth(evidence(days, today, credit)) * warmth(days, today)
        )

    def pseudo(invented: float) -> Score:
        return lambda days, today: (
            depth(days, today)
            * strength.warmth(today - days[-1], (days[-1] - days[0] + invented) / len(set(days)))
        )

    return {
        **{f"warmth halves after {k} gaps": horizon(k) for k in (2, 3, 4, 9, 12)},
        **{f"warmth halves after {a}-{b} d": clamped(a, b) for a, b in ((7, 365), (30, 365))},
        **{f"warmth halves after {a}-{b} d": clamped(a, b) for a, b in ((14, 90), (14, 180))},
        "warmth halves after 30 d for all": clamped(30, 30),
        "warmth halves after 60 d for all": clamped(60, 60),
        **{f"half-life {span} d": half_life(span) for span in (60, 90, 180, 730)},
        **{f"pseudo-gap {days} d": pseudo(days) for days in (7, 30, 60)},
        **{f"credit {credit} a day": weight(credit) for credit in (0.1, 0.25, 1.0)},
        "evidence without the logarithm": lambda d, today: evidence(d, today) * warmth(d, today),
    }


# How it is measured -------------------------------------------------------------------------


def auc(good: list[float], bad: list[float]) -> float:
    """The chance that one of `good` is above one of `bad`, a tie counting half."""
    ordered = sorted(bad)
    below = 0.0
    for score in good:
        below += (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2
    return below / (len(good) * len(bad))


def precision(good: list[float], bad: list[float], top: int = TOP) -> float:
    """The share of `good` among the first `top`; expected, where a tie straddles the cut-off."""
    cutoff = sorted(good + bad, reverse=True)[top - 1]
    above = [sum(score > cutoff for score in side) for side in (good, bad)]
    tied = [side.count(cutoff) for side in (good, bad)]
    places = top - sum(above)
    return (above[0] + places * tied[0] / sum(tied)) / top


def cases(log: Log) -> Iterator[tuple[str, int, list[Days], list[bool]]]:
    """Every ego at every cut: the ego, the cut's day, each alter's past, who stays in touch."""
    every = [days for ties in log.values() for days in ties.values()]
    start, end = min(days[0] for days in every), max(days[-1] for days in every)
    for cut in range(start + FIRST_CUT, end - WINDOW + 2, WINDOW):
        for ego, ties in log.items():
            split = [(days, bisect_left(days, cut)) for days in ties.values()]
            pasts: list[Days] = [days[:at] for days, at in split if at]
            stays = [bisect_left(days, cut + WINDOW) > at for days, at in split if at]
            enough = sum(map(len, pasts)) >= LEAST_ROWS and len(pasts) >= LEAST_ALTERS
            if enough and any(stays) and not all(stays):
                yield ego, cut, pasts, stays


Figures = dict[str, tuple[float, float]]  # ego -> mean AUC, mean P@5


def measure(score: Score, todo: list[tuple[str, int, list[Days], list[bool]]]) -> Figures:
    """The mean AUC and P@5 of every ego over their cuts."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for ego, cut, pasts, stays in todo:
        scores = [score(days, cut) for days in pasts]
        good = [s for s, stay in zip(scores, stays, strict=True) if stay]
        bad = [s for s, stay in zip(scores, stays, strict=True) if not stay]
        found[ego].append((auc(good, bad), precision(good, bad)))
    return {
        ego: (mean(a for a, _ in cuts), mean(p for _, p in cuts)) for ego, cuts in found.items()
    }


Line = tuple[tuple[float, float], ...]  # AUC, P@5 and both differences, each with its error


def line(figures: Figures, base: Figures) -> Line:
    """The means over the egos, and of the differences to `base`, each with its standard error."""
    columns = [[ego[i] for ego in figures.values()] for i in (0, 1)]
    columns += [[figures[ego][i] - base[ego][i] for ego in base] for i in (0, 1)]
    return tuple((mean(c), stdev(c) / sqrt(len(c))) for c in columns)


def mean_line(lines: Sequence[Line]) -> Line:
    """The mean of the lines of several logs, a log weighing what any other does."""
    return tuple(
        (mean(value for value, _ in cells), sqrt(sum(e * e for _, e in cells)) / len(cells))
        for cells in zip(*lines, strict=True)
    )


def show(title: str, table: dict[str, Line]) -> None:
    """Print a table in Markdown; the first line is what the others are compared with."""
    print(f"\n{title}\n\n| ranking | AUC | P@5 | AUC to shipped | P@5 to shipped |")
    print("|---|---|---|---|---|")
    for number, (name, found) in enumerate(table.items()):
        cells = [f"{value:.3f} ± {error:.3f}" for value, error in found[:2]]
        cells += [f"{value:+.4f} ± {error:.4f}" if number else "" for value, error in found[2:]]
        print(f"| {name} | {' | '.join(cells)} |")


def table_of(log: Log, rivals: dict[str, Score]) -> tuple[str, dict[str, Line]]:
    """What a log holds, in words, and its table."""
    todo = list(cases(log))
    cuts = sorted({cut for _, cut, _, _ in todo})
    base = measure(shipped, todo)
    title = (
        f"{len(base)} egos, {len(cuts)} cuts (day {cuts[0]} to {cuts[-1]}), {len(todo)} rankings"
    )
    ties = [days for alters in log.values() for days in alters.values()]
    if all(len(days) == len(set(days)) for days in ties):
        title += "; a row is a day, so count of rows and distinct days are the same"
    table = {"depth x warmth (shipped)": line(base, base)}
    table |= {name: line(measure(score, todo), base) for name, score in rivals.items()}
    return title, table


def main() -> None:
    """Print a table for each log, and their mean."""
    parser = argparse.ArgumentParser(description="Does the score foresee who stays in touch?")
    parser.add_argument("files", type=Path, nargs="+", help="ego,alter,day as .csv or .csv.gz")
    parser.add_argument("--variants", action="store_true", help="simple changes to the formula")
    asked = parser.parse_args()
    tables = []
    for file in asked.files:
        title, table = table_of(read(file), variants() if asked.variants else RIVALS)
        show(f"{file.name}: {title}", table)
        tables.append(table)
    if len(tables) > 1:
        means = {name: mean_line([table[name] for table in tables]) for name in tables[0]}
        show(f"mean of {len(tables)} logs", means)


if __name__ == "__main__":
    main()
