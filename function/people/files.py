"""Files in the project's Storage as a caller may use them: with a person's session, or with the service key."""

import asyncio
import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from function.document.person import Person
from function.errors import (
    EmptyFileError,
    FileMissingError,
    FileTooLargeError,
    ForbiddenError,
    KairoError,
    StorageUnavailableError,
    UploadRefusedError,
)
from function.intake.file_url import StoredFile, parse_file_url
from function.intake.storage import TRANSFER_SECONDS
from function.settings import Settings

# Storage answers the first byte of an upload only after the last, and may refuse it without reading on.
_TIMEOUT = httpx.Timeout(30, connect=10, write=15)
_REMOVE_SECONDS = 10.0
_MAX_ANSWER = 64 * 1024
_REFUSALS = {
    "EntityTooLarge": "it is larger than the bucket's file_size_limit",
    "InvalidMimeType": "the bucket's allowed_mime_types do not list its type",
    "InvalidKey": "it does not accept the file's name",
    "KeyAlreadyExists": "there is such a file already",
}


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """A file that is being delivered; `size` in bytes, None if Storage does not say."""

    size: int | None
    media_type: str
    pieces: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Uploaded:
    size: int
    sha256: str


class Files:
    """The project's Storage. Used on the event loop."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.supabase_url
        self._service_key = settings.supabase_service_role_key.get_secret_value()
        self._anon_key = settings.supabase_anon_key
        self._max_bytes = settings.max_file_size_bytes
        self._client = httpx.AsyncClient(
            base_url=f"{settings.supabase_url}/storage/v1",
            # As in `connection.py`: no compression that escapes the cap, no connection with an unread rest of a file.
            headers={"Accept-Encoding": "identity", "Connection": "close"},
            timeout=_TIMEOUT,
            follow_redirects=False,
        )

    async def close(self) -> None:
        await self._client.aclose()

    def locate(self, file_url: str, document_id: str) -> StoredFile:
        """Raises FileUrlError when `file_url` names no file in this project's Storage."""
        return parse_file_url(file_url, self._url, document_id)

    @asynccontextmanager
    async def open(
        self, stored: StoredFile, person: Person | None, document_id: str
    ) -> AsyncIterator[StoredBytes]:
        """Begin to deliver a file. Raises FileMissingError, FileTooLargeError and StorageUnavailableError, while it is
        being delivered as well."""
        url = f"/object/authenticated/{_quoted(stored)}"
        try:
            async with (
                asyncio.timeout(TRANSFER_SECONDS),
                self._client.stream("GET", url, headers=self._headers(person)) as answer,
            ):
                if answer.status_code != 200:
                    raise _missing(await _read_code(answer), answer.status_code, document_id)
                size = answer.headers.get("content-length", "")
                yield StoredBytes(
                    int(size) if size.isdecimal() else None,
                    answer.headers.get("content-type", "application/octet-stream"),
                    self._bounded(answer, document_id),
                )
        except (httpx.HTTPError, TimeoutError) as error:
            raise _unavailable(document_id, type(error).__name__) from None

    async def upload(
        self,
        stored: StoredFile,
        pieces: AsyncIterable[bytes],
        media_type: str,
        person: Person | None,
        document_id: str,
    ) -> Uploaded:
        """Stream `pieces` to `stored`, holding one of them in memory. Nothing is there afterwards if this raises.

        Raises EmptyFileError, FileTooLargeError, UploadRefusedError, ForbiddenError, StorageUnavailableError, and
        whatever `pieces` raise.
        """
        digest, size = hashlib.sha256(), 0

        async def send() -> AsyncIterator[bytes]:
            nonlocal size
            async for piece in pieces:
                size += len(piece)
                if size > self._max_bytes:
                    raise self._too_large(document_id)
                digest.update(piece)
                yield piece
            if size == 0:
                raise EmptyFileError(f"Document {document_id}: the file is empty (0 bytes). Upload it again.")

        headers = {**self._headers(person), "Content-Type": media_type, "x-upsert": "false"}
        try:
            async with asyncio.timeout(TRANSFER_SECONDS):
                answer = await self._client.post(
                    f"/object/{_quoted(stored)}", content=send(), headers=headers
                )
        except (httpx.HTTPError, TimeoutError) as error:
            raise _unavailable(document_id, type(error).__name__) from None
        if answer.status_code != 200:
            raise _refused(_code(answer.content), answer.status_code, stored, document_id)
        return Uploaded(size, digest.hexdigest())

    async def remove(self, stored: StoredFile, person: Person | None, document_id: str) -> None:
        """Remove a file, if it is there and the caller may. Raises StorageUnavailableError."""
        try:
            async with asyncio.timeout(_REMOVE_SECONDS):
                answer = await self._client.delete(
                    f"/object/{_quoted(stored)}", headers=self._headers(person)
                )
        except (httpx.HTTPError, TimeoutError) as error:
            raise _unavailable(document_id, type(error).__name__) from None
        if answer.status_code >= 500:
            raise _unavailable(document_id, str(answer.status_code))

    def _headers(self, person: Person | None) -> Mapping[str, str]:
        if person is None:
            return {"Authorization": f"Bearer {self._service_key}", "apikey": self._service_key}
        key = {"apikey": self._anon_key} if self._anon_key else {}
        return {"Authorization": f"Bearer {person.token}", **key}

    async def _bounded(self, answer: httpx.Response, document_id: str) -> AsyncIterator[bytes]:
        size = 0
        async for piece in answer.aiter_raw():
            size += len(piece)
            if size > self._max_bytes:
                raise self._too_large(document_id)
            yield piece

    def _too_large(self, document_id: str) -> FileTooLargeError:
        return FileTooLargeError(
            f"Document {document_id}: its file is larger than the limit of {self._max_bytes // 1024**2} MB. "
            "Split or compress it, or raise MAX_FILE_SIZE_MB."
        )


