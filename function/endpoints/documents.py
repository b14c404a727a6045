"""What was read of documents, and what people say about it."""

import asyncio
from dataclasses import asdict
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from function.database.documents import (
    LineOrCell,
    correct_field,
    correct_line,
    read_document,
    read_outline,
    read_page,
)
from function.database.listing import list_documents, list_issuers
from function.database.pool import Database
from function.database.review import list_doubtful
from function.database.similar import find_duplicates, find_similar
from function.endpoints.common import database_of, plain
from function.errors import ForbiddenError, TextPendingError
from function.http.callers import caller_of
from function.http.queries import (
    DocumentQuery,
    ReviewQuery,
    SimilarQuery,
    parse_list_request,
    parse_page_number,
    parse_query,
    write_key,
)
from function.http.requests import parse_document_id, read_correction_request, read_line_request


def show_document(request: Request) -> Response:
    """Return what was read: JSON with pages and blocks, or only the text or the Markdown."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = parse_query(DocumentQuery, request)
    database = database_of(request)
    if wanted.format == "json":
        return JSONResponse(tell_document(database, document_id, pages=wanted.pages))
    document = read_document(database, document_id)
    if document[wanted.format] is None:
        raise TextPendingError(
            f"Document {document_id} has no text yet: it is {document['status'] or 'not queued'}. "
            f"See GET /api/jobs/{document_id}."
        )
    media_type = "text/markdown" if wanted.format == "markdown" else "text/plain"
    return Response(document[wanted.format], media_type=media_type)


def tell_document(database: Database, document_id: UUID, *, pages: bool = True) -> Any:
    """Return what was read of a document, ready for JSON; without `pages`, neither its pages nor its text."""
    document = (read_document if pages else read_outline)(database, document_id)
    duplicates = database.run(lambda connection: find_duplicates(connection, document_id))
    return plain({**document, "duplicates_of": duplicates})


def show_similar(request: Request) -> Response:
    """Return documents of the same owner that mean nearly the same, the most similar first."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = parse_query(SimilarQuery, request)
    found = find_similar(database_of(request), document_id, limit=wanted.limit)
    return JSONResponse({"document_id": str(document_id), "documents": to_jsonable_python(found)})


def show_page(request: Request) -> Response:
    document_id = parse_document_id(request.path_params["document_id"])
    number = parse_page_number(request.path_params["number"])
    return JSONResponse(plain(read_page(database_of(request), document_id, number)))


def show_documents(request: Request) -> Response:
    """Return one page of the documents, without what was read of them."""
    wanted = parse_list_request(request)
    if wanted.owner is not None and caller_of(request).person is not None:
        raise ForbiddenError("The owner is for the project's servers; people see their own documents.")
    found, following = list_documents(
        database_of(request),
        wanted.to_filter(),
        wanted.to_state(),
        wanted.order,
        after=wanted.key,
        limit=wanted.limit,
    )
    return JSONResponse(
        {
            "documents": [plain(asdict(document)) for document in found],
            "next": following and write_key(following),
        }
    )


def show_issuers(request: Request) -> Response:
    return JSONResponse({"issuers": list_issuers(database_of(request))})


async def correct_document(request: Request) -> Response:
    """Save what a person says about a field, and return the document's metadata."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = await read_correction_request(request)
    metadata = await asyncio.to_thread(
        correct_field, database_of(request), document_id, wanted.field, wanted.value
    )
    return JSONResponse({"document_id": str(document_id), "metadata": metadata})


async def correct_line_of(request: Request) -> Response:
    """Save what a person says about a line or cell, and return its page."""
    document_id = parse_document_id(request.path_params["document_id"])
    wanted = await read_line_request(request)
    database = database_of(request)
    place = LineOrCell(wanted.page, wanted.block, wanted.line, wanted.cell)
    await asyncio.to_thread(correct_line, database, document_id, place, wanted.text, accepted=wanted.accepted)
    return JSONResponse(plain(await asyncio.to_thread(read_page, database, document_id, wanted.page)))


def show_review(request: Request) -> Response:
    """Return documents that need a look, the latest first, with the lines and fields that are in doubt."""
    wanted = parse_query(ReviewQuery, request)
    found, following = list_doubtful(database_of(request), after=wanted.key, limit=wanted.limit)
    return JSONResponse({"documents": to_jsonable_python(found), "next": following and write_key(following)})
