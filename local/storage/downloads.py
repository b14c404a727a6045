"""The routes that download objects: with the key, from public buckets, and by signed URL."""

from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from local.storage.blobs import Blobs
from local.storage.buckets import catalog_of
from local.storage.catalog import StoredObject
from local.storage.errors import StorageError, bucket_not_found, invalid_token, object_not_found
from local.storage.names import check_object_name
from local.storage.requests import check_caller, read_json, read_number, read_target, read_texts
from local.storage.tokens import Signer

NO_ACCESS = "Either the object does not exist or you do not have access to it"


async def download(request: Request) -> Response:
    check_caller(request)
    return respond(request, await catalog_of(request).find_object(*read_target(request)))


async def download_public(request: Request) -> Response:
    bucket, name = read_target(request)
    if not (await catalog_of(request).find_bucket(bucket)).public:
        raise bucket_not_found()
    return respond(request, await catalog_of(request).find_object(bucket, name))


async def download_signed(request: Request) -> Response:
    bucket, name = read_target(request)
    token = request.query_params.get("token")
    if not token:
        raise invalid_token("querystring must have required property 'token'")
    signer_of(request).verify(token, f"{bucket}/{name}")
    return respond(request, await catalog_of(request).find_object(bucket, name))


def respond(request: Request, found: StoredObject) -> Response:
    """Respond with the content, a Range of it (206, 416), or 304 when the client has it."""
    blobs: Blobs = request.app.state.blobs
    path = blobs.path(found.version)
    if not path.exists():
        raise object_not_found()
    headers = {
        "etag": found.metadata["eTag"],
        "last-modified": format_datetime(found.updated_at, usegmt=True),
        "cache-control": found.metadata["cacheControl"],
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    wanted_name = request.query_params.get("download")
    return FileResponse(
        path,
        headers=headers,
        media_type=found.metadata["mimetype"],
        filename=None if wanted_name is None else wanted_name or found.name.rpartition("/")[2],
    )


async def get_info(request: Request) -> JSONResponse:
    check_caller(request)
    return JSONResponse(describe_object(await catalog_of(request).find_object(*read_target(request))))


def describe_object(found: StoredObject) -> dict[str, Any]:
    return {
        "id": str(found.id),
        "name": found.name,
        "version": found.version,
        "bucket_id": found.bucket_id,
        "size": found.metadata["size"],
        "content_type": found.metadata["mimetype"],
        "cache_control": found.metadata["cacheControl"],
        "etag": found.metadata["eTag"],
        "metadata": found.user_metadata or {},
        "last_modified": found.updated_at.isoformat(),
        "created_at": found.created_at.isoformat(),
    }


async def sign(request: Request) -> JSONResponse:
    check_caller(request)
    bucket, name = read_target(request)
    seconds = read_number(await read_json(request), "expiresIn")
    return JSONResponse({"signedURL": await make_signed_url(request, bucket, name, seconds)})


async def sign_several(request: Request) -> JSONResponse:
    check_caller(request)
    bucket, body = request.path_params["bucket"], await read_json(request)
    seconds = read_number(body, "expiresIn")
    answers: list[dict[str, str | None]] = []
    for name in read_texts(body, "paths"):
        try:
            url = await make_signed_url(request, bucket, check_object_name(name), seconds)
            answers.append({"error": None, "path": name, "signedURL": url})
        except StorageError:
            answers.append({"error": NO_ACCESS, "path": name, "signedURL": None})
    return JSONResponse(answers)


async def make_signed_url(request: Request, bucket: str, name: str, seconds: int) -> str:
    """Return a signed URL relative to /storage/v1, as the clients expect."""
    await catalog_of(request).find_object(bucket, name)
    token = signer_of(request).sign(f"{bucket}/{name}", seconds)
    return f"/object/sign/{quote_path(bucket, name)}?token={token}"


def quote_path(bucket: str, name: str) -> str:
    return quote(f"{bucket}/{name}")


def signer_of(request: Request) -> Signer:
    signer: Signer = request.app.state.signer
    return signer


ROUTES = [
    Route("/object/public/{bucket}/{name:path}", download_public, methods=["GET"]),
    Route("/object/authenticated/{bucket}/{name:path}", download, methods=["GET"]),
    Route("/object/info/authenticated/{bucket}/{name:path}", get_info, methods=["GET"]),
    Route("/object/info/{bucket}/{name:path}", get_info, methods=["GET"]),
    Route("/object/sign/{bucket}/{name:path}", download_signed, methods=["GET"]),
    Route("/object/sign/{bucket}/{name:path}", sign, methods=["POST"]),
    Route("/object/sign/{bucket}", sign_several, methods=["POST"]),
]
# Must be last: its pattern matches every path above.
FALLBACK = Route("/object/{bucket}/{name:path}", download, methods=["GET"])
