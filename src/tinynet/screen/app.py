"""The full screen itself: what is shown where, and what a key starts.

Whatever takes time runs in a thread, so that the screen never stands still: a line waits there for
the lock of another program, and stays as it was typed.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.filter import NoColor
from textual.screen import Screen
from textual.widgets import Static

from tinynet.cli.boundary import with_full_stop
from tinynet.cli.env import Env
from tinynet.errors import AmbiguousPersonError, TinynetError
from tinynet.output.text import clean_lines, wrap_message
from tinynet.screen import rules
from tinynet.screen.actions import NEEDS_SOMEBODY, Start, start
from tinynet.screen.calls import Calls, Done
from tinynet.screen.forms.choice import Choice
from tinynet.screen.forms.keys import Actions, KeyList
from tinynet.screen.forms.line import FIND, Line
from tinynet.screen.keymap import KEYS, WITH_ROOM
from tinynet.screen.panes.people import People
from tinynet.screen.panes.person import Reading

T = TypeVar("T")
LOOK_SECONDS = 1.0  # between two looks at whether the database was changed
PAUSE_SECONDS = 0.05  # before a person is read, so that scrolling does not wait for them
TYPING_SECONDS = 0.1  # the same before a search
HANG_UP_SECONDS = 10.0  # for a line that is being written when the terminal is closed
PATIENCE_SECONDS = 0.5  # before it says that it waits
FOUND_MOST = "300"
NARROW, TINY = (
    64,
    (40, 10),
)  # columns below which one pane is shown; columns and lines below which none
SAID_LINES = 3
HINTS = [(key, f"{key.shown} {key.word}") for key in KEYS if key.word]
ALL_HINTS = sum(len(text) + 2 for _, text in HINTS) - 2  # columns that all of them take
CHANGED = "The database was changed elsewhere; this is how it is now."
GONE = "! The database is not there any more; what you write now would begin a new one."
BACK = {"undo": "U does it again", "redo": "u takes it back"}


def later(
    app: App[Any], work: Callable[[], Any], *, group: str = "default", exclusive: bool = False
) -> None:
    """Do something in the background; an `exclusive` work ends what its group still does."""
    run: Any = app.run_worker
    run(work, group=group, exclusive=exclusive)


class Tab(Static):
    """The name of a list, which shows it when it is clicked."""

    def on_click(self) -> None:
        """Show the list."""
        later(self.app, partial(self.app.run_action, f"app.show_list('{self.id}')"))


def add_hint(lines: list[Text], hint: str, columns: int) -> None:
    """Add what a key does to the end of the first paragraph; what is indented comes after that."""
    indented = (at for at, line in enumerate(lines) if at and line.plain.startswith(" "))
    end = next(indented, len(lines))
    if lines[end - 1].cell_len + len(hint) + 3 <= columns:
        lines[end - 1].append(f" · {hint}", style="dim")
    else:
        lines.insert(end, Text(hint, style="dim"))


class KeyHint(Static):
    """A key and its word, which do the same when they are clicked."""

    def on_click(self) -> None:
        """Do it."""
        later(self.app, partial(self.app.run_action, f"app.{self.name}"))


class ScreenApp(App[int]):
    """People on the left, one of them on the right, and a line below.

    Args:
        env: The environment of `tinynet browse`.
    """

    TITLE = "tinynet"
    CSS_PATH = "screen.tcss"
    COMMANDS: ClassVar[set[Any]] = {Actions}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.key, key.action, key.word, show=False) for key in KEYS),
        Binding("tab", "tab(1)", show=False, priority=True),
        Binding("shift+tab", "tab(-1)", show=False, priority=True),
        Binding("escape", "step_back", show=False),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, env: Env) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.calls = Calls(env)
        if not self.calls.colour and not self.no_color:  # --no-color, which Textual does not know
            self.no_color = True
            self._filters.append(NoColor())
        self.list = rules.LISTS[0]
        self.sought = ""
        self.seen: tuple[object, ...] = ()
        self.writing = False
        self.failure: Exception | None = None

    def compose(self) -> ComposeResult:
        """What there is, from the top to the bottom."""
        with Horizontal(id="tabs"):
            for name in rules.LISTS:
                yield Tab(name, id=name)
        with Horizontal(id="body"):
            yield People(id="people")
            with Vertical(id="side"):
                yield Reading(id="person")
                yield Static("What happened", id="title")
                yield Reading(id="happened")
        yield Line(self.calls.candidates)
        yield Static("", id="said", markup=False)
        with Horizontal(id="keys"):
            for key, text in HINTS:
                spare = "spare" if key.action in WITH_ROOM else None
                yield KeyHint(text, name=key.action, classes=spare, markup=False)
        yield Static(
            f"The window is too small: {TINY[0]} by {TINY[1]} is the least. q leaves.", id="small"
        )

    def on_mount(self) -> None:
        """Show the first list, and begin to look for changes."""
        if not self.is_headless:
            self.heed_signals(asyncio.get_running_loop())
        self.people.focus()
        self.seen = self.calls.moment()
        self.draw_tabs()
        self.read_list(keep=False)
        self.set_interval(LOOK_SECONDS, self.look)

        self.app_resume_signal.subscribe(self, lambda _: self.repaint())

    def heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        """End where the system asks for it, and leave the terminal as it was if it is there."""

        def end(number: int, _frame: object = None) -> None:
            if has_terminal():
                loop.call_soon_threadsafe(self.exit, None, 128 + number)
            else:
                self.hang_up()

        # Not by the loop, which may be waiting for a terminal that is gone.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, end)

    def hang_up(self) -> None:
        """End without a word to the terminal, which is gone: Textual would wait for it for ever."""
        self.calls.finish(HANG_UP_SECONDS)
        os._exit(128 + signal.SIGHUP)

    def repaint(self) -> None:
        """Draw everything again, over what the shell wrote meanwhile."""
        self.screen.refresh(layout=True)
        for screen in self.screen_stack:
            screen.query("*").refresh()

    def _fatal_error(self) -> None:
        """End without Textual's trace, which shows what variables hold; `browse` raises it."""
        self.failure = self._exception
        self._close_messages_no_wait()

    # The parts of the screen -----------------------------------------------------------------

    @property
    def people(self) -> People:
        """The list."""
        return self.base.query_one(People)

    @property
    def line(self) -> Line:
        """Where a command is typed."""
        return self.base.query_one(Line)

    @property
    def base(self) -> Screen[Any]:
        """The screen below whatever lies over it."""
        return self.screen_stack[0]

    @property
    def handle(self) -> str:
        """The chosen person's handle; "" where there is none."""
        row = self.people.chosen
        return row.handle if row else ""

    def on_resize(self, event: events.Resize) -> None:
        """Fit what is shown to the terminal."""
        columns, lines = event.size
        self.base.set_class(columns < TINY[0] or lines < TINY[1], "tiny")
        self.base.set_class(columns < NARROW, "narrow")
        self.base.set_class(columns < ALL_HINTS, "few")
        self.call_after_refresh(self.read_person, from_top=False)

    def draw_tabs(self) -> None:
        """Mark the list that is shown, with brackets."""
        for tab in self.base.query(Tab):
            is_shown = tab.id == self.list and not self.sought
            tab.update(f"\\[{tab.id}]" if is_shown else f" {tab.id} ")
            tab.set_class(is_shown, "shown")

    def say(self, text: str, *, style: str = "") -> None:
        """Show a message until the next one."""
        lines = wrap_message(clean_lines(text), max(self.size.width - 2, 20))
        self.base.query_one("#said", Static).update(Text(lines, style=style))

    def say_error(self, error: TinynetError) -> None:
        """Show what is wrong and what to do."""
        remedy = f" {with_full_stop(error.remedy)}" if error.remedy else ""
        self.say(f"! {with_full_stop(error.message)}{remedy}", style="bold")

    # Reading ---------------------------------------------------------------------------------

    def read_list(self, *, keep: bool) -> None:
        """Read the list again, in the background."""
        later(self, partial(self._read_list, keep=keep), group="list", exclusive=True)

    async def _read_list(self, *, keep: bool, pause: float = 0) -> None:
        await asyncio.sleep(pause)
        name = FIND if self.sought else self.list
        rows, nothing = [], rules.EMPTY[name]
        try:
            rows = await asyncio.to_thread(self.rows, name, self.sought)
        except TinynetError as error:
            self.say_error(error)
            nothing = ""
        self.people.show(rows, nothing, keep=keep)

    def rows(self, name: str, sought: str) -> list[rules.Row]:
        """The lines of a list."""
        read, today = self.calls.document, self.calls.env().today
        match name:
            case "due":
                return rules.due(read("due", all=True))
            case "everybody":
                due = rules.due(read("due", all=True))
                return rules.everybody(due, read("rank")["people"], today)
            case "circles":
                return rules.circles(read("circles"))
            case "upcoming":
                return rules.upcoming(read("upcoming"), today)
            case "plans":
                return rules.plans(read("plans"), today)
        return rules.found(read("find", words=(sought,), limit=FOUND_MOST))

    @on(People.Chosen)
    def chosen(self) -> None:
        """Show the person who is chosen now."""
        self.read_person()

    def read_person(self, *, from_top: bool = True) -> None:
        """Read the chosen person, in the background."""
        later(self, partial(self._read_person, from_top=from_top), group="person", exclusive=True)

    async def _read_person(self, *, from_top: bool) -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        person, happened = (
            self.base.query_one("#person", Reading),
            self.base.query_one("#happened", Reading),
        )
        row, columns = self.people.chosen, max(person.content_size.width - 1, 20)
        brief, history = row.name if row else "", ""
        if row and row.handle:
            try:
                brief, history = await asyncio.to_thread(self.calls.person, row.handle, columns)
            except TinynetError as error:
                self.say_error(error)
        person.show(brief, from_top=from_top)
        happened.show(history, from_top=from_top)

    def look(self) -> None:
        """Check whether the database was changed by somebody else, and show what it holds now."""
        if not self.is_headless and not has_terminal():
            self.hang_up()
        if self.writing:
            return
        moment = self.calls.moment()
        if moment != self.seen:
            is_gone = len(moment) < len(self.seen)
            self.seen = moment
            self.say(GONE if is_gone else CHANGED, style="bold" if is_gone else "")
            self.read_list(keep=True)

    # Writing ---------------------------------------------------------------------------------

    def run_line(self, words: list[str]) -> None:
        """Run a command line, in the background; one at a time."""
        if not self.writing:
            self.writing = True
            later(self, partial(self._run_line, words), group="write")

    async def _run_line(self, words: list[str]) -> None:
        chosen: dict[str, int] = {}
        columns = max(self.size.width - 2, 20)
        try:
            while True:
                try:
                    done = await self.patiently(lambda: self.calls.write(words, chosen, columns))
                    break
                except AmbiguousPersonError as error:
                    handle = await self.push_screen_wait(Choice(error))
                    if not handle:
                        self.say_error(error)
                        return
                    chosen[error.typed] = error.ids[handle]
            self.close_line()
            self.tell(words[0], done)
        except TinynetError as error:
            self.say_error(error)  # the line stays as it was typed
        finally:
            self.writing = False

    async def patiently(self, make: Callable[[], T]) -> T:
        """Do something in a thread; where it takes long, say that it waits."""
        task = asyncio.create_task(asyncio.to_thread(make))
        ready, _ = await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        if not ready:
            self.say("Waiting for the database ...")
        return await task

    def tell(self, command: str, done: Done) -> None:
        """Say what a line did and how it is taken back, and show what is so now."""
        answer = Text.from_ansi(done.text.strip())
        lines = [line for line in answer.split() if line.plain.strip()]
        # What to type next on a command line is no help here.
        kept = lines[:1] + [line for line in lines[1:] if "tinynet " not in line.plain]
        kept = kept[:SAID_LINES]
        if kept and done.wrote:
            add_hint(kept, BACK.get(command, "u takes it back"), self.size.width)
        self.base.query_one("#said", Static).update(Text("\n").join(kept))
        self.seen = self.calls.moment()
        self.read_list(keep=True)

    # The line --------------------------------------------------------------------------------

    def open_line(self, command: str) -> None:
        """Begin the line of a command for the chosen person."""
        self.say("")
        self.line.open(command, start(command, self.handle))

    def close_line(self) -> None:
        """End the line, and go back to the list."""
        if self.line.command:
            self.line.close()
            self.people.focus()

    @on(Line.Entered)
    def entered(self) -> None:
        """Run what was typed; a search is kept, and the list has the keys again."""
        command, typed = self.line.command, self.line.input.value
        if command == FIND:
            self.close_line()
            return
        try:
            words = rules.split_line(typed)
        except TinynetError as error:
            self.say_error(error)
            return
        self.run_line([command, *words])

    @on(Line.Typed)
    def typed(self) -> None:
        """Search while one types."""
        if self.line.command == FIND:
            self.seek(self.line.input.value.strip())

    def seek(self, sought: str) -> None:
        """Show what is found; of nothing sought, the list again."""
        if sought != self.sought:
            self.sought = sought
            self.draw_tabs()
            found = partial(self._read_list, keep=False, pause=TYPING_SECONDS)
            later(self, found, group="list", exclusive=True)

    # Actions ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is possible; in a window too small only leaving it."""
        del parameters
        if self.base.has_class("tiny") and action in {key.action for key in KEYS} - {"leave"}:
            return False
        if action in NEEDS_SOMEBODY and not self.handle:
            self.say("Choose somebody first.")
            return False
        return True

    def action_log(self) -> None:
        """Begin a line that logs."""
        self.open_line("log")

    def action_note(self) -> None:
        """Begin a line that notes."""
        self.open_line("note")

    def action_plan(self) -> None:
        """Begin a line that plans."""
        self.open_line("plan")

    def action_snooze(self) -> None:
        """Begin a line that snoozes."""
        self.open_line("snooze")

    def action_add(self) -> None:
        """Begin a line that adds somebody."""
        self.open_line("add")

    def action_skip(self) -> None:
        """Skip the chosen person."""
        self.run_line(["skip", self.handle])

    def action_undo(self) -> None:
        """Take the last command back."""
        self.run_line(["undo"])

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.run_line(["redo"])

    def action_edit(self) -> None:
        """Open the chosen person's form in the editor."""
        try:
            with self.suspend():
                done = self.calls.edit(self.handle, max(self.size.width - 2, 20))
        except SuspendNotSupported:
            self.say(f"The editor needs the terminal for itself: tinynet edit {self.handle}")
        except TinynetError as error:
            self.say_error(error)
        else:
            self.tell("edit", done)

    def action_find(self) -> None:
        """Begin a search, or go on with it."""
        self.say("")
        self.line.open(FIND, Start(self.sought, len(self.sought)))

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(KeyList())

    def action_leave(self) -> None:
        """Leave the screen."""
        self.exit(0)

    def action_interrupt(self) -> None:
        """End a line that is being typed, else leave."""
        if self.line.command:
            self.action_step_back()
        else:
            self.exit(0)

    def action_tab(self, step: int) -> None:
        """Complete a line, or show the next list."""
        if self.line.command:
            self.line.complete()
        else:
            at = rules.LISTS.index(self.list) + step
            self.action_show_list(rules.LISTS[at % len(rules.LISTS)])

    def action_show_list(self, name: str) -> None:
        """Show a list."""
        self.list, self.sought = name, ""
        self.base.remove_class("opened")
        self.people.focus()
        self.draw_tabs()
        self.read_list(keep=False)

    @on(People.Opened)
    def opened(self) -> None:
        """Let the keys scroll what is known of the person."""
        self.base.add_class("opened")
        self.base.query_one("#person").focus()
        self.call_after_refresh(self.read_person, from_top=False)  # it may be wider now

    def action_step_back(self) -> None:
        """One step back: out of a line, of a person, of a search."""
        if self.line.command:
            if self.line.command == FIND:
                self.seek("")
            self.say("")
            self.close_line()
        elif self.base.has_class("opened"):
            self.base.remove_class("opened")
            self.people.focus()
        else:
            self.seek("")


def has_terminal() -> bool:
    """Whether the terminal is still there; its window may have been closed."""
    return os.isatty(0)
