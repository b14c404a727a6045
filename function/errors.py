"""Every error raised on purpose, in one tree.

A message is a sentence: what is wrong with which document, and what to do about it. It never contains a
secret or the text of a document, since it is stored in the row, logged, and sent to callers.
"""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID


class KairoError(Exception):
    """Base class of all errors.

    `status` is the HTTP status of the response, `retryable` is whether another attempt with the same input
    may succeed, and `code` is the stable name that callers and the row in `ocr_queue` get.
    """

    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = True
    code: ClassVar[str] = "internal_error"


class SettingsError(KairoError):
    """A setting is missing or invalid; raised at start only. `complaints` has one per wrong variable."""

    retryable = False
    code = "invalid_settings"

    def __init__(self, message: str, complaints: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.complaints = complaints


class MigrationError(KairoError):
    """The database cannot be migrated; told by `python -m function migrate` only."""

    retryable = False
    code = "migration_failed"


class MachineError(KairoError):
    """The machine is at fault and not the document: no try is spent, and no document is taken until it is well."""

    status = 503
    code = "machine_fault"


class MachineDiskError(MachineError):
    """The temporary folder is full, or cannot be written to."""

    code = "machine_disk"


class MachineMemoryError(MachineError):
    """There is no memory, or no process can be started."""

    code = "machine_memory"


class ModelMissingError(MachineError):
    """A model that the settings ask for is not on disk and cannot be fetched; at start, the function does not start."""

    code = "model_missing"


class RequestError(KairoError):
    """The request is malformed or invalid."""

    status = 400
    retryable = False
    code = "invalid_request"


class BodyTooLargeError(RequestError):
    status = 413
    code = "body_too_large"


class HeadTooLargeError(RequestError):
    """The request line and headers, or the trailers, are larger than allowed."""

    status = 431
    code = "head_too_large"


class SlowBodyError(KairoError):
    """The body of a request did not arrive in time."""

    status = 408
    code = "body_too_slow"


class TooManyRequestsError(KairoError):
    status = 429
    code = "too_many_requests"


class UnauthorizedError(KairoError):
    status = 401
    retryable = False
    code = "unauthorized"


class ExpiredSessionError(UnauthorizedError):
    """A person's session was signed by the project, and is over."""

    code = "session_expired"


class ForbiddenError(KairoError):
    """The caller is known, and may not do this."""

    status = 403
    retryable = False
    code = "forbidden"


class AuthUnavailableError(KairoError):
    """The project's Auth did not tell the keys that its sessions are signed with."""

    status = 503
    code = "auth_unavailable"


class DocumentNotFoundError(KairoError):
    status = 404
    retryable = False
    code = "document_not_found"

    def __init__(self, document_id: UUID) -> None:
        super().__init__(f"There is no document {document_id} in the documents table.")


class PageNotFoundError(KairoError):
    """The document has no such page, or it has not been read yet."""

    status = 404
    retryable = False
    code = "page_not_found"


class NoFileError(KairoError):
    """The document has no such file: none was uploaded, none can be shown, or there is no searchable copy."""

    status = 404
    retryable = False
    code = "no_file"


class TextPendingError(KairoError):
    """The document exists but has no text yet."""

    status = 409
    code = "text_pending"


class DatabaseUnavailableError(KairoError):
    status = 503
    code = "database_unavailable"


class DatabaseConflictError(DatabaseUnavailableError):
    """Postgres kept ending a transaction for the sake of others (deadlock, serialization)."""

    code = "database_conflict"


class FenceLostError(KairoError):
    """Another attempt owns the job now; this one must stop and change nothing."""

    status = 409
    code = "fence_lost"


class JobTimeoutError(KairoError):
    status = 504
    code = "job_timeout"


class StepOverdueError(KairoError):
    """A step of an attempt did not end, nor could it be ended; the process is ended and another one takes over."""

    status = 504
    code = "step_overdue"


class InferenceStuckError(KairoError):
    """A model did not answer in time; the process ends and is replaced."""

    status = 503
    code = "inference_stuck"


class StoredFailureError(KairoError):
    """The document has already failed permanently; code and message are those stored in its job."""

    status = 422
    retryable = False

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code  # type: ignore[misc]


class StorageUnavailableError(KairoError):
    """Storage did not answer, or with an error that may be temporary (5xx, refused connection, wrong key)."""

    status = 502
    code = "storage_unavailable"


class UploadRefusedError(KairoError):
    """Storage does not accept a file of this size, type or name; retrying does not help."""

    status = 422
    retryable = False
    code = "upload_refused"


class DuplicateFileError(KairoError):
    """The owner has documents with these bytes, and the caller wanted no other. `duplicates` are those, the oldest first."""

    status = 409
    retryable = False
    code = "duplicate_file"

    def __init__(self, message: str, duplicates: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.duplicates = duplicates


class FileUrlError(KairoError):
    """`documents.file_url` names no file in the project's own Storage."""

    status = 422
    retryable = False
    code = "invalid_file_url"


class FileMissingError(KairoError):
    status = 422
    retryable = False
    code = "file_missing"


class InputError(KairoError):
    """The file itself cannot be read, however often it is tried."""

    status = 422
    retryable = False
    code = "invalid_input"


class EmptyFileError(InputError):
    code = "file_empty"


class FileTooLargeError(InputError):
    status = 413
    code = "file_too_large"


class UnsupportedTypeError(InputError):
    status = 415
    code = "unsupported_type"


class EncryptedFileError(InputError):
    code = "file_encrypted"


class CorruptFileError(InputError):
    code = "file_corrupt"


class UnreadableFileError(InputError):
    """Opening the file or reading a page crashed, hung, or exhausted the memory of the child process."""

    code = "file_unreadable"


class TooManyPagesError(InputError):
    status = 413
    code = "too_many_pages"


class TooManyPixelsError(InputError):
    status = 413
    code = "too_many_pixels"


class NoPagesError(InputError):
    code = "no_pages"
