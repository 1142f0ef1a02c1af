"""What a machine keeps of what was done after a backup was restored, when it catches up."""

from __future__ import annotations

from pathlib import Path

from machines import Machine


def restored(machine: Machine) -> Path:
    """The copy of what was restored."""
    return Path(f"{machine.path}.restored")


def test_what_was_done_since_is_kept_though_the_undo_history_has_let_go_of_it(pair):
    pair.laptop.ok("backup")
    pair.laptop.ok("log dinner anne --on 2026-02-27 --note 'before'")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("config set undo.keep 2")
    pair.laptop.ok("note bob 'has a boat'")
    pair.laptop.ok("amend 1 --note 'by the quay'")
    for number in range(3):
        pair.laptop.ok(f"tag anne tag{number}")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT text FROM note WHERE text LIKE '%boat'") == [
        ("has a boat",)
    ]  # fmt: skip
    notes = pair.desktop.query("SELECT note FROM interaction ORDER BY id")
    assert notes == [("by the quay",), ("before",)]


def test_what_was_done_before_the_backup_says_nothing_against_what_came_later(pair):
    pair.laptop.ok("edit anne --circle close")
    pair.laptop.ok("log walk bob --on 2026-02-21 --note 'taken out again'")
    pair.laptop.ok("unlog 2")
    pair.laptop.ok("backup")
    pair.desktop.ok("edit anne --circle friends")
    pair.desktop.ok("log dinner anne --on 2026-02-27 --note 'with the number of the walk'")
    pair.sync()
    pair.laptop.ok("edit anne --circle village")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("edit anne --work Acme")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT circle, organisation FROM person WHERE name LIKE 'A%'") == [
        ("village", "Acme")
    ]
    notes = pair.desktop.query("SELECT note FROM interaction WHERE note IS NOT NULL")
    assert notes == [("with the number of the walk",)]


def test_a_contact_that_has_the_number_of_another_in_the_backup_is_left_alone(pair):
    pair.laptop.ok("log walk bob --on 2026-02-21 --note 'of the backup'")
    pair.sync()
    pair.laptop.ok("backup")
    pair.laptop.ok("unlog 2")
    pair.laptop.ok("log dinner anne --on 2026-02-27 --note 'of today'")
    pair.sync()
    assert pair.laptop.query("SELECT id FROM interaction WHERE note = 'of today'") == [(2,)]
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("amend 2 --note 'of the backup, and more'")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    notes = pair.desktop.query("SELECT note FROM interaction WHERE note IS NOT NULL ORDER BY note")
    assert notes == [("of the backup, and more",), ("of today",)]


def test_who_was_taken_out_of_a_contact_since_stays_out_and_the_others_stay_in(pair):
    pair.laptop.ok("add 'Carl Cole'")
    pair.sync()
    pair.laptop.ok("backup")
    pair.desktop.ok("amend 1 --with anne --with bob --with carl")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("amend 1 --with anne")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    people = "SELECT handle FROM participant JOIN person ON person.id = person_id ORDER BY handle"
    assert pair.desktop.query(people) == [("anne-b",), ("carl-c",)]


def test_who_is_forgotten_meanwhile_is_in_no_copy_either(pair):
    pair.laptop.ok("backup")
    pair.laptop.ok("note anne 'after the backup'")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("note anne 'after the restore'")
    assert b"Bob Marsh" in restored(pair.laptop).read_bytes()
    pair.laptop.ok("forget bob --confirm 'Bob Marsh'")
    assert b"Bob Marsh" not in restored(pair.laptop).read_bytes()
    pair.laptop.ok("sync --catch-up")
    assert not restored(pair.laptop).exists()
    pair.sync()
    assert pair.agree()
    texts = pair.desktop.query("SELECT text FROM note ORDER BY text")
    assert texts == [("after the backup",), ("after the restore",), ("likes boats",)]


def test_where_a_copy_was_put_in_its_place_by_hand_the_others_say_how_it_is(pair):
    old = pair.laptop.path.read_bytes()
    pair.laptop.ok("log dinner anne --on 2026-02-27 --note late")
    pair.sync()
    pair.laptop.path.write_bytes(old)
    pair.laptop.ok("log call anne --on 2026-02-28 --note since")
    assert pair.laptop("sync").code == 2
    answer = pair.laptop.ok("sync --catch-up -f human")
    assert "without what was done since the copy was put in its" in answer.out
    pair.sync()
    assert pair.agree()
    contacts = "SELECT note FROM interaction WHERE note IS NOT NULL"
    assert pair.laptop.query(contacts) == [("late",)]
    pair.laptop.ok("restore --yes")
    assert pair.laptop.query(contacts) == [("since",)]
