"""Operations of the API as they are declared: who may ask, what is understood, what is answered.

Routes, rights and the OpenAPI document are all made from these.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal

from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from function.errors import KairoError
from function.http.callers import require_server

# open: whoever; people: with a session, and servers; servers: with FUNCTION_TOKEN only.
Callers = Literal["open", "people", "servers"]
Endpoint = Callable[[Request], Awaitable[Response]] | Callable[[Request], Response]
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Content:
    """What a body is: its media type and, for JSON, the type that it has."""

    media_type: str = JSON
    type: Any = None


def json_of(type_: Any) -> tuple[Content, ...]:
    return (Content(JSON, type_),)


NOTHING: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """`name` is unique, for clients that are generated. `errors` are those of this operation, beside those that every
    one can answer with."""

    name: str
    method: str
    path: str
    summary: str
    endpoint: Endpoint
    answers: Mapping[int, tuple[Content, ...]]
    callers: Callers = "people"
    query: type[BaseModel] | None = None
    body: tuple[Content, ...] = ()
    errors: tuple[type[KairoError], ...] = field(default=())

    def route(self) -> Route:
        endpoint = _for_servers(self.endpoint) if self.callers == "servers" else self.endpoint
        return Route(self.path, endpoint, methods=[self.method], name=self.name)


def _for_servers(endpoint: Endpoint) -> Endpoint:
    @wraps(endpoint)
    async def ask(request: Request) -> Response:
        require_server(request)
        if inspect.iscoroutinefunction(endpoint):
            answer = await endpoint(request)
        else:
            answer = await run_in_threadpool(endpoint, request)
        assert isinstance(answer, Response)  # noqa: S101  an endpoint's
        return answer

    return ask
