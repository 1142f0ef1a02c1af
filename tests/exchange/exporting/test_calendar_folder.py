"""A folder of single events: only what is ours is written again or deleted."""

from __future__ import annotations

from pathlib import Path

from command_line import Tinynet

from tinynet.cli.env import Env
from tinynet.exchange.calendar.write import Day
from tinynet.exchange.exporting import calendar_folder

LUNCH = Day("a1", "2026-12-05", "Lunch with Anne", "plan", "2026-11-26")
CALL = Day("b2", "2026-12-06", "Get in touch with Bob", "due", "2026-11-26", "Ask " * 40)


def update(tinynet: Tinynet, folder: Path, *days: Day, dry: bool = False) -> tuple[int, ...]:
    """How many files were written, deleted and left."""
    folder.mkdir(exist_ok=True)
    env = Env(tinynet.environ, ["feed"])
    env.dry_run = dry
    told = calendar_folder.update(env, str(folder), days, alarms=True)
    return told["written"], told["deleted"], told["left"]


def test_files_change_only_with_their_events(tinynet: Tinynet) -> None:
    folder = tinynet.folder / "friends"
    assert update(tinynet, folder, LUNCH, CALL) == (2, 0, 0)
    assert update(tinynet, folder, LUNCH, CALL) == (0, 0, 0)
    assert update(tinynet, folder, LUNCH, dry=True) == (0, 1, 0)
    assert sorted(path.name for path in folder.iterdir()) == ["a1.ics", "b2.ics"]
    assert update(tinynet, folder, LUNCH) == (0, 1, 0)
    assert [path.name for path in folder.iterdir()] == ["a1.ics"]


def test_every_file_that_is_not_ours_or_no_longer_stays(tinynet: Tinynet) -> None:
    folder = tinynet.folder / "friends"
    update(tinynet, folder, LUNCH, CALL)
    ours = (folder / "a1.ics").read_bytes()
    edited = ours.replace(b"CLASS:PRIVATE", b"SEQUENCE:1")
    others = {
        "a1.ics": edited, "mine.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "copy.ics": ours,
        "two.ics": ours + ours, "a1.txt": ours,
    }  # fmt: skip
    for name, data in others.items():
        (folder / name).write_bytes(data)
    (folder / "link.ics").symlink_to(folder / "b2.ics")
    (folder / "c3.ics").mkdir()
    assert update(tinynet, folder, LUNCH, CALL) == (0, 0, 1)
    assert update(tinynet, folder) == (0, 1, 0)
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == others
    assert (folder / "link.ics").is_symlink()
