"""The application: its operations, and what surrounds them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp

from function.assistants.endpoint import AssistantsEndpoint
from function.errors import (
    KairoError,
)
from function.http.access import BearerAuthentication, BoundedBodies, RequestsAtOnce
from function.http.middleware import CountedResponses, RequestIds, TracedRequests
from function.http.openapi import describe_api
from function.http.pages import page_routes
from function.http.problems import (
    answer_error,
    answer_hang_up,
    answer_http_exception,
    answer_unexpected,
)
from function.http.worker import PLACE
from function.observability.logs import configure_logging
from function.observability.metrics import Metrics
from function.observability.tracing import Tracing
from function.operations import list_operations
from function.people.sessions import Sessions
from function.service import Service, open_service
from function.settings import Settings, load_settings


def create_app(settings: Settings | None = None, *, pulls: bool = False) -> ASGIApp:
    """Create the application. With `pulls`, it also takes documents from the queue, besides those from requests."""
    settings = settings or load_settings()
    configure_logging(settings)
    metrics, tracing = Metrics(), Tracing(settings)
    # Made before gunicorn forks, so that a replacement worker keeps it and is not counted twice.
    instance_ids = [uuid4() for _ in range(settings.workers)]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Service]]:
        place = PLACE.get()
        async with open_service(
            # The database posts to the first worker alone; behind one socket, a post would often meet a full one.
            settings.of_worker(place),
            metrics,
            tracing,
            instance_ids[place],
            pulls=pulls or place > 0,
        ) as service:
            yield {"service": service}

    operations = list_operations()
    app = Starlette(
        routes=[
            *(operation.route() for operation in operations),
            Route("/mcp", AssistantsEndpoint(), methods=["POST"]),
            *(page_routes(settings.supabase_url) if settings.page else ()),
        ],
        middleware=[
            Middleware(BoundedBodies),
            Middleware(BearerAuthentication, tokens=settings.function_tokens, sessions=Sessions(settings)),
            Middleware(RequestsAtOnce),
        ],
        exception_handlers={
            KairoError: answer_error,
            HTTPException: answer_http_exception,
            ClientDisconnect: answer_hang_up,
            Exception: answer_unexpected,
        },
        lifespan=lifespan,
    )
    app.state.settings, app.state.openapi = settings, describe_api(operations)
    # A redirect would lead to any host that the caller names.
    app.router.redirect_slashes = False
    return RequestIds(CountedResponses(TracedRequests(app, tracing), metrics))
