"""tinynet forget: what it lists, what it asks, and that nothing of the person is left anywhere."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

import pytest
from books import card, take

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.db import files, sql
from tinynet.db.store import Store, add_missing_functions

PHOTO = "/9j/4AAQSkZJRgABAQEASABIAAD" * 40
SECRETS = (
    "Zoë Quimby", "zoe quimby", "quimby", "zoe-q", "zq@example.org", "+44 20 7946 0991",
    "442079460991", "Zuzu", "hates aniseed", "gardenias", "Quimby & Daughters", "the old mill",
    "cousin of the baker", "clockmaker", "theodolite", "zithers", PHOTO[:40],
    "urn:uuid:zoe", "zq-book",
)  # fmt: skip
OUT_OF_REACH = (
    "Out of reach: other programs' copies (your phone, your mail), exports and backups you put "
    "elsewhere,\nand your shell's history.\n"
)


@pytest.fixture
def full(network):
    """Zoë, imported, with everything that can be known of somebody, two backups, and a namesake."""
    zoe = card(
        "Zoë Quimby", "EMAIL:zq@example.org", "TEL:+44 20 7946 0991", "NICKNAME:Zuzu",
        "NOTE:hates aniseed", "ORG:Quimby & Daughters", f"PHOTO;ENCODING=b;TYPE=JPEG:{PHOTO}",
        "X-ODD:gardenias", "BDAY:1980-04-12", uid="urn:uuid:zoe",
    )  # fmt: skip
    friend = card(
        "Yves Dupont", "item1.X-ABRELATEDNAMES:Zoë Quimby", "item1.X-ABLabel:_$!<Spouse>!$_",
        "item2.X-ABRELATEDNAMES:Ada Dupont", "item2.X-ABLabel:_$!<Child>!$_",
        "X-TINYNET-MET-VIA:Zoë Quimby", uid="urn:uuid:yves",
    )  # fmt: skip
    take(network, friend, file="other.vcf")  # before she is here: a relation to a name
    take(network, zoe, file="zq-book.vcf")
    network.ok("note zoe --fact flower gardenias")
    network.ok("link anne friend zoe")
    network.ok("add Dora --via zoe")
    network.ok("log dinner anne bob zoe --on 2026-02-27 --for 3h")
    network.ok("log coffee zoe --on 2026-02-26 --at 'the old mill' --note 'cousin of the baker'")
    network.ok("edit zoe --handle zoe-q")
    network.ok("plan walk zoe --note 'past the clockmaker'")
    network.ok("favour gave zoe 'lent her my theodolite'")
    network.ok("introduce zoe bob --note 'both collect zithers'")
    network.ok("backup")
    network.ok("log call zoe --on 2026-02-28")
    network.ok("backup")
    return network


def rows(tinynet, text, *values):
    with closing(sqlite3.connect(tinynet.path)) as connection:
        return connection.execute(text, values).fetchall()


def left(tinynet, secrets=SECRETS):
    """The secrets that any file still holds, with the file; the address books are the user's."""
    found = []
    for file in tinynet.folder.rglob("*"):
        if file.is_file() and file.suffix != ".vcf":
            held = file.read_bytes()
            text = held.decode("utf-8", "replace").casefold()
            found += [
                (file.name, secret) for secret in secrets
                if secret.encode() in held or secret.casefold() in text
            ]  # fmt: skip
    return found


def sound(tinynet):
    """The database and each backup, sound, and their ties as a rebuild makes them."""
    ties = "SELECT * FROM tie ORDER BY person_id"
    cadences = Env(tinynet.environ).cadences()
    for file in tinynet.path.parent.rglob("*.db"):
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            add_missing_functions(connection)
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            before = connection.execute(ties).fetchall()
            connection.execute("BEGIN")
            Store(connection, cadences).run(sql.rebuild_ties, **cadences)
            assert connection.execute(ties).fetchall() == before
            connection.execute("ROLLBACK")
        assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_of_them_is_left_in_any_file(full):
    held = {secret for _, secret in left(full)}
    assert held == set(SECRETS)
    full.ok(["forget", "zoe", "--confirm", "zoe QUIMBY"])
    assert left(full) == []
    sound(full)
    assert len(list((full.path.parent / "backups").glob("*.db"))) >= 3


