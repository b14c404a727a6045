"""/mcp: one request of an assistant, one answer."""

import asyncio
from collections.abc import Iterator

from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from function.assistants.server import make_server
from function.http.requests import MAX_BODY_BYTES, read_body


class AssistantsEndpoint:
    """An ASGI application for POST. Nothing is kept between two requests, so any instance answers any of them.

    Streamable HTTP without its streams: an answer is JSON, so it ends, and a connection that is held open for messages of
    the server (GET) is refused. The package's check of Host and Origin is off: it keeps web pages from using a server on the
    same machine that asks for no token, and this one asks for one that no browser sends by itself.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await read_body(Request(scope, receive), MAX_BODY_BYTES)
        # Not at start: few functions have an assistant.
        server = await asyncio.to_thread(make_server)
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        # One for each request: its tasks inherit what the middleware has bound, and end with the request.
        manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=MAX_BODY_BYTES
        )
        async with manager.run():
            await manager.handle_request(scope, _replay(body, receive), send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that begins with a body that has been read."""
    first: Iterator[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive_again() -> Message:
        for message in first:
            return message
        return await receive()

    return receive_again
