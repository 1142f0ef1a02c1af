"""tinynet mcp: tools for agents, over the Model Context Protocol on stdin and stdout."""

from __future__ import annotations

from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.agents.documents import AgentLogDocument
    from tinynet.cli.env import Env
    from tinynet.cli.options import AgentsLog, AllowWrites

EXAMPLES = (
    "tinynet mcp                     what an agent's settings start",
    "tinynet mcp --allow-writes      it may also log, note and plan",
    "tinynet mcp --log               what agents asked, and when",
    'tinynet config set agents.share "names ties"',
)


def run(
    env: Env, *, allow_writes: AllowWrites = False, log: AgentsLog = False
) -> Answer[AgentLogDocument]:
    """Let an agent ask about your friends: it starts this, and talks to it on stdin and stdout.

    It reads only, and gets little: see the settings that begin with agents, and docs/agents.md.
    People tagged private are never there.
    """
    if log:
        return calls(env)
    if env.format:
        raise UsageError("tinynet mcp speaks its own protocol", "Only with --log it takes a format")
    if env.dry_run:
        raise UsageError("tinynet mcp has no dry run", "Without --allow-writes it reads only")
    from tinynet.core.extras import load_extra

    for package in ("mcp", "mcp_types"):
        load_extra(
            package,
            "This needs the package mcp, which is not installed",
            'Run pip install "tinynet-crm[agents]", or pipx inject tinynet-crm mcp',
        )
    from tinynet.agents import mcp_server

    if env.can_ask():
        env.say("Waiting for an agent to speak on stdin; Ctrl-C ends it. More: tinynet mcp --help")
    mcp_server.serve(env, allow_writes=allow_writes)
    return Answer("output.done", plain=[])


def calls(env: Env) -> Answer[AgentLogDocument]:
    """What agents asked, the latest first."""
    from tinynet.agents import mcp_log

    found = mcp_log.read(env.path)
    document: AgentLogDocument = {
        "calls": [
            {"at": at, "client": client, "tool": tool, "people": people, "result": result}
            for at, client, tool, people, result in found
        ]
    }
    lines = [
        f"{at.replace('T', ' ')}  {client}  {tool}  {people} "
        f"{'person' if people == 1 else 'people'}"
        f"{'' if result == mcp_log.OK else f'  ({result})'}"
        for at, client, tool, people, result in found
    ]
    return Answer(
        "output.done", document, plain=found, message=lines or ["No agent has asked anything yet."]
    )
