"""The application: routes and their responses."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from pydantic_core import to_jsonable_python
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from function.assistants.endpoint import AssistantsEndpoint
from function.database.documents import correct_field, read_document
from function.database.job import Job
from function.database.listing import list_documents
from function.database.search import SearchFilter, read_coverage
from function.database.similar import find_duplicates, find_similar
from function.embedding.backends.backend import TextKind
from function.embedding.encoder import Encoder
from function.errors import KairoError, StoredFailureError, TextPendingError
from function.http.access import BearerAuthentication, BoundedBodies, RequestsAtOnce
from function.http.middleware import CountedResponses, RequestIds, TracedRequests
from function.http.problems import (
    answer_error,
    answer_hang_up,
    answer_http_exception,
    answer_unexpected,
)
from function.http.requests import (
    SearchRequest,
    parse_document_id,
    parse_format,
    parse_limit,
    parse_list_request,
    read_correction_request,
    read_embed_request,
    read_process_request,
    read_search_request,
    write_key,
)
from function.observability.logs import configure_logging
from function.observability.metrics import Metrics
from function.observability.tracing import Tracing
from function.service import Service, open_service
from function.settings import Settings, load_settings

TEXTS_PER_STEP = 8
# The job's columns in the response for a completed document.
FIGURES = (
    *("job_id", "document_id", "status", "attempt"),
    *("page_count", "language", "chunk_count", "confidence", "seconds"),
)


def create_app(settings: Settings | None = None, *, pulls: bool = False) -> ASGIApp:
    """Create the application. With `pulls`, it also takes documents from the queue, besides those from requests."""
    settings = settings or load_settings()
    configure_logging(settings)
    metrics, tracing = Metrics(), Tracing(settings)
    # Made before gunicorn forks, so that a replacement worker keeps it and is not counted twice.
    instance_id = uuid4()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Service]]:
        async with open_service(settings, metrics, tracing, instance_id, pulls=pulls) as service:
            yield {"service": service}

    app = Starlette(
        routes=[
            Route("/api/process-document", process_document, methods=["POST"]),
            Route("/api/documents", show_documents),
            Route("/api/documents/{document_id}", show_document),
            Route("/api/documents/{document_id}/similar", show_similar),
            Route("/api/documents/{document_id}/fields", correct_document, methods=["POST"]),
            Route("/api/jobs/{document_id}", show_job),
            Route("/api/queue/stats", show_stats),
            Route("/api/callbacks/deliver", deliver_callbacks, methods=["POST"]),
            Route("/api/search", search, methods=["POST"]),
            Route("/api/embed", embed, methods=["POST"]),
            Route("/mcp", AssistantsEndpoint(), methods=["POST"]),
            Route("/health", show_health),
            Route("/health/live", show_live),
            Route("/health/ready", show_ready),
            Route("/metrics", show_metrics),
        ],
        middleware=[
            Middleware(BoundedBodies),
            Middleware(BearerAuthentication, tokens=settings.function_tokens),
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
    # A redirect would lead to any host that the caller names.
    app.router.redirect_slashes = False
    return RequestIds(CountedResponses(TracedRequests(app, tracing), metrics))


async def process_document(request: Request) -> Response:
    wanted = await read_process_request(request)
    if wanted is None:
        return JSONResponse({"status": "ignored"})
    service = _service(request)
    if wanted.priority is not None:
        await asyncio.to_thread(service.queue.set_priority, wanted.document_id, wanted.priority)
    if service.faults.current is not None:
        if wanted.force:
            await asyncio.to_thread(service.queue.read_again, wanted.document_id)
        await asyncio.to_thread(service.queue.turn_away, wanted.document_id)
        service.faults.check()
    in_background = "respond-async" in request.headers.get("prefer", "").lower()
    job = await service.waiting_room.process(
        wanted.document_id, force=wanted.force, in_background=in_background
    )
    if wanted.wait and job.status in ("queued", "processing"):
        job = await service.waiting_room.wait_for_end(wanted.document_id)
    return _answer_job(job)


def show_job(request: Request) -> Response:
    document_id = parse_document_id(request.path_params["document_id"])
    return JSONResponse(_plain(asdict(_service(request).queue.read_job(document_id))))


def show_document(request: Request) -> Response:
    """Return what was read: JSON with pages and blocks, or only the text or the Markdown."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = parse_format(request.query_params.get("format", "json"))
    database = _service(request).database
    document = read_document(database, document_id)
    if wanted == "json":
        return JSONResponse(_plain({**document, "duplicates_of": find_duplicates(database, document_id)}))
    if document[wanted] is None:
        raise TextPendingError(
            f"Document {document_id} has no text yet: it is {document['status'] or 'not queued'}. "
            f"See GET /api/jobs/{document_id}."
        )
    return Response(document[wanted], media_type="text/markdown" if wanted == "markdown" else "text/plain")


