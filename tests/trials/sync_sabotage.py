"""Each rule by which machines agree is broken once on purpose: some test must notice.

python tests/trials/sync_sabotage.py [WORDS]    those with these words in their name, all by default
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parents[1]
if str(TESTS) not in sys.path:
    sys.path[:0] = [str(TESTS), str(TESTS / "helpers")]

from trials.world import Tally, World, trial  # noqa: E402  it is found by the lines above

RULES = "src/tinynet/sync"
# The quick ones first; the histories find what these do not.
NOTICES = ("rules", "state/test_shown_rows.py", "round/test_incoming_rows.py",
           "round/test_journal_rows.py", "round/test_restored_rows.py",
           "round/test_projection_rows.py", "round/test_writer_rows.py",
           "round/test_purge_rows.py", "test_forgotten_rows.py",
           "test_sync_restored.py", "test_sync.py", "round/test_round_rows.py")  # fmt: skip


class Sabotage(NamedTuple):
    """A rule, and how it is broken.

    Attributes:
        rule: What holds otherwise.
        file: Where, under `RULES`.
        right: What stands there, once.
        wrong: What is put in its place.
    """

    rule: str
    file: str
    right: str
    wrong: str


SABOTAGES = (
    Sabotage("the later write of a cell stays", "rules/cells.py",
             "max(old, cell, key=stamp)", "min(old, cell, key=stamp)"),
    Sabotage("of one moment the higher device stays", "rules/cells.py",
             "return cell[0], cell[1], cell[2]", 'return cell[0], "", 0'),
    Sabotage("an edit that lost still counts", "rules/cells.py",
             "        made[EDITS] = rest\n", "        pass\n"),
    Sabotage("tombs are joined", "rules/cells.py",
             "if tomb := highest(mine.get(TOMB, {}), theirs.get(TOMB, {})):",
             "if tomb := mine.get(TOMB, {}):"),
    Sabotage("a row lives by an edit that its tomb had not seen", "rules/cells.py",
             "return not tomb or any(number > tomb.get(device, 0) for device, number in "
             "some.items())", "return not tomb"),
    Sabotage("what is gone with a forgotten person stays so", "rules/cells.py",
             "    if GONE in mine or GONE in theirs:\n        return {GONE: 1}, []\n", ""),
    Sabotage("tombs are sent", "rules/cells.py",
             "        made[TOMB] = record[TOMB]\n", "        pass\n"),
    Sabotage("edits that no cell shows are sent", "rules/cells.py",
             "        made[EDITS] = {device: number}\n", "        pass\n"),
    Sabotage("a cell that is written over was an edit", "rules/cells.py",
             "        keep_edit(record, old[1], old[2])\n", "        pass\n"),
    Sabotage("a tomb sees what was merged into the row", "rules/cells.py",
             "for one in (record, *more):", "for one in (record,):"),
    Sabotage("of several merged in a circle the lowest stays", "rules/identity.py",
             "last = min(steps[steps.index(here) :])", "last = here"),
    Sabotage("merges are followed to the end", "rules/identity.py",
             "                here = self[here]\n",
             "                here = self[here]\n                break\n"),
    Sabotage("of two handles one is told apart", "rules/identity.py",
             "            if mine not in taken:\n                break\n", "            break\n"),
    Sabotage("somebody lives by an edit of who was merged into them", "state/shown_rows.py",
             "return any(rules.outlives(record, rules.edits(one)) for one in known.values())",
             "return known is None"),
    Sabotage("of some that were each dropped for another one stays", "state/shown_rows.py",
             "return gid in merged  #", "return False  #"),
    Sabotage("somebody stays in a contact", "state/shown_rows.py",
             "        if not found and part ==", "        if found < 0 and part =="),
    Sabotage("a pair is seen from both its ends", "state/shown_rows.py",
             "gid != self.root(other):", "gid < self.root(other):"),
    Sabotage("a circle is opened at the lowest", "state/shown_rows.py",
             "return bool(around) and min(around) == gid", "return False"),
    Sabotage("of two with one key after a merge one is shown", "state/shown_rows.py",
             'return sorted(identity.natural(spec["name"], [other, *rest]) for other in others)',
             "return sorted(others)[:0]"),
    Sabotage("what belongs to nobody here is not shown", "state/shown_rows.py",
             "missing = [ref for ref in owned if self.here(ref) is None]",
             "missing: list[str] = []"),
    Sabotage("what waits is looked at again", "state/state_rows.py",
             "        return [row[0] for row in found]\n\n    # Changes",
             "        return [row[0] for row in found][:0]\n\n    # Changes"),
    Sabotage("an edit of what a merge had dropped makes it a row again", "state/state_rows.py",
             'cell is None or (table != "person" and is_alive(record))', "cell is None"),
    Sabotage("all who want a handle are looked at together", "round/projection_rows.py",
             "for gid in self.state.contested():", "for gid in ():"),
    Sabotage("what hung on who was merged is looked at", "round/projection_rows.py",
             "            if before == after:\n", "            if before:\n"),
    Sabotage("what hung on who was merged here is looked at", "round/round_rows.py",
             "        self.merged = self.state.merged  #", "        pass  #"),
    Sabotage("a removed kind in use comes back", "round/projection_rows.py",
             "            self.force_kinds(spec, gid, record)\n", ""),
    Sabotage("a removed kind that is used no more goes", "round/projection_rows.py",
             "        self.drop_unused_kinds()\n", ""),
    Sabotage("two people may swap handles", "round/projection_rows.py",
             "            self.writer.free_handles(meant, rows, changed)\n", ""),
    Sabotage("members of sets are taken out", "round/writer_rows.py",
             "gone, new = there - wanted, wanted - there",
             "gone, new = there - there, wanted - there"),
    Sabotage("ties follow", "round/writer_rows.py",
             "people.update(row[1] for row in gone | new)",
             "people.update(row[1] for row in gone)"),
    Sabotage("search texts follow", "round/projection_rows.py",
             '                self.searched.add(meant[one].values["person_id"])\n',
             "                pass\n"),
    Sabotage("what counts otherwise now is counted again", "round/projection_rows.py",
             "            self.writer.recount(self.recounted)\n", "            pass\n"),
    Sabotage("a number that was given again is another row", "round/local_rows.py",
             "        if touch is None or not touch.new:\n            return False\n",
             "        if touch is not None or local:\n            return False\n"),
    Sabotage("what goes with its owner is not taken out itself", "round/local_rows.py",
             "if missing := self.shown.awaited(gid, record):\n            self.state.wait(gid, "
             "missing)\n        elif", "if"),
    Sabotage("a merge is no removal", "round/local_rows.py",
             "            if heir is not None and heir != gid:\n",
             "            if heir is not None and heir == gid:\n"),
    Sabotage("of two that hold the same a merge drops one", "round/local_rows.py",
             "if self.changes.merges and (twin := self.twin(spec, gid, record)):",
             "if self.changes.merges and (twin := None):"),
    Sabotage("what is dropped as a double is seen as it is", "round/local_rows.py",
             "            cells.bury(record)  # as far", "            pass  # as far"),
    Sabotage("merges in a row are followed before ids are let go of", "round/local_rows.py",
             "heir = self.heirs.get(local)",
             "heir = self.state.gid_at(PERSON, self.changes.merges.get(local) or 0)"),
    Sabotage("a row that is back is known again", "round/local_rows.py",
             "        elif self.any_marks:  #", "        elif self.any_marks is None:  #"),
    Sabotage("two again after a merge is a word of its own", "round/local_rows.py",
             "            self.write(record, MERGED, None, self.moment(at))\n", ""),
    Sabotage("a pair is written at both its ends", "round/local_rows.py",
             "                self.write(end, identity.part_cell(part, gid), 1, "
             "self.moment(touch))\n", ""),
    Sabotage("no stamp is below what was seen", "round/local_rows.py",
             "max(at or self.now, self.clock)", "(at or self.now)"),
    Sabotage("a log is an edit of its people", "round/local_rows.py",
             "                self.edited.add(self.shown.root(other))\n",
             "                pass\n"),
    Sabotage("a note is an edit of its person", "round/local_rows.py",
             "                self.edited.add(self.shown.root(columns[column]))\n",
             "                pass\n"),
    Sabotage("units that the undo history let go of are noticed", "round/journal_rows.py",
             "if stood and max(stood) not in there:", "if stood and max(stood) < 0:"),
    Sabotage("units that were undone are noticed", "round/journal_rows.py",
             "        elif seen[number] != unit:\n", "        elif number < 0:\n"),
    Sabotage("who was forgotten is not taken in again", "round/incoming_rows.py",
             "if forgotten and is_about(gid, forgotten):", "if gid == forgotten:"),
    Sabotage("what lost is kept", "round/incoming_rows.py",
             "if cells.at_once(old, new, self.seen):", "if old == new:"),
    Sabotage("what knew of the other is no conflict", "round/incoming_rows.py",
             "if cells.at_once(old, new, self.seen):", "if old != new:"),
    Sabotage("nobody who was forgotten is named by what comes in", "round/incoming_rows.py",
             "        theirs = without(gid, theirs, self.purge.forgotten)[0]\n", ""),
    Sabotage("what names the forgotten alone is looked at when more is known",
             "round/incoming_rows.py",
             "            self.purge.waiting.add(gid)\n", "            pass\n"),
    Sabotage("what waits for the word of its writer is looked at again", "forgotten_rows.py",
             "            purge.run((), waiting)\n", "            pass\n"),
    Sabotage("what is gone elsewhere goes from the list, too", "round/incoming_rows.py",
             "            drop_conflicts(self.state, gid)\n", ""),
    Sabotage("what is gone elsewhere goes from the files, too", "round/incoming_rows.py",
             "        self.state.set_meta(**{REWRITE: 1})\n", "        pass\n"),
    Sabotage("all rows are looked through for whoever is forgotten", "forgotten_rows.py",
             'if gone or state.meta(UNSOUGHT, "1") == "1":', "if gone:"),
    Sabotage("backups forget who is not in the database any more", "sync_receive.py",
             "is_meant=forgotten_rows.is_one_of(forgotten)", "is_meant=lambda uid: not uid"),
    Sabotage("who is back in the database is looked for by a sync", "sync_receive.py",
             "    look_for_returned(env)\n    forgotten, anew", "    forgotten, anew"),
    Sabotage("who is back by a backup is looked for by the next sync", "sync_restored.py",
             "    is_anybody_back(env)\n", ""),
    Sabotage("a form of somebody who is forgotten elsewhere goes", "sync_receive.py",
             "            editor.discard_kept(", "            str("),
    Sabotage("a backup that was restored may have the forgotten", "round/round_rows.py",
             "        self.state.set_meta(**{UNSOUGHT: 1})  #", "        pass  #"),
    Sabotage("a card that keeps the number of the forgotten goes", "round/purge_rows.py",
             "    alone |= is_forgotten(merged_there(spec, record))\n", ""),
    Sabotage("contacts of forgotten people alone are gone", "round/purge_rows.py",
             'alone |= bool(spec["peopled"] and seen and not someone)', "pass"),
    Sabotage("what went with the forgotten lets go of its id", "forgotten_rows.py",
             "        let_go(database, state, purge.alone)\n", ""),
    Sabotage("a row that is shown is not with somebody who is not", "round/local_rows.py",
             'now = {*changed, *spec["owned"]}', "now = changed"),
    Sabotage("who wrote a row says who was in it", "round/purge_rows.py",
             "ours or (device is not None and bool(device.gone))", "ours or bool(gid)"),
    Sabotage("what is gone is told to the others", "round/purge_rows.py",
             "self.state.put(gid, {GONE: 1}, mine=self.state.number + 1)",
             "self.state.put(gid, {GONE: 1})"),
    Sabotage("who is one with the forgotten is forgotten", "forgotten_rows.py",
             "            gone |= one\n", "            gone |= {gid}\n"),
    Sabotage("a device forgets when it knows as much", "state/device_rows.py",
             "        if all(n <= here.get(device, 0) or device in removed for device, n in "
             "known.items())\n", ""),
    Sabotage("what a removed device would have sent is not waited for", "state/device_rows.py",
             " or device in removed for", " for"),
    Sabotage("a part is taken where it continues what is here", "round/round_rows.py",
             "if int(str(first)) <= known.get(device, 0) else {}", "if first is not None else {}"),
    Sabotage("nothing is taken along by a cascade", "round/round_rows.py",
             "PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
    Sabotage("undo starts over where something came in", "round/round_rows.py",
             '            self.connection.execute("DELETE FROM main.unit")\n', ""),
    Sabotage("a restored database is noticed", "round/round_rows.py",
             'if self.token() == self.state.meta("token"):', "if self.token() is not None:"),
    Sabotage("where the history was let go of with somebody, all is compared",
             "round/journal_rows.py",
             '    state.execute("INSERT INTO state.unit (id, at, label, undone) VALUES '
             "(0, '', '', 0)\")\n", ""),
    Sabotage("what is written while a sync sends is not passed over", "sync_round.py",
             "            state.set_meta(counter=counter)\n",
             "            state.set_meta(counter=change_counter(env.path))\n"),
    Sabotage("what is as in the restored backup says nothing", "round/journal_rows.py",
             "return self.base is not None and self.base[column] == value", "return False"),
    Sabotage("who was in a contact in the restored backup says nothing", "round/local_rows.py",
             "if have and touch and touch.base is not None:", "if not have and self.now < 0:"),
    Sabotage("what a restore replaces is known", "sync_restored.py",
             "                rounds.take_local(rounds.changes())\n", "                pass\n"),
    Sabotage("what was done between two restores is known", "sync_restored.py",
             "                rounds.take_before_restore()\n", "                pass\n"),
    Sabotage("a backup from after the last sync is taken as it is", "sync_restored.py",
             "elif restored_rows.token_of(backup) != rounds.token():", "elif backup:"),
    Sabotage("what is in no backup is there to be taken back", "round/round_rows.py",
             "            restored_rows.number_rest(self.connection, self.state)\n", ""),
    Sabotage("a row of the backup is known by what it holds", "round/restored_rows.py",
             "gid = shown.known_again(connection, spec, local, row, BASE)", "gid = None"),
    Sabotage("who was never sent is known to nobody", "round/restored_rows.py",
             "    for name, ids in unknown(connection, state).items():\n",
             "    for name, ids in ():\n"),
    Sabotage("numbers are those of the restored backup", "round/round_rows.py",
             "number_as_then(self.connection, self.state)\n            self.take_local(",
             "token(self.connection)\n            self.take_local("),
    Sabotage("a row is shown without what may be empty", "state/shown_rows.py",
             'if not all(spec["types"][column].endswith("?") for column in columns)',
             "if columns"),
    Sabotage("ties and names follow where a machine catches up", "round/round_rows.py",
             "            projection.stir_everybody()\n", "            pass\n"),
    Sabotage("what is missing in the folder is written again", "sync_send.py",
             "        if missing:  #", "        if not missing and number < 0:  #"),
)  # fmt: skip


def noticed(sabotage: Sabotage, folder: Path) -> str:
    """The test that notices; "" for none."""
    shutil.copytree(TESTS.parent / "src", folder / "src")
    file = folder / RULES / sabotage.file
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(sabotage.right, sabotage.wrong), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", "-q", "-x", "--tb=no",
         *(str(TESTS / "sync" / name) for name in NOTICES)],
        env=os.environ | {"PYTHONPATH": str(folder / "src")}, cwd=TESTS.parent,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stdout[-2000:] + done.stderr
    found = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return found[0].split(" - ")[0].partition(" ")[2] if found else ""


@trial("each rule of sync broken once is noticed", quick=2, full=len(SABOTAGES))
def sabotages(world: World, count: int) -> Tally:
    """Some test fails for each."""
    tally = Tally()
    for sabotage in world.dice.sample(SABOTAGES, count):
        folder = world.folder / "sabotaged"
        tally.check(noticed(sabotage, folder), f"nobody noticed that {sabotage.rule}")
        shutil.rmtree(folder)
    return tally


def main(words: str) -> int:
    """Break the rules with these words, one after the other, and say who noticed."""
    missed = 0
    for sabotage in SABOTAGES:
        if words in sabotage.rule:
            with tempfile.TemporaryDirectory() as folder:
                test = noticed(sabotage, Path(folder))
            missed += not test
            print(f"{sabotage.rule}: {test or 'NOT NOTICED'}", flush=True)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
