"""Who is meant in an older copy, which texts are searched, and what a crash leaves."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import AutoString

from tinynet.db import copies, database, files, sql
from tinynet.db.formulas import T
from tinynet.db.migrations import upgrade
from tinynet.safety import forget_rows, mention_rows
from tinynet.safety.mention_rows import SHARED, TEXTS, SearchTerms
from tinynet.safety.same_person_rows import Everybody, IdentitySigns, rows_of, rows_there

NEXT = files.SCHEMA_VERSION + 1
NEXT_REVISION = f"{NEXT:04}"
NEWER = f"""
from alembic import op
import sqlalchemy as sa

revision = "{NEXT_REVISION}"
down_revision = "{files.SCHEMA_VERSION:04}"


def upgrade():
    op.add_column("person", sa.Column("shoe_size", sa.Integer))
"""
CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}


def signs(
    number: int, name: str, handle: str = "", day: str = "2026-01-01", **more
) -> IdentitySigns:
    made = IdentitySigns(number, day, handle or name, name)
    for sign, values in more.items():
        getattr(made, sign).update(values)
    return made


ANNE = signs(1, "anne baker", "anne-b")


@pytest.mark.parametrize(
    ("row", "others", "is_hers"),
    [
        (ANNE, [], True),
        (signs(7, "anne baker", "anne", "2025-01-01"), [], True),  # added again, another number
        (signs(1, "anne miller", "anne-m"), [], True),  # her name and handle since changed
        (signs(7, "anne marsh", "anne-b", "2025-01-01"), [], False),  # a handle handed on
        (signs(2, "bob"), [], False),
        (signs(1, "bob", day="2025-01-01"), [], False),  # a number used again
        (signs(1, "bob"), [signs(5, "bob")], False),  # used again, and he is here still
        (signs(7, "anna", "a", names={"anne baker"}), [], True),  # a nickname since made the name
        (signs(2, "anne baker", "anne-ba"), [signs(2, "anne baker", "anne-ba")], False),
        (signs(2, "anne baker", "a"), [signs(9, "anne baker", "b")], False),  # either of the two
    ],
)
def test_a_row_of_an_older_copy_is_somebodys_if_nobody_else_is_more_like_it(row, others, is_hers):
    assert rows_of(ANNE, others, {42: row}) == ([42] if is_hers else [])


def test_a_shared_telephone_alone_is_nobodys_sign():
    reach = {("phone", "+441")}
    anne = signs(1, "anne", reach=reach)
    assert rows_of(anne, [], {2: signs(2, "bob", reach=reach)}) == []
    assert rows_of(anne, [], {2: signs(2, "a. b.", "anne", reach=reach)}) == [2]


def test_two_that_were_merged_since_are_both_found():
    cards = {("vcard", "urn:1"), ("vcard", "urn:2")}
    anne = signs(1, "anne baker", cards=cards)
    there = {1: signs(1, "anne baker"), 5: signs(5, "a", cards={("vcard", "urn:2")})}
    assert rows_of(anne, [], there) == [1, 5]


class Rows:
    """What a store answers, by statement."""

    def __init__(self, people, nicknames, reach, cards):
        self.found = {
            sql.everybodys_names: people, sql.all_nicknames: nicknames,
            sql.everybodys_reach: reach, sql.everybodys_cards: cards,
        }  # fmt: skip

    def rows(self, statement):
        return self.found[statement]

    each = rows


def some_people(chance):
    def drawn(*signs):
        return [tuple(map(chance.choice, signs)) for _ in range(chance.randrange(5))]

    numbers, words = range(1, 7), ["anne", "Änne", "ANNE", "bob", "cy"]
    people = {row[0]: row for row in [(1, "anne", "anne", "anne"), *drawn(numbers, *[words] * 3)]}
    return Rows(
        list(people.values()),
        drawn(numbers, words),
        drawn(numbers, ["phone"], words),
        drawn(numbers, ["vcard"], words, [*words, None]),
    )


def test_whoever_has_no_sign_in_common_with_them_makes_no_difference():
    chance, found = random.Random(1), []
    for _ in range(300):
        here, there = Everybody(some_people(chance)), Everybody(some_people(chance))
        others = here.signs(range(1, 7))
        somebody = others.pop(1)
        found.append(rows_there(here, 1, there))
        assert found[-1] == rows_of(somebody, others.values(), there.signs(range(1, 7)))
    assert {*map(len, found)} >= {0, 1, 2}


# Texts --------------------------------------------------------------------------------------------

NO_WORDS = {  # ids, days, fixed words, keys to look things up by, and names: those of others
    "person": {
        "uid",
        "handle", "name", "search", "circle", "met_on", "added_on", "counts_from", "skipped_on",
        "snoozed_until", "paused_until", "archived_on",
    },
    "nickname": {"name"},
    "fact": {"done_on"},
    "detail": {"what", "key"},
    "note": {"on", "done_on"},
    "relation": {"other_name"},
    "anniversary": {"on", "month_day"},
    "kind": {"name"},
    "interaction": {"on", "by"},
    "origin": {"source", "source_id", "fingerprint"},
    "tie": {"cadence_from"},
    "setting": {"key", "value"},
    "unit": {"at", "label", "moved_at"},
    "change": {"name", "op", "key", "old"},
    "trace": {"source", "key", "fingerprint"},
    "remark": {"on"},
    "occasion": {"on"},
    "plan": {"made_on", "by_on", "done_on", "dropped_on", "offered_on", "said_by"},
    "favour": {"on", "way"},
    "introduction": {"on", "outcome"},
    "card": {"due", "state"},
}  # fmt: skip


def test_every_column_of_text_is_searched_or_holds_no_words_about_people():
    texts = {
        (name, column.name)
        for name, table in T.items()
        for column in table.columns
        if isinstance(column.type, AutoString)
    }
    searched = {
        (n, f) for several in (TEXTS, SHARED) for n, fields in several.items() for f in fields
    }
    spared = {(name, field) for name, fields in NO_WORDS.items() for field in fields}
    assert texts == searched | spared
    assert searched & spared == set()


@pytest.mark.parametrize(
    ("word", "text", "after"),
    [
        ("Anne Baker", "ANNE  baker's, not Anne Bakers", "X's, not Anne Bakers"),
        ("Anne Baker", "Joanne Baker", "Joanne Baker"),
        ("Zoë", "Zoe\u0308 and ZOË", "X and X"),
        ("a@b.org", "write to a@b.org.", "write to X."),
        ("C++ (Bob) [x]", "C++ (Bob) [x]!", "X!"),
        ("山田太郎", "山田太郎さんと", "Xさんと"),
        ("שרה", "עם שרה", "עם X"),
        ("🦊 Fox", "the 🦊 Fox", "the X"),
    ],
)  # fmt: skip
def test_a_mention_is_a_whole_name_however_it_is_written(word, text, after):
    assert SearchTerms(set(), set(), {word}).pattern().sub("X", text) == after


@given(st.text(min_size=1).filter(str.strip))
def test_any_name_is_found_by_itself(name):
    assert SearchTerms(set(), set(), {name}).pattern().search(f"({name})")


ALIKE = "aAiIıİsSſßẞkK\u212aåÅ\u212bμµσςΣθϑϴœŒǅǆ\u0307 \t"  # noqa: RUF001


@given(
    st.sets(st.text(ALIKE, min_size=1).filter(str.strip), min_size=1),
    st.text(ALIKE),
    st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase, str.casefold]),
)
def test_texts_that_are_not_looked_at_closely_hold_no_name(names, text, written):
    pattern = SearchTerms(set(), set(), names).pattern()
    for searched in (written(text), *map(written, names)):
        assert pattern.may_be_in(searched) or not pattern.exact.search(searched)


@given(st.sets(st.text(ALIKE, min_size=1).filter(str.strip), min_size=1), st.lists(st.text(ALIKE)))
def test_what_may_be_in_one_of_many_texts_may_be_in_all_of_them_joined(names, texts):
    pattern = SearchTerms(set(), set(), names).pattern()
    if any(map(pattern.may_be_in, texts)):
        assert pattern.may_be_in("\0".join(texts))


def test_letters_that_a_regular_expression_takes_for_one_are_so_without_their_case():
    letters = [chr(code) for code in range(0x11000) if chr(code).swapcase() != chr(code)]
    known = {mention_rows._without_case(letter): letter for letter in letters}  # noqa: SLF001
    for letter in letters:
        others = {letter.upper(), letter.lower(), letter.title(), letter.casefold()}
        for other in (one for one in others if len(one) == 1):
            if re.fullmatch(re.escape(letter), other, re.IGNORECASE):
                assert mention_rows._without_case(letter) == mention_rows._without_case(other)  # noqa: SLF001
    assert len(known) < len(letters)


# Crashes and damage -------------------------------------------------------------------------------

FORGET = """
import os, signal, sys
from tinynet.db import copies, database
at = [int(sys.argv.pop(1))]
def stop_before(do):
    def done(*args, **how):
        at[0] -= 1
        if at[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*args, **how)
    return done
