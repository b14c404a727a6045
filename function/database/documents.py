"""Reads documents and their pages, and converts pages to and from rows of `document_pages`. Corrects fields and lines.

What a person may see is a question of the database that they are given: see `Database.seen_by`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import psycopg
from pydantic import TypeAdapter

from function.database.job import Job
from function.database.pool import Database, Row
from function.document.corrections import (
    LineCorrection,
    Place,
    correct_in_place,
    place_cell_corrections,
    place_corrections,
)
from function.document.file_name import choose_file_name
from function.document.markdown import table_to_html, table_to_markdown
from function.document.pages import Block, Page
from function.errors import DocumentNotFoundError, PageNotFoundError, RequestError

_BLOCKS = TypeAdapter(tuple[Block, ...])


@dataclass(frozen=True, slots=True)
class LineOrCell:
    """A place on a page, from 1, in a block, from 0: a line of the block, or a cell of its table, both from 0."""

    page: int
    block: int
    line: int | None = None
    cell: int | None = None


def read_document(database: Database, document_id: UUID) -> Row:
    """Return a document's status, figures, text and Markdown, and its `pages` with what people said of their lines.
    Raises DocumentNotFoundError.
    """
    document = _named(database.fetch_one("read_document", {"document_id": document_id}), document_id)
    corrections = read_line_corrections(database, document_id)
    rows = database.fetch_all("read_pages", {"document_id": document_id})
    document["pages"] = [describe_page(row, corrections) for row in rows]
    return document


def read_outline(database: Database, document_id: UUID) -> Row:
    """Return a document without text, Markdown and pages, of which a book has many. Raises DocumentNotFoundError."""
    return _named(database.fetch_one("read_outline", {"document_id": document_id}), document_id)


def read_page(database: Database, document_id: UUID, number: int) -> Row:
    """Return one page. Raises DocumentNotFoundError, and PageNotFoundError if it has not been read."""
    row = database.fetch_one("read_page", {"document_id": document_id, "page_number": number})
    if row is None:
        read_file_url(database, document_id)
        raise PageNotFoundError(f"Document {document_id} has no page {number} yet, or never.")
    return describe_page(row, read_line_corrections(database, document_id))


def read_file_url(database: Database, document_id: UUID) -> str | None:
    """Return where the document's file is. Raises DocumentNotFoundError."""
    row = database.fetch_one("read_file_url", {"document_id": document_id})
    if row is None:
        raise DocumentNotFoundError(document_id)
    found: str | None = row["file_url"]
    return found


def read_job(database: Database, document_id: UUID) -> Job:
    """Return what a person may know of the document's job. Raises DocumentNotFoundError."""
    row = database.fetch_one("read_job_of", {"document_id": document_id})
    if row is None:
        raise DocumentNotFoundError(document_id)
    return Job(**row)


def resubmit_document(database: Database, document_id: UUID, *, force: bool) -> str:
    """Queue a failed document again, or any with `force`, and return its status. Raises DocumentNotFoundError."""
    try:
        status: str = database.fetch_value("resubmit_document", {"document_id": document_id, "force": force})
    except psycopg.errors.InsufficientPrivilege:
        raise DocumentNotFoundError(document_id) from None
    return status


def set_password(database: Database, document_id: UUID, password: str | None) -> None:
    """Save the password that the document's file opens with, and queue it again if it failed for lack of one; None
    forgets it. Raises DocumentNotFoundError.
    """
    try:
        database.execute("set_password", {"document_id": document_id, "password": password})
    except psycopg.errors.InsufficientPrivilege:
        raise DocumentNotFoundError(document_id) from None


def correct_field(database: Database, document_id: UUID, field: str, value: str | None) -> Any:
    """Save what a person says about a field; None takes it back. Return the document's metadata.

    Raises DocumentNotFoundError, and RequestError if there is no such field or it cannot have this value.
    """
    parameters = {"document_id": document_id, "field": field, "value": value}
    try:
        return database.fetch_value("correct_field", parameters)
    except psycopg.errors.InsufficientPrivilege:
        raise DocumentNotFoundError(document_id) from None
    except psycopg.errors.InvalidParameterValue as error:
        raise RequestError(f"Document {document_id}: {error.diag.message_primary}") from None


