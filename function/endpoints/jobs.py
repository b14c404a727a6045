"""Documents that are to be read, and how far they are."""

import asyncio
from dataclasses import asdict
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from function.database.documents import read_job, resubmit_document, set_password
from function.database.job import Job
from function.database.pool import Database
from function.endpoints.common import database_of, plain, service_of
from function.errors import ForbiddenError, KairoError, StoredFailureError
from function.http.callers import caller_of
from function.http.queries import ResubmitQuery, parse_query
from function.http.requests import (
    ProcessRequest,
    parse_document_id,
    read_password_request,
    read_process_request,
)

# The job's columns in the response for a completed document.
FIGURES = (
    *("job_id", "document_id", "status", "attempt"),
    *("page_count", "language", "chunk_count", "confidence", "seconds"),
)


async def process_document(request: Request) -> Response:
    wanted = await read_process_request(request)
    if wanted is None:
        return JSONResponse({"status": "ignored"})
    service = service_of(request)
    if caller_of(request).person is not None:
        await _check_person(request, wanted)
    elif wanted.priority is not None:
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
    return answer_job(job)


async def _check_person(request: Request, wanted: ProcessRequest) -> None:
    """Raises DocumentNotFoundError for a document that is not theirs, and ForbiddenError."""
    database = database_of(request)
    await asyncio.to_thread(read_job, database, wanted.document_id)
    if wanted.priority is not None:
        raise ForbiddenError("The priority is for the project's servers; upload with one instead.")
    if wanted.force:
        await asyncio.to_thread(resubmit_document, database, wanted.document_id, force=True)


def show_job(request: Request) -> Response:
    document_id = parse_document_id(request.path_params["document_id"])
    if caller_of(request).person is not None:
        return JSONResponse(plain(asdict(read_job(database_of(request), document_id))))
    return JSONResponse(plain(asdict(service_of(request).queue.read_job(document_id))))


def resubmit(request: Request) -> Response:
    """Queue a failed document again, or any document with `force`."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = parse_query(ResubmitQuery, request)
    database = database_of(request)
    resubmit_document(database, document_id, force=wanted.force)
    return _accept(database, document_id)


async def give_password(request: Request) -> Response:
    """Keep the password of a document's file; one that failed for lack of it is read."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = await read_password_request(request)
    database = database_of(request)
    password = None if wanted.password is None else wanted.password.get_secret_value()
    await asyncio.to_thread(set_password, database, document_id, password)
    return await asyncio.to_thread(_accept, database, document_id)


def _accept(database: Database, document_id: UUID) -> Response:
    job = read_job(database, document_id)
    return JSONResponse({"job_id": job.job_id and str(job.job_id), "status": job.status}, status_code=202)


def show_stats(request: Request) -> Response:
    return JSONResponse(service_of(request).queue.read_stats())


async def deliver_callbacks(request: Request) -> Response:
    """Start delivering callbacks, without waiting for their receivers. Called by pg_cron while any are due."""
    service_of(request).callbacks.wake()
    return JSONResponse({"status": "ok"}, status_code=202)


def answer_job(job: Job) -> Response:
    """Return the figures of a completed job, or 202. Raises the error of one that has failed."""
    row = plain(asdict(job))
    if job.status == "completed":
        return JSONResponse({name: row[name] for name in FIGURES})
    check_failure(job)
    return JSONResponse({name: row[name] for name in ("job_id", "status")}, status_code=202)


def check_failure(job: Job) -> None:
    """Raises StoredFailureError if the job has failed."""
    if job.status == "failed":
        message = job.error_message or f"Document {job.document_id} failed; ocr_error in its row says why."
        raise StoredFailureError(job.error_code or KairoError.code, message)