def test_what_is_reported_in_json(full):
    units = len(full.ok("undo --list --json").json["units"])
    told = full.ok(["forget", "zoe", "--confirm", "Zoë Quimby", "--json"]).json
    copies = told.pop("copies")
    assert copies == len(list((full.path.parent / "backups").glob("*.db")))
    assert told == {
        "schema": 1, "handle": "zoe-q", "name": "Zoë Quimby", "forgotten": True,
        "undo": units, "met_through": 2, "notes": 1, "facts": 1, "ways": 2, "dates": 1,
        "relations": 2, "cards": 1, "plans": 1,
        "favours": 1, "introductions": 1, "questions": 0, "contacts": 2, "shared": 1,
        "deleted": [], "replaced": False, "mentions": [], "maybe": [],
    }  # fmt: skip
    assert full("show zoe").code == 4


def test_other_people_keep_their_data(full):
    full.ok(["forget", "zoe", "--confirm", "Zoë Quimby"])
    assert rows(full, "SELECT met_via FROM person WHERE handle = 'dora'") == [(None,)]
    assert rows(full, "SELECT other_name FROM relation") == [("Ada Dupont",)]
    (record,) = rows(full, "SELECT record FROM origin")[0]
    assert '"Ada Dupont"' in record
    # log2(1 + 180/30) by sqrt(2): as if she had not been there
    shared = rows(full, "SELECT credit FROM participant WHERE interaction_id = 6")
    assert shared == [(1_985_099_703,)] * 2


def test_a_second_import_of_the_others_changes_nothing(full):
    full.ok(["forget", "zoe", "--confirm", "Zoë Quimby"])
    again = full.ok(["import", "vcard", str(full.folder / "other.vcf"), "--json"]).json
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 1)


def test_undo_begins_anew(full):
    full.ok(["forget", "zoe", "--confirm", "Zoë Quimby"])
    assert full.ok("undo --list --json").json["units"] == []
    before = full.ok("list --json").json
    full.ok("log coffee anne")
    full.ok("add 'Zoë Quimby'")
    after = full.ok("list --json").json
    full.ok("undo 2")
    assert full.ok("list --json").json == before
    full.ok("redo 2")
    assert full.ok("list --json").json == after
    sound(full)


def test_a_backup_restored_afterwards_is_without_them_but_whole(full):
    full.ok(["forget", "zoe", "--confirm", "Zoë Quimby"])
    before = full.ok("history --json").json
    full.ok("restore 1 --yes")
    assert full.ok("history --json").json == before
    assert left(full) == []


def test_a_second_person_of_the_same_name_is_untouched(full):
    full.ok("add 'Zoë Quimby' --handle zoe-2 --email other@example.org")
    full.ok("note zoe-2 'plays chess'")
    full.ok("log coffee zoe-2")
    full.ok("backup")
    before = full.ok("show zoe-2 --json").json
    full.ok(["forget", "zoe-q", "--confirm", "Zoë Quimby"])
    assert full.ok("show zoe-2 --json").json == before
    assert {secret for _, secret in left(full)} == {"Zoë Quimby", "zoe quimby", "quimby"}
    newest = max((full.path.parent / "backups").glob("*.db"))
    with closing(sqlite3.connect(newest)) as connection:
        assert connection.execute(
            "SELECT handle, text FROM person LEFT JOIN note ON person_id = person.id"
            " WHERE handle LIKE 'zoe%'"
        ).fetchall() == [("zoe-2", "plays chess")]


def test_texts_about_others_are_listed_and_left(full):
    full.ok(["note", "anne", "wrote to  ZOË   quimby, at zq@example.org"])
    full.ok('log walk anne --note "Zoe Quimby\'s garden" --on 2026-02-20')
    full.ok("note anne 'Zoë Quimbyson is somebody else'")
    told = full.ok(["forget", "zoe", "--confirm", "Zoë Quimby", "--json"]).json
    number = rows(full, "SELECT max(id) FROM interaction")[0][0]
    note = rows(full, "SELECT id FROM note WHERE text LIKE 'wrote%'")[0][0]
    assert told["mentions"] == [
        {"table": "note", "id": note, "handle": "anne", "field": "text"},
        {"table": "interaction", "id": number, "handle": "", "field": "note"},
    ]
    assert {secret for _, secret in left(full)} <= {
        "Zoë Quimby", "zoe quimby", "quimby", "zq@example.org",
    }  # fmt: skip


