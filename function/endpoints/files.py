"""Files of documents and pictures of their pages, as whoever asks may read them in Storage."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from function.database.documents import read_outline
from function.endpoints.common import database_of, service_of
from function.errors import NoFileError
from function.http.callers import caller_of
from function.http.queries import FileQuery, PictureQuery, parse_page_number, parse_query
from function.http.requests import parse_document_id
from function.people.files import StoredBytes

PDF = "application/pdf"
# What a browser shows without running anything in it. SVG is a page with scripts.
SHOWN = (PDF, "image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/avif")
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}
PICTURE_CACHE = "private, max-age=3600"


async def show_file(request: Request) -> Response:
    """Return the original, streamed from Storage."""
    document_id = parse_document_id(request.path_params["document_id"])
    document = await asyncio.to_thread(read_outline, database_of(request), document_id)
    if not document["file_url"]:
        raise NoFileError(f"Document {document_id} has no file.")
    return await _deliver(request, document["file_url"], document["file_name"], document["media_type"])


async def show_searchable(request: Request) -> Response:
    """Return the searchable copy, streamed from Storage."""
    document_id = parse_document_id(request.path_params["document_id"])
    document = await asyncio.to_thread(read_outline, database_of(request), document_id)
    if not document["searchable_file_url"]:
        raise NoFileError(
            f"Document {document_id} has no searchable copy. It may have a text layer already, or SEARCHABLE_PDF is off."
        )
    name = (document["file_name"] or "document").rpartition(".")[0] or document["file_name"]
    return await _deliver(request, document["searchable_file_url"], f"{name}.pdf", PDF)


async def show_picture(request: Request) -> Response:
    """Return a picture of a page, upright as it was read."""
    document_id = parse_document_id(request.path_params["document_id"])
    number = parse_page_number(request.path_params["number"])
    wanted = parse_query(PictureQuery, request)
    pictures = service_of(request).pictures
    found = await pictures.find(caller_of(request).person, document_id, number, wanted.width)
    headers = {"ETag": found.etag, "Cache-Control": PICTURE_CACHE, "X-Content-Type-Options": "nosniff"}
    if found.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(await pictures.draw(found), media_type="image/webp", headers=headers)


async def _deliver(request: Request, file_url: str, name: str | None, media_type: str | None) -> Response:
    document_id = request.path_params["document_id"]
    wants_inline = parse_query(FileQuery, request).inline
    files = service_of(request).files
    stack = AsyncExitStack()
    opened = files.open(files.locate(file_url, document_id), caller_of(request).person, document_id)
    delivered = await stack.enter_async_context(opened)
    # What was found out about the content counts more than what Storage was told.
    media_type = media_type or "application/octet-stream"
    shown = "inline" if wants_inline and media_type in SHOWN else "attachment"
    headers = {
        **SAFE,
        "Content-Disposition": f"{shown}; filename*=utf-8''{quote(name or 'document', safe='')}",
    }
    if delivered.size is not None:
        headers["Content-Length"] = str(delivered.size)
    return _Delivery(delivered, stack, media_type, headers)


class _Delivery(StreamingResponse):
    """Closes what it streams from, however it ends."""

    def __init__(
        self, delivered: StoredBytes, stack: AsyncExitStack, media_type: str, headers: dict[str, str]
    ) -> None:
        super().__init__(_pieces(delivered), media_type=media_type, headers=headers)
        self._stack = stack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._stack:
            await super().__call__(scope, receive, send)


async def _pieces(delivered: StoredBytes) -> AsyncIterator[bytes]:
    async for piece in delivered.pieces:
        yield piece
