"""Downloads files from Supabase Storage, with a size limit, and uploads searchable copies.

Uses the service key, so it only ever talks to the project's own Storage: a `file_url` is parsed into bucket
and path, and never requested itself.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from storage3 import SyncStorageClient
from storage3.exceptions import StorageApiError
from storage3.types import FileOptions

from function.connection import deadline, expecting, open_client
from function.errors import (
    EmptyFileError,
    FileMissingError,
    FileTooLargeError,
    KairoError,
    StorageUnavailableError,
    UploadRefusedError,
)
from function.intake.file_url import StoredFile, no_file, parse_file_url

# For 50 MB, 170 KB a second.
TRANSFER_SECONDS = 300.0
# What is of no use in an error: Storage's own codes are a word.
_MAX_CODE = 60
_SEARCHABLE_SUFFIX = ".searchable.pdf"
# Permanent errors: the bucket's limits, and a name that Storage does not accept.
_REFUSALS = ("EntityTooLarge", "InvalidMimeType", "InvalidKey")
_TAKEN = "KeyAlreadyExists"
_UPLOAD_CODES = {"409": _TAKEN, "413": "EntityTooLarge", "415": "InvalidMimeType"}
# In the metadata of a searchable copy: the id of its document.
_MARK = "kairo_document"


@dataclass(frozen=True, slots=True)
class Download:
    """A downloaded file: its size in bytes, and the SHA-256 of its content in hex."""

    path: Path
    size: int
    sha256: str


def searchable_path(original: StoredFile) -> StoredFile:
    """Return where the searchable copy of a file is stored: next to it, with a suffix after its full name.

    Keeping the extension means that `contract.jpg` and `contract.pdf` in one folder get two copies, that a
    copy never takes the name of another original's copy, and that a copy of a copy is a third file.
    """
    return StoredFile(original.bucket, original.path + _SEARCHABLE_SUFFIX)


def open_storage(supabase_url: str, service_key: str) -> httpx.Client:
    """Asks the Storage API with the service key; paths begin behind /storage/v1."""
    headers = {"Authorization": f"Bearer {service_key}", "apikey": service_key}
    return open_client(f"{supabase_url}/storage/v1", headers)


class Storage:
    """The project's Storage API at `supabase_url`, used with the service key.

    A download or an upload may take `transfer_seconds`.
    """

    def __init__(
        self,
        supabase_url: str,
        service_key: str,
        *,
        max_bytes: int,
        transfer_seconds: float = TRANSFER_SECONDS,
    ) -> None:
        self._supabase_url = supabase_url
        self._max_bytes = max_bytes
        self._transfer_seconds = transfer_seconds
        self._client = open_storage(supabase_url, service_key)
        # It uses our client, which has the key; its own would use HTTP/2 and follow redirects.
        self._supabase = SyncStorageClient(f"{supabase_url}/storage/v1/", {}, http_client=self._client)

    def close(self) -> None:
        self._client.close()

    def locate(self, file_url: str, document_id: str) -> StoredFile:
        """Raise FileUrlError when `file_url` names no file in this project's Storage."""
        return parse_file_url(file_url, self._supabase_url, document_id)

    def download(self, file_url: str, target: Path, document_id: str) -> Download:
        """Stream the file into `target`, holding one network chunk in memory.

        Raises FileUrlError, FileMissingError, EmptyFileError or FileTooLargeError, which are permanent, and
        StorageUnavailableError, which is retried.
        """
        stored = self.locate(file_url, document_id)
        try:
            # Supabase's client has no size limit, and a file of 50 MB takes 98 MB of memory instead of 0.2 MB.
            with deadline(self._transfer_seconds):
                return self._fetch(stored, target, document_id)
        except httpx.HTTPError as error:
            raise StorageUnavailableError(
                f"Document {document_id}: Storage did not deliver the file ({type(error).__name__}). "
                "Check SUPABASE_URL and that Storage is up; the job is retried."
            ) from None

    def _fetch(self, stored: StoredFile, target: Path, document_id: str) -> Download:
        # One byte more than is taken: a file that is too large is a file too large, and no broken answer.
        expected = expecting(self._max_bytes + 1)
        url = f"/object/authenticated/{_quoted(stored)}"
        with self._client.stream("GET", url, extensions=expected) as response:
            if response.status_code != 200:
                response.read()
                raise self._refused(response, stored, document_id)
            return self._save(response, target, document_id)

    def upload(self, stored: StoredFile, source: Path, media_type: str, document_id: str) -> None:
        """Stream the file `source` to `stored`, holding one chunk in memory.

        Replaces only an earlier copy of the same document, since the service key could overwrite any file.
        Raises UploadRefusedError, which is permanent, when another file has that name or the bucket does not
        accept this one, and StorageUnavailableError, which is retried.
        """
        try:
            with deadline(self._transfer_seconds):
                self._check_bucket(stored, source.stat().st_size, media_type, document_id)
                self._put(stored, source, media_type, document_id)
        except StorageApiError as error:
            raise self._upload_refused(error, stored, document_id) from None
        except (httpx.HTTPError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
            # The errors other than HTTPError come from an answer that is not Storage's.
            raise StorageUnavailableError(
                f"Document {document_id}: Storage did not accept the searchable copy ({type(error).__name__}). "
                "Check SUPABASE_URL and that Storage is up; the job is retried."
            ) from None

    def _put(self, stored: StoredFile, source: Path, media_type: str, document_id: str) -> None:
        # Supabase's client expects a quoted path.
        bucket, path = self._supabase.from_(stored.bucket), quote(stored.path)
        options: FileOptions = {
            "content-type": media_type,
            # The client's default would let caches serve a replaced copy for an hour.
            "cache-control": "",
            "metadata": {_MARK: document_id},
        }
        # Asked before: Storage refuses a taken name while the file is still being sent.
        metadata = self._read_metadata(stored)
        if metadata is not None and metadata.get(_MARK) != document_id:
            raise _name_taken(stored, document_id)
        bucket.upload(path, source, {**options, "upsert": "false" if metadata is None else "true"})

    def _read_metadata(self, stored: StoredFile) -> dict[str, Any] | None:
        """What was said of the file at `stored` when it was put there; None where there is no file."""
        try:
            metadata = self._supabase.from_(stored.bucket).info(quote(stored.path)).get("metadata")
        except StorageApiError as error:
            if _upload_code(error) != "NoSuchKey":
                raise
            return None
        return metadata if isinstance(metadata, dict) else {}

    def _check_bucket(self, stored: StoredFile, size: int, media_type: str, document_id: str) -> None:
        """Asks for its limits: of these, too, Storage speaks while the file is still being sent."""
        answer = self._client.get(f"/bucket/{quote(stored.bucket, safe='')}")
        if answer.status_code != 200:
            raise self._copy_refused(answer.status_code, _error_code(answer), stored, document_id)
        bucket = answer.json()
        limit, types = bucket.get("file_size_limit"), bucket.get("allowed_mime_types")
        if limit and size > int(limit):
            raise self._copy_refused(413, "EntityTooLarge", stored, document_id)
        if types and not {media_type, f"{media_type.partition('/')[0]}/*", "*/*"} & set(types):
            raise self._copy_refused(415, "InvalidMimeType", stored, document_id)

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
            return no_file(document_id)
        # Storage answers a wrong key like a missing bucket; if the key can list buckets, it is right.
        if code == "NoSuchKey" or (code == "NoSuchBucket" and self._key_works()):
            missing = "file" if code == "NoSuchKey" else "bucket"
            return FileMissingError(
                f"Document {document_id}: there is no such {missing} in Storage ({stored.bucket}/{stored.path}). "
                "Upload the file or correct file_url, then resubmit the document."
            )
        return self._unavailable(response.status_code, code, document_id)

    def _upload_refused(self, error: StorageApiError, stored: StoredFile, document_id: str) -> KairoError:
        code = _upload_code(error)
        if code == _TAKEN:
            return _name_taken(stored, document_id)
        return self._copy_refused(error.status, code, stored, document_id)

    def _copy_refused(
        self, status: int | str, code: str | None, stored: StoredFile, document_id: str
    ) -> KairoError:
        if code in _REFUSALS or (code == "NoSuchBucket" and self._key_works()):
            return UploadRefusedError(
                f"Document {document_id}: Storage refused its searchable copy {stored.bucket}/{stored.path} "
                f"({code}). Allow PDFs of that size in the bucket "
                "(file_size_limit, allowed_mime_types), then resubmit the document, or unset SEARCHABLE_PDF."
            )
        return self._unavailable(status, code, document_id)

    def _key_works(self) -> bool:
        with self._client.stream("GET", "/bucket") as response:
            return response.status_code == 200

    @staticmethod
    def _unavailable(status: int | str, code: str | None, document_id: str) -> StorageUnavailableError:
        return StorageUnavailableError(
            f"Document {document_id}: Storage answered {str(status)[:_MAX_CODE]} ({code or 'no code'}). "
            "Check SUPABASE_SERVICE_ROLE_KEY and that Storage is up; the job is retried."
        )

    def _too_large(self, document_id: str) -> FileTooLargeError:
        return FileTooLargeError(
            f"Document {document_id}: its file is larger than the limit of {self._max_bytes // 1024**2} MB. "
            "Split or compress it, or raise MAX_FILE_SIZE_MB."
        )


def _name_taken(stored: StoredFile, document_id: str) -> UploadRefusedError:
    return UploadRefusedError(
        f"Document {document_id}: another file has the name of its searchable copy, "
        f"{stored.bucket}/{stored.path}. Move it away, then resubmit the document."
    )


def _quoted(stored: StoredFile) -> str:
    return f"{quote(stored.bucket, safe='')}/{quote(stored.path, safe='/')}"


def _error_code(response: httpx.Response) -> str | None:
    """Return Storage's code (NoSuchKey, NoSuchBucket, InvalidJWT, …); old versions send none."""
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    if body.get("code"):
        return str(body["code"])[:_MAX_CODE]
    if str(body.get("statusCode")) == "404":
        return _missing(body.get("message"))
    return None


def _upload_code(error: StorageApiError) -> str | None:
    """Derive Storage's code from the status, because Supabase's client drops it."""
    if str(error.status) == "404":
        return _missing(error.message)
    return _UPLOAD_CODES.get(str(error.status)) or (error.code if error.code in _REFUSALS else None)


def _missing(message: object) -> str:
    return "NoSuchBucket" if "bucket" in str(message).lower() else "NoSuchKey"
