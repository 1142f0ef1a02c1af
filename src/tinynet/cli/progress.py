"""Show a progress bar for work over a second, on stderr and on a terminal only."""

from __future__ import annotations

import time

from tinynet.cli.env import is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from threading import Event
    from typing import TypeVar

    from tinynet.cli.env import Env

    T = TypeVar("T")

PATIENCE = 1.0  # seconds before there is a bar
STEP = 0.1  # seconds between two looks at how far it is


def tracked(
    env: Env,
    items: Iterable[T],
    total: int | None,
    doing: str,
    done: Callable[[], int] | None = None,
) -> Iterator[T]:
    """Yield the items, with a progress bar on a terminal once that takes over a second.

    It tells how many are done, how many a second, and how long the rest will take.

    Args:
        env: For stderr and whether to colour.
        items: What is worked through.
        total: How many there are, roughly; None if unknown.
        doing: What is done to them, "Reading cards".
        done: How many are done, where the items do not tell: megabytes, of a file that is read to
            its end before there is any item.
    """
    if not is_terminal(env.stderr):
        yield from items
        return
    from threading import Event, Thread

    count, stop = [0], Event()
    watcher = Thread(
        target=_show, args=(env, stop, total, doing, done or (lambda: count[0])), daemon=True
    )
    watcher.start()
    try:
        for item in items:
            yield item
            count[0] += 1
    finally:
        stop.set()
        watcher.join()


def _show(env: Env, stop: Event, total: int | None, doing: str, done: Callable[[], int]) -> None:
    """Draw the bar until all is done, or nothing if that is soon."""
    start = time.monotonic()
    if stop.wait(PATIENCE):
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(file=env.stderr, no_color=not env.colour or None, highlight=False),
        transient=True,
    ) as bar:
        task = bar.add_task(doing, total=total, rate="")
        while not stop.wait(STEP):
            now = done()
            rate = f"{now / (time.monotonic() - start):,.0f}/s"
            bar.update(task, completed=now, rate=rate)
