from __future__ import annotations

import asyncio
import fcntl
import io
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from command_line import Terminal, Tinynet
from demo_network import demo
from doc_screens import FONTS

pytest.importorskip("textual", reason="in the extra screen")

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.errors import TinynetError
from tinynet.screen import calls
from tinynet.screen.app import ScreenApp

PICTURE = Path(__file__).parents[2] / "docs" / "screens" / "browse.svg"
SIZE = (80, 24)
Play = Callable[["Walk"], Awaitable[None]]


class Walk:
    """A screen, and the keys that are pressed on it."""

    def __init__(self, app: ScreenApp, pilot: object) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> Walk:
        await self.pilot.press(*keys)
        return await self.settle()

    async def type(self, text: str) -> Walk:
        return await self.press(*("space" if letter == " " else letter for letter in text))

    async def settle(self) -> Walk:
        for _ in range(3):
            await self.pilot.pause(0.06)
            for _ in range(100):
                if not any(worker.is_running for worker in self.app.workers):
                    break
                if len(self.app.screen_stack) > 1:
                    break
                await self.pilot.pause(0.02)
        return self

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001  as export_screenshot
        return "\n".join("".join(part.text for part in line).rstrip() for line in strips)


@pytest.fixture
def here(tmp_path: Path) -> Tinynet:
    return demo(Tinynet(tmp_path))


def walk(tinynet: Tinynet, play: Play, size: tuple[int, int] = SIZE) -> None:
    quiet = [io.StringIO() for _ in range(3)]
    env = Env(tinynet.environ, ["browse"], stdin=quiet[0], stdout=quiet[1], stderr=quiet[2])

    async def main() -> None:
        app = ScreenApp(env)
        async with app.run_test(size=size) as pilot:
            await play(await Walk(app, pilot).settle())

    asyncio.run(main())


FIRST = """\
[due]  everybody   circles   upcoming   plans
> Henrik  overdue, 2 months ago │ Henrik  henrik  close circle
  Jonas    overdue, 7 weeks ago │ last seen  2 months ago  Tue 16 Dec 2025, us…
  Daniel      due, 7 months ago │ met        the climbing wall
  Yusuf   overdue, 8 months ago │ next time  how is the flat in Bergen?
  Caroline              not yet │
                                │ Tue 16 Dec 2025  drinks  2h
                                │ Tue 25 Nov 2025  drinks  2h
                                │ Tue 11 Nov 2025  drinks  2h
                                │
                                │ to ask
                                │   You wanted to bring up: "how is the flat i…
                                │   Who is at home with you these days?        ▇
                                │ What happened
                                │ Tue 16 Dec 2025  drinks  henrik  2h    #24
                                │ Tue 25 Nov 2025  drinks  henrik  2h    #18
                                │ Tue 11 Nov 2025  drinks  henrik  2h    #15
                                │ Tue 21 Oct 2025  drinks  henrik  2h    #13
                                │ Mon 22 Sep 2025  drinks  henrik  2h    #10
                                │ Mon 8 Sep 2025   drinks  henrik  2h    #9
                                │ Mon 18 Aug 2025  drinks  henrik  2h    #8
                                │

l log  n note  p plan  s snooze  x skip  a add  u undo  / find  ? keys  q leave"""