async def _read_code(answer: httpx.Response) -> str | None:
    content = bytearray()
    async for piece in answer.aiter_raw():
        content += piece
        if len(content) > _MAX_ANSWER:
            return None
    return _code(bytes(content))


def _code(content: bytes) -> str | None:
    """Return Storage's own code (NoSuchKey, InvalidJWT …), which says more than the status, which is often 400."""
    try:
        body = httpx.Response(200, content=content).json()
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    if str(body.get("statusCode")) == "403":
        return "AccessDenied"
    if body.get("code"):
        return str(body["code"])[:60]
    return "NoSuchKey" if str(body.get("statusCode")) == "404" else None


def _missing(code: str | None, status: int, document_id: str) -> KairoError:
    # What a person may not read is answered like what is not there.
    if code in ("NoSuchKey", "NoSuchBucket", "AccessDenied", "InvalidKey"):
        return FileMissingError(
            f"Document {document_id}: its file is not in Storage, or its policies do not let you read it."
        )
    return _unavailable(document_id, code or str(status))


def _refused(code: str | None, status: int, stored: StoredFile, document_id: str) -> KairoError:
    if code in _REFUSALS:
        return UploadRefusedError(
            f"Document {document_id}: Storage refused the file: {_REFUSALS[code]} ({code}, bucket {stored.bucket})."
        )
    if code in ("AccessDenied", "NoSuchBucket"):
        return ForbiddenError(
            f"Document {document_id}: no policy of the bucket {stored.bucket} lets you upload. An administrator can run: "
            f"select ocr.allow_uploads('{stored.bucket}')."
        )
    return _unavailable(document_id, code or str(status))


def _unavailable(document_id: str, reason: str) -> StorageUnavailableError:
    return StorageUnavailableError(
        f"Document {document_id}: Storage did not do as asked ({reason}). Check SUPABASE_URL, SUPABASE_ANON_KEY and that "
        "Storage is up, then try again."
    )


def _quoted(stored: StoredFile) -> str:
    return f"{quote(stored.bucket, safe='')}/{quote(stored.path, safe='/')}"
