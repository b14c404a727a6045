"""Stand-in for pg_net's background worker that behaves like it: `python -m local.net_worker --dsn …`.

A batch of up to 200 requests is one transaction, which lasts until the slowest request has finished, followed
by a pause of a second. So one slow request delays all others, here as on Supabase.
"""

import asyncio
import os
import time
from asyncio import sleep as pause
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from function.database.queries import load_queries
from local import SQL
from local.worker import keep_connected, run_worker

BATCH_SIZE = 200
# As in pg_net, after every batch. Tests that do not care for it wait less.
PAUSE_SECONDS = float(os.environ.get("PG_NET_PAUSE_SECONDS", "1"))
# A notification wakes the worker at once; the timeout covers one that was lost with its connection.
IDLE_SECONDS = 5.0
APPLICATION_NAME = "pg_net worker"
USER_AGENT = "pg_net/0.20.4"

QUERIES = load_queries(SQL / "net_worker.sql")


@dataclass(frozen=True)
class Request:
    """A row of net.http_request_queue."""

    id: int
    method: str
    url: str
    headers: dict[str, str] | None
    body: bytes | None
    timeout_milliseconds: int


@dataclass(frozen=True)
class Response:
    """A row of net._http_response, with either a status or an error."""

    id: int
    status_code: int | None = None
    content_type: str | None = None
    headers: dict[str, str] | None = None
    content: str | None = None
    timed_out: bool | None = None
    error_msg: str | None = None


async def work(dsn: str) -> None:
    """Send queued requests of the database at `dsn` until cancelled."""
    async with open_client() as client:
        await keep_connected(lambda: serve(dsn, client))


@asynccontextmanager
async def open_client() -> AsyncIterator[httpx.AsyncClient]:
    # Like curl in pg_net: idle connections are kept for 118 s. The timeout is set around the whole request.
    limits = httpx.Limits(
        max_connections=BATCH_SIZE, max_keepalive_connections=BATCH_SIZE, keepalive_expiry=118
    )
    async with httpx.AsyncClient(
        limits=limits,
        timeout=None,  # noqa: S113
        follow_redirects=True,
        trust_env=False,
        headers={"User-Agent": USER_AGENT},
    ) as client:
        yield client


async def serve(dsn: str, client: httpx.AsyncClient) -> None:
    connection = await psycopg.AsyncConnection.connect(
        dsn, autocommit=True, application_name=APPLICATION_NAME
    )
    async with connection:
        await connection.execute("listen pg_net")
        while True:
            if await send_batch(connection, client):
                await pause(PAUSE_SECONDS)
            else:
                await wait_for_wake(connection)


async def wait_for_wake(connection: psycopg.AsyncConnection) -> None:
    async for _ in connection.notifies(timeout=IDLE_SECONDS, stop_after=1):
        pass


async def send_batch(connection: psycopg.AsyncConnection, client: httpx.AsyncClient) -> int:
    """Send the oldest requests and save their responses in one transaction; return how many."""
    async with connection.transaction():
        await connection.execute(QUERIES["forget_old_responses"])
        async with connection.cursor(row_factory=class_row(Request)) as cursor:
            await cursor.execute(QUERIES["take_batch"], [BATCH_SIZE])
            requests = await cursor.fetchall()
            responses = await asyncio.gather(*(send(client, request) for request in requests))
            rows = [as_row(response) for response in responses]
            await cursor.executemany(QUERIES["save_response"], rows)
    return len(requests)


def as_row(response: Response) -> tuple[object, ...]:
    headers = Jsonb(response.headers) if response.headers is not None else None
    return (
        response.id,
        response.status_code,
        response.content_type,
        headers,
        response.content,
        response.timed_out,
        response.error_msg,
    )


async def send(client: httpx.AsyncClient, request: Request) -> Response:
    """Send one request. Never raises: an error is part of the response."""
    start = time.monotonic()
    sent: list[float] = []

    async def note(event: str, _: object) -> None:
        if event.endswith("send_request_headers.started"):
            sent.append(time.monotonic())

    try:
        async with asyncio.timeout(request.timeout_milliseconds / 1000):
            answer = await client.request(
                request.method.upper(),
                request.url,
                headers=request.headers,
                content=request.body,
                extensions={"trace": note},
            )
    except TimeoutError:
        return Response(
            request.id, timed_out=True, error_msg=describe_timeout(request, start, sent[-1] if sent else None)
        )
    except Exception as error:
        # URLs and headers may contain anything; one bad row must not block the others.
        return Response(request.id, error_msg=describe(error))
    return Response(
        request.id,
        status_code=answer.status_code,
        content_type=answer.headers.get("content-type"),
        headers=dict(answer.headers),
        # Postgres does not allow null bytes in text.
        content=answer.text.replace("\0", ""),
        timed_out=False,
    )


def describe_timeout(request: Request, start: float, sent: float | None) -> str:
    """In pg_net's words; a stage that was not reached took no time."""
    now = time.monotonic()
    connecting, answering = ((sent or now) - start) * 1000, (now - (sent or now)) * 1000
    return (
        f"Timeout of {request.timeout_milliseconds} ms reached. Total time: {(now - start) * 1000:.6f} ms "
        f"(DNS time: 0.000000 ms, TCP/SSL handshake time: {connecting:.6f} ms, "
        f"HTTP Request/Response time: {answering:.6f} ms)"
    )


def describe(error: Exception) -> str:
    """Describe an error in the words of curl, which pg_net passes on."""
    match error:
        case httpx.ConnectError() if "name" in str(error).lower():
            return "Couldn't resolve host name"
        case httpx.ConnectError():
            return "Couldn't connect to server"
        case httpx.RemoteProtocolError():
            return "Server returned nothing (no headers, no data)"
        case httpx.NetworkError():
            return "Failure when receiving data from the peer"
        case httpx.UnsupportedProtocol():
            return "Unsupported protocol"
        case httpx.TooManyRedirects():
            return "Number of redirects hit maximum amount"
        case _:
            return f"URL using bad/illegal format or missing URL: {error}"


if __name__ == "__main__":
    run_worker("Stand-in for pg_net's background worker.", work)
