"""A progress bar for work over a second, on stderr and on a terminal only."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tinynet.cli.env import Env, is_terminal

PATIENCE = 1.0  # seconds before there is a bar
STEP = 50  # items between two looks at the clock

T = TypeVar("T")


def tracked(env: Env, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """The items, one by one; on a terminal a bar with count and rate once that takes over a second.

    Args:
        env: For stderr and whether to colour.
        items: What is worked through.
        total: How many there are, roughly.
        doing: What is done to them, "Reading cards".
    """
    if not is_terminal(env.stderr):
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    start = time.monotonic()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        console=Console(file=env.stderr, no_color=not env.colour or None, highlight=False),
        transient=True,
    )
    task = bar.add_task(doing, total=total, rate="")
    try:
        for number, item in enumerate(items):
            if number % STEP == 0 and (spent := time.monotonic() - start) > PATIENCE:
                bar.start()
                bar.update(task, completed=number, rate=f"{number / spent:,.0f}/s")
            yield item
    finally:
        bar.stop()
