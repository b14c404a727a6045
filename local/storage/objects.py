"""The routes for objects, except downloads: upload, list, move, copy, remove."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from local.storage.blobs import Blobs, Incoming
from local.storage.buckets import catalog_of
from local.storage.catalog import Entry, NewObject, Saved, StoredObject
from local.storage.downloads import quote_path, signer_of
from local.storage.errors import invalid_token, too_large
from local.storage.names import check_object_name
from local.storage.requests import (
    check_caller,
    read_json,
    read_listing,
    read_target,
    read_text,
    read_texts,
)
from local.storage.uploads import Upload, receive_upload

SIGNED_UPLOAD_SECONDS = 2 * 60 * 60


async def upload(request: Request) -> JSONResponse:
    """POST creates an object; PUT, or `x-upsert: true`, also replaces one."""
    check_caller(request)
    upsert = request.method == "PUT" or request.headers.get("x-upsert", "").lower() == "true"
    bucket, name = read_target(request)
    return await store(request, bucket, name, upsert=upsert)


async def sign_upload(request: Request) -> JSONResponse:
    check_caller(request)
    bucket, name = read_target(request)
    await catalog_of(request).find_bucket(bucket)
    upsert = request.headers.get("x-upsert", "").lower() == "true"
    token = signer_of(request).sign(upload_claim(bucket, name), SIGNED_UPLOAD_SECONDS, upsert=upsert)
    url = f"/object/upload/sign/{quote_path(bucket, name)}?token={token}"
    return JSONResponse({"url": url, "token": token})


async def upload_signed(request: Request) -> JSONResponse:
    bucket, name = read_target(request)
    token = request.query_params.get("token")
    if not token:
        raise invalid_token("querystring must have required property 'token'")
    upsert = signer_of(request).verify(token, upload_claim(bucket, name))
    return await store(request, bucket, name, upsert=upsert)


def upload_claim(bucket: str, name: str) -> str:
    # Differs from a download's claim, so that a token for reading does not allow writing.
    return f"upload/{bucket}/{name}"


async def store(request: Request, bucket_id: str, name: str, *, upsert: bool) -> JSONResponse:
    bucket = await catalog_of(request).find_bucket(bucket_id)
    # As Storage does: before it reads the body. The row decides all the same, in `save`.
    if not upsert:
        await catalog_of(request).check_free(bucket_id, name)
        await catalog_of(request).check_allowed(bucket_id, name)
    with blobs_of(request).receive(bucket.file_size_limit) as incoming:
        sent = await receive_upload(request, name, incoming, bucket.allowed_mime_types)
        if incoming.is_too_large:
            raise too_large()
        version = blobs_of(request).keep(incoming)
    new = NewObject(bucket_id, name, version, describe_content(sent, incoming), sent.user_metadata)
    saved = await save(request, new, upsert=upsert)
    return JSONResponse({"Key": f"{bucket_id}/{name}", "Id": str(saved.id)})


def describe_content(sent: Upload, incoming: Incoming) -> dict[str, Any]:
    return {
        "eTag": incoming.etag,
        "size": incoming.size,
        "mimetype": sent.content_type,
        "cacheControl": sent.cache_control,
        "lastModified": datetime.now(UTC).isoformat(),
        "contentLength": incoming.size,
        "httpStatusCode": 200,
    }


async def save(request: Request, new: NewObject, *, upsert: bool) -> Saved:
    """Save the row, then remove the content it replaced, or the new content when saving fails."""
    try:
        saved = await catalog_of(request).save_object(new, upsert=upsert)
    except BaseException:
        blobs_of(request).remove([new.version])
        raise
    if saved.replaced:
        blobs_of(request).remove([saved.replaced])
    return saved


async def list_objects(request: Request) -> JSONResponse:
    check_caller(request)
    listing = read_listing(await read_json(request))
    entries = await catalog_of(request).list_folder(request.path_params["bucket"], listing)
    return JSONResponse([describe_row(entry) for entry in entries])


async def remove_objects(request: Request) -> JSONResponse:
    check_caller(request)
    names = read_texts(await read_json(request), "prefixes")
    removed = await catalog_of(request).remove_objects(request.path_params["bucket"], names)
    blobs_of(request).remove([item.version for item in removed])
    return JSONResponse([describe_row(item) for item in removed])


async def remove_object(request: Request) -> JSONResponse:
    check_caller(request)
    bucket, name = read_target(request)
    await catalog_of(request).find_object(bucket, name)
    removed = await catalog_of(request).remove_objects(bucket, [name])
    blobs_of(request).remove([item.version for item in removed])
    return JSONResponse({"message": "Successfully deleted"})


async def move_object(request: Request) -> JSONResponse:
    check_caller(request)
    source, target = read_two_targets(await read_json(request))
    await catalog_of(request).move_object(*source, *target)
    return JSONResponse({"message": "Successfully moved"})


async def copy_object(request: Request) -> JSONResponse:
    check_caller(request)
    source, (bucket, name) = read_two_targets(await read_json(request))
    found = await catalog_of(request).find_object(*source)
    await catalog_of(request).find_bucket(bucket)
    version = blobs_of(request).copy(found.version)
    new = NewObject(bucket, name, version, found.metadata, found.user_metadata)
    saved = await save(request, new, upsert=request.headers.get("x-upsert", "").lower() == "true")
    return JSONResponse({"Key": f"{bucket}/{name}", "Id": str(saved.id)})


def read_two_targets(body: dict[str, Any]) -> tuple[tuple[str, str], tuple[str, str]]:
    bucket = read_text(body, "bucketId")
    source = check_object_name(read_text(body, "sourceKey"))
    target = check_object_name(read_text(body, "destinationKey"))
    return (bucket, source), (str(body.get("destinationBucket") or bucket), target)


def describe_row(row: Entry | StoredObject) -> dict[str, Any]:
    def as_text(value: object) -> object:
        return value.isoformat() if isinstance(value, datetime) else value

    columns = {name: as_text(value) for name, value in asdict(row).items()}
    return {**columns, "id": str(row.id) if row.id else None}


def blobs_of(request: Request) -> Blobs:
    blobs: Blobs = request.app.state.blobs
    return blobs


ROUTES = [
    Route("/object/list/{bucket}", list_objects, methods=["POST"]),
    Route("/object/move", move_object, methods=["POST"]),
    Route("/object/copy", copy_object, methods=["POST"]),
    Route("/object/upload/sign/{bucket}/{name:path}", sign_upload, methods=["POST"]),
    Route("/object/upload/sign/{bucket}/{name:path}", upload_signed, methods=["PUT"]),
    Route("/object/{bucket}", remove_objects, methods=["DELETE"]),
]
# Must be last: their pattern matches every path above.
FALLBACK = [
    Route("/object/{bucket}/{name:path}", upload, methods=["POST", "PUT"]),
    Route("/object/{bucket}/{name:path}", remove_object, methods=["DELETE"]),
]
