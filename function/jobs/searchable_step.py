"""Makes a searchable copy of a document from its file and its pages, and stores it beside the original."""

from dataclasses import dataclass

import structlog

from function.database.queue import Attempt
from function.document.media_type import MediaType
from function.document.pages import WholeDocument
from function.errors import InputError, UploadRefusedError
from function.intake.source_file import SourceFile
from function.intake.storage import Storage, searchable_path
from function.reading.passwords import Passwords
from function.reading.reader import Reader

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SearchableCopy:
    """`file_url` is the copy's `bucket/path`, or None without a copy; `notes` are sentences for a person."""

    file_url: str | None
    notes: tuple[str, ...] = ()


def store_searchable_copy(
    reader: Reader,
    storage: Storage,
    attempt: Attempt,
    file: SourceFile,
    whole: WholeDocument,
    *,
    passwords: Passwords,
) -> SearchableCopy:
    """Store a searchable copy, unless all pages already have a text layer.

    If the copy cannot be made, or Storage refuses it permanently, return a note instead: the document itself was read.
    Raises StorageUnavailableError (temporary).
    """
    name = str(attempt.document_id)
    target = file.path.with_name("searchable.pdf")
    try:
        copied = reader.make_searchable(
            file.path, file.media_type, name, whole.pages, target, passwords=passwords
        )
        if copied == 0:
            return SearchableCopy(None)
        place = searchable_path(storage.locate(attempt.file_url, name))
        storage.upload(place, target, MediaType.PDF, name)
    except (InputError, UploadRefusedError) as error:
        log.warning("searchable_copy_failed", code=error.code)
        return SearchableCopy(None, (f"There is no searchable copy. {error}",))
    return SearchableCopy(f"{place.bucket}/{place.path}")
