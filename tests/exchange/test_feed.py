"""tinynet feed: a calendar file that others read, and that changes only when something has."""

from __future__ import annotations

import io
import sqlite3
from datetime import date

import pytest
from command_line import Terminal, Tinynet
from icalendar import Calendar

from tinynet.cli import boundary
from tinynet.cli.env import Env


@pytest.fixture
def dated(network: Tinynet) -> Tinynet:
    network.ok("add 'Léa Roy' --birthday --02-29")
    network.ok("add 'Old Tom' --birthday 'circa 1931-05-06'")
    network.ok("add Nora --birthday 'May 1990'")  # no day, so it is no day of a calendar
    network.ok("add Zed --birthday 1970-01-01")
    network.ok("archive zed")
    with sqlite3.connect(network.path) as connection:
        connection.executescript(
            """
            INSERT INTO plan (id, kind_id, made_on, by_on, note)
            SELECT 1, id, '2026-02-01', '2026-03-20', 'the new oven; ask' FROM kind
            WHERE name = 'dinner';
            INSERT INTO plan (id, kind_id, made_on) SELECT 2, id, '2026-02-01' FROM kind LIMIT 1;
            INSERT INTO plan (id, kind_id, made_on, by_on, done_on)
            SELECT 3, id, '2026-02-01', '2026-03-20', '2026-02-02' FROM kind LIMIT 1;
            INSERT INTO plan_person SELECT 1, id FROM person WHERE handle IN ('anne', 'bob-m');
            INSERT INTO plan_person SELECT 3, id FROM person WHERE handle = 'anne';
            INSERT INTO anniversary (person_id, what, "on", month_day)
            SELECT id, 'first loaf, sold', '2011-06-18', '06-18' FROM person WHERE handle = 'anne';
            """
        )
    connection.close()
    return network


def events(data: str) -> list[tuple[str, ...]]:
    found = []
    for event in Calendar.from_ical(data).walk("VEVENT"):
        rule = event["RRULE"].to_ical().decode() if "RRULE" in event else ""
        assert (event["TRANSP"], event["CLASS"]) == ("TRANSPARENT", "PRIVATE")
        assert event["DTSTART"].params["VALUE"] == "DATE"
        note = str(event.get("DESCRIPTION", ""))
        found.append((str(event["SUMMARY"]), str(event["DTSTART"].dt), rule, note))
    return found


def test_a_calendar_program_reads_every_day(dated: Tinynet) -> None:
    assert events(dated.ok("feed").out) == [
        ("Anne's birthday (1980)", "1980-03-04", "FREQ=YEARLY", ""),
        ("Anne: first loaf, sold (2011)", "2011-06-18", "FREQ=YEARLY", ""),
        ("Léa Roy's birthday", "2000-02-29", "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2", ""),
        ("Old Tom's birthday", "2000-05-06", "FREQ=YEARLY", ""),
        ("Dinner with Anne, Bob Marsh", "2026-03-20", "", "the new oven; ask"),
        ("Get in touch with Anne", "2026-03-13", "", "Last in touch on 2026-02-20"),
        ("Get in touch with Caroline Øvergård", "2026-03-15", "", ""),
    ]


def test_a_plan_with_somebody_put_away_is_left_out_as_in_upcoming(dated: Tinynet) -> None:
    dated.ok("archive bob")
    assert not any("Dinner" in event[0] for event in events(dated.ok("feed").out))


def test_due_days_may_be_left_out_or_asked_for_further_away(dated: Tinynet) -> None:
    def due(options: str) -> list[str]:
        return [e[0] for e in events(dated.ok(f"feed - {options}").out) if "touch with" in e[0]]

    assert due("--no-due") == []
    assert due("--days 12") == ["Get in touch with Anne"]
    assert len(due("--days 400")) == 6
    result = dated("feed --no-due --days 5")
    assert (result.code, result.err) == (
        2, "tinynet: --no-due and --days cannot be used together.\nGive one of them.\n",
    )  # fmt: skip
    assert dated("feed --days soon").code == 2


