"""Chunks that answer a question, and vectors of the caller's own texts."""

import asyncio
from functools import partial

from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from function.database.pool import Database
from function.database.search import SearchFilter, read_coverage
from function.embedding.backends.backend import TextKind
from function.embedding.encoder import Encoder
from function.endpoints.common import database_of, service_of
from function.errors import ForbiddenError
from function.http.callers import caller_of
from function.http.requests import SearchRequest, read_embed_request, read_search_request
from function.service import Service

TEXTS_PER_STEP = 8


async def search(request: Request) -> Response:
    wanted = await read_search_request(request)
    if wanted.owner is not None and caller_of(request).person is not None:
        raise ForbiddenError("The owner is for the project's servers; people find their own documents.")
    service = service_of(request)
    with service.metrics.time_search():
        return await _search(service, database_of(request), wanted)


async def _search(service: Service, database: Database, wanted: SearchRequest) -> Response:
    only = SearchFilter(
        wanted.document_ids,
        wanted.owner,
        wanted.languages,
        wanted.created_from,
        wanted.created_before,
        wanted.to_filter(),
    )
    answer = await service.search.find(
        database,
        wanted.query,
        limit=wanted.limit,
        only=only,
        literal=wanted.literal,
        explain=wanted.explain,
    )
    model = service.inference.names["embeddings"]
    coverage = await asyncio.to_thread(read_coverage, database, model)
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
    encoder = service_of(request).inference.encoder
    vectors: list[list[float]] = []
    for first in range(0, len(wanted.texts), TEXTS_PER_STEP):
        texts = wanted.texts[first : first + TEXTS_PER_STEP]
        step = partial(_embed_texts, texts=texts, kind=wanted.kind)
        vectors += await asyncio.wrap_future(encoder.submit(step))
    model = service_of(request).inference.names["embeddings"]
    return JSONResponse({"model": model, "dimensions": len(vectors[0]), "vectors": vectors})


def _embed_texts(encoder: Encoder, texts: list[str], kind: TextKind) -> list[list[float]]:
    return encoder.encode_texts(texts, kind).tolist()  # type: ignore[no-any-return]
