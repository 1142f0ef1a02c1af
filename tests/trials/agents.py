"""An agent that asks for hours, and asks nonsense in between."""

from __future__ import annotations

from trials.world import NotHereError, Tally, World, trial

GROWTH = 4_000  # KiB that the memory of a process goes up and down by itself
# A tool, what it is given, and whether an answer is expected; else an error in the result.
ASKED = (
    ("due", {"within": "1y"}, True),
    ("find", {"query": "dinner"}, True),
    ("brief", {"who": "anne"}, True),
    ("upcoming", {}, True),
    ("history", {"who": ["anne", "bob"], "limit": 5}, True),
    ("why", {"who": "bob"}, True),
    ("ask", {"topic": "running"}, True),
    ("common", {"who": "anne bob"}, True),
    ("find", {"query": "x" * 100_000}, False),
    ("brief", {"who": "nobody at all"}, False),
    ("due", {"within": "soon", "nonsense": [1]}, False),
)
NONSENSE = ("garbage", "{", "[]", "null", '{"jsonrpc": "2.0"}', "\x00\x1b[31m", "é" * 50_000)


@trial("an agent's calls take no more memory and leave no file open", quick=220, full=1_000)
def calls_without_growth(world: World, count: int) -> Tally:
    """Every call is answered, and after many of them the server is as small as after a few."""
    try:
        from agent_client import Raw
    except ImportError as error:
        raise NotHereError(f"needs the extra agents ({error})") from error
    tally = Tally()
    world.peopled().ok("config set agents.share 'names ties facts notes'")
    raw = Raw(world)

    def some(first: int, last: int) -> None:
        for number in range(first, last):
            tool, given, answered = ASKED[number % len(ASKED)]
            if number % 10 == 0:
                raw.write(NONSENSE[number // 10 % len(NONSENSE)])
            if number % 25 == 0:
                unknown = raw.ask("tools/call", {"name": "no such tool", "arguments": {}})
                tally.check(unknown.get("error", {}).get("code") == -32602, unknown)
            result = raw.call(tool, **given)
            tally.check(result.get("isError", False) is not answered, (tool, given, result))

    warm = count // 2
    some(0, warm)
    memory, files = raw.memory(), raw.files()
    some(warm, count)
    tally.check(raw.files() == files, f"{files} files are open, then {raw.files()}")
    grown = raw.memory() - memory
    tally.check(grown < GROWTH, f"{grown:,} KiB more after {count - warm:,} calls")
    code, out, err = raw.leave()
    tally.check((code, out) == (0, ""), (code, out))
    tally.check("Traceback" not in err, err[-500:])
    tally.aside = f"{memory:,} KiB after {warm:,} calls, {grown:+,} after {count:,}"
    return tally
