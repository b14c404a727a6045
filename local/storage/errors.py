"""Storage's errors, as in its API 1.11: nearly all are HTTP 400, and the body has the real status."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse


# Not frozen, because Python sets the traceback of an exception.
@dataclass(eq=False)
class StorageError(Exception):
    status: str
    error: str
    message: str
    code: str

    def to_response(self) -> JSONResponse:
        body = {"statusCode": self.status, "error": self.error, "message": self.message, "code": self.code}
        return JSONResponse(body, 500 if self.status == "500" else 400)


def object_not_found() -> StorageError:
    return StorageError("404", "not_found", "Object not found", "NoSuchKey")


def bucket_not_found() -> StorageError:
    """Also the response to a missing or wrong key, which must not reveal whether a bucket exists."""
    return StorageError("404", "Bucket not found", "Bucket not found", "NoSuchBucket")


def access_denied() -> StorageError:
    return StorageError("403", "Unauthorized", "new row violates row-level security policy", "AccessDenied")


def duplicate(code: str) -> StorageError:
    return StorageError("409", "Duplicate", "The resource already exists", code)


def bucket_not_empty() -> StorageError:
    message = "The bucket you tried to delete is not empty"
    return StorageError("409", "InvalidRequest", message, "InvalidRequest")


def invalid_key(name: str) -> StorageError:
    return StorageError("400", "InvalidKey", f"Invalid key: {name}", "InvalidKey")


def invalid_request(message: str) -> StorageError:
    return StorageError("400", "InvalidRequest", message, "InvalidRequest")


def invalid_token(message: str) -> StorageError:
    return StorageError("400", "InvalidJWT", message, "InvalidJWT")


def too_large() -> StorageError:
    message = "The object exceeded the maximum allowed size"
    return StorageError("413", "Payload too large", message, "EntityTooLarge")


def invalid_mime_type(mime_type: str) -> StorageError:
    message = f"mime type {mime_type} is not supported"
    return StorageError("415", "invalid_mime_type", message, "InvalidMimeType")


def database_unavailable() -> StorageError:
    return StorageError("500", "DatabaseError", "The database is not reachable", "DatabaseError")


async def answer_storage_error(_: Request, error: Exception) -> JSONResponse:
    return (error if isinstance(error, StorageError) else database_unavailable()).to_response()
