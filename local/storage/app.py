"""The ASGI application of the Storage stand-in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from local.auth.app import Auth
from local.storage import buckets, downloads, objects
from local.storage.blobs import Blobs
from local.storage.catalog import Catalog, Pool
from local.storage.errors import StorageError, answer_storage_error
from local.storage.faults import Faults
from local.storage.tokens import Signer
from local.storage.unread import UnreadBodies

PREFIX = "/storage/v1"
POOL_SECONDS = 5.0


async def show_status(request: Request) -> PlainTextResponse:
    """Answer once the database does, for programs that wait for the start."""
    await request.app.state.catalog.list_buckets()
    return PlainTextResponse("")


def make_app(
    dsn: str, root: Path, service_key: str, fault_rate: float = 0, auth: Auth | None = None
) -> Starlette:
    """With `auth`, the project has people: it answers for Auth as well, and people may use Storage."""
    pool: Pool = AsyncConnectionPool(
        dsn,
        min_size=1,
        max_size=4,
        open=False,
        timeout=POOL_SECONDS,
        kwargs={"application_name": "storage"},
        # Detects connections from before a restart of Postgres.
        check=AsyncConnectionPool.check_connection,
    )

    @asynccontextmanager
    async def keep_pool_open(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            if auth:
                await auth.open(pool)
            yield

    app = Starlette(
        routes=[Mount(PREFIX, routes=make_routes()), *(auth.routes() if auth else ())],
        middleware=make_middleware(fault_rate),
        exception_handlers={
            StorageError: answer_storage_error,
            PoolTimeout: answer_storage_error,
            psycopg.OperationalError: answer_storage_error,
        },
        lifespan=keep_pool_open,
    )
    app.state.catalog, app.state.blobs = Catalog(pool), Blobs(root)
    app.state.sessions = auth and auth.sessions
    app.state.signer, app.state.service_key = Signer(service_key), service_key
    return app


def make_routes() -> list[Route]:
    status = Route("/status", show_status, methods=["GET"])
    exact = [status, *buckets.ROUTES, *downloads.ROUTES, *objects.ROUTES]
    return [*exact, downloads.FALLBACK, *objects.FALLBACK]


def make_middleware(fault_rate: float) -> list[Middleware]:
    cors = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])
    faults = [Middleware(Faults, rate=fault_rate)] if fault_rate else []
    return [Middleware(UnreadBodies), cors, *faults]
