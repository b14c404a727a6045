"""Makes downloads fail at random, for tests: half answer 500, the other half break off in the middle."""

import random
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from local.storage.errors import StorageError


@dataclass(frozen=True)
class Faults:
    """ASGI middleware; `rate` is the share of object downloads that fail."""

    app: ASGIApp
    rate: float

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._fails(scope):
            await self.app(scope, receive, send)
        elif random.random() < 0.5:
            error = StorageError("500", "InternalError", "Internal Server Error", "InternalError")
            await error.to_response()(scope, receive, send)
        else:
            await self.app(scope, receive, BrokenSend(send))

    def _fails(self, scope: Scope) -> bool:
        is_download = scope["type"] == "http" and scope["method"] == "GET" and "/object/" in scope["path"]
        return is_download and random.random() < self.rate


class BrokenSend:
    """Sends half of the first chunk of the body and then nothing, so the server closes the connection."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._is_broken = False

    async def __call__(self, message: Message) -> None:
        if self._is_broken:
            return
        if message["type"] == "http.response.body":
            self._is_broken = True
            body = message.get("body", b"")
            message = {**message, "body": body[: len(body) // 2], "more_body": True}
        await self._send(message)
