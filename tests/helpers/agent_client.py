"""Talk to `tinynet mcp` over stdio: with the SDK's own client, or line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
from command_line import Tinynet
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import Implementation

COMMAND = (sys.executable, "-m", "tinynet", "mcp")


def conversation(
    tinynet: Tinynet, talk: Callable[[Client], Awaitable[Any]], *arguments: str
) -> Any:
    """Have a client of the SDK talk to a server of its own; what the talk returns."""
    command, *more = COMMAND
    server = StdioServerParameters(command=command, args=[*more, *arguments], env=tinynet.environ)

    async def main() -> Any:
        info = Implementation(name="Test Client", version="1")
        async with Client(server, client_info=info, read_timeout_seconds=60) as client:
            return await talk(client)

    return anyio.run(main)


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
