"""Files out of Supabase Storage, streamed to disk under a byte cap, and files put beside them.

With the service key, and in the project's own Storage only: a `file_url` is never requested as it stands, just taken
apart into bucket and path.
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import httpx

from function.errors import (
    EmptyFileError,
    FileMissingError,
    FileTooLargeError,
    FileUrlError,
    KairoError,
    StorageUnavailableError,
    UploadRefusedError,
)

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OBJECT_ACCESS = ("public", "authenticated", "sign")
_TIMEOUT = httpx.Timeout(30, connect=10)
_SEARCHABLE_SUFFIX = ".searchable.pdf"
# What no second attempt changes: the bucket's limits, a name that Storage does not take, a bucket that is not there.
_REFUSALS = ("EntityTooLarge", "InvalidMimeType", "InvalidKey")

_TAKEN = "KeyAlreadyExists"
# In the metadata of a searchable copy: whose it is.
_MARK = "kairo_document"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where a file is: `path` inside `bucket`, unquoted."""

    bucket: str
    path: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file on disk: its size in bytes and the SHA-256 of its content in hex."""

    path: Path
    size: int
    sha256: str


def parse_file_url(file_url: str, supabase_url: str, document_id: str) -> StoredFile:
    """Bucket and path of `bucket/path`, `storage://bucket/path` or an object URL of this project's Storage.

    Raises FileUrlError for everything else, another host's URL included.
    """
    steps = _split_steps(file_url.strip(), supabase_url)
    if steps is None or len(steps) < 2 or any(not _is_step(step) for step in steps):
        raise _no_file(document_id)
    return StoredFile(steps[0], "/".join(steps[1:]))


def _is_step(step: str) -> bool:
    # Storage takes no control characters; where they are cut off or taken for a line's end, they change what is meant.
    return step not in ("", ".", "..") and not _CONTROL.search(step)


def _no_file(document_id: str) -> FileUrlError:
    return FileUrlError(
        f"Document {document_id}: its file_url names no file in this project's Storage. "
        "Use bucket/path, for example documents/2026/contract.pdf, then resubmit it."
    )


def _split_steps(file_url: str, supabase_url: str) -> list[str] | None:
    try:
        parts = urlsplit(file_url)
    except ValueError:
        # Brackets that hold no address, characters that would turn into another host's name.
        return None
    if parts.scheme in ("http", "https"):
        return _object_steps(file_url, supabase_url)
    if parts.scheme == "storage":
        return [parts.netloc, *unquote(parts.path).split("/")[1:]]
    # What people may name (ocr.check_user_write) stays as it stands here; a test holds the two together.
    return file_url.lstrip("/").split("/")


def _object_steps(url: str, supabase_url: str) -> list[str] | None:
    prefix = f"{supabase_url}/storage/v1/object/"
    if not url.startswith(prefix):
        return None
    steps = unquote(urlsplit(url).path.removeprefix(urlsplit(prefix).path)).split("/")
    return steps[1:] if steps[0] in _OBJECT_ACCESS else steps


def searchable_path(original: StoredFile) -> StoredFile:
    """Where the searchable copy of a file is kept: beside it, under its whole name and a suffix.

    The extension stays in the name, so that `contract.jpg` and `contract.pdf` in one folder have two copies, no copy
    has the name of another original's, and a copy of a copy is a third file.
    """
    return StoredFile(original.bucket, original.path + _SEARCHABLE_SUFFIX)


def open_client(supabase_url: str, service_key: str) -> httpx.Client:
    """Asks the Storage API at `supabase_url` with the service key; paths begin behind /storage/v1."""
    # HTTP/1.1 on purpose: over HTTP/2 storage answers are buffered whole by common clients.
    return httpx.Client(
        base_url=f"{supabase_url}/storage/v1",
        headers={
            "Authorization": f"Bearer {service_key}",
            "apikey": service_key,
            # The bytes as they are: a proxy's compression would escape the byte cap.
            "Accept-Encoding": "identity",
        },
        timeout=_TIMEOUT,
        follow_redirects=False,
    )


class Storage:
    """The project's Storage API at `supabase_url`, asked with the service key."""

    def __init__(self, supabase_url: str, service_key: str, *, max_bytes: int) -> None:
        self._supabase_url = supabase_url
        self._max_bytes = max_bytes
        self._client = open_client(supabase_url, service_key)

    def close(self) -> None:
        self._client.close()

    def locate(self, file_url: str, document_id: str) -> StoredFile:
        """Raises FileUrlError when it names no file in this project's Storage."""
        return parse_file_url(file_url, self._supabase_url, document_id)

    def download(self, file_url: str, target: Path, document_id: str) -> Download:
        """Streams the file into `target`. Memory: one network chunk.

        Raises FileUrlError, FileMissingError, EmptyFileError, FileTooLargeError (permanent) and
        StorageUnavailableError (may pass).
        """
        stored = self.locate(file_url, document_id)
        try:
            with self._client.stream("GET", f"/object/authenticated/{_quoted(stored)}") as response:
                if response.status_code != 200:
                    response.read()
                    raise self._refused(response, stored, document_id)
                return self._save(response, target, document_id)
        except httpx.HTTPError as error:
            raise StorageUnavailableError(
                f"Document {document_id}: Storage did not deliver the file ({type(error).__name__}). "
                "Check SUPABASE_URL and that Storage is up; the job is retried."
            ) from None

    def upload(self, stored: StoredFile, source: Path, media_type: str, document_id: str) -> None:
        """Streams the file `source` to the place `stored`. Memory: one chunk.

        It takes the place of an earlier one of the same document, and of nothing else: the service key could overwrite
        anybody's file. Raises UploadRefusedError (permanent) when another file is there or the bucket does not take
        such a file, and StorageUnavailableError (may pass).
        """
        try:
            response = self._post(stored, source, media_type, document_id, replace=False)
            if _error_code(response) == _TAKEN and self._is_of(stored, document_id):
                response = self._post(stored, source, media_type, document_id, replace=True)
            if not response.is_success:
                raise self._upload_refused(response, stored, document_id)
        except httpx.HTTPError as error:
            raise StorageUnavailableError(
                f"Document {document_id}: Storage did not take the searchable copy ({type(error).__name__}). "
                "Check SUPABASE_URL and that Storage is up; the job is retried."
            ) from None

    def _post(
        self, stored: StoredFile, source: Path, media_type: str, document_id: str, *, replace: bool
    ) -> httpx.Response:
        mark = base64.b64encode(json.dumps({_MARK: document_id}).encode()).decode()
        headers = {"Content-Type": media_type, "x-upsert": str(replace).lower(), "x-metadata": mark}
        with source.open("rb") as file:
            return self._client.post(f"/object/{_quoted(stored)}", content=file, headers=headers)

    def _is_of(self, stored: StoredFile, document_id: str) -> bool:
        response = self._client.get(f"/object/info/authenticated/{_quoted(stored)}")
        metadata = response.json().get("metadata") if response.is_success else None
        return isinstance(metadata, dict) and metadata.get(_MARK) == document_id

    def _save(self, response: httpx.Response, target: Path, document_id: str) -> Download:
        declared = int(response.headers.get("content-length", "0"))
        if declared > self._max_bytes:
            raise self._too_large(document_id)
        digest, size = hashlib.sha256(), 0
        with target.open("wb") as file:
            for piece in response.iter_raw():
                size += len(piece)
                if size > self._max_bytes:
                    raise self._too_large(document_id)
                digest.update(piece)
                file.write(piece)
        if size == 0:
            raise EmptyFileError(f"Document {document_id}: its file is empty (0 bytes). Upload it again.")
        return Download(target, size, digest.hexdigest())

    def _refused(self, response: httpx.Response, stored: StoredFile, document_id: str) -> KairoError:
        code = _error_code(response)
        if code == "InvalidKey":
            return _no_file(document_id)
        # A wrong key is answered like a missing bucket; only a key that can list buckets tells them apart.
        if code == "NoSuchKey" or (code == "NoSuchBucket" and self._key_works()):
            missing = "file" if code == "NoSuchKey" else "bucket"
            return FileMissingError(
                f"Document {document_id}: there is no such {missing} in Storage ({stored.bucket}/{stored.path}). "
                "Upload the file or correct file_url, then resubmit the document."
            )
        return self._unavailable(response, code, document_id)

    def _upload_refused(self, response: httpx.Response, stored: StoredFile, document_id: str) -> KairoError:
        code = _error_code(response)
        if code == _TAKEN:
            return UploadRefusedError(
                f"Document {document_id}: another file has the name of its searchable copy, "
                f"{stored.bucket}/{stored.path}. Move it away, then resubmit the document."
            )
        too_large = code == "EntityTooLarge" or response.status_code == 413
        if too_large or code in _REFUSALS or (code == "NoSuchBucket" and self._key_works()):
            return UploadRefusedError(
                f"Document {document_id}: Storage refused its searchable copy {stored.bucket}/{stored.path} "
                f"({'EntityTooLarge' if too_large else code}). Let the bucket take PDFs of that size "
                "(file_size_limit, allowed_mime_types), then resubmit the document, or unset SEARCHABLE_PDF."
            )
        return self._unavailable(response, code, document_id)

    def _key_works(self) -> bool:
        return self._client.get("/bucket").status_code == 200

    @staticmethod
    def _unavailable(response: httpx.Response, code: str | None, document_id: str) -> StorageUnavailableError:
        return StorageUnavailableError(
            f"Document {document_id}: Storage answered {response.status_code} ({code or 'no code'}). "
            "Check SUPABASE_SERVICE_ROLE_KEY and that Storage is up; the job is retried."
        )

    def _too_large(self, document_id: str) -> FileTooLargeError:
        return FileTooLargeError(
            f"Document {document_id}: its file is larger than the limit of {self._max_bytes // 1024**2} MB. "
            "Split or compress it, or raise MAX_FILE_SIZE_MB."
        )


def _quoted(stored: StoredFile) -> str:
    return f"{quote(stored.bucket, safe='')}/{quote(stored.path, safe='/')}"


def _error_code(response: httpx.Response) -> str | None:
    """Storage's own code (NoSuchKey, NoSuchBucket, InvalidJWT, …) from an error body; older ones lack it."""
    try:
        body = response.json()
    except ValueError:
        return None
    if not isinstance(body, dict):
        return None
    if body.get("code"):
        return str(body["code"])
    if str(body.get("statusCode")) == "409":
        return _TAKEN
    if str(body.get("statusCode")) == "404":
        return "NoSuchBucket" if "bucket" in str(body.get("message", "")).lower() else "NoSuchKey"
    return None