def show_documents(request: Request) -> Response:
    """Return one page of the documents, without what was read of them."""
    wanted = parse_list_request(request)
    found, following = list_documents(
        _service(request).database,
        wanted.to_filter(),
        wanted.order,
        owner=wanted.owner,
        after=wanted.key,
        limit=wanted.limit,
    )
    return JSONResponse(
        {
            "documents": [_plain(asdict(document)) for document in found],
            "next": following and write_key(following),
        }
    )


def show_similar(request: Request) -> Response:
    document_id = parse_document_id(request.path_params["document_id"])
    limit = parse_limit(request.query_params.get("limit", "10"))
    found = find_similar(_service(request).database, document_id, limit=limit)
    return JSONResponse({"document_id": str(document_id), "documents": to_jsonable_python(found)})


async def correct_document(request: Request) -> Response:
    """Save what a person says about a field, and return the document's metadata."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = await read_correction_request(request)
    metadata = await asyncio.to_thread(
        correct_field, _service(request).database, document_id, wanted.field, wanted.value
    )
    return JSONResponse({"document_id": str(document_id), "metadata": metadata})


def show_stats(request: Request) -> Response:
    return JSONResponse(_service(request).queue.read_stats())


async def deliver_callbacks(request: Request) -> Response:
    """Start delivering callbacks, without waiting for their receivers. Called by pg_cron while any are due."""
    _service(request).callbacks.wake()
    return JSONResponse({"status": "ok"}, status_code=202)


async def search(request: Request) -> Response:
    wanted = await read_search_request(request)
    service = _service(request)
    with service.metrics.time_search():
        return await _search(service, wanted)


async def _search(service: Service, wanted: SearchRequest) -> Response:
    only = SearchFilter(
        wanted.document_ids,
        wanted.owner,
        wanted.languages,
        wanted.created_from,
        wanted.created_before,
        wanted.to_filter(),
    )
    answer = await service.search.find(
        service.database,
        wanted.query,
        limit=wanted.limit,
        only=only,
        literal=wanted.literal,
        explain=wanted.explain,
    )
    model = service.inference.names["embeddings"]
    coverage = await asyncio.to_thread(read_coverage, service.database, model)
    return JSONResponse(
        {
            "model": model,
            "missing_documents": coverage.missing_documents,
            "understood": answer.understood,
            "results": to_jsonable_python(answer.results),
        }
    )


async def embed(request: Request) -> Response:
    """Embed the caller's texts with the model that search uses, a few per step so that searches can run in between."""
    wanted = await read_embed_request(request)
    encoder = _service(request).inference.encoder
    vectors: list[list[float]] = []
    for first in range(0, len(wanted.texts), TEXTS_PER_STEP):
        texts = wanted.texts[first : first + TEXTS_PER_STEP]
        step = partial(_embed_texts, texts=texts, kind=wanted.kind)
        vectors += await asyncio.wrap_future(encoder.submit(step))
    model = _service(request).inference.names["embeddings"]
    return JSONResponse({"model": model, "dimensions": len(vectors[0]), "vectors": vectors})


async def show_health(request: Request) -> Response:
    report = await _service(request).health.report()
    return JSONResponse(report, status_code=200 if report["status"] == "ok" else 503)


async def show_live(request: Request) -> Response:  # noqa: ARG001  an endpoint's signature
    return JSONResponse({"status": "ok"})


async def show_ready(request: Request) -> Response:
    ready = await _service(request).health.is_ready()
    return JSONResponse({"status": "ok" if ready else "not_ready"}, status_code=200 if ready else 503)


async def show_metrics(request: Request) -> Response:
    exposition = _service(request).exposition
    return Response(await exposition.render(), headers={"Content-Type": exposition.media_type})


def _embed_texts(encoder: Encoder, texts: list[str], kind: TextKind) -> list[list[float]]:
    return encoder.encode_texts(texts, kind).tolist()  # type: ignore[no-any-return]


def _service(request: Request) -> Service:
    service = request.state.service
    assert isinstance(service, Service)  # noqa: S101  put there by the lifespan
    return service


def _answer_job(job: Job) -> Response:
    row = _plain(asdict(job))
    if job.status == "completed":
        return JSONResponse({name: row[name] for name in FIGURES})
    if job.status == "failed":
        message = job.error_message or f"Document {job.document_id} failed; ocr_error in its row says why."
        raise StoredFailureError(job.error_code or KairoError.code, message)
    return JSONResponse({name: row[name] for name in ("job_id", "status")}, status_code=202)


def _plain(row: Mapping[str, Any]) -> Any:
    """Return the row, ready for JSON. Times keep Python's +00:00, where pydantic would write Z."""
    times = {name: value.isoformat() for name, value in row.items() if isinstance(value, datetime)}
    return to_jsonable_python({**row, **times})
