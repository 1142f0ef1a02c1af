"""Run the tools: the commands themselves, in an environment that sees what is shared."""

from __future__ import annotations

import os
import secrets
import time

from tinynet.agents import mcp_log
from tinynet.agents.mcp_env import AgentEnv
from tinynet.agents.rules import answers
from tinynet.agents.rules.shares import Shares
from tinynet.agents.rules.tools import PER_PAGE, READING, WRITING, check
from tinynet.cli import fastlane
from tinynet.db import sql
from tinynet.errors import TinynetError, UsageError
from tinynet.output.answer import SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from tinynet.agents.documents import WriteDocument
    from tinynet.agents.rules.tools import Tool
    from tinynet.cli.env import Env

TOKEN_SECONDS = 600.0  # how long a token is good for
TOKENS_MOST = 50  # that wait to be used


class BadTokenError(UsageError):
    """A token that was used, is too old, or belongs to other arguments."""

    code = "bad_token"


class Waiting:
    """A write that was announced and not yet made."""

    def __init__(self, tool: str, given: Mapping[str, Any], client: str, until: float) -> None:
        self.tool, self.given, self.client, self.until = tool, dict(given), client, until
        self.command: list[str] = []
        self.document: WriteDocument


class Calls:
    """The tools of one server.

    Args:
        owner: The environment of `tinynet mcp`.
        allow_writes: Whether there are tools that write.
        clock: Seconds that only go forward.
    """

    def __init__(
        self, owner: Env, *, allow_writes: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.owner, self.allow_writes, self.clock = owner, allow_writes, clock
        self.waiting: dict[str, Waiting] = {}

    def tools(self) -> dict[str, Tool]:
        """The tools there are with the settings as they are now."""
        words = Shares(AgentEnv(self.owner).settings).words
        there = {**READING, **(WRITING if self.allow_writes else {})}
        return {name: tool for name, tool in there.items() if not tool.needs or tool.needs in words}

    def call(
        self, name: str, given: Mapping[str, Any] | None, client: str, env: AgentEnv | None = None
    ) -> dict[str, Any]:
        """Call a tool, and write into the log that it was called.

        Args:
            name: The tool, one of `tools`.
            given: Its arguments, unchecked.
            client: Who calls.
            env: The environment of a call that reads, so that it may be interrupted.
        """
        client = mcp_log.client_name(client)

        def made() -> Mapping[str, Any]:
            if name in WRITING:
                return self.write(name, check(WRITING[name], given), client)
            return self.read(name, check(READING[name], given), env)

        return self.logged(name, client, made)

    def person(self, handle: str, client: str, env: AgentEnv | None = None) -> dict[str, Any]:
        """The document of the resource of a person."""

        def read() -> dict[str, Any]:
            return self.run(env or AgentEnv(self.owner), "show", {"who": (handle,)})

        return self.logged("person", mcp_log.client_name(client), read)

    def logged(
        self, tool: str, client: str, made: Callable[[], Mapping[str, Any]]
    ) -> dict[str, Any]:
        """Make an answer no longer than it may be, and log the call, failed or not."""
        env = AgentEnv(self.owner)
        people, result = 0, mcp_log.OK
        try:
            document: dict[str, Any] = answers.cut({"schema": SCHEMA, **made()})
            people = len(answers.people_in(document))
            if document.get("done"):
                result = mcp_log.WRITTEN
        except TinynetError as error:
            result = error.code
            raise
        except Exception:
            result = "error"
            raise
        finally:
            if os.path.isdir(os.path.dirname(env.path)):
                mcp_log.write(env.path, (env.now, client, tool, people, result))
        return document

    # Tools that read ------------------------------------------------------------------------

    def read(self, name: str, given: dict[str, Any], env: AgentEnv | None) -> dict[str, Any]:
        """Run a command that reads."""
        tool = READING[name]
        limit, page = given.pop("limit", PER_PAGE), given.pop("page", 1)
        options = {tool.names.get(key, key): value for key, value in given.items()}
        if tool.counted:
            options["limit"] = str(limit * page + 1)
        if "words" in options:
            options["words"] = (options["words"],)
        if "topic" in options:
            options["topic"] = (options["topic"],)
        if "with_" in options:
            options["with_"] = " ".join(options["with_"])
        document = self.run(env or AgentEnv(self.owner), name, options)
        return answers.paged(document, tool.lists, limit, page)

    def run(self, env: AgentEnv, command: str, options: Mapping[str, Any]) -> dict[str, Any]:
        """A command's document; the database is let go whatever happens."""
        try:
            document: dict[str, Any] = fastlane.load(command)(env, **options).envelope()
        finally:
            env.close()
        del document["schema"]
        return {"notice": answers.NOTICE, **document}

    # Tools that write -----------------------------------------------------------------------

    def write(self, name: str, given: dict[str, Any], client: str) -> WriteDocument:
        """Say what a command would write; or write it, where a token says that it may."""
        token = given.pop("token", None)
        if token is None:
            return self.announce(name, given, client)
        waiting = self.waiting.pop(token, None)
        if waiting is None or waiting.until < self.clock():
            raise BadTokenError(
                "The token was used already, or is too old", "Call without a token to get a new one"
            )
        if (waiting.tool, waiting.given, waiting.client) != (name, given, client):
            raise BadTokenError(
                "The token belongs to other arguments", "Call without a token to get a new one"
            )
        self.act(waiting, dry_run=False)
        return {**waiting.document, "done": True, "token": None}

    def announce(self, name: str, given: dict[str, Any], client: str) -> WriteDocument:
        """Say what would be written, without writing it."""
        from tinynet.cli.find_people import find_all

        env = AgentEnv(self.owner)
        try:
            found = find_all(env, env.reading(), given["who"])
        finally:
            env.close()
        if name == "note" and len(found) != 1:
            raise UsageError("A note is about one person", "Name one, by handle or name")
        waiting = Waiting(name, given, client, self.clock() + TOKEN_SECONDS)
        waiting.command = [name, *self.handles([person.id for person in found])]
        written = self.act(waiting, dry_run=True)
        on = written["by" if name == "plan" else "on"]
        if name == "log":
            given = {**given, "on": on}  # the day that was announced, whatever day it is then
        token = secrets.token_urlsafe(12)
        waiting.document = {
            "tool": name,
            "done": False,
            "people": [{"handle": person.handle, "name": person.name} for person in found],
            "on": on,
            "arguments": {key: value for key, value in given.items() if key != "who"},
            "token": token,
        }
        self.waiting[token] = waiting
        while len(self.waiting) > TOKENS_MOST:
            del self.waiting[next(iter(self.waiting))]
        return waiting.document

    def handles(self, ids: list[int]) -> list[str]:
        """The handles of people as the database has them, which an agent may not see."""
        store = self.owner.reading()
        known: dict[int, str] = dict(store.rows(sql.handles))
        store.close()
        return [known[number] for number in ids]

    def act(self, waiting: Waiting, *, dry_run: bool) -> Mapping[str, Any]:
        """Run a command that writes; as a unit of undo that says which client it was."""
        name, *handles = waiting.command
        given = {**waiting.given}
        if not dry_run:
            given.update({k: v for k, v in waiting.document["arguments"].items() if k != "who"})
        del given["who"]
        options = {WRITING[name].names.get(key, key): value for key, value in given.items()}
        words = [f"{waiting.client}:", name, *filter(None, [given.get("kind")]), *handles]
        env = AgentEnv(self.owner, words, writes=True, dry_run=dry_run)
        if name == "note":
            options |= {"who": handles[0], "text": (options["text"],)}
        else:
            options["who"] = tuple(handles)
        document: Mapping[str, Any] = fastlane.load(name)(env, **options).envelope()
        return document
