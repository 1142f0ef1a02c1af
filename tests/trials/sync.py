"""Several machines agree in the end: after long random histories, and after kill -9 at each write.

python tests/trials/sync.py --histories 500 --first 0 --steps 120

runs histories alone, each of which follows from its number: a failure can be run again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

TESTS = Path(__file__).resolve().parents[1]
if str(TESTS) not in sys.path:
    sys.path[:0] = [str(TESTS), str(TESTS / "helpers")]

from machine_histories import RESTORED, History  # noqa: E402  it is found by the lines above
from machines import Machine, Pair  # noqa: E402  as above

from trials.durability import TRACED  # noqa: E402  as above
from trials.world import KILLED, Tally, World, needs, trial  # noqa: E402  as above

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = 120
HISTORIES = "machines agree after random histories of 120 steps"
PROGRAM = (sys.executable, "-m", "tinynet")


def history(folder: Path, seed: int, steps: int, restores: int = 1) -> list[str]:
    """What does not hold after a history on 2 to 5 machines."""
    made = History(folder, seed, 2 + seed % 4, restores=restores)
    made.run(steps)
    return made.disagreements()


@trial(HISTORIES, quick=3, full=500)
def histories(world: World, count: int) -> Tally:
    """The same rows everywhere, sound, and nothing lost that nobody took out."""
    tally = Tally()
    for seed in range(count):
        folder = world.folder / "machines"
        folder.mkdir()
        wrong = history(folder, seed, STEPS)
        tally.check(not wrong, f"history {seed}: {wrong[:5]}")
        shutil.rmtree(folder)
    return tally


# Kills ----------------------------------------------------------------------------------------


class Scene:
    """Two machines with something to send to each other, again and again as they were.

    Args:
        folder: Where they are.
        forgotten: Whether one of them has forgotten somebody.
    """

    def __init__(self, folder: Path, *, forgotten: bool) -> None:
        self.folder, self.aside = folder, folder.with_name(f"{folder.name}-aside")
        folder.mkdir()
        self.pair = Pair(folder)
        for machine in self.machines:
            machine.ok(["log", "call", "anne", "--note", f"t:call {machine.name}"])
            machine.ok(["note", "anne", f"t:note {machine.name}"])
            machine.ok(["log", "lunch", "anne", "bob", "--note", f"t:lunch {machine.name}"])
        self.machines[0].ok("edit anne --circle close --handle annie")
        self.machines[1].ok("edit bob --work Acme --handle annie")
        if forgotten:
            self.machines[0].ok("forget bob --confirm 'Bob Marsh'")
            self.machines[1].ok("log call annie --note 'only Bob'")
        self.pair.carry()
        self.wanted = {text for machine in self.machines for text in machine.texts()}
        shutil.copytree(folder, self.aside)

    @property
    def machines(self) -> tuple[Machine, Machine]:
        """Both of them."""
        return self.pair.laptop, self.pair.desktop

    def again(self) -> None:
        """Have everything be as it was."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.aside, self.folder)

    def steps(self, machine: Machine) -> list[tuple[str, int]]:
        """Every step in which a sync changes a file: the system call, and which one of its kind."""
        self.again()
        traced(machine, "-o", "/dev/null", "-e", f"trace={TRACED}")  # warms the byte code
        self.again()
        log = self.folder / "steps"
        traced(machine, "-o", str(log), "-e", f"trace={TRACED}")
        names = [row.partition("(")[0] for row in log.read_text().splitlines() if "(" in row]
        return [(name, names[: at + 1].count(name)) for at, name in enumerate(names)]

    def wrong_after(self, machine: Machine, step: tuple[str, int]) -> str:
        """What does not hold where a sync was killed at a step, and both synced afterwards."""
        self.again()
        inject = f"inject={step[0]}:signal=KILL:when={step[1]}"
        code = traced(machine, "-o", "/dev/null", "-e", inject)
        if code != KILLED:
            return f"it was not killed, but ended with {code}"
        try:
            self.pair.sync()
            lost = [self.wanted - one.texts().keys() for one in self.machines]
            return "" if self.pair.agree() and not any(lost) else f"they differ, or lost {lost}"
        except AssertionError as error:
            return str(error)