def correct_line(
    database: Database, document_id: UUID, place: LineOrCell, text: str | None, *, accepted: bool
) -> None:
    """Save what a person says about the line or cell at `place`.

    `text` None with `accepted` says that it was read right, and without takes back what was said. Raises
    DocumentNotFoundError, and RequestError if there is no such place.
    """
    said = {"text": text, "accepted": accepted}
    try:
        database.execute("correct_line", {"document_id": document_id, **asdict(place), **said})
    except psycopg.errors.InsufficientPrivilege:
        raise DocumentNotFoundError(document_id) from None
    except psycopg.errors.InvalidParameterValue as error:
        raise RequestError(f"Document {document_id}: {error.diag.message_primary}") from None


def read_line_corrections(database: Database, document_id: UUID) -> list[LineCorrection]:
    rows = database.fetch_all("read_line_corrections", {"document_id": document_id})
    return [
        LineCorrection(
            page_number=row["page_number"],
            block_index=row["block_index"],
            line_index=row["line_index"],
            cell_index=row["cell_index"],
            text=row["text"],
            read_text=row["read_text"],
            box=tuple(row["box"]),
            by=row["corrected_by"],
            at=row["corrected_at"],
        )
        for row in rows
    ]


def read_pages(database: Database, document_id: UUID) -> list[Page]:
    return [page_from_row(row) for row in database.fetch_all("read_pages", {"document_id": document_id})]


def page_row(page: Page) -> dict[str, Any]:
    """Return the columns of `document_pages`, ready for JSON."""
    return {
        "page_number": page.number,
        "text": page.text,
        "blocks": [_describe_block(block) for block in page.blocks],
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "source": page.source,
        "language": page.language,
        "confidence": page.confidence,
        "review_reasons": page.review_reasons,
        "error_code": page.error_code,
        "error": page.error,
        "note": page.note,
        "seconds": page.seconds,
    }


def page_from_row(row: Row) -> Page:
    return Page(
        number=row["page_number"],
        width=row["width"],
        height=row["height"],
        rotation=row["rotation"],
        source=row["source"],
        language=row["language"],
        confidence=row["confidence"],
        text=row["text"],
        blocks=_BLOCKS.validate_python(row["blocks"]),
        seconds=row["seconds"],
        review_reasons=tuple(row["review_reasons"]),
        error_code=row["error_code"],
        error=row["error"],
        note=row["note"],
    )


def describe_page(row: Row, corrections: Sequence[LineCorrection]) -> Row:
    """Return a row of `document_pages` with what people said, and the index of each block and of each line in it."""
    said = [correction for correction in corrections if correction.page_number == row["page_number"]]
    lines: dict[Place, LineCorrection] = {}
    cells: dict[Place, LineCorrection] = {}
    if said:
        page = page_from_row(row)
        lines, cells = place_corrections(page, said), place_cell_corrections(page, said)
        row = page_row(correct_in_place(page, said))
    for index, block in enumerate(row["blocks"]):
        block["index"] = index
        for number, line in enumerate(block["lines"]):
            line["index"] = number
            line |= _tell_correction(lines.get((index, number)))
    for (index, number), correction in cells.items():
        row["blocks"][index]["table"]["cells"][number].update(_tell_correction(correction))
    return row


def _tell_correction(correction: LineCorrection | None) -> dict[str, Any]:
    return {} if correction is None else {"corrected_by": correction.by, "corrected_at": correction.at}


def _named(document: Row | None, document_id: UUID) -> Row:
    if document is None:
        raise DocumentNotFoundError(document_id)
    document["file_name"] = choose_file_name(document["file_name"], document["file_url"])
    return document


def _describe_block(block: Block) -> dict[str, Any]:
    described = asdict(block)
    if block.table is None:
        del described["table"]
    else:
        described["table"] |= {"markdown": table_to_markdown(block.table), "html": table_to_html(block.table)}
        if not block.table.continues:
            del described["table"]["continues"], described["table"]["repeated_rows"]
    if block.code is None:
        del described["code"]
    if block.level == 0:
        del described["level"]
    return described
