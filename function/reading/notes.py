"""What a person should know about the pages of a document, one sentence each."""

from collections.abc import Sequence

from function.document.pages import Page


def note_pages(pages: Sequence[Page]) -> tuple[str, ...]:
    return (
        *(f"Page {page.number}: {page.note}" for page in pages if page.note),
        *(f"Page {page.number} could not be read. {page.error}" for page in pages if page.error),
        *(
            f"Page {page.number} is too crowded: its text is all there, but its order or its tables may be wrong."
            for page in pages
            if "crowded" in page.review_reasons
        ),
    )
