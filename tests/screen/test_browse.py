from __future__ import annotations

import asyncio
import fcntl
import io
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from command_line import Terminal, Tinynet
from demo_network import demo
from doc_screens import FONTS

pytest.importorskip("textual", reason="in the extra screen")

import textual.app
import textual.pilot
from rich.text import Text
from textual import events

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.errors import TinynetError
from tinynet.screen import app, calls
from tinynet.screen.app import ScreenApp, add_hint
from tinynet.screen.forms import keys

PICTURE = Path(__file__).parents[2] / "docs" / "screens" / "browse.svg"
SIZE = (80, 24)
STILL = 4  # looks in a row that find nothing to wait for: what is done may ask for more
Play = Callable[["Walk"], Awaitable[None]]


class Walk:
    """A screen, and the keys that are pressed on it."""

    def __init__(self, screen_app: ScreenApp, pilot: object) -> None:
        self.app, self.pilot = screen_app, pilot

    async def press(self, *keys: str) -> Walk:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self

    async def type(self, text: str) -> Walk:
        return await self.press(*("space" if letter == " " else letter for letter in text))

    async def paste(self, text: str) -> Walk:
        """A whole line at once, for which no key is waited."""
        self.app.focused.post_message(events.Paste(text))
        return await self.settle()

    async def until(self, is_so: Callable[[str], bool]) -> None:
        """Wait for what comes in its own time, but not for ever."""
        for _ in range(100):
            if is_so(self.text):
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.text)

    async def settle(self) -> Walk:
        """Until nothing runs in the background, unless that waits for an answer."""
        still = 0
        while still < STILL:
            await self.pilot.pause(0)
            still += 1
            while len(self.app.screen_stack) == 1 and any(
                worker.is_running for worker in self.app.workers
            ):
                await self.pilot.pause(0.005)
                still = 0
        return self

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001  as export_screenshot
        return "\n".join("".join(part.text for part in line).rstrip() for line in strips)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo(Tinynet(tmp_path_factory.mktemp("friends"))).folder


