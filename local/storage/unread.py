"""A refusal that comes before the body was read, as Storage gives it: the connection stays open and the rest unread.

The next request on that connection is then part of a body that nobody reads, and gets no answer. Starlette's servers
read the rest away, which hides the trap from clients that fall into it on a real project.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What has arrived with the head, or soon after, does no harm.
READ_AHEAD = 64 * 1024
# Longer than clients wait for an answer.
HOLD_SECONDS = 60.0


@dataclass(frozen=True)
class UnreadBodies:
    """ASGI middleware, outside of all others."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("POST", "PUT"):
            body = _Body(receive)
            await self.app(scope, body.receive, _HoldingSend(body, send))
        else:
            await self.app(scope, receive, send)


class _Body:
    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._has_ended = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._has_ended = not message.get("more_body", False)
        return message

    async def ends_soon(self) -> bool:
        left = READ_AHEAD
        while not self._has_ended and left > 0:
            left -= len((await self.receive()).get("body", b""))
        return self._has_ended


class _HoldingSend:
    """Sends the whole answer, and does not end the request while its body is unread."""

    def __init__(self, body: _Body, send: Send) -> None:
        self._body = body
        self._send = send

    async def __call__(self, message: Message) -> None:
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not is_last or await self._body.ends_soon():
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        # Cancelled when the server ends.
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(HOLD_SECONDS)
        await self._send({"type": "http.response.body"})
