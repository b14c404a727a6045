"""Reads requests to Storage: the key, the bucket and object, the options."""

import hmac
import re
from typing import Any

from starlette.requests import Request

from local.auth.sessions import Sessions
from local.storage.catalog import BucketOptions, Listing
from local.storage.errors import bucket_not_found, invalid_request
from local.storage.names import check_bucket_name, check_object_name

UNITS = {"": 1, "b": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3}
SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(|b|kb|mb|gb)\s*", re.IGNORECASE)


def check_key(request: Request) -> None:
    """Require the service key; for any other caller no bucket exists."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    shown = token.strip() if scheme.lower() == "bearer" else request.headers.get("apikey", "")
    if not hmac.compare_digest(shown.encode(), request.app.state.service_key.encode()):
        raise bucket_not_found()


def check_caller(request: Request) -> None:
    """Require the service key or the session of a person; objects are then what that person sees."""
    _, _, token = request.headers.get("authorization", "").partition(" ")
    sessions: Sessions | None = request.app.state.sessions
    claims = sessions.read(token.strip()) if sessions else None
    if claims is None:
        check_key(request)
    request.state.claims = claims


def read_target(request: Request) -> tuple[str, str]:
    """Return bucket and object name from the path."""
    return request.path_params["bucket"], check_object_name(request.path_params["name"])


async def read_json(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise invalid_request("The body is not JSON") from None
    if not isinstance(body, dict):
        raise invalid_request("The body is not a JSON object")
    return body


def read_text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise invalid_request(f"body must have required property '{name}'")
    return value


def read_texts(body: dict[str, Any], name: str) -> list[str]:
    value = body.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise invalid_request(f"body/{name} must be an array of strings")
    return value


def read_number(body: dict[str, Any], name: str, default: int | None = None) -> int:
    try:
        return int(body.get(name, default))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise invalid_request(f"body/{name} must be integer") from None


def read_bucket(body: dict[str, Any], bucket: str) -> BucketOptions:
    return BucketOptions(
        id=check_bucket_name(bucket),
        name=check_bucket_name(str(body.get("name") or bucket)),
        public=bool(body.get("public", False)),
        file_size_limit=parse_size(body.get("file_size_limit")),
        allowed_mime_types=read_texts(body, "allowed_mime_types") if body.get("allowed_mime_types") else None,
    )


def parse_size(value: object) -> int | None:
    """Parse a number of bytes, or a size such as `50MB`."""
    if value is None:
        return None
    match = SIZE.fullmatch(str(value))
    if match is None:
        raise invalid_request("body/file_size_limit must be a size")
    return int(float(match[1]) * UNITS[match[2].lower()])


def read_listing(body: dict[str, Any]) -> Listing:
    prefix = str(body.get("prefix") or "").strip("/")
    order = body.get("sortBy") or {}
    return Listing(
        folder=f"{prefix}/" if prefix else "",
        search=str(body.get("search") or ""),
        limit=read_number(body, "limit", 100),
        offset=read_number(body, "offset", 0),
        column=str(order.get("column", "name")),
        order=str(order.get("order", "asc")).lower(),
    )
