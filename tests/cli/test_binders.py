"""The fast lane and Typer bind a command line to the same call, or the fast lane leaves it."""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Callable
from typing import Any

import pytest
import typer

from tinynet.cli import app, fastlane
from tinynet.cli.commands import COMMANDS, COMMON
from tinynet.cli.env import Env
from tinynet.cli.typer_click import ClickException
from tinynet.output.answer import Answer

DAILY = ("due", "log", "add", "prompt", "rank", "list", "history")
CLICK_ERRORS = (ClickException, typer.Exit, typer.Abort)  # a refusal, or --help
LINES = 14_000
WORDS = (
    "anne", "Anne Baker", "coffee", "-", "--", "", "12", "2w", "yesterday", "élodie", "a=b", "x y",
    "-x", "-f", "json", "--on=fri", "--lim", "--no-such", "-1", "--json", "美咲", "\t", "--help",
)  # fmt: skip


class Recorded(Exception):  # noqa: N818  no error, but the way out with what was bound
    """What Typer would have called."""

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__()
        self.given = given


def whole(function: Callable[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """A call's arguments with the defaults of those that are not given."""
    positions, options = fastlane.signature(function)
    defaults = {name: value for name, value in {**positions, **options}.items() if value is not ...}
    return {**defaults, **given}


@pytest.fixture
def by_typer(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], dict[str, Any] | None]:
    """Binds a command line by Typer; None where Typer does not call the command."""
    env = Env({}, stdout=io.StringIO(), stderr=io.StringIO())
    seen: dict[str, Any] = {}
    monkeypatch.setattr(env, "apply_options", seen.update)
    load = fastlane.load

    def recorder(name: str) -> Callable[..., Answer]:
        function = load(name)

        @functools.wraps(function)
        def record(_env: Env, **given: Any) -> Answer:
            raise Recorded(whole(function, given))

        return record

    monkeypatch.setattr(fastlane, "load", recorder)
    made = {name: app.command(env, name) for name in COMMANDS}
    monkeypatch.setattr(fastlane, "load", load)
    monkeypatch.setattr(app, "command", lambda _env, name: made[name])
    group = app.build(env)

    def bind(line: list[str]) -> dict[str, Any] | None:
        seen.clear()
        try:
            group.main(line, prog_name="tinynet", standalone_mode=False)
        except Recorded as recorded:
            common = {key: value for key, value in seen.items() if value not in {None, False}}
            return {"given": recorded.given, "common": common}
        except CLICK_ERRORS:
            return None
        return None

    return bind


def random_line(dice: random.Random, command: str) -> list[str]:
    """A command line that is mostly sensible, with its parts in any order."""
    positions, options = fastlane.signature(fastlane.load(command))
    flags = {**options, **{name: False if flag else None for name, flag in COMMON.items()}}
    parts: list[list[str]] = []
    for _ in range(dice.choice((0, 1, 1, 2, 2, 3, 5))):
        name = dice.choice(list(flags))
        spelled = "--" + name.rstrip("_").replace("_", "-")
        value = dice.choice(WORDS[:4] if dice.random() < 0.7 else WORDS)
        parts.append([spelled] if flags[name] is False else [spelled, value])
    most = len(positions) + 2 if positions else dice.choice((0, 0, 0, 1))
    parts += [
        [dice.choice(WORDS[:4] if dice.random() < 0.85 else WORDS)]
        for _ in range(dice.randint(0, most))
    ]
    dice.shuffle(parts)
    return [command, *(word for part in parts for word in part)]


def test_both_binders_agree_on_thousands_of_command_lines(
    by_typer: Callable[[list[str]], dict[str, Any] | None],
) -> None:
    dice = random.Random(20260301)
    bound = 0
    for number in range(LINES):
        command = dice.choice(DAILY) if number % 4 else dice.choice(list(COMMANDS))
        line = random_line(dice, command)
        fast = fastlane.bind(line)
        if fast is None:
            continue
        function, given, common = fast
        bound += 1
        assert by_typer(line) == {"given": whole(function, given), "common": common}, line
    assert bound >= 5_000


@pytest.mark.parametrize(
    "line",
    [
        "", "--help", "due --help", "nonsense", "due --lim 3", "due -fjson", "log", "undo 1 2",
        "due --limit", "due --limit=3", "log coffee -- anne", "log coffee anne --on", "add",
        "due --limit 3 --limit 4", "log coffee anne --note -", "due --db ''",
    ],
)  # fmt: skip
def test_the_fast_lane_leaves_what_it_does_not_fully_understand(line: str) -> None:
    import shlex

    words = shlex.split(line)
    if words and words[0] == "log" and words[1:] == []:
        assert fastlane.bind(words) is not None  # `log` alone is the command's to refuse
    else:
        assert fastlane.bind(words) is None


def test_the_fast_lane_binds_a_plain_log() -> None:
    bound = fastlane.bind(["log", "coffee", "anne", "bob", "--on", "fri", "--deep", "--json"])
    assert bound is not None
    assert bound[1:] == (
        {"kind": "coffee", "who": ("anne", "bob"), "on": "fri", "deep": True},
        {"json": True},
    )
