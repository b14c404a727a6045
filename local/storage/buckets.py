"""The routes under /storage/v1/bucket."""

from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from local.storage.catalog import Bucket, Catalog
from local.storage.requests import check_key, read_bucket, read_json, read_text


def describe_bucket(bucket: Bucket) -> dict[str, Any]:
    return {
        **asdict(bucket),
        # The clients expect a string, and buckets created with the service key have no owner.
        "owner": str(bucket.owner or ""),
        "created_at": bucket.created_at.isoformat(),
        "updated_at": bucket.updated_at.isoformat(),
    }


async def list_buckets(request: Request) -> JSONResponse:
    check_key(request)
    return JSONResponse([describe_bucket(bucket) for bucket in await catalog_of(request).list_buckets()])


async def create_bucket(request: Request) -> JSONResponse:
    check_key(request)
    body = await read_json(request)
    options = read_bucket(body, str(body.get("id") or read_text(body, "name")))
    await catalog_of(request).create_bucket(options)
    return JSONResponse({"name": options.id})


async def get_bucket(request: Request) -> JSONResponse:
    check_key(request)
    return JSONResponse(describe_bucket(await catalog_of(request).find_bucket(request.path_params["bucket"])))


async def update_bucket(request: Request) -> JSONResponse:
    check_key(request)
    options = read_bucket(await read_json(request), request.path_params["bucket"])
    await catalog_of(request).update_bucket(options)
    return JSONResponse({"message": "Successfully updated"})


async def delete_bucket(request: Request) -> JSONResponse:
    check_key(request)
    await catalog_of(request).delete_bucket(request.path_params["bucket"])
    return JSONResponse({"message": "Successfully deleted"})


async def empty_bucket(request: Request) -> JSONResponse:
    check_key(request)
    versions = await catalog_of(request).empty_bucket(request.path_params["bucket"])
    request.app.state.blobs.remove(versions)
    return JSONResponse({"message": "Successfully emptied"})


def catalog_of(request: Request) -> Catalog:
    """Return the catalog as whoever asks sees it."""
    catalog: Catalog = request.app.state.catalog
    return replace(catalog, claims=getattr(request.state, "claims", None))


ROUTES = [
    Route("/bucket", list_buckets, methods=["GET"]),
    Route("/bucket", create_bucket, methods=["POST"]),
    Route("/bucket/{bucket}", get_bucket, methods=["GET"]),
    Route("/bucket/{bucket}", update_bucket, methods=["PUT"]),
    Route("/bucket/{bucket}", delete_bucket, methods=["DELETE"]),
    Route("/bucket/{bucket}/empty", empty_bucket, methods=["POST"]),
]
