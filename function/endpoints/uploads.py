"""From a file to a document, and back to nothing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from uuid import UUID, uuid4

from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from function.database.job import Job
from function.database.similar import Duplicate
from function.database.uploads import Removed, Upload, check_upload, delete_document, insert_upload
from function.endpoints.common import database_of, service_of
from function.endpoints.documents import tell_document
from function.endpoints.jobs import check_failure
from function.errors import FileUrlError, ForbiddenError, KairoError
from function.http.callers import caller_of
from function.http.queries import UploadQuery, parse_query
from function.http.requests import parse_document_id
from function.intake.file_url import StoredFile
from function.people.uploads import UNNAMED, IncomingFile, receive_file, stored_name
from function.service import Service

SERVERS_FOLDER = "server"


async def upload_document(request: Request) -> Response:
    """Stream the file into Storage and insert its row; with `wait`, answer with what was read."""
    wanted = parse_query(UploadQuery, request)
    person = caller_of(request).person
    if wanted.owner is not None and person is not None:
        raise ForbiddenError("The owner is for the project's servers; what people upload is theirs.")
    headers = request.headers
    file = await receive_file(
        headers.get("content-type", ""), headers.get("content-disposition"), request.stream()
    )
    document_id = uuid4()
    upload = await _store(request, wanted, file, document_id)
    status, duplicates = await _insert(request, upload, refuse_duplicates=wanted.duplicates == "refuse")
    service = service_of(request)
    if wanted.wait:
        check_failure(await _read(service, document_id, wait=True))
        return JSONResponse(await asyncio.to_thread(tell_document, database_of(request), document_id))
    # It is safe in the database, which posts it if this instance is full.
    with suppress(KairoError):
        await _read(service, document_id, wait=False)
    return JSONResponse(
        {
            "document_id": str(document_id),
            "file_name": upload.file_name,
            "status": status,
            "sha256": upload.sha256,
            "duplicates_of": to_jsonable_python(duplicates),
            "links": _link(document_id),
        },
        status_code=201,
        headers={"Location": f"/api/documents/{document_id}"},
    )


async def remove_document(request: Request) -> Response:
    """Delete the row, then the files; a failure of Storage leaves the row as it was."""
    document_id = parse_document_id(request.path_params["document_id"])
    person, files = caller_of(request).person, service_of(request).files
    loop = asyncio.get_running_loop()

    async def remove_files(removed: Removed) -> None:
        urls = (removed.searchable_file_url, None if removed.is_shared else removed.file_url)
        for url in filter(None, urls):
            # A row whose file_url names no file of ours has none to remove.
            with suppress(FileUrlError):
                await files.remove(files.locate(url, str(document_id)), person, str(document_id))

    def remove() -> None:
        with database_of(request).transaction() as connection:
            removed = delete_document(connection, document_id)
            asyncio.run_coroutine_threadsafe(remove_files(removed), loop).result()

    await asyncio.to_thread(remove)
    return Response(status_code=204)


async def _store(request: Request, wanted: UploadQuery, file: IncomingFile, document_id: UUID) -> Upload:
    service, person = service_of(request), caller_of(request).person
    owner = person.id if person else wanted.owner
    name = wanted.name or file.name or UNNAMED
    folder = str(owner) if owner else SERVERS_FOLDER
    stored = StoredFile(service.upload_bucket, f"{folder}/{document_id}/{stored_name(name)}")
    if person is not None:
        await asyncio.to_thread(check_upload, database_of(request), stored.bucket, stored.path)
    sent = await service.files.upload(stored, _arriving(file), file.media_type, person, str(document_id))
    return Upload(
        document_id=document_id,
        owner=owner,
        file_url=f"{stored.bucket}/{stored.path}",
        file_name=name,
        mime_type=file.media_type,
        sha256=sent.sha256,
        priority=wanted.priority,
        force_ocr=wanted.force_ocr,
    )


async def _arriving(file: IncomingFile) -> AsyncIterator[bytes]:
    async for piece in file.pieces:
        if piece:
            yield piece


async def _insert(
    request: Request, upload: Upload, *, refuse_duplicates: bool
) -> tuple[str | None, Sequence[Duplicate]]:
    """Insert the row, or remove the file again."""
    database = database_of(request)
    try:
        return await asyncio.to_thread(insert_upload, database, upload, refuse_duplicates=refuse_duplicates)
    except KairoError:
        bucket, _, path = upload.file_url.partition("/")
        with suppress(KairoError):
            await service_of(request).files.remove(
                StoredFile(bucket, path), caller_of(request).person, str(upload.document_id)
            )
        raise


async def _read(service: Service, document_id: UUID, *, wait: bool) -> Job:
    if service.faults.current is None:
        job = await service.waiting_room.process(document_id, force=False, in_background=not wait)
    else:
        job = await asyncio.to_thread(service.queue.read_job, document_id)
    if wait and job.status in ("queued", "processing"):
        job = await service.waiting_room.wait_for_end(document_id)
    return job


def _link(document_id: UUID) -> dict[str, str]:
    own = f"/api/documents/{document_id}"
    return {"self": own, "job": f"/api/jobs/{document_id}", "file": f"{own}/file", "events": f"{own}/events"}