def test_the_first_screen_and_its_picture(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        assert screen.text == FIRST
        drawn = FONTS.sub("", screen.app.export_screenshot())  # it would ask for them elsewhere
        assert drawn == PICTURE.read_text(encoding="utf-8")

    walk(here, play)


def test_keys_move_and_open_and_tab_goes_through_the_lists(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        assert "> Jonas " in (await screen.press("j")).text
        assert "> Daniel " in (await screen.press("down")).text
        assert "> Jonas " in (await screen.press("k")).text
        assert "> Henrik" in (await screen.press("up")).text
        await screen.press("enter")
        assert screen.app.focused.id == "person"
        await screen.press("escape")
        assert screen.app.focused.id == "people"
        for name, line in (
            ("everybody", "  Ruth               2 days ago"),
            ("circles", "  inner                  1 of 5"),
            ("upcoming", "> Grace"),
            ("plans", "Nothing is planned"),
            ("due", "> Henrik"),
        ):
            shown = (await screen.press("tab")).text
            assert f"[{name}]" in shown
            assert line in shown
        await screen.pilot.click("#circles")
        await screen.settle()
        assert "[circles]" in screen.text

    walk(here, play)


def test_a_log_is_completed_written_and_taken_back_again(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        shown = (await screen.press("l")).text
        assert "tinynet log  henrik" in shown
        assert "tab: coffee" in shown
        await screen.type("cof")
        await screen.press("tab")
        assert "tinynet log coffee henrik" in screen.text
        await screen.press("enter")
        assert "coffee with Henrik  today, 1h  #73 · u takes it back" in screen.text
        assert "> Jonas" in screen.text
        await screen.press("u")
        assert "took back: log coffee henrik · U does it again" in screen.text
        assert "Henrik" in screen.text.splitlines()[1]
        await screen.press("U")
        assert "did again: log coffee henrik · u takes it back" in screen.text

    walk(here, play)
    assert here.ok("history henrik --limit 1").out.split("\t")[2] == "coffee"


def test_note_plan_snooze_skip_and_add_write_what_was_typed(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.press("n")
        await screen.type("it's his son's school")
        assert "u takes it back" in (await screen.press("enter")).text
        await screen.press("p")
        await screen.type("walk")
        assert "Planned: walk with Henrik" in (await screen.press("enter")).text
        await screen.press("s")
        await screen.type("2w")
        assert "u takes it back" in (await screen.press("enter")).text
        assert "u takes it back" in (await screen.press("x")).text
        await screen.press("a")
        await screen.type("Zoe Li")
        assert "Zoe Li is zoe-l · u takes it back" in (await screen.press("enter")).text

    walk(here, play)
    labels = [row.split("\t")[2] for row in here.ok("undo --list --plain").out.splitlines()]
    assert labels[:5] == [
        "add Zoe Li",
        "skip jonas",
        "snooze henrik 2w",
        "plan walk henrik",
        "note henrik it's his son's school",
    ]


def test_what_is_wrong_is_said_and_the_line_stays(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.press("l")
        await screen.type("jugglling")
        await screen.press("enter")
        assert "tinynet log jugglling henrik" in screen.text
        assert "! There is no kind" in screen.text
        await screen.press("escape")
        assert "jugglling" not in screen.text

    walk(here, play)


def test_a_lock_held_elsewhere_is_said_and_nothing_is_lost(
    here: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tinynet.db import files

    monkeypatch.setattr(files.Lock.__init__, "__defaults__", (0.1,))
    with open(f"{here.path}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        async def play(screen: Walk) -> None:
            await screen.press("n")
            await screen.type("hello")
            await screen.press("enter")
            assert "is being written" in screen.text
            assert "tinynet note henrik hello" in screen.text

        walk(here, play)


def test_somebody_ambiguous_is_asked_for(here: Tinynet) -> None:
    here.ok("add 'Henrik Berg' --yes")
    here.ok("add 'Max Frisch' --handle mf --yes")
    here.ok("add 'Max Born' --handle mb --yes")

    async def play(screen: Walk) -> None:
        await screen.press("p")
        await screen.press("end", "backspace", "backspace", "backspace", "backspace", "backspace",
                           "backspace")  # fmt: skip
        await screen.press("home")
        await screen.type("walk")
        await screen.press("end")
        await screen.type("max")
        await screen.press("enter")
        assert '"max" could be:' in screen.text
        await screen.press("enter")
        assert "Planned: walk with Max" in screen.text

    walk(here, play)


def test_finding_filters_while_one_types(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.press("slash")
        await screen.type("climb")
        assert "> Henrik" in screen.text
        assert "Jonas" not in screen.text
        await screen.press("enter")
        assert "find:" not in screen.text
        await screen.press("escape")
        assert "Jonas" in screen.text

    walk(here, play)


def test_the_editor_has_the_terminal_meanwhile(
    here: Tinynet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i \'s/^name = .*/name = "Henrik Berg"/\' "$1"\n')
    editor.chmod(0o700)
    here.environ["EDITOR"] = str(editor)
    monkeypatch.setattr(ScreenApp, "suspend", lambda _: nullcontext())

    async def play(screen: Walk) -> None:
        await screen.press("e")
        assert "> Henrik Berg" in screen.text
        assert "u takes it back" in screen.text

    walk(here, play)


def test_keys_and_palette_name_every_action(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.press("question_mark")
        assert "Do again what was taken back" in screen.text
        await screen.press("escape")
        await screen.press("ctrl+p")
        await screen.type("skip")
        await screen.press("escape", "escape")
        assert "[due]" in screen.text

    walk(here, play)


def test_what_another_shell_writes_is_shown_within_two_seconds(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        here.ok("log call jonas")
        await screen.pilot.pause(1.3)
        await screen.settle()
        assert "Jonas" not in screen.text
        assert "changed elsewhere" in screen.text

    walk(here, play)


def test_small_windows_show_one_pane_or_a_sentence(here: Tinynet) -> None:
    async def narrow(screen: Walk) -> None:
        assert "What happened" not in screen.text
        await screen.press("enter")
        assert "What happened" in screen.text
        await screen.press("escape")
        assert "What happened" not in screen.text

    async def tiny(screen: Walk) -> None:
        assert " ".join(screen.text.split()) == (
            "The window is too small: 40 by 10 is the least. q leaves."
        )

    walk(here, narrow, (50, 20))
    walk(here, tiny, (20, 5))


def test_q_leaves(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.pilot.press("q")
        assert screen.app.return_code == 0

    walk(here, play)


def test_nobody_yet_is_said(tmp_path: Path) -> None:
    async def play(screen: Walk) -> None:
        assert "Nobody is due today." in screen.text
        await screen.press("l")
        assert "Choose somebody first." in screen.text

    walk(Tinynet(tmp_path), play)


def test_without_a_terminal_or_with_a_format_it_says_what_to_use(here: Tinynet) -> None:
    piped = here("browse")
    assert (piped.code, piped.out) == (2, "")
    assert piped.err == ("tinynet: browse needs a terminal.\nIn a pipe or a script: tinynet due\n")
    asked = here("browse --json")
    assert asked.code == 2
    assert "tinynet due --json" in asked.err


def test_without_the_extra_one_sentence_says_what_to_install(
    here: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from tinynet.cli import env as envs

    monkeypatch.setattr(envs, "is_terminal", lambda _: True)
    monkeypatch.delitem(sys.modules, "tinynet.screen.app")
    monkeypatch.setitem(sys.modules, "textual", None)
    monkeypatch.setitem(sys.modules, "textual.app", None)
    err = Terminal()
    run = Env(here.environ, ["browse"], stdin=Terminal(), stdout=Terminal(), stderr=err)
    assert boundary.run(run, ["browse"]) == 1
    assert "needs textual, which is not installed" in err.getvalue().replace("\n", " ")


def test_a_mistake_in_tinynet_is_an_error_of_ours(here: Tinynet) -> None:
    env = Env(here.environ, [], stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO())
    with pytest.raises(boundary.TinynetError, match="The system refused it"):
        calls.explained(env, lambda: (_ for _ in ()).throw(OSError(28, "No space left")))


@pytest.mark.parametrize("line", [["show", "nobody"], ["history"], ["log", "coffee", "nobody"]])
def test_a_line_leaves_no_database_open(
    here: Tinynet, line: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Env] = []
    owner = Env(here.environ, ["browse"])
    asked = calls.Calls(owner)
    env = asked.env

    def noting(*words: object, **more: object) -> Env:
        made.append(env(*words, **more))
        return made[-1]

    monkeypatch.setattr(asked, "env", noting)
    with suppress(TinynetError):
        asked.write(line, {}, 80)
    asked.shown("history", 80)
    stores = [store for one in made for store in one.opened]
    assert stores
    for store in stores:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            store.connection.execute("SELECT 1")
