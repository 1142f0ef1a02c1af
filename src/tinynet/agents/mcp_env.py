"""One call of a tool as a run of a command that sees only what is shared."""

from __future__ import annotations

import io

from tinynet.agents import scope_rows
from tinynet.agents.rules.shares import Shares
from tinynet.cli.env import Env
from tinynet.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.db.database import Unit
    from tinynet.db.store import Store


class AgentEnv(Env):
    """The environment of a command that an agent runs: nobody to ask, and a scope to read in.

    Args:
        owner: The environment of `tinynet mcp` itself.
        command: What undo calls it.
        writes: Whether the command may write; it then sees everything, and its answer stays here.
        dry_run: Whether what it writes is rolled back.
    """

    def __init__(
        self, owner: Env, command: Sequence[str] = (), *, writes: bool = False, dry_run: bool = True
    ) -> None:
        super().__init__(
            owner.environ, command, stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO()
        )
        self.format, self.database, self.writes = "json", owner.database, writes
        self.dry_run = dry_run

    def reading(self) -> Store:
        """The database, opened to read what is shared."""
        shares = Shares(self.settings)
        self.opened.append(scope_rows.open_scope(self.path, self.cadences(), shares))
        return self.opened[-1]

    def unit(self, label: str = "", **more: Any) -> Unit:
        """A transaction, where this is a call that may write.

        Raises:
            UsageError: It may not.
        """
        if not self.writes:
            raise UsageError(
                "Agents may only read here", "Let them write: tinynet mcp --allow-writes"
            )
        return super().unit(label, **more)

    def interrupt(self) -> None:
        """Stop what is being read; called from another thread."""
        for store in self.opened:
            store.connection.interrupt()
