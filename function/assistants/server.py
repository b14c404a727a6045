"""The tools as a server of the Model Context Protocol, by its official package."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog

from function import __version__
from function.assistants.tools import INSTRUCTIONS, TOOLS, Caller, Tool, to_json
from function.errors import KairoError
from function.http.callers import caller_of
from function.http.requests import parse_arguments
from function.observability.logs import describe_exception

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext
    from mcp.server.lowlevel import Server
    from mcp.types import CallToolRequestParams, CallToolResult, ListToolsResult, PaginatedRequestParams

log = structlog.get_logger()

_TOOLS = {tool.name: tool for tool in TOOLS}


@cache
def make_server() -> "Server[Any]":
    """Return the server, which keeps nothing between two requests. Importing the package takes 2 s and 26 MB."""
    from mcp.server.lowlevel import Server

    return Server(
        "kairo-ocr",
        title="Kairo OCR",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def list_tools(
    context: "ServerRequestContext[Any, Any]",  # noqa: ARG001  the package's interface
    parameters: "PaginatedRequestParams | None",  # noqa: ARG001
) -> "ListToolsResult":
    from mcp import types

    hints = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=tool.name,
                title=tool.title,
                description=tool.description,
                input_schema=tool.arguments.model_json_schema(),
                annotations=hints,
            )
            for tool in TOOLS
        ]
    )


async def call_tool(
    context: "ServerRequestContext[Any, Any]", parameters: "CallToolRequestParams"
) -> "CallToolResult":
    from mcp import MCPError, types

    tool = _TOOLS.get(parameters.name)
    if tool is None:
        raise MCPError(
            code=types.INVALID_PARAMS, message=f"There is no such tool; choose one of {', '.join(_TOOLS)}."
        )
    service = context.request.state.service
    database = service.database.seen_by(caller_of(context.request).person)
    answer, failed = await _run(tool, Caller(service, database), parameters.arguments or {})
    text = types.TextContent(type="text", text=json.dumps(answer, ensure_ascii=False))
    return types.CallToolResult(content=[text], structured_content=answer, is_error=failed)


async def _run(tool: Tool, caller: Caller, arguments: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Return the answer, and whether it is an error, which the assistant is told."""
    try:
        return to_json(await tool.run(caller, parse_arguments(tool.arguments, arguments))), False
    except KairoError as error:
        failure = error
    except Exception as error:
        log.error("tool_broke", tool=tool.name, **describe_exception(error))
        failure = KairoError("An internal error occurred; the function's log says where.")
    return {"code": failure.code, "detail": str(failure), "retryable": failure.retryable}, True
