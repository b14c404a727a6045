"""Extracts the fields of a read document. A document is completed whatever the rules make of it."""

from collections.abc import Sequence

import structlog

from function.document.fields import DocumentType, Fields, KnownIssuer
from function.document.pages import Page
from function.document.reviewed_fields import ReviewedFields
from function.fields.extraction import VERSION, extract_fields
from function.fields.review import review_fields
from function.jobs.background import run_in_background
from function.observability.logs import describe_exception

log = structlog.get_logger()

# A document of three pages takes less than 0.1 s.
EXTRACTION_SECONDS = 20.0
TOO_LONG = f"The fields could not be extracted within {EXTRACTION_SECONDS:g} seconds."
BROKE = "The fields could not be extracted because of an internal error; the function's log says where."


def find_fields(pages: Sequence[Page], known: Sequence[KnownIssuer]) -> ReviewedFields:
    """Return the fields of the pages, or none and a note if the rules fail or take too long.

    `known` are issuers that the document's owner has named.
    """
    running = run_in_background("fields", lambda: review_fields(extract_fields(pages, memory=known)))
    try:
        return running.result(timeout=EXTRACTION_SECONDS)
    except TimeoutError:
        log.error("extraction_too_long", pages=len(pages))
        return _nothing(TOO_LONG)
    except Exception as error:
        log.error("extraction_broke", **describe_exception(error))
        return _nothing(BROKE)


def _nothing(note: str) -> ReviewedFields:
    return ReviewedFields(Fields(DocumentType("other", 0.0, note), {}, (note,), VERSION), {})
