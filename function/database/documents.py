"""Reads documents and their pages, and converts pages to and from rows of `document_pages`. Corrects fields."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

import psycopg
from pydantic import TypeAdapter

from function.database.pool import Database, Row
from function.document.file_name import choose_file_name
from function.document.markdown import table_to_html, table_to_markdown
from function.document.pages import Block, Page
from function.errors import DocumentNotFoundError, RequestError

_BLOCKS = TypeAdapter(tuple[Block, ...])


def read_document(database: Database, document_id: UUID) -> Row:
    """Return a document's status, figures, text and Markdown, and its `pages` with their blocks as stored.
    Raises DocumentNotFoundError.
    """
    document = database.fetch_one("read_document", {"document_id": document_id})
    if document is None:
        raise DocumentNotFoundError(document_id)
    document["file_name"] = choose_file_name(document["file_name"], document["file_url"])
    document["pages"] = database.fetch_all("read_pages", {"document_id": document_id})
    return document


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
