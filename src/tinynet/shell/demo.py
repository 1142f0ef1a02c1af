"""tinynet demo: a throwaway network to try everything on."""

from __future__ import annotations

from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.shell.documents import DemoDocument, DemoStep

EXAMPLES = (
    "tinynet demo",
    "tinynet demo --plain        the commands it shows, one a line",
)
# The words before a command, and the command as one types it.
STEPS = (
    (
        "Today you stopped at Anne's stall and stayed for a coffee. One line keeps it:",
        'tinynet log coffee anne --for 30m --note "her daughter starts school"',
    ),
    (
        "Who would be glad to hear from you? A handful at most, the best reason first:",
        "tinynet due",
    ),
    (
        "A friendship has two sides: how deep it became, and how warm it is now.",
        "tinynet rank --limit 6",
    ),
    (
        "And no number goes without its reasons:",
        "tinynet why tomas",
    ),
)
COLUMNS = "80"


def run(env: Env) -> Answer[DemoDocument]:
    """Show the daily commands at work on a dozen invented friends, who are gone when it ends.

    Everything you see is the commands' own output. Your friends are not touched.
    """
    import shlex
    from tempfile import TemporaryDirectory

    from tinynet.cli import boundary
    from tinynet.contacts import log
    from tinynet.shell import demo_friends

    env.format = env.format or "human"  # in a pipe too: it is a show
    steps: list[DemoStep] = []
    shown = []
    with TemporaryDirectory(prefix="tinynet-demo-") as folder:
        for line in demo_friends.people(env.today):
            run_command(demo_env(env, folder, line, before=demo_friends.KNOWN_DAYS))
        log.run(demo_env(env, folder, stdin=demo_friends.contacts(env.today)), batch="-")
        for words, command in STEPS:
            inner = demo_env(env, folder, shlex.split(command)[1:])
            answer = run_command(inner)
            output = boundary.render(answer, inner)
            steps.append({"command": command, "output": output})
            shown.append((words, command, answer))
    plain = [(command, words) for words, command in STEPS]
    return Answer("shell.demo", {"steps": steps}, rows=shown, plain=plain)


def demo_env(
    env: Env, folder: str, words: Sequence[str] = (), *, stdin: str = "", before: int = 0
) -> Env:
    """A run on the throwaway database.

    Args:
        env: The outer run, which is asked for the day only.
        folder: Where everything is kept while the show lasts.
        words: The command line behind `tinynet`.
        stdin: What is piped in.
        before: How many days before today it takes place.
    """
    from datetime import timedelta
    from io import StringIO

    from tinynet.cli.env import Env

    environ = {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "TINYNET_DB": f"{folder}/friends.db",
        "TINYNET_TODAY": (env.today - timedelta(days=before)).isoformat(),
        "COLUMNS": COLUMNS,
    }
    made = Env(environ, words, stdin=StringIO(stdin), stdout=StringIO(), stderr=StringIO())
    made.format = "human"
    return made


def run_command(inner: Env) -> Answer:
    """What a command line of ours answers."""
    from tinynet.cli import fastlane

    bound = fastlane.bind(inner.command)
    assert bound is not None  # noqa: S101  our own lines; tests/cli/test_demo.py runs them all
    function, given, _ = bound
    return function(inner, **given)
