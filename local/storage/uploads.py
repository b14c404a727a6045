"""Receives the content of an object: a raw body, or a form as the Supabase clients send it."""

import base64
import json
import mimetypes
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from local.storage.blobs import Incoming
from local.storage.errors import invalid_request
from local.storage.multipart import read_boundary, read_parts

LONGEST_FIELD = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """The metadata of an upload, whose content is in the `Incoming`."""

    content_type: str
    cache_control: str = "no-cache"
    user_metadata: dict[str, Any] | None = field(default=None)


async def receive_upload(request: Request, name: str, incoming: Incoming) -> Upload:
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        return await receive_form(request, name, incoming, read_boundary(content_type))
    async for chunk in request.stream():
        incoming.write(chunk)
    return Upload(
        content_type or guess_type(name),
        request.headers.get("cache-control") or "no-cache",
        parse_metadata(read_metadata_header(request)),
    )


def read_metadata_header(request: Request) -> bytes | None:
    try:
        return base64.b64decode(request.headers.get("x-metadata", ""))
    except ValueError:
        raise invalid_request("The x-metadata header is not base64") from None


async def receive_form(request: Request, name: str, incoming: Incoming, boundary: bytes) -> Upload:
    fields: dict[str, bytes] = {}
    content_type: str | None = None
    found = False
    async for part, chunk in read_parts(request.stream(), boundary):
        if part.is_file:
            found, content_type = True, part.content_type
            incoming.write(chunk)
        else:
            fields[part.name] = fields.get(part.name, b"") + chunk
            if len(fields[part.name]) > LONGEST_FIELD:
                raise invalid_request(f"The field {part.name} is too long")
    if not found:
        raise invalid_request("The form has no file")
    return Upload(
        content_type or guess_type(name),
        f"max-age={fields['cacheControl'].decode()}" if fields.get("cacheControl") else "no-cache",
        parse_metadata(fields.get("metadata")),
    )


def parse_metadata(text: bytes | None) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        metadata = json.loads(text)
    except ValueError:
        raise invalid_request("The metadata is not JSON") from None
    return metadata if isinstance(metadata, dict) else None


def guess_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
