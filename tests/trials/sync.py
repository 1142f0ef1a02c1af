"""Several machines: long random histories, and kill -9 at every moment of a sync.

python tests/trials/sync.py histories 500 120    so many, of so many steps each
python tests/trials/sync.py kills 200            so many kills, on both sides
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "helpers")]

from machine_histories import History  # noqa: E402  it is found by the line above
from machines import Machine  # noqa: E402  as above


def histories(count: int, steps: int, first: int = 0) -> int:
    """Run histories on 2 to 5 machines; returns how many did not end in agreement."""
    failed = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            history = History(Path(folder), seed, 2 + seed % 4)
            history.run(steps)
            if wrong := history.disagreements():
                failed += 1
                print(f"seed {seed}: {len(wrong)} disagreements", *wrong[:5], sep="\n   ")
    print(f"{count} histories of {steps} steps: {failed} did not end in agreement")
    return failed


def carry(machines: list[Machine]) -> None:
    """Carry the files of each to the other."""
    for source in machines:
        for target in machines:
            if source is not target:
                for file in source.own_files():
                    shutil.copy2(file, target.carried / file.name)


def kills(count: int) -> int:
    """Kill syncs at random moments; returns how often something was lost or differs."""
    failed, killed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        pair = [Machine(Path(folder), name) for name in ("laptop", "desktop")]
        pair[0].ok("add Anne")
        pair[0].ok("add Bob")
        key = pair[0].init()
        carry(pair)
        pair[1].join(key)
        begun = time.monotonic()
        pair[1].process("sync")
        longest = time.monotonic() - begun
        chance = random.Random(1)
        for number in range(count):
            machine = pair[number % 2]
            for each in pair:
                each.ok(["log", "call", "anne", "--note", f"t:{number} {each.name}"])
            process = subprocess.Popen(
                [sys.executable, "-m", "tinynet", "sync"],
                env=machine.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(chance.uniform(0, longest))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
            for each in (*pair, *pair):
                carry(pair)
                each.ok("sync")
            wanted = {f"t:{n} {each.name}" for n in range(number + 1) for each in pair}
            good = pair[0].content() == pair[1].content() and wanted <= pair[0].texts()
            faults = [fault for each in pair for fault in each.faults()]
            if faults or not good:
                failed += 1
                print(f"after kill {number}: {faults or 'something is lost or differs'}")
    print(f"{count} syncs, {killed} of them killed: {failed} with something lost or different")
    return failed


if __name__ == "__main__":
    what, *numbers = sys.argv[1:]
    trial = {"histories": histories, "kills": kills}[what]
    sys.exit(bool(trial(*map(int, numbers))))