def test_mentions_puts_somebody_in_their_place_everywhere(full):
    full.ok(["note", "anne", "wrote to  ZOË   quimby, at zq@example.org"])
    full.ok("log walk anne --note \"Zoe Quimby's garden\" --at 'chez zoe quimby'")
    full.ok("edit anne --met 'through Zoë Quimby'")
    full.ok("note anne --fact flower 'one from ZOE QUIMBY'")
    full.ok("tag anne running")
    take(full, card("Ugo Ricci", "NOTE:saw Zoë Quimby", "X-HOW:Zoë Quimby", uid="u9"), file="u.vcf")
    full.ok("backup")
    told = full.ok(["forget", "zoe", "--confirm", "Zoë Quimby", "--mentions", "--json"]).json
    assert (told["mentions"], told["replaced"]) == ([], True)
    assert left(full) == []
    assert rows(full, "SELECT text FROM note ORDER BY id DESC LIMIT 2") == [
        ("saw somebody",), ("wrote to  somebody, at somebody",),
    ]  # fmt: skip
    assert rows(full, "SELECT note, place FROM interaction ORDER BY id DESC LIMIT 1") == [
        ("somebody's garden", "chez somebody"),
    ]
    assert rows(full, "SELECT met_how FROM person WHERE handle = 'anne'") == [("through somebody",)]
    sound(full)


def test_an_address_two_people_share_is_named_and_stays(network):
    network.ok("edit anne --email bob@example.org")
    told = network.ok(["forget", "bob", "--confirm", "Bob Marsh", "--mentions", "--json"]).json
    assert [(m["table"], m["handle"], m["field"]) for m in told["mentions"]] == [
        ("detail", "anne", "value")
    ]
    assert network.ok("show anne --json").json["person"]["handle"] == "anne"


# What is asked ------------------------------------------------------------------------------------


def asked(tinynet, line, answer, monkeypatch):
    """Run a command line at a terminal where `answer` is typed."""
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    out, err = io.StringIO(), io.StringIO()
    env = Env(tinynet.environ, line.split(), stdin=io.StringIO(answer), stdout=out, stderr=err)
    return boundary.run(env, line.split()), out.getvalue(), err.getvalue()


LISTING = (
    "What is known of Bob Marsh (bob-m), to be forgotten:\n"
    "  1 contact\n"
    "  1 way to reach them\n"
    "  the undo history, of 6 commands about anybody\n"
    "\n"
    "1 text about somebody else names them and stays as it is "
    '(--mentions puts "somebody" there):\n'
    "  anne: note 1\n"
) + OUT_OF_REACH  # fmt: skip
DONE = (
    "Bob Marsh is forgotten.\n"
    "They are gone from the database and its undo history.\n"
    "1 text about somebody else names them and was left as it is:\n"
    "  anne: note 1\n"
) + OUT_OF_REACH


@pytest.fixture
def bob(network):
    """Bob, mentioned in a note on Anne; no backups yet."""
    network.ok("note anne 'a friend of Bob Marsh'")
    for file in (network.path.parent / "backups").glob("*"):
        file.unlink()
    return network


def test_the_list_is_shown_and_the_name_is_asked_for(bob, monkeypatch):
    line = "forget bob --format human"
    question = f"{LISTING}\nTo forget Bob Marsh for good, type the whole name: "
    wrong = asked(bob, line, "bob\n", monkeypatch)
    assert wrong == (
        3, "",
        f'{question}tinynet: "bob" is not their whole name; nobody was forgotten.\n'
        "They are called Bob Marsh.\n",
    )  # fmt: skip
    assert bob("show bob").code == 0
    assert asked(bob, line, "bob  marsh\n", monkeypatch) == (0, DONE, question)
    assert bob("show bob").code == 4


@pytest.fixture
def short(bob):
    """Texts about others in which somebody is called Bob, or Robbie; a backup has them, too."""
    bob.ok("edit bob --nickname Robbie")
    bob.ok("note anne 'Bob and ROBBIE again'")
    bob.ok("note caroline 'Bobby likes bob cuts'")
    bob.ok("log coffee anne --on 2026-02-27 --note 'with Robbie at the mill'")
    for file in (bob.path.parent / "backups").glob("*"):
        file.unlink()  # the day's first change makes one, which has none of them
    bob.ok("backup")
    return bob


