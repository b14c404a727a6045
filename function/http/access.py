"""Authentication, a limit on wrong tokens per address, and limits on concurrent requests and slow bodies."""

import asyncio
import hmac
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv6Address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from function.errors import (
    ExpiredSessionError,
    KairoError,
    SlowBodyError,
    TooManyRequestsError,
    UnauthorizedError,
)
from function.http.callers import Caller, set_caller
from function.http.problems import answer_problem, problem
from function.http.signed import SignedTokens
from function.people.sessions import Sessions, looks_like_session

# A misconfigured client fails a few times a minute; pg_net retries three dispatches a minute.
WRONG_TOKENS = 10
SECONDS_A_WRONG_TOKEN = 6.0
ADDRESSES = 10_000

# More than pg_net posts at once (200); with bodies of up to 512 KB, they take at most 128 MB.
REQUESTS_AT_ONCE = 256

GUARDED = ("/api", "/mcp")
# What the page asks before anybody has signed in.
OPEN_PATHS = ("/api/config",)
# Whoever follows events does so for hours; `people/events.py` limits how many do.
EVENTS = "/events"
BODY_SECONDS = 10.0
# For 50 MB, 170 KB a second.
UPLOAD_SECONDS = 300.0
UPLOAD = ("POST", "/api/documents")
# An unwanted body is read before the response is sent, up to this size: closing early can lose the response.
DRAINED_BYTES = 1024 * 1024


class BearerAuthentication:
    """Requires exactly one `Authorization: Bearer <token>` header for every path under /api, and for /mcp, and says who
    asks.

    The token is one of `tokens` or, for requests from the database, signed with one of them; or it is the session of a
    person, if there are `sessions`. It is compared with every one of `tokens`, each time in constant time. An address
    with too many wrong tokens is refused before its token is checked.
    """

    def __init__(
        self,
        app: ASGIApp,
        tokens: tuple[str, ...],
        sessions: Sessions | None = None,
        wrong: "WrongTokens | None" = None,
    ) -> None:
        self._app = app
        self._expected = [f"Bearer {token}".encode() for token in tokens]
        self._signed = SignedTokens(tokens)
        self._sessions = sessions
        self._wrong = wrong or WrongTokens()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_guarded(scope):
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        wait = self._wrong.seconds_to_wait(address)
        if wait:
            error = TooManyRequestsError(
                "Too many wrong tokens from this address; wait, then send FUNCTION_TOKEN or sign in."
            )
            await problem(error, {"Retry-After": str(math.ceil(wait))})(scope, receive, send)
            return
        try:
            set_caller(scope, await self._find_caller(scope))
        except KairoError as error:
            # A session that is over was right once, and is no guess.
            if isinstance(error, UnauthorizedError) and not isinstance(error, ExpiredSessionError):
                self._wrong.count(address)
            await answer_problem(error)(scope, receive, send)
            return
        self._wrong.forgive(address)
        await self._app(scope, receive, send)

    async def _find_caller(self, scope: Scope) -> Caller:
        """Raises UnauthorizedError or AuthUnavailableError."""
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        if len(given) == 1:
            is_standing = sum(hmac.compare_digest(given[0], expected) for expected in self._expected) > 0
            if is_standing or self._signed.admits(given[0], scope):
                return Caller()
            token = given[0].removeprefix(b"Bearer ").decode("latin-1")
            if self._sessions and given[0].startswith(b"Bearer ") and looks_like_session(token):
                return Caller(await self._sessions.verify(token))
        raise UnauthorizedError("The bearer token is missing or wrong; send FUNCTION_TOKEN or a session.")


class WrongTokens:
    """A bucket of attempts for each address, which refills over time.

    An address that has sent a valid token is never limited: behind an unrecognised proxy all callers share one address,
    and a stranger must not lock out the database.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # Attempts left, and when they were counted; the least recently seen address comes first.
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> float:
        """Return how long the address must wait before its next attempt, or 0."""
        return max(0.0, (1 - self._tries(address)) * SECONDS_A_WRONG_TOKEN)

    def count(self, address: str) -> None:
        self._keep(address, self._tries(address) - 1)

    def forgive(self, address: str) -> None:
        self._keep(address, math.inf)

    def _tries(self, address: str) -> float:
        left, at = self._left.get(_network(address), (WRONG_TOKENS, 0.0))
        if math.isinf(left):
            return left
        return min(WRONG_TOKENS, left + (self._clock() - at) / SECONDS_A_WRONG_TOKEN)

    def _keep(self, address: str, tries: float) -> None:
        self._left[_network(address)] = (tries, self._clock())
        self._left.move_to_end(_network(address))
        if len(self._left) > ADDRESSES:
            self._left.popitem(last=False)


class RequestsAtOnce:
    """Refuses guarded requests beyond `limit` at a time; the documents wait in the database's queue."""

    def __init__(self, app: ASGIApp, limit: int = REQUESTS_AT_ONCE) -> None:
        self._app = app
        self._limit = limit
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_guarded(scope) or str(scope["path"]).endswith(EVENTS):
            await self._app(scope, receive, send)
            return
        if self._running >= self._limit:
            error = TooManyRequestsError(
                f"The function is already handling {self._limit} requests; try again."
            )
            await problem(error, {"Retry-After": "1"})(scope, receive, send)
            return
        self._running += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._running -= 1


class BoundedBodies:
    """Limits how long a body may take to arrive; closes the connection if the response comes before the body's end."""

    def __init__(self, app: ASGIApp, seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = (scope["method"], scope["path"]) == UPLOAD
        body = _Body(Headers(scope=scope), receive, UPLOAD_SECONDS if is_upload else self._seconds)

        async def send_after_body(message: Message) -> None:
            if message["type"] == "http.response.start" and not await body.drain():
                message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
            await send(message)

        await self._app(scope, body.receive, send_after_body)


class _Body:
    def __init__(self, headers: Headers, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._seconds = seconds
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._ended = headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers

    async def receive(self) -> Message:
        """Return the next message. Raises SlowBodyError.

        After the last piece of the body, wait without limit for the caller to disconnect.
        """
        if self._ended:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise SlowBodyError(
                f"The body did not arrive within {self._seconds:g} seconds; send it at once."
            ) from None
        self._ended = not message.get("more_body", False)
        return message

    async def drain(self) -> bool:
        """Discard the rest of the body, up to DRAINED_BYTES. Return whether its end was reached."""
        size = 0
        self._deadline = min(self._deadline, asyncio.get_running_loop().time() + BODY_SECONDS)
        with suppress(SlowBodyError):
            while not self._ended and size < DRAINED_BYTES:
                size += len((await self.receive()).get("body", b""))
        return self._ended


def _is_guarded(scope: Scope) -> bool:
    path = str(scope.get("path"))
    return scope["type"] == "http" and path.startswith(GUARDED) and path not in OPEN_PATHS


def _network(address: str) -> str:
    """Return the /64 network of an IPv6 address, since one person has all of it; return other addresses unchanged."""
    try:
        return str(ip_network((IPv6Address(address), 64), strict=False))
    except ValueError:
        return address
