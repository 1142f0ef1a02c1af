"""Text and files that want something else: shown harmlessly, read within bounds, never guessed."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import hostile_cards as vcards
from command_line import Result
from payloads import PAYLOADS, steers

from tinynet.cli import boundary
from tinynet.cli.env import Env
from trials.limits import READS, WRITES, takes_format
from trials.mutations import furnished
from trials.world import Tally, World, calm, finished, trial

OUR_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
TWIN = "twin"  # both Anne and Bob get it into their names, so that one has to be asked for
COLUMNS = {
    "person": ("name", "met_how", "met_at", "organisation", "title"),
    "nickname": ("name",),
    "detail": ("label", "value"),
    "tag": ("name",),
    "fact": ("key", "value"),
    "note": ("text",),
    "relation": ("other_name",),
    "anniversary": ("what",),
    "kind": ("name",),
    "interaction": ("place", "note", "occasion"),
    "interaction_tag": ("name",),
    "remark": ("text",),
    "place": ("name",),
    "occasion": ("name",),
    "plan": ("note",),
    "favour": ("text",),
    "introduction": ("note",),
    "unit": ("label",),
}
WHERE = {  # what else has to be so: names that are there once, relations to a name
    "tag": "|| person_id", "kind": "|| id", "fact": "|| id", "place": "|| id",
    "relation": "WHERE other_id IS NULL",
}  # fmt: skip
TYPED = (  # {} is the payload
    ["{}"], ["add", "{}"], ["add", "Dora", "--met", "{}"], ["add", "Dora", "--tag", "{}"],
    ["add", "Dora", "--email", "{}"], ["add", "Dora", "--phone", "{}"], ["add", "D", "--via", "{}"],
    ["add", "Dora", "--note", "{}"], ["add", "Dora", "--handle", "{}"], ["add", "D", "--on", "{}"],
    ["add", "Dora", "--birthday", "{}"], ["add", "Dora", "--every", "{}"], ["list", "{}"],
    ["add", "Dora", "--circle", "{}"], ["log", "{}", "anne"], ["log", "coffee", "{}"],
    ["log", "coffee", "{}", "--add"], ["log", "coffee", "anne", "--on", "{}"],
    ["log", "coffee", "anne", "--for", "{}"], ["log", "coffee", "anne", "--at", "{}"],
    ["log", "coffee", "anne", "--note", "{}"], ["log", "coffee", "anne", "--occasion", "{}"],
    ["log", "--batch", "{}"], ["show", "{}"], ["why", "{}"], ["history", "--kind", "{}"],
    ["history", "--at", "{}"], ["note", "anne", "{}"], ["note", "anne", "{}", "--next"],
    ["note", "anne", "{}", "--fact", "{}"], ["tag", "anne", "{}"], ["link", "anne", "{}", "bob"],
    ["link", "anne", "spouse", "{}"], ["edit", "anne", "--name", "{}"], ["--{}"], ["due", "-{}"],
    ["edit", "anne", "--nickname", "{}"], ["amend", "{}"], ["amend", "1", "--note", "{}"],
    ["kinds", "add", "{}"], ["config", "get", "{}"], ["config", "set", "{}", "1"], ["undo", "{}"],
    ["config", "set", "date_order", "{}"], ["import", "{}", "x"], ["import", "vcard", "{}"],
    ["jot", "{}"], ["jot", "coffee with {} in {}"], ["met", "{}", "--at", "{}"], ["match", "{}"],
    ["met", "anne", "--at", "x", "--cost", "{}"], ["plan", "{}", "anne"], ["plans", "{}"],
    ["plan", "walk", "{}"], ["plan", "walk", "anne", "--by", "{}"], ["plan", "--drop", "{}"],
    ["plan", "walk", "anne", "--note", "{}"], ["plan", "walk", "anne", "--said", "{}"],
    ["favour", "{}", "anne", "x"], ["favour", "gave", "{}", "x"], ["favour", "gave", "anne", "{}"],
    ["favour", "--remove", "{}"], ["favours", "{}"], ["introduce", "anne", "{}"], ["brief", "{}"],
    ["introduce", "anne", "bob", "--note", "{}"], ["introduce", "anne", "bob", "--outcome", "{}"],
    ["common", "anne", "{}"], ["gather", "--size", "{}"], ["gather", "--around", "{}"],
    ["gather", "--with", "{}"], ["ask", "{}"], ["quiz", "--answer", "{}", "--grade", "{}"],
    ["year", "{}"], ["sources", "--since", "{}"], ["email", "{}"], ["feed", "{}"],
    ["merge", "{}", "anne"], ["merge", "anne", "bob", "--prefer", "{}"], ["export", "{}", "-"],
    ["export", "csv", "{}"], ["export", "vcard", "-", "--version", "{}"], ["through", "{}"],
    ["import", "csv", "x", "--map", "{}"], ["import", "whatsapp", "x", "--order", "{}"],
    ["import", "{}"], ["snooze", "anne", "{}"], ["help", "{}"], ["init", "{}"],
    ["due", "--format", "{}"], ["due", "--db", "{}"],
    ["rank", "--by", "{}"], ["remove", "{}", "--yes"], ["undo", "--list"],
)  # fmt: skip


class Screen(io.StringIO):
    """What is written to it is kept, while it says it is the terminal it was given."""

    def __init__(self, terminal: int, text: str = "") -> None:
        super().__init__(text)
        self.terminal = terminal

    def fileno(self) -> int:
        """The terminal's number."""
        return self.terminal