os.rename, os.unlink = stop_before(os.rename), stop_before(os.unlink)
os.fsync, copies.copy = stop_before(os.fsync), stop_before(copies.copy)
from tinynet.__main__ import main
main(["forget", "bob", "--confirm", "Bob Marsh"])
"""


@pytest.fixture
def kept(network):
    """Bob in the database and in two backups."""
    for note in ("likes jazz", "likes tea"):
        network.ok("backup")
        network.ok(f"note bob '{note}'")
    return network


def holding(tinynet) -> set[str]:
    """The files in which Bob still is."""
    return {
        file.name for file in tinynet.folder.rglob("*")
        if file.is_file() and any(w in file.read_bytes() for w in (b"Marsh", b"bob@", b"likes"))
    }  # fmt: skip


@pytest.mark.parametrize("at", [2, 5, 8, 11, 14, 16, 18])
def test_killed_in_the_middle_each_file_is_old_or_new_and_again_finishes(kept, at):
    done = subprocess.run(
        [sys.executable, "-c", FORGET, str(at)], env=kept.environ, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    for file in kept.path.parent.rglob("*.db"):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            there = connection.execute("SELECT count(*) FROM person WHERE name LIKE 'Bob%'")
            assert there.fetchone()[0] == (file.name in holding(kept))
    assert not [name for name in holding(kept) if name.endswith(".forget")]
    if kept("show bob").code == 0:
        kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()
    assert not list(kept.path.parent.rglob("*.forget"))


def folder(tinynet) -> Path:
    return tinynet.path.parent / "backups"


def test_a_backup_that_cannot_be_read_is_deleted_and_said(kept):
    damaged = min(folder(kept).glob("*.db"))
    with damaged.open("r+b") as file:
        file.seek(5000)
        file.write(os.urandom(60_000))
    told = kept.ok(["forget", "bob", "--confirm", "Bob Marsh", "--json"]).json
    assert told["deleted"] == [str(damaged)]
    assert holding(kept) == set()
    assert not damaged.exists()


def test_a_backup_with_a_damaged_text_cannot_be_read_either(kept):
    kept.ok("note anne 'plays tennis'")
    kept.ok("backup")
    backup = max(folder(kept).glob("*.db"))
    backup.write_bytes(backup.read_bytes().replace(b"plays tennis", b"plays t\xff\xfe\xff\xfe\xff"))
    kept.ok("note anne 'and chess'")
    told = kept.ok(["forget", "bob", "--confirm", "Bob Marsh", "--json"]).json
    assert told["deleted"] == [str(backup)]
    assert holding(kept) == set()


def test_who_is_in_a_backup_under_another_name_is_known_by_the_random_number(kept):
    """As after a sync that gave them another row, and an edit of all else."""
    backup = max(folder(kept).glob("*.db"))
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("DELETE FROM detail WHERE person_id = 2")
        connection.execute(
            "UPDATE person SET name = 'Robert', handle = 'robert', search = 'robert', "
            "added_on = '2024-01-01' WHERE id = 2"
        )
        connection.execute("DELETE FROM change")
        connection.commit()
        assert connection.execute("SELECT 1 FROM note WHERE text = 'likes jazz'").fetchone()
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()
    assert b"Robert" not in backup.read_bytes()


def test_a_database_that_restore_set_aside_is_rewritten_too(kept):
    aside = Path(f"{kept.path}.damaged-2026-03-01T120000")
    aside.write_bytes(kept.path.read_bytes()[:9000])
    Path(f"{aside}-journal").write_bytes(b"Bob Marsh")
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()


def test_what_a_crash_left_half_written_goes(kept):
    names = ("tinynet.new", "tinynet-2025-01-01T000000.db.forget")
    for left in (*(folder(kept) / name for name in names), Path(f"{kept.path}.new")):
        left.write_bytes(b"Bob Marsh")
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()


def test_what_free_pages_still_hold_goes(kept):
    with closing(sqlite3.connect(kept.path)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        text = "likes secrets " * 1000
        connection.execute("INSERT INTO note (person_id, 'on', text, next_time)"
                           " VALUES (2, '2026-01-01', ?, 0)", (text,))  # fmt: skip
        connection.commit()
        connection.execute("DELETE FROM note WHERE text = ?", (text,))
        connection.commit()
    assert b"likes secrets" in kept.path.read_bytes()
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()


def test_a_link_among_the_backups_is_not_followed(kept, tmp_path):
    elsewhere = tmp_path / "elsewhere.db"
    elsewhere.write_bytes(kept.path.read_bytes())
    held = elsewhere.read_bytes()
    Path(f"{min(folder(kept).glob('*.db'))}.forget").symlink_to(elsewhere)
    (folder(kept) / "tinynet-2026-02-01T000000.db").symlink_to(elsewhere)
    Path(f"{kept.path}.forget").symlink_to(elsewhere)
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert elsewhere.read_bytes() == held
    assert holding(kept) == {"elsewhere.db", "tinynet-2026-02-01T000000.db"}


def test_a_database_behind_a_link_is_rewritten_where_it_is(network, tmp_path):
    real = tmp_path / "real" / "mine.db"
    real.parent.mkdir(mode=0o700)
    network.path.rename(real)
    network.path.symlink_to(real)
    for backup in folder(network).glob("*.db"):
        backup.unlink()  # of the time before the link
    network.ok("backup")
    network.ok("note bob 'likes jazz'")
    network.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert network.path.is_symlink()
    assert holding(network) == set()


def test_a_copy_that_cannot_be_made_soundly_costs_no_backup(kept, monkeypatch):
    kept.ok("note anne 'plays tennis'")  # else the newest backup is like the database without Bob
    there = set(folder(kept).glob("*.db"))
    held = kept.path.read_bytes()
    copy = copies.copy

    def bad(source, draft, *check, **how):
        return "disk I/O error" if bad_one in draft else copy(source, draft, *check, **how)

    monkeypatch.setattr(forget_rows.copies, "copy", bad)
    for bad_one in ("tinynet.db", "backups/tinynet-", "backups/tinynet.new"):
        failed = kept(["forget", "bob", "--confirm", "Bob Marsh", "--json"])
        assert failed.code == (5 if bad_one.endswith("new") else 1)
        assert "disk I/O error" in failed.error["message"]
        assert set(folder(kept).glob("*.db")) == there
        assert kept.path.read_bytes() == held
        assert not list(kept.path.parent.rglob("*.forget"))


def test_a_backup_of_an_older_schema_is_brought_up_to_date(kept, tmp_path, monkeypatch):
    here = tmp_path / "migrations"
    shutil.copytree(upgrade.HERE, here)
    monkeypatch.setattr(upgrade, "HERE", here)
    (here / "versions" / f"{NEXT_REVISION}_next.py").write_text(NEWER)
    monkeypatch.setattr(files, "SCHEMA_VERSION", NEXT)
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()
    assert {database.schema_version(str(file)) for file in folder(kept).glob("*.db")} == {NEXT}
    kept.ok("restore 1 --yes")
    assert [p["handle"] for p in kept.ok("list --json").json["people"]] == ["anne", "caroline-o"]


@pytest.mark.parametrize("at", [1, 2, 4, 5])  # the database, two of three backups, the new one
def test_a_full_disk_is_reported_and_forgetting_goes_on_later(kept, monkeypatch, at):
    kept.ok("note anne 'plays tennis'")
    made, copy = [], copies.copy

    def full(source, draft, *check, **how):
        made.append(draft)
        if len(made) == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return copy(source, draft, *check, **how)

    monkeypatch.setattr(copies, "copy", full)
    result = kept(["forget", "bob", "--confirm", "Bob Marsh"])
    assert (result.code, result.out, result.err) == (
        1,
        "",
        "tinynet: Not everything could be written (No space left on device), so nobody is "
        f"forgotten yet.\nMake room near {kept.path}, or look at its modes, and run it again.\n",
    )
    assert kept("show bob").code == 0
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()


def test_a_row_that_breaks_a_rule_of_its_table_keeps_nobody(kept):
    with closing(sqlite3.connect(kept.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("UPDATE person SET circle = 'wide' WHERE handle = 'anne'")
    shutil.copy(kept.path, folder(kept) / "tinynet-2026-02-01T080000.db")
    kept.ok("forget bob --dry-run")
    kept.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert holding(kept) == set()
    with closing(sqlite3.connect(kept.path)) as connection:
        assert connection.execute("SELECT circle FROM person").fetchone() == ("wide",)


def test_a_damaged_database_is_not_touched(kept):
    with kept.path.open("r+b") as file:
        file.seek(40_000)
        file.write(os.urandom(60_000))
    held = kept.path.read_bytes()
    with pytest.raises(forget_rows.DatabaseError, match="is damaged"):
        forget_rows.plan(str(kept.path), CADENCES, 2, replace=False)
    assert kept(["forget", "bob", "--confirm", "Bob Marsh"]).code == 5
    assert kept.path.read_bytes() == held


def test_texts_are_walked_once_whatever_is_sought_and_in_no_backup(network, monkeypatch):
    network.ok("log coffee anne --note 'Bob sings'")
    network.ok("backup")
    network.ok("log call anne")
    walked = []
    found = mention_rows._found  # noqa: SLF001  every search goes through it

    def noted(store, patterns, columns):
        walked.append(columns)
        return found(store, patterns, columns)

    monkeypatch.setattr(mention_rows, "_found", noted)
    network.ok("forget bob --dry-run")
    assert walked == [TEXTS, SHARED]  # whom a text names, and whom it may mean
    walked.clear()
    network.ok(["forget", "bob", "--confirm", "Bob Marsh"])
    assert len(network.ok("backup --list --json").json["backups"]) > 1
    assert walked == [TEXTS, SHARED]
