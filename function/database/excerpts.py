"""Reads a part of what was read of a document: some characters of its Markdown, or one page."""

from uuid import UUID

from pydantic import TypeAdapter

from function.database.pool import Database, Row
from function.document.file_name import choose_file_name
from function.document.markdown import page_to_markdown
from function.document.pages import Block
from function.errors import DocumentNotFoundError, RequestError

_BLOCKS = TypeAdapter(tuple[Block, ...])


def read_excerpt(database: Database, document_id: UUID, *, start: int, length: int) -> Row:
    """Return a document's facts, `length` characters of its Markdown from `start`, and the length of all of it.

    `markdown` and `characters` are None until the document is read. Raises DocumentNotFoundError.
    """
    parameters = {"document_id": document_id, "start": start, "length": length}
    document = database.fetch_one("read_excerpt", parameters)
    if document is None:
        raise DocumentNotFoundError(document_id)
    file_url = document.pop("file_url")
    return document | {"file_name": choose_file_name(document["file_name"], file_url)}


def read_page_markdown(database: Database, document_id: UUID, page: int) -> str:
    """Return a page as Markdown. Raises RequestError if it has not been read or is none of the document's."""
    blocks = database.fetch_value("read_page_blocks", {"document_id": document_id, "page_number": page})
    if blocks is None:
        raise RequestError(f"Document {document_id} has no page {page}, or it has not been read yet.")
    return page_to_markdown(_BLOCKS.validate_python(blocks))