def on_screen(world: World, words: list[str]) -> Result:
    """Run a command line in this process, as if at a terminal; 1 is answered, and q at the end."""
    ours, theirs = pty.openpty()
    os.write(ours, b"1qqq")  # for what reads single keys
    try:
        out, err = Screen(theirs), Screen(theirs)
        env = Env(world.environ, words, stdin=Screen(theirs, "1\n"), stdout=out, stderr=err)
        code = boundary.run(env, words)
    finally:
        os.close(ours)
        os.close(theirs)
    return Result(code, out.getvalue(), err.getvalue())


def on_terminal(world: World, words: list[str]) -> Result:
    """Run a command line as a process at a real terminal."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, True)
    process = world.start(words, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while more := os.read(ours, 65536):
            shown += more
    except OSError:
        pass  # a closed terminal reads as an error
    os.close(ours)
    code = finished(process).code
    return Result(code, shown.decode("utf-8", "replace").replace("\r\n", "\n"), "")


def harmless(text: str, payloads: list[str], allowed: str) -> bool:
    """Whether nothing in a text steers a terminal but our own colours, and those are our own."""
    if any(payload in text for payload in payloads if OUR_COLOURS.search(payload)):
        return False
    return not [char for char in OUR_COLOURS.sub("", text) if steers(char) and char not in allowed]


def shown(world: World, words: list[str], payloads: list[str], tally: Tally) -> None:
    """Check one command line on a terminal, in a pipe, as JSON and as a table."""
    asked = words[0] if words else ""
    forms = {"terminal": on_screen(world, words)}
    if not words or takes_format(" ".join(words)):
        forms["pipe"] = world(words)
    if words and "pipe" in forms:
        forms["json"] = world([*words, "--json"])
        forms["table"] = world([*words, "-f", "csv"])
    for form, result in forms.items():
        right = calm(result)
        if form == "json" and result.out:
            try:
                json.loads(result.out)
            except ValueError:
                right = asked in {"demo", "prompt", "init"}
        for text in (result.out, result.err):
            ours = form == "terminal" or not OUR_COLOURS.search(text)
            right = right and ours and harmless(text, payloads, "\n\t" if form == "pipe" else "\n")
        tally.check(right, f"{words} as {form}: {result}")


def plant(world: World, payloads: list[str]) -> None:
    """Put text into every field of Anne and Bob, past all checks of what is typed."""
    furnished(world)
    text = " ".join(payloads).encode("utf-8", "replace").decode()  # no lone surrogate in UTF-8
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("""INSERT INTO remark ("on", text) VALUES ('2026-01-02', 'rain')""")
        connection.execute("INSERT INTO place (name) VALUES ('Lisbon')")
        for table, names in COLUMNS.items():
            for name in names:
                is_name = (table, name) == ("person", "name")  # always a single line
                value = f"{text} {TWIN}".replace("\n", " ")[-190:] if is_name else text
                more = WHERE.get(table, "")
                connection.execute(f"UPDATE {table} SET {name} = ? {more}", (value,))
        connection.execute("UPDATE person SET search = search || ' twin'")
        connection.commit()


@trial("60 payloads in every field, shown by every command", suite=2, quick=8, full=60)
def stored(world: World, count: int) -> Tally:
    """No raw control byte but our own colours, on a terminal and in a pipe; JSON parses."""
    tally = Tally()
    all_ = [payload for payload, _ in PAYLOADS]
    for number in range(count):
        payloads = all_[number::count]
        other = world.copy()
        plant(other, payloads)
        for line in ("", "show twin", "due --all", "list --sort depth", *READS):
            if not line.endswith("-help"):  # Typer prints it by itself, and there is no data in it
                shown(other, line.split(), payloads, tally)
        for words in (["list"], ["show", "anne"]):
            result = on_terminal(other, words)
            tally.check(harmless(result.out, payloads, "\n") and calm(result), (words, result))
        for line in WRITES:
            shown(other.copy(), line.replace("'", "").split(), payloads, tally)
        other.gone()
    return tally


@trial("payloads typed as every argument", suite=4, quick=8, full=60)
def typed(world: World, count: int) -> Tally:
    """The same of what is typed, refusals included; no argument can hold a NUL, or no UTF-8."""
    tally = Tally()
    payloads = [payload for payload, _ in PAYLOADS if not {"\x00", "\ud83d"} & set(payload)]
    for payload in world.dice.sample(payloads, min(count, len(payloads))):
        other = world.copy().peopled()
        for line in TYPED:
            words = [word.replace("{}", payload) for word in line]
            shown(other, words, [payload], tally)
        config = other.folder / "config" / "tinynet" / "config.toml"
        config.parent.mkdir(parents=True, exist_ok=True)
        key = json.dumps(payload.encode("utf-8", "replace").decode())
        for text in (f"{key} = 1\n", f"date_order = {key}\n", f"{payload}"):
            config.write_text(text, encoding="utf-8", errors="replace")
            shown(other, ["due"], [payload], tally)
        other.gone()
    return tally


@trial("mutated vCards", quick=800, full=10_000)
def mutations(world: World, count: int) -> Tally:
    """No exception, none over 1 s; one in a hundred goes through the whole import."""
    tally = Tally()
    world.peopled()
    samples = [path.read_bytes() for path in sorted(vcards.SAMPLES.glob("*.vcf"))]
    file = world.folder / "bad.vcf"
    for number in range(count):
        data = vcards.mutated(world.dice, samples[number % len(samples)])
        start = time.perf_counter()
        try:
            for found in vcards.read(data):
                vcards.check(found)
            right = True
        except Exception as error:  # noqa: BLE001  any is a failure
            right = f"{error!r}" == ""
        spent = time.perf_counter() - start
        if number % 100 == 0:
            file.write_bytes(data)
            result = world(["import", "vcard", str(file), "--json"])
            right = right and calm(result) and result.code in {0, 1}
            right = right and harmless(result.err, [], "\n")
        tally.check(right and spent < 1, f"mutation {number}: {spent:.2f} s {data[:300]!r}")
    return tally


def bombs(cards: int) -> dict[str, bytes]:
    """Files made to break readers; a good card follows in each."""
    card = vcards.card
    return {
        "5,000 nested BEGIN:VCARD": b"BEGIN:VCARD\r\n" * 5_000,
        "5,000 nested components": card(b"BEGIN:VEVENT\r\n" * 5_000),
        "a photo of 5 MB": card(b"PHOTO;ENCODING=b;TYPE=JPEG:" + b"QUJD" * 1_310_000),
        "a line of 1 MB": card(b"NOTE:" + b"x" * 1_000_000),
        "a name of 1 MB": card(b"FN:" + b"x" * 1_000_000),
        "no END": b"BEGIN:VCARD\r\nFN:Bea\r\n",
        "an unknown CHARSET": card(b"NOTE;CHARSET=klingon:caf\xe9"),
        "bad base64": card(b"PHOTO;ENCODING=b:***"),
        "NUL bytes": b"\x00" * 1_000_000 + b"\r\n",
        "an endless parameter": card(b"TEL;TYPE=" + b"a," * 300_000 + b":1"),
        f"{cards:,} cards": b"".join(
            b"BEGIN:VCARD\nUID:b%d\nFN:Bomb %dx\nEND:VCARD\n" % (n, n) for n in range(cards)
        ),
    }


@trial("bombs: nested, huge, endless, countless", quick=2_000, full=50_000)
def bombed(world: World, count: int) -> Tally:
    """What is good behind them still arrives."""
    tally = Tally()
    for name, data in bombs(count).items():
        other = world.copy()
        file = other.folder / "bomb.vcf"
        file.write_bytes(data + vcards.GOOD)
        result = other.run(["import", "vcard", str(file)])
        there = "Anne Baker" in other.run("list").out
        tally.check(result.code == 0 and calm(result) and there, f"{name}: {result.code} {there=}")
        other.gone()
    return tally


@trial("huge or nested notes, batches, settings", suite=1, quick=1, full=1)
def huge(world: World, count: int) -> Tally:
    """Taken, or refused in a sentence."""
    assert count
    tally = Tally()
    world.peopled()
    file = world.folder / "huge"
    for name, data, line in (
        ("a note of 5 MB", b"x" * 5_000_000, "note anne -"),
        ("a batch line of 1 MB", b"coffee\tanne\t" + b"x" * 1_000_000, "log --batch -"),
        ("a batch of NULs", b"\x00" * 1_000_000, "log --batch -"),
        ("JSON nested 100,000 deep", b"[" * 100_000, "log --batch -"),
        ("an object nested 100,000 deep", b'{"kind":' * 100_000, "log --batch -"),
    ):
        file.write_bytes(data)
        with file.open() as stdin:
            result = world.run(line, stdin=stdin)
        tally.check(result.code in {0, 1, 2} and calm(result), f"{name}: {str(result)[:300]}")
    config = Path(world.environ["XDG_CONFIG_HOME"]) / "tinynet" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    for text in (b"a = " + b"[" * 100_000, b"\xff" * 1_000_000, b"x = 1\n" * 100_000):
        config.write_bytes(text)
        result = world.run("due")
        tally.check(calm(result), f"config {text[:20]!r}: {str(result)[:300]}")
    return tally
