"""tinynet browse: the full screen."""

from __future__ import annotations

from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.output.documents import NothingDocument

EXAMPLES = (
    "tinynet browse",
    "tinynet browse --no-color",
)


def run(env: Env) -> Answer[NothingDocument]:
    """Look through your friends on a full screen, and log, note and plan from there.

    Keys: arrows or j and k move, tab changes the list, / finds, l logs, u takes back, ? shows all.
    """
    import gc

    from tinynet.cli.env import is_terminal
    from tinynet.core.extras import load_extra

    if env.format:
        raise UsageError(
            "browse is for a terminal and has no output format",
            "What it shows as data: tinynet due --json",
        )
    if env.environ.get("TERM") == "dumb":
        raise UsageError("This terminal writes line after line only", "There: tinynet due")
    if not (is_terminal(env.stdin) and is_terminal(env.stdout)):
        raise UsageError("browse needs a terminal", "In a pipe or a script: tinynet due")
    load_extra(
        "textual",
        "The full screen needs textual, which is not installed",
        'Run pip install "tinynet-crm[screen]", or pipx inject tinynet-crm textual',
    )
    from tinynet.screen.app import ScreenApp

    gc.enable()  # unlike a command it stays
    app = ScreenApp(env)
    app.run()
    if app.failure is not None:
        raise app.failure
    return Answer("output.lines", plain=[], exit_code=app.return_code or 0)