def traced(machine: Machine, *how: str, words: Sequence[str] = ("sync",)) -> int:
    """Run a command, a sync unless another is named, under strace; its exit code."""
    done = subprocess.run(
        [needs("strace"), "-qq", *how, *PROGRAM, *words],
        env=machine.environ | pythonpath(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    return done.returncode


def pythonpath() -> dict[str, str]:
    """Where another tinynet than the installed one is, if there is one."""
    return {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}


@trial("kill -9 at each write of a sync, on both sides", quick=8, full=200)
def kills(world: World, count: int) -> Tally:
    """After the next sync all agree, and nothing that was acknowledged is lost."""
    tally = Tally()
    places: list[Any] = []
    for number, forgotten in enumerate((False, True)):
        scene = Scene(world.folder / f"scene{number}", forgotten=forgotten)
        for machine in scene.machines:
            places += [(scene, machine, step) for step in scene.steps(machine)]
    chosen = places if len(places) <= count else world.dice.sample(places, count)
    for scene, machine, step in chosen:
        wrong = scene.wrong_after(machine, step)
        tally.check(not wrong, f"{machine.name} killed at {step}: {wrong}")
    tally.aside = f"a sync has {len(places) / 4:.0f} such steps here"
    return tally


class Restoring:
    """A machine that restores a backup from before the last sync, again and again as it was.

    Args:
        folder: Where it is.
        again: Whether that was done before, and something written since.
    """

    def __init__(self, folder: Path, *, again: bool) -> None:
        folder.mkdir()
        self.machine = Machine(folder, "laptop")
        self.folder, self.aside = folder, folder.with_name(f"{folder.name}-aside")
        self.machine.ok("add 'Anne Baker' --note t:backed-up")
        made = self.machine.ok("backup --json").json
        self.words = ["restore", made["path"], "--yes"]
        self.machine.init()
        self.machine.ok("log dinner anne --note t:sent")
        self.machine.ok("sync")
        self.machine.ok("note anne t:before")
        self.wanted = set(self.machine.texts())
        if again:
            self.machine.ok(self.words)
            self.machine.ok("log call anne --note t:between")
            self.wanted.add("t:between")
        shutil.copytree(folder, self.aside)

    def run(self, *how: str) -> int:
        """Restore under strace, from how everything was; the exit code."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.aside, self.folder)
        return traced(self.machine, *how, words=self.words)

    def steps(self) -> list[tuple[str, int]]:
        """Every step in which the restore changes a file, as in `Scene.steps`."""
        self.run("-o", "/dev/null", "-e", f"trace={TRACED}")  # warms the byte code
        log = self.folder.with_name("steps")
        self.run("-o", str(log), "-e", f"trace={TRACED}")
        names = [row.partition("(")[0] for row in log.read_text().splitlines() if "(" in row]
        return [(name, names[: at + 1].count(name)) for at, name in enumerate(names)]

    def wrong_after(self, step: tuple[str, int]) -> str:
        """What does not hold where the restore was killed at a step, and the machine caught up."""
        code = self.run("-o", "/dev/null", "-e", f"inject={step[0]}:signal=KILL:when={step[1]}")
        if code != KILLED:
            return f"it was not killed, but ended with {code}"
        if self.machine.sync().code == RESTORED:
            self.machine.ok("sync --catch-up")
        lost = self.wanted - self.machine.texts().keys()
        return f"lost {lost}" if lost else "; ".join(self.machine.faults())


@trial("kill -9 at each write of a restore between two syncs", quick=4, full=200)
def restores(world: World, count: int) -> Tally:
    """A machine that catches up then has all that was done on it."""
    tally = Tally()
    scenes = [Restoring(world.folder / f"again{again}", again=again) for again in (False, True)]
    places = [(scene, step) for scene in scenes for step in scene.steps()]
    chosen = places if len(places) <= count else world.dice.sample(places, count)
    for scene, step in chosen:
        wrong = scene.wrong_after(step)
        tally.check(not wrong, f"killed at {step}: {wrong}")
    tally.aside = f"a restore has {len(places) / 2:.0f} such steps here"
    return tally


def main() -> int:
    """Run histories alone, in the order of their numbers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--histories", type=int, default=20)
    options.add_argument("--first", type=int, default=0, help="the number of the first one")
    options.add_argument("--steps", type=int, default=STEPS)
    options.add_argument("--restores", type=int, default=1, help="how many times as often")
    given = options.parse_args()
    failed = 0
    for seed in range(given.first, given.first + given.histories):
        with tempfile.TemporaryDirectory() as folder:
            wrong = history(Path(folder), seed, given.steps, given.restores)
        failed += bool(wrong)
        if wrong:
            print(f"history {seed}: {len(wrong)}", *wrong[:5], sep="\n   ", flush=True)
    print(f"{given.histories} histories of {given.steps} steps: {failed} without agreement")
    return bool(failed)


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # what a set is gone through in is the same then
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    sys.exit(main())
