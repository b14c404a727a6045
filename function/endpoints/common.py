"""What endpoints share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from starlette.requests import Request

from function.database.pool import Database
from function.http.callers import caller_of
from function.service import Service


def service_of(request: Request) -> Service:
    service = request.state.service
    assert isinstance(service, Service)  # noqa: S101  put there by the lifespan
    return service


def database_of(request: Request) -> Database:
    """Return the database as whoever asks sees it."""
    return service_of(request).database.seen_by(caller_of(request).person)


def plain(row: Mapping[str, Any]) -> Any:
    """Return the row, ready for JSON. Times keep Python's +00:00, where pydantic would write Z."""
    times = {name: value.isoformat() for name, value in row.items() if isinstance(value, datetime)}
    return to_jsonable_python({**row, **times})