def test_the_file_is_private_whole_and_the_same_until_something_changes(dated: Tinynet) -> None:
    path = dated.folder / "friends.ics"
    first = dated.ok(["feed", str(path), "--json"]).json
    assert first == {
        "schema": 1, "file": str(path), "days": 7, "changed": True,
        "written": 1, "deleted": 0, "left": 0,
    }  # fmt: skip
    assert path.stat().st_mode & 0o777 == 0o600
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 50
    assert max(map(len, data.split(b"\r\n"))) <= 75
    dated.at("2026-03-02")
    dated.ok("config set scores false")
    shown = dated.ok(["feed", str(path)], human=True).out
    assert shown.split() == f"7 days in {path}, as it was".split()
    assert path.read_bytes() == data
    dated.ok("log coffee anne --on 2026-03-02")
    assert dated.ok(["feed", str(path)]).out == f"{path}\n"
    before, after = (
        {str(e["UID"]): e["DTSTART"].dt for e in Calendar.from_ical(text).walk("VEVENT")}
        for text in (data, path.read_bytes())
    )
    assert before.keys() == after.keys()
    moved = [uid for uid in before if before[uid] != after[uid]]
    assert [after[uid] for uid in moved] == [date(2026, 3, 23)]


def test_a_folder_gets_a_file_an_event_and_loses_what_is_over(dated: Tinynet) -> None:
    folder = dated.folder / "friends"
    one = dated.ok(["feed", str(dated.folder / "all.ics"), "--json"]).json
    told = dated.ok(["feed", f"{folder}/", "--json"]).json
    assert told == one | {"file": str(folder), "written": one["days"]}
    files = {path.name: path.read_text() for path in folder.iterdir()}
    text = (dated.folder / "all.ics").read_text()
    assert sorted(e for f in files.values() for e in events(f)) == sorted(events(text))
    assert {name for name in files} == {  # noqa: C416  each by its id
        f"{e['UID']}.ics" for f in files.values() for e in Calendar.from_ical(f).walk("VEVENT")
    }
    again = dated.ok(["feed", str(folder), "--json"]).json
    assert (again["changed"], again["written"], again["deleted"]) == (False, 0, 0)
    without = dated.ok(["feed", str(folder), "--no-due", "--dry-run", "--json"]).json
    assert without["deleted"] > 0
    assert len(list(folder.iterdir())) == len(files)
    assert (
        dated.ok(["feed", str(folder), "--no-due", "--json"]).json["deleted"]
        == (without["deleted"])
    )
    assert len(list(folder.iterdir())) == len(files) - without["deleted"]


def test_alarms_ring_on_the_morning_of_each_day(dated: Tinynet) -> None:
    plain, loud = dated.ok("feed").out, dated.ok("feed --alarms").out
    assert "VALARM" not in plain
    alarms = Calendar.from_ical(loud).walk("VALARM")
    assert len(alarms) == len(events(plain))
    assert {str(alarm["TRIGGER"].dt) for alarm in alarms} == {"9:00:00"}


def test_a_file_of_somebody_else_is_not_replaced_unasked(dated: Tinynet) -> None:
    path = dated.folder / "work.ics"
    path.write_text("BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")
    result = dated(["feed", str(path)])
    assert result.code == 2
    assert f"{path} is there already. Replace it?" in result.err
    assert path.read_text().endswith("other//EN\n")
    dated.ok(["feed", str(path), "--yes"])
    link = dated.folder / "link.ics"
    link.symlink_to(path)
    assert dated(["feed", str(link)]).code == 1
    dated.ok(["feed", str(dated.folder / "none.ics"), "--dry-run"])
    assert not (dated.folder / "none.ics").exists()


def test_a_terminal_is_not_flooded(dated: Tinynet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.isatty", lambda number: number == -1)
    err = io.StringIO()
    env = Env(dated.environ, ["feed"], stdin=io.StringIO(), stdout=Terminal(), stderr=err)
    assert boundary.run(env, ["feed"]) == 2
    assert err.getvalue() == (
        "tinynet: The calendar itself would go to stdout.\nName a file: tinynet feed friends.ics\n"
    )
    assert dated("feed - --json").code == 2


def test_nothing_in_a_name_can_become_a_line(tinynet: Tinynet) -> None:
    tinynet.ok("add Eve --birthday 1990-01-01")
    name = "E\r\nEND:VEVENT\nX:1\x1b]0;,;\\"
    with sqlite3.connect(tinynet.path) as connection:
        connection.execute("UPDATE person SET name = ?", [name])
        connection.execute("UPDATE anniversary SET what = ?", [name])
    connection.close()
    text = tinynet.ok("feed").out
    assert text.count("END:VEVENT\r\n") == 1
    assert "\x1b" not in text
    assert [day[0] for day in events(text)] == [
        f"{name}: {name} (1990)".replace("\r\n", "\n").replace("\x1b", "")
    ]


def test_an_empty_tinynet_gives_an_empty_calendar(tinynet: Tinynet) -> None:
    assert events(tinynet.ok("feed").out) == []
