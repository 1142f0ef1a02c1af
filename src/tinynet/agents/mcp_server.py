"""The server of the Model Context Protocol; the only file that knows its SDK."""

from __future__ import annotations

import gc
import json
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

import anyio
import mcp_types as types
from anyio import to_thread
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from tinynet import __version__, config
from tinynet.agents import mcp_schemas, scope_rows
from tinynet.agents.mcp_calls import Calls
from tinynet.agents.mcp_env import AgentEnv
from tinynet.agents.rules.answers import ANSWER_MOST, NOTICE, TooLongError
from tinynet.agents.rules.tools import WRITING
from tinynet.cli.env import Env
from tinynet.errors import TinynetError
from tinynet.output.json import dumps

Context = ServerRequestContext[Any]
TEMPLATE = "tinynet://person/{handle}"
START = TEMPLATE.partition("{")[0]
INSTRUCTIONS = (
    "tinynet knows the owner's friends: who they are, when they last met, what to remember. "
    "It gives what the owner chose to share and nothing else; what it does not know is not there. "
    f"{NOTICE} Never pass on one person's details to another."
)
BEFORE, WRITE = "before-i-meet", "whom-to-write"
PROMPTS = (
    types.Prompt(
        name=BEFORE,
        title="Before I meet WHO",
        description="What to remember before meeting somebody, and what to ask.",
        arguments=[
            types.PromptArgument(name="who", description="a handle or a name", required=True)
        ],
    ),
    types.Prompt(
        name=WRITE,
        title="Whom to write this week",
        description="Who to get in touch with in the next seven days, and about what.",
        arguments=[],
    ),
)


def serve(env: Env, *, allow_writes: bool) -> None:
    """Serve one client on stdin and stdout until it closes them."""
    gc.enable()  # a process that stays gives back what it no longer needs
    logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)  # it may quote what was asked
    try:
        anyio.run(_serve, Desk(Calls(env, allow_writes=allow_writes)))
    except* (BrokenPipeError, anyio.BrokenResourceError, anyio.ClosedResourceError):
        logging.getLogger(__name__).debug("the client is gone")


async def _serve(desk: Desk) -> None:
    server = desk.server()
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


