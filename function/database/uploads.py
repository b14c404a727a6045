"""Rows of documents whose files come and go with them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

import psycopg

from function.database.pool import Connection, Database
from function.database.queries import QUERIES
from function.database.similar import Duplicate, find_duplicates
from function.errors import DocumentNotFoundError, DuplicateFileError, ForbiddenError, UploadRefusedError


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is in Storage; `owner` is None for a server's own."""

    document_id: UUID
    owner: UUID | None
    file_url: str
    file_name: str
    mime_type: str
    sha256: str
    priority: int | None
    force_ocr: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """The files of a document that is gone. The original `is_shared` if another document names it as well."""

    file_url: str | None
    searchable_file_url: str | None
    is_shared: bool


class _TakenBack(Exception):  # noqa: N818  not an error
    """Ends a transaction whose changes nobody wants."""


def check_upload(database: Database, bucket: str, name: str) -> None:
    """Raises ForbiddenError if no policy lets the person put this file into Storage, before it is sent.

    Storage itself refuses it without reading it, which only a client that has sent all of it gets to know.
    """
    try:
        with database.transaction() as connection:
            connection.execute(QUERIES["try_upload"], {"bucket": bucket, "name": name})
            raise _TakenBack
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ForeignKeyViolation):
        raise ForbiddenError(
            f"No policy of the bucket {bucket} lets you upload. An administrator can run: "
            f"select ocr.allow_uploads('{bucket}')."
        ) from None
    except (_TakenBack, psycopg.ProgrammingError):
        # Without the table, Storage decides.
        return


def insert_upload(
    database: Database, upload: Upload, *, refuse_duplicates: bool = False
) -> tuple[str | None, Sequence[Duplicate]]:
    """Insert the document, which queues it. Return its status and the owner's documents with the same bytes.

    Raises ForbiddenError if row security refuses it, UploadRefusedError if the table does, and DuplicateFileError; then
    there has never been a row for anybody to read.
    """

    def insert(connection: Connection) -> tuple[str | None, Sequence[Duplicate]]:
        if refuse_duplicates:
            connection.execute(QUERIES["lock_file"], asdict(upload))
        row = connection.execute(QUERIES["insert_upload"], asdict(upload)).fetchone()
        duplicates = find_duplicates(connection, upload.document_id)
        if refuse_duplicates and duplicates:
            raise DuplicateFileError(
                f"The same file is there already, as document {duplicates[0].document_id}, so it was not kept. "
                "Upload it with duplicates=allow to have it twice.",
                duplicates,
            )
        return row["status"] if row else None, duplicates

    try:
        return database.run(insert)
    except psycopg.errors.InsufficientPrivilege as error:
        raise ForbiddenError(
            f"Document {upload.document_id}: the database does not let you add it: "
            f"{(error.diag.message_primary or 'no policy').rstrip('.')}."
        ) from None
    except psycopg.IntegrityError as error:
        raise UploadRefusedError(
            f"Document {upload.document_id}: the table documents refuses the row ({type(error).__name__}). Columns that "
            "must have a value need a default, and owner must be a user."
        ) from None


def delete_document(connection: Connection, document_id: UUID) -> Removed:
    """Delete the document inside the caller's transaction, which then removes its files. Raises DocumentNotFoundError."""
    row = connection.execute(QUERIES["delete_document"], {"document_id": document_id}).fetchone()
    if row is None:
        raise DocumentNotFoundError(document_id)
    return Removed(**row)
