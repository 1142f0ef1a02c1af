"""The parts of Typer's own copy of Click that tinynet cannot do without; used nowhere else.

Since 0.26 Typer brings Click along as a private module. Its public modules export neither the error
that every wrong command line raises, whose context names the command, nor the types that the
methods of a TyperGroup are declared with. Should a new Typer move them, this file is the one to
mend; pyproject.toml says which versions were tried.
"""

from __future__ import annotations

from typer._click import ClickException, Command, Context, HelpFormatter
from typer._click.exceptions import UsageError as TyperUsageError

__all__ = ["ClickException", "Command", "Context", "HelpFormatter", "TyperUsageError"]