class Desk:
    """Answers the protocol's requests.

    Args:
        calls: The tools.
    """

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.one_at_a_time = anyio.Lock()

    def server(self) -> Server[Any]:
        """The SDK's server; what it would report to a telemetry service is left out."""
        server: Server[Any] = Server(
            "tinynet",
            version=__version__,
            title="tinynet",
            instructions=INSTRUCTIONS,
            on_list_tools=self.list_tools,
            on_call_tool=self.call_tool,
            on_list_resources=self.list_resources,
            on_list_resource_templates=self.list_templates,
            on_read_resource=self.read_resource,
            on_list_prompts=self.list_prompts,
            on_get_prompt=self.get_prompt,
        )
        server.middleware.clear()
        return server

    async def worked(self, made: Callable[[AgentEnv], Any], *, writes: bool = False) -> Any:
        """Make an answer in a thread; where the client no longer wants it, stop reading.

        What was begun to be written is written to its end.
        """
        env = AgentEnv(self.calls.owner)
        async with self.one_at_a_time:
            if writes:
                with anyio.CancelScope(shield=True):
                    return await to_thread.run_sync(made, env)
            try:
                return await to_thread.run_sync(made, env, abandon_on_cancel=True)
            except anyio.get_cancelled_exc_class():
                env.interrupt()
                raise

    # Tools ----------------------------------------------------------------------------------

    async def list_tools(self, _: Context, __: Any) -> types.ListToolsResult:
        """The tools there are with the settings as they are now."""
        tools = _protocol_errors(self.calls.tools, self.calls.owner)
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=tool.says,
                    input_schema=tool.schema(),
                    output_schema=mcp_schemas.output_schema(name),
                    annotations=types.ToolAnnotations(
                        read_only_hint=name not in WRITING,
                        destructive_hint=False,
                        open_world_hint=False,
                    ),
                )
                for name, tool in tools.items()
            ]
        )

    async def call_tool(
        self, context: Context, asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Call a tool; what the owner or the agent can mend is told in the result."""
        tools = _protocol_errors(self.calls.tools, self.calls.owner)
        if asked.name not in tools:
            raise MCPError(types.INVALID_PARAMS, f'There is no tool "{asked.name[:40]}"')

        def made(env: AgentEnv) -> types.CallToolResult:
            try:
                document = self.calls.call(asked.name, asked.arguments, _client(context), env)
                # What a model reads: whose words they are, then the data.
                texts = (NOTICE, _short_enough(dumps(document)))
                return types.CallToolResult(
                    content=[types.TextContent(text=text) for text in texts],
                    structured_content=_plain(document),
                )
            except Exception as error:  # noqa: BLE001  nothing may get past, and nothing be told of it
                problem = _problem(error, self.calls.owner)
            details = {"code": problem.code, "message": problem.message, "remedy": problem.remedy,
                       "candidates": list(problem.candidates)}  # fmt: skip
            return types.CallToolResult(
                content=[types.TextContent(text=_sentence(problem))],
                structured_content={"schema": 1, "error": details},
                is_error=True,
            )

        result: types.CallToolResult = await self.worked(made, writes=asked.name in WRITING)
        return result

    # Resources ------------------------------------------------------------------------------

    async def list_resources(self, _: Context, __: Any) -> types.ListResourcesResult:
        """None: who is there is for the tools to say."""
        return types.ListResourcesResult(resources=[])

    async def list_templates(self, _: Context, __: Any) -> types.ListResourceTemplatesResult:
        """The one template: a person by their handle."""
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=TEMPLATE,
                    name="person",
                    description="What is shared of one person, as tinynet show has it.",
                    mime_type="application/json",
                )
            ]
        )

    async def read_resource(
        self, context: Context, asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """What is shared of one person."""
        from urllib.parse import unquote

        uri = str(asked.uri)
        if not uri.startswith(START) or len(uri) > 400:
            raise MCPError(types.INVALID_PARAMS, f"There are only resources of the form {TEMPLATE}")
        handle = unquote(uri.removeprefix(START))

        def made(env: AgentEnv) -> str:
            return dumps(self.calls.person(handle, _client(context), env))

        text = await self.asked(made)
        return types.ReadResourceResult(
            contents=[
                types.TextResourceContents(uri=asked.uri, mime_type="application/json", text=text)
            ]
        )

    async def asked(self, made: Callable[[AgentEnv], str]) -> str:
        """Make a text; what goes wrong is an error of the protocol."""

        def safe(env: AgentEnv) -> str:
            text: str = _protocol_errors(lambda: _short_enough(made(env)), self.calls.owner)
            return text

        text: str = await self.worked(safe)
        return text

    # Prompts --------------------------------------------------------------------------------

    async def list_prompts(self, _: Context, __: Any) -> types.ListPromptsResult:
        """The prompts."""
        return types.ListPromptsResult(prompts=list(PROMPTS))

    async def get_prompt(
        self, context: Context, asked: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """A prompt with what it is about in it."""
        given = asked.arguments or {}
        if asked.name == BEFORE:
            tool, about = "brief", {"who": given.get("who", "")}
            wish = (
                f"I am about to meet {about['who'][:200]}. Remind me of what matters, briefly, "
                "and suggest two or three things to ask."
            )
        elif asked.name == WRITE:
            tool, about = "due", {"within": "7d"}
            wish = "Whom should I write this week? For each, say why, and suggest one sentence."
        else:
            raise MCPError(types.INVALID_PARAMS, f'There is no prompt "{asked.name[:40]}"')

        def made(env: AgentEnv) -> str:
            return dumps(self.calls.call(tool, about, _client(context), env), indent=2)

        text = await self.asked(made)
        return types.GetPromptResult(
            messages=[
                types.PromptMessage(role="user", content=types.TextContent(text=message))
                for message in (wish, f"{NOTICE}\n\n{text}")
            ]
        )


def _client(context: Context) -> str:
    """What the client calls itself."""
    client = context.session.client_params
    return client.client_info.name if client else ""


def _plain(document: Mapping[str, Any]) -> Any:
    """The document with control and bidi characters escaped as they are in our JSON."""
    return json.loads(dumps(document))


def _short_enough(text: str) -> str:
    if len(text) > ANSWER_MOST:
        raise TooLongError
    return text


def _sentence(problem: TinynetError) -> str:
    return ". ".join(filter(None, (problem.message, problem.remedy)))


def _problem(error: Exception, owner: Env) -> TinynetError:
    """What went wrong, as far as it is an agent's to know: no path, no line of a trace."""
    try:
        path = owner.path
    except TinynetError:  # a link to what is not there
        return TinynetError("The database cannot be read", "See what is wrong: tinynet doctor")
    if isinstance(error, TinynetError):
        found = error
    else:
        found = scope_rows.failure(error, path) or TinynetError(
            f"This is a mistake in tinynet ({type(error).__name__})", "Please report it"
        )

    def shown(text: str) -> str:
        for place in (path, config.config_path(owner.environ)):
            text = text.replace(f" {place}", "").replace(place, "The database")
            text = text.replace(os.path.dirname(place), "its folder")
        return text

    problem = TinynetError(shown(found.message), shown(found.remedy), found.candidates)
    problem.code = found.code
    return problem


def _protocol_errors(made: Callable[[], Any], owner: Env) -> Any:
    """Do something; what goes wrong is an error of the protocol."""
    try:
        return made()
    except MCPError:
        raise
    except Exception as error:  # noqa: BLE001  see above
        problem = _problem(error, owner)
        code = types.INVALID_PARAMS if problem.code != "error" else types.INTERNAL_ERROR
        raise MCPError(code, _sentence(problem), {"code": problem.code}) from None
