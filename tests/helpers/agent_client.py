"""Talk to `tinynet mcp` over stdio: with the SDK's own client, or line by line.

The SDK takes a second to import, which only what talks to a server waits for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_twins import calls
from command_line import Tinynet

if TYPE_CHECKING:
    from mcp import Client

COMMAND = (sys.executable, "-m", "tinynet", "mcp")


def client_of(server: Any) -> Client:
    """The client that talks to a server."""
    from mcp import Client
    from mcp_types import Implementation

    name = Implementation(name="Test Client", version="1")
    return Client(server, client_info=name, read_timeout_seconds=60)


def conversation(
    tinynet: Tinynet, talk: Callable[[Client], Awaitable[Any]], *arguments: str
) -> Any:
    """Have a client of the SDK talk to a server that it starts; what the talk returns."""
    import anyio
    from mcp.client.stdio import StdioServerParameters

    command, *more = COMMAND
    server = StdioServerParameters(command=command, args=[*more, *arguments], env=tinynet.environ)

    async def main() -> Any:
        async with client_of(server) as client:
            return await talk(client)

    return anyio.run(main)


def conversation_here(
    tinynet: Tinynet, talk: Callable[[Client], Awaitable[Any]], *, allow_writes: bool = False
) -> Any:
    """The same with a server in this process, through two pipes: a process of it takes 0.8 s."""
    import anyio

    from tinynet.agents.mcp_server import Desk

    questions, answers = os.pipe(), os.pipe()

    async def serve() -> None:
        server = Desk(calls(tinynet, allow_writes=allow_writes)).server()
        async with lines(questions[0], answers[1]) as streams:
            await server.run(*streams, server.create_initialization_options())

    async def main() -> Any:
        client = client_of(lines(answers[0], questions[1]))
        async with anyio.create_task_group() as group:
            group.start_soon(serve)
            async with client:
                return await talk(client)

    return anyio.run(main)


@asynccontextmanager
async def lines(reading: int, writing: int) -> AsyncIterator[Any]:
    """What the SDK reads and writes as lines at the ends of two pipes."""
    import anyio
    from mcp.server.stdio import stdio_server

    async with (
        await anyio.open_file(reading, encoding="utf-8") as source,
        await anyio.open_file(writing, "w", encoding="utf-8") as target,
        stdio_server(source, target) as streams,
    ):
        yield streams
        await target.aclose()  # the other side then ends, too


class Raw:
    """A client that writes its own lines, whatever they are."""

    def __init__(self, tinynet: Tinynet, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, *arguments], env=tinynet.environ, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.number = 0
        hello = {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": {"name": "raw", "version": "1"},
        }  # fmt: skip
        self.hello = self.ask("initialize", hello)
        self.write(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}))

    def write(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send a request; the whole message that answers it."""
        assert self.process.stdout
        self.number += 1
        self.write(
            json.dumps({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        )
        while True:
            answer: dict[str, Any] = json.loads(self.process.stdout.readline())
            if answer.get("id") == self.number:
                return answer

    def call(self, tool: str, **given: Any) -> dict[str, Any]:
        """Call a tool; its result."""
        answer = self.ask("tools/call", {"name": tool, "arguments": given})
        result: dict[str, Any] = answer["result"]
        return result

    def memory(self) -> int:
        """Its resident memory in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if "VmRSS" in line).split()[1])

    def files(self) -> int:
        """How many files it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def leave(self) -> tuple[int, str, str]:
        """Go away as a client does that dies; its exit code and what it wrote last."""
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err
