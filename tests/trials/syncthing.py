"""Two machines in step through Syncthing: two instances on loopback, which carry one folder.

python tests/trials/syncthing.py [ROUNDS]    with syncthing in PATH, or in the variable SYNCTHING

Each round both machines do something and sync; in the end both must show the same, and Syncthing
must have made no conflict copy, since no file is written by two devices.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "helpers")]

from machines import Machine  # noqa: E402  it is found by the line above

SYNCTHING = os.environ.get("SYNCTHING") or shutil.which("syncthing")
PATIENCE = 120  # seconds
OPTIONS = {
    "globalAnnounceEnabled": "false", "localAnnounceEnabled": "false", "relaysEnabled": "false",
    "natEnabled": "false", "startBrowser": "false", "urAccepted": "-1",
    "crashReportingEnabled": "false", "autoUpgradeIntervalH": "0",
}  # fmt: skip


class Carrier:
    """An instance of Syncthing that carries a machine's folder."""

    def __init__(self, home: Path, machine: Machine) -> None:
        self.home, self.machine = home, machine
        self.port, self.gui = free_port(), free_port()
        self.run("generate", "--no-default-folder", "--skip-port-probing")
        self.id = self.run("--device-id").strip()
        (machine.carried / ".stfolder").mkdir()

    def run(self, *words: str) -> str:
        """Run a command of Syncthing's with this home."""
        line = [str(SYNCTHING), *words, f"--home={self.home}"]
        environ = {**os.environ, "HOME": str(self.home)}
        done = subprocess.run(line, capture_output=True, text=True, check=True, env=environ)
        return done.stdout

    def share(self, other: Carrier) -> None:
        """Share the folder with another instance, over loopback alone."""
        config = self.home / "config.xml"
        text = config.read_text()
        for option, value in OPTIONS.items():
            text = re.sub(f"<{option}>.*?</{option}>", f"<{option}>{value}</{option}>", text)
        text = re.sub(
            "<listenAddress>.*?</listenAddress>",
            f"<listenAddress>tcp://127.0.0.1:{self.port}</listenAddress>", text,
        )  # fmt: skip
        text = re.sub(
            r"(<gui[^>]*>\s*<address>).*?(</address>)", rf"\g<1>127.0.0.1:{self.gui}\2", text
        )
        folder = (
            f'<folder id="tinynet" label="tinynet" path="{self.machine.carried}" '
            'type="sendreceive" rescanIntervalS="3" fsWatcherEnabled="true" fsWatcherDelayS="1">'
            f'<device id="{self.id}"></device><device id="{other.id}"></device></folder>'
        )
        device = (
            f'<device id="{other.id}" name="other" compression="never">'
            f"<address>tcp://127.0.0.1:{other.port}</address></device>"
        )
        config.write_text(text.replace("</configuration>", f"{folder}{device}</configuration>"))

    def start(self) -> None:
        """Begin to carry."""
        self.process = subprocess.Popen(
            [str(SYNCTHING), "serve", "--no-browser", "--no-restart", f"--home={self.home}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self.home)},
        )  # fmt: skip

    def stop(self) -> None:
        """End what was started."""
        self.process.terminate()
        self.process.wait()


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: It does not.
    """
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"after {PATIENCE} seconds: {what}")
        time.sleep(0.3)


def files(machine: Machine) -> dict[str, bytes]:
    """The sealed files in a machine's folder."""
    return {file.name: file.read_bytes() for file in sorted(machine.carried.glob("*.age"))}


def trial(rounds: int, folder: Path) -> list[str]:
    """Carry rounds of changes; returns what is wrong in the end."""
    laptop, desktop = Machine(folder, "laptop"), Machine(folder, "desktop")
    carriers = [Carrier(folder / f"syncthing-{m.name}", m) for m in (laptop, desktop)]
    carriers[0].share(carriers[1])
    carriers[1].share(carriers[0])
    laptop.ok("add 'Anne Baker'")
    for carrier in carriers:
        carrier.start()
    try:
        key = laptop.init()
        wait_for(lambda: files(laptop) == files(desktop), "the laptop's files have not arrived")
        desktop.join(key)
        for number in range(rounds):
            laptop.ok(["log", "coffee", "anne", "--note", f"t:laptop {number}"])
            desktop.ok(["note", "anne", f"t:desktop {number}"])
            for machine in (laptop, desktop, laptop):
                machine.ok("sync")
                wait_for(lambda: files(laptop) == files(desktop), f"round {number} has not arrived")
        for machine in (desktop, laptop):
            machine.ok("sync")
    finally:
        for carrier in carriers:
            carrier.stop()
    wrong = [fault for machine in (laptop, desktop) for fault in machine.faults()]
    if laptop.content() != desktop.content():
        wrong.append("laptop and desktop differ")
    if len(laptop.texts()) != 2 * rounds:
        wrong.append(f"{2 * rounds - len(laptop.texts())} are lost")
    wrong += [name for name in files(laptop) if "conflict" in name]
    return wrong


if __name__ == "__main__":
    if not SYNCTHING:
        sys.exit("There is no syncthing here: apt install syncthing")
    count = int(sys.argv[1]) if sys.argv[1:] else 5
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        found = trial(count, Path(name))
    seconds = time.monotonic() - begun
    print(f"{count} rounds through Syncthing in {seconds:.0f} s: {found or 'in step'}")
    sys.exit(bool(found))
