"""Errors as HTTP: RFC 9457 problem details."""

import structlog
from pydantic_core import to_jsonable_python
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from function.errors import DuplicateFileError, KairoError
from function.observability.logs import describe_exception

log = structlog.get_logger()

RETRY_AFTER_SECONDS = 10


def problem(error: KairoError, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return the error as RFC 9457 problem details with its stable `code`."""
    body = {
        "type": "about:blank",
        "title": error.code.replace("_", " ").capitalize(),
        "status": error.status,
        "code": error.code,
        "detail": str(error),
        "retryable": error.retryable,
    }
    if isinstance(error, DuplicateFileError):
        body["duplicates_of"] = to_jsonable_python(error.duplicates)
    return JSONResponse(
        body,
        status_code=error.status,
        headers=headers,
        media_type="application/problem+json",
    )


def answer_problem(error: KairoError) -> JSONResponse:
    """Return the error with the header that its status asks for."""
    headers = {503: {"Retry-After": str(RETRY_AFTER_SECONDS)}, 401: {"WWW-Authenticate": "Bearer"}}
    return problem(error, headers.get(error.status))


async def answer_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, KairoError)  # noqa: S101  registered for it alone
    return answer_problem(error)


async def answer_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for it alone
    body = {
        "type": "about:blank",
        "title": error.detail,
        "status": error.status_code,
        "code": "http_error",
        "detail": f"{request.method} {request.scope['path']}: {error.detail}.",
        "retryable": False,
    }
    return JSONResponse(
        body, status_code=error.status_code, headers=error.headers, media_type="application/problem+json"
    )


async def answer_hang_up(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Return nginx's status 499. The caller is gone, but the response is counted."""
    log.info("caller_hung_up", path=request.scope["path"])
    return Response(status_code=499)


async def answer_unexpected(request: Request, error: Exception) -> Response:
    log.error("request_broke", path=request.scope["path"], **describe_exception(error))
    return problem(
        KairoError("An internal error occurred; the function's log says where. The queue is not affected.")
    )