def test_texts_with_a_first_name_or_nickname_are_listed_and_no_script_changes_them(short):
    line = ["forget", "bob", "--confirm", "Bob Marsh", "--mentions"]
    told = short.ok([*line, "--dry-run", "--json"]).json
    maybe = [
        {"table": "note", "id": 2, "handle": "anne", "field": "text"},
        {"table": "note", "id": 3, "handle": "caroline-o", "field": "text"},
        {"table": "interaction", "id": 6, "handle": "", "field": "note"},
    ]
    assert (told["mentions"], told["maybe"]) == ([], maybe)
    assert short.ok([*line, "--json"]).json["maybe"] == maybe
    assert rows(short, "SELECT text FROM note ORDER BY id") == [
        ("a friend of somebody",), ("Bob and ROBBIE again",), ("Bobby likes bob cuts",),
    ]  # fmt: skip


def test_they_are_replaced_one_by_one_at_a_terminal_in_the_backups_too(short, monkeypatch):
    code, out, err = asked(short, "forget bob --format human", "bob marsh\ny\n\nyes\n", monkeypatch)
    assert code == 0
    assert "3 texts hold their first name or a nickname, and may mean them or somebody else:" in err
    assert "anne, note 2: Bob and ROBBIE again\nIs that Bob Marsh, to be replaced" in err
    assert "1 text holds their first name or a nickname" in out
    backup = next((short.path.parent / "backups").glob("*.db"))
    for file in (short.path, backup):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("SELECT text FROM note ORDER BY id").fetchall() == [
                ("a friend of Bob Marsh",), ("somebody and somebody again",),
                ("Bobby likes bob cuts",),
            ]  # fmt: skip
            notes = connection.execute("SELECT note FROM interaction WHERE id = 6").fetchall()
            assert notes == [("with somebody at the mill",)]


def test_no_more_is_asked_after_q_and_nothing_is_done_at_the_end_of_the_input(short, monkeypatch):
    code, _, err = asked(short, "forget bob --format human", "bob marsh\n", monkeypatch)
    assert (code, short("show bob").code) == (3, 0)
    code, _, err = asked(short, "forget bob --format human", "bob marsh\nq\n", monkeypatch)
    assert (code, err.count("Is that Bob Marsh")) == (0, 1)
    assert rows(short, "SELECT text FROM note WHERE id = 2") == [("Bob and ROBBIE again",)]


def test_yes_does_not_suffice(bob):
    result = bob("forget bob --yes")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "tinynet: This needs an answer: To forget Bob Marsh for good, type the whole name.\n"
        'Give --confirm "Bob Marsh".\n',
    )
    assert bob("show bob").code == 0


def test_a_wrong_name_forgets_nobody(bob):
    held = bob.path.read_bytes()
    result = bob(["forget", "bob", "--confirm", "Bob", "--json"])
    assert (result.code, result.out, result.error["code"]) == (3, "", "cancelled")
    assert bob.path.read_bytes() == held


def test_a_dry_run_lists_and_changes_nothing(bob):
    held = bob.path.read_bytes()
    assert bob.ok("forget bob --dry-run", human=True).out == LISTING
    assert bob.ok("forget bob --dry-run").out == (
        "bob-m\tundo\t6\nbob-m\tways\t1\nbob-m\tcontacts\t1\nbob-m\tmention\tnote 1 anne\n"
    )
    assert bob.ok("forget bob --dry-run --json").json["forgotten"] is False
    assert bob.path.read_bytes() == held
    assert list((bob.path.parent / "backups").glob("*")) == []


def test_several_matches_are_no_match(bob):
    bob.ok("add 'Bob Stone'")
    result = bob(["forget", "bob", "--confirm", "Bob Marsh", "--json"])
    assert (result.code, result.error["candidates"]) == (4, ["bob-m", "bob-s"])
    assert bob(["forget", "nobody", "--confirm", "nobody"]).code == 4


def test_another_writer_is_waited_for_and_then_named(bob, monkeypatch):
    lock = files.Lock(str(bob.path))
    monkeypatch.setattr(files.Lock.__init__, "__defaults__", (0.05,))
    result = bob(["forget", "bob", "--confirm", "Bob Marsh"])
    lock.close()
    assert result.code == 6
    assert bob("show bob").code == 0