@pytest.fixture
def here(made_once: Path, tmp_path: Path) -> Tinynet:
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    return Tinynet(tmp_path)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody scrolls or types on here who would have to be waited for."""
    monkeypatch.setattr(app, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(app, "TYPING_SECONDS", 0)
    monkeypatch.setattr(app, "LOOK_SECONDS", 0.3)
    # Textual waits 20 ms at each key for the processor to be idle; `settle` knows what is left.
    monkeypatch.setattr(textual.app, "wait_for_idle", asyncio.sleep)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", asyncio.sleep)


def walk(
    tinynet: Tinynet, play: Play, size: tuple[int, int] = SIZE, *, colour: bool = True
) -> None:
    quiet = [io.StringIO() for _ in range(3)]
    env = Env(tinynet.environ, ["browse"], stdin=quiet[0], stdout=quiet[1], stderr=quiet[2])
    env.colour = colour

    async def main() -> None:
        shown = ScreenApp(env)
        async with shown.run_test(size=size) as pilot:
            await play(await Walk(shown, pilot).settle())

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
                                │ Tue 16 Dec 2025  drinks  2h  #24
                                │ Tue 25 Nov 2025  drinks  2h  #18
                                │ Tue 11 Nov 2025  drinks  2h  #15
                                │ Tue 21 Oct 2025  drinks  2h  #13
                                │ Mon 22 Sep 2025  drinks  2h  #10
                                │ Mon 8 Sep 2025   drinks  2h  #9
                                │ Mon 18 Aug 2025  drinks  2h  #8
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


def test_clicks_choose_and_open_people_and_leave_headings_alone(here: Tinynet) -> None:
    for circle, who in (
        ("inner", "anne yusuf"),
        ("close", "caroline mei jonas"),
        ("village", "farah"),
    ):
        for handle in who.split():
            here.ok(f"edit {handle} --circle {circle} --yes")

    async def play(screen: Walk) -> None:
        people = screen.app.query_one("#people")
        await screen.press("tab", "tab")
        headings = [at for at, row in enumerate(people.rows) if row.heading]

        async def click(line: int, times: int = 1) -> str | None:
            """Click a line of those that are seen; what is chosen then."""
            await screen.pilot.click("#people", offset=(3, line), times=times)
            await screen.settle()
            return people.chosen.name

        first, second = people.rows[1].name, people.rows[2].name
        assert headings[:2] == [0, 4]
        assert await click(2) == second
        assert await click(0) == second
        assert await click(0, times=2) == second
        assert await click(headings[1], times=2) == second
        assert screen.app.focused.id == "people"
        assert await click(1) == first
        people.scroll_to(y=headings[1] + 1, animate=False)  # its heading is just out of view
        await screen.settle()
        assert await click(0, times=2) == people.rows[headings[1] + 1].name
        assert screen.app.focused.id == "person"
        assert people.chosen.name in screen.text.splitlines()[1]

    walk(here, play, (80, 12))


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
        await screen.paste("it's his son's school")
        assert "u takes it back" in (await screen.press("enter")).text
        await screen.press("p")
        await screen.paste("walk")
        assert "Planned: walk with Henrik" in (await screen.press("enter")).text
        await screen.press("s")
        await screen.paste("2w")
        assert "u takes it back" in (await screen.press("enter")).text
        assert "u takes it back" in (await screen.press("x")).text
        await screen.press("a")
        await screen.paste("Zoe Li")
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
        await screen.paste("jugglling")
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
            await screen.paste("hello")
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
        await screen.paste("walk")
        await screen.press("end")
        await screen.paste("max")
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


def test_the_keys_are_shown_and_esc_goes_back(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        assert "Do again what was taken back" in (await screen.press("question_mark")).text
        assert "[due]" in (await screen.press("escape")).text

    walk(here, play)


BY_NAME = (
    ("log", "tinynet log  henrik"),
    ("note", "tinynet note henrik"),
    ("plan", "tinynet plan  henrik"),
    ("snooze", "tinynet snooze henrik"),
    ("edit", "The editor needs the terminal"),
    ("add", 'tinynet add ""'),
    ("find", "find:"),
    ("keys", "Move, or scroll"),
    ("skip", "u takes it back"),
    ("undo", "took back"),
    ("redo", "did again"),
    ("circles", "[circles]"),
    ("everybody", "[everybody]"),
    ("upcoming", "[upcoming]"),
    ("plans", "[plans]"),
    ("due", "[due]"),
)


def test_the_palette_does_what_it_names(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.press("ctrl+p")
        await screen.paste("everybody")
        await screen.until(lambda text: "everybody:" in text)
        await screen.press("enter")
        await screen.until(lambda text: "[everybody]" in text)
        for name, shown in BY_NAME:
            hits = [hit async for hit in keys.Actions(screen.app.screen).search(name)]
            await max(hits, key=lambda hit: hit.score).command()
            await screen.until(lambda text, shown=shown: shown in text)
            await screen.press("escape")

    walk(here, play)
    assert {name for name, _ in BY_NAME} | {"leave", "shell"} == {
        text.partition(":")[0] for text, _ in keys.named_actions()
    }


def test_what_another_shell_writes_is_shown_soon(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        here.ok("log call jonas")
        await screen.until(lambda text: "Jonas" not in text)
        assert "changed elsewhere" in screen.text

    walk(here, play)


def test_a_database_that_vanishes_or_is_damaged_is_said_and_nobody_seems_to_be_lost(
    here: Tinynet,
) -> None:
    async def play(screen: Walk) -> None:
        away = here.path.parent.rename(here.path.parent.with_suffix(".away"))
        await screen.until(lambda text: "not there any more" in text)
        away.rename(here.path.parent)
        await screen.until(lambda text: "> Henrik" in text)
        here.path.write_bytes(here.path.read_bytes()[:8192] + b"\0" * 200_000)
        await screen.until(lambda text: "is damaged" in text)
        await screen.press("tab")
        await screen.until(lambda text: "is damaged" in text)
        assert "nobody yet" not in screen.text

    walk(here, play)


class Window:
    """A terminal of its own with the full screen in it."""

    def __init__(self, tinynet: Tinynet) -> None:
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(slave)
        environ = {**tinynet.environ, "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", TAKES_THE_TERMINAL, sys.executable, "-m", "tinynet", "browse"],
            stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True,
        )  # fmt: skip
        self.slave = slave
        shown = b""
        while b"Henrik" not in shown:
            shown += os.read(self.master, 65_536)

    def drain(self) -> None:
        """Read on, as a terminal does."""
        with suppress(OSError):
            while os.read(self.master, 65_536):
                pass


TAKES_THE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_the_terminal_is_as_it_was(
    here: Tinynet, number: signal.Signals
) -> None:
    window = Window(here)
    reader = threading.Thread(target=window.drain, daemon=True)
    reader.start()
    window.process.send_signal(number)
    assert window.process.wait(60) == 128 + number
    assert termios.tcgetattr(window.slave) == window.before


def test_a_closed_window_ends_it(here: Tinynet) -> None:
    window = Window(here)
    os.close(window.slave)
    os.close(window.master)
    assert window.process.wait(60) == 128 + signal.SIGHUP


def test_small_windows_show_one_pane_or_a_sentence(here: Tinynet) -> None:
    async def narrow(screen: Walk) -> None:
        assert "What happened" not in screen.text
        assert screen.text.splitlines()[-1].strip() == "l log  u undo  / find  ? keys  q leave"
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


@pytest.mark.parametrize(
    ("lines", "columns", "shown"),
    [
        (["Next due Sun 27", "Dec."], 80, ["Next due Sun 27", "Dec. · u takes it back"]),
        (["coffee  #9", "  Anne: due"], 80, ["coffee  #9 · u takes it back", "  Anne: due"]),
        (["coffee  #9", "  Anne: due"], 20, ["coffee  #9", "u takes it back", "  Anne: due"]),
    ],
)  # fmt: skip
def test_how_it_is_taken_back_breaks_no_sentence(
    lines: list[str], columns: int, shown: list[str]
) -> None:
    said = [Text(line) for line in lines]
    add_hint(said, "u takes it back", columns)
    assert [text.plain for text in said] == shown


@pytest.mark.parametrize("how", ["--no-color", "NO_COLOR"])
def test_without_colours_there_is_none(here: Tinynet, how: str) -> None:
    def coloured(screen: Walk) -> set[str]:
        strips = screen.app.screen._compositor.render_strips()  # noqa: SLF001  as above
        styles = [part.style for line in strips for part in line if part.style]
        pairs = {(style.color, style.bgcolor) for style in styles}
        return {str(one.name) for pair in pairs for one in pair if one and one.name != "default"}

    async def plain(screen: Walk) -> None:
        assert coloured(screen) == set()
        assert "> Henrik" in screen.text

    async def colour(screen: Walk) -> None:
        assert coloured(screen) != set()

    walk(here, colour)
    if how == "NO_COLOR":
        here.environ["NO_COLOR"] = "1"
    walk(here, plain, colour=how == "NO_COLOR")


def test_q_leaves(here: Tinynet) -> None:
    async def play(screen: Walk) -> None:
        await screen.press("q")
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
    here.environ["TERM"] = "dumb"
    assert here("browse").err == (
        "tinynet: This terminal writes line after line only.\nThere: tinynet due\n"
    )
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
