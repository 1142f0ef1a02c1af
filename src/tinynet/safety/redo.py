"""tinynet redo: repeat what was undone."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.output.answer import Answer
from tinynet.safety.undo import move_units
from tinynet.safety.undo_rows import REDO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Count
    from tinynet.safety.documents import UndoDocument

EXAMPLES = (
    "tinynet redo",
    "tinynet redo 3             the last three commands that were undone",
)


def run(env: Env, number: Count = None) -> Answer[UndoDocument]:
    """Do again what undo took back, the last one first. Any new entry ends the chance."""
    return move_units(env, REDO, checks.whole_number(number, "redo") or 1)
